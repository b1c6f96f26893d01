"""The command that draws."""

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
CAMBRIDGESHIRE = str(EXAMPLES / "cambridgeshire_2025.json")
REQUEST = {"event": "assessment_request_received", "on": "2026-01-05"}
CASES = [{"id": "A1", "events": [REQUEST]}, {"id": "A2", "events": [REQUEST]}]
PLAN = "ehc_assessment.final_plan"


def description(file):
    return ElementTree.parse(file).getroot()[1].text


def test_a_timeline(run, tmp_path):
    result = run("chart", "timeline", CAMBRIDGESHIRE, "--as-of", "2025-09-01", "--output", "a.svg")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert "Final plan (local authority): Wed 20 Aug 2025 *, 12 days overdue." in description(tmp_path / "a.svg")


def test_a_timeline_with_the_calendar_of_a_school(run, tmp_path):
    case, calendar = str(EXAMPLES / "exclusion_quashed.json"), str(EXAMPLES / "ashdown_academy.toml")
    arguments = ("chart", "timeline", case, "--as-of", "2026-06-15", "--output", "a.png")
    assert run(*arguments, "--calendar", calendar, "--process", "exclusion_review").exit_code == 0
    assert (tmp_path / "a.png").read_bytes()[:4] == b"\x89PNG"
    result = run(*arguments)
    assert result.exit_code == 2
    assert "its school calendar is 'Ashdown Academy', which was not given" in result.stderr


def test_choices_for_a_timeline(run, tmp_path, put):
    put("cases.json", CASES)
    choices = ("--case", "A2", "--rule", PLAN, "--open-only", "--ended")
    shown = ("--since", "2026-02-01", "--until", "2026-06-01")
    result = run("chart", "timeline", "cases.json", "--as-of", "2026-03-01", *choices, *shown, "--output", "a.svg")
    assert (result.exit_code, result.stderr) == (0, "")
    told = description(tmp_path / "a.svg")
    assert told.startswith("Timeline of A2 as at Sunday 1 March 2026.\n1 of ")
    assert "of other rules." in told


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("due-by-week", "--weeks", "2"), "Week of Monday 25 May 2026: 2 of a statute or a direction, 0 weaker."),
        (("overdue-by-age",), "92 to 182 days: 2 in breach, 0 in breach on one reading only, 0 no breach."),
        (("in-time", "--rule", "ehc_assessment.decision", "--months", "3"), "February 2026: 0% in time (0 of 2);"),
    ],
)
def test_many_cases(command, says, run, tmp_path, put):
    # Six weeks end on Monday 16 February: on Tuesday 19 May that is 92 days ago (12 + 31 + 30 + 19).
    put("cases.json", CASES)
    result = run("chart", command[0], "cases.json", "--as-of", "2026-05-19", *command[1:], "--output", "a.svg")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert says in description(tmp_path / "a.svg")


def test_json_lines(run, tmp_path, put):
    put("cases.jsonl", '{"id": "A1", "events": []}\n{"id": "A2", "events": []}\n')
    assert run("chart", "overdue-by-age", "cases.jsonl", "--as-of", "2026-05-19", "--output", "a.svg").exit_code == 0
    assert description(tmp_path / "a.svg").startswith("Overdue limits by days overdue: 2 cases")


TIMELINE = ("chart", "timeline", "cases.json", "--as-of", "2026-03-01")
IN_TIME = ("chart", "in-time", "cases.json", "--as-of", "2026-03-01")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((*TIMELINE, "--output", "a.svg"), "cases.json: it holds several cases; say which with --case ID"),
        ((*TIMELINE, "--case", "A3", "--output", "a.svg"), "cases.json: it holds no case 'A3'; known: A1, A2"),
        (
            (*TIMELINE, "--case", "A1", "--output", "a.gif"),
            "a.gif: its name ends in '.gif', which is no kind of picture; end it in .svg or .png",
        ),
        (
            (*TIMELINE, "--case", "A1", "--process", "exclusions", "--output", "a.svg"),
            "no process is called 'exclusions'; did you mean 'exclusion'?",
        ),
        (
            (*TIMELINE, "--case", "A1", "--since", "2026-03-02", "--until", "2026-03-01", "--output", "a.svg"),
            "until: 2026-03-01 comes before 2026-03-02, the first day to show; swap the two",
        ),
        (
            (*TIMELINE, "--case", "A1", "--output", "nowhere/a.svg"),
            "nowhere/a.svg: it cannot be written (No such file or directory); give the path of a file that can be",
        ),
        (
            (*IN_TIME, "--rule", "ehc_assessment.final_pln", "--output", "a.svg"),
            f"no rule is called 'ehc_assessment.final_pln'; did you mean '{PLAN}'?",
        ),
        (
            (*IN_TIME, "--rule", PLAN, "--months", "0", "--output", "a.svg"),
            "months_shown: a picture cannot show 0; give a whole number from 1 to 120",
        ),
        (
            ("chart", "due-by-week", "wrong.json", "--as-of", "2026-03-01", "--output", "a.svg"),
            "wrong.json: case A1: unknown event 'final_plan_snt'; did you mean 'final_plan_sent'?",
        ),
    ],
)
def test_wrong_input(arguments, message, run, put, tmp_path):
    put("cases.json", CASES)
    put("wrong.json", {"id": "A1", "events": [{"event": "final_plan_snt", "on": "2026-01-05"}]})
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{message}\n"
    assert not (tmp_path / "a.svg").exists()


def test_without_the_extra(run, put, monkeypatch):
    put("cases.json", CASES[0])
    monkeypatch.setitem(sys.modules, "altair", None)
    result = run(*TIMELINE, "--output", "a.svg")
    assert result.exit_code == 2
    assert result.stderr == 'a chart needs altair and vl-convert-python; pip install "send-deadlines[charts]"\n'


@pytest.mark.parametrize("command", ["timeline", "due-by-week", "overdue-by-age", "in-time"])
def test_where_to_is_always_asked(command, run, put):
    put("cases.json", CASES[0])
    more = ("--rule", PLAN) if command == "in-time" else ()
    result = run("chart", command, "cases.json", "--as-of", "2026-03-01", *more)
    assert result.exit_code == 2
    assert "Missing option '--output'" in result.stderr

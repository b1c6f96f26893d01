"""``evaluate --format ics``: the file, what is told beside it, and what is refused before anything is written."""

import json
import os
import subprocess
import sys
from datetime import timedelta

import icalendar
import pytest

from send_deadlines import Case, evaluate_all
from send_deadlines.report import as_calendar

GOOD = {"id": "EHC-1042", "events": [{"event": "assessment_request_received", "on": "2026-01-05"}]}
OTHER = {"id": "EHC-1043", "events": [{"event": "assessment_request_received", "on": "2026-01-06"}]}
SENT = {**GOOD, "events": [*GOOD["events"], {"event": "final_plan_sent", "on": "2026-02-20"}]}
WRONG = {"id": "EHC-1044", "events": [{"event": "final_plan_snt", "on": "2026-01-05"}]}
ICS = ("--format", "ics")
AS_OF = ("--as-of", "2026-02-01")
FINAL = "ehc_assessment.final_plan"


def expected(*cases, as_of="2026-02-01", **more):
    return as_calendar(evaluate_all(map(Case.from_dict, cases), as_of), **more)


def entries(content):
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def statuses(content, rule=FINAL):
    return [str(each["STATUS"]) for each in entries(content) if str(each["X-SEND-DEADLINES-RULE"]) == rule]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", [GOOD, OTHER]),
        ("a.jsonl", f"{json.dumps(GOOD)}\n{json.dumps(OTHER)}\n"),
    ],
)
def test_it_is_written_on_standard_output_and_into_a_file(name, content, run, put, tmp_path):
    result = run("evaluate", put(name, content), *AS_OF, *ICS)
    assert result.exit_code == 0
    assert result.stdout_bytes == expected(GOOD, OTHER)
    run("evaluate", name, *AS_OF, *ICS, "--output", "due.ics")
    assert (tmp_path / "due.ics").read_bytes() == expected(GOOD, OTHER)


def test_one_case_and_one_without_events(run, put):
    assert run("evaluate", put("a.json", GOOD), *AS_OF, *ICS).stdout_bytes == expected(GOOD)
    nothing = {"id": "A1", "events": []}
    assert run("evaluate", put("a.json", nothing), *AS_OF, *ICS).stdout_bytes == expected(nothing)


def test_no_case_at_all_is_refused_and_cancels_nothing(run, put, tmp_path):
    run("evaluate", put("a.json", GOOD), *AS_OF, *ICS, "--output", "due.ics")
    result = run("evaluate", put("b.json", []), *AS_OF, *ICS, "--update", "due.ics", "--output", "due.ics")
    assert (result.exit_code, "the list has no cases in it" in result.stderr) == (2, True)
    assert (tmp_path / "due.ics").read_bytes() == expected(GOOD)


def test_in_a_process_of_its_own_whatever_letters_it_knows(put, tmp_path):
    """The file is UTF-8 and its lines end as the format wants, on every machine."""
    case = {**GOOD, "responsible": "Zoë"}
    put("a.json", case)
    command = [sys.executable, "-W", "error", "-m", "send_deadlines.cli", "evaluate", "a.json", *AS_OF, *ICS]
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*command, "--include", "responsible"], cwd=tmp_path, env=env, capture_output=True)
    assert done.stdout == expected(case, include=["responsible"])
    assert "Zoë".encode() in done.stdout


def test_what_is_not_in_it_is_told(run, put):
    result = run("evaluate", put("a.json", GOOD), *AS_OF, *ICS)
    assert result.stderr == (
        "1 open deadline is not in the calendar, because no day is known or fixed: 1 with no fixed day; evaluate "
        "without --format ics lists them\n"
    )
    draft = {"event": "draft_plan_sent", "on": "2026-01-29"}  # when it was served is not recorded
    undated = {**GOOD, "events": [*GOOD["events"], draft]}
    stderr = run("evaluate", put("a.json", undated), *AS_OF, *ICS).stderr
    assert "open deadlines are not in the calendar, because no day is known or fixed: " in stderr
    assert " not known and " in stderr
    assert run("evaluate", put("a.json", {"id": "A", "events": []}), *AS_OF, *ICS).stderr == ""


def test_alarms_and_what_is_included(run, put):
    content = run(
        "evaluate", put("a.json", GOOD), *AS_OF, *ICS, "--alarm", "5 working days", "--alarm", "2 weeks",
        "--include", "case",
    ).stdout_bytes  # fmt: skip
    (plan,) = [each for each in entries(content) if str(each["X-SEND-DEADLINES-RULE"]) == FINAL]
    # Monday 25 May 2026: five working days before it is Monday 18 May, two weeks before it Monday 11 May.
    hours = [alarm["TRIGGER"].dt for alarm in plan.subcomponents]
    assert hours == [timedelta(days=-7, hours=9), timedelta(days=-14, hours=9)]
    assert str(plan["SUMMARY"]).startswith("EHC-1042: Last day: ")


def test_an_update_into_the_same_file(run, put, tmp_path):
    put("a.json", [GOOD, OTHER])
    run("evaluate", "a.json", *AS_OF, *ICS, "--output", "due.ics")
    first = (tmp_path / "due.ics").read_bytes()
    again = ("--update", "due.ics", "--output", "due.ics")
    assert run("evaluate", "a.json", *AS_OF, *ICS, *again).exit_code == 0
    assert (tmp_path / "due.ics").read_bytes() == first
    put("a.json", [SENT, OTHER])
    assert run("evaluate", "a.json", "--as-of", "2026-02-21", *ICS, *again).exit_code == 0
    second = (tmp_path / "due.ics").read_bytes()
    assert second == expected(SENT, OTHER, as_of="2026-02-21", previous=first)
    assert sorted(statuses(second)) == ["CANCELLED", "CONFIRMED"]
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".part"] == []


def test_a_case_that_is_not_given_again_is_cancelled(run, put, tmp_path):
    run("evaluate", put("a.json", [GOOD, OTHER]), *AS_OF, *ICS, "--output", "due.ics")
    content = run("evaluate", put("a.json", GOOD), *AS_OF, *ICS, "--update", "due.ics").stdout_bytes
    assert sorted(statuses(content)) == ["CANCELLED", "CONFIRMED"]


@pytest.mark.parametrize("lines", [True, False])
def test_nothing_is_written_when_a_case_is_wrong(lines, run, put, tmp_path):
    """A calendar that misses a case would tell that its deadlines are gone."""
    run("evaluate", put("good.json", GOOD), *AS_OF, *ICS, "--output", "due.ics")
    before = (tmp_path / "due.ics").read_bytes()
    name = "a.jsonl" if lines else "a.json"
    put(name, "".join(f"{json.dumps(each)}\n" for each in (GOOD, WRONG)) if lines else [GOOD, WRONG])
    result = run("evaluate", name, *AS_OF, *ICS, "--update", "due.ics", "--output", "due.ics")
    assert result.exit_code == 2
    assert "unknown event 'final_plan_snt'; did you mean 'final_plan_sent'?" in result.stderr
    assert (tmp_path / "due.ics").read_bytes() == before
    assert run("evaluate", name, *AS_OF, *ICS).stdout_bytes == b""


@pytest.mark.parametrize(("flags", "code"), [([], 0), (["--fail-on-breach"], 1)])
def test_it_can_fail_on_a_breach(flags, code, run, put):
    result = run("evaluate", put("a.json", GOOD), "--as-of", "2026-06-01", *ICS, *flags)
    assert (result.exit_code, len(statuses(result.stdout_bytes))) == (code, 1)


ONLY_FOR_ICS = "it says how a calendar file is written, and the form asked for is"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--alarm", "2 weeks"), f"--alarm: {ONLY_FOR_ICS} text; add --format ics, or leave it out"),
        (("--include", "case"), f"--include: {ONLY_FOR_ICS} text; add --format ics, or leave it out"),
        (("--update", "x", "--format", "csv"), f"--update: {ONLY_FOR_ICS} csv; add --format ics, or leave it out"),
        ((*ICS, "--alarm", "5 school days"), "--alarm: an alarm is not counted in school days, as '5 school days' is"),
        ((*ICS, "--alarm", "soon"), "--alarm: 'soon': a period is required and > 0"),
        ((*ICS, "--include", "name"), "'name' is not one of 'case', 'about', 'school', 'responsible'"),
        ((*ICS, "--update", "none.ics"), "none.ics: it cannot be read (No such file or directory); give an earlier"),
        ((*ICS, "--update", "a.json"), "a.json: the earlier calendar is not an iCalendar file; give the file as send"),
        (
            (*ICS, "--update", "late.ics"),
            "late.ics: the earlier calendar is as at Monday 2 February 2026, after Sunday",
        ),
        ((*ICS, "--output", "no/such/due.ics"), "no/such/due.ics: it cannot be written"),
    ],
)
def test_what_is_refused(options, message, run, put, tmp_path):
    (tmp_path / "late.ics").write_bytes(expected(GOOD, as_of="2026-02-02"))
    result = run("evaluate", put("a.json", GOOD), *AS_OF, *options)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "EHC-1042" not in result.stderr
    assert result.stdout == ""


def test_without_the_package_it_says_what_to_install(run, put, monkeypatch):
    monkeypatch.setitem(sys.modules, "icalendar", None)
    result = run("evaluate", put("a.json", GOOD), *AS_OF, *ICS)
    assert result.exit_code == 2
    assert (
        "--format ics: a calendar file needs the icalendar package; install what writes it: pip install"
        in result.stderr
    )
    assert run("evaluate", "a.json", *AS_OF).exit_code == 0

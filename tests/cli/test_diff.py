"""Which dates moved: between two days of one file, and between two files."""

import csv
import io
import json
import tracemalloc
from pathlib import Path

import pytest

from send_deadlines.report import CHANGE_COLUMNS
from send_deadlines.report.words import WIDTH

REQUEST = {"event": "assessment_request_received", "on": "2026-01-05"}
DRAFT = {"event": "draft_plan_sent", "on": "2026-04-20", "served": "2026-04-20"}
AGAIN = {"event": "draft_plan_sent", "on": "2026-04-27", "served": "2026-04-27"}
MOVED = {"id": "A1", "events": [REQUEST, DRAFT, AGAIN]}
STILL = {"id": "A2", "events": [{**REQUEST, "on": "2026-01-07"}]}
EMPTY = {"id": "A3", "events": []}
DAYS = ("--from", "2026-04-26", "--to", "2026-04-27")
AS_OF = ("--as-of", "2026-04-27")
BEFORE = {**MOVED, "events": [REQUEST, DRAFT]}
WAIT = "ehc_assessment.representations"


def said(text):
    return " ".join(text.split())


def lines(*cases):
    return "".join(json.dumps(each) + "\n" for each in cases)


# One file, two days.


def test_what_became_known_and_what_it_moved(run, put):
    result = run("diff", put("a.json", MOVED), *DAYS)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("A1 from Sunday 26 April 2026 to Monday 27 April 2026\n=====")
    assert max(map(len, result.stdout.splitlines())) <= WIDTH
    text = said(result.stdout)
    assert "What became known ----------------- Monday 27 April 2026: draft_plan_sent. A draft EHC plan" in text
    # Fifteen days beginning with Mon 20 Apr 2026 end on Mon 4 May; with Mon 27 Apr, on Mon 11 May.
    assert f"{WAIT}: from Monday 4 May 2026 to Monday 11 May 2026, 7 days later The local authority may not" in text
    assert "Because draft_plan_sent of Monday 27 April 2026 started it afresh." in text
    assert "compared" not in text


def test_the_last_day_goes_by_between_two_days(run, put):
    result = run("diff", put("a.json", STILL), "--from", "2026-02-18", "--to", "2026-02-19")
    text = said(result.stdout)
    assert "No date moved. What else stands otherwise" in text
    assert (
        "ehc_assessment.decision: Wednesday 18 February 2026. Before: due today. Now: 1 day overdue (in breach)" in text
    )


@pytest.mark.parametrize("case", [EMPTY, STILL])
def test_where_nothing_moved_it_says_so(case, run, put):
    result = run("diff", put("a.json", case), *DAYS)
    assert result.exit_code == 0
    assert "\nNo date moved.\n" in result.stdout


def test_of_several_cases_only_those_that_differ_are_shown(run, put):
    result = run("diff", put("a.json", [STILL, MOVED, EMPTY]), *DAYS)
    assert result.exit_code == 0
    assert [line for line in result.stdout.splitlines() if line.startswith("A")] == [
        "A1 from Sunday 26 April 2026 to Monday 27 April 2026"
    ]
    assert result.stdout.endswith("\n\n\n3 cases compared; something differs in 1.\n")


def test_of_several_cases_in_which_nothing_differs_none_is_shown(run, put):
    put("a.jsonl", lines(STILL, EMPTY))
    assert run("diff", "a.jsonl", *DAYS).stdout == "2 cases compared; something differs in none. No date moved.\n"


def test_json_on_one_case_is_an_object(run, put):
    data = json.loads(run("diff", put("a.json", MOVED), *DAYS, "--format", "json").stdout)
    assert list(data) == ["case", "before", "after", "only_in", "news", "changes", "new_problems"]
    assert (data["case"], data["before"]["as_of"], data["after"]["as_of"]) == ("A1", "2026-04-26", "2026-04-27")
    assert data["news"] == [{"event": AGAIN, "dates": [], "gone": False}]
    (change,) = [each for each in data["changes"] if each["rule"] == WAIT]
    assert (change["what"], change["days"], change["about"]) == ("moved", 7, None)
    assert change["why"] == ["draft_plan_sent of Monday 27 April 2026 started it afresh"]
    assert change["before"] == {
        "started_by": {"event": "draft_plan_sent", "date": "2026-04-20"},
        "due": "2026-05-04",
        "earliest": "2026-05-04",
        "latest": "2026-05-04",
        "act_by": "2026-05-01",
        "state": "waiting",
        "done_on": None,
        "days_late": 0,
        "breach": False,
    }
    assert change["after"]["due"] == "2026-05-11"


@pytest.mark.parametrize(("name", "content"), [("a.json", [MOVED, EMPTY]), ("a.jsonl", lines(MOVED, EMPTY))])
def test_json_on_several_is_a_list_of_every_case(name, content, run, put):
    found = json.loads(run("diff", put(name, content), *DAYS, "--format", "json").stdout)
    assert [(each["case"], bool(each["changes"])) for each in found] == [("A1", True), ("A3", False)]


def test_jsonl_is_an_object_a_line(run, put):
    result = run("diff", put("a.json", [MOVED, EMPTY]), *DAYS, "--format", "jsonl")
    assert [json.loads(line)["case"] for line in result.stdout.splitlines()] == ["A1", "A3"]


def test_csv_has_a_row_for_each_change(run, put):
    result = run("diff", put("a.json", [{**MOVED, "id": "=A1"}, EMPTY]), *DAYS, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    (row,) = [row for row in rows if row["rule"] == WAIT]
    assert list(row) == list(CHANGE_COLUMNS)
    assert (row["case"], row["what"], row["days"]) == ("'=A1", "moved", "7")
    assert (row["due_before"], row["due_after"], row["started_on_after"]) == ("2026-05-04", "2026-05-11", "2026-04-27")


def test_days_earlier_stay_a_number(run, put):
    sooner = {**STILL, "events": [{**REQUEST, "on": "2026-01-04"}]}
    result = run("diff", put("a.json", STILL), put("b.json", sooner), *AS_OF, "--format", "csv")
    rows = {row["rule"]: row for row in csv.DictReader(io.StringIO(result.stdout))}
    assert rows["ehc_assessment.final_plan"]["days"] == "-3"


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv"])
def test_standard_input_is_read_for_a_dash(form, run, put):
    there = run("diff", put("a.jsonl", lines(MOVED, EMPTY)), *DAYS, "--format", form)
    assert run("diff", "-", *DAYS, "--format", form, stdin=lines(MOVED, EMPTY)).stdout == there.stdout


def test_a_bad_line_does_not_stop_the_others(run, put):
    put("a.jsonl", lines(EMPTY) + "{\n" + lines({"id": "B", "events": [{"event": "x", "on": "2026-01-01"}]}, MOVED))
    result = run("diff", "a.jsonl", *DAYS, "--format", "jsonl", "--output", "out.jsonl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.split(";")[0] for line in result.stderr.splitlines()] == [
        "a.jsonl:2: it is not JSON: a key in double quotes is expected at column 2",
        "a.jsonl:3: case B: unknown event 'x'",
    ]
    made = Path("out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["case"] for line in made] == ["A3", "A1"]


def test_a_bad_case_of_a_list_stops_all(run, put):
    result = run("diff", put("a.json", [MOVED, {"id": "B"}]), *DAYS, "--output", "out.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "case B: it has no events" in result.stderr
    assert not Path("out.txt").exists()


def test_readings_and_calendars_are_those_of_evaluate(run, put):
    put("oak.toml", 'name = "Oak School"\n[[terms]]\nname = "Spring"\nfirst = 2026-01-05\nlast = 2026-03-27\n')
    case = {**MOVED, "calendars": {"school": "Oak School"}}
    options = ["--calendar", "oak.toml", "--reading", "when_reviewed=decision", "--format", "json"]
    data = json.loads(run("diff", put("a.json", case), *DAYS, *options).stdout)
    for side in ("before", "after"):
        assert data[side]["receipt"]["calendars"]["school"]["name"] == "Oak School"
        assert data[side]["receipt"]["readings"] == {"when_reviewed": "decision"}


# Two files, one day.


def test_two_files_are_compared_by_id_whatever_their_order(run, put):
    put("before.json", [BEFORE, STILL, EMPTY])
    put("after.json", [EMPTY, MOVED, STILL])
    result = run("diff", "before.json", "after.json", *AS_OF)
    assert (result.exit_code, result.stderr) == (0, "")
    text = said(result.stdout)
    assert text.startswith("A1 as at Monday 27 April 2026 =")
    assert "Recorded in after.json and not in before.json" in text
    assert "Recorded in before.json" not in text
    assert f"{WAIT}: from Monday 4 May 2026 to Monday 11 May 2026, 7 days later" in text
    assert text.endswith("3 cases compared; something differs in 1.")


def test_what_is_taken_out_is_told_too(run, put):
    text = said(run("diff", put("before.json", MOVED), put("after.json", BEFORE), *AS_OF).stdout)
    assert "Recorded in before.json and not in after.json" in text
    assert f"{WAIT}: from Monday 11 May 2026 to Monday 4 May 2026, 7 days earlier" in text
    assert "Because draft_plan_sent of Monday 27 April 2026 no longer starts it afresh." in text


@pytest.mark.parametrize("name", ["after.json", "after.jsonl"])
def test_a_case_only_in_one_file_is_said(name, run, put):
    put("before.json", [STILL, EMPTY])
    put(name, lines(STILL, MOVED) if name.endswith("l") else [STILL, MOVED])
    text = run("diff", "before.json", name, *AS_OF).stdout
    assert f"This case is only in {name}, and not in before.json." in text
    assert f"This case is only in before.json, and not in {name}." in text
    assert text.endswith("3 cases compared; something differs in 2. No date moved.\n")
    found = json.loads(run("diff", "before.json", name, *AS_OF, "--format", "json").stdout)
    assert [(each["case"], each["only_in"]) for each in found] == [("A2", None), ("A1", "after"), ("A3", "before")]
    assert found[2]["after"] is None
    rows = list(csv.DictReader(io.StringIO(run("diff", "before.json", name, *AS_OF, "--format", "csv").stdout)))
    assert [(row["case"], row["what"]) for row in rows] == [("A1", "only in after"), ("A3", "only in before")]


def test_one_case_against_another_of_another_id_is_a_list(run, put):
    put("a.json", STILL)
    found = json.loads(run("diff", "a.json", put("b.json", EMPTY), *AS_OF, "--format", "json").stdout)
    assert [each["only_in"] for each in found] == ["after", "before"]
    same = json.loads(run("diff", "a.json", "a.json", *AS_OF, "--format", "json").stdout)
    assert (same["case"], same["changes"], same["news"]) == ("A2", [], [])


def test_files_are_named_without_their_folders_where_that_tells_them_apart(run, put, tmp_path):
    for folder in ("old", "new"):
        (tmp_path / folder).mkdir()
    put("old/a.json", BEFORE)
    put("new/a.json", MOVED)
    put("new/b.json", MOVED)
    assert "Recorded in b.json and not in a.json\n" in run("diff", "old/a.json", "new/b.json", *AS_OF).stdout
    assert "Recorded in new/a.json and not in old/a.json\n" in run("diff", "old/a.json", "new/a.json", *AS_OF).stdout
    text = run("diff", "old/a.json", "-", *AS_OF, stdin=json.dumps(MOVED)).stdout
    assert "Recorded in standard input and not in a.json\n" in text


def test_either_file_can_be_standard_input(run, put):
    put("before.json", BEFORE)
    put("after.json", MOVED)
    both = json.loads(run("diff", "before.json", "after.json", *AS_OF, "--format", "json").stdout)
    for files, stdin in ((("-", "after.json"), BEFORE), (("before.json", "-"), MOVED)):
        result = run("diff", *files, *AS_OF, "--format", "json", stdin=json.dumps(stdin))
        assert json.loads(result.stdout) == both


# What is wrong.


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.json"], ["--from: one file is compared as at two days, and this one is not given; add --from DAY, such as "
                      "2026-03-01",
                      "--to: one file is compared as at two days, and this one is not given; add --to DAY, such as "
                      "2026-03-01"]),
        (["a.json", "--from", "2026-04-26"],
         ["--to: one file is compared as at two days, and this one is not given; add --to DAY, such as 2026-03-01"]),
        (["a.json", *AS_OF], ["--as-of: one file is compared as at two days; give --from and --to, or a second file"]),
        (["a.json", "--from", "2026-04-27", "--to", "2026-04-26"],
         ["--to: 2026-04-26 is before 2026-04-27, the day of --from; give the earlier day as --from"]),
        (["a.json", "--from", "2026-04-27", "--to", "2026-04-27"],
         ["--to: 2026-04-27 is the day of --from too; give a later one, for there is nothing between"]),
        (["a.json", "b.json"],
         ["--as-of: two files are compared as at one day, and none is given; add --as-of DAY, such as 2026-03-01"]),
        (["a.json", "b.json", *DAYS], ["--from: two files are compared as at one day; leave it out, and give --as-of",
                                       "--to: two files are compared as at one day; leave it out, and give --as-of"]),
        (["-", "-", *AS_OF], ["AFTER: both files are standard input; give one of them by its path"]),
        (["twins.json", "a.json", *AS_OF],
         ["twins.json:1: case A1: the case at twins.json:1 has this id too, and which of the two is meant cannot be "
          "known; give each its own id, or leave one out"]),
        (["a.json", "twins.json", *AS_OF],
         ["twins.json:1: case A1: the case at twins.json:1 has this id too, and which of the two is meant cannot be "
          "known; give each its own id, or leave one out"]),
        (["none.json", "a.json", *AS_OF],
         ["none.json: it cannot be read (No such file or directory); give the path of a file that can be"]),
        (["bad.json", "bad.json", *AS_OF],
         ["bad.json: case A1: unknown event 'x'; *", "bad.json: case A1: unknown event 'x'; *"]),
        (["bad.json", "a.json", *AS_OF, "--reading", "sense"],
         ["--reading: 'sense' does not say which reading of what; write it as DISPUTE=READING",
          "bad.json: case A1: unknown event 'x'; *"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_a_line(arguments, told, run, put):
    put("a.json", MOVED)
    put("b.json", MOVED)
    put("twins.json", [MOVED, MOVED])
    put("bad.json", {"id": "A1", "events": [{"event": "x", "on": "2026-01-01"}]})
    result = run("diff", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    found = result.stderr.splitlines()
    assert len(found) == len(told), found
    for line, wanted in zip(found, told, strict=True):
        start, star, _ = wanted.partition("*")
        assert line.startswith(start) if star else line == wanted


@pytest.mark.parametrize("option", ["--from", "--to", "--as-of"])
def test_a_day_that_is_none(option, run):
    result = run("diff", "a.json", option, "26 April")
    assert result.exit_code == 2
    assert "'26 April' is not a day; write it as year-month-day" in said(result.stderr)


def test_a_case_that_cannot_be_read_does_not_pass_for_one_that_is_not_there(run, put):
    put("before.jsonl", lines(STILL, EMPTY, MOVED))
    put("after.jsonl", lines(STILL) + "{}\n")
    result = run("diff", "before.jsonl", "after.jsonl", *AS_OF)
    assert result.exit_code == 2
    told = "2 cases of before.jsonl may be in the lines that cannot be read; mend those lines, and compare again"
    assert result.stderr.splitlines()[-1] == f"after.jsonl: {told}"
    assert "only in" not in result.stdout


def test_the_first_file_must_be_right_in_every_line(run, put):
    put("before.jsonl", lines(STILL) + "{}\n")
    result = run("diff", "before.jsonl", put("after.jsonl", lines(STILL)), *AS_OF)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "before.jsonl:2: case: it has no id" in result.stderr


def test_a_case_that_is_only_in_the_first_file_and_wrong_is_told(run, put):
    put("before.jsonl", lines(STILL, {"id": "B", "events": [{"event": "x", "on": "2026-01-01"}]}))
    result = run("diff", "before.jsonl", put("after.jsonl", lines(STILL)), *AS_OF)
    assert result.exit_code == 2
    assert result.stderr.startswith("before.jsonl:2: case B: unknown event 'x'; ")
    put("after.json", [STILL])
    result = run("diff", "before.jsonl", "after.json", *AS_OF)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("before.jsonl:2: case B: unknown event 'x'; ")


def test_hostile_words_cannot_move_the_cursor(run, put):
    case = {"id": "A\x1b[2J", "events": [{**REQUEST}, {"event": "advice_requested", "on": "2026-04-27",
            "about": "\x1b[2J", "body_kind": "school"}]}  # fmt: skip
    assert "\x1b" not in run("diff", put("a.json", case), *DAYS).stdout


def test_lines_are_worked_through_one_at_a_time(run, tmp_path):
    """What is kept does not grow with the number of cases."""

    def peak(count):
        text = "".join(json.dumps({**STILL, "id": f"A{number}"}) + "\n" for number in range(count))
        (tmp_path / "a.jsonl").write_text(text, encoding="utf-8")
        tracemalloc.start()
        assert run("diff", "a.jsonl", *DAYS, "--format", "csv", "--output", "out.csv").exit_code == 0
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(20)
    assert peak(600) < peak(100) * 1.5 + 100_000

"""The commands worklist and school-report."""

import csv
import io
import json
from pathlib import Path

import pytest

from send_deadlines.cli.school_report import file_names
from send_deadlines.report.worklist_data import WORKLIST_COLUMNS

REQUEST = {"event": "assessment_request_received", "on": "2026-01-26"}
MET = {"event": "review_meeting_held", "on": "2026-02-09", "attends": "listed_school"}
GOOD = {"id": "EHC-1", "responsible": "KB", "school": "Oak Primary", "events": [REQUEST]}
REVIEW = {"id": "REV-1", "responsible": "TM", "school": "St Mary's / Oak", "events": [MET]}
BAD = {"id": "BAD-1", "school": "Oak Primary", "events": [{"event": "nonsense", "on": "2026-01-05"}]}


def lines(*cases: object) -> str:
    return "".join(json.dumps(case) + "\n" for case in cases)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_list(run, put):
    result = run("worklist", put("cases.jsonl", lines(GOOD, REVIEW)), "--as-of", "2026-03-02")
    assert (result.exit_code, result.stderr) == (0, "")
    # Mon 26 Jan + 42 days is 9 March; Mon 9 Feb + 14 is the 23rd, a week ago.
    assert "EHC-1 (KB, Oak Primary): 7 days left: by Monday 9 March 2026" in result.stdout
    assert "REV-1 (TM, St Mary's / Oak): 7 DAYS LATE: the last day was Monday 23 February 2026" in result.stdout


@pytest.mark.parametrize("name", ["cases.jsonl", "cases.json"])
def test_a_case_that_is_wrong_is_told_and_stands_in_the_list(name, run, put):
    cases = lines(GOOD, BAD, REVIEW) if name.endswith("l") else [GOOD, BAD, REVIEW]
    where = put(name, cases)
    result = run("worklist", where, "--as-of", "2026-03-02", "--format", "json")
    assert result.exit_code == 2
    assert "case BAD-1" in result.stderr
    assert "unknown event 'nonsense'" in result.stderr
    data = json.loads(result.stdout)
    assert ["BAD-1" in each["where"] for each in data["not_evaluated"]] == [True]
    assert {row["case"] for row in data["rows"]} == {"EHC-1", "REV-1"}
    text = run("worklist", where, "--as-of", "2026-03-02").stdout
    assert text.index("Not evaluated") < text.index("Overdue")


def test_where_no_case_can_be_evaluated_there_is_no_list(run, put):
    result = run("worklist", put("cases.json", [BAD]), "--as-of", "2026-03-02", "--output", "list.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "unknown event 'nonsense'" in result.stderr
    assert not Path("list.txt").exists()
    missing = run("worklist", "nowhere.jsonl", "--as-of", "2026-03-02")
    assert (missing.exit_code, missing.stdout) == (2, "")
    assert missing.stderr.count("it cannot be read") == 1


def test_two_cases_of_one_id(run, put):
    result = run("worklist", put("cases.jsonl", lines(GOOD, GOOD)), "--as-of", "2026-03-02", "--format", "json")
    assert result.exit_code == 2
    assert "cases.jsonl:2: case EHC-1: the case at cases.jsonl:1 has this id too" in result.stderr
    assert json.loads(result.stdout)["cases"] == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--within", "15 school days"], "'15 school days': each school has its own school days"),
        (["--within", "soon"], "a period is required and > 0"),
        (["--within", "6000 working days"], "--within: the calendar 'england' does not cover"),
        (["--person", "KBB"], "has the responsible person 'KBB'; did you mean 'KB'?"),
        (["--school", "Oak"], "has the school 'Oak'; known: Oak Primary"),
        (["--process", "ehc_revue"], "no process is called 'ehc_revue'; did you mean 'ehc_review'?"),
        (["--who", "authority"], "no actor is called 'authority'"),
        (["--law", "missing.toml"], "missing.toml: the file cannot be read"),
    ],
)
def test_what_cannot_be_asked_for(arguments, words, run, put):
    result = run("worklist", put("cases.jsonl", lines(GOOD)), "--as-of", "2026-03-02", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in " ".join(result.stderr.split())


def test_there_is_no_default_day(run, put):
    result = run("worklist", put("cases.jsonl", lines(GOOD)))
    assert result.exit_code == 2
    assert "There is no default day, ever." in result.stderr


def test_filters_and_groups(run, put):
    where = put("cases.jsonl", lines(GOOD, REVIEW))

    def cases(*more: str) -> set[str]:
        result = run("worklist", where, "--as-of", "2026-03-02", "--format", "csv", *more)
        return {row["case"] for row in rows_of(result.stdout)} - {""}

    assert cases("--person", "KB") == {"EHC-1"}
    assert cases("--school", "St Mary's / Oak") == {"REV-1"}
    assert cases("--process", "ehc_review") == {"REV-1"}
    assert cases("--who", "review_report_writer") == {"REV-1"}
    text = run("worklist", where, "--as-of", "2026-03-02", "--by", "person").stdout
    assert text.index("\nKB, as at Monday 2 March 2026") < text.index("\nTM, as at Monday 2 March 2026")
    assert "How each stands" not in text  # a caption is for a page


def test_the_columns_and_what_is_not_listed(run, put):
    result = run("worklist", put("cases.jsonl", lines(GOOD)), "--as-of", "2026-03-02", "--format", "csv")
    assert tuple(result.stdout.splitlines()[0].split(",")) == WORKLIST_COLUMNS
    *_, last = rows_of(result.stdout)
    # The no-plan decision, 16 weeks, and the plan, 20 weeks: Mon 18 May and Mon 15 June 2026.
    assert (last["section"], last["notes"]) == (
        "not_listed",
        "for a last day beyond that: 2, the first on 2026-05-18 (doubtful)",
    )


@pytest.mark.parametrize(("form", "first"), [("html", "<!DOCTYPE html>"), ("markdown", "# Worklist as at")])
def test_other_forms_to_a_file(form, first, run, put):
    where = put("cases.jsonl", lines(GOOD, REVIEW))
    result = run("worklist", where, "--as-of", "2026-03-02", "--format", form, "--by", "school", "--output", "list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path("list").read_text(encoding="utf-8").startswith(first)


def test_a_reading_decides_what_is_doubtful(run, put):
    yearly = [
        {"event": "review_meeting_held", "on": "2025-02-17"},
        {"event": "decision_to_keep_plan_sent", "on": "2025-03-10", "meeting": "2025-02-17"},
    ]
    where = put("cases.jsonl", lines({"id": "Y", "events": yearly}))
    late = {}
    for reading in ([], ["--reading", "when_reviewed=meeting"], ["--reading", "when_reviewed=decision"]):
        result = run("worklist", where, "--as-of", "2026-03-02", "--format", "csv", *reading)
        rows = [row for row in rows_of(result.stdout) if row["rule"] == "ehc_review.review"]
        late[" ".join(reading)] = [(row["section"], row["late_as"]) for row in rows]
    assert late[""] == [("overdue", "doubtful")]
    assert late["--reading when_reviewed=decision"] == [("due", "")]


def test_the_dates_of_a_school(run, put):
    where = put("cases.jsonl", lines(GOOD, REVIEW))
    result = run("school-report", where, "--as-of", "2026-02-16", "--school", "St Mary's / Oak", "--within", "1 month")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        "REV-1: Monday 23 February 2026 [1,2]: 7 days left; last working day Monday 23 February 2026" in result.stdout
    )
    assert "EHC-1" not in result.stdout
    assert "TM" not in result.stdout


@pytest.mark.parametrize("form", ["text", "html", "markdown", "csv", "json"])
def test_a_file_for_every_school(form, run, put):
    where = put("cases.jsonl", lines(GOOD, REVIEW, {**REVIEW, "id": "REV-2", "school": "St Mary's: Oak"}))
    result = run("school-report", where, "--as-of", "2026-02-16", "--all-schools", "--output-dir", "out/reports",
                 "--format", form)  # fmt: skip
    assert (result.exit_code, result.stderr) == (0, "")
    ending = {"text": "txt", "markdown": "md"}.get(form, form)
    names = sorted(path.name for path in Path("out/reports").iterdir())
    marys = ("st-mary-s-oak-bb53fb7e", "st-mary-s-oak-838eaa59")
    assert names == sorted(f"school-{name}.{ending}" for name in ("oak-primary", *marys))
    assert "St Mary's: Oak: " in result.stdout
    both = [Path("out/reports", f"school-{name}.{ending}").read_text("utf-8") for name in marys]
    assert ["REV-1" in text for text in both] == [True, False]
    assert ["REV-2" in text for text in both] == [False, True]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "--school: it is not said which school; give --school NAME, or --all-schools with --output-dir FOLDER"),
        (["--school", "Oak Primary", "--all-schools", "--output-dir", "x"], "both a school and all schools"),
        (
            ["--all-schools"],
            "--all-schools: it writes a file for each school; give --output-dir FOLDER, and no --output",
        ),
        (["--school", "Oak Primary", "--output-dir", "x"], "--output-dir: it is for --all-schools; give --output FILE"),
        (["--school", "Oak Primry"], "has the school 'Oak Primry'; did you mean 'Oak Primary'?"),
        (["--all-schools", "--output-dir", "cases.jsonl"], "cases.jsonl: the folder cannot be made"),
        (["--school", "Oak Primary", "--within", "3 school days"], "each school has its own school days"),
    ],
)
def test_what_a_school_report_cannot_do(arguments, words, run, put):
    result = run("school-report", put("cases.jsonl", lines(GOOD)), "--as-of", "2026-02-16", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in " ".join(result.stderr.split())


def test_a_school_report_says_when_it_may_not_be_whole(run, put):
    where = put("cases.jsonl", lines(GOOD, BAD))
    result = run("school-report", where, "--as-of", "2026-02-16", "--school", "Oak Primary")
    assert result.exit_code == 2
    assert "NOT WHOLE" in result.stdout
    assert "BAD-1" not in result.stdout


def test_no_school_is_named(run, put):
    where = put("cases.jsonl", lines({"id": "N", "events": [REQUEST]}))
    result = run("school-report", where, "--as-of", "2026-02-16", "--all-schools", "--output-dir", "out")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no case says at which school the pupil is" in result.stderr


@pytest.mark.parametrize("school", ["../../etc/passwd", "CON", "a\x00b", "  ", "école", "x" * 500, "=1+1", "a/b\\c"])
def test_a_file_name_is_safe(school):
    for name in file_names([school, school.upper() + " "]).values():
        assert name.startswith("school")
        assert len(name) <= 80
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_no_two_schools_share_a_file_and_none_takes_the_name_of_another():
    both = file_names(["St Mary's / Oak", "St Mary's: Oak"])
    assert len(set(both.values())) == 2
    # A file from a day when only one of them had cases is not written over with the other's.
    assert file_names(["St Mary's / Oak"])["St Mary's / Oak"] not in both.values()
    awkward = [*both, both["St Mary's / Oak"].removeprefix("school-")]
    assert len(set(file_names(awkward).values())) == 3
    assert file_names([]) == {}


def test_labels_that_differ_by_capitals_and_spaces_are_told(run, put):
    where = put("cases.jsonl", lines(GOOD, {**REVIEW, "school": "oak  primary"}))
    whole = " ".join(run("worklist", where, "--as-of", "2026-03-02", "--person", "KB").stdout.split())
    assert "by capitals or spaces, and kept apart: 'Oak Primary', 'oak primary'." in whole
    data = json.loads(run("worklist", where, "--as-of", "2026-03-02", "--format", "json").stdout)
    assert data["alike"] == {"person": [], "school": [["Oak Primary", "oak  primary"]]}
    rows = rows_of(run("worklist", where, "--as-of", "2026-03-02", "--format", "csv").stdout)
    assert [row["notes"] for row in rows if row["section"] == "alike"] == ["Oak Primary", "oak  primary"]
    asked = ("school-report", where, "--as-of", "2026-02-16", "--school", "Oak Primary")
    assert "NOT WHOLE: Written in more than one way" in run(*asked).stdout
    assert json.loads(run(*asked, "--format", "json").stdout)["alike"] == ["oak  primary"]
    assert ("alike", "oak  primary") in {
        (row["section"], row["notes"]) for row in rows_of(run(*asked, "--format", "csv").stdout)
    }


def test_a_table_row_says_what_is_provisional_and_what_nobody_must_do(run, put):
    where = put("cases.jsonl", lines({**GOOD, "events": [{**REQUEST, "on": "2031-02-10"}]}))
    rows = rows_of(run("worklist", where, "--as-of", "2031-03-03", "--within", "2 months", "--format", "csv").stdout)
    due = {row["rule"]: row for row in rows if row["section"] == "due"}
    # Mon 10 Feb 2031 + 42 days: 18 left in February, so 24 March.
    assert {row["by"] for row in due.values()} == {"2031-03-24"}
    assert {name: row["binding"] for name, row in due.items()} == {
        "ehc_assessment.decision": "yes", "ehc_assessment.threshold_refusal": "no",
    }  # fmt: skip
    assert {row["act_by_provisional"] for row in due.values()} == {"yes"}
    assert {row["until_provisional"] for row in rows} == {"no"}  # months need no bank holidays
    later = rows_of(run("worklist", where, "--as-of", "2031-03-03", "--format", "csv").stdout)
    assert {row["until_provisional"] for row in later} == {"yes"}


def test_a_thousand_cases(run, put):
    cases = [{**GOOD, "id": f"EHC-{number}", "responsible": f"P{number % 7}"} for number in range(1000)]
    result = run("worklist", put("cases.jsonl", lines(*cases)), "--as-of", "2026-03-02", "--format", "csv")
    assert result.exit_code == 0
    decided = [row for row in rows_of(result.stdout) if row["rule"] == "ehc_assessment.decision"]
    assert len({row["case"] for row in decided}) == len(decided) == 1000

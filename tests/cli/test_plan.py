"""``send-deadlines plan`` and ``what-if``. Their days are worked out in tests/engine and in the law files."""

import csv
import io
import json

import pytest

from send_deadlines import Case, Event, load_law, plan_from, what_if
from send_deadlines.report.course_data import COURSE_COLUMNS

SCHOOL = {
    "name": "Oak School",
    "terms": {"Autumn 2025": ["2025-09-03", "2025-12-19"], "Spring 2026": ["2026-01-05", "2026-03-27"]},
    "half_terms": [["2025-10-27", "2025-10-31"], ["2026-02-16", "2026-02-20"]],
}
COURSE = """
[[course]]
id = "six_weeks"
process = "ehc_assessment"
title = "Only the first six weeks"
start = { event = "assessment_request_received" }
[[course.step]]
event = "assessment_agreed"
by = "ehc_assessment.decision"
[[course.example]]
why = "a Monday"
on = 2026-01-05
days = { assessment_agreed = 2026-02-16 }
[[course.example]]
why = "a Tuesday"
on = 2026-01-06
days = { assessment_agreed = 2026-02-17 }
[[course.example]]
why = "a Wednesday"
on = 2026-01-07
days = { assessment_agreed = 2026-02-18 }
"""


def one_line(text: str) -> str:
    return " ".join(text.split())


# The list of courses.


@pytest.mark.parametrize("arguments", [(), ("--list",)])
def test_without_a_course_they_are_listed(run, arguments):
    result = run("plan", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Courses that can be planned\n===")
    for course in load_law().courses:
        assert course in result.stdout.split()  # whole, as it is typed
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_the_list_as_data(run):
    found = json.loads(run("plan", "--format", "json").stdout)
    assert [each["course"] for each in found] == list(load_law().courses)
    assert found[0]["starts_with"] == "assessment_request_received"
    assert found[0]["steps"][-1] == "final_plan_sent"


@pytest.mark.parametrize(("form", "mark"), [("markdown", "# Courses that can be planned"), ("html", "<!DOCTYPE html>")])
def test_the_list_as_a_page(run, form, mark):
    result = run("plan", "--format", form)
    assert result.exit_code == 0
    assert result.stdout.startswith(mark)
    assert "assessment_to_plan" in result.stdout.replace("\\", "")


# One plan.


def test_a_plan_as_text(run):
    result = run("plan", "assessment_to_plan", "--from", "2026-01-05")
    assert (result.exit_code, result.stderr) == (0, "")
    text = result.stdout
    assert text.startswith("An EHC needs assessment that ends in a plan, from Monday 5 January 2026\n====")
    assert text.index("What is taken for granted") < text.index("The steps") < text.index("What runs beside them")
    said = one_line(text)
    for sentence in (
        "Monday 5 January 2026, the day planned from",
        "By Monday 16 February 2026, the last day",
        "Monday 16 February 2026, taken to be the day of assessment_agreed",
        "By Sunday 10 May 2026, the latest safe day",
        "So that ehc_assessment.representations can run its time before ehc_assessment.final_plan is due, on Monday 25 "
        "May 2026.",
        "By Monday 25 May 2026, the last day; the last working day is Friday 22 May 2026",
        "To leave Friday 22 May 2026, a working day, for ehc_assessment.final_plan: by Thursday 7 May 2026.",
        "On Friday 22 May 2026 it is too soon if the steps before it come on the days shown: "
        "ehc_assessment.representations runs until Sunday 24 May 2026.",
        "Until 17:00 on Monday 27 July 2026, the last day",
        "Not before Monday 25 May 2026, as far as this provision goes",
        "By Monday 30 March 2026, the last day (guidance, not law)",
        "The local authority must consult the family before determining whether a plan may be necessary, as soon as "
        "practicable.",
        "The period is 20 weeks; the day of the start is not counted",
        "Receipt: send-deadlines",
    ):
        assert sentence in said
    assert max(map(len, text.splitlines())) <= 100


def test_what_need_not_be_done_is_said(run):
    said = one_line(run("plan", "assessment_to_plan", "--from", "2026-01-05").stdout)
    assert "By Monday 27 April 2026, the last day; nobody must do it, but if it is done, then by then" in said


def test_usual_times_are_marked(run):
    said = one_line(run("plan", "appeal_hearing", "--from", "2026-09-07").stdout)
    usual = "Usually by 17:00 on Thursday 23 July 2026, the last day"
    assert said.count(f"{usual} (what is usually directed, and binds nobody until it is)") == 2
    assert "The Tribunal directs no other days. What it directs takes the place of what is usual." in said


def test_what_cannot_be_known_is_said(run):
    result = run("plan", "permanent_exclusion", "--from", "2026-01-12")
    assert result.exit_code == 0
    said = one_line(result.stdout)
    assert (
        "What would settle it: the school's calendar. The last day is Monday 2 February 2026 at the earliest." in said
    )
    assert "What would settle it: the day of reinstatement_decided." in said


def test_what_the_family_may_do_is_no_duty(run):
    """Wed 7 January + 42 = Wed 18 February; two months: Sat 18 April."""
    said = one_line(run("plan", "assessment_refused_and_appealed", "--from", "2026-01-07").stdout)
    assert "Until Saturday 18 April 2026, the last day; the last working day is Friday 17 April 2026" in said
    assert "The child's parent or the young person may contact the mediation adviser" in said
    assert "Until 17:00 on Friday 22 May 2026, the last day" in said


def test_another_reading_stands_beside_the_day(run):
    """Two weeks before Wed 4 March: with both end days left out Tue 17 February, else Wed 18."""
    steps = run("plan", "review_that_keeps", "--from", "2026-03-04").stdout.partition("What runs beside")[0]
    assert (
        one_line(steps).count("Read as 'ordinary' (at_least_before), the words give Wednesday 18 February 2026.") == 2
    )


def test_the_day_planned_from_is_that_of_the_meeting(run):
    said = one_line(run("plan", "review_that_keeps", "--from", "2026-03-04").stdout)
    assert "the day planned from The day the meeting is to be held. [review_meeting_arranged.meeting]" in said
    assert "Wednesday 4 March 2026, taken to be the day planned from" in said


def test_a_wait_that_is_not_known_gives_no_day_to_act_by(run, put):
    """The application would be in time to Mon 2 March: none before the 3rd, and the review is then open."""
    file = put("oak.json", SCHOOL)
    said = one_line(run("plan", "permanent_exclusion", "--from", "2026-01-12", "--calendar", file).stdout)
    wait = said.partition("while a review can be applied for or is not over.")[2].partition("[after_exclusion.no_dele")[
        0
    ]
    assert "If it applies, not before Tuesday 3 March 2026." in wait
    assert "The last day is" not in wait


def test_what_is_known_but_for_whether_it_applies(run, put):
    """The sixth school day after Mon 12 January 2026 is Tue 20 January."""
    file = put("oak.json", SCHOOL)
    said = one_line(run("plan", "permanent_exclusion", "--from", "2026-01-12", "--calendar", file).stdout)
    assert "The last day is Tuesday 20 January 2026, if it applies." in said


def test_in_data_a_day_that_is_known_has_no_bounds(run):
    data = json.loads(run("plan", "assessment_to_plan", "--from", "2026-01-05", "--format", "json").stdout)
    draft = next(each for each in data["steps"] if each["event"] == "draft_plan_sent")
    assert (draft["on"], draft["act_by"], draft["earliest"], draft["latest"]) == (
        "2026-05-10",
        "2026-05-07",
        None,
        None,
    )
    wait = next(each for each in data["beside"] if each["kind"] == "wait")
    assert (wait["on"], wait["earliest"], wait["latest"]) == ("2026-05-25", None, None)
    appeal = next(each for each in data["beside"] if each["rule"] == "tribunal_appeal.start")
    assert appeal["by_hour"] == "17:00"
    unknown = json.loads(run("plan", "permanent_exclusion", "--from", "2026-01-12", "--format", "json").stdout)
    step = next(each for each in unknown["steps"] if each["event"] == "reinstatement_decided")
    assert (step["on"], step["earliest"], step["latest"]) == (None, "2026-02-02", None)


def test_a_provisional_day_is_marked(run):
    said = one_line(run("plan", "plan_moves_in", "--from", "2034-12-18").stdout)
    assert "(provisional)" in said


def test_a_calendar_and_facts(run, put):
    """From Tue 13 January 2026: 4, 9, 14 school days by the 30th, Mon 2 February the fifteenth."""
    file = put("oak.json", SCHOOL)
    arguments = ("plan", "permanent_exclusion", "--from", "2026-01-12", "--calendar", file, "--format", "json")
    data = json.loads(run(*arguments, "--fact", "school_kind=academy").stdout)
    step = next(each for each in data["steps"] if each["event"] == "reinstatement_decided")
    assert (step["on"], step["who"], step["day_is"]) == ("2026-02-02", "proprietor", "last day")
    assert data["case"]["facts"] == {"school_kind": "academy"}
    assert data["receipt"]["calendars"]["school"]["name"] == "Oak School"


def test_a_fact_that_is_yes_or_no(run):
    arguments = ("plan", "permanent_exclusion", "--from", "2026-01-12", "--format", "json", "--fact")
    data = json.loads(run(*arguments, "has_virtual_school_head=yes").stdout)
    assert data["case"]["facts"] == {"has_virtual_school_head": True}


def test_a_plan_as_data(run):
    data = json.loads(run("plan", "assessment_to_plan", "--from", "2026-01-05", "--format", "json").stdout)
    assert (data["course"], data["from"], data["starts_with"]) == (
        "assessment_to_plan",
        "2026-01-05",
        "assessment_request_received",
    )
    last = data["steps"][-1]
    assert (last["event"], last["on"], last["act_by"], last["rule"]) == (
        "final_plan_sent",
        "2026-05-25",
        "2026-05-22",
        "ehc_assessment.final_plan",
    )
    assert last["explanation"][0]["cite"] == "SI 2014/1530 reg 13(2), 13(3)"
    wait = next(each for each in data["beside"] if each["kind"] == "wait")
    assert (wait["on"], wait["day_is"]) == ("2026-05-25", "earliest day")
    assert data["assumptions"][0].startswith("Every step is done on the day shown")
    assert [event["event"] for event in data["case"]["events"]] == [each["event"] for each in data["steps"]]


def test_a_plan_as_rows(run):
    result = run("plan", "assessment_to_plan", "--from", "2026-01-05", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert tuple(rows[0]) == COURSE_COLUMNS
    parts = [row["part"] for row in rows]
    assert parts == sorted(parts, key=["taken for granted", "step", "beside", "no fixed day"].index)
    granted = [row["assuming"] for row in rows if row["part"] == "taken for granted"]
    assert granted == list(plan_from("assessment_to_plan", "2026-01-05").assumptions)
    assert [row["on"] for row in rows if row["event"] == "final_plan_sent"] == ["2026-05-25"]
    assert [row["on"] for row in rows if row["rule"] == "tribunal_appeal.start"] == ["2026-07-27"]


@pytest.mark.parametrize(("form", "mark"), [("markdown", "# An EHC needs assessment"), ("html", "<!DOCTYPE html>")])
def test_a_plan_as_a_page(run, form, mark):
    result = run("plan", "assessment_to_plan", "--from", "2026-01-05", "--format", form)
    assert result.exit_code == 0
    assert result.stdout.startswith(mark)
    assert "Sunday 10 May 2026" in result.stdout


@pytest.mark.parametrize("course", list(load_law().courses))
def test_every_course_in_every_form(run, put, course):
    file = put("oak.json", SCHOOL)
    for form in ("text", "json", "csv", "markdown", "html"):
        result = run("plan", course, "--from", "2026-01-12", "--calendar", file, "--format", form)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout


def test_into_a_file(run, tmp_path):
    assert run("plan", "plan_moves_in", "--from", "2026-03-02", "--output", "plan.txt").stdout == ""
    assert "Friday 20 March 2026" in (tmp_path / "plan.txt").read_text(encoding="utf-8")


def test_a_course_of_ones_own(run, put):
    file = put("mine.toml", COURSE)
    checked = run("check", file)
    assert (checked.exit_code, checked.stderr) == (0, "")
    assert f"{len(load_law().courses) + 1} courses" in checked.stdout
    assert "By Monday 16 February 2026" in run("plan", "six_weeks", "--from", "2026-01-05", "--law", file).stdout


def test_an_example_of_a_course_that_is_wrong(run, put):
    result = run("check", put("mine.toml", COURSE.replace("2026-02-17", "2026-02-18")))
    assert result.exit_code == 2
    assert result.stderr == (
        "course 'six_weeks', example 'a Tuesday': assessment_agreed should be on 2026-02-18, but is on 2026-02-17; "
        "work it again by hand; if the example is right, the course or a rule is wrong\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["assessment_to_plan"],
            "--from: the day it starts with is not given; add --from DAY, such as 2026-01-05; there is no default day, "
            "ever",
        ),
        (
            ["assessment_to_pln", "--from", "2026-01-05"],
            "COURSE: no course is called 'assessment_to_pln'; did you mean 'assessment_to_plan'?",
        ),
        (["--from", "2026-01-05"], 'COURSE: a day is given, and no course; name one; "send-deadlines plan" lists them'),
        (
            ["assessment_to_plan", "--list"],
            "--list: the course 'assessment_to_plan' is given besides; leave one of the two out",
        ),
        (["--format", "csv"], "--format: the courses are not listed as CSV; choose text, json, markdown or html"),
        (
            ["plan_moves_in", "--from", "2026-01-05", "--fact", "school_kind"],
            "--fact: 'school_kind' does not say which fact is what; write it as NAME=VALUE, such as "
            "school_kind=academy",
        ),
        (
            ["plan_moves_in", "--from", "2026-01-05", "--fact", "school_kind=a", "--fact", "school_kind=b"],
            "--fact: 'school_kind' is given twice, and differs; choose one",
        ),
        (
            ["plan_moves_in", "--from", "2026-01-05", "--fact", "has_virtual_school_head=true"],
            "--fact: 'has_virtual_school_head' is 'true'; write has_virtual_school_head=yes or "
            "has_virtual_school_head=no",
        ),
        (
            ["plan_moves_in", "--from", "2026-01-05", "--reading", "at_least_before"],
            "--reading: 'at_least_before' does not say which reading of what; write it as DISPUTE=READING",
        ),
        (
            ["plan_moves_in", "--from", "2026-01-05", "--reading", "at_least_before=x"],
            "readings: 'at_least_before' has no reading 'x'; known: clear_days, ordinary",
        ),
        (
            ["plan_moves_in", "--from", "2026-01-05", "--school", "Oak"],
            "--school: no calendar is given; add --calendar FILE",
        ),
    ],
)
def test_wrong_input_is_told(run, arguments, said):
    result = run("plan", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == said + "\n"


def test_several_faults_are_told_at_once(run):
    result = run("plan", "nothing", "--calendar", "none.toml", "--fact", "x", "--law", "none.toml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        "none.toml",
        "--from",
        "--fact",
        "none.toml",
    ]


def test_a_day_no_calendar_covers(run):
    result = run("plan", "plan_moves_in", "--from", "2200-01-06")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("course plan_moves_in: ")
    assert "does not cover" in result.stderr


# What an event would change.

CASE = {
    "id": "EHC-1042",
    "events": [
        {"event": "assessment_request_received", "on": "2026-01-05"},
        {"event": "draft_plan_sent", "on": "2026-05-06", "served": "2026-05-08"},
    ],
}
SENT = '{"event": "final_plan_sent", "on": "2026-05-20"}'


def test_what_if_as_text(run, put, tmp_path):
    file = put("case.json", CASE)
    result = run("what-if", file, "--as-of", "2026-05-20", "--event", SENT)
    assert (result.exit_code, result.stderr) == (0, "")
    text = result.stdout
    assert text.startswith("EHC-1042 as at Wednesday 20 May 2026, supposing what has not happened\n====")
    said = one_line(text)
    assert "final_plan_sent may not be done before Saturday 23 May 2026" in said
    assert "tribunal_appeal.start: Monday 20 July 2026, running" in said
    assert "Until Monday 20 July 2026 [" in said
    assert "The child's parent or the young person may contact the mediation adviser" in said
    assert "Until 17:00 on Monday 20 July 2026 [" in said
    assert "Notes to the dates" in text
    assert max(map(len, text.splitlines())) <= 100
    assert json.loads((tmp_path / file).read_text(encoding="utf-8")) == CASE


def test_what_if_it_breaks_nothing(run, put):
    allowed = SENT.replace("05-20", "05-23")
    result = run("what-if", put("case.json", CASE), "--as-of", "2026-05-23", "--event", allowed)
    said = "It would break no statutory or directed time limit, and no wait that has begun in this case."
    assert said in one_line(result.stdout)


def test_what_if_something_is_late_already(run, put):
    """The twenty weeks ended on Mon 25 May."""
    allowed = SENT.replace("05-20", "05-29")
    said = one_line(run("what-if", put("case.json", CASE), "--as-of", "2026-05-29", "--event", allowed).stdout)
    assert "no wait that has begun in this case, beyond what is late or broken already." in said


def test_what_if_it_cannot_be_right(run, put):
    """What cannot be right comes before what would follow."""
    event = '{"event": "advice_received", "on": "2026-05-20", "about": "Dr Lee"}'
    text = run("what-if", put("case.json", CASE), "--as-of", "2026-05-20", "--event", event).stdout
    assert text.index("What cannot be right in this case") < text.index("It would break no statutory")
    assert "as far as can be told: something in it cannot be right or is not known." in one_line(text)


def test_what_if_it_is_overdue_at_once(run, put):
    """A request of Mon 3 November + 140 = Mon 23 March 2026; on Wed 20 May that is 58 days ago."""
    case = {"id": "EHC-1042", "events": []}
    event = '{"event": "assessment_request_received", "on": "2025-11-03"}'
    said = one_line(run("what-if", put("case.json", case), "--as-of", "2026-05-20", "--event", event).stdout)
    assert said.count("OVERDUE by 58 days: ") == 2
    assert "OVERDUE by 58 days: it was due by Monday 23 March 2026" in said.partition("have to be done next")[2]


def test_what_if_a_right_is_used_too_late(run, put):
    """A plan of Mon 25 May 2026: two months end on Sat 25 July, so Mon 27 July."""
    case = {"id": "EHC-1042", "events": [{"event": "final_plan_sent", "on": "2026-05-25"}]}
    event = '{"event": "appeal_received", "on": "2026-07-28", "appeal": "contents"}'
    arguments = ("what-if", put("case.json", case), "--as-of", "2026-07-28", "--event", event)
    assert (
        "Done on Tuesday 28 July 2026, when the time for it had gone: the last day was Monday 27 July 2026, by 17:00"
        in one_line(run(*arguments).stdout)
    )
    data = json.loads(run(*arguments, "--format", "json").stdout)
    assert data["too_late"] == [
        {"rule": "tribunal_appeal.start", "about": None, "due": "2026-07-27", "done_on": "2026-07-28"}
    ]


def test_what_if_it_is_late_on_the_cautious_reading(run, put):
    """Notice of Wed 18 February for Wed 4 March: cautiously a day late."""
    papers = {"event": "review_papers_circulated", "on": "2026-02-17"}
    case = {"id": "A7", "events": [papers, {"event": "review_meeting_notice_given", "on": "2026-02-18"}]}
    event = '{"event": "review_meeting_arranged", "on": "2026-01-20", "meeting": "2026-03-04"}'
    arguments = ("what-if", put("case.json", case), "--as-of", "2026-02-20", "--event", event)
    assert (
        "What would be late on the cautious reading of disputed words, and in time on another" in run(*arguments).stdout
    )
    data = json.loads(run(*arguments, "--format", "json").stdout)
    assert data["new_breaches"] == []
    assert [each["rule"] for each in data["new_doubtful_breaches"]] == ["ehc_review.meeting_notice"]


def test_what_if_something_is_not_known(run, put):
    case = {"id": "A10", "events": []}
    event = '{"event": "pupil_permanently_excluded", "on": "2026-01-12"}'
    arguments = ("what-if", put("case.json", case), "--as-of", "2026-01-12", "--event", event)
    told = run(*arguments).stdout.partition("What could not be worked out")[2]
    assert "after_exclusion.money_stays: not before Tuesday 20 January 2026" in one_line(told)
    assert "What would settle it: the fact `school_kind`" in one_line(told)
    data = json.loads(run(*arguments, "--format", "json").stdout)
    assert all(each["settled_by"] for each in data["new_unknowns"])


def test_what_if_the_wait_is_not_known(run, put):
    """Sent on Wed 6 May and served nobody knows when: the fifteen days end on Wed 20 May at the earliest."""
    case = {**CASE, "events": [CASE["events"][0], {"event": "draft_plan_sent", "on": "2026-05-06"}]}
    file = put("case.json", case)
    later = SENT.replace("05-20", "05-25")
    said = one_line(run("what-if", file, "--as-of", "2026-05-25", "--event", later).stdout)
    assert (
        "Whether final_plan_sent may be done is not known; the `served` day of draft_plan_sent would settle it; not "
        "before Thursday 21 May 2026 in any case" in said
    )
    said = one_line(run("what-if", file, "--as-of", "2026-05-20", "--event", SENT).stdout)
    assert (
        "final_plan_sent may not be done before Thursday 21 May 2026 at the earliest, and from when is not known"
        in said
    )


def test_what_if_as_data(run, put):
    arguments = ("--as-of", "2026-05-20", "--event", SENT, "--format", "json")
    data = json.loads(run("what-if", put("case.json", CASE), *arguments).stdout)
    assert data["supposed"] == [json.loads(SENT)]
    assert data["too_soon"] == [
        {
            "event": "final_plan_sent",
            "rule": "ehc_assessment.representations",
            "about": None,
            "may_from": "2026-05-23",
            "state": "broken",
            "settled_by": None,
        }
    ]
    assert [each["rule"] for each in data["new_breaches"]] == ["ehc_assessment.representations"]
    assert "tribunal_appeal.start" in [each["rule"] for each in data["new_actions"]]
    assert data["receipt"]["before"]["case"] != data["receipt"]["after"]["case"]


def test_what_if_several_events(run, put):
    again = '{"event": "draft_plan_sent", "on": "2026-05-11", "served": "2026-05-11"}'
    result = run("what-if", put("case.json", CASE), "--as-of", "2026-05-11", "--event", again)
    assert (
        "ehc_assessment.final_plan is due by Monday 25 May 2026, and what meets it may not be done before Tuesday 26 "
        "May 2026, because of ehc_assessment.representations." in one_line(result.stdout)
    )
    two = run("what-if", put("case.json", CASE), "--as-of", "2026-05-20", "--event", again, "--event", SENT)
    assert "Wednesday 20 May 2026: final_plan_sent" in one_line(two.stdout)
    assert "Monday 11 May 2026: draft_plan_sent" in one_line(two.stdout)


def test_one_case_of_several(run, put):
    file = put("cases.json", [CASE, {**CASE, "id": "other"}])
    arguments = (file, "--as-of", "2026-05-20", "--event", SENT)
    assert run("what-if", *arguments).stderr == "cases.json: it holds several cases; say which with --case ID\n"
    assert run("what-if", *arguments, "--case", "other").stdout.startswith("other as at")


def test_what_a_case_says_is_safe_to_show(run, put):
    case = {**CASE, "id": "EHC\x1b[2J"}
    event = '{"event": "advice_requested", "on": "2026-05-20", "about": "Dr \\u001b[2J"}'
    result = run("what-if", put("case.json", case), "--as-of", "2026-05-20", "--event", event)
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert "\\x1b[2J" in result.stdout


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (
            "final_plan_sent",
            "--event: it is not JSON: a value is expected at column 1; correct it there, or write it as "
            '\'{"event": "final_plan_sent", "on": "2026-05-20"}\'',
        ),
        ("[]", '--event: it is a list, not an object; write it as {"event": "...", "on": "2026-01-05"}'),
        (
            '{"event": "final_plan_sent"}',
            '--event (final_plan_sent): it has no day; add "on": "2026-01-05"; a missing day is never filled in',
        ),
        (
            '{"event": "final_plan_sent", "on": "2026-05-20", "on": "2026-05-21"}',
            "--event: the key 'on' stands twice in it; leave one out",
        ),
        (
            '{"event": "final_plan_snt", "on": "2026-05-20"}',
            "case.json: case EHC-1042: unknown event 'final_plan_snt'; did you mean 'final_plan_sent'?",
        ),
        (
            '{"event": "final_plan_sent", "on": "2026-05-21"}',
            "case.json: as_of: Wednesday 20 May 2026 is before Thursday 21 May 2026, the day of an event that is "
            "supposed; give that day or a later one, for nothing is seen before it happens",
        ),
    ],
)
def test_a_wrong_event_is_told(run, put, event, said):
    result = run("what-if", put("case.json", CASE), "--as-of", "2026-05-20", "--event", event)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == said + "\n"


def test_without_an_event_or_a_day(run, put):
    assert run("what-if", put("case.json", CASE), "--as-of", "2026-05-20").exit_code == 2
    result = run("what-if", put("case.json", CASE), "--event", SENT)
    assert result.exit_code == 2
    assert "There is no default day, ever." in result.stderr


def test_a_notebook_shows_both_and_escapes_what_a_case_says():
    plan = plan_from("plan_moves_in", "2026-03-02")
    assert "Friday 20 March 2026" in plan._repr_html_()
    assert plan._repr_markdown_().startswith("### A plan that moves to another local authority")
    asked = Event("advice_requested", on="2026-05-20", about="<script>")
    html = what_if(Case("<b>EHC", []), asked)._repr_html_()
    assert "<b>" not in html
    assert "<script>" not in html
    assert "&lt;b&gt;EHC" in html


@pytest.mark.parametrize("command", ["plan", "what-if"])
def test_the_help_shows_an_example(run, command):
    said = one_line(run(command, "--help").stdout)
    assert f"Example: send-deadlines {command} " in said

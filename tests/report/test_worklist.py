"""Worklists: the dates of the made-up caseload, worked by hand, and that nothing is lost or told twice."""

import json
import random
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_deadlines import (
    Case,
    Caseload,
    CoverageError,
    Event,
    NotThereError,
    PeriodError,
    SendDeadlinesError,
    State,
    Worklist,
    evaluate_all,
    load_school_calendar,
    worklist,
)
from send_deadlines.calendars import WorkingDays
from send_deadlines.report.page import Table
from send_deadlines.report.page_text import page_as_text
from send_deadlines.report.shown import as_html, as_markdown
from send_deadlines.report.worklist import groups_of, horizon
from send_deadlines.report.worklist_data import WORKLIST_COLUMNS, worklist_as_data, worklist_as_rows
from send_deadlines.report.worklist_page import worklist_page, worklist_pages
from send_deadlines.report.worklist_rows import SECTIONS, Seen, why_no_row

EXAMPLES = Path(__file__).parents[2] / "examples"
AS_OF = "2026-03-02"
ASHDOWN = load_school_calendar(str(EXAMPLES / "ashdown_academy.toml"))


@cache
def made_up() -> tuple[Case, ...]:
    lines = (EXAMPLES / "caseload.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(Case.from_dict(json.loads(line)) for line in lines)


@cache
def every_case() -> tuple[Case, ...]:
    """The made-up caseload, and every other example."""
    others = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(EXAMPLES.glob("*.json"))]
    return (*made_up(), *map(Case.from_dict, others))


def listed(found: Caseload, **chosen: Any) -> Worklist:
    return worklist(found, **chosen)


@cache
def caseload(as_of: str = AS_OF) -> Caseload:
    return evaluate_all(made_up(), as_of, calendars={ASHDOWN.name: ASHDOWN})


# (case, rule, section, late as, last day, days left, hour). As at Monday 2 March 2026.
BY_HAND = [
    # Mon 26 Jan + 42 days: 5 left in January, 28 -> 33, so 9 March.
    ("EHC-1001", "ehc_assessment.decision", "due", "", "2026-03-09", 7, None),
    # Mon 10 Nov 2025: 20 left in November, 31 -> 51, 31 -> 82, 28 -> 110: + 112 is 2 March, + 140 is 30 March.
    ("EHC-1002", "ehc_assessment.no_plan_decision", "due", "", "2026-03-02", 0, None),
    ("EHC-1002", "ehc_assessment.final_plan", "due", "", "2026-03-30", 28, None),
    # Thu 22 Jan + 42: 9 left in January, 28 -> 37, so 5 March.
    ("EHC-1002", "ehc_assessment.advice", "due", "", "2026-03-05", 3, None),
    # Mon 1 Sep 2025: 29, 31 -> 60, 30 -> 90, 31 -> 121: + 140 is 19 January; to 2 March 12 + 28 + 2 = 42 days.
    ("EHC-1003", "ehc_assessment.final_plan", "overdue", "breach", "2026-01-19", -42, None),
    # Mon 2 Feb + 15 is 17 February, by the Code only: 11 + 2 = 13 days ago.
    ("EHC-1003", "ehc_assessment.setting_response", "overdue", "guidance", "2026-02-17", -13, None),
    # Tue 14 Oct 2025: 17, 30 -> 47, 31 -> 78, 31 -> 109, 28 -> 137: + 140 is 3 March.
    ("EHC-1005", "ehc_assessment.final_plan", "due", "", "2026-03-03", 1, None),
    # Fri 20 Feb is day 1: nine days to the 28th, so day 15 is 6 March.
    ("EHC-1005", "ehc_assessment.representations", "waits", "", "2026-03-06", 4, None),
    ("EHC-1005", "ehc_assessment.require_meeting", "rights", "", "2026-03-06", 4, None),
    # Fri 20 Feb + 15 is Sat 7 March.
    ("EHC-1006", "ehc_assessment.setting_response", "due", "", "2026-03-07", 5, None),
    # Twelve months that start with 24 March 2025 end with 23 March 2026.
    ("REV-2001", "ehc_review.review", "due", "", "2026-03-23", 21, None),
    # Two weeks before Tue 24 March, both ends left out: fifteen days before.
    ("REV-2001", "ehc_review.meeting_notice", "due", "", "2026-03-09", 7, None),
    # Mon 9 Feb + 14 is 23 February, + 28 is 9 March.
    ("REV-2002", "ehc_review.report", "overdue", "breach", "2026-02-23", -7, None),
    ("REV-2002", "ehc_review.decision", "due", "", "2026-03-09", 7, None),
    # Mon 6 Oct 2025 + 84: 25, 30 -> 55, so 29 December; to 2 March 2 + 31 + 28 + 2 = 63.
    ("REV-2003", "ehc_review.amended_plan_after_meeting", "overdue", "breach", "2025-12-29", -63, None),
    # Before 15 February: Saturday the 14th.
    ("REV-2003", "phase_transfer.plan_for_school", "overdue", "breach", "2026-02-14", -16, None),
    # From the meeting of 17 February 2025; from the decision of 10 March it would be 9 March, still to come.
    ("REV-2005", "ehc_review.review", "overdue", "doubtful", "2026-02-16", -14, None),
    # Mon 16 Feb + 42: 12 left in February, so 30 March.
    ("MOVE-1", "ehc_move.inform_family", "due", "", "2026-03-30", 28, None),
    # Mon 9 Feb + 30: 19 left in February, so 11 March.
    ("MED-1", "mediation.arrange", "due", "", "2026-03-11", 9, None),
    # Two months from 19 January, by 17:00.
    ("MED-1", "tribunal_appeal.start", "rights", "", "2026-03-19", 17, "17:00:00"),
    # Thirty working days from Mon 26 Jan: 27-30 Jan 4, February 20 -> 24, 2-6 March 29, Mon 9 March.
    ("SEN-1", "tribunal_appeal.response", "due", "", "2026-03-09", 7, "17:00:00"),
    # Two months from 2 February; the plan may cease from the 3rd.
    ("CEA-1", "ehc_ceasing.no_ceasing_before_appeal", "waits", "", "2026-04-02", 31, None),
    # School days 24, 25, 26, 27 February, 2 March, and the sixth on Tue 3 March.
    ("EXC-1", "education_during_exclusion.from_sixth_day_of_suspension", "due", "", "2026-03-03", 1, None),
]


@pytest.mark.parametrize(("case", "rule", "section", "late_as", "by", "days", "hour"), BY_HAND)
def test_a_row_worked_by_hand(case, rule, section, late_as, by, days, hour):
    rows = [row for row in worklist(caseload()).rows if (row.case, row.rule) == (case, rule)]
    assert [(row.section, row.late_as, row.by and row.by.isoformat(), row.days) for row in rows] == [
        (section, late_as, by, days)
    ]
    assert (rows[0].by_hour and rows[0].by_hour.isoformat()) == hour


def test_a_wait_says_from_when():
    found = {row.case: row.may_from for row in worklist(caseload()).section("waits")}
    assert found == {"EHC-1005": date(2026, 3, 7), "CEA-1": date(2026, 4, 3), "EXC-2": None}


def test_the_horizon_is_counted_in_working_days_of_england():
    # 3-6 March 4, 9-13 9, 16-20 14, 23-27 19, Mon 30 March 20.
    assert worklist(caseload()).until == date(2026, 3, 30)
    # Good Friday 3 April and Easter Monday 6 April do not count: 31 March, 1, 2, 7, 8 April.
    assert horizon(date(2026, 3, 30), WorkingDays(5)) == (date(2026, 4, 8), False)
    assert horizon(date(2026, 1, 31), "1 month")[0] == date(2026, 2, 28)
    assert horizon(date(2026, 3, 2), "2 weeks")[0] == date(2026, 3, 16)


def test_a_horizon_over_unannounced_bank_holidays_is_provisional():
    assert horizon(date(2031, 3, 3), "20 working days")[1]
    list_ = worklist(evaluate_all([], "2031-03-03"))
    assert "which rests on bank holidays not yet announced" in " ".join(page_as_text(worklist_page(list_)).split())


def test_what_lies_beyond_is_counted_with_its_first_day():
    short, long = worklist(caseload(), within="1 day"), worklist(caseload(), within="3 years")
    assert long.counted["beyond"] == 0
    assert long.beyond_from is None
    beyond = [row for row in long.rows if row.by is not None and row.by > short.until and row.state is State.RUNNING]
    assert short.counted["beyond"] == len(beyond) > 0
    assert short.beyond_from == min(row.by for row in beyond if row.by)


def test_the_earliest_limit_to_one_act_is_the_one_shown():
    # Mon 12 Jan + 56 days would be 9 March; the twelve weeks from the meeting decide.
    rules = [row.rule for row in worklist(caseload()).rows if row.case == "REV-2003"]
    assert "ehc_review.amended_plan_after_meeting" in rules
    assert "ehc_review.amended_plan_after_notice" not in rules
    assert worklist(caseload()).counted["governed"] == 1


def test_a_limit_that_another_process_decides_is_not_lost_from_the_list_of_its_own():
    # The plan moves in the twelve months: both authorities' reviews run to one act.
    events = [Event("plan_first_made", on="2025-03-10"), Event("old_authority_aware_of_move", on="2026-01-05")]
    found = evaluate_all([Case("M", events)], "2026-01-12")
    whole = worklist(found, within="2 years")
    for process in {row.process for row in whole.rows}:
        of_process = worklist(found, within="2 years", process=process)
        assert {row for row in whole.rows if row.process == process} <= set(of_process.rows)


def test_two_events_of_one_day_that_ask_for_one_thing_make_one_row():
    events = [Event("decision_to_cease_plan_sent", on="2026-02-02"), Event("ceasing_notice_sent", on="2026-02-02")]
    made = worklist(evaluate_all([Case("C", events)], "2026-02-09"), within="3 months")
    # The time to go to the adviser and the time to appeal, each from the decision and from its notice.
    assert made.counted["repeated"] == 2
    assert [row.case for row in made.rows if row.rule == "tribunal_appeal.start"] == ["C"]


def test_two_things_that_differ_in_what_stands_beside_the_date_are_two_rows():
    events = [Event("decision_to_cease_plan_sent", on="2026-02-02"), Event("ceasing_notice_sent", on="2026-02-02")]
    (evaluation,) = evaluate_all([Case("C", events)], "2026-02-09")
    first, second = evaluation.all("tribunal_appeal.start")
    seen: Seen = {}
    assert why_no_row(first, seen, date(2026, 12, 31)) == ""
    assert why_no_row(second, seen, date(2026, 12, 31)) == "repeated"
    second.provisional = "a day that decides it is not known"
    assert why_no_row(second, seen, date(2026, 12, 31)) == ""


def test_conflicts_are_told_with_what_is_not_certain_about_them():
    made = worklist(caseload())
    (found,) = made.conflicts
    assert (found.case, found.conflict.may_from) == ("EHC-1005", date(2026, 3, 7))
    limit = next(row for row in made.rows if (row.case, row.rule) == ("EHC-1005", "ehc_assessment.final_plan"))
    wait = next(row for row in made.rows if (row.case, row.rule) == ("EHC-1005", "ehc_assessment.representations"))
    assert set(found.notes) == {*limit.notes, *wait.notes}
    assert found.notes
    assert "when ehc_assessment.representations has run out [" in as_markdown(made).replace("\\[", "[")
    (row,) = [each for each in worklist_as_rows(made) if each[0] == "conflict"]
    assert found.notes[0] in dict(zip(WORKLIST_COLUMNS, row, strict=True))["notes"]


def test_the_first_day_beyond_says_whether_it_is_certain():
    case = Case("P", [Event("appeal_received", on="2031-01-13", appeal="contents"),
                      Event("appeal_papers_received", on="2031-01-20")])  # fmt: skip
    made = worklist(evaluate_all([case], "2031-01-20"), within="1 day")
    assert (made.beyond_certainty, worklist_as_data(made)["beyond_certainty"]) == ("provisional", "provisional")
    assert "(provisional)." in page_as_text(worklist_page(made))
    assert worklist(evaluate_all([], AS_OF)).beyond_certainty is None


def test_labels_that_may_be_meant_as_one_are_told():
    cases = [Case(str(number), [], responsible=label) for number, label in enumerate(("KB", "kb ", "TM", None))]
    made = worklist(evaluate_all(cases, AS_OF), person="KB")
    assert made.alike == {"person": (("KB", "kb "),), "school": ()}
    assert "kept apart: 'KB', 'kb '." in as_html(made)


def test_what_cannot_be_right_is_on_the_page_of_whoever_has_the_case():
    first, *groups = worklist_pages(worklist(caseload(), by="person"))
    told = {page.title.partition(",")[0] for page in groups if page.sections[-1].heading.startswith("What cannot")}
    assert told == {"Appeals team"}  # MED-1 and SEN-1
    assert "What cannot be right in a case" in [part.heading for part in first.sections]


def test_an_unknown_whose_latest_day_has_gone_is_told_as_such_and_first():
    first = worklist(caseload()).section("unknown")[0]
    assert (first.case, first.is_past, first.latest) == ("EXC-1", True, date(2026, 2, 24))
    text = as_markdown(worklist(caseload()))
    assert "no later than Tuesday 24 February 2026, so if it applies, it has gone" in text


def test_a_school_is_the_label_or_the_calendar():
    found = {(row.case, row.school, row.school_from) for row in worklist(caseload()).rows}
    assert ("EXC-1", "Ashdown Academy", "calendar") in found
    assert ("REV-2001", "Ashdown Academy", "label") in found
    assert {school for case, school, _ in found if case == "MOVE-1"} == {None}


# --- Nothing is lost and nothing told twice -----------------------------------------------------------------------

days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
some = st.sets(st.integers(0, len(every_case()) - 1), min_size=1, max_size=8)
horizons = st.sampled_from(["1 day", "10 working days", "1 month", "2 years"])


def evaluated(places: set[int], day: date) -> Caseload:
    cases = [every_case()[place] for place in sorted(places)]
    return evaluate_all(cases, day, calendars={ASHDOWN.name: ASHDOWN}, keep_going=True)


@given(some, days, horizons)
@settings(deadline=None, max_examples=60)
def test_every_open_deadline_is_in_one_row_or_one_count(places, day, within):
    found = evaluated(places, day)
    made = worklist(found, within=within)
    opened = Counter(
        (each.case_id, one.rule, one.about, one.started_on) for each in found for one in each if one.is_open
    )
    rows = Counter((row.case, row.rule, row.about, row.since) for row in made.rows)
    assert rows <= opened
    assert rows.total() + made.counted.total() == opened.total()
    assert all(row.section in SECTIONS for row in made.rows)
    assert all(row.by <= made.until for row in made.section("due") + made.section("rights") if row.by)


@given(some, days)
@settings(deadline=None, max_examples=40)
def test_filters_and_groups_divide_the_list(places, day):
    found = evaluated(places, day)
    whole = worklist(found)
    for by, key in (("person", "responsible"), ("school", "school")):
        grouped = listed(found, by=by)
        assert Counter(grouped.rows) == Counter(whole.rows)
        for name, rows in groups_of(grouped):
            assert {getattr(row, key) for row in rows} == {name}
            if name is not None:
                assert listed(found, **{by: name}).rows == tuple(row for row in whole.rows if getattr(row, key) == name)
    apart = worklist(found, by="process")
    for name, rows in groups_of(apart):
        assert Counter(worklist(found, process=name).rows) == Counter(rows)
    assert not Counter(whole.rows) - Counter(apart.rows)


@given(some, days, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=30)
def test_the_order_of_cases_does_not_matter(places, day, chance: random.Random):
    cases = [every_case()[place] for place in sorted(places)]
    other = list(cases)
    chance.shuffle(other)
    calendars = {ASHDOWN.name: ASHDOWN}
    first = worklist(evaluate_all(cases, day, calendars=calendars, keep_going=True))
    again = worklist(evaluate_all(other, day, calendars=calendars, keep_going=True))
    assert (first.rows, first.counted, first.conflicts, first.beyond_from) == (
        again.rows, again.counted, again.conflicts, again.beyond_from,
    )  # fmt: skip


@given(days, st.integers(1, 400), st.integers(1, 400))
def test_a_longer_horizon_ends_later(day, some_days, more):
    assert horizon(day, f"{some_days} days")[0] == day + timedelta(some_days)
    assert horizon(day, f"{some_days} days")[0] < horizon(day, f"{some_days + more} days")[0]


# --- What is wrong ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "error", "words"),
    [
        ({"within": "15 school days"}, PeriodError,
         "'15 school days' cannot be a horizon: each school has its own school days; give days, weeks, months or "
         "working days"),
        ({"within": "soon"}, PeriodError, "a period is required and > 0"),
        ({"within": "30 years"}, None, ""),
        ({"within": "5000 working days"}, CoverageError, "does not cover"),
        ({"by": "team"}, SendDeadlinesError, "a worklist is not grouped by 'team'; give person, school or process"),
        ({"person": "KBB"}, NotThereError,
         "no case that could be evaluated has the responsible person 'KBB'; did you mean 'KB'?"),
        ({"school": "Oak Primry"}, NotThereError, "has the school 'Oak Primry'; did you mean 'Oak Primary'?"),
        ({"process": "ehc_revue"}, NotThereError, "no process is called 'ehc_revue'; did you mean 'ehc_review'?"),
        ({"who": "local_authorities"}, NotThereError,
         "no actor is called 'local_authorities'; did you mean 'local_authority'?"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_for(chosen, error, words):
    if error is None:
        assert worklist(caseload(), **chosen).counted["beyond"] == 0
        return
    with pytest.raises(error) as told:
        worklist(caseload(), **chosen)
    assert words in str(told.value)


def test_a_label_that_no_case_has():
    bare = evaluate_all([Case("A", [])], AS_OF)
    with pytest.raises(NotThereError, match="'KB'; no case says whose it is"):
        worklist(bare, person="KB")


# --- What is shown ------------------------------------------------------------------------------------------------


def test_the_empty_list():
    empty = worklist(evaluate_all([], AS_OF))
    assert (empty.rows, empty.cases, repr(empty)) == ((), 0, "Worklist(as_of=2026-03-02, until=2026-03-30, 0 rows)")
    text = as_markdown(empty)
    assert "Nothing is overdue." in text
    assert "Nothing has its last day by Monday 30 March 2026." in text
    assert list(worklist_as_rows(empty)) == []
    assert (
        worklist_pages(worklist(evaluate_all([], AS_OF), by="person"))[0].title == "Worklist as at Monday 2 March 2026"
    )


def test_refused_cases_stand_on_top_of_every_form_and_filter():
    bad = Case("BAD-1", [Event("nonsense", on="2026-01-05")])
    found = evaluate_all([*made_up(), bad], AS_OF, calendars={ASHDOWN.name: ASHDOWN}, keep_going=True)
    for chosen in ({}, {"person": "KB"}, {"process": "ehc_review"}, {"by": "school"}):
        made = listed(found, **chosen)
        assert worklist_page(made).sections[0].heading == "Not evaluated"
        assert next(worklist_as_rows(made))[0] == "not_evaluated"
        assert "BAD-1" in worklist_as_data(made)["not_evaluated"][0]["where"]


def test_nothing_in_a_case_is_taken_for_markup_or_a_formula():
    evil = "<script>alert(1)</script>"
    events = [
        Event("assessment_request_received", on="2026-01-26"),
        Event("setting_consulted", on="2026-02-20", about=evil),
    ]
    case = Case("=1+1", events, responsible=f"=cmd {evil}", school=f"\x1b[2J{evil}")
    made = worklist(evaluate_all([case], AS_OF))
    html = as_html(made)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "\x1b" not in html
    rows = [dict(zip(WORKLIST_COLUMNS, row, strict=True)) for row in worklist_as_rows(made)]
    assert {row["case"] for row in rows if row["section"] == "due"} == {"'=1+1"}
    assert all(row["responsible"].startswith("'=") for row in rows if row["section"] == "due")


def test_marks_of_doubt_are_in_every_form():
    made = worklist(caseload())
    row = next(row for row in made.section("overdue") if row.late_as == "doubtful")
    assert row.certainty == "doubtful"
    assert any("Monday 9 March 2026" in note for note in row.notes)
    cells = [dict(zip(WORKLIST_COLUMNS, each, strict=True)) for each in worklist_as_rows(made)]
    cell = next(each for each in cells if each["late_as"] == "doubtful")
    assert (cell["certainty"], "Monday 9 March 2026" in cell["notes"]) == ("doubtful", True)
    for shown in (as_html(made), as_markdown(made)):
        assert "Monday 16 February 2026 [" in shown.replace("\\[", "[")
        assert "the words give Monday 9 March 2026" in shown


def test_a_provisional_date_says_so():
    case = Case("P", [Event("appeal_received", on="2031-01-13", appeal="contents"),
                      Event("appeal_papers_received", on="2031-01-20")])  # fmt: skip
    made = worklist(evaluate_all([case], "2031-02-03"), within="3 months")
    row = next(row for row in made.section("due") if row.rule == "tribunal_appeal.response")
    assert row.certainty == "provisional"
    assert any(note.startswith("Provisional") for note in row.notes)


def test_grouped_pages_and_the_page_of_all():
    made = worklist(caseload(), by="person")
    titles = [page.title.partition(", as at")[0] for page in worklist_pages(made)]
    assert titles == ["Worklist as at Monday 2 March 2026", "Appeals team", "Exclusions", "KB", "TM", "Nobody named"]
    headings = [section.heading for section in worklist_page(made).sections]
    assert "KB: Overdue" in headings
    by_process = [page.title for page in worklist_pages(worklist(caseload(), by="process"))]
    assert "Review and amendment of an EHC plan, as at Monday 2 March 2026" in by_process


@pytest.mark.parametrize("by", [None, "person", "school", "process"])
def test_every_row_of_a_table_has_its_columns_and_every_table_a_caption_of_its_own(by):
    pages = worklist_pages(listed(caseload(), by=by))
    tables = [block for page in pages for part in page.sections for block in part.blocks if isinstance(block, Table)]
    for table in tables:
        assert {len(row) for group in table.groups for row in group.rows} == {len(table.head)}
    assert len({table.caption for table in tables}) == len(tables) > 3

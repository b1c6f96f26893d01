"""A table of events becomes a table of deadlines."""

import subprocess
import sys
from datetime import date, datetime, time
from typing import Any, cast

import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from send_deadlines import Case, Event, SchoolCalendar, SendDeadlinesError, evaluate, evaluate_all, frames
from send_deadlines.frames.long import KINDS
from send_deadlines.report.tabular import COLUMNS

PLAN = "ehc_assessment.final_plan"
DECISION = "ehc_assessment.decision"
TWO: dict[str, Any] = {
    "case": ["B", "A", "B"],
    "event": ["assessment_request_received", "assessment_request_received", "draft_plan_sent"],
    "on": ["2026-01-05", "2026-01-06", "2026-04-01"],
    "served": [None, None, "2026-04-03"],
}


def of(rows, rule):
    return {row["case"]: row for row in rows if row["rule"] == rule}


def test_one_row_a_deadline(make, rows):
    found = rows(frames.deadlines(make(TWO), "2026-05-26"))
    plans = of(found, PLAN)
    # Monday 5 January 2026 + 140 days is Monday 25 May, the spring bank holiday: the last working day is Friday 22 May.
    assert plans["B"]["due"] == date(2026, 5, 25)
    assert plans["B"]["act_by"] == date(2026, 5, 22)
    assert (plans["B"]["state"], plans["B"]["days_late"], plans["B"]["breach"]) == ("overdue", 1, True)
    # Tuesday 6 January + 140 days is Tuesday 26 May.
    assert (plans["A"]["due"], plans["A"]["state"], plans["A"]["breach"]) == (date(2026, 5, 26), "due_today", False)
    # Fifteen days beginning with Friday 3 April, the day of service: Friday 17 April.
    assert of(found, "ehc_assessment.representations")["B"]["due"] == date(2026, 4, 17)


def test_cases_come_in_the_order_in_which_they_first_appear(make, rows):
    found = rows(frames.deadlines(make(TWO), "2026-05-26"))
    assert list(dict.fromkeys(row["case"] for row in found)) == ["B", "A"]
    whole = Case("A", [Event("assessment_request_received", on="2026-01-06")])
    assert [row["rule"] for row in found if row["case"] == "A"] == [
        each.rule for each in evaluate(whole, "2026-05-26").deadlines
    ]


def test_the_columns_begin_as_in_csv(make):
    table = nw.from_native(frames.deadlines(make(TWO), "2026-05-26"), eager_only=True)
    assert tuple(table.columns[: len(COLUMNS)]) == COLUMNS
    assert table.columns == list(KINDS)


def test_the_answer_is_of_the_same_library(make):
    table = make(TWO)
    assert type(frames.deadlines(table, "2026-05-26")) is type(table)


@pytest.mark.parametrize("size", [0, 3])
def test_the_columns_have_types_even_when_there_is_no_row(make, size):
    data = TWO if size else {name: pa.array([], pa.string()) for name in TWO}
    table = nw.from_native(frames.deadlines(make(data), "2026-05-26"), eager_only=True)
    kinds: dict[str, set[Any]] = {
        "text": {nw.String},
        "day": {nw.Date, nw.Datetime},
        "whole": {nw.Int64},
        "number": {nw.Float64},
        "yes_no": {nw.Boolean},
    }
    for name, kind in KINDS.items():
        if name != "case":
            assert type(table.schema[name]) in kinds[kind] or table.schema[name] in kinds[kind], name
    assert (len(table) > 0) is (size > 0)


def test_days_in_pandas_are_midnights_unless_pyarrow_keeps_the_columns():
    assert str(frames.deadlines(pd.DataFrame(TWO), "2026-05-26")["due"].dtype).startswith("datetime64")
    kept = pa.table(TWO).to_pandas(types_mapper=pd.ArrowDtype)
    assert str(frames.deadlines(kept, "2026-05-26")["due"].dtype) == "date32[day][pyarrow]"


@pytest.mark.parametrize(
    "day",
    [date(2026, 1, 5), "2026-01-05", datetime(2026, 1, 5)],
    ids=["date", "text", "midnight"],
)
def test_a_day_can_be_written_in_three_ways(make, rows, day):
    table = make({"case": ["A"], "event": ["assessment_request_received"], "on": [day]})
    assert of(rows(frames.deadlines(table, "2026-03-01")), PLAN)["A"]["due"] == date(2026, 5, 25)


@pytest.mark.parametrize("empty", [None, float("nan"), pd.NA, pd.NaT, "", "  "], ids=repr)
def test_nothing_recorded_in_pandas(rows, empty):
    table = pd.DataFrame({**TWO, "served": pd.Series([empty, empty, "2026-04-03"], dtype=object)})
    assert rows(frames.deadlines(table, "2026-05-26")) == rows(frames.deadlines(pl.DataFrame(TWO), "2026-05-26"))


def test_a_column_without_anything_in_it(make, rows):
    table = make({**TWO, "served": pa.nulls(3) if make({"a": [1]}).__class__ is pa.Table else [None] * 3})
    found = of(rows(frames.deadlines(table, "2026-05-26")), "ehc_assessment.representations")
    assert (found["B"]["state"], found["B"]["due"]) == ("unknown", None)
    assert found["B"]["settled_by"] == "the `served` day of draft_plan_sent"


def test_categories(rows):
    table = pd.DataFrame(TWO).astype({"case": "category", "event": "category"})
    found = frames.deadlines(table, "2026-05-26")
    assert rows(found) == rows(frames.deadlines(pd.DataFrame(TWO), "2026-05-26"))
    assert found["case"].dtype == table["case"].dtype
    named = pl.DataFrame(TWO).with_columns(pl.col("case", "event").cast(pl.Categorical))
    assert rows(frames.deadlines(named, "2026-05-26")) == rows(found)


def test_references_stay_whole_numbers(make, rows):
    table = make({**TWO, "case": [1042, 7, 1042]})
    found = frames.deadlines(table, "2026-05-26")
    assert of(rows(found), PLAN)[1042]["due"] == date(2026, 5, 25)
    assert nw.from_native(found).schema["case"] == nw.Int64


def test_an_index_of_pandas_is_not_carried_over(rows):
    table = pd.DataFrame(TWO, index=pd.MultiIndex.from_tuples([(2, "x"), (2, "x"), (1, "y")]))
    found = frames.deadlines(table, "2026-05-26")
    assert found.index.equals(pd.RangeIndex(len(found)))
    assert rows(found) == rows(frames.deadlines(pl.DataFrame(TWO), "2026-05-26"))


def test_a_council_s_own_headings(make, rows):
    table = make(
        {
            "Ref": TWO["case"],
            "What": TWO["event"],
            "When": TWO["on"],
            "Date served": TWO["served"],
            "Notes": ["x", None, "y"],
        }
    )
    mapped = {"Date served": "served", "Notes": None}
    found = frames.deadlines(table, "2026-05-26", case="Ref", event="What", on="When", columns=mapped)
    assert rows(found) == rows(frames.deadlines(make(TWO), "2026-05-26"))


def test_about_the_hour_and_attributes(make, rows):
    data = {
        "case": ["A", "A", "A"],
        "event": ["assessment_request_received", "advice_requested", "advice_requested"],
        "on": ["2026-01-05", "2026-02-13", "2026-02-16"],
        "about": [None, "Dr Lee", "head teacher"],
        "at": [None, "09:30", None],
        "body_kind": [None, "educational_psychologist", "school"],
    }
    found = rows(frames.deadlines(make(data), "2026-03-01"))
    advice = {row["about"]: row["due"] for row in found if row["rule"] == "ehc_assessment.advice"}
    # Six weeks: Friday 13 February + 42 days is Friday 27 March; Monday 16 February + 42 days is Monday 30 March.
    assert advice == {"Dr Lee": date(2026, 3, 27), "head teacher": date(2026, 3, 30)}
    other = make({**data, "At": [None, time(9, 30), None]})
    other = nw.from_native(other, eager_only=True).drop("at").to_native()
    assert rows(frames.deadlines(other, "2026-03-01", at="At")) == found


def test_directed_acts_in_a_list_of_polars(rows):
    """A struct of polars has every key in every row."""
    event, due = "directions_issued", date(2026, 6, 5)
    acts = [{"act": "respond_to_appeal", "due": due}, {"act": "send_last_evidence", "not_required": True}]
    table = pl.DataFrame({"case": ["T"], "event": [event], "on": [date(2026, 3, 2)], "acts": [acts]}, strict=False)
    assert table["acts"].to_list()[0][0]["not_required"] is None
    whole = evaluate(Case("T", [Event(event, on="2026-03-02", acts=acts)]), "2026-03-10")
    found = rows(frames.deadlines(table, "2026-03-10"))
    assert [(row["rule"], row["due"]) for row in found] == [(each.rule, each.due) for each in whole.deadlines]
    assert due in [row["due"] for row in found]


OAK = SchoolCalendar.from_dict(
    {
        "name": "Oak",
        "terms": {"Spring 2026": ["2026-01-05", "2026-03-27"], "Summer 2026": ["2026-04-13", "2026-07-21"]},
        "half_terms": [["2026-02-16", "2026-02-20"], ["2026-05-25", "2026-05-29"]],
    }
)


def test_a_table_of_cases_gives_facts_calendars_and_labels(make, rows):
    events = make(
        {
            "case": ["P"],
            "event": ["pupil_suspended"],
            "on": ["2026-03-02"],
            "about": ["first"],
            "first": ["2026-03-03"],
            "last": ["2026-03-05"],
        }
    )
    cases = make(
        {
            "case": ["Q", "P"],
            "school_kind": ["maintained_school", "academy"],
            "calendars.school": [None, "Oak"],
            "school": ["Elm", "Oak Academy"],
            "responsible": [None, "team 2"],
        }
    )
    whole = Case(
        "P",
        [Event("pupil_suspended", on="2026-03-02", about="first", first="2026-03-03", last="2026-03-05")],
        facts={"school_kind": "academy"},
        calendars={"school": OAK},
    )
    found = rows(frames.deadlines(events, "2026-03-10", cases=cases, calendars={"Oak": OAK}))
    expected = evaluate(whole, "2026-03-10").deadlines
    assert [(row["rule"], row["who"], row["due"], row["state"]) for row in found] == [
        (each.rule, each.who, each.due, each.state.value) for each in expected
    ]
    (case,) = frames.read_cases(events, cases=cases)
    assert (case.responsible, case.school, case.calendars) == ("team 2", "Oak Academy", {"school": "Oak"})
    assert case.facts == {"school_kind": "academy"}


def test_readings_and_another_day(make, rows):
    table = make(
        {
            "case": ["A", "A"],
            "event": ["review_meeting_held", "decision_to_keep_plan_sent"],
            "on": ["2025-10-06", "2025-10-27"],
        }
    )
    found = rows(frames.deadlines(table, "2026-01-12", readings={"when_reviewed": "decision"}))
    # Twelve months from Monday 27 October 2025: the last day is Monday 26 October 2026.
    assert of(found, "ehc_review.review")["A"]["due"] == date(2026, 10, 26)
    before = rows(frames.deadlines(table, "2025-10-07"))
    assert {row["started_on"] for row in before} == {date(2025, 10, 6)}  # the decision is not seen yet


ODD = {
    "case": ["A", "A"],
    "event": ["assessment_request_received", "assessment_request_received"],
    "on": ["2026-01-05", "2026-01-05"],
}


def test_what_cannot_be_right_stands_beside_each_deadline(make, rows):
    found = rows(frames.deadlines(make(ODD), "2026-03-01"))
    (problems,) = {row["problems"] for row in found}
    assert problems.startswith("rows 0 and 1, case A: assessment_request_received on 2026-01-05 is recorded twice")


EARLY = {"case": ["A"], "event": ["assessment_request_received"], "on": ["1999-01-05"]}


def test_what_has_no_deadline_to_stand_beside_is_a_warning(make):
    with pytest.warns(UserWarning, match=r"row 0, case A: none of the time limits that assessment_request_received"):
        assert len(frames.deadlines(make(EARLY), "2026-03-01")) == 0


def test_or_a_row_of_the_problems(make, rows):
    due, problems = frames.deadlines(make(EARLY), "2026-03-01", keep_going=True)
    assert len(due) == 0
    (problem,) = rows(problems)
    assert (problem["case"], problem["row"], problem["refused"]) == ("A", 0, False)
    assert problem["what"].startswith("none of the time limits")


def test_going_on_without_what_is_wrong(make, rows):
    data = {**TWO, "on": ["2026-01-05", "05/01/2026", "2026-04-01"]}
    due, problems = frames.deadlines(make(data), "2026-05-26", keep_going=True)
    assert {row["case"] for row in rows(due)} == {"B"}
    assert rows(problems) == [
        {
            "case": "A",
            "row": 1,
            "where": "row 1, column on",
            "what": "'05/01/2026' is not a day",
            "mend": "write it as year-month-day, such as 2026-01-05",
            "refused": True,
        }
    ]


def test_evaluations_as_a_table(rows):
    cases = [Case(name, [Event("assessment_request_received", on="2026-01-05")]) for name in "BA"]
    caseload = evaluate_all(cases, "2026-03-01")
    pandas = rows(frames.as_table(caseload, "pandas"))
    polars = rows(frames.as_table(caseload, "polars"))
    pyarrow = rows(frames.as_table(caseload, "pyarrow"))
    assert pandas == polars == pyarrow
    assert [row["case"] for row in polars] == [each.case_id for each in caseload for _ in each.deadlines]
    assert len(frames.as_table([])) == 0


def test_no_table_of_that_kind():
    with pytest.raises(SendDeadlinesError, match="a table of 'excel' cannot be made; install pandas"):
        frames.as_table([], cast(Any, "excel"))


def test_what_reads_tables_is_asked_for(monkeypatch):
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(SendDeadlinesError, match=r'pip install "send-deadlines\[frames\]"'):
        frames.deadlines(pl.DataFrame(TWO), "2026-03-01")


def test_importing_it_is_light():
    code = "import sys, send_deadlines.frames; sys.exit(bool({'narwhals', 'pandas', 'polars'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": ":".join(sys.path)}).returncode == 0

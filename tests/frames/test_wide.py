"""One row a case: columns are added, and nothing else changes."""

from datetime import date
from typing import Any

import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from send_deadlines import Case, Event, SchoolCalendar, evaluate, frames

PLAN = "ehc_assessment.final_plan"
REPRESENTATIONS = "ehc_assessment.representations"
REVIEW = "ehc_review.review"
TABLE = {
    "Ref": ["Z", "A", "M"],
    "Received": ["2026-01-05", None, "2026-01-06"],
    "Draft": ["2026-04-01", None, None],
    "Draft served": ["2026-04-03", None, None],
    "Notes": ["=1", None, "x"],
}
EVENTS = {
    "Received": "assessment_request_received",
    "Draft": "draft_plan_sent",
    "Draft served": "draft_plan_sent.served",
}
RULES = {PLAN: "plan", REPRESENTATIONS: "views"}


def test_a_row_a_case(make, rows):
    found = rows(frames.add_deadlines(make(TABLE), "2026-05-26", EVENTS, RULES, case="Ref"))
    first, second, third = found
    # Monday 5 January 2026 + 140 days is Monday 25 May, a bank holiday; the working day before is Friday 22 May.
    assert first["plan.due"] == date(2026, 5, 25)
    assert first["plan.act_by"] == date(2026, 5, 22)
    assert (first["plan.state"], first["plan.days_late"], first["plan.breach"]) == ("overdue", 1, True)
    assert (first["plan.deadlines"], first["plan.breaches"], first["problems"]) == (1, 1, None)
    # Fifteen days beginning with Friday 3 April: Friday 17 April.
    assert first["views.due"] == date(2026, 4, 17)
    assert (second["plan.deadlines"], second["plan.breaches"]) == (0, 0)
    assert {second[f"plan.{word}"] for word in ("due", "state", "days_late", "breach", "certainty")} == {None}
    # Tuesday 6 January + 140 days is Tuesday 26 May.
    assert (third["plan.due"], third["plan.state"], third["views.deadlines"]) == (date(2026, 5, 26), "due_today", 0)


def test_the_table_is_kept(make, rows):
    table = make(TABLE)
    found = frames.add_deadlines(table, "2026-05-26", EVENTS, RULES)
    assert type(found) is type(table)
    kept = [{name: row[name] for name in TABLE} for row in rows(found)]
    assert kept == rows(table)
    assert list(rows(found)[0])[: len(TABLE)] == list(TABLE)
    assert list(rows(found)[0])[-1] == "problems"


INDEXES = {
    "repeated": pd.Index(["q", "q", "q"]),
    "named": pd.Index([3, 1, 2], name="number"),
    "of several levels": pd.MultiIndex.from_tuples([(1, "a"), (1, "a"), (0, "b")], names=["p", None]),
    "of days": pd.to_datetime(["2026-01-03", "2026-01-01", "2026-01-01"]),
    "backwards": pd.RangeIndex(3, 0, -1),
    "with holes": pd.Index([None, "x", float("nan")], dtype=object),
    "of categories": pd.CategoricalIndex(["b", "a", "b"]),
}


@pytest.mark.parametrize("index", INDEXES.values(), ids=list(INDEXES))
def test_every_index_of_pandas_is_kept(index, rows):
    table = pd.DataFrame(TABLE, index=index)
    before = table.copy(deep=True)
    found = frames.add_deadlines(table, "2026-05-26", EVENTS, RULES, case="Ref")
    pd.testing.assert_index_equal(found.index, index)
    pd.testing.assert_frame_equal(table, before)
    pd.testing.assert_frame_equal(found[list(TABLE)], before)
    assert rows(found) == rows(frames.add_deadlines(pl.DataFrame(TABLE), "2026-05-26", EVENTS, RULES, case="Ref"))


def test_rows_that_were_filtered_and_sorted_keep_their_labels():
    table = pd.DataFrame(TABLE)
    table = table[table["Received"].notna()].sort_values("Ref")
    found = frames.add_deadlines(table, "2026-05-26", EVENTS, RULES, case="Ref")
    assert found["plan.due"].to_dict() == {2: pd.Timestamp("2026-05-26"), 0: pd.Timestamp("2026-05-25")}


def test_headings_that_are_not_text():
    table = pd.DataFrame([["2026-01-05"]])
    events: dict[Any, frames.Recorded] = {0: "assessment_request_received"}
    found = frames.add_deadlines(table, "2026-03-01", events, [PLAN])
    assert found[f"{PLAN}.due"].tolist() == [pd.Timestamp("2026-05-25")]
    assert found.columns.tolist() == [0, *found.columns[1:]]


def test_a_rule_without_a_name_of_its_own(make, rows):
    (row, *_) = rows(frames.add_deadlines(make(TABLE), "2026-03-01", EVENTS, [PLAN], show=["due", "state"]))
    assert list(row) == [*TABLE, f"{PLAN}.due", f"{PLAN}.state", "problems"]


def test_several_columns_of_one_event(make, rows):
    table = make({"Received": ["2026-01-05"], "EP asked": ["2026-02-13"], "School asked": ["2026-02-16"]})
    events: dict[str, frames.Recorded] = {
        "Received": "assessment_request_received",
        "EP asked": ("advice_requested", {"about": "EP", "body_kind": "educational_psychologist"}),
        "School asked": ("advice_requested", {"about": "school", "body_kind": "school"}),
    }
    (row,) = rows(frames.add_deadlines(table, "2026-03-01", events, {"ehc_assessment.advice": "advice"}))
    # Of the two, the one that binds first: Friday 13 February + 42 days is Friday 27 March.
    assert (row["advice.due"], row["advice.deadlines"]) == (date(2026, 3, 27), 2)


def test_several_deadlines_of_one_rule(make, rows):
    table = make(
        {"Met": ["2024-01-08"], "Kept": ["2024-01-29"], "Met again": ["2025-06-02"], "Kept again": ["2025-06-23"]}
    )
    met, sent = "review_meeting_held", "decision_to_keep_plan_sent"
    kept = {"Met": met, "Kept": sent, "Met again": met, "Kept again": sent}
    (row,) = rows(frames.add_deadlines(table, "2025-07-01", kept, {REVIEW: "review"}))
    # The next review was due within twelve months of January 2024 and was held in June 2025: a breach, though the one
    # that runs, twelve months from Monday 2 June 2025 to Monday 1 June 2026, is none.
    assert (row["review.breach"], row["review.deadlines"], row["review.breaches"]) == (False, 2, 1)
    assert row["review.due"] == date(2026, 6, 1)


def test_facts_and_a_school_s_calendar(make, rows):
    oak = SchoolCalendar.from_dict({"name": "Oak", "terms": {"Spring 2026": ["2026-01-05", "2026-03-27"]}})
    table = make(
        {"On": ["2026-03-02"], "First": ["2026-03-03"], "Last": ["2026-03-05"], "Kind": ["academy"], "School": ["Oak"]}
    )
    events = {"On": "pupil_suspended", "First": "pupil_suspended.first", "Last": "pupil_suspended.last"}
    event = Event("pupil_suspended", on="2026-03-02", first="2026-03-03", last="2026-03-05")
    whole = evaluate(Case("x", [event], {"school_kind": "academy"}, {"school": oak}), "2026-03-10")
    rules = list(dict.fromkeys(each.rule for each in whole.deadlines))
    assert rules
    (row,) = rows(
        frames.add_deadlines(
            table,
            "2026-03-10",
            events,
            rules,
            facts={"Kind": "school_kind"},
            calendar="School",
            calendars={"Oak": oak},
            show=["due", "state"],
        )
    )
    for rule in rules:
        assert (row[f"{rule}.due"], row[f"{rule}.state"]) == (whole[rule].due, whole[rule].state.value)


@pytest.mark.parametrize("keep_going", [False, True])
def test_an_empty_table(make, keep_going):
    table = make({name: pa.array([], pa.string()) for name in TABLE})
    found = frames.add_deadlines(table, "2026-05-26", EVENTS, RULES, keep_going=keep_going)
    full = frames.add_deadlines(make(TABLE), "2026-05-26", EVENTS, RULES)
    new = [name for name in nw.from_native(full, eager_only=True).columns if name not in TABLE]
    assert len(found) == 0
    schema = nw.from_native(found, eager_only=True).schema
    assert [schema[name] for name in new] == [nw.from_native(full, eager_only=True).schema[name] for name in new]


def test_going_on_without_what_is_wrong(make, rows):
    table = make({**TABLE, "Received": ["2026-01-05", "x", "2026-01-06"]})
    first, second, third = rows(frames.add_deadlines(table, "2026-05-26", EVENTS, RULES, case="Ref", keep_going=True))
    assert (first["plan.due"], third["plan.due"]) == (date(2026, 5, 25), date(2026, 5, 26))
    assert {value for name, value in second.items() if "." in name} == {None}
    assert second["problems"] == (
        "row 1, column Received: 'x' is not a day; write it as year-month-day, such as 2026-01-05"
    )
    assert first["problems"] is None


def test_a_reference_like_the_name_of_a_row_is_no_other_s(make, rows):
    """Nothing that is refused borrows the dates of another row."""
    table = make({"Ref": ["row 1", None, "row 3", "same", "same"], "Received": ["2026-01-05"] * 5})
    found = rows(
        frames.add_deadlines(
            table, "2026-03-01", {"Received": "assessment_request_received"}, RULES, case="Ref", keep_going=True
        )
    )
    assert [row["plan.due"] for row in found] == [date(2026, 5, 25), None, date(2026, 5, 25), None, None]
    assert [row["problems"] is None for row in found] == [True, False, True, False, False]


def test_what_cannot_be_right_is_told_in_its_row(make, rows):
    table = make({"Received": ["2026-01-05", "2026-03-10"], "Final": ["2026-03-01", "2026-03-01"]})
    events = {"Received": "assessment_request_received", "Final": "final_plan_sent"}
    first, second = rows(frames.add_deadlines(table, "2026-04-01", events, RULES))
    assert first["problems"] is None
    assert second["problems"].startswith("row 1: ")
    assert "final_plan_sent" in second["problems"]


def test_twice_on_one_table(make, rows):
    once = frames.add_deadlines(make(TABLE), "2026-03-01", EVENTS, {PLAN: "then"})
    twice = frames.add_deadlines(once, "2026-06-01", EVENTS, {PLAN: "now"}, problems="problems now")
    (row, *_) = rows(twice)
    assert (row["then.state"], row["now.state"]) == ("running", "overdue")

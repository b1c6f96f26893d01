"""A table gives what its cases give one by one, whatever it is made of and however its rows are ordered."""

from datetime import date, timedelta
from typing import Any

import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_deadlines import Case, CaseError, Evaluation, Event, evaluate, frames, load_law
from send_deadlines.frames.long import KINDS

LAW = load_law()
EVENTS = {
    name: words
    for name, words in LAW.events.items()
    if "kind_of" not in words
    and not words.get("replaces")
    and not any(each.get("required") for each in words.get("attributes", {}).values())
}
# Half of them from one life, so that something comes of them.
LIFE = ("assessment_request_received", "assessment_agreed", "draft_plan_sent", "final_plan_sent", "review_meeting_held")
DAYS = st.integers(0, 400).map(lambda number: date(2025, 9, 1) + timedelta(days=number))
AS_OF = date(2026, 6, 1)


@st.composite
def events(draw):
    """The rows of a table of events: a few cases, out of order."""
    rows = []
    for _ in range(draw(st.integers(0, 9))):
        name = draw(st.one_of(st.sampled_from(LIFE), st.sampled_from(sorted(EVENTS))))
        words = EVENTS[name]
        row = {"case": draw(st.sampled_from("DBCA")), "event": name, "on": draw(DAYS), "about": None, "served": None}
        if words.get("about"):
            row["about"] = draw(st.sampled_from([None, "one", "other"]))
        if "served" in words.get("dates", {}):
            row["served"] = draw(st.one_of(st.none(), st.dates(row["on"], row["on"] + timedelta(days=9))))
        rows.append(row)
    return rows


def case_by_case(rows):
    """What each case gives by itself; None where it is refused."""
    found: dict[str, Evaluation | None] = {}
    for name in dict.fromkeys(row["case"] for row in rows):
        made = [
            Event(row["event"], **{key: row[key] for key in ("on", "about", "served") if row[key] is not None})
            for row in rows
            if row["case"] == name
        ]
        try:
            found[name] = evaluate(Case(name, made), AS_OF)
        except CaseError:
            found[name] = None
    return found


def expected(evaluation):
    """Each deadline of an evaluation as a row, read from the deadline itself."""
    of = evaluation.as_of
    return [
        {
            "case": evaluation.case_id,
            "as_of": of,
            **{
                name: getattr(each, name) or None
                for name in (
                    "rule", "kind", "who", "must", "about", "started_by", "started_on", "due", "act_by", "done_on",
                    "strength", "certainty", "earliest", "latest", "settled_by", "governed_by", "directed_on",
                    "usual_due", "counted_back_from", "provisional",
                )
            },
            "left": each.left,
            "state": each.state.value,
            "days_late": each.days_late(of),
            "breach": each.is_breach,
            "doubtful_breach": each.is_doubtful_breach,
            "in_time_by": "; ".join(each.in_time_by) or None,
            "missed": each.was_missed,
            "late_by_the_hour": each.is_late_by_the_hour,
            "act_by_provisional": each.act_by_is_provisional,
        }
        for each in evaluation.deadlines
    ]  # fmt: skip


def table_of(kind, rows):
    columns = {key: [row[key] for row in rows] for key in ("case", "event", "on", "about", "served")}
    days = {"on": pa.date32(), "served": pa.date32()}
    table = pa.table({key: pa.array(values, days.get(key, pa.string())) for key, values in columns.items()})
    if kind == "pyarrow":
        return table
    if kind == "polars":
        return pl.DataFrame(table)
    if kind == "pandas by pyarrow":
        return table.to_pandas(types_mapper=pd.ArrowDtype)
    return pd.DataFrame(columns)


KINDS_OF_TABLE = ("pandas", "pandas by pyarrow", "polars", "pyarrow")


@pytest.mark.parametrize("kind", KINDS_OF_TABLE)
@settings(max_examples=40, deadline=None)
@given(given_rows=events())
def test_one_row_an_event(kind, rows, given_rows):
    whole = case_by_case(given_rows)
    due, problems = frames.deadlines(table_of(kind, given_rows), AS_OF, keep_going=True)
    found = rows(due)
    sound = [each for each in whole.values() if each is not None]
    plain = [{key: row[key] for key in expected_row} for row, expected_row in zip(found, _all(sound), strict=True)]
    assert plain == _all(sound)
    assert set(KINDS) - set(expected_keys()) == {"provision", "url", "doubts", "by_hour", "problems"}
    told = rows(problems)
    assert {row["case"] for row in told if row["refused"]} == {name for name, each in whole.items() if each is None}
    for each in sound:
        assert [row["what"] for row in told if row["case"] == each.case_id] == [one.what for one in each.problems]
    for row in told:
        assert given_rows[row["row"]]["case"] == row["case"]


def _all(evaluations):
    return [row for each in evaluations for row in expected(each)]


def expected_keys():
    case = Case("A", [Event("assessment_request_received", on="2026-01-05")])
    return expected(evaluate(case, AS_OF))[0]


@pytest.mark.parametrize("kind", KINDS_OF_TABLE)
@settings(max_examples=25, deadline=None)
@given(given_rows=events(), data=st.data())
def test_another_order_of_the_rows_is_another_order_of_the_cases(kind, rows, given_rows, data):
    shuffled = data.draw(st.permutations(given_rows))
    one, wrong = frames.deadlines(table_of(kind, given_rows), AS_OF, keep_going=True)
    other, also_wrong = frames.deadlines(table_of(kind, shuffled), AS_OF, keep_going=True)

    def by_case(table):
        made: dict[str, list[dict[str, Any]]] = {}
        for row in rows(table):
            made.setdefault(row["case"], []).append({key: each for key, each in row.items() if key != "problems"})
        return made

    assert by_case(one) == by_case(other)
    assert [*by_case(other)] == [
        each for each in dict.fromkeys(row["case"] for row in shuffled) if each in by_case(one)
    ]
    said = [sorted((row["case"], row["what"]) for row in rows(each)) for each in (wrong, also_wrong)]
    assert said[0] == said[1]


COLUMNS = {
    "Asked": "assessment_request_received",
    "Draft": "draft_plan_sent",
    "Served": "draft_plan_sent.served",
    "Final": "final_plan_sent",
    "Review": "review_meeting_held",
}
RULES = ["ehc_assessment.final_plan", "ehc_assessment.representations", "ehc_review.review", "ehc_assessment.decision"]


@st.composite
def case_rows(draw):
    made = []
    for _ in range(draw(st.integers(0, 6))):
        row = {heading: draw(st.one_of(st.none(), DAYS)) for heading in COLUMNS}
        if row["Draft"] is None:
            row["Served"] = None
        made.append(row)
    return made


@pytest.mark.parametrize("kind", KINDS_OF_TABLE)
@settings(max_examples=40, deadline=None)
@given(given_rows=case_rows(), data=st.data())
def test_one_row_a_case(kind, rows, given_rows, data):
    columns = {key: [row[key] for row in given_rows] for key in COLUMNS}
    table = pa.table({key: pa.array(values, pa.date32()) for key, values in columns.items()})
    if kind == "polars":
        table = pl.DataFrame(table)
    elif kind == "pandas by pyarrow":
        table = table.to_pandas(types_mapper=pd.ArrowDtype)
    elif kind == "pandas":
        labels = data.draw(st.lists(st.sampled_from("xyz"), min_size=len(given_rows), max_size=len(given_rows)))
        table = pd.DataFrame(columns, index=pd.Index(labels, dtype=object))
    result = frames.add_deadlines(table, AS_OF, COLUMNS, RULES, keep_going=True)
    if kind == "pandas":
        assert result.index.equals(table.index)
    assert nw.from_native(result).columns[: len(COLUMNS)] == list(COLUMNS)
    assert [{key: row[key] for key in COLUMNS} for row in rows(result)] == given_rows
    for given_row, row in zip(given_rows, rows(result), strict=True):
        made = []
        for heading, name in COLUMNS.items():
            if given_row[heading] is not None and "." not in name:
                more = {"served": given_row["Served"]} if name == "draft_plan_sent" and given_row["Served"] else {}
                made.append(Event(name, on=given_row[heading], **more))
        try:
            whole = evaluate(Case("x", made), AS_OF)
        except CaseError:
            assert row["problems"] is not None
            assert {row[f"{rule}.{word}"] for rule in RULES for word in ("due", "state", "deadlines")} == {None}
            continue
        assert (row["problems"] is None) is (not whole.problems)
        for rule in RULES:
            told = [row[f"{rule}.{word}"] for word in ("due", "act_by", "state", "done_on", "days_late", "breach")]
            if rule not in whole:
                assert told == [None] * 6
                assert row[f"{rule}.deadlines"] == 0
                continue
            each = whole[rule]
            late = each.days_late(AS_OF)
            assert told == [each.due, each.act_by, each.state.value, each.done_on, late, each.is_breach]
            assert row[f"{rule}.deadlines"] == len(whole.all(rule))
            assert row[f"{rule}.breaches"] == sum(one.is_breach for one in whole.all(rule))
            assert row[f"{rule}.certainty"] == each.certainty
            assert (row[f"{rule}.earliest"], row[f"{rule}.latest"]) == (each.earliest, each.latest)
            assert row[f"{rule}.doubtful_breach"] == each.is_doubtful_breach

"""What is wrong with a table is told in words, all of it at once, at its row and column."""

from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from send_deadlines import CaseError, SendDeadlinesError, frames, load_law

GOOD = {"case": ["A"], "event": ["assessment_request_received"], "on": ["2026-01-05"]}
EVENTS = {"Received": "assessment_request_received"}
PLAN = "ehc_assessment.final_plan"


def told(table, **more):
    with pytest.raises(CaseError) as caught:
        frames.deadlines(table, "2026-03-01", **more)
    return str(caught.value).splitlines()


def told_wide(table, events=None, rules=(PLAN,), **more):
    with pytest.raises(CaseError) as caught:
        frames.add_deadlines(table, "2026-03-01", EVENTS if events is None else events, rules, **more)
    return str(caught.value).splitlines()


def one(heading, value):
    return pd.DataFrame({**GOOD, heading: pd.Series([value], dtype=object)})


@pytest.mark.parametrize(
    ("heading", "value", "words"),
    [
        ("case", None, "it does not say which case it is of; give the reference of the case"),
        ("case", "", "it does not say which case it is of; give the reference of the case"),
        ("case", 1.5, "1.5 is not the reference of a case; give it as text, or as a whole number"),
        ("case", True, "True is not the reference of a case; give it as text, or as a whole number"),
        ("case", "A ", "'A ' has blanks around it, by which a case could become two; take them away"),
        ("event", None, "nothing is not the name of an event"),
        ("event", 5, "5 is not the name of an event"),
        (
            "event",
            "assessment_request_recieved",
            "unknown event 'assessment_request_recieved'; did you mean 'assessment_request_received'?",
        ),
        ("on", None, "nothing is not a day; write it as year-month-day, such as 2026-01-05"),
        ("on", "05/01/2026", "'05/01/2026' is not a day; write it as year-month-day, such as 2026-01-05"),
        ("on", "2026-02-30", "'2026-02-30' is not a day; write it as year-month-day, such as 2026-01-05"),
        ("on", 46027, "46027 is not a day; write it as year-month-day, such as 2026-01-05"),
        (
            "on",
            datetime(2026, 1, 5, 23, 30),
            "2026-01-05 23:30:00 is a date and time, not a day; "
            "give the day alone, and the hour in a column of its own",
        ),
        (
            "on",
            datetime(2026, 1, 5, tzinfo=UTC),
            "2026-01-05 00:00:00+00:00 has a time zone, on which its day depends; give the day alone",
        ),
        ("about", 3, "`about` is 3, which names nothing; give a short name as text, or leave it out"),
        ("at", "half past", "'half past' is not a time of day; write it as hour:minute, such as 16:30"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_wrong_cell(heading, value, words):
    (line,) = told(one(heading, value))
    place, _, rest = line.partition(": ")
    assert place.startswith(f"row 0, column {heading}")
    assert rest.startswith(words)


@pytest.mark.parametrize(
    "column",
    [
        pl.Series([datetime(2026, 1, 5, 23, 30)]),
        pl.Series([datetime(2026, 1, 5)]).dt.replace_time_zone("UTC"),
    ],
    ids=["hour", "zone"],
)
def test_a_column_of_polars_with_hours_or_a_zone(column):
    (line,) = told(pl.DataFrame({**GOOD, "on": column}))
    assert line.startswith("row 0, column on: 2026-01-05")


def test_a_column_of_pyarrow_with_a_zone():
    zoned = pa.array([datetime(2026, 1, 5, tzinfo=UTC)], pa.timestamp("us", "UTC"))
    (line,) = told(pa.table({**GOOD, "on": zoned}))
    assert line.startswith("row 0, column on: 2026-01-05 00:00:00+00:00 has a time zone")


def test_an_attribute_of_another_kind():
    table = one("event", "pupil_suspended").assign(about="first", misses_examination="no")
    (line,) = told(table)
    assert line.startswith("row 0, case A, pupil_suspended on 2026-01-05: `misses_examination` is 'no'")


@pytest.mark.parametrize(("value", "is_read"), [(np.bool_(True), True), (np.int64(1), False)], ids=repr)
def test_a_yes_of_numpy_is_a_yes_and_a_number_is_none(value, is_read):
    more = {"about": "first", "misses_examination": pd.Series([value], dtype=object)}
    table = one("event", "pupil_suspended").assign(**more)
    if is_read:
        assert len(frames.deadlines(table, "2026-03-01")) > 0
    else:
        assert "`misses_examination` is 1; give true or false" in told(table)[0]


def test_everything_at_once(make):
    table = make(
        {
            "case": ["B", "B", None, "C", "D", "E"],
            "event": [
                "assessment_request_recieved",
                "draft_plan_sent",
                "assessment_refused",
                "assessment_request_received",
                "assessment_request_received",
                "draft_plan_sent",
            ],
            "on": ["2026-01-05", None, "2026-01-01", "05/01/2026", "2026-01-05", "2026-04-03"],
            "served": [None, "2026-01-04", None, None, "2026-01-04", "2026-04-01"],
        }
    )
    lines = told(table)
    assert [line.partition(":")[0] for line in lines] == [
        "row 0, column event, case B",
        "row 1, column on",
        "row 2, column case",
        "row 3, column on",
        "row 4, case D, assessment_request_received on 2026-01-05",
        "row 5, case E, draft_plan_sent on 2026-04-03",
    ]
    assert "its `served` is 2026-04-01, before its `on`" in lines[5]


def test_the_label_of_the_row_is_told_in_pandas():
    table = pd.DataFrame({"Received": ["2026-01-05", "x"]}, index=["EHC-1", "EHC-3"])
    assert told_wide(table) == [
        "row 1 (index 'EHC-3'), column Received: 'x' is not a day; write it as year-month-day, such as 2026-01-05"
    ]
    table.index = pd.MultiIndex.from_tuples([("a", 1), ("b", 2)])
    assert told_wide(table)[0].startswith("row 1 (index ('b', 2)), column Received: ")
    table.index = pd.RangeIndex(2)
    assert told_wide(table)[0].startswith("row 1, column Received: ")


def test_the_same_in_many_rows():
    table = pl.DataFrame(
        {"case": ["A"] * 8, "event": ["assessment_request_received"] * 8, "on": ["1999-01-05"] * 8, "servd": ["x"] * 8}
    )
    (line,) = told(table, columns={"servd": "served"})
    assert line.startswith("rows 0, 1, 2, 3, 4 and 3 more, case A, assessment_request_received on 1999-01-05: ")


def test_columns_that_are_not_there():
    table = pl.DataFrame({"Ref": ["A"], "evnt": ["x"], "on": ["2026-01-05"]})
    assert told(table, case="Reff") == [
        "there is no column 'Reff', wanted for `case`; did you mean 'Ref'?",
        "there is no column 'event', wanted for `event`; did you mean 'evnt'?",
    ]
    assert told(pl.DataFrame(GOOD), about="Who", at="Hour") == [
        "there is no column 'Who', wanted for `about`; known: case, event, on",
        "there is no column 'Hour', wanted for `at`; known: case, event, on",
    ]
    assert told(pl.DataFrame(GOOD), columns={"Servd": "served"}) == [
        "columns: there is no column 'Servd'; known: case, event, on"
    ]
    assert told(pl.DataFrame(), case="x")[0] == "there is no column 'x', wanted for `case`; none is known"


def test_a_column_nobody_can_use():
    (line,) = told(pl.DataFrame({**GOOD, "servd": ["2026-01-05"]}))
    assert line == (
        "column servd: no date or attribute of an event is called 'servd'; "
        "leave it aside with columns={'servd': None}, or name what it is (did you mean 'served'?)"
    )


def test_two_columns_for_one_thing():
    table = pl.DataFrame({**GOOD, "served": [None], "Served on": [None]})
    (line,) = told(table, columns={"Served on": "served"})
    assert line == "column Served on: it is `served`, and so is column served; leave one out"


def test_one_reference_as_text_and_as_a_number():
    table = pd.DataFrame(
        {
            "case": pd.Series([1042, "1042"], dtype=object),
            "event": ["assessment_request_received", "final_plan_sent"],
            "on": ["2026-01-05", "2026-05-01"],
        }
    )
    assert told(table) == ["row 1, column case: '1042' is text in one row and a number in another; give all as text"]


def test_a_table_of_cases():
    events = pl.DataFrame({**GOOD, "case": ["A"]})
    assert told(events, cases=pl.DataFrame({"case": ["B"]})) == [
        "events, row 0: 'A' has events and no row in the table of cases; add one, or correct the reference"
    ]
    assert told(events, cases=pl.DataFrame({"Ref": ["A"]})) == [
        "cases: there is no column 'case', wanted for `case`; known: Ref"
    ]
    assert told(events, cases=pl.DataFrame({"case": ["A", "A", None]})) == [
        "cases, row 2, column case: it does not say which case it is of; give the reference of the case",
        "cases, row 1, column case: 'A' has row 0 too, and which is meant cannot be known; give each case one row",
    ]
    assert told(events, cases=pl.DataFrame({"case": ["A"], "school_knd": ["x"]}))[0].startswith(
        "cases, column school_knd: no fact of a case is called 'school_knd'; leave it aside"
    )
    (line,) = told(events, cases=pl.DataFrame({"case": ["A"], "school_kind": ["x"]}))
    assert line.startswith("cases, row 0, case A, facts: `school_kind` is 'x'")
    assert told(events, cases=pl.DataFrame({"case": ["A"], "calendars.school": ["Oak"]}))[0].startswith(
        "cases, row 0, case A: its school calendar is 'Oak', which was not given"
    )
    assert told(events, cases=pl.DataFrame({"case": ["A"], "calendars.schol": ["Oak"]}))[0].startswith(
        "cases, row 0, case A: no calendar is used as 'schol'; "
    )
    assert told(events, cases=pl.DataFrame({"case": ["A"], "responsible": [datetime(2026, 1, 1, 5)]}))[0].startswith(
        "cases, row 0, column responsible: 2026-01-01 05:00:00 is a date and time"
    )


def test_a_case_with_two_rows_is_not_evaluated_by_one_of_them():
    cases = pl.DataFrame({"case": ["A", "A"], "school_kind": ["academy", "maintained_school"]})
    due, problems = frames.deadlines(pl.DataFrame(GOOD), "2026-03-01", cases=cases, keep_going=True)
    assert len(due) == 0
    assert problems["refused"].to_list() == [True]


def test_the_day_and_the_readings_are_told_once(make):
    for keep_going in (False, True):
        with pytest.raises(CaseError, match="unknown dispute 'x'"):
            frames.deadlines(make(GOOD), "2026-03-01", readings={"x": "y"}, keep_going=keep_going)
        with pytest.raises(CaseError, match="as_of: '1 March' is not a day"):
            frames.deadlines(make(GOOD), "1 March", keep_going=keep_going)
        with pytest.raises(CaseError, match=r"as_of: .* is a date and time, not a day"):
            frames.deadlines(make(GOOD), pd.Timestamp("2026-03-01"), keep_going=keep_going)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"case": ["A"]}, "the table is a dict; give a table of pandas, polars or pyarrow"),
        ([GOOD], "the table is a list; give a table of pandas, polars or pyarrow"),
        (None, "the table is a NoneType; give a table of pandas, polars or pyarrow"),
        (
            pl.LazyFrame(GOOD),
            "the table is a LazyFrame, which has not been worked out; call .collect() on it first",
        ),
        (
            pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "x"), ("a", "y")])),
            "the table has columns with several headings one over another; give each column one heading",
        ),
    ],
    ids=["dict", "list", "nothing", "lazy", "headings over headings"],
)
def test_what_is_no_table(table, words):
    for call in (
        lambda: frames.deadlines(table, "2026-03-01"),
        lambda: frames.add_deadlines(table, "2026-03-01", EVENTS, [PLAN]),
    ):
        with pytest.raises(SendDeadlinesError) as caught:
            call()
        assert str(caught.value) == words


def test_headings_that_stand_twice():
    pandas = pd.DataFrame([["A", "B", "x"]], columns=["case", "case", "on"])
    pyarrow = pa.table([["A"], ["B"], ["x"]], names=["case", "case", "on"])
    for table in (pandas, pyarrow):
        assert told(table) == ["the table: several columns are called 'case'; give each a heading of its own"]


def test_a_clash_of_names(make):
    table = make({"Received": ["2026-01-05"], "plan.due": ["mine"], "problems": ["mine"]})
    assert told_wide(table, rules={PLAN: "plan"}) == [
        "rules: there would be two columns called 'plan.due'; "
        f"call the new one otherwise, with rules={{'{PLAN}': ...}}",
        "problems: there would be two columns called 'problems'; call the new one otherwise, with problems=...",
    ]
    two = {PLAN: "plan", "ehc_assessment.decision": "plan"}
    assert len(told_wide(make({"Received": ["2026-01-05"]}), rules=two, show=["due", "state"])) == 2


def test_mapping_what_is_not_there():
    table = pl.DataFrame({"Received": ["2026-01-05"], "Sent": [None], "Served": [None], "Ref": ["x"]})
    assert told_wide(table, rules=["final_plan"], show=["dew"]) == [
        "rules: there is no rule 'final_plan'; did you mean 'detention.final_plan'?",
        "show: nothing is called 'dew'; did you mean 'due'?",
    ]
    assert (
        told_wide(table, rules=[])[0] == "rules: no rule is named; name at least one, such as ehc_assessment.final_plan"
    )
    assert told_wide(table, events={"Recieved": "assessment_request_received"}) == [
        "there is no column 'Recieved', wanted for `assessment_request_received`; did you mean 'Received'?"
    ]
    assert told_wide(table, events={"Received": "assessment_request_recieved"}) == [
        "events, column Received: unknown event 'assessment_request_recieved'; "
        "did you mean 'assessment_request_received'?"
    ]
    assert told_wide(table, events={"Sent": "draft_plan_sent", "Served": "draft_plan_sent.servd"})[0].startswith(
        "events, column Served: draft_plan_sent has no `servd`; did you mean 'served'?"
    )
    assert told_wide(table, events={"Served": "draft_plan_sent.served"}) == [
        "events, column Served: it is `served` of draft_plan_sent, and no column is the day of draft_plan_sent; "
        "say which column is, with 'draft_plan_sent'"
    ]
    both = {"Sent": "draft_plan_sent", "Received": "draft_plan_sent", "Served": "draft_plan_sent.served"}
    assert told_wide(table, events=both) == [
        "events, column Served: it is `served` of draft_plan_sent, of which there are several: Sent and Received; "
        "give them a row each, with frames.deadlines"
    ]
    twice = {"Sent": "draft_plan_sent", "Served": "draft_plan_sent.served", "Ref": "draft_plan_sent.served"}
    assert told_wide(table, events=twice) == [
        "events, column Ref: `served` of draft_plan_sent is given twice; leave one out"
    ]
    assert told_wide(table, case="Reff", facts={"Kind": "school_knd"}, calendar="School") == [
        "there is no column 'Reff', wanted for `case`; did you mean 'Ref'?",
        "there is no column 'School', wanted for `calendar`; known: Received, Ref, Sent, Served",
        "there is no column 'Kind', wanted for the fact `school_knd`; known: Received, Ref, Sent, Served",
        "facts, column Kind: unknown fact 'school_knd'; did you mean 'school_kind'?",
    ]


def test_a_kind_of_an_event_is_not_recorded_by_itself():
    law = load_law()
    kind = next(name for name, words in law.events.items() if "kind_of" in words)
    table = pl.DataFrame({"On": ["2026-01-05"]})
    (line,) = told_wide(table, events={"On": kind})
    assert line.startswith(f"events, column On: {kind} is a kind of {law.recorded(kind)}, and not recorded by itself")


def test_a_date_of_an_event_without_its_day():
    table = pl.DataFrame({"Sent": [None, "2026-04-01"], "Served": [date(2026, 4, 3)] * 2})
    events = {"Sent": "draft_plan_sent", "Served": "draft_plan_sent.served"}
    assert told_wide(table, events=events) == [
        "row 0, column Served: it says `served` of draft_plan_sent, whose day, in column Sent, is empty; "
        "give the day, or empty this too"
    ]


def test_one_reference_in_several_rows():
    table = pl.DataFrame({"Ref": ["A", "B", "A"], "Received": ["2026-01-05"] * 3})
    assert told_wide(table, case="Ref") == [
        "row 0, column Ref: 2 rows are of 'A'; give each case one row, or use frames.deadlines",
        "row 2, column Ref: 2 rows are of 'A'; give each case one row, or use frames.deadlines",
    ]


def test_a_wrong_fact_is_told_in_its_row():
    table = pl.DataFrame({"Received": ["2026-01-05"], "Kind": ["grammar"], "When": [datetime(2026, 1, 1, 5)]})
    assert told_wide(table, facts={"Kind": "school_kind"})[0].startswith("row 0, facts: `school_kind` is 'grammar'")
    assert told_wide(table, facts={"When": "school_kind"})[0].startswith("row 0, column When: 2026-01-01 05:00:00 is")

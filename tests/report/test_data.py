"""What machines read says what the evaluation says."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_deadlines import Case, Event, evaluate
from send_deadlines.report import COLUMNS, as_data, as_rows, as_text
from send_deadlines.report.words import WIDTH

FIRST = date(2025, 9, 1)
AS_OF = date(2026, 6, 1)

days = st.integers(0, 300).map(lambda number: FIRST + timedelta(number))
plain_events = st.sampled_from(
    [
        "assessment_request_received",
        "responsibility_arose",
        "assessment_agreed",
        "assessment_refused",
        "assessment_request_withdrawn",
        "plan_refused",
        "final_plan_sent",
    ]
)


@st.composite
def cases(draw):
    events = [Event(draw(plain_events), on=draw(days)) for _ in range(draw(st.integers(0, 5)))]
    for _ in range(draw(st.integers(0, 2))):
        sent = draw(days)
        served = {"served": sent + timedelta(draw(st.integers(0, 5)))} if draw(st.booleans()) else {}
        events.append(Event("draft_plan_sent", on=sent, **served))
    for _ in range(draw(st.integers(0, 2))):
        events.append(Event("advice_requested", on=draw(days), about=draw(st.sampled_from(["Dr A", "=B()"]))))
    if draw(st.booleans()):
        gone = draw(days)
        events.append(Event("absent_from_area", on=gone, until=gone + timedelta(40)))
    return Case(id=draw(st.text(min_size=1)), events=events)


@given(cases())
def test_data_agrees_with_the_evaluation(case):
    result = evaluate(case, AS_OF)
    data = json.loads(json.dumps(as_data(result), allow_nan=False))
    assert (data["case"], data["as_of"]) == (case.id, AS_OF.isoformat())
    assert data["receipt"] == result.receipt
    assert len(data["deadlines"]) == len(result)
    for told, each in zip(data["deadlines"], result, strict=True):
        assert told["rule"] == each.rule
        assert told["state"] == each.state
        assert told["started_by"] == {"event": each.started_by, "date": each.started_on.isoformat()}
        for key in ("due", "act_by", "done_on", "earliest", "latest", "before_move"):
            assert told[key] == (getattr(each, key) and getattr(each, key).isoformat())
        assert told["days_late"] == each.days_late(AS_OF)
        assert [cite["provision"] for cite in told["cites"]] == [cite.provision for cite in each.cites]
        assert [sentence["text"] for sentence in told["explanation"]] == [one.text for one in each.explain()]
        assert told["breach"] == each.is_breach
    said = ("rule", "about", "days_late")
    broken = [[each[key] for key in said] for each in data["deadlines"] if each["breach"]]
    assert [[each[key] for key in said] for each in data["breaches"]] == broken
    assert [each["rule"] for each in data["unknowns"]] == [each.rule for each in result.unknowns]
    assert [each["by"] for each in data["next_actions"]] == [
        each.by and each.by.isoformat() for each in result.next_actions
    ]
    assert [each["step"] for each in data["latest_safe_days"]] == [each.step for each in result.latest_safe_days]
    assert [each["what"] for each in data["problems"]] == [each.what for each in result.problems]


@given(cases())
def test_rows_agree_with_the_evaluation(case):
    result = evaluate(case, AS_OF)
    file = io.StringIO()
    csv.writer(file).writerows([COLUMNS, *as_rows(result)])
    rows = list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))
    assert [row["rule"] for row in rows] == [each.rule for each in result]
    assert [row["due"] for row in rows] == [each.due.isoformat() if each.due else "" for each in result]
    assert [row["breach"] == "yes" for row in rows] == [each.is_breach for each in result]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


@given(cases())
def test_the_list_fits_and_tells_every_breach(case):
    result = evaluate(case, AS_OF)
    text = as_text(result)
    assert all(len(line) <= WIDTH and (line.isprintable() or not line) for line in text.split("\n"))
    assert ("Nothing is in breach." in text) is (len(result) > 0 and not result.breaches)
    assert text.count("OVERDUE by") >= sum(each.state == "overdue" for each in result.breaches)
    painted = as_text(result, colour=True)
    for code in ("\x1b[1;31m", "\x1b[31m", "\x1b[1m", "\x1b[0m"):
        painted = painted.replace(code, "")
    assert painted == text


def test_the_columns_stay():
    """Scripts rely on them; a new one goes to the end."""
    assert COLUMNS[:15] == (
        "case", "as_of", "rule", "kind", "who", "must", "about", "started_by", "started_on", "due", "act_by", "state",
        "done_on", "days_late", "breach",
    )  # fmt: skip


def test_the_keys_of_a_deadline_stay():
    case = Case(id="A1", events=[Event("assessment_request_received", on="2026-01-05")])
    data = as_data(evaluate(case, "2026-03-01"))
    assert set(data) >= {"case", "as_of", "receipt", "deadlines", "breaches", "next_actions", "unknowns"}
    assert set(data["deadlines"][0]) >= {
        "rule", "kind", "who", "must", "about", "started_by", "due", "act_by", "state", "done_on", "days_late",
        "strength", "cites", "certainty", "explanation",
    }  # fmt: skip
    assert set(data["deadlines"][0]["cites"][0]) == {"instrument", "citation", "provision", "url"}
    assert set(data["deadlines"][0]["explanation"][0]) == {"text", "cite"}


@pytest.mark.parametrize(
    ("events", "as_of", "told"),
    [
        ([], "2026-03-01", "Nothing in this case has started a time limit by then."),
        ([("assessment_request_received", "2026-01-05")], "2026-02-16", "TODAY, Monday 16 February 2026"),
        ([("assessment_request_received", "2026-01-05")], "2026-02-17", "OVERDUE by 1 day"),
        ([("assessment_request_received", "2026-01-05")], "2026-03-01", "the last working day is Friday 22 May 2026"),
        (
            [("assessment_request_received", "2026-01-05")],
            "2026-05-24",
            "the last working day is Friday 22 May 2026, which has passed",
        ),
        (
            [("assessment_request_received", "2026-01-05"), ("assessment_agreed", "2026-01-02")],
            "2026-03-01",
            "What cannot be right in this case",
        ),
    ],
)
def test_what_the_list_says(events, as_of, told):
    case = Case(id="A1", events=[Event(event, on=on) for event, on in events])
    text = as_text(evaluate(case, as_of))
    assert told in " ".join(text.split())

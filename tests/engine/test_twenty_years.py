"""A plan followed for twenty years: always one review to come, and nothing lost on the way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_deadlines import Case, Deadline, Evaluation, Event, State, evaluate

START = date(2015, 9, 1)
YEARS = 20
LAST = START + timedelta(days=YEARS * 365)

RUNNING = (State.RUNNING, State.DUE_TODAY, State.OVERDUE)


@st.composite
def lives(draw: st.DrawFn) -> list[Event]:
    """A plan made, and then reviewed, amended, re-assessed and moved at random days."""
    day = START
    found = [Event("plan_first_made", on=day)]

    def later(most: int, least: int = 0) -> date:
        return day + timedelta(days=draw(st.integers(least, most)))

    while True:
        day = later(420, 20)
        if day > LAST - timedelta(days=500):
            return found
        happens = draw(st.sampled_from(["review", "review", "review", "review", "re-assessment", "move", "amendment"]))
        if happens == "review":
            found.append(Event("review_meeting_held", on=day))
            decision = draw(st.sampled_from(["keep", "amend", "cease"]))
            day = later(60)
            found.append(Event(f"decision_to_{decision}_plan_sent", on=day))
            happens = "amendment" if decision == "amend" else ""
        elif happens == "move":
            found.append(Event("plan_transferred", on=day))
        elif happens == "re-assessment":
            found.append(Event("reassessment_agreed", on=day))
            day = later(150, 1)
            found.append(Event("reassessed_plan_sent", on=day))
        if happens == "amendment":
            day = later(20)
            found.append(Event("amendment_notice_sent", on=day, served=day))
            day = later(80, 1)
            ends = draw(st.sampled_from(["amended_plan_sent", "decision_not_to_amend_sent"]))
            found.append(Event(ends, on=day))


def reviews(result: Evaluation) -> list[Deadline]:
    """The limits by which the plan must be reviewed, without those that an earlier one governs."""
    return [
        each
        for each in result.deadlines
        if each._plan.act == "review_plan" and each.state in RUNNING and each.governor is None
    ]


@pytest.mark.parametrize("reading", ["meeting_and_decision", "decision", "meeting"])
@given(life=lives(), data=st.data())
@settings(max_examples=15, deadline=None)
def test_on_every_day_one_review_is_to_come(reading: str, life: list[Event], data: st.DataObject) -> None:
    near = st.builds(lambda each, by: each.on + timedelta(days=by), st.sampled_from(life), st.integers(0, 1))
    for day in data.draw(st.lists(near | st.dates(START, LAST), min_size=12, max_size=12)):
        result = evaluate(Case("A1", life), day, readings={"when_reviewed": reading})
        assert len(reviews(result)) == 1, (day, [(each.rule, each.due) for each in reviews(result)])


@given(life=lives(), data=st.data())
@settings(max_examples=15, deadline=None)
def test_no_deadline_is_lost_on_the_way(life: list[Event], data: st.DataObject) -> None:
    """What there was on one day is there on every later one; and once the plan has ceased, no limit is open."""
    case = Case(
        "A1", [*life, Event("ceasing_notice_sent", on=LAST - timedelta(days=120)), Event("plan_ceased", on=LAST)]
    )
    day, later = sorted(data.draw(st.tuples(st.dates(START, LAST), st.dates(START, LAST))))
    keys = [
        {(each.rule, each.about, each.started_by, each.started_on) for each in evaluate(case, when).deadlines}
        for when in (day, later)
    ]
    assert keys[0] <= keys[1]
    end = evaluate(case, LAST + timedelta(days=400))
    left = [each for each in end.deadlines if each.kind != "duty" and each.is_open]
    assert [(each.rule, each.state) for each in left] == []

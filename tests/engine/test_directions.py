"""Directions: what they fix, what they take the place of, what is wrong with them; and the hour of the day."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from send_deadlines import Case, CaseError, Deadline, Event, State, evaluate

RECEIVED = Event("appeal_received", on="2026-07-01")
PAPERS = Event("appeal_papers_received", on="2026-07-13")  # thirty working days without August: 22 September
RESPONSE = "tribunal_appeal.response"
ACT = "respond_to_appeal"


def directed(on: str, *acts: dict[str, Any], **more: Any) -> Event:
    return Event("directions_issued", on=on, acts=list(acts), **more)


def response(*events: Event, as_of: str = "2026-07-20") -> Deadline:
    return evaluate(Case("A1", [RECEIVED, PAPERS, *events]), as_of)[RESPONSE]


def said(deadline: Deadline) -> str:
    return str(deadline.explain())


def test_without_a_direction_the_rule_counts() -> None:
    found = response()
    assert (found.due, found.strength, found.directed_on, found.usual_due) == (
        date(2026, 9, 22),
        "statutory",
        None,
        None,
    )


def test_a_fixed_day_takes_the_place_of_the_ordinary_one() -> None:
    found = response(directed("2026-07-14", {"act": ACT, "due": "2026-08-28"}))
    assert (found.due, found.strength) == (date(2026, 8, 28), "directed")
    assert (found.directed_on, found.usual_due) == (date(2026, 7, 14), date(2026, 9, 22))
    text = (
        "A direction of Tuesday 14 July 2026 fixes the day: Friday 28 August 2026. It takes the place of the ordinary"
    )
    assert f"{text} last day, Tuesday 22 September 2026." in said(found)


def test_each_direction_is_replaced_by_the_next() -> None:
    first = directed("2026-07-14", {"act": ACT, "due": "2026-08-28"})
    second = directed(
        "2026-08-10", {"act": "send_hearing_bundle", "due": "2026-12-01"}, {"act": ACT, "due": "2026-09-16"}
    )
    assert response(first, second, as_of="2026-08-09").due == date(2026, 8, 28)
    assert response(first, second, as_of="2026-08-10").due == date(2026, 9, 16)


# Mon 13 Jul + 20 working days without August: 14 Jul is day 1, Fri 31 Jul day 14, Tue 1 Sep day 15, Tue 8 Sep day 20.
def test_time_after_another_day() -> None:
    found = response(directed("2026-07-14", {"act": ACT, "within": "20 working days", "of": "papers"}))
    assert found.due == date(2026, 9, 8)
    assert "It is counted from the day the authority received them: Monday 13 July 2026." in said(found)


# Tue 14 Jul + 14 days: Tue 28 Jul.
def test_time_after_the_direction_itself() -> None:
    first = directed("2026-07-14", {"act": ACT, "within": "14 days", "of": "directions"})
    other = directed("2026-07-20", {"act": "send_hearing_bundle", "due": "2026-12-01"})
    assert response(first, other, as_of="2026-07-21").due == date(2026, 7, 28)


# Back from Mon 14 Dec, ten working days, both ends left out: Fri 11 is the first, Mon 30 Nov the tenth, so Fri 27 Nov.
# With only the hearing left out: Mon 30 Nov.
@pytest.mark.parametrize(
    ("clear", "due", "latest"),
    [
        (None, date(2026, 11, 27), date(2026, 11, 30)),
        (True, date(2026, 11, 27), date(2026, 11, 27)),
        (False, date(2026, 11, 30), date(2026, 11, 30)),
    ],
)
def test_time_before_a_hearing(clear: bool | None, due: date, latest: date) -> None:
    more = {} if clear is None else {"clear_days": clear}
    act = {"act": ACT, "before": "10 working days", "of": "hearing", **more}
    found = response(Event("hearing_listed", on="2026-07-14", hearing="2026-12-14"), directed("2026-07-14", act))
    assert (found.due, found.latest) == (due, latest)


def test_late_by_clear_days_and_in_time_by_others_is_a_doubtful_breach() -> None:
    act = {"act": ACT, "before": "10 working days", "of": "hearing"}
    events = [Event("hearing_listed", on="2026-07-14", hearing="2026-12-14"), directed("2026-07-14", act)]
    done = Event("appeal_response_received", on="2026-11-30")
    found = response(*events, done, as_of="2026-12-01")
    assert (found.state, found.is_breach, found.is_doubtful_breach) == (State.MET_LATE, False, True)


# Back from Mon 11 Jan 2027: Fri 8 is the first, then 7, 6, 5, 4 Jan; 1 Jan to 25 Dec are left out; 24, 23, 22, 21 Dec,
# and Fri 18 Dec is the tenth; clear days: Thu 17 Dec.
def test_time_before_a_hearing_that_moves_moves_with_it() -> None:
    act = {"act": ACT, "before": "10 working days", "of": "hearing", "clear_days": True}
    events = [
        Event("hearing_listed", on="2026-07-14", hearing="2026-12-14"),
        directed("2026-07-14", act),
        Event("hearing_listed", on="2026-11-02", hearing="2027-01-11"),
    ]
    assert response(*events, as_of="2026-11-01").due == date(2026, 11, 27)
    assert response(*events, as_of="2026-11-02").due == date(2026, 12, 17)


def test_what_is_measured_from_a_day_not_recorded_is_unknown() -> None:
    found = response(directed("2026-07-14", {"act": ACT, "before": "10 working days", "of": "hearing"}))
    assert (found.state, found.due) == (State.UNKNOWN, None)
    assert found.settled_by == "the `hearing` day of hearing_listed"


def test_what_is_no_longer_required() -> None:
    first = directed("2026-07-14", {"act": ACT, "due": "2026-08-28"})
    second = directed("2026-08-10", {"act": ACT, "not_required": True})
    third = directed("2026-08-17", {"act": ACT, "due": "2026-09-30"})
    assert response(first, second, as_of="2026-08-09").state is State.RUNNING
    assert response(first, second, as_of="2026-08-10").state is State.ENDED
    again = response(first, second, third, as_of="2026-08-17")
    assert (again.state, again.due) == (State.RUNNING, date(2026, 9, 30))


def test_not_required_says_nothing_of_another_dispute() -> None:
    events = [
        Event("appeal_papers_received", on="2026-07-13", about="contents"),
        Event("appeal_papers_received", on="2026-07-13", about="ceasing"),
        directed("2026-07-20", {"act": ACT, "not_required": True}, about="ceasing"),
    ]
    result = evaluate(Case("A1", events), "2026-07-21")
    assert [each.state for each in result.all(RESPONSE, "contents")] == [State.RUNNING]
    assert [each.state for each in result.all(RESPONSE, "ceasing")] == [State.ENDED]


def test_directions_of_one_day_that_differ() -> None:
    one = directed("2026-07-14", {"act": ACT, "due": "2026-08-28"})
    other = directed("2026-07-14", {"act": ACT, "due": "2026-09-04"})
    neither = directed("2026-07-14", {"act": ACT, "not_required": True})
    found = response(one, other)
    assert (found.state, found.earliest, found.latest) == (State.UNKNOWN, date(2026, 8, 28), date(2026, 9, 4))
    found = response(one, neither)
    assert (found.state, found.settled_by) == (State.UNKNOWN, "which of the directions stands")


def test_one_act_can_be_directed_without_a_list() -> None:
    found = response(Event("directions_issued", on="2026-07-14", act=ACT, due="2026-08-28"))
    assert found.due == date(2026, 8, 28)


def test_an_act_that_nothing_else_starts() -> None:
    result = evaluate(Case("A1", [directed("2026-07-14", {"act": ACT, "not_required": True})]), "2026-07-20")
    assert RESPONSE not in result
    result = evaluate(Case("A1", [directed("2026-07-14", {"act": ACT, "due": "2026-08-28"})]), "2026-07-20")
    assert (result[RESPONSE].due, result[RESPONSE].usual_due) == (date(2026, 8, 28), None)


@pytest.mark.parametrize(
    ("acts", "told"),
    [
        ("bundle", '`acts` is \'bundle\', not a list; write it as [{"act": "...", "due": "2026-01-05"}]'),
        ([], "`acts` is empty; name what was directed, or leave it out"),
        (
            ["bundle"],
            'act 1 of `acts`: it is \'bundle\', not an object; write it as {"act": "...", "due": "2026-01-05"}',
        ),
        ([{"due": "2026-08-28"}], 'act 1 of `acts`: it does not say which act; add "act": "..."'),
        (
            [{"act": ACT, "due": "2026-08-28"}, {"act": "respond_to_apeal"}],
            "act 2 of `acts`: `act` is 'respond_to_apeal', which is not known; did you mean 'respond_to_appeal'?",
        ),
        ([{"act": ACT, "by": "2026-08-28"}], "act 1 of `acts`: unknown key 'by'; *"),
        (
            [{"act": ACT, "due": "28 August"}],
            "act 1 of `acts`: its `due`: '28 August' is not a day; write it as year-month-day, such as 2026-01-05",
        ),
        (
            [{"act": ACT, "due": "2026-08-28", "within": "14 days", "of": "papers"}],
            "act 1 of `acts`: it says both `due` and `within`; keep one",
        ),
        (
            [{"act": ACT, "within": "14 dyas", "of": "papers"}],
            "act 1 of `acts`: its `within`: '14 dyas': unknown unit 'dyas'; did you mean 'days'?",
        ),
        (
            [{"act": ACT, "before": "10 working days"}],
            'act 1 of `acts`: it does not say of what day `before` is counted; add "of": one of *',
        ),
        (
            [{"act": ACT, "before": "10 working days", "of": "herring"}],
            "act 1 of `acts`: `of` is 'herring', which is not known; did you mean 'hearing'?",
        ),
        (
            [{"act": ACT, "of": "hearing"}],
            "act 1 of `acts`: it has `of` without `within` or `before`; say how much time, or leave it out",
        ),
        (
            [{"act": ACT, "within": "14 days", "of": "papers", "clear_days": True}],
            "act 1 of `acts`: `clear_days` is true or false, and only for `before`; leave it out, or give one of *",
        ),
        ([{"act": ACT, "not_required": "yes"}], "act 1 of `acts`: `not_required` is 'yes'; give true, or leave it out"),
    ],
)
def test_what_cannot_be_directed(acts: Any, told: str) -> None:
    with pytest.raises(CaseError) as error:
        evaluate(Case("A1", [Event("directions_issued", on="2026-07-14", acts=acts)]), "2026-07-20")
    start, star, _ = told.partition("*")
    wanted = f"case A1, directions_issued on 2026-07-14: {start}"
    assert str(error.value).startswith(wanted) if star else str(error.value) == wanted


# The hour. ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "at", "state"),
    [
        ("2026-09-22", "17:00", State.MET),
        ("2026-09-22", "17:01", State.MET_LATE),
        ("2026-09-22", "17:00:01", State.MET_LATE),
        ("2026-09-22", None, State.MET),
        ("2026-09-21", "23:59", State.MET),
        ("2026-09-23", "00:01", State.MET_LATE),
    ],
)
def test_by_five_on_the_last_day(on: str, at: str | None, state: State) -> None:
    found = response(Event("appeal_response_received", on=on, at=at), as_of="2026-09-24")
    assert (found.state, found.by_hour) == (state, time(17))
    assert "It must be done by 17:00 on the last day." in said(found)


def test_late_by_the_hour_is_said() -> None:
    found = response(Event("appeal_response_received", on="2026-09-22", at="17:01"), as_of="2026-09-24")
    assert found.is_breach
    assert found.is_late_by_the_hour
    assert found.days_late(date(2026, 9, 24)) == 0
    assert "17:01 is after 17:00, so it was done too late on its last day." in said(found)


def test_a_directed_day_has_its_hour_too() -> None:
    direction = directed("2026-07-14", {"act": ACT, "due": "2026-08-28"})
    late = Event("appeal_response_received", on="2026-08-28", at="17:30")
    assert response(direction, late, as_of="2026-08-31").state is State.MET_LATE


# Under the Regulations no hour is given: the whole of the last day is there.
def test_no_hour_counts_under_the_regulations() -> None:
    asked = Event("assessment_request_received", on="2026-01-05")
    told = Event("assessment_refused", on="2026-02-16", at="23:59")  # six weeks to the day
    found = evaluate(Case("A1", [asked, told]), "2026-02-17")["ehc_assessment.decision"]
    assert (found.state, found.by_hour) == (State.MET, None)


def test_the_earlier_of_two_on_the_last_day_counts() -> None:
    late = Event("appeal_response_received", on="2026-09-22", at="17:30")
    before = Event("appeal_response_received", on="2026-09-22", at="16:30")
    assert response(late, before, as_of="2026-09-24").state is State.MET
    assert response(before, late, as_of="2026-09-24").state is State.MET


@pytest.mark.parametrize("at", ["5pm", "17.00", "17", "25:00", "", 17, True])
def test_what_is_no_time_of_day(at: Any) -> None:
    told = f"appeal_received, at: {at!r} is not a time of day; write it as hour:minute, such as 16:30"
    with pytest.raises(CaseError) as error:
        Event("appeal_received", on="2026-07-01", at=at)
    assert str(error.value) == told


def test_a_time_of_day_goes_through_json() -> None:
    event = Event("appeal_received", on="2026-07-01", at=time(16, 30))
    assert event.to_dict() == {"event": "appeal_received", "on": "2026-07-01", "at": "16:30"}
    case = Case("A1", [event, directed("2026-07-14", {"act": ACT, "due": date(2026, 8, 28)})])
    assert Case.from_dict(case.to_dict()).to_dict() == case.to_dict()
    assert case.to_dict()["events"][1]["acts"] == [{"act": ACT, "due": "2026-08-28"}]

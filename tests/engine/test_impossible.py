"""What cannot have happened is told, with the events that show it; everything else is still worked out."""

from __future__ import annotations

from datetime import date

import pytest

from send_deadlines import Case, CaseError, Event, State, evaluate


def told(*events: Event, as_of: str = "2030-01-01") -> list[str]:
    return [str(problem) for problem in evaluate(Case("A1", events), as_of).problems]


def test_a_final_plan_before_its_request() -> None:
    events = [Event("final_plan_sent", on="2026-01-02"), Event("assessment_request_received", on="2026-01-05")]
    assert (
        "case A1: final_plan_sent on 2026-01-02 comes before assessment_request_received on 2026-01-05; one of the two "
        "days is wrong, or an event is missing"
    ) in told(*events)


def test_a_review_before_the_plan() -> None:
    events = [Event("plan_first_made", on="2026-03-02"), Event("review_meeting_held", on="2026-02-23")]
    assert told(*events) == [
        "case A1: review_meeting_held on 2026-02-23 comes before plan_first_made on 2026-03-02; one of the two days is "
        "wrong, or an event is missing"
    ]


def test_a_new_plan_for_somebody_of_27() -> None:
    events = [
        Event("born", on="1999-03-01"),
        Event("assessment_request_received", on="2026-03-02"),
        Event("draft_plan_sent", on="2026-05-04"),
        Event("final_plan_sent", on="2026-06-01"),
    ]
    assert told(*events) == [
        f"case A1: {event} on {day} comes 25 years or more after born on 1999-03-01; one of the two days is wrong, or "
        "the case is not one for a plan"
        for event, day in (("assessment_request_received", "2026-03-02"), ("final_plan_sent", "2026-06-01"))
    ]


@pytest.mark.parametrize(("on", "late"), [("2026-02-28", False), ("2026-03-01", True)])
def test_the_twenty_fifth_birthday_is_too_late(on: str, late: bool) -> None:
    assert bool(told(Event("born", on="2001-03-01"), Event("assessment_request_received", on=on))) is late


@pytest.mark.parametrize(("on", "early"), [("2025-08-14", True), ("2025-08-15", False)])
def test_nobody_turns_25_before_their_25th_birthday(on: str, early: bool) -> None:
    found = told(Event("born", on="2000-08-15"), Event("turned_25", on=on, attends="further_education"))
    says = f"case A1: turned_25 on {on} comes less than 25 years after born on 2000-08-15; one of the two days is wrong"
    assert found == ([says] if early else [])


def test_two_final_plans_for_one_request() -> None:
    events = [
        Event("assessment_request_received", on="2026-01-05"),
        Event("draft_plan_sent", on="2026-04-06", served="2026-04-07"),
        Event("final_plan_sent", on="2026-05-11"),
        Event("final_plan_sent", on="2026-05-25"),
    ]
    assert told(*events) == [
        "case A1: final_plan_sent is recorded on 2026-05-11 and again on 2026-05-25; keep one, or record what came "
        "between (assessment_request_received or responsibility_arose or tribunal_order_made or appeal_not_opposed or "
        "mediation_agreement_made or refusal_overturned)"
    ]
    assert told(*events, Event("assessment_request_received", on="2026-05-18")) == []


def test_the_rest_is_still_worked_out() -> None:
    events = [Event("final_plan_sent", on="2026-01-02"), Event("assessment_request_received", on="2026-01-05")]
    result = evaluate(Case("A1", events), "2026-01-06")
    assert result.problems
    # 5 January 2026 + 42 days: 26 left in January, so 16 February.
    assert (result["ehc_assessment.decision"].due, result["ehc_assessment.decision"].state) == (
        date(2026, 2, 16),
        State.RUNNING,
    )


def test_a_date_that_cannot_come_after_the_day_of_its_event() -> None:
    with pytest.raises(CaseError) as caught:
        told(Event("decision_to_keep_plan_sent", on="2026-01-30", meeting="2026-02-02"))
    assert str(caught.value) == (
        "case A1, decision_to_keep_plan_sent on 2026-01-30: its `meeting` is 2026-02-02, after its `on`, 2026-01-30; "
        "correct one of the two"
    )


def test_what_can_stand_in_the_place_of_an_earlier_event_says_nothing_when_it_comes_later() -> None:
    """A plan made, and its holder released from detention years afterwards."""
    released = Event("released_from_detention", on="2026-10-05", responsible="home_authority", plan="none")
    agreed = Event("assessment_agreed", on="2026-11-02")
    assert not [problem for problem in told(released, agreed) if "assessment_agreed" in problem]
    earlier = Event("assessment_agreed", on="2026-09-07")
    assert told(released, earlier) == [
        "case A1: assessment_agreed on 2026-09-07 has nothing recorded before it; record "
        "assessment_request_received or responsibility_arose"
    ]


def test_what_comes_when_it_is_too_late() -> None:
    appeal, answer = Event("appeal_received", on="2026-03-02"), Event("appeal_response_received", on="2026-04-10")

    def conceded(on: str, **more: str) -> Event:
        return Event("appeal_not_opposed", on=on, appeal="contents", **more)

    # Reg 45 speaks of an appeal that the authority does not oppose before it responds.
    assert told(appeal, answer, conceded("2026-04-17")) == [
        "case A1: appeal_not_opposed on 2026-04-17 comes after appeal_response_received on 2026-04-10, when it was too "
        "late; correct one of the two days, or record what happened instead"
    ]
    assert told(appeal, conceded("2026-04-10"), answer) == []
    # Another appeal has begun since.
    assert told(appeal, answer, Event("appeal_received", on="2027-03-01"), conceded("2027-03-15")) == []


def test_an_answer_to_another_appeal_makes_nothing_too_late() -> None:
    one, other = ({"about": name} for name in ("plan", "setting"))
    events = [Event("appeal_received", on="2026-03-02", **each) for each in (one, other)]
    events.append(Event("appeal_response_received", on="2026-04-10", **one))
    assert told(*events, Event("appeal_not_opposed", on="2026-04-17", appeal="contents", **other)) == []
    assert len(told(*events, Event("appeal_not_opposed", on="2026-04-17", appeal="contents", **one))) == 1

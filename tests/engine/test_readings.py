"""What disputed words do to a breach: it is one where every reading makes it one, or where the chosen reading does."""

from __future__ import annotations

from datetime import date

import pytest

from send_deadlines import Case, Evaluation, Event, evaluate

TRANSFER = Event(
    "phase_transfer_expected",
    on="2025-09-08",
    about="secondary school",
    transfer="2026-09-01",
    phase="primary_to_secondary",
)
PLAN = "phase_transfer.plan_for_school"
REVIEW = "ehc_review.review"


def ready(on: str, **readings: str) -> Evaluation:
    done = Event("plan_ready_for_transfer", on=on, about="secondary school")
    return evaluate(Case("A1", [TRANSFER, done]), "2026-03-02", readings=readings)


# The regulation says before 15 February; most people read by 15 February. Sat 14 and Sun 15 February 2026.
@pytest.mark.parametrize(
    ("on", "breach", "doubtful"),
    [("2026-02-14", False, False), ("2026-02-15", False, True), ("2026-02-16", True, False)],
)
def test_late_on_one_reading_only_is_a_doubtful_breach(on: str, breach: bool, doubtful: bool) -> None:
    result = ready(on)
    made = result[PLAN]
    assert (made.is_breach, made.is_doubtful_breach) == (breach, doubtful)
    assert made.in_time_by == (("by",) if doubtful else ())
    assert (made in result.breaches, made in result.doubtful_breaches) == (breach, doubtful)


@pytest.mark.parametrize(("reading", "breach"), [("before", True), ("by", False)])
def test_a_chosen_reading_decides(reading: str, breach: bool) -> None:
    made = ready("2026-02-15", before_or_by_the_day=reading)[PLAN]
    assert (made.is_breach, made.is_doubtful_breach) == (breach, False)


def test_the_explanation_says_by_which_reading_it_is_in_time() -> None:
    assert "It is late by the cautious reading. Read as 'by', it is in time, and so no breach." in str(
        ready("2026-02-15")[PLAN].explain()
    )


MADE = Event("plan_first_made", on="2023-11-06")


def reviewed(met: str, decided: str) -> list[Event]:
    return [Event("review_meeting_held", on=met), Event("decision_to_keep_plan_sent", on=decided)]


def test_a_yearly_review_that_each_reading_finds_in_time_is_no_breach() -> None:
    """Met on 14 October 2024 and decided on 4 November; met again on 13 October 2025 and decided on 3 November.

    From meeting to meeting, and from decision to decision, it is a day less than a year; only from meeting to decision
    is it more.
    """
    case = Case("A1", [MADE, *reviewed("2024-10-14", "2024-11-04"), *reviewed("2025-10-13", "2025-11-03")])
    second = evaluate(case, "2025-11-10").all(REVIEW)[1]
    assert (second.due, second.done_on) == (date(2025, 10, 13), date(2025, 11, 3))
    assert not second.is_breach
    assert set(second.in_time_by) == {"meeting", "decision"}


def test_a_yearly_review_that_no_reading_finds_in_time_is_a_breach() -> None:
    """The same, but met on 20 October 2025 and decided on 10 November: late whichever day counts."""
    case = Case("A1", [MADE, *reviewed("2024-10-14", "2024-11-04"), *reviewed("2025-10-20", "2025-11-10")])
    second = evaluate(case, "2025-11-10").all(REVIEW)[1]
    assert (second.is_breach, second.in_time_by) == (True, ())


def test_nothing_held_at_all_is_a_breach_once_the_latest_reading_has_gone() -> None:
    """Reviewed on 14 October and 4 November 2024: the latest of the last days is 3 November 2025."""
    case = Case("A1", [MADE, *reviewed("2024-10-14", "2024-11-04")])
    seen = {day: evaluate(case, day)[REVIEW] for day in ("2025-10-13", "2025-10-14", "2025-11-03", "2025-11-04")}
    assert [each.is_breach for each in seen.values()] == [False, False, False, True]
    assert [each.is_doubtful_breach for each in seen.values()] == [False, True, True, False]


def met(on: str, **more: str) -> Event:
    return Event("review_meeting_held", on=on, **more)


def kept(on: str, **more: str) -> Event:
    return Event("decision_to_keep_plan_sent", on=on, **more)


def verdicts(as_of: str, *events: Event, **readings: str) -> list[tuple[bool, tuple[str, ...]]]:
    """Of each review there should have been: whether it is a breach, and by which readings it is in time."""
    result = evaluate(Case("A1", events), as_of, readings=readings)
    return [(each.is_breach, each.in_time_by) for each in result.all(REVIEW)]


def test_two_meetings_entered_on_one_day() -> None:
    made = Event("plan_first_made", on="2023-01-10")
    twice = [met("2023-12-20"), met("2023-12-20", attends="nowhere")]
    assert verdicts("2024-02-20", made, *twice) == [(False, ("meeting",))]


def test_three_decisions_after_one_meeting() -> None:
    made = Event("plan_first_made", on="2023-01-10")
    after = {"meeting": "2024-01-05"}
    events = [
        met("2024-01-05"),
        kept("2024-01-06", **after),
        Event("decision_to_cease_plan_sent", on="2024-01-06", **after),
        Event("decision_to_amend_plan_sent", on="2024-02-02", **after),
    ]
    assert verdicts("2025-03-15", made, *events)[-1] == (True, ())


def test_a_meeting_recorded_only_with_its_decision_is_a_meeting() -> None:
    """Met on 5 January 2024, four days in time; decided on the 30th."""
    events = [Event("plan_first_made", on="2023-01-10"), kept("2024-01-30", meeting="2024-01-05")]
    assert verdicts("2024-02-20", *events)[0] == (False, ("meeting",))
    assert verdicts("2024-02-20", *events, when_reviewed="meeting") == [(False, ()), (False, ())]


def test_the_meeting_of_another_year_does_not_excuse() -> None:
    """Met on 5 January 2024, and next on 3 February 2025, a month late by every reading."""
    events = [
        Event("plan_first_made", on="2023-01-10"),
        kept("2024-01-09", meeting="2024-01-05"),
        met("2025-02-03"),
        kept("2025-02-20"),
    ]
    assert verdicts("2025-03-03", *events)[1] == (True, ())


@pytest.mark.parametrize("as_of", ["2025-01-05", "2025-01-06", "2026-01-05"])
def test_a_doubtful_breach_stays_doubtful_once_the_plan_has_gone(as_of: str) -> None:
    """The last day is 29 December 2024 or, from the decision, 5 January 2025; the plan was transferred on the 4th."""
    events = [
        Event("plan_first_made", on="2023-01-14"),
        met("2023-12-30"),
        kept("2024-01-06"),
        Event("plan_transferred", on="2025-01-04"),
    ]
    assert verdicts(as_of, *events)[-1] == (False, ("decision",))

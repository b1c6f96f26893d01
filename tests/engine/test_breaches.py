"""What is a breach, what is not, and what stays one."""

from __future__ import annotations

from datetime import date

import pytest

from send_deadlines import Case, Evaluation, Event, State, evaluate


def seen(as_of: str, *events: Event) -> Evaluation:
    return evaluate(Case("A1", events), as_of)


def broken(as_of: str, *events: Event) -> set[str]:
    return {each.rule for each in seen(as_of, *events).breaches}


MADE = Event("plan_first_made", on="2024-10-14")


def test_what_is_done_on_the_day_of_a_fresh_start_is_done_for_it() -> None:
    """The meeting was moved, and everybody told of the new day, on 1 September."""
    moved = [
        Event("review_meeting_arranged", on="2025-08-01", meeting="2025-09-24"),
        Event("review_meeting_arranged", on="2025-09-01", meeting="2025-10-08"),
        Event("review_meeting_notice_given", on="2025-09-01"),
    ]
    found = seen("2025-09-25", MADE, *moved).all("ehc_review.meeting_notice")
    assert [(each.state, each.is_breach) for each in found] == [(State.SUPERSEDED, False), (State.MET, False)]


def test_a_meeting_that_was_moved_before_it_came_leaves_no_breach_of_its_notice() -> None:
    """Arranged at a week's notice, and the next day put off by a month."""
    moved = [
        Event("review_meeting_arranged", on="2025-09-01", meeting="2025-09-08"),
        Event("review_meeting_arranged", on="2025-09-02", meeting="2025-10-08"),
        Event("review_meeting_notice_given", on="2025-09-02"),
    ]
    assert "ehc_review.meeting_notice" not in broken("2025-09-03", MADE, *moved)


@pytest.mark.parametrize("as_of", ["2025-10-09", "2025-10-11", "2026-03-02"])
def test_a_meeting_held_without_notice_leaves_the_breach(as_of: str) -> None:
    events = [
        Event("review_meeting_arranged", on="2025-09-30", meeting="2025-10-10"),
        Event("review_meeting_held", on="2025-10-10"),
    ]
    assert "ehc_review.meeting_notice" in broken(as_of, MADE, *events)


def test_a_decision_by_which_the_act_was_never_wanted_leaves_none() -> None:
    """Twenty weeks from 5 January 2026 end on 25 May; on the 26th it was decided, late, that there will be no plan."""
    request = Event("assessment_request_received", on="2026-01-05")
    refused = Event("plan_refused", on="2026-05-26")
    assert "ehc_assessment.final_plan" in broken("2026-05-26", request)
    after = seen("2026-05-26", request, refused)
    assert not after["ehc_assessment.final_plan"].is_breach
    assert after["ehc_assessment.final_plan"].was_missed
    assert after["ehc_assessment.no_plan_decision"].is_breach


def test_a_doubtful_end_is_a_breach_once_the_later_day_has_gone() -> None:
    """Three months that begin on 30 November 2025: there is no 30 February, and the end is the 27th or the 28th."""
    started = Event("direct_payments_started", on="2025-11-30", about="therapy")
    rule = "direct_payment.first_review"
    for as_of, breach, doubtful in (("2026-02-28", False, True), ("2026-03-01", True, False)):
        made = seen(as_of, started)[rule]
        assert (made.is_breach, made.is_doubtful_breach) == (breach, doubtful)
    assert "If the last day is Saturday 28 February 2026, it is in time" in str(
        seen("2026-02-28", started)[rule].explain()
    )


def test_a_day_that_is_not_known_and_has_gone_whatever_it_is() -> None:
    """Decided on 1 October 2025 after a meeting not recorded: the notice was due by 29 October at the latest."""
    decided = Event("decision_to_amend_plan_sent", on="2025-10-01")
    rule = "ehc_review.amendment_notice"
    assert rule not in broken("2025-10-29", MADE, decided)
    made = seen("2025-10-30", MADE, decided)[rule]
    assert (made.state, made.latest, made.is_breach) == (State.UNKNOWN, date(2025, 10, 29), True)
    assert "it was no later than Wednesday 29 October 2025, and has gone" in str(made.explain())


def test_a_wait_held_open_has_no_last_day_when_it_is_broken() -> None:
    """Ceased on 15 January 2026 while an appeal of 1 December was under way."""
    events = [
        Event("ceasing_notice_sent", on="2025-10-10"),
        Event("appeal_received", on="2025-12-01", about="ceasing"),
        Event("plan_ceased", on="2026-01-15"),
    ]
    made = seen("2026-01-16", MADE, *events).all("ehc_ceasing.no_ceasing_during_appeal")[0]
    assert (made.state, made.due, made.earliest) == (State.BROKEN, None, date(2025, 12, 1))


def test_what_an_order_commands_is_not_held_back_by_a_notice() -> None:
    """Ordered on 10 September 2025, so due on 15 October; a notice of other amendments was served on the 8th."""
    events = [
        Event("tribunal_order_made", on="2025-09-10", order="amend_provision"),
        Event("amendment_notice_sent", on="2025-10-06", served="2025-10-08"),
    ]
    assert seen("2025-10-12", MADE, *events).conflicts == ()
    sent = Event("amended_plan_sent", on="2025-10-15", following="order")
    assert broken("2025-10-16", MADE, *events, sent) == {"ehc_review.review"}  # of which nothing is recorded


def test_a_transfer_that_cannot_still_be_expected_is_not_dated() -> None:
    """Born on 31 August 2014, so of the year that moved on 1 September 2025; expected only on the 8th."""
    events = [
        Event("born", on="2014-08-31"),
        Event("phase_transfer_expected", on="2025-09-08", about="school", phase="primary_to_secondary"),
    ]
    made = seen("2025-10-01", *events)["phase_transfer.plan_for_school"]
    assert (made.state, made.due) == (State.UNKNOWN, None)


def test_circumstances_that_began_before_the_request_and_still_last() -> None:
    """Their end is expected on a day to come, and the authority has judged that they make the limit impractical."""
    request = Event("assessment_request_received", on="2025-09-01")
    began = Event("exceptional_personal_circumstances", on="2025-08-30", until="2026-02-20")
    relied = Event(
        "exception_relied_on",
        on="2026-01-12",
        exception="exceptional_personal_circumstances",
        limit="ehc_assessment.final_plan",
    )
    for as_of in ("2026-01-20", "2026-03-02"):
        assert seen(as_of, request, began, relied)["ehc_assessment.final_plan"].state is State.LIFTED
    assert seen("2026-01-20", request, began)["ehc_assessment.final_plan"].state is State.OVERDUE


@pytest.mark.parametrize("as_of", ["2026-01-09", "2026-01-10", "2026-02-02"])
def test_a_breach_whatever_the_day_does_not_vanish_when_the_act_is_done_at_last(as_of: str) -> None:
    """Decided on 5 January 2024, no meeting recorded: the next review was due by 4 January 2025 at the latest."""
    events = [
        Event("plan_first_made", on="2023-01-10"),
        Event("decision_to_keep_plan_sent", on="2024-01-05"),
        Event("review_meeting_held", on="2026-01-10"),
        Event("decision_to_keep_plan_sent", on="2026-02-01"),
    ]
    assert "ehc_review.review" in broken(as_of, *events)


def test_next_years_meeting_arranged_on_the_day_of_this_years() -> None:
    """This year had no notice; next year has neither notice nor papers yet, and those of this year are not its own."""
    events = [
        Event("plan_first_made", on="2026-01-10"),
        Event("review_meeting_arranged", on="2026-09-01", meeting="2026-09-28"),
        Event("review_papers_circulated", on="2026-09-10"),
        Event("review_meeting_held", on="2026-09-28"),
        Event("review_meeting_arranged", on="2026-09-28", meeting="2027-09-10"),
    ]
    result = seen("2027-08-30", *events)
    notices, papers = result.all("ehc_review.meeting_notice"), result.all("ehc_review.meeting_papers")
    assert [each.is_breach for each in notices] == [True, True]
    assert [each.is_breach for each in papers] == [False, True]

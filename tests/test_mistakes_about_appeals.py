"""Mistakes that spreadsheets, web pages and other software make about appeals, orders and mediation."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.rrule import DAILY, rrule

from send_deadlines import Case, CaseError, Deadline, Evaluation, Event, State, evaluate
from send_deadlines.calendars import Counting, Months, count_forward

PLAIN = Counting(name="plain", working_days="england", last_day="stands")
START = "tribunal_appeal.start"
RESPONSE = "tribunal_appeal.response"


def result(as_of: str, *events: Event, **more: Any) -> Evaluation:
    return evaluate(Case("A1", events), as_of, **more)


def deadline(rule: str, as_of: str, *events: Event) -> Deadline:
    found = result(as_of, *events)[rule]
    assert isinstance(found, Deadline)
    return found


def weekdays_after(start: date, days: int) -> date:
    """What WORKDAY(start, days) gives in a spreadsheet to which nobody has told the bank holidays."""
    return rrule(DAILY, dtstart=start + timedelta(days=1), byweekday=range(5))[days - 1].date()


def directed(on: str, *acts: dict[str, Any], **more: Any) -> Event:
    return Event("directions_issued", on, acts=list(acts), **more)


PAPERS = Event("appeal_papers_received", "2026-07-13")

# Months, weeks and days. ---------------------------------------------------------------------------------------------


def test_two_months_are_always_three_to_six_days_more_than_eight_weeks() -> None:
    more: Counter[int] = Counter()
    for number in range(4 * 365 + 1):
        start = date(2024, 1, 1) + timedelta(days=number)
        end = count_forward(start.toordinal(), Months(2), first_day_counted=False, counting=PLAIN).due
        more[end - start.toordinal() - 56] += 1
    assert set(more) == {3, 4, 5, 6}
    assert more.most_common(1)[0][0] == 5


# Sent Mon 7 July 2025: two months end on Sun 7 September, so Mon 8. Eight weeks end on Mon 1 September.
@pytest.mark.parametrize(
    ("received", "state"),
    [("2025-09-02", "met"), ("2025-09-07", "met"), ("2025-09-08", "met"), ("2025-09-09", "lapsed")],
)
def test_an_appeal_after_eight_weeks_is_not_lost(received: str, state: str) -> None:
    plan = Event("final_plan_sent", "2025-07-07")
    found = deadline(START, received, plan, Event("appeal_received", received, appeal="contents"))
    assert (found.due, found.state) == (date(2025, 9, 8), State(state))
    assert date(2025, 7, 7) + timedelta(weeks=8) == date(2025, 9, 1)


def test_two_months_only_is_half_of_the_rule() -> None:
    """As above; a certificate of Wed 3 September gives until Fri 3 October 2025."""
    plan = Event("final_plan_sent", "2025-07-07")
    certificate = Event("mediation_certificate_issued", "2025-09-03")
    appeal = Event("appeal_received", "2025-10-03", appeal="contents")
    assert deadline(START, "2025-10-03", plan, appeal).state is State.LAPSED
    found = deadline(START, "2025-10-03", plan, certificate, appeal)
    assert (found.due, found.state) == (date(2025, 10, 3), State.MET)


@pytest.mark.parametrize(
    ("start", "spreadsheet", "right"),
    [
        ("2026-03-04", "2026-04-15", "2026-04-17"),  # Easter: two holidays
        ("2026-07-13", "2026-08-24", "2026-09-22"),  # August
        ("2026-12-10", "2027-01-21", "2027-01-29"),  # 25 December to 1 January
    ],
)
def test_thirty_working_days_are_not_what_a_spreadsheet_gives(start: str, spreadsheet: str, right: str) -> None:
    assert weekdays_after(date.fromisoformat(start), 30) == date.fromisoformat(spreadsheet)
    found = deadline(RESPONSE, start, Event("appeal_papers_received", start))
    assert found.due == date.fromisoformat(right)


def test_days_are_not_working_days_in_a_right_of_twenty_eight_days() -> None:
    """Sent on Tue 3 March 2026 + 28: Tue 31 March. As weekdays they would end on 10 April."""
    found = deadline(
        "tribunal_decision.apply_to_set_aside", "2026-03-03", Event("tribunal_decision_sent", "2026-03-03")
    )
    assert found.due == date(2026, 3, 31)
    assert weekdays_after(date(2026, 3, 3), 28) == date(2026, 4, 10)


def test_weeks_after_an_order_are_not_months_and_not_working_days() -> None:
    """Mon 5 January 2026 + 35: Jan 26, Feb 9: Mon 9 February. Twenty-five weekdays agree; one month does not."""
    order = Event("tribunal_order_made", "2026-01-05", order="amend_provision")
    assert deadline("tribunal_order.amended_provision", "2026-01-05", order).due == date(2026, 2, 9)
    # Mon 30 March 2026 + 35: Mar 1, Apr 31, May 3... Mon 4 May, the bank holiday, which stands.
    easter = Event("tribunal_order_made", "2026-03-30", order="amend_provision")
    assert deadline("tribunal_order.amended_provision", "2026-03-30", easter).due == date(2026, 5, 4)


# August pauses some clocks, each in its own way. ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "start", "due"),
    [
        # Left out of the count: Mon 20 July, 14 days: 11 to the end of July, 3 in September.
        ("tribunal_decision.apply_for_costs", Event("tribunal_decision_sent", "2026-07-20"), "2026-09-03"),
        # Nothing left out, but an end in it moves: Wed 10 June + 2 months is Mon 10 August.
        (START, Event("assessment_refused", "2026-06-10"), "2026-09-01"),
        # Nothing left out, nothing moves: the adviser, the order, the mediation, the claim, the answer to what is
        # recommended. 10 June + 2 months; 20 July + 14; 20 July + 30: Jul 11, Aug 19; 2 March + 6 months, the first day
        # counted; 20 July + 34: Jul 11, Aug 23.
        ("mediation.contact_adviser", Event("assessment_refused", "2026-06-10"), "2026-08-10"),
        (
            "tribunal_order.changed_setting",
            Event("tribunal_order_made", "2026-07-20", order="change_setting"),
            "2026-08-03",
        ),
        ("mediation.arrange", Event("mediation_wanted", "2026-07-20", issues="no_health"), "2026-08-19"),
        ("discrimination_claim.claim", Event("discriminatory_conduct", "2026-02-23"), "2026-08-22"),
        (
            "recommendation.health_reply",
            Event("recommendation_made", "2026-07-20", concerns="health"),
            "2026-08-23",
        ),
    ],
)
def test_what_august_does_depends_on_the_rule(rule: str, start: Event, due: str) -> None:
    assert deadline(rule, start.on.isoformat(), start).due == date.fromisoformat(due)


# Where a clock starts. -----------------------------------------------------------------------------------------------


def test_the_time_to_respond_starts_when_the_papers_are_received_not_when_the_appeal_was_made_or_registered() -> None:
    before = [Event("appeal_received", "2026-07-01"), Event("appeal_registered", "2026-07-08")]
    assert RESPONSE not in result("2026-07-09", *before)
    assert deadline(RESPONSE, "2026-07-13", *before, PAPERS).due == date(2026, 9, 22)


@pytest.mark.parametrize("served", ["2026-02-10", "2026-02-14"])
def test_the_time_to_appeal_starts_with_sending_not_with_arrival(served: str) -> None:
    """Sent on Tue 10 February 2026: Fri 10 April, whenever the family had it."""
    found = deadline(
        START, "2026-02-20", Event("assessment_refused", "2026-02-10"), Event("mediation_adviser_contacted", served)
    )
    assert (found.started_on, found.due) == (date(2026, 2, 10), date(2026, 4, 10))


def test_the_extra_month_starts_with_the_certificate_not_with_the_mediation_or_the_contact() -> None:
    """Certified on Wed 25 March 2026: Sat 25 April, so Mon 27; not from the mediation of Fri 20 March."""
    events = [
        Event("assessment_refused", "2026-02-10"),
        Event("mediation_adviser_contacted", "2026-03-02"),
        Event("mediation_concluded", "2026-03-20", appeal_made=False),
        Event("mediation_certificate_issued", "2026-03-25"),
    ]
    assert deadline(START, "2026-03-25", *events).due == date(2026, 4, 27)


def test_the_thirty_days_start_when_the_authority_is_told_not_when_the_adviser_was() -> None:
    """Told on Mon 9 March 2026 + 30: Mar 22, Apr 8: Wed 8 April."""
    contact = Event("mediation_adviser_contacted", "2026-03-02")
    assert "mediation.arrange" not in result("2026-03-03", contact)
    wanted = Event("mediation_wanted", "2026-03-09", issues="no_health")
    assert deadline("mediation.arrange", "2026-03-09", contact, wanted).due == date(2026, 4, 8)


def test_an_appeal_is_in_time_when_it_is_received_whenever_the_papers_follow() -> None:
    """Two months end on Fri 10 April 2026; the authority has the papers three weeks after."""
    refused, appeal = Event("assessment_refused", "2026-02-10"), Event("appeal_received", "2026-04-10")
    found = deadline(START, "2026-05-01", refused, appeal, Event("appeal_papers_received", "2026-05-01"))
    assert found.state is State.MET


# What stops a clock. -------------------------------------------------------------------------------------------------


def test_a_draft_does_not_stop_the_eleven_weeks_after_an_order() -> None:
    """Mon 20 July 2026 + 77: Jul 11, Aug 42, Sep 72, Oct 5: overdue on the 6th."""
    order = Event("tribunal_order_made", "2026-07-20", order="make_a_plan")
    draft = Event("draft_plan_sent", "2026-08-17", served="2026-08-17")
    found = deadline("tribunal_order.final_plan", "2026-10-06", order, draft)
    assert (found.due, found.state, found.is_breach) == (date(2026, 10, 5), State.OVERDUE, True)


def test_more_time_asked_for_is_not_more_time_given() -> None:
    asked = Event("more_time_requested", "2026-09-15", act="respond_to_appeal")
    found = deadline(RESPONSE, "2026-09-23", PAPERS, asked)
    assert (found.due, found.state) == (date(2026, 9, 22), State.OVERDUE)
    given = directed("2026-09-16", {"act": "respond_to_appeal", "due": "2026-10-02"})
    found = deadline(RESPONSE, "2026-09-23", PAPERS, asked, given)
    assert (found.due, found.state) == (date(2026, 10, 2), State.RUNNING)


def test_the_parties_cannot_agree_more_time_after_an_order() -> None:
    """In mediation they can; here only a time that the Tribunal directs takes the place of the usual one."""
    order = Event("tribunal_order_made", "2026-07-20", order="amend_provision")
    found = deadline("tribunal_order.amended_provision", "2026-08-25", order, Event("settlement_reached", "2026-08-01"))
    assert (found.due, found.state) == (date(2026, 8, 24), State.OVERDUE)


def test_a_pending_request_to_appeal_further_does_not_stop_the_weeks_of_an_order() -> None:
    order = Event("tribunal_order_made", "2026-07-20", order="amend_provision")
    asked = [
        Event("permission_application_received", "2026-08-03", by="respondent"),
        Event("suspension_requested", "2026-08-03"),
    ]
    found = deadline("tribunal_order.amended_provision", "2026-08-25", order, *asked)
    assert (found.due, found.state, found.is_breach) == (date(2026, 8, 24), State.OVERDUE, True)


# Errors that other software makes without a word. --------------------------------------------------------------------


def test_a_hearing_without_its_day_gives_no_bundle_a_day() -> None:
    found = deadline("tribunal_hearing.bundle", "2026-09-01", Event("hearing_listed", "2026-09-01"))
    assert (found.due, found.state, found.earliest, found.latest) == (None, State.UNKNOWN, None, None)
    assert "hearing" in found.settled_by


def test_a_year_whose_holidays_are_not_announced_is_said_to_be_provisional() -> None:
    found = deadline(RESPONSE, "2032-12-10", Event("appeal_papers_received", "2032-12-10"))
    assert (found.certainty, found.state) == ("provisional", State.RUNNING)
    assert "have not all been announced" in found.provisional


def test_christmas_day_is_never_a_last_day_of_the_tribunal() -> None:
    for year in range(2015, 2036):
        letter = directed(f"{year}-10-01", {"act": "respond_to_appeal", "due": f"{year}-12-25"})
        papers = Event("appeal_papers_received", f"{year}-10-01")
        found = deadline(RESPONSE, f"{year}-10-01", papers, letter)
        assert found.due is not None
        assert date(year, 12, 27) <= found.due <= date(year, 12, 29)


@pytest.mark.parametrize("period", ["0 days", "0 working days", "-1 weeks", "days", ""])
@pytest.mark.parametrize("word", ["within", "before"])
def test_a_direction_without_an_amount_does_not_give_back_its_own_day(period: str, word: str) -> None:
    with pytest.raises(CaseError):
        result("2026-07-20", PAPERS, directed("2026-07-14", {"act": "respond_to_appeal", word: period, "of": "papers"}))


def test_what_follows_a_lapse_counts_from_the_day_as_moved() -> None:
    """The day directed is Sat 22 August 2026, so Mon 24 is in time: nothing has lapsed on the 24th."""
    letter = directed("2026-07-14", {"act": "respond_to_appeal", "due": "2026-08-22"})
    late = "tribunal_appeal.late_response_request"
    assert late not in result("2026-08-24", PAPERS, letter)
    assert deadline(late, "2026-08-25", PAPERS, letter).state is State.OUTSTANDING


def test_a_month_that_is_too_short_ends_on_its_last_day_which_is_shown() -> None:
    """Thu 31 December 2026 + 2 months: Sun 28 February, so Mon 1 March 2027."""
    found = deadline(START, "2027-01-04", Event("assessment_refused", "2026-12-31"))
    assert (found.before_move, found.due) == (date(2027, 2, 28), date(2027, 3, 1))
    assert "the last day is Sunday 28 February 2027" in str(found.explain())


def test_the_last_day_is_in_time_until_its_hour_and_one_rule_says_which() -> None:
    refused = Event("assessment_refused", "2026-02-10")
    assert deadline(START, "2026-04-10", refused).state is State.DUE_TODAY
    for at, state in ((None, State.MET), ("00:00", State.MET), ("17:00", State.MET), ("17:00:01", State.LAPSED)):
        assert deadline(START, "2026-04-10", refused, Event("appeal_received", "2026-04-10", at=at)).state is state
    # No hour is named for the adviser, nor by the Act for a claim.
    for at in (None, "23:59:59"):
        contact = Event("mediation_adviser_contacted", "2026-04-10", at=at)
        assert deadline("mediation.contact_adviser", "2026-04-10", refused, contact).state is State.MET


def test_a_word_that_nobody_knows_in_a_direction_is_not_ignored() -> None:
    for wrong in (
        {"act": "respond_to_appeal", "due": "2026-09-11", "fixed": True},
        {"act": "respond_to_appeal", "on": "2026-09-11"},
        {"act": "send_bundle", "due": "2026-09-11"},
    ):
        with pytest.raises(CaseError):
            result("2026-07-20", PAPERS, directed("2026-07-14", wrong))

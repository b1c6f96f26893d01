"""The same day, counted under two instruments.

Each pair starts two clocks on one day: one of the Tribunal's rules, one of the SEND Regulations or of another
instrument. The Tribunal's rules leave out August and 25 December to 1 January for every act but starting an appeal,
move a last day that is no working day, and end it at five o'clock. Starting an appeal leaves nothing out; only its
end moves. The Regulations leave out nothing and move nothing, and of working days they speak only where they say so.
What is done at the court office is in time on the next day it is open; what is served is not.

Every date was worked by hand, as the comment above it says. Working days are given as the number reached at the end
of each week. Bank holidays: 2022: 29 Aug, 19 Sep; 2023: 7 and 10 Apr, 1 and 8 May; 2026: 3 and 6 Apr, 4 and 25 May,
31 Aug, 25 and 28 Dec; 2027: 1 Jan, 31 May, 30 Aug.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from send_deadlines import Case, Event, State, evaluate
from send_deadlines.calendars import (
    Counting,
    Months,
    WorkingDayCalendar,
    WorkingDays,
    bank_holidays,
    count_forward,
    parse_window,
)

APPEAL = "tribunal_appeal.start"
CONTACT = "mediation.contact_adviser"
RESPONSE = "tribunal_appeal.response"
SET_ASIDE = "tribunal_decision.apply_to_set_aside"
REVIEW = "ehc_review.decision"
PROVISION = "tribunal_order.amended_provision"


def due(rule: str, *events: Event) -> date | None:
    first = min(event.on for event in events)
    found: date | None = evaluate(Case("pair", list(events)), first)[rule].due
    return found


def day(text: str) -> date:
    return date.fromisoformat(text)


# Two months after a refusal to assess was sent. By the Tribunal's rules: starting an appeal. By the Regulations:
# contacting the mediation adviser.
TWO_MONTHS = [
    # Tue 13 Jan 2026 + 2 months: Fri 13 Mar.
    ("an ordinary case", "2026-01-13", "2026-03-13", "2026-03-13"),
    # Fri 17 Jul 2026 + 2 months: Thu 17 Sep. August lies inside, and counts for both.
    ("across August", "2026-07-17", "2026-09-17", "2026-09-17"),
    # Tue 30 Jun 2026 + 2 months: Sun 30 Aug; out of August: Mon 31 is in it, so Tue 1 Sep.
    ("it ends in August", "2026-06-30", "2026-09-01", "2026-08-30"),
    # Mon 31 May 2027 + 2 months: Sat 31 Jul; the next working day is Mon 2 Aug.
    ("it ends on Saturday 31 July", "2027-05-31", "2027-08-02", "2027-07-31"),
    # Mon 9 Nov 2026 + 2 months: Sat 9 Jan 2027; so Mon 11. Christmas lies inside, and counts.
    ("across Christmas, to a Saturday", "2026-11-09", "2027-01-11", "2027-01-09"),
    # Sun 25 Oct 2026 + 2 months: Fri 25 Dec; out of 25 Dec to 1 Jan: Sat 2, Sun 3, so Mon 4 Jan 2027.
    ("it ends on Christmas Day", "2026-10-25", "2027-01-04", "2026-12-25"),
    # Sun 1 Nov 2026 + 2 months: Fri 1 Jan 2027; so Mon 4 Jan.
    ("it ends on New Year's Day", "2026-11-01", "2027-01-04", "2027-01-01"),
    # Tue 3 Feb 2026 + 2 months: Fri 3 Apr, Good Friday; Mon 6 is Easter Monday; so Tue 7.
    ("it ends on Good Friday", "2026-02-03", "2026-04-07", "2026-04-03"),
    # Wed 25 Mar 2026 + 2 months: Mon 25 May, a bank holiday; so Tue 26.
    ("it ends on a bank holiday", "2026-03-25", "2026-05-26", "2026-05-25"),
    # Thu 31 Dec 2026 + 2 months: there is no 31 Feb; Sun 28 Feb 2027; so Mon 1 Mar.
    ("no such day in the second month", "2026-12-31", "2027-03-01", "2027-02-28"),
    # Fri 31 Dec 2027 + 2 months: Tue 29 Feb 2028.
    ("it ends on a leap day", "2027-12-31", "2028-02-29", "2028-02-29"),
    # Tue 19 Jul 2022 + 2 months: Mon 19 Sep, the day of the funeral; so Tue 20.
    ("it ends on the day of the funeral", "2022-07-19", "2022-09-20", "2022-09-19"),
    # Wed 8 Mar 2023 + 2 months: Mon 8 May, for the coronation; so Tue 9.
    ("it ends on the holiday for the coronation", "2023-03-08", "2023-05-09", "2023-05-08"),
]


@pytest.mark.parametrize(("why", "start", "appeal", "contact"), TWO_MONTHS, ids=[each[0] for each in TWO_MONTHS])
def test_two_months(why: str, start: str, appeal: str, contact: str) -> None:
    refused = Event("assessment_refused", start)
    assert (due(APPEAL, refused), due(CONTACT, refused)) == (day(appeal), day(contact))


# Twenty-eight days to ask the Tribunal to set its decision aside, from the day it was sent; and four weeks to decide
# after a review meeting, which are twenty-eight days by the Regulations.
TWENTY_EIGHT_DAYS = [
    # Tue 3 Mar 2026 + 28: Tue 31 Mar.
    ("an ordinary case, to a month end", "2026-03-03", "2026-03-31", "2026-03-31"),
    # Mon 20 Jul 2026: to 31 Jul 11; August left out; 17 more: Thu 17 Sep. By the Regulations Jul 11, Aug 17.
    ("across August", "2026-07-20", "2026-09-17", "2026-08-17"),
    # Mon 10 Aug 2026: the first day that counts is 1 Sep: Mon 28 Sep. By the Regulations Aug 21, Sep 7: Mon 7 Sep.
    ("it starts in August", "2026-08-10", "2026-09-28", "2026-09-07"),
    # Thu 10 Dec 2026: to 24 Dec 14; 25 Dec to 1 Jan left out; 2 Jan is the 15th: Fri 15 Jan. Else Dec 21, Jan 7: Thu
    # 7 Jan.
    ("across Christmas", "2026-12-10", "2027-01-15", "2027-01-07"),
    # Sun 27 Dec 2026: 2 Jan is the 1st: Fri 29 Jan. Else Dec 4, Jan 24: Sun 24 Jan.
    ("it starts between Christmas and New Year", "2026-12-27", "2027-01-29", "2027-01-24"),
    # Fri 6 Mar 2026 + 28: Mar 25, Apr 3: Good Friday. Easter Monday is 6 Apr; so Tue 7.
    ("it ends on Good Friday", "2026-03-06", "2026-04-07", "2026-04-03"),
    # Sat 9 May 2026 + 28: May 22, Jun 6: Sat; so Mon 8.
    ("it ends on a Saturday", "2026-05-09", "2026-06-08", "2026-06-06"),
    # Tue 1 Feb 2028 + 28: Tue 29 Feb.
    ("it ends on a leap day", "2028-02-01", "2028-02-29", "2028-02-29"),
    # Fri 22 Jul 2022: to 31 Jul 9; August left out; 19 more: Mon 19 Sep, the funeral; so Tue 20. Else Jul 9, Aug 19.
    ("across August to the day of the funeral", "2022-07-22", "2022-09-20", "2022-08-19"),
    # Mon 10 Apr 2023 + 28: Apr 20, May 8: the holiday for the coronation; so Tue 9.
    ("it ends on the holiday for the coronation", "2023-04-10", "2023-05-09", "2023-05-08"),
]


@pytest.mark.parametrize(
    ("why", "start", "set_aside", "decide"), TWENTY_EIGHT_DAYS, ids=[each[0] for each in TWENTY_EIGHT_DAYS]
)
def test_twenty_eight_days(why: str, start: str, set_aside: str, decide: str) -> None:
    assert due(SET_ASIDE, Event("tribunal_decision_sent", start)) == day(set_aside)
    assert due(REVIEW, Event("review_meeting_held", start, attends="listed_school")) == day(decide)


# Thirty working days to answer an appeal, from the day its papers were received; and five weeks for the plan that the
# Tribunal ordered, from the day of the order. "Six weeks" and "working days leave out August" are no rules of either.
THIRTY_WORKING_DAYS = [
    # Wed 4 Mar 2026: Fri 6 is 2; 13 is 7; 20 is 12; 27 is 17; Thu 2 Apr is 21; Good Friday and Easter Monday shut;
    # Fri 10 is 25; Fri 17 is 30. Five weeks: Mar 27, Apr 8.
    ("across Easter", "2026-03-04", "2026-04-17", "2026-04-08"),
    # Mon 13 Jul 2026: Fri 17 is 4; 24 is 9; 31 is 14; August left out; Fri 4 Sep is 18; 11 is 23; 18 is 28; Tue 22 is
    # 30. Five weeks: Jul 18, Aug 17.
    ("across August", "2026-07-13", "2026-09-22", "2026-08-17"),
    # Mon 3 Aug 2026: nothing until 1 Sep; Fri 4 is 4; 11 is 9; 18 is 14; 25 is 19; 2 Oct is 24; 9 is 29; Mon 12 is
    # 30. Five weeks: Aug 28, Sep 7.
    ("it starts in August", "2026-08-03", "2026-10-12", "2026-09-07"),
    # Thu 10 Dec 2026: Fri 11 is 1; 18 is 6; Thu 24 is 10; 25 Dec to 1 Jan left out; Fri 8 Jan is 15; 15 is 20; 22 is
    # 25; 29 is 30. Five weeks: Dec 21, Jan 14.
    ("across Christmas", "2026-12-10", "2027-01-29", "2027-01-14"),
    # Sat 16 May 2026: Fri 22 is 5; Mon 25 shut; Fri 29 is 9; 5 Jun is 14; 12 is 19; 19 is 24; 26 is 29; Mon 29 is 30.
    # Five weeks: May 15, Jun 20: Sat.
    ("it starts on a Saturday", "2026-05-16", "2026-06-29", "2026-06-20"),
    # Mon 31 Jan 2028: Fri 4 Feb is 4; 11 is 9; 18 is 14; 25 is 19; 3 Mar is 24 with the leap day; 10 is 29; Mon 13 is
    # 30. Five weeks: Feb 29, Mar 6.
    ("across a leap day, from a month end", "2028-01-31", "2028-03-13", "2028-03-06"),
    # Mon 8 Aug 2022: Fri 2 Sep is 2; 9 is 7; 16 is 12; Mon 19 shut; Fri 23 is 16; 30 is 21; 7 Oct is 26; Thu 13 is
    # 30. Five weeks: Aug 23, Sep 12.
    ("across the day of the funeral", "2022-08-08", "2022-10-13", "2022-09-12"),
    # Mon 3 Apr 2023: Thu 6 is 3; Fri 14 is 7; 21 is 12; 28 is 17; Mon 1 May shut; Fri 5 is 21; Mon 8 shut; Fri 12 is
    # 25; 19 is 30. Five weeks: Apr 27, May 8: the holiday itself, which stands.
    ("across the coronation", "2023-04-03", "2023-05-19", "2023-05-08"),
]


@pytest.mark.parametrize(
    ("why", "start", "answer", "plan"), THIRTY_WORKING_DAYS, ids=[each[0] for each in THIRTY_WORKING_DAYS]
)
def test_thirty_working_days_and_five_weeks(why: str, start: str, answer: str, plan: str) -> None:
    assert due(RESPONSE, Event("appeal_papers_received", start)) == day(answer)
    assert due(PROVISION, Event("tribunal_order_made", start, order="amend_provision")) == day(plan)


# Working days of the Regulations: three, to certify that mediation is not wanted. August and Christmas week count in
# them.
THREE_WORKING_DAYS = [
    # Mon 3 Aug 2026: Tue 4, Wed 5, Thu 6.
    ("in August", "2026-08-03", "2026-08-06"),
    # Fri 28 Aug 2026: Mon 31 shut; Tue 1, Wed 2, Thu 3 Sep.
    ("over the August bank holiday", "2026-08-28", "2026-09-03"),
    # Wed 23 Dec 2026: Thu 24; 25 shut, Mon 28 shut; Tue 29, Wed 30.
    ("over Christmas", "2026-12-23", "2026-12-30"),
    # Wed 1 Apr 2026: Thu 2; Fri 3 and Mon 6 shut; Tue 7, Wed 8.
    ("over Easter", "2026-04-01", "2026-04-08"),
    # Thu 15 Sep 2022: Fri 16; Mon 19 shut; Tue 20, Wed 21.
    ("over the day of the funeral", "2022-09-15", "2022-09-21"),
    # Thu 4 May 2023: Fri 5; Mon 8 shut; Tue 9, Wed 10.
    ("over the coronation", "2023-05-04", "2023-05-10"),
    # Fri 25 Feb 2028: Mon 28, Tue 29, Wed 1 Mar.
    ("over a leap day", "2028-02-25", "2028-03-01"),
]


@pytest.mark.parametrize(("why", "start", "last"), THREE_WORKING_DAYS, ids=[each[0] for each in THREE_WORKING_DAYS])
def test_working_days_of_the_regulations(why: str, start: str, last: str) -> None:
    assert due("mediation.certificate_if_declined", Event("mediation_declined", start)) == day(last)


# Seven days or a week, over Easter and over the end of August: filing at the court office, serving, and telling the
# authority of an agreement in mediation.
SEVEN_DAYS = [
    # Fri 27 Mar 2026 + 7: Fri 3 Apr, Good Friday. The court office opens again on Tue 7.
    ("it ends on Good Friday", "2026-03-27", "2026-04-07", "2026-04-03"),
    # Mon 24 Aug 2026 + 7: Mon 31 Aug, a bank holiday; so Tue 1 Sep.
    ("it ends on the August bank holiday", "2026-08-24", "2026-09-01", "2026-08-31"),
    # Fri 18 Dec 2026 + 7: Fri 25 Dec; Mon 28 is shut too; so Tue 29. The Tribunal's days out to 1 January are its
    # own.
    ("it ends on Christmas Day", "2026-12-18", "2026-12-29", "2026-12-25"),
    # Tue 11 Aug 2026 + 7: Tue 18 Aug.
    ("in August", "2026-08-11", "2026-08-18", "2026-08-18"),
]


@pytest.mark.parametrize(("why", "start", "filed", "served"), SEVEN_DAYS, ids=[each[0] for each in SEVEN_DAYS])
def test_seven_days_of_the_court_and_of_the_regulations(why: str, start: str, filed: str, served: str) -> None:
    refused = Event("judicial_review_permission_refused_on_paper", start, totally_without_merit=False)
    assert due("judicial_review.renew", refused) == day(filed)
    assert due("judicial_review.serve_claim", Event("judicial_review_claim_issued", start)) == day(served)
    agreed = Event("health_mediation_agreement_made", start)
    assert due("mediation.tell_authority_of_agreement", agreed) == day(served)


# Three months for a claim for judicial review, of anything and of a review panel's decision: one rule of court, one
# answer.
@pytest.mark.parametrize(
    ("start", "last"),
    [
        # Fri 20 Mar 2026 + 3 months: Sat 20 Jun; so Mon 22.
        ("2026-03-20", "2026-06-22"),
        # Wed 25 Feb 2026 + 3 months: Mon 25 May, a bank holiday; so Tue 26.
        ("2026-02-25", "2026-05-26"),
        # Fri 15 May 2026 + 3 months: Sat 15 Aug; so Mon 17: August is none of the court's.
        ("2026-05-15", "2026-08-17"),
    ],
)
def test_three_months_for_judicial_review(start: str, last: str) -> None:
    assert due("judicial_review.claim", Event("judicial_review_grounds_arose", start)) == day(last)
    assert due("after_exclusion.judicial_review", Event("review_decided", start, outcome="upheld")) == day(last)


# A day that is fixed in the case: by directions of the Tribunal, which count it in August and move it off a Saturday;
# and in place of one of regulation 44, taken as it is directed.
FIXED_DAYS = [
    # Fri 14 Aug 2026.
    ("a Friday in August", "2026-08-14", "2026-08-14", "2026-08-14"),
    # Sat 22 Aug 2026; the next working day is Mon 24.
    ("a Saturday in August", "2026-08-22", "2026-08-24", "2026-08-22"),
    # Tue 29 Dec 2026 is a working day.
    ("between Christmas and New Year", "2026-12-29", "2026-12-29", "2026-12-29"),
]


@pytest.mark.parametrize(("why", "fixed", "answer", "plan"), FIXED_DAYS, ids=[each[0] for each in FIXED_DAYS])
def test_a_day_fixed_in_the_case(why: str, fixed: str, answer: str, plan: str) -> None:
    received = Event("appeal_papers_received", "2026-07-13")
    directed = Event("directions_issued", "2026-07-13", acts=[{"act": "respond_to_appeal", "due": fixed}])
    assert due(RESPONSE, received, directed) == day(answer)
    ordered = Event("tribunal_order_made", "2026-07-13", order="amend_provision")
    act = "send_plan_with_ordered_provision"
    assert due(PROVISION, ordered, Event("order_time_directed", "2026-07-13", act=act, due=fixed)) == day(plan)


# The last day ends at five o'clock by the Tribunal's rules, and at midnight by the Regulations. The response to
# papers of 13 July 2026 is due on Tue 22 Sep, the plan ordered on 20 July on Mon 24 Aug.
@pytest.mark.parametrize(
    ("rule", "events", "state"),
    [
        (
            RESPONSE,
            [("appeal_papers_received", "2026-07-13", {}), ("appeal_response_received", "2026-09-22", {})],
            "met",
        ),
        (
            RESPONSE,
            [("appeal_papers_received", "2026-07-13", {}), ("appeal_response_received", "2026-09-22", {"at": "17:00"})],
            "met",
        ),
        (
            RESPONSE,
            [("appeal_papers_received", "2026-07-13", {}), ("appeal_response_received", "2026-09-22", {"at": "17:01"})],
            "met_late",
        ),
        (
            RESPONSE,
            [("appeal_papers_received", "2026-07-13", {}), ("appeal_response_received", "2026-09-21", {"at": "17:01"})],
            "met",
        ),
        (
            APPEAL,
            [("assessment_refused", "2026-06-30", {}), ("appeal_received", "2026-09-01", {"at": "17:00"})],
            "met",
        ),
        (
            APPEAL,
            [("assessment_refused", "2026-06-30", {}), ("appeal_received", "2026-09-01", {"at": "17:01"})],
            "lapsed",
        ),
        (
            CONTACT,
            [("assessment_refused", "2026-06-30", {}), ("mediation_adviser_contacted", "2026-08-30", {"at": "17:01"})],
            "met",
        ),
        (
            PROVISION,
            [
                ("tribunal_order_made", "2026-07-20", {"order": "amend_provision"}),
                ("amended_plan_sent", "2026-08-24", {"at": "23:59"}),
            ],
            "met",
        ),
    ],
)
def test_the_hour(rule: str, events: list[tuple[str, str, dict[str, Any]]], state: str) -> None:
    given = [Event(name, on, **more) for name, on, more in events]
    assert evaluate(Case("pair", given), given[-1].on)[rule].state == State(state)


def known_before(announced: str) -> WorkingDayCalendar:
    """The working days as they were known before one holiday was proclaimed."""
    year = int(announced[:4])
    closed = [each.day for each in bank_holidays() if each.place == "england" and each.day.year == year]
    closed.remove(day(announced))
    first, last = date(year, 1, 1), date(year, 12, 31)
    return WorkingDayCalendar("known before", first, last, closed)


OTHER_ACTS = Counting(
    "other acts",
    working_days="tribunal",
    last_day="next working day",
    left_out=(parse_window("25 December to 1 January"), parse_window("1 August to 31 August")),
)
STARTING = Counting(
    "starting",
    working_days="tribunal",
    last_day="next working day",
    ends_in=(parse_window("25 December to 1 January"), parse_window("1 August to 31 August")),
)


@pytest.mark.parametrize(
    ("proclaimed", "start", "period", "counting", "before", "after"),
    [
        # Two months from Tue 19 Jul 2022: Mon 19 Sep, a working day until 10 September, when it was proclaimed a
        # holiday.
        ("2022-09-19", "2022-07-19", Months(2), STARTING, "2022-09-19", "2022-09-20"),
        # Thirty working days from Mon 8 Aug 2022: with the 19th, Fri 23 Sep is 17; 30 is 22; 7 Oct is 27; Wed 12 is
        # 30.
        ("2022-09-19", "2022-08-08", WorkingDays(30), OTHER_ACTS, "2022-10-12", "2022-10-13"),
        # Two months from Wed 8 Mar 2023: Mon 8 May.
        ("2023-05-08", "2023-03-08", Months(2), STARTING, "2023-05-08", "2023-05-09"),
        # Thirty working days from Mon 3 Apr 2023: with 8 May, Fri 12 is 26; Thu 18 is 30.
        ("2023-05-08", "2023-04-03", WorkingDays(30), OTHER_ACTS, "2023-05-18", "2023-05-19"),
    ],
)
def test_a_holiday_proclaimed_late_moves_what_was_known(
    proclaimed: str, start: str, period: Any, counting: Counting, before: str, after: str
) -> None:
    def last(working: WorkingDayCalendar | None) -> date:
        began = day(start).toordinal()
        found = count_forward(began, period, first_day_counted=False, counting=counting, working=working)
        return date.fromordinal(found.due)

    assert (last(known_before(proclaimed)), last(None)) == (day(before), day(after))


@pytest.mark.parametrize("proclaimed", ["2022-09-19", "2023-05-08"])
def test_a_holiday_proclaimed_late_moves_nothing_that_stands(proclaimed: str) -> None:
    """Five weeks of the Regulations that end on it end on it, before and after it was proclaimed."""
    # Mon 15 Aug 2022 + 35: Aug 16, Sep 19. Mon 3 Apr 2023 + 35: Apr 27, May 8.
    start = {"2022-09-19": "2022-08-15", "2023-05-08": "2023-04-03"}[proclaimed]
    ordered = Event("tribunal_order_made", start, order="amend_provision")
    deadline = evaluate(Case("pair", [ordered]), start)[PROVISION]
    assert (deadline.due, deadline.before_move) == (day(proclaimed), day(proclaimed))
    # The last working day on which it can be done is the Friday before.
    assert deadline.act_by == {"2022-09-19": date(2022, 9, 16), "2023-05-08": date(2023, 5, 5)}[proclaimed]

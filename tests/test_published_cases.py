"""Dates that courts and the Ombudsman have stated, against the dates computed here.

Where a source counts differently, the test says so and why; no rule is bent to fit one.
"""

from __future__ import annotations

import json
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from send_deadlines import Case, Event, State, evaluate
from send_deadlines.calendars import Counting, count_forward, parse_period

EXAMPLES = Path(__file__).parent.parent / "examples"


def example(name: str) -> Case:
    return Case.from_dict(json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8")))


# (file, as of, rule, due, state, days late)
STATED = [
    # [2026] EWHC 68 (Admin), as reported (solicitorsjournal.com): the court's own dates. Wed 2 April 2025 + 112 days is
    # Wed 23 July, + 140 days Wed 20 August; 23 July to 21 October is 90 days, "12 weeks and 6 days". + 42 is 14 May.
    ("cambridgeshire_2025", "2026-01-19", "ehc_assessment.no_plan_decision", "2025-07-23", "met_late", 90),
    ("cambridgeshire_2025", "2025-09-01", "ehc_assessment.final_plan", "2025-08-20", "overdue", 12),
    ("cambridgeshire_2025", "2026-01-19", "ehc_assessment.decision", "2025-05-14", "met_late", 15),
    # [2023] EWHC 3138 (Admin): Fri 30 December 2022 + 42 days is Fri 10 February 2023: refused on the 8th, in time.
    # + 140 days is Fri 19 May 2023: the court held that the first request governs, not the later change of mind.
    ("refused_in_time_2023", "2023-02-08", "ehc_assessment.decision", "2023-02-10", "met", 0),
    ("refused_in_time_2023", "2023-02-08", "ehc_assessment.final_plan", "2023-05-19", "ended", 0),
    # Ombudsman 24-014-892: Wed 27 September 2023 + 140 days is Wed 14 February 2024 (3 left in September, 31, 30, 31,
    # 31, then 14); completed Thu 19 September 2024, 218 days or some seven months late, as stated.
    ("seven_months_late_2024", "2024-09-19", "ehc_assessment.final_plan", "2024-02-14", "met_late", 218),
    # Ombudsman 25-009-978: Tue 14 May 2024 + 112 days is Tue 3 September, + 140 days Tue 1 October 2024: both overdue.
    ("nothing_sent_2024", "2025-04-01", "ehc_assessment.no_plan_decision", "2024-09-03", "overdue", 210),
    ("nothing_sent_2024", "2025-04-01", "ehc_assessment.final_plan", "2024-10-01", "overdue", 182),
    # Ombudsman 24-019-445 counted ten and fourteen weeks from the day the council reversed its refusal (21 June and
    # 19 July 2024), as after an order. The Regulations' own twenty weeks run from the request: Mon 8 January 2024 + 140
    # days is Mon 27 May 2024, a bank holiday. Both agree that it was overdue on 1 April 2025.
    ("refusal_reversed_2024", "2025-04-01", "ehc_assessment.final_plan", "2024-05-27", "overdue", 309),
]


@pytest.mark.parametrize(("name", "as_of", "rule", "due", "state", "late"), STATED)
def test_a_stated_date(name: str, as_of: str, rule: str, due: str, state: str, late: int) -> None:
    deadline = evaluate(example(name), as_of)[rule]
    assert deadline.due == date.fromisoformat(due)
    assert deadline.state == state
    assert deadline.days_late(date.fromisoformat(as_of)) == late


MADE_UP = {
    "exclusion_quashed",
    "phase_transfer_review",
    "move",
    "detained",
    "direct_payment",
    "ceased_at_25",
    "refusal_overturned",
    "appeal_refusal_to_assess",
    "appeal_refusal_to_make_a_plan",
    "appeal_contents",
    "appeal_setting_only",
    "appeal_ceasing_dismissed",
    "appeal_ceasing_allowed",
    "appeal_not_opposed",
    "appeal_consent_order",
    "discrimination_claims",
    "hearing_vacated",
}
"""Examples of no published case, whose whole text is compared in tests/cli/test_golden.py."""


def test_every_example_is_tested() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.json")} == {name for name, *_ in STATED} | MADE_UP


def final_plan(request: str, *more: Event) -> Any:
    return evaluate(Case("X", [Event("assessment_request_received", on=request), *more]), "2026-11-01")[
        "ehc_assessment.final_plan"
    ]


def test_a_month_of_requests_holds_the_stated_delay_of_eleven_weeks() -> None:
    """Ombudsman 24-000-272: requested in July 2023, final plan in February 2024, eleven weeks (77 days) late."""
    # 1 July 2023 + 140 days is 18 November; to 29 February 2024 is 103 days. 31 July + 140 is 18 December; to
    # 1 February is 45 days.
    longest = final_plan("2023-07-01", Event("final_plan_sent", on="2024-02-29"))
    shortest = final_plan("2023-07-31", Event("final_plan_sent", on="2024-02-01"))
    assert (longest.due, longest.days_late(date(2024, 3, 1))) == (date(2023, 11, 18), 103)
    assert (shortest.due, shortest.days_late(date(2024, 3, 1))) == (date(2023, 12, 18), 45)
    assert 45 <= 77 <= 103


def test_a_month_of_referrals_holds_the_stated_month_of_decision() -> None:
    """Ombudsman 25-002-265: referred in September 2024, the sixteen-week decision due in December 2024."""
    # 1 September 2024 + 112 days is 22 December; a referral of the 10th is the last due in December, on the 31st;
    # 30 September is due on 20 January 2025.
    dates = [
        evaluate(Case("X", [Event("assessment_request_received", on=day)]), "2024-10-01")[
            "ehc_assessment.no_plan_decision"
        ].due
        for day in ("2024-09-01", "2024-09-10", "2024-09-30")
    ]
    assert dates == [date(2024, 12, 22), date(2024, 12, 31), date(2025, 1, 20)]


def test_the_whole_process_of_sixty_nine_weeks() -> None:
    """Ombudsman 25-018-110: requested in November 2024, final plan in March 2026: 69 weeks, so 49 weeks late."""
    # 69 weeks are 483 days, 343 more than 140. Sat 30 November 2024 + 483 days is Sat 28 March 2026.
    late = final_plan("2024-11-30", Event("final_plan_sent", on="2026-03-28"))
    assert late.state is State.MET_LATE
    assert late.days_late(date(2026, 4, 1)) == 343 == 49 * 7


@pytest.mark.parametrize(
    ("agreed", "ten_weeks", "fourteen_weeks", "road"),
    [
        # Ombudsman 25-012-582: agreed at mediation on 14 January 2025; + 70 days is 25 March, + 98 days 22 April.
        ("2025-01-14", date(2025, 3, 25), date(2025, 4, 22), "mediation"),
        # Ombudsman 24-010-082: agreed after an appeal on 2 April 2024; + 70 days is 11 June, + 98 days 9 July.
        ("2024-04-02", date(2024, 6, 11), date(2024, 7, 9), "unopposed_appeal"),
    ],
)
def test_ten_and_fourteen_weeks_from_an_agreement(
    agreed: str, ten_weeks: date, fourteen_weeks: date, road: str
) -> None:
    """The Ombudsman counts from the agreement, under regulations 42, 44 and 45."""
    step = {
        "mediation": Event("mediation_agreement_made", on=agreed, agreed="assess"),
        "unopposed_appeal": Event("appeal_not_opposed", on=agreed, appeal="refusal_to_assess"),
    }[road]
    result = evaluate(Case("X", [step]), agreed)
    rules = {
        "mediation": ("mediation.agreed_no_plan_decision", "mediation.agreed_plan_after_assessment"),
        "unopposed_appeal": ("unopposed_appeal.no_plan_decision", "unopposed_appeal.plan_after_assessment"),
    }[road]
    assert tuple(result[rule].due for rule in rules) == (ten_weeks, fourteen_weeks)


# --- Reviews, amendments and transfers --------------------------------------------------------------------------------

AMENDED = "ehc_review.amended_plan_after_meeting"


def reviewed_on(day: date) -> list[Event]:
    """Met on a day, and decided the next that the plan will be amended."""
    return [
        Event("review_meeting_held", on=day),
        Event("decision_to_amend_plan_sent", on=day + timedelta(days=1), meeting=day),
    ]


# The sources give the month of the meeting; twelve weeks (84 days) from its first and its last day bound the due date.
@pytest.mark.parametrize(
    ("source", "first", "last", "earliest", "latest"),
    [
        ("23-021-448", "2023-03-01", "2023-03-31", "2023-05-24", "2023-06-23"),
        ("24-005-207", "2023-12-01", "2023-12-31", "2024-02-23", "2024-03-24"),
        ("24-005-317", "2023-05-01", "2023-05-31", "2023-07-24", "2023-08-23"),
        ("24-014-617", "2024-01-01", "2024-01-31", "2024-03-25", "2024-04-24"),
        ("24-017-764, first", "2023-01-01", "2023-01-31", "2023-03-26", "2023-04-25"),
        ("24-017-764, second", "2024-01-01", "2024-01-31", "2024-03-25", "2024-04-24"),
        ("24-022-634", "2024-04-01", "2024-04-30", "2024-06-24", "2024-07-23"),
    ],
)
def test_twelve_weeks_from_a_month_of_meetings(source: str, first: str, last: str, earliest: str, latest: str) -> None:
    """Ombudsman decisions that name the month of the meeting and call what came later than twelve weeks a fault."""
    dues = [
        evaluate(Case(source, reviewed_on(date.fromisoformat(day))), "2025-06-01")[AMENDED].due for day in (first, last)
    ]
    assert dues == [date.fromisoformat(earliest), date.fromisoformat(latest)]


@pytest.mark.parametrize(
    ("source", "met", "sent", "least", "most"),
    [
        # Met in March 2023 and sent in September 2024: from 23 June 2023 to 1 September 2024 is 436 days, from 24 May
        # 2023 to 30 September 2024 495. "About 18 months after the review."
        ("23-021-448", ("2023-03-31", "2023-03-01"), ("2024-09-01", "2024-09-30"), 436, 495),
        # Met in May 2023 and sent in December: from 23 August to 1 December 100 days, from 24 July to 31 December 160.
        ("24-005-317", ("2023-05-31", "2023-05-01"), ("2023-12-01", "2023-12-31"), 100, 160),
    ],
)
def test_how_late_an_amended_plan_was(
    source: str, met: tuple[str, str], sent: tuple[str, str], least: int, most: int
) -> None:
    found = []
    for meeting, plan in zip(met, sent, strict=True):
        case = Case(source, [*reviewed_on(date.fromisoformat(meeting)), Event("amended_plan_sent", on=plan)])
        made = evaluate(case, plan)[AMENDED]
        found.append(made.days_late(date.fromisoformat(plan)))
    assert found == [least, most]


def test_a_plan_not_updated_when_the_parent_asked_again() -> None:
    """Ombudsman 24-014-617: met in January 2024, and in July the parent asked for an early review."""
    made = evaluate(Case("X", reviewed_on(date(2024, 1, 31))), "2024-07-01")[AMENDED]
    assert (made.due, made.state) == (date(2024, 4, 24), State.OVERDUE)


@pytest.mark.parametrize(("weeks", "late"), [(9, 5), (14, 10), (25, 21)])
def test_notices_of_the_devon_case(weeks: int, late: int) -> None:
    """[2022] EWHC 493 (Admin): notices 9, 14 and 25 weeks after the meeting, so 5, 10 and 21 weeks late."""
    met = date(2019, 11, 4)  # no day is given; any will do
    notice = met + timedelta(weeks=weeks)
    case = Case(
        "X",
        [
            Event("review_meeting_held", on=met),
            Event("decision_to_amend_plan_sent", on=notice, meeting=met),
            Event("amendment_notice_sent", on=notice, served=notice),
        ],
    )
    made = evaluate(case, notice)["ehc_review.amendment_notice"]
    assert made.days_late(notice) == 7 * late
    assert (evaluate(case, notice)[AMENDED].due or notice) - met == timedelta(weeks=12)


def test_the_islington_case() -> None:
    """[2025] EWHC 703 (Admin): a plan dated 18 July 2022, so reviews due by 17 July 2023 and 2024.

    No review was needed while a re-assessment did the same, which the authority must record. When it began
    is not reported; the plan after it was issued on 6 August 2024.
    """
    made = Event("plan_first_made", on="2022-07-18")
    first = evaluate(Case("X", [made]), "2023-07-18")["ehc_review.review"]
    assert (first.due, first.is_breach) == (date(2023, 7, 17), True)
    second = [
        Event("review_meeting_held", on="2023-07-18"),
        Event("decision_to_keep_plan_sent", on="2023-07-18"),
        Event("reassessment_in_place_of_review", on="2024-04-15", until="2024-08-06"),
        Event(
            "exception_relied_on",
            on="2024-07-01",
            exception="reassessment_in_place_of_review",
            limit="ehc_review.review",
        ),
    ]
    last = evaluate(Case("X", [made, *second]), "2024-07-25").all("ehc_review.review")[-1]
    assert (last.due, last.state) == (date(2024, 7, 17), State.LIFTED)


def test_eight_and_twelve_weeks_back_from_the_phase_transfer_date() -> None:
    """A solicitor's back-count (teeslaw.com): meeting by 22 November 2024, notice by 20 December, for 15 February 2025.

    So the source reads "before": Fri 14 February - 56 days is Fri 20 December, - 84 days Fri 22 November.
    """
    expected = Event(
        "phase_transfer_expected", on="2024-09-09", about="school", transfer="2025-09-01", phase="primary_to_secondary"
    )
    safe = evaluate(Case("X", [expected]), "2024-10-01").latest_safe_days
    assert {(each.step, each.by) for each in safe} == {
        ("review_meeting_held", date(2024, 11, 22)),
        ("amendment_notice_sent", date(2024, 12, 20)),
    }


@pytest.mark.parametrize(
    ("transfer", "phase", "rule", "before", "by"),
    [
        # Kent (news.kent.gov.uk): by Saturday 15 February 2025, the council itself acting on Friday the 14th.
        ("2025-09-01", "primary_to_secondary", "plan_for_school", date(2025, 2, 14), date(2025, 2, 15)),
        # Solicitors (simpsonmillar.co.uk): by Sunday 15 February and Tuesday 31 March 2026, which nothing moves.
        ("2026-09-01", "primary_to_secondary", "plan_for_school", date(2026, 2, 14), date(2026, 2, 15)),
        ("2026-09-01", "secondary_to_post_16", "plan_for_post_16", date(2026, 3, 30), date(2026, 3, 31)),
        # An adviser (myfamilyourneeds.co.uk) for 2019: by Friday 15 February.
        ("2019-09-02", "infant_to_junior", "plan_for_school", date(2019, 2, 14), date(2019, 2, 15)),
        # Ombudsman 24-013-800: 15 February for a child starting secondary school in September 2024.
        ("2024-09-02", "primary_to_secondary", "plan_for_school", date(2024, 2, 14), date(2024, 2, 15)),
    ],
)
def test_sources_that_say_by_where_the_regulation_says_before(
    transfer: str, phase: str, rule: str, before: date, by: date
) -> None:
    expected = Event("phase_transfer_expected", on="2018-09-03", about="move", transfer=transfer, phase=phase)
    case = Case("X", [expected])
    assert evaluate(case, "2018-10-01")[f"phase_transfer.{rule}"].due == before
    read = evaluate(case, "2018-10-01", readings={"before_or_by_the_day": "by"})
    assert read[f"phase_transfer.{rule}"].due == by


@pytest.mark.parametrize(("reading", "meeting"), [("before", date(2025, 11, 22)), ("by", date(2025, 11, 23))])
def test_the_latest_meeting_before_a_transfer_on_either_reading(reading: str, meeting: date) -> None:
    """Surrey's advice service gives 22 or 23 November: twelve weeks before 14 or before 15 February."""
    expected = Event(
        "phase_transfer_expected", on="2025-09-08", about="school", transfer="2026-09-01", phase="primary_to_secondary"
    )
    result = evaluate(Case("X", [expected]), "2025-10-01", readings={"before_or_by_the_day": reading})
    assert min(each.by for each in result.latest_safe_days) == meeting


def test_decision_and_plan_after_a_transfer_review() -> None:
    """IPSEA's worked example: met on 1 November 2024, decision letter on the 25th, which was due on the 29th."""
    meeting = Event("review_meeting_held", on="2024-11-01")
    notice = Event("amendment_notice_sent", on="2024-11-25")
    assert evaluate(Case("X", [meeting]), "2024-11-02")["ehc_review.decision"].due == date(2024, 11, 29)
    # Eight weeks from the letter: Mon 25 November + 56 days is Mon 20 January 2025.
    result = evaluate(Case("X", [meeting, notice]), "2024-12-02")
    assert result["ehc_review.amended_plan_after_notice"].due == date(2025, 1, 20)


def test_the_next_review_is_due_a_day_before_the_date_ipsea_gives() -> None:
    """IPSEA: the review ended with the letter of 25 November 2024, so the next is due by 25 November 2025.

    Section 44(1)(b) counts twelve months starting WITH the date of the last review, so the 24th is the last day. To be
    safe, the twelve months are counted from the meeting, 1 November.
    """
    case = Case(
        "X",
        [
            Event("plan_first_made", on="2024-01-08"),
            Event("review_meeting_held", on="2024-11-01"),
            Event("decision_to_amend_plan_sent", on="2024-11-25"),
        ],
    )
    read = evaluate(case, "2024-12-02", readings={"when_reviewed": "decision"})
    assert read["ehc_review.review"].due == date(2025, 11, 24)
    assert evaluate(case, "2024-12-02")["ehc_review.review"].due == date(2025, 10, 31)


# --- Mediation, appeals, orders and claims ----------------------------------------------------------------------------

START = "tribunal_appeal.start"


@pytest.mark.parametrize(
    ("wanted", "arranged", "certificate_from"),
    [
        # Asked for in the first week of December 2023: 1 December + 30 days is Sun 31 December, 7 December Sat 6
        # January.
        ("2023-12-01", date(2023, 12, 31), date(2024, 1, 1)),
        ("2023-12-07", date(2024, 1, 6), date(2024, 1, 7)),
    ],
)
def test_mediation_that_is_not_held_in_thirty_days(wanted: str, arranged: date, certificate_from: date) -> None:
    """Manchester's advice service, case 17: the certificate came in the middle of January 2024.

    The source's certificate is the one for a mediation that was not held in the thirty days; it fits the dates.
    """
    step = Event("mediation_wanted", on=wanted, issues="no_health")
    made = evaluate(Case("X", [step]), certificate_from)["mediation.arrange"]
    assert (made.due, made.state) == (arranged, State.OVERDUE)


# The same: refused late in November 2023, so an appeal until the end of January 2024, and after the certificate "30
# days". The rule says one month: from a certificate of 10 to 19 January that is 31 days, a day more than the source.
@pytest.mark.parametrize(
    ("refused", "certificate", "two_months", "with_certificate"),
    [
        # 21 Nov + 2 months: Sun 21 January, so Mon 22. 10 January + 1 month: Sat 10 February, so Mon 12.
        ("2023-11-21", "2024-01-10", date(2024, 1, 22), date(2024, 2, 12)),
        # 30 Nov + 2 months: Tue 30 January. 19 January + 1 month: Mon 19 February.
        ("2023-11-30", "2024-01-19", date(2024, 1, 30), date(2024, 2, 19)),
    ],
)
def test_an_appeal_after_a_certificate_that_says_there_was_no_mediation(
    refused: str, certificate: str, two_months: date, with_certificate: date
) -> None:
    request = Event("assessment_request_received", on="2023-08-21")
    refusal = Event("plan_refused", on=refused)
    issued = Event("mediation_certificate_issued", on=certificate)
    assert evaluate(Case("X", [request, refusal]), "2023-12-01")[START].due == two_months
    assert evaluate(Case("X", [request, refusal, issued]), certificate)[START].due == with_certificate
    assert with_certificate > date.fromisoformat(certificate) + timedelta(days=30)


@pytest.mark.parametrize(
    ("year", "two_months", "due"),
    [
        # The source names no year. 1 October + 2 months is 1 December, 29 November + 1 month 29 December: from then the
        # first working day after 1 January, which it calls the next working day in January.
        (2022, date(2022, 12, 1), date(2023, 1, 3)),  # 2 January 2023 is the bank holiday of a Sunday New Year's Day
        (2023, date(2023, 12, 1), date(2024, 1, 2)),
        (2024, date(2024, 12, 2), date(2025, 1, 2)),  # 1 December 2024 is a Sunday, which the source leaves aside
        (2025, date(2025, 12, 1), date(2026, 1, 2)),
    ],
)
def test_a_certificate_whose_month_ends_at_christmas(year: int, two_months: date, due: date) -> None:
    """IPSEA: letter of 1 October, certificate of 29 November."""
    events = [
        Event("assessment_request_received", on=date(year, 9, 1)),
        Event("assessment_refused", on=date(year, 10, 1)),
    ]
    issued = Event("mediation_certificate_issued", on=date(year, 11, 29))
    assert evaluate(Case("X", events), date(year, 10, 2))[START].due == two_months
    assert evaluate(Case("X", [*events, issued]), date(year, 12, 1))[START].due == due


def test_ten_and_fourteen_weeks_from_an_order_over_a_leap_day() -> None:
    """Ombudsman 24-013-249: an assessment ordered on 14 February 2024, and not completed in time."""
    # + 70 days: 15 of February, March 46, so Wed 24 April; + 98: April 76, so Wed 22 May.
    order = Event("tribunal_order_made", on="2024-02-14", order="assess")
    result = evaluate(Case("X", [order]), "2024-05-23")
    assert result["tribunal_order.no_plan_decision"].due == date(2024, 4, 24)
    plan = result["tribunal_order.plan_after_assessment"]
    assert (plan.due, plan.state) == (date(2024, 5, 22), State.OVERDUE)


@pytest.mark.parametrize(
    ("ordered", "refused", "due", "late"),
    [
        # 1 February 2025 + 70 days: 27 of February, March 58, so Sat 12 April; to 31 August are 141 days.
        ("2025-02-01", "2025-08-31", date(2025, 4, 12), 141),
        # 28 February + 70: March 31, April 61, so Fri 9 May; to 1 August are 84 days.
        ("2025-02-28", "2025-08-01", date(2025, 5, 9), 84),
    ],
)
def test_ten_weeks_from_a_month_of_orders(ordered: str, refused: str, due: date, late: int) -> None:
    """Ombudsman 24-023-469: ordered in February 2025, told in August there would be no plan; ten weeks, it says."""
    steps = [
        Event("assessment_request_received", on="2024-06-03"),
        Event("tribunal_order_made", on=ordered, order="assess"),
        Event("plan_refused", on=refused),
    ]
    made = evaluate(Case("X", steps), refused)["tribunal_order.no_plan_decision"]
    assert (made.due, made.state, made.days_late(date.fromisoformat(refused))) == (due, State.MET_LATE, late)


@pytest.mark.parametrize(("ordered", "due"), [("2024-10-21", date(2024, 11, 25)), ("2024-10-31", date(2024, 12, 5))])
def test_five_weeks_from_a_late_october_order(ordered: str, due: date) -> None:
    """Ombudsman 23-017-334: an order late in October 2024, and a plan that came late; the source gives neither day."""
    # 21 October + 35 days: 10 of October, so Mon 25 November; 31 October: Nov 30, so Thu 5 December.
    order = Event("tribunal_order_made", on=ordered, order="amend_provision")
    assert evaluate(Case("X", [order]), "2024-11-01")["tribunal_order.amended_provision"].due == due


@pytest.mark.parametrize("sent", ["2013-04-08", "2013-04-09", "2013-04-10"])
def test_an_appeal_that_was_three_to_four_weeks_late(sent: str) -> None:
    """CM v Surrey County Council (SEN) [2014] UKUT 4 (AAC): "between 3 and 4 weeks", about a statement, before plans.

    The letter of Mon 8 April 2013 wrongly gave two months from its receipt, a day or two later. The rules of appeals
    about plans begin in September 2014, so no deadline is evaluated; the two months are counted by themselves.
    """
    starting = Counting("starting", "tribunal", "next working day", by_hour=time(17))
    counted = count_forward(
        date.fromisoformat(sent).toordinal(), parse_period("2 months"), first_day_counted=False, counting=starting
    )
    # Sat 8, Sun 9 and Mon 10 June: Mon 10 June for each. To Wed 3 July, 23 days.
    assert date.fromordinal(counted.due) == date(2013, 6, 10)
    assert 21 <= date(2013, 7, 3).toordinal() - counted.due == 23 <= 28


def test_costs_asked_for_fifty_five_days_late() -> None:
    """KM and DM v Cheshire West and Chester Council [2024] UKUT 89 (AAC): asked for on 10 March 2022.

    The time runs from the decision, sent on 23 December 2021, not from that on permission to appeal. Fourteen days
    without 25 December to 1 January: 24 December is the first, 2 January the second, Fri 14 January 2022 the last. 17
    days of January, 28 of February and 10 of March are 55.
    """
    steps = [
        Event("tribunal_decision_sent", on="2021-12-23"),
        Event("permission_to_appeal_refused", on="2022-02-25"),  # its day is not reported; any will do
        Event("costs_application_received", on="2022-03-10"),
    ]
    costs = evaluate(Case("X", steps), "2022-03-10")["tribunal_decision.apply_for_costs"]
    assert (costs.due, costs.state, costs.done_on) == (date(2022, 1, 14), State.LAPSED, date(2022, 3, 10))
    assert date(2022, 3, 10) - date(2022, 1, 14) == timedelta(days=55)


@pytest.mark.parametrize(
    ("conduct", "due"),
    [
        # Six months beginning with Fri 27 February 2026 end on Wed 26 August; with Wed 1 July, on Thu 31 December.
        ("2026-02-27", date(2026, 8, 26)),
        ("2026-07-01", date(2026, 12, 31)),
    ],
)
def test_august_and_christmas_count_in_the_six_months_for_a_claim(conduct: str, due: date) -> None:
    """The Upper Tribunal, as reported (doughtystreet.co.uk): rule 12(3) does not lengthen the six months of the Act."""
    steps = [Event("discriminatory_conduct", on=conduct)]
    assert evaluate(Case("X", steps), conduct)["discrimination_claim.claim"].due == due


# Records that give durations only, or too little to work out a day: Ombudsman 24-011-353 ("twelve weeks", "around five
# months") and 24-019-533 ("sixteen months", whose meeting is not given).

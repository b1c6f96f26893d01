"""Dates that others have published for matters the package has no law of yet, against the laws of the hard cases.

Where a source counts differently, the test says so and why.
"""

from datetime import date
from pathlib import Path

import pytest

from send_deadlines import Case, Event, evaluate, load_law
from send_deadlines.law.library import rule_files

LAW = load_law(*rule_files(Path(__file__).parent / "first"), packaged=False)


def due(rule, as_of, *events, **more):
    return evaluate(Case("X", events), as_of, law=LAW, **more)[rule].due


def test_eight_and_twelve_weeks_back_from_the_phase_transfer_date():
    """A solicitor's back-count (teeslaw.com): meeting by 22 November 2024, notice by 20 December, for 15 February 2025.

    So the source reads "before": Fri 14 February - 56 days is Fri 20 December, - 84 days Fri 22 November.
    """
    meeting = Event("review_meeting_held", on="2024-11-22")
    notice = Event("amendment_notice_sent", on="2024-12-20")
    assert due("ehc_review.decision", "2024-12-01", meeting) == date(2024, 12, 20)
    assert due("ehc_review.amended_plan_after_meeting", "2024-12-01", meeting) == date(2025, 2, 14)
    assert due("ehc_review.amended_plan_after_notice", "2025-01-01", meeting, notice) == date(2025, 2, 14)


@pytest.mark.parametrize(
    ("day", "before", "by"),
    [
        # Kent (news.kent.gov.uk): by Saturday 15 February 2025, the council itself acting on Friday the 14th.
        ("2025-09-01", date(2025, 2, 14), date(2025, 2, 15)),
        # A solicitor (simpsonmillar.co.uk): by Sunday 15 February 2026, which nothing moves.
        ("2026-09-01", date(2026, 2, 14), date(2026, 2, 15)),
        # An adviser (myfamilyourneeds.co.uk) for 2019: by Friday 15 February.
        ("2019-09-02", date(2019, 2, 14), date(2019, 2, 15)),
    ],
)
def test_sources_that_say_by_where_the_regulation_says_before(day, before, by):
    planned = Event("transfer_planned", on="2018-09-03", transfer=day, phase="primary to secondary")
    assert due("ehc_review.transfer_between_phases", "2019-01-02", planned) == before
    read = {"before_or_by_the_day": "by"}
    assert due("ehc_review.transfer_between_phases", "2019-01-02", planned, readings=read) == by


def test_decision_and_plan_after_a_transfer_review():
    """IPSEA's worked example: met on 1 November 2024, decision letter on the 25th, which was due on the 29th."""
    meeting = Event("review_meeting_held", on="2024-11-01")
    notice = Event("amendment_notice_sent", on="2024-11-25")
    assert due("ehc_review.decision", "2024-11-02", meeting) == date(2024, 11, 29)
    # Eight weeks from the letter: Mon 25 November + 56 days is Mon 20 January 2025.
    assert due("ehc_review.amended_plan_after_notice", "2024-12-02", meeting, notice) == date(2025, 1, 20)


def test_the_next_review_is_due_a_day_before_the_date_ipsea_gives():
    """IPSEA: reviewed on 25 November 2024, so by 25 November 2025.

    Section 44(1)(b) counts twelve months starting WITH the date of the last review, so the 24th is the last day.
    """
    reviewed = Event("review_completed", on="2024-11-25")
    made = Event("plan_first_made", on="2024-01-08")
    assert due("ehc_review.annual_review", "2024-12-02", made, reviewed) == date(2025, 11, 24)


@pytest.mark.parametrize(
    ("year", "last_day"),
    # The first working day after 1 January: Fri 2 January 2026; Sat 2 January 2027, so Mon 4 January.
    [(2025, date(2026, 1, 2)), (2026, date(2027, 1, 4))],
)
def test_an_appeal_window_that_ends_between_christmas_and_new_year(year, last_day):
    """IPSEA's worked example: letter of 1 October, certificate of 29 November; 1 December, 29 December; January.

    The month from the certificate ends on 29 December, which is moved to the next working day in January.
    """
    letter = Event("assessment_refused", on=f"{year}-10-01")
    certificate = Event("mediation_certificate_issued", on=f"{year}-11-29")
    assert due("send_appeal.appeal", f"{year}-11-01", letter) == date(year, 12, 1)
    assert due("send_appeal.appeal", f"{year}-12-01", letter, certificate) == last_day

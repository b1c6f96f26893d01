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

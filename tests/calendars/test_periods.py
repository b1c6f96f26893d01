"""Lengths of time: what can be read, what cannot, and that no two kinds are ever taken for one another."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_deadlines.calendars import Days, Months, SchoolDays, Weeks, WorkingDays, Years, parse_period
from send_deadlines.errors import PeriodError

KINDS = [Days, Weeks, Months, Years, WorkingDays, SchoolDays]
NEEDED = "a period is required and > 0"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("20 weeks", Weeks(20)),
        ("1 week", Weeks(1)),
        ("6 days", Days(6)),
        ("15 working days", WorkingDays(15)),
        ("1 working day", WorkingDays(1)),
        ("15 school days", SchoolDays(15)),
        ("1 month", Months(1)),
        ("2 months", Months(2)),
        ("1 year", Years(1)),
        ("  15   Working  Days ", WorkingDays(15)),
    ],
)
def test_a_period_is_read(text, period):
    assert parse_period(text) == period


@pytest.mark.parametrize("kind", KINDS)
@given(n=st.integers(1, 10_000))
def test_what_a_period_says_of_itself_reads_back(kind, n):
    assert parse_period(str(kind(n))) == kind(n)
    assert str(kind(1)) == f"1 {kind.unit}"
    assert str(kind(2)) == f"2 {kind.unit}s"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("n", [0, -1, True, False, 1.0, 1.5, "3", None])
def test_a_period_is_a_whole_number_above_nought(kind, n):
    with pytest.raises(PeriodError, match=NEEDED):
        kind(n)


@pytest.mark.parametrize(
    "text", ["", "weeks", "20", "0 weeks", "-3 days", "1.5 weeks", "six weeks", "20weeks", None, 20, "٣ days"]
)
def test_a_period_without_a_whole_number_and_a_unit_is_refused(text):
    with pytest.raises(PeriodError, match=NEEDED):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("20 wekks", "unknown unit 'wekks'; did you mean 'weeks'?"),
        ("3 scool days", "unknown unit 'scool days'; did you mean 'school days'?"),
        ("5 workingdays", "unknown unit 'workingdays'; did you mean 'working days'?"),
        ("6 fortnights", "unknown unit 'fortnights'; known: days, months, school days, weeks, working days, years"),
        ("2 business days", "unknown unit 'business days'; known: days"),
        ("2 weeks 3 days", "unknown unit 'weeks 3 days'"),
    ],
)
def test_an_unknown_unit_is_named_with_the_nearest_one(text, remedy):
    with pytest.raises(PeriodError) as caught:
        parse_period(text)
    assert remedy in str(caught.value)
    assert repr(text) in str(caught.value)


@pytest.mark.parametrize("one", KINDS)
@pytest.mark.parametrize("other", KINDS)
def test_kinds_are_never_equal_nor_ordered_nor_added(one, other):
    assert (one(7) == other(7)) == (one is other)
    with pytest.raises(TypeError):
        one(1) < other(2)  # noqa: B015
    with pytest.raises(TypeError):
        one(1) + other(2)
    with pytest.raises(TypeError):
        one(1) * 2


def test_seven_days_are_not_a_week():
    assert Days(7) != Weeks(1)  # type: ignore[comparison-overlap]
    assert len({Days(7), Weeks(1), Days(7), Weeks(7), Years(7)}) == 4


@pytest.mark.parametrize("kind", KINDS)
def test_a_period_cannot_be_changed_and_can_be_copied(kind):
    period = kind(3)
    with pytest.raises(AttributeError):
        period.n = 4
    with pytest.raises((AttributeError, TypeError)):
        period.unit_of_mine = "fortnight"
    assert copy.deepcopy(period) == pickle.loads(pickle.dumps(period)) == period
    assert repr(period) == f"{kind.__name__}(n=3)"

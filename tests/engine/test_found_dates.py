"""Dates that a case does not record: by age, and from another event."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_deadlines.engine.found_dates import _day_after_birthday, whole_years

births = st.dates(date(1990, 1, 1), date(2030, 12, 31))


def after(born: date, age: int, day: str) -> date:
    found = _day_after_birthday(born.toordinal(), age, day)
    assert found is not None
    return date.fromordinal(found)


# Year 6 ends in the school year, 1 September to 31 August, in which a child becomes eleven.
@pytest.mark.parametrize(
    ("born", "transfer"),
    [
        (date(2014, 9, 1), date(2026, 9, 1)),  # eleven on 1 September 2025, the first day of year 6
        (date(2015, 2, 28), date(2026, 9, 1)),
        (date(2015, 8, 31), date(2026, 9, 1)),  # eleven on the last day of it
        (date(2015, 9, 1), date(2027, 9, 1)),  # a day younger, a year later
        (date(2016, 2, 29), date(2027, 9, 1)),
    ],
)
def test_the_september_after_year_6(born: date, transfer: date) -> None:
    assert after(born, 11, "1 September") == transfer


@given(births.filter(lambda born: (born.month, born.day) != (2, 29)), st.integers(1, 25))
def test_it_is_the_first_such_day_after_the_birthday(born: date, age: int) -> None:
    birthday = born.replace(year=born.year + age)
    found = after(born, age, "1 September")
    assert (found.month, found.day) == (9, 1)
    assert found.replace(year=found.year - 1) <= birthday < found


@given(births, st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_whole_years_are_the_birthdays_there_have_been(born: date, day: date) -> None:
    birthday = (2, 28) if (born.month, born.day) == (2, 29) else (born.month, born.day)
    had = sum((year, *birthday) <= (day.year, day.month, day.day) for year in range(born.year + 1, day.year + 1))
    age = whole_years(born.toordinal(), day.toordinal())
    assert age == had if day >= born else age < 0


def test_nothing_is_found_after_the_last_year_there_is() -> None:
    assert _day_after_birthday(date(9990, 1, 1).toordinal(), 11, "1 September") is None

"""The term a day lies in, where a law joins the terms of a school that has many of them in a year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from send_deadlines.calendars.school_days import SchoolCalendar
from send_deadlines.calendars.school_years import year_label
from send_deadlines.calendars.windows import parse_window
from send_deadlines.errors import CoverageError

__all__ = ["EASTER_MONDAY", "term_around"]

EASTER_MONDAY = "Easter Monday"
_LATE = (6, 1)
"""A school year whose last known term ends on or after this day of it is known to its end."""
_TOO_FEW = 14
"""Days beyond what is known in which no further term can have begun, or ended: none is so near another."""


def term_around(
    school: SchoolCalendar, day: int, *, more_than: int | None = None, between: Sequence[str] = ()
) -> tuple[int, int] | None:
    """The first and last day, as ordinals, of the term a day lies in; None where it lies in none.

    With ``more_than``, a school that has more terms than that in the school year has them joined: the term is then all
    that lies between two of the days ``between``, such as "31 December" or "Easter Monday". Raises `CoverageError` for
    a day the calendar does not cover, or while it does not hold enough of the year to say how many terms there are.

    >>> from send_deadlines.calendars import Term
    >>> year = [
    ...     Term("1", date(2025, 9, 2), date(2025, 10, 17)), Term("2", date(2025, 11, 3), date(2025, 12, 19)),
    ...     Term("3", date(2026, 1, 5), date(2026, 2, 13)), Term("4", date(2026, 2, 23), date(2026, 3, 27)),
    ...     Term("5", date(2026, 4, 13), date(2026, 5, 22)), Term("6", date(2026, 6, 1), date(2026, 7, 21)),
    ... ]
    >>> found = term_around(
    ...     SchoolCalendar("Elm School", year), date(2026, 3, 2).toordinal(),
    ...     more_than=3, between=["31 December", "Easter Monday", "31 July"],
    ... )
    >>> [date.fromordinal(end).isoformat() for end in found]
    ['2026-01-01', '2026-04-05']
    """
    term = school.term_containing(day)
    own = None if term is None else (term.first.toordinal(), term.last.toordinal())
    if more_than is None:
        return own
    joined = _between(day, between)
    number = _number(school, day, more_than)
    if number is None:
        if own is None or joined is None or not _is_same(school, own, joined):
            raise _too_short(school, day)
        return own
    return joined if number > more_than else own


def _number(school: SchoolCalendar, day: int, more_than: int) -> int | None:
    """How many terms the school year of a day has; None while what the calendar holds of it leaves that open."""
    try:
        start = date.fromordinal(school.school_year_start(day))
    except CoverageError:
        return None
    july = date(start.year + 1, 7, 31)
    terms = [term for term in school.terms if start <= term.first <= july]
    whole = school.last > july or terms[-1].last >= date(start.year + 1, *_LATE)
    return len(terms) if whole or len(terms) > more_than else None


def _is_same(school: SchoolCalendar, own: tuple[int, int], joined: tuple[int, int]) -> bool:
    """Whether a term has all the school days of what it may be joined to, so that nothing hangs on the number."""
    first, last = school.first.toordinal(), school.last.toordinal()
    if joined[1] - last > _TOO_FEW or (first - joined[0] > _TOO_FEW and not _begins_a_year(school)):
        return False
    first, last = max(joined[0], first), min(joined[1], last)
    before = own[0] > first and school.is_open(first) + school.between(first, own[0] - 1)
    return first <= own[0] and own[1] <= last and not before and school.between(own[1], last) == 0


def _begins_a_year(school: SchoolCalendar) -> bool:
    """Whether a calendar begins with the first term of a school year."""
    try:
        return school.school_year_start(school.first.toordinal()) == school.first.toordinal()
    except CoverageError:
        return False


def _too_short(school: SchoolCalendar, day: int) -> CoverageError:
    there = date.fromordinal(day)
    july = date(there.year + (there.month >= 8), 7, 31)
    mend = f"add the rest of the terms of {year_label(there)}, so that it is known how many there are"
    return CoverageError(school.name, july, school.first, school.last, mend)


def _between(day: int, marks: Sequence[str]) -> tuple[int, int] | None:
    days = _marked(date.fromordinal(day).year, tuple(marks))
    if day in days:
        return None
    return max(each for each in days if each < day) + 1, min(each for each in days if each > day) - 1


@lru_cache
def _marked(year: int, marks: tuple[str, ...]) -> tuple[int, ...]:
    """The days of the marks in a year and in those on either side of it."""
    return tuple(_mark(mark, each) for mark in marks for each in (year - 1, year, year + 1))


def _mark(mark: str, year: int) -> int:
    if mark == EASTER_MONDAY:
        # Imported here, because most programs never need it and start sooner without.
        from dateutil.easter import easter

        return (easter(year) + timedelta(days=1)).toordinal()
    return date(year, *parse_window(f"{mark} to {mark}").first).toordinal()

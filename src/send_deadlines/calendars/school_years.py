"""What a school's days add up to: its school years, and the stretches in which it is closed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from send_deadlines.calendars.protocol import DayCalendar
from send_deadlines.calendars.terms import Term

__all__ = ["closed_spells", "year_label", "year_starts"]


def year_label(day: date) -> str:
    """The school year of a day as it is called; a day in August is of the year to come.

    >>> year_label(date(2027, 4, 12))
    '2026/27'
    """
    start = day.year if day.month >= 8 else day.year - 1
    return f"{start}/{(start + 1) % 100:02}"


def year_starts(terms: Sequence[Term]) -> list[int]:
    """The first day, as an ordinal, of each term that is the first to begin after a July.

    >>> [date.fromordinal(day).isoformat() for day in year_starts([
    ...     Term("Autumn", date(2026, 9, 2), date(2026, 12, 18)), Term("Spring", date(2027, 1, 4), date(2027, 3, 25)),
    ... ])]
    ['2026-09-02']
    """
    found = []
    # A calendar that begins with a term in August or September begins with a school year. One that begins later may
    # lack the term before, so its first term starts no year.
    before = date.min if terms[0].first.month in (8, 9) else terms[0].first
    for term in terms:
        july = date(term.first.year if term.first.month >= 8 else term.first.year - 1, 7, 31)
        if before <= july < term.first:
            found.append(term.first.toordinal())
        before = term.first
    return found


def closed_spells(
    school: DayCalendar, ends: Sequence[int], inset: Sequence[int], at_least_days: int
) -> tuple[tuple[int, int], ...]:
    """The stretches of closed days of at least that length, as (first closed day, day of reopening).

    ``ends`` are the first and last school day, or nothing where there is none; ``inset`` the days, in order, that are
    open to staff alone.
    """
    first = min([*ends[:1], *inset[:1]], default=0)
    last = max([*ends[-1:], *inset[-1:]], default=0)
    found: list[tuple[int, int]] = []
    day = first
    # From an open day, the last open day within reach: if it is another, no closure long enough begins between.
    while day < last:
        reach = _previous(school, ends, inset, min(day + at_least_days, last))
        if reach == day:
            reach = _next(school, ends, inset, day + 1)
            found.append((day + 1, reach))
        day = reach
    return tuple(found)


def _next(school: DayCalendar, ends: Sequence[int], inset: Sequence[int], day: int) -> int:
    """The first school or INSET day on or after a day; there is one."""
    staff = inset[bisect_left(inset, day) :][:1]
    pupils = [school.next_open(day)] if ends and day <= ends[-1] else []
    return min([*pupils, *staff])


def _previous(school: DayCalendar, ends: Sequence[int], inset: Sequence[int], day: int) -> int:
    """The last school or INSET day on or before a day; there is one."""
    staff = inset[: bisect_right(inset, day)][-1:]
    pupils = [school.previous_open(day)] if ends and day >= ends[0] else []
    return max([*pupils, *staff])

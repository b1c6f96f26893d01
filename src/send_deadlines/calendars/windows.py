"""Stretches of the year, and other stretches of days, that a count passes over.

The Tribunal's rules leave out 25 December to 1 January and all of August; a council may pause a clock. Both are
spells of whole days. Days here are ordinals (`datetime.date.toordinal`) unless said otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from send_deadlines.errors import CalendarError, did_you_mean
from send_deadlines.said import MONTHS, shown

__all__ = ["AnnualWindow", "Spells", "parse_window"]

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SHAPE = re.compile(r"([0-9]{1,2})\s+(\w+)\s+to\s+([0-9]{1,2})\s+(\w+)", re.ASCII)
_DAY_LAST = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class AnnualWindow:
    """The same stretch of every year, both ends inclusive; it may run over the end of the year.

    ``first`` and ``last`` are (month, day). Raises `CalendarError` for a day no year has.

    >>> str(AnnualWindow((12, 25), (1, 1)))
    '25 December to 1 January'
    >>> AnnualWindow((12, 25), (1, 1)).contains(date(2027, 1, 1).toordinal())
    True
    """

    first: tuple[int, int]
    last: tuple[int, int]

    def __post_init__(self) -> None:
        for month, day in (self.first, self.last):
            if not (1 <= month <= 12 and 1 <= day <= _LONGEST[month - 1]):
                raise CalendarError(f"no year has a day {day} of month {month}; write (month, day), such as (8, 31)")

    def __str__(self) -> str:
        (first_month, first_day), (last_month, last_day) = self.first, self.last
        return f"{first_day} {MONTHS[first_month - 1]} to {last_day} {MONTHS[last_month - 1]}"

    def contains(self, day: int) -> bool:
        """Whether the day lies in the window, in whatever year."""
        there = date.fromordinal(day)
        return self._has((there.month, there.day))

    def _has(self, there: tuple[int, int]) -> bool:
        if self.first <= self.last:
            return self.first <= there <= self.last
        return there >= self.first or there <= self.last

    def spell(self, year: int) -> tuple[int, int]:
        """The first and last day of the window that begins in ``year``."""
        first = _ordinal(year, *self.first)
        if self.first <= self.last:
            return first, _ordinal(year, self.last[0], self.last[1] + 1) - 1
        return first, _ordinal(year + 1, self.last[0], self.last[1] + 1) - 1


@lru_cache(maxsize=4096)
def _spells_near(windows: tuple[AnnualWindow, ...], year: int) -> tuple[tuple[int, int], ...]:
    """The spells of the windows that can hold a day of ``year``, or be the nearest before or after it."""
    return tuple(sorted(window.spell(near) for window in windows for near in range(year - 2, year + 2)))


def month_length(year: int, month: int) -> int:
    """How many days a month has.

    >>> month_length(2028, 2), month_length(2100, 2), month_length(2026, 9)
    (29, 28, 30)
    """
    if month == 2 and not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)):
        return 28
    return _LONGEST[month - 1]


def _ordinal(year: int, month: int, day: int) -> int:
    """The ordinal of a day, where a day past the end of its month is the first of the next.

    So 29 February in a common year is 1 March, and "the day after 29 February" is 1 March in every year. Years that
    `date` cannot have give an ordinal safely outside it, which the count then refuses.
    """
    if year < 1:
        return -400
    if year > date.max.year:
        return _DAY_LAST + 400
    longest = month_length(year, month)
    if day <= longest:
        return date(year, month, day).toordinal()
    return date(year, month, longest).toordinal() + 1


def parse_window(text: str) -> AnnualWindow:
    """Read a stretch of the year such as ``1 August to 31 August``; both days are in it.

    Raises `CalendarError` when it is not written so, or a month or day does not exist.

    >>> parse_window("25 December to 1 January")
    AnnualWindow(first=(12, 25), last=(1, 1))
    """
    shape = _SHAPE.fullmatch(text.strip()) if isinstance(text, str) else None
    if shape is None:
        raise CalendarError(f'cannot read {shown(text)} as a stretch of the year; write it as "1 August to 31 August"')
    ends = []
    for day, month in ((shape[1], shape[2]), (shape[3], shape[4])):
        if month.capitalize() not in MONTHS:
            raise CalendarError(f"{shown(text)}: unknown month '{month}'; {did_you_mean(month.capitalize(), MONTHS)}")
        ends.append((MONTHS.index(month.capitalize()) + 1, int(day)))
    return AnnualWindow(ends[0], ends[1])


def covers_whole_year(windows: Sequence[AnnualWindow]) -> bool:
    """Whether the windows between them leave no day of a common year.

    >>> covers_whole_year([parse_window("1 January to 30 June"), parse_window("1 July to 31 December")])
    True
    """
    start = date(2001, 1, 1).toordinal()
    return bool(windows) and all(any(window.contains(start + i) for window in windows) for i in range(365))


class Spells:
    """All the days one count passes over: windows of every year, and spells given by their two ends (inclusive).

    The four questions are those a count asks as it walks from spell to spell. Raises `CalendarError` when a given
    spell ends before it begins.

    >>> august = Spells([parse_window("1 August to 31 August")])
    >>> date.fromordinal(august.next_start(date(2026, 9, 1).toordinal()))
    datetime.date(2027, 8, 1)
    """

    __slots__ = ("_given", "_near", "_windows", "_year")

    def __init__(self, windows: Sequence[AnnualWindow] = (), given: Sequence[tuple[int, int]] = ()) -> None:
        self._windows = tuple(windows)
        self._given = tuple(given)
        self._year = 0  # the year that _near was gathered for: one count asks about few years, and often
        self._near: tuple[tuple[int, int], ...] = ()
        for first, last in given:
            if last < first:
                raise CalendarError(
                    f"days not counted run from {_iso(first)} to {_iso(last)}, which is earlier; swap the two"
                )

    def _around(self, day: int) -> tuple[tuple[int, int], ...]:
        year = date.fromordinal(day).year
        if year != self._year:
            self._near = self._given + _spells_near(self._windows, year)
            self._year = year
        return self._near

    def holding(self, day: int) -> tuple[int, int] | None:
        """The longest reach, first to last day, of the spells that hold ``day``."""
        held = [spell for spell in self._around(day) if spell[0] <= day <= spell[1]]
        if not held:
            return None
        return min(first for first, _ in held), max(last for _, last in held)

    def next_start(self, day: int) -> int:
        """The first day of the next spell after ``day``; the day after the last possible one when there is none."""
        return min((first for first, _ in self._around(day) if first > day), default=_DAY_LAST + 1)

    def previous_end(self, day: int) -> int:
        """The last day of the latest spell before ``day``; 0, which is before every day, when there is none."""
        return max((last for _, last in self._around(day) if last < day), default=0)


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat() if 1 <= day <= _DAY_LAST else f"day number {day}"

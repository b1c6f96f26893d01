"""Working-day calendars: which days count, and counting them without walking through them.

A calendar keeps, for each day it covers, how many working days there are up to it, and the list of the working days.
"15 working days after" is then two look-ups, whether it is 15 or 250.

A package calendar knows the announced years at once. The expected years after them are appended to the same lists the
first time a day in them is asked for; what is already there never changes, so the calendar's answers do not either.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import cache
from threading import Lock
from typing import Any, NoReturn, final

from send_deadlines.calendars._dates import DateMethods, fingerprint_of, not_covered, number, ordinal
from send_deadlines.calendars.bank_holidays import (
    BankHoliday,
    announced_years,
    bank_holidays,
    expected_bank_holidays,
)
from send_deadlines.calendars.definitions import definition
from send_deadlines.errors import CalendarError

__all__ = ["HORIZON", "WorkingDayCalendar", "working_day_calendar"]

HORIZON = 2040
"""The last year a package calendar covers; the years after the announced ones are provisional."""


_Later = Callable[[], Collection[int]]
"""Gives the closed days of the expected years."""


class _Table:
    """The lists behind a calendar. Calendars with the same days share one.

    ``counts[i]`` is the number of open days among the first i days; ``opens[k]`` and ``dates[k]`` are the k-th open
    day, from 1; place 0 is never read.
    """

    __slots__ = ("base", "closed", "counts", "dates", "later", "lock", "opens", "weekdays")

    def __init__(
        self, first: int, last: int, weekdays: frozenset[int], closed: Collection[int], later: _Later | None
    ) -> None:
        self.base = first
        self.weekdays = weekdays
        self.closed = frozenset(closed)
        self.counts = [0]
        self.opens = [0]
        self.dates = [date.min]
        self.later = later
        self.lock = Lock()
        self._append(last, self.closed)

    def _append(self, last: int, closed: Collection[int]) -> None:
        known = len(self.counts) - 1
        span = range(self.base + known, last + 1)
        counts, opens = [], []
        running = self.counts[-1]
        for day in span:
            # Ordinal 1 is a Monday, so (day - 1) % 7 is the day of the week, Monday 0.
            if (day - 1) % 7 in self.weekdays and day not in closed:
                running += 1
                opens.append(day)
            counts.append(running)
        # The days first: whoever looks meanwhile finds every count that is there in the lists of days.
        self.dates.extend(map(date.fromordinal, opens))
        self.opens.extend(opens)
        self.counts.extend(counts)

    def grow(self) -> None:
        """Append the expected years, once."""
        with self.lock:
            if self.later is not None:
                self._append(date(HORIZON, 12, 31).toordinal(), self.later())
                self.later = None


@final
class WorkingDayCalendar(DateMethods):
    """Which days are working days, from ``first`` to ``last``. It cannot be changed.

    Made from the days of the week that work and the days that are closed all the same. Methods that take and give
    ``int`` use ordinals (`datetime.date.toordinal`), the others dates. Outside what it covers every answer is a
    `CoverageError`; a guess never is. Raises `CalendarError` when what it is made from contradicts itself.

    >>> england = working_day_calendar("england")
    >>> england.add(date(2026, 12, 11), 10)
    datetime.date(2026, 12, 29)
    >>> england.count(date(2026, 12, 11), date(2026, 12, 29))
    10
    >>> england.is_working_day(date(2023, 5, 8))
    False
    """

    __slots__ = (
        "_before",
        "_counts",
        "_dates",
        "_opens",
        "_packaged",
        "_table",
        "first",
        "last",
        "name",
        "provisional_from",
    )

    name: str
    first: date
    last: date
    provisional_from: date | None
    _before: int
    _counts: list[int]
    _dates: list[date]
    _opens: list[int]
    _packaged: bool
    _table: _Table

    def __init__(
        self,
        name: str,
        first: date,
        last: date,
        closed: Iterable[date] = (),
        *,
        weekdays: Iterable[int] = (0, 1, 2, 3, 4),
        provisional_from: date | None = None,
    ) -> None:
        start, end = ordinal(first), ordinal(last)
        days = frozenset(weekdays)
        shut = {ordinal(day) for day in closed}
        if end < start:
            raise CalendarError(f"the calendar '{name}' ends on {last} before it begins on {first}; swap the two")
        if not days or not days <= set(range(7)):
            raise CalendarError(
                f"the calendar '{name}' has weekdays {sorted(days)}; "
                "give at least one, from 0 for Monday to 6 for Sunday"
            )
        stray = sorted(day for day in shut if not start <= day <= end)
        if stray:
            raise CalendarError(
                f"the calendar '{name}' is closed on {date.fromordinal(stray[0])}, which it does not cover; "
                "leave that day out, or cover it"
            )
        self._fill(name, first, last, provisional_from, _Table(start, end, days, shut, None), packaged=False)

    def _fill(
        self, name: str, first: date, last: date, provisional_from: date | None, table: _Table, *, packaged: bool
    ) -> None:
        put = object.__setattr__
        put(self, "name", name)
        put(self, "first", first)
        put(self, "last", last)
        put(self, "provisional_from", None if provisional_from is None else date.fromordinal(ordinal(provisional_from)))
        put(self, "_table", table)
        put(self, "_packaged", packaged)
        put(self, "_before", table.base - 1)
        put(self, "_counts", table.counts)
        put(self, "_opens", table.opens)
        put(self, "_dates", table.dates)

    def __setattr__(self, attribute: str, value: object) -> NoReturn:
        raise AttributeError(f"the calendar '{self.name}' cannot be changed; make another")

    def __delattr__(self, attribute: str) -> NoReturn:
        raise AttributeError(f"the calendar '{self.name}' cannot be changed; make another")

    def __repr__(self) -> str:
        return f"<WorkingDayCalendar '{self.name}' {self.first} to {self.last}>"

    def __reduce__(self) -> tuple[Any, ...]:
        if self._packaged:
            return working_day_calendar, (self.name,)
        closed = tuple(date.fromordinal(day) for day in sorted(self._table.closed))
        weekdays = tuple(sorted(self._table.weekdays))
        return _rebuilt, (self.name, self.first, self.last, closed, weekdays, self.provisional_from)

    @property
    def fingerprint(self) -> str:
        """Twelve hex letters that change with the days announced, the days covered or the weekdays.

        The expected days of provisional years are not in it: they depend on the installed `holidays` package.
        """
        table = self._table
        content = [
            str(self.first), str(self.last), str(self.provisional_from), sorted(table.weekdays), sorted(table.closed),
        ]  # fmt: skip
        return fingerprint_of(content)

    def is_working_day(self, day: date) -> bool:
        """Whether the date is a working day."""
        return self.is_open(ordinal(day))

    def is_provisional(self, day: int) -> bool:
        """Whether the bank holidays of the day's year have not been announced."""
        start = self.provisional_from
        return start is not None and day >= start.toordinal()

    def is_open(self, day: int) -> bool:
        """Whether the day is a working day."""
        at = self._place(day)
        return self._counts[at] != self._counts[at - 1]

    def between(self, start: int, end: int) -> int:
        """How many working days d there are with start < d <= end; ``between(b, a)`` is ``-between(a, b)``."""
        from_, to = self._place(start), self._place(end)
        return self._counts[to] - self._counts[from_]

    def next_open(self, day: int) -> int:
        """The first working day on or after ``day``."""
        return self._numbered(self._counts[self._place(day) - 1] + 1)

    def previous_open(self, day: int) -> int:
        """The last working day on or before ``day``."""
        return self._numbered(self._counts[self._place(day)])

    def shift(self, day: int, n: int) -> int:
        """The n-th working day strictly after ``day``; with n below nought, strictly before it.

        Raises `PeriodError` when n is nought.
        """
        at = day - self._before
        if n > 0 and at > 0:
            try:
                return self._opens[self._counts[at] + n]
            except IndexError:
                pass  # not announced, or not covered
        number(n)
        at = self._place(day)
        return self._numbered(self._counts[at] + n if n > 0 else self._counts[at - 1] + 1 + n)

    def add(self, start: date, n: int) -> date:
        """The n-th working day strictly after ``start``; with n below nought, strictly before it.

        Raises `PeriodError` when n is nought or not a whole number, and `CoverageError` beyond what is known.

        >>> working_day_calendar("england").add(date(2026, 1, 5), -1)
        datetime.date(2026, 1, 2)
        """
        # The straight road, for speed: what it cannot answer goes the careful way below.
        if type(start) is date and type(n) is int and n > 0:
            at = start.toordinal() - self._before
            if at > 0:
                try:
                    return self._dates[self._counts[at] + n]
                except IndexError:
                    pass
        return date.fromordinal(self.shift(ordinal(start), number(n)))

    def _place(self, day: int) -> int:
        """Where the day stands in the counts; raises `CoverageError` when it does not."""
        at = day - self._before
        if at < 1:
            raise not_covered(self, day, self._remedy(day))
        if at >= len(self._counts) and day <= self.last.toordinal():
            self._table.grow()
        if at >= len(self._counts):
            raise not_covered(self, day, self._remedy(day))
        return at

    def _numbered(self, k: int) -> int:
        """The k-th working day; raises `CoverageError` when the calendar has no such day."""
        if k < 1:
            raise not_covered(self, self._before, self._remedy(self._before))
        if k >= len(self._opens):
            self._table.grow()
        if k >= len(self._opens):
            beyond = self.last.toordinal() + 1
            raise not_covered(self, beyond, self._remedy(beyond))
        return self._opens[k]

    def _remedy(self, day: int) -> str:
        if not self._packaged:
            return "make the calendar with a wider first and last day"
        if day <= self._before:
            return "earlier bank holidays would have to be added to calendars/data/bank_holidays.toml"
        return "check the date; later bank holidays would have to be added to calendars/data/bank_holidays.toml"


def _rebuilt(
    name: str,
    first: date,
    last: date,
    closed: tuple[date, ...],
    weekdays: tuple[int, ...],
    provisional_from: date | None,
) -> WorkingDayCalendar:
    return WorkingDayCalendar(name, first, last, closed, weekdays=weekdays, provisional_from=provisional_from)


@cache
def working_day_calendar(name: str) -> WorkingDayCalendar:
    """The calendar of one definition of "working day"; the same object each time.

    `working_day_names` lists them and `definition` says what each means and where it comes from. Announced bank
    holidays reach from 2010 (2012 where those of Scotland and Northern Ireland count) to 2028; the years from then to
    `HORIZON` are provisional. Raises `CalendarError` for an unknown name.

    >>> working_day_calendar("any_part_of_the_uk").add(date(2026, 11, 27), 20)
    datetime.date(2026, 12, 30)
    >>> working_day_calendar("englnd")
    Traceback (most recent call last):
        ...
    send_deadlines.errors.CalendarError: no working-day calendar is called 'englnd'; did you mean 'england'?
    """
    meaning = definition(name)
    places = meaning.bank_holidays
    first = max(announced_years(place)[0] for place in places)
    last = min(announced_years(place)[1] for place in places)
    closed = _closed(bank_holidays(), places, meaning.also_closed)
    inside = frozenset(day for day in closed if first <= date.fromordinal(day).year <= last)
    # "Boxing Day" adds nothing to a definition, as 26 December is a weekend or a bank holiday: the days decide.
    table = _table(first, last, frozenset(meaning.weekdays), inside, places, meaning.also_closed)
    calendar = WorkingDayCalendar.__new__(WorkingDayCalendar)
    calendar._fill(name, date(first, 1, 1), date(HORIZON, 12, 31), date(last + 1, 1, 1), table, packaged=True)
    return calendar


_tables: dict[tuple[tuple[str, ...], frozenset[int], frozenset[int]], _Table] = {}


def _table(
    first: int,
    last: int,
    weekdays: frozenset[int],
    closed: frozenset[int],
    places: tuple[str, ...],
    also_closed: tuple[str, ...],
) -> _Table:
    def later() -> Collection[int]:
        expected: list[BankHoliday] = []
        for place in places:
            expected.extend(expected_bank_holidays(place, last + 1, HORIZON))
        return _closed(expected, places, also_closed)

    key = (places, weekdays, closed)
    if key not in _tables:
        _tables[key] = _Table(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal(), weekdays, closed, later)
    return _tables[key]


def _closed(days: Iterable[BankHoliday], places: Collection[str], also_closed: Collection[str]) -> frozenset[int]:
    """The days a definition shuts: bank holidays in law of its places, and the holidays it names itself."""
    return frozenset(
        day.day.toordinal()
        for day in days
        if day.place in places and (day.basis != "common_law" or day.name in also_closed)
    )

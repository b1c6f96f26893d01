"""The arithmetic of statutory time: from an event and a period to the day on which the period ends.

A day is indivisible, so an event's own day is left out unless the provision counts it ("beginning with"). A month ends
on the corresponding date, or on the last day of a month that has none (Dodds v Walker [1981] 1 WLR 1027). Whether a
last day moves, and which days do not count, is the instrument's to say: that is a `Counting`.

Days in and out are ordinals (`datetime.date.toordinal`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from send_deadlines.calendars._dates import DAY_LAST
from send_deadlines.calendars.periods import Days, Months, Period, SchoolDays, Weeks, WorkingDays, Years
from send_deadlines.calendars.protocol import DayCalendar
from send_deadlines.calendars.windows import AnnualWindow, Spells, covers_whole_year, month_length
from send_deadlines.calendars.working_days import working_day_calendar
from send_deadlines.errors import CalendarError, CoverageError, PeriodError, did_you_mean
from send_deadlines.said import shown

__all__ = ["PLAIN", "Count", "Counting", "corresponding_day", "count_back", "count_forward"]

_LAST_DAY = ("stands", "next working day", "previous working day")
NOT_WORKING = "not a working day"
IN_WINDOW = "ends in a period that moves the end"


@dataclass(frozen=True, slots=True)
class Counting:
    """How an instrument counts days.

    ``working_days`` names its working-day calendar. ``last_day`` says what becomes of a last day that is not a working
    day. Days in ``left_out`` are not counted at all; a last day in ``ends_in`` becomes the first working day after that
    window. ``by_hour`` is the hour by which a thing must be done on its day, None for midnight; it moves no date.
    Raises `CalendarError` for an unknown ``last_day``, or windows that leave no day of the year.

    >>> Counting("proceedings", last_day="next workday")
    Traceback (most recent call last):
        ...
    send_deadlines.errors.CalendarError: counting 'proceedings': unknown last_day 'next workday'; did you mean 'next \
working day'?
    """

    name: str
    working_days: str = "england"
    last_day: Literal["stands", "next working day", "previous working day"] = "stands"
    left_out: tuple[AnnualWindow, ...] = ()
    ends_in: tuple[AnnualWindow, ...] = ()
    by_hour: time | None = None

    def __post_init__(self) -> None:
        if self.last_day not in _LAST_DAY:
            raise CalendarError(
                f"counting '{self.name}': unknown last_day '{self.last_day}'; {did_you_mean(self.last_day, _LAST_DAY)}"
            )
        if covers_whole_year(self.left_out) or covers_whole_year(self.ends_in):
            raise CalendarError(f"counting '{self.name}': its windows cover the whole year; leave a day to count")


PLAIN = Counting("plain")
"""Every day counts and no last day moves."""


@dataclass(slots=True)
class Count:
    """What a count came to. Days are ordinals.

    ``start`` is the event; ``first`` day 1; ``end`` the last day before any move and ``due`` after it. ``latest`` is a
    later day that is also arguable, None when the law is clear: due is then the cautious one. ``moved`` says why due is
    not end: "", "not a working day" or "ends in a period that moves the end". ``left_out`` is how many calendar days
    were passed over, and ``provisional`` whether bank holidays not yet announced decide the date.
    """

    start: int
    first: int
    end: int
    due: int
    latest: int | None = None
    moved: str = ""
    left_out: int = 0
    provisional: bool = False


def count_forward(
    start: int,
    period: Period,
    *,
    first_day_counted: bool,
    counting: Counting,
    working: DayCalendar | None = None,
    school: DayCalendar | None = None,
    disregarded: Sequence[tuple[int, int]] = (),
) -> Count:
    """The last day of a period that runs from an event.

    With ``first_day_counted`` the event's day is day 1 ("beginning with"); otherwise the day after it is ("within ...
    of", "after"). A period of working or school days whose day 1 is closed begins on the next open one.
    ``working`` is the calendar of ``counting.working_days`` unless given. ``disregarded`` are spells, both days
    inclusive, that do not count, such as a pause. Months over spells that do not count are turned into the days to
    their corresponding date, and those are counted. Where the first day lies in such a spell, the months are those
    after it; counted from the start itself they can be a day longer, and that is only ``latest``.

    Raises `CalendarError` when school days are counted without ``school``, and `CoverageError` when a calendar does not
    reach far enough.

    >>> three_weeks = count_forward(
    ...     date(2026, 11, 26).toordinal(), Weeks(3), first_day_counted=False, counting=Counting("plain")
    ... )
    >>> date.fromordinal(three_weeks.due)
    datetime.date(2026, 12, 17)

    31 January has no corresponding date in February: 27 February is safe, 28 February arguable.

    >>> month = count_forward(
    ...     date(2027, 1, 31).toordinal(), Months(1), first_day_counted=True, counting=Counting("plain")
    ... )
    >>> date.fromordinal(month.due), date.fromordinal(month.latest)
    (datetime.date(2027, 2, 27), datetime.date(2027, 2, 28))
    """
    _check_day(start)
    day_one = start if first_day_counted else start + 1
    spells = Spells(counting.left_out, disregarded) if counting.left_out or disregarded else None
    calendar, n, doubtful = _measure(start, period, counting, working, school, 1)
    longer = n
    if spells is not None and isinstance(period, Months | Years) and spells.holding(day_one) is not None:
        # A month that begins after August is that of September, however far into August the event was.
        begins = _walk_on(day_one, 1, None, spells)[0]
        _, n, doubtful = _measure(start + begins - day_one, period, counting, working, school, 1)
    # "One month beginning with 31 January": the safe end is the day before the day that stands in for 31 February, the
    # other reading is that day itself.
    doubtful = doubtful and first_day_counted
    if spells is not None:
        first, _ = _walk_on(day_one, 1, calendar, spells)
        end, left_out = _walk_on(day_one, n, calendar, spells)
        other = _walk_on(day_one, max(n + doubtful, longer), calendar, spells)[0]
        doubtful = other > end
    else:
        left_out = 0
        first, end = _straight_on(day_one, n, calendar)
        other = end + doubtful
    _check_day(other)
    provisional = calendar is not None and calendar.is_provisional(end)
    if counting.last_day == "stands" and not counting.ends_in:
        return Count(start, first, end, end, other if other > end else None, "", left_out, provisional)
    working = working or working_day_calendar(counting.working_days)
    due, moved = _move(end, counting, working)
    latest = due
    if moved or doubtful:
        latest = max(_beyond_windows(day, counting, working) for day in (due, _move(other, counting, working)[0]))
    provisional = provisional or (_looked_up(counting, moved) and working.is_provisional(max(end, due, latest)))
    return Count(start, first, end, due, latest if latest > due else None, moved, left_out, provisional)


def count_back(
    event: int,
    period: Period,
    *,
    clear: bool,
    counting: Counting,
    working: DayCalendar | None = None,
    school: DayCalendar | None = None,
) -> Count:
    """The latest day that lies a period before an event; the event's own day is not counted.

    With ``clear`` both ends are left out, which is one day earlier (one working or school day in a period of those).
    Where that day is sought beyond days that are left out of the count, a day among them is only ``latest``.
    A month before is the corresponding date, or the last day of a month that has none.

    A last day moves only to an earlier working day here. A rule that moves it to the next one would shorten the notice
    the other side is given, so ``due`` stands and the later day, if before the event, is only ``latest``.

    Raises as `count_forward` does.

    >>> notice = count_back(date(2027, 1, 29).toordinal(), Weeks(2), clear=False, counting=Counting("plain"))
    >>> date.fromordinal(notice.due)
    datetime.date(2027, 1, 15)
    """
    _check_day(event)
    calendar, n, _ = _measure(event, period, counting, working, school, -1)
    n += clear
    if counting.left_out:
        spells = Spells(counting.left_out)
        first, _ = _walk_back(event - 1, 1, calendar, spells)
        end, left_out = _walk_back(event - 1, n, calendar, spells)
    else:
        left_out = 0
        first, end = _straight_back(event - 1, n, calendar)
    provisional = calendar is not None and calendar.is_provisional(event - 1)
    latest = end
    if clear and left_out:
        # The day of the act is not counted, so it may be one that is left out: only the days between must count.
        nth, _ = _walk_back(event - 1, n - 1, calendar, spells)
        latest = max(end, _straight_back(nth - 1, 1, calendar)[1])
    if counting.last_day == "stands" and not counting.ends_in:
        return Count(event, first, end, end, latest if latest > end else None, "", left_out, provisional)
    working = working or working_day_calendar(counting.working_days)
    day, why = _move(end, counting, working)
    provisional = provisional or (_looked_up(counting, why) and working.is_provisional(max(end, day)))
    if day < end:
        return Count(event, first, end, day, latest if latest > day else None, why, left_out, provisional)
    latest = max(latest, day if day < event else end)
    return Count(event, first, end, end, latest if latest > end else None, "", left_out, provisional)


def _measure(
    day: int,
    period: Period,
    counting: Counting,
    working: DayCalendar | None,
    school: DayCalendar | None,
    direction: Literal[1, -1],
) -> tuple[DayCalendar | None, int, bool]:
    """The calendar a period is counted in (None when every day counts), how many of its days, and whether a month that
    has no corresponding date was cut short."""
    kind = type(period)
    if kind is Days:
        return None, period.n, False
    if kind is Weeks:
        return None, period.n * 7, False
    if kind is WorkingDays:
        return working or working_day_calendar(counting.working_days), period.n, False
    if kind is Months or kind is Years:
        there, cut = corresponding_day(day, direction * (period.n if kind is Months else period.n * 12))
        return None, abs(there - day), cut
    if kind is not SchoolDays:
        raise PeriodError(f"{shown(period)} is not a period; use parse_period or one of its types, such as Weeks(20)")
    if school is None:
        raise CalendarError(
            f"{period} cannot be counted: a school day is a day on which that school meets; "
            "give the school's calendar (a SchoolCalendar with its terms and INSET days)"
        )
    return school, period.n, False


def corresponding_day(day: int, months: int) -> tuple[int, bool]:
    """The same-numbered day so many months away, or the last day of a shorter month and True.

    >>> there, cut = corresponding_day(date(2027, 1, 31).toordinal(), 1)
    >>> date.fromordinal(there), cut
    (datetime.date(2027, 2, 28), True)
    """
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise _beyond_dates()
    longest = month_length(year, month + 1)
    return date(year, month + 1, min(start.day, longest)).toordinal(), start.day > longest


def _straight_on(day: int, n: int, calendar: DayCalendar | None) -> tuple[int, int]:
    """Day 1 and day n, from ``day`` on, where nothing is passed over."""
    if calendar is None:
        _check_day(day + n - 1)
        return day, day + n - 1
    first = calendar.next_open(day)
    return first, first if n == 1 else calendar.shift(first, n - 1)


def _straight_back(day: int, n: int, calendar: DayCalendar | None) -> tuple[int, int]:
    if calendar is None:
        _check_day(day - n + 1)
        return day, day - n + 1
    first = calendar.previous_open(day)
    return first, first if n == 1 else calendar.shift(first, 1 - n)


def _walk_on(day: int, n: int, calendar: DayCalendar | None, spells: Spells) -> tuple[int, int]:
    """Day n from ``day`` on, and how many days were passed over: from spell to spell, never day by day."""
    passed = 0
    while True:
        _check_day(day)
        held = spells.holding(day)
        if held is not None:
            passed += held[1] + 1 - day
            day = held[1] + 1
            continue
        stop = spells.next_start(day)
        try:
            end = _straight_on(day, n, calendar)[1]
            if end < stop:
                return end, passed
        except CoverageError:
            # Only what lies before the next spell is asked of the calendar here; beyond it, the count starts afresh.
            if stop > (DAY_LAST if calendar is None else calendar.last.toordinal()):
                raise
        n -= _open_days(day, stop - 1, calendar)
        day = stop


def _walk_back(day: int, n: int, calendar: DayCalendar | None, spells: Spells) -> tuple[int, int]:
    passed = 0
    while True:
        _check_day(day)
        held = spells.holding(day)
        if held is not None:
            passed += day - held[0] + 1
            day = held[0] - 1
            continue
        stop = spells.previous_end(day)
        try:
            end = _straight_back(day, n, calendar)[1]
            if end > stop:
                return end, passed
        except CoverageError:
            if stop < (1 if calendar is None else calendar.first.toordinal()):
                raise
        n -= _open_days(stop + 1, day, calendar)
        day = stop


def _open_days(first: int, last: int, calendar: DayCalendar | None) -> int:
    """How many days count from one to another, both inclusive."""
    if calendar is None:
        return last - first + 1
    return calendar.is_open(first) + calendar.between(first, last)


def _move(end: int, counting: Counting, working: DayCalendar) -> tuple[int, str]:
    """Where the instrument moves a last day to, and why."""
    if any(window.contains(end) for window in counting.ends_in):
        return _after_windows(end, counting.ends_in, working), IN_WINDOW
    if counting.last_day == "stands" or working.is_open(end):
        return end, ""
    if counting.last_day == "next working day":
        return working.next_open(end), NOT_WORKING
    return working.previous_open(end), NOT_WORKING


def _after_windows(day: int, windows: Sequence[AnnualWindow], working: DayCalendar) -> int:
    spells = Spells(windows)
    while (held := spells.holding(day)) is not None:
        _check_day(held[1] + 1)
        day = working.next_open(held[1] + 1)
    return day


def _beyond_windows(due: int, counting: Counting, working: DayCalendar) -> int:
    """A day to which a last day was moved can fall in a window the instrument passes over: Saturday 31 July moves to
    Monday 2 August. Whether the window then counts is not settled; this is the later reading."""
    return _after_windows(due, counting.left_out + counting.ends_in, working)


def _looked_up(counting: Counting, moved: str) -> bool:
    """Whether the working days were asked at all."""
    return counting.last_day != "stands" or moved != ""


def _check_day(day: int) -> None:
    if type(day) is not int:
        raise CalendarError(f"{shown(day)} is not a day number; use date.toordinal()")
    if not 1 <= day <= DAY_LAST:
        raise _beyond_dates()


def _beyond_dates() -> CoverageError:
    return CoverageError("every day", None, date.min, date.max, "check the date and the length of the period")

"""Work out one date: a period forward or back, a fixed day, the later or the earlier of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from send_deadlines.calendars import (
    Count,
    DayCalendar,
    Days,
    Months,
    WorkingDays,
    Years,
    corresponding_day,
    count_back,
    count_forward,
)
from send_deadlines.engine.plan import Time
from send_deadlines.errors import CoverageError
from send_deadlines.outcomes import Step

__all__ = ["NotKnown", "Reckoned", "not_covered", "quick", "reckon", "settle"]

_ONE_DAY = Days(1)
_LAST_DAY = date.max.toordinal() - 1
"""The day after a wait must still be a date."""

SCHOOL = "school"
"""The role of the calendar in which school days are counted."""


class Reckoned(NamedTuple):
    """A date, how it came about, and what is not certain about it."""

    due: int
    end: int
    latest: int | None
    provisional: bool
    steps: tuple[Step, ...]


class NotKnown(Exception):
    """A date that cannot be worked out: why, what would settle it, and the bounds that are known."""

    def __init__(self, why: str, settled_by: str, earliest: int | None = None, latest: int | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.settled_by = settled_by
        self.earliest = earliest
        self.latest = latest


def not_covered(error: CoverageError, earliest: int | None = None) -> NotKnown:
    """That a calendar does not reach as far as is asked, with which of its dates would settle it."""
    return NotKnown(str(error), f"more of the calendar '{error.calendar}': {error.remedy}", earliest)


def reckon(
    time: Time, start: int, calendars: Mapping[str, Any], disregarded: Sequence[tuple[int, int]] = ()
) -> Reckoned:
    """Count one date from its start. Raises :class:`NotKnown` where a calendar is missing or runs out."""
    mode = time.mode
    if mode == "within":
        if not disregarded:
            led: list[Step] = []
            due = quick(time, start, led)
            if due is not None:
                return Reckoned(due, due, None, False, tuple(led))
        count = _count(time, start, calendars, disregarded)
        steps: list[Step] = [("counted", time.period, time.first_counted, count.first, count.end)]
        if isinstance(time.period, Months | Years) and not (time.first_counted or count.left_out):
            months = time.period.n * (12 if isinstance(time.period, Years) else 1)
            if corresponding_day(start, months)[1]:
                steps.append(("short month", start, count.end))
        if count.left_out:
            steps.append(("left out", count.left_out, time.counting.left_out, tuple(disregarded)))
        return _reckoned(time, count, steps)
    if mode == "before":
        count = _count(time, start, calendars, ())
        return _reckoned(time, count, [("counted back", time.period, time.clear, start, count.end)])
    if mode == "by":
        year = date.fromordinal(start).year
        day = date(year, time.month, time.day).toordinal()
        if time.next_such and day < start:
            _check_year(day + 366)
            day = date(year + 1, time.month, time.day).toordinal()
        due = day - 1 if time.in_time == "before" else day
        return settle(time, due, (("fixed day", day, time.in_time, due),))
    due = start - 1 if mode == "day before" else start
    return settle(time, due, ((mode, due),))


def quick(time: Time, start: int, steps: list[Step]) -> int | None:
    """Count plain days, weeks or months, of which none is left out and whose end nothing moves; None for others.

    So too for months whose end is doubtful, because the last has no corresponding day.
    """
    open_days, cut = time.open_days, False
    if time.quick is not None:
        due = start + time.quick
    elif time.quick_months is not None:
        due, cut = corresponding_day(start, time.quick_months)
        if time.first_counted:
            if cut:
                return None
            due -= 1
    else:
        return None
    if not 0 < due <= _LAST_DAY:
        _check_year(due)
    if open_days is not None and (
        not open_days.is_open(due)
        or open_days.is_provisional(due)
        or any(window.contains(due) for window in time.counting.ends_in)
    ):
        return None
    first = start if time.first_counted else start + 1
    steps.append(("counted", time.period, time.first_counted, first, due))
    if cut:
        steps.append(("short month", start, due))
    return due


def _check_year(due: int) -> None:
    if not 0 < due <= _LAST_DAY:
        last = date.fromordinal(_LAST_DAY)
        raise CoverageError("the days a date can have", None, date.min, last, "check the year of the event")


def settle(time: Time, due: int, steps: tuple[Step, ...]) -> Reckoned:
    """Apply what the way of counting says of a last day that is not a working day."""
    _check_year(due)
    if time.counting.last_day == "stands" and not time.counting.ends_in:
        return Reckoned(due, due, None, False, steps)
    # A period of one day that ends on the day has the same end, so the counting's own rule for ends applies.
    count = count_forward(due - 1, _ONE_DAY, first_day_counted=False, counting=time.counting)
    return _reckoned(time, count, list(steps))


def _reckoned(time: Time, count: Count, steps: list[Step]) -> Reckoned:
    if count.moved:
        steps.append(("moved", count.end, count.due, count.moved, time.way))
    if count.latest is not None:
        word = "month end" if time.first_counted and not count.moved and not count.left_out else "moved twice"
        steps.append((word, count.due, count.latest))
    return Reckoned(count.due, count.end, count.latest, count.provisional, tuple(steps))


def _count(time: Time, start: int, calendars: Mapping[str, Any], disregarded: Sequence[tuple[int, int]]) -> Count:
    assert time.period is not None
    school: DayCalendar | None = None
    if time.needs_school:
        school = calendars.get(SCHOOL)
        if school is None:
            raise NotKnown(
                "school days can be counted only in that school's own calendar, and the case has none",
                "the school's calendar",
                _bound(time, start, time.period.n),
            )
    try:
        if time.mode == "before":
            return count_back(start, time.period, clear=time.clear, counting=time.counting, school=school)
        return count_forward(
            start,
            time.period,
            first_day_counted=time.first_counted,
            counting=time.counting,
            school=school,
            disregarded=disregarded,
        )
    except CoverageError as error:
        if school is None:
            raise
        raise not_covered(error, _beyond(time, start, school)) from None


def _beyond(time: Time, start: int, school: DayCalendar) -> int | None:
    """The earliest last day where the school's calendar runs out: if every working day after it were a school day."""
    assert time.period is not None
    if time.mode == "before":
        return None
    known_to = school.last.toordinal()
    if not school.first.toordinal() <= start <= known_to:
        return _bound(time, start, time.period.n)
    there = school.between(start, known_to) + (time.first_counted and school.is_open(start))
    return _bound(time, known_to, time.period.n - there, first_counted=False)


def _bound(time: Time, start: int, days: int, first_counted: bool | None = None) -> int | None:
    """The earliest last day: what it would be if every working day were a school day."""
    if time.mode == "before":
        return None
    counted = time.first_counted if first_counted is None else first_counted
    return count_forward(start, WorkingDays(days), first_day_counted=counted, counting=time.counting).due

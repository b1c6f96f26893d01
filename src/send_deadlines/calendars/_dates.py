"""The calendars' methods that speak in dates, and the checks on what they are given."""

from __future__ import annotations

from datetime import date, datetime

from send_deadlines.calendars.protocol import DayCalendar
from send_deadlines.errors import CalendarError, CoverageError, PeriodError
from send_deadlines.said import shown

DAY_LAST = date.max.toordinal()


def ordinal(day: date) -> int:
    """The ordinal of a plain date; a `datetime` is refused, because its hours would be dropped unseen."""
    if isinstance(day, datetime):
        raise CalendarError(
            f"{day!r} is a datetime: a day is a plain date; use .date(), in the time zone of the event (Europe/London)"
        )
    if not isinstance(day, date):
        raise CalendarError(
            f"{shown(day)} is a {type(day).__name__}, and a day is a datetime.date; give one, such as date(2026, 1, 5)"
        )
    return day.toordinal()


def number(n: int) -> int:
    """A number of days to go; nought is refused, because "0 working days after Sunday" has no one meaning."""
    if type(n) is not int or n == 0:
        raise PeriodError(f"{shown(n)} days: a period is required; give a whole number of days, above or below nought")
    return n


def not_covered(calendar: DayCalendar, day: int, remedy: str) -> CoverageError:
    """The error for a day a calendar does not know."""
    wanted = date.fromordinal(day) if 1 <= day <= DAY_LAST else None
    return CoverageError(calendar.name, wanted, calendar.first, calendar.last, remedy)


def fingerprint_of(content: object) -> str:
    """Twelve hex letters that are the same for the same content on every machine."""
    import hashlib
    import json

    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]


class DateMethods:
    """The same questions in dates. Each raises `CalendarError` when given something else than a plain date."""

    __slots__ = ()

    def add(self: DayCalendar, start: date, n: int) -> date:
        """The n-th open day strictly after ``start``; with n below nought, strictly before it.

        Raises `PeriodError` when n is nought or not a whole number, and `CoverageError` beyond what is known.
        """
        return date.fromordinal(self.shift(ordinal(start), number(n)))

    def count(self: DayCalendar, start: date, end: date) -> int:
        """How many open days d there are with start < d <= end; ``count(b, a)`` is ``-count(a, b)``."""
        return self.between(ordinal(start), ordinal(end))

    def on_or_after(self: DayCalendar, day: date) -> date:
        """``day`` itself when open, else the next open day."""
        return date.fromordinal(self.next_open(ordinal(day)))

    def on_or_before(self: DayCalendar, day: date) -> date:
        """``day`` itself when open, else the open day before it."""
        return date.fromordinal(self.previous_open(ordinal(day)))

"""How a day and an hour are said, the same on every machine whatever its language settings."""

from __future__ import annotations

from datetime import date, time

__all__ = ["MONTHS", "iso_day", "said_day", "said_hour"]

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def said_day(day: date | int) -> str:
    """A day, or its ordinal, as people write it.

    >>> said_day(date(2026, 5, 25))
    'Monday 25 May 2026'
    """
    there = date.fromordinal(day) if isinstance(day, int) else day
    return f"{_WEEKDAYS[there.weekday()]} {there.day} {MONTHS[there.month - 1]} {there.year}"


def iso_day(day: int) -> str:
    """A day, given as its ordinal, as it is written in a case.

    >>> iso_day(date(2026, 1, 5).toordinal())
    '2026-01-05'
    """
    return date.fromordinal(day).isoformat()


def said_hour(hour: time) -> str:
    """A time of day, with its seconds only where there are any.

    >>> said_hour(time(17, 1))
    '17:01'
    """
    return hour.isoformat("seconds" if hour.second or hour.microsecond else "minutes")

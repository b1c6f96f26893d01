"""How a day and an hour are said, the same on every machine whatever its language settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from reprlib import Repr

__all__ = ["MONTHS", "WEEKDAYS", "iso_day", "said_bounds", "said_day", "said_hour", "shown"]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
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
    return f"{WEEKDAYS[there.weekday()]} {there.day} {MONTHS[there.month - 1]} {there.year}"


def iso_day(day: int) -> str:
    """A day, given as its ordinal, as it is written in a case.

    >>> iso_day(date(2026, 1, 5).toordinal())
    '2026-01-05'
    """
    return date.fromordinal(day).isoformat()


def said_bounds(
    earliest: date | None,
    latest: date | None,
    *,
    since: date | None = None,
    say: Callable[[date], str] = said_day,
) -> str:
    """What is known of a day that is not known itself. A bound before ``since`` says nothing any more.

    >>> said_bounds(date(2026, 5, 25), None), said_bounds(date(2026, 5, 25), date(2026, 5, 25))
    ('not before Monday 25 May 2026', 'Monday 25 May 2026, if it applies')
    >>> said_bounds(date(2026, 5, 25), None, since=date(2026, 6, 1))
    'not known'
    """
    if earliest is not None and earliest == latest:
        return f"{say(earliest)}, if it applies"
    told = [
        f"{word} {say(day)}"
        for word, day in (("not before", earliest), ("not after", latest))
        if day is not None and (since is None or day >= since)
    ]
    return " and ".join(told) or "not known"


def said_hour(hour: time) -> str:
    """A time of day, with its seconds only where there are any.

    >>> said_hour(time(17, 1))
    '17:01'
    """
    return hour.isoformat("seconds" if hour.second or hour.microsecond else "minutes")


_SHORT = Repr()
_SHORT.maxstring = _SHORT.maxother = 80  # a day with its time and zone still fits


def shown(value: object) -> str:
    """A value as it was given, cut short: a message says what was wrong, and need not say all of it.

    >>> shown("2026-13-01"), shown(None)
    ("'2026-13-01'", 'nothing')
    """
    try:
        return "nothing" if value is None else _SHORT.repr(value)
    except ValueError:  # a whole number of thousands of digits, which Python will not write out
        return "a number too long to say"

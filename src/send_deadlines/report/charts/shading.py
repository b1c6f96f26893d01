"""The lanes at the head of a timeline: when the school is closed, and the bank holidays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from send_deadlines.calendars import working_day_calendar
from send_deadlines.report.charts.bars import short_day
from send_deadlines.report.words import listed, plain

__all__ = ["Lane", "lanes", "shaded_words"]

_CLOSURE = 5
"""Days in a row: four can be a weekend with a bank holiday on either side."""


class Lane(NamedTuple):
    """A lane, and its stretches, both days inclusive."""

    label: str
    spells: tuple[tuple[date, date], ...]
    name: str
    """What is shaded, in a sentence."""


def lanes(calendars: Mapping[str, Any], working_days: Iterable[str], first: date, last: date) -> list[Lane]:
    """What is shaded between two days: for each calendar of a case the closures of its school, and the bank holidays
    of the working-day calendars in which its deadlines are counted.

    >>> [made] = lanes({}, ["england"], date(2026, 5, 1), date(2026, 5, 31))
    >>> made.label, [day.isoformat() for day, _ in made.spells]
    ('Bank holidays', ['2026-05-04', '2026-05-25'])
    """
    found = [_closures(school, first, last) for school in calendars.values()]
    return [*found, _bank_holidays(sorted(set(working_days)), first, last)]


def shaded_words(found: Iterable[Lane]) -> str:
    """What the shading is; nothing where there is none.

    >>> shaded_words(lanes({}, ["england"], date(2026, 5, 1), date(2026, 5, 31)))
    'shaded: bank holidays; they count, unless a row shows that they do not'
    """
    names = sorted(lane.name for lane in found if lane.spells)
    return f"shaded: {listed(names, 'and')}; they count, unless a row shows that they do not" if names else ""


def _closures(school: Any, first: date, last: date) -> Lane:
    """Nothing is shaded where the calendar says nothing, and the lane says how far it reaches."""
    spells = [
        (max(date.fromordinal(begins), first), min(date.fromordinal(opens - 1), last))
        for begins, opens in school.closed_spells(_CLOSURE)
        if begins <= last.toordinal() and opens > first.toordinal()
    ]
    reach = []
    if school.first > first:
        reach.append(f"from {short_day(school.first)}")
    if school.last < last:
        reach.append(f"to {short_day(school.last)}")
    known = f" (dates known {' '.join(reach)})" if reach else ""
    name = f"days on which {plain(school.name)} is closed, for {_CLOSURE} or more in a row"
    return Lane(f"Closed: {plain(school.name)}{known}", tuple(spells), name)


def _bank_holidays(working_days: list[str], first: date, last: date) -> Lane:
    closed: set[date] = set()
    expected: date | None = None
    unknown = False
    for name in working_days:
        calendar = working_day_calendar(name)
        there = max(first, calendar.first), min(last, calendar.last)
        unknown = unknown or there != (first, last)
        day = there[0]
        while day <= there[1]:
            if day.weekday() < 5 and not calendar.is_working_day(day):
                closed.add(day)
            day += timedelta(days=1)
        start = calendar.provisional_from
        expected = start if start is not None and start <= last else expected
    label = "Bank holidays"
    if expected is not None:
        label += f" (only expected from {expected.year})"
    if unknown:
        label += " (not known for every year)"
    return Lane(label, tuple((day, day) for day in sorted(closed)), "bank holidays")

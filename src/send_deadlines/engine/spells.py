"""Spells of school days, such as suspensions: which days they have, and which of them form one unbroken run."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from copy import copy
from itertools import pairwise
from typing import Any, NamedTuple

from send_deadlines.engine.due import SCHOOL, NotKnown, not_covered
from send_deadlines.engine.happening import Happening
from send_deadlines.engine.plan import FAR, split
from send_deadlines.errors import CoverageError
from send_deadlines.law.library import Data
from send_deadlines.said import iso_day

__all__ = ["Spell", "check_apart", "run_to", "spells_of"]

_LONGEST_GAP = 100
"""Days between two spells beyond which there must have been a school day: no summer is as long."""


class Stop(NamedTuple):
    """What stopped a spell: the first day on which it no longer lasts; and, where such a day is not recorded, the day
    on which it was told, and which one is missing."""

    day: int | None
    told: int
    missing: str


class Spell:
    """One spell: its happening, its first day, its last where that is known, and how its days count.

    ``number`` is what the case says it amounts to, None where its days are to be counted; ``cut`` whether it was
    stopped early, so that a number said beforehand no longer holds; ``stopped`` what would say when it was, where that
    is not recorded.
    """

    __slots__ = (
        "asked", "calendar", "cut", "decided_last", "first", "happening", "last", "number", "role", "said_last",
        "stopped", "weight",
    )  # fmt: skip

    def __init__(self, happening: Happening, words: Data, sum_: str | None, stop: Stop, calendar: Any) -> None:
        days = words["days"]
        first = happening.at(days["first"])
        self.happening = happening
        self.role: str = happening.attributes.get(days.get("calendar", ""), SCHOOL)
        self.asked = (days["last"], sum_)
        self.first = happening.day if first is None else first
        self.weight = 0.5 if happening.attributes.get(days.get("half", "")) else 1.0
        self.calendar = calendar
        self.number: float | None = happening.attributes.get(sum_ or "")
        self.said_last = happening.at(days["last"])
        last = self.said_last
        if last is None and self.number is not None and calendar is not None:
            last = _last_of(calendar, self.first, self.number, self.weight)
        self.decided_last = last
        self.cut = stop.day is not None and (last is None or stop.day <= last)
        self.last = stop.day - 1 if self.cut and stop.day is not None else last
        # What was over when somebody stopped it was made no shorter.
        self.stopped = stop.missing if stop.day is None and (last is None or stop.told <= last) else ""

    def as_decided(self) -> Spell:
        """The spell as it was to be when it was decided, whatever has stopped it since."""
        if not (self.cut or self.stopped):
            return self
        made = copy(self)
        made.cut, made.last, made.stopped = False, self.decided_last, ""
        return made

    def days_in(self, first: int, last: int) -> float:
        """The school days it has between two days, both included. Raises :class:`NotKnown` where that is not known."""
        name, on = self.happening.event, iso_day(self.happening.day)
        if self.said_last is not None and self.said_last < self.first:
            why = f"{name} on {on} ends on {iso_day(self.said_last)}, before it begins on {iso_day(self.first)}"
            raise NotKnown(why, f"which of the two is right in {name} on {on}")
        if self.first > last or (self.last is not None and self.last < max(first, self.first)):
            return 0.0
        self.check_stop()
        within = first <= -FAR if self.last is None else self.last <= last
        whole = not self.cut and first <= self.first and within
        if self.number is not None and whole:
            self._check_number()
            return self.number
        if self.last is None and self.number is None:
            why = f"{name} on {on} says neither its last day nor how many school days it has"
            key, number = self.asked
            raise NotKnown(why, f"the `{key}` day of {name} on {on}{f', or its `{number}`' if number else ''}")
        if self.calendar is None:
            why = f"how many of the days of {name} on {on} are school days depends on the school's own calendar"
            raise NotKnown(why, self._calendar_wanted)
        if self.number is not None:
            self._check_number()
            if not self._is_every_day():
                why = f"how the {self.number:g} school days of {name} on {on} are divided is not known"
                raise NotKnown(why, f"a {name} for each part")
        # Without a last day it goes on beyond what the calendar knows.
        end = self.calendar.last.toordinal() + 1 if self.last is None else self.last
        return self._counted(max(first, self.first), min(last, end))

    def check_stop(self) -> None:
        """Raise :class:`NotKnown` where it was stopped, on a day that is not recorded."""
        if self.stopped:
            why = f"{self.happening.event} on {iso_day(self.happening.day)} was stopped on a day that is not recorded"
            raise NotKnown(why, self.stopped)

    @property
    def is_part(self) -> bool:
        """Whether it has less than the whole of its days."""
        return self.weight < 1 or (self.number is not None and self.number % 1 > 0)

    @property
    def _calendar_wanted(self) -> str:
        return "the school's calendar" if self.role == SCHOOL else f"the calendar `{self.role}` of the case"

    def _is_every_day(self) -> bool:
        """Whether its number is that of all its days, so that a part of them can be counted."""
        assert self.number is not None
        if self.said_last is None:
            return self.number % self.weight == 0
        return self._counted(self.first, self.said_last) == self.number

    def _counted(self, first: int, last: int) -> float:
        try:
            open_days = self.calendar.is_open(first) + self.calendar.between(first, last)
        except CoverageError as error:
            raise not_covered(error) from None
        return float(open_days * self.weight)

    def _check_number(self) -> None:
        """A number may stand for part of a day, but not for more days than there are."""
        if self.calendar is None or self.said_last is None or self.number is None:
            return
        days = self._counted(self.first, self.said_last)
        if not days / 2 <= self.number <= days:
            name, on = self.happening.event, iso_day(self.happening.day)
            said = f"{iso_day(self.first)} to {iso_day(self.said_last)}"
            why = f"{name} on {on} says {self.number:g} school days, but {said} has {days:g} in '{self.calendar.name}'"
            raise NotKnown(why, f"which of the two is right in {name} on {on}")


def _last_of(calendar: Any, first: int, number: float, weight: float) -> int | None:
    """The last day of so many school days from the first; None where the calendar does not reach so far."""
    try:
        start: int = calendar.next_open(first)
        more = math.ceil(number / weight) - 1
        return int(calendar.shift(start, more)) if more > 0 else start
    except CoverageError:
        return None


def spells_of(words: Data, happenings: Mapping[str, Sequence[Happening]], calendars: Mapping[str, Any]) -> list[Spell]:
    """The spells whose days a measure adds up, in order of their first days."""
    days = words["days"]
    stops = [split(text) for text in days.get("stopped_by", ())]
    found = []
    for each in happenings.get(words["of"], ()):
        role = each.attributes.get(days.get("calendar", ""), SCHOOL)
        stop = _stop(each, stops, happenings)
        found.append(Spell(each, words, words.get("sum"), stop, calendars.get(role)))
    found.sort(key=lambda spell: (spell.first, spell.happening.order))
    return found


def _stop(each: Happening, stops: Sequence[tuple[str, str]], happenings: Mapping[str, Sequence[Happening]]) -> Stop:
    days: list[int] = []
    missing: list[tuple[int, str]] = []
    for event, key in stops:
        for other in happenings.get(event, ()):
            if other.about != each.about or other.day < each.day:
                continue
            day = other.at(key)
            if day is None:
                missing.append((other.day, f"the `{key}` day of {event} on {iso_day(other.day)}"))
            else:
                days.append(day)
    return Stop(min(days, default=None), *min(missing, default=(0, "")))


def check_apart(spells: Sequence[Spell]) -> None:
    """Raise :class:`NotKnown` where two spells, in order of their first days, have a day in common, and not both a part
    of it."""
    for earlier, later in pairwise(spells):
        if earlier.last is not None and earlier.last >= later.first and not (earlier.is_part and later.is_part):
            name, one, other = later.happening.event, earlier.happening.day, later.happening.day
            why = f"{name} on {iso_day(one)} and on {iso_day(other)} have days in common"
            raise NotKnown(why, f"which days belong to {name} on {iso_day(one)} and which to that on {iso_day(other)}")


def run_to(target: Spell, spells: Sequence[Spell]) -> list[Spell]:
    """The spells of the unbroken run that ends with one of them, that one last; half days are part of none.

    Raises :class:`NotKnown` where it cannot be told whether a school day lay between two of them.
    """
    if target.weight != 1.0:
        return []
    run = [target]
    others = [
        each
        for each in spells
        if each is not target
        and each.first <= target.first
        and each.happening.order <= target.happening.order
        and each.weight == 1.0
    ]
    for each in sorted(others, key=lambda spell: spell.first, reverse=True):
        if _adjoin(each, run[0]):
            run.insert(0, each)
    return run


def _adjoin(earlier: Spell, later: Spell) -> bool:
    """Whether no school day lay between two spells."""
    if earlier.calendar is not later.calendar:
        return False
    earlier.check_stop()
    if earlier.last is None:
        name = earlier.happening.event
        on = iso_day(earlier.happening.day)
        raise NotKnown(
            f"the last day of {name} on {on} is not known", f"the `{earlier.asked[0]}` day of {name} on {on}"
        )
    if earlier.last >= later.first - 1:
        return True
    if later.first - earlier.last > _LONGEST_GAP:
        return False
    if later.calendar is None:
        raise NotKnown("whether one follows on the other depends on the school's own calendar", "the school's calendar")
    try:
        return bool(later.calendar.between(earlier.last, later.first - 1) == 0)
    except CoverageError as error:
        raise not_covered(error) from None

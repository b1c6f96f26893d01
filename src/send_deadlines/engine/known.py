"""What is known of one case on one day, and what starts a deadline in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from send_deadlines.engine.happening import Happening
from send_deadlines.engine.plan import FAR, Ref
from send_deadlines.law.library import Law

if TYPE_CHECKING:
    from send_deadlines.engine.directed_days import Direction

__all__ = ["Known", "Start"]


_FEW = 8
"""Of so many events the first is found sooner by looking at each."""
_day = attrgetter("day")


class Start:
    """What started one deadline of a rule.

    ``key`` is which of the happening's dates the clock counts from and ``counts_from`` that day, None while it is not
    known; ``day`` is the day it happened. ``following`` is the day of the next start of the same rule about the same
    thing, ``again`` whether an earlier one came before. ``no_act`` are happenings that only say again what started it,
    or that started another of several dates: none of them is its act.
    """

    __slots__ = ("_days", "about", "again", "counts_from", "day", "first", "following", "happening", "key", "no_act")

    def __init__(
        self,
        happening: Happening,
        key: str,
        about: str | None,
        again: bool = False,
        days: tuple[int, ...] = (),
        no_act: tuple[Happening, ...] = (),
    ) -> None:
        self.happening = happening
        self.key = key
        self.about = about
        self.again = again
        self.no_act = no_act
        self.day = happening.day
        self.counts_from = happening.day if key == "on" else happening.dates.get(key)
        self._days = days
        """The days of every start of the rule about the same thing, in order."""
        self.first = days[0] if days else self.day
        self.following = self.next_after(self.day) if days else FAR

    def next_after(self, day: int) -> int:
        """The day of the first start after a day that follows this one."""
        place = bisect_right(self._days, max(day, self.day))
        return self._days[place] if place < len(self._days) else FAR


class Known:
    """What is known of one case on one day."""

    __slots__ = ("as_of", "calendars", "directions", "events", "facts", "happenings", "law", "made", "readings")

    def __init__(
        self,
        law: Law,
        as_of: int,
        happenings: Mapping[str, list[Happening]],
        facts: Mapping[str, Any],
        calendars: Mapping[str, Any],
        readings: Mapping[str, str],
        directions: Mapping[str, list[Direction]],
    ) -> None:
        self.law = law
        self.as_of = as_of
        self.happenings = happenings
        self.events = frozenset(happenings)
        self.facts = facts
        self.calendars = calendars
        self.readings = readings
        self.directions = directions
        self.made: dict[object, Any] = {}
        """What has been worked out once and is asked for again."""

    def selecting_day(self, refs: list[Ref], start: Start) -> int:
        """The day that decides which version of the law governs: of the first of some events, or else of the start."""
        there = self.first(refs, start.about, 0)
        return there[0] if there is not None and there[0] <= start.day else start.day

    def first(
        self, refs: list[Ref], about: str | None, since: int, skip: tuple[Happening, ...] = ()
    ) -> tuple[int, Happening] | None:
        """The first of some events on or after a day, about the same thing; none of those to skip."""
        best: tuple[int, Happening] | None = None
        for event, key, same in refs:
            there: Sequence[Happening] | None = self.happenings.get(event)
            if there is None:
                continue
            if key == "on" and len(there) > _FEW:
                there = there[bisect_left(there, since, key=_day) :]
            for each in there:
                day = each.day if key == "on" else each.dates.get(key)
                if day is None or not since <= day <= self.as_of or each in skip or (same and each.about != about):
                    continue
                if best is None or day < best[0] or (day == best[0] and _is_earlier(each, best[1])):
                    best = day, each
                if key == "on":
                    break
        return best


def _is_earlier(one: Happening, other: Happening) -> bool:
    """Whether one of two things of one day is known to have come at an earlier hour."""
    return one.hour is not None and other.hour is not None and one.hour < other.hour

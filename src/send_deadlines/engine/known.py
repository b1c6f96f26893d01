"""What is known of one case on one day, and what starts a deadline in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from send_deadlines.engine.happening import Happening
from send_deadlines.engine.plan import FAR, Ref
from send_deadlines.law.library import Data, Law

__all__ = ["Known", "Start"]

Directions = Mapping[str, list[tuple[Happening, int | None, Data]]]
"""The directions given, by the act whose date they fix."""


class Start:
    """What started one deadline of a rule.

    ``key`` is which of the happening's dates the clock counts from and ``counts_from`` that day, None while it is not
    known; ``day`` is the day it happened. ``following`` is the day of the next start of the same rule about the same
    thing, ``later`` the days of every later one, ``again`` whether an earlier one came before. ``repeats`` are
    happenings that only say again what started it; none of them is its act;
    nor is one of ``besides``, which started another of several dates.
    """

    __slots__ = ("about", "again", "besides", "counts_from", "day", "following", "happening", "key", "later", "repeats")

    def __init__(
        self,
        happening: Happening,
        key: str,
        about: str | None,
        again: bool = False,
        later: tuple[int, ...] = (),
        repeats: tuple[Happening, ...] = (),
    ) -> None:
        self.happening = happening
        self.key = key
        self.about = about
        self.again = again
        self.later = later
        self.repeats = repeats
        self.besides: tuple[Happening, ...] = ()
        self.following = min(later) if later else FAR
        self.day = happening.day
        self.counts_from = happening.day if key == "on" else happening.dates.get(key)


class Known:
    """What is known of one case on one day."""

    __slots__ = ("as_of", "calendars", "directions", "events", "facts", "happenings", "law", "readings")

    def __init__(
        self,
        law: Law,
        as_of: int,
        happenings: Mapping[str, list[Happening]],
        facts: Mapping[str, Any],
        calendars: Mapping[str, Any],
        readings: Mapping[str, str],
        directions: Directions,
    ) -> None:
        self.law = law
        self.as_of = as_of
        self.happenings = happenings
        self.events = frozenset(happenings)
        self.facts = facts
        self.calendars = calendars
        self.readings = readings
        self.directions = directions

    def first(
        self, refs: list[Ref], about: str | None, since: int, skip: tuple[Happening, ...] = ()
    ) -> tuple[int, Happening] | None:
        """The first of some events on or after a day, about the same thing; none of those to skip."""
        best: tuple[int, Happening] | None = None
        for event, key, same in refs:
            for each in self.happenings.get(event, ()):
                day = each.day if key == "on" else each.dates.get(key)
                if day is None or day < since or each in skip or (same and each.about != about):
                    continue
                if best is None or day < best[0]:
                    best = day, each
                if key == "on":
                    break
        return best

"""Whether an exception applies to one limit: the fact, tested, and the judgement, recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from send_deadlines.calendars import Days, Weeks, parse_period
from send_deadlines.engine.happening import Happening
from send_deadlines.errors import CoverageError
from send_deadlines.law.library import Data
from send_deadlines.outcomes import Finding, Step

__all__ = ["ExceptionPlan", "Scene"]


class Scene(NamedTuple):
    """The limit an exception is tested against, and what is known on the day."""

    rule: str
    start: int
    end: int
    judged_before: int
    """The day of a fresh start after the end, from which a judgement is about that one."""
    about: str | None
    as_of: int
    events: frozenset[str]
    happenings: Mapping[str, list[Happening]]
    calendars: Mapping[str, Any]


class ExceptionPlan:
    """An exception made ready to test, as one provision gives it to one limit."""

    __slots__ = (
        "_closed_by",
        "_fact",
        "_judged_by",
        "_need",
        "_opens",
        "_shown_by",
        "_shuts",
        "_since",
        "events",
        "exception",
        "looks_in_calendars",
        "provision",
    )

    def __init__(self, exception: Data, provision: str, since: int = 0) -> None:
        fact = exception["fact"]
        around = fact.get("around_closure")
        self.exception = exception
        self.provision = provision
        self._fact = fact
        self._since = since
        """The first day it is law: nobody could rely on it before."""
        length = around["at_least"] if around else fact.get("at_least")
        self._need = _days(length) if length else 1
        self._opens = _days(around["opens"]) if around else 0
        self._shuts = _days(around["ends"]) if around else 0
        self._shown_by = frozenset(fact[key] for key in ("spell", "happened", "recorded") if fact.get(key))
        self._closed_by: str = around["event"] if around else ""
        self._judged_by: str = exception["judgement"]["event"]
        self.events = frozenset({self._judged_by, self._closed_by}) if around else self._shown_by | {self._judged_by}
        """The events without any of which, and without a calendar, nothing points to it."""
        self.looks_in_calendars = bool(around and around.get("calendars"))

    def find(self, scene: Scene) -> Finding | None:
        """What there is about the exception in a case; None if nothing points to it."""
        if self._judged_by not in scene.events and not self._can_be_shown(scene):
            return None
        judged_on = self._judged(scene)
        shown, why = self._shown(scene)
        if not why and judged_on is None:
            return None
        return Finding(self.exception, self.provision, shown, why, judged_on)

    def _can_be_shown(self, scene: Scene) -> bool:
        """Whether the case has what the fact needs, before it is looked at closely."""
        if self._shown_by.isdisjoint(scene.events):
            return False
        return not self._closed_by or bool(scene.calendars) or self._closed_by in scene.events

    def _judged(self, scene: Scene) -> int | None:
        for each in scene.happenings.get(self._judged_by, ()):
            named = each.attributes.get("exception"), each.attributes.get("limit")
            # A judgement of another time, about another start of the same rule, says nothing of this one.
            of_this_time = max(scene.start, self._since) <= each.day < scene.judged_before
            if of_this_time and named == (self.exception["id"], scene.rule) and each.about in (None, scene.about):
                return each.day
        return None

    def _shown(self, scene: Scene) -> tuple[bool, Step]:
        fact = self._fact
        found: Step = ()
        if fact.get("spell"):
            longest = 0
            for first, last in _joined(scene.happenings.get(fact["spell"], ()), scene.as_of):
                inside = min(last, scene.end) - max(first, scene.start + 1) + 1
                if inside >= self._need:
                    return True, ("spell", fact["spell"], first, last)
                longest = max(longest, inside)
                found = ("too short", fact["spell"], longest, self._need)
        elif fact.get("recorded"):
            for each in scene.happenings.get(fact["recorded"], ()):
                until = each.dates.get("until")
                if each.day <= scene.end and (each.day > scene.start or (until is not None and until > scene.start)):
                    return True, ("recorded", fact["recorded"], each.day)
                # Whether what began before the period still lasted in it is not guessed.
                lasted = each.day <= scene.start and until is None
                found = ("missing", fact["recorded"], "until") if lasted else ("outside", fact["recorded"], each.day)
        elif fact.get("around_closure"):
            return self._shown_around_closure(scene)
        else:
            for each in scene.happenings.get(fact["happened"], ()):
                if fact.get("same_about") and each.about != scene.about:
                    continue
                if self._lacks(each) is not None:
                    continue
                if scene.start < each.day <= scene.end:
                    return True, ("happened", fact["happened"], each.day)
                found = ("outside", fact["happened"], each.day)
        return False, found

    def _shown_around_closure(self, scene: Scene) -> tuple[bool, Step]:
        around = self._fact["around_closure"]
        event = self._fact["happened"]
        found: Step = ()
        for each in scene.happenings.get(event, ()):
            # What happened outside the limit's own time cannot be why the limit was not kept.
            if not scene.start <= each.day <= scene.end:
                continue
            lacks = self._lacks(each)
            if lacks == "":
                continue
            for first, reopens in self._closures(each.about, scene):
                if first - self._opens <= each.day <= reopens - self._shuts:
                    if lacks is None:
                        return True, ("closure", event, each.day, first, reopens)
                    found = ("missing", event, lacks)
            for role in around.get("calendars", []):
                calendar = scene.calendars.get(role)
                if calendar is not None and not found and each.day > calendar.last.toordinal() - self._opens:
                    found = ("calendar ends", event, each.day, calendar.name, calendar.last.toordinal())
        return False, found

    def _lacks(self, each: Happening) -> str | None:
        """None if the event is of the right kind; the attribute it does not say; or "" if it is of another kind."""
        missing = None
        for name, values in self._fact.get("where", {}).items():
            if name not in each.attributes:
                missing = name
            elif each.attributes[name] not in values:
                return ""
        return missing

    def _closures(self, about: str | None, scene: Scene) -> Iterator[tuple[int, int]]:
        """Long closures, as the first closed day and the day of re-opening: those recorded, and those in a calendar."""
        around = self._fact["around_closure"]
        for each in scene.happenings.get(around["event"], ()):
            if each.about is not None and each.about != about:
                continue
            # While a closure has no known end it cannot be said when its window ends.
            until = each.dates.get("until")
            if until is not None and until - each.day + 1 >= self._need:
                yield each.day, until + 1
        for role in around.get("calendars", []):
            calendar = scene.calendars.get(role)
            if calendar is not None:
                try:
                    yield from calendar.closed_spells(self._need)
                except CoverageError:
                    continue


def _joined(happenings: Sequence[Happening], as_of: int) -> list[tuple[int, int]]:
    """The spells, those of one kind that adjoin or overlap made one; one with no known end lasts until the day itself.

    What differs in what it says, such as who was away, is never joined.
    """
    kinds: dict[str, list[tuple[int, int]]] = {}
    for each in happenings:
        last = each.dates.get("until", as_of)
        spells = kinds.setdefault(repr((each.about, sorted(each.attributes.items()))), [])
        if spells and each.day <= spells[-1][1] + 1:
            spells[-1] = spells[-1][0], max(spells[-1][1], last)
        else:
            spells.append((each.day, last))
    return [spell for spells in kinds.values() for spell in spells]


def _days(text: str) -> int:
    period = parse_period(text)
    if isinstance(period, Weeks):
        return period.n * 7
    assert isinstance(period, Days)
    return period.n

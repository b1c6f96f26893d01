"""Whether an exception applies to one limit: the fact, tested, and the judgement, recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from send_deadlines.calendars import Days, Weeks, parse_period
from send_deadlines.engine.intake import Happening
from send_deadlines.errors import CoverageError
from send_deadlines.law.library import Data
from send_deadlines.outcomes import Step

__all__ = ["Finding", "assess"]


class Finding(NamedTuple):
    """What was found about one exception for one limit."""

    exception: Data
    provision: str
    shown: bool
    why: Step
    """What shows the fact, or what would."""
    judged_on: int | None
    """The day the judgement was recorded, None while it is not."""

    @property
    def lifts(self) -> bool:
        """Both halves are there."""
        return self.shown and self.judged_on is not None


def assess(
    exception: Data,
    provision: str,
    rule: str,
    start: int,
    end: int,
    about: str | None,
    as_of: int,
    happenings: Mapping[str, list[Happening]],
    calendars: Mapping[str, Any],
) -> Finding | None:
    """Test an exception against one limit that runs after ``start`` to ``end``; None if nothing points to it."""
    judged_on = None
    for each in happenings.get(exception["judgement"]["event"], ()):
        given = each.attributes
        if given.get("exception") == exception["id"] and given.get("limit") == rule:
            if each.about in (None, about):
                judged_on = each.day
                break
    shown, why = _fact(exception["fact"], start, end, about, as_of, happenings, calendars)
    if not why and judged_on is None:
        return None
    return Finding(exception, provision, shown, why, judged_on)


def _fact(
    fact: Data,
    start: int,
    end: int,
    about: str | None,
    as_of: int,
    happenings: Mapping[str, list[Happening]],
    calendars: Mapping[str, Any],
) -> tuple[bool, Step]:
    found: Step = ()
    if fact.get("spell"):
        need = _days(fact["at_least"]) if fact.get("at_least") else 1
        for each in happenings.get(fact["spell"], ()):
            until = each.dates.get("until", as_of)
            inside = min(until, end) - max(each.day, start + 1) + 1
            if inside >= need:
                return True, ("spell", fact["spell"], each.day, until)
            found = ("too short", fact["spell"], max(inside, 0), need)
        return False, found
    if fact.get("recorded"):
        for each in happenings.get(fact["recorded"], ()):
            until = each.dates.get("until", end)
            if each.day <= end and until > start:
                return True, ("recorded", fact["recorded"], each.day)
            found = ("outside", fact["recorded"], each.day)
        return False, found
    return _happened(fact, start, end, about, as_of, happenings, calendars)


def _happened(
    fact: Data,
    start: int,
    end: int,
    about: str | None,
    as_of: int,
    happenings: Mapping[str, list[Happening]],
    calendars: Mapping[str, Any],
) -> tuple[bool, Step]:
    found: Step = ()
    around = fact.get("around_closure")
    for each in happenings.get(fact["happened"], ()):
        if fact.get("same_about") and each.about != about:
            continue
        wanted = fact.get("where", {})
        missing = [name for name in wanted if name not in each.attributes]
        if any(each.attributes.get(name) not in values for name, values in wanted.items() if name not in missing):
            continue
        if not around:
            if start < each.day <= end:
                return True, ("happened", fact["happened"], each.day)
            found = found or ("outside", fact["happened"], each.day)
            continue
        # Advice asked for outside the limit's own time cannot be why the limit was not kept.
        if not start <= each.day <= end:
            continue
        for first, reopens in _closures(around, each.about, as_of, happenings, calendars):
            if first - _days(around["opens"]) <= each.day <= reopens - _days(around["ends"]):
                if missing:
                    found = ("missing", fact["happened"], missing[0])
                    continue
                return True, ("closure", fact["happened"], each.day, first, reopens)
    return False, found


def _closures(
    around: Data,
    about: str | None,
    as_of: int,
    happenings: Mapping[str, list[Happening]],
    calendars: Mapping[str, Any],
) -> Iterator[tuple[int, int]]:
    """Long closures, as the first closed day and the day of re-opening: those recorded, and those in a calendar."""
    need = _days(around["at_least"])
    for each in happenings.get(around["event"], ()):
        if each.about not in (None, about) and about is not None:
            continue
        # While a closure has no known end it cannot be said when its window ends.
        until = each.dates.get("until")
        if until is not None and until - each.day + 1 >= need:
            yield each.day, until + 1
    for role in around.get("calendars", []):
        calendar = calendars.get(role)
        if calendar is None:
            continue
        try:
            yield from calendar.closed_spells(need)
        except CoverageError:
            continue


def _days(text: str) -> int:
    period = parse_period(text)
    if isinstance(period, Weeks):
        return period.n * 7
    assert isinstance(period, Days)
    return period.n

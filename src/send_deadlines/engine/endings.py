"""What ends the need to act, and what brings it back, in order of their days."""

from __future__ import annotations

from send_deadlines.engine.happening import Happening
from send_deadlines.engine.known import Known
from send_deadlines.engine.plan import FAR, Plan

__all__ = ["Turn", "over_between", "over_days", "over_on", "turns"]

Turn = tuple[int, bool, str, Happening, frozenset[str] | None]
"""An ending, or a revival: its day, whether it revives, its name, what happened, and the endings it undoes."""


def turns(plan: Plan, about: str | None, ended_since: int, revived_since: int, known: Known) -> list[Turn]:
    """Each ending and each revival of a rule's deadlines about one thing, since a day of each."""
    found: list[Turn] = []
    for event, key, same in plan.ended:
        for each in known.happenings.get(event, ()):
            day = each.at(key)
            if day is not None and ended_since <= day <= known.as_of and not (same and each.about != about):
                found.append((day, False, event, each, None))
    for (event, key, same), undoes in plan.revived:
        for each in known.happenings.get(event, ()):
            day = each.at(key)
            if day is not None and day >= revived_since and not (same and each.about != about):
                found.append((day, True, event, each, undoes))
    return sorted(found, key=lambda turn: (*turn[:3], turn[3].order))


def over_days(plan: Plan, about: str | None, since: int, until: int, known: Known) -> list[int]:
    """The days, from one to another, on which what was going on was over: ended, and not brought back."""
    pending: list[Turn] = []
    for turn in turns(plan, about, since, since, known):
        undoes = turn[4]
        if undoes is None:
            pending.append(turn)
        else:
            pending = [ending for ending in pending if ending[2] not in undoes]
    return [turn[0] for turn in pending if turn[0] <= until]


def over_on(plan: Plan, about: str | None, since: int, known: Known) -> int | None:
    """The first day, on or after another, on which what was going on was over."""
    return next(iter(over_days(plan, about, since, FAR, known)), None)


def over_between(plan: Plan, about: str | None, one: int, other: int, known: Known) -> bool:
    """Whether what was going on upon the earlier of two days was over before the later."""
    first, last = sorted((one, other))
    return first < last and bool(over_days(plan, about, first, last - 1, known))

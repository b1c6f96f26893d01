"""Run the plans of one case: find what starts each rule, date it, and say where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from send_deadlines.engine.conditions import known_false, test_conditions
from send_deadlines.engine.dating import date_of
from send_deadlines.engine.due import NotKnown, Reckoned
from send_deadlines.engine.intake import Happening
from send_deadlines.engine.plan import FAR, Plan, Ref
from send_deadlines.engine.standing import stand
from send_deadlines.law.library import Data, Law
from send_deadlines.outcomes import Deadline, State, Step

__all__ = ["Run", "Start"]

Directions = Mapping[str, list[tuple[Happening, int | None, Data]]]

_LAPSED = (State.LAPSED, State.OVERDUE, State.MET_LATE)


class Start(NamedTuple):
    """What started one deadline of a rule."""

    happening: Happening
    key: str
    """Which of its dates the clock counts from."""
    about: str | None
    following: int = FAR
    """The day of the next start of the same rule about the same thing."""
    again: bool = False
    """Whether an earlier one came before."""
    later: tuple[int, ...] = ()
    """The days of every later start."""

    @property
    def day(self) -> int:
        """The day it happened, whichever of its dates the clock counts from."""
        return self.happening.day

    @property
    def counts_from(self) -> int | None:
        """The day the clock counts from, None while it is not known."""
        return self.happening.at(self.key)


class Run:
    """One case on one day, while its deadlines are worked out."""

    __slots__ = ("as_of", "calendars", "directions", "facts", "found", "happenings", "law", "readings")

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
        self.facts = facts
        self.calendars = calendars
        self.readings = readings
        self.directions = directions
        self.found: list[Deadline] = []

    def plan(self, plan: Plan) -> None:
        """Add every deadline of one rule."""
        happenings = self.happenings
        starts = [(each, key) for event, key in plan.starts if event in happenings for each in happenings[event]]
        if len(starts) == 1 and plan.act not in self.directions:
            happening, key = starts[0]
            about = happening.about if plan.about_kind is not None else None
            self._add(plan, Start(happening, key, about), None)
        elif starts or plan.act in self.directions:
            for chain in self._chains(plan, starts):
                met: Happening | None = None
                for start in chain:
                    met = self._add(plan, start, met)
        if plan.starts_when_lapsed:
            self._lapses(plan)

    def _chains(self, plan: Plan, starts: list[tuple[Happening, str]]) -> list[list[Start]]:
        """The starts of a rule in order, apart for each thing they are about."""
        starts = [start for start in starts if not known_false(plan, start[0])]
        by_kind = plan.about_kind is not None
        for each, _, replaces in self.directions.get(plan.act or "", ()):
            # A direction about an act that nothing else has started starts it.
            if not any(not by_kind or other.about == each.about for other, _ in starts):
                starts.append((each, replaces["due"]))
        starts.sort(key=lambda start: start[0].order)
        chains: dict[str | None, list[tuple[Happening, str]]] = {}
        for start in starts:
            chains.setdefault(start[0].about if by_kind else None, []).append(start)
        return [_chain(about, chain) for about, chain in chains.items()]

    def _lapses(self, plan: Plan) -> None:
        """Add the deadlines that start because another rule's last day has gone."""
        for other in [each for each in self.found if each.rule in plan.starts_when_lapsed]:
            if other._due is None or self.as_of <= other._due or other.state not in _LAPSED:
                continue
            moved = plan.rule["lapse_from"] == "after any move"
            day = other._due if moved or other._end is None else other._end
            self._add(plan, Start(Happening(f"{other.rule} lapsed", day, other.about, {}, {}), "on", other.about), None)

    def _add(self, plan: Plan, start: Start, met_before: Happening | None) -> Happening | None:
        """Work out one deadline and add it, if there is one; returns what met it, so that it meets no other."""
        since, until, selected_by = plan.in_force
        if selected_by != "due" and not since <= start.day <= until:
            return None
        steps: list[Step] = []
        doubt: NotKnown | None = None
        applies: bool | None = True
        if plan.conditions:
            applies, steps = test_conditions(plan, self, start.happening, start.about)
            if applies is False:
                return None
            if applies is None:
                needed = " and ".join(step[3] for step in steps if step[2] is None)
                doubt = NotKnown("whether the rule applies is not known", needed)
        made = Deadline(plan, start.about, start.happening.event, start.day)
        counts_from = start.day if start.key == "on" else start.happening.dates.get(start.key)
        steps.insert(0, ("started", start.happening.event, start.key, start.day, counts_from))
        unless = plan.unless
        reckoned: Reckoned | None = None
        if plan.has_date:
            try:
                reckoned, unless = date_of(plan, start, self, steps)
            except NotKnown as not_known:
                doubt = doubt or not_known
                made._earliest, made._latest = not_known.earliest, not_known.latest
        if reckoned is not None:
            if selected_by == "due" and not since <= reckoned.due <= until:
                return None
            if reckoned.provisional:
                made.provisional = "bank holidays of the years that decide it have not all been announced"
            if doubt is None:
                made._due, made._end, made._latest = reckoned.due, reckoned.end, reckoned.latest
            else:
                made._earliest, made._latest = reckoned.due, reckoned.latest or reckoned.due
        reading = next((step for step in steps if step[0] == "reading"), None) if plan.dispute else None
        if reading is not None:
            made._readings = tuple(each for each in reading[3] if each[0] != reading[2])
        met = stand(plan, start, made, self, unless, doubt, applies, met_before, steps)
        made.steps = tuple(steps)
        self.found.append(made)
        return met

    def first(
        self, refs: list[Ref], about: str | None, since: int, skip: Happening | None = None
    ) -> tuple[int, Happening] | None:
        """The first of some events on or after a day, about the same thing."""
        best: tuple[int, Happening] | None = None
        for event, key, same in refs:
            for each in self.happenings.get(event, ()):
                day = each.day if key == "on" else each.dates.get(key)
                if day is None or day < since or each is skip or (same and each.about != about):
                    continue
                if best is None or day < best[0]:
                    best = day, each
                if key == "on":
                    break
        return best


def _chain(about: str | None, starts: list[tuple[Happening, str]]) -> list[Start]:
    """Starts about one thing, each told of those that follow it on a later day."""
    made = []
    for i, (happening, key) in enumerate(starts):
        later = tuple(other.day for other, _ in starts[i + 1 :] if other.day > happening.day)
        made.append(Start(happening, key, about, min(later, default=FAR), i > 0, later))
    return made

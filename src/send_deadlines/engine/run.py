"""Run the plans of one case: find what starts each rule, date it, and say where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from send_deadlines.engine.conditions import known_false, test_conditions
from send_deadlines.engine.dating import date_of
from send_deadlines.engine.directions import is_directed, starting
from send_deadlines.engine.due import NotKnown
from send_deadlines.engine.happening import Happening
from send_deadlines.engine.known import Known, Start
from send_deadlines.engine.plan import Plan
from send_deadlines.engine.plan_book import Started
from send_deadlines.engine.readings import in_time_by, other_readings
from send_deadlines.engine.standing import stand
from send_deadlines.outcomes import Deadline, Step
from send_deadlines.states import State

__all__ = ["Run"]

_LAPSED = (State.LAPSED, State.OVERDUE, State.MET_LATE)


class Run:
    """The deadlines of one case, while they are worked out."""

    __slots__ = ("_begun", "found", "known", "out_of_force")

    def __init__(self, known: Known) -> None:
        self.known = known
        self.found: list[Deadline] = []
        self._begun: frozenset[tuple[str | None, str | None]] = frozenset()
        self.out_of_force: set[tuple[str, int]] = set()
        """Starts of rules that were not law on their day."""

    def every(self, started: Sequence[Started]) -> None:
        """Add every deadline of the plans that the events of the case, or directions, can start."""
        if self.known.directions:
            self._begun = frozenset(
                (plan.act, each.about if plan.about_kind is not None else None)
                for plan, keys in started
                if plan.act in self.known.directions
                for event, _ in keys
                for each in self.known.happenings[event]
                if not known_false(plan, each)
            )
        for plan, keys in started:
            self.plan(plan, keys)

    def plan(self, plan: Plan, keys: tuple[tuple[str, str], ...]) -> None:
        """Add every deadline of one rule, whose starts with the events there are in the case are ``keys``."""
        known = self.known
        happenings = known.happenings
        if known.facts:
            plan = plan.for_case(known.facts)
        if plan.dispute is not None:
            read = plan.readings.get(known.readings.get(plan.dispute, ""))
            if read is not None:
                plan = read
            if plan.original.rereads_events:
                keys = tuple(start for start in plan.starts if start[0] in happenings)
        if len(keys) == 1 and len(happenings[keys[0][0]]) == 1 and plan.act not in known.directions:
            event, key = keys[0]
            happening = happenings[event][0]
            self._add(plan, Start(happening, key, happening.about if plan.about_kind is not None else None), None)
        elif keys or plan.act in known.directions:
            for chain in self._chains(plan, [(each, key) for event, key in keys for each in happenings[event]]):
                met: Happening | None = None
                for start in chain:
                    met = self._add(plan, start, met)
        if plan.starts_when_lapsed:
            self._lapses(plan)

    def _chains(self, plan: Plan, starts: list[tuple[Happening, str]]) -> list[list[Start]]:
        """The starts of a rule in order, apart for each thing they are about."""
        if plan.conditions:
            starts = [start for start in starts if not known_false(plan, start[0])]
        by_kind = plan.about_kind is not None
        # A direction about an act starts every rule of it, or, where one of them has begun, only that one.
        if plan.act in self.known.directions:
            begun = [happening for happening, _ in starts]
            starts += [(each.happening, each.key) for each in starting(plan, begun, self._begun, self.known)]
        starts.sort(key=lambda start: start[0].order)
        chains: dict[str | None, list[tuple[Happening, str]]] = {}
        for start in starts:
            chains.setdefault(start[0].about if by_kind else None, []).append(start)
        return [_chain(plan, about, self._told_once(plan, chain)) for about, chain in chains.items()]

    def _told_once(self, plan: Plan, chain: list[tuple[Happening, str]]) -> list[tuple[Happening, str]]:
        """The starts of clocks that run beside one another, without those that only tell again what can happen once."""
        if plan.supersedes or len(chain) == 1:
            return chain
        kept: list[tuple[Happening, str]] = []
        last: dict[str, Happening] = {}
        for start in chain:
            happening = start[0]
            once_after = plan.law.events.get(happening.event, {}).get("once_after", ())
            before = last.get(happening.event)
            if before is None or not once_after or self._came_between(once_after, before, happening):
                kept.append(start)
                last[happening.event] = happening
        return kept

    def _came_between(self, events: Sequence[str], before: Happening, after: Happening) -> bool:
        """Whether one of some events about the same thing came between two others."""
        return any(
            before.day < each.day <= after.day and each.about in (after.about, None)
            for event in events
            for each in self.known.happenings.get(event, ())
        )

    def _lapses(self, plan: Plan) -> None:
        """Add the deadlines that start because another rule's last day has gone."""
        for other in [each for each in self.found if each.rule in plan.starts_when_lapsed]:
            if other._due is None or self.known.as_of <= other._due or other.state not in _LAPSED:
                continue
            moved = plan.rule["lapse_from"] == "after any move"
            day = other._due if moved or other._end is None else other._end
            self._add(plan, Start(Happening(f"{other.rule} lapsed", day, other.about, {}, {}), "on", other.about), None)

    def _add(self, plan: Plan, start: Start, met_before: Happening | None) -> Happening | None:
        """Work out one deadline and add it, if there is one; returns what met it, so that it meets no other."""
        since, until, selected_by = plan.in_force
        day = self.known.selecting_day(plan.day_of, start) if plan.day_of else start.day
        if selected_by != "due" and not since <= day <= until:
            self.out_of_force.add((start.happening.event, start.day))
            return None
        steps: list[Step] = [("started", start.happening.event, start.key, start.day, start.counts_from)]
        how = start.happening.how
        if how:
            steps += [how[key] for key in dict.fromkeys(("on", start.key)) if key in how]
        doubt: NotKnown | None = None
        applies: bool | None = True
        if plan.conditions:
            applies, tested = test_conditions(plan, self.known, start.happening, start.about)
            if applies is False and not (plan.strength == "usual" and is_directed(plan, start, self.known)):
                return None
            applies = None if applies is None else True
            steps += tested
            if applies is None:
                needed = " and ".join(dict.fromkeys(step[3] for step in tested if step[2] is None))
                doubt = NotKnown("whether the rule applies is not known", needed)
        made = Deadline(plan, start.about, start.happening.event, start.day)
        unless = plan.unless
        told = len(steps)
        if plan.has_date:
            try:
                unless = date_of(plan, start, made, self.known, steps)
            except NotKnown as not_known:
                doubt = doubt or not_known
                made._earliest, made._latest = not_known.earliest, not_known.latest
            if made._directed_on is not None and applies is None:
                applies, doubt = True, None  # what is directed is wanted
            if selected_by == "due" and made._due is not None and not since <= made._due <= until:
                return None
            if doubt is not None and made._due is not None:
                made._earliest, made._latest = made._due, made._latest or made._due
                made._due = made._end = None
        if plan.dispute is not None and not any(step[0] == "directed" for step in steps):
            steps.insert(told, other_readings(plan, start, made._due, self.known))
        met = stand(plan, start, made, self.known, unless, doubt, applies, met_before, steps)
        made.steps = tuple(steps)
        if (plan.dispute is not None or made._latest is not None) and made.is_breach:
            ended = [step[2] for step in steps if step[0] == "ended"]
            made._in_time_by = in_time_by(plan, start, made, min([start.following, *ended]), self.known)
            if made._in_time_by:
                made.steps += (("in time by", made._in_time_by),)
        self.found.append(made)
        return met


def _chain(plan: Plan, about: str | None, starts: list[tuple[Happening, str]]) -> list[Start]:
    """Starts about one thing, each told of those that follow it on a later day, and of those that only repeat it."""
    if len(starts) == 1:
        happening, key = starts[0]
        return [Start(happening, key, about)]
    kept: list[tuple[Happening, str]] = []
    repeats: list[list[Happening]] = []
    from_day: dict[int | None, int] = {}
    for start in starts:
        counts_from = start[0].at(start[1])
        place = from_day.get(counts_from)
        if place is not None and _repeats(plan, kept[place], start):
            repeats[place].append(start[0])
        else:
            from_day[counts_from] = len(kept)
            kept.append(start)
            repeats.append([])
    days = tuple(happening.day for happening, _ in kept)
    return [Start(happening, key, about, i > 0, days, tuple(repeats[i])) for i, (happening, key) in enumerate(kept)]


def _repeats(plan: Plan, start: tuple[Happening, str], later: tuple[Happening, str]) -> bool:
    """Whether a later start only repeats one: two decisions after one meeting are one review."""
    (one, key), (other, other_key) = start, later
    counts_from = one.at(key)
    if counts_from is None or counts_from != other.at(other_key):
        return False
    return key in one.how or other_key in other.how or (plan.supersedes and one.day == other.day)

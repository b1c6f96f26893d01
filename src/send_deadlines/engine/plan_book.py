"""The plans of a law, found by the events that start them.

One plan is made of each rule the first time an event could start it, and kept with the law.
"""

from __future__ import annotations

from send_deadlines.engine.plan import Plan, split
from send_deadlines.law.library import Law

__all__ = ["PlanBook", "Started", "plan_book"]

Started = tuple[Plan, tuple[tuple[str, str], ...]]
"""A plan, and those of its starts, each an event and one of its dates, whose events are in a case."""


class PlanBook:
    """The plans of a law, made as they are needed, found by the events that start them."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self._plans: dict[int, Plan] = {}
        self._by_event: dict[str, list[int]] = {}
        self._by_act: dict[str, list[int]] = {}
        self._by_lapse: dict[str, list[int]] = {}
        self._by_guard: dict[str, list[int]] = {}
        self.directing = frozenset(name for name, event in law.events.items() if event.get("replaces"))
        """The events that are directions."""
        self._found: dict[frozenset[str], tuple[Started, ...]] = {}
        self._forces: dict[str, list[tuple[int, int, str]]] = {}
        for order, rule in enumerate(law.rules):
            texts = list(rule.get("starts", []))
            for limb in (rule.get("later_of") or rule.get("earlier_of") or [])[:1]:
                texts += limb["starts"]
            for readings in rule.get("readings", {}).values():
                texts += [text for words in readings.values() for text in words.get("starts", [])]
            for event in dict.fromkeys(split(text)[0] for text in texts):
                self._by_event.setdefault(event, []).append(order)
            if rule.get("act"):
                self._by_act.setdefault(rule["act"], []).append(order)
            for guarded in rule.get("guards", []):
                self._by_guard.setdefault(split(guarded)[0], []).append(order)
            for other in rule.get("starts_when_lapsed", []):
                self._by_lapse.setdefault(other, []).append(order)

    def plan(self, order: int) -> Plan:
        """The plan of the rule in that place, made when it is first asked for."""
        made = self._plans.get(order)
        if made is None:
            made = self._plans[order] = Plan(self.law, self.law.rules[order], order)
        return made

    def for_events(self, events: frozenset[str], acts: frozenset[str]) -> tuple[Started, ...]:
        """The plans that these events, or directions about these acts, can start; those that follow a lapse last.

        Each comes with those of its starts whose events are there.
        """
        key = events | acts if acts else events
        found = self._found.get(key)
        if found is None:
            orders = {order for event in events for order in self._by_event.get(event, ())}
            orders |= {order for act in acts for order in self._by_act.get(act, ())}
            plans = [self.plan(order) for order in sorted(orders)]
            waiting = list(plans)
            while waiting:
                followers = [self.plan(order) for each in waiting for order in self._by_lapse.get(each.id, ())]
                waiting = list(dict.fromkeys(each for each in followers if each not in plans))
                plans += waiting
            if len(self._found) > 5_000:  # a caseload of any size must not fill the memory
                self._found.clear()
            started = ((each, tuple(start for start in each.starts if start[0] in events)) for each in plans)
            found = self._found[key] = tuple(started)
        return found

    def has_in_force(self, event: str, day: int) -> bool:
        """Whether a version of some rule that an event starts is in force on a day."""
        return any(since <= day <= until for since, until, _ in self._in_force(event))

    def _in_force(self, event: str) -> list[tuple[int, int, str]]:
        found = self._forces.get(event)
        if found is None:
            found = self._forces[event] = [self.plan(order).in_force for order in self._by_event.get(event, ())]
        return found

    def version(self, rule: str, day: int) -> Plan | None:
        """The version of a rule in force on a day; None if it was not law then."""
        for order, each in enumerate(self.law.rules):
            if each["id"] == rule:
                plan = self.plan(order)
                if plan.in_force[0] <= day <= plan.in_force[1]:
                    return plan
        return None

    def guarding(self, event: str) -> list[Plan]:
        """The waits that forbid an act."""
        return [self.plan(order) for order in self._by_guard.get(event, ())]


def plan_book(law: Law) -> PlanBook:
    """The plans of a law, kept with it."""
    return law.kept("plans", PlanBook)

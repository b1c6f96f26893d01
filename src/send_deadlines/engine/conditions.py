"""Whether a rule applies: facts, attributes, measures, and what has happened. Unknown stays unknown."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from send_deadlines.engine.due import NotKnown
from send_deadlines.engine.happening import Happening
from send_deadlines.engine.known import Known
from send_deadlines.engine.measures import measure
from send_deadlines.engine.plan import Plan, Ref
from send_deadlines.law.library import Data, Law
from send_deadlines.outcomes import Step

__all__ = ["holds", "known_false", "test_conditions"]


def test_conditions(
    plan: Plan, known: Known, happening: Happening, about: str | None
) -> tuple[bool | None, list[Step]]:
    """Whether all conditions of a rule hold: yes, no, or None while one is not known; and each as a step."""
    outcome: bool | None = True
    steps: list[Step] = []
    for condition, refs in plan.conditions:
        if "started_by" in condition and not _concerns(condition, happening, plan.law):
            continue
        holds, value, needed = _test(condition, refs, known, happening, about)
        if holds is False:
            return False, steps
        if holds is None:
            outcome = None
        steps.append(("condition", condition, holds, needed, value))
    return outcome, steps


def _test(
    condition: Data, refs: list[Ref], known: Known, happening: Happening, about: str | None
) -> tuple[bool | None, Any, str]:
    if condition.get("happened"):
        return known.first(refs, about, 0) is not None, None, ""
    for word, last in (("not_happened", happening.day), ("not_happened_before", happening.day - 1)):
        if condition.get(word):
            earlier = known.first(refs, about, 0)
            return earlier is None or earlier[0] > last, None, ""
    if condition.get("fact"):
        value = known.facts.get(condition["fact"])
        needed = f"the fact `{condition['fact']}`"
    elif condition.get("attribute"):
        carrier = _last(refs, known, about) if "of" in condition else happening
        if carrier is None:
            return False, None, ""
        value = carrier.attributes.get(condition["attribute"])
        needed = f"`{condition['attribute']}` of {carrier.event}"
    else:
        try:
            total = measure(known.law.measures[condition["measure"]], known, happening)
            return holds(condition, total.amount), total, ""
        except NotKnown as not_known:
            return None, None, not_known.settled_by
    if value is None:
        return None, None, needed
    return holds(condition, value), value, ""


def _last(refs: list[Ref], known: Known, about: str | None) -> Happening | None:
    """The last of some events about the same thing."""
    there = [
        each for event, _, same in refs for each in known.happenings.get(event, ()) if not same or each.about == about
    ]
    return max(there, key=lambda each: each.order, default=None)


def known_false(plan: Plan, happening: Happening) -> bool:
    """Whether what the starting event itself says already shows that a rule is not meant."""
    for words, _ in plan.conditions:
        name = words.get("attribute")
        if name is None or "of" in words or name not in happening.attributes:
            continue
        if "started_by" in words and not _concerns(words, happening, plan.law):
            continue
        if not holds(words, happening.attributes[name]):
            return True
    return False


def _concerns(condition: Data, happening: Happening, law: Law) -> bool:
    """Whether a test is made where this event started the clock."""
    return any(happening.event in (name, law.recorded(name)) for name in condition["started_by"])


_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "equals": operator.eq,
    "one_of": lambda value, wanted: value in wanted,
    "over": operator.gt,
    "at_least": operator.ge,
    "under": operator.lt,
    "at_most": operator.le,
}


def holds(condition: Data, value: Any) -> bool:
    """Whether a value passes the test that a condition puts to it."""
    return all(test(value, condition[word]) for word, test in _TESTS.items() if word in condition)

"""Whether a rule applies: facts, attributes, measures, and what has happened. Unknown stays unknown."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from send_deadlines.engine.due import SCHOOL, NotKnown
from send_deadlines.engine.found_dates import whole_years
from send_deadlines.engine.happening import Happening
from send_deadlines.engine.known import Known
from send_deadlines.engine.plan import FAR, Plan, Ref
from send_deadlines.errors import CoverageError
from send_deadlines.law.library import Data, Law
from send_deadlines.outcomes import Step
from send_deadlines.said import iso_day

__all__ = ["known_false", "measure", "test_conditions"]


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
    if condition.get("not_happened"):
        earlier = known.first(refs, about, 0)
        return earlier is None or earlier[0] > happening.day, None, ""
    if condition.get("fact"):
        value = known.facts.get(condition["fact"])
        needed = f"the fact `{condition['fact']}`"
    elif condition.get("attribute"):
        value = happening.attributes.get(condition["attribute"])
        needed = f"`{condition['attribute']}` of {happening.event}"
    else:
        try:
            value = measure(known.law.measures[condition["measure"]], known, happening)
            needed = ""
        except NotKnown as not_known:
            return None, None, not_known.settled_by
    if value is None:
        return None, None, needed
    return _holds(condition, value), value, ""


def known_false(plan: Plan, happening: Happening) -> bool:
    """Whether what the starting event itself says already shows that a rule is not meant."""
    for words, _ in plan.conditions:
        name = words.get("attribute")
        if name is None or name not in happening.attributes:
            continue
        if "started_by" in words and not _concerns(words, happening, plan.law):
            continue
        if not _holds(words, happening.attributes[name]):
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


def _holds(condition: Data, value: Any) -> bool:
    return all(test(value, condition[word]) for word, test in _TESTS.items() if word in condition)


def measure(words: Data, known: Known, happening: Happening) -> float:
    """A running total up to and with the day of the happening, or the whole years to it since an event.

    Raises :class:`NotKnown` when the event, the school's calendar, or a number of one of the events, is missing.
    """
    if words.get("years_since"):
        since = known.happenings.get(words["years_since"])
        if not since:
            raise NotKnown(f"{words['years_since']} is not recorded", f"the day of {words['years_since']}")
        return whole_years(since[0].day, happening.day)
    first, last = -FAR, FAR
    if words["over"] != "everything":
        calendar = known.calendars.get(SCHOOL)
        if calendar is None:
            raise NotKnown(f"{words['over']}s are those of the school's own calendar", "the school's calendar")
        try:
            if words["over"] == "school term":
                term = calendar.term_containing(happening.day)
                if term is None:
                    day = iso_day(happening.day)
                    raise NotKnown(f"{day} is in no term of '{calendar.name}'", f"the term that holds {day}")
                first, last = term.first.toordinal(), term.last.toordinal()
            else:
                first = calendar.school_year_start(happening.day)
        except CoverageError as error:
            raise NotKnown(str(error), f"the dates of '{error.calendar}'") from None
    total = 0.0
    for each in known.happenings.get(words["of"], ()):
        # What the happening itself is about counts, even when it begins later than the day it was told of.
        of_it = each.day <= happening.day or (each.about is not None and each.about == happening.about)
        if first <= each.day <= last and of_it:
            number = each.attributes.get(words["sum"])
            if number is None:
                raise NotKnown(
                    f"one {words['of']} does not say its `{words['sum']}`",
                    f"`{words['sum']}` of {words['of']} on {iso_day(each.day)}",
                )
            total += number
    return total

"""Directions: the days that are fixed in a case itself, in place of the usual ones.

A direction names an act, and fixes its day, or gives so much time before or after another day, or says that the act is
not required. Which events are directions, and from which days they can count, the vocabulary says. The last direction
about an act takes the place of every earlier one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from send_deadlines.calendars import parse_period
from send_deadlines.case import as_day
from send_deadlines.engine.directed_days import Direction, fixed_by
from send_deadlines.engine.due import NotKnown, Reckoned
from send_deadlines.engine.endings import over_between
from send_deadlines.engine.happening import Happening
from send_deadlines.engine.known import Known, Start
from send_deadlines.engine.plan import FAR, Plan
from send_deadlines.engine.plan_book import PlanBook
from send_deadlines.law.library import Data

__all__ = [
    "asked_again_by",
    "directions_of",
    "fixed_day",
    "is_directed",
    "released_on",
    "starting",
    "told_on",
]


def directions_of(happenings: Mapping[str, list[Happening]], book: PlanBook) -> dict[str, list[Direction]]:
    """The directions given, by the act they are about, in the order they were given."""
    found: dict[str, list[Direction]] = {}
    for event in book.directing.intersection(happenings):
        replaces = book.law.events[event]["replaces"]
        for each in happenings[event]:
            act = each.attributes.get(replaces["act"])
            if act is not None:
                key = replaces["due"]
                found.setdefault(act, []).append(Direction(each, key, replaces, each.at(key)))
            for words in each.attributes.get(replaces.get("acts"), ()):
                found.setdefault(words["act"], []).append(_direction(each, replaces, words))
    for given in found.values():
        given.sort(key=lambda each: each.happening.order)
    return found


def _direction(happening: Happening, replaces: Data, words: Mapping[str, Any]) -> Direction:
    return Direction(
        happening,
        "on",
        replaces,
        as_day(words["due"]).toordinal() if "due" in words else None,
        parse_period(words["within"]) if "within" in words else None,
        parse_period(words["before"]) if "before" in words else None,
        words.get("clear_days"),
        words.get("who"),
        words.get("of", ""),
        bool(words.get("not_required")),
        bool(words.get("again")),
    )


def starting(
    plan: Plan, others: Sequence[Happening], elsewhere: Collection[tuple[str | None, str | None]], known: Known
) -> list[Direction]:
    """The directions about the act of a rule that start it, beside what else does.

    ``elsewhere`` are acts, each with what it is about, that what has happened has started in some rule. The first
    direction about a thing starts it, where nothing else has; so does one that asks again for what had been done;
    and what only directions start is started anew by one that comes when it was over.
    """
    by_kind = plan.about_kind is not None
    found: list[Direction] = []
    for each in known.directions.get(plan.act or "", ()):
        if each.not_required or each.who not in (None, plan.rule["who"]):
            continue
        about = each.happening.about if by_kind else None
        begun = [
            other for other in (*others, *(one.happening for one in found)) if about is None or other.about == about
        ]
        here = [other for other in begun if not over_between(plan, about, other.day, each.happening.day, known)]
        if not here:
            # An act that something else has begun, in this rule or in another, belongs to what began it.
            if plan.as_directed or not (begun or (plan.act, about) in elsewhere):
                found.append(each)
        elif each.again and _had_been_done(each, plan, here, about, known):
            found.append(each)
            _days_asked_again(plan, about, known).append(each.happening.day)
    return found


def _had_been_done(each: Direction, plan: Plan, here: list[Happening], about: str | None, known: Known) -> bool:
    """Whether what a direction asks for again had been done by then."""
    before_it = [other for other in here if other.day <= each.happening.day]
    if not before_it:
        return False
    again = max(_days_asked_again(plan, about, known), default=0)
    # What was done before a hearing was moved counts, until it was asked for again.
    since = max(min(other.day for other in before_it), again) if plan.moves else max(other.day for other in before_it)
    done = known.first(plan.done, about, since)
    return done is not None and done[0] < each.happening.day


def _days_asked_again(plan: Plan, about: str | None, known: Known) -> list[int]:
    """The days on which the act of a rule was asked for again, as they are found."""
    days: list[int] = known.made.setdefault(("asked again", plan.id, about), [])
    return days


def asked_again_by(plan: Plan, start: Start, known: Known) -> int:
    """The last day, up to a start, on which the act was asked for again; no day where it was not.

    It is the day of the start itself where a direction that asks again is what starts it.
    """
    return max((day for day in _days_asked_again(plan, start.about, known) if day <= start.day), default=0)


def _about_it(plan: Plan, start: Start, known: Known) -> list[Direction]:
    """The directions about the act of a rule that belong to one start of it.

    Not those about another thing; of proceedings that were over before this start, or that came after its own were
    over; from before the act was asked for again, or after; from after a later start took the place of this one; or
    from before it, where an earlier clock ran beside it then.
    """
    by_kind = plan.about_kind is not None
    later = (day for day in _days_asked_again(plan, start.about, known) if day > start.day)
    first = asked_again_by(plan, start, known)
    until = min(later, default=start.following if plan.supersedes else FAR)
    return [
        each
        for each in known.directions[plan.act or ""]
        if (not by_kind or each.happening.about in (start.about, None))
        and each.who in (None, plan.rule["who"])
        and first <= each.happening.day < until
        and (plan.supersedes or start.day <= each.happening.day or start.day == start.first)
        and not over_between(plan, start.about, start.day, each.happening.day, known)
    ]


def is_directed(plan: Plan, start: Start, known: Known) -> bool:
    """Whether a direction wants the act of one start."""
    return plan.act in known.directions and any(not each.not_required for each in _about_it(plan, start, known))


def told_on(due: int, plan: Plan, start: Start, known: Known) -> int:
    """The first day on which a direction asked for the act by a day, or by an earlier one."""
    found = []
    for each in _about_it(plan, start, known):
        if each.not_required or each.says_nothing:
            continue
        try:
            reckoned, _ = fixed_by(each, plan, start, known)
        except NotKnown:
            continue
        if reckoned.due <= due:
            known_since = [step[4] for step in reckoned.steps if step[0] == "measured from"]
            found.append(max(each.happening.day, *known_since) if known_since else each.happening.day)
    return min(found)


def released_on(plan: Plan, start: Start, known: Known) -> tuple[int, Happening] | None:
    """The day from which a direction no longer requires the act, and what said so; None if the last does require it."""
    given = _about_it(plan, start, known)
    last = max((each.happening.day for each in given if not each.not_required), default=0)
    after = (each.happening for each in given if each.not_required and each.happening.day > last)
    return next(((each.day, each) for each in after), None)


def fixed_day(plan: Plan, start: Start, known: Known) -> tuple[Reckoned, Data | None, int] | None:
    """The day the last direction about this act fixes, the way it is counted, and when it was given.

    None if no direction fixes one. Raises :class:`NotKnown` where it does not say which day, or where two of one day
    say different things.
    """
    given = _about_it(plan, start, known)
    fixing = [each for each in given if not each.not_required]
    if not fixing:
        return None
    last = max(each.happening.day for each in fixing)
    of_that_day = [each for each in given if each.happening.day == last]
    if any(each.not_required for each in of_that_day):
        raise NotKnown("directions of one day both ask for the act and do not", "which of the directions stands")
    found = [fixed_by(each, plan, start, known) for each in of_that_day if not each.says_nothing]
    if not found:
        raise NotKnown("a direction names the act and no day", "the day the direction fixes")
    days = [reckoned.due for reckoned, _ in found]
    if min(days) != max(days):
        why = "directions of one day fix different days for the act"
        raise NotKnown(why, "which of the directions stands", min(days), max(days))
    return *found[0], last

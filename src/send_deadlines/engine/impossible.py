"""Find what cannot be: events in an order, or at an age, in which they cannot have happened."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from send_deadlines.calendars import PLAIN, count_forward, parse_period
from send_deadlines.engine.happening import NOTHING, Happening
from send_deadlines.errors import CoverageError, Problem
from send_deadlines.law.library import Data, Law
from send_deadlines.said import iso_day

__all__ = ["impossible"]


_ORDERED = frozenset({"follows", "comes_after", "once_after", "one_about", "too_late", "no_later", "no_sooner"})
"""The words that say in which order, or at which time, an event can come."""


class _Check:
    """What there is to check of one event of the vocabulary."""

    __slots__ = ("kind", "lasts", "ordered", "words")

    def __init__(self, words: Data) -> None:
        self.words = words
        self.ordered = not _ORDERED.isdisjoint(words)
        self.lasts = "until" in words.get("dates", NOTHING)
        self.kind: str | None = words.get("about")


def _checks(law: Law) -> dict[str, _Check]:
    return {name: _Check(words) for name, words in law.events.items()}


def impossible(where: str, found: dict[str, list[Happening]], law: Law, more: bool) -> tuple[Problem, ...]:
    """Orders that cannot be, and things whose name is missing where there are several."""
    problems: list[Problem] = []
    checks = law.kept("checks", _checks)
    for name in sorted(found):
        check = checks[name]
        if check.ordered:
            problems += _order(where, name, check.words, found, law.events)
        if more and (check.lasts or check.kind):
            problems += _ends_and_names(where, name, check, found, law.events)
    return tuple(problems)


def _order(
    where: str, name: str, words: Data, found: dict[str, list[Happening]], events: dict[str, Data]
) -> Iterator[Problem]:
    """What comes in an order, or at a time, that cannot be."""
    happenings = found[name]
    if "follows" in words and not _is_in_order(words, happenings, found):
        yield from _out_of_order(where, name, found, events)
    if "comes_after" in words:
        yield from _too_early(where, happenings, words["comes_after"], found)
    if "once_after" in words and len(happenings) > 1:
        yield from _repeated(where, happenings, words["once_after"], found)
    if "too_late" in words:
        yield from _too_late(where, words, happenings, found)
    if "one_about" in words:
        yield from _not_apart(where, name, words["one_about"], found, events)
    if "no_later" in words or "no_sooner" in words:
        yield from _out_of_time(where, happenings, words, found)


def _ends_and_names(
    where: str, name: str, check: _Check, found: dict[str, list[Happening]], events: dict[str, Data]
) -> Iterator[Problem]:
    """What ends before it begins, and what does not say which of several things it is about."""
    for each in found[name] if check.lasts else ():
        last = each.dates.get("until", each.day)
        if last < each.day:
            what = f"{name} on {iso_day(each.day)} ends on {iso_day(last)}, before it begins"
            yield Problem(where, what, "correct its `on` or its `until`")
    if check.kind and any(each.about is None for each in found[name]):
        others = _named(check.kind, found, events)
        if others:
            what = f"{name} does not say which {check.kind} it is about"
            yield Problem(where, what, "give `about`: " + ", ".join(others))


def _first(names: list[str], found: dict[str, list[Happening]]) -> Happening | None:
    """The first of some events; None where none of them is recorded."""
    return min((found[name][0] for name in names if name in found), key=lambda each: each.day, default=None)


def _too_early(
    where: str, happenings: list[Happening], comes_after: list[str], found: dict[str, list[Happening]]
) -> Iterator[Problem]:
    """Events that come before the first of those they cannot come before."""
    first = _first(comes_after, found)
    for each in happenings:
        if first is not None and each.day < first.day:
            what = f"{each.event} on {iso_day(each.day)} comes before {first.event} on {iso_day(first.day)}"
            yield Problem(where, what, "one of the two days is wrong, or an event is missing")


def _too_late(
    where: str, words: Data, happenings: list[Happening], found: dict[str, list[Happening]]
) -> Iterator[Problem]:
    """Events that come after another had made them impossible."""
    bound: Data = words["too_late"]
    for each in happenings:

        def there(names: list[str], each: Happening = each) -> list[Happening]:
            about_it = (other for name in names for other in found.get(name, ()))
            return [other for other in about_it if "about" not in words or other.about == each.about]

        gone = max((other for other in there(bound["after"]) if other.day < each.day), key=_day, default=None)
        if gone is None or any(gone.day < other.day <= each.day for other in there(bound.get("unless", []))):
            continue
        what = (
            f"{each.event} on {iso_day(each.day)} comes after {gone.event} on {iso_day(gone.day)}, when it was too late"
        )
        mend = "correct one of the two days, or record what happened instead"
        yield Problem(where, what, mend)


def _day(each: Happening) -> int:
    return each.day


def _repeated(
    where: str, happenings: list[Happening], once_after: list[str], found: dict[str, list[Happening]]
) -> Iterator[Problem]:
    """Events that happen again without anything that could have brought them about again."""
    between = sorted(each.day for name in once_after for each in found.get(name, ()))
    for earlier, later in pairwise(happenings):
        if earlier.about == later.about and not any(earlier.day < day <= later.day for day in between):
            what = f"{later.event} is recorded on {iso_day(earlier.day)} and again on {iso_day(later.day)}"
            yield Problem(where, what, f"keep one, or record what came between ({' or '.join(once_after)})")


def _not_apart(
    where: str, name: str, others: list[str], found: dict[str, list[Happening]], events: dict[str, Data]
) -> Iterator[Problem]:
    """Events about one thing, each of which is a thing of its own; told once, by the later of the two."""
    kind = events[name]["about"]
    there = sorted((each for other in (name, *others) for each in found.get(other, ())), key=lambda each: each.order)
    for at, each in enumerate(there):
        before = next((other for other in there[:at] if other.about == each.about), None)
        if each.event == name and before is not None:
            whose = f"about '{each.about}'" if each.about is not None else f"about no {kind} by name"
            what = f"{before.event} on {iso_day(before.day)} and {name} on {iso_day(each.day)} are both {whose}"
            yield Problem(where, what, "tell them apart with `about`, in these and in what follows from each")


def _out_of_time(
    where: str, happenings: list[Happening], words: Data, found: dict[str, list[Happening]]
) -> Iterator[Problem]:
    """Events that come when they can no longer happen, or cannot happen yet, such as at an age."""
    for key, late in (("no_later", True), ("no_sooner", False)):
        bound: Data = words.get(key, NOTHING)
        for after in found.get(bound.get("after", ""), ())[:1]:
            period = bound["period"]
            try:
                count = count_forward(after.day, parse_period(period), first_day_counted=True, counting=PLAIN)
            except CoverageError:
                continue
            for each in happenings:
                if (each.day > count.due) is late:
                    away = f"{period} or more" if late else f"less than {period}"
                    what = (
                        f"{each.event} on {iso_day(each.day)} comes {away} after {after.event} on {iso_day(after.day)}"
                    )
                    mend = "one of the two days is wrong"
                    yield Problem(where, what, f"{mend}, or the case is not one for a plan" if late else mend)


def _is_in_order(words: Data, happenings: list[Happening], found: dict[str, list[Happening]]) -> bool:
    """Whether it can be seen at a glance that nothing comes before what it follows: the common case."""
    first = happenings[0].day
    return not words.get("about") and any(other in found and found[other][0].day <= first for other in words["follows"])


def _out_of_order(
    where: str, name: str, found: dict[str, list[Happening]], events: dict[str, Data]
) -> Iterator[Problem]:
    """Events that come before what they must follow, or have nothing to follow; each thing by itself."""
    instead = _first(events[name].get("or_follows", []), found)
    for each in found[name]:
        before = _before(each, found, events)
        if instead is not None and instead.day <= each.day:
            continue
        if before is None:
            what = f"{name} on {iso_day(each.day)} has nothing recorded before it"
            if each.about is not None:
                what += f" about '{each.about}'"
            yield Problem(where, what, "record " + " or ".join(_roots(name, events)))
        elif each.day < before.day:
            what = f"{name} on {iso_day(each.day)} comes before {before.event} on {iso_day(before.day)}"
            yield Problem(where, what, "one of the two days is wrong, or an event is missing")


def _before(each: Happening, found: dict[str, list[Happening]], events: dict[str, Data]) -> Happening | None:
    """The first of the events that must come before another; where none is recorded, of those before them."""
    kind = events[each.event].get("about")
    step = list(events[each.event]["follows"])
    seen = {each.event}
    while step:
        there = [
            one
            for other in step
            for one in found.get(other, ())
            if kind is None or events[other].get("about") != kind or each.about in (None, one.about)
        ]
        if there:
            return min(there, key=lambda one: one.day)
        seen.update(step)
        step = [other for one in step for other in events[one].get("follows", ()) if other not in seen]
    return None


def _roots(name: str, events: dict[str, Data]) -> list[str]:
    """The events that an event must follow in the end, which follow nothing themselves."""
    roots, step, seen = [], list(events[name]["follows"]), {name}
    while step:
        seen.update(step)
        roots += [each for each in step if "follows" not in events[each]]
        step = [other for each in step for other in events[each].get("follows", ()) if other not in seen]
    return list(dict.fromkeys(roots))


def _named(kind: str, found: dict[str, list[Happening]], events: dict[str, Data]) -> list[str]:
    """The names of the things of a kind that the events of a case are about."""
    names = {each.about for name, there in found.items() if events[name].get("about") == kind for each in there}
    return sorted(name for name in names if name is not None)

"""Take a case in: check its words against the vocabulary, and keep only what was known on the day.

An event after the day of the evaluation is not seen. Nor is a date of it that has not come yet, unless the
vocabulary says that such a date is planned, as a hearing is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from send_deadlines.case import Case, Event, as_day
from send_deadlines.engine.found_dates import find_dates, show_events
from send_deadlines.engine.happening import NOTHING, Happening
from send_deadlines.engine.impossible import impossible
from send_deadlines.errors import CaseError, Problem, did_you_mean
from send_deadlines.law.directed_acts import acts_of, faults_of_acts
from send_deadlines.law.library import Data, Law
from send_deadlines.said import iso_day, shown

__all__ = ["check_case", "take_in"]

_MOST = 1e9
"""More than any number of days, and less than a number that cannot be added up."""


def take_in(
    case: Case,
    law: Law,
    as_of: int,
    wrong: list[Problem] | None = None,
    calendars: Mapping[str, Any] | None = None,
) -> tuple[dict[str, list[Happening]], tuple[Problem, ...]]:
    """The happenings known on the day, by event and in order, and what cannot be right about them.

    ``wrong`` is what has already been found wrong with the case. Raises
    :class:`~send_deadlines.errors.CaseError` with every unknown word and unreadable value of the case.
    """
    events = law.events
    demanding = law.kept("demanding", _demanding)
    found: dict[str, list[Happening]] = {}
    wrong = [] if wrong is None else wrong
    more = False
    for event in case.events:
        words = events.get(event.event)
        if words is None:
            mend = did_you_mean(event.event, events)
            wrong.append(Problem(f"case {case.id}", f"unknown event '{event.event}'", mend))
            continue
        if "kind_of" in words:
            kind = words["kind_of"]
            said = " and ".join(f"{key} = {' or '.join(values)}" for key, values in kind["where"].items())
            what = f"{event.event} is a kind of {kind['event']}, and not recorded by itself"
            wrong.append(Problem(f"case {case.id}", what, f"record {kind['event']} with {said}"))
            continue
        day = event.on.toordinal()
        if event.more or event.about is not None or event.at is not None or event.event in demanding:
            more = True
            made = _with_more(case, event, words, law, day, as_of, wrong)
            made.hour = event.at
        else:
            made = Happening(event.event, day, None, NOTHING, NOTHING)
        if day > as_of:
            continue
        there = found.get(event.event)
        if there is None:
            found[event.event] = [made]
        else:
            there.append(made)
    if case.facts:
        wrong += _facts(case, law)
    if wrong:
        raise CaseError(wrong)
    repeated = [each for there in found.values() if len(there) > 1 for each in _rank(there)]
    show_events(found, law, as_of)
    find_dates(found, law, calendars or {})
    _tell_kinds(found, law)
    problems = impossible(f"case {case.id}", found, law, more)
    if repeated:
        problems += tuple(_told_twice(f"case {case.id}", each, events) for each in repeated)
    return found, problems


def _told_twice(where: str, each: Happening, events: Mapping[str, Data]) -> Problem:
    what = (
        f"{each.event} on {iso_day(each.day)} is recorded twice, with nothing to tell the two apart, and taken as one"
    )
    apart = ", or tell the two apart with `about`" if events[each.event].get("about") else ""
    return Problem(where, what, f"take one out{apart}")


def _tell_kinds(found: dict[str, list[Happening]], law: Law) -> None:
    """Let what is recorded count also as the kind of event it is."""
    kinds = law.kept("kinds", _kinds)
    for base in kinds.keys() & found.keys():
        for name, where in kinds[base]:
            there = [
                each for each in found[base] if all(each.attributes.get(key) in values for key, values in where.items())
            ]
            if there:
                found[name] = there


def _kinds(law: Law) -> dict[str, list[tuple[str, dict[str, list[str]]]]]:
    """The kinds of each event that has some, with what tells them."""
    made: dict[str, list[tuple[str, dict[str, list[str]]]]] = {}
    for name, words in law.events.items():
        kind = words.get("kind_of")
        if kind:
            made.setdefault(kind["event"], []).append((name, kind["where"]))
    return made


def _demanding(law: Law) -> frozenset[str]:
    """The events that say nothing without one of their attributes."""
    return frozenset(
        name
        for name, words in law.events.items()
        if any(each.get("required") for each in words.get("attributes", NOTHING).values())
        or words.get("replaces", NOTHING).get("acts")
    )


def _shown_by_dates(law: Law) -> dict[str, list[tuple[str, str]]]:
    """By event, its dates that show a yes, each with the attribute it shows."""
    made: dict[str, list[tuple[str, str]]] = {}
    for event, words in law.events.items():
        for name, attribute in words.get("attributes", NOTHING).items():
            if attribute.get("shown_by"):
                made.setdefault(event, []).append((attribute["shown_by"], name))
    return made


def _rank(there: list[Happening]) -> list[Happening]:
    """Put the happenings of one event in order, whatever order they were entered in; leave out, and return, repetitions
    of another."""
    there.sort(key=_when)
    repeated: list[Happening] = []
    if len(set(map(_when, there))) < len(there):
        there.sort(key=_whole)
        repeated = [each for each, after in pairwise(there) if _whole(each) == _whole(after)]
        gone = set(map(id, repeated))
        left = [each for each in there if id(each) not in gone]
        # A row that is exported again when more is known of it says the same thing twice.
        less = [each for each in left if any(_says_more(other, each) for other in left)]
        gone.update(map(id, less))
        repeated += less
        there[:] = [each for each in there if id(each) not in gone]
    for rank, each in enumerate(there):
        each.rank = rank
    return repeated


def _when(each: Happening) -> tuple[int, str]:
    return each.day, each.about or ""


def _whole(each: Happening) -> tuple[Any, ...]:
    hour = each.hour.isoformat() if each.hour is not None else ""
    return *_when(each), hour, sorted(each.dates.items()), repr(sorted(each.attributes.items()))


def _says_more(one: Happening, other: Happening) -> bool:
    """Whether one happening says all that another of its day does, and more."""
    return (
        _when(one) == _when(other)
        and other.hour in (None, one.hour)
        and other.dates.items() <= one.dates.items()
        and all(key in one.attributes and one.attributes[key] == value for key, value in other.attributes.items())
        and _whole(one) != _whole(other)
    )


def check_case(case: Case, law: Law) -> list[Problem]:
    """Everything wrong with the words of a case, whenever its events happened; empty when nothing is.

    >>> from send_deadlines.law.library import load_law
    >>> check_case(Case(id="A1"), load_law())
    []
    """
    try:
        take_in(case, law, date.max.toordinal())
    except CaseError as error:
        return list(error.problems)
    return []


def _with_more(
    case: Case, event: Event, words: Data, law: Law, day: int, as_of: int, wrong: list[Problem]
) -> Happening:
    """An event that carries more than its day, each thing checked against the vocabulary."""
    dates: dict[str, int] = {}
    attributes: dict[str, Any] = {}
    known_dates = words.get("dates", NOTHING)
    known_attributes = words.get("attributes", NOTHING)
    found: list[tuple[str, str]] = []
    if event.about is not None and not words.get("about"):
        found.append((f"it says `about` {shown(event.about)}, but there is only one of it", "leave `about` out"))
    for key, value in event.more.items():
        if key in known_attributes:
            if known_attributes[key]["type"] == "directed_acts":
                faults = list(faults_of_acts(value, words["replaces"]["measured_from"], _acts(event.event, law)))
            else:
                fault = _value(value, known_attributes[key], law, key, event.event)
                faults = [fault] if fault else []
            found += faults
            attributes[key] = value if not faults else None
        elif key not in known_dates:
            known = [*known_dates, *known_attributes, *(["about"] if words.get("about") else [])]
            mend = did_you_mean(key, known) if known else f"{event.event} has only `on` and `at`"
            found.append((f"unknown key '{key}'", mend))
        elif value is not None:
            try:
                there = as_day(value).toordinal()
            except CaseError as error:
                found += [(f"its `{key}`: {each.what}", each.mend) for each in error.problems]
                continue
            side = "before" if there < day else "after" if there > day else ""
            if side and known_dates[key].get(f"not_{side}"):
                what = f"its `{key}` is {iso_day(there)}, {side} its `on`, {iso_day(day)}"
                found.append((what, "correct one of the two"))
            if there <= as_of or known_dates[key].get("planned"):
                dates[key] = there
    for key, name in law.kept("shown_by_dates", _shown_by_dates).get(event.event, ()):
        if key in dates:
            attributes.setdefault(name, True)
    for key, attribute in known_attributes.items() if event.event in law.kept("demanding", _demanding) else ():
        if attribute.get("required") and key not in attributes:
            mend = f"add `{key}`: {_sample(attribute)}"
            found.append((f"it does not say its `{key}`, {attribute['meaning']}", mend))
    lists = words.get("replaces", NOTHING).get("acts")
    if lists and not {lists, words["replaces"]["act"]} & event.more.keys():
        found.append(
            ("it does not say what is directed", f"add `{lists}`, or `{words['replaces']['act']}` for one act")
        )
    if found:
        where = f"case {case.id}, {event.event} on {event.on.isoformat()}"
        wrong += [Problem(where, what, mend) for what, mend in found]
    return Happening(event.event, day, event.about, dates, attributes)


def _facts(case: Case, law: Law) -> list[Problem]:
    wrong = []
    for key, value in case.facts.items():
        words = law.facts.get(key)
        if words is None:
            wrong.append(Problem(f"case {case.id}", f"unknown fact '{key}'", did_you_mean(key, law.facts)))
        elif problem := _value(value, words, law, key):
            wrong.append(Problem(f"case {case.id}, facts", *problem))
    return wrong


def _value(value: object, words: Data, law: Law, key: str, event: str = "") -> tuple[str, str] | None:
    """What is wrong with a value of a fact, or of an event, and how to mend it; None if it is as it should be."""
    kind = words["type"]
    if value is None:
        return f"`{key}` is nothing", f"give {_sample(words)}, or leave it out"
    if kind == "choice":
        if value not in words["values"]:
            return f"`{key}` is {shown(value)}, which it cannot be", did_you_mean(str(value), words["values"])
    elif kind == "number":
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _MOST:
            return f"`{key}` is {shown(value)}, not a number that can be", "give one from nought up, such as 2.5"
    elif kind == "yes_no":
        if not isinstance(value, bool):
            return f"`{key}` is {shown(value)}", "give true or false, or leave it out where that is not known"
    elif kind == "date":
        try:
            as_day(value)
        except CaseError:
            return f"`{key}` is {shown(value)}, not a day", "write it as 2026-01-05"
    elif not isinstance(value, str) or not value:
        return f"`{key}` is {shown(value)}, not text", "give it as text, or leave it out"
    elif words.get("names") and words["names"] != "calendar":
        names = _named_by(words["names"], law, event)
        if value not in names:
            told = "no act that can be directed here" if words["names"] == "act" else "not known"
            return f"`{key}` is {shown(value)}, which is {told}", did_you_mean(value, names)
    return None


def _sample(words: Data) -> str:
    """What a value of this kind is written like."""
    if words["type"] == "choice":
        return "one of " + ", ".join(words["values"])
    return {"number": "a number, such as 2.5", "yes_no": "true or false", "date": "a day, such as 2026-01-05"}.get(
        words["type"], f"the name of {_A[words['names']]}" if words.get("names") else "a text"
    )


_A = {"exception": "an exception", "rule": "a rule", "act": "an act", "calendar": "a calendar of the case"}


def _named_by(section: str, law: Law, event: str) -> Collection[str]:
    if section == "exception":
        return law.exceptions
    if section == "rule":
        return law.rule_ids
    return _acts(event, law)


def _acts(event: str, law: Law) -> dict[str, set[str]]:
    """The acts that an event can direct, or ask more time for."""
    processes = law.events[event].get("replaces", NOTHING).get("processes", ())

    def find(law: Law) -> dict[str, set[str]]:
        return acts_of(((rule["id"], rule.get("act"), rule["who"]) for rule in law.rules), processes)

    return law.kept(f"acts of {' '.join(processes)}", find)

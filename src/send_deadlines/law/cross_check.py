"""Whether what rule files say holds together: every name known, nothing twice, each rule of a possible shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from send_deadlines.law.cross_courses import check_course, check_course_example
from send_deadlines.law.cross_events import check_event
from send_deadlines.law.cross_examples import check_calendar, check_example
from send_deadlines.law.cross_rules import check_amendment, check_rule
from send_deadlines.law.cross_vocabulary import (
    check_actor,
    check_dispute,
    check_exception,
    check_fact,
    check_instrument,
    check_measure,
)
from send_deadlines.law.grammar import UNKNOWN, Entry, Loc, Placed, Source
from send_deadlines.law.language import RuleFile
from send_deadlines.law.names import Names, is_snake

__all__ = ["cross_check"]

_CHECKS = {
    "instrument": check_instrument,
    "actor": check_actor,
    "event": check_event,
    "fact": check_fact,
    "exception": check_exception,
    "measure": check_measure,
    "dispute": check_dispute,
    "rule": check_rule,
    "amendment": check_amendment,
    "course": check_course,
    "example_calendar": check_calendar,
}


_EXAMPLES = {"course": check_course_example}


def cross_check(sources: Iterable[Source]) -> list[Placed]:
    """Everything that does not hold together in a set of rule files."""
    names = Names(sources)
    for entry in names.entries:
        _texts(names, entry)
        _own_name(names, entry)
        if entry.section in _CHECKS:
            _CHECKS[entry.section](names, entry)
        elif entry.section == "not_expressed":
            names.refer(entry, ("instrument",), "instrument", entry.term.instrument, "names")
            names.refer(entry, ("process",), "process", entry.term.process, "belongs to")
        if entry.section in ("rule", "amendment", "course"):
            _examples(names, entry)
    for section in RuleFile.SECTIONS:
        if section not in ("rule", "not_expressed"):
            _once(names, section)
    _versions(names)
    _circles(names)
    return names.problems


def _examples(names: Names, entry: Entry) -> None:
    number = len(entry.term.example)
    if number < 3 and entry.whole:
        what = f"has {number or 'no'} example{'s' * (number != 1)}"
        names.tell(entry, ("example",), what, "give three at least, worked by hand")
    for i in range(number):
        _EXAMPLES.get(entry.section, check_example)(names, entry, i)


def _texts(names: Names, entry: Entry) -> None:
    """No text is empty."""
    for path, text in _strings(entry.source.data[entry.section][entry.index], ()):
        if not text.strip() and path != ("id",):
            key = next(step for step in reversed(path) if isinstance(step, str))
            of = path[: path.index(key)] if key in path[:-1] else path[:-1]
            names.tell(entry, path[len(of) :], f"has an empty text in '{key}'", "say something, or leave it out", of=of)


def _strings(value: Any, path: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _strings(inner, (*path, key))


def _own_name(names: Names, entry: Entry) -> None:
    if entry.id == UNKNOWN:
        return
    if entry.section != "rule":
        if not is_snake(entry.id):
            mend = "write lower-case words joined by underscores"
            names.tell(entry, ("id",), "has a name that is not in lower case with underscores", mend)
        return
    process, dot, act = entry.id.partition(".")
    if not (dot and is_snake(process) and is_snake(act)):
        mend = 'write its process, a dot and the act, such as "ehc_assessment.final_plan"'
        names.tell(entry, ("id",), "has a name that is not a process, a dot and an act", mend)
    else:
        names.refer(entry, ("id",), "process", process, "belongs to")


def _once(names: Names, section: str) -> None:
    for name, entries in names.section(section).items():
        first, *more = entries
        for entry in more if name != UNKNOWN else ():
            names.tell(entry, ("id",), f"is already declared at {first.where()}", "keep one, or rename one")


def _versions(names: Names) -> None:
    """Versions of a rule follow one another."""
    for name, entries in names.section("rule").items():
        if name == UNKNOWN:
            continue
        versions = sorted((e for e in entries if e.whole), key=lambda entry: entry.term.in_force.since)
        for earlier, later in pairwise(versions):
            since = later.term.in_force.since
            if (earlier.term.in_force.until or date.max) >= since:
                what = f"is in force on {since} in another version too, at {earlier.where()}"
                names.tell(later, ("in_force",), what, "rename one, or end the earlier version the day before")


def _circles(names: Names) -> None:
    """No rule is started, through others, by its own lapse."""
    starts: dict[str, set[str]] = {}
    for entry in names.all("rule"):
        starts.setdefault(entry.id, set()).update(entry.term.starts_when_lapsed)
    told: set[str] = set()
    for entry in names.all("rule"):
        way = _way_back(entry.id, starts)
        if way and not told & set(way):
            told.update(way)
            what = "starts when it has itself lapsed: " + " after ".join(f"'{name}'" for name in way)
            names.tell(entry, ("starts_when_lapsed",), what, "start one of them otherwise")


def _way_back(name: str, starts: dict[str, set[str]]) -> list[str]:
    """The rules by which one leads back to itself."""
    ways = [[name]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for before in sorted(starts.get(way[-1], ())):
            if before == name:
                return [*way, name]
            if before not in seen:
                seen.add(before)
                ways.append([*way, before])
    return []

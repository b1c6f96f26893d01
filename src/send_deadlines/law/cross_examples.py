"""Cross-checks of the examples worked by hand, and of the school dates made up for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from send_deadlines.calendars import SchoolCalendar
from send_deadlines.errors import CalendarError, CoverageError, did_you_mean
from send_deadlines.law.course_terms import CourseExample
from send_deadlines.law.directed_acts import acts_of, faults_of_acts
from send_deadlines.law.event_terms import Attribute, Event
from send_deadlines.law.grammar import Entry, Loc
from send_deadlines.law.language import Example, ExampleCalendar
from send_deadlines.law.names import Names
from send_deadlines.law.vocabulary import Fact
from send_deadlines.states import State

__all__ = ["check_calendar", "check_example", "check_surroundings", "check_value"]

_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?")
_RULE_KINDS_WITHOUT_DATE = ("cap", "duty")


def check_example(names: Names, entry: Entry, index: int) -> None:
    """One example uses known words, and says what must come out."""
    example: Example = entry.term.example[index]
    of: Loc = ("example", index)
    _check_answer(names, entry, example, of)
    _check_whose(names, entry, example, of)
    abouts: set[str] = set()
    for name, given in example.given.items():
        event = names.refer(entry, ("given", name), "event", name, "gives", of=of)
        for i, one in enumerate(given if isinstance(given, list) else [given]):
            path: Loc = ("given", name, i) if isinstance(given, list) else ("given", name)
            if isinstance(one, Mapping):
                abouts.add(str(one.get("about")))
            if event is None or event.whole:
                _check_given(names, entry, event.term if event else None, name, one, path, of)
    if example.about is not None and example.about not in abouts:
        names.among(entry, ("about",), sorted(abouts - {"None"}), example.about, "asks about the unknown", of=of)
    check_surroundings(names, entry, example, of)
    if example.reading is not None and entry.section == "rule":
        disputes = [each.term for name in entry.term.readings for each in names.section("dispute").get(name, ())]
        known = [reading.id for dispute in disputes for reading in dispute.readings]
        names.among(entry, ("reading",), known, example.reading, "chooses the unknown reading", of=of)


def check_surroundings(names: Names, entry: Entry, example: Example | CourseExample, of: Loc) -> None:
    """The facts and the calendars of an example are known."""
    for name, value in example.facts.items():
        fact = names.refer(entry, ("facts", name), "fact", name, "gives", of=of)
        if fact is not None and fact.whole:
            check_value(names, entry, ("facts", name), f"the fact '{name}'", fact.term, value, of)
    for role, calendar in example.calendars.items():
        names.refer(entry, ("calendars", role), "example_calendar", calendar, "names", of=of)


def _check_whose(names: Names, entry: Entry, example: Example, of: Loc) -> None:
    """An amendment's example says which of the amended rules it is about; a rule's own need not."""
    if entry.section == "rule":
        if example.rule is not None:
            names.tell(entry, ("rule",), "names a rule, though it stands in one", "leave 'rule' out", of=of)
        return
    if example.rule is None:
        names.tell(entry, (), "does not name its rule", 'write rule = "..."', of=of)
        return
    changed = {name for change in entry.term.change for name in change.rules}
    if entry.whole and changed:
        names.among(entry, ("rule",), changed, example.rule, "is about what the amendment does not change, rule", of=of)


def _check_answer(names: Names, entry: Entry, example: Example, of: Loc) -> None:
    if not entry.whole:
        return
    if example.as_of is None and not any(given != [] for given in example.given.values()):
        names.tell(entry, (), "has no event and no day it is looked at", "add as_of = 2026-01-31", of=of)
    dates = [key for key in ("due", "due_from") if getattr(example, key) is not None]
    if not (dates or example.state or example.no_deadline):
        names.tell(entry, (), "says nothing of what must come out", "give due, due_from, state or no_deadline", of=of)
    if example.no_deadline and (dates or example.state):
        what = f"gives no deadline and yet has '{(dates or ['state'])[0]}'"
        names.tell(entry, ("no_deadline",), what, "keep one", of=of)
    if len(dates) == 2:
        names.tell(entry, ("due_from",), "has both 'due' and 'due_from'", "keep 'due' where the date is known", of=of)
    if dates and entry.section == "rule" and entry.term.kind in _RULE_KINDS_WITHOUT_DATE:
        names.tell(entry, (dates[0],), f"gives a date to a {entry.term.kind}, which has none", "give its state", of=of)
    if example.state is not None:
        names.among(entry, ("state",), [str(state) for state in State], example.state, "has the unknown state", of=of)


def _check_given(names: Names, entry: Entry, event: Event | None, name: str, given: Any, path: Loc, of: Loc) -> None:
    """One event of an example: a day, or a table with `on` and more."""
    if _is_day(given):
        return
    if not isinstance(given, Mapping):
        mend = f"write {name} = 2026-01-31, or a table with 'on'"
        names.tell(entry, path, f"gives the event '{name}' something that is not a day", mend, of=of)
        return
    for key in ("on", *(event.dates if event else ())):
        if key in given and not _is_day(given[key]):
            what = f"gives '{key}' of the event '{name}' something that is not a day"
            names.tell(entry, (*path, key), what, f"write {key} = 2026-01-31", of=of)
    if "on" not in given:
        names.tell(entry, path, f"gives the event '{name}' no day", "add on = 2026-01-31", of=of)
    if event is None:
        return
    known = ["on", "about", "at", *event.dates, *event.attributes]
    for key, value in given.items():
        if key == "at":
            if not isinstance(value, str) or not _HOUR.fullmatch(value):
                what = f"gives the event '{name}' an 'at' that is not a time of day"
                names.tell(entry, (*path, key), what, 'write at = "17:01"', of=of)
        elif key in event.attributes and event.attributes[key].type == "directed_acts":
            _check_directed(names, entry, event, value, (*path, key), of)
        elif key == "about":
            if event.about is None:
                what = f"gives the event '{name}' an 'about', but it concerns nothing in particular"
                names.tell(entry, (*path, key), what, "leave it out, or declare an 'about'", of=of)
        elif key in event.attributes:
            thing = f"'{key}' of the event '{name}'"
            check_value(names, entry, (*path, key), thing, event.attributes[key], value, of)
            acts = {each.term.act for each in names.all("rule")}
            if event.replaces is not None and event.attributes[key].names == "act" and value in acts:
                doing = f"gives {thing} what cannot be directed here,"
                names.among(entry, (*path, key), _acts(names, event), value, doing, of=of)
            if event.attributes[key].names == "calendar" and isinstance(value, str):
                known_calendars = entry.term.example[of[1]].calendars
                names.among(entry, (*path, key), known_calendars, value, f"gives {thing} the unknown calendar", of=of)
        else:
            names.among(entry, (*path, key), known, key, f"gives the event '{name}' the unknown", of=of)


def _check_directed(names: Names, entry: Entry, event: Event, value: Any, path: Loc, of: Loc) -> None:
    """The acts an example's direction lists are written as in a case."""
    replaces = event.replaces
    acts = _acts(names, event)
    for what, mend in faults_of_acts(value, replaces.measured_from if replaces is not None else {}, acts):
        names.tell(entry, path, f"gives what cannot be directed: {what}", mend, of=of)


def _acts(names: Names, event: Event) -> dict[str, set[str]]:
    """The acts that an event can direct."""
    rules = ((each.id, each.term.act, each.term.who) for each in names.all("rule"))
    return acts_of(rules, event.replaces.processes if event.replaces is not None else ())


def check_value(
    names: Names, entry: Entry, path: Loc, thing: str, declared: Attribute | Fact, value: Any, of: Loc
) -> None:
    """A value is of the type declared for it, and one of the words it allows."""
    kind = declared.type
    if kind == "choice" and isinstance(value, str):
        names.among(entry, path, declared.values, value, f"gives {thing} the unknown value", of=of)
        return
    suits = {
        "number": isinstance(value, int | float) and not isinstance(value, bool),
        "yes_no": isinstance(value, bool),
        "date": _is_day(value),
        "text": isinstance(value, str),
    }.get(kind, False)
    if not suits:
        sample = {"number": "a number", "yes_no": "true or false", "date": "a date"}.get(kind, "text in quotes")
        names.tell(entry, path, f"gives {thing} a value that is not of type '{kind}'", f"write {sample}", of=of)
        return
    named = declared.names if isinstance(declared, Attribute) else None
    if named == "act":
        acts = {each.term.act for each in names.all("rule")} - {None}
        if value not in acts:
            names.tell(entry, path, f"gives {thing} the unknown act '{value}'", did_you_mean(value, acts), of=of)
    elif named not in (None, "calendar"):
        names.refer(entry, path, named, value, f"gives {thing}", of=of)


def _is_day(value: Any) -> bool:
    if not isinstance(value, str) or len(value) != 10:
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def check_calendar(names: Names, entry: Entry) -> None:
    """Every stretch of a made-up calendar has its two days, in order, and together they make a calendar."""
    before = len(names.problems)
    for key in ("terms", "half_terms", "closures"):
        _check_stretches(names, entry, key, getattr(entry.term, key))
    if len(names.problems) > before or not entry.whole:
        return
    calendar: ExampleCalendar = entry.term
    content = {
        "name": calendar.id,
        "terms": calendar.terms,
        "half_terms": calendar.half_terms,
        "inset_days": [day.isoformat() for day in calendar.inset_days],
        "closures": calendar.closures,
    }
    try:
        SchoolCalendar.from_dict(content)
    except (CalendarError, CoverageError) as error:
        what, _, mend = str(error).partition("; ")
        names.tell(entry, (), f"is no school calendar: {what}", mend or "see how calendars of schools are written")


def _check_stretches(names: Names, entry: Entry, key: str, stretches: list[dict[str, Any]]) -> None:
    known = ("name", "first", "last") if key == "terms" else ("first", "last")
    previous = ""
    for i, stretch in enumerate(stretches):
        of: Loc = (key, i)
        for word in stretch:
            names.among(entry, (word,), known, word, "has the unknown key", of=of)
        for word in known:
            if word not in stretch:
                sample = '"..."' if word == "name" else "2026-01-31"
                names.tell(entry, (), f"lacks '{word}'", f"add {word} = {sample}", of=of)
        first, last = stretch.get("first"), stretch.get("last")
        for word, day in (("first", first), ("last", last)):
            if word in stretch and not _is_day(day):
                what = f"has a '{word}' that is not a day"
                names.tell(entry, (word,), what, f"write {word} = 2026-01-31", of=of)
        if not (isinstance(first, str) and isinstance(last, str) and _is_day(first) and _is_day(last)):
            continue
        if last < first:
            names.tell(entry, ("last",), "ends before it begins", "swap the two days", of=of)
        elif key == "terms" and first <= previous:
            what = "begins before the term before it has ended"
            names.tell(entry, ("first",), what, "put the terms in order", of=of)
        previous = last

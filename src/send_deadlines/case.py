"""What the council knows: a case, and the events in it.

Nothing here knows the law. Whether an event is one the law uses, and whether its dates and attributes are the
right ones, is found when the case is evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any, NoReturn

from send_deadlines.errors import CaseError, Problem, did_you_mean
from send_deadlines.notebook import Shown
from send_deadlines.said import said_hour, shown

__all__ = ["Case", "Event", "as_day"]

_EVENT_KEYS = ("event", "on", "about", "at")
_CASE_KEYS = ("id", "facts", "calendars", "events", "responsible", "school")
_OF_NAMES = {
    "facts": 'write it as an object, such as {"school_kind": "academy"}, or leave it out',
    "calendars": 'write it as an object, such as {"school": "Oak Primary"}, or leave it out',
}
"""How to write what holds things by their names."""

_LABELS = ("responsible", "school")
"""What a case is sorted by in a list. No date turns on them."""


def as_day(value: object, where: str = "") -> date:
    """Read a day: a ``date``, or text such as ``"2026-01-05"``.

    Raises :class:`~send_deadlines.errors.CaseError` for anything else; a ``datetime`` is refused because its day
    depends on a time zone that it may not carry.

    >>> as_day("2026-01-05")
    datetime.date(2026, 1, 5)
    """
    if isinstance(value, datetime):
        what = f"{shown(value)} is a date and time, not a day"
        raise CaseError([Problem(where, what, "give the day alone, by .date()")])
    if isinstance(value, date):
        return value
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    mend = "write it as year-month-day, such as 2026-01-05"
    raise CaseError([Problem(where, f"{shown(value)} is not a day", mend)])


def _as_hour(value: object, where: str) -> time:
    """Read a time of day: a ``time``, or text such as ``"17:00"``."""
    mend = "write it as hour:minute, such as 16:30"
    if isinstance(value, time):
        if value.tzinfo is not None:
            what = f"{shown(value)} has a time zone"
            raise CaseError([Problem(where, what, "give the time on the clock in England, without a zone")])
        return value
    if isinstance(value, str) and re.fullmatch(r"\d\d:\d\d(:\d\d)?", value):
        try:
            return time.fromisoformat(value)
        except ValueError:
            pass
    raise CaseError([Problem(where, f"{shown(value)} is not a time of day", mend)])


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


class Event:
    """Something that happened in a case, on a day.

    ``event`` is its name in the vocabulary, ``on`` the day it happened (what that means, sent or received, the
    vocabulary says), ``about`` what it concerns when there can be several (this suspension, that adviser).
    ``at`` is the time of day, by the clock in England, where it is known: it matters where the law gives an hour.
    Its other dates (``until``, ``served``) and attributes are given by name. Days are ``date`` or ISO text, a time of
    day is ``time`` or text such as ``"16:30"``.

    Raises :class:`~send_deadlines.errors.CaseError` when ``on`` is not a day or ``at`` not a time of day.

    >>> Event("draft_plan_sent", on="2026-04-01", served="2026-04-03")
    Event('draft_plan_sent', on='2026-04-01', served='2026-04-03')
    """

    __slots__ = ("about", "at", "event", "more", "on")

    def __init__(
        self, event: str, /, on: str | date, *, about: str | None = None, at: str | time | None = None, **more: Any
    ) -> None:
        if not isinstance(event, str) or not event:
            mend = 'give its name as text, such as Event("final_plan_sent", on="2026-01-05")'
            raise CaseError([Problem("", f"{shown(event)} is not the name of an event", mend)])
        if about is not None and (not isinstance(about, str) or not about):
            mend = "give a short name as text, or leave it out"
            raise CaseError([Problem(event, f"`about` is {shown(about)}, which names nothing", mend)])
        put = object.__setattr__
        put(self, "event", event)
        put(self, "on", as_day(on, f"{event}, on"))
        put(self, "about", about)
        put(self, "at", None if at is None else _as_hour(at, f"{event}, at"))
        put(self, "more", more)

    event: str
    on: date
    about: str | None
    at: time | None
    more: dict[str, Any]

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"an event does not change: make another one to correct its `{name}`")

    __delattr__ = __setattr__  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, ...]:
        return _event_again, (self.event, self.on, self.about, self.at, self.more)

    def to_dict(self) -> dict[str, Any]:
        """The event as plain JSON data.

        >>> Event("assessment_refused", on="2026-02-10").to_dict()
        {'event': 'assessment_refused', 'on': '2026-02-10'}
        """
        made: dict[str, Any] = {"event": self.event, "on": self.on.isoformat()}
        if self.about is not None:
            made["about"] = self.about
        if self.at is not None:
            made["at"] = said_hour(self.at)
        for key, value in self.more.items():
            made[key] = _plain(value)
        return made

    def __repr__(self) -> str:
        rest = "".join(f", {key}={value!r}" for key, value in self.to_dict().items() if key != "event")
        return f"Event({self.event!r}{rest})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Event) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((self.event, self.on, self.about))


class Case(Shown):
    """One child's or young person's case: its events, its facts, the calendars it needs.

    ``id`` is the council's own reference; names are not needed and not asked for. ``facts`` are things true of
    the case as a whole. ``calendars`` gives each calendar role (``"school"``) a calendar, or the name of one
    handed to :func:`send_deadlines.evaluate`. The order of the events never matters. ``responsible`` (initials, a
    post, a team) and ``school`` are labels by which lists of cases are sorted; no date turns on them.

    >>> case = Case(id="EHC-1042", events=[Event("assessment_request_received", on="2026-01-05")])
    >>> case.events[0].on
    datetime.date(2026, 1, 5)
    """

    __slots__ = ("calendars", "events", "facts", "id", "responsible", "school")

    def __init__(
        self,
        id: str,
        events: Iterable[Event] = (),
        facts: Mapping[str, Any] | None = None,
        calendars: Mapping[str, Any] | None = None,
        *,
        responsible: str | None = None,
        school: str | None = None,
    ) -> None:
        if not isinstance(id, str) or not id:
            mend = 'give the council\'s own reference as text, such as "EHC-1042"'
            raise CaseError([Problem("", f"a case has the id {shown(id)}", mend)])
        self.id = id
        given: list[Any] = list(events)  # whatever a caller gives, not only what it should
        self.events: tuple[Event, ...] = tuple(given)
        for number, event in enumerate(given, 1):
            if not isinstance(event, Event):
                mend = "make it with Event(...), or read the whole case with Case.from_dict"
                raise CaseError([Problem(f"case {id}, event {number}", f"it is {_kind(event)}, not an Event", mend)])
        self.facts = dict(facts or {})
        self.calendars = dict(calendars or {})
        self.responsible = _label(id, "responsible", responsible)
        self.school = _label(id, "school", school)

    @classmethod
    def from_dict(cls, data: object) -> Case:
        """Read a case from plain data, such as parsed JSON.

        Raises :class:`~send_deadlines.errors.CaseError` with everything that is wrong: unknown keys, a missing
        id, an event without a name or a day.

        >>> Case.from_dict({"id": "A1", "events": [{"event": "assessment_refused", "on": "2026-02-10"}]}).id
        'A1'
        """
        if not isinstance(data, Mapping):
            mend = 'write it as {"id": "...", "events": [...]}'
            raise CaseError([Problem("", f"a case is {_kind(data)}, not an object", mend)])
        name = data.get("id")
        where = f"case {name}" if isinstance(name, str) and name else "case"
        problems = [
            Problem(where, f"unknown key '{key}'", did_you_mean(str(key), _CASE_KEYS))
            for key in data
            if key not in _CASE_KEYS
        ]
        if not isinstance(name, str) or not name:
            problems.append(Problem(where, "it has no id", 'give the council\'s own reference: "id": "EHC-1042"'))
        for key, mend in _OF_NAMES.items():
            if not isinstance(data.get(key, {}), Mapping):
                problems.append(Problem(where, f"`{key}` is {_kind(data[key])}", mend))
        labels: dict[str, str | None] = {}
        for key in _LABELS:
            try:
                labels[key] = _label(str(name), key, data.get(key))
            except CaseError as error:
                problems += [Problem(where, each.what, each.mend) for each in error.problems]
        given = data.get("events")
        events: list[Event] = []
        if given is None:
            problems.append(Problem(where, "it has no events", 'give a list, empty if nothing happened: "events": []'))
        elif not isinstance(given, list):
            mend = 'write it as a list, such as [{"event": "final_plan_sent", "on": "2026-01-05"}]'
            problems.append(Problem(where, f"`events` is {_kind(given)}", mend))
        else:
            for number, each in enumerate(given, 1):
                try:
                    events.append(_event(each, f"{where}, event {number}"))
                except CaseError as error:
                    problems += error.problems
        if problems:
            raise CaseError(problems)
        return cls(str(name), events, data.get("facts"), data.get("calendars"), **labels)

    def to_dict(self) -> dict[str, Any]:
        """The case as plain JSON data; a calendar object is given by its name.

        >>> Case(id="A1").to_dict()
        {'id': 'A1', 'events': []}
        """
        made: dict[str, Any] = {"id": self.id}
        if self.facts:
            made["facts"] = {key: _plain(value) for key, value in self.facts.items()}
        if self.calendars:
            made["calendars"] = {
                role: value if isinstance(value, str) else value.name for role, value in self.calendars.items()
            }
        for key in _LABELS:
            if getattr(self, key) is not None:
                made[key] = getattr(self, key)
        made["events"] = [event.to_dict() for event in self.events]
        return made

    def __repr__(self) -> str:
        return f"Case(id={self.id!r}, events={list(self.events)!r})"


def _label(case: str, key: str, value: object) -> str | None:
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    mend = "give a short name as text, or leave it out"
    raise CaseError([Problem(f"case {case}", f"`{key}` is {shown(value)}, which names nothing", mend)])


def _event_again(event: str, on: date, about: str | None, at: time | None, more: dict[str, Any]) -> Event:
    return Event(event, on, about=about, at=at, **more)


def _event(data: object, where: str) -> Event:
    if not isinstance(data, Mapping):
        mend = 'write it as {"event": "...", "on": "2026-01-05"}'
        raise CaseError([Problem(where, f"it is {_kind(data)}, not an object", mend)])
    name = data.get("event")
    problems = []
    if not isinstance(name, str) or not name:
        what = "it does not say which event it is"
        problems.append(Problem(where, what, 'add its name, such as "event": "final_plan_sent"'))
    else:
        where = f"{where} ({name})"
    if "on" not in data:
        problems.append(Problem(where, "it has no day", 'add "on": "2026-01-05"; a missing day is never filled in'))
    if problems:
        raise CaseError(problems)
    try:
        more = {key: value for key, value in data.items() if key not in _EVENT_KEYS}
        return Event(str(name), on=data["on"], about=data.get("about"), at=data.get("at"), **more)
    except CaseError as error:
        raise CaseError([Problem(where, each.what, each.mend) for each in error.problems]) from None


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "text", int: "a number", float: "a number", bool: "true or false"}
    return "nothing" if value is None else names.get(type(value), f"a {type(value).__name__}")

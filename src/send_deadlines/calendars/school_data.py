"""School calendars as plain data: what `SchoolCalendar.from_dict` reads, each thing wrong with its key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from send_deadlines.calendars.terms import Closure, Term
from send_deadlines.errors import CalendarError, did_you_mean
from send_deadlines.said import shown

__all__ = ["key_meant", "read_own_days", "read_school"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_OWN = ("terms", "half_terms", "inset_days", "closures", "extra_school_days", "provisional")
_KEYS = ("name", "base", "council", "schools", *_OWN)
_NEAR_KEYS = [key for key in _KEYS if key not in ("name", "base", "terms")]
"""Those that no sensible name of a term is near to: 'Term' is one."""


_TWO_DAYS = '["2026-09-02", "2026-12-18"]'
_HOW_TO_ADD = {
    "name": 'such as "Oak Primary"',
    "terms": "with the first and last day of each term",
    "first": "such as 2026-09-02",
    "last": "such as 2026-12-18",
}
"""How to add a key that is missing."""


def read_school(content: Mapping[str, Any]) -> dict[str, Any]:
    """What `SchoolCalendar` is called with, from plain data; raises `CalendarError` naming the key.

    >>> read_school({"name": "Oak"})
    Traceback (most recent call last):
        ...
    send_deadlines.errors.CalendarError: the key 'terms' is missing; add it, with the first and last day of each term
    """
    for key in ("council", "schools"):
        if isinstance(content, Mapping) and key in content:
            raise CalendarError(f"the key '{key}' belongs to a file; read the file with load_school_calendars")
    _keys(content, "", ("name", "terms"), ("base", *_OWN))
    found: dict[str, Any] = {"name": _text(content["name"], "name")}
    if "base" in content:
        found["base"] = _text(content["base"], "base")
    return found | _days_of(content, "")


def read_own_days(content: Any, where: str, also: tuple[str, ...] = ()) -> dict[str, Any]:
    """What `SchoolCalendar.with_school` is called with, besides the name; ``also`` are keys somebody else reads.

    >>> read_own_days({"inset_days": ["2026-09-02"]}, "schools.Oak")
    {'inset_days': [datetime.date(2026, 9, 2)]}
    """
    _keys(content, where, (), (*_OWN, *also))
    return _days_of(content, f"{where}." if where else "")


def _days_of(content: Mapping[str, Any], at: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    home = f"in TOML directly under [{at.rstrip('.')}]" if at else "in TOML above the first [table]"
    for key, read, short in (
        ("terms", _term, _short_term),
        ("half_terms", _half_term, _short_half_term),
        ("closures", _closure, _short_closure),
    ):
        if key in content:
            _no_keys(content[key], f"{at}{key}", key, home)
            found[key] = _spans(content[key], f"{at}{key}", read, short)
    for key in ("inset_days", "extra_school_days"):
        if key in content:
            found[key] = _each(content[key], f"{at}{key}", _day)
    if "provisional" in content:
        if not isinstance(content["provisional"], bool):
            raise CalendarError(
                f"{at}provisional: expected true or false, found {shown(content['provisional'])}; give one of the two"
            )
        found["provisional"] = content["provisional"]
    return found


def key_meant(name: str, table: str) -> str:
    """The key of the format that a name in that table is, or is too near to; or nothing.

    >>> key_meant("inset_days", "terms"), key_meant("Inset day", "half_terms"), key_meant("Autumn 2026", "terms")
    ('inset_days', 'inset_days', '')
    """
    plain = re.sub(r"[\W_]+", "_", name.casefold()).strip("_")
    if name in _KEYS or (plain in _KEYS and plain != table and table != "closures"):
        return plain
    if table != "closures" and re.match(r"in_?sets?(_|days?|$)|training_days?$", plain):
        return "inset_days"
    if re.fullmatch(r"extra_days?", plain):
        return "extra_school_days"
    if any(figure.isdigit() for figure in plain):  # as in 'Half term 1'
        return ""
    # What a closure is called is free, but the days of these two would be read as one stretch.
    keys = ["inset_days", "extra_school_days"] if table == "closures" else [key for key in _NEAR_KEYS if key != table]
    near = get_close_matches(plain, keys, n=1, cutoff=0.8)
    return near[0] if near else ""


def _no_keys(value: Any, where: str, table: str, home: str) -> None:
    """Refuse a key that was written under the wrong table, where it would be taken for a name with its days."""
    thing = {"terms": "term", "half_terms": "half-term", "closures": "closure"}[table]
    mend = f"put it beside '{table}', not in it ({home})"
    if isinstance(value, Mapping) and not value.keys() >= {"first", "last"}:
        for name in value:
            if isinstance(name, str) and (key := key_meant(name, table)):
                what = f"'{name}'" if key == name else f"did you mean '{key}'? That"
                told = f"{what} is a key of its own, and no name of a {thing}"
                raise CalendarError(f"{where}.{name}: {told}; {mend}, or give the {thing} another name")
    for place, item in enumerate(value if isinstance(value, list | tuple) else ()):
        for key in item if isinstance(item, Mapping) else ():
            if key in _KEYS and key != "name":
                raise CalendarError(f"{where}[{place}]: unknown key '{key}'; {mend}")
        if isinstance(item, Mapping) and table == "terms" and item.get("name") in _KEYS:
            what = f"'{item['name']}' is a key, and no name of a {thing}"
            raise CalendarError(f"{where}[{place}].name: {what}; give the {thing} another name")


def _spans(value: Any, where: str, read: Callable[[Any, str], Any], short: Callable[[str, Any, str], Any]) -> list[Any]:
    """A list of tables; or, shorter, a table of names, each with its first and last day."""
    if not isinstance(value, Mapping) or value.keys() >= {"first", "last"}:  # the latter is one that is in no list
        return _each(value, where, read)
    return [short(_text(name, f"{where} (a name)"), days, f"{where}.{name}") for name, days in value.items()]


def _each(value: Any, where: str, read: Callable[[Any, str], Any]) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise CalendarError(f"{where}: expected a list, found {shown(value)}; write it in square brackets")
    return [read(item, f"{where}[{place}]") for place, item in enumerate(value)]


def _keys(value: Any, where: str, needed: tuple[str, ...], allowed: tuple[str, ...]) -> None:
    at = f"{where}: " if where else ""
    if not isinstance(value, Mapping):
        needs = f"; it needs {', '.join(needed)}" if needed else f"; it may have {', '.join(allowed)}"
        raise CalendarError(f"{at}expected a table of keys, found {shown(value)}{needs}")
    for key in value:
        if key not in needed + allowed:
            raise CalendarError(f"{at}unknown key '{key}'; {did_you_mean(str(key), {*needed, *allowed})}")
    for key in needed:
        if key not in value:
            raise CalendarError(f"{at}the key '{key}' is missing; add it, {_HOW_TO_ADD[key]}")


def _term(value: Any, where: str) -> Term:
    _keys(value, where, ("name", "first", "last"), ())
    return Term(_text(value["name"], f"{where}.name"), *_span(value, where))


def _half_term(value: Any, where: str) -> Closure:
    if isinstance(value, list | tuple):
        return Closure(*_pair(value, where))
    _keys(value, where, ("first", "last"), ())
    return Closure(*_span(value, where))


def _closure(value: Any, where: str) -> Closure:
    _keys(value, where, ("first", "last"), ("why",))
    # A reason may be left empty, unlike a name.
    why = _text(value["why"], f"{where}.why") if value.get("why", "") != "" else ""
    return Closure(*_span(value, where), why)


def _short_term(name: str, value: Any, where: str) -> Term:
    return Term(name, *_pair(value, where))


def _short_half_term(name: str, value: Any, where: str) -> Closure:
    # Its name helps who reads the file; nothing is counted by it.
    return Closure(*_pair(value, where))


def _short_closure(name: str, value: Any, where: str) -> Closure:
    if isinstance(value, list | tuple):
        return Closure(*_pair(value, where), name)
    day = _day(value, where)
    return Closure(day, day, name)


def _pair(value: Any, where: str) -> tuple[date, date]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise CalendarError(f"{where}: expected the first and the last day, found {shown(value)}; write {_TWO_DAYS}")
    return _day(value[0], f"{where}[0]"), _day(value[1], f"{where}[1]")


def _span(value: Mapping[str, Any], where: str) -> tuple[date, date]:
    return _day(value["first"], f"{where}.first"), _day(value["last"], f"{where}.last")


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise CalendarError(f"{where}: expected words, found {shown(value)}; write them in quotes")
    return value


def _day(value: Any, where: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise CalendarError(f"{where}: there is no day {value}; correct it") from None
    raise CalendarError(f"{where}: expected a day such as 2026-09-02, found {shown(value)}; write year-month-day")

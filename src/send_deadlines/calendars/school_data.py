"""School calendars as plain data: what `SchoolCalendar.from_dict` reads, each thing wrong with its key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from send_deadlines.calendars.terms import Closure, Term
from send_deadlines.errors import CalendarError, did_you_mean

__all__ = ["read_school"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_school(content: Mapping[str, Any]) -> dict[str, Any]:
    """What `SchoolCalendar` is called with, from plain data; raises `CalendarError` naming the key.

    >>> read_school({"name": "Oak"})
    Traceback (most recent call last):
        ...
    send_deadlines.errors.CalendarError: the key 'terms' is missing; add it
    """
    _keys(content, "", ("name", "terms"), ("base", "half_terms", "inset_days", "closures", "extra_school_days"))
    found: dict[str, Any] = {"name": _text(content["name"], "name")}
    if "base" in content:
        found["base"] = _text(content["base"], "base")
    for key, read in (("terms", _term), ("half_terms", _half_term), ("closures", _closure)):
        if key in content:
            found[key] = _each(content[key], key, read)
    for key in ("inset_days", "extra_school_days"):
        if key in content:
            found[key] = _each(content[key], key, _day)
    return found


def _each(value: Any, where: str, read: Callable[[Any, str], Any]) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise CalendarError(f"{where}: expected a list, found {value!r}; write it in square brackets")
    return [read(item, f"{where}[{place}]") for place, item in enumerate(value)]


def _keys(value: Any, where: str, needed: tuple[str, ...], allowed: tuple[str, ...]) -> None:
    at = f"{where}: " if where else ""
    if not isinstance(value, Mapping):
        raise CalendarError(f"{at}expected a table of keys, found {value!r}; it needs {', '.join(needed)}")
    for key in value:
        if key not in needed + allowed:
            raise CalendarError(f"{at}unknown key '{key}'; {did_you_mean(str(key), needed + allowed)}")
    for key in needed:
        if key not in value:
            raise CalendarError(f"{at}the key '{key}' is missing; add it")


def _term(value: Any, where: str) -> Term:
    _keys(value, where, ("name", "first", "last"), ())
    return Term(_text(value["name"], f"{where}.name"), *_span(value, where))


def _half_term(value: Any, where: str) -> Closure:
    _keys(value, where, ("first", "last"), ())
    return Closure(*_span(value, where))


def _closure(value: Any, where: str) -> Closure:
    _keys(value, where, ("first", "last"), ("why",))
    # A reason may be left empty, unlike a name.
    why = _text(value["why"], f"{where}.why") if value.get("why", "") != "" else ""
    return Closure(*_span(value, where), why)


def _span(value: Mapping[str, Any], where: str) -> tuple[date, date]:
    return _day(value["first"], f"{where}.first"), _day(value["last"], f"{where}.last")


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise CalendarError(f"{where}: expected words, found {value!r}; write them in quotes")
    return value


def _day(value: Any, where: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise CalendarError(f"{where}: there is no day {value}; correct it") from None
    raise CalendarError(f"{where}: expected a day such as 2026-09-02, found {value!r}; write year-month-day")

"""School calendars as plain data: dictionaries, and the TOML or JSON files that hold them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from os import PathLike
from typing import TYPE_CHECKING, Any

from send_deadlines.calendars.school_days import SchoolCalendar
from send_deadlines.calendars.terms import Closure, Term
from send_deadlines.errors import CalendarError, CoverageError, did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["load_school_calendar", "read_school"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def load_school_calendar(path: str | PathLike[str]) -> SchoolCalendar:
    """Read a school's calendar from a ``.toml`` or ``.json`` file of the shape of `SchoolCalendar.to_dict`.

    In TOML a day may be written with or without quotes. Raises `CalendarError` naming the file and the key for what
    cannot be read, and `CoverageError` when a term lies where no bank holidays are known.
    """
    # Imported here, because most programs read no school file and start sooner without.
    from pathlib import Path

    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CalendarError(f"{file}: cannot be read: {error.strerror}; check the path") from None
    except UnicodeDecodeError:
        raise CalendarError(f"{file}: is not UTF-8 text; save it as UTF-8") from None
    try:
        return SchoolCalendar.from_dict(_parse(file, text))
    except CoverageError:
        raise
    except CalendarError as error:
        raise CalendarError("\n".join(f"{file}: {line}" for line in str(error).splitlines())) from None


def _parse(file: Path, text: str) -> Any:
    kind = file.suffix.lower()
    if kind == ".json":
        import json

        try:
            return json.loads(text, object_pairs_hook=_no_doubles)
        except json.JSONDecodeError as error:
            raise CalendarError(f"is not JSON: {error}") from None
    if kind == ".toml":
        import tomllib

        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise CalendarError(f"is not TOML: {error}") from None
    raise CalendarError(f"cannot tell what kind of file '{kind}' is; name it .toml or .json")


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # JSON readers keep the last of two equal keys and say nothing: half of a school's dates would be gone.
    content = dict(pairs)
    if len(content) < len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise CalendarError(f"the key '{double}' is there twice; join the two")
    return content


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

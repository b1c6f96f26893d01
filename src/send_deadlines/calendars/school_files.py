"""The files that hold school calendars: TOML, JSON, CSV and iCalendar, of one school or of many."""

from __future__ import annotations

import re
from collections.abc import Callable
from os import PathLike
from typing import TYPE_CHECKING, Any, NamedTuple

from send_deadlines.calendars.school_data import read_own_days
from send_deadlines.calendars.school_days import SchoolCalendar
from send_deadlines.errors import CalendarError, CoverageError, did_you_mean
from send_deadlines.said import shown

if TYPE_CHECKING:
    from pathlib import Path

    from send_deadlines.calendars.school_assembly import Found

__all__ = ["load_school_calendar", "load_school_calendars"]

_UNREADABLE = "is nested too deeply, or has a number too long, to be a calendar; write it again"


class _Held(NamedTuple):
    """What a file holds: the calendar its schools share, and their own."""

    shared: SchoolCalendar | None
    schools: dict[str, SchoolCalendar]
    shared_has_name: bool = True

    @property
    def calendars(self) -> dict[str, SchoolCalendar]:
        if self.shared is None or (self.schools and not self.shared_has_name):
            return self.schools
        return {self.shared.name: self.shared} | self.schools


def load_school_calendars(path: str | PathLike[str], name: str | None = None) -> dict[str, SchoolCalendar]:
    """The calendars of a ``.toml``, ``.json``, ``.csv`` or ``.ics`` file, by the names of their schools.

    A TOML or JSON file has the shape of `SchoolCalendar.to_dict`, or a shorter one; with ``schools`` it holds a
    council's calendar and those of its schools. A CSV file has a row for each stretch of days, those without a school
    being for all. ``name`` is what the calendar is called when its file names no school: without it, an iCalendar file
    is called after itself, and others by the name of the file. How a file was read is in `SchoolCalendar.remarks`.

    Raises `CalendarError` naming the file, and the line or the key, for what cannot be read, and `CoverageError` when a
    term lies where no bank holidays are known.
    """
    # Imported here, because most programs read no school file and start sooner without.
    from pathlib import Path

    return _read(Path(path), name, ()).calendars


def load_school_calendar(path: str | PathLike[str], name: str | None = None) -> SchoolCalendar:
    """The calendar of a file that holds one, or of the school called ``name`` in one that holds many.

    Reads what `load_school_calendars` reads, and raises the same. A file that names no school is called ``name``.
    """
    calendars = load_school_calendars(path, name)
    if name is not None:
        if name in calendars:
            return calendars[name]
        raise CalendarError(f"{path}: holds no calendar of '{name}'; {did_you_mean(name, calendars)}")
    if len(calendars) == 1:
        return next(iter(calendars.values()))
    some = ", ".join(list(calendars)[:5]) + (", ..." if len(calendars) > 5 else "")
    raise CalendarError(f"{path}: holds {len(calendars)} calendars ({some}); say which by its name")


def _read(file: Path, name: str | None, within: tuple[Path, ...]) -> _Held:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise CalendarError(f"{file}: cannot be read: {error.strerror}; check the path") from None
    kind = file.suffix.lower()
    if kind in (".csv", ".ics", ".tsv"):
        from send_deadlines.calendars.school_text import decoded

        try:
            text = decoded(data, kind)
        except ValueError as error:
            raise CalendarError(f"{file}:{error}") from None
        return _ics(file, text, name) if kind == ".ics" else _csv(file, text, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CalendarError(f"{file}: is not UTF-8 text; save it as UTF-8") from None
    content: Any = None
    try:
        content = _parse(kind, text)
        return _table(file, content, within)
    except CoverageError as error:
        if not str(error).startswith(f"{file}: "):
            error.args = (f"{file}: {error}",)
        raise
    except CalendarError as error:
        told = [f"{file}{_line(kind, text, content, line)}: {line}" for line in str(error).splitlines()]
        raise CalendarError("\n".join(told)) from None


def _line(kind: str, text: str, content: Any, told: str) -> str:
    """The line of a TOML file that a complaint is about, after a colon; nothing where it names no key of the file."""
    if kind != ".toml" or not (path := _path_in(content, told)):
        return ""
    from send_deadlines.toml_lines import Lines

    return f":{Lines(text).of(path)}"


def _path_in(content: Any, told: str) -> tuple[str | int, ...]:
    """The keys with which a complaint begins, such as those of ``terms.Autumn 2026[0]: there is no day``.

    >>> _path_in({"terms": {"Autumn": [3]}}, "terms.Autumn[0]: expected a day"), _path_in({}, "Oak: no terms are given")
    (('terms', 'Autumn', 0), ())
    """
    path: list[str | int] = []
    while True:
        place = re.match(r"\[(\d+)\]", told)
        if isinstance(content, list) and place is not None and int(place[1]) < len(content):
            key: str | int = int(place[1])
            told = told[place.end() :]
        else:
            held: list[str] = sorted(content, key=len, reverse=True) if isinstance(content, dict) else []
            said = re.match(r"(?:: )?(?:unknown key|the key) '(.*?)'", told)
            rest = told.removeprefix(".") if path else told
            begins = [name for name in held if re.match(re.escape(name) + r"[.:[]", rest)]
            if said is not None and said[1] in held:
                return (*path, said[1])
            if not begins:
                return tuple(path)
            key = begins[0]
            told = rest[len(key) :]
        path.append(key)
        content = content[key]


# TOML and JSON


def _table(file: Path, content: Any, within: tuple[Path, ...]) -> _Held:
    if not isinstance(content, dict) or not {"council", "schools"} & content.keys():
        calendar = SchoolCalendar.from_dict(content)
        return _Held(calendar, {})
    rest = {key: value for key, value in content.items() if key not in ("council", "schools")}
    if "council" in content:
        council = _council(file, content["council"], (*within, file.resolve()))
        shared = _on_top(council, rest) if "name" in rest or "schools" not in content else council
        if shared is council and rest:
            raise CalendarError("the key 'name' is missing; add it, or move the days under the schools they are for")
    else:
        shared = SchoolCalendar.from_dict(rest)
    schools: dict[str, SchoolCalendar] = {}
    given = content.get("schools", {})
    if not isinstance(given, dict):
        raise CalendarError(
            f"schools: expected a table for each school, found {shown(given)}; put its own days under its name"
        )
    for name, own in given.items():
        if name == shared.name:
            raise CalendarError(f"schools.{name}: has the name of the calendar it stands on; give it another")
        schools[name] = shared.with_school(name, **read_own_days(own, f"schools.{name}"))
    return _Held(shared, schools)


def _council(file: Path, told: Any, within: tuple[Path, ...]) -> SchoolCalendar:
    if not isinstance(told, str) or not told.strip():
        raise CalendarError(f"council: expected the path of a file, found {shown(told)}; write it in quotes")
    theirs = file.parent / told
    if theirs.resolve() in within:
        raise CalendarError(f"council: '{told}' stands on this very file; leave the council out of one of them")
    try:
        held = _read(theirs, None, within)
    except CoverageError:
        raise
    except CalendarError as error:
        raise CalendarError("\n".join(f"council: {line}" for line in str(error).splitlines())) from None
    if held.shared is not None:
        return held.shared
    if len(held.schools) == 1:
        return next(iter(held.schools.values()))
    raise CalendarError(
        f"council: '{told}' holds {len(held.schools)} schools and nothing they share; give another file"
    )


def _on_top(council: SchoolCalendar, content: dict[str, Any]) -> SchoolCalendar:
    own = read_own_days(content, "", ("name",))
    name = content.get("name")
    if not isinstance(name, str):
        raise CalendarError(
            "the key 'name' is missing; add it, such as \"Oak Primary\""
            if name is None
            else f"name: expected words, found {shown(name)}; write them in quotes"
        )
    return council.with_school(name, **own)


def _parse(kind: str, text: str) -> Any:
    if kind == ".json":
        import json

        try:
            return json.loads(text, object_pairs_hook=_no_doubles)
        except json.JSONDecodeError as error:
            raise CalendarError(f"is not JSON: {error}; correct it there") from None
        except CalendarError:
            raise
        except (RecursionError, ValueError):
            raise CalendarError(_UNREADABLE) from None
    if kind == ".toml":
        import tomllib

        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise CalendarError(f"is not TOML: {error}; correct it there") from None
        except (RecursionError, ValueError):
            raise CalendarError(_UNREADABLE) from None
    raise CalendarError(f"cannot tell what kind of file '{kind}' is; name it .toml, .json, .csv or .ics")


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # JSON readers keep the last of two equal keys and say nothing: half of a school's dates would be gone.
    content = dict(pairs)
    if len(content) < len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise CalendarError(f"the key '{double}' is there twice; join the two")
    return content


# CSV and iCalendar


def _ics(file: Path, text: str, name: str | None) -> _Held:
    from send_deadlines.calendars.school_assembly import assemble
    from send_deadlines.calendars.school_ics import read_ics

    own_name, found, remarks = read_ics(str(file), text)
    called = name or own_name or file.stem
    if called == file.stem and not name:
        remarks = [_called(file), *remarks]
    return _Held(assemble(str(file), called, found, remarks=remarks), {})


def _csv(file: Path, text: str, name: str | None) -> _Held:
    from send_deadlines.calendars.school_assembly import assemble
    from send_deadlines.calendars.school_csv import read_csv

    by_school, remarks = read_csv(str(file), text)
    common = by_school.pop("", [])
    if not by_school:
        return _Held(
            assemble(str(file), name or file.stem, common, remarks=[*([] if name else [_called(file)]), *remarks]), {}
        )
    shared = None
    if any(one.kind in ("term", "holiday") for one in common):
        shared, common = assemble(str(file), file.stem, common, remarks=remarks), []

    def made(school: str, own: list[Found]) -> SchoolCalendar:
        return assemble(str(file), school, [*common, *own], shared, () if shared else remarks)

    return _Held(shared, _all_of(by_school, made), shared_has_name=False)


def _all_of(
    by_school: dict[str, list[Found]], made: Callable[[str, list[Found]], SchoolCalendar]
) -> dict[str, SchoolCalendar]:
    """The calendar of each school, or everything wrong with any of them."""
    schools: dict[str, SchoolCalendar] = {}
    wrong: list[str] = []
    for school, own in by_school.items():
        try:
            schools[school] = made(school, own)
        except CalendarError as error:
            wrong += str(error).splitlines()
    if wrong:
        raise CalendarError("\n".join(wrong))
    return schools


def _called(file: Path) -> str:
    return f"{file}: names no school: the calendar is called '{file.stem}', after the file"

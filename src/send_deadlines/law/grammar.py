"""Whether a rule file is written in the language: every key known, none missing, each value of its kind.

A fault is told once, as one sentence. What can be told nevertheless from a faulty table is kept for the other
checks: an unknown key is left out, a missing one filled with :data:`UNKNOWN`, and the table marked as not whole.
"""

from __future__ import annotations

import json
import re
import tomllib
import types
import typing
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date, time
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Literal

from send_deadlines.errors import Problem, did_you_mean
from send_deadlines.law.language import RuleFile
from send_deadlines.toml_lines import Lines

__all__ = ["UNKNOWN", "Entry", "Source", "called", "placed", "read_source"]

UNKNOWN = "\ufffd"
"""Stands for a name that is missing; nothing more is said about it."""

Loc = tuple[str | int, ...]
Placed = tuple[str, int, Problem]
"""A problem with its file and line, by which problems are put in order."""

_NOUNS = {"not_expressed": "not_expressed", "example_calendar": "example calendar"}


@dataclass(frozen=True)
class Source:
    """One rule file as read."""

    name: str
    lines: Lines
    data: dict[str, Any]
    """Its tables as JSON has them, mended as far as can be."""
    law: RuleFile
    faulty: frozenset[tuple[str, int]] = frozenset()
    loose: frozenset[str] = frozenset()
    """Names seen in a file that is not TOML."""
    readable: bool = True

    def entries(self) -> Iterator[Entry]:
        """Every table of every section, in order."""
        for section in RuleFile.SECTIONS:
            for index, term in enumerate(getattr(self.law, section)):
                yield Entry(self, section, index, term, (section, index) not in self.faulty)


@dataclass(frozen=True)
class Entry:
    """One table of a section: one rule, one event."""

    source: Source
    section: str
    index: int
    term: Any
    whole: bool = field(compare=False)

    @property
    def id(self) -> str:
        """Its name, or :data:`UNKNOWN`."""
        name: str = getattr(self.term, "id", UNKNOWN)
        return name

    def called(self, path: Loc = ()) -> str:
        """How sentences name it, or a table inside it."""
        return called(self.section, self.index, self.id, path)

    def line(self, path: Loc = ()) -> int:
        """The line on which it, or a thing inside it, stands."""
        return self.source.lines.of((self.section, self.index, *path))

    def where(self, path: Loc = ()) -> str:
        """The file and line of it, or of a thing inside it."""
        return f"{self.source.name}:{self.line(path)}"


def called(section: str, index: int, name: object, path: Loc = ()) -> str:
    """Name a table in a sentence.

    >>> called("rule", 0, "ehc.final_plan", ("example", 1))
    "example 2 of rule 'ehc.final_plan'"
    """
    noun = _NOUNS.get(section, section)
    known = isinstance(name, str) and name.strip() and name != UNKNOWN
    whole = f"{noun} '{name}'" if known else f"{noun} number {index + 1}"
    parts: list[str] = []
    words: list[str] = []
    for step in path:
        if isinstance(step, str):
            words.append(step)
        else:
            parts.append(f"{'.'.join(words)} {step + 1}")
            words = []
    if words:
        parts.append(f"'{'.'.join(words)}'")
    return " of ".join([*reversed(parts), whole])


def placed(source: str, line: int, what: str, mend: str = "") -> Placed:
    """A problem at a line of a file."""
    return source, line, Problem(f"{source}:{line}", what, mend)


def read_source(path: Path) -> tuple[Source, list[Placed]]:
    """Read one rule file, with what is wrong in how it is written."""
    name = str(path)
    nothing = Lines("")
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        told = (name, 0, Problem(name, f"the file cannot be read ({error.strerror})", "give the path of a rule file"))
        return Source(name, nothing, {}, RuleFile(), readable=False), [told]
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        told = placed(name, line, "the file is not in UTF-8", "save it in that encoding")
        return Source(name, nothing, {}, RuleFile(), readable=False), [told]
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _not_toml(name, text, str(error))
    except RecursionError:
        told = placed(name, 1, "the file is nested too deeply to be a rule file", "write it again")
        return Source(name, Lines(""), {}, RuleFile(), readable=False), [told]
    lines = Lines(text)
    data: dict[str, Any] = json.loads(json.dumps(raw, default=lambda day: day.isoformat()))
    law, faults, problems = _validated(data, name, lines)
    return Source(name, lines, data, law, faults), problems


def _not_toml(name: str, text: str, message: str) -> tuple[Source, list[Placed]]:
    shape = re.fullmatch(r"(.*?) \(at (?:line (\d+), column \d+|end of document)\)", message, re.DOTALL)
    what, line = (shape[1], shape[2]) if shape else (message, None)
    problem = placed(
        name,
        int(line) if line else text.rstrip().count("\n") + 1,
        f"this is not TOML: {what[:1].lower()}{what[1:]}",
        "mend this line, or the one before it",
    )
    names = frozenset(re.findall(r"""^\s*id\s*=\s*["']([^"']*)["']""", text, re.MULTILINE))
    return Source(name, Lines(""), {}, RuleFile(), loose=names), [problem]


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(RuleFile)


def _validated(
    data: dict[str, Any], name: str, lines: Lines
) -> tuple[RuleFile, frozenset[tuple[str, int]], list[Placed]]:
    """The file's terms, the tables that are not whole, and a sentence for each fault."""
    from pydantic import ValidationError

    problems: list[Placed] = []
    faulty: set[tuple[str, int]] = set()
    for repair in range(20):
        try:
            law: RuleFile = _adapter().validate_json(json.dumps(data), strict=True)
        except ValidationError as error:
            faults = _faults(error.errors(include_url=False, include_input=False), data)
            if repair == 0:
                problems = [placed(name, lines.of(loc), *_sentence(kind, loc, data)) for kind, loc in faults]
            for kind, loc in faults:
                faulty.update(_touched(loc, data))
                _mend(kind, loc, data)
        else:
            return law, frozenset(faulty), problems
    return RuleFile(), frozenset(), problems


def _faults(errors: Iterable[Any], data: dict[str, Any]) -> list[tuple[str, Loc]]:
    """Each fault once: its kind (missing, unknown, choice, type) and where it is."""
    found: dict[Loc, str] = {}
    for error in errors:
        code, loc = error["type"], tuple(error["loc"])
        if code.startswith("missing"):
            found[loc] = "missing"
            continue
        if code == "unexpected_keyword_argument":
            found[loc] = "unknown"
            continue
        there: Any = data
        for length, step in enumerate(loc):
            if isinstance(there, dict | list) and (isinstance(step, int) or step in there):
                there = there[step]
            else:
                loc = loc[:length]
                break
        while loc and isinstance(loc[-1], int):
            loc = loc[:-1]
        found.setdefault(loc, "choice" if code == "literal_error" else "type")
    misspelt = {(*loc[:-1], meant) for loc, kind in found.items() if kind == "unknown" for meant in _meant(loc, data)}
    return [(kind, loc) for loc, kind in found.items() if not (kind == "missing" and loc in misspelt)]


def _touched(loc: Loc, data: dict[str, Any]) -> list[tuple[str, int]]:
    section = str(loc[0])
    if len(loc) > 1:
        return [(section, int(loc[1]))]
    there = data.get(section)
    return [(section, index) for index in range(len(there) if isinstance(there, list) else 1)]


def _at(loc: Loc, data: Any) -> Any:
    for step in loc:
        data = data[step]
    return data


def _mend(kind: str, loc: Loc, data: dict[str, Any]) -> None:
    holder = _at(loc[:-1], data)
    if kind == "missing":
        holder[loc[-1]] = _filler(_hint(loc))
    elif len(loc) == 1 and isinstance(holder.get(loc[0]), dict) and loc[0] in RuleFile.SECTIONS:
        holder[loc[0]] = [holder[loc[0]]]
    elif loc[-1] in holder:
        value = holder.pop(loc[-1])
        for meant in _meant(loc, data) if kind == "unknown" else ():
            holder.setdefault(meant, value)


def _meant(loc: Loc, data: dict[str, Any]) -> list[str]:
    """The key that an unknown one is a slip for, if that is not there."""
    keys = [key for key in _keys(_hint(loc[:-1])) if key not in _at(loc[:-1], data)]
    return get_close_matches(str(loc[-1]), keys, n=1, cutoff=0.6)


@cache
def _hints(cls: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _keys(hint: Any) -> list[str]:
    return [each.name for each in fields(hint)] if is_dataclass(hint) else []


def _hint(loc: Loc) -> Any:
    """What the language says must stand at a place."""
    hint: Any = RuleFile
    for step in loc:
        inner = typing.get_args(hint)
        if is_dataclass(hint):
            hint = _hints(hint).get(str(step), Any) if isinstance(hint, type) else Any
        elif typing.get_origin(hint) in (list, dict):
            hint = inner[-1]
        else:
            return Any
        if typing.get_origin(hint) in (typing.Union, types.UnionType):
            hint = next(each for each in typing.get_args(hint) if each is not type(None))
    return hint


def _required(hint: Any) -> list[str]:
    return [f.name for f in fields(hint) if f.default is MISSING and f.default_factory is MISSING]


def _filler(hint: Any) -> Any:
    if is_dataclass(hint):
        hints = _hints(hint) if isinstance(hint, type) else {}
        return {key: _filler(hints[key]) for key in _required(hint)}
    origin = typing.get_origin(hint)
    if origin is Literal:
        return typing.get_args(hint)[0]
    if origin in (list, dict):
        return origin()
    return {date: "0001-01-01", bool: False, float: 0.0, int: 1}.get(hint, UNKNOWN)


def _kind_and_sample(hint: Any) -> tuple[str, str]:
    """What a value must be, and one as an author would write it."""
    if is_dataclass(hint):
        hints = _hints(hint) if isinstance(hint, type) else {}
        inside = ", ".join(f"{key} = {_kind_and_sample(hints[key])[1]}" for key in _required(hint))
        return "a table", f"{{ {inside or '...'} }}"
    origin = typing.get_origin(hint)
    if origin is list:
        inner = typing.get_args(hint)[0]
        return ("a list of texts" if inner is str else "a list"), f"[{_kind_and_sample(inner)[1]}]"
    if origin is dict:
        return "a table", "{ ... }"
    if origin is Literal:
        return "one of its words", f'"{typing.get_args(hint)[0]}"'
    return {
        date: ("a date", "2026-01-31"),
        time: ("a time of day", "12:00:00"),
        bool: ("true or false", "true"),
        float: ("a number", "1"),
        int: ("a whole number", "3"),
    }.get(hint, ("text in quotes", '"..."'))


def _sentence(kind: str, loc: Loc, data: dict[str, Any]) -> tuple[str, str]:
    """What is wrong, and how to mend it."""
    key = str(loc[-1])
    if len(loc) == 1:
        if kind == "unknown":
            return f"a rule file has no section '{key}'", did_you_mean(key, RuleFile.SECTIONS)
        return f"'{key}' is not a list of tables", f"begin each one with [[{key}]], in two brackets"
    entry = _at(loc[:2], data)
    whole = called(str(loc[0]), int(loc[1]), entry.get("id"), loc[2:-1])
    if kind == "unknown":
        return f"{whole} has the unknown key '{key}'", did_you_mean(key, _keys(_hint(loc[:-1])))
    hint = _hint(loc)
    expected, sample = _kind_and_sample(hint)
    if (key, hint) == ("equals", str):
        expected += ", or true or false"
    if kind == "missing":
        return f"{whole} lacks '{key}'", f"add {key} = {sample}"
    value = _at(loc, data)
    if kind == "choice" and isinstance(value, str):
        return f"{whole} has the unknown {key} '{value}'", did_you_mean(value, typing.get_args(hint))
    return f"'{key}' of {whole} must be {expected}", f"write {key} = {sample}"

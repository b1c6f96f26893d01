"""Read cases from a file or a stream, one at a time, with everything that is wrong with each.

Nothing is raised while reading: an entry is a case or its problems, so that one bad case does not hide the others.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple

from send_deadlines.case import Case
from send_deadlines.errors import CaseError, Problem
from send_deadlines.sources import strict_json

__all__ = ["CaseFile", "Entry", "read_cases"]

_BOM = b"\xef\xbb\xbf"
_LINES = (".jsonl", ".ndjson")

Shape = Literal["one", "list", "lines"]


class Entry(NamedTuple):
    """One case of a file, or what is wrong in its place."""

    where: str
    """The file and the line on which the case begins."""
    case: Case | None
    """None when it has problems."""
    problems: tuple[Problem, ...] = ()
    id: str = ""
    """The id of the case, even of one that has problems, where it could be read."""


class CaseFile:
    """The cases of one file, read as they are asked for. Made by :func:`read_cases`; read it once.

    ``shape`` is ``one``, ``list`` or ``lines``; ``size`` its length in bytes where that is known, and ``taken`` how
    many have been read.
    """

    def __init__(self, name: str, shape: Shape, size: int | None = None) -> None:
        self.name = name
        self.shape = shape
        self.size = size
        self.taken = 0
        self._entries: Iterator[Entry] = iter(())

    def __iter__(self) -> Iterator[Entry]:
        return _apart(self._entries)

    def __repr__(self) -> str:
        return f"CaseFile({self.name!r}, {self.shape!r})"


def read_cases(source: str | os.PathLike[str] | BinaryIO, *, name: str | None = None) -> CaseFile:
    """Read the cases of a file: one case, a list of them, or JSON Lines (a name ending in .jsonl or .ndjson).

    A binary stream, such as standard input, holds JSON Lines when its first line is a whole object and more follow.
    JSON Lines are read a line at a time, however many there are. ``name`` is what problems call the source. A second
    case of one id is a problem: which of the two is meant cannot be known.

    >>> import io
    >>> found = read_cases(io.BytesIO(b'{"id": "A1", "events": []}\\n{"id": "A2"}\\n'), name="cases")
    >>> found.shape
    'lines'
    >>> for entry in found:
    ...     print(entry.case or entry.problems[0])
    Case(id='A1', events=[])
    cases:2: case A2: it has no events; give a list, empty if nothing happened: "events": []
    """
    if not isinstance(source, str | os.PathLike):
        return _from_stream(source, name or str(getattr(source, "name", "the stream")))
    path = Path(source)
    name = name or str(path)
    if path.suffix.lower() in _LINES:
        found = CaseFile(name, "lines")
        found._entries = _lines_of_file(found, path)
        found.size = path.stat().st_size if path.is_file() else None
        return found
    try:
        data = path.read_bytes()
    except OSError as error:
        found = CaseFile(name, "one")
        found._entries = iter([_unreadable(name, error)])
        return found
    return _document(data, name)


def _from_stream(stream: BinaryIO, name: str) -> CaseFile:
    """Look at the first two lines that say anything, to tell one document from JSON Lines."""
    head: list[bytes] = []
    told: list[bytes] = []
    while len(told) < 2 and (line := stream.readline()):
        head.append(line)
        if line.strip(_BOM + b" \t\r\n"):
            told.append(line.removeprefix(_BOM).strip())
        if told and not _is_object(told[0]):
            return _document(b"".join(head) + stream.read(), name)
    if len(told) < 2:
        return _document(b"".join(head), name)
    found = CaseFile(name, "lines")
    found._entries = _lines(found, _chain(head, stream))
    return found


def _is_object(line: bytes) -> bool:
    return line.startswith(b"{") and line.endswith(b"}")


def _chain(head: list[bytes], rest: BinaryIO) -> Iterator[bytes]:
    yield from head
    yield from rest


def _lines_of_file(found: CaseFile, path: Path) -> Iterator[Entry]:
    try:
        with path.open("rb") as file:
            yield from _lines(found, file)
    except OSError as error:
        yield _unreadable(found.name, error)


def _lines(found: CaseFile, lines: Iterator[bytes] | BinaryIO) -> Iterator[Entry]:
    empty = True
    for number, line in enumerate(lines, 1):
        start = found.taken
        found.taken += len(line)
        if number == 1 and line.startswith(_BOM):
            line, start = line.removeprefix(_BOM), len(_BOM)
        if not line.strip():
            continue
        empty = False
        where = f"{found.name}:{number}"
        try:
            value = strict_json.parse(_text(line.rstrip(b"\r\n"), start))
        except strict_json.BadJson as error:
            yield _wrong(where, error.what, error.mend)
            continue
        if isinstance(value, list):
            yield _wrong(where, "it is a list", "in JSON Lines each line is one case")
            continue
        yield _entry(value, where)
    if empty:
        yield _empty(found.name)


def _document(data: bytes, name: str) -> CaseFile:
    """One case or a list of cases."""
    found = CaseFile(name, "one", len(data))
    found.taken = len(data)
    try:
        text = _text(data.removeprefix(_BOM), len(_BOM) if data.startswith(_BOM) else 0)
    except strict_json.BadJson as error:
        found._entries = iter([_wrong(name, error.what, error.mend)])
        return found
    if not text.strip():
        found._entries = iter([_empty(name)])
    elif text.lstrip().startswith("["):
        found.shape = "list"
        found._entries = _list(text, name)
    else:
        found._entries = _one(text, name)
    return found


def _one(text: str, name: str) -> Iterator[Entry]:
    try:
        value = strict_json.parse(text)
    except strict_json.BadJson as error:
        mend = error.mend
        if "there is more" in error.what:
            mend = "write several cases as a list, or one a line in a file ending in .jsonl"
        yield _wrong(f"{name}:{error.line}", error.what, mend)
        return
    yield _entry(value, name)


def _list(text: str, name: str) -> Iterator[Entry]:
    number = 0
    try:
        for number, (line, value) in enumerate(strict_json.items(text), 1):
            yield _entry(value, f"{name}:{line}", number)
    except strict_json.BadJson as error:
        yield _wrong(f"{name}:{error.line}", error.what, error.mend)
        return
    if not number:
        yield _wrong(name, "the list has no cases in it", "put at least one case in it")


def _apart(entries: Iterator[Entry]) -> Iterator[Entry]:
    """The entries, with a problem in the place of a case whose id another one has."""
    first: dict[str, str] = {}
    for entry in entries:
        there = first.get(entry.id)
        if entry.case is None:
            yield entry
        elif there is None:
            first[entry.id] = entry.where
            yield entry
        else:
            what = f"the case at {there} has this id too, and which of the two is meant cannot be known"
            problem = Problem(f"{entry.where}: case {entry.id}", what, "give each its own id, or leave one out")
            yield Entry(entry.where, None, (problem,), entry.id)


def _entry(value: Any, where: str, number: int = 0) -> Entry:
    """A case, or everything wrong with it."""
    name = value.get("id") if isinstance(value, dict) else None
    name = name if isinstance(name, str) else ""
    called = f"case {name}" if name else f"case number {number}" if number else "case"
    problems = [Problem(_inside(called, fault.place), fault.what, fault.mend) for fault in strict_json.faults(value)]
    if not problems:
        try:
            return Entry(where, Case.from_dict(value), id=name)
        except CaseError as error:
            for each in error.problems:
                place = called + each.where.removeprefix("case") if each.where.split(",")[0] == "case" else each.where
                problems.append(Problem(place or called, each.what, each.mend))
    return Entry(where, None, tuple(Problem(f"{where}: {each.where}", each.what, each.mend) for each in problems), name)


def _inside(called: str, place: strict_json.Place) -> str:
    """Where in a case something stands, in the words of the case's own messages."""
    match place:
        case ("events", int(number), *rest):
            return ", ".join([called, f"event {number + 1}", *map(str, rest)])
        case _:
            return ", ".join([called, *map(str, place)])


def _text(data: bytes, before: int) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"it is not UTF-8 text: byte {before + error.start + 1} is 0x{data[error.start]:02x}"
        raise strict_json.BadJson(what, "save it as UTF-8") from None


def _wrong(where: str, what: str, mend: str) -> Entry:
    return Entry(where, None, (Problem(where, what, mend),))


def _empty(name: str) -> Entry:
    return _wrong(name, "it is empty", 'write a case in it: {"id": "EHC-1042", "events": []}')


def _unreadable(name: str, error: OSError) -> Entry:
    return _wrong(name, f"it cannot be read ({error.strerror or error})", "give the path of a file that can be")

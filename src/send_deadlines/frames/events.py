"""Read a table of events, one a row, and the table of cases that may stand beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from send_deadlines.engine.due import SCHOOL
from send_deadlines.errors import CaseError, Problem, did_you_mean
from send_deadlines.frames.reading import Read, Told, reference
from send_deadlines.frames.tables import Fault, Table
from send_deadlines.law.library import Law

__all__ = ["read_events"]

_CALENDARS = "calendars."
_LABELS = ("responsible", "school")


def read_events(
    table: Table, named: Mapping[str, str], columns: Mapping[str, str | None], cases: Table | None, law: Law
) -> tuple[dict[str, Read], list[Told]]:
    """The cases in the order in which they first appear, and what is wrong with rows that are of no case.

    ``named`` are the columns of the case, the event, its day, what it is about and the hour; ``columns`` says of others
    which name their heading stands for. Raises :class:`~send_deadlines.CaseError` for columns nobody can use.
    """
    wrong = [table.lacks(named[key], f"`{key}`") for key in ("case", "event", "on")]
    # Two columns that need not be there, unless the caller says what they are called.
    wrong += [table.lacks(named[key], f"`{key}`") for key in ("about", "at") if named[key] != key]
    wrong.append(None if cases is None else cases.lacks(named["case"], "`case`"))
    if any(wrong):  # what the others are is clear once these are found
        raise CaseError(filter(None, wrong))
    headings = [*table.headings, *(cases.headings if cases is not None else ())]
    faults = [
        Problem("columns", f"there is no column {heading!r}", did_you_mean(str(heading), map(str, headings)))
        for heading in columns
        if heading not in headings
    ]
    more = _meant(table, columns, list(named.values()), _known(law), "date or attribute of an event", faults)
    own: dict[str, object] = {}
    if cases is not None:
        # Which calendars a case can have is for the law to say, when it is evaluated.
        roles = [name for each in cases.headings if str(name := columns.get(each, each)).startswith(_CALENDARS)]
        known = {*law.facts, *_LABELS, f"{_CALENDARS}{SCHOOL}", *map(str, roles)}
        own = _meant(cases, columns, [named["case"]], known, "fact of a case", faults)
    if faults:
        raise CaseError(faults)

    reads, told = _rows(table, {key: heading for key, heading in named.items() if heading in table.headings}, more, law)
    if cases is not None:
        told += _beside(reads, cases, named["case"], own)
    return reads, told


def _known(law: Law) -> set[str]:
    return {name for words in law.events.values() for part in ("dates", "attributes") for name in words.get(part, ())}


def _meant(
    table: Table,
    columns: Mapping[str, str | None],
    taken: list[str],
    known: Collection[str],
    noun: str,
    wrong: list[Problem],
) -> dict[str, object]:
    """The columns besides those that are named one by one, by the names they stand for."""
    found: dict[str, object] = {}
    for heading in table.headings:
        name = columns.get(heading, heading)
        if heading in taken or name is None:
            continue
        where = ", ".join(filter(None, [table.name, f"column {heading}"]))
        if name in found:
            wrong.append(Problem(where, f"it is `{name}`, and so is column {found[name]}", "leave one out"))
        elif name not in known:
            near = did_you_mean(str(name), known)
            mend = f"leave it aside with columns={{{heading!r}: None}}, or name what it is ({near})"
            wrong.append(Problem(where, f"no {noun} is called {name!r}", mend))
        else:
            found[str(name)] = heading
    return found


def _rows(
    table: Table, named: Mapping[str, object], more: Mapping[str, object], law: Law
) -> tuple[dict[str, Read], list[Told]]:
    reads: dict[str, Read] = {}
    told: list[Told] = []
    kinds: dict[str, type] = {}
    headings = {**named, **more}
    references = table.cells(named["case"])
    events = table.cells(named["event"])
    always = table.cells(named["on"])
    rest = [(key, table.cells(heading)) for key, heading in headings.items() if key not in ("case", "event", "on")]
    for row, (given, event, on) in enumerate(zip(references, events, always, strict=True)):
        case = reference(given)
        if isinstance(case, Fault):
            where = table.place(row, named["case"])
            told.append(Told(None, row, Problem(where, case.what, case.mend), refused=True))
            continue
        read = reads.get(case)
        if read is None:
            read = reads[case] = Read(case, table)
            kinds[case] = type(given)
        read.rows.append(row)
        if type(given) is not kinds[case]:  # in pandas one column can hold both
            fault = Fault(f"{given!r} is text in one row and a number in another", "give all as text")
            read.tell(row, named["case"], fault)
            continue
        values = {"on": on}
        for key, cells in rest:
            if cells[row] is not None:
                values[key] = cells[row]
        read.add(event, values, row, headings, None if event in law.events else named["event"])
    return reads, told


def _beside(reads: Mapping[str, Read], cases: Table, heading: str, own: Mapping[str, object]) -> list[Told]:
    """Give each case what its row in the table of cases says."""
    told: list[Told] = []
    cells = {name: cases.cells(column) for name, column in own.items()}
    homes: dict[str, int] = {}
    for row, given in enumerate(cases.cells(heading)):
        case = reference(given)
        where = cases.place(row, heading)
        if isinstance(case, Fault):
            told.append(Told(None, None, Problem(where, case.what, case.mend), refused=True))
        elif case in homes:
            what = f"{case!r} has row {homes[case]} too, and which is meant cannot be known"
            problem = Told(case, None, Problem(where, what, "give each case one row"), refused=True)
            (reads[case].told if case in reads else told).append(problem)
        else:
            homes[case] = row
            if case in reads:
                _give(reads[case], cases, row, {name: column[row] for name, column in cells.items()}, own)
    for case, read in reads.items():
        if case not in homes:
            fault = Fault(f"{case!r} has events and no row in the table of cases", "add one, or correct the reference")
            read.tell(read.rows[0], None, fault)
    return told


def _give(read: Read, cases: Table, row: int, values: Mapping[str, Any], own: Mapping[str, object]) -> None:
    read.home = (cases, row)
    facts, calendars = {}, {}
    for name, value in values.items():
        if isinstance(value, Fault):
            problem = Problem(cases.place(row, own[name]), value.what, value.mend)
            read.told.append(Told(read.id, None, problem, refused=True))
        elif value is None:
            continue
        elif name in _LABELS:
            read.more[name] = str(value)
        elif name.startswith(_CALENDARS):
            calendars[name.removeprefix(_CALENDARS)] = value
        else:
            facts[name] = value
    read.more |= {"facts": facts, "calendars": calendars}

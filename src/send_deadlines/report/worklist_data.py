"""A worklist as plain data for JSON, and as rows for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from send_deadlines.errors import Problem
from send_deadlines.report.tabular import protect
from send_deadlines.report.words import iso
from send_deadlines.report.worklist import COUNTS, CaseConflict, Worklist
from send_deadlines.report.worklist_rows import Row
from send_deadlines.said import said_hour

__all__ = ["WORKLIST_COLUMNS", "cells_of", "row_as_data", "worklist_as_data", "worklist_as_rows"]

Data = dict[str, Any]

WORKLIST_COLUMNS = (
    "section", "late_as", "case", "about", "who", "kind", "must", "by", "by_hour", "act_by", "days", "may_from",
    "since", "state", "strength", "provision", "url", "rule", "process", "certainty", "earliest", "latest",
    "settled_by", "notes", "responsible", "school", "school_from", "as_of", "until", "binding", "as_soon_as", "origin",
    "act_by_provisional", "until_provisional",
)  # fmt: skip
"""The header. A column is only ever added at the end."""


def worklist_as_data(made: Worklist) -> Data:
    """Everything a worklist says, as JSON has it: days are ISO text, and what there is not is None.

    >>> from send_deadlines import evaluate_all
    >>> from send_deadlines.report.worklist import worklist
    >>> data = worklist_as_data(worklist(evaluate_all([], "2026-03-02")))
    >>> data["until"], data["rows"], data["not_listed"]["beyond"]
    ('2026-03-30', [], 0)
    """
    return {
        "as_of": iso(made.as_of),
        "within": made.within,
        "until": iso(made.until),
        "until_provisional": made.until_is_provisional,
        "by": made.by,
        "limited_to": {key: made.chosen.get(key) for key in ("person", "school", "process", "who")},
        "receipt": made.receipt or None,
        "cases": made.cases,
        "not_evaluated": [_problem(each) for each in made.refused],
        "rows": [row_as_data(row) for row in made.ordered()],
        "not_listed": {reason: made.counted[reason] for reason in COUNTS},
        "beyond_from": iso(made.beyond_from),
        "beyond_certainty": made.beyond_certainty,
        "alike": {key: [list(labels) for labels in found] for key, found in made.alike.items()},
        "conflicts": [_conflict(each) for each in made.conflicts],
        "problems": [
            {"case": case, "responsible": responsible, "school": school, **_problem(problem)}
            for case, responsible, school, problem in made.problems
        ],
    }


def row_as_data(row: Row) -> Data:
    """One row, as JSON has it."""
    data = row._asdict()
    for key in ("by", "act_by", "may_from", "since", "earliest", "latest"):
        data[key] = iso(data[key])
    data["by_hour"] = said_hour(row.by_hour) if row.by_hour is not None else None
    data["state"] = row.state.value
    data["cites"] = [cite._asdict() for cite in row.cites]
    data["notes"] = list(row.notes)
    for key in ("late_as", "as_soon_as", "origin", "settled_by", "settled_by_in_words", "school_from"):
        data[key] = data[key] or None
    return data


def worklist_as_rows(made: Worklist) -> Iterator[list[str]]:
    """One row for each thing, in the order of :data:`WORKLIST_COLUMNS`; what there is not is empty.

    A case that was not evaluated, a limit that can no longer be kept, what cannot be right in a case and the number of
    deadlines that are not listed have rows of their own, by their ``section``, with what is said in ``notes``.

    >>> from send_deadlines import Case, Event, evaluate_all
    >>> from send_deadlines.report.worklist import worklist
    >>> cases = [Case("EHC-1", [Event("assessment_request_received", on="2026-01-05")])]
    >>> rows = worklist_as_rows(worklist(evaluate_all(cases, "2026-02-09")))
    >>> [row[:3] for row in rows][0]
    ['due', '', 'EHC-1']
    """
    for refused in made.refused:
        yield _line(made, {"section": "not_evaluated", "notes": str(refused)})
    for row in made.ordered():
        data = row_as_data(row)
        said = {
            **data,
            "provision": "; ".join(map(str, row.cites)),
            "url": row.cites[0].url,
            "notes": " ".join(row.notes),
        }
        yield _line(made, said)
    for each in made.conflicts:
        text = f"may not be done before {iso(each.conflict.may_from)}, when {each.conflict.wait} has run out"
        text = " ".join([text, *each.notes])
        conflict = {**_conflict(each), "by": iso(each.conflict.due), "rule": each.conflict.limit, "notes": text}
        yield _line(made, {**conflict, "section": "conflict"})
    for case, responsible, school, problem in made.problems:
        told = {"case": case, "responsible": responsible, "school": school, "notes": str(problem)}
        yield _line(made, {**told, "section": "problem"})
    for label in (label for found in made.alike.values() for labels in found for label in labels):
        yield _line(made, {"section": "alike", "notes": label})
    for reason, words in COUNTS.items():
        if made.counted[reason]:
            first = f", the first on {iso(made.beyond_from)} ({made.beyond_certainty})" if reason == "beyond" else ""
            yield _line(made, {"section": "not_listed", "notes": f"{words}: {made.counted[reason]}{first}"})


def _line(made: Worklist, said: Data) -> list[str]:
    said = {**said, "as_of": iso(made.as_of), "until": iso(made.until), "until_provisional": made.until_is_provisional}
    return cells_of(said, WORKLIST_COLUMNS)


def cells_of(said: Data, columns: Iterable[str]) -> list[str]:
    """The cells of a row, in the order of its columns; what there is not is empty.

    >>> cells_of({"case": "=1+1", "days": -3, "binding": False}, ["case", "days", "about", "binding"])
    ["'=1+1", '-3', '', 'no']
    """
    return [_cell(name, said.get(name)) for name in columns]


def _cell(name: str, value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() if name == "days":  # below nought it is a number, and no formula
            return str(value)
    return protect(str(value))


def _conflict(each: CaseConflict) -> Data:
    found = each.conflict
    return {
        "case": each.case,
        "about": found.about,
        "limit": found.limit,
        "due": iso(found.due),
        "wait": found.wait,
        "may_from": iso(found.may_from),
        "who": each.who,
        "process": each.process,
        "responsible": each.responsible,
        "school": each.school,
        "notes": list(each.notes),
    }


def _problem(problem: Problem) -> Data:
    return {"where": problem.where, "what": problem.what, "mend": problem.mend}

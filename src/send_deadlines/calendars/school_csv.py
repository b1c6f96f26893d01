"""School calendars in tables: one row a stretch of days, for one school, for many, or for all of a council."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date

from send_deadlines.calendars.school_assembly import Found
from send_deadlines.calendars.school_data import key_meant
from send_deadlines.calendars.school_text import DayStyle, simple
from send_deadlines.errors import CalendarError, did_you_mean

__all__ = ["read_csv"]

_COLUMNS = {
    "school": ("school", "school name", "urn", "dfe number", "establishment", "establishment name"),
    "kind": ("kind", "type", "event type", "category"),
    "first": ("first", "first day", "from", "start", "start date", "starts", "date", "date from", "from date"),
    "last": ("last", "last day", "to", "end", "end date", "ends", "date to", "to date", "until"),
    "name": ("name", "why", "term", "event", "title", "summary", "description", "reason", "label"),
    "aside": ("source", "source date", "note", "notes", "comment", "comments"),
}
_KINDS = {
    "term": ("term", "term time"),
    "half_term": ("half term", "halfterm", "half term holiday"),
    "holiday": ("holiday", "holidays", "school holiday", "school holidays"),
    "inset": ("inset", "inset day", "inset days", "training day", "staff training day", "pd day", "non pupil day"),
    "closure": ("closure", "closed", "school closed", "emergency closure"),
    "extra_school_day": ("extra school day", "extra day", "extra open", "extra"),
    "bank_holiday": ("bank holiday", "public holiday"),
}
_COLUMN = {word: column for column, words in _COLUMNS.items() for word in words}
_KIND = {word: kind for kind, words in _KINDS.items() for word in words}
_ACCEPTED_KINDS = "term, half_term, holiday, inset, closure, extra_school_day, bank_holiday"


def read_csv(file: str, text: str) -> tuple[dict[str, list[Found]], list[str]]:
    """The stretches by school, those of all schools under "", and what was left aside.

    Raises `CalendarError` with a line for each thing wrong.

    >>> found, _ = read_csv("oak.csv", "kind,first,last\\ninset,02/09/2026,\\n")
    >>> found[""][0].kind, found[""][0].last
    ('inset', datetime.date(2026, 9, 2))
    """
    rows = list(_rows(file, text))
    if not rows:
        raise CalendarError(f"{file}: is empty; it needs a row of column names: school, kind, first, last, name")
    line, header = rows[0]
    columns, remarks = _header(f"{file}:{line}", header)
    style = DayStyle()
    found: dict[str, list[Found]] = {}
    spellings: dict[str, str] = {}
    wrong: list[str] = []
    for line, row in rows[1:]:
        where = f"{file}:{line}"
        if len(row) > len(columns):
            if any(cell.strip() for cell in row[len(columns) :]):
                mend = "put a cell that holds the separator in double quotes"
                wrong.append(f"{where}: has {len(row)} cells under {len(columns)} columns; {mend}")
                continue
            row = row[: len(columns)]
        # A row may be cut short by its last empty cells.
        cells = dict.fromkeys(columns, "") | {column: cell.strip() for column, cell in zip(columns, row, strict=False)}
        school = cells.get("school", "")
        spelt = spellings.setdefault(simple(school), school)
        if spelt != school:
            wrong.append(f"{where}: the school '{school}' is called '{spelt}' above; write it in one way")
        try:
            found.setdefault(school, []).append(_stretch(where, cells, style))
        except ValueError as error:
            wrong += [f"{where}: {told}" for told in str(error).splitlines()]
    if wrong:
        raise CalendarError("\n".join(wrong))
    if not found:
        raise CalendarError(f"{file}: has column names and no rows; add a row for each term")
    return found, remarks


def _rows(file: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, with the line each begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise CalendarError(f"{file}:{line}: cannot be read as a table: {error}; check its quotation marks") from None


def _delimiter(text: str) -> str:
    """What parts the cells: the one that most of the first row's column names stand between."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=lambda mark: sum(simple(cell) in _COLUMN for cell in first.split(mark)))


def _header(where: str, header: Sequence[str]) -> tuple[list[str], list[str]]:
    columns: list[str] = []
    wrong, remarks = [], []
    names = [cell.strip() for cell in header]
    while names and not names[-1]:
        names.pop()
    for name in names:
        column = _COLUMN.get(simple(name))
        if column is None:
            near = did_you_mean(simple(name), _COLUMN)
            mend = f"{near} " if near.startswith("did you mean") else ""
            wrong.append(f"{where}: unknown column '{name}'; {mend}the columns are school, kind, first, last, name")
            column = f"unknown {name}"
        elif column == "aside":
            remarks.append(f"{where}: the column '{name}' is left aside")
            column = f"aside {name}"
        elif column in columns:
            other = names[columns.index(column)]
            wrong.append(f"{where}: the columns '{other}' and '{name}' both say the {column}; take one of them out")
        columns.append(column)
    for needed in ("kind", "first"):
        if needed not in columns:
            wrong.append(f"{where}: no column '{needed}'; add it: the columns are school, kind, first, last, name")
    if wrong:
        raise CalendarError("\n".join(wrong))
    return columns, remarks


def _stretch(where: str, cells: dict[str, str], style: DayStyle) -> Found:
    wrong = []
    kind = _KIND.get(simple(cells["kind"]))
    if kind is None:
        wrong.append(
            f"unknown kind '{cells['kind']}'; use one of {_ACCEPTED_KINDS}"
            if cells["kind"]
            else f"no kind; use one of {_ACCEPTED_KINDS}"
        )
    days: list[date] = []
    for column in ("first", "last"):
        text = cells.get(column, "") or (cells["first"] if column == "last" else "")
        try:
            if not text:
                raise ValueError("no first day; add it, such as 2026-09-02")
            days.append(style.read(text))
        except ValueError as error:
            wrong.append(str(error))
    name = " ".join(cells.get("name", "").split())
    if kind == "term" and not cells.get("last") and not wrong:
        wrong.append("the term has no last day; add it, such as 2026-12-18")
    if kind == "term" and not name:
        wrong.append("the term has no name; add one, such as Autumn 2026")
    if kind == "term" and (key := key_meant(name, "terms")):
        wrong.append(
            f"'{name}' is told as the name of a term, and looks like '{key}'; correct its kind, or give it another name"
        )
    if wrong:
        raise ValueError("\n".join(dict.fromkeys(wrong)))
    assert kind is not None
    return Found(kind, days[0], days[1], name, where)

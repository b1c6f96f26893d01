"""The words all reports share: how a number and a state are said, what is safe to show, and how text is laid out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, time
from types import MappingProxyType
from typing import Any

from send_deadlines.outcomes import Deadline
from send_deadlines.said import said_day, said_hour
from send_deadlines.states import State

__all__ = [
    "WIDTH",
    "columns",
    "days",
    "heading",
    "iso",
    "listed",
    "number",
    "plain",
    "receipt_parts",
    "said_value",
    "state_words",
    "wrap",
]

WIDTH = 100
"""No line of a text is longer."""


def iso(day: date | None) -> str | None:
    """A day as machines write it.

    >>> iso(date(2026, 5, 25))
    '2026-05-25'
    """
    return None if day is None else day.isoformat()


def days(count: int, noun: str = "day") -> str:
    """A number of days, or of other things whose plural takes an s.

    >>> days(1), days(2), days(0, "rule")
    ('1 day', '2 days', '0 rules')
    """
    return f"{count} {noun}" if count == 1 else f"{count:,} {noun}s"


def number(amount: float) -> str:
    """A number without a needless ".0".

    >>> number(3.0), number(2.5)
    ('3', '2.5')
    """
    return f"{amount:g}"


def plain(text: str) -> str:
    r"""Text from a case or a file, safe to show: what would move the cursor, break a line or hide is written out.

    >>> plain("EHC-1\x1b[2J")
    'EHC-1\\x1b[2J'
    """
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in text)


def said_value(value: Any) -> str:
    """What a case gives for an attribute or a fact, as a reader would write it, safe to show.

    >>> said_value(True), said_value(2.0), said_value("2026-05-25"), said_value(["a", {"due": date(2026, 5, 25)}])
    ('yes', '2', 'Monday 25 May 2026', 'a, (due: Monday 25 May 2026)')
    """
    if isinstance(value, str) and len(value) == 10:
        with suppress(ValueError):
            value = date.fromisoformat(value)
    match value:
        case bool():
            return "yes" if value else "no"
        case float():
            return number(value)
        case date():
            return said_day(value)
        case time():
            return said_hour(value)
        case Mapping():
            return "(" + ", ".join(f"{plain(str(key))}: {said_value(inner)}" for key, inner in value.items()) + ")"
        case list() | tuple():
            return ", ".join(map(said_value, value))
        case _:
            return plain(str(value))


def state_words(each: Deadline, as_of: date) -> str:
    """The state of a deadline in words, with how late it is.

    >>> from send_deadlines import Case, Event, evaluate
    >>> case = Case(id="A1", events=[Event("assessment_request_received", on="2026-01-05")])
    >>> state_words(evaluate(case, "2026-03-01")["ehc_assessment.final_plan"], date(2026, 3, 1))
    'running'
    """
    late = each.days_late(as_of)
    words = {
        State.DUE_TODAY: "due today",
        State.OVERDUE: f"{days(late)} overdue",
        State.MET: "done" if each.kind == "duty" else "done in time",
        State.MET_LATE: f"done {days(late)} late",
        State.LIFTED: "limit lifted",
        State.ENDED: "no longer due",
        State.SUPERSEDED: "started afresh",
        State.LAPSED: "not used in time",
        State.WAITING: "not yet allowed",
        State.BROKEN: "done too soon",
        State.OUTSTANDING: "not yet done",
        State.UNKNOWN: "not known",
    }.get(each.state, each.state.value)
    if each.is_late_by_the_hour and each.kind != "right":
        return "done late, after the hour"
    if each.state is State.OVERDUE and each.strength == "usual":
        return "usual time has gone"
    if each.state is State.OVERDUE and each.strength in ("statutory", "directed") and not each._binding:
        return "time has gone"  # an act that nobody must do
    if each.kind == "wait" and each.state is State.ENDED:
        return "run out" if any(step[0] == "run out" for step in each.steps) else "no longer in force"
    if each.kind == "wait" and each.state is State.MET:
        return "waited for"
    if each.kind == "cap" and each.left is not None:
        return f"{number(each.left)} left" if each.left >= 0 else f"exceeded by {number(-each.left)}"
    return f"{words}, but missed" if each.was_missed else words


def heading(text: str, mark: str = "-") -> list[str]:
    """A heading, with a blank line before it and a line beneath it.

    >>> heading("Rules")
    ['', 'Rules', '-----']
    """
    return ["", text, mark * len(text)]


def wrap(text: str, indent: str = "", hanging: str | None = None, width: int = WIDTH) -> list[str]:
    """A text in lines no longer than the width. A name too long for a line is cut where its parts join.

    >>> wrap("ehc_assessment.final_plan", width=20)
    ['ehc_assessment.', 'final_plan']
    """
    hanging = indent if hanging is None else hanging
    lines: list[str] = []
    line, start = indent, indent
    for word in text.split():
        gap = "" if line == start else " "
        if len(line) + len(gap) + len(word) <= width:
            line += gap + word
            continue
        if line != start:
            lines.append(line)
            line = start = hanging
        for part in _parts(word, width - len(start)):
            if line != start and len(line) + len(part) > width:
                lines.append(line)
                line = start = hanging
            line += part
    return [*lines, line] if line != start or not lines else lines


def _parts(word: str, room: int) -> list[str]:
    if len(word) <= room:
        return [word]
    return [cut for part in re.split(r"(?<=[._/,-])", word) for cut in _cut(part, max(room, 1))]


def _cut(part: str, room: int) -> list[str]:
    return [part[at : at + room] for at in range(0, len(part), room)]


def columns(
    rows: Sequence[Sequence[str]],
    indent: str = "",
    width: int = WIDTH,
    *,
    narrow: Mapping[int, int] = MappingProxyType({}),
) -> list[str]:
    """Rows side by side. Where they are too wide, cells run on below: first in the columns to narrow, down to the
    width given for each, then in the widest. An empty row is an empty line.

    >>> columns([["Rule", "Due"], ["final_plan", "Monday 25 May 2026"]])
    ['Rule        Due', 'final_plan  Monday 25 May 2026']
    """
    if not rows:
        return []
    widths = [max(len(row[at]) for row in rows if row) for at in range(len(rows[0]))]
    room = width - len(indent) - 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > 1:
        able = [at for at, least in narrow.items() if widths[at] > least] or range(len(widths))
        widths[max(able, key=lambda at: widths[at])] -= 1
    lines = []
    for row in rows:
        cells = [wrap(cell, width=wide) for cell, wide in zip(row, widths, strict=bool(row))]
        for at in range(max(map(len, cells), default=1)):
            parts = [
                (cell[at] if at < len(cell) else "").ljust(wide) for cell, wide in zip(cells, widths, strict=False)
            ]
            lines.append((indent + "  ".join(parts)).rstrip())
    return lines


def receipt_parts(receipt: Mapping[str, Any]) -> list[str]:
    """What an answer rests on, part by part, as a reader sees it.

    >>> receipt_parts({"library": "1.0", "law": "a" * 64, "case": "b" * 64, "calendars": {}, "readings": {"x": "y"}})
    ['send-deadlines 1.0', 'law aaaaaaaaaaaa', 'case bbbbbbbbbbbb', 'reading x=y']
    """
    parts = [f"send-deadlines {receipt['library']}", f"law {receipt['law'][:12]}", f"case {receipt['case'][:12]}"]
    parts += [f"{role} calendar {plain(each['name'])} {each['hash']}" for role, each in receipt["calendars"].items()]
    return parts + [f"reading {dispute}={reading}" for dispute, reading in receipt["readings"].items()]


def listed(names: Iterable[str], last: str = "or") -> str:
    """Names in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b or c'
    """
    *head, tail = names
    return f"{', '.join(head)} {last} {tail}" if head else tail

"""The examples that stand beside the rules, with the working of each, which the compiled law does not keep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import takewhile
from typing import Any, NamedTuple

from send_deadlines import Law
from send_deadlines.engine.examples import example_case, seen_on
from send_deadlines.law.course_terms import CourseExample
from send_deadlines.law.grammar import Source, read_source
from send_deadlines.law.language import Example, ExampleCalendar
from send_deadlines.law.library import rule_files
from send_deadlines.report.page import Cell, Group, Table
from send_deadlines.report.page_html import table_as_html
from send_deadlines.report.rule_words import begun
from send_deadlines.said import said_day

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Worked(NamedTuple):
    """An example, with the counting that its author wrote above it."""

    example: Example
    working: str


class Examples:
    """The examples of the law in the package: those of each rule and amendment, in the order of the files."""

    def __init__(self) -> None:
        self.rules: list[tuple[str, list[Worked]]] = []
        self.amendments: dict[str, list[Worked]] = {}
        self.courses: dict[str, list[tuple[CourseExample, str]]] = {}
        self.calendars: list[ExampleCalendar] = []
        for path in rule_files():
            source, problems = read_source(path)
            if problems:
                raise ValueError(str(problems[0]))
            self._read(source, path.read_text(encoding="utf-8").splitlines())

    def _read(self, source: Source, lines: list[str]) -> None:
        self.calendars += source.law.example_calendar
        for entry in source.entries():
            if entry.section not in ("rule", "amendment", "course"):
                continue
            workings = [_working(lines, entry.line(("example", place))) for place in range(len(entry.term.example))]
            if entry.section == "course":
                self.courses[entry.id] = list(zip(entry.term.example, workings, strict=True))
                continue
            worked = [Worked(*both) for both in zip(entry.term.example, workings, strict=True)]
            if entry.section == "rule":
                self.rules.append((entry.id, worked))
            else:
                self.amendments[entry.id] = worked


def _working(lines: list[str], line: int) -> str:
    """The comment that stands right above a line, as one text."""
    above = takewhile(lambda text: text.startswith("#"), reversed(lines[: line - 1]))
    return " ".join(text.lstrip("# ").strip() for text in reversed(list(above))).replace("->", "→")


def examples_table(law: Law, caption: str, worked: list[Worked], *, of_rules: bool = False) -> list[str]:
    """Examples as a table: what is given, the day it is looked at, the answer, and the working.

    There are thousands, so they are written as they are shown and not as Markdown, which would take Sphinx minutes.
    """
    rows: list[tuple[str | Cell, ...]] = []
    for example, working in worked:
        as_of = seen_on(law, example, example_case(example))
        row = (example.why, _given(example), "" if as_of is None else said_day(as_of), _answer(example), working)
        rows.append((*row, _rule(example.rule or "")) if of_rules else row)
    head = ("Example", "Given", "Seen on", "Answer", "Working")
    made = Table(caption, (*head, "Rule") if of_rules else head, (Group("", tuple(rows)),))
    return ["", table_as_html(made), ""]


def _rule(name: str) -> Cell:
    return Cell(name, url=f"{name.partition('.')[0]}.html#{name}")


def _given(example: Example) -> str:
    parts = []
    for name, value in example.given.items():
        parts += [f"{_spaced(name)}: {_event(each)}" for each in (value if isinstance(value, list) else [value])]
    parts += [f"fact {_spaced(name)}: {_value(value)}" for name, value in example.facts.items()]
    parts += [f"calendar {role}: {_spaced(name)}" for role, name in example.calendars.items()]
    if example.about:
        parts.append(f"asked about {example.about}")
    if example.reading:
        parts.append(f"read as {example.reading}")
    return "; ".join(parts) or "nothing"


def _event(value: Any) -> str:
    if not isinstance(value, Mapping):
        return _value(value)
    more = ", ".join(f"{_spaced(key)} {_value(each)}" for key, each in value.items() if key != "on")
    return f"{_value(value['on'])} ({more})" if more else _value(value["on"])


def _value(value: Any) -> str:
    match value:
        case date():
            return said_day(value)
        case str() if _DAY.fullmatch(value):
            return said_day(date.fromisoformat(value))
        case bool():
            return "yes" if value else "no"
        case list():
            return " and ".join(map(_value, value))
        case Mapping():
            return ", ".join(f"{_spaced(key)} {_value(each)}" for key, each in value.items())
    return str(value)


def _answer(example: Example) -> str:
    return begun(", ".join(_answers(example)))


def _answers(example: Example) -> Iterator[str]:
    if example.no_deadline:
        yield "no deadline"
    if example.due is not None:
        yield f"due {said_day(example.due)}"
    if example.due_from is not None:
        yield f"due {said_day(example.due_from)} at the earliest"
    if example.state is not None:
        yield _spaced(example.state)


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def calendar_rows(calendars: list[ExampleCalendar]) -> Iterator[list[str]]:
    """The made-up school calendars that the examples use, as rows."""
    for each in calendars:
        terms = [f"{term['name']}: {_stretch(term)}" for term in each.terms]
        closed = [f"half-term {_stretch(one)}" for one in each.half_terms]
        closed += [f"closed {_stretch(one)}" for one in each.closures]
        closed += [f"staff only on {said_day(day)}" for day in each.inset_days]
        yield [_spaced(each.id), "; ".join(terms), "; ".join(closed)]


def _stretch(words: Mapping[str, Any]) -> str:
    return f"{_value(words['first'])} to {_value(words['last'])}"

"""Cases read from tables, each event with its place, so that whatever is wrong is told with its row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from send_deadlines.case import Case, Event
from send_deadlines.caseload import Caseload
from send_deadlines.engine.caseload import evaluate_all
from send_deadlines.engine.intake import check_case
from send_deadlines.errors import CaseError, Problem
from send_deadlines.evaluation import Evaluation
from send_deadlines.frames.tables import Fault, Table
from send_deadlines.law.library import Law

__all__ = ["Read", "Told", "by_row", "evaluated", "reference", "refuse"]

_AT_ONCE = 100


class Told(NamedTuple):
    """One thing wrong: with which case, first in which row, and whether the case was refused for it."""

    case: str | None
    row: int | None
    problem: Problem
    refused: bool


class Read:
    """One case of a table, as it is read: its events, each with its row and column, and what is wrong with it."""

    def __init__(self, case_id: str, table: Table, *, is_named: bool = True) -> None:
        self.id = case_id
        self.table = table
        self.is_named = is_named
        """Whether the table gives it a reference; else it is called by its row."""
        self.rows: list[int] = []
        self.events: list[Event] = []
        self.places: list[tuple[int, object]] = []
        self.more: dict[str, Any] = {}
        """What the case has besides its events, as :class:`~send_deadlines.Case` takes it."""
        self.told: list[Told] = []
        self.evaluation: Evaluation | None = None
        self.home: tuple[Table, int] | None = None
        """The table and the row that say what it has besides its events, where they are others."""

    def add(
        self, name: Any, values: Mapping[str, Any], row: int, headings: Mapping[str, object], heading: object = None
    ) -> None:
        """Take in an event of a row. ``headings`` are the columns of its values, by their names; ``heading`` the one
        to name when something is wrong with the event as a whole."""
        faults = [(key, value) for key, value in values.items() if isinstance(value, Fault)]
        if isinstance(name, Fault):
            faults.append(("event", name))
        if not faults:
            try:
                event = Event(name, **values)
            except CaseError:
                faults = list(_faults(name, values))
            else:
                self.events.append(event)
                self.places.append((row, heading))
        for key, fault in faults:
            self.tell(row, headings.get(key), fault)

    @property
    def problems(self) -> str | None:
        """Everything that is wrong with it, in one text."""
        return " | ".join(str(each.problem) for each in self.told) or None

    def tell(self, row: int, heading: object, fault: Fault) -> None:
        """Keep what is wrong with a cell: the case is refused."""
        problem = Problem(self.table.place(row, heading), fault.what, fault.mend)
        self.told.append(Told(self.id, row, problem, refused=True))

    @property
    def case(self) -> Case:
        """The case itself."""
        return Case(self.id, self.events, **self.more)

    def located(self, problem: Problem, *, rows: Sequence[int] = (), heading: object = None, refused: bool) -> Told:
        """What the engine found wrong with it, with the rows it is about: all, where no fewer are known."""
        whose = f"case {self.id}"
        inside = problem.where.removeprefix(whose).removeprefix(", ")
        place = self.table.place(rows or self.rows, heading)
        where = ", ".join(filter(None, [place, whose if self.is_named else "", inside]))
        what = problem.what.removeprefix(f"{whose}: ")
        return Told(self.id, [*rows, *self.rows][0], Problem(where, what, problem.mend), refused)

    def refused(self, found: Callable[[Case], Iterable[Problem]], law: Law) -> Iterator[Told]:
        """Everything the engine finds wrong with it, each thing at its place."""
        own = set(found(Case(self.id, **self.more)))
        faults = [set(check_case(Case(self.id, [event]), law)) for event in self.events]
        for problem in dict.fromkeys(found(self.case)):
            if self.home is not None and problem in own:
                table, row = self.home
                yield Told(self.id, None, Problem(f"{table.place(row)}, {problem.where}", *_said(problem)), True)
                continue
            places = [place for place, there in zip(self.places, faults, strict=True) if problem in there]
            heading = places[0][1] if len({heading for _, heading in places}) == 1 else None
            yield self.located(
                problem, rows=list(dict.fromkeys(row for row, _ in places)), heading=heading, refused=True
            )


def _said(problem: Problem) -> tuple[str, str]:
    return problem.what, problem.mend


def _faults(name: Any, values: Mapping[str, Any]) -> Iterable[tuple[str, Fault]]:
    """What is wrong with an event, each with the name of the value it is about."""
    try:
        Event(name, date.min)
    except CaseError as error:
        for each in error.problems:
            yield "event", Fault(each.what, each.mend)
    for key in ("on", "about", "at"):
        if key in values:
            try:
                Event("event", **{"on": date.min, key: values[key]})
            except CaseError as error:
                for each in error.problems:
                    yield key, Fault(each.what, each.mend)


def reference(value: Any) -> str | Fault:
    """The reference of a case, as text."""
    if isinstance(value, Fault):
        return value
    if value is None:
        return Fault("it does not say which case it is of", "give the reference of the case")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return Fault(f"{value!r} is not the reference of a case", "give it as text, or as a whole number")
    text = str(value)
    if text != text.strip():
        return Fault(f"{text!r} has blanks around it, by which a case could become two", "take them away")
    return text


def evaluated(
    reads: Sequence[Read],
    as_of: str | date,
    law: Law,
    calendars: Mapping[str, Any] | None,
    readings: Mapping[str, str] | None,
) -> Iterator[Read]:
    """Each case with its evaluation, where it can be evaluated, and with everything that is wrong with it.

    The evaluation is there only until the next case is asked for: keeping thousands costs more than making them.
    """

    def caseload(cases: Iterable[Case]) -> Caseload:
        return evaluate_all(cases, as_of, law=law, calendars=calendars, readings=readings, keep_going=True)

    for start in range(0, len(reads) or 1, _AT_ONCE):  # once where there is none, for the day and the readings
        some = reads[start : start + _AT_ONCE]
        sound = [read for read in some if not read.told]
        every = caseload(read.case for read in sound)
        for read in some:
            if read.told:  # so that all there is to mend is told at once
                read.told += read.refused(lambda case: check_case(case, law), law)
            elif read.id in every:
                read.evaluation = every[read.id]
                read.told += [read.located(each, refused=False) for each in read.evaluation.problems]
            else:
                read.told += read.refused(lambda case: caseload([case]).refused, law)
            yield read
            read.evaluation = None


def by_row(told: Iterable[Told]) -> list[Told]:
    """Everything that is wrong, as it stands in the table."""
    return sorted(told, key=lambda each: -1 if each.row is None else each.row)


def refuse(told: Iterable[Told]) -> None:
    """Raise everything for which a case is refused, if there is anything."""
    problems = [each.problem for each in told if each.refused]
    if problems:
        raise CaseError(problems)

"""The page of a caseload: how each case stands."""

from __future__ import annotations

from send_deadlines.caseload import Caseload
from send_deadlines.evaluation import Evaluation
from send_deadlines.outcomes import Action
from send_deadlines.report.page import Cell, Entry, Group, Item, Items, Page, Para, Section, Table
from send_deadlines.report.state_cells import SIGNS
from send_deadlines.report.words import days, plain
from send_deadlines.said import said_day
from send_deadlines.states import State

__all__ = ["caseload_page"]


def caseload_page(caseload: Caseload) -> Page:
    """Each case with what is in breach, what comes next and what is not known; first what could not be evaluated.

    >>> from send_deadlines import evaluate_all
    >>> caseload_page(evaluate_all([], as_of="2026-03-01")).title
    '0 cases as at Sunday 1 March 2026'
    """
    cases = days(len(caseload), "case")
    title = f"{cases} as at {said_day(caseload.as_of)}"
    sections = []
    if caseload.refused:
        told = tuple(Item(plain(str(each))) for each in caseload.refused)
        lead = Entry("These cases are in none of the figures below.", (), "breach")
        sections.append(Section("Not evaluated", (lead, Items(told))))
    if not len(caseload):
        sections.append(Section("", (Para("There are no cases."),)))
        return Page(title, tuple(sections))
    rows = tuple(map(_row, caseload))
    head = ("Case", "Responsible", "School", "In breach", "Next", "Not known")
    used = [place for place in range(len(head)) if place not in (1, 2) or any(row[place] for row in rows)]
    shown = tuple(tuple(row[place] for place in used) for row in rows)
    table = Table(f"Where each of {cases} stands", tuple(head[place] for place in used), (Group("", shown),))
    return Page(title, (*sections, Section("", (table,))))


def _row(evaluation: Evaluation) -> tuple[str | Cell, ...]:
    case = evaluation.case
    return (
        plain(case.id),
        plain(case.responsible or ""),
        plain(case.school or ""),
        _breaches(evaluation),
        _next(evaluation),
        Cell(str(len(evaluation.unknowns)), "unknown", SIGNS[State.UNKNOWN]) if evaluation.unknowns else "0",
    )


def _breaches(evaluation: Evaluation) -> str | Cell:
    if not evaluation.breaches:
        return "0"
    overdue = sum(each.state is State.OVERDUE for each in evaluation.breaches)
    late = f"{len(evaluation.breaches)}, {overdue} not yet done" if overdue else f"{len(evaluation.breaches)}"
    return Cell(late, "breach", SIGNS[State.OVERDUE])


def _next(evaluation: Evaluation) -> str:
    """The first thing somebody must do by a day that has not gone."""
    ahead = (each for each in evaluation.next_actions if _is_ahead(each))
    first = min(ahead, key=lambda each: each.days, default=None)
    return f"{said_day(first.by)}: {first.what}" if first is not None and first.by is not None else "nothing by a day"


def _is_ahead(action: Action) -> bool:
    return action.kind == "limit" and action.binding and action.by is not None and action.days >= 0

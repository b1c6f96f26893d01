"""The state of a deadline for the eye: its words, a sign that repeats them, and how weighty it is."""

from __future__ import annotations

from datetime import date

from send_deadlines.outcomes import Deadline
from send_deadlines.report.page import Cell, Tone
from send_deadlines.report.words import state_words
from send_deadlines.states import State

__all__ = ["SIGNS", "state_cell", "tone_of"]

SIGNS = {
    State.RUNNING: "\u25cb",
    State.DUE_TODAY: "\u25c6",
    State.OVERDUE: "\u25a0",
    State.MET: "\u2713",
    State.MET_LATE: "\u25b2",
    State.LIFTED: "\u25c7",
    State.ENDED: "\u2013",
    State.SUPERSEDED: "\u21bb",
    State.LAPSED: "\u2715",
    State.WAITING: "\u25b7",
    State.BROKEN: "\u2716",
    State.OUTSTANDING: "\u25d0",
    State.UNKNOWN: "?",
}
"""One shape for each state, so that none is told by colour alone."""

_TONES: dict[State, Tone] = {
    State.DUE_TODAY: "late",
    State.MET: "good",
    State.ENDED: "quiet",
    State.SUPERSEDED: "quiet",
    State.LAPSED: "quiet",
    State.UNKNOWN: "unknown",
}


def tone_of(each: Deadline) -> Tone:
    """How weighty the state of a deadline is: breaches above all; a missed time of guidance is none.

    >>> from send_deadlines import Case, Event, evaluate
    >>> request = Case("A1", [Event("assessment_request_received", on="2026-01-05")])
    >>> tone_of(evaluate(request, "2026-07-01")["ehc_assessment.final_plan"])
    'breach'
    """
    if each.is_breach:
        return "breach"
    if each.is_doubtful_breach or each.state in (State.OVERDUE, State.MET_LATE):
        return "late"
    return _TONES.get(each.state, "")


def state_cell(each: Deadline, as_of: date) -> Cell:
    """The state of a deadline as a cell of a table.

    >>> from send_deadlines import Case, Event, evaluate
    >>> request = Case("A1", [Event("assessment_request_received", on="2026-01-05")])
    >>> state_cell(evaluate(request, "2026-03-01")["ehc_assessment.final_plan"], date(2026, 3, 1)).text
    'running'
    """
    return Cell(state_words(each, as_of), tone_of(each), SIGNS[each.state])

"""Where a deadline can stand on a day, and which state can follow which."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

__all__ = ["ARROWS", "OPEN", "State"]


class State(StrEnum):
    """Where a deadline stands on a day."""

    RUNNING = "running"
    """Its last day is still to come; or a cap has room."""
    DUE_TODAY = "due_today"
    """This is its last day."""
    OVERDUE = "overdue"
    """Its last day has gone and the act is not recorded."""
    MET = "met"
    """Done in time; for a wait, the act it guards was done after it ran out."""
    MET_LATE = "met_late"
    """Done, after its last day."""
    LIFTED = "lifted"
    """An exception applies. The duty to act as soon as practicable stays."""
    ENDED = "ended"
    """No longer required; for a wait, run out."""
    SUPERSEDED = "superseded"
    """Started afresh by a later event."""
    LAPSED = "lapsed"
    """A right that was not used while it ran."""
    WAITING = "waiting"
    """A wait still runs: the act may not be done yet."""
    BROKEN = "broken"
    """Done while a wait still ran, or more than a cap allows."""
    OUTSTANDING = "outstanding"
    """A duty with no number, not yet done."""
    UNKNOWN = "unknown"
    """It cannot be worked out; ``settled_by`` says what would settle it."""


OPEN = frozenset(
    {
        State.RUNNING,
        State.DUE_TODAY,
        State.OVERDUE,
        State.LIFTED,
        State.WAITING,
        State.OUTSTANDING,
        State.UNKNOWN,
    }
)

_ALWAYS = frozenset({State.ENDED, State.SUPERSEDED, State.UNKNOWN, State.LIFTED})
_LATE = frozenset({State.OVERDUE, State.LAPSED, State.MET_LATE})

ARROWS: Mapping[State, frozenset[State]] = {
    State.RUNNING: frozenset({State.DUE_TODAY, State.MET, State.BROKEN}) | _ALWAYS,
    State.DUE_TODAY: frozenset({State.MET}) | _LATE | _ALWAYS,
    State.OVERDUE: frozenset({State.MET_LATE}) | _ALWAYS,
    State.LAPSED: _ALWAYS,
    State.MET: frozenset(),
    State.MET_LATE: frozenset({State.LIFTED}),
    State.LIFTED: frozenset({State.MET, State.ENDED, State.SUPERSEDED, State.UNKNOWN}),
    State.WAITING: frozenset({State.BROKEN}) | _ALWAYS,
    State.OUTSTANDING: frozenset({State.MET}) | _ALWAYS,
    State.ENDED: frozenset(State) - {State.WAITING, State.OUTSTANDING},
    State.SUPERSEDED: frozenset(),
    State.BROKEN: frozenset(),
    State.UNKNOWN: frozenset(State),
}
"""The states that can follow each, from one day to the next, while nothing moves the date itself.

An ended deadline can come back only where its rule says what revives it.
"""

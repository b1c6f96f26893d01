"""What an event would change, before it happens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from send_deadlines.case import Case, Event, as_day
from send_deadlines.engine.changes import Change
from send_deadlines.engine.comparison import Comparison, in_one_case
from send_deadlines.engine.evaluate import evaluate
from send_deadlines.errors import CaseError, Problem
from send_deadlines.evaluation import Evaluation
from send_deadlines.law.library import Law, load_law
from send_deadlines.notebook import Shown
from send_deadlines.outcomes import Action, Conflict, Deadline
from send_deadlines.said import said_day
from send_deadlines.states import State

__all__ = ["TooSoon", "WhatIf", "what_if"]


class TooSoon(NamedTuple):
    """An act that may not be done yet, because a wait still runs, or may still run."""

    event: str
    """The act."""
    wait: Deadline
    """The wait, as it stands once the act is done."""
    may_from: date | None
    """The first day on which it may be done; None where that is not known, so that nobody can say it is allowed."""


@dataclass(frozen=True, slots=True)
class WhatIf(Shown):
    """A case as at one day without some events and with them. Made by :func:`what_if`; the case itself is unchanged."""

    events: tuple[Event, ...]
    """The events that are supposed."""
    comparison: Comparison
    """The two evaluations, and all in which they differ."""

    @property
    def before(self) -> Evaluation:
        """The case as it is."""
        assert self.comparison.before is not None
        return self.comparison.before

    @property
    def after(self) -> Evaluation:
        """The case with the events."""
        assert self.comparison.after is not None
        return self.comparison.after

    @property
    def changes(self) -> tuple[Change, ...]:
        """What they would start, move, meet and end, and why."""
        return self.comparison.changes

    @property
    def new_breaches(self) -> tuple[Deadline, ...]:
        """The limits and waits they would break, or show to be broken."""
        had = {_key(each) for each in self.before.breaches}
        return tuple(each for each in self.after.breaches if _key(each) not in had)

    @property
    def new_doubtful_breaches(self) -> tuple[Deadline, ...]:
        """What they would make late by the cautious reading of disputed words, and leave in time by another."""
        had = {_key(each) for each in (*self.before.breaches, *self.before.doubtful_breaches)}
        return tuple(each for each in self.after.doubtful_breaches if _key(each) not in had)

    @property
    def too_late(self) -> tuple[Deadline, ...]:
        """The rights that they would use when their time had gone. Nothing is in breach, but the right is lost."""
        rights = [each for each in self.after.deadlines if each.kind == "right" and each.done_on is not None]
        had = {(_key(each), each.done_on) for each in self.before.deadlines}
        in_time = {(each.rule, each.done_on) for each in rights if each.state is State.MET}
        return tuple(
            each
            for each in rights
            if each.state is State.LAPSED
            and (_key(each), each.done_on) not in had
            and (each.rule, each.done_on) not in in_time  # of an older decision; it is a later one's that is used
        )

    @property
    def new_unknowns(self) -> tuple[Deadline, ...]:
        """What they would start or touch and could not be worked out; each says what would settle it."""
        had = {(*_key(each), each.settled_by) for each in self.before.unknowns}
        return tuple(each for each in self.after.unknowns if (*_key(each), each.settled_by) not in had)

    @property
    def too_soon(self) -> tuple[TooSoon, ...]:
        """The acts that may not be done yet, or of which that cannot be known, each with the wait and the first day."""
        acts = {event.event for event in self.events}
        had = {_key(each) for each in self.before.deadlines if each.state is State.BROKEN}
        found = []
        for each in self.after.deadlines:
            if each.kind != "wait" or _key(each) in had:
                continue
            guarded = sorted(acts.intersection(event for event, _, _ in each._plan.guards))
            if guarded and (each.state is State.BROKEN or each.state is State.UNKNOWN):
                due = each.due
                found += [TooSoon(act, each, due + timedelta(days=1) if due is not None else None) for act in guarded]
        return tuple(found)

    @property
    def new_conflicts(self) -> tuple[Conflict, ...]:
        """The limits that could no longer be kept without breaking a wait."""
        return tuple(each for each in self.after.conflicts if each not in self.before.conflicts)

    @property
    def new_problems(self) -> tuple[Problem, ...]:
        """What could not be right in the case with them."""
        return self.comparison.new_problems

    @property
    def next_actions(self) -> tuple[Action, ...]:
        """Who would have to do what next."""
        return self.after.next_actions

    @property
    def new_actions(self) -> tuple[Action, ...]:
        """Those of the next actions that are not there without them, or not by the same day."""
        had = {(each.rule, each.about, each.by, each.since) for each in self.before.next_actions}
        return tuple(each for each in self.next_actions if (each.rule, each.about, each.by, each.since) not in had)


def what_if(
    case: Case,
    event: Event | Iterable[Event],
    as_of: str | date | None = None,
    *,
    law: Law | None = None,
    calendars: Mapping[str, Any] | None = None,
    readings: Mapping[str, str] | None = None,
) -> WhatIf:
    """What an event, or several, would change in a case.

    The case is evaluated without and with them as at ``as_of``, or without one as at the last of their days, such as
    that on which a letter was served: never sooner, since nothing is seen before it happens. ``law``, ``calendars`` and
    ``readings`` are those of :func:`send_deadlines.evaluate`.

    Raises :class:`~send_deadlines.errors.CaseError` for an event the law does not know, none at all, or an ``as_of``
    before one of them.

    >>> draft = Event("draft_plan_sent", on="2026-05-06", served="2026-05-08")
    >>> case = Case("EHC-1042", [Event("assessment_request_received", on="2026-01-05"), draft])
    >>> sent = what_if(case, Event("final_plan_sent", on="2026-05-20"))
    >>> [(each.wait.rule, each.may_from.isoformat()) for each in sent.too_soon]
    [('ehc_assessment.representations', '2026-05-23')]
    """
    events = (event,) if isinstance(event, Event) else tuple(event)
    if not events:
        raise CaseError([Problem("what_if", "no event is given", 'give one, such as Event("final_plan_sent", on=...)')])
    given: list[Any] = list(events)  # whatever a caller gives, not only what it should
    for each in given:
        if not isinstance(each, Event):
            what = f"a {type(each).__name__} was given to what_if, not an Event"
            raise CaseError([Problem("", what, "make it with Event(...)")])
    last, named = max(found for each in events for found in _days(each, law if law is not None else load_law()))
    day = last if as_of is None else as_day(as_of, "as_of")
    if day < last:
        what = f"{said_day(day)} is before {said_day(last)}, {named} that is supposed"
        raise CaseError([Problem("as_of", what, "give that day or a later one, for nothing is seen before it happens")])
    supposed = Case(
        case.id, [*case.events, *events], case.facts, case.calendars, responsible=case.responsible, school=case.school
    )
    before = evaluate(case, day, law=law, calendars=calendars, readings=readings)
    after = evaluate(supposed, day, law=law, calendars=calendars, readings=readings)
    return WhatIf(events, in_one_case(events, before, after))


def _days(event: Event, law: Law) -> Iterator[tuple[date, str]]:
    """The days of an event that are seen once they have come; what is planned, such as a hearing, is seen before."""
    yield event.on, "the day of an event"
    known = law.events.get(event.event, {}).get("dates", {})
    for key, value in event.more.items():
        if key in known and not known[key]["planned"] and value is not None:
            yield as_day(value, key), f"the `{key}` day of {event.event}"


def _key(each: Deadline) -> tuple[str, str | None, date]:
    return each.rule, each.about, each.started_on

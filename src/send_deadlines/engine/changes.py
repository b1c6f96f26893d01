"""What moved between two evaluations, and why."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from send_deadlines.evaluation import Evaluation
from send_deadlines.outcomes import Deadline
from send_deadlines.states import State

__all__ = ["Change", "diff"]


class Change(NamedTuple):
    """One deadline that differs between two evaluations of a case."""

    rule: str
    about: str | None
    started_by: str
    what: str
    """appeared, gone, moved, day to work to, or state: the first of them that holds."""
    before: date | None
    """The last day before, or for a day to work to, that day."""
    after: date | None
    state_before: State | None
    state_after: State | None
    why: tuple[str, ...]
    """What differs in the inputs that can have caused it."""

    @property
    def days(self) -> int:
        """Days the date moved: positive when later."""
        if self.before is None or self.after is None:
            return 0
        return (self.after - self.before).days

    def __str__(self) -> str:
        name = f"{self.rule} ({self.about})" if self.about is not None else self.rule
        if self.what in ("moved", "day to work to"):
            said = f"from {_said(self.before)} to {_said(self.after)}"
        elif self.what == "state":
            said = f"from {self.state_before} to {self.state_after}"
        else:
            said = _said(self.after if self.what == "appeared" else self.before)
        return f"{name} {self.what}: {said}; because {', '.join(self.why)}"


def diff(before: Evaluation, after: Evaluation) -> tuple[Change, ...]:
    """Which deadlines moved between two evaluations, and why; empty when none did.

    The two may differ in the case (an event corrected or added), the law, the calendars, the readings chosen or the
    day. Deadlines are matched by rule, by what they are about and by what started them, in order.

    >>> from send_deadlines import Case, Event, diff, evaluate
    >>> one = Case(id="A1", events=[Event("assessment_request_received", on="2026-01-05")])
    >>> two = Case(id="A1", events=[Event("assessment_request_received", on="2026-01-06")])
    >>> changes = diff(evaluate(one, "2026-02-01"), evaluate(two, "2026-02-01"))
    >>> next(str(change) for change in changes if change.rule == "ehc_assessment.final_plan")
    'ehc_assessment.final_plan moved: from 2026-05-25 to 2026-05-26; because its start is another day'
    """
    general = _general(before, after)
    found = []
    for one, two in _keyed(before, after):
        what = _what(one, two)
        if what:
            known = one or two
            assert known is not None
            why = [] if one is None or two is None else _own(one, two)
            found.append(
                Change(
                    rule=known.rule,
                    about=known.about,
                    started_by=known.started_by,
                    what=what,
                    before=_date(one, what),
                    after=_date(two, what),
                    state_before=one.state if one else None,
                    state_after=two.state if two else None,
                    why=tuple(why or general or ["the events of the case differ"]),
                )
            )
    return tuple(found)


def _keyed(before: Evaluation, after: Evaluation) -> list[tuple[Deadline | None, Deadline | None]]:
    """The deadlines of both in pairs: those that started on the same day first, then the others in order."""
    old, new = list(before.deadlines), list(after.deadlines)
    pairs: list[tuple[Deadline | None, Deadline | None]] = []
    for same in (_start, _name):
        for one in list(old):
            other = next((two for two in new if same(one) == same(two)), None)
            if other is not None:
                old.remove(one)
                new.remove(other)
                pairs.append((one, other))
    return [*pairs, *((one, None) for one in old), *((None, two) for two in new)]


def _name(each: Deadline) -> tuple[str, str | None, str]:
    return each.rule, each.about, each.started_by


def _start(each: Deadline) -> tuple[str, str | None, str, date]:
    return *_name(each), each.started_on


def _what(one: Deadline | None, two: Deadline | None) -> str:
    if one is None or two is None:
        return "appeared" if one is None else "gone"
    if (one.due, one.earliest, one.latest) != (two.due, two.earliest, two.latest):
        return "moved"
    if one.act_by != two.act_by:
        return "day to work to"
    return "state" if one.state != two.state else ""


def _own(one: Deadline, two: Deadline) -> list[str]:
    """The reasons that lie in the deadline itself."""
    why = []
    if one.started_on != two.started_on:
        why.append("its start is another day")
    if one._plan.rule != two._plan.rule:
        why.append("the rule is another version")
    for word, said in _STEPS.items():
        old, new = ([step for step in each.steps if step[0] == word] for each in (one, two))
        if old != new:
            how = "is new" if not old else "is no longer there" if not new else "is another"
            why.append(f"{said} {how}")
    return why


_STEPS = {
    "directed": "the direction that fixes its date",
    "extended": "the notice of more time",
    "paused": "the pause of the clock",
    "amended": "the amendment that governs it",
    "exception": "what is recorded of an exception",
    "done": "the record of the act",
    "ended": "the event that ended it",
    "superseded": "the fresh start",
    "held open": "the spell that holds it open",
}


def _general(before: Evaluation, after: Evaluation) -> list[str]:
    """What differs between the inputs as wholes."""
    old, new = before.receipt, after.receipt
    names = {
        "law": "the law differs",
        "working_days": "the bank holidays differ",
        "calendars": "a school's calendar differs",
        "readings": "another reading was chosen",
        "as_of": "the day of the evaluation differs",
        "case": "the events of the case differ",
    }
    return [said for key, said in names.items() if old[key] != new[key]]


def _date(each: Deadline | None, what: str) -> date | None:
    if each is None:
        return None
    return each.act_by if what == "day to work to" else each.due


def _said(day: date | None) -> str:
    return day.isoformat() if day is not None else "no known date"

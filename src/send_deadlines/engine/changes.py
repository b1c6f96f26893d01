"""What moved between two evaluations, and why."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from send_deadlines.outcomes import Deadline, Evaluation
from send_deadlines.states import State

__all__ = ["Change", "diff"]


class Change(NamedTuple):
    """One deadline that differs between two evaluations of a case."""

    rule: str
    about: str | None
    started_by: str
    what: str
    """appeared, gone, moved, or state: the first of them that holds."""
    before: date | None
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
        if self.what == "moved":
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
    old, new = _keyed(before), _keyed(after)
    general = _general(before, after)
    found = []
    for key in dict.fromkeys([*old, *new]):
        one, two = old.get(key), new.get(key)
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
                    before=one.due if one else None,
                    after=two.due if two else None,
                    state_before=one.state if one else None,
                    state_after=two.state if two else None,
                    why=tuple(why or general or ["the events of the case differ"]),
                )
            )
    return tuple(found)


def _keyed(evaluation: Evaluation) -> dict[tuple[str, str | None, str, int], Deadline]:
    found: dict[tuple[str, str | None, str, int], Deadline] = {}
    for each in sorted(evaluation.deadlines, key=lambda deadline: deadline.started_on):
        number = 0
        while (each.rule, each.about, each.started_by, number) in found:
            number += 1
        found[(each.rule, each.about, each.started_by, number)] = each
    return found


def _what(one: Deadline | None, two: Deadline | None) -> str:
    if one is None or two is None:
        return "appeared" if one is None else "gone"
    if one.due != two.due or one.earliest != two.earliest:
        return "moved"
    return "state" if one.state != two.state else ""


def _own(one: Deadline, two: Deadline) -> list[str]:
    """The reasons that lie in the deadline itself."""
    why = []
    if one.started_on != two.started_on:
        why.append("its start is another day")
    if one.cites[0] != two.cites[0] or one._plan.rule != two._plan.rule:
        why.append("the rule is another version")
    old, new = ({step[0]: step for step in each.steps} for each in (one, two))
    for word, said in (
        ("directed", "a direction fixes its date"),
        ("extended", "notice of more time was given"),
        ("paused", "the clock was paused"),
        ("amended", "an amendment governs it"),
        ("exception", "an exception was recorded"),
        ("done", "the act was recorded"),
        ("ended", "an event ended it"),
        ("superseded", "it was started afresh"),
        ("held open", "the wait was held open"),
    ):
        if old.get(word) != new.get(word):
            why.append(said)
    return why


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


def _said(day: date | None) -> str:
    return day.isoformat() if day is not None else "no known date"

"""What the pictures of many cases count, and what they leave out of the count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from send_deadlines.caseload import Caseload
from send_deadlines.outcomes import Deadline
from send_deadlines.states import State

__all__ = ["AGES", "Age", "Month", "Week", "ages", "months", "weeks"]

LAW = ("statutory", "directed")

AGES = ((1, 7), (8, 14), (15, 28), (29, 56), (57, 91), (92, 182), (183, 364), (365, None))
"""Days overdue, both inclusive."""


class Week(NamedTuple):
    """The limits whose last day lies in a week."""

    first: date
    """Its Monday."""
    law: int
    """Those of a statute or a direction."""
    weaker: int
    """Those of guidance or good practice, and what is usually directed."""


class Age(NamedTuple):
    """The limits that have been overdue for so many days."""

    least: int
    most: int | None
    breach: int
    doubtful: int
    """Late on the cautious reading of disputed words, and in time on another."""
    weaker: int
    """Times of guidance, good practice, or what is usually directed; and what could be no breach."""


class Month(NamedTuple):
    """What became of the limits whose last day lies in a month."""

    first: date
    in_time: int
    late: int
    overdue: int
    missed: int
    """Missed, and no longer due since."""
    doubtful: int
    """How many of those not in time are in time on another reading of disputed words."""

    @property
    def whole(self) -> int:
        """All of them."""
        return self.in_time + self.late + self.overdue + self.missed


def weeks(caseload: Caseload, count: int) -> tuple[list[Week], Counter[str]]:
    """The limits still to be met by the week of their last day, from the week of the caseload's day on; and how many
    open limits are in no week, and why.

    >>> from send_deadlines import Case, Event, evaluate_all
    >>> request = Case("A1", [Event("assessment_request_received", on="2026-01-05")])
    >>> [week.first.isoformat() for week in weeks(evaluate_all([request], "2026-05-18"), 2)[0]]
    ['2026-05-18', '2026-05-25']
    """
    monday = caseload.as_of - timedelta(days=caseload.as_of.weekday())
    tallies = [Counter[bool]() for _ in range(count)]
    left_out: Counter[str] = Counter()
    for each in _limits(caseload):
        why = _not_due(each)
        if why:
            left_out[why] += 1
        elif each.due is not None:
            place = (each.due - monday).days // 7
            if place < count:
                tallies[place][each.strength in LAW] += 1
            else:
                left_out["due later"] += 1
    made = [Week(monday + timedelta(weeks=n), tally[True], tally[False]) for n, tally in enumerate(tallies)]
    return made, left_out


def _limits(caseload: Caseload) -> Iterator[Deadline]:
    """The open limits."""
    for evaluation in caseload:
        for each in evaluation.deadlines:
            if each.kind == "limit" and each.is_open:
                yield each


def _not_due(each: Deadline) -> str:
    """Why an open limit is in no week; nothing where it is in one."""
    if not each._binding:
        return "on what nobody need do"
    if each.state is State.OVERDUE:
        return "overdue"
    if each.state is State.LIFTED:
        return "lifted by an exception"
    if each.state is State.UNKNOWN or each.due is None:
        return "with a last day that is not known"
    return "after an earlier limit to the same act" if each.governor is not None else ""


def ages(caseload: Caseload) -> tuple[list[Age], Counter[str]]:
    """The overdue limits by the days they have been overdue; and how many are in no group, and why.

    >>> from send_deadlines import Case, Event, evaluate_all
    >>> request = Case("A1", [Event("assessment_request_received", on="2026-01-05")])
    >>> [(each.least, each.breach) for each in ages(evaluate_all([request], "2026-06-01"))[0] if each.breach]
    [(1, 1), (92, 1)]
    """
    tallies = [Counter[str]() for _ in AGES]
    left_out: Counter[str] = Counter()
    for each in _limits(caseload):
        if each.state is not State.OVERDUE:
            continue
        late = each.days_late(caseload.as_of)
        if each.due is None:
            left_out["overdue for a time that is not known"] += 1
        elif not each._binding:
            left_out["past their day on what nobody need do"] += 1
        else:
            place = next(n for n, (_, most) in enumerate(AGES) if most is None or late <= most)
            kind = "breach" if each.is_breach else "doubtful" if each.is_doubtful_breach else "weaker"
            tallies[place][kind] += 1
    made = [
        Age(least, most, tally["breach"], tally["doubtful"], tally["weaker"])
        for (least, most), tally in zip(AGES, tallies, strict=True)
    ]
    return made, left_out


def months(caseload: Caseload, rule: str) -> tuple[list[Month], Counter[str]]:
    """What became of the limits of a rule by the month of their last day, from the first month that has one to the
    last, with none left out between; and how many limits of it are in no month, and why.

    Counted are those whose last day had gone by the caseload's day, and that were done, or are overdue, or were missed
    in breach before they ended.

    >>> from send_deadlines import Case, Event, evaluate_all
    >>> request = Case("A1", [Event("assessment_request_received", on="2026-01-05")])
    >>> months(evaluate_all([request], "2026-06-01"), "ehc_assessment.final_plan")[0][0].overdue
    1
    """
    tallies: dict[date, Counter[str]] = {}
    left_out: Counter[str] = Counter()
    for evaluation in caseload:
        for each in evaluation.all(rule):
            outcome = _outcome(each, caseload.as_of)
            if outcome not in _OUTCOMES or each.due is None:
                left_out[outcome if outcome not in _OUTCOMES else f"{outcome}, on a last day that is not known"] += 1
                continue
            tally = tallies.setdefault(each.due.replace(day=1), Counter())
            tally[outcome] += 1
            tally["doubtful"] += each.is_doubtful_breach
    made = []
    month = min(tallies, default=None)
    while month is not None and month <= max(tallies):
        tally = tallies.get(month, Counter())
        numbers = tally["in time"], tally["late"], tally["overdue"], tally["missed"]
        made.append(Month(month, *numbers, tally["doubtful"]))
        month += relativedelta(months=1)
    return made, left_out


_OUTCOMES = ("in time", "late", "overdue", "missed")
_ENDED = {State.ENDED: "no longer due", State.SUPERSEDED: "started afresh"}


def _outcome(each: Deadline, as_of: date) -> str:
    """What became of a limit: one of the outcomes that count, or why it does not count."""
    if each.state is State.LIFTED:
        return "lifted by an exception"
    if each.state is State.UNKNOWN:
        return "not known"
    if each.state in _ENDED and not (each.is_breach or each.is_doubtful_breach):
        return _ENDED[each.state]
    if each.due is not None and each.due >= as_of:
        return "with the last day still to go by"
    if each.state is State.MET:
        return "in time"
    if not each._binding:
        return "on what nobody need do"
    if each.strength in LAW and not (each.is_breach or each.is_doubtful_breach):
        return "asked for after the last day"
    return {State.MET_LATE: "late", State.OVERDUE: "overdue"}.get(each.state, "missed")

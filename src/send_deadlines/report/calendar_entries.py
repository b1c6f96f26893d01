"""What the entry of one deadline in a calendar file is: its name, its day, and what it says."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID, uuid5

from send_deadlines.case import Case
from send_deadlines.evaluation import Evaluation
from send_deadlines.outcomes import Deadline
from send_deadlines.report.date_notes import STRENGTHS, notes_to
from send_deadlines.report.rule_words import begun
from send_deadlines.report.words import plain, state_words
from send_deadlines.said import said_day, said_hour
from send_deadlines.states import State
from send_deadlines.step_words import said_step

__all__ = ["INCLUDED", "Entry", "entries_of", "has_run_out", "is_dated", "without_date"]

INCLUDED = ("case", "about", "school", "responsible")
"""What points to a child or a person, and is left out unless it is asked for."""

_NAMESPACE = UUID("6f0c8d0e-5f4b-4d0c-9a3e-8d5b8f6f2c11")
"""Changing it would make every entry in every calendar a new one."""

_DATED = frozenset({State.RUNNING, State.DUE_TODAY, State.OVERDUE, State.WAITING, State.UNKNOWN})
_KINDS = ("limit", "right", "wait")
_TO_THE_DATE = frozenset(
    {
        "started", "taken from", "shown by", "otherwise", "run", "deemed", "counted", "counted back", "left out",
        "moved", "short month", "fixed day", "same day", "day before", "later of", "earlier of", "directed",
        "measured from", "extended", "paused", "held open", "amended", "revived",
    }
)  # fmt: skip
"""The steps that lead to a date and hold nothing else of the case than events and their days: no date of birth, no
attribute, no name of a school's calendar, nothing that an exception turns on."""


def is_dated(each: Deadline) -> bool:
    """Whether a deadline is open and has a day, so that it belongs in a calendar."""
    return each.kind in _KINDS and each.state in _DATED and each.is_open and each.due is not None


def has_run_out(each: Deadline) -> bool:
    """Whether a wait is over because its time is: what it forbade may be done since."""
    return each.kind == "wait" and each.state is State.ENDED and any(step[0] == "run out" for step in each.steps)


def without_date(evaluation: Evaluation) -> list[Deadline]:
    """What is open and cannot be in a calendar, because it has no day; a cap asks for nothing, and is not counted.

    >>> from send_deadlines import Case, Event, evaluate
    >>> sent = Case("A1", [Event("draft_plan_sent", on="2026-05-06")])
    >>> [each.rule for each in without_date(evaluate(sent, "2026-05-10")) if each.state == "unknown"][0]
    'ehc_assessment.representations'
    """
    return [each for each in evaluation.deadlines if each.is_open and each.kind != "cap" and not is_dated(each)]


class Entry(NamedTuple):
    """The entry of one deadline, open or not."""

    uid: str
    deadline: Deadline
    case: Case
    include: Collection[str]

    @property
    def day(self) -> date:
        """The day on which it stands: the last day, or for a wait the first on which the act may be done."""
        assert self.deadline.due is not None
        return self.deadline.due + timedelta(days=1) if self.deadline.kind == "wait" else self.deadline.due

    @property
    def categories(self) -> list[str]:
        """By what a calendar can show it in a colour of its own: the process, and the kind of deadline."""
        each = self.deadline
        law = each._plan.law
        return [begun(str(law.processes[each.rule.partition(".")[0]]["title"])), begun(each.kind)]

    def summary(self) -> str:
        """Who must or may do what, on one line."""
        return f"{self._whose()}{begun(_lead(self.deadline))}: {self._what()}"

    def says(self, day: date) -> list[str]:
        """Where it stands as at a day, under which provision, and all that is to be known about its date."""
        each = self.deadline
        said = [f"State as at {said_day(day)}: {state_words(each, day)}."]
        if each.settled_by:
            said.append(f"What would settle it: {each.settled_by_in_words}.")
        said += [self._provision(), *_day_to_work_to(each)]
        if each.as_soon_as:
            said.append(f"It is also to be done {each.as_soon_as}.")
        said += [sentence.text for step in each.steps if step[0] in _TO_THE_DATE for sentence in said_step(each, step)]
        return [*map(plain, [*said, *notes_to(each)]), *self._asked_for()]

    def summary_when_over(self, day: date) -> str:
        """Why it is no longer to be kept, and what it was."""
        return f"{self._whose()}{_over(self.deadline, day)}: {self._what()}"

    def says_when_over(self, day: date) -> list[str]:
        """The same, with the provision."""
        over = f"Taken out as at {said_day(day)}: {_over(self.deadline, day).lower()}."
        return [over, plain(self._provision()), *self._asked_for()]

    def _whose(self) -> str:
        return f"{plain(self.case.id)}: " if "case" in self.include else ""

    def _what(self) -> str:
        each = self.deadline
        verb = {"right": "may", "wait": "may not before this day"}.get(
            each.kind, "must" if each._binding else "must, if at all,"
        )
        about = f" ({plain(each.about)})" if each.about is not None and "about" in self.include else ""
        return f"{each.actor} {verb} {each.must}{about}"

    def _provision(self) -> str:
        each = self.deadline
        weaker = f", {STRENGTHS[each.strength]}" if each.strength in STRENGTHS else ""
        return f"{'; '.join(map(str, each.cites))}{weaker}  [{each.rule}]"

    def _asked_for(self) -> Iterator[str]:
        given = {
            "case": self.case.id,
            "about": self.deadline.about,
            "school": self.case.school,
            "responsible": self.case.responsible,
        }
        for key in INCLUDED:
            value = given[key]
            if key in self.include and value is not None:
                yield f"{begun(key)}: {plain(value)}"


def entries_of(evaluation: Evaluation, include: Collection[str] = ()) -> dict[str, Entry]:
    """Every deadline of a case by the UID of its entry, whether it is open or not.

    The UID is made of the case's id, the rule, what the deadline is about, and its number among those of that rule
    about that thing, in order of their starts. One that was started afresh has the number of the one that took its
    place: it is the same entry, on another day. No date goes into a UID, so that correcting one moves the entry.
    """
    found: dict[str, Entry] = {}
    numbers: dict[tuple[str, str | None], int] = {}
    for each in sorted(evaluation.deadlines, key=_in_order_of_start):
        number = numbers.get((each.rule, each.about), 1)
        uid = uid_of(evaluation.case_id, each.rule, each.about, number)
        found[uid] = Entry(uid, each, evaluation.case, include)
        numbers[each.rule, each.about] = number + (each.state is not State.SUPERSEDED)
    return found


def uid_of(case: str, rule: str, about: str | None, number: int) -> str:
    """The UID of an entry, which does not show what it is made of.

    >>> uid_of("EHC-1042", "ehc_assessment.final_plan", None, 1)
    'a34621c2-45dd-5cda-a358-46aedd5b564e'
    """
    return str(uuid5(_NAMESPACE, json.dumps([case, rule, about, number])))


def _in_order_of_start(each: Deadline) -> tuple[date, str, date, str]:
    return each.started_on, each.started_by, each.due or date.max, each.state.value


def _lead(each: Deadline) -> str:
    """What the day is."""
    if each.kind == "wait":
        return "first day after a wait"
    day = "day to do it" if each.is_on_the_day else "last day"
    if each.strength == "usual":
        day = f"usual {day}"
    if each.by_hour is not None:
        day += f", by {said_hour(each.by_hour)}"
    if each.strength in ("guidance", "good_practice"):
        day += f" ({STRENGTHS[each.strength]})"
    if each.governed_by is not None:
        day += " (an earlier limit decides)"
    if each.state is State.OVERDUE:
        binds = each._binding and each.strength != "usual"
        return f"{'OVERDUE' if binds else 'time has gone'}, {day}"
    return f"not known whether done, {day}" if each.state is State.UNKNOWN else day


def _over(each: Deadline, day: date) -> str:
    """Why a deadline is no longer in the calendar."""
    if each.is_open and each.state is not State.LIFTED:
        return "Its day is not known any more"
    return begun(state_words(each, day))


def _day_to_work_to(each: Deadline) -> Iterable[str]:
    if each.kind == "wait" or each.is_on_the_day:
        return
    if each.act_by is None:
        yield "No bank holidays are known for that year, so the last working day before it is not given."
    elif each.act_by != each.due:
        yield f"It is not a working day; the last working day before it is {said_day(each.act_by)}."
    if each.act_by_is_provisional:
        yield "Provisional: which days are working days rests on bank holidays that have not been announced."

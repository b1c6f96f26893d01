"""Plan a whole procedure from its first day, before any of it has happened.

A course is data in the law: the events of a procedure in their order, each with the rule that gives its day. It is
walked by evaluating a made-up case: each step is put on its day, and the next is read from what follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from send_deadlines.case import Case, Event, as_day
from send_deadlines.engine.evaluate import evaluate
from send_deadlines.errors import CaseError, NotThereError, Problem, did_you_mean
from send_deadlines.evaluation import Evaluation
from send_deadlines.law.library import Data, Law, load_law
from send_deadlines.notebook import Shown
from send_deadlines.outcomes import Deadline
from send_deadlines.said import said_day
from send_deadlines.states import State

__all__ = ["CoursePlan", "PlannedStep", "plan_from"]

_WAYS = {
    "by": "last day",
    "in_time_for": "latest safe day",
    "not_before": "earliest day",
    "same_day_as": "same day",
}


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step of a plan, on the day that is planned for it."""

    event: str
    """The event's name in the vocabulary."""
    meaning: str
    """What happens."""
    way: str
    """What its day is: ``start``, ``last day``, ``latest safe day``, ``earliest day`` or ``same day``."""
    on: date | None
    """Its day; None where it cannot be known."""
    deadline: Deadline | None
    """The deadline that gives its day: the limit or the right it falls by, the later limit it is in time for, or the
    wait it follows. None for the start and for a step on the day of another."""
    named: str
    """The rule, or the event, that the course names for it; empty for the start."""
    because: str
    """For a latest safe day: the rule that needs the days between; else empty."""
    settled_by: str
    """Where its day is not known: what would settle it."""
    assuming: str
    """What is taken for granted about it; or empty."""
    act_by: date | None
    """The day to work to. For a last day, the last working day on or before it; for a latest safe day, the last working
    day from which the later limit can be met on a working day too. None for other days, and where it is not known."""
    is_provisional: bool
    """Whether its day, or the working day before it, rests on bank holidays that have not been announced, its own or
    those that decide the day of a step before it."""


@dataclass(frozen=True, slots=True)
class CoursePlan(Shown):
    """The days of a whole procedure, planned from one day. Made by :func:`plan_from`."""

    course: str
    """The course's name."""
    title: str
    """What it is."""
    on: date
    """The day it was planned from."""
    starts_with: str
    """The event of that day, and which of its dates that is, where it is not ``on``."""
    steps: tuple[PlannedStep, ...]
    """The start and every step, in their order."""
    beside: tuple[Deadline, ...]
    """The other deadlines that the steps start, by their last days: what others must or may do, and waits. Those whose
    last day is not known come last."""
    undated: tuple[Deadline, ...]
    """The duties with no number that the steps start, by the day they begin."""
    assumptions: tuple[str, ...]
    """What is taken for granted, each as a sentence."""
    evaluation: Evaluation
    """The made-up case in which every step happens on its day, as at the last of them."""
    provisional_from: date | None
    """The first planned day that rests on bank holidays not yet announced: what starts on it or later rests on them
    too."""

    @property
    def case(self) -> Case:
        """The made-up case in which every step whose day is known happens on it."""
        return self.evaluation.case

    @property
    def unknowns(self) -> tuple[PlannedStep, ...]:
        """The steps whose day cannot be known; each says what would settle it."""
        return tuple(step for step in self.steps if step.on is None)

    def is_provisional(self, deadline: Deadline) -> bool:
        """Whether the day of a deadline beside the steps rests on bank holidays that have not been announced."""
        after = self.provisional_from is not None and deadline.started_on >= self.provisional_from
        return after or bool(deadline.provisional) or deadline.act_by_is_provisional

    def __getitem__(self, event: str) -> PlannedStep:
        for step in self.steps:
            if step.event == event:
                return step
        known = [step.event for step in self.steps]
        raise NotThereError(f"no step '{event}' in this plan; {did_you_mean(event, known)}")

    def __iter__(self) -> Iterator[PlannedStep]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)


def plan_from(
    course: str,
    on: str | date,
    *,
    facts: Mapping[str, Any] | None = None,
    calendars: Mapping[str, Any] | None = None,
    law: Law | None = None,
    readings: Mapping[str, str] | None = None,
) -> CoursePlan:
    """Plan a course from a day: every step on its last day in time, or on its latest safe day for a later limit.

    ``course`` is one of the courses of the law, ``on`` the day of the event it starts with. ``facts`` are those of a
    case. ``calendars`` gives the calendar of each role (``"school"``). A day that cannot be known, such as one counted
    in school days without the school's calendar, is None, and so is every later one; what would settle it is said.

    Raises :class:`~send_deadlines.errors.CaseError` for an unknown course, fact or reading, or a day that is none, and
    :class:`~send_deadlines.errors.CoverageError` for a day no calendar covers.

    >>> plan = plan_from("assessment_to_plan", "2026-01-05")
    >>> [step.on.isoformat() for step in plan][-2:]
    ['2026-05-10', '2026-05-25']
    """
    law = law if law is not None else load_law()
    if course not in law.courses:
        raise CaseError([Problem("", f"unknown course '{course}'", did_you_mean(course, law.courses))])
    return _Walk(law, law.courses[course], as_day(on, "on"), facts, calendars, readings).plan()


class _Walk:
    """A course while it is walked."""

    def __init__(
        self,
        law: Law,
        course: Data,
        on: date,
        facts: Mapping[str, Any] | None,
        calendars: Mapping[str, Any] | None,
        readings: Mapping[str, str] | None,
    ) -> None:
        self._law = law
        self._course = course
        self._on = on
        self._facts = facts
        self._calendars = calendars
        self._readings = readings
        self._start, _, self._planned = course["start"]["event"].partition(".")
        self._days: dict[str, date] = {self._start: on}
        self._events: list[Event] = []
        self._stopped = ""
        self._provisional_from: date | None = None

    def plan(self) -> CoursePlan:
        """Walk the course from its start."""
        start = self._course["start"]
        self._events = [self._event(start, self._start, on=self._known_from())]
        steps = [self._placed(start, "start", "", on=self._on)]
        for words in self._course["step"]:
            step = self._step(words)
            if step.on is not None:
                self._days[step.event] = step.on
                self._events.append(self._event(words, step.event, on=step.on))
                if step.deadline is not None and step.deadline.provisional and self._provisional_from is None:
                    self._provisional_from = step.on
            else:
                self._stopped = self._stopped or step.event
            steps.append(step)
        last = self._look()
        used = {(step.deadline.rule, step.deadline.started_on) for step in steps if step.deadline is not None}
        found = [each for each in last.deadlines if (each.rule, each.started_on) not in used and _is_told(each)]
        # Two events of one day, such as a decision and its notice, can start one thing twice.
        others = list({(each.rule, each.about, each.due, each.started_on): each for each in found}.values())
        return CoursePlan(
            course=self._course["id"],
            title=self._course["title"],
            on=self._on,
            starts_with=self._course["start"]["event"],
            steps=tuple(steps),
            beside=tuple(sorted((each for each in others if each.kind not in ("duty", "cap")), key=_by_last_day)),
            undated=tuple(sorted((each for each in others if each.kind == "duty"), key=lambda each: each.started_on)),
            assumptions=tuple(self._assumptions(steps)),
            evaluation=last,
            provisional_from=self._provisional_from,
        )

    def _known_from(self) -> date:
        """The day on which the start is recorded: what is planned is taken to be known by the first step."""
        if not self._planned:
            return self._on
        self._events = [self._event(self._course["start"], self._start, on=self._on)]
        first = self._step(self._course["step"][0])
        return first.on if first.on is not None else self._on

    def _event(self, words: Data, name: str, *, on: date) -> Event:
        """The event of a step, with the dates and attributes it has in this course."""
        own = {**self._days, name: on}
        dates: dict[str, Any] = {key: own[whose] for key, whose in words.get("dates", {}).items()}
        if name == self._start and self._planned:
            dates[self._planned] = self._on
        return Event(name, on=on, about=words.get("about"), **dates, **words.get("attributes", {}))

    def _look(self, *more: Event) -> Evaluation:
        """The made-up case as at the last of the days it has so far."""
        events = [*self._events, *more]
        case = Case(self._course["id"], events, self._facts, self._calendars)
        as_of = max(event.on for event in events)
        return evaluate(case, as_of, law=self._law, readings=self._readings)

    def _placed(
        self,
        words: Data,
        way: str,
        named: str,
        *,
        on: date | None,
        deadline: Deadline | None = None,
        because: str = "",
        settled_by: str = "",
        act_by: date | None = None,
    ) -> PlannedStep:
        event, _, planned = words["event"].partition(".")
        about = self._law.events[event]
        # On the day that is planned from, what was planned happens, and not the planning of it.
        meaning = about["dates"][planned]["meaning"] if planned else about["meaning"]
        if deadline is not None and way == "last day" and on is not None:
            act_by = deadline.act_by
        provisional = self._provisional_from is not None and way != "start"
        if deadline is not None:
            provisional |= bool(deadline.provisional) or deadline.act_by_is_provisional
        return PlannedStep(
            event=event,
            meaning=meaning,
            way=way,
            on=on,
            deadline=deadline,
            named=named,
            because=because,
            settled_by=settled_by,
            assuming=words.get("assuming", ""),
            act_by=act_by,
            is_provisional=provisional,
        )

    def _step(self, words: Data) -> PlannedStep:
        """One step, on the day that what came before it gives."""
        key = next(key for key in _WAYS if key in words)
        way, named = _WAYS[key], words[key]
        if self._stopped:
            return self._placed(words, way, named, on=None, settled_by=f"the day of {self._stopped}")
        look = self._look()
        if key == "same_day_as":
            same = self._days[named]
            forbidden = self._forbidden(words, same, look)
            return self._placed(words, way, named, on=None if forbidden else same, settled_by=forbidden)
        deadline = _open(look, named)
        if deadline is None:
            settled = f"'{named}' does not run on those days: it was not law then, or does not bind here"
            return self._placed(words, way, named, on=None, settled_by=settled)
        if key == "by" and deadline.governor is not None:
            deadline = deadline.governor
        day = _day_of(key, words["event"], deadline, look)
        on, settled = day.on, day.settled_by
        if on is not None and on < self._last_day():
            settled = f"its {way}, {said_day(on)}, is before that of a step it follows: plan that one sooner"
        elif on is not None:
            settled = self._forbidden(words, on, look)
        return self._placed(
            words,
            way,
            named,
            on=on if not settled else None,
            deadline=deadline,
            because=day.because,
            settled_by=settled,
            act_by=day.act_by,
        )

    def _forbidden(self, words: Data, on: date, look: Evaluation) -> str:
        """Which wait forbids a step on its day, or may do so; empty where none does."""
        name = words["event"]
        had = {(each.rule, each.about, each.started_on) for each in look.deadlines if each.state is State.BROKEN}
        for each in self._look(self._event(words, name, on=on)).deadlines:
            if name not in {event for event, _, _ in each._plan.guards}:
                continue
            if each.state is State.UNKNOWN:
                return f"whether '{each.rule}' still forbids it on {said_day(on)}: {each.settled_by}"
            if each.state is State.BROKEN and (each.rule, each.about, each.started_on) not in had:
                until = f"until {said_day(each.due)}" if each.due is not None else "until a day that is not known"
                return (
                    f"'{each.rule}' forbids it {until}, and it is planned for {said_day(on)}: plan them further apart"
                )
        return ""

    def _last_day(self) -> date:
        """The latest day of the steps so far; what is planned long before comes before all of them."""
        days = [day for event, day in self._days.items() if event != self._start or not self._planned]
        return max(days, default=date.min)

    def _assumptions(self, steps: list[PlannedStep]) -> Iterator[str]:
        """What is taken for granted, in the order of the steps."""
        yield "Every step is done on the day shown, and no sooner: nobody should plan to use every last day."
        yield "Nothing else happens in the case: no exception lifts a limit, and nobody directs or agrees another day."
        if self._planned:
            yield f"{self._start} is taken to be known by the first step."
        yield from self._course.get("assuming", ())
        yield from dict.fromkeys(f"{step.event}: {step.assuming}" for step in steps if step.assuming)


def _open(look: Evaluation, rule: str) -> Deadline | None:
    """The deadline of a rule that is still to be met, or failing that the last one started."""
    return look[rule] if look.all(rule) else None


class _Day(NamedTuple):
    """The day of a step, the rule that needs the days between, and the day to work to; or what would settle it."""

    on: date | None
    settled_by: str = ""
    because: str = ""
    act_by: date | None = None


def _day_of(key: str, event: str, deadline: Deadline, look: Evaluation) -> _Day:
    """The day a deadline gives a step."""
    due, unknown = deadline.due, deadline.settled_by or f"the last day of '{deadline.rule}'"
    if due is None or deadline.state is State.UNKNOWN:
        return _Day(None, unknown)
    if not deadline.is_open:
        return _Day(None, f"'{deadline.rule}' is no longer open when this step comes")
    if key == "by":
        return _Day(due)
    if key == "not_before":
        return _Day(due + timedelta(days=1))
    safe = [
        each
        for each in look.latest_safe_days
        if each.for_rule == deadline.rule and each.about == deadline.about and each.step.partition(".")[0] == event
    ]
    if not safe:
        return _Day(None, f"no day is left on which {event} would be in time for '{deadline.rule}', by {said_day(due)}")
    first = min(safe, key=lambda each: each.by)
    worked = None if any(each.act_by is None for each in safe) else min(each.act_by for each in safe if each.act_by)
    return _Day(first.by, because=first.because, act_by=worked)


def _is_told(each: Deadline) -> bool:
    """Whether a deadline stands beside a plan: it runs its course, and no step has ended it before."""
    if each.state is State.SUPERSEDED:
        return False
    ends = [step[2] for step in each.steps if step[0] == "ended"]
    if each.state is State.ENDED and each.kind != "wait" and ends:
        return bool(ends[0] > (each.due.toordinal() if each.due is not None else each.started_on.toordinal()))
    return True


def _by_last_day(each: Deadline) -> tuple[date, str]:
    return (each.due or date.max, each.rule)

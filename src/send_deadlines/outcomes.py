"""What an evaluation is made of: deadlines, their steps and states, next actions.

Nouns only. The engine makes them; reports read them. A deadline keeps its steps as small plain data, and sentences
are made of them only when asked for.
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any, NamedTuple

from send_deadlines.errors import CoverageError
from send_deadlines.notebook import Shown
from send_deadlines.said import said_day
from send_deadlines.states import OPEN, State

if TYPE_CHECKING:
    from send_deadlines.wording import Explanation

__all__ = [
    "Action",
    "Alternative",
    "Cite",
    "Conflict",
    "Deadline",
    "Finding",
    "LatestSafeDay",
    "RunningTotal",
    "Step",
    "Threshold",
    "Triggered",
]

Step = tuple[Any, ...]
"""One step to a date: a word for the kind of step, then what it needs. See :mod:`send_deadlines.step_words`."""


class Cite(NamedTuple):
    """Where the law says it."""

    instrument: str
    citation: str
    provision: str
    url: str

    def __str__(self) -> str:
        return f"{self.citation} {self.provision}"


class Finding(NamedTuple):
    """What was found about one exception for one limit."""

    exception: dict[str, Any]
    """The exception, as the law states it."""
    provision: str
    shown: bool
    """Whether the fact is there."""
    why: Step
    """What shows the fact, or what would."""
    judged_on: int | None
    """The day, as an ordinal, on which the judgement was recorded; None while it is not."""

    @property
    def lifts(self) -> bool:
        """Both halves are there: the limit is lifted."""
        return self.shown and self.judged_on is not None

    @property
    def is_open(self) -> bool:
        """One half is there and the other is not."""
        return self.shown is not (self.judged_on is not None)


class Alternative(NamedTuple):
    """The date another reading of disputed words gives."""

    dispute: str
    reading: str
    due: date | None


class Action(NamedTuple):
    """One thing somebody must, may or must not yet do."""

    who: str
    what: str
    by: date | None
    """The last day; for a wait, the last day on which it may not be done yet."""
    act_by: date | None
    """The last working day on or before ``by``."""
    state: State
    kind: str
    binding: bool
    """False where the provision limits when the act may be done, and nobody must do it."""
    rule: str
    about: str | None
    provision: str
    since: date
    """When the clock started."""
    days: int
    """Days left until ``by``, negative when overdue; for a duty with no number, days since the start."""


class LatestSafeDay(NamedTuple):
    """The latest day of an earlier step, if a later limit is to be met."""

    step: str
    """The event, and which of its dates."""
    by: date
    for_rule: str
    """The limit to be met."""
    because: str
    """The rule that needs the days between."""
    about: str | None
    kind: str
    """The kind of that rule: a wait must have run out by then, a limit is to have the whole of its time."""
    act_by: date | None = None
    """The last working day for it, if the limit is to be met on a working day too; None where none is known."""


class Conflict(NamedTuple):
    """A limit that can no longer be kept, because its act may not be done before a wait has run out."""

    limit: str
    due: date
    wait: str
    may_from: date
    """The first day on which the act may be done."""
    about: str | None


class Threshold(NamedTuple):
    """A number from which a running total has consequences."""

    amount: float
    inclusive: bool
    """Whether the number itself has them; else only more than it."""
    is_cap: bool
    """Whether the law allows no more."""
    rules: tuple[str, ...]
    """The rules that depend on it."""
    left: float
    """How much may still be added without consequences; nought where they have come."""
    passed: bool


class Triggered(NamedTuple):
    """A rule that would bind if so much were added to a running total."""

    rule: str
    kind: str
    who: str
    must: str
    provision: str
    if_also: tuple[dict[str, Any], ...]
    """What else must hold, as the law states it, and is not yet known."""
    newly: bool
    """Whether the total so far would not have been enough."""


class RunningTotal(NamedTuple):
    """What a measure comes to in the stretch that holds the next day that counts."""

    measure: str
    title: str
    unit: str
    over: str
    """school term or school year."""
    amount: float | None
    """None where it is not known."""
    first: date | None
    last: date | None
    """The ends of the stretch, where they are known."""
    parts: tuple[tuple[date, str | None, float], ...]
    """What each event adds: its day, what it is about, and how much."""
    thresholds: tuple[Threshold, ...]
    settled_by: str
    """What would settle it, where it is not known."""


def _day(number: int | None) -> date | None:
    return None if number is None else date.fromordinal(number)


class Deadline(Shown):
    """One rule, started by one event in one case.

    Every date is a ``date`` or None. ``due`` is the last day in time, after any move; ``before_move`` the same before
    it; ``earliest`` and ``latest`` bound it where it is unknown, as far as they can be bounded. ``about`` says what it
    concerns, when there can be several. ``governed_by`` names the rule whose earlier limit to the same act decides.
    """

    # What most deadlines share stands on the class, so that making one costs little.
    _due: int | None = None
    _end: int | None = None
    _done: int | None = None
    _counts_on: int | None = None
    """The day on which what was done counts: the next one, where it was done after the hour."""
    _way: dict[str, Any] | None = None
    """The way of counting that gave the date, where that is not the rule's own: a direction's."""
    _directed_on: int | None = None
    _told_on: int = 0
    """The day on which a directed date came to be known: with the direction, or with the day it is measured from."""
    _earliest: int | None = None
    _latest: int | None = None
    _binding = True
    _missed = False
    _sealed = False
    """Whether what was missed stays a breach, whatever has ended it."""
    _in_time_by: tuple[str, ...] = ()
    state = State.RUNNING
    steps: tuple[Step, ...] = ()
    provisional = ""
    settled_by = ""
    governor: Deadline | None = None
    """The deadline whose earlier limit to the same act governs."""
    left: float | None = None

    def __init__(self, plan: Any, about: str | None, started_by: str, start: int) -> None:
        self._plan = plan
        self._start = start
        self.about = about
        self.started_by = started_by

    # What the rule says.

    @property
    def rule(self) -> str:
        """The rule's name."""
        return str(self._plan.id)

    @property
    def kind(self) -> str:
        """limit, right, wait, cap or duty."""
        return str(self._plan.kind)

    @property
    def who(self) -> str:
        """The actor's name in the vocabulary, such as ``local_authority``."""
        return str(self._plan.rule["who"])

    @property
    def actor(self) -> str:
        """The actor, as a sentence names it."""
        return str(self._plan.law.actors[self.who]["title"])

    @property
    def must(self) -> str:
        """What must, may or may not yet be done."""
        return str(self._plan.rule["must"])

    @property
    def strength(self) -> str:
        """statutory, guidance, directed, usual or good_practice; directed, where a direction has fixed the date."""
        return "directed" if self._directed_on is not None else str(self._plan.strength)

    @property
    def as_soon_as(self) -> str:
        """The other half of a two-part duty, such as "as soon as practicable", which no exception lifts; or empty."""
        for step in self.steps:
            if step[0] == "amended" and step[2].get("as_soon_as"):
                added = {each["exception"] for each in step[2].get("unless", [])}
                if any(each.lifts and each.exception["id"] in added for each in self.exceptions):
                    return str(step[2]["as_soon_as"])
        return str(self._plan.rule.get("as_soon_as", ""))

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is not certain about the rule, to be shown beside its date; not of a usual time that was replaced."""
        if self._directed_on is not None and self._plan.strength == "usual":
            return ()
        doubts: tuple[str, ...] = self._plan.doubts
        return doubts

    @property
    def exceptions(self) -> tuple[Finding, ...]:
        """What was found about each exception that something in the case points to."""
        return tuple(step[1] for step in self.steps if step[0] == "exception")

    @property
    def cites(self) -> tuple[Cite, ...]:
        """The provisions, the rule's own first."""
        rule, law = self._plan.rule, self._plan.law
        provision = rule["provision"]
        if self._directed_on is not None and self._plan.instrument["strength"] == "directed":
            # What is usually directed gives way to the direction itself.
            provision = f"the direction of {said_day(self._directed_on)}"
        found = [self._cite(rule["instrument"], provision, rule["url"])]
        for step in self.steps:
            if step[0] == "amended":
                instrument = law.instruments[step[1]["instrument"]]
                found.append(self._cite(instrument["id"], step[2]["provision"], instrument["url"]))
        return tuple(found)

    def _cite(self, instrument: str, provision: str, url: str) -> Cite:
        words = self._plan.law.instruments[instrument]
        return Cite(words["title"], words["citation"], provision, url)

    # Its days.

    @property
    def started_on(self) -> date:
        """The day the clock started."""
        return date.fromordinal(self._start)

    @property
    def due(self) -> date | None:
        """The last day in time; None where there is none or it is unknown."""
        return _day(self._due)

    @property
    def before_move(self) -> date | None:
        """The last day before it was moved, where something moved it; else the same as ``due``."""
        return _day(self._end if self._end is not None else self._due)

    @property
    def _counted_by(self) -> dict[str, Any]:
        """The way of counting that gave the date."""
        way: dict[str, Any] = self._way or self._plan.time.way
        return way

    @property
    def by_hour(self) -> time | None:
        """The hour by which it must be done on its last day; None where the day is whole."""
        hour = self._counted_by.get("by_hour")
        return time.fromisoformat(hour) if isinstance(hour, str) else hour

    @property
    def directed_on(self) -> date | None:
        """The day of the direction that fixes its date; None where no direction does."""
        return _day(self._directed_on)

    @property
    def usual_due(self) -> date | None:
        """The last day the rule itself gives, where a direction has taken its place; None where there is none."""
        return next((_day(step[3]) for step in self.steps if step[0] == "directed"), None)

    @property
    def is_on_the_day(self) -> bool:
        """Whether it is to be done on a day itself, such as that of a hearing, and not by it."""
        return any(step[0] == "same day" for step in self.steps) and self.by_hour is None

    @property
    def usual_kind(self) -> str:
        """What the last day that the rule itself gives is: usual, or ordinary."""
        return "usual" if self._plan.strength == "usual" else "ordinary"

    @property
    def counted_back_from(self) -> date | None:
        """The planned day from which the last day is counted back, such as that of a hearing; None where it is not."""
        return next((_day(step[3]) for step in self.steps if step[0] == "counted back"), None)

    @property
    def act_by(self) -> date | None:
        """The last working day on or before ``due``: the day to work to."""
        if self._due is None:
            return None
        try:
            return date.fromordinal(self._plan.working_days.previous_open(self._due))
        except CoverageError:
            return None

    @property
    def act_by_is_provisional(self) -> bool:
        """Whether ``act_by`` rests on bank holidays that have not been announced."""
        if self._due is None:
            return False
        try:
            return bool(self._plan.working_days.is_provisional(self._due))
        except CoverageError:
            return False

    @property
    def confidence(self) -> str:
        """How the rule is known: text, guidance or secondary."""
        return str(self._plan.rule["confidence"])

    @property
    def done_on(self) -> date | None:
        """The day the act was done, if it was."""
        return _day(self._done)

    @property
    def earliest(self) -> date | None:
        """The earliest the last day can be."""
        return _day(self._earliest if self._due is None else self._due)

    @property
    def latest(self) -> date | None:
        """The latest the last day can be, where that is known."""
        return _day(self._latest if self._due is None or self._latest is not None else self._due)

    @property
    def governed_by(self) -> str | None:
        """The rule whose earlier limit to the same act governs, if there is one."""
        return self.governor.rule if self.governor is not None else None

    @property
    def settled_by_in_words(self) -> str:
        """``settled_by`` with the meaning of each event it names, for people; empty where nothing is unknown."""
        from send_deadlines.event_words import with_meanings

        return with_meanings(self.settled_by, self._plan.law)

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        """The dates that other readings of disputed words give."""
        return tuple(
            Alternative(dispute["id"], name, _day(due))
            for word, dispute, chosen, dates in (step for step in self.steps if step[0] == "reading")
            for name, due in dates
            if name != chosen
        )

    def days_late(self, as_of: date) -> int:
        """Calendar days late: when it was done, or so far if it is overdue on ``as_of``; 0 when not late, and when late
        only by the hour: see ``is_late_by_the_hour``."""
        if self._due is None or self.state not in (State.OVERDUE, State.MET_LATE):
            return 0
        return (self._done if self._done is not None else as_of.toordinal()) - self._due

    @property
    def is_late_by_the_hour(self) -> bool:
        """Whether it was done on its last day, after the hour by which it had to be done."""
        return any(step[0] == "after the hour" for step in self.steps)

    # What follows.

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do, or to wait for."""
        return self.state in OPEN and self._done is None

    @property
    def was_missed(self) -> bool:
        """Whether its last day had gone, with the act not done, before it was ended or started afresh."""
        return self._missed

    @property
    def is_breach(self) -> bool:
        """Whether a statutory or directed limit has been broken, however disputed words are read.

        A missed time of guidance is not a breach, and a limit on an act nobody must do is broken only by the act.
        Where an event ended the need to act after its last day had gone, whether that was a breach depends on what
        ended it: a meeting held without the notice it wanted leaves the breach, a decision by which the act was never
        wanted does not. ``was_missed`` tells that the day had gone.
        """
        return self._is_late_or_broken and not self._in_time_by

    @property
    def is_doubtful_breach(self) -> bool:
        """Whether it is late by the cautious reading of disputed words and in time by another; see ``in_time_by``.

        Where a reading has been chosen it decides, and nothing is doubtful.
        """
        return bool(self._in_time_by)

    @property
    def in_time_by(self) -> tuple[str, ...]:
        """The readings by which what is late in the cautious one is in time.

        ``later_day`` where it is not the words but the end of the period that is doubtful: see ``latest``.
        """
        return self._in_time_by

    @property
    def _is_late_or_broken(self) -> bool:
        if self.strength not in ("statutory", "directed") or self.kind in ("right", "duty"):
            return False
        if self._due is not None and self._due < self._told_on:
            return False  # nobody can do by a day what is asked for after it
        if self.state is State.OVERDUE or (self._missed and (self._sealed or self.state is State.SUPERSEDED)):
            return self._binding
        return self.state in (State.MET_LATE, State.BROKEN)

    @property
    def certainty(self) -> str:
        """``certain``, or ``provisional`` while a day that decides it has not been announced, or ``doubtful``."""
        if self.provisional:
            return "provisional"
        return "doubtful" if self.doubts or self.alternatives or self._latest is not None else "certain"

    def explain(self) -> Explanation:
        """The steps that led here, in sentences, each with its provision."""
        from send_deadlines.wording import explain

        return explain(self)

    def __repr__(self) -> str:
        about = f", about={self.about!r}" if self.about is not None else ""
        due = self.due.isoformat() if self.due else None
        return f"Deadline({self.rule!r}{about}, due={due}, state={self.state.value!r})"

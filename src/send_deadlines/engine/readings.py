"""What other readings of disputed words give: their dates, and whether a limit was kept by any of them."""

from __future__ import annotations

from collections.abc import Iterator

from send_deadlines.engine.dating import counted_from
from send_deadlines.engine.due import NotKnown
from send_deadlines.engine.happening import Happening
from send_deadlines.engine.known import Known, Start
from send_deadlines.engine.plan import Plan
from send_deadlines.outcomes import Deadline, Step

__all__ = ["in_time_by", "other_readings"]


class OtherReadings:
    """The date that each reading of disputed words gives, None where it cannot be worked out; only when it is asked."""

    __slots__ = ("_dates", "_due", "_known", "_plan", "_start")

    def __init__(self, plan: Plan, start: Start, due: int | None, known: Known) -> None:
        self._plan = plan
        self._start = start
        self._due = due
        self._known = known
        self._dates: dict[str, int | None] | None = None

    def __iter__(self) -> Iterator[tuple[str, int | None]]:
        if self._dates is None:
            self._dates = {name: self._date(name, read) for name, read in self._plan.original.readings.items()}
        return iter(self._dates.items())

    def _date(self, name: str, read: Plan) -> int | None:
        plan, start = self._plan, self._start
        # The dates of a rule of several have no words that a reading could change.
        if name == plan.reading or plan.limbs:
            return self._due
        counts_from = _same_start(read, start, self._known) if plan.original.rereads_events else start.counts_from
        return _due_in(read, start, counts_from, self._known)


def other_readings(plan: Plan, start: Start, due: int | None, known: Known) -> Step:
    """The step that says which reading was taken, and the date of each."""
    dispute = known.law.disputes[plan.dispute or ""]
    return "reading", dispute, plan.reading, OtherReadings(plan, start, due, known)


def in_time_by(plan: Plan, start: Start, made: Deadline, until: int, known: Known) -> tuple[str, ...]:
    """The readings by which a limit that is late in the cautious one is in time, so that it may be no breach.

    Nothing where a reading has been chosen: whoever chose it holds to it. ``later_day`` is no reading: the end of the
    period is itself doubtful, and the later of the two days has not gone.
    """
    found = []
    last = made._counts_on if made._counts_on is not None else min(known.as_of, until)
    if (
        made._due is not None
        and made._latest is not None
        and (last <= made._latest or _was_lost(made._latest, plan, made))
    ):
        found.append("later_day")
    if plan.dispute is None or plan.dispute in known.readings:
        return tuple(found)
    dates = next((dict(step[3]) for step in made.steps if step[0] == "reading"), {})
    for name, read in plan.original.readings.items():
        due = dates.get(name)
        if name == plan.reading or due is None:
            continue
        kept = _keeps(read, start, until, known) if plan.original.rereads_events else last <= due
        if kept or _was_lost(due, plan, made):
            found.append(name)
    return tuple(found)


def _was_lost(due: int, plan: Plan, made: Deadline) -> bool:
    """Whether a date went by while nothing was required, so that it is not known how much time there was."""
    revived = (step for step in made.steps if step[0] == "revived" and step[3] in plan.undated)
    return any(step[2] <= due < step[4] for step in revived)


def _keeps(read: Plan, start: Start, until: int, known: Known) -> bool:
    """Whether every limit of a reading with starts of its own was kept, from this start to the next one or to today."""
    begun = _start_in(read, start, known)
    started_by = {event for event, _ in read.starts}
    while begun is not None and begun[0].day < until:
        happening, key = begun
        due = _due_in(read, start, happening.at(key), known)
        if due is None:
            return False
        # What starts it as the act of the one before is not its own act, nor is another of that day.
        since = happening.day + 1 if happening.event in read.done_events else happening.day
        done = known.first(read.done, start.about, since, (happening, *start.no_act))
        if (done[0] if done is not None else min(known.as_of, until)) > due:
            return False
        if done is None or done[1].event not in started_by:
            return True
        begun = done[1], next(each for event, each in read.starts if event == done[1].event)
    return True


def _due_in(read: Plan, start: Start, counts_from: int | None, known: Known) -> int | None:
    """The last day in one reading; None where it cannot be worked out."""
    if counts_from is None:
        return None
    try:
        return counted_from(read, start, counts_from, known).due
    except NotKnown:
        return None


def _same_start(read: Plan, start: Start, known: Known) -> int | None:
    """The day from which another reading counts what this start has started."""
    begun = _start_in(read, start, known)
    return begun[0].at(begun[1]) if begun is not None else None


def _start_in(read: Plan, start: Start, known: Known) -> tuple[Happening, str] | None:
    """What starts in another reading what this start has started: the first of its own starts from there on.

    What a start speaks of, such as the meeting that a decision follows, belongs to it.
    """
    since = min([start.day, *(day for day in start.happening.dates.values() if day <= start.day)])
    there = [
        (each, key)
        for event, key in read.starts
        for each in known.happenings.get(event, ())
        if since <= each.day < start.following and (read.about_kind is None or each.about == start.about)
    ]
    return min(there, key=lambda pair: pair[0].order) if there else None

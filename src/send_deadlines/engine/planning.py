"""What follows from an evaluation: who must do what next, and how late an earlier step can safely be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from send_deadlines.engine.due import NotKnown, reckon
from send_deadlines.engine.happening import Happening
from send_deadlines.engine.known import Known
from send_deadlines.engine.plan import Plan
from send_deadlines.engine.plan_book import PlanBook
from send_deadlines.engine.totals import if_added, running_totals
from send_deadlines.errors import CoverageError, NotThereError, did_you_mean
from send_deadlines.evaluation import Evaluation
from send_deadlines.outcomes import Action, Conflict, Deadline, LatestSafeDay, RunningTotal, Triggered
from send_deadlines.states import State

__all__ = ["Planning"]

_THREE_YEARS = 1_100
"""In days, more than any step takes; counting back further would leave the years whose bank holidays are known."""

_ACTIVE = (State.RUNNING, State.DUE_TODAY, State.OVERDUE, State.LIFTED, State.OUTSTANDING, State.WAITING)


class Planning:
    """What an evaluation asks the engine for only when somebody wants it."""

    def __init__(self, book: PlanBook, known: Known) -> None:
        self._book = book
        self._known = known
        self.law = book.law
        self.calendars = known.calendars

    def rule_ids(self) -> list[str]:
        """Every rule of the law."""
        return self._book.law.rule_ids

    def next_actions(self, evaluation: Evaluation) -> list[Action]:
        """Soonest first; then lifted limits and duties with no number, the longest outstanding first."""
        today = evaluation.as_of.toordinal()
        found = [_action(each, today) for each in evaluation.deadlines if _is_active(each)]
        # Two events of one day, such as a decision and its notice, can ask for one thing.
        once = dict.fromkeys(found)
        return sorted(once, key=lambda action: (action.by is None, action.by or action.since, action.rule, action.days))

    def latest_safe_days(self, evaluation: Evaluation) -> list[LatestSafeDay]:
        """The latest days of earlier steps, for each open limit.

        Where its act must wait for something, the latest day on which that can start; and where the rule says which
        steps lead to it, the latest day of each, if every one of them is to have the whole of its time.
        """
        found = []
        for limit in evaluation.deadlines:
            if limit.kind != "limit" or limit._due is None or limit.governed_by is not None:
                continue
            if limit.state not in (State.RUNNING, State.DUE_TODAY, State.OVERDUE):
                continue
            waits = list(self._waits_before(limit))
            # Of several that the same act can follow, the one that has begun is the one of this case.
            begun = any(self._has_started(wait, limit) for wait in waits) or any(
                each._plan in waits and each._due is not None and each._due >= limit._start
                for each in evaluation.deadlines
            )
            for wait in self._that_can_come(waits) if not begun else ():
                day = self._latest_start(wait, limit._due, limit._start)
                if day is not None:
                    work_by = _worked(limit, limit._due)
                    act_by = self._latest_start(wait, work_by, limit._start) if work_by is not None else None
                    found.append(_safe_day(wait, day, limit, _worked(limit, act_by)))
            found += self._steps_before(limit)
        return sorted(found, key=lambda each: (each.by, each.step, each.for_rule))

    def _steps_before(self, limit: Deadline) -> Iterator[LatestSafeDay]:
        """The steps that lead to a limit, the last first, each counted back from the day the next must begin."""
        by = limit._due
        act_by = _worked(limit, by)
        for rule in limit._plan.rule.get("time_for", ()):
            step = self._book.version(rule, by or 0)
            if by is None or step is None or self._has_started(step, limit):
                return
            if act_by is not None:
                act_by = _worked(limit, self._latest_start(step, act_by + 1, act_by - _THREE_YEARS))
            by = self._latest_start(step, by + 1, by - _THREE_YEARS)
            if by is not None:
                yield _safe_day(step, by, limit, act_by)

    def running_totals(self, evaluation: Evaluation) -> list[RunningTotal]:
        """Every total that the case has something to add to."""
        return running_totals(self.law, self._known, evaluation.as_of.toordinal())

    def if_added(self, evaluation: Evaluation, measure: str, amount: float) -> list[Triggered]:
        """The rules that would bind if so much were added to a total."""
        totals = {each.measure: each for each in self.running_totals(evaluation)}
        if measure not in totals:
            raise NotThereError(f"this case has no running total '{measure}'; {did_you_mean(measure, totals)}")
        return if_added(self.law, self._known, evaluation.as_of, totals[measure], amount)

    def conflicts(self, evaluation: Evaluation) -> list[Conflict]:
        """Open limits whose act may not be done until after their last day, because a wait has not run out."""
        found = []
        waiting = [each for each in evaluation.deadlines if each.state is State.WAITING and each._due is not None]
        for limit in evaluation.deadlines:
            if limit.kind != "limit" or limit._due is None or limit.state not in (State.RUNNING, State.DUE_TODAY):
                continue
            acts = {event for event, _, _ in limit._plan.done}
            for wait in waiting:
                forbidden = {event for event, _, _ in wait._plan.guards}
                spared = limit.rule in wait._plan.spares
                if wait._due is not None and wait._due >= limit._due and acts & forbidden and not spared:
                    first = date.fromordinal(wait._due + 1)
                    found.append(Conflict(limit.rule, date.fromordinal(limit._due), wait.rule, first, limit.about))
        return found

    def _waits_before(self, limit: Deadline) -> Iterator[Plan]:
        seen = set()
        for event, _, _ in limit._plan.done:
            for wait in self._book.guarding(event):
                since, until, _ = wait.in_force
                if (
                    wait.id not in seen
                    and limit.rule not in wait.spares
                    and wait.time.mode == "within"
                    and since <= (limit._due or 0) <= until
                ):
                    seen.add(wait.id)
                    yield wait

    def _has_started(self, wait: Plan, limit: Deadline) -> bool:
        return any(each.day >= limit._start for event, _ in wait.starts for each in self._happened(event))

    def _that_can_come(self, waits: list[Plan]) -> list[Plan]:
        """Those of several waits that can come next: of acts that can take one another's place, the one whose events
        came last; of others, those for which something they come after is recorded, if they need anything."""
        days = {wait.id: self._expected_since(wait) for wait in waits}
        last = max(days.values(), default=0)
        return [
            wait
            for wait in waits
            if (days[wait.id] == last if last > 0 and days[wait.id] >= 0 else self._can_come(wait))
        ]

    def _expected_since(self, wait: Plan) -> int:
        """The last day on which something happened after which a wait's act is expected; nought where nothing did, and
        less where no other act can take its place."""
        expected = self.law.events[wait.starts[0][0]].get("expected_after")
        if expected is None:
            return -1
        return max((each.day for event in expected for each in self._happened(event)), default=0)

    def _can_come(self, wait: Plan) -> bool:
        after = self.law.events[wait.starts[0][0]].get("comes_after", ())
        return not after or any(event in self._known.happenings for event in after)

    def _happened(self, event: str) -> Iterable[Happening]:
        return self._known.happenings.get(event, ())

    def _latest_start(self, wait: Plan, due: int, since: int) -> int | None:
        """The latest start from which the wait has run out before the limit's last day; None if none is left."""
        low, high = since, due
        best = None
        while low <= high:  # a later start never ends earlier, so the latest can be found by halving
            middle = (low + high) // 2
            try:
                fits = reckon(wait.time, middle, self._known.calendars).due < due
            except (NotKnown, CoverageError):
                return None
            if fits:
                best, low = middle, middle + 1
            else:
                high = middle - 1
        return best


def _safe_day(because: Plan, by: int, limit: Deadline, act_by: int | None) -> LatestSafeDay:
    """The latest day on which a rule can start, for the sake of a limit."""
    event, key = because.starts[0]
    step = event if key == "on" else f"{event}.{key}"
    worked = date.fromordinal(act_by) if act_by is not None else None
    return LatestSafeDay(step, date.fromordinal(by), limit.rule, because.id, limit.about, because.kind, worked)


def _worked(limit: Deadline, day: int | None) -> int | None:
    """The last working day of a limit on or before a day; None where it is not known."""
    try:
        return limit._plan.working_days.previous_open(day) if day is not None else None
    except CoverageError:
        return None


def _is_active(each: Deadline) -> bool:
    if not each.is_open or each.state not in _ACTIVE or each.governed_by is not None or each.kind == "cap":
        return False
    # Nobody need do what a rule only limits; once its time has gone there is nothing to do about it.
    return each._binding or each.state is not State.OVERDUE


def _action(each: Deadline, today: int) -> Action:
    due = each._due if each.state is not State.LIFTED else None
    return Action(
        who=each.who,
        what=each.must,
        by=date.fromordinal(due) if due is not None else None,
        act_by=each.act_by if due is not None else None,
        state=each.state,
        kind=each.kind,
        binding=each._binding,
        rule=each.rule,
        about=each.about,
        provision=str(each.cites[0]),
        since=each.started_on,
        days=due - today if due is not None else today - each._start,
    )

"""All deadlines of a case as at a day, with what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from send_deadlines.case import Case
from send_deadlines.errors import NotThereError, Problem, did_you_mean
from send_deadlines.notebook import Shown
from send_deadlines.outcomes import Action, Conflict, Deadline, LatestSafeDay, RunningTotal, Triggered
from send_deadlines.states import State

__all__ = ["Evaluation"]


class Evaluation(Shown):
    """All deadlines of a case as at a day, with what follows from them.

    ``deadlines`` are in order of their dates, those without one last. ``result["rule.id"]`` is the open deadline of a
    rule that binds first, or else the latest-started one; ``result.all("rule.id")`` every one. ``problems`` are things
    in the case that cannot be right, such as an answer before its question: the rest was still evaluated.
    """

    def __init__(
        self,
        case: Case,
        as_of: date,
        deadlines: tuple[Deadline, ...],
        problems: tuple[Problem, ...],
        receipt: Callable[[], dict[str, Any]],
        plans: Any,
    ) -> None:
        self.case = case
        self.as_of = as_of
        self.deadlines = deadlines
        self.problems = problems
        self._receipt = receipt
        self._plans = plans

    @property
    def case_id(self) -> str:
        """The council's own reference of the case."""
        return self.case.id

    @property
    def law(self) -> Any:
        """The law it was evaluated under."""
        return self._plans.law

    @property
    def calendars(self) -> dict[str, Any]:
        """The calendars of the case, by the role each has in it."""
        return dict(self._plans.calendars)

    @property
    def breaches(self) -> tuple[Deadline, ...]:
        """The statutory and directed limits that have been broken."""
        return tuple(each for each in self.deadlines if each.is_breach)

    @property
    def doubtful_breaches(self) -> tuple[Deadline, ...]:
        """The limits that are late by the cautious reading of disputed words, and in time by another."""
        return tuple(each for each in self.deadlines if each.is_doubtful_breach)

    @property
    def unknowns(self) -> tuple[Deadline, ...]:
        """What could not be worked out; each says what would settle it."""
        return tuple(each for each in self.deadlines if each.state is State.UNKNOWN)

    @property
    def next_actions(self) -> tuple[Action, ...]:
        """Who must do what by when, soonest first; duties with no number last."""
        return tuple(self._plans.next_actions(self))

    @property
    def latest_safe_days(self) -> tuple[LatestSafeDay, ...]:
        """The latest day of each earlier step, if a later limit is to be met."""
        return tuple(self._plans.latest_safe_days(self))

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Limits that can no longer be kept without breaking a wait."""
        return tuple(self._plans.conflicts(self))

    @property
    def running_totals(self) -> tuple[RunningTotal, ...]:
        """What adds up in this case, such as school days of suspension this term and this school year, and how much may
        be added before something follows from it."""
        return tuple(self._plans.running_totals(self))

    def if_added(self, measure: str, amount: float) -> tuple[Triggered, ...]:
        """The rules that would bind if the next event added so much to a running total: a suspension of so many days.

        Raises :class:`~send_deadlines.errors.NotThereError` for a measure that this case has no running total of, and
        :class:`~send_deadlines.errors.CaseError` for an amount that is not above nought, or where the total so far is
        not known.
        """
        return tuple(self._plans.if_added(self, measure, amount))

    @property
    def receipt(self) -> dict[str, Any]:
        """What the answer rests on: library version, hash of the law, calendars, day, readings chosen."""
        return self._receipt()

    def all(self, rule: str, about: str | None = None) -> tuple[Deadline, ...]:
        """Every deadline of a rule, in order of their start; only those about one thing, if ``about`` is given."""
        found = [each for each in self.deadlines if each.rule == rule and about in (None, each.about)]
        return tuple(sorted(found, key=lambda each: (each.started_on, each.about or "")))

    def __getitem__(self, rule: str) -> Deadline:
        found = self.all(rule)
        binding = [each for each in found if each.is_open and each.governor is None and each.due is not None]
        if binding:
            # Where several clocks run, the one that binds first is what a caller who asks for one must get.
            return min(binding, key=lambda each: each.due or date.max)
        if not found:
            rules = self._plans.rule_ids()
            if rule not in rules:
                raise NotThereError(f"no deadline of '{rule}': no rule has that name; {did_you_mean(rule, rules)}")
            what = f"no deadline of '{rule}': nothing in this case has started it by {self.as_of.isoformat()}"
            raise NotThereError(f"{what}; ask first with `in`, or use all(), which may be empty")
        return found[-1]

    def __contains__(self, rule: object) -> bool:
        return any(each.rule == rule for each in self.deadlines)

    def __iter__(self) -> Iterator[Deadline]:
        return iter(self.deadlines)

    def __len__(self) -> int:
        return len(self.deadlines)

    def __repr__(self) -> str:
        return (
            f"Evaluation({self.case_id!r}, as_of={self.as_of.isoformat()}, {len(self.deadlines)} deadlines, "
            f"{len(self.breaches)} breaches)"
        )

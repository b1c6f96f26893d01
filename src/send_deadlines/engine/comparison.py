"""One case looked at twice: what is recorded now and was not, and what that has done to its deadlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from send_deadlines.case import Case, Event, as_day
from send_deadlines.engine.changes import Change, diff
from send_deadlines.errors import Problem
from send_deadlines.evaluation import Evaluation

__all__ = ["Comparison", "News", "as_at_two_days", "in_one_case", "in_two_files", "only_in_one"]


class News(NamedTuple):
    """An event, or some of its dates, that one of two looks at a case knows and the other does not."""

    event: Event
    dates: tuple[str, ...]
    """The dates that became known, where the event itself was known before; else none."""
    is_gone: bool
    """Whether it is the earlier look that knows it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two evaluations of one case, and all in which they differ. One of them is None where a file has no such case."""

    before: Evaluation | None
    after: Evaluation | None
    changes: tuple[Change, ...]
    news: tuple[News, ...]
    files: tuple[str, str] | None
    """The two files compared; None where one is looked at as at two days, or without and with some events."""

    @property
    def either(self) -> Evaluation:
        """The later look, or the only one there is."""
        found = self.after if self.after is not None else self.before
        assert found is not None
        return found

    @property
    def case_id(self) -> str:
        """The council's own reference."""
        return self.either.case_id

    @property
    def only_in(self) -> str | None:
        """before or after, where only one of two files has the case."""
        if self.before is not None and self.after is not None:
            return None
        return "after" if self.before is None else "before"

    @property
    def new_problems(self) -> tuple[Problem, ...]:
        """What cannot be right in the case, and was not told before."""
        if self.before is None or self.after is None:
            return ()
        return tuple(each for each in self.after.problems if each not in self.before.problems)

    @property
    def says_nothing(self) -> bool:
        """Whether nothing differs."""
        return not (self.only_in or self.changes or self.news or self.new_problems)


def as_at_two_days(case: Case, before: Evaluation, after: Evaluation) -> Comparison:
    """What became known of a case between two days, and which of its dates moved."""
    events = after.law.events
    found = []
    for event in case.events:
        if before.as_of < event.on <= after.as_of:
            found.append(News(event, (), False))
        elif event.on <= before.as_of:
            dates = tuple(
                key
                for key, value in event.more.items()
                if _waits_for_its_day(events[event.event].get("dates", {}).get(key))
                if value is not None and before.as_of < as_day(value) <= after.as_of
            )
            found += [News(event, dates, False)] if dates else []
    return Comparison(before, after, diff(before, after), _in_order(found), None)


def _waits_for_its_day(words: dict[str, Any] | None) -> bool:
    """Whether a key is a date that is not known before it has come."""
    return words is not None and not words.get("planned")


def in_two_files(cases: tuple[Case, Case], before: Evaluation, after: Evaluation, files: tuple[str, str]) -> Comparison:
    """In what a case as one file has it differs from the case of that id in another, both as at one day."""
    old, new = (Counter(_seen(case, after.as_of)) for case in cases)
    found = [News(event, (), True) for event in (old - new).elements()]
    found += [News(event, (), False) for event in (new - old).elements()]
    return Comparison(before, after, diff(before, after), _in_order(found), files)


def in_one_case(events: Iterable[Event], before: Evaluation, after: Evaluation) -> Comparison:
    """What some events would change in a case, evaluated without and with them as at one day."""
    return Comparison(before, after, diff(before, after), _in_order([News(each, (), False) for each in events]), None)


def _seen(case: Case, as_of: date) -> Iterable[Event]:
    return (event for event in case.events if event.on <= as_of)


def only_in_one(made: Evaluation, which: str, files: tuple[str, str]) -> Comparison:
    """A case that only one of two files has: the one before, or the one after."""
    one, two = (made, None) if which == "before" else (None, made)
    return Comparison(one, two, (), (), files)


def _in_order(found: list[News]) -> tuple[News, ...]:
    return tuple(
        sorted(found, key=lambda each: (each.event.on, each.event.event, each.event.about or "", each.is_gone))
    )

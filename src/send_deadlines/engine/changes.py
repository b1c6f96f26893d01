"""What moved between two evaluations, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from send_deadlines.evaluation import Evaluation
from send_deadlines.outcomes import Deadline, Step
from send_deadlines.said import said_bounds, said_day
from send_deadlines.states import State

__all__ = ["MOVED", "Change", "diff", "said_last_day"]

MOVED = ("moved", "day to work to")
"""The kinds of change in which a date becomes another."""


class Change(NamedTuple):
    """One deadline that differs between two evaluations of a case."""

    rule: str
    about: str | None
    started_by: str
    what: str
    """appeared, gone, moved, started afresh, day to work to, or state: the first of them that holds.

    A deadline that a later event started afresh while it ran has moved, if its last day is another.
    """
    before: date | None
    """The last day before, or for a day to work to, that day."""
    after: date | None
    state_before: State | None
    state_after: State | None
    why: tuple[str, ...]
    """What differs in the inputs that can have caused it."""
    deadline_before: Deadline | None = None
    """The whole deadline before; None where it appeared."""
    deadline_after: Deadline | None = None
    """The whole deadline after; where it was started afresh, the one that took its place."""

    @property
    def days(self) -> int:
        """Days the date moved: positive when later."""
        if self.before is None or self.after is None:
            return 0
        return (self.after - self.before).days

    def __str__(self) -> str:
        name = f"{self.rule} ({self.about})" if self.about is not None else self.rule
        old, new = self.deadline_before, self.deadline_after
        if self.what == "moved":
            said = f"from {said_last_day(old)} to {said_last_day(new)}"
        elif self.what == "day to work to":
            said = f"from {_said(self.before)} to {_said(self.after)}"
        elif self.what == "state":
            said = f"from {self.state_before} to {self.state_after}"
        elif self.what == "started afresh" and self.after is not None:
            said = f"the last day stays {said_day(self.after)}"
        else:
            said = said_last_day(old if self.what == "gone" else new)
        return f"{name} {self.what}: {said}; because {', '.join(self.why)}"


def diff(before: Evaluation, after: Evaluation) -> tuple[Change, ...]:
    """Which deadlines moved between two evaluations, and why; empty when none did.

    The two may differ in the case (an event corrected or added), the law, the calendars, the readings chosen or the
    day. Deadlines are matched by rule, by what they are about and by what started them, in order of their starts. One
    that was started afresh while it ran, as when a hearing is moved, is matched with the one that took its place; where
    it had been met, ended or missed before, each of the two is told by itself.

    >>> from send_deadlines import Case, Event, diff, evaluate
    >>> one = Case(id="A1", events=[Event("assessment_request_received", on="2026-01-05")])
    >>> two = Case(id="A1", events=[Event("assessment_request_received", on="2026-01-06")])
    >>> changes = diff(evaluate(one, "2026-02-01"), evaluate(two, "2026-02-01"))
    >>> plan = next(change for change in changes if change.rule == "ehc_assessment.final_plan")
    >>> plan.before, plan.after, plan.why
    (datetime.date(2026, 5, 25), datetime.date(2026, 5, 26), ('its start is another day',))
    """
    pairs = [pair for pair in _keyed(before, after) if _what(*pair)]
    if not pairs:
        return ()
    general = _general(before, after)
    return tuple(_change(*told, general) for told in _told(pairs))


_Pair = tuple[Deadline | None, Deadline | None]


def _change(one: Deadline | None, two: Deadline | None, afresh: list[str], general: dict[str, str]) -> Change:
    known = one or two
    assert known is not None
    what = _what(one, two)
    if afresh and what != "moved":
        what = "started afresh"
    if one is None or two is None:
        why = _of_one(one, two, general)
    else:
        why = [*afresh, *_measured(one, two)] if afresh else _own(one, two)
    return Change(
        rule=known.rule,
        about=known.about,
        started_by=known.started_by,
        what=what,
        before=_date(one, what),
        after=_date(two, what),
        state_before=one.state if one else None,
        state_after=two.state if two else None,
        why=tuple(why or general.values() or ["the events of the case differ"]),
        deadline_before=one,
        deadline_after=two,
    )


def _keyed(before: Evaluation, after: Evaluation) -> list[_Pair]:
    """The deadlines of both in pairs: those that started on the same day first, then the others in order."""
    old, new = list(before.deadlines), list(after.deadlines)
    pairs: list[_Pair] = []
    for same in (_start, _name):
        for one in list(old):
            other = next((two for two in new if same(one) == same(two)), None)
            if other is not None:
                old.remove(one)
                new.remove(other)
                pairs.append((one, other))
        old.sort(key=lambda each: each._start)  # a moved date must not change which start is taken for which
        new.sort(key=lambda each: each._start)
    # What a direction started before its papers came is the same deadline once they have come.
    for one in [each for each in old if each.directed_on is not None]:
        same_limit = [two for two in new if (one.rule, one.about) == (two.rule, two.about)]
        if len(same_limit) == 1 and same_limit[0].directed_on == one.directed_on:
            old.remove(one)
            new.remove(same_limit[0])
            pairs.append((one, same_limit[0]))
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


# A deadline that was started afresh while it ran, and the one that took its place, are one that moved.


def _told(pairs: list[_Pair]) -> Iterator[tuple[Deadline | None, Deadline | None, list[str]]]:
    """The pairs that are to be told, each with the fresh starts between its two deadlines."""
    gone = [one for one, two in pairs if one is not None and two is None]
    appeared = [two for one, two in pairs if one is None and two is not None]
    told: list[tuple[Deadline | None, Deadline | None, list[str]]] = []
    taken: set[int] = set()
    for one, two in pairs:
        fresh: list[Deadline] = []
        afresh: list[str] = []
        if one is not None and two is not None and _ran_until(_afresh_on(two), one):
            fresh = _in_place_of(two, appeared)
            afresh = [f"{_event(each)} started it afresh" for each in fresh]
            two = fresh[-1] if fresh else two
        elif one is not None and two is not None and _ran_until(_afresh_on(one), two):
            fresh = _in_place_of(one, gone)
            afresh = [f"{_event(each)} no longer starts it afresh" for each in fresh]
            one = fresh[-1] if fresh else one
        taken |= set(map(id, fresh))
        told.append((one, two, afresh))
    return (each for each in told if each[2] or not taken & {id(each[0]), id(each[1])})


def _ran_until(day: int | None, each: Deadline) -> bool:
    """Whether a deadline, told without the fresh start, still runs, or ran out no sooner than on the day of that."""
    if day is None:
        return False
    if each.state in (State.OVERDUE, State.LAPSED) or _first(each, "run out") is not None:
        return each._due is not None and each._due >= day
    return each.is_open


def _in_place_of(each: Deadline, fresh: list[Deadline]) -> list[Deadline]:
    """Those that took the place of a deadline one after another, each while the one before it ran."""
    found: list[Deadline] = []
    while (day := _afresh_on(each)) is not None:
        after = [two for two in fresh if (two.rule, two.about, two._start) == (each.rule, each.about, day)]
        if not after:
            break
        each = after[0]
        found.append(each)
    return found


def _afresh_on(each: Deadline) -> int | None:
    """The day on which a deadline was started afresh while it ran; None where it was not, or had gone by then."""
    if each.state is not State.SUPERSEDED or each.was_missed:
        return None
    day: int = next(step[1] for step in each.steps if step[0] == "superseded")
    if each._due is None or each._due >= day:
        return day
    # Where it counts back from a day that was moved before it came, nothing had gone for good.
    counts_from = _started(each)[4]
    return day if each._plan.time.mode == "before" and counts_from is not None and day < counts_from else None


# Why.


def _own(one: Deadline, two: Deadline) -> list[str]:
    """The reasons that lie in the deadline itself."""
    why = []
    if one.started_on != two.started_on:
        why.append("its start is another day")
    elif _started(one)[2:] != _started(two)[2:]:
        why.append(_counts_from(_started(one), _started(two)))
    if one._plan.rule != two._plan.rule:
        why.append("the rule is another version")
    why += _direction(one, two)
    revived = [step for step in two.steps if step[0] == "revived" and step not in one.steps]
    why += [f"{step[3]} of {said_day(step[4])} brought it back" for step in revived]
    for word, said in _STEPS.items():
        if word == "ended" and revived and _first(two, "ended") is None:
            continue  # what ended it is still there, and was undone
        why += _compared(said, *([step for step in each.steps if step[0] == word] for each in (one, two)))
    return why


def _compared(said: str, old: list[Step], new: list[Step]) -> list[str]:
    if old == new:
        return []
    return [f"{said} {'is new' if not old else 'is no longer there' if not new else 'is another'}"]


_STEPS = {
    "extended": "the notice of more time",
    "paused": "the pause of the clock",
    "amended": "the amendment that governs it",
    "exception": "what is recorded of an exception",
    "done": "the record of the act",
    "ended": "the event that ended it",
    "superseded": "the fresh start",
    "held open": "the spell that holds it open",
}


def _counts_from(old: Step, new: Step) -> str:
    """That a clock counts from another day than before, though the event that starts it is of the same day."""
    return f"{_named(new[1], new[2])} is {_day_or_none(new[4])}, where it was {_day_or_none(old[4])}"


def _direction(one: Deadline, two: Deadline) -> list[str]:
    """That another direction fixes the date, or that the same one counts from another day."""
    old, new = ([step[1:3] for step in each.steps if step[0] == "directed"] for each in (one, two))
    measured = _measured(one, two)
    if measured or old == new:
        return measured
    if old and two.state is State.UNKNOWN and two.directed_on is None and two.settled_by:
        return [f"what the direction counts from is not known any more: {two.settled_by}"]
    from_one_day = _first(one, "measured from") is not None
    if from_one_day and old and new and old[0][0] == new[0][0]:
        return []  # the direction and the day are the same: something else made the difference
    return _compared("the direction that fixes its date", old, new)


def _measured(one: Deadline, two: Deadline) -> list[str]:
    """That the day from which a direction counts has moved, or become known."""
    old, new = _first(one, "measured from"), _first(two, "measured from")
    if old is None and new is not None:
        known = one.settled_by == f"the `{new[2]}` day of {new[1]}"
        return [f"the day the direction counts from is known: {_named(*new[1:3])}, {said_day(new[3])}"] if known else []
    if old is None or new is None or old[1:3] != new[1:3] or old[3] == new[3]:
        return []
    moved = f"from {said_day(old[3])} to {said_day(new[3])}"
    return [f"the day the direction counts from moved: {_named(*new[1:3])}, {moved}"]


def _of_one(one: Deadline | None, two: Deadline | None, general: dict[str, str]) -> list[str]:
    """Why there is a deadline in one of the evaluations only: what started it, and what else can have brought it."""
    if two is None:
        return []
    return [f"{_event(two)} started it", *(said for key, said in general.items() if key not in ("as_of", "case"))]


_GENERAL = {
    "law": "the law differs",
    "working_days": "the bank holidays differ",
    "calendars": "a school's calendar differs",
    "readings": "another reading was chosen",
    "as_of": "the day of the evaluation differs",
    "case": "the events of the case differ",
}


def _general(before: Evaluation, after: Evaluation) -> dict[str, str]:
    """What differs between the inputs as wholes."""
    old, new = before.receipt, after.receipt
    found = {key: said for key, said in _GENERAL.items() if old[key] != new[key]}
    names = old["working_days"].keys() & new["working_days"].keys()
    if all(old["working_days"][name] == new["working_days"][name] for name in names):
        found.pop("working_days", None)  # one of them only has more kinds of working days to count
    return found


# How it is said.


def said_last_day(each: Deadline | None) -> str:
    """The last day of a deadline, or what is known of it.

    >>> said_last_day(None)
    'not known'
    """
    if each is None:
        return "not known"
    if each.due is not None:
        return said_day(each.due)
    if each.kind in ("duty", "cap"):
        return "no fixed day"
    return said_bounds(each.earliest, each.latest)


def _event(each: Deadline) -> str:
    return f"{each.started_by} of {said_day(each.started_on)}"


def _named(event: str, key: str) -> str:
    return event if key == "on" else f"the `{key}` day of {event}"


def _started(each: Deadline) -> Step:
    """The first step: what started the clock, which of its days it counts from, and that day."""
    return each.steps[0]


def _first(each: Deadline, word: str) -> Step | None:
    return next((step for step in each.steps if step[0] == word), None)


def _date(each: Deadline | None, what: str) -> date | None:
    if each is None:
        return None
    return each.act_by if what == "day to work to" else each.due


def _said(day: date | None) -> str:
    return said_day(day) if day is not None else "not known"


def _day_or_none(day: int | None) -> str:
    return said_day(day) if day is not None else "not recorded"

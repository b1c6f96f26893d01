"""One direction, and the day it fixes: as it is named, or counted before or after another day."""

from __future__ import annotations

from typing import NamedTuple

from send_deadlines.calendars import Period
from send_deadlines.engine.due import NotKnown, Reckoned, reckon, settle
from send_deadlines.engine.endings import over_between, over_on
from send_deadlines.engine.happening import Happening
from send_deadlines.engine.known import Known, Start
from send_deadlines.engine.plan import FAR, Plan, Time, counting_of, split
from send_deadlines.errors import CoverageError
from send_deadlines.law.library import Data
from send_deadlines.outcomes import Step
from send_deadlines.said import iso_day

__all__ = ["Direction", "fixed_by"]


class Direction(NamedTuple):
    """What one direction says of one act."""

    happening: Happening
    key: str
    """The date of the happening that a clock is said to start from."""
    replaces: Data
    """How the vocabulary lets it fix days."""
    due: int | None
    within: Period | None = None
    before: Period | None = None
    clear: bool | None = None
    """For time before another day: whether both end days are left out, where the direction says so."""
    who: str | None = None
    """Who is told to do it, where the direction says so."""
    of: str = ""
    """The name of the day from which the time is counted."""
    not_required: bool = False
    again: bool = False
    """Whether it asks again for what had been done."""

    @property
    def says_nothing(self) -> bool:
        """Whether it names the act, and no day or time."""
        return self.due is None and self.within is None and self.before is None


def fixed_by(each: Direction, plan: Plan, start: Start, known: Known) -> tuple[Reckoned, Data | None]:
    """The day one direction fixes, with the way it is counted. Raises :class:`NotKnown` where it cannot be told."""
    try:
        return _counted(each, plan, start, known)
    except CoverageError as error:
        raise NotKnown(f"the day that is directed: {error}", "a day that can be meant") from None


def _counted(each: Direction, plan: Plan, start: Start, known: Known) -> tuple[Reckoned, Data | None]:
    if each.due is not None:
        if _went_by_while_over(each.due, each, plan, start, known):
            why = "the day that was fixed went by while nothing was required"
            raise NotKnown(why, "a direction that fixes the day", each.due)
        way = _way(each.replaces.get("counting"), plan, known)
        if way is None:
            return Reckoned(each.due, each.due, None, False, ()), None
        return settle(Time({"same_day": True}, counting_of(way), way), each.due, ()), way
    way = _way(each.replaces["offset_counting"], plan, known)
    assert way is not None
    counting = counting_of(way)
    event, key = split(each.replaces["measured_from"][each.of])
    day, told, lost = _measured_from(each, event, key, plan, start, known)
    if each.within is not None:
        time = Time({"within": str(each.within), "first_day": "not counted"}, counting, way)
        reckoned = reckon(time, day, known.calendars)
    else:
        words = {"before": str(each.before), "clear_days": each.clear is not False}
        reckoned = reckon(Time(words, counting, way), day, known.calendars)
        if each.clear is None:
            later = reckon(Time({**words, "clear_days": False}, counting, way), day, known.calendars).due
            doubt: Step = ("clear days or not", reckoned.due, later)
            reckoned = reckoned._replace(latest=later, steps=(*reckoned.steps, doubt))
    if lost is not None and lost <= max(reckoned.due, reckoned.latest or 0):
        why = f"the direction counts from {_said_date(known, event, key)}, and there is none since {iso_day(lost)}"
        raise NotKnown(why, f"the `{key}` day of {event}")
    return reckoned._replace(steps=(told, *reckoned.steps)), way


def _went_by_while_over(due: int, each: Direction, plan: Plan, start: Start, known: Known) -> bool:
    """Whether a fixed day had come and gone between an ending and the start that brought the need to act back."""
    if not (plan.moves and start.again and due < start.day):
        return False
    ended = known.first(plan.ended, start.about, each.happening.day)
    return ended is not None and ended[0] <= due


def _way(name: str | None, plan: Plan, known: Known) -> Data | None:
    """The way of counting a direction names: its rule's own instrument's, or else the one that any instrument has."""
    if not name:
        return None
    instruments = (plan.instrument, *known.law.instruments.values())
    found: Data = next(way for each in instruments for way in each["counting"] if way["id"] == name)
    return found


def _measured_from(
    each: Direction, event: str, key: str, plan: Plan, start: Start, known: Known
) -> tuple[int, Step, int | None]:
    """The day from which a direction counts: its own, or that of the last such event about the same thing; and since
    when there is no such day, where it was lost.

    What is over counts from the day as it stood then: a hearing that is moved or vacated after the bundle was sent does
    not make it late, or make its day unknown.
    """
    if event == each.happening.event:
        day = each.happening.at(key)
        assert day is not None
        return day, ("measured from", event, key, day, each.happening.day), None
    by_kind = plan.about_kind is not None
    stood = _stood_until(each, plan, start, known)
    there = [
        other
        for other in known.happenings.get(event, ())
        if other.day <= stood
        and (not by_kind or other.about in (start.about, None))
        and not over_between(plan, start.about, other.day, each.happening.day, known)
    ]
    last = there[-1] if there else None
    day = last.at(key) if last is not None else None
    if last is None or day is None:
        why = f"the direction counts from {_said_date(known, event, key)}, which is not recorded"
        raise NotKnown(why, f"the `{key}` day of {event}")
    lost = known.first(plan.refs(each.replaces.get("lost_by", {}).get(each.of, [])), start.about, last.day)
    since = lost[0] if lost is not None and lost[0] < stood else None
    told = min(other.day for other in there if other.at(key) == day)
    return day, ("measured from", event, key, day, told), since


def _stood_until(each: Direction, plan: Plan, start: Start, known: Known) -> int:
    """The day on which what a direction asks for was over: done, ended, or started afresh; if it is not, no day."""
    since = max(start.day, each.happening.day)
    done = known.first(plan.done, start.about, since)
    ended = over_on(plan, start.about, since, known)
    afresh = start.following - 1 if plan.supersedes else FAR
    return min(done[0] if done is not None else FAR, ended if ended is not None else FAR, afresh)


def _said_date(known: Known, event: str, key: str) -> str:
    words = known.law.events[event]
    return str(words["on"] if key == "on" else words["dates"][key]["meaning"])

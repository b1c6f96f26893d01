"""Work out the date of one deadline: as a direction fixes it, or as its rule, or an amendment of it, counts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from send_deadlines.engine.due import NotKnown, Reckoned, reckon, settle
from send_deadlines.engine.exceptions import ExceptionPlan
from send_deadlines.engine.plan import AmendedPlan, Plan, Time, counting_of
from send_deadlines.outcomes import Step

if TYPE_CHECKING:
    from send_deadlines.engine.run import Run, Start

__all__ = ["date_of"]


def date_of(plan: Plan, start: Start, run: Run, steps: list[Step]) -> tuple[Reckoned, list[ExceptionPlan]]:
    """The date of a deadline, and the exceptions that then belong to it.

    Raises :class:`NotKnown` where it cannot be worked out. Adds the steps that led to it.
    """
    reckoned = None
    if plan.act in run.directions:
        reckoned = _directed(plan, start, run, steps)
    if reckoned is not None:
        return reckoned, plan.unless
    counts_from = start.counts_from
    if plan.is_plain and counts_from is not None:
        reckoned = reckon(plan.time, counts_from, run.calendars)
        steps += reckoned.steps
    elif plan.limbs:
        reckoned = _limbs(plan, start, run)
        steps += reckoned.steps
    else:
        if counts_from is None:
            counts_from = _deemed(plan, start, run, steps)
        reckoned = _counted(plan, start, counts_from, run, steps)
    unless = plan.unless
    for amended in plan.amendments:
        if _governs(amended, start.day, reckoned.due, run.as_of):
            steps.append(("amended", amended.amendment, amended.change))
            reckoned = _amended(plan, amended, counts_from, reckoned, run, steps)
            unless = unless + amended.unless
    return reckoned, unless


def _directed(plan: Plan, start: Start, run: Run, steps: list[Step]) -> Reckoned | None:
    """The date the last direction about this act fixes; None if none concerns it."""
    by_kind = plan.about_kind is not None
    given = [each for each in run.directions[plan.act or ""] if not by_kind or each[0].about in (start.about, None)]
    if not given:
        return None
    last = max(each[0].day for each in given)
    dates = {due: replaces for each, due, replaces in given if each.day == last and due is not None}
    if not dates:
        raise NotKnown("a direction names the act and no day", "the day the direction fixes")
    if len(dates) > 1:
        why = "directions of one day fix different days for the act"
        raise NotKnown(why, "which of the directions stands", min(dates), max(dates))
    due, replaces = next(iter(dates.items()))
    steps.append(("directed", last, due))
    name = replaces.get("counting")
    if not name:
        return Reckoned(due, due, None, False, ())
    # The rule's own instrument says how a directed day is treated; failing that, the one that names this way.
    instruments = (plan.instrument, *run.law.instruments.values())
    way = next(way for each in instruments for way in each["counting"] if way["id"] == name)
    settled = settle(Time({"same_day": True}, counting_of(way), way), due, ())
    steps += settled.steps
    return settled


def _deemed(plan: Plan, start: Start, run: Run, steps: list[Step]) -> int:
    """The day a document counts as served, where its event does not say."""
    happening = start.happening
    for deemed in plan.instrument.get("deemed", []):
        if deemed["method"] == happening.attributes.get("method"):
            ways = {way["id"]: way for way in plan.instrument["counting"]}
            way = ways[deemed["counting"]]
            day = start.day
            if deemed.get("after"):
                words = {"within": deemed["after"], "first_day": "not counted"}
                day = reckon(Time(words, counting_of(way), way), day, run.calendars).due
            steps.append(("deemed", deemed, start.day, day))
            return day
    earliest = None
    if run.law.events[happening.event]["dates"][start.key].get("not_before"):
        try:
            earliest = reckon(plan.time, start.day, run.calendars).due
        except NotKnown as not_known:
            earliest = not_known.earliest
    raise NotKnown(
        f"the day it was {start.key} is not recorded", f"the `{start.key}` day of {happening.event}", earliest
    )


def _counted(plan: Plan, start: Start, counts_from: int, run: Run, steps: list[Step]) -> Reckoned:
    """The date of a rule whose words are disputed, or whose clock can be lengthened or stopped."""
    time = plan.time
    if plan.dispute is not None:
        time = _reading(plan, counts_from, run, steps)
    spells = _pauses(plan, start, counts_from, time, run)
    reckoned = reckon(time, counts_from, run.calendars, spells)
    for refs, extension, longer in plan.extended:
        notice = run.first(refs, start.about, start.day)
        if notice is not None and notice[0] <= reckoned.due:
            steps.append(("extended", extension, notice[0]))
            time = longer
            spells = _pauses(plan, start, counts_from, time, run)
            reckoned = reckon(time, counts_from, run.calendars, spells)
    if spells:
        steps += [("paused", first, last, plan.paused[0][2]) for first, last in spells]
    steps += reckoned.steps
    return reckoned


def _reading(plan: Plan, counts_from: int, run: Run, steps: list[Step]) -> Time:
    """The words of a disputed rule as the council reads them; the cautious reading where it has not chosen."""
    dispute = run.law.disputes[plan.dispute or ""]
    cautious = next(each["id"] for each in dispute["readings"] if each.get("cautious"))
    chosen = run.readings.get(dispute["id"], cautious)
    times = {cautious: plan.time, **plan.readings}
    dates = tuple((name, reckon(time, counts_from, run.calendars).due) for name, time in times.items())
    steps.append(("reading", dispute, chosen, dates))
    return times[chosen]


def _pauses(plan: Plan, start: Start, counts_from: int, time: Time, run: Run) -> list[tuple[int, int]]:
    """The spells in which the clock stood still before it ran out."""
    spells: list[tuple[int, int]] = []
    for opening, closing, pause in plan.paused:
        after = counts_from
        while (opened := run.first(opening, start.about, after)) is not None:
            if opened[0] > reckon(time, counts_from, run.calendars, spells).due:
                break
            closed = run.first(closing, start.about, opened[0])
            if closed is None:
                ongoing = opened[0], max(run.as_of, opened[0])
                soonest = reckon(time, counts_from, run.calendars, [*spells, ongoing])
                day = f"the day of {' or '.join(pause['end'])}"
                raise NotKnown("the clock stands still", day, soonest.due)
            spells.append((opened[0], closed[0]))
            after = closed[0] + 1
    return spells


def _limbs(plan: Plan, start: Start, run: Run) -> Reckoned:
    """The later, or the earlier, of several dates, whose starts belong to one start of the rule."""
    known: list[tuple[str, Reckoned]] = []
    missing: NotKnown | None = None
    acts = {event for event, _, _ in plan.done}
    for limb in plan.limbs:
        # What may be missing belongs to this start, such as a certificate to its decision; what must be there may be
        # older, such as the making of a plan that has moved twice.
        since = start.day if start.again and limb.if_missing == "left out" else 0
        there = [
            (each, key)
            for event, key in limb.starts
            for each in run.happenings.get(event, ())
            if since <= each.day < start.following
            and (plan.about_kind is None or each.about in (start.about, None))
            # What meets a deadline, such as a review, is no start of the one it meets.
            and (event not in acts or each.day <= start.day)
        ]
        last = max(there, key=lambda pair: pair[0].order, default=None)
        day = last[0].at(last[1]) if last is not None else None
        if day is None:
            if limb.if_missing == "unknown":
                names = " or ".join(f"the `{key}` day of {event}" for event, key in limb.starts)
                missing = missing or NotKnown(f"{limb.says} is not known", names)
            continue
        try:
            known.append((limb.says, reckon(limb.time, day, run.calendars)))
        except NotKnown as not_known:
            missing = missing or not_known
    pick = max if plan.takes_later else min
    chosen = pick(known, key=lambda each: each[1].due, default=None)
    if missing is not None:
        bound = chosen[1].due if chosen else None
        earliest, latest = (bound, None) if plan.takes_later else (None, bound)
        raise NotKnown(missing.why, missing.settled_by, earliest, latest)
    assert chosen is not None, plan.id
    word = "later of" if plan.takes_later else "earlier of"
    dates = tuple((says, each.due) for says, each in known)
    return chosen[1]._replace(
        steps=(*chosen[1].steps, (word, dates, chosen[0])),
        provisional=any(each.provisional for _, each in known),
    )


def _governs(amended: AmendedPlan, start: int, due: int, as_of: int) -> bool:
    """Whether an amendment governs a deadline; before it was in force, nobody could know of it."""
    if as_of < amended.since:
        return False
    if amended.selected_by == "start":
        return amended.since <= start <= amended.until
    if amended.selected_by == "due":
        return amended.since <= due <= amended.until
    return start <= amended.until and due >= amended.since


def _amended(
    plan: Plan, amended: AmendedPlan, counts_from: int | None, reckoned: Reckoned, run: Run, steps: list[Step]
) -> Reckoned:
    """The date with the amendment's words in place of the rule's own, or with what it adds."""
    if amended.time is not None and counts_from is not None:
        reckoned = reckon(amended.time, counts_from, run.calendars)
        steps += reckoned.steps
    if amended.adds is not None:
        added = Time({"within": str(amended.adds), "first_day": "not counted"}, plan.time.counting, plan.time.way)
        reckoned = reckon(added, reckoned.end, run.calendars)
        steps += reckoned.steps
    return reckoned

"""Work out the date of one deadline: as a direction fixes it, or as its rule, or an amendment of it, counts it."""

from __future__ import annotations

from send_deadlines.engine.directions import fixed_day, told_on
from send_deadlines.engine.due import SCHOOL, NotKnown, Reckoned, quick, reckon
from send_deadlines.engine.exceptions import ExceptionPlan
from send_deadlines.engine.happening import Happening
from send_deadlines.engine.known import Known, Start
from send_deadlines.engine.plan import AmendedPlan, Limb, Plan, Time
from send_deadlines.outcomes import Deadline, Step

__all__ = ["counted_from", "date_of"]


Bounds = tuple[int | None, int | None]
"""The earliest and the latest a date can be, as far as they are known."""


def date_of(plan: Plan, start: Start, made: Deadline, known: Known, steps: list[Step]) -> list[ExceptionPlan]:
    """Give a deadline its date, and the steps that led to it; returns the exceptions that then belong to it.

    Raises :class:`NotKnown` where the date cannot be worked out.
    """
    counts_from = start.counts_from
    if plan.is_quick and counts_from is not None and plan.act not in known.directions:
        told = len(steps)
        due = quick(plan.time, counts_from, steps)
        if due is not None:
            if not plan.amendments or not any(_governs(each, start, due, known) for each in plan.amendments):
                made._due = made._end = due
                return plan.unless
            del steps[told:]
    reckoned = _directed(plan, start, made, known, steps) if plan.act in known.directions else None
    unless = plan.unless
    if reckoned is None:
        reckoned, counts_from = _reckoned(plan, start, known, steps)
        reckoned, added = _as_amended(plan, start, counts_from, reckoned, known, steps)
        unless = unless + added
    made._due, made._end, made._latest = reckoned.due, reckoned.end, reckoned.latest
    if plan.kind == "wait" and reckoned.latest is not None:
        # For what may not be done yet, the cautious of two doubtful days is the later.
        made._due = reckoned.latest
    if reckoned.provisional:
        made.provisional = "bank holidays of the years that decide it have not all been announced"
    school = known.calendars.get(SCHOOL) if plan.needs_school else None
    if school is not None and school.provisional:
        unsettled = "the days of the school's calendar have not been confirmed"
        made.provisional = f"{made.provisional}; {unsettled}" if made.provisional else unsettled
    return unless


def _reckoned(plan: Plan, start: Start, known: Known, steps: list[Step]) -> tuple[Reckoned, int | None]:
    """The date as the rule counts it, and the day it counts from."""
    counts_from = start.counts_from
    if plan.limbs:
        reckoned = _limbs(plan, start, known)
        steps += reckoned.steps
        return reckoned, counts_from
    if counts_from is None:
        raise _not_recorded(plan, start, known)
    reckoned, led = _lengthened(plan, start, counts_from, known)
    steps += led
    return reckoned, counts_from


def _directed(plan: Plan, start: Start, made: Deadline, known: Known, steps: list[Step]) -> Reckoned | None:
    """The date a direction fixes, told with the one whose place it takes; None if no direction fixes one."""
    fixed = fixed_day(plan, start, known)
    if fixed is None:
        return None
    reckoned, way, given = fixed
    made._directed_on, made._way = given, way
    usual = _usual(plan, start, known)
    binding = usual is not None and usual <= reckoned.due and plan.strength != "usual"
    made._told_on = start.day if binding else told_on(reckoned.due, plan, start, known)
    steps += [("directed", given, reckoned.end, usual), *reckoned.steps]
    return reckoned


def _usual(plan: Plan, start: Start, known: Known) -> int | None:
    """The date that the rule itself gives, where it gives one."""
    if not plan.has_date or all(start.happening.event != event for event, _ in plan.starts):
        return None
    try:
        reckoned, counts_from = _reckoned(plan, start, known, [])
        return _as_amended(plan, start, counts_from, reckoned, known, [])[0].due
    except NotKnown:
        return None


def _not_recorded(plan: Plan, start: Start, known: Known) -> NotKnown:
    """That the day a clock counts from is not known, with the bounds that are."""
    happening = start.happening
    earliest = _bound(plan.time, happening, start.key, known, "not_before")
    meaning = known.law.events[happening.event]["dates"][start.key]["meaning"]
    latest = _bound(plan.time, happening, start.key, known, "not_after")
    return NotKnown(f"{meaning} is not recorded", f"the `{start.key}` day of {happening.event}", earliest, latest)


def counted_from(plan: Plan, start: Start, counts_from: int, known: Known) -> Reckoned:
    """The date a rule, as amended, gives from a day, whatever has been directed. Raises :class:`NotKnown`."""
    reckoned, _ = _lengthened(plan, start, counts_from, known)
    return _as_amended(plan, start, counts_from, reckoned, known, [])[0]


def _lengthened(plan: Plan, start: Start, counts_from: int, known: Known) -> tuple[Reckoned, list[Step]]:
    """The date with every pause, and every notice of more time, taken into account."""
    time = plan.time
    if not (plan.paused or plan.extended):
        plain = reckon(time, counts_from, known.calendars)
        return plain, list(plain.steps)
    led: list[Step] = []
    spells = _pauses(plan, start, counts_from, time, known)
    reckoned = reckon(time, counts_from, known.calendars, spells)
    for refs, extension, longer in plan.extended:
        notice = known.first(refs, start.about, start.day)
        if notice is not None and notice[0] <= reckoned.due:
            led.append(("extended", extension, notice[0]))
            spells = _pauses(plan, start, counts_from, longer, known)
            reckoned = reckon(longer, counts_from, known.calendars, spells)
    led += [("paused", first, last, plan.paused[0][2]) for first, last in spells]
    led += reckoned.steps
    return reckoned, led


def _pauses(plan: Plan, start: Start, counts_from: int, time: Time, known: Known) -> list[tuple[int, int]]:
    """The spells in which the clock stood still before it ran out."""
    spells: list[tuple[int, int]] = []
    for opening, closing, pause in plan.paused:
        after = counts_from
        while (opened := known.first(opening, start.about, after)) is not None:
            if opened[0] > reckon(time, counts_from, known.calendars, spells).due:
                break
            closed = known.first(closing, start.about, opened[0])
            if closed is None:
                ongoing = opened[0], max(known.as_of, opened[0])
                soonest = reckon(time, counts_from, known.calendars, [*spells, ongoing])
                day = f"the day of {' or '.join(pause['end'])}"
                raise NotKnown("the clock stands still", day, soonest.due)
            spells.append((opened[0], closed[0]))
            after = closed[0] + 1
    return spells


def _limbs(plan: Plan, start: Start, known: Known) -> Reckoned:
    """The later, or the earlier, of several dates. The first is the one that started the rule."""
    dated: list[tuple[str, Reckoned]] = []
    bounds: list[Bounds] = []
    missing: NotKnown | None = None
    found: list[Step] = []
    for number, limb in enumerate(plan.limbs):
        happening, key = (start.happening, start.key) if number == 0 else _limb_start(plan, limb, start, known)
        day = happening.at(key) if happening is not None else None
        if happening is not None and number:
            start.no_act = (*start.no_act, happening)
            found += [happening.how[key]] if key in happening.how else []
        if day is None:
            if limb.if_missing == "unknown":
                needed = limb.starts if happening is None else [(happening.event, key)]
                names = " or ".join(f"the `{date}` day of {event}" for event, date in needed)
                missing = missing or NotKnown(f"{limb.says} is not known", names)
                bounds.append(
                    (
                        _bound(limb.time, happening, key, known, "not_before"),
                        _bound(limb.time, happening, key, known, "not_after"),
                    )
                )
            continue
        try:
            dated.append((limb.says, reckon(limb.time, day, known.calendars)))
        except NotKnown as not_known:
            missing = missing or not_known
            bounds.append((not_known.earliest, not_known.latest))
    chosen = dated[0] if dated else None
    if len(dated) > 1:
        chosen = (max if plan.takes_later else min)(dated, key=lambda each: each[1].due)
    if missing is not None:
        raise NotKnown(missing.why, missing.settled_by, *_bounds(plan, chosen[1].due if chosen else None, bounds))
    assert chosen is not None, plan.id
    word = "later of" if plan.takes_later else "earlier of"
    dates = tuple((says, each.due) for says, each in dated)
    says, one = chosen
    provisional = one.provisional or any(each.provisional for _, each in dated)
    return Reckoned(one.due, one.end, one.latest, provisional, (*found, *one.steps, (word, dates, says)))


def _limb_start(plan: Plan, limb: Limb, start: Start, known: Known) -> tuple[Happening | None, str]:
    """What starts a limb other than the first: the last such event that belongs to this start of the rule."""
    # What may be missing follows its start, as a certificate does its decision; what must be there may be older, such
    # as the making of a plan that has moved. What meets a deadline, such as a review, is no start of the one it meets.
    if limb.events.isdisjoint(known.events):
        return None, "on"
    of_this_start = limb.if_missing == "left out" or not limb.events.isdisjoint(plan.limbs[0].events)
    since = start.day if of_this_start else 0
    acts = {event for event, _, _ in (*plan.done, *plan.original.done)}
    there = [
        (each, key)
        for event, key in limb.starts
        for each in known.happenings.get(event, ())
        if since <= each.day < start.following
        and (plan.about_kind is None or each.about in (start.about, None))
        and (event not in acts or each.day <= start.day)
    ]
    if not there:
        return None, "on"
    # News of a day that is only planned, and does not give it, leaves the day as it was known. What has happened on a
    # day that is not recorded does not: it is that day that counts.
    return max(there, key=lambda pair: (_is_told(pair[0], pair[1], known), pair[0].order))


def _is_told(happening: Happening, key: str, known: Known) -> bool:
    return key == "on" or key in happening.dates or not known.law.events[happening.event]["dates"][key].get("planned")


def _bound(time: Time, happening: Happening | None, key: str, known: Known, word: str) -> int | None:
    """The earliest date of a clock whose day is not recorded but cannot come before one that is; or the latest."""
    if happening is None or not known.law.events[happening.event]["dates"][key].get(word):
        return None
    try:
        return reckon(time, happening.day, known.calendars).due
    except NotKnown as not_known:
        return not_known.earliest


def _bounds(plan: Plan, chosen: int | None, bounds: list[Bounds]) -> Bounds:
    """How early and how late the later, or the earlier, of dates can be when some are not known."""
    all_bounds = [(chosen, chosen), *bounds] if chosen is not None else bounds
    earliest = [each for each, _ in all_bounds if each is not None]
    latest = [each for _, each in all_bounds if each is not None]
    if plan.takes_later:
        return max(earliest, default=None), max(latest) if len(latest) == len(all_bounds) else None
    return min(earliest) if len(earliest) == len(all_bounds) else None, min(latest, default=None)


def _governs(amended: AmendedPlan, start: Start, due: int, known: Known) -> bool:
    """Whether an amendment governs a deadline; before it was in force, nobody could know of it."""
    if known.as_of < amended.since:
        return False
    if amended.selected_by == "due":
        return amended.since <= due <= amended.until
    day = known.selecting_day(amended.day_of, start) if amended.day_of else start.day
    if amended.selected_by == "start":
        return amended.since <= day <= amended.until
    return day <= amended.until and due >= amended.since


def _decides(amended: AmendedPlan, reckoned: Reckoned) -> bool:
    """Whether the one of several dates that an amendment is about is the one that decides; it may be about them all."""
    limb = amended.change.get("where_decides")
    return limb is None or any(step[0] in ("later of", "earlier of") and step[2] == limb for step in reckoned.steps)


def _as_amended(
    plan: Plan, start: Start, counts_from: int | None, reckoned: Reckoned, known: Known, steps: list[Step]
) -> tuple[Reckoned, list[ExceptionPlan]]:
    """The date as the amendments that govern have it, and the exceptions they add."""
    added: list[ExceptionPlan] = []
    for amended in plan.amendments:
        if _governs(amended, start, reckoned.due, known) and _decides(amended, reckoned):
            steps.append(("amended", amended.amendment, amended.change))
            reckoned = _amended(plan, amended, start, counts_from, reckoned, known, steps)
            added += amended.unless
    return reckoned, added


def _amended(
    plan: Plan,
    amended: AmendedPlan,
    start: Start,
    counts_from: int | None,
    reckoned: Reckoned,
    known: Known,
    steps: list[Step],
) -> Reckoned:
    """The date with the amendment's words in place of the rule's own, or with what it adds."""
    if amended.time is not None and counts_from is not None:
        reckoned = reckon(amended.time, counts_from, known.calendars)
        steps += reckoned.steps
    for refs, extension, longer in amended.extended:
        notice = known.first(refs, start.about, start.day)
        if notice is not None and notice[0] <= reckoned.due and counts_from is not None:
            steps.append(("extended", extension, notice[0]))
            reckoned = reckon(longer, counts_from, known.calendars)
            steps += reckoned.steps
    if amended.adds is not None:
        added = Time({"within": str(amended.adds), "first_day": "not counted"}, plan.time.counting, plan.time.way)
        reckoned = reckon(added, reckoned.end, known.calendars)
        steps += reckoned.steps
    return reckoned

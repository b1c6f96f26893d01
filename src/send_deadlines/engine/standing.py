"""Where a deadline stands on the day of the evaluation."""

from __future__ import annotations

from collections.abc import Iterator

from send_deadlines.engine.directions import asked_again_by, released_on
from send_deadlines.engine.due import NotKnown
from send_deadlines.engine.endings import Turn, over_days, turns
from send_deadlines.engine.exceptions import ExceptionPlan, Scene
from send_deadlines.engine.happening import Happening
from send_deadlines.engine.known import Known, Start
from send_deadlines.engine.measures import measure
from send_deadlines.engine.plan import FAR, Plan, Ref
from send_deadlines.outcomes import Deadline, Step
from send_deadlines.said import iso_day
from send_deadlines.states import State

__all__ = ["stand"]

Found = tuple[int, Happening] | None


def stand(
    plan: Plan,
    start: Start,
    made: Deadline,
    known: Known,
    unless: list[ExceptionPlan],
    doubt: NotKnown | None,
    applies: bool | None,
    met_before: Happening | None,
    steps: list[Step],
) -> Happening | None:
    """Give a deadline its state, and the steps that led to it; returns the happening that met it.

    ``doubt`` is why its date is not known, ``applies`` None while it is not known whether the rule binds at all, and
    ``met_before`` what met the deadline before it in its chain, which can meet no other.
    """
    until = start.following if plan.supersedes else FAR
    if plan.kind == "cap":
        _cap(plan, start, made, known, until, doubt, steps)
        return None
    events = known.events
    done = ended = None
    touched = not plan.touching.isdisjoint(events)
    if touched:
        done = None if plan.done_events.isdisjoint(events) else _done(plan, start, known, until, met_before, steps)
        ended = None if plan.ended_events.isdisjoint(events) else _ended(plan, start, known, steps)
    if plan.undated and ended is None:
        doubt = _date_lost(plan, made, steps) or doubt
    released: Found = None
    if plan.act in known.directions:
        released = released_on(plan, start, known)
        if released is not None and (ended is None or released[0] < ended[0]):
            ended = released
    if done is not None and ended is not None and ended[0] < done[0]:
        done = None
    if plan.kind == "wait":
        _wait(plan, start, made, known, until, ended, doubt, applies, steps)
        return None
    if done is not None and plan.implied and made._due is not None and made._due < done[0]:
        implied = known.first(plan.implied, start.about, start.day)
        if implied is not None and implied[0] <= made._due:
            done = None  # it had been done in time, as that shows; the later act is about something else
    lifted = False
    points = (touched and not plan.exception_events.isdisjoint(events)) or (known.calendars and plan.looks_in_calendars)
    if points and unless and made._due is not None:
        lifted = _exceptions(plan, start, made._due, known, unless, steps)
    if done is not None:
        if plan.moves and start.again and done[0] < start.day and made.kind != "duty":
            # What was done before the move counts; whether it was late then stands where it was asked for then.
            made._done = made._counts_on = done[0]
            made.state = State.MET
            steps.append(("done", done[1].event, done[0], done[1].hour))
            return done[1]
        _met(made, done, lifted, doubt, steps)
        if made.state is State.UNKNOWN and _is_missed(plan, made, lifted, done[0], applies):
            _gone_whatever_the_day(made, steps)
        return done[1]
    if plan.kind == "right" and ended is not None and made._due is not None and made._due < ended[0]:
        ended = None  # a right that had lapsed is not ended afterwards
    if ended is not None and plan.implied and made._due is not None:
        implied = known.first(plan.implied, start.about, start.day)
        if implied is not None and implied[0] <= min(made._due, ended[0]):
            ended = None  # what had been done in time, as it shows, is not ended afterwards
    if until <= known.as_of and not (ended is not None and ended[0] < until):
        made.state = State.SUPERSEDED
        # A fresh start does not undo what had already been missed.
        # Where what it counts back from was moved before it came, nothing has been missed; a directed day stays.
        moved = plan.time.mode == "before" and start.counts_from is not None and until < start.counts_from
        if made.directed_on is not None:
            moved = not any(step[0] == "measured from" for step in steps)
        made._missed = not moved and _is_missed(plan, made, lifted, until, applies)
        steps.append(("superseded", until))
    elif ended is not None:
        made.state = State.ENDED
        steps.append(("ended", ended[1].event, ended[0]))
        if _is_missed(plan, made, lifted, ended[0], applies):
            made._missed = True
            # An act that is no longer asked for was asked for until then.
            made._sealed = ended is released or bool(plan.law.events[ended[1].event].get("keeps_breaches"))
            steps.append(("had gone", made._due if made._due is not None else made._latest))
    else:
        _open(plan, start, made, known, lifted, doubt, applies, steps)
    return None


def _date_lost(plan: Plan, made: Deadline, steps: list[Step]) -> NotKnown | None:
    """That a deadline was brought back after its first date had gone, while it was ended; it then loses that date."""
    due = made._due
    for step in steps:
        if step[0] == "revived" and step[3] in plan.undated and due is not None and step[2] <= due < step[4]:
            made._earliest, made._due, made._end = due, None, None
            why = f"how much time is left after {step[3]} of {iso_day(step[4])} is not said"
            return NotKnown(why, "a direction that fixes the day", due)
    return None


def _is_missed(plan: Plan, made: Deadline, lifted: bool, day: int, applies: bool | None) -> bool:
    """Whether a limit that bound had gone, with the act not done, before a day; whatever its last day was."""
    binds = plan.kind == "limit" and not plan.binds_only_if_done and not lifted and made.strength != "usual"
    last = made._due if made._due is not None else made._latest if applies else None
    return binds and last is not None and last < day


def _since(plan: Plan, start: Start) -> int:
    """From which day events are about this start: beside an earlier one, those of its own day are about that one."""
    return start.day + 1 if start.again and not plan.supersedes else start.day


def _done(plan: Plan, start: Start, known: Known, until: int, met_before: Happening | None, steps: list[Step]) -> Found:
    """What did the act: not the start itself, which in a chain is the act of the one before."""
    if plan.act in known.directions:
        # Whoever did what a direction asked has done it, though the hearing is moved afterwards.
        if asked_again_by(plan, start, known) == start.day:
            return known.first(plan.done, start.about, start.day)
        given = next((step[1] for step in steps if step[0] == "directed"), start.day)
        if given < start.day:
            return known.first(plan.done, start.about, given)
    skip = start.no_act
    if plan.supersedes and not plan.moves and met_before is not None:
        skip = (*skip, met_before)
    since = _since(plan, start)
    if met_before is not None and met_before.day < start.day and not plan.supersedes:
        since = start.day  # the one before had been met by then
    if plan.supersedes and start.happening.event in plan.done_events:
        since = start.day + 1  # what starts it was the act of the one before, and so is what else is of its day
    if plan.moves and start.again:
        # What was done for the day as it was before the move counts, back to the last that is over.
        over = over_days(plan, start.about, start.first, start.day, known)
        since = max((day + 1 for day in over), default=start.first)
        since = max(since, asked_again_by(plan, start, known))
    done = known.first(plan.done, start.about, since, skip)
    if done is not None and done[1] is start.happening:
        done = known.first(plan.done, start.about, start.day + 1, skip)
    if done is not None:
        steps += [
            done[1].how[key] for event, key, _ in plan.dated_acts if event == done[1].event and key in done[1].how
        ]
    if done is None or done[0] > until:
        return None
    # What is done on the day of a fresh start is done for that one, unless it is what starts it.
    starts_it = any(done[1].event in (event, plan.law.recorded(event)) for event, _ in plan.starts)
    on_the_day = plan.time.mode == "same day" and done[0] == start.counts_from
    return done if done[0] < until or starts_it or on_the_day else None


def _ended(plan: Plan, start: Start, known: Known, steps: list[Step]) -> Found:
    """What ended the need to act, unless it was undone before a fresh start: then the deadline goes on."""
    # A planned day that is fixed on the day the last one came is not over with it.
    again = start.again and start.key != "on"
    since = start.day + 1 if again else _since(plan, start)
    first = known.first(plan.ended, start.about, since)
    if first is None or plan.revived_events.isdisjoint(known.events):
        return first
    ended: Found = None
    pending: list[Turn] = []
    for turn in turns(plan, start.about, _since(plan, start), start.day, known):
        day, _, _, happening, undoes = turn
        if undoes is None:
            ended = ended or (day, happening)
            pending.append(turn)
            continue
        undone = [other for other in pending if other[2] in undoes and start.next_after(other[0]) > day]
        for other in undone:
            pending.remove(other)
        if undone and not pending:
            steps.append(("revived", undone[0][3].event, undone[0][0], happening.event, day))
            ended = None
    return ended


def _exceptions(
    plan: Plan, start: Start, due: int, known: Known, unless: list[ExceptionPlan], steps: list[Step]
) -> bool:
    """Whether an exception lifts the limit; what was found of each becomes a step."""
    counts_from = start.counts_from
    since = start.day if counts_from is None else counts_from
    judged_before = start.next_after(due)
    scene = Scene(
        plan.id, since, due, judged_before, start.about, known.as_of, known.events, known.happenings, known.calendars
    )
    found = [finding for each in unless if (finding := each.find(scene)) is not None]
    steps += [("exception", finding) for finding in found]
    return any(finding.lifts for finding in found)


def _met(made: Deadline, done: tuple[int, Happening], lifted: bool, doubt: NotKnown | None, steps: list[Step]) -> None:
    due = made._due
    day, happening = done
    hour = happening.hour if happening.day == day else None
    made._done = made._counts_on = day
    steps.append(("done", happening.event, day, hour))
    if hour is not None and made.by_hour is not None and hour > made.by_hour:
        # What is done after the hour is in time only if the next day would be.
        made._counts_on = day = day + 1
        if due == day - 1:
            steps.append(("after the hour", hour, made.by_hour))
    if made.kind == "duty":
        made.state = State.MET
    elif due is None and made._earliest is not None and day <= made._earliest:
        made.state = State.MET
        steps.append(("in time whatever the day", made._earliest))
    elif due is None:
        _unknown(made, doubt, steps)
    elif day <= due:
        made.state = State.MET
    elif lifted:
        made.state = State.LIFTED
    else:
        made.state = State.LAPSED if made.kind == "right" else State.MET_LATE


def _open(
    plan: Plan,
    start: Start,
    made: Deadline,
    known: Known,
    lifted: bool,
    doubt: NotKnown | None,
    applies: bool | None,
    steps: list[Step],
) -> None:
    made._binding = not plan.binds_only_if_done
    implied = known.first(plan.implied, start.about, start.day) if plan.implied else None
    due = made._due
    undated = _sent(plan, start, known, due) if plan.dated_acts else None
    if implied is not None and due is not None and implied[0] <= due:
        made.state = State.MET
        steps.append(("implied in time", implied[1].event, implied[0]))
    elif implied is not None:
        made.state = State.UNKNOWN
        made.settled_by = "the day of " + " or ".join(event for event, _, _ in plan.done)
        steps.append(("implied", implied[1].event, implied[0]))
    elif undated is not None:
        keys = [key for event, key, _ in plan.dated_acts if event == undated.event]
        why = f"{undated.event} of {iso_day(undated.day)} does not say its `{keys[0]}` day, which is that of the act"
        _unknown(made, NotKnown(why, f"the `{keys[0]}` day of {undated.event}"), steps)
    elif doubt is not None:
        _unknown(made, doubt, steps)
        if _is_missed(plan, made, lifted, known.as_of, applies):
            _gone_whatever_the_day(made, steps)
    elif plan.kind == "duty":
        made.state = State.OUTSTANDING
    elif lifted:
        made.state = State.LIFTED
    elif due is None or known.as_of < due:
        made.state = State.RUNNING
    elif known.as_of == due:
        made.state = State.DUE_TODAY
    else:
        made.state = State.LAPSED if plan.kind == "right" else State.OVERDUE


def _sent(plan: Plan, start: Start, known: Known, due: int | None) -> Happening | None:
    """An act that was sent in time and whose own day is not known; one that was sent too late was done too late."""
    undated = _undated(plan.dated_acts, start, known, start.day)
    return next((each for each in undated if due is None or each.day <= due), None)


def _undated(refs: list[Ref], start: Start, known: Known, since: int) -> Iterator[Happening]:
    """Events since a day about the same thing, of which the date that counts is not known."""
    for event, key, same in refs:
        for each in known.happenings.get(event, ()) if key != "on" else ():
            if each.day >= since and key not in each.dates and not (same and each.about != start.about):
                yield each


def _gone_whatever_the_day(made: Deadline, steps: list[Step]) -> None:
    made._missed = made._sealed = True
    steps.append(("gone whatever the day", made._latest))


def _unknown(made: Deadline, doubt: NotKnown | None, steps: list[Step]) -> None:
    assert doubt is not None, made.rule
    made.state = State.UNKNOWN
    made.settled_by = doubt.settled_by
    steps.append(("unknown", doubt.why, doubt.settled_by))


def _wait(
    plan: Plan,
    start: Start,
    made: Deadline,
    known: Known,
    until: int,
    ended: Found,
    doubt: NotKnown | None,
    applies: bool | None,
    steps: list[Step],
) -> None:
    """A wait: does it still run, and was what it forbids done meanwhile?"""
    guarded = known.first(plan.guards, start.about, start.day)
    if guarded is not None and guarded[0] > until:
        guarded = None
    due, open_since = _held_open(plan, start, made, known, until, steps)
    if open_since is not None:
        made._earliest, made._due, made._end = due, None, None
    # What ends the wait and what it forbade may come on one day, in that order.
    if ended is not None and ended[0] < until and (guarded is None or ended[0] <= guarded[0]):
        made.state = State.ENDED
        steps.append(("ended", ended[1].event, ended[0]))
        return
    ran_out = due is not None and open_since is None and doubt is None
    if guarded is not None and due is not None and ran_out and guarded[0] > due:
        made.state = State.MET
        made._done = guarded[0]
        steps.append(("done", guarded[1].event, guarded[0], None))
        return
    certain_to = due if due is not None else made._earliest
    too_soon = guarded is not None and (open_since is not None or (certain_to is not None and guarded[0] <= certain_to))
    if guarded is not None and too_soon and applies:
        made.state = State.BROKEN
        made._done = guarded[0]
        steps.append(("guarded", guarded[1].event, guarded[0]))
    elif until <= known.as_of:
        made.state = State.SUPERSEDED
        steps.append(("superseded", until))
    elif doubt is not None:
        _unknown(made, doubt, steps)
    elif open_since is not None:
        made.state = State.WAITING
        made.settled_by = "the day of " + " or ".join(
            event for _, closing, _ in plan.held_open for event, _, _ in closing
        )
    elif due is None or known.as_of <= due:
        made.state = State.WAITING
    else:
        made.state = State.ENDED
        steps.append(("run out", due))


def _held_open(
    plan: Plan, start: Start, made: Deadline, known: Known, until: int, steps: list[Step]
) -> tuple[int | None, int | None]:
    """The last day of a wait with every spell that began before it ran out; and since when one is still open."""
    due = made._due
    for opening, closing, spell in plan.held_open:
        since = start.day
        while (opened := _opened(opening, start, known, since)) is not None:
            if opened[0] >= until or (due is not None and opened[0] > due):
                break
            closed = known.first(closing, start.about, opened[0])
            steps.append(("held open", opened[0], closed[0] if closed else None, spell))
            if closed is None:
                return due, opened[0]
            if due is not None:
                last = closed[0] - 1 if spell.get("last_day") == "the day before" else closed[0]
                due = made._due = made._end = max(due, last)
            since = max(closed[0], opened[0] + 1)
    return due, None


def _opened(opening: list[Ref], start: Start, known: Known, since: int) -> Found:
    """What holds a wait open; while the day that counts is not known, from the day of the event itself."""
    undated = [(each.day, each) for each in _undated(opening, start, known, since) if each.day <= known.as_of]
    first = known.first(opening, start.about, since)
    return min([first, *undated] if first is not None else undated, key=lambda each: each[0], default=None)


def _cap(
    plan: Plan, start: Start, made: Deadline, known: Known, until: int, doubt: NotKnown | None, steps: list[Step]
) -> None:
    """A cap: how much is left of what it allows."""
    assert plan.at_most is not None
    words = known.law.measures[plan.at_most["measure"]]
    try:
        if doubt is not None:
            raise doubt
        total = measure(words, known, start.happening)
    except NotKnown as not_known:
        _unknown(made, not_known, steps)
        return
    made.left = plan.at_most["amount"] - total.amount
    made.state = State.BROKEN if made.left < 0 else State.RUNNING
    steps.append(("measured", words, total, plan.at_most["amount"]))
    if until <= known.as_of and made.state is not State.BROKEN:
        made.state = State.SUPERSEDED
        steps.append(("superseded", until))

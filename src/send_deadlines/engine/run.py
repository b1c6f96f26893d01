"""Run the plans of one case: find each start, count its date, and say where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from send_deadlines.engine.conditions import measure, test_conditions
from send_deadlines.engine.due import NotKnown, Reckoned, reckon, settle
from send_deadlines.engine.exceptions import ExceptionPlan, Scene
from send_deadlines.engine.intake import Happening
from send_deadlines.engine.plan import FAR, AmendedPlan, Plan, Ref, Time, counting_of
from send_deadlines.errors import Problem
from send_deadlines.law.library import Data, Law
from send_deadlines.outcomes import Deadline, State, Step

__all__ = ["Run"]

Directions = Mapping[str, list[tuple[Happening, int | None, Data]]]
Start = tuple[Happening, str]
"""What started a clock, and which of its dates."""


class Run:
    """One case on one day, while its deadlines are worked out."""

    __slots__ = ("as_of", "calendars", "directions", "facts", "found", "happenings", "law", "problems", "readings")

    def __init__(
        self,
        law: Law,
        as_of: int,
        happenings: Mapping[str, list[Happening]],
        facts: Mapping[str, Any],
        calendars: Mapping[str, Any],
        readings: Mapping[str, str],
        directions: Directions,
    ) -> None:
        self.law = law
        self.as_of = as_of
        self.happenings = happenings
        self.facts = facts
        self.calendars = calendars
        self.readings = readings
        self.directions = directions
        self.found: list[Deadline] = []
        self.problems: list[Problem] = []

    # Finding what starts a rule.

    def plan(self, plan: Plan) -> None:
        """Add every deadline of one rule."""
        happenings = self.happenings
        starts = [(each, key) for event, key in plan.starts if event in happenings for each in happenings[event]]
        if len(starts) == 1 and plan.act not in self.directions:
            happening, key = starts[0]
            about = happening.about if plan.about_kind is not None else None
            deadline, _ = self._deadline(plan, about, happening, key, FAR, False, None)
            if deadline is not None:
                self.found.append(deadline)
        elif starts or plan.limbs or plan.act in self.directions:
            self._chained(plan, starts)
        if plan.starts_when_lapsed:
            self._lapses(plan)

    def _chained(self, plan: Plan, starts: list[Start]) -> None:
        """Add the deadlines of a rule that started more than once, or by one of its lesser starts."""
        for about, chain in self._chains(plan, starts).items():
            used: Happening | None = None
            for i, (happening, key) in enumerate(chain):
                following = next((later.day for later, _ in chain[i + 1 :] if later.day > happening.day), FAR)
                deadline, used = self._deadline(plan, about, happening, key, following, i > 0, used)
                if deadline is not None:
                    self.found.append(deadline)

    def _chains(self, plan: Plan, starts: list[Start]) -> dict[str | None, list[Start]]:
        """The starts of a rule in order, apart for each thing they are about."""
        if not starts:
            for limb in plan.limbs[1:]:
                starts = [(each, key) for event, key in limb.starts for each in self.happenings.get(event, ())]
                if starts:
                    break
        by_kind = plan.about_kind is not None
        if plan.act is not None and plan.act in self.directions:
            started = {each.about if by_kind else None for each, _ in starts}
            for each, _, replaces in self.directions[plan.act]:
                about = each.about if by_kind else None
                if about not in started:
                    started.add(about)
                    starts.append((each, replaces["due"]))
        starts.sort(key=lambda start: start[0].order)
        chains: dict[str | None, list[Start]] = {}
        for start in starts:
            chains.setdefault(start[0].about if by_kind else None, []).append(start)
        return chains

    def _lapses(self, plan: Plan) -> None:
        for other in [each for each in self.found if each.rule in plan.starts_when_lapsed]:
            if other._due is None or self.as_of <= other._due:
                continue
            if other.state not in (State.LAPSED, State.OVERDUE, State.MET_LATE):
                continue
            start = other._due if plan.rule["lapse_from"] == "after any move" else other._end or other._due
            happening = Happening(f"{other.rule} lapsed", start, other.about, {}, {})
            deadline, _ = self._deadline(plan, other.about, happening, "on", FAR, False, None)
            if deadline is not None:
                self.found.append(deadline)

    def first(
        self, refs: list[Ref], about: str | None, since: int, skip: Happening | None = None
    ) -> tuple[int, Happening] | None:
        """The first of some events on or after a day, about the same thing."""
        best: tuple[int, Happening] | None = None
        for event, key, same in refs:
            for each in self.happenings.get(event, ()):
                day = each.day if key == "on" else each.dates.get(key)
                if day is None or day < since or each is skip or (same and each.about != about):
                    continue
                if best is None or day < best[0]:
                    best = day, each
                if key == "on":
                    break
        return best

    # Working out one deadline.

    def _deadline(
        self,
        plan: Plan,
        about: str | None,
        happening: Happening,
        key: str,
        following: int,
        again: bool,
        used: Happening | None,
    ) -> tuple[Deadline | None, Happening | None]:
        day = happening.day
        since, until, selected_by = plan.in_force
        if selected_by != "due" and not since <= day <= until:
            return None, used
        steps: list[Step] = []
        doubt: NotKnown | None = None
        if plan.conditions:
            outcome, condition_steps = test_conditions(plan, self, happening, about)
            if outcome is False:
                return None, used
            steps += condition_steps
            if outcome is None:
                doubt = NotKnown("whether the rule applies is not known", _needed(condition_steps))
        made = Deadline(plan, about, happening.event, day)
        start = day if key == "on" else happening.dates.get(key)
        steps.insert(0, ("started", happening.event, key, day, start))
        unless = plan.unless
        reckoned: Reckoned | None = None
        if plan.has_date:
            try:
                reckoned = self._reckon(plan, about, happening, key, start, following, again, steps)
            except NotKnown as not_known:
                doubt = doubt or not_known
                made._earliest, made._latest = not_known.earliest, not_known.latest
        if reckoned is not None:
            if selected_by == "due" and not since <= reckoned.due <= until:
                return None, used
            for amended in plan.amendments:
                if self._selected(amended, day, reckoned.due):
                    unless, reckoned = self._amend(amended, unless, reckoned, start or day, steps)
            made._due, made._end = reckoned.due, reckoned.end
            if reckoned.latest is not None:
                made._latest = reckoned.latest
            if reckoned.provisional:
                made.provisional = "bank holidays of the years that decide it have not all been announced"
            if doubt is not None:
                made._earliest, made._latest, made._due, made._end = reckoned.due, reckoned.due, None, None
        used = self._settle(plan, made, about, happening, following, again, used, unless, doubt, steps)
        made.steps = tuple(steps)
        return made, used

    def _reckon(
        self,
        plan: Plan,
        about: str | None,
        happening: Happening,
        key: str,
        start: int | None,
        following: int,
        again: bool,
        steps: list[Step],
    ) -> Reckoned:
        """The date of one deadline: as directed, or as the rule counts it."""
        if plan.is_plain and start is not None and plan.act not in self.directions:
            reckoned = reckon(plan.time, start, self.calendars)
            steps += reckoned.steps
            return reckoned
        if plan.act is not None and plan.act in self.directions:
            directed = self._directed(plan, about, steps)
            if directed is not None:
                return directed
        if plan.limbs:
            reckoned = self._limbs(plan, about, happening.day if again else 0, following)
            steps += reckoned.steps
            return reckoned
        if start is None:
            start = self._deemed(plan, happening, key, steps)
        time = plan.time
        if plan.dispute is not None:
            time = self._reading(plan, start, steps)
        spells: list[tuple[int, int]] = []
        if plan.paused:
            spells = self._pauses(plan, about, start, time, steps)
        reckoned = reckon(time, start, self.calendars, spells)
        for refs, extension, longer in plan.extended:
            notice = self.first(refs, about, happening.day)
            if notice is not None and notice[0] <= reckoned.due:
                reckoned = reckon(longer, start, self.calendars, spells)
                steps.append(("extended", extension, notice[0]))
        steps += reckoned.steps
        return reckoned

    def _deemed(self, plan: Plan, happening: Happening, key: str, steps: list[Step]) -> int:
        """The day a document counts as served, where its event does not say."""
        method = happening.attributes.get("method")
        for deemed in plan.instrument.get("deemed", []):
            if deemed["method"] == method:
                ways = {way["id"]: way for way in plan.instrument["counting"]}
                way = ways[deemed["counting"]]
                if not deemed.get("after"):
                    day = happening.day
                else:
                    words = {"within": deemed["after"], "first_day": "not counted"}
                    day = reckon(Time(words, counting_of(way), way), happening.day, self.calendars).due
                steps.append(("deemed", deemed, happening.day, day))
                return day
        words = self.law.events[happening.event]["dates"].get(key, {})
        earliest = None
        if words.get("not_before"):
            try:
                earliest = reckon(plan.time, happening.day, self.calendars).due
            except NotKnown:
                earliest = None
        raise NotKnown(f"the day it was {key} is not recorded", f"the `{key}` day of {happening.event}", earliest)

    def _reading(self, plan: Plan, start: int, steps: list[Step]) -> Time:
        """The words of a disputed rule as the council reads them; the cautious reading where it has not chosen."""
        dispute = self.law.disputes[plan.dispute or ""]
        cautious = next(each["id"] for each in dispute["readings"] if each.get("cautious"))
        chosen = self.readings.get(dispute["id"], cautious)
        times = {cautious: plan.time, **plan.readings}
        dates = tuple((name, reckon(time, start, self.calendars).due) for name, time in times.items())
        steps.append(("reading", dispute, chosen, dates))
        return times[chosen]

    def _limbs(self, plan: Plan, about: str | None, since: int, following: int) -> Reckoned:
        """The later, or the earlier, of several dates, whose starts belong to one start of the rule."""
        known: list[tuple[str, Reckoned]] = []
        missing: NotKnown | None = None
        for limb in plan.limbs:
            there = [
                (each, key)
                for event, key in limb.starts
                for each in self.happenings.get(event, ())
                if since <= each.day < following and (plan.about_kind is None or each.about in (about, None))
            ]
            start = max(there, key=lambda pair: pair[0].order, default=None)
            day = start[0].at(start[1]) if start is not None else None
            if day is None:
                if limb.if_missing == "unknown":
                    names = " or ".join(f"the `{key}` day of {event}" for event, key in limb.starts)
                    missing = missing or NotKnown(f"{limb.says} is not known", names)
                continue
            try:
                known.append((limb.says, reckon(limb.time, day, self.calendars)))
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

    def _directed(self, plan: Plan, about: str | None, steps: list[Step]) -> Reckoned | None:
        """The date the last direction about this act fixes."""
        by_kind = plan.about_kind is not None
        given = [each for each in self.directions[plan.act or ""] if not by_kind or each[0].about in (about, None)]
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
        instruments = (plan.instrument, *self.law.instruments.values())
        way = next(way for each in instruments for way in each["counting"] if way["id"] == name)
        settled = settle(Time({"same_day": True}, counting_of(way), way), due, ())
        steps += settled.steps
        return settled

    def _pauses(
        self, plan: Plan, about: str | None, start: int, time: Time, steps: list[Step]
    ) -> list[tuple[int, int]]:
        """The spells in which the clock stands still."""
        spells: list[tuple[int, int]] = []
        for opening, closing, pause in plan.paused:
            after = start
            while (opened := self.first(opening, about, after)) is not None:
                if opened[0] > reckon(time, start, self.calendars, spells).due:
                    break
                closed = self.first(closing, about, opened[0])
                if closed is None:
                    soonest = reckon(time, start, self.calendars, [*spells, (opened[0], max(self.as_of, opened[0]))])
                    steps.append(("paused", opened[0], None, pause))
                    wanted = " or ".join(pause["end"])
                    raise NotKnown("the clock stands still", f"the day of {wanted}", soonest.due)
                spells.append((opened[0], closed[0]))
                steps.append(("paused", opened[0], closed[0], pause))
                after = closed[0] + 1
        return spells

    def _selected(self, amended: AmendedPlan, start: int, due: int) -> bool:
        if self.as_of < amended.since:
            return False
        if amended.selected_by == "start":
            return amended.since <= start <= amended.until
        if amended.selected_by == "due":
            return amended.since <= due <= amended.until
        return start <= amended.until and due >= amended.since

    def _amend(
        self,
        amended: AmendedPlan,
        unless: list[ExceptionPlan],
        reckoned: Reckoned,
        start: int,
        steps: list[Step],
    ) -> tuple[list[ExceptionPlan], Reckoned]:
        steps.append(("amended", amended.amendment, amended.change))
        if amended.time is not None:
            reckoned = reckon(amended.time, start, self.calendars)
            steps += reckoned.steps
        if amended.adds is not None:
            words = {"within": str(amended.adds), "first_day": "not counted"}
            way = {"id": "added", "working_day": "england", "last_day": "stands"}
            reckoned = reckon(Time(words, counting_of(way), way), reckoned.end, self.calendars)
            steps += reckoned.steps
        return (unless + amended.unless if amended.unless else unless), reckoned

    # Where it stands.

    def _settle(
        self,
        plan: Plan,
        made: Deadline,
        about: str | None,
        happening: Happening,
        following: int,
        again: bool,
        used: Happening | None,
        unless: list[ExceptionPlan],
        doubt: NotKnown | None,
        steps: list[Step],
    ) -> Happening | None:
        """Give the deadline its state; returns the happening that met it, so that it meets no other."""
        since = happening.day
        last = following if plan.supersedes else FAR
        if plan.kind == "cap":
            self._cap(plan, made, happening, steps)
            if last <= self.as_of and made.state is not State.BROKEN:
                made.state = State.SUPERSEDED
            return None
        done = None
        if plan.done:
            skip = used if again and plan.supersedes else None
            done = self.first(plan.done, about, since, skip)
            if done is not None and (done[1] is happening or done[0] > last):
                # A chain's own start, such as a review, is the act of the one before, never of the one it starts.
                later = self.first(plan.done, about, since + 1, skip) if done[1] is happening else None
                done = later if later is not None and later[0] <= last else None
        ended = self._ended(plan, about, since, following, steps) if plan.ended else None
        if done is not None and ended is not None and ended[0] < done[0]:
            done = None
        if plan.kind == "wait":
            self._wait(plan, made, about, since, last, ended, doubt, steps)
            return None
        lifted = False
        if unless and made._due is not None and not plan.exception_events.isdisjoint(self.happenings):
            lifted = self._exceptions(plan, since, made._due, about, unless, steps)
        if done is not None:
            made._done = done[0]
            steps.append(("done", done[1].event, done[0]))
            self._done(made, done[0], lifted, doubt)
            return done[1]
        if last <= self.as_of:
            made.state = State.SUPERSEDED
            steps.append(("superseded", last))
        elif ended is not None:
            made.state = State.ENDED
            steps.append(("ended", ended[1].event, ended[0]))
        else:
            self._open(plan, made, about, since, lifted, doubt, steps)
        return None

    def _done(self, made: Deadline, day: int, lifted: bool, doubt: NotKnown | None) -> None:
        due = made._due
        if made.kind == "duty":
            made.state = State.MET
        elif due is None:
            if made._earliest is not None and day <= made._earliest:
                made.state = State.MET
            else:
                made.state = State.UNKNOWN
                made.settled_by = doubt.settled_by if doubt else ""
        elif day <= due:
            made.state = State.MET
        else:
            made.state = State.LIFTED if lifted else State.MET_LATE

    def _open(
        self,
        plan: Plan,
        made: Deadline,
        about: str | None,
        since: int,
        lifted: bool,
        doubt: NotKnown | None,
        steps: list[Step],
    ) -> None:
        made._binding = not plan.binds_only_if_done
        implied = self.first(plan.implied, about, since) if plan.implied else None
        due = made._due
        if implied is not None:
            made.state = State.UNKNOWN
            made.settled_by = "the day of " + " or ".join(event for event, _, _ in plan.done)
            steps.append(("implied", implied[1].event, implied[0]))
        elif plan.kind == "duty":
            made.state = State.OUTSTANDING if doubt is None else State.UNKNOWN
            made.settled_by = doubt.settled_by if doubt else ""
        elif due is None:
            made.state = State.UNKNOWN
            assert doubt is not None, plan.id
            made.settled_by = doubt.settled_by
            steps.append(("unknown", doubt.why, doubt.settled_by))
        elif lifted:
            made.state = State.LIFTED
        elif self.as_of < due:
            made.state = State.RUNNING
        elif self.as_of == due:
            made.state = State.DUE_TODAY
        else:
            made.state = State.LAPSED if plan.kind == "right" else State.OVERDUE

    def _ended(
        self, plan: Plan, about: str | None, since: int, following: int, steps: list[Step]
    ) -> tuple[int, Happening] | None:
        """What ended the need to act, unless something brought it back before a fresh start."""
        ended = self.first(plan.ended, about, since)
        while ended is not None and plan.revived:
            revived = self.first(plan.revived, about, ended[0])
            if revived is None or revived[0] >= following:
                break
            steps.append(("revived", ended[1].event, ended[0], revived[1].event, revived[0]))
            ended = self.first(plan.ended, about, revived[0] + 1)
        return ended

    def _exceptions(
        self, plan: Plan, start: int, due: int, about: str | None, unless: list[ExceptionPlan], steps: list[Step]
    ) -> bool:
        """Whether an exception lifts the limit; what was found of each becomes a step."""
        scene = Scene(plan.id, start, due, about, self.as_of, self.happenings, self.calendars)
        found = [finding for each in unless if (finding := each.find(scene)) is not None]
        steps += [("exception", finding) for finding in found]
        return any(finding.lifts for finding in found)

    def _wait(
        self,
        plan: Plan,
        made: Deadline,
        about: str | None,
        since: int,
        last: int,
        ended: tuple[int, Happening] | None,
        doubt: NotKnown | None,
        steps: list[Step],
    ) -> None:
        """A wait: does it still run, and was what it forbids done meanwhile?"""
        due = made._due
        guarded = self.first(plan.guards, about, since)
        if guarded is not None and guarded[0] > last:
            guarded = None
        open_since = None
        for opening, closing, spell in plan.held_open:
            opened = self.first(opening, about, since)
            if opened is None or opened[0] >= last:
                continue
            closed = self.first(closing, about, opened[0])
            steps.append(("held open", opened[0], closed[0] if closed else None, spell))
            if closed is None:
                open_since = opened[0]
            elif due is not None and closed[0] > due:
                due = made._due = made._end = closed[0]
        if ended is not None and (guarded is None or ended[0] < guarded[0]):
            made.state = State.ENDED
            steps.append(("ended", ended[1].event, ended[0]))
            return
        bound = due if due is not None else made._earliest
        if guarded is not None and ((bound is not None and guarded[0] <= bound) or open_since is not None):
            made.state = State.BROKEN
            made._done = guarded[0]
            steps.append(("guarded", guarded[1].event, guarded[0]))
        elif last <= self.as_of:
            made.state = State.SUPERSEDED
            steps.append(("superseded", last))
        elif open_since is not None:
            made.state = State.WAITING
            made._earliest, made._due, made._end = due, None, None
        elif due is None:
            assert doubt is not None, plan.id
            made.state = State.UNKNOWN
            made.settled_by = doubt.settled_by
            steps.append(("unknown", doubt.why, doubt.settled_by))
        elif self.as_of <= due:
            made.state = State.WAITING
        elif guarded is not None:
            made.state = State.MET
            made._done = guarded[0]
            steps.append(("done", guarded[1].event, guarded[0]))
        else:
            made.state = State.ENDED
            steps.append(("run out", due))

    def _cap(self, plan: Plan, made: Deadline, happening: Happening, steps: list[Step]) -> None:
        assert plan.at_most is not None
        words = self.law.measures[plan.at_most["measure"]]
        try:
            total = measure(words, self, happening)
        except NotKnown as not_known:
            made.state = State.UNKNOWN
            made.settled_by = not_known.settled_by
            steps.append(("unknown", not_known.why, not_known.settled_by))
            return
        made.left = plan.at_most["amount"] - total
        made.state = State.BROKEN if made.left < 0 else State.RUNNING
        steps.append(("measured", words, total, plan.at_most["amount"]))


def _needed(steps: list[Step]) -> str:
    return " and ".join(step[3] for step in steps if step[0] == "condition" and step[2] is None)

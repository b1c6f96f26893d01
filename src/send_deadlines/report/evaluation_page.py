"""The page of an evaluation, a co-ordinator's own list: what is broken, what to do next, where everything stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from send_deadlines.errors import Problem
from send_deadlines.evaluation import Evaluation
from send_deadlines.event_words import with_meanings
from send_deadlines.exception_words import said_exception
from send_deadlines.law.library import Law
from send_deadlines.outcomes import Action, Conflict, Deadline, LatestSafeDay
from send_deadlines.report.date_notes import STRENGTHS, notes_to, origin_of
from send_deadlines.report.page import Cell, Entry, Group, Item, Items, Page, Para, Section, Table
from send_deadlines.report.rule_words import duty
from send_deadlines.report.state_cells import state_cell
from send_deadlines.report.totals import total_item
from send_deadlines.report.words import days, number, plain, receipt_parts
from send_deadlines.said import said_bounds, said_day, said_hour
from send_deadlines.states import State

__all__ = ["as_listed", "evaluation_page"]

_VERBS = {"right": "may", "wait": "may not yet"}
_NARROW = {1: 27, 0: 18, 2: 16}
"""A long day needs 27 letters; the marks after it may run on below."""

_MOOT = frozenset({State.MET, State.ENDED, State.SUPERSEDED, State.LAPSED})


def evaluation_page(evaluation: Evaluation) -> Page:
    """A list to work from.

    >>> from send_deadlines import Case, Event, evaluate
    >>> case = Case(id="EHC-1042", events=[Event("assessment_request_received", on="2026-01-05")])
    >>> evaluation_page(evaluate(case, as_of="2026-03-01")).title
    'EHC-1042 as at Sunday 1 March 2026'
    """
    return _List(evaluation).page()


def as_listed(
    evaluation: Evaluation, breaches: Iterable[Deadline], actions: Iterable[Action], unknowns: Iterable[Deadline]
) -> tuple[tuple[Entry, ...], tuple[Entry, ...], tuple[Item, ...], Section | None]:
    """Some of an evaluation's breaches, next actions and unknowns as its page tells them, and the notes to their dates.

    >>> from send_deadlines import Case, Event, evaluate
    >>> made = evaluate(Case("EHC-1042", [Event("assessment_request_received", on="2026-01-05")]), as_of="2026-03-01")
    >>> as_listed(made, made.breaches, [], [])[0][0].lead
    'OVERDUE by 13 days: the last day was Monday 16 February 2026 [1,2]'
    """
    one = _List(evaluation)
    told = tuple(map(one.each_breach, breaches)), tuple(map(one.action, actions)), tuple(map(one.unknown, unknowns))
    return *told, one.notes_to_dates()


class _List:
    """One evaluation while it is written out. Doubts about dates are notes, numbered as they are first met."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.as_of = evaluation.as_of
        self.notes: dict[str, int] = {}
        self.law: Law = evaluation.law

    def page(self) -> Page:
        """The whole of it; the notes come after all that they are notes to."""
        if self.evaluation.deadlines:
            parts = [*self.breaches(), self.actions(), self.conflicts(), self.safe_days(), self.totals(), self.table()]
        else:
            parts = [Section("", (Para("Nothing in this case has started a time limit by then."),))]
        parts += [self.notes_to_dates(), self.unknowns(), self.exceptions(), self.problems()]
        head = f"{plain(self.evaluation.case_id)} as at {said_day(self.as_of)}"
        foot = f"Receipt: {', '.join(receipt_parts(self.evaluation.receipt))}."
        return Page(head, tuple(part for part in parts if part is not None), foot)

    # The parts.

    def breaches(self) -> Iterator[Section]:
        if not self.evaluation.breaches:
            yield Section("", (Para("Nothing is in breach."),))
        for found, title in (
            (self.evaluation.breaches, "In breach"),
            (self.evaluation.doubtful_breaches, "Late on the cautious reading of disputed words, in time on another"),
        ):
            if found:
                yield Section(title, tuple(map(self.each_breach, found)))

    def each_breach(self, each: Deadline) -> Entry:
        verb = "may not" if each.kind == "wait" else "must"
        return Entry(self.breach(each), self.duty(each, each.actor, verb, each.must), "breach")

    def breach(self, each: Deadline) -> str:
        due = f"{said_day(each.due)}{self.marks(each)}" if each.due else ""
        if each.state is State.OVERDUE:
            return f"OVERDUE by {days(each.days_late(self.as_of))}: the last day was {due}"
        done = f" on {said_day(each.done_on)}" if each.done_on else ""
        if each.is_late_by_the_hour and each.by_hour is not None:
            return f"DONE LATE{done}, the last day: it had to be done by {said_hour(each.by_hour)}"
        if each.state is State.MET_LATE:
            return f"DONE LATE by {days(each.days_late(self.as_of))}{done}: the last day was {due}"
        if each.was_missed:
            if each.due is None and each.latest is not None:
                return f"OVERDUE whatever the day: the last day was no later than {said_day(each.latest)}"
            return f"MISSED: the last day was {said_day(each.due) if each.due else 'not known'}{self.marks(each)}"
        if each.kind == "cap":
            return f"EXCEEDED by {number(-(each.left or 0))}"
        wait = f"not before {said_day(each.earliest + timedelta(days=1))}" if each.earliest else "the wait still ran"
        return f"DONE TOO SOON{done}: {wait}{'' if each.due else ' at the earliest'}{self.marks(each)}"

    def actions(self) -> Section:
        title = "What must be done next"
        actions = self.evaluation.next_actions
        if not actions:
            return Section(title, (Para("Nothing is waiting to be done."),))
        return Section(title, tuple(map(self.action, actions)))

    def action(self, action: Action) -> Entry:
        each = self.deadline_of(action)
        when = self.when(action, each)
        late = action.state is State.OVERDUE and each.is_breach
        verb = _VERBS.get(action.kind, "must" if action.binding else "must, if at all,")
        return Entry(when, self.duty(each, each.actor, verb, action.what), "late" if late else "lead")

    def when(self, action: Action, each: Deadline) -> str:
        marks = self.marks(each)
        soft = (each.as_soon_as or "no fixed day").capitalize()
        if action.kind == "wait":
            if action.by is None:
                settled = f". What would settle it: {each.settled_by_in_words}" if each.settled_by else ""
                return f"Not yet, and it is not known from when{marks}{settled}"
            return f"Not before {said_day(action.by + timedelta(days=1))}{marks}"
        if action.state is State.LIFTED:
            return f"{soft}: an exception lifts the limit{marks}, not the duty"
        if action.by is None:
            waited = f"outstanding for {days(action.days)}, since" if action.days else "since today,"
            since = f"{waited} {said_day(action.since)}"
            return f"{soft}: {since}{marks}"
        hour = f"{said_hour(each.by_hour)} on " if each.by_hour is not None and action.kind != "wait" else ""
        origin = origin_of(each)
        day = f"{hour}{said_day(action.by)}{marks}{f' ({origin})' if origin else ''}"
        if each.strength == "usual":
            return f"Usually by {day}: " + (
                f"{days(action.days)} left" if action.days >= 0 else f"{days(-action.days)} ago"
            )
        if action.state is State.OVERDUE:
            return f"OVERDUE by {days(-action.days)}: it was due by {day}"
        if action.state is State.DUE_TODAY:
            return f"TODAY, {day}, is the last day" if not hour else f"TODAY is the last day: by {day}"
        until = "Until" if action.kind == "right" else "On" if each.is_on_the_day else "By"
        work_by = ""
        if action.act_by is not None and action.act_by != action.by:
            late = ", which has passed" if action.act_by < self.as_of else ""
            work_by = f"; the last working day is {said_day(action.act_by)}{late}"
        return f"{until} {day}: {days(action.days)} left{work_by}"

    def duty(self, each: Deadline, who: str, verb: str, what: str) -> tuple[str, str]:
        """Who must do what, and where the law says so."""
        about = f" About: {plain(each.about)}." if each.about is not None else ""
        weaker = f", {STRENGTHS[each.strength]}" if each.strength in STRENGTHS else ""
        return (
            f"{who[:1].upper()}{who[1:]} {verb} {what}.{about}",
            f"{'; '.join(map(str, each.cites))}{weaker}  [{each.rule}]",
        )

    def safe_days(self) -> Section | None:
        return _listed("Latest safe days", (Item(self.safe_day(each)) for each in self.evaluation.latest_safe_days))

    def safe_day(self, safe: LatestSafeDay) -> str:
        event, _, key = safe.step.partition(".")
        words = self.law.events[event]
        meaning = words["dates"][key]["meaning"] if key else words["on"]
        left = (safe.by - self.as_of).days
        about = f" (about {plain(safe.about)})" if safe.about is not None else ""
        why = "is to run out" if safe.kind == "wait" else "is to have all its time"
        text = (
            f"{said_day(safe.by)} is the latest day for {safe.step} ({meaning}), if {safe.because} {why} before "
            f"{safe.for_rule} is due{about}: "
        )
        text += f"{days(left)} left" if left >= 0 else f"{days(-left)} ago"
        if safe.act_by is not None and safe.act_by != safe.by:
            # To work to the day itself may leave no working day on which the limit can be met.
            text += f"; to meet it on a working day, work to {said_day(safe.act_by)}"
        return text

    def totals(self) -> Section | None:
        return _listed("Running totals", map(total_item, self.evaluation.running_totals))

    def table(self) -> Section:
        """Every deadline, in order of their dates within each process."""
        found = self.evaluation.deadlines
        with_done = any(each.done_on for each in found)
        head = ("Rule", "Due", "State", "Done on")[: 4 if with_done else 3]
        groups = []
        for process in dict.fromkeys(each.rule.partition(".")[0] for each in found):
            own = [each for each in found if each.rule.partition(".")[0] == process]
            rows = tuple(self.row(each)[: len(head)] for each in own)
            groups.append(Group(self.law.processes[process]["title"], rows, process))
        caption = f"Every deadline of {plain(self.evaluation.case_id)} as at {said_day(self.as_of)}"
        return Section("All deadlines", (Table(caption, head, tuple(groups), _NARROW),))

    def row(self, each: Deadline) -> tuple[str | Cell, ...]:
        about = f": {plain(each.about)}" if each.about is not None else ""
        done = said_day(each.done_on) if each.done_on else ""
        what = duty(each.actor, {"kind": each.kind, "must": each.must})
        named = Cell(each.rule.partition(".")[2] + about, more=what)
        return (named, self.due(each), state_cell(each, self.as_of), done)

    def due(self, each: Deadline) -> str:
        if each.due is not None:
            return f"{said_day(each.due)}{self.marks(each)}"
        if each.kind in ("duty", "cap"):
            return f"no fixed day{self.marks(each)}"
        # That what may still not be done could not be done before a day that has gone says nothing.
        since = self.as_of if each.kind == "wait" else None
        return said_bounds(each.earliest, each.latest, since=since) + self.marks(each)

    def notes_to_dates(self) -> Section | None:
        return _listed("Notes to the dates", (Item(f"[{mark}] {text}") for text, mark in self.notes.items()))

    def conflicts(self) -> Section | None:
        return _listed("What can no longer be kept", map(_conflict, self.evaluation.conflicts))

    def unknowns(self) -> Section | None:
        return _listed("What could not be worked out", map(self.unknown, self.evaluation.unknowns))

    def unknown(self, each: Deadline) -> Item:
        about = f" ({plain(each.about)})" if each.about is not None else ""
        settled = f". What would settle it: {each.settled_by_in_words}" if each.settled_by else ""
        return Item(f"{each.rule}{about}: {self.due(each)}{settled}")

    def exceptions(self) -> Section | None:
        found = []
        for each in self.evaluation.deadlines:
            if each.state in _MOOT:
                continue
            about = f" ({plain(each.about)})" if each.about is not None else ""
            for finding in each.exceptions:
                if finding.is_open:
                    text = plain(str(said_exception(each, finding))).removeprefix("Exception open: ")
                    found.append(Item(f"{each.rule}{about}: {text[:1].lower()}{text[1:]}"))
        return _listed("Exceptions that are open", found)

    def problems(self) -> Section | None:
        law = self.evaluation.law
        told = (Problem(each.where, each.what, with_meanings(each.mend, law)) for each in self.evaluation.problems)
        found = (Item(plain(str(each))) for each in told)
        return _listed("What cannot be right in this case", found)

    # What the parts share.

    def marks(self, each: Deadline) -> str:
        """The marks of the notes to one date."""
        if each.state in (State.MET, State.ENDED, State.SUPERSEDED):  # nothing hangs on the date any more
            return ""
        marks = [self.notes.setdefault(plain(text), len(self.notes) + 1) for text in notes_to(each)]
        return f" [{','.join(map(str, marks))}]" if marks else ""

    def deadline_of(self, action: Action) -> Deadline:
        """The deadline an action comes from."""
        found = [each for each in self.evaluation.all(action.rule, action.about) if each.started_on == action.since]
        return next((each for each in found if each.state is action.state), found[0])


def _listed(title: str, items: Iterable[Item]) -> Section | None:
    """A section that is a list; none where there is nothing in it."""
    found = tuple(items)
    return Section(title, (Items(found),)) if found else None


def _conflict(each: Conflict) -> Item:
    return Item(
        f"{each.limit} is due by {said_day(each.due)}, but may not be done before {said_day(each.may_from)}, "
        f"when {each.wait} has run out"
    )

"""A planned course as people read it: what is taken for granted, the steps with their days, what runs beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from send_deadlines.engine.courses import CoursePlan, PlannedStep
from send_deadlines.event_words import with_meanings
from send_deadlines.law.library import Law
from send_deadlines.outcomes import Deadline
from send_deadlines.report.date_notes import STRENGTHS, notes_to
from send_deadlines.report.page import Cell, Entry, Group, Item, Items, Page, Para, Section, Table, Tone
from send_deadlines.report.page_text import page_as_text
from send_deadlines.report.rule_words import begun, duty
from send_deadlines.report.words import plain, receipt_parts
from send_deadlines.said import said_day, said_hour

__all__ = ["course_as_text", "course_page", "courses_page"]

_NARROW = {1: 28, 2: 22}
"""A name must not be cut: it is what a reader types."""
_ONLY_IF_DONE = "; nobody must do it, but if it is done, then by then"
_PROVISIONAL = " (provisional)"


def course_as_text(plan: CoursePlan, *, colour: bool = False) -> str:
    """A plan, at most 100 columns wide. Colour, if wanted, only repeats what the words say.

    >>> from send_deadlines.engine.courses import plan_from
    >>> print(course_as_text(plan_from("assessment_to_plan", "2026-01-05")).splitlines()[0])
    An EHC needs assessment that ends in a plan, from Monday 5 January 2026
    """
    return page_as_text(course_page(plan), colour=colour)


def course_page(plan: CoursePlan) -> Page:
    """The page of a plan.

    >>> from send_deadlines.engine.courses import plan_from
    >>> [section.heading for section in course_page(plan_from("assessment_to_plan", "2026-01-05")).sections][:2]
    ['What is taken for granted', 'The steps']
    """
    sections = [
        Section("What is taken for granted", (Items(tuple(Item(plain(each)) for each in plan.assumptions)),)),
        Section("The steps", tuple(_step(plan, each) for each in plan)),
        Section("What runs beside them", tuple(_beside(plan, each) for each in plan.beside)),
        _listed("What has no fixed day", map(_undated, plan.undated)),
        _listed("How the days are counted", _counted(plan)),
        _listed("What is not certain", _doubts(plan)),
    ]
    title = f"{plain(plan.title)}, from {said_day(plan.on)}"
    foot = f"Receipt: {', '.join(receipt_parts(plan.evaluation.receipt))}."
    return Page(title, tuple(each for each in sections if each.blocks), foot)


def _listed(title: str, items: Iterable[Item]) -> Section:
    every = tuple(items)
    return Section(title, (Items(every),) if every else ())


def _step(plan: CoursePlan, step: PlannedStep) -> Entry:
    """One step: its day, what happens, and the rule that gives the day."""
    each = step.deadline
    lines = [f"{begun(step.meaning)}.  [{plan.starts_with if step.way == 'start' else step.event}]"]
    if step.on is None:
        settled = step.settled_by if each is None else with_meanings(step.settled_by, plan.evaluation.law)
        lines.append(f"What would settle it: {settled}.")
        if each is not None:
            lines += [*_bounds(each), _source(each)]
        return Entry("Not known", tuple(map(plain, lines)), "unknown")
    day = said_day(step.on)
    lead = {
        "start": f"{day}, the day planned from",
        "last day": _last_day(each, step.on) if each is not None else "",
        "latest safe day": f"By {day}, the latest safe day",
        "earliest day": f"From {day}, the earliest day",
        "same day": f"{day}, taken to be {_same_day(plan, step)}",
    }[step.way]
    if step.way == "latest safe day" and each is not None and each.due is not None:
        lines.append(f"So that {step.because} can run its time before {each.rule} is due, on {said_day(each.due)}.")
        lines += _to_work_to(step, each)
    if step.is_provisional:
        lead += _PROVISIONAL
    if step.way == "last day" and each is not None:
        lead += _weaker(each)
        if each.kind == "right":
            lines.append(_who(each))
        lines += [*_too_soon(plan, step), *_readings(each)]
    if each is not None:
        lines.append(_source(each))
    return Entry(lead, tuple(map(plain, lines)))


def _same_day(plan: CoursePlan, step: PlannedStep) -> str:
    start, _, planned = plan.starts_with.partition(".")
    return "the day planned from" if planned and step.named == start else f"the day of {step.named}"


def _to_work_to(step: PlannedStep, later: Deadline) -> list[str]:
    """The working day from which the later limit can be met on a working day too, where it is another."""
    if later.act_by is None or step.act_by is None:
        return ["The day for it that leaves a working day for the later limit is not known."]
    if step.act_by == step.on and later.act_by == later.due:
        return []
    return [f"To leave {said_day(later.act_by)}, a working day, for {later.rule}: by {said_day(step.act_by)}."]


def _too_soon(plan: CoursePlan, step: PlannedStep) -> Iterator[str]:
    """The waits that still run on the last working day, if the steps before it come as late as they are planned."""
    for wait in plan.beside:
        guarded = wait.kind == "wait" and any(event == step.event for event, _, _ in wait._plan.guards)
        if guarded and step.act_by is not None and wait.due is not None and step.act_by <= wait.due:
            yield (
                f"On {said_day(step.act_by)} it is too soon if the steps before it come on the days shown: "
                f"{wait.rule} runs until {said_day(wait.due)}."
            )


def _beside(plan: CoursePlan, each: Deadline) -> Entry:
    """A deadline that runs beside the steps: who must, may or may not do what, and until when."""
    lines = [_who(each)]
    tone: Tone = "lead"
    if each.due is None:
        lead, tone = "Not known", "unknown"
        lines += [f"What would settle it: {each.settled_by_in_words}."] if each.settled_by else []
        lines += _bounds(each)
        if each._plan.rule["binds"] == "only if done":
            lead += _ONLY_IF_DONE
    elif each.kind == "wait":
        lead = f"Not before {said_day(each.due + timedelta(days=1))}, as far as this provision goes"
    else:
        lead = _last_day(each, each.due)
        lines += _readings(each)
    if each.due is not None and plan.is_provisional(each):
        lead += _PROVISIONAL
    return Entry(lead + _weaker(each), tuple(map(plain, [*lines, _source(each)])), tone)


def _last_day(each: Deadline, due: date) -> str:
    """Until when something must or may be done, the hour, and the last working day, where it is another."""
    until = "Until" if each.kind == "right" else "Usually by" if each.strength == "usual" else "By"
    hour = f"{said_hour(each.by_hour)} on " if each.by_hour is not None else ""
    lead = f"{until} {hour}{said_day(due)}, the last day"
    if each.act_by is None:
        lead += "; no bank holidays are known for that year, so the last working day is not given"
    elif each.act_by != due:
        lead += f"; the last working day is {said_day(each.act_by)}"
    return lead + (_ONLY_IF_DONE if each._plan.rule["binds"] == "only if done" else "")


def _readings(each: Deadline) -> list[str]:
    """The days that other readings of the words give; what else is doubtful has its own place."""
    return [note for note in notes_to(each) if not note.startswith(("Doubt: ", "Provisional: "))]


def _weaker(each: Deadline) -> str:
    return f" ({STRENGTHS[each.strength]})" if each.strength in STRENGTHS else ""


def _who(each: Deadline) -> str:
    about = f" About: {each.about}." if each.about is not None else ""
    return duty(each.actor, {"kind": each.kind, "must": each.must, "as_soon_as": each.as_soon_as}) + about


def _undated(each: Deadline) -> Item:
    lines = [_source(each)]
    if each.settled_by:
        lines.append(f"Whether it binds is not known: {each.settled_by} would settle it.")
    return Item(plain(f"From {said_day(each.started_on)}: {_who(each)}"), tuple(map(plain, lines)))


def _bounds(each: Deadline) -> list[str]:
    """Between which days the one that is not known lies."""
    first, last = each.earliest, each.latest
    if each.kind == "wait":
        return [f"If it applies, not before {said_day(first + timedelta(days=1))}."] if first is not None else []
    if first is not None and first == last:
        return [f"The last day is {said_day(first)}, if it applies."]
    found = [(first, "at the earliest"), (last, "at the latest")]
    return [f"The last day is {said_day(day)} {bound}." for day, bound in found if day is not None]


def _source(each: Deadline) -> str:
    return f"{'; '.join(map(str, each.cites))}  [{each.rule}]"


def _counted(plan: CoursePlan) -> Iterator[Item]:
    """The steps to each day; what is doubtful has its own place."""
    for step in plan:
        if step.deadline is not None:
            told = [each.text for each in step.deadline.explain() if not each.text.startswith("Doubt:")]
            yield Item(f"{step.event}, by {step.deadline.rule}", tuple(map(plain, told)))


def _doubts(plan: CoursePlan) -> Iterator[Item]:
    """What is not certain about each rule, once."""
    every = [step.deadline for step in plan if step.deadline is not None] + [*plan.beside, *plan.undated]
    for each in {each.rule: each for each in every}.values():
        notes = [note.removeprefix("Doubt: ") for note in notes_to(each)]
        if notes:
            yield Item(each.rule, tuple(map(plain, notes)))


def courses_page(law: Law) -> Page:
    """The page that lists the courses of a law.

    >>> from send_deadlines import load_law
    >>> courses_page(load_law()).title
    'Courses that can be planned'
    """
    found = law.courses.values()
    if not found:
        return Page("Courses that can be planned", (Section("", (Para("This law has none."),)),))
    groups = tuple(_group(law, process, found) for process in dict.fromkeys(each["process"] for each in found))
    table = Table("", ("Course", "What it is", "The day it starts with"), groups, narrow=_NARROW)
    return Page("Courses that can be planned", (Section("", (table,)),))


def _group(law: Law, process: str, courses: Iterable[dict[str, object]]) -> Group:
    rows: list[tuple[str | Cell, ...]] = []
    for each in courses:
        if each["process"] == process:
            start = each["start"]
            assert isinstance(start, dict)
            event, _, key = str(start["event"]).partition(".")
            words = law.events[event]
            meaning = words["dates"][key]["meaning"] if key else words["on"]
            rows.append((str(each["id"]), str(each["title"]), Cell(meaning, more=str(start["event"]))))
    return Group(str(law.processes[process]["title"]), tuple(rows), process)

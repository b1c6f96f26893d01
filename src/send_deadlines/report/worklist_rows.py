"""The rows of a worklist: one for each thing that somebody has to do, wait for or may do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, time, timedelta
from typing import Any, NamedTuple, TypeAlias

from send_deadlines.case import Case
from send_deadlines.engine.due import SCHOOL
from send_deadlines.evaluation import Evaluation
from send_deadlines.outcomes import Cite, Deadline
from send_deadlines.report.date_notes import notes_to, origin_of
from send_deadlines.states import State

__all__ = ["LATE_AS", "SECTIONS", "Row", "Seen", "alike", "order_of", "process_of", "row_of", "school_of", "why_no_row"]

SECTIONS = {
    "overdue": "Overdue",
    "due": "Due today and next",
    "duties": "Duties with no fixed day, not yet done",
    "waits": "May not be done yet",
    "rights": "Rights that still run",
    "unknown": "Not known",
}
"""The sections, in their order."""

LATE_AS = {
    "breach": "in breach",
    "doubtful": "late on the cautious reading of disputed words, in time on another",
    "no breach": "asked for only after its last day had gone",
    "guidance": "past a time that guidance gives",
    "usual": "past the usual time, which binds nobody until it is directed",
}
"""What an overdue row is, the gravest first."""

_MEETS = {"guidance": "guidance", "good_practice": "guidance", "usual": "usual"}


Seen: TypeAlias = dict[tuple[object, ...], list[Deadline]]
"""What a case has asked for so far."""


class Row(NamedTuple):
    """One thing in one case."""

    section: str
    """A key of :data:`SECTIONS`."""
    late_as: str
    """For what is overdue, a key of :data:`LATE_AS`; else empty."""
    case: str
    about: str | None
    who: str
    """The actor's name in the vocabulary."""
    actor: str
    """The actor, as a sentence names it."""
    kind: str
    """limit, right, wait or duty; a cap only where it is unknown."""
    binding: bool
    """False where the provision limits when the act may be done, and nobody must do it."""
    must: str
    as_soon_as: str
    """The other half of a duty, such as "as soon as practicable", or nothing."""
    by: date | None
    """The last day; of a wait, the last day on which it may not be done."""
    by_hour: time | None
    act_by: date | None
    """The last working day on or before ``by``."""
    act_by_provisional: bool
    days: int | None
    """Days left, below nought when late; for a duty, days since it began; for what is not known, days to the latest
    possible day, where that is known."""
    may_from: date | None
    """For a wait: the first day on which it may be done."""
    since: date
    """When the clock started."""
    state: State
    strength: str
    cites: tuple[Cite, ...]
    rule: str
    process: str
    certainty: str
    origin: str
    """Where the date comes from that is not the rule's own, or nothing."""
    notes: tuple[str, ...]
    """What is not certain about the date, a sentence each."""
    earliest: date | None
    latest: date | None
    settled_by: str
    """For what is not known: what would settle it."""
    settled_by_in_words: str
    """The same with the meaning of each event it names."""
    responsible: str | None
    school: str | None
    school_from: str
    """Where the school is from: ``label``, ``calendar`` or nothing."""

    @property
    def is_past(self) -> bool:
        """Whether it is not known, and its latest possible day has gone."""
        return self.section == "unknown" and self.days is not None and self.days < 0


def school_of(case: Case) -> tuple[str | None, str]:
    """The school of a case, and where its name is from: its label, or else the calendar it names.

    >>> school_of(Case("A1", calendars={"school": "Oak Primary"}))
    ('Oak Primary', 'calendar')
    """
    if case.school is not None:
        return case.school, "label"
    calendar = case.calendars.get(SCHOOL)
    name = calendar if isinstance(calendar, str) else getattr(calendar, "name", None)
    return (name, "calendar") if name else (None, "")


def alike(labels: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Labels that differ only by capitals and spaces, and may be meant as one.

    >>> alike(["Oak Primary", "KB", "oak  primary"])
    (('Oak Primary', 'oak  primary'),)
    """
    found: dict[str, list[str]] = {}
    for label in sorted(set(labels)):
        found.setdefault(" ".join(label.split()).casefold(), []).append(label)
    return tuple(tuple(each) for each in found.values() if len(each) > 1)


def why_no_row(each: Deadline, seen: Seen, until: date, *, apart: bool = False) -> str:
    """Why an open deadline has no row of its own, by the reasons of ``COUNTS``; nothing where it has one.

    ``seen`` is what the case has asked for so far. ``apart`` where the list leaves out what other actors or processes
    ask for: a limit of theirs is then not taken to stand for one in the list.
    """
    if each.kind == "cap" and each.state is not State.UNKNOWN:
        return "caps"
    if each.state is State.OVERDUE and not each._binding:
        return "not_bound"
    first = each.governor
    # Only a limit that stands in the list itself, and binds as much, may stand for another.
    if (
        first is not None
        and first.is_open
        and first._binding
        and (each.strength in _MEETS or first.strength not in _MEETS)
    ):
        near = first.who == each.who and process_of(first.rule) == process_of(each.rule)
        if near or not apart:
            return "governed"
    same = (each.rule, each.about, each.who, each.must, each.state, each.due, each.started_on, each.settled_by)
    alike_so_far = seen.setdefault(same, [])
    if any(_beside(other) == _beside(each) for other in alike_so_far):
        return "repeated"
    alike_so_far.append(each)
    return "beyond" if each.due is not None and each.due > until and each.state is State.RUNNING else ""


def _beside(each: Deadline) -> tuple[object, ...]:
    """What stands beside a date. Two that differ in it are two rows, so that no doubt is lost."""
    return (each.by_hour, each.earliest, each.latest, origin_of(each), *notes_to(each))


def process_of(rule: str) -> str:
    """The process a rule belongs to."""
    return rule.partition(".")[0]


def row_of(each: Deadline, evaluation: Evaluation, school: tuple[str | None, str]) -> Row:
    """The row of an open deadline."""
    as_of, case = evaluation.as_of, evaluation.case
    section = _section(each)
    due = each.due if each.state not in (State.LIFTED, State.UNKNOWN) else None
    days: int | None = None
    if section == "unknown":
        days = (each.latest - as_of).days if each.latest is not None else None
    elif section == "duties":
        days = (as_of - each.started_on).days
    elif due is not None:
        days = (due - as_of).days
    return Row(
        section=section,
        late_as=_late_as(each) if section == "overdue" else "",
        case=case.id,
        about=each.about,
        who=each.who,
        actor=each.actor,
        kind=each.kind,
        binding=each._binding,
        must=each.must,
        as_soon_as=each.as_soon_as,
        by=due,
        by_hour=each.by_hour if due is not None and each.kind != "wait" else None,
        act_by=each.act_by if due is not None and each.kind != "wait" else None,
        act_by_provisional=due is not None and each.act_by_is_provisional,
        days=days,
        may_from=due + timedelta(days=1) if each.kind == "wait" and due is not None else None,
        since=each.started_on,
        state=each.state,
        strength=each.strength,
        cites=each.cites,
        rule=each.rule,
        process=process_of(each.rule),
        certainty=each.certainty,
        origin=origin_of(each) if due is not None else "",
        notes=tuple(notes_to(each)),
        earliest=each.earliest,
        latest=each.latest,
        settled_by=each.settled_by,
        settled_by_in_words=each.settled_by_in_words,
        responsible=case.responsible,
        school=school[0],
        school_from=school[1],
    )


def _section(each: Deadline) -> str:
    if each.state in (State.OUTSTANDING, State.LIFTED):
        return "duties"
    if each.state in (State.RUNNING, State.DUE_TODAY):
        return "rights" if each.kind == "right" else "due"
    return {State.OVERDUE: "overdue", State.WAITING: "waits"}.get(each.state, "unknown")


def _late_as(each: Deadline) -> str:
    if each.is_breach:
        return "breach"
    if each.is_doubtful_breach:
        return "doubtful"
    return _MEETS.get(each.strength, "no breach")


_BY_SECTION: dict[str, Callable[[Row], tuple[Any, ...]]] = {
    "overdue": lambda row: (list(LATE_AS).index(row.late_as), row.by),
    "due": lambda row: (row.by or date.max, row.by_hour or time.max),
    "duties": lambda row: (row.since,),
    "waits": lambda row: (row.may_from or date.max,),
    "rights": lambda row: (row.by or date.max, row.by_hour or time.max),
    "unknown": lambda row: (not row.is_past, row.latest or date.max, row.earliest or date.max),
}


def order_of(row: Row) -> tuple[Any, ...]:
    """The most pressing first; of two that are the same, by case and rule."""
    place = list(SECTIONS).index(row.section)
    return (place, *_BY_SECTION[row.section](row), row.case, row.rule, row.about or "", row.since, row.must)

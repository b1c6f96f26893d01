"""The dates of one school: what it must do for each pupil, and what is asked of it by when.

Which actors are the school, and what a limit asks of it that binds somebody else, the law says. Nothing is told of a
pupil but the id of the case: not what an event is about, not who is responsible, and nothing of another school's cases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from send_deadlines.calendars import Period
from send_deadlines.case import Event
from send_deadlines.caseload import Caseload
from send_deadlines.engine.due import SCHOOL
from send_deadlines.errors import CoverageError, NotThereError, did_you_mean
from send_deadlines.evaluation import Evaluation
from send_deadlines.notebook import Shown
from send_deadlines.outcomes import Deadline
from send_deadlines.report.worklist import Beyond, horizon
from send_deadlines.report.worklist_rows import Row, Seen, alike, order_of, row_of, school_of, why_no_row

__all__ = ["SchoolDate", "SchoolReport", "gather_schools", "part_of_school", "school_report"]

_KINDS = ("limit", "duty", "wait")
"""What a school must keep; what it may do until a day is its own affair, and a limit to an amount has no day."""

_NOT_RIGHT = "Something recorded in this case cannot be right: ask the authority before relying on the date."
"""What is told of a case with problems; the problem itself can name what is not the school's to know."""


class SchoolDate(NamedTuple):
    """One date of one pupil."""

    row: Row
    """As in a worklist, without anything of the pupil but the id of the case."""
    is_own: bool
    """Whether the school itself is bound, or may be: see the actor."""
    asked: str
    """What is asked of the school where somebody else is bound, as it follows after "asked to"; or nothing."""
    school_day: date | None
    """The last school day on or before the last day, where the school's calendar says."""
    school_day_provisional: bool
    """Whether the days of that calendar have not been confirmed."""


@dataclass(frozen=True)
class SchoolReport(Shown):
    """The dates of one school as at a day. Made by :func:`school_report`.

    ``dates`` are in the order of a worklist; ``counted`` how many of its deadlines have no row, by the reasons of a
    worklist. ``pupils`` is how many cases of the school were looked at, and ``is_whole`` whether every case that was
    given could be evaluated: whose the others are is not known. ``alike`` are names of schools in other cases that
    differ from this one only by capitals and spaces; those cases are not in it.
    """

    school: str
    as_of: date
    within: str
    until: date
    until_is_provisional: bool
    pupils: int
    dates: tuple[SchoolDate, ...]
    counted: Counter[str]
    beyond_from: date | None
    beyond_certainty: str | None
    is_whole: bool
    alike: tuple[str, ...]
    receipt: dict[str, Any]

    def __repr__(self) -> str:
        return f"SchoolReport({self.school!r}, as_of={self.as_of.isoformat()}, {len(self.dates)} dates)"


def school_report(caseload: Caseload, school: str, *, within: str | Period = "1 year") -> SchoolReport:
    """The dates of one school within a time: its own acts, and what reviews, transfers and panels ask of it.

    A case is the school's by its label ``school``, or by the name of the calendar it gives the role ``school``. Raises
    :class:`~send_deadlines.errors.NotThereError` for a school that no case has, and for the time as
    :func:`send_deadlines.worklist` does.

    >>> from send_deadlines import Case, Event, evaluate_all
    >>> met = Event("review_meeting_held", on="2026-02-09", attends="listed_school")
    >>> report = school_report(evaluate_all([Case("R1", [met], school="Oak Primary")], "2026-02-16"), "Oak Primary")
    >>> [(each.row.rule, each.row.by.isoformat()) for each in report.dates if each.is_own]
    [('ehc_review.report', '2026-02-23')]
    """
    found = gather_schools(caseload, caseload.as_of, within=within, refused=caseload.refused)
    if school not in found:
        mend = did_you_mean(school, found) if found else "no case says at which school the pupil is"
        raise NotThereError(f"no case that could be evaluated has the school '{school}'; {mend}")
    return found[school]


def gather_schools(
    evaluations: Iterable[Evaluation], as_of: date, *, within: str | Period, refused: Iterable[object] = ()
) -> dict[str, SchoolReport]:
    """The report of every school, by its name; ``refused`` is looked at when the last evaluation has come."""
    until, provisional = horizon(as_of, within)
    dates: dict[str, list[SchoolDate]] = {}
    counted: dict[str, Counter[str]] = {}
    beyond: dict[str, Beyond] = {}
    pupils: Counter[str] = Counter()
    receipt: dict[str, Any] = {}
    for evaluation in evaluations:
        school, _ = school_of(evaluation.case)
        if not receipt:
            whole = evaluation.receipt
            receipt = {key: whole[key] for key in ("library", "law", "readings")}
        if school is None:
            continue
        pupils[school] += 1
        own = dates.setdefault(school, [])
        count = counted.setdefault(school, Counter())
        seen: Seen = {}
        for each in evaluation.deadlines:
            if not each.is_open or each.kind not in _KINDS:
                continue
            part = part_of_school(each, evaluation, school)
            if part is None:
                continue
            reason = why_no_row(each, seen, until, apart=True)
            if not reason:
                own.append(_date(each, evaluation, part))
                continue
            count[reason] += 1
            if reason == "beyond":
                beyond.setdefault(school, Beyond()).take(each)
    is_whole = not tuple(refused)
    spellings = {school: each for each in alike(dates) for school in each}
    return {
        school: SchoolReport(
            school=school,
            as_of=as_of,
            within=str(within),
            until=until,
            until_is_provisional=provisional,
            pupils=pupils[school],
            dates=tuple(sorted(dates[school], key=lambda each: (order_of(each.row), each.asked))),
            counted=counted[school],
            beyond_from=beyond.get(school, Beyond()).first,
            beyond_certainty=beyond.get(school, Beyond()).certainty,
            is_whole=is_whole,
            alike=tuple(other for other in spellings.get(school, ()) if other != school),
            receipt=receipt,
        )
        for school in sorted(dates)
    }


def part_of_school(each: Deadline, evaluation: Evaluation, school: str) -> tuple[bool, str] | None:
    """Whether a deadline binds the school itself, and what else it asks of it; None where it does not concern it."""
    started = _started_by(each, evaluation)
    if _is_at_another_school(each, started, evaluation):
        return None
    actor, facts = evaluation.law.actors[each.who], evaluation.case.facts
    word = actor.get("is_school")
    for name, values in actor.get("is_school_where", {}).items():
        recorded = [told[name] for told in (*(event.more for event in started), facts) if name in told]
        if recorded:
            word = "always" if any(value in values for value in recorded) else None
    is_own = word in ("always", "sometimes") or (word == "where named" and each.about == school)
    asked = str(each._plan.rule.get("asks_of_school", "")) if word != "always" else ""
    return (is_own, asked) if is_own or asked else None


def _started_by(each: Deadline, evaluation: Evaluation) -> list[Event]:
    """The events of the case that started a deadline: those of its day, or all about its thing where none is."""
    law = evaluation.law
    if each.started_by not in law.events:  # another rule's last day, gone by
        return []
    name = law.recorded(each.started_by)
    about = [one for one in evaluation.case.events if one.event == name and one.about in (each.about, None)]
    day = each.started_on.isoformat()
    return [one for one in about if day in one.to_dict().values()] or about


def _is_at_another_school(each: Deadline, started: Iterable[Event], evaluation: Evaluation) -> bool:
    """Whether the event that started it, or one about the same thing, names the calendar of another school."""
    events = evaluation.law.events
    if each.about is not None:
        same = [one for one in evaluation.case.events if one.about == each.about]
        return any(_is_elsewhere(one, events) for one in (*started, *same))
    told = [found for one in started if (found := _is_elsewhere(one, events)) is not None]
    if not told:
        # What is about the same kind of thing is about the same thing, where none of it is told apart.
        kinds = {events[one.event].get("about") for one in started} - {None}
        same = [one for one in evaluation.case.events if one.about is None and events[one.event].get("about") in kinds]
        told = [found for one in same if (found := _is_elsewhere(one, events)) is not None]
    return bool(told) and all(told)


def _is_elsewhere(event: Event, events: Mapping[str, Any]) -> bool | None:
    """Whether an event names the calendar of another school than the case's own; None where it could name none."""
    naming = [
        name for name, each in events[event.event].get("attributes", {}).items() if each.get("names") == "calendar"
    ]
    return any(event.more.get(name, SCHOOL) != SCHOOL for name in naming) if naming else None


def _date(each: Deadline, evaluation: Evaluation, part: tuple[bool, str]) -> SchoolDate:
    row = row_of(each, evaluation, school_of(evaluation.case))
    # What would settle it can name what an event is about.
    row = row._replace(about=None, responsible=None, settled_by="", settled_by_in_words="")
    if evaluation.problems:
        row = row._replace(notes=(_NOT_RIGHT, *row.notes))
    calendar = evaluation.calendars.get(SCHOOL)
    school_day, provisional = None, False
    if calendar is not None and row.by is not None and row.kind != "wait":
        try:
            school_day = date.fromordinal(calendar.previous_open(row.by.toordinal()))
            provisional = bool(calendar.provisional)
        except CoverageError:
            school_day = None
    return SchoolDate(row, *part, school_day, provisional)

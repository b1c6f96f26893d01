"""What many cases ask for, as rows: one for each thing that somebody has to do, wait for or may do.

Every open deadline of every case is in one row, or in one of the counts of what has none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple, TypeAlias

from send_deadlines.calendars import PLAIN, Period, SchoolDays, count_forward, parse_period, working_day_calendar
from send_deadlines.caseload import Caseload
from send_deadlines.errors import NotThereError, PeriodError, Problem, SendDeadlinesError, did_you_mean
from send_deadlines.evaluation import Evaluation
from send_deadlines.notebook import Shown
from send_deadlines.outcomes import Conflict, Deadline
from send_deadlines.report.date_notes import notes_to
from send_deadlines.report.worklist_rows import Row, Seen, alike, order_of, process_of, row_of, school_of, why_no_row

__all__ = ["COUNTS", "Beyond", "By", "CaseConflict", "Worklist", "gather", "groups_of", "horizon", "worklist"]

By: TypeAlias = Literal["person", "school", "process"]

COUNTS = {
    "beyond": "for a last day beyond that",
    "governed": "as an earlier limit to the same act decides",
    "repeated": "as another row asks for the same thing, started by another event of one day",
    "not_bound": "as an act that nobody must do, and whose time has gone",
    "caps": "as a limit to an amount, with room left",
}
"""What is counted and has no row, as it follows after "not listed"."""


class CaseConflict(NamedTuple):
    """A limit of a case that can no longer be kept without breaking a wait."""

    case: str
    conflict: Conflict
    who: str
    process: str
    responsible: str | None
    school: str | None
    notes: tuple[str, ...]
    """What is not certain about the two days, a sentence each."""


class Beyond:
    """The first of the last days beyond a horizon, and whether that is certain."""

    def __init__(self) -> None:
        self.first: date | None = None
        self.certainty: str | None = None

    def take(self, each: Deadline) -> None:
        """Look at one more; of several on one day the least certain is told."""
        if each.due is not None and (self.first is None or each.due <= self.first):
            found = {each.certainty, self.certainty if each.due == self.first else None}
            self.first = each.due
            self.certainty = next(name for name in ("provisional", "doubtful", "certain") if name in found)


@dataclass(frozen=True)
class Worklist(Shown):
    """What many cases ask for as at a day. Made by :func:`worklist`.

    ``rows`` are in the order of their sections, the most pressing first. ``until`` is the last day within the horizon;
    ``counted`` how many open deadlines have no row, by the reasons of :data:`COUNTS`, and ``beyond_from`` the first of
    the last days beyond the horizon. ``refused`` are the problems of cases that could not be evaluated; those are told
    in every list.
    """

    as_of: date
    within: str
    until: date
    until_is_provisional: bool
    """Whether the horizon is counted over bank holidays that have not been announced."""
    by: By | None
    chosen: dict[str, str]
    """What the list is limited to, such as ``{"person": "KB"}``."""
    cases: int
    """How many cases were evaluated and looked at."""
    rows: tuple[Row, ...]
    counted: Counter[str]
    beyond_from: date | None
    beyond_certainty: str | None
    """Whether that day is certain, provisional or doubtful."""
    conflicts: tuple[CaseConflict, ...]
    problems: tuple[tuple[str, str | None, str | None, Problem], ...]
    """What cannot be right in a case: its id, who is responsible, the school, the problem."""
    refused: tuple[Problem, ...]
    receipt: dict[str, Any]
    """The library, the law and the readings that the answer rests on."""
    alike: dict[str, tuple[tuple[str, ...], ...]]
    """By person and school: labels that differ only by capitals and spaces. They are kept apart, and told."""
    titles: dict[str, str] = field(repr=False)
    """The titles of the processes."""

    def section(self, name: str) -> tuple[Row, ...]:
        """The rows of a section."""
        return tuple(row for row in self.rows if row.section == name)

    def ordered(self) -> tuple[Row, ...]:
        """The rows as they are listed: group by group, where the list is grouped."""
        return tuple(row for _, rows in groups_of(self) for row in rows)

    def key_of(self, row: Row | CaseConflict) -> str | None:
        """What a row is grouped by."""
        return {"person": row.responsible, "school": row.school, "process": row.process}.get(self.by or "")

    def __repr__(self) -> str:
        return f"Worklist(as_of={self.as_of.isoformat()}, until={self.until.isoformat()}, {len(self.rows)} rows)"


def worklist(
    caseload: Caseload,
    *,
    within: str | Period = "20 working days",
    by: By | None = None,
    person: str | None = None,
    school: str | None = None,
    process: str | None = None,
    who: str | None = None,
) -> Worklist:
    """What the cases of a caseload ask for: what is overdue, what is due within a time, what waits, what is not known.

    ``within`` is counted from the caseload's day in days, weeks, months, years or working days of England; what lies
    beyond it is counted. ``by`` groups by who is responsible, by school or by process. The others limit the list to the
    cases of one ``responsible`` person or of one school, to the rules of one process, or to those that bind one actor.
    A case without a school label is taken to be of the school whose calendar it names.

    Raises :class:`~send_deadlines.errors.PeriodError` for a time that cannot be counted,
    :class:`~send_deadlines.errors.CoverageError` for one that no calendar reaches, and
    :class:`~send_deadlines.errors.NotThereError` for a person, school, process or actor that is not there.

    >>> from send_deadlines import Case, Event, evaluate_all
    >>> case = Case("EHC-1", [Event("assessment_request_received", on="2026-01-05")], responsible="KB")
    >>> due = worklist(evaluate_all([case], "2026-02-09"), within="2 weeks").section("due")
    >>> [(row.case, row.rule, row.by.isoformat(), row.days) for row in due if row.kind == "limit"][0]
    ('EHC-1', 'ehc_assessment.decision', '2026-02-16', 7)
    """
    chosen = {"person": person, "school": school, "process": process, "who": who}
    return gather(
        caseload,
        caseload.as_of,
        within=within,
        by=by,
        chosen={key: value for key, value in chosen.items() if value is not None},
        refused=caseload.refused,
    )


def horizon(as_of: date, within: str | Period) -> tuple[date, bool]:
    """The last day within a time from a day, that day not counted, and whether it is provisional.

    >>> horizon(date(2026, 3, 30), "5 working days")[0]  # Good Friday and Easter Monday are 3 and 6 April
    datetime.date(2026, 4, 8)
    """
    period = parse_period(within) if isinstance(within, str) else within
    if isinstance(period, SchoolDays):
        what = f"'{period}' cannot be a horizon: each school has its own school days"
        raise PeriodError(f"{what}; give days, weeks, months or working days")
    found = count_forward(
        as_of.toordinal(), period, first_day_counted=False, counting=PLAIN, working=working_day_calendar("england")
    )
    return date.fromordinal(found.due), found.provisional


def gather(
    evaluations: Iterable[Evaluation],
    as_of: date,
    *,
    within: str | Period,
    by: By | None = None,
    chosen: dict[str, str],
    refused: Iterable[Problem] = (),
) -> Worklist:
    """The same of evaluations as they come; ``refused`` is looked at when the last of them has come."""
    if by not in (None, "person", "school", "process"):
        raise SendDeadlinesError(f"a worklist is not grouped by {by!r}; give person, school or process")
    until, provisional = horizon(as_of, within)
    made = _Gathered(as_of, until, by, chosen)
    for evaluation in evaluations:
        made.take(evaluation)
    made.check_labels()
    return Worklist(
        as_of=as_of,
        within=str(within),
        until=until,
        until_is_provisional=provisional,
        by=by,
        chosen=chosen,
        cases=made.cases,
        rows=tuple(sorted(made.rows, key=order_of)),
        counted=made.counted,
        beyond_from=made.beyond.first,
        beyond_certainty=made.beyond.certainty,
        conflicts=tuple(sorted(made.conflicts, key=lambda each: (each.conflict.due, each.case, each.conflict.limit))),
        problems=tuple(sorted(made.problems, key=lambda each: (each[0], str(each[3])))),
        refused=tuple(refused),
        receipt=made.receipt,
        alike={key: alike(labels) for key, labels in made.labels.items()},
        titles=made.titles,
    )


class _Gathered:
    """A worklist while it is gathered, so that no evaluation need be kept."""

    def __init__(self, as_of: date, until: date, by: By | None, chosen: dict[str, str]) -> None:
        self.as_of = as_of
        self.until = until
        self.chosen = chosen
        # Where a list leaves out what others must do, the limit that decides may be in none of their lists.
        self.apart = by == "process" or "process" in chosen or "who" in chosen
        self.rows: list[Row] = []
        self.counted: Counter[str] = Counter()
        self.beyond = Beyond()
        self.conflicts: list[CaseConflict] = []
        self.problems: list[tuple[str, str | None, str | None, Problem]] = []
        self.receipt: dict[str, Any] = {}
        self.titles: dict[str, str] = {}
        self.cases = 0
        self.labels: dict[str, set[str]] = {"person": set(), "school": set()}

    def take(self, evaluation: Evaluation) -> None:
        if not self.receipt:
            self.check_names(evaluation)
            receipt = evaluation.receipt
            self.receipt = {key: receipt[key] for key in ("library", "law", "readings")}
            self.titles = {name: each["title"] for name, each in evaluation.law.processes.items()}
        case = evaluation.case
        school, school_from = school_of(case)
        for key, label in (("person", case.responsible), ("school", school)):
            if label is not None:
                self.labels[key].add(label)
        if self.chosen.get("person") not in (None, case.responsible) or self.chosen.get("school") not in (None, school):
            return
        self.cases += 1
        seen: Seen = {}
        for each in evaluation.deadlines:
            if each.is_open and self.wants(each.who, each.rule):
                self.place(each, evaluation, seen, (school, school_from))
        owed = {each.rule: each.who for each in evaluation.deadlines}
        for conflict in evaluation.conflicts:
            actor, process = owed[conflict.limit], process_of(conflict.limit)
            if self.wants(actor, conflict.limit):
                notes = _notes_of(conflict, evaluation)
                self.conflicts.append(CaseConflict(case.id, conflict, actor, process, case.responsible, school, notes))
        self.problems += [(case.id, case.responsible, school, each) for each in evaluation.problems]

    def wants(self, who: str, rule: str) -> bool:
        wanted = self.chosen.get("process") in (None, process_of(rule))
        return wanted and self.chosen.get("who") in (None, who)

    def place(self, each: Deadline, evaluation: Evaluation, seen: Seen, school: tuple[str | None, str]) -> None:
        """Give an open deadline its row, or count it."""
        reason = why_no_row(each, seen, self.until, apart=self.apart)
        if reason:
            self.counted[reason] += 1
            if reason == "beyond":
                self.beyond.take(each)
        else:
            self.rows.append(row_of(each, evaluation, school))

    def check_names(self, evaluation: Evaluation) -> None:
        """A process or an actor that is not there would give a list in which nothing seems to be due."""
        for key, noun, known in (
            ("process", "process", evaluation.law.processes),
            ("who", "actor", evaluation.law.actors),
        ):
            if self.chosen.get(key, next(iter(known))) not in known:
                name = self.chosen[key]
                raise NotThereError(f"no {noun} is called '{name}'; {did_you_mean(name, known)}")

    def check_labels(self) -> None:
        for key, noun in (("person", "responsible person"), ("school", "school")):
            known = self.labels[key]
            if key in self.chosen and self.chosen[key] not in known:
                name = self.chosen[key]
                mend = did_you_mean(name, known) if known else "no case says whose it is"
                raise NotThereError(f"no case that could be evaluated has the {noun} '{name}'; {mend}")


def _notes_of(conflict: Conflict, evaluation: Evaluation) -> tuple[str, ...]:
    """What is not certain about a limit, and about the wait that keeps its act from being done."""
    last = conflict.may_from - timedelta(days=1)
    both = [
        each
        for each in evaluation.deadlines
        if (each.rule, each.about, each.due) == (conflict.limit, conflict.about, conflict.due)
        or (each.rule, each.due) == (conflict.wait, last)
    ]
    return tuple(dict.fromkeys(note for each in both if each.is_open for note in notes_to(each)))


def groups_of(made: Worklist) -> Iterator[tuple[str | None, tuple[Row, ...]]]:
    """The rows of each group, in the order of the groups' names; what has none last."""
    groups: dict[str | None, list[Row]] = {}
    for row in made.rows:
        groups.setdefault(made.key_of(row), []).append(row)
    for name in sorted(groups, key=lambda name: (name is None, name or "")):
        yield name, tuple(groups[name])

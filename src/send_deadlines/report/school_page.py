"""The report for a school as a page, as data and as rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from send_deadlines.report.page import Cell, Entry, Group, Item, Items, Page, Para, Section, Table, text_of
from send_deadlines.report.rule_words import begun
from send_deadlines.report.school_report import SchoolDate, SchoolReport
from send_deadlines.report.state_cells import SIGNS
from send_deadlines.report.words import days, iso, plain
from send_deadlines.report.worklist import COUNTS
from send_deadlines.report.worklist_data import cells_of, row_as_data
from send_deadlines.report.worklist_page import Marks, bounds, foot_of, law_cell, not_listed, spelt, until_said
from send_deadlines.report.worklist_rows import LATE_AS
from send_deadlines.said import said_day, said_hour
from send_deadlines.states import State

__all__ = ["SCHOOL_COLUMNS", "report_as_data", "report_as_rows", "report_page", "report_title"]

_SECTIONS = {
    "overdue": "Overdue",
    "due": "By date",
    "duties": "With no fixed day, not yet done",
    "waits": "May not be done yet",
    "unknown": "The day is not known",
}
_HEAD = ("Pupil", "By when", "How long", "What is asked of the school", "Where the law says so")
_NARROW = {0: 12, 1: 17, 2: 11, 4: 20}

SCHOOL_COLUMNS = (
    "school", "section", "late_as", "case", "bound", "own", "asked", "by", "by_hour", "school_day", "act_by", "days",
    "may_from", "since", "state", "strength", "provision", "url", "rule", "certainty", "earliest", "latest", "notes",
    "as_of", "until", "as_soon_as", "origin", "school_day_provisional", "act_by_provisional", "until_provisional",
)  # fmt: skip
"""The header. A column is only ever added at the end."""


def report_title(report: SchoolReport) -> str:
    """What the report of a school is called."""
    return f"{plain(report.school)}: dates as at {said_day(report.as_of)}"


def report_page(report: SchoolReport, *, tables: bool = True) -> Page:
    """The report as a page. Without ``tables`` each date is an entry of a few lines, for text.

    >>> from send_deadlines import Case, Event, evaluate_all
    >>> from send_deadlines.report.school_report import school_report
    >>> met = Event("review_meeting_held", on="2026-02-09", attends="listed_school")
    >>> report = school_report(evaluate_all([Case("R1", [met], school="Oak Primary")], "2026-02-16"), "Oak Primary")
    >>> report_page(report).title
    'Oak Primary: dates as at Monday 16 February 2026'
    """
    marks = Marks()
    sections = [_summary(report)]
    for name, title in _SECTIONS.items():
        own = [each for each in report.dates if each.row.section == name]
        if not own and name == "due":
            sections.append(Section(title, (Para(f"Nothing has its last day by {said_day(report.until)}."),)))
        elif own and tables:
            rows = tuple(_row(each, report.as_of, marks) for each in own)
            table = Table(f"{title}, as at {said_day(report.as_of)}", _HEAD, (Group("", rows),), _NARROW)
            sections.append(Section(title, (table,)))
        elif own:
            sections.append(Section(title, tuple(_entry(each, report.as_of, marks) for each in own)))
    notes = marks.section()
    if notes is not None:
        sections.append(notes)
    return Page(report_title(report), tuple(sections), foot_of(report.receipt))


def _summary(report: SchoolReport) -> Section:
    until = until_said(report.until, provisional=report.until_is_provisional)
    lines = [f"{days(report.pupils, 'pupil')}, each by the reference of the case.", f"Dates up to {until}."]
    if not report.is_whole:
        lines.append(
            "NOT WHOLE: some of the authority's cases could not be worked out, and whether one of them is of this "
            "school is not known."
        )
    if report.alike:
        lines.append(f"NOT WHOLE: {spelt((report.school, *report.alike))} Each has a list of its own.")
    lines += not_listed(report.counted, report.beyond_from, report.beyond_certainty)
    return Section("", (Items(tuple(map(Item, lines))),))


def _row(each: SchoolDate, as_of: date, marks: Marks) -> tuple[str | Cell, ...]:
    when = Cell(_when(each, as_of, marks), more=_work_by(each, as_of))
    return (plain(each.row.case), when, _state(each), _asked(each), law_cell(each.row))


def _entry(each: SchoolDate, as_of: date, marks: Marks) -> Entry:
    case, when, state, asked, law = _row(each, as_of, marks)
    work_by = _work_by(each, as_of)
    last = f"; {work_by}" if work_by else ""
    tone = state.tone if isinstance(state, Cell) and state.tone in ("breach", "late") else "lead"
    return Entry(
        f"{text_of(case)}: {text_of(when)}: {text_of(state)}{last}",
        (text_of(asked), f"{text_of(law)} [{each.row.rule}]"),
        tone,
    )


def _when(each: SchoolDate, as_of: date, marks: Marks) -> str:
    row, mark = each.row, marks.of(each.row.notes)
    if row.section == "unknown":
        return bounds(row, as_of) + mark
    if row.section == "duties":
        return f"{row.as_soon_as or 'no fixed day'}, since {said_day(row.since)}{mark}"
    if row.section == "waits":
        return (
            f"not before {said_day(row.may_from)}{mark}" if row.may_from else f"not yet, from when is not known{mark}"
        )
    if row.by is None:
        return f"no fixed day{mark}"
    hour = f"{said_hour(row.by_hour)} on " if row.by_hour is not None else ""
    return f"{hour}{said_day(row.by)}{mark}" + (f" ({row.origin})" if row.origin else "")


def _state(each: SchoolDate) -> Cell:
    row = each.row
    sign = SIGNS[row.state]
    if row.section == "unknown" or row.days is None:
        return Cell("ask the authority", "unknown", SIGNS[State.UNKNOWN])
    if row.section == "overdue":
        if row.late_as == "breach":
            return Cell(f"{days(-row.days)} late", "breach", sign)
        return Cell(f"{days(-row.days)} ago: {LATE_AS[row.late_as]}", "late", sign)
    if row.section == "duties":
        return Cell(f"waiting {days(row.days)}", "", sign)
    if row.section == "waits":
        return Cell(f"{days(row.days + 1)} to go", "", sign)
    return Cell("today", "late", sign) if row.days == 0 else Cell(f"{days(row.days)} left", "", sign)


def _work_by(each: SchoolDate, as_of: date) -> str:
    """The last school day by the school's calendar or, without one, the last working day."""
    row = each.row
    if row.by is None or row.section not in ("due", "overdue"):
        return ""
    kind, day, provisional = "school", each.school_day, each.school_day_provisional
    if day is None:
        kind, day, provisional = "working", row.act_by, row.act_by_provisional
    if day is None:
        return "the last working day before it is not known"
    gone = ", which has gone" if day < as_of <= row.by else ""
    return f"last {kind} day {said_day(day)}{' (provisional)' if provisional else ''}{gone}"


def _asked(each: SchoolDate) -> str:
    row = each.row
    verb = {"wait": "may not yet"}.get(row.kind, "must" if row.binding else "must, if at all,")
    bound = f"{begun(row.actor)} {verb} {row.must}."
    return f"The school is asked to {each.asked}. {bound}" if each.asked else bound


def report_as_data(report: SchoolReport) -> dict[str, Any]:
    """Everything the report says, as JSON has it."""
    return {
        "school": report.school,
        "as_of": iso(report.as_of),
        "within": report.within,
        "until": iso(report.until),
        "until_provisional": report.until_is_provisional,
        "receipt": report.receipt,
        "pupils": report.pupils,
        "whole": report.is_whole,
        "alike": list(report.alike),
        "dates": [_date_as_data(each) for each in report.dates],
        "not_listed": {reason: report.counted[reason] for reason in COUNTS},
        "beyond_from": iso(report.beyond_from),
        "beyond_certainty": report.beyond_certainty,
    }


_KEPT_BACK = ("about", "responsible", "settled_by", "settled_by_in_words", "school", "school_from")


def _date_as_data(each: SchoolDate) -> dict[str, Any]:
    row = {key: value for key, value in row_as_data(each.row).items() if key not in _KEPT_BACK}
    school_day = {"school_day": iso(each.school_day), "school_day_provisional": each.school_day_provisional}
    return {**row, "own": each.is_own, "asked": each.asked or None, **school_day}


def report_as_rows(report: SchoolReport) -> Iterator[list[str]]:
    """One row for each date, in the order of :data:`SCHOOL_COLUMNS`; then the number of those that are not listed."""
    until = {"until": iso(report.until), "until_provisional": report.until_is_provisional}
    common = {"school": report.school, "as_of": iso(report.as_of), **until}
    if not report.is_whole:
        yield cells_of({**common, "section": "not_whole", "notes": "some cases could not be evaluated"}, SCHOOL_COLUMNS)
    for label in report.alike:
        yield cells_of({**common, "section": "alike", "notes": label}, SCHOOL_COLUMNS)
    for each in report.dates:
        data = _date_as_data(each)
        law = {"provision": "; ".join(map(str, each.row.cites)), "url": each.row.cites[0].url}
        said = {"asked": _asked(each), "notes": " ".join(each.row.notes), "bound": each.row.who}
        yield cells_of({**data, **law, **said, **common}, SCHOOL_COLUMNS)
    for reason, words in COUNTS.items():
        if report.counted[reason]:
            first = (
                f", the first on {iso(report.beyond_from)} ({report.beyond_certainty})" if reason == "beyond" else ""
            )
            note = f"{words}: {report.counted[reason]}{first}"
            yield cells_of({**common, "section": "not_listed", "notes": note}, SCHOOL_COLUMNS)

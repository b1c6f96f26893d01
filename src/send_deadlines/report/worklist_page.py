"""The pages of a worklist: one, or a first one and then one for each person, school or process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from datetime import date
from typing import Any

from send_deadlines.report.date_notes import STRENGTHS
from send_deadlines.report.page import Block, Cell, Entry, Group, Item, Items, Page, Para, Section, Table, Tone, text_of
from send_deadlines.report.rule_words import begun
from send_deadlines.report.state_cells import SIGNS
from send_deadlines.report.words import days, plain
from send_deadlines.report.worklist import COUNTS, CaseConflict, Worklist, groups_of
from send_deadlines.report.worklist_rows import LATE_AS, SECTIONS, Row
from send_deadlines.said import said_bounds, said_day, said_hour
from send_deadlines.states import State

__all__ = [
    "Marks",
    "bounds",
    "foot_of",
    "law_cell",
    "not_listed",
    "spelt",
    "until_said",
    "working_day_before",
    "worklist_page",
    "worklist_pages",
    "worklist_title",
]

_HEADS = {
    "overdue": ("Case", "Was due", "How late", "Who must do what", "Where the law says so"),
    "due": ("Case", "Last day", "Left", "Who must do what", "Where the law says so"),
    "duties": ("Case", "Since", "Waiting", "Who must do what", "Where the law says so"),
    "waits": ("Case", "From when", "To go", "Who may not yet do what", "Where the law says so"),
    "rights": ("Case", "Until", "Left", "Who may do what", "Where the law says so"),
    "unknown": (
        "Case",
        "What is known of the day",
        "What would settle it",
        "What it is about",
        "Where the law says so",
    ),
}
_NARROW = {0: 14, 1: 17, 2: 11, 4: 20}
_VERBS = {"right": "may", "wait": "may not yet", "cap": "must keep to this:"}
_NOBODY = {"person": "Nobody named", "school": "No school named"}
_LIMITED = {"person": "for {}", "school": "for {}", "process": "in {}", "who": "of the actor {}"}


def worklist_title(made: Worklist) -> str:
    """What a worklist is called.

    >>> from send_deadlines import evaluate_all
    >>> from send_deadlines.report.worklist import worklist
    >>> worklist_title(worklist(evaluate_all([], "2026-03-02")))
    'Worklist as at Monday 2 March 2026'
    """
    limited = "".join(f" {_LIMITED[key].format(plain(name))}" for key, name in made.chosen.items())
    return f"Worklist{limited} as at {said_day(made.as_of)}"


def worklist_pages(made: Worklist, *, tables: bool = True) -> list[Page]:
    """A worklist as pages. Grouped, the first says how each group stands, and each of the others is one group's.

    Without ``tables`` each row is an entry of a few lines, for text, whose columns would be too narrow.

    >>> from send_deadlines import evaluate_all
    >>> from send_deadlines.report.worklist import worklist
    >>> [page.title for page in worklist_pages(worklist(evaluate_all([], "2026-03-02")))]
    ['Worklist as at Monday 2 March 2026']
    """
    title, foot = worklist_title(made), foot_of(made.receipt)
    first: list[Section | None] = [_refused(made), _summary(made)]
    if made.by is None:
        return [_page(title, [*first, *_parts(made, made.rows, made.conflicts, tables), _problems(made)], foot)]
    groups = list(groups_of(made))
    if groups:
        first.append(_groups(made, groups))
    marks = Marks()
    lost = [each for each in made.conflicts if made.key_of(each) not in dict(groups)]
    first += [_conflicts(lost, marks), _problems(made), marks.section()]
    pages = [_page(title, first, foot)]
    for name, rows in groups:
        own = [each for each in made.conflicts if made.key_of(each) == name]
        head = f"{_group_title(made, name)}, as at {said_day(made.as_of)}"
        cases = {row.case for row in rows}
        parts = [*_parts(made, rows, own, tables, _group_title(made, name)), _problems(made, cases)]
        pages.append(_page(head, parts, ""))
    return pages


def worklist_page(made: Worklist) -> Page:
    """A worklist as one page; grouped, the headings say whose each part is."""
    first, *groups = worklist_pages(made)
    sections = list(first.sections)
    for page in groups:
        whose = page.title.rpartition(", as at")[0]
        sections += [Section(f"{whose}: {part.heading}", part.blocks) for part in page.sections]
    return Page(first.title, tuple(sections), first.foot)


def _page(title: str, parts: Iterable[Section | None], foot: str) -> Page:
    return Page(title, tuple(part for part in parts if part is not None), foot)


def foot_of(receipt: dict[str, Any]) -> str:
    """What a list of many cases rests on, as its last line says it."""
    if not receipt:
        return ""
    readings = "".join(f", reading {dispute}={reading}" for dispute, reading in receipt["readings"].items())
    return f"Receipt: send-deadlines {receipt['library']}, law {receipt['law'][:12]}{readings}."


def until_said(until: date, *, provisional: bool) -> str:
    """The last day that is looked at."""
    return f"{said_day(until)}{', which rests on bank holidays not yet announced' if provisional else ''}"


def not_listed(counted: Counter[str], beyond_from: date | None, certainty: str | None) -> Iterator[str]:
    """How many deadlines are not listed, and why."""
    doubt = f" ({certainty})" if certainty not in (None, "certain") else ""
    for reason, words in COUNTS.items():
        if counted[reason]:
            first = f", the first on {said_day(beyond_from)}{doubt}" if reason == "beyond" and beyond_from else ""
            yield f"Not listed, {words}: {counted[reason]}{first}."


def spelt(labels: Iterable[str]) -> str:
    """That labels which may be meant as one are kept apart."""
    said = ", ".join(f"'{plain(label)}'" for label in labels)
    return f"Written in more than one way, by capitals or spaces, and kept apart: {said}."


def _group_title(made: Worklist, name: str | None) -> str:
    if name is None:
        return _NOBODY.get(made.by or "", "Others")
    return begun(made.titles[name]) if made.by == "process" else plain(name)


def _refused(made: Worklist) -> Section | None:
    if not made.refused:
        return None
    lead = Para("What these cases ask for is not in this list. Nothing below says that they are in time.")
    return Section("Not evaluated", (lead, Items(tuple(Item(plain(str(each))) for each in made.refused))))


def _summary(made: Worklist) -> Section:
    number = {name: sum(row.section == name for row in made.rows) for name in SECTIONS}
    late = [(sum(row.late_as == name for row in made.rows), words) for name, words in LATE_AS.items()]
    told = "; ".join(f"{count} {words}" for count, words in late if count)
    until = until_said(made.until, provisional=made.until_is_provisional)
    lines = [
        f"{days(made.cases, 'case')} looked at.",
        f"Overdue: {number['overdue']}{f' ({told})' if told else ''}.",
        f"Due within {made.within}, that is by {until}: {number['due']}.",
        f"Duties with no fixed day: {number['duties']}. Not allowed yet: {number['waits']}. "
        f"Rights that still run: {number['rights']}. Not known: {number['unknown']}.",
    ]
    lines += not_listed(made.counted, made.beyond_from, made.beyond_certainty)
    lines += [spelt(labels) for found in made.alike.values() for labels in found]
    named = len({row.case for row in made.rows if row.school_from == "calendar"})
    if named:
        lines.append(f"Without a school, and taken to be of the one whose calendar they name: {days(named, 'case')}.")
    return Section("", (Items(tuple(map(Item, lines))),))


def _groups(made: Worklist, groups: list[tuple[str | None, tuple[Row, ...]]]) -> Section:
    """How each group stands."""
    rows = []
    for name, own in groups:
        overdue = sum(row.section == "overdue" for row in own)
        breaches = sum(row.late_as == "breach" for row in own)
        cell = Cell(str(overdue), "breach" if breaches else "late", SIGNS[State.OVERDUE]) if overdue else "0"
        rest = (str(sum(row.section == section for row in own)) for section in SECTIONS if section != "overdue")
        rows.append((_group_title(made, name), cell, *rest))
    what = {"person": "Responsible", "school": "School", "process": "Process"}[made.by or "person"]
    head = (what, "Overdue", "Due", "Duties", "Not yet", "Rights", "Not known")
    return Section("", (Table("How each stands", head, (Group("", tuple(rows)),)),))


def _parts(
    made: Worklist, rows: Iterable[Row], conflicts: Iterable[CaseConflict], tables: bool, whose: str = ""
) -> Iterator[Section | None]:
    """The sections of a list, and the notes to the dates in them."""
    marks = Marks()
    by_section: dict[str, list[Row]] = {name: [] for name in SECTIONS}
    for row in rows:
        by_section[row.section].append(row)
    for name, own in by_section.items():
        if own:
            yield from _section(made, name, own, marks, tables, whose)
        elif name == "overdue":
            yield Section(SECTIONS[name], (Para("Nothing is overdue."),))
        elif name == "due":
            yield Section(SECTIONS[name], (Para(f"Nothing has its last day by {said_day(made.until)}."),))
        if name == "due":
            yield _conflicts(conflicts, marks)
    yield marks.section()


def _section(made: Worklist, name: str, rows: list[Row], marks: Marks, tables: bool, whose: str) -> Iterator[Section]:
    """The rows of a section; what is overdue stands apart by how grave it is."""
    by_title: dict[str, list[Row]] = {}
    for row in rows:
        by_title.setdefault(LATE_AS.get(row.late_as, ""), []).append(row)
    if tables:
        groups = tuple(
            Group(begun(title), tuple(_row(made, row, marks) for row in own)) for title, own in by_title.items()
        )
        # A caption names its table to those who listen, so no two of a document are the same.
        caption = f"{SECTIONS[name]}{f', {whose}' if whose else ''}, as at {said_day(made.as_of)}"
        yield Section(SECTIONS[name], (Table(caption, _HEADS[name], groups, _NARROW),))
        return
    for title, own in by_title.items():
        yield Section(
            f"{SECTIONS[name]}, {title}" if title else SECTIONS[name], tuple(_entry(made, row, marks) for row in own)
        )


def _entry(made: Worklist, row: Row, marks: Marks) -> Entry:
    """A row in a few lines."""
    case, when, state, what, law = _row(made, row, marks)
    how = text_of(state)
    lead = {
        "overdue": f"{how.upper() if row.late_as == 'breach' else how}: the last day was {when}",
        "due": f"{'TODAY' if row.days == 0 else how}: by {when}",
        "duties": f"waiting {how}: since {when}",
        "waits": f"not before {when}: {how} to go" if row.may_from else f"not yet, and from when is {when}",
        "rights": f"{how}: until {when}",
        "unknown": f"{when}. What would settle it: {how}",
    }[row.section]
    tone = state.tone if isinstance(state, Cell) else ""
    return Entry(
        f"{case}: {lead}",
        (text_of(what), f"{text_of(law)} [{row.rule}]"),
        tone if tone in ("breach", "late") else "lead",
    )


def _row(made: Worklist, row: Row, marks: Marks) -> tuple[str | Cell, ...]:
    for_whom = [
        plain(label)
        for key, label in (("person", row.responsible), ("school", row.school))
        if label is not None and made.by != key and key not in made.chosen
    ]
    case = plain(row.case) + (f" ({', '.join(for_whom)})" if for_whom else "")
    return (case, _when(made, row, marks), _state(row), _what(row), law_cell(row))


def _when(made: Worklist, row: Row, marks: Marks) -> str:
    mark = marks.of(row.notes)
    if row.section == "unknown":
        return bounds(row, made.as_of) + mark
    if row.section == "duties":
        soft = "; an exception lifts the limit, not the duty" if row.state is State.LIFTED else ""
        return f"{said_day(row.since)}{mark}{soft}"
    if row.section == "waits":
        return (said_day(row.may_from) if row.may_from else f"not known: {plain(row.settled_by_in_words)}") + mark
    if row.by is None:
        return f"no fixed day{mark}"
    hour = f"{said_hour(row.by_hour)} on " if row.by_hour is not None else ""
    said = f"{hour}{said_day(row.by)}{mark}" + (f" ({row.origin})" if row.origin else "")
    if row.section != "overdue":
        said += working_day_before(row, made.as_of)
    return said


def working_day_before(row: Row, as_of: date) -> str:
    """The last working day before a last day that is none, as it follows after that."""
    if row.act_by is None:
        return "; the last working day before it is not known"
    doubt = " (provisional)" if row.act_by_provisional else ""
    if row.act_by == row.by:
        return ""
    gone = ", which has gone" if row.act_by < as_of else ""
    return f"; last working day {said_day(row.act_by)}{doubt}{gone}"


def bounds(row: Row, as_of: date) -> str:
    """What is known of a day that is not known."""
    if row.is_past and row.latest is not None:
        then = {"limit": "it has gone", "right": "it can no longer be used", "wait": "it has run out"}
        gone = then.get(row.kind, "it has gone")
        return f"no later than {said_day(row.latest)}, so if it applies, {gone}"
    if row.kind == "duty" and row.earliest is None and row.latest is None:
        return "no fixed day, if it applies"
    return said_bounds(row.earliest, row.latest, since=as_of if row.kind == "wait" else None)


def _state(row: Row) -> str | Cell:
    """How long, in words; the sign and the tone only repeat them."""
    sign = SIGNS[row.state]
    if row.section == "unknown":
        text = plain(row.settled_by_in_words) or "not known"
        return Cell(text, "late" if row.is_past and row.kind == "limit" else "unknown", sign)
    if row.days is None:
        return Cell("not known", "unknown", SIGNS[State.UNKNOWN])
    if row.section == "overdue":
        tone: Tone = "breach" if row.late_as == "breach" else "late"
        return Cell(f"{days(-row.days)} late", tone, sign)
    if row.section == "duties":
        soon = f", {row.as_soon_as}" if row.as_soon_as else ""
        return Cell((days(row.days) if row.days else "since today") + soon, "", sign)
    if row.section == "waits":
        return Cell(days(row.days + 1), "", sign)
    if row.days == 0:
        return Cell("today", "late" if row.section == "due" else "", sign)
    return Cell(f"{days(row.days)} left", "", sign)


def _what(row: Row) -> str:
    verb = _VERBS.get(row.kind, "must" if row.binding else "must, if at all,")
    about = f" About: {plain(row.about)}." if row.about is not None else ""
    return f"{begun(row.actor)} {verb} {row.must}.{about}"


def law_cell(row: Row) -> Cell:
    """Where the law says it, how it binds where that is less than law, and the rule's name."""
    weaker = f", {STRENGTHS[row.strength]}" if row.strength in STRENGTHS else ""
    return Cell(f"{'; '.join(map(str, row.cites))}{weaker}", url=row.cites[0].url, more=row.rule)


def _conflicts(conflicts: Iterable[CaseConflict], marks: Marks) -> Section | None:
    found = []
    for case, conflict, *_, notes in conflicts:
        about = f" (about: {plain(conflict.about)})" if conflict.about is not None else ""
        text = (
            f"{plain(case)}: {conflict.limit}{about} is due by {said_day(conflict.due)}, but may not be done before "
            f"{said_day(conflict.may_from)}, when {conflict.wait} has run out{marks.of(notes)}"
        )
        found.append(Item(text))
    return Section("What can no longer be kept", (Items(tuple(found)),)) if found else None


def _problems(made: Worklist, cases: Container[str] | None = None) -> Section | None:
    """What cannot be right, in some of the cases if they are given."""
    found = tuple(Item(plain(str(problem))) for case, _, _, problem in made.problems if cases is None or case in cases)
    return Section("What cannot be right in a case", (Items(found),)) if found else None


class Marks:
    """The notes to the dates of a page, numbered as they are first met."""

    def __init__(self) -> None:
        self._notes: dict[str, int] = {}

    def of(self, notes: Iterable[str]) -> str:
        """The marks of some notes, as they follow after a date."""
        found = [self._notes.setdefault(plain(note), len(self._notes) + 1) for note in notes]
        return f" [{','.join(map(str, found))}]" if found else ""

    def section(self) -> Section | None:
        """All of the notes."""
        blocks: tuple[Block, ...] = (Items(tuple(Item(f"[{mark}] {text}") for text, mark in self._notes.items())),)
        return Section("Notes to the dates", blocks) if self._notes else None

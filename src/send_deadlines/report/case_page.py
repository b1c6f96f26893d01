"""The page of a case: what the council has recorded."""

from __future__ import annotations

from collections.abc import Iterator

from send_deadlines.case import Case, Event
from send_deadlines.report.page import Group, Item, Items, Page, Para, Section, Table
from send_deadlines.report.words import days, plain, said_value
from send_deadlines.said import said_day, said_hour

__all__ = ["case_page"]


def case_page(case: Case) -> Page:
    """The events of a case in order of their days, its facts, its calendars and its labels.

    >>> page = case_page(Case("EHC-1042", responsible="KB"))
    >>> page.sections[0].blocks[0].items[0].text
    'Responsible: KB'
    """
    sections = []
    about = tuple(Item(text) for text in _about(case))
    if about:
        sections.append(Section("", (Items(about),)))
    if not case.events:
        sections.append(Section("", (Para("No events are recorded."),)))
    else:
        # In the order given where days are equal; the engine does not mind either.
        events = sorted(case.events, key=lambda each: each.on)
        rows = tuple(tuple(cells) for cells in map(_row, events))
        caption = f"{days(len(events), 'event')} of {plain(case.id)}"
        head = ("Event", "On", "About", "More")
        used = [place for place in range(len(head)) if place < 2 or any(row[place] for row in rows)]
        shown = tuple(tuple(row[place] for place in used) for row in rows)
        sections.append(Section("", (Table(caption, tuple(head[place] for place in used), (Group("", shown),)),)))
    return Page(plain(case.id), tuple(sections))


def _about(case: Case) -> Iterator[str]:
    for title, label in (("Responsible", case.responsible), ("School", case.school)):
        if label is not None:
            yield f"{title}: {plain(label)}"
    for fact, value in case.facts.items():
        yield f"{plain(str(fact))}: {said_value(value)}"
    for role, calendar in case.calendars.items():
        name = calendar if isinstance(calendar, str) else getattr(calendar, "name", repr(calendar))
        yield f"Calendar used as {plain(str(role))}: {plain(str(name))}"


def _row(event: Event) -> list[str]:
    at = f", {said_hour(event.at)}" if event.at is not None else ""
    more = "; ".join(f"{plain(key)}: {said_value(value)}" for key, value in event.more.items())
    return [plain(event.event), said_day(event.on) + at, plain(event.about or ""), more]

"""The page of a school's calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from send_deadlines.calendars import Closure, SchoolCalendar
from send_deadlines.calendars.school_review import school_days, years_of
from send_deadlines.report.page import Group, Item, Items, Page, Para, Section, Table
from send_deadlines.report.words import days, plain
from send_deadlines.said import said_day

__all__ = ["school_page"]

_LONG = 28
"""In days: how long a closure must be for some exceptions to turn on it."""


def school_page(school: SchoolCalendar) -> Page:
    """A school's terms, its long closures, its school days by school year, and how its file was read.

    >>> from send_deadlines.calendars import Term
    >>> oak = SchoolCalendar("Oak School", [Term("Autumn 2026", date(2026, 9, 2), date(2026, 12, 18))])
    >>> school_page(oak).title
    'Oak School'
    """
    return Page(plain(school.name), tuple(_sections(school)))


def _sections(school: SchoolCalendar) -> Iterator[Section]:
    if school.provisional:
        yield Section("", (Para("Provisional: the school has not confirmed these days."),))
    rows = tuple(
        (plain(term.name), said_day(term.first), said_day(term.last), str(school_days(school, term.first, term.last)))
        for term in school.terms
    )
    head = ("Term", "First day", "Last day", "School days")
    yield Section("", (Table(f"The terms of {plain(school.name)}", head, (Group("", rows),)),))
    for title, texts in (
        ("Half-terms", map(_stretch, school.half_terms)),
        ("Closures", map(_stretch, school.closures)),
        ("INSET days", map(said_day, school.inset_days)),
        ("Extra school days", map(said_day, school.extra_school_days)),
    ):
        yield from _listed(title, texts)
    spells = [_spell(first, reopens) for first, reopens in school.closed_spells(_LONG)]
    yield from _listed("Closed for 4 weeks or more", spells or ["Never, between its first and its last known day."])
    yield from _listed(
        "School days by school year",
        (
            f"{year}: {sum(school_days(school, term.first, term.last) for term in terms)}"
            for year, terms in years_of(school).items()
        ),
    )
    if school.provisional_from is not None:
        text = f"From {said_day(school.provisional_from)} the bank holidays have not been announced."
        yield Section("", (Para(text),))
    yield from _listed("How it was read", map(plain, school.remarks))


def _listed(title: str, texts: Iterable[str]) -> Iterator[Section]:
    items = tuple(map(Item, texts))
    if items:
        yield Section(title, (Items(items),))


def _spell(first: int, reopens: int) -> str:
    closing, opens = date.fromordinal(first), date.fromordinal(reopens)
    last = said_day(opens - timedelta(days=1))
    return f"{said_day(closing)} to {last}, {days(reopens - first)}; it reopens on {said_day(opens)}"


def _stretch(closed: Closure) -> str:
    text = said_day(closed.first) + (f" to {said_day(closed.last)}" if closed.last > closed.first else "")
    return f"{text}: {plain(closed.why)}" if closed.why else text

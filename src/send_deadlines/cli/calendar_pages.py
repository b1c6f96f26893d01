"""What ``send-deadlines calendar`` shows of the calendars themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from send_deadlines.calendars import Definition, SchoolCalendar
from send_deadlines.calendars.bank_holidays import announced_years, bank_holidays, expected_bank_holidays
from send_deadlines.errors import CalendarError
from send_deadlines.report.words import columns, heading, listed, plain, wrap
from send_deadlines.said import said_day

__all__ = ["bank_holiday_page", "check_page", "definitions_page"]

_KNOWN = {"text": "its own text", "guidance": "official guidance", "secondary": "others' summaries"}
_BASES = {
    "schedule": "by statute",
    "proclaimed": "by proclamation",
    "special": "for one occasion",
    "common_law": "by common law",
    "expected": "expected, not yet announced",
}


def bank_holiday_page(year: int, place: str, horizon: int) -> str:
    """The bank holidays of a place in a year. Raises `CalendarError` for a year that is not known.

    >>> print(bank_holiday_page(2026, "england", 2040).splitlines()[2].rstrip())
    Thursday 1 January 2026  New Year's Day          by proclamation
    """
    first, last = announced_years(place)
    if not first <= year <= horizon:
        raise CalendarError(f"the bank holidays of {year} are not known; give a year from {first} to {horizon}")
    if year <= last:
        found = [each for each in bank_holidays() if each.place == place and each.day.year == year]
    else:
        found = list(expected_bank_holidays(place, year, year))
        if place != "england":
            theirs = {each.day for each in expected_bank_holidays("england", year, year)}
            found = [each for each in found if each.day not in theirs]
    title = f"Bank holidays in {place.replace('_', ' ').title()} in {year}"
    if place != "england":
        title += " that are not holidays in England too"
    rows = [[said_day(each.day), each.name, _BASES[each.basis]] for each in found]
    return "\n".join([*heading(title)[1:], *columns(rows)]) + "\n"


def definitions_page(definitions: Iterable[Definition]) -> str:
    """The meanings of "working day".

    >>> from send_deadlines.calendars import definition
    >>> print(definitions_page([definition("england")]).splitlines()[0])
    england: Working day in England
    """
    lines: list[str] = []
    for each in definitions:
        places = listed((place.replace("_", " ").title() for place in each.bank_holidays), "and")
        lines += wrap(f"{each.name}: {each.title}", "", "    ")
        lines += wrap(f"Closed: the bank holidays of {places}; {listed(each.also_closed, 'and')}", "    ", "      ")
        lines += wrap(f"Source: {each.source} (known from {_KNOWN[each.confidence]})", "    ", "      ")
        if each.doubt:
            lines += wrap(f"Doubt: {each.doubt}", "    ", "      ")
        lines.append("")
    return "\n".join(lines)


def check_page(school: SchoolCalendar, doubts: Sequence[str]) -> str:
    """What the check of a calendar found that can be read.

    >>> from datetime import date
    >>> from send_deadlines.calendars import Term
    >>> oak = SchoolCalendar("Oak School", [Term("Autumn 2026", date(2026, 9, 2), date(2026, 12, 18))])
    >>> print(check_page(oak, []), end="")
    Oak School, Wednesday 2 September 2026 to Friday 18 December 2026: nothing wrong
    """
    known = f"{plain(school.name)}, {said_day(school.first)} to {said_day(school.last)}"
    lines = wrap(f"{known}: {'it can be used, and something looks wrong' if doubts else 'nothing wrong'}")
    if doubts:
        lines += heading("Looks wrong")
        for doubt in doubts:
            lines += wrap(plain(doubt), "- ", "  ")
    return "\n".join([*lines, *_remarks(school)]) + "\n"


def _remarks(school: SchoolCalendar) -> list[str]:
    if not school.remarks:
        return []
    told = (line for each in school.remarks for line in wrap(plain(each), "  ", "      "))
    return [*heading("How it was read"), *told]

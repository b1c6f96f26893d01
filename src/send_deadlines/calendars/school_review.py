"""What may be a slip in a school's calendar: possible, but seldom so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from send_deadlines.calendars.bank_holidays import bank_holidays
from send_deadlines.calendars.school_days import SchoolCalendar
from send_deadlines.calendars.school_years import year_label
from send_deadlines.calendars.terms import Term
from send_deadlines.said import WEEKDAYS, said_day

__all__ = ["looks_wrong", "school_days", "years_of"]

_DAY = timedelta(days=1)
USUAL_SCHOOL_DAYS = range(187, 192)
"""190, a day or two fewer in a year with a special bank holiday, and a day or so that schools add or lose."""
USUAL_INSET_DAYS = 5
SHORTEST_HOLIDAY = 7
LONGEST_HOLIDAY = 24
LONGEST_SUMMER = 56
SHORTEST_SUMMER = 28
LONG_TERM = 45
"""Days beyond which a term of a year of three has a half-term."""


def years_of(school: SchoolCalendar) -> dict[str, list[Term]]:
    """The terms by school year.

    >>> oak = SchoolCalendar("Oak", [Term("Autumn", date(2026, 9, 2), date(2026, 12, 18))])
    >>> list(years_of(oak))
    ['2026/27']
    """
    years: dict[str, list[Term]] = {}
    for term in school.terms:
        years.setdefault(year_label(term.first), []).append(term)
    return years


def looks_wrong(school: SchoolCalendar) -> tuple[str, ...]:
    """Everything that may be a slip, each with its days and the remedy. None of it keeps the calendar from being used.

    >>> oak = SchoolCalendar("Oak", [Term("Autumn", date(2026, 9, 2), date(2026, 12, 18))])
    >>> print(*looks_wrong(oak))
    the term 'Autumn' (2026-09-02 to 2026-12-18) has no half-term; add it, unless the school has none
    """
    found: list[str] = []
    for year, terms in years_of(school).items():
        found += _year(school, year, terms)
    found += _gaps(school)
    for term in school.terms:
        found += _term(school, term)
    found += _half_terms(school)
    found += _inset_days(school)
    found += _extra_days(school)
    if school.provisional:
        found.append("the days are provisional; take the key 'provisional' out when the school has confirmed them")
    return tuple(found)


def _year(school: SchoolCalendar, year: str, terms: Sequence[Term]) -> Iterator[str]:
    names = [term.name for term in terms]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        days = " and ".join(f"{term.first} to {term.last}" for term in terms if term.name == name)
        yield f"{year}: two terms are named '{name}' ({days}); give each its own name"
    first, last = terms[0].first, terms[-1].last
    inset = [day for day in school.inset_days if first <= day <= last]
    if len(inset) > USUAL_INSET_DAYS:
        days = ", ".join(map(str, inset))
        yield f"{year}: {len(inset)} INSET days ({days}), and {USUAL_INSET_DAYS} are usual; take out what is none"
    if len(terms) <= 3:
        for term in terms:
            if (term.last - term.first).days > LONG_TERM and not _halves(school, term):
                yield f"{term} has no half-term; add it, unless the school has none"
    # A year is judged only when both its ends are there; that no term between is missing, the calendar has made sure.
    if first.month not in (8, 9) or last.month != 7:
        return
    count = school_days(school, first, last)
    if count not in USUAL_SCHOOL_DAYS:
        mend = "compare the terms and half-terms with what was published"
        if count > USUAL_SCHOOL_DAYS.stop - 1 and not inset:
            mend = "it has no INSET days: add the school's"
        yield f"{year}: {count} school days from {first} to {last}, and 190 are usual; {mend}"


def school_days(school: SchoolCalendar, first: date, last: date) -> int:
    """How many school days there are from a day to another, both counted."""
    return school.is_open(first.toordinal()) + school.count(first, last)


def _halves(school: SchoolCalendar, term: Term) -> bool:
    return any(term.first <= half.first <= term.last for half in school.half_terms)


def _gaps(school: SchoolCalendar) -> Iterator[str]:
    for before, after in pairwise(school.terms):
        gap = (after.first - before.last).days - 1
        summer = year_label(before.first) != year_label(after.first)
        least, most = (SHORTEST_SUMMER, LONGEST_SUMMER) if summer else (SHORTEST_HOLIDAY, LONGEST_HOLIDAY)
        if not least <= gap <= most:
            size = "only " if gap < least else ""
            mend = "correct the days of one" if gap < least else "correct the days of one, or add what is missing"
            yield f"between {before} and {after} lie {size}{gap} days; {mend}"


def _term(school: SchoolCalendar, term: Term) -> Iterator[str]:
    first_open = school.is_open(term.first.toordinal())
    last_open = school.is_open(term.last.toordinal())
    if not first_open:
        why = (
            "an INSET day" if term.first in school.inset_days else f"a {WEEKDAYS[term.first.weekday()]} without school"
        )
        back = (
            date.fromordinal(school.next_open(term.first.toordinal()))
            if school_days(school, term.first, term.last)
            else None
        )
        pupils = f"; pupils come on {said_day(back)}" if back else ""
        yield f"{term} begins on {why}{pupils}; see that this is meant"
    if not last_open:
        why = "an INSET day" if term.last in school.inset_days else f"a {WEEKDAYS[term.last.weekday()]} without school"
        yield f"{term} ends on {why}; see that this is meant"


def _half_terms(school: SchoolCalendar) -> Iterator[str]:
    for half in school.half_terms:
        before, after = (half.first - _DAY).toordinal(), (half.last + _DAY).toordinal()
        # Within a week from one school day to the next: it may have lost a day, often the last, since in a calendar
        # file an entry ends on the day after its last.
        cut = [f"ends on a {WEEKDAYS[half.last.weekday()]}"] if half.last.weekday() < 4 and _open(school, after) else []
        if 0 < half.first.weekday() < 5 and _open(school, before):
            cut.insert(0, f"begins on a {WEEKDAYS[half.first.weekday()]}")
        if cut:
            yield f"the half-term {half.first} to {half.last} {' and '.join(cut)}; see that no day is missing"


def _open(school: SchoolCalendar, day: int) -> bool:
    return school.first.toordinal() <= day <= school.last.toordinal() and school.is_open(day)


def _inset_days(school: SchoolCalendar) -> Iterator[str]:
    for day in school.inset_days:
        if _open(school, day.toordinal() - 1) and _open(school, day.toordinal() + 1):
            what = f"the INSET day {day} is a {WEEKDAYS[day.weekday()]} between two school days"
            yield f"{what}; see that it is the right day"


def _extra_days(school: SchoolCalendar) -> Iterator[str]:
    names = {each.day: each.name for each in bank_holidays() if each.place == "england"}
    for day in school.extra_school_days:
        what = f"a bank holiday, {names[day]}" if day in names else f"a {WEEKDAYS[day.weekday()]}"
        if day in names or day.weekday() >= 5:
            yield f"the extra school day {day} is {what}; see that pupils come"

"""Terms and closures of a school, and the checks that they can be true together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from send_deadlines.calendars._dates import ordinal
from send_deadlines.calendars.protocol import DayCalendar
from send_deadlines.errors import CalendarError
from send_deadlines.said import WEEKDAYS

__all__ = ["Closure", "Term"]

LONGEST_SUMMER = 100
LONGEST_HOLIDAY = 35
"""Days between two terms beyond which one must be missing: a summer is about 40 to 70, another holiday 14 to 24, and a
forgotten term makes a gap of over 60."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term, first and last day inclusive. Half-terms inside it are given beside it.

    >>> str(Term("Autumn 2026", date(2026, 9, 2), date(2026, 12, 18)))
    "the term 'Autumn 2026' (2026-09-02 to 2026-12-18)"
    """

    name: str
    first: date
    last: date

    def __str__(self) -> str:
        return f"the term '{self.name}' ({self.first} to {self.last})"


@dataclass(frozen=True, slots=True)
class Closure:
    """A stretch of a term in which the school does not meet, first and last day inclusive: a half-term, snow, a strike.

    >>> str(Closure(date(2026, 11, 4), date(2026, 11, 4), "burst pipe"))
    'the closure 2026-11-04 to 2026-11-04 (burst pipe)'
    """

    first: date
    last: date
    why: str = ""

    def __str__(self) -> str:
        why = f" ({self.why})" if self.why else ""
        return f"the closure {self.first} to {self.last}{why}"


class _Stretch(NamedTuple):
    first: int
    last: int
    label: str


def check(
    school: str,
    terms: Sequence[Term],
    half_terms: Sequence[Closure],
    inset_days: Sequence[date],
    closures: Sequence[Closure],
    base: DayCalendar,
) -> None:
    """Raise `CalendarError`, naming the school, the thing and the remedy, for everything that cannot be so.

    >>> from send_deadlines.calendars.working_days import working_day_calendar
    >>> check("Oak", [], [], [], [], working_day_calendar("england"))
    Traceback (most recent call last):
        ...
    send_deadlines.errors.CalendarError: Oak: no terms are given; add at least one
    """
    if not terms:
        raise CalendarError(f"{school}: no terms are given; add at least one")
    told = [_Stretch(ordinal(term.first), ordinal(term.last), str(term)) for term in terms]
    closed = [
        *(_Stretch(ordinal(c.first), ordinal(c.last), str(c).replace("closure", "half-term", 1)) for c in half_terms),
        *(_Stretch(ordinal(c.first), ordinal(c.last), str(c)) for c in closures),
        *(_Stretch(ordinal(day), ordinal(day), f"the INSET day {day}") for day in inset_days),
    ]
    _raise(school, (f"{s.label} ends before it begins; swap its days" for s in told + closed if s.last < s.first))
    _raise(school, _term_problems(sorted(told)))
    _raise(school, _closed_problems(sorted(told), sorted(closed)))
    _raise(school, _inset_problems(sorted(inset_days), base))


def check_extra(school: str, day: date, terms: Sequence[Term], shut: Sequence[Closure], *, already: bool) -> None:
    """Raise `CalendarError` for an extra school day that is a school day already, or that is also closed.

    >>> check_extra("Oak", date(2026, 9, 3), [Term("T", date(2026, 9, 2), date(2026, 12, 18))], [], already=True)
    Traceback (most recent call last):
        ...
    send_deadlines.errors.CalendarError: Oak: the extra school day 2026-09-03 is a school day already; take it out
    """
    what = f"the extra school day {day}"
    if not terms[0].first <= day <= terms[-1].last:
        raise CalendarError(
            f"{school}: {what} lies outside the first and last term ({terms[0].first} to {terms[-1].last}); "
            "add the term it belongs to"
        )
    for closure in shut:
        if closure.first <= day <= closure.last:
            raise CalendarError(f"{school}: {what} is also closed: {closure}; take one of them out")
    if already:
        raise CalendarError(f"{school}: {what} is a school day already; take it out")


def _raise(school: str, problems: Iterator[str]) -> None:
    found = [f"{school}: {problem}" for problem in problems]
    if found:
        raise CalendarError("\n".join(found))


def _term_problems(terms: Sequence[_Stretch]) -> Iterator[str]:
    for before, after in pairwise(terms):
        if after.first <= before.last:
            yield f"{before.label} and {after.label} overlap; correct the days of one"
        elif after.first - before.last - 1 > _longest_gap(before.last + 1):
            yield (
                f"between {before.label} and {after.label} lie {after.first - before.last - 1} days; "
                "add the term that is missing"
            )


def _longest_gap(first: int) -> int:
    """The longest gap between terms that begins on a day, before a term must be missing."""
    return LONGEST_SUMMER if 5 <= date.fromordinal(first).month <= 8 else LONGEST_HOLIDAY


def _closed_problems(terms: Sequence[_Stretch], closed: Sequence[_Stretch]) -> Iterator[str]:
    for one in closed:
        if not any(term.first <= one.first and one.last <= term.last for term in terms):
            yield f"{one.label} is not inside a term; correct its days, or those of the term"
    for before, after in pairwise(closed):
        if after.first <= before.last:
            yield f"{before.label} and {after.label} overlap; take the shared days out of one"


def _inset_problems(inset_days: Sequence[date], base: DayCalendar) -> Iterator[str]:
    for day in inset_days:
        if not base.is_open(day.toordinal()):
            what = f"the INSET day {day} is a {WEEKDAYS[day.weekday()]} on which schools are closed anyway"
            yield f"{what}; correct it or take it out"

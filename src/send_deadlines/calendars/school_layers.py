"""A school's own days laid over those of its council."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from send_deadlines.calendars._dates import ordinal
from send_deadlines.calendars.terms import Closure, Term

if TYPE_CHECKING:
    from send_deadlines.calendars.school_days import SchoolCalendar

__all__ = ["merged", "merged_terms"]


def merged_terms(council: Sequence[Term], own: Sequence[Term]) -> list[Term]:
    """The terms of a school: its own, and those of the council that none of its own overlaps.

    >>> autumn, spring = Term("A", date(2026, 9, 2), date(2026, 12, 18)), Term("S", date(2027, 1, 4), date(2027, 3, 25))
    >>> moved = Term("A", date(2026, 9, 3), date(2026, 12, 17))
    >>> merged_terms([autumn, spring], [moved]) == [moved, spring]
    True
    """
    kept = [term for term in council if not any(_overlap(term, mine) for mine in own)]
    return sorted([*kept, *own], key=lambda term: ordinal(term.first))


def merged(
    council: SchoolCalendar,
    terms: Sequence[Term],
    half_terms: Sequence[Closure],
    inset_days: Sequence[date],
    closures: Sequence[Closure],
    extra_school_days: Sequence[date],
) -> dict[str, Any]:
    """What the calendar of a school is made with: the council's days and its own."""
    all_terms = merged_terms(council.terms, terms)

    def settled_by_school(theirs: Closure) -> bool:
        # A half-term that has moved seldom overlaps the old one: the school's word holds for the whole term.
        there = [term for term in all_terms if _overlap(term, theirs)]
        return not there or any(_overlap(term, mine) for term in there for mine in half_terms)

    return {
        "terms": all_terms,
        "half_terms": [*(half for half in council.half_terms if not settled_by_school(half)), *half_terms],
        "inset_days": [*council.inset_days, *inset_days],
        "closures": [*council.closures, *closures],
        "extra_school_days": [*council.extra_school_days, *extra_school_days],
    }


def _overlap(one: Term | Closure, other: Term | Closure) -> bool:
    return ordinal(one.first) <= ordinal(other.last) and ordinal(other.first) <= ordinal(one.last)

"""Terms worked out from the days on which they start and end, and from the holidays between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from send_deadlines.calendars.terms import Term
from send_deadlines.said import MONTHS

__all__ = ["Mark", "terms_between"]

LONGEST_TERM = 125
"""Days beyond which a holiday must have been left out: the longest autumn has about 110."""
_NEAR = 7


@dataclass(frozen=True, slots=True)
class Mark:
    """The first day of a term (``starts``) or its last.

    ``holiday`` is the first or last day of the holiday it was worked out from; without one, a file says so itself.
    """

    starts: bool
    day: date
    name: str
    where: str
    holiday: date | None = None


def terms_between(
    file: str, marks: Iterable[Mark], no_pupils: Collection[date]
) -> tuple[list[Term], list[str], list[str]]:
    """The terms, what is remarkable about them, and what is wrong. No day is made up.

    >>> marks = [Mark(True, date(2026, 9, 2), "Term starts", "1"), Mark(False, date(2026, 12, 18), "Term ends", "2")]
    >>> [str(term) for term in terms_between("oak.ics", marks, ())[0]]
    ["the term 'Term from 2 September 2026' (2026-09-02 to 2026-12-18)"]
    """
    remarks: list[str] = []
    wrong: list[str] = []
    kept = _without_doubles(marks, no_pupils, remarks)
    if kept and not kept[0].starts:
        if kept[0].holiday is None:
            wrong.append(
                f"{_end(kept[0])}, and nothing says when it started; add an event 'Term starts' on its first day"
            )
        kept = kept[1:]
    if kept and kept[-1].starts:
        if kept[-1].holiday is None:
            wrong.append(f"{_start(kept[-1])}, and nothing says when it ends; add an event 'Term ends' on its last day")
        kept = kept[:-1]
    for one, other in pairwise(kept):
        if one.starts and other.starts:
            wrong.append(
                f"{_start(one)}, and again on {other.day} ({other.where}); add its end, or take one of them out"
            )
        elif not one.starts and not other.starts:
            wrong.append(
                f"{_end(one)}, and again on {other.day} ({other.where}); add the start, or take one of them out"
            )
    if wrong:
        return [], remarks, wrong
    if not kept:
        return (
            [],
            remarks,
            [
                f"{file}: nothing says when a term starts and when it ends; add the terms, or events 'Term starts' and "
                "'Term ends', or the holidays before and after them"
            ],
        )
    terms = []
    for first, last in zip(kept[::2], kept[1::2], strict=True):
        # Its words, such as "School reopens", are no name of a term.
        term = Term(f"Term from {first.day.day} {MONTHS[first.day.month - 1]} {first.day.year}", first.day, last.day)
        days = (last.day - first.day).days + 1
        if days > LONGEST_TERM:
            wrong.append(
                f"{first.where}: from {first.day} to {last.day} ({last.where}) are {days} days without a holiday, too "
                "long for a term; add the holiday that is missing"
            )
        terms.append(term)
        remarks.append(f"{first.where}: {term} is worked out: {_why(first)}, {_why(last)}")
    return terms, remarks, wrong


def _without_doubles(marks: Iterable[Mark], no_pupils: Collection[date], remarks: list[str]) -> list[Mark]:
    """The marks in order, each start and each end once: what a file says itself goes before what a holiday implies."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (one.day, not one.starts, one.holiday is not None)):
        before = kept[-1] if kept else None
        if before is None or before.starts != mark.starts or (mark.day - before.day).days > _NEAR:
            kept.append(mark)
            continue
        if mark.day == before.day:
            continue
        days = {before.day + timedelta(days=n) for n in range((mark.day - before.day).days + 1)}
        if before.holiday is None and mark.holiday is None:
            # The staff come first, and leave last.
            free = days - {mark.day} if mark.starts else days - {before.day}
            if all(day in no_pupils or day.weekday() >= 5 for day in free):
                kept[-1] = before if mark.starts else mark
                continue
            kept.append(mark)
            continue
        told, implied = (before, mark) if before.holiday is None else (mark, before)
        if told.holiday is None:
            remarks.append(
                f"{told.where}: '{told.name}' on {told.day} is taken, not {implied.day}, which the holiday beside it "
                f"({implied.where}) would give"
            )
        kept[-1] = told
    return kept


def _start(mark: Mark) -> str:
    return f"{mark.where}: {mark.name or 'a term'}: a term starts on {mark.day}"


def _end(mark: Mark) -> str:
    return f"{mark.where}: {mark.name or 'a term'}: a term ends on {mark.day}"


def _why(mark: Mark) -> str:
    if mark.holiday is not None:
        return f"it {'starts after' if mark.starts else 'ends before'} the holiday ({mark.where})"
    return f"'{mark.name}' ({mark.where}) is its {'first' if mark.starts else 'last'} day"

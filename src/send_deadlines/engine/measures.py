"""Running totals over the events of a case: in a term, a school year or an unbroken run; and ages."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from send_deadlines.calendars import SchoolCalendar, term_around
from send_deadlines.engine.due import SCHOOL, NotKnown, not_covered
from send_deadlines.engine.found_dates import whole_years
from send_deadlines.engine.happening import Happening
from send_deadlines.engine.known import Known
from send_deadlines.engine.plan import FAR
from send_deadlines.engine.spells import Spell, check_apart, run_to, spells_of
from send_deadlines.errors import CoverageError
from send_deadlines.law.library import Data
from send_deadlines.said import iso_day

__all__ = ["Total", "measure", "total_at"]

EVERYTHING = (-FAR, FAR)


class Total(NamedTuple):
    """What a measure comes to in one stretch, and what each event adds to it."""

    amount: float
    first: int
    last: int
    parts: tuple[tuple[Happening, float], ...] = ()


def measure(words: Data, known: Known, happening: Happening) -> Total:
    """A running total up to and with what the happening is about, or the whole years to it since an event.

    Raises :class:`NotKnown` when the event, the school's calendar, or the days of one of the events, is missing.
    """
    if words.get("years_since"):
        since = known.happenings.get(words["years_since"])
        if not since:
            raise NotKnown(f"{words['years_since']} is not recorded", f"the day of {words['years_since']}")
        return Total(whole_years(since[0].day, happening.day), since[0].day, happening.day)
    if not words.get("days"):
        return _numbers(words, known, happening)
    spells = _spells(words, known)
    mine = [each for each in spells if _is_about(each.happening, happening, words)]
    if words["over"] == "unbroken run":
        return max((_run(each, spells) for each in mine), key=_amount, default=Total(0.0, *EVERYTHING))
    # What follows from a decision follows from the days it was to bring, not from those that were served in the end.
    anchor = mine[-1].as_decided() if mine else None
    day = anchor.happening.day if anchor is not None else happening.day
    counted = [each.as_decided() if each in mine else each for each in spells if each.happening.day <= day]
    if anchor is None:
        return _sum(counted, *_stretch(words, known, happening.day))
    stretches = dict.fromkeys(_stretch(words, known, end) for end in _ends(words, known, anchor))
    return max((_sum(counted, *stretch) for stretch in stretches), key=_amount)


def total_at(words: Data, known: Known, day: int) -> Total:
    """What a measure comes to in the stretch that a day lies in, with all that had been decided by then.

    Raises :class:`NotKnown` as :func:`measure` does.
    """
    first, last = _stretch(words, known, day)
    if not words.get("days"):
        return _numbers(words, known, Happening("", day, None, {}, {}))
    return _sum(_spells(words, known), first, last)


def _spells(words: Data, known: Known) -> list[Spell]:
    """The spells of a measure, made once for each case."""
    made: list[Spell] | None = known.made.get(words["id"])
    if made is None:
        made = known.made[words["id"]] = spells_of(words, known.happenings, known.calendars)
    return made


def _is_about(spell: Happening, happening: Happening, words: Data) -> bool:
    if happening.event == words["of"]:
        return spell is happening
    return spell.about == happening.about and (spell.about is not None or spell.day <= happening.day)


def _run(spell: Spell, spells: Sequence[Spell]) -> Total:
    return _sum(run_to(spell, spells), *EVERYTHING)


_amount = attrgetter("amount")


def _sum(spells: Sequence[Spell], first: int, last: int) -> Total:
    check_apart([each for each in spells if each.first <= last and (each.last is None or each.last >= first)])
    parts = tuple((each.happening, each.days_in(first, last)) for each in spells)
    return Total(sum(days for _, days in parts), first, last, tuple(part for part in parts if part[1]))


def _ends(words: Data, known: Known, spell: Spell) -> list[int]:
    """A day in each stretch that a spell touches: its first day, and the first in every further one."""
    if spell.calendar is None or (spell.last is None and spell.number is None):
        return [spell.first]
    # Days that are said, and have no last one, go on beyond what the calendar knows.
    end = spell.calendar.last.toordinal() + 1 if spell.last is None else spell.last
    school = known.calendars.get(SCHOOL, spell.calendar)
    try:
        days = [spell.calendar.next_open(spell.first)]
        last = spell.calendar.previous_open(end)
        while (over := _stretch(words, known, days[-1])[1]) < last:
            days.append(min(last, school.next_open(over + 1)))
    except CoverageError as error:
        raise not_covered(error) from None
    return days


def _stretch(words: Data, known: Known, day: int) -> tuple[int, int]:
    """The first and last day of the stretch over which a total is taken, the one that holds the day."""
    if words["over"] == "everything":
        return EVERYTHING
    key = words["id"], day
    found: tuple[int, int] | None = known.made.get(key)
    if found is None:
        found = known.made[key] = _found_stretch(words, known, day)
    return found


def _found_stretch(words: Data, known: Known, day: int) -> tuple[int, int]:
    over = words["over"]
    calendar = known.calendars.get(SCHOOL)
    if calendar is None:
        raise NotKnown(f"{over}s are those of the school's own calendar", "the school's calendar")
    try:
        if over == "school year":
            return _year(calendar, day)
        joined = words.get("joined")
        more = {"more_than": joined["more_than"], "between": joined["between"]} if joined else {}
        found = term_around(calendar, day, **more)
    except CoverageError as error:
        raise not_covered(error) from None
    if found is None:
        raise NotKnown(f"{iso_day(day)} is in no term of '{calendar.name}'", f"the term that holds {iso_day(day)}")
    return found


def _year(calendar: SchoolCalendar, day: int) -> tuple[int, int]:
    """The school year of a day; without a last day, where the first term of the next is not in the calendar."""
    try:
        return calendar.school_year_containing(day)
    except CoverageError:
        return calendar.school_year_start(day), FAR


def _numbers(words: Data, known: Known, happening: Happening) -> Total:
    """The sum of the numbers that events carry, each counted whole on its day."""
    first, last = _stretch(words, known, happening.day)
    parts = []
    for each in known.happenings.get(words["of"], ()):
        # What the happening itself is about counts, even when it begins later than the day it was told of.
        of_it = each.day <= happening.day or (each.about is not None and each.about == happening.about)
        if first <= each.day <= last and of_it:
            number = each.attributes.get(words["sum"])
            if number is None:
                raise NotKnown(
                    f"one {words['of']} does not say its `{words['sum']}`",
                    f"`{words['sum']}` of {words['of']} on {iso_day(each.day)}",
                )
            parts.append((each, float(number)))
    return Total(sum(number for _, number in parts), first, last, tuple(parts))

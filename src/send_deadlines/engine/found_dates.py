"""Find dates that a case does not record: on the day of another event, or from a date of birth.

The vocabulary says which dates can be found and how. What is recorded is never replaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from send_deadlines.calendars import PLAIN, count_back, parse_period, parse_window
from send_deadlines.engine.due import NotKnown, reckon
from send_deadlines.engine.happening import Happening
from send_deadlines.engine.plan import Time, counting_of
from send_deadlines.engine.spells import run_to, spells_of
from send_deadlines.law.library import Data, Law

__all__ = ["find_dates", "show_events", "whole_years"]


def show_events(found: dict[str, list[Happening]], law: Law, as_of: int) -> None:
    """Add what a case does not record and another of its events shows, as a notice of amendments shows a decision, or
    the last day of a spell, once it has gone, its end."""
    for name, words in law.kept("shown_after", _shown_after):
        for each in found.get(words["event"], ()):
            day = each.dates.get(words["date"])
            if any(other.about == each.about and other.order > each.order for other in found[words["event"]]):
                continue  # what follows on it about the same thing is not over with it
            recorded = any(
                other.about == each.about and other.day >= each.day
                for event in (name, *words.get("unless", ()))
                for other in found.get(event, ())
            )
            if day is not None and day < as_of and not recorded:
                _add(found, Happening(name, day + 1, each.about, {}, {}), each)
    for name, words in law.kept("shown_events", _shown):
        for each in found.get(words["event"], ()):
            earliest = count_back(each.day, parse_period(words["within"]), clear=False, counting=PLAIN).due
            before = [other.day for other in found.get(words["after"], ()) if earliest <= other.day <= each.day]
            if not before:
                continue
            last = max(before)
            since = (other.day for event in (name, *words["unless"]) for other in found.get(event, ()))
            if any(last <= day <= each.day for day in since):
                continue
            _add(found, Happening(name, each.day, None, {}, {}), each)


def _add(found: dict[str, list[Happening]], made: Happening, shown_by: Happening) -> None:
    """Add an event that another shows."""
    made.how = {"on": ("shown by", made.event, shown_by.event, shown_by.day)}
    there = found.setdefault(made.event, [])
    there.append(made)
    there.sort(key=lambda one: (one.day, one.about or ""))
    for rank, one in enumerate(there):
        one.rank = rank


def _shown_after(law: Law) -> list[tuple[str, Data]]:
    """The events that the going by of a day shows."""
    return [(name, words["shown_after"]) for name, words in law.events.items() if words.get("shown_after")]


def _shown(law: Law) -> list[tuple[str, Data]]:
    """The events that others can show."""
    return [(name, {"unless": [], **words["shown_by"]}) for name, words in law.events.items() if words.get("shown_by")]


def find_dates(found: dict[str, list[Happening]], law: Law, calendars: Mapping[str, Any]) -> None:
    """Give each happening the dates it lacks that can be found, with how, for the explanation."""
    findable = law.kept("found_dates", _findable)
    for event in findable.keys() & found.keys():
        for each in found[event]:
            for key, words in findable[event]:
                if each.dates.get(key) is not None:
                    continue
                if words.get("otherwise"):
                    each.find(key, each.day, ("otherwise", each.event, key, each.day))
                elif words.get("deemed_by"):
                    _find_deemed(each, key, law.instruments[words["deemed_by"]])
                elif words.get("run"):
                    _find_run(each, key, law.measures[words["run"]], found, calendars)
                else:
                    _find(each, key, words, found)


def _findable(law: Law) -> dict[str, list[tuple[str, Data]]]:
    """The dates that can be found, by the event that carries them."""
    made: dict[str, list[tuple[str, Data]]] = {}
    for event, words in law.events.items():
        for key, day in words.get("dates", {}).items():
            if any(day.get(word) for word in ("taken_from", "by_age", "deemed_by", "run", "otherwise")):
                made.setdefault(event, []).append((key, day))
    return made


def _find_deemed(each: Happening, key: str, instrument: Data) -> None:
    """The day on which what was sent counts as served; left unknown for a way of sending of which nothing is said."""
    for deemed in instrument.get("deemed", ()):
        if deemed["method"] == each.attributes.get("method"):
            day = each.day
            if deemed.get("after"):
                way = next(way for way in instrument["counting"] if way["id"] == deemed["counting"])
                words = {"within": deemed["after"], "first_day": "not counted"}
                day = reckon(Time(words, counting_of(way), way), each.day, {}).due
            each.find(key, day, ("deemed", deemed, each.day, day, instrument["citation"]))


def _find_run(
    each: Happening, key: str, words: Data, found: dict[str, list[Happening]], calendars: Mapping[str, Any]
) -> None:
    """The first day of the run a spell belongs to; left unknown where it cannot be told what follows on what."""
    try:
        spells = spells_of(words, found, calendars)
        run = run_to(next(spell for spell in spells if spell.happening is each), spells)
    except NotKnown:
        return
    if run:
        each.find(key, run[0].first, ("run", each.event, key, run[0].first, len(run)))


def _find(each: Happening, key: str, words: Data, found: dict[str, list[Happening]]) -> None:
    source: Data | None = words.get("taken_from")
    if source is not None:
        earliest = count_back(each.day, parse_period(source["within"]), clear=False, counting=PLAIN).due
        days = [other.day for other in found.get(source["event"], ()) if earliest <= other.day <= each.day]
        if days:
            each.find(key, max(days), ("taken from", each.event, key, source, max(days)))
        return
    by_age: Data = words["by_age"]
    born = found.get(by_age["born"])
    age = by_age["ages"].get(each.attributes.get(by_age["attribute"]))
    if born and age is not None:
        day = _day_after_birthday(born[0].day, age, by_age["day"])
        # What is still expected cannot have been before: whoever would have moved earlier is out of their year group.
        if day is not None and day >= each.day:
            each.find(key, day, ("by age", each.event, key, by_age, age, born[0].day, day))


def _day_after_birthday(born: int, age: int, day: str) -> int | None:
    """The first such day of a year after the birthday at an age; None after the last year there is."""
    from dateutil.relativedelta import relativedelta  # only where it is needed: it would slow every import

    month, number = parse_window(f"{day} to {day}").first
    try:
        birthday = date.fromordinal(born) + relativedelta(years=age)
        there = date(birthday.year, month, number)
        return (there if there > birthday else there + relativedelta(years=1)).toordinal()
    except ValueError:
        return None


def whole_years(born: int, day: int) -> int:
    """The whole years from one day to another; below nought if it is not yet that day.

    Who was born on 29 February is a year older on 28 February of a year that has no 29th: the cautious of the two days
    that can be argued for a limit that depends on an age not having been reached.
    """
    from dateutil.relativedelta import relativedelta

    between = relativedelta(date.fromordinal(day), date.fromordinal(born))
    return between.years - (between.months < 0 or between.days < 0)

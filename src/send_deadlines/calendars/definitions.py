"""What "working day" means in each instrument, read from ``data/working_days.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from send_deadlines.calendars._data import read_table
from send_deadlines.errors import CalendarError, did_you_mean

__all__ = ["Definition", "definition", "working_day_names"]

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Definition:
    """One meaning of "working day", with where it comes from.

    ``weekdays`` are 0 for Monday to 6 for Sunday; ``bank_holidays`` the places whose bank holidays are not working
    days; ``also_closed`` the holidays that are not bank holidays in law and that the definition names itself;
    ``confidence`` is ``text``, ``guidance`` or ``secondary``; ``doubt`` what is unsure about it, or nothing.
    """

    name: str
    title: str
    weekdays: tuple[int, ...]
    bank_holidays: tuple[str, ...]
    also_closed: tuple[str, ...]
    source: str
    confidence: str
    doubt: str


@cache
def _definitions() -> MappingProxyType[str, Definition]:
    table = read_table("working_days.toml")
    return MappingProxyType(
        {
            name: Definition(
                name=name,
                title=entry["title"],
                weekdays=tuple(_WEEKDAYS.index(day) for day in entry["weekdays"]),
                bank_holidays=tuple(entry["bank_holidays"]),
                also_closed=tuple(entry["also_closed"]),
                source=entry["source"],
                confidence=entry["confidence"],
                doubt=entry["doubt"],
            )
            for name, entry in table.items()
        }
    )


def working_day_names() -> tuple[str, ...]:
    """The names `working_day_calendar` knows.

    >>> "england" in working_day_names()
    True
    """
    return tuple(_definitions())


def definition(name: str) -> Definition:
    """The meaning of "working day" that goes by this name. Raises `CalendarError` when none does.

    >>> definition("any_part_of_the_uk").bank_holidays
    ('england', 'scotland', 'northern_ireland')
    """
    found = _definitions().get(name)
    if found is None:
        raise CalendarError(f"no working-day calendar is called '{name}'; {did_you_mean(name, _definitions())}")
    return found

"""The announced bank holidays, read from ``data/bank_holidays.toml``, and those of later years, worked out.

A day in the list is certain. A day of a later year is what the `holidays` package expects: a proclamation can still
add, move or take away a day, as it did in 2011, 2012, 2020, 2022 and 2023.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from send_deadlines.calendars._data import read_table
from send_deadlines.errors import CalendarError

__all__ = ["BankHoliday", "announced_years", "bank_holidays", "expected_bank_holidays"]

PLACES = ("england", "scotland", "northern_ireland")
_BASES = ("schedule", "proclaimed", "special", "common_law", "expected")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LEAST_IN_A_YEAR = 8
_PACKAGE_NAMES = MappingProxyType({"england": "ENG", "scotland": "SCT", "northern_ireland": "NIR"})


class BankHoliday(NamedTuple):
    """One holiday in one place.

    ``basis`` is ``schedule``, ``proclaimed``, ``special`` or ``common_law`` for an announced day and ``expected`` for a
    day of a later year (``common_law`` there too, where it is one). ``source`` says why a day is there that no rule
    gives. A Scottish or Northern Irish day is listed only when it is not a holiday in England.
    """

    day: date
    name: str
    place: str
    basis: str
    source: str = ""


@cache
def _announced() -> tuple[tuple[BankHoliday, ...], MappingProxyType[str, tuple[int, int]]]:
    return read_bank_holidays(read_table("bank_holidays.toml"))


def read_bank_holidays(
    table: dict[str, Any],
) -> tuple[tuple[BankHoliday, ...], MappingProxyType[str, tuple[int, int]]]:
    """The holidays in a parsed list, and the first and last year of each place.

    Raises `CalendarError` for a line that cannot be read, a wrong weekday, a day out of its year, or a missing year.

    >>> days, _ = read_bank_holidays({
    ...     "covers": {"england": [2026, 2026]}, "sources": {},
    ...     "2026": {"england": ["2026-01-01 Thu: New Year's Day (proclaimed)"]},
    ... })
    >>> days[0].name
    "New Year's Day"
    """
    covers = {place: (first, last) for place, (first, last) in table["covers"].items()}
    sources = dict(table["sources"])
    found: list[BankHoliday] = []
    for place, (first, last) in covers.items():
        for year in range(first, last + 1):
            lines = table.get(str(year), {}).get(place)
            if not lines:
                raise CalendarError(f"bank holidays: {place} has no days for {year}; add them or correct 'covers'")
            found.extend(_holiday(line, place, year, sources) for line in lines)
    if sources:
        raise CalendarError(
            f"bank holidays: a source is given for {', '.join(sources)}, which is no day in the list; take it out"
        )
    return tuple(sorted(found)), MappingProxyType(covers)


def _holiday(line: str, place: str, year: int, sources: dict[str, str]) -> BankHoliday:
    when, _, what = line.partition(": ")
    name, _, basis = what.removesuffix(")").rpartition(" (")
    try:
        day = date.fromisoformat(when[:10])
    except ValueError:
        raise CalendarError(f"bank holidays: cannot read {line!r}; write '2026-01-01 Thu: name (basis)'") from None
    if day.year != year or when[11:] != _WEEKDAYS[day.weekday()] or basis not in _BASES or not name:
        raise CalendarError(
            f"bank holidays: {line!r} stands under {year} and {day.isoformat()} is a {_WEEKDAYS[day.weekday()]}; "
            f"write '2026-01-01 Thu: name (basis)' with a basis of {', '.join(_BASES[:4])}"
        )
    return BankHoliday(day, name, place, basis, sources.pop(when[:10], ""))


def bank_holidays() -> tuple[BankHoliday, ...]:
    """Every announced holiday, earliest first: England from 2010, Scotland and Northern Ireland from 2012.

    >>> [day.name for day in bank_holidays() if day.day == date(2023, 5, 8)]
    ['coronation of King Charles III']
    """
    return _announced()[0]


def announced_years(place: str) -> tuple[int, int]:
    """The first and last year for which a place's holidays are known.

    >>> announced_years("england")
    (2010, 2028)
    """
    return _announced()[1][place]


def expected_bank_holidays(place: str, first: int, last: int) -> tuple[BankHoliday, ...]:
    """The weekday holidays that the `holidays` package expects in a place from one year to another.

    They are checked before they are believed: at least eight a year, Good Friday in each and, outside Scotland,
    Easter Monday, and Christmas Day whenever it is a weekday. Raises `CalendarError` when they fail.
    The package is imported only here, because few cases reach beyond the announced years.

    >>> [str(day.day) for day in expected_bank_holidays("england", 2029, 2029)][:3]
    ['2029-01-01', '2029-03-30', '2029-04-02']
    """
    import holidays

    package = holidays.country_holidays("GB", subdiv=_PACKAGE_NAMES[place], years=range(first, last + 1))
    days = tuple(
        BankHoliday(day, name, place, "common_law" if _is_common_law(name, place) else "expected")
        for day, name in sorted(package.items())
        # The package also lists holidays at weekends, beside the weekday in their place.
        if first <= day.year <= last and day.weekday() < 5
    )
    check_expected(days, place, first, last)
    return days


def _is_common_law(name: str, place: str) -> bool:
    # In Scotland both are in Schedule 1.
    return place != "scotland" and name in ("Good Friday", "Christmas Day")


def check_expected(days: tuple[BankHoliday, ...], place: str, first: int, last: int) -> None:
    """Raise `CalendarError` unless the expected holidays of each year have what every year has.

    >>> check_expected((), "england", 2029, 2029)
    Traceback (most recent call last):
        ...
    send_deadlines.errors.CalendarError: the installed 'holidays' package lists 0 holidays on weekdays for england in \
2029; a year has at least 8; install another version of it
    """
    from dateutil.easter import easter

    known = {day.day for day in days}
    for year in range(first, last + 1):
        count = sum(day.year == year for day in known)
        if count < _LEAST_IN_A_YEAR:
            raise CalendarError(
                f"the installed 'holidays' package lists {count} holidays on weekdays for {place} in {year}; "
                f"a year has at least {_LEAST_IN_A_YEAR}; install another version of it"
            )
        sunday = easter(year).toordinal()
        needed = {"Good Friday": date.fromordinal(sunday - 2), "Christmas Day": date(year, 12, 25)}
        if place != "scotland":
            needed["Easter Monday"] = date.fromordinal(sunday + 1)
        for name, day in needed.items():
            if day.weekday() < 5 and day not in known:
                raise CalendarError(
                    f"the installed 'holidays' package lacks {name} {day.isoformat()} for {place}; "
                    "install another version of it"
                )

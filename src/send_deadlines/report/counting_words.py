"""How an instrument's way of counting is said in sentences."""

from __future__ import annotations

from datetime import time

from send_deadlines.calendars.definitions import Definition, definition
from send_deadlines.law.library import Data
from send_deadlines.report.words import listed
from send_deadlines.said import said_hour

__all__ = ["counting_said", "working_day_said"]

_LAST_DAY = {
    "stands": "A last day that is not a working day stands",
    "next working day": "A last day that is not a working day moves to the next working day",
    "previous working day": "A last day that is not a working day moves back to the working day before it",
}
_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


_COUNTED_BACK = (
    "Counted back, a last day that is not a working day stands, since a later one would shorten the notice; the next "
    "working day is shown as doubtful"
)


def counting_said(way: Data, *, back: bool = False) -> list[str]:
    """What happens to the last day, which days are not counted, and by what hour the act must be done; ``back`` for a
    period that is counted back from a planned day.

    >>> counting_said({"last_day": "next working day", "by_hour": "17:00:00"})
    ['A last day that is not a working day moves to the next working day', 'It must be done by 17:00 on its last day']
    """
    said = [_COUNTED_BACK if back and way["last_day"] == "next working day" else _LAST_DAY[way["last_day"]]]
    if way.get("left_out"):
        said.append(f"Not counted at all: {listed(way['left_out'], 'and')}")
    if way.get("ends_in"):
        said.append(f"A last day in {listed(way['ends_in'])} moves to the first working day after it")
    if way.get("by_hour"):
        said.append(f"It must be done by {said_hour(time.fromisoformat(way['by_hour']))} on its last day")
    return said


def working_day_said(name: str) -> str:
    """What a working day is.

    >>> working_day_said("england")
    'Monday to Friday, without the bank holidays of England, Good Friday and Christmas Day'
    """
    found = definition(name)
    return f"{_weekdays(found)}, without {listed(_closed(found), 'and')}"


def _weekdays(found: Definition) -> str:
    days = found.weekdays
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return f"{_WEEK[days[0]]} to {_WEEK[days[-1]]}"
    return listed((_WEEK[day] for day in days), "and")


def _closed(found: Definition) -> list[str]:
    places = [each.replace("_", " ").title() for each in found.bank_holidays]
    return [f"the bank holidays of {listed(places, 'and')}", *found.also_closed]

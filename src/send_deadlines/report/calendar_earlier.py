"""A calendar file that this library wrote earlier, read back so that a new one can update it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from send_deadlines.case import as_day
from send_deadlines.errors import CalendarError, CaseError
from send_deadlines.said import said_day

if TYPE_CHECKING:
    from icalendar import Event

__all__ = ["AS_OF", "MAKER", "RULE", "Earlier", "read_earlier"]

MAKER = "-//send-deadlines//"
"""What the PRODID of every calendar file of this library begins with."""

AS_OF = "X-SEND-DEADLINES-AS-OF"
RULE = "X-SEND-DEADLINES-RULE"

_MEND = "give the file as send-deadlines wrote it, or leave it out and make a new one"


class Earlier(NamedTuple):
    """An entry as an earlier file has it."""

    uid: str
    day: date
    stamp: date
    """The day as at which it was written."""
    sequence: int
    rule: str
    is_cancelled: bool
    event: Event


def read_earlier(content: bytes | str, as_of: date) -> dict[str, Earlier]:
    """The entries of an earlier file by their UIDs.

    Raises `CalendarError` when the file is not one that this library wrote, is damaged, or is of a later day than the
    one now asked about.
    """
    calendar = _calendar(content)
    maker = str(calendar.get("PRODID", ""))
    if not maker.startswith(MAKER):
        whose = f"'{maker}' wrote it" if maker else "it does not say what wrote it"
        raise CalendarError(f"the earlier calendar is not one of send-deadlines: {whose}; {_MEND}")
    try:
        written = as_day(str(calendar.get(AS_OF, "")))
    except CaseError:
        raise _damaged(f"it does not say as at which day it was written ({AS_OF})") from None
    if written > as_of:
        raise CalendarError(
            f"the earlier calendar is as at {said_day(written)}, after {said_day(as_of)}, and a calendar is not "
            "updated backwards; give a day no earlier than that, or leave the earlier calendar out"
        )
    _check_lines(calendar, "the calendar")
    found: dict[str, Earlier] = {}
    for number, event in enumerate(calendar.subcomponents, 1):
        entry = _entry(event, f"entry {number}")
        if entry.uid in found:
            raise _damaged(f"entry {number} has the UID of another, {entry.uid}")
        if entry.stamp > written:
            raise _damaged(f"entry {number} was written on {entry.stamp}, after the file")
        found[entry.uid] = entry
    return found


def _calendar(content: bytes | str) -> Any:
    import icalendar

    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
        calendars = icalendar.Calendar.from_ical(text, multiple=True)
    except UnicodeDecodeError as error:
        raise _damaged(f"byte {error.start + 1} is not UTF-8") from None
    except (ValueError, IndexError, KeyError):  # what it says shows the line, which may be anybody's
        raise CalendarError(f"the earlier calendar is not an iCalendar file; {_MEND}") from None
    if not calendars:
        raise _damaged("it has no whole calendar in it")
    if len(calendars) > 1 or calendars[0].name != "VCALENDAR":
        raise CalendarError(f"the earlier calendar has more in it than one calendar; {_MEND}")
    return calendars[0]


def _entry(event: Any, where: str) -> Earlier:
    if event.name != "VEVENT":
        raise _damaged(f"{where} is no event but {event.name}")
    _check_lines(event, where)
    for part in event.subcomponents:
        _check_lines(part, where)
    for key in ("UID", "DTSTART", "DTSTAMP", "SEQUENCE", "STATUS", RULE):
        if key not in event or isinstance(event[key], list):
            raise _damaged(f"{where} has no {key}, or more than one")
    day, stamp, sequence = event["DTSTART"].dt, event["DTSTAMP"].dt, int(event["SEQUENCE"])
    if isinstance(day, datetime):
        raise _damaged(f"{where} begins at an hour, and not on a day")
    if not isinstance(stamp, datetime) or sequence < 0:
        raise _damaged(f"{where} has a DTSTAMP or a SEQUENCE that cannot be right")
    is_cancelled = str(event["STATUS"]) == "CANCELLED"
    return Earlier(str(event["UID"]), day, stamp.date(), sequence, str(event[RULE]), is_cancelled, event)


def _check_lines(component: Any, where: str) -> None:
    for key, _ in component.errors:
        raise _damaged(f"{where} has {f'a {key}' if key else 'a line'} that cannot be read")


def _damaged(what: str) -> CalendarError:
    return CalendarError(f"the earlier calendar is damaged: {what}; {_MEND}")

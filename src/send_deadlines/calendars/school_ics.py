"""School calendars as iCalendar files (RFC 5545), the way schools and councils export them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from send_deadlines.calendars.school_assembly import Found
from send_deadlines.calendars.school_revisions import replaced
from send_deadlines.calendars.school_words import meaning
from send_deadlines.errors import CalendarError

if TYPE_CHECKING:
    from icalendar import Calendar

__all__ = ["read_ics"]

_LINE = "X-SEND-DEADLINES-LINE"
_DAY = timedelta(days=1)
_LATE = time(11)
"""A closing that begins later in the day leaves the morning open."""
_EARLY = time(14)
"""One that has ended by then leaves the afternoon open."""
_CLOSES = {"inset", "closure", "half_term", "holiday"}
_FAR = date(2100, 1, 1)


def read_ics(file: str, text: str) -> tuple[str, list[Found], list[str]]:
    """The calendar's own name, if it has one, its stretches, and how each entry was understood or left aside.

    Raises `CalendarError` with a line for each entry that cannot be told apart safely.

    >>> lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20260902", "SUMMARY:INSET day", "END:VEVENT"]
    >>> read_ics("oak.ics", "\\r\\n".join([*lines, "END:VCALENDAR", ""]))[1][0].kind
    'inset'
    """
    calendars = _parsed(file, text)
    name = next((str(each["X-WR-CALNAME"]).strip() for each in calendars if "X-WR-CALNAME" in each), "")
    reading = _Reading(file, name)
    reading.mark_lines(calendars, text)
    reading.leave_replaced(calendars)
    for calendar in calendars:
        reading.read(calendar)
    if reading.wrong:
        raise CalendarError("\n".join(dict.fromkeys(reading.wrong)))
    if not reading.found:
        raise CalendarError(f"{file}: has no entry that tells of a term or a closure; give another file")
    return name, reading.found, reading.remarks


def _parsed(file: str, text: str) -> list[Calendar]:
    try:
        import icalendar
        import recurring_ical_events  # noqa: F401  # so that both are asked for at once
    except ImportError:
        mend = 'install what reads it: pip install "send-deadlines[ics]"'
        raise CalendarError(f"{file}: is an iCalendar file; {mend}") from None
    try:
        return [each for each in icalendar.Calendar.from_ical(text, multiple=True) if each.name == "VCALENDAR"]
    except (ValueError, IndexError, KeyError) as error:
        told = " ".join(str(error).split())
        raise CalendarError(f"{file}: is not an iCalendar file: {told}; export it again") from None


class _Reading:
    def __init__(self, file: str, name: str) -> None:
        self.file, self.name = file, name
        self.found: list[Found] = []
        self.remarks: list[str] = []
        self.wrong: list[str] = []
        self._told: set[tuple[str, str]] = set()

    def mark_lines(self, calendars: list[Calendar], text: str) -> None:
        """Note in each entry the line it begins on, which the parser does not keep."""
        lines = [
            number for number, line in enumerate(text.splitlines(), start=1) if line.strip().upper() == "BEGIN:VEVENT"
        ]
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
        if len(events) != len(lines):
            raise CalendarError(f"{self.file}: {len(lines)} entries begin and {len(events)} end; export it again")
        for event, number in zip(events, lines, strict=True):
            event[_LINE] = str(number)

    def leave_replaced(self, calendars: list[Calendar]) -> None:
        """Take out what a later revision replaces, and give each that remains a UID of its own."""
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
        old, unclear = replaced(events)
        for event, other in unclear:
            mend = "take out the one that no longer holds, or give each a UID of its own"
            self.wrong.append(
                f"{self._where(event)}: {_title(event)} has the UID of the entry in line {other[_LINE]}, and whether "
                f"one replaces the other is not plain; {mend}"
            )
        gone = {id(event) for event, _ in old}
        for event, newest in old:
            why = f"the entry in line {newest[_LINE]} replaces it"
            self.remarks.append(f"{self._where(event)}: {_title(event)}: left aside: {why}")
        for calendar in calendars:
            calendar.subcomponents = [each for each in calendar.subcomponents if id(each) not in gone]
        seen: set[str] = set()
        for event in events:
            uid = str(event.get("UID", ""))
            if "RECURRENCE-ID" not in event and id(event) not in gone:
                # Some exporters give all entries one UID, or none: expanding recurrences would keep one of them.
                if not uid or uid in seen:
                    event["UID"] = f"{uid} line {event[_LINE]}"
                seen.add(uid)

    def read(self, calendar: Calendar) -> None:
        others = sorted({str(each.name) for each in calendar.subcomponents} - {"VEVENT", "VTIMEZONE"})
        if others:
            self.remarks.append(f"{self.file}: what is no event is left aside: {', '.join(others)}")
        for event in calendar.walk("VEVENT"):
            faults = [(key, told) for key, told in event.errors if key in _TELLING]
            for key, told in faults:
                self.wrong.append(f"{self._where(event)}: {_title(event)}: {key}: {told}; correct it")
            if not faults:
                # Before recurrences are expanded, since that passes over an entry without sense.
                no_day = "has no first day (DTSTART); add it, such as DTSTART;VALUE=DATE:20260902"
                fault = _span(event)[2] if "DTSTART" in event else no_day
                if fault:
                    self.wrong.append(f"{self._where(event)}: {_title(event)} {fault}")
        if self.wrong:
            return
        found = list(_occurrences(calendar))
        for event in found:
            self._entry(event)
        seen = {event[_LINE] for event in found}
        for event in calendar.walk("VEVENT"):
            if event[_LINE] not in seen:
                self.remarks.append(f"{self._where(event)}: {_title(event)}: left aside: it falls on no day")

    def _where(self, event: Any) -> str:
        return f"{self.file}:{event[_LINE]}"

    def _entry(self, event: Any) -> None:
        where, title = self._where(event), _title(event)
        first, last, _ = _span(event)
        days = str(first) if first == last else f"{first} to {last}"
        what = f"{where}: {title} ({days})"
        if str(event.get("STATUS", "")).strip().upper() == "CANCELLED":
            self.remarks.append(f"{what}: left aside: it is cancelled")
            return
        found = meaning(str(event.get("SUMMARY", "")), (last - first).days + 1, self.name)
        if not found.unclear and set(found.kinds) & _CLOSES and (hours := _hours(event)):
            mend = "if it is for whole days, give it days without hours; if not, take it out"
            self.wrong.append(f"{what}: {hours}, and it may be for a part of the day only; {mend}")
        elif found.unclear:
            self._unclear(what, found.unclear)
        elif found.kinds:
            self.remarks.append(f"{what}: {found.says}")
            words = " ".join(str(event.get("SUMMARY", "")).split())
            self.found += [Found(kind, first, last, words, where) for kind in found.kinds]
        elif (where, title) not in self._told:  # once for all the days of a weekly club
            self._told.add((where, title))
            self.remarks.append(f"{what}: left aside: {found.says}")

    def _unclear(self, what: str, why: str) -> None:
        mend = "say it in the title, such as 'INSET day', 'School closed' or 'Half-term', or take the entry out"
        self.wrong.append(f"{what}: {why}; {mend}")


_TELLING = {
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "SUMMARY",
    "STATUS",
    "SEQUENCE",
}


def _occurrences(calendar: Calendar) -> Iterator[Any]:
    """Every entry on every day it falls on; one that recurs for ever does so as long as the others reach."""
    import icalendar
    import recurring_ical_events

    ending, endless = icalendar.Calendar(), icalendar.Calendar()
    for each in calendar.walk("VTIMEZONE"):
        ending.add_component(each)
        endless.add_component(each)
    for_ever = {str(event.get("UID", "")) for event in calendar.walk("VEVENT") if _is_endless(event)}
    for event in calendar.walk("VEVENT"):
        (endless if str(event.get("UID", "")) in for_ever else ending).add_component(event)
    found = list(recurring_ical_events.of(ending).between(date(1970, 1, 1), _FAR))
    if found and for_ever:
        firsts, lasts = zip(*((first, last) for first, last, _ in map(_span, found)), strict=True)
        found += recurring_ical_events.of(endless).between(min(firsts), max(lasts) + _DAY)
    elif for_ever:
        found += [event for event in endless.walk("VEVENT") if "RECURRENCE-ID" not in event]
    yield from sorted(found, key=lambda event: (_span(event)[:2], int(event[_LINE])))


def _is_endless(event: Any) -> bool:
    rules = event.get("RRULE", [])
    rules = rules if isinstance(rules, list) else [rules]
    return any("UNTIL" not in rule and "COUNT" not in rule for rule in rules)


def _span(event: Any) -> tuple[date, date, str]:
    """The first and the last day, and what is wrong with them."""
    start = event["DTSTART"].dt
    end = event["DTEND"].dt if "DTEND" in event else None
    if end is None and "DURATION" in event:
        end = start + event["DURATION"].dt
    if end is not None and isinstance(start, datetime) is not isinstance(end, datetime):
        return _local_day(start), _local_day(start), "starts on a day and ends at an hour; give both in one way"
    first = _local_day(start)
    if end is None or end == start:
        return first, first, ""
    # The end of an all-day entry is the day after its last, and midnight belongs to the day before.
    last = _local_day(end - (timedelta(microseconds=1) if isinstance(end, datetime) else _DAY))
    if last < first:
        return first, first, f"ends before it begins (DTSTART {start}, DTEND {end}); correct one"
    return first, last, ""


def _local(moment: datetime) -> datetime:
    return moment if moment.tzinfo is None else moment.astimezone(ZoneInfo("Europe/London"))


def _local_day(moment: date) -> date:
    return _local(moment).date() if isinstance(moment, datetime) else moment


def _hours(event: Any) -> str:
    """The hour at which an entry begins or ends, if school may well be open before or after."""
    start = event["DTSTART"].dt
    if not isinstance(start, datetime):
        return ""
    begins = _local(start)
    if begins.time() >= _LATE:
        return f"it begins at {begins:%H:%M}"
    end = event["DTEND"].dt if "DTEND" in event else start
    if "DURATION" in event and "DTEND" not in event:
        end = start + event["DURATION"].dt
    ends = _local(end)
    if end != start and time(0) < ends.time() <= _EARLY:
        return f"it ends at {ends:%H:%M}"
    return ""


def _title(event: Any) -> str:
    words = " ".join(str(event.get("SUMMARY", "")).split())
    return f"'{words}'" if words else "an entry without a title"

"""Open deadlines as a calendar file (RFC 5545), for Outlook, Google Calendar, Apple Calendar and others.

There is no clock in it: an entry is stamped with the day as at which the case was evaluated.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta

from send_deadlines._version import __version__
from send_deadlines.calendars import PLAIN, Period, SchoolDays, count_back, parse_period
from send_deadlines.caseload import Caseload
from send_deadlines.errors import CalendarError, CaseError, CoverageError, PeriodError, Problem, did_you_mean
from send_deadlines.evaluation import Evaluation
from send_deadlines.outcomes import Deadline
from send_deadlines.report.calendar_earlier import AS_OF, MAKER, RULE, Earlier, read_earlier
from send_deadlines.report.calendar_entries import INCLUDED, Entry, entries_of, has_run_out, is_dated
from send_deadlines.said import said_day

if TYPE_CHECKING:
    from icalendar import Event

__all__ = ["alarm_periods", "as_calendar", "needs_icalendar"]

_RINGS_AT = time(9)
_DAY = timedelta(days=1)
_KEPT = relativedelta(years=1)
"""How long an entry that was taken out stays in the file as cancelled, so that every calendar gets to see it."""
_CHANGES_A_DAY = 100
"""Room in the sequence numbers of one day for corrections made on that day."""


def as_calendar(
    evaluations: Caseload | Evaluation | Iterable[Evaluation],
    *,
    alarms: Iterable[str | Period] = (),
    include: Collection[str] = (),
    previous: bytes | str | None = None,
) -> bytes:
    """A calendar file with an all-day entry for each open deadline that has a date; UTF-8, to be written as it is.

    A limit and a right stand on their last day, a wait on the first day on which the act may be done. What has no
    date is not in it: see :func:`without_date`. ``alarms`` are times before an entry's day, such as ``5 working days``
    or ``2 weeks``; each rings at 9:00. Working days are those of the deadline's own law.

    Without ``include`` nothing in it points to a child: it may name ``case``, ``about``, ``school`` and
    ``responsible``. ``previous`` is an earlier file of this library: what is no longer open is then told as cancelled,
    what changed has a higher sequence number, and what did not stays as it was. All cases must be given again, since
    the entries of those that are not are cancelled.

    Raises :class:`~send_deadlines.errors.CalendarError` for an earlier file that cannot be used, a word that cannot be
    included, or without the icalendar package; :class:`~send_deadlines.errors.PeriodError` for an alarm that cannot be
    counted; and :class:`~send_deadlines.errors.CaseError` where two evaluations are of one case or of different days,
    or a case of the caseload could not be evaluated.

    >>> from send_deadlines import Case, Event, evaluate
    >>> case = Case(id="EHC-1042", events=[Event("assessment_request_received", on="2026-01-05")])
    >>> made = as_calendar(evaluate(case, as_of="2026-03-01"), alarms=["2 weeks"])
    >>> made.decode().count("DTSTART;VALUE=DATE:20260525")
    1
    """
    needs_icalendar()
    periods = alarm_periods(alarms)
    unknown = [word for word in include if word not in INCLUDED]
    if unknown:
        raise CalendarError(f"'{unknown[0]}' cannot be included in a calendar; {did_you_mean(unknown[0], INCLUDED)}")
    given = _checked(evaluations)
    earlier = read_earlier(previous, given.as_of) if previous is not None else {}
    entries: dict[str, Entry] = {}
    for evaluation in given:
        entries |= entries_of(evaluation, include)
    kept = {uid for uid, each in entries.items() if _is_kept(each.deadline, earlier.get(uid))}
    writer = _Writer(given.as_of, periods)
    found = [writer.entry(entries[uid], earlier.get(uid)) for uid in kept]
    found += [
        writer.cancelled(each, entries.get(uid))
        for uid, each in earlier.items()
        if uid not in kept and not writer.is_forgotten(each)
    ]
    return writer.calendar(given, found)


def _is_kept(each: Deadline, earlier: Earlier | None) -> bool:
    """Whether a deadline stands in the calendar; a wait that was there stays on its day, which is the day after it."""
    return is_dated(each) or (has_run_out(each) and earlier is not None and not earlier.is_cancelled)


def needs_icalendar() -> None:
    """Raises :class:`~send_deadlines.errors.CalendarError` where the package that writes calendar files is missing."""
    try:
        import icalendar  # noqa: F401
    except ImportError:
        mend = 'install what writes it: pip install "send-deadlines[ics]"'
        raise CalendarError(f"a calendar file needs the icalendar package; {mend}") from None


def alarm_periods(alarms: Iterable[str | Period]) -> list[Period]:
    """The times before a day at which an alarm rings.

    Raises :class:`~send_deadlines.errors.PeriodError` for one that cannot be read, or is in school days.

    >>> alarm_periods(["5 working days", "2 weeks"])
    [WorkingDays(n=5), Weeks(n=2)]
    """
    periods = [parse_period(each) if isinstance(each, str) else each for each in alarms]
    for each in periods:
        if isinstance(each, SchoolDays):
            mend = "give days, weeks, months, years or working days"
            raise PeriodError(f"an alarm is not counted in school days, as '{each}' is; {mend}")
    return list(dict.fromkeys(periods))


def _checked(evaluations: Caseload | Evaluation | Iterable[Evaluation]) -> Caseload:
    """The evaluations as one caseload, none of it missing, no case twice, all as at one day."""
    if isinstance(evaluations, Caseload):
        if evaluations.refused:
            raise CaseError(evaluations.refused)
        given, as_of = evaluations.evaluations, evaluations.as_of
    else:
        given = (evaluations,) if isinstance(evaluations, Evaluation) else tuple(evaluations)
        if not given:
            mend = "give a Caseload, as evaluate_all makes it, which knows its day"
            raise CaseError([Problem("", "there is no evaluation, and so no day to stamp the calendar with", mend)])
        odd: Any = next((each for each in given if not isinstance(each, Evaluation)), None)
        if odd is not None:
            what = f"a {type(odd).__name__} was given, not an Evaluation"
            raise CaseError([Problem("", what, "give what evaluate or evaluate_all made")])
        as_of = given[0].as_of
    problems = []
    seen: set[str] = set()
    for each in given:
        where = f"case {each.case_id}"
        if each.as_of != as_of:
            what = f"it is evaluated as at {each.as_of}, and another case as at {as_of}"
            problems.append(Problem(where, what, "evaluate all as at one day"))
        if each.case_id in seen:
            what = "it is evaluated twice, and the two would write over each other in a calendar"
            problems.append(Problem(where, what, "give each case its own id"))
        seen.add(each.case_id)
    if problems:
        raise CaseError(problems)
    return Caseload(as_of, given)


class _Writer:
    """What all entries of a file have in common: the day, and the alarms."""

    def __init__(self, as_of: date, alarms: Sequence[Period]) -> None:
        self.as_of = as_of
        self.alarms = alarms

    def calendar(self, given: Caseload, events: Iterable[Any]) -> bytes:
        import icalendar

        made = icalendar.Calendar()
        made.add("PRODID", f"{MAKER}send-deadlines {__version__}//EN")
        made.add("VERSION", "2.0")
        made.add("METHOD", "PUBLISH")
        laws = sorted({each.law.hash[:12] for each in given})
        made.add("X-WR-CALNAME", "SEND deadlines")
        rests_on = f"Worked out as at {said_day(self.as_of)} by send-deadlines {__version__}"
        made.add("X-WR-CALDESC", ", ".join([rests_on, *(f"law {each}" for each in laws)]) + ".")
        made.add(AS_OF, self.as_of.isoformat())
        for event in sorted(events, key=lambda event: (event["DTSTART"].dt, str(event["UID"]))):
            made.add_component(event)
        return bytes(made.to_ical())

    def entry(self, entry: Entry, earlier: Earlier | None) -> Event:
        """The entry of an open deadline; as it was, where nothing in it has changed."""
        return self._latest(lambda stamp, sequence: self._open(entry, stamp, sequence), earlier)

    def cancelled(self, earlier: Earlier, entry: Entry | None) -> Event:
        """What is no longer open, or no longer there at all."""
        return self._latest(lambda stamp, sequence: self._over(earlier, entry, stamp, sequence), earlier)

    def is_forgotten(self, earlier: Earlier) -> bool:
        """Whether an entry was cancelled so long ago that every calendar has seen it."""
        return earlier.is_cancelled and earlier.stamp + _KEPT < self.as_of

    def _latest(self, write: Callable[[date, int], Event], earlier: Earlier | None) -> Event:
        own = self.as_of.toordinal() * _CHANGES_A_DAY
        if earlier is None:
            return write(self.as_of, own)
        # Written again as at its own day, it is the same unless something in it has changed since.
        if write(earlier.stamp, earlier.sequence).to_ical() == earlier.event.to_ical():
            return earlier.event
        return write(self.as_of, max(own, earlier.sequence + 1))

    def _open(self, entry: Entry, stamp: date, sequence: int) -> Event:
        event = _event(entry.uid, entry.day, stamp, sequence, "CONFIRMED", entry.deadline.rule)
        event.add("SUMMARY", entry.summary())
        event.add("URL", entry.deadline.cites[0].url)
        event.add("CATEGORIES", entry.categories)
        said = entry.says(stamp)
        for before, rings in _rings(entry, self.alarms):
            if rings is None:
                said.append(f"No reminder {before} before: no bank holidays are known for that year.")
            elif rings >= stamp:  # one whose day had gone would ring at once, for every entry of a new file
                event.add_component(_alarm(entry, rings))
        event.add("DESCRIPTION", "\n".join(said))
        return event

    def _over(self, earlier: Earlier, entry: Entry | None, stamp: date, sequence: int) -> Event:
        event = _event(earlier.uid, earlier.day, stamp, sequence, "CANCELLED", earlier.rule)
        if entry is None:
            event.add("SUMMARY", f"No longer among the deadlines: {earlier.rule}")
            event.add("DESCRIPTION", f"Taken out as at {said_day(stamp)}: nothing starts it any more.")
        else:
            event.add("SUMMARY", entry.summary_when_over(stamp))
            event.add("DESCRIPTION", "\n".join(entry.says_when_over(stamp)))
        return event


def _event(uid: str, day: date, stamp: date, sequence: int, status: str, rule: str) -> Event:
    import icalendar

    event = icalendar.Event()
    event.add("UID", uid)
    event.add("DTSTAMP", datetime.combine(stamp, time(), UTC))
    event.add("SEQUENCE", sequence)
    event.add("STATUS", status)
    event.add("DTSTART", day)
    event.add("DTEND", day + _DAY)
    event.add("TRANSP", "TRANSPARENT")
    event.add(RULE, rule)
    return event


def _rings(entry: Entry, alarms: Iterable[Period]) -> list[tuple[Period, date | None]]:
    """The day of each alarm, no day twice; None where the working days of that year are not known."""
    found: list[tuple[Period, date | None]] = []
    working = entry.deadline._plan.working_days
    for period in alarms:
        try:
            end = count_back(entry.day.toordinal(), period, clear=False, counting=PLAIN, working=working).end
        except CoverageError:
            found.append((period, None))
            continue
        rings = date.fromordinal(end)
        if all(rings != other for _, other in found):
            found.append((period, rings))
    return found


def _alarm(entry: Entry, rings: date) -> Any:
    import icalendar

    alarm = icalendar.Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", entry.summary())
    # From the beginning of the entry's day, whatever the time zone of whoever looks at it.
    hour = timedelta(hours=_RINGS_AT.hour)
    alarm.add("TRIGGER", rings - entry.day + hour)
    return alarm

"""What a timeline shows of each deadline: its stretches of time, its words, and which days are not counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple, TypeAlias

from send_deadlines.calendars import DayCalendar, SchoolDays, WorkingDays, working_day_calendar
from send_deadlines.engine.due import SCHOOL
from send_deadlines.errors import CoverageError
from send_deadlines.outcomes import Deadline
from send_deadlines.report.date_notes import notes_to
from send_deadlines.report.words import plain, state_words
from send_deadlines.said import said_bounds, said_day
from send_deadlines.states import State

__all__ = ["Bar", "Part", "Style", "bar_of", "short_day"]

Style: TypeAlias = Literal["limit", "done", "right", "wait", "open", "late", "past", "range", "back", "other", "gap"]

_CLOSED = frozenset({State.MET, State.MET_LATE, State.ENDED, State.SUPERSEDED, State.LAPSED, State.BROKEN})
_SETTLED = frozenset({State.MET, State.ENDED, State.SUPERSEDED})
"""Nothing hangs on the date any more."""


class Part(NamedTuple):
    """A stretch of a bar, both days inclusive; ``last`` is None where it has no end that is known."""

    style: Style
    first: date
    last: date | None


class Bar(NamedTuple):
    """A deadline as a timeline shows it."""

    deadline: Deadline
    label: str
    due: str
    """Its last day, in words."""
    state: str
    """Where it stands, in words."""
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    """What is not certain about the date."""

    @property
    def days(self) -> list[date]:
        """Every day that its parts begin or end with, and the days it was due and done."""
        ends = [day for part in self.parts for day in (part.first, part.last)]
        return [day for day in (*ends, self.deadline.due, self.deadline.done_on) if day is not None]


def short_day(day: date) -> str:
    """A day in few letters.

    >>> short_day(date(2026, 5, 25))
    'Mon 25 May 2026'
    """
    weekday, number, month, year = said_day(day).split()
    return f"{weekday[:3]} {number} {month[:3]} {year}"


def bar_of(each: Deadline, as_of: date, calendars: Mapping[str, Any]) -> Bar:
    """How a timeline shows a deadline. ``calendars`` are those of the case, by their roles.

    >>> from send_deadlines import Case, Event, evaluate
    >>> request = Case("A1", [Event("assessment_request_received", on="2026-01-05")])
    >>> made = bar_of(evaluate(request, "2026-06-01")["ehc_assessment.final_plan"], date(2026, 6, 1), {})
    >>> made.label, made.due, made.state
    ('Final plan (local authority)', 'Mon 25 May 2026 *', '7 days overdue')
    >>> [(part.style, part.last.isoformat()) for part in made.parts]
    [('limit', '2026-05-25'), ('late', '2026-06-01')]
    """
    name = each.rule.partition(".")[2].replace("_", " ")
    about = f": {plain(each.about)}" if each.about is not None else ""
    notes = () if each.state in _SETTLED else tuple(map(plain, notes_to(each)))
    stretches = [*_stretches(each, as_of)]
    if each.due is not None:
        until = max(part.last or each.due for part in stretches if part.style not in ("late", "past"))
        stretches += _not_counted(each, calendars, until)
    return Bar(
        each,
        f"{name[:1].upper()}{name[1:]}{about} ({each.who.replace('_', ' ')})",
        f"{_due(each, as_of)} *" if notes else _due(each, as_of),
        _state(each, as_of),
        tuple(stretches),
        notes,
    )


def _due(each: Deadline, as_of: date) -> str:
    if each.due is not None:
        return short_day(each.due)
    if each.kind in ("duty", "cap"):
        return "no fixed day"
    # That what may still not be done could not be done before a day that has gone says nothing.
    since = as_of if each.kind == "wait" else None
    return said_bounds(each.earliest, each.latest, since=since, say=short_day)


def _state(each: Deadline, as_of: date) -> str:
    said = [state_words(each, as_of)]
    if each.strength not in ("statutory", "directed"):
        said.append(f"({each.strength.replace('_', ' ')})")
    if each.governor is not None:
        said.append("(an earlier limit decides)")
    return " ".join(said)


def _stretches(each: Deadline, as_of: date) -> Iterator[Part]:
    start = each.started_on
    if each.due is not None:
        yield from _dated(each, as_of, each.due)
    elif each.kind in ("duty", "cap"):
        yield Part("open", start, None if each.is_open else max(start, _over(each) or as_of))
    else:
        first = each.earliest
        if first is None or first == each.latest:  # only whether it applies is not known
            first = min(start, each.latest or start)
        if each.state is State.WAITING:
            yield Part("wait", start, as_of)
            first = max(first, as_of + timedelta(days=1))
        yield Part("range", first, each.latest)
        if each.was_missed and each.latest is not None:
            yield from _after(each, each.latest, _over(each) or as_of)


def _dated(each: Deadline, as_of: date, due: date) -> Iterator[Part]:
    style: Style = "limit"
    if each.state is State.UNKNOWN:
        style = "range"
    elif each.state in _CLOSED:
        style = "done"
    elif each.kind in ("right", "wait"):
        style = "right" if each.kind == "right" else "wait"
    # Counted back from a day to come, a last day can lie before the clock started: then there is no time to show.
    yield Part(style, min(each.started_on, due), due)
    if each.state is State.OVERDUE:
        yield from _after(each, due, as_of)
    elif each.state is State.MET_LATE or each.was_missed:
        yield from _after(each, due, _over(each) or as_of)
    if each.state not in _CLOSED:
        if each.counted_back_from is not None and each.counted_back_from > due:
            yield Part("back", due + timedelta(days=1), each.counted_back_from)
        other = {each.latest, *(reading.due for reading in each.alternatives)} - {None, due}
        for day in sorted(day for day in other if day is not None):
            yield Part("other", due + timedelta(days=1), day) if day > due else Part("other", day, due)


def _after(each: Deadline, last_day: date, until: date) -> Iterator[Part]:
    """The time after the last day, until the act was done or no longer wanted."""
    if until > last_day:
        yield Part("late" if each.is_breach else "past", last_day + timedelta(days=1), until)


def _over(each: Deadline) -> date | None:
    """The day on which it was done, ended, or started afresh."""
    if each.done_on is not None:
        return each.done_on
    ends = [step[2] if step[0] == "ended" else step[1] for step in each.steps if step[0] in ("ended", "superseded")]
    return date.fromordinal(max(ends)) if ends else None


def _not_counted(each: Deadline, calendars: Mapping[str, Any], until: date) -> Iterator[Part]:
    """The stretches up to a day that its count passed over, as its steps tell; not the weekends, which are
    everywhere."""
    found: set[tuple[int, int]] = set()
    first = last = 0
    for step in each.steps:
        if step[0] in ("counted", "counted back"):
            first, last = (each._start, step[4]) if step[0] == "counted" else (step[4], step[3] - 1)
            calendar = _calendar(each, step[1], calendars)
            found |= set(_closed(calendar, first, last)) if calendar is not None else set()
        elif step[0] == "left out":
            years = range(date.fromordinal(first).year - 1, date.fromordinal(last).year + 1)
            found |= {window.spell(year) for window in step[2] for year in years} | set(step[3])
    last = min(last, until.toordinal())
    for begins, ends in sorted(found):
        if begins <= last and ends >= first:
            yield Part("gap", date.fromordinal(max(begins, first)), date.fromordinal(min(ends, last)))


def _calendar(each: Deadline, period: object, calendars: Mapping[str, Any]) -> DayCalendar | None:
    if isinstance(period, SchoolDays):
        return calendars.get(SCHOOL)
    return working_day_calendar(each._counted_by["working_day"]) if isinstance(period, WorkingDays) else None


def _closed(calendar: DayCalendar, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The stretches of closed days between two days that are more than a weekend."""
    run: list[int] = []
    for day in range(first, last + 2):
        if day <= last and _is_closed(calendar, day):
            run.append(day)
            continue
        if any(date.fromordinal(one).weekday() < 5 for one in run):
            yield run[0], run[-1]
        run = []


def _is_closed(calendar: DayCalendar, day: int) -> bool:
    """Whether it is known that a day is closed; the day of the start can lie before the calendar."""
    try:
        return not calendar.is_open(day)
    except CoverageError:
        return False

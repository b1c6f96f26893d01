"""Meet a case with the law, as at a day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from send_deadlines._version import __version__
from send_deadlines.calendars import Counting, working_day_calendar
from send_deadlines.case import Case, as_day
from send_deadlines.engine.directed_days import Direction
from send_deadlines.engine.directions import directions_of
from send_deadlines.engine.due import SCHOOL
from send_deadlines.engine.intake import take_in
from send_deadlines.engine.known import Known
from send_deadlines.engine.plan_book import plan_book
from send_deadlines.engine.planning import Planning
from send_deadlines.engine.run import Run
from send_deadlines.errors import CaseError, Problem, did_you_mean
from send_deadlines.evaluation import Evaluation
from send_deadlines.law.library import Law, load_law
from send_deadlines.outcomes import Deadline
from send_deadlines.said import iso_day, shown
from send_deadlines.states import State

__all__ = ["case_fingerprint", "evaluate"]

_OPEN_LIMITS = (State.RUNNING, State.DUE_TODAY, State.OVERDUE)
_LAST = date.max.toordinal()


def evaluate(
    case: Case,
    as_of: str | date,
    *,
    law: Law | None = None,
    calendars: Mapping[str, Any] | None = None,
    readings: Mapping[str, str] | None = None,
) -> Evaluation:
    """Work out every deadline of a case as at a day.

    Events after ``as_of`` are not seen, so any past day can be replayed. ``law`` is the law in the package unless
    another is given. ``calendars`` are school calendars by the names the case uses for them. ``readings`` chooses,
    by the name of each dispute, how disputed words are read; without a choice the cautious reading is taken.

    Raises :class:`~send_deadlines.errors.CaseError` for anything in the case the law does not know, and
    :class:`~send_deadlines.errors.CoverageError` for a day no calendar covers.

    >>> from send_deadlines import Case, Event, evaluate
    >>> case = Case(id="EHC-1042", events=[Event("assessment_request_received", on="2026-01-05")])
    >>> evaluate(case, as_of="2026-03-01")["ehc_assessment.final_plan"].due
    datetime.date(2026, 5, 25)
    """
    if law is None:
        law = load_law()
    given: Any = case  # whatever a caller gives, not only what it should
    if not isinstance(given, Case):
        mend = 'make one with Case("EHC-1042", [Event(...)]), or read one with Case.from_dict'
        raise CaseError([Problem("", f"a {type(given).__name__} was given to evaluate, not a Case", mend)])
    day = as_day(as_of, "as_of")
    today = day.toordinal()
    wrong: list[Problem] = []
    roles = _calendars(case, calendars, law, wrong) if case.calendars else {}
    if readings:
        _check_readings(readings, law, wrong)
    happenings, problems = take_in(case, law, today, wrong, roles)
    book = plan_book(law)
    directions = directions_of(happenings, book)
    known = Known(law, today, happenings, case.facts, roles, readings or {}, directions)
    run = Run(known)
    run.every(book.for_events(known.events, frozenset(directions)))
    found = run.found
    problems += _ignored(case.id, known, run, law)
    _govern(found)
    found.sort(key=lambda each: (each._due or _LAST, each._plan.order, each._start, each.about or ""))

    receipt = partial(_receipt, case, law, day, roles, dict(readings or {}), tuple(found))
    return Evaluation(case, day, tuple(found), problems, receipt, Planning(book, known))


def _receipt(
    case: Case, law: Law, day: date, roles: dict[str, Any], readings: dict[str, str], found: tuple[Deadline, ...]
) -> dict[str, Any]:
    return {
        "library": __version__,
        "law": law.hash,
        "as_of": day.isoformat(),
        "case": case_fingerprint(case),
        "calendars": {role: {"name": each.name, "hash": each.fingerprint} for role, each in roles.items()},
        "working_days": {name: working_day_calendar(name).fingerprint for name in sorted(_working_days(found))},
        "readings": readings,
    }


def case_fingerprint(case: Case) -> str:
    """A hash of what the case says, whatever order its events were entered in; its labels say nothing."""
    data = {key: value for key, value in case.to_dict().items() if key not in ("responsible", "school")}
    data["events"] = sorted(data["events"], key=lambda each: json.dumps(each, sort_keys=True))
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def _working_days(found: tuple[Deadline, ...]) -> set[str]:
    counting: set[Counting] = {each._plan.time.counting for each in found}
    return {each.working_days for each in counting}


def _calendars(case: Case, given: Mapping[str, Any] | None, law: Law, wrong: list[Problem]) -> dict[str, Any]:
    """The case's calendars by the role each has."""
    where = f"case {case.id}"
    closures = (each["fact"].get("around_closure", {}) for each in law.exceptions.values())
    known = {SCHOOL}.union(*(around.get("calendars", ()) for around in closures))
    known |= _calendars_named(case, law)
    roles: dict[str, Any] = {}
    for role, calendar in case.calendars.items():
        if role not in known:
            wrong.append(Problem(where, f"no calendar is used as '{role}'", did_you_mean(role, known)))
            continue
        if isinstance(calendar, str):
            if given is None or calendar not in given:
                what = f"its {role} calendar is '{calendar}', which was not given"
                mend = (
                    did_you_mean(calendar, given or {})
                    if given
                    else "pass it in `calendars` (on the command line: --calendar FILE)"
                )
                wrong.append(Problem(where, what, mend))
                continue
            calendar = given[calendar]
        if not hasattr(calendar, "closed_spells"):
            what = f"its {role} calendar is {shown(calendar)}, not a SchoolCalendar"
            wrong.append(Problem(where, what, "make one with SchoolCalendar, or load_school_calendar"))
            continue
        roles[role] = calendar
    return roles


def _calendars_named(case: Case, law: Law) -> set[str]:
    """The calendars that the events of a case name."""
    naming = law.kept("naming_calendars", _naming_calendars)
    found = {
        event.more[attribute]
        for event in case.events
        for attribute in naming.get(event.event, ())
        if event.more
        if attribute in event.more
    }
    return {each for each in found if isinstance(each, str)}


def _naming_calendars(law: Law) -> dict[str, list[str]]:
    """The attributes that name a calendar, by event."""
    made: dict[str, list[str]] = {}
    for name, words in law.events.items():
        for key, attribute in words.get("attributes", {}).items():
            if attribute.get("names") == "calendar":
                made.setdefault(name, []).append(key)
    return made


def _check_readings(readings: Mapping[str, str], law: Law, wrong: list[Problem]) -> None:
    for dispute, reading in readings.items():
        if dispute not in law.disputes:
            wrong.append(Problem("readings", f"unknown dispute '{dispute}'", did_you_mean(str(dispute), law.disputes)))
            continue
        known = [each["id"] for each in law.disputes[dispute]["readings"]]
        if reading not in known:
            mend = did_you_mean(str(reading), known)
            wrong.append(Problem("readings", f"'{dispute}' has no reading '{reading}'", mend))


def _ignored(case_id: str, known: Known, run: Run, law: Law) -> tuple[Problem, ...]:
    """What the case records and nothing could use: a start before the law, a judgement no provision allows."""
    where = f"case {case_id}"
    found = []
    book = plan_book(law)
    # Where a version of the law was in force on that day, it had the event in view, and did not bind.
    unbound = [start for start in run.out_of_force if not book.has_in_force(*start)]
    for event, day in sorted(set(unbound) - _used(run)) if unbound else ():
        what = f"none of the time limits that {event} starts was in force on {iso_day(day)}"
        found.append(Problem(where, what, "correct its day, or leave the case to the law of its time"))
    found += _odd_directions(where, known, run)
    found += _calendars_wanted(where, known, law)
    judgements = law.kept("judgements", _judgements)
    for event in sorted(known.events & judgements.keys()):
        for each in known.happenings[event]:
            exception, limit = str(each.attributes["exception"]), str(each.attributes["limit"])
            if exception not in judgements[event].get(limit, ()):
                what = f"{event} names the exception '{exception}', which '{limit}' does not have"
                mend = did_you_mean(exception, judgements[event].get(limit, ()))
                found.append(Problem(where, what, mend))
    return tuple(found)


def _calendars_wanted(where: str, known: Known, law: Law) -> list[Problem]:
    """Calendars that events name and a case with calendars does not have: one of the two may be misspelt."""
    if not known.calendars:
        return []  # what is not known without any says so itself
    naming = law.kept("naming_calendars", _naming_calendars)
    return [
        Problem(
            where,
            f"{event} on {iso_day(each.day)} names the calendar '{each.attributes[key]}', which the case does not have",
            f"add it to its `calendars`, or correct the name: {did_you_mean(each.attributes[key], known.calendars)}",
        )
        for event in sorted(known.events & naming.keys())
        for each in known.happenings[event]
        for key in naming[event]
        if each.attributes.get(key, SCHOOL) not in known.calendars
    ]


def _odd_directions(where: str, known: Known, run: Run) -> list[Problem]:
    """Directions that name a day that had gone, or an act that had been done."""
    found = []
    for act, given in sorted(known.directions.items()):
        for direction in given:
            told = direction.happening
            asks = f"{told.event} on {iso_day(told.day)} asks for '{act}'"
            for each in run.found:
                if _is_done_already(direction, act, each):
                    what = f"{asks}, which had been done on {each.done_on}"
                    found.append(Problem(where, what, "if it is wanted again, say so in the direction with `again`"))
            if direction.due is not None and direction.due < told.day:
                what = f"{asks} by {iso_day(direction.due)}, which had gone"
                found.append(Problem(where, what, "see whether one of the two days is wrong"))
    return found


def _is_done_already(direction: Direction, act: str, each: Deadline) -> bool:
    """Whether a direction fixes a day to come for what a deadline shows to have been done, and does not ask again."""
    told = direction.happening
    return (
        each._plan.act == act
        and each._done is not None
        and each._done < told.day <= (direction.due or told.day)
        and each._directed_on == told.day
        and not (direction.again or direction.not_required)
        and each.about in (told.about, None)
    )


def _used(run: Run) -> set[tuple[str, int]]:
    """The events that started, met or ended something, so that they are not there for nothing."""
    words = ("done", "ended", "guarded")
    used = {(step[1], step[2]) for each in run.found for step in each.steps if step[0] in words}
    return used | {(each.started_by, each._start) for each in run.found}


def _judgements(law: Law) -> dict[str, dict[str, list[str]]]:
    """For each event that records a judgement, the exceptions it can be about, by rule."""
    made: dict[str, dict[str, list[str]]] = {}
    lists = [(rule["id"], rule.get("unless", [])) for rule in law.rules]
    lists += [
        (rule, change.get("unless", []))
        for amendment in law.amendments
        for change in amendment["change"]
        for rule in change["rules"]
    ]
    for rule, unless in lists:
        for each in unless:
            event = law.exceptions[each["exception"]]["judgement"]["event"]
            made.setdefault(event, {}).setdefault(rule, []).append(each["exception"])
    return made


def _govern(found: list[Deadline]) -> None:
    """Where several open limits run to one act, the earliest governs."""
    by_act: dict[tuple[str, str | None], list[Deadline]] = {}
    for each in found:
        plan = each._plan
        act = plan.act
        if act is not None and plan.kind == "limit" and each.state in _OPEN_LIMITS:
            by_act.setdefault((act, each.about), []).append(each)
    for limits in by_act.values():
        if len(limits) > 1:
            first = min(limits, key=lambda each: (each._due or _LAST, each._plan.order))
            for each in limits:
                if (each._due or _LAST) > (first._due or _LAST):
                    each.governor = first

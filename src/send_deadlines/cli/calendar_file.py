"""The calendar file that ``send-deadlines evaluate --format ics`` writes, and the options that are only for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from send_deadlines.caseload import Caseload
from send_deadlines.cli.inputs import refuse
from send_deadlines.cli.output import written
from send_deadlines.errors import Problem, SendDeadlinesError
from send_deadlines.evaluation import Evaluation
from send_deadlines.report.calendar_entries import INCLUDED, without_date
from send_deadlines.report.calendar_file import alarm_periods, as_calendar, needs_icalendar
from send_deadlines.report.words import days, listed
from send_deadlines.states import State

__all__ = ["CalendarFile", "calendar_options"]

F = TypeVar("F", bound=Callable[..., Any])


def calendar_options(command: F) -> F:
    """The options that are only for ``--format ics``."""
    for option in (
        click.option(
            "--update",
            metavar="FILE",
            help="With --format ics: an earlier calendar file of this command, which may be the --output itself. What "
            "is no longer open is told as cancelled, what has changed as changed.",
        ),
        click.option(
            "--include",
            type=click.Choice(INCLUDED),
            multiple=True,
            help="With --format ics: put this into the entries, which without it point to no child. Can be given "
            "again.",
        ),
        click.option(
            "--alarm",
            "alarms",
            metavar="PERIOD",
            multiple=True,
            help='With --format ics: ring at 9:00 so long before the day, such as "5 working days" or "2 weeks". '
            "Can be given again.",
        ),
    ):
        command = option(command)
    return command


class CalendarFile:
    """What was asked of a calendar file; ends the program when it cannot be done, before any case is evaluated."""

    def __init__(self, form: str, alarms: tuple[str, ...], include: tuple[str, ...], update: str | None) -> None:
        self.is_wanted = form == "ics"
        self._alarms, self._include, self._update = alarms, include, update
        self._previous: bytes | None = None
        given = [name for name, value in (("--alarm", alarms), ("--include", include), ("--update", update)) if value]
        if given and not self.is_wanted:
            what = f"it says how a calendar file is written, and the form asked for is {form}"
            refuse([Problem(name, what, "add --format ics, or leave it out") for name in given])
        if self.is_wanted:
            self._check()

    def _check(self) -> None:
        problems = []
        try:
            needs_icalendar()
        except SendDeadlinesError as error:
            problems.append(Problem("--format ics", str(error)))
        try:
            alarm_periods(self._alarms)
        except SendDeadlinesError as error:
            problems.append(Problem("--alarm", str(error)))
        if self._update is not None:
            try:
                self._previous = Path(self._update).read_bytes()
            except OSError as error:
                mend = "give an earlier calendar file, or leave --update out the first time"
                problems.append(Problem(self._update, f"it cannot be read ({error.strerror})", mend))
        if problems:
            refuse(problems)

    def write(self, as_of: date, evaluations: Iterable[Evaluation], output: str | None) -> None:
        """Write the file, and tell on standard error what could not be in it."""
        caseload = Caseload(as_of, evaluations)
        try:
            made = as_calendar(caseload, alarms=self._alarms, include=self._include, previous=self._previous)
        except SendDeadlinesError as error:  # by now it can only be the earlier file
            refuse([Problem(self._update or "", str(error))])
        with written(output) as out:
            out.flush()
            out.buffer.write(made)  # type: ignore[attr-defined]  # its line ends and its UTF-8 are fixed by RFC 5545
        missing = Counter(_why(each.state) for evaluation in caseload for each in without_date(evaluation))
        if missing:
            count = sum(missing.values())
            parts = listed([f"{number:,} {why}" for why, number in sorted(missing.items())], "and")
            are = "is" if count == 1 else "are"
            told = (
                f"{days(count, 'open deadline')} {are} not in the calendar, because no day is known or fixed: {parts}"
            )
            click.echo(f"{told}; evaluate without --format ics lists them", err=True)


def _why(state: State) -> str:
    return {State.UNKNOWN: "not known", State.LIFTED: "lifted by an exception"}.get(state, "with no fixed day")

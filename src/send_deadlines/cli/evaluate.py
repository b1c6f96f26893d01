"""``send-deadlines evaluate``: every deadline of every case, as at a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO

import click

from send_deadlines.cli.calendar_file import CalendarFile, calendar_options
from send_deadlines.cli.inputs import WRONG_INPUT, Setup, as_of_option, complain, open_cases, setup_options
from send_deadlines.cli.output import (
    Said,
    form_option_with,
    of_evaluations,
    output_option,
    wants_colour,
    write,
    written,
)
from send_deadlines.cli.parquet import refuse_terminal, write_parquet
from send_deadlines.cli.run import Run
from send_deadlines.evaluation import Evaluation
from send_deadlines.sources import CaseFile

__all__ = ["evaluate"]

_BREACH = 1


@click.command(epilog="Example: send-deadlines evaluate cases.jsonl --as-of 2026-03-01 --format csv --output due.csv")
@click.argument("cases")
@as_of_option
@form_option_with("ics", "parquet")
@click.option(
    "--fail-on-breach", is_flag=True, help="Exit with 1 when anything is in breach, however disputed words are read."
)
@setup_options
@calendar_options
@output_option
def evaluate(
    cases: str,
    as_of: date,
    form: str,
    fail_on_breach: bool,
    calendar_files: tuple[str, ...],
    law_files: tuple[str, ...],
    readings: tuple[str, ...],
    alarms: tuple[str, ...],
    include: tuple[str, ...],
    update: str | None,
    output: str | None,
) -> None:
    """Work out the deadlines of CASES as at a day.

    CASES is a file with one case or a list of cases as JSON, or with one case a line (.jsonl, .ndjson); "-" is
    standard input. JSON Lines are worked through line by line: a line that is wrong is told, and the others go on.

    With --format ics it writes a calendar file, whole or not at all: every open deadline that has a date is an entry.
    What cannot be right in a case stands in the answer, or for CSV, Parquet and iCalendar on standard error.
    With --format parquet it writes a table for data tools, one row a deadline, with dates as dates.

    Exits with 0 when all was evaluated, 1 when something is in breach and --fail-on-breach is given, 2 when the
    input is wrong.
    """
    calendar_file = CalendarFile(form, alarms, include, update)
    if form == "parquet":
        refuse_terminal(output)
    said = of_evaluations(colour=wants_colour(output))
    setup = Setup(as_of, law_files, calendar_files, readings)
    found = open_cases(cases)
    if found.shape == "lines" and not setup.problems and not calendar_file.is_wanted:
        run = _Run(setup, found)
        with written(output) as out, run.watched(output):
            _write(form, said, run, out, one=False)
        code = WRONG_INPUT if run.wrong else _BREACH if run.breached and fail_on_breach else 0
        raise SystemExit(code)
    evaluations = setup.every(found)
    if calendar_file.is_wanted:
        calendar_file.write(as_of, list(_telling(evaluations)), output)
    else:
        with written(output) as out:
            _write(form, said, evaluations, out, one=found.shape == "one")
    raise SystemExit(_BREACH if fail_on_breach and any(each.breaches for each in evaluations) else 0)


_ROWS = ("csv", "parquet")
"""The forms that have no place for what cannot be right in a case."""


def _telling(made: Iterable[Evaluation]) -> Iterator[Evaluation]:
    """The evaluations, with their problems told beside them."""
    for each in made:
        complain(each.problems)
        yield each


def _write(form: str, said: Said, made: Iterable[Evaluation], out: IO[str], *, one: bool) -> None:
    made = _telling(made) if form in _ROWS else made
    if form == "parquet":
        write_parquet(made, out)
    else:
        write(form, said, made, out, one=one)


class _Run(Run[Evaluation]):
    """The evaluations of JSON Lines."""

    def __init__(self, setup: Setup, found: CaseFile) -> None:
        super().__init__(found, setup.evaluate)
        self.breached = False

    def __iter__(self) -> Iterator[Evaluation]:
        for each in super().__iter__():
            self.breached = self.breached or bool(each.breaches)
            yield each

"""``send-deadlines evaluate``: every deadline of every case, as at a day."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import click

from send_deadlines.cli.inputs import WRONG_INPUT, Setup, as_of_option, complain, open_cases, setup_options
from send_deadlines.cli.output import FORMATS, wants_colour, write, written
from send_deadlines.evaluation import Evaluation
from send_deadlines.sources import CaseFile

__all__ = ["evaluate"]

_BREACH = 1


@click.command(epilog="Example: send-deadlines evaluate cases.jsonl --as-of 2026-03-01 --format csv --output due.csv")
@click.argument("cases")
@as_of_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *FORMATS]),
    default="text",
    help="The form of the answer; text if not given.",
)
@click.option(
    "--fail-on-breach", is_flag=True, help="Exit with 1 when anything is in breach, however disputed words are read."
)
@setup_options
@click.option("--output", metavar="FILE", help="Write to a file, which is there only once it is whole.")
def evaluate(
    cases: str,
    as_of: date,
    form: str,
    fail_on_breach: bool,
    calendar_files: tuple[str, ...],
    law_files: tuple[str, ...],
    readings: tuple[str, ...],
    output: str | None,
) -> None:
    """Work out the deadlines of CASES as at a day.

    CASES is a file with one case or a list of cases as JSON, or with one case a line (.jsonl, .ndjson); "-" is
    standard input. JSON Lines are worked through line by line: a line that is wrong is told, and the others go on.

    Exits with 0 when all was evaluated, 1 when something is in breach and --fail-on-breach is given, 2 when the
    input is wrong.
    """
    setup = Setup(as_of, law_files, calendar_files, readings)
    found = open_cases(cases)
    if found.shape == "lines" and not setup.problems:
        run = _Run(setup, found)
        with written(output) as out, run.watched(output):
            write(form, run, out, one=False, colour=wants_colour(output))
        code = WRONG_INPUT if run.wrong else _BREACH if run.breached and fail_on_breach else 0
        raise SystemExit(code)
    evaluations = setup.every(found)
    with written(output) as out:
        write(form, evaluations, out, one=found.shape == "one", colour=wants_colour(output))
    raise SystemExit(_BREACH if fail_on_breach and any(each.breaches for each in evaluations) else 0)


class _Run:
    """The evaluations of JSON Lines, one at a time; what is wrong is told as it is met."""

    def __init__(self, setup: Setup, found: CaseFile) -> None:
        self._setup = setup
        self._found = found
        self._bar: Any = None
        self.wrong = False
        self.breached = False

    @contextmanager
    def watched(self, output: str | None) -> Iterator[None]:
        """Show a progress bar, where one is seen and in nobody's way."""
        seen = sys.stderr.isatty() and (output not in (None, "-") or not sys.stdout.isatty())
        if not seen or not self._found.size:
            yield
            return
        with click.progressbar(length=self._found.size, file=sys.stderr, label="cases") as self._bar:
            yield

    def __iter__(self) -> Iterator[Evaluation]:
        before = 0
        for entry in self._found:
            made = self._setup.evaluate(entry)
            if isinstance(made, Evaluation):
                self.breached = self.breached or bool(made.breaches)
                yield made
            else:
                self.wrong = True
                if self._bar is not None:
                    click.echo("\r\x1b[K", nl=False, err=True)  # the bar is drawn again below
                complain(made)
            if self._bar is not None:
                self._bar.update(self._found.taken - before)
                before = self._found.taken

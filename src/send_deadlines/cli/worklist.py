"""``send-deadlines worklist``: what many cases ask for, the most pressing first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any, TypeVar

import click

from send_deadlines.calendars import SchoolDays, parse_period
from send_deadlines.cli.inputs import (
    WRONG_INPUT,
    Setup,
    as_of_option,
    open_cases,
    refuse,
    setup_options,
)
from send_deadlines.cli.output import Report, output_option, wants_colour, write_report, written
from send_deadlines.cli.run import Run
from send_deadlines.errors import CoverageError, NotThereError, PeriodError, Problem
from send_deadlines.evaluation import Evaluation
from send_deadlines.report.worklist import Worklist, gather, horizon
from send_deadlines.report.worklist_data import WORKLIST_COLUMNS, worklist_as_data, worklist_as_rows
from send_deadlines.report.worklist_page import worklist_pages, worklist_title
from send_deadlines.sources import CaseFile, Entry

__all__ = ["Evaluated", "within_option", "worklist"]

F = TypeVar("F", bound=Callable[..., Any])

_FORMATS = ("text", "html", "markdown", "csv", "json")


class Evaluated:
    """The evaluations of a file of cases, one at a time; what is wrong is told as it is met, and kept."""

    def __init__(self, setup: Setup, found: CaseFile) -> None:
        if setup.problems:
            refuse(setup.problems)
        self.refused: list[Problem] = []
        self.number = 0
        self._setup = setup
        self._run: Run[Evaluation] = Run(found, self._evaluate)

    def watched(self, output: str | None) -> Any:
        """Show a progress bar, where one is seen and in nobody's way."""
        return self._run.watched(output)

    def _evaluate(self, entry: Entry) -> Evaluation | tuple[Problem, ...]:
        made = self._setup.evaluate(entry)
        if isinstance(made, tuple):
            self.refused += made
        return made

    def __iter__(self) -> Iterator[Evaluation]:
        for each in self._run:
            self.number += 1
            yield each
        if self.refused and not self.number:
            raise SystemExit(WRONG_INPUT)  # all of it has been told

    @property
    def code(self) -> int:
        """The exit code: 2 where a case is missing from the answer."""
        return WRONG_INPUT if self.refused else 0


class _Within(click.ParamType):  # type: ignore[type-arg]  # generic only from click 8.2 on
    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            if isinstance(parse_period(value), SchoolDays):
                mend = "give days, weeks, months or working days"
                self.fail(f"'{value}': each school has its own school days; {mend}", param, ctx)
        except PeriodError as error:
            self.fail(str(error), param, ctx)
        return str(value)


def within_option(usual: str) -> Callable[[F], F]:
    """The option that says how far ahead to look."""
    return click.option(
        "--within",
        type=_Within(),
        default=usual,
        show_default=True,
        metavar="PERIOD",
        help="How far ahead to look. What lies beyond is counted.",
    )


@click.command(epilog="Example: send-deadlines worklist cases.jsonl --as-of 2026-03-02 --within '2 weeks' --by person")
@click.argument("cases")
@as_of_option
@within_option("20 working days")
@click.option("--by", type=click.Choice(["person", "school", "process"]), help="Group the list, each group whole.")
@click.option("--person", metavar="NAME", help="Only the cases of this responsible person.")
@click.option("--school", metavar="NAME", help="Only the cases of this school.")
@click.option("--process", metavar="NAME", help="Only this process, such as ehc_review.")
@click.option("--who", metavar="ACTOR", help="Only what binds this actor, such as local_authority.")
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default="text", help="The form of the answer; text if not given."
)
@setup_options
@output_option
def worklist(
    cases: str,
    as_of: date,
    within: str,
    by: Any,
    form: str,
    calendar_files: tuple[str, ...],
    law_files: tuple[str, ...],
    readings: tuple[str, ...],
    output: str | None,
    **chosen: str | None,
) -> None:
    """List what CASES ask for as at a day: what is overdue, what is due next, what waits, what is not known.

    CASES is a file as for "evaluate". A case that cannot be evaluated is told, stands in the list as not evaluated,
    and the others go on. A case is sorted by its labels `responsible` and `school`; one without the label `school` is
    taken to be of the school whose calendar it names.

    Exits with 0 when all cases are in the list, 2 when one is not or the input is wrong.
    """
    found = Evaluated(Setup(as_of, law_files, calendar_files, readings), open_cases(cases))
    try:
        horizon(as_of, within)  # before a thousand cases are worked through
        with found.watched(output):
            made = gather(
                found,
                as_of,
                within=within,
                by=by,
                chosen={key: value for key, value in chosen.items() if value is not None},
                refused=found.refused,
            )
    except CoverageError as error:
        refuse([Problem("--within", str(error))])
    except NotThereError as error:
        refuse([Problem("", str(error))])
    with written(output) as out:
        write_report(form, _report(made), out, colour=wants_colour(output))
    raise SystemExit(found.code)


def _report(made: Worklist) -> Report:
    return Report(
        worklist_title(made) if made.by is None else f"Worklist by {made.by}",
        partial(worklist_pages, made),
        partial(worklist_as_data, made),
        WORKLIST_COLUMNS,
        partial(worklist_as_rows, made),
    )

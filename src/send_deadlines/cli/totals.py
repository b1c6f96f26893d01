"""``send-deadlines totals``: what adds up in a case, and what more of it would bring."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import click

from send_deadlines.cli.inputs import Setup, as_of_option, open_cases, setup_options
from send_deadlines.cli.output import say
from send_deadlines.report import as_totals

__all__ = ["totals"]


class _Amount(click.ParamType):  # type: ignore[type-arg]  # generic only from click 8.2 on
    """How much is added to a total."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            amount = float(value)
        except ValueError:
            amount = math.nan
        if not 0 < amount < math.inf:
            self.fail(f"'{value}' adds nothing to a total; give a number above nought, such as 3", param, ctx)
        return amount


@click.command(epilog="Example: send-deadlines totals pupil.json --as-of 2026-03-09 --calendar oak_school.toml --add 3")
@click.argument("cases")
@as_of_option
@click.option(
    "--add",
    "amounts",
    metavar="N",
    type=_Amount(),
    multiple=True,
    help="Say what N more, such as a suspension of 3 school days, would bring. Can be given again.",
)
@setup_options
def totals(
    cases: str,
    as_of: date,
    amounts: tuple[float, ...],
    calendar_files: tuple[str, ...],
    law_files: tuple[str, ...],
    readings: tuple[str, ...],
) -> None:
    """Show the running totals of CASES: school days of suspension this term and this school year.

    Each comes with the events it is made of, the numbers on which something turns, and how much may still be added
    before it does. CASES is a file as for "evaluate".
    """
    setup = Setup(as_of, law_files, calendar_files, readings)
    say("\n\n".join(as_totals(each, amounts).rstrip("\n") for each in setup.every(open_cases(cases))) + "\n")

"""``send-deadlines chart``: pictures of a case and of many, as SVG or PNG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import click

from send_deadlines.caseload import Caseload
from send_deadlines.cli.inputs import DAY, Setup, as_of_option, one_case, open_cases, refuse, setup_options
from send_deadlines.errors import Problem, SendDeadlinesError
from send_deadlines.evaluation import Evaluation
from send_deadlines.report.charts import due_by_week, overdue_by_age, save, share_in_time_by_month, timeline
from send_deadlines.report.charts.look import Chart, altair
from send_deadlines.report.charts.saving import check_suffix

__all__ = ["chart"]

_output_option = click.option(
    "--output", metavar="FILE", required=True, help="The picture to write; its name ends in .svg or .png."
)


@click.group(epilog="Example: send-deadlines chart timeline case.json --as-of 2026-03-01 --output timeline.svg")
def chart() -> None:
    """Draw a case, or many, as an SVG or PNG picture.

    It needs the extra "charts": pip install "send-deadlines[charts]". An SVG says in words what is in it, for who
    cannot see it.
    """


@chart.command(
    "timeline",
    short_help="Each clock of a case from its start to its last day.",
    epilog="Example: send-deadlines chart timeline cases.json --case EHC-1042 --as-of 2026-03-01 --output timeline.svg",
)
@click.argument("case")
@as_of_option
@click.option("--case", "case_id", metavar="ID", help="Which case, where the file holds several.")
@click.option("--process", "processes", metavar="NAME", multiple=True, help="Only this process. Can be given again.")
@click.option("--rule", "rules", metavar="RULE", multiple=True, help="Only this rule. Can be given again.")
@click.option("--open-only", is_flag=True, help="Leave out what needs nothing more.")
@click.option("--ended", is_flag=True, help="Show what has ended or been started afresh too.")
@click.option("--since", type=DAY, metavar="DAY", help="The first day to show; without it, all there is.")
@click.option("--until", type=DAY, metavar="DAY", help="The last day to show; without it, all there is.")
@setup_options
@_output_option
def timeline_command(
    case: str,
    as_of: date,
    case_id: str | None,
    processes: tuple[str, ...],
    rules: tuple[str, ...],
    open_only: bool,
    ended: bool,
    since: date | None,
    until: date | None,
    calendar_files: tuple[str, ...],
    law_files: tuple[str, ...],
    readings: tuple[str, ...],
    output: str,
) -> None:
    """Draw the timeline of CASE: each clock from its start to its last day, by process.

    CASE is a file as for "evaluate", with one case or with --case. Days that a count passes over, bank holidays and,
    with --calendar, school holidays are shown. What the picture leaves out it says.
    """
    _check(output)
    setup = Setup(as_of, law_files, calendar_files, readings)
    problems = list(setup.problems)
    entry = one_case(open_cases(case), case, case_id, problems)
    if problems or entry is None:
        refuse(problems)
    made = setup.evaluate(entry)
    if not isinstance(made, Evaluation):
        refuse(made)
    draw = partial(timeline, made, process=processes, rules=rules, open_only=open_only, ended=ended)
    _write(partial(draw, since=since, until=until), output)


@chart.command(
    "due-by-week",
    short_help="How many limits fall due in each week.",
    epilog="Example: send-deadlines chart due-by-week cases.jsonl --as-of 2026-03-01 --output due.svg",
)
@click.argument("cases")
@as_of_option
@click.option("--weeks", type=int, default=12, metavar="N", help="How many weeks; 12 if not given.")
@setup_options
@_output_option
def due_by_week_command(
    cases: str,
    as_of: date,
    weeks: int,
    calendar_files: tuple[str, ...],
    law_files: tuple[str, ...],
    readings: tuple[str, ...],
    output: str,
) -> None:
    """Draw how many limits of CASES fall due in each week from DAY on.

    CASES is a file as for "evaluate". Overdue limits, and those due later, are counted apart.
    """
    _check(output)
    caseload = _caseload(cases, as_of, law_files, calendar_files, readings)
    _write(partial(due_by_week, caseload, weeks_shown=weeks), output)


@chart.command(
    "overdue-by-age",
    short_help="For how long limits have been overdue.",
    epilog="Example: send-deadlines chart overdue-by-age cases.jsonl --as-of 2026-03-01 --output overdue.png",
)
@click.argument("cases")
@as_of_option
@setup_options
@_output_option
def overdue_by_age_command(
    cases: str,
    as_of: date,
    calendar_files: tuple[str, ...],
    law_files: tuple[str, ...],
    readings: tuple[str, ...],
    output: str,
) -> None:
    """Draw for how many days the overdue limits of CASES have been overdue.

    CASES is a file as for "evaluate". Breaches stand apart from what is late on one reading only, and from what is
    none.
    """
    _check(output)
    _write(partial(overdue_by_age, _caseload(cases, as_of, law_files, calendar_files, readings)), output)


@chart.command(
    "in-time",
    short_help="Which share of a limit was met in time, by month.",
    epilog="Example: send-deadlines chart in-time cases.jsonl --as-of 2026-03-01 --rule ehc_assessment.final_plan "
    "--output in_time.svg",
)
@click.argument("cases")
@as_of_option
@click.option("--rule", metavar="RULE", required=True, help="The limit, such as ehc_assessment.final_plan.")
@click.option("--months", type=int, default=24, metavar="N", help="How many months at most; 24 if not given.")
@setup_options
@_output_option
def in_time_command(
    cases: str,
    as_of: date,
    rule: str,
    months: int,
    calendar_files: tuple[str, ...],
    law_files: tuple[str, ...],
    readings: tuple[str, ...],
    output: str,
) -> None:
    """Draw which share of the limits of RULE in CASES was met in time, by the month of their last day.

    CASES is a file as for "evaluate". The share is of those whose last day had gone by DAY: met in time, done late,
    still overdue, or missed and no longer due since. The numbers stand beneath it.
    """
    _check(output)
    caseload = _caseload(cases, as_of, law_files, calendar_files, readings)
    _write(partial(share_in_time_by_month, caseload, rule=rule, months_shown=months), output)


def _check(output: str) -> None:
    """See that a picture can be drawn at all, before the cases are worked through."""
    try:
        check_suffix(Path(output))
        altair()
    except SendDeadlinesError as error:
        refuse([Problem("", str(error))])


def _caseload(
    cases: str, as_of: date, law_files: Sequence[str], calendar_files: Sequence[str], readings: Sequence[str]
) -> Caseload:
    """The evaluations of every case; a picture of a part would pass for one of the whole."""
    return Caseload(as_of, Setup(as_of, law_files, calendar_files, readings).every(open_cases(cases)))


def _write(draw: Callable[[], Chart], output: str) -> None:
    try:
        save(draw(), output)
    except SendDeadlinesError as error:
        refuse([Problem("", str(error))])
    except OSError as error:
        mend = "give the path of a file that can be"
        refuse([Problem(output, f"it cannot be written ({error.strerror})", mend)])

"""``send-deadlines school-report``: the dates of one school, or a file for each of them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from functools import partial
from pathlib import Path

import click

from send_deadlines.cli.inputs import Setup, as_of_option, open_cases, refuse, setup_options
from send_deadlines.cli.output import Report, output_option, say, wants_colour, write_report, written
from send_deadlines.cli.worklist import Evaluated, within_option
from send_deadlines.errors import CoverageError, Problem, did_you_mean
from send_deadlines.report.school_page import (
    SCHOOL_COLUMNS,
    report_as_data,
    report_as_rows,
    report_page,
    report_title,
)
from send_deadlines.report.school_report import SchoolReport, gather_schools
from send_deadlines.report.words import days, plain
from send_deadlines.report.worklist import horizon

__all__ = ["school_report"]

_ENDINGS = {"text": "txt", "html": "html", "markdown": "md", "csv": "csv", "json": "json"}


@click.command(
    "school-report",
    epilog="Example: send-deadlines school-report cases.jsonl --as-of 2026-03-02 --school 'Oak Primary' --format html",
)
@click.argument("cases")
@as_of_option
@within_option("1 year")
@click.option("--school", metavar="NAME", help="The school, as the cases name it.")
@click.option("--all-schools", is_flag=True, help="A report for every school, each a file in --output-dir.")
@click.option("--output-dir", metavar="FOLDER", help="Where the files of --all-schools go; made if it is not there.")
@click.option(
    "--format",
    "form",
    type=click.Choice([*_ENDINGS]),
    default="text",
    help="The form of the answer; text if not given.",
)
@setup_options
@output_option
def school_report(
    cases: str,
    as_of: date,
    within: str,
    school: str | None,
    all_schools: bool,
    output_dir: str | None,
    form: str,
    calendar_files: tuple[str, ...],
    law_files: tuple[str, ...],
    readings: tuple[str, ...],
    output: str | None,
) -> None:
    """List the dates of a school: what it must do for each pupil, and what reviews, transfers and panels ask of it.

    CASES is a file as for "evaluate". A pupil is of the school that the label `school` of the case names or, without
    that, of the one whose calendar the case names. Only the id of a case is told, and nothing of another school's.

    Exits with 0 when all cases could be evaluated, 2 when one could not or the input is wrong.
    """
    _check(school, all_schools, output_dir, output)
    found = Evaluated(Setup(as_of, law_files, calendar_files, readings), open_cases(cases))
    try:
        horizon(as_of, within)
        with found.watched(output):
            reports = gather_schools(found, as_of, within=within, refused=found.refused)
    except CoverageError as error:
        refuse([Problem("--within", str(error))])
    if school is not None:
        if school not in reports:
            mend = did_you_mean(school, reports) if reports else "no case says at which school the pupil is"
            refuse([Problem("--school", f"no case that could be evaluated has the school '{school}'", mend)])
        with written(output) as out:
            write_report(form, _report(reports[school]), out, colour=wants_colour(output))
    else:
        _write_all(form, reports.values(), Path(output_dir or "."))
    raise SystemExit(found.code)


def _check(school: str | None, all_schools: bool, output_dir: str | None, output: str | None) -> None:
    if (school is None) is not all_schools:
        what = "both a school and all schools are asked for" if all_schools else "it is not said which school"
        refuse([Problem("--school", what, "give --school NAME, or --all-schools with --output-dir FOLDER")])
    if all_schools and (output_dir is None or output is not None):
        refuse(
            [Problem("--all-schools", "it writes a file for each school", "give --output-dir FOLDER, and no --output")]
        )
    if school is not None and output_dir is not None:
        refuse([Problem("--output-dir", "it is for --all-schools", "give --output FILE")])


def _write_all(form: str, reports: Collection[SchoolReport], folder: Path) -> None:
    names = file_names(report.school for report in reports)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"the folder cannot be made ({error.strerror})"
        refuse([Problem(str(folder), what, "give the path of a folder that can be written to")])
    for report in reports:
        path = folder / f"{names[report.school]}.{_ENDINGS[form]}"
        with written(str(path)) as out:
            write_report(form, _report(report), out, colour=False)
        say(f"{plain(report.school)}: {plain(str(path))} ({days(len(report.dates), 'date')})\n")
    if not names:
        refuse([Problem("--all-schools", "no case says at which school the pupil is", 'add "school" to the cases')])


def file_names(schools: Iterable[str]) -> dict[str, str]:
    """A name for the file of each school that every machine takes, whatever the school is called.

    Where two would have one name, neither has it: a file that is there from before is never another school's.

    >>> file_names(["Oak Primary", "../../etc"])
    {'Oak Primary': 'school-oak-primary', '../../etc': 'school-etc'}
    >>> list(file_names(["St Mary's / Oak", "St Mary's: Oak"]).values())
    ['school-st-mary-s-oak-bb53fb7e', 'school-st-mary-s-oak-838eaa59']
    """
    plain_names = {}
    for school in schools:
        name = re.sub(r"[^a-z0-9]+", "-", school.lower()).strip("-")[:60].strip("-")
        plain_names[school] = f"school-{name}" if name else "school"
    shared = Counter(plain_names.values())
    made = {school: name for school, name in plain_names.items() if shared[name] == 1}
    for school, name in plain_names.items():
        if school not in made:
            digest = hashlib.sha256(school.encode("utf-8", "surrogatepass")).hexdigest()
            sizes = (f"{name}-{digest[:size]}" for size in range(8, len(digest)))
            made[school] = next(each for each in sizes if each not in made.values())
    return {school: made[school] for school in plain_names}


def _report(made: SchoolReport) -> Report:
    return Report(
        report_title(made),
        lambda **how: [report_page(made, **how)],
        partial(report_as_data, made),
        SCHOOL_COLUMNS,
        partial(report_as_rows, made),
    )

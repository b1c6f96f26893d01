"""``send-deadlines plan``: the days of a whole procedure, before any of it has happened."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import click

from send_deadlines.calendars import SchoolCalendar
from send_deadlines.cli.inputs import DAY, read_law, read_readings, refuse, school_calendar
from send_deadlines.cli.output import FORMATS, PAGES, Said, dumps, output_option, wants_colour, write, written
from send_deadlines.engine.courses import plan_from
from send_deadlines.errors import CaseError, Problem, SendDeadlinesError, did_you_mean
from send_deadlines.law.library import Law
from send_deadlines.report.course_data import COURSE_COLUMNS, course_as_data, course_as_rows, courses_as_data
from send_deadlines.report.course_page import course_as_text, course_page, courses_page

__all__ = ["plan"]

_FORMATS = [form for form in FORMATS if form != "jsonl"]


@click.command(epilog="Example: send-deadlines plan assessment_to_plan --from 2026-01-05")
@click.argument("course", required=False)
@click.option("--from", "start", type=DAY, metavar="DAY", help="The day the course starts with, such as 2026-01-05.")
@click.option("--list", "listing", is_flag=True, help="List the courses, as without COURSE.")
@click.option("--fact", "facts", metavar="NAME=VALUE", multiple=True, help="A fact of the case. Can be given again.")
@click.option(
    "--calendar", "calendar_file", metavar="FILE", help="The calendar of the school (TOML, JSON, CSV, iCalendar)."
)
@click.option("--school", metavar="NAME", help="Which school of that file, where it holds several.")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", help="The form of the answer.")
@click.option("--reading", "readings", metavar="DISPUTE=READING", multiple=True, help="How disputed words are read.")
@click.option("--law", "law_files", metavar="FILE", multiple=True, help="A further rule file. Can be given again.")
@output_option
def plan(
    course: str | None,
    start: date | None,
    listing: bool,
    facts: tuple[str, ...],
    calendar_file: str | None,
    school: str | None,
    form: str,
    readings: tuple[str, ...],
    law_files: tuple[str, ...],
    output: str | None,
) -> None:
    """Plan COURSE, a whole procedure, from one day, before any of it has happened.

    Each step is on its last day in time, or on the latest safe day for a later limit. What is taken for granted stands
    at the top; the deadlines of others stand beside. A day that cannot be known is not given, and what would settle it
    is said. Without COURSE, the courses are listed.
    """
    law, problems = read_law(law_files)
    if course is None or listing:
        problems += _not_for_a_list(start, listing, course)
        if law is None or problems:
            refuse(problems)
        with written(output) as out:
            out.write(_list(law, form))
        return
    if start is None:
        mend = "add --from DAY, such as 2026-01-05; there is no default day, ever"
        problems.append(Problem("--from", "the day it starts with is not given", mend))
    chosen, wrong = read_readings(readings)
    problems += wrong
    given = _facts(facts, law, problems)
    calendars = _calendars(calendar_file, school, problems)
    if law is not None and course not in law.courses:
        problems.append(Problem("COURSE", f"no course is called '{course}'", did_you_mean(course, law.courses)))
    if problems or law is None or start is None:
        refuse(problems)
    try:
        made = plan_from(course, start, facts=given, calendars=calendars, law=law, readings=chosen)
    except CaseError as error:
        refuse(error.problems)
    except SendDeadlinesError as error:
        refuse([Problem(f"course {course}", str(error))])
    text = partial(course_as_text, colour=wants_colour(output))
    with written(output) as out:
        write(form, Said(text, course_as_data, COURSE_COLUMNS, course_as_rows, course_page), [made], out, one=True)


def _not_for_a_list(start: date | None, listing: bool, course: str | None) -> list[Problem]:
    """What is asked for besides a list of the courses."""
    if start is not None and course is None:
        return [Problem("COURSE", "a day is given, and no course", 'name one; "send-deadlines plan" lists them')]
    if listing and course is not None:
        return [Problem("--list", f"the course '{course}' is given besides", "leave one of the two out")]
    return []


def _list(law: Law, form: str) -> str:
    """The courses of the law, in one of the forms."""
    if form == "json":
        return dumps(courses_as_data(law)) + "\n"
    if form == "csv":
        refuse([Problem("--format", "the courses are not listed as CSV", "choose text, json, markdown or html")])
    return PAGES[form](courses_page(law))


def _facts(given: tuple[str, ...], law: Law | None, problems: list[Problem]) -> dict[str, Any]:
    """The facts of the case; a yes, a no or a number as the vocabulary says that the fact is one."""
    facts: dict[str, Any] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not (name and equals and value):
            what = f"'{text}' does not say which fact is what"
            problems.append(Problem("--fact", what, "write it as NAME=VALUE, such as school_kind=academy"))
        elif facts.get(name, value) != value:
            problems.append(Problem("--fact", f"'{name}' is given twice, and differs", "choose one"))
        else:
            facts[name] = value
    return {name: _typed(name, value, law, problems) for name, value in facts.items()}


def _typed(name: str, value: str, law: Law | None, problems: list[Problem]) -> Any:
    kind = law.facts[name]["type"] if law is not None and name in law.facts else None
    if kind == "yes_no":
        if value not in ("yes", "no"):
            problems.append(Problem("--fact", f"'{name}' is '{value}'", f"write {name}=yes or {name}=no"))
        return value == "yes"
    if kind == "number":
        try:
            return float(value)
        except ValueError:
            problems.append(Problem("--fact", f"'{name}' is '{value}', which is not a number", f"write {name}=3"))
    return value


def _calendars(file: str | None, school: str | None, problems: list[Problem]) -> dict[str, SchoolCalendar]:
    """The calendar of the school, if one is given."""
    if file is None:
        if school is not None:
            problems.append(Problem("--school", "no calendar is given", "add --calendar FILE"))
        return {}
    found, wrong = school_calendar(file, school)
    problems += wrong
    return {"school": found} if found is not None else {}

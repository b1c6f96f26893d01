"""``send-deadlines calendar``: counting days, and the calendars it is done with."""

from __future__ import annotations

from datetime import date

import click

from send_deadlines.calendars import (
    HORIZON,
    Counting,
    DayCalendar,
    SchoolCalendar,
    SchoolDays,
    WorkingDays,
    count_forward,
    definition,
    parse_period,
    working_day_calendar,
    working_day_names,
)
from send_deadlines.calendars.school_review import looks_wrong
from send_deadlines.cli.calendar_pages import bank_holiday_page, check_page, definitions_page
from send_deadlines.cli.inputs import DAY, refuse, school_calendar, school_calendars
from send_deadlines.cli.output import say
from send_deadlines.errors import Problem, SendDeadlinesError
from send_deadlines.report.calendar_page import school_page
from send_deadlines.report.page_text import page_as_text
from send_deadlines.report.words import days, plain, wrap
from send_deadlines.said import said_day

__all__ = ["calendar"]

LOOKS_WRONG = 1

working_day_option = click.option(
    "--working-day", metavar="NAME", help="Whose working days count: a name from `calendar list`, such as england."
)
school_option = click.option("--school", metavar="FILE", help="A school's calendar (TOML, JSON, CSV or iCalendar).")
named_option = click.option("--named", metavar="NAME", help="Which school, when the file holds several.")


@click.group(epilog='Example: send-deadlines calendar add 2026-01-05 "20 weeks" --first-day "not counted"')
def calendar() -> None:
    """Count days, and look at the calendars they are counted in."""


def _school(file: str, named: str | None) -> SchoolCalendar:
    found, problems = school_calendar(file, named)
    if found is None:
        refuse(problems)
    return found


def _working_days(name: str) -> DayCalendar:
    try:
        return working_day_calendar(name)
    except SendDeadlinesError as error:
        refuse([Problem("--working-day", str(error))])


def _one_only(working_day: str | None, school: str | None) -> None:
    if working_day is not None and school is not None:
        raise click.UsageError("--working-day and --school are both given; keep one of them")


def _named_of(school: str | None, named: str | None) -> None:
    if named is not None and school is None:
        raise click.UsageError("--named says which school of a file; give the file with --school")


@calendar.command("days", epilog="Example: send-deadlines calendar days 2026-01-05 2026-02-16 --working-day england")
@click.argument("first", metavar="FROM", type=DAY)
@click.argument("last", metavar="TO", type=DAY)
@working_day_option
@school_option
@named_option
def count_days(first: date, last: date, working_day: str | None, school: str | None, named: str | None) -> None:
    """Count the days after FROM, up to and including TO.

    Without --working-day or --school every day counts.
    """
    _one_only(working_day, school)
    _named_of(school, named)
    if last < first:
        refuse([Problem("TO", f"{last} comes before {first}", "swap the two")])
    between = f"after {said_day(first)}, up to and including {said_day(last)}"
    try:
        if school is not None:
            oak = _school(school, named)
            text = f"{days(oak.count(first, last), 'school day')} of {plain(oak.name)} {between}"
        elif working_day is not None:
            working = _working_days(working_day)
            count = working.between(first.toordinal(), last.toordinal())
            text = f"{days(count, 'working day')} ({working_day}) {between}{_provisional(working, last)}"
        else:
            text = f"{days((last - first).days)} {between}"
    except SendDeadlinesError as error:
        refuse([Problem("FROM to TO", str(error))])
    say("\n".join(wrap(text)) + "\n")


@calendar.command(
    epilog='Example: send-deadlines calendar add 2026-01-05 "15 working days" --working-day england '
    '--first-day "not counted"'
)
@click.argument("start", metavar="DATE", type=DAY)
@click.argument("period")
@working_day_option
@school_option
@named_option
@click.option(
    "--first-day",
    type=click.Choice(["counted", "not counted"]),
    required=True,
    help='Whether DATE is day 1 ("beginning with") or the day after it is ("within ... of"). Always needed.',
)
def add(
    start: date, period: str, working_day: str | None, school: str | None, named: str | None, first_day: str
) -> None:
    """Find the last day of a PERIOD that runs from DATE.

    PERIOD is such as "20 weeks", "15 working days", "6 school days" or "1 month". A last day that is not a working
    day is not moved.
    """
    _named_of(school, named)
    try:
        length = parse_period(period)
        if isinstance(length, WorkingDays) and working_day is None:
            mend = "name whose with --working-day; `send-deadlines calendar list` shows them"
            refuse([Problem("--working-day", "what a working day is depends on the law it is for", mend)])
        if isinstance(length, SchoolDays) and school is None:
            mend = "give its calendar with --school"
            refuse([Problem("--school", "a school day is a day on which one particular school meets", mend)])
        counting = Counting("as asked", working_days=working_day or "england")
        if working_day is not None:
            _working_days(working_day)
        count = count_forward(
            start.toordinal(),
            length,
            first_day_counted=first_day == "counted",
            counting=counting,
            school=_school(school, named) if school is not None else None,
        )
    except SendDeadlinesError as error:
        refuse([Problem("PERIOD from DATE", str(error))])
    due = date.fromordinal(count.due)
    lines = [said_day(due)]
    day_one = said_day(date.fromordinal(count.first))
    lines += wrap(f"{length} from {said_day(start)}; the first day is {first_day}, so day 1 is {day_one}.")
    if count.latest is not None:
        lines += wrap(f"It is arguable that the last day is {said_day(date.fromordinal(count.latest))}.")
    if count.provisional:
        lines += wrap("Provisional: the bank holidays of that year have not been announced.")
    say("\n".join(lines) + "\n")


def _provisional(working: DayCalendar, last: date) -> str:
    if working.is_provisional(last.toordinal()):
        return "; provisional, because the bank holidays of that year have not been announced"
    return ""


@calendar.command("bank-holidays", epilog="Example: send-deadlines calendar bank-holidays 2026")
@click.argument("year", type=int)
@click.option(
    "--place", type=click.Choice(["england", "scotland", "northern-ireland"]), default="england", show_default=True
)
def bank_holidays(year: int, place: str) -> None:
    """List the bank holidays of a YEAR that fall on weekdays."""
    try:
        say(bank_holiday_page(year, place.replace("-", "_"), HORIZON))
    except SendDeadlinesError as error:
        refuse([Problem("YEAR", str(error))])


@calendar.command("list", epilog="Example: send-deadlines calendar list")
def list_definitions() -> None:
    """List the meanings of "working day", with where each comes from and how sure it is."""
    say(definitions_page([definition(name) for name in working_day_names()]))


@calendar.command(epilog="Example: send-deadlines calendar show oak_school.toml")
@click.argument("file")
@named_option
def show(file: str, named: str | None) -> None:
    """Show a school's calendar: its terms, its long closures, and how many school days each school year has.

    FILE is TOML, JSON, CSV or iCalendar. How its entries were understood is shown beneath.
    """
    say("\n".join(page_as_text(school_page(each)) for each in _calendars(file, named)))


@calendar.command("check", epilog="Example: send-deadlines calendar check oak_school.toml")
@click.argument("file")
@named_option
@click.option("--strict", is_flag=True, help="Exit with 1 when something looks wrong.")
def check_school(file: str, named: str | None, strict: bool) -> None:
    """Check the calendars in a file: tell everything that is wrong with them, and everything that looks wrong.

    Exits with 2 when something is wrong. What only looks wrong, such as a term without a half-term, may be so.
    """
    calendars = _calendars(file, named)
    reviews = [(each, looks_wrong(each)) for each in calendars]
    say("\n".join(check_page(each, doubts) for each, doubts in reviews))
    if strict and any(doubts for _, doubts in reviews):
        raise SystemExit(LOOKS_WRONG)


def _calendars(file: str, named: str | None) -> list[SchoolCalendar]:
    if named is not None:
        return [_school(file, named)]
    found, problems = school_calendars(file)
    if problems:
        refuse(problems)
    return list(found.values())

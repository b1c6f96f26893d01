"""``send-deadlines what-if``: what an event would change, before it happens."""

from __future__ import annotations

from datetime import date

import click

from send_deadlines.case import Case, Event
from send_deadlines.cli.inputs import Setup, as_of_option, located, one_case, open_cases, refuse, setup_options
from send_deadlines.cli.output import dumps, say, wants_colour
from send_deadlines.engine.what_if import what_if as suppose
from send_deadlines.errors import CaseError, Problem, SendDeadlinesError
from send_deadlines.report.what_if import what_if_as_data, what_if_as_text
from send_deadlines.sources.strict_json import BadJson, faults, parse

__all__ = ["what_if"]

_SAMPLE = """'{"event": "final_plan_sent", "on": "2026-05-20"}'"""


@click.command(
    "what-if",
    epilog=f"Example: send-deadlines what-if case.json --as-of 2026-05-20 --event {_SAMPLE}",
)
@click.argument("case")
@click.option(
    "--event",
    "events",
    metavar="JSON",
    multiple=True,
    required=True,
    help="An event as a case file has it. Can be given again.",
)
@as_of_option
@click.option("--case", "case_id", metavar="ID", help="Which case, where the file holds several.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="The form of the answer.")
@setup_options
def what_if(
    case: str,
    events: tuple[str, ...],
    as_of: date,
    case_id: str | None,
    form: str,
    calendar_files: tuple[str, ...],
    law_files: tuple[str, ...],
    readings: tuple[str, ...],
) -> None:
    """Say what an event would change in CASE, before it happens.

    CASE is a file as for "evaluate"; it is not changed. The day to look at is that of the last event supposed, or a
    later one. Said are the acts that may not be done yet and from when they may, what would be in breach, which dates
    would move, begin and end, and what would have to be done next.
    """
    setup = Setup(as_of, law_files, calendar_files, readings)
    problems = list(setup.problems)
    supposed = _events(events, problems)
    entry = one_case(open_cases(case), case, case_id, problems)
    if problems or entry is None or entry.case is None:
        refuse(problems)
    try:
        made = suppose(entry.case, supposed, as_of, law=setup.law, calendars=setup.calendars, readings=setup.readings)
    except CaseError as error:
        refuse(located(entry, error.problems))
    except SendDeadlinesError as error:
        refuse(located(entry, [Problem(f"case {entry.case.id}", str(error))]))
    say(dumps(what_if_as_data(made)) + "\n" if form == "json" else what_if_as_text(made, colour=wants_colour(None)))


def _events(given: tuple[str, ...], problems: list[Problem]) -> list[Event]:
    """The events supposed; what is wrong with any of them is added to the problems."""
    found: list[Event] = []
    for number, text in enumerate(given, 1):
        where = "--event" if len(given) == 1 else f"--event, number {number}"
        try:
            data = parse(text)
        except BadJson as error:
            problems.append(Problem(where, error.what, f"{error.mend}, or write it as {_SAMPLE}"))
            continue
        wrong = [Problem(where, each.what, each.mend) for each in faults(data)]
        problems += wrong
        if wrong:
            continue
        try:
            found += Case.from_dict({"id": "supposed", "events": [data]}).events
        except CaseError as error:
            for each in error.problems:
                of = each.where.removeprefix("case supposed, event 1").strip()
                problems.append(Problem(f"{where} {of}".strip(), each.what, each.mend))
    return found

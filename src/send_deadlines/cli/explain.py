"""``send-deadlines explain``: the steps to one date, each with its provision."""

from __future__ import annotations

from datetime import date

import click

from send_deadlines.case import Case
from send_deadlines.cli.inputs import Setup, as_of_option, one_case, open_cases, refuse, setup_options
from send_deadlines.cli.output import PAGES, output_option, written
from send_deadlines.errors import Problem, did_you_mean
from send_deadlines.evaluation import Evaluation
from send_deadlines.law.library import Data, Law
from send_deadlines.report.deadline_page import deadline_section
from send_deadlines.report.law_names import unmarked
from send_deadlines.report.page import Page, Para, Section
from send_deadlines.report.rule_words import conditions, duty, force, period, starts
from send_deadlines.report.words import listed, plain, receipt_parts
from send_deadlines.said import said_day

__all__ = ["explain"]


@click.command(epilog="Example: send-deadlines explain case.json ehc_assessment.final_plan --as-of 2026-03-01")
@click.argument("case")
@click.argument("rule")
@as_of_option
@click.option("--about", metavar="NAME", help="Only the deadline about this, where there are several.")
@click.option("--case", "case_id", metavar="ID", help="Which case, where the file holds several.")
@click.option("--format", "form", type=click.Choice([*PAGES]), default="text", help="Text if not given.")
@setup_options
@output_option
def explain(
    case: str,
    rule: str,
    as_of: date,
    about: str | None,
    case_id: str | None,
    form: str,
    calendar_files: tuple[str, ...],
    law_files: tuple[str, ...],
    readings: tuple[str, ...],
    output: str | None,
) -> None:
    """Show how the date of RULE comes about in CASE, step by step.

    CASE is a file as for "evaluate". For a rule that nothing in the case has started, it says what would.
    """
    setup = Setup(as_of, law_files, calendar_files, readings)
    law = setup.law
    problems = list(setup.problems)
    if law is not None and rule not in law.rule_ids:
        problems.append(Problem("RULE", f"no rule is called '{rule}'", did_you_mean(rule, law.rule_ids)))
    entry = one_case(open_cases(case), case, case_id, problems)
    if problems or law is None or entry is None or entry.case is None:
        refuse(problems)
    made = setup.evaluate(entry)
    if not isinstance(made, Evaluation):
        refuse(made)
    found = made.all(rule, about)
    if not found and made.all(rule):
        known = [each.about for each in made.all(rule) if each.about is not None]
        what = f"no deadline of {rule} is about '{about}'"
        refuse([Problem("--about", what, did_you_mean(str(about), known) if known else "leave --about out")])
    sections = [deadline_section(each, as_of) for each in found] or [_not_started(law, rule, entry.case, as_of)]
    foot = f"Receipt: {', '.join(receipt_parts(made.receipt))}."
    page = Page(f"{plain(made.case_id)} as at {said_day(as_of)}", tuple(sections), foot)
    with written(output) as out:
        out.write(PAGES[form](page))


def _not_started(law: Law, name: str, case: Case, as_of: date) -> Section:
    """What would start a rule, and why what is there has not."""
    versions = [rule for rule in law.rules if rule["id"] == name]
    rule = versions[-1]
    texts = [f"Nothing in this case has started it by {said_day(as_of)}."]
    references = _starts(rule)
    names = [reference.partition(".")[0] for reference in references]
    for reference in references:
        start, _, key = reference.partition(".")
        words = law.events[start]
        day = words["dates"][key]["meaning"] if key else words["on"]
        texts.append(f"{start} would start it ({words['meaning']}), from {day}.")
    if not names:
        texts.append(unmarked(f"It starts with {starts(law, rule)}."))
    texts.append(unmarked(f"From then: {period(rule)}{force(rule)}."))
    for event in case.events:
        if event.event in names and event.on > as_of:
            texts.append(f"{event.event} on {said_day(event.on)} is after that day, so it is not seen.")
    needed = conditions(law, rule)
    if needed:
        texts.append(unmarked(f"It binds only if {listed(needed, 'and')}."))
    heading = f"{name}: {duty(law.actors[rule['who']]['title'], rule)}"
    return Section(heading, tuple(map(Para, texts)))


def _starts(rule: Data) -> list[str]:
    """The events that start a rule, each with its date."""
    found = list(rule.get("starts", []))
    for limb in rule.get("later_of", []) + rule.get("earlier_of", []):
        found += limb["starts"]
    return list(dict.fromkeys(found))

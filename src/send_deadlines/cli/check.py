"""``send-deadlines check``: whether rule files are right, and whether their examples come out."""

from __future__ import annotations

import click

from send_deadlines.cli.inputs import refuse
from send_deadlines.engine.examples import check_examples
from send_deadlines.law.library import load_law, rule_files
from send_deadlines.report.words import days

__all__ = ["check"]


@click.command(epilog="Example: send-deadlines check my_rules.toml")
@click.argument("files", metavar="RULES.toml...", nargs=-1, required=True)
def check(files: tuple[str, ...]) -> None:
    """Check rule files, which may refer to the law in the package, and work their examples.

    Everything that is wrong is told at once, a line each, with the file, the line and how to mend it.
    """
    from send_deadlines.law.check import check_files

    found, problems = check_files(files, base=rule_files())
    if not problems:
        problems = check_examples(found, load_law(*files))
    if problems:
        refuse(problems)
    examples = sum(len(rule.example) for rule in found.rule) + sum(len(each.example) for each in found.amendment)
    examples += sum(len(each.example) for each in found.course)
    counts = [
        days(len(found.rule), "rule"),
        days(len(found.event), "event"),
        days(len(found.exception), "exception"),
        days(len(found.instrument), "instrument"),
        days(len(found.course), "course"),
        days(examples, "example"),
    ]
    click.echo(f"With the law in the package, {', '.join(counts)}: nothing wrong")

"""``send-deadlines rules``: the law that the package holds."""

from __future__ import annotations

import click

from send_deadlines.cli.inputs import read_law, refuse
from send_deadlines.cli.output import dumps, say
from send_deadlines.errors import CaseError
from send_deadlines.report.rules import rules_as_data, rules_as_markdown, rules_as_text

__all__ = ["rules"]


@click.command(epilog="Example: send-deadlines rules --process ehc_assessment --format markdown")
@click.option("--process", metavar="NAME", help="Only the rules of this process, such as ehc_assessment.")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text")
@click.option("--law", "law_files", metavar="FILE", multiple=True, help="A further rule file. Can be given again.")
def rules(process: str | None, form: str, law_files: tuple[str, ...]) -> None:
    """List the rules: who must do what, from when, in how long, under which provision, and how sure that is.

    What the rule language cannot say is listed too, with the reason.
    """
    law, problems = read_law(law_files)
    if law is None:
        refuse(problems)
    try:
        if form == "json":
            text = dumps(rules_as_data(law, process)) + "\n"
        else:
            text = {"text": rules_as_text, "markdown": rules_as_markdown}[form](law, process)
    except CaseError as error:
        refuse(error.problems)
    say(text)

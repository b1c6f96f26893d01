"""The commands, put together."""

from __future__ import annotations

import click

from send_deadlines._version import __version__
from send_deadlines.cli.calendar import calendar
from send_deadlines.cli.chart import chart
from send_deadlines.cli.check import check
from send_deadlines.cli.diff import diff
from send_deadlines.cli.evaluate import evaluate
from send_deadlines.cli.explain import explain
from send_deadlines.cli.plan import plan
from send_deadlines.cli.rules import rules
from send_deadlines.cli.school_report import school_report
from send_deadlines.cli.totals import totals
from send_deadlines.cli.what_if import what_if
from send_deadlines.cli.worklist import worklist

__all__ = ["program"]


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: send-deadlines evaluate cases.json --as-of 2026-03-01",
)
@click.version_option(__version__, message="send-deadlines %(version)s")
def program() -> None:
    """The statutory time limits of English special educational needs and exclusion law.

    It needs no network and reads no clock: you say as at which day.
    """


for command in (evaluate, explain, diff, what_if, plan, totals, worklist, school_report, rules, check, calendar, chart):
    program.add_command(command)

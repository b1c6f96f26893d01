"""Evaluations as people and machines read them: text for a terminal, plain data for JSON, rows for CSV."""

from send_deadlines.report.calendar_file import as_calendar
from send_deadlines.report.changes import CHANGE_COLUMNS, changes_as_data, changes_as_rows, changes_as_text
from send_deadlines.report.data import as_data
from send_deadlines.report.tabular import COLUMNS, as_rows, protect
from send_deadlines.report.text import as_text
from send_deadlines.report.totals import as_totals

__all__ = [
    "CHANGE_COLUMNS",
    "COLUMNS",
    "as_calendar",
    "as_data",
    "as_rows",
    "as_text",
    "as_totals",
    "changes_as_data",
    "changes_as_rows",
    "changes_as_text",
    "protect",
]

"""An evaluation as rows, one for each deadline, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from send_deadlines.evaluation import Evaluation
from send_deadlines.report.words import number
from send_deadlines.said import said_hour

__all__ = ["COLUMNS", "Value", "as_rows", "as_values", "protect"]

Value = str | date | int | float | None

COLUMNS = (
    "case", "as_of", "rule", "kind", "who", "must", "about", "started_by", "started_on", "due", "act_by", "state",
    "done_on", "days_late", "breach", "strength", "provision", "url", "certainty", "earliest", "latest", "settled_by",
    "governed_by", "left", "doubts", "by_hour", "directed_on", "usual_due", "counted_back_from",
    "in_time_by", "act_by_provisional", "provisional",
)  # fmt: skip
"""The header. A column is only ever added at the end."""

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def as_values(evaluation: Evaluation) -> Iterator[tuple[Value, ...]]:
    """One row for each deadline, in the order of :data:`COLUMNS`; days are dates, and what there is not is None.

    >>> from send_deadlines import Case, Event, evaluate
    >>> case = Case(id="EHC-1042", events=[Event("assessment_request_received", on="2026-01-05")])
    >>> rows = [dict(zip(COLUMNS, row)) for row in as_values(evaluate(case, as_of="2026-03-01"))]
    >>> [row["due"] for row in rows if row["rule"] == "ehc_assessment.final_plan"]
    [datetime.date(2026, 5, 25)]
    """
    for each in evaluation.deadlines:
        cites = each.cites
        yield (
            evaluation.case_id,
            evaluation.as_of,
            each.rule,
            each.kind,
            each.who,
            each.must,
            each.about,
            each.started_by,
            each.started_on,
            each.due,
            each.act_by,
            each.state.value,
            each.done_on,
            each.days_late(evaluation.as_of),
            "yes" if each.is_breach else "doubtful" if each.is_doubtful_breach else "no",
            each.strength,
            "; ".join(map(str, cites)),
            cites[0].url,
            each.certainty,
            each.earliest,
            each.latest,
            each.settled_by or None,
            each.governed_by,
            None if each.left is None else float(each.left),
            "; ".join(each.doubts) or None,
            said_hour(each.by_hour) if each.by_hour is not None and each.due is not None else None,
            each.directed_on,
            each.usual_due,
            each.counted_back_from,
            "; ".join(each.in_time_by) or None,
            "yes" if each.act_by_is_provisional else "no",
            each.provisional or None,
        )


def as_rows(evaluation: Evaluation) -> Iterator[list[str]]:
    """One row for each deadline, in the order of :data:`COLUMNS`; days are ISO text, and what there is not is empty.

    >>> from send_deadlines import Case, Event, evaluate
    >>> case = Case(id="EHC-1042", events=[Event("assessment_request_received", on="2026-01-05")])
    >>> rows = [dict(zip(COLUMNS, row)) for row in as_rows(evaluate(case, as_of="2026-03-01"))]
    >>> [row["due"] for row in rows if row["rule"] == "ehc_assessment.final_plan"]
    ['2026-05-25']
    """
    for row in as_values(evaluation):
        yield [protect(_cell(value)) for value in row]


def _cell(value: Value) -> str:
    if isinstance(value, float):  # what is left of a cap
        return number(value) if value >= 0 else f"{number(-value)} over"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def protect(cell: str) -> str:
    """A cell that a spreadsheet shows and does not run: an apostrophe stands before what would begin a formula.

    >>> protect('=HYPERLINK("http://example.org")'), protect("EHC-1042")
    ('\\'=HYPERLINK("http://example.org")', 'EHC-1042')
    """
    start = cell.lstrip()
    return f"'{cell}" if start.startswith(_FORMULA) or cell[:1] in ("\t", "\r", "\n", "'") else cell

"""An evaluation as rows, one for each deadline, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from send_deadlines.evaluation import Evaluation
from send_deadlines.report.words import iso, number
from send_deadlines.said import said_hour

__all__ = ["COLUMNS", "as_rows", "protect"]

COLUMNS = (
    "case", "as_of", "rule", "kind", "who", "must", "about", "started_by", "started_on", "due", "act_by", "state",
    "done_on", "days_late", "breach", "strength", "provision", "url", "certainty", "earliest", "latest", "settled_by",
    "governed_by", "left", "doubts", "by_hour", "directed_on", "usual_due", "counted_back_from",
)  # fmt: skip
"""The header. A column is only ever added at the end."""

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def as_rows(evaluation: Evaluation) -> Iterator[list[str]]:
    """One row for each deadline, in the order of :data:`COLUMNS`; days are ISO text, and what there is not is empty.

    >>> from send_deadlines import Case, Event, evaluate
    >>> case = Case(id="EHC-1042", events=[Event("assessment_request_received", on="2026-01-05")])
    >>> rows = [dict(zip(COLUMNS, row)) for row in as_rows(evaluate(case, as_of="2026-03-01"))]
    >>> [row["due"] for row in rows if row["rule"] == "ehc_assessment.final_plan"]
    ['2026-05-25']
    """
    for each in evaluation.deadlines:
        cells: list[str | None] = [
            evaluation.case_id,
            iso(evaluation.as_of),
            each.rule,
            each.kind,
            each.who,
            each.must,
            each.about,
            each.started_by,
            iso(each.started_on),
            iso(each.due),
            iso(each.act_by),
            each.state.value,
            iso(each.done_on),
            str(each.days_late(evaluation.as_of)),
            "yes" if each.is_breach else "doubtful" if each.is_doubtful_breach else "no",
            each.strength,
            "; ".join(map(str, each.cites)),
            each.cites[0].url,
            each.certainty,
            iso(each.earliest),
            iso(each.latest),
            each.settled_by,
            each.governed_by,
            None if each.left is None else number(each.left) if each.left >= 0 else f"{number(-each.left)} over",
            "; ".join(each.doubts),
            said_hour(each.by_hour) if each.by_hour is not None and each.due is not None else None,
            iso(each.directed_on),
            iso(each.usual_due),
            iso(each.counted_back_from),
        ]
        yield [protect(cell or "") for cell in cells]


def protect(cell: str) -> str:
    """A cell that a spreadsheet shows and does not run: an apostrophe stands before what would begin a formula.

    >>> protect('=HYPERLINK("http://example.org")'), protect("EHC-1042")
    ('\\'=HYPERLINK("http://example.org")', 'EHC-1042')
    """
    start = cell.lstrip()
    return f"'{cell}" if start.startswith(_FORMULA) or cell[:1] in ("\t", "\r", "\n", "'") else cell

"""An evaluation as text for a terminal."""

from __future__ import annotations

from send_deadlines.evaluation import Evaluation
from send_deadlines.report.evaluation_page import evaluation_page
from send_deadlines.report.page_text import page_as_text

__all__ = ["as_text"]


def as_text(evaluation: Evaluation, *, colour: bool = False) -> str:
    """A list to work from, at most 100 columns wide. Colour, if wanted, only repeats what the words say.

    >>> from send_deadlines import Case, Event, evaluate
    >>> case = Case(id="EHC-1042", events=[Event("assessment_request_received", on="2026-01-05")])
    >>> print(as_text(evaluate(case, as_of="2026-03-01")).splitlines()[0])
    EHC-1042 as at Sunday 1 March 2026
    """
    return page_as_text(evaluation_page(evaluation), colour=colour)

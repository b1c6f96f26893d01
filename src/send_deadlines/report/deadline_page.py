"""The page of one deadline: its date, and the steps that led to it."""

from __future__ import annotations

from send_deadlines.outcomes import Deadline
from send_deadlines.report.page import Item, Items, Page, Section
from send_deadlines.report.words import plain

__all__ = ["deadline_page"]


def deadline_page(deadline: Deadline) -> Page:
    """How the date of a deadline came about, step by step, each with its provision.

    >>> from send_deadlines import Case, Event, evaluate
    >>> case = Case("A1", [Event("assessment_request_received", on="2026-01-05")])
    >>> deadline_page(evaluate(case, "2026-03-01")["ehc_assessment.final_plan"]).title.partition(":")[0]
    'ehc_assessment.final_plan'
    """
    told = deadline.explain()
    steps = tuple(Item(plain(str(each))) for each in told)
    return Page(plain(told.title), (Section("", (Items(steps, numbered=True),)),))

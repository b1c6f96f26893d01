"""The page of one deadline: its date, and the steps that led to it."""

from __future__ import annotations

from datetime import date

from send_deadlines.outcomes import Deadline
from send_deadlines.report.page import Item, Items, Page, Para, Section
from send_deadlines.report.words import plain, state_words
from send_deadlines.said import said_day

__all__ = ["deadline_page", "deadline_section"]


def deadline_page(deadline: Deadline) -> Page:
    """How the date of a deadline came about, step by step, each with its provision.

    >>> from send_deadlines import Case, Event, evaluate
    >>> case = Case("A1", [Event("assessment_request_received", on="2026-01-05")])
    >>> deadline_page(evaluate(case, "2026-03-01")["ehc_assessment.final_plan"]).title.partition(":")[0]
    'ehc_assessment.final_plan'
    """
    told = deadline_section(deadline)
    return Page(told.heading, (told._replace(heading=""),))


def deadline_section(deadline: Deadline, as_of: date | None = None) -> Section:
    """The same as part of a page; with a day, how it stands on that day comes first.

    >>> from send_deadlines import Case, Event, evaluate
    >>> case = Case("A1", [Event("assessment_request_received", on="2026-01-05")])
    >>> plan = evaluate(case, "2026-03-01")["ehc_assessment.final_plan"]
    >>> deadline_section(plan, date(2026, 3, 1)).blocks[0].text
    'Due: Monday 25 May 2026. State: running.'
    """
    told = deadline.explain()
    steps = Items(tuple(Item(plain(str(each))) for each in told), numbered=True)
    source = Para("Read it at", deadline.cites[0].url)
    if as_of is None:
        return Section(plain(told.title), (steps, source))
    return Section(plain(told.title), (Para(_standing(deadline, as_of)), steps, source))


def _standing(deadline: Deadline, as_of: date) -> str:
    none = "no fixed day" if deadline.kind == "duty" else "not known"
    due = said_day(deadline.due) if deadline.due is not None else none
    return f"Due: {due}. State: {state_words(deadline, as_of)}."

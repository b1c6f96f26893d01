"""Which page shows what, and the page as HTML and Markdown."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from send_deadlines.calendars import SchoolCalendar
from send_deadlines.case import Case
from send_deadlines.caseload import Caseload
from send_deadlines.engine.courses import CoursePlan
from send_deadlines.engine.what_if import WhatIf
from send_deadlines.evaluation import Evaluation
from send_deadlines.outcomes import Deadline
from send_deadlines.report.calendar_page import school_page
from send_deadlines.report.case_page import case_page
from send_deadlines.report.caseload_page import caseload_page
from send_deadlines.report.course_page import course_page
from send_deadlines.report.deadline_page import deadline_page
from send_deadlines.report.evaluation_page import evaluation_page
from send_deadlines.report.page import Page
from send_deadlines.report.page_html import page_as_html
from send_deadlines.report.page_markdown import page_as_markdown
from send_deadlines.report.school_page import report_page
from send_deadlines.report.school_report import SchoolReport
from send_deadlines.report.what_if import what_if_page
from send_deadlines.report.worklist import Worklist
from send_deadlines.report.worklist_page import worklist_page

__all__ = ["as_html", "as_markdown", "page_of"]


@singledispatch
def page_of(thing: Any) -> Page:
    """The page that shows a case, a school's calendar, an evaluation, a deadline or a caseload.

    >>> from send_deadlines import Case
    >>> page_of(Case("EHC-1042")).title
    'EHC-1042'
    """
    known = "a Case, SchoolCalendar, Evaluation, Deadline, Caseload, Worklist, SchoolReport, CoursePlan or WhatIf"
    raise TypeError(f"{thing!r} has no page; give {known}")


page_of.register(Case, case_page)
page_of.register(Caseload, caseload_page)
page_of.register(CoursePlan, course_page)
page_of.register(Deadline, deadline_page)
page_of.register(Evaluation, evaluation_page)
page_of.register(SchoolCalendar, school_page)
page_of.register(SchoolReport, report_page)
page_of.register(WhatIf, what_if_page)
page_of.register(Worklist, worklist_page)


def as_html(thing: Any) -> str:
    """A case, a school's calendar, an evaluation, a deadline or a caseload as a whole HTML document.

    It has no script and loads nothing. Everything from the case is escaped.

    >>> from send_deadlines import Case
    >>> as_html(Case("EHC-1042")).splitlines()[0]
    '<!DOCTYPE html>'
    """
    return page_as_html(page_of(thing))


def as_markdown(thing: Any) -> str:
    """The same as Markdown, with GitHub's tables.

    >>> from send_deadlines import Case
    >>> as_markdown(Case("EHC-1042")).splitlines()[0]
    '# EHC-1042'
    """
    return page_as_markdown(page_of(thing))

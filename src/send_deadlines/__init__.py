"""send-deadlines: the statutory time limits of English special educational needs law.

A case of dated events goes in; every deadline comes out, with its explanation.

>>> from send_deadlines import Case, Event, evaluate
>>> case = Case(id="EHC-1042", events=[Event("assessment_request_received", on="2026-01-05")])
>>> result = evaluate(case, as_of="2026-03-01")
>>> result["ehc_assessment.final_plan"].due
datetime.date(2026, 5, 25)
"""

from importlib import import_module
from typing import TYPE_CHECKING

from send_deadlines._version import __version__

if TYPE_CHECKING:
    from send_deadlines.calendars import SchoolCalendar, load_school_calendar, load_school_calendars
    from send_deadlines.case import Case, Event
    from send_deadlines.caseload import Caseload
    from send_deadlines.engine.caseload import evaluate_all
    from send_deadlines.engine.changes import Change, diff
    from send_deadlines.engine.courses import CoursePlan, PlannedStep, plan_from
    from send_deadlines.engine.evaluate import evaluate
    from send_deadlines.engine.what_if import TooSoon, WhatIf, what_if
    from send_deadlines.errors import (
        CalendarError,
        CaseError,
        CoverageError,
        LawError,
        NotThereError,
        PeriodError,
        Problem,
        SendDeadlinesError,
    )
    from send_deadlines.evaluation import Evaluation
    from send_deadlines.law.library import Law, load_law
    from send_deadlines.outcomes import Action, Deadline, LatestSafeDay
    from send_deadlines.report.school_report import SchoolReport, school_report
    from send_deadlines.report.worklist import Worklist, worklist
    from send_deadlines.states import State

__all__ = [
    "Action",
    "CalendarError",
    "Case",
    "CaseError",
    "Caseload",
    "Change",
    "CoursePlan",
    "CoverageError",
    "Deadline",
    "Evaluation",
    "Event",
    "LatestSafeDay",
    "Law",
    "LawError",
    "NotThereError",
    "PeriodError",
    "PlannedStep",
    "Problem",
    "SchoolCalendar",
    "SchoolReport",
    "SendDeadlinesError",
    "State",
    "TooSoon",
    "WhatIf",
    "Worklist",
    "__version__",
    "diff",
    "evaluate",
    "evaluate_all",
    "load_law",
    "load_school_calendar",
    "load_school_calendars",
    "plan_from",
    "school_report",
    "what_if",
    "worklist",
]

# Each name is brought in when it is first asked for: a program that reads cases pays for no calendar, and one that only
# asks for the version pays for nothing.
_HOMES = {
    "calendars": ("SchoolCalendar", "load_school_calendar", "load_school_calendars"),
    "case": ("Case", "Event"),
    "caseload": ("Caseload",),
    "engine.caseload": ("evaluate_all",),
    "engine.changes": ("Change", "diff"),
    "engine.courses": ("CoursePlan", "PlannedStep", "plan_from"),
    "engine.evaluate": ("evaluate",),
    "engine.what_if": ("TooSoon", "WhatIf", "what_if"),
    "errors": (
        "CalendarError",
        "CaseError",
        "CoverageError",
        "LawError",
        "NotThereError",
        "PeriodError",
        "Problem",
        "SendDeadlinesError",
    ),
    "law.library": ("Law", "load_law"),
    "evaluation": ("Evaluation",),
    "outcomes": ("Action", "Deadline", "LatestSafeDay"),
    "report.school_report": ("SchoolReport", "school_report"),
    "report.worklist": ("Worklist", "worklist"),
    "states": ("State",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__

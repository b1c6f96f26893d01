"""send-deadlines: the statutory time limits of English special educational needs law.

A case of dated events goes in; every deadline comes out, with its explanation.

>>> from send_deadlines import Case, Event, evaluate
>>> case = Case(id="EHC-1042", events=[Event("assessment_request_received", on="2026-01-05")])
>>> result = evaluate(case, as_of="2026-03-01")
>>> result["ehc_assessment.final_plan"].due
datetime.date(2026, 5, 25)
"""

from send_deadlines._version import __version__
from send_deadlines.calendars import SchoolCalendar, load_school_calendar
from send_deadlines.case import Case, Event
from send_deadlines.engine.changes import Change, diff
from send_deadlines.engine.evaluate import evaluate
from send_deadlines.errors import CalendarError, CaseError, CoverageError, LawError, Problem, SendDeadlinesError
from send_deadlines.law.library import Law, load_law
from send_deadlines.outcomes import Action, Deadline, Evaluation, LatestSafeDay, State

__all__ = [
    "Action",
    "CalendarError",
    "Case",
    "CaseError",
    "Change",
    "CoverageError",
    "Deadline",
    "Evaluation",
    "Event",
    "LatestSafeDay",
    "Law",
    "LawError",
    "Problem",
    "SchoolCalendar",
    "SendDeadlinesError",
    "State",
    "__version__",
    "diff",
    "evaluate",
    "load_law",
    "load_school_calendar",
]

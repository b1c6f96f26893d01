"""How days are counted: periods, calendars and the arithmetic of statutory time. Knows nothing of SEND."""

from send_deadlines.calendars.bank_holidays import BankHoliday, bank_holidays
from send_deadlines.calendars.counting import PLAIN, Count, Counting, corresponding_day, count_back, count_forward
from send_deadlines.calendars.definitions import Definition, definition, working_day_names
from send_deadlines.calendars.joined_terms import EASTER_MONDAY, term_around
from send_deadlines.calendars.periods import (
    Days,
    Months,
    Period,
    SchoolDays,
    Weeks,
    WorkingDays,
    Years,
    parse_period,
)
from send_deadlines.calendars.protocol import DayCalendar
from send_deadlines.calendars.school_days import SchoolCalendar
from send_deadlines.calendars.school_files import load_school_calendar, load_school_calendars
from send_deadlines.calendars.terms import Closure, Term
from send_deadlines.calendars.windows import AnnualWindow, parse_window
from send_deadlines.calendars.working_days import HORIZON, WorkingDayCalendar, working_day_calendar

__all__ = [
    "EASTER_MONDAY",
    "HORIZON",
    "PLAIN",
    "AnnualWindow",
    "BankHoliday",
    "Closure",
    "Count",
    "Counting",
    "DayCalendar",
    "Days",
    "Definition",
    "Months",
    "Period",
    "SchoolCalendar",
    "SchoolDays",
    "Term",
    "Weeks",
    "WorkingDayCalendar",
    "WorkingDays",
    "Years",
    "bank_holidays",
    "corresponding_day",
    "count_back",
    "count_forward",
    "definition",
    "load_school_calendar",
    "load_school_calendars",
    "parse_period",
    "parse_window",
    "term_around",
    "working_day_calendar",
    "working_day_names",
]

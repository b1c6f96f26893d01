"""Errors that other deadline software made without a word, as far as they concern the counting of days.

Each test is named after what went wrong elsewhere, and shows that here it is right or is refused.
"""

import subprocess
import sys
from datetime import date, time

import pytest

from send_deadlines.calendars import (
    Counting,
    Months,
    SchoolCalendar,
    WorkingDayCalendar,
    WorkingDays,
    bank_holidays,
    count_forward,
    parse_period,
    parse_window,
    working_day_calendar,
)
from send_deadlines.errors import CalendarError, CoverageError, PeriodError

PLAIN = Counting("plain")


def test_a_date_past_the_last_known_year_is_not_reckoned_with_the_last_one():
    with pytest.raises(CoverageError) as caught:
        working_day_calendar("england").add(date(2041, 3, 1), 15)
    assert "'england'" in str(caught.value)
    assert "bank_holidays.toml" in str(caught.value)


def test_christmas_2035_is_not_a_working_day():
    england = working_day_calendar("england")
    assert not england.is_working_day(date(2035, 12, 25))
    assert england.is_provisional(date(2035, 12, 25).toordinal())
    with pytest.raises(CoverageError):
        england.is_working_day(date(2041, 12, 25))


def test_without_the_holidays_package_announced_holidays_stay_and_later_years_are_refused():
    script = """
import sys
sys.modules["holidays"] = None
from datetime import date, time
from send_deadlines.calendars import working_day_calendar
england = working_day_calendar("england")
assert england.add(date(2026, 12, 24), 1) == date(2026, 12, 29)
try:
    england.is_working_day(date(2029, 12, 25))
except ImportError:
    sys.exit(0)
sys.exit("a day of 2029 was answered without any holidays")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("day", [date(2022, 9, 19), date(2023, 5, 8), date(2020, 5, 8), date(2011, 4, 29)])
def test_a_day_proclaimed_once_is_not_a_working_day(day):
    assert not working_day_calendar("england").is_working_day(day)


def test_a_key_nobody_knows_is_not_ignored():
    terms = [{"name": "Autumn", "first": "2026-09-02", "last": "2026-12-18"}]
    with pytest.raises(CalendarError, match="unknown key 'inset'; did you mean 'inset_days'"):
        SchoolCalendar.from_dict({"name": "Oak", "terms": terms, "inset": ["2026-09-02"]})


@pytest.mark.parametrize("text", ["", "0 days", "days"])
def test_a_period_without_an_amount_does_not_give_back_the_start(text):
    with pytest.raises(PeriodError, match="a period is required and > 0"):
        parse_period(text)


def test_the_day_before_a_move_is_kept_so_that_nothing_is_chained_on_the_moved_day():
    rolls = Counting("rolls", last_day="next working day")
    start = date(2026, 11, 24).toordinal()
    count = count_forward(start, parse_period("18 days"), first_day_counted=False, counting=rolls)
    assert (count.end, count.due) == (date(2026, 12, 12).toordinal(), date(2026, 12, 14).toordinal())
    assert count.start == start


def test_whether_the_first_day_counts_is_never_left_to_a_default():
    with pytest.raises(TypeError):
        count_forward(date(2026, 1, 5).toordinal(), WorkingDays(5), counting=PLAIN)  # type: ignore[call-arg]


def test_the_end_of_a_month_is_neither_overrun_nor_hidden():
    start = date(2026, 1, 31).toordinal()
    after = count_forward(start, Months(1), first_day_counted=False, counting=PLAIN)
    assert date.fromordinal(after.due) == date(2026, 2, 28)
    counted = count_forward(start, Months(1), first_day_counted=True, counting=PLAIN)
    assert counted.latest is not None


def test_an_hour_never_takes_away_the_last_day():
    by_five = Counting("tribunal", by_hour=time(17))
    start = date(2026, 1, 5).toordinal()
    one, other = (
        count_forward(start, parse_period("2 weeks"), first_day_counted=False, counting=counting)
        for counting in (PLAIN, by_five)
    )
    assert one == other


def test_a_new_bank_holiday_moves_what_runs():
    known = [h.day for h in bank_holidays() if h.place == "england" and h.day.year == 2026]
    before = WorkingDayCalendar("before", date(2026, 1, 1), date(2026, 12, 31), known)
    after = WorkingDayCalendar("after", date(2026, 1, 1), date(2026, 12, 31), [*known, date(2026, 6, 15)])
    start = date(2026, 6, 8).toordinal()
    due = [
        count_forward(start, WorkingDays(10), first_day_counted=False, counting=PLAIN, working=calendar).due
        for calendar in (before, after)
    ]
    assert [date.fromordinal(day) for day in due] == [date(2026, 6, 22), date(2026, 6, 23)]
    assert before.fingerprint != after.fingerprint


def test_a_period_that_never_ends_is_refused_rather_than_walked_for_ever():
    halves = (parse_window("1 January to 30 June"), parse_window("1 July to 31 December"))
    with pytest.raises(CalendarError, match="cover the whole year"):
        Counting("never", left_out=halves)

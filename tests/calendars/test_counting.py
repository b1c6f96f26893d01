"""Time limits worked out by hand, each with its arithmetic, and what a count refuses."""

from datetime import date, datetime, time

import pytest

from send_deadlines.calendars import (
    Counting,
    Days,
    Months,
    SchoolCalendar,
    SchoolDays,
    Term,
    Weeks,
    WorkingDayCalendar,
    WorkingDays,
    Years,
    count_back,
    count_forward,
    parse_period,
    parse_window,
    working_day_calendar,
)
from send_deadlines.errors import CalendarError, CoverageError, PeriodError

PLAIN = Counting("plain")
UK = Counting("freedom of information", working_days="any_part_of_the_uk")
AUGUST = parse_window("1 August to 31 August")
CHRISTMAS = parse_window("25 December to 1 January")
STARTING = Counting("starting", "tribunal", "next working day", ends_in=(CHRISTMAS, AUGUST), by_hour=time(17))
OTHER_ACTS = Counting("other acts", "tribunal", "next working day", left_out=(CHRISTMAS, AUGUST), by_hour=time(17))
ROLLS = Counting("rolls", last_day="next working day")


def on(start, period, counting=PLAIN, first_day_counted=False, **more):
    start = date.fromisoformat(start).toordinal()
    return count_forward(start, parse_period(period), first_day_counted=first_day_counted, counting=counting, **more)


def back(event, period, clear=False, counting=PLAIN, **more):
    event = date.fromisoformat(event).toordinal()
    return count_back(event, parse_period(period), clear=clear, counting=counting, **more)


def day(ordinal):
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()


class TestAfterAnEvent:
    """The event's own day is left out; the last day is day N."""

    @pytest.mark.parametrize(
        ("start", "period", "due"),
        [
            # Mon 16 Nov + 42 days: 14 left in November, 28 of December. A bank holiday, and it does not move.
            ("2026-11-16", "6 weeks", "2026-12-28"),
            # Tue 24 Nov + 14: 6 left in November, 8 of December.
            ("2026-11-24", "2 weeks", "2026-12-08"),
            # Thu 26 Nov + 21: 4 left in November, 17 of December.
            ("2026-11-26", "21 days", "2026-12-17"),
            # Fri 20 Nov + 30: 10 left in November, 20 of December, a Sunday.
            ("2026-11-20", "30 days", "2026-12-20"),
            # Fri 9 Jan + 140: 22 left in January, 28 + 31 + 30 make 111, 29 of May.
            ("2026-01-09", "20 weeks", "2026-05-29"),
        ],
    )
    def test_days_and_weeks(self, start, period, due):
        count = on(start, period)
        assert day(count.due) == day(count.end) == due
        assert count.first == count.start + 1
        assert (count.latest, count.moved, count.left_out, count.provisional) == (None, "", 0, False)

    @pytest.mark.parametrize(
        ("start", "period", "due"),
        [
            # The 30th of the second month.
            ("2026-11-30", "2 months", "2027-01-30"),
            # 30 September, not the last day of September: 30 January and not 31 (Dodds v Walker).
            ("2026-09-30", "4 months", "2027-01-30"),
            # There is no 31 September.
            ("2026-08-31", "1 month", "2026-09-30"),
            # There is no 30 February; its last day, in a common year and a leap year.
            ("2026-11-30", "3 months", "2027-02-28"),
            ("2027-11-30", "3 months", "2028-02-29"),
            # The 28th, though 28 February is the last day of its month.
            ("2026-02-28", "1 month", "2026-03-28"),
            # 31 January has no 31 February. It never spills over into 3 March.
            ("2026-01-31", "1 month", "2026-02-28"),
            # Twelve months on, there is no 29 February.
            ("2028-02-29", "1 year", "2029-02-28"),
            ("2028-02-29", "4 years", "2032-02-29"),
        ],
    )
    def test_months_end_on_the_corresponding_date(self, start, period, due):
        count = on(start, period)
        assert day(count.due) == due
        assert count.latest is None  # what happens at the end of a month is settled

    @pytest.mark.parametrize(
        ("start", "period", "due"),
        [
            # Mon 14 - Fri 18 Dec are 1-5, Mon 21 - Thu 24 are 6-9; 25 and 28 are holidays; Tue 29 is 10.
            ("2026-12-11", "10 working days", "2026-12-29"),
            # Then 30 and 31 are 11-12; 1 Jan is a holiday; 4-8 Jan are 13-17; 11, 12, 13 Jan are 18-20.
            ("2026-12-11", "20 working days", "2027-01-13"),
            # Tue 8 - Fri 11 Sep are 1-4, four full weeks to 9 Oct make 24; Mon 12 Oct is 25.
            ("2026-09-07", "25 working days", "2026-10-12"),
            # Thirteen full weeks of five, from Tue 8 Sep to Mon 7 Dec: 65.
            ("2026-09-07", "65 working days", "2026-12-07"),
            # 13 Jan is 20; 14, 15 are 21-22; 18, 19, 20 are 23-25.
            ("2026-12-11", "25 working days", "2027-01-20"),
            # 20 Jan is 25; eight weeks of five on is Wed 17 Mar, a holiday in Northern Ireland alone.
            ("2026-12-11", "65 working days", "2027-03-17"),
            # 2-4 Dec are 1-3, 7-11 are 4-8, 14-18 are 9-13, 21-24 are 14-17, 29-31 are 18-20,
            # 4-8 Jan are 21-25, 11-15 are 26-30.
            ("2026-12-01", "30 working days", "2027-01-15"),
            # Tue 22, Wed 23, Thu 24 are 1-3; Tue 29 is 4, Wed 30 is 5.
            ("2026-12-21", "5 working days", "2026-12-30"),
        ],
    )
    def test_working_days_of_england(self, start, period, due):
        count = on(start, period)
        assert day(count.due) == due
        assert (count.moved, count.latest, count.provisional) == ("", None, False)

    def test_the_code_acknowledges_in_five_working_days_and_answers_ten_after(self):
        acknowledged = on("2026-12-21", "5 working days")
        assert day(acknowledged.due) == "2026-12-30"
        # Thu 31 is 1; 1 Jan is a holiday; 4-8 Jan are 2-6; 11-14 Jan are 7-10.
        assert day(on(day(acknowledged.due), "10 working days").due) == "2027-01-14"

    @pytest.mark.parametrize(
        ("start", "uk", "england"),
        [
            # St Andrew's Day, Mon 30 Nov, is no day of the count in the UK: one working day later.
            ("2026-11-27", "2026-12-30", "2026-12-29"),
            # 15 Jun 2026 is a holiday in Scotland: Mon 29 and not Fri 26.
            ("2026-05-29", "2026-06-29", "2026-06-26"),
            # 2 Jan 2026 is a holiday in Scotland: Wed 21 and not Tue 20.
            ("2025-12-18", "2026-01-21", "2026-01-20"),
        ],
    )
    def test_freedom_of_information_counts_the_holidays_of_the_whole_kingdom(self, start, uk, england):
        assert day(on(start, "20 working days", UK).due) == uk
        assert day(on(start, "20 working days").due) == england


class TestBeginningWithAnEvent:
    """The event's own day is day 1."""

    @pytest.mark.parametrize(
        ("start", "period", "due"),
        [
            # The corresponding date is Fri 15 Jan; the period ends the day before.
            ("2026-10-15", "3 months", "2027-01-14"),
            ("2025-11-21", "12 months", "2026-11-20"),
            ("2025-11-21", "1 year", "2026-11-20"),
            ("2026-09-03", "1 month", "2026-10-02"),
            # 20 - 30 Nov are 11 days; 19 more in December, a Saturday.
            ("2026-11-20", "30 days", "2026-12-19"),
            # Fifteen days beginning with Mon 2 Mar: 2 is 1, 16 is 15.
            ("2026-03-02", "15 days", "2026-03-16"),
            ("2026-03-02", "1 day", "2026-03-02"),
        ],
    )
    def test_it_ends_a_day_sooner(self, start, period, due):
        count = on(start, period, first_day_counted=True)
        assert day(count.due) == due
        assert count.first == count.start
        assert count.latest is None

    @pytest.mark.parametrize(
        ("start", "period", "due", "latest"),
        [
            # There is no 31 February. The day before the day that stands for it is safe; that day itself is arguable.
            ("2026-01-31", "1 month", "2026-02-27", "2026-02-28"),
            ("2028-01-31", "1 month", "2028-02-28", "2028-02-29"),
            ("2026-08-31", "1 month", "2026-09-29", "2026-09-30"),
            ("2028-02-29", "1 year", "2029-02-27", "2029-02-28"),
        ],
    )
    def test_where_there_is_no_corresponding_date_the_safe_day_is_due(self, start, period, due, latest):
        count = on(start, period, first_day_counted=True)
        assert (day(count.due), day(count.latest)) == (due, latest)

    def test_no_doubt_is_left_when_both_days_move_to_the_same_one(self):
        # 27 and 28 February 2027 are a Saturday and a Sunday: on both readings, Mon 1 March.
        count = on("2027-01-31", "1 month", ROLLS, first_day_counted=True)
        assert (day(count.end), day(count.due), count.latest) == ("2027-02-27", "2027-03-01", None)
        # 27 and 28 February 2026 are a Friday and a Saturday: Fri 27, or Mon 2 March.
        count = on("2026-01-31", "1 month", ROLLS, first_day_counted=True)
        assert (day(count.due), day(count.latest)) == ("2026-02-27", "2026-03-02")

    def test_working_days_begin_with_the_event_if_it_is_one(self):
        # Mon 5 Jan is 1, Fri 9 is 5.
        assert day(on("2026-01-05", "5 working days", first_day_counted=True).due) == "2026-01-09"
        # Sat 3 Jan is none: Mon 5 is 1.
        count = on("2026-01-03", "5 working days", first_day_counted=True)
        assert (day(count.first), day(count.due)) == ("2026-01-05", "2026-01-09")
        assert day(on("2026-01-05", "1 working day", first_day_counted=True).due) == "2026-01-05"


class TestBeforeAnEvent:
    @pytest.mark.parametrize(
        ("event", "period", "clear", "due"),
        [
            # Fri 29 Jan - 14 days; with clear weeks one day more.
            ("2027-01-29", "2 weeks", False, "2027-01-15"),
            ("2027-01-29", "2 weeks", True, "2027-01-14"),
            ("2027-01-29", "5 days", False, "2027-01-24"),
            ("2027-01-29", "5 days", True, "2027-01-23"),
            # The same date five months before.
            ("2026-09-01", "5 months", False, "2026-04-01"),
            ("2026-09-01", "5 months", True, "2026-03-31"),
            # There is no 31 February.
            ("2026-03-31", "1 month", False, "2026-02-28"),
            ("2028-02-29", "1 year", False, "2027-02-28"),
            # Fri 29 Jan: Thu 28 is 1, Mon 25 is 4, Fri 22 is 5; ten is Fri 15; clear, Thu 14.
            ("2027-01-29", "10 working days", False, "2027-01-15"),
            ("2027-01-29", "10 working days", True, "2027-01-14"),
            # Mon 4 Jan 2027: 31, 30, 29 Dec are 1-3 (1 Jan, 28 and 25 Dec are holidays); 24 Dec is 4.
            ("2027-01-04", "4 working days", False, "2026-12-24"),
            # Counted from a Sunday: Fri 22 is 1.
            ("2027-01-24", "1 working day", False, "2027-01-22"),
        ],
    )
    def test_so_much_before(self, event, period, clear, due):
        count = back(event, period, clear)
        assert day(count.due) == day(count.end) == due
        assert count.start == date.fromisoformat(event).toordinal()
        assert (count.latest, count.moved, count.provisional) == (None, "", False)

    def test_days_that_do_not_count_are_passed_over_backwards(self):
        # Ten days before Sat 5 Sep 2026: 4, 3, 2, 1 Sep are 1-4; August is left out; 31 July is 5, 26 July is 10.
        count = back("2026-09-05", "10 days", counting=OTHER_ACTS)
        assert day(count.end) == "2026-07-26"
        assert count.left_out == 31
        # Working days before Fri 4 Sep: 3, 2, 1 are 1-3; Fri 31 July is 4.
        assert day(back("2026-09-04", "4 working days", counting=OTHER_ACTS).due) == "2026-07-31"
        # Four weeks before a hearing on Wed 6 Jan 2027: 5, 4, 3, 2 Jan are 1-4; 24 days more from 24 Dec back: 1 Dec.
        assert day(back("2027-01-06", "4 weeks", counting=OTHER_ACTS).end) == "2026-12-01"

    def test_a_last_day_moves_back_only(self):
        to_previous = Counting("previous", last_day="previous working day")
        # Two weeks before Sat 16 Jan is Sat 2 Jan; Fri 1 is a holiday: Thu 31 Dec.
        count = back("2027-01-16", "2 weeks", counting=to_previous)
        assert (day(count.end), day(count.due), count.moved) == ("2027-01-02", "2026-12-31", "not a working day")

    def test_moving_on_would_shorten_the_notice_so_that_day_is_only_the_latest(self):
        # Sat 2 Jan stands; whether Mon 4 Jan is in time is open.
        count = back("2027-01-16", "2 weeks", counting=ROLLS)
        assert (day(count.due), day(count.latest), count.moved) == ("2027-01-02", "2027-01-04", "")
        # The day before a Monday: the next working day is the event itself, which is too late on any reading.
        count = back("2027-01-11", "1 day", counting=ROLLS)
        assert (day(count.due), count.latest) == ("2027-01-10", None)


class TestWhatBecomesOfTheLastDay:
    def test_it_stands_unless_the_instrument_moves_it(self):
        # Tue 24 Nov + 18 days is Sat 12 Dec.
        assert day(on("2026-11-24", "18 days").due) == "2026-12-12"

    def test_it_moves_to_the_next_working_day(self):
        count = on("2026-11-24", "18 days", ROLLS)
        assert (day(count.end), day(count.due), count.moved) == ("2026-12-12", "2026-12-14", "not a working day")
        assert count.latest is None

    def test_it_moves_to_the_previous_working_day(self):
        count = on("2026-11-24", "18 days", Counting("previous", last_day="previous working day"))
        assert (day(count.end), day(count.due), count.moved) == ("2026-12-12", "2026-12-11", "not a working day")

    def test_it_does_not_move_from_a_working_day(self):
        count = on("2026-11-24", "2 weeks", ROLLS)
        assert (day(count.due), count.moved, count.latest) == ("2026-12-08", "", None)

    @pytest.mark.parametrize(
        ("start", "due"),
        [
            # 16 Aug is in August: Tue 1 Sep.
            ("2026-06-16", "2026-09-01"),
            # 31 Aug 2026 is in August, and a bank holiday: Tue 1 Sep.
            ("2026-06-30", "2026-09-01"),
            # 25 Dec: the first working day after 1 Jan 2027 (a Friday) is Mon 4 Jan.
            ("2026-10-25", "2027-01-04"),
            # 1 Jan is in the window too.
            ("2026-11-01", "2027-01-04"),
            # August 2025 ends on a Sunday: Mon 1 Sep.
            ("2025-06-10", "2025-09-01"),
        ],
    )
    def test_an_appeal_that_would_end_in_a_vacation_ends_after_it(self, start, due):
        count = on(start, "2 months", STARTING)
        assert day(count.due) == due
        assert count.moved == "ends in a period that moves the end"
        assert (count.left_out, count.latest) == (0, None)

    def test_an_appeal_that_runs_through_august_loses_no_day(self):
        count = on("2026-07-15", "2 months", STARTING)
        assert (day(count.due), count.moved, count.left_out) == ("2026-09-15", "", 0)

    def test_a_move_into_a_vacation_leaves_a_doubt(self):
        # Sun 31 May + 2 months: Fri 31 July 2026 is a working day and stands.
        assert day(on("2026-05-31", "2 months", STARTING).due) == "2026-07-31"
        # Sat 31 July 2027 is not: the next working day is Mon 2 August. Whether that ends in August is not settled.
        for counting in (STARTING, OTHER_ACTS):
            count = on("2027-07-17", "2 weeks", counting)
            assert day(count.end) == "2027-07-31"
            assert (day(count.due), day(count.latest), count.moved) == (
                "2027-08-02",
                "2027-09-01",
                "not a working day",
            )

    def test_two_windows_side_by_side_are_left_together(self):
        both = Counting("both", ends_in=(AUGUST, parse_window("1 September to 6 September")))
        # 10 Aug: past August comes 1 Sep, which moves too; the first working day after 6 Sep 2026 is Mon 7.
        assert day(on("2026-07-10", "1 month", both).due) == "2026-09-07"


class TestDaysThatDoNotCount:
    def test_working_days_leave_august_out(self):
        # Thu 16 Jul: 17 is 1, 20-24 are 2-6, 27-31 are 7-11; 1-4 Sep are 12-15, then 19 more: 25, 28-30 ... Wed 25
        # Sep weeks: 7-11 are 16-20, 14-18 are 21-25, 21-25 are 26-30.
        count = on("2026-07-16", "30 working days", OTHER_ACTS)
        assert (day(count.due), count.left_out, count.moved) == ("2026-09-25", 31, "")

    def test_calendar_days_leave_august_out(self):
        # Mon 20 Jul: 21-31 Jul are 1-11; 1-17 Sep are 12-28.
        count = on("2026-07-20", "28 days", OTHER_ACTS)
        assert (day(count.first), day(count.end), count.left_out) == ("2026-07-21", "2026-09-17", 31)
        assert on("2026-07-20", "4 weeks", OTHER_ACTS).end == count.end

    def test_a_period_that_begins_inside_begins_after(self):
        # In August nothing counts: 1 Sep is day 1, 14 Sep is day 14.
        count = on("2026-08-10", "14 days", OTHER_ACTS)
        assert (day(count.first), day(count.end), count.left_out) == ("2026-09-01", "2026-09-14", 21)

    def test_months_are_turned_into_days_first(self):
        # 15 Jul to 15 Aug is 31 days: 16-31 Jul are 16 of them, 1-15 Sep the other 15.
        count = on("2026-07-15", "1 month", OTHER_ACTS)
        assert (day(count.end), count.left_out) == ("2026-09-15", 31)

    def test_christmas_is_left_out_over_the_end_of_the_year(self):
        # Fri 18 Dec: 21-24 are 1-4; 25 Dec to 1 Jan do not count; 4-8 Jan are 5-9, Mon 11 is 10.
        count = on("2026-12-18", "10 working days", OTHER_ACTS)
        assert (day(count.due), count.left_out) == ("2027-01-11", 8)

    def test_a_pause_is_passed_over(self):
        pause = (date(2026, 6, 10).toordinal(), date(2026, 6, 19).toordinal())
        # 20 working days from Fri 29 May without the pause: Fri 26 June. It holds 8 working days: Wed 8 July.
        count = on("2026-05-29", "20 working days", disregarded=[pause])
        assert (day(count.due), count.left_out) == ("2026-07-08", 10)
        # A pause after the end changes nothing.
        assert day(on("2026-05-29", "5 days", disregarded=[pause]).due) == "2026-06-03"
        # Months too: 29 May + 1 month is 31 days; ten more.
        assert day(on("2026-05-29", "1 month", disregarded=[pause]).due) == "2026-07-09"

    def test_the_doubt_of_a_missing_date_stays(self):
        pause = (date(2026, 2, 10).toordinal(), date(2026, 2, 11).toordinal())
        count = on("2026-01-31", "1 month", first_day_counted=True, disregarded=[pause])
        assert (day(count.due), day(count.latest)) == ("2026-03-01", "2026-03-02")

    def test_a_pause_that_ends_before_it_begins_is_refused(self):
        with pytest.raises(CalendarError, match="days not counted run from 2026-06-19 to 2026-06-10"):
            on("2026-05-29", "5 days", disregarded=[(date(2026, 6, 19).toordinal(), date(2026, 6, 10).toordinal())])

    def test_a_calendar_need_not_reach_the_next_window_if_the_count_does_not(self):
        short = WorkingDayCalendar("short", date(2026, 1, 1), date(2026, 7, 20))
        assert day(on("2026-07-01", "5 working days", OTHER_ACTS, working=short).end) == "2026-07-08"
        with pytest.raises(CoverageError, match="'short' does not cover Tuesday 21 July 2026"):
            on("2026-07-01", "25 working days", OTHER_ACTS, working=short)
        late = WorkingDayCalendar("late", date(2026, 9, 7), date(2026, 12, 31))
        assert day(back("2026-09-30", "5 working days", counting=OTHER_ACTS, working=late).end) == "2026-09-23"
        with pytest.raises(CoverageError, match="'late' does not cover Sunday 6 September 2026"):
            back("2026-09-30", "25 working days", counting=OTHER_ACTS, working=late)


class TestDeemedService:
    """First class post: the second working day after posting (Practice Direction [1985] 1 WLR 489)."""

    @pytest.mark.parametrize(
        ("posted", "period", "arrives"),
        [
            # Thursday: Friday is 1, Monday is 2.
            ("2026-11-26", "2 working days", "2026-11-30"),
            # Wed 23 Dec: Thu 24 is 1; 25 and 28 are holidays; Tue 29 is 2.
            ("2026-12-23", "2 working days", "2026-12-29"),
            # Posted on a Saturday: Mon is 1, Tue is 2.
            ("2026-11-28", "2 working days", "2026-12-01"),
            # Second class, the fourth: Fri, Mon, Tue, Wed.
            ("2026-11-26", "4 working days", "2026-12-02"),
        ],
    )
    def test_a_letter_arrives(self, posted, period, arrives):
        assert day(on(posted, period, Counting("post", working_days="deemed_service")).due) == arrives


OAK = SchoolCalendar(
    "Oak School",
    [
        Term("Summer 2026", date(2026, 4, 13), date(2026, 7, 17)),
        Term("Autumn 2026", date(2026, 9, 2), date(2026, 12, 18)),
    ],
    inset_days=[date(2026, 9, 2)],
)


class TestSchoolDays:
    def test_they_are_those_of_the_school(self):
        # Mon 13 Jul: 14-17 are 1-4; Wed 2 Sep is INSET; 3 and 4 Sep are 5-6, 7-11 are 7-11, 14-17 are 12-15.
        count = on("2026-07-13", "15 school days", school=OAK)
        assert day(count.due) == "2026-09-17"
        assert not count.provisional

    def test_without_the_school_there_is_no_answer(self):
        for ask in (on, back):
            with pytest.raises(CalendarError, match=r"15 school days cannot be counted: .*give the school's calendar"):
                ask("2026-07-13", "15 school days")

    def test_they_can_be_counted_back_and_with_the_first_day(self):
        # Fri 4 Sep: 3 Sep is 1, 17 Jul is 2; clear, 16 Jul.
        assert day(back("2026-09-04", "2 school days", school=OAK).due) == "2026-07-17"
        assert day(back("2026-09-04", "2 school days", True, school=OAK).due) == "2026-07-16"
        assert day(on("2026-09-03", "1 school day", first_day_counted=True, school=OAK).due) == "2026-09-03"

    def test_beyond_the_last_term_there_is_no_answer(self):
        with pytest.raises(CoverageError, match=r"'Oak School'.*add the school's dates for 2026/27"):
            on("2026-12-14", "15 school days", school=OAK)

    def test_holidays_that_do_not_count_can_lie_in_them(self):
        # 14-17 Jul are 1-4; August is left out anyway; 3 Sep is 5.
        assert day(on("2026-07-13", "5 school days", OTHER_ACTS, school=OAK).due) == "2026-09-03"


class TestProvisional:
    def test_calendar_days_depend_on_no_announcement(self):
        assert not on("2031-01-31", "20 weeks").provisional
        assert not on("2031-01-31", "2 months").provisional

    def test_working_days_of_later_years_do(self):
        assert on("2028-12-20", "10 working days").provisional
        assert not on("2028-12-01", "10 working days").provisional
        assert back("2029-01-10", "10 working days").provisional
        assert not back("2029-01-01", "3 working days").provisional

    def test_so_does_a_last_day_that_might_have_moved(self):
        # Wed 3 Jan 2029 + 14 days is a Wednesday, unless it is proclaimed a holiday.
        count = on("2029-01-03", "2 weeks", ROLLS)
        assert (day(count.due), count.provisional) == ("2029-01-17", True)
        assert back("2029-02-07", "2 weeks", counting=ROLLS).provisional
        # Mon 25 Dec 2028 is in a vacation; the first working day after it is in 2029.
        assert on("2028-10-25", "2 months", STARTING).provisional


class TestInput:
    @pytest.mark.parametrize("start", [date(2026, 1, 5), datetime(2026, 1, 5), "2026-01-05", 739_621.0, True, None])
    def test_a_day_is_a_day_number(self, start):
        with pytest.raises(CalendarError, match=r"is not a day number; use date.toordinal\(\)"):
            count_forward(start, Weeks(1), first_day_counted=False, counting=PLAIN)
        with pytest.raises(CalendarError, match="is not a day number"):
            count_back(start, Weeks(1), clear=False, counting=PLAIN)

    @pytest.mark.parametrize("period", [20, "20 weeks", None, 2.5])
    def test_a_period_is_a_period(self, period):
        with pytest.raises(PeriodError, match="is not a period; use parse_period"):
            count_forward(739_621, period, first_day_counted=False, counting=PLAIN)

    def test_the_first_day_has_to_be_decided(self):
        with pytest.raises(TypeError, match="first_day_counted"):
            count_forward(739_621, Weeks(1), counting=PLAIN)  # type: ignore[call-arg]
        with pytest.raises(TypeError, match="clear"):
            count_back(739_621, Weeks(1), counting=PLAIN)  # type: ignore[call-arg]

    @pytest.mark.parametrize("period", [Days(10), Weeks(2), Months(2), Years(1), Days(10**12), Years(10**9)])
    @pytest.mark.parametrize("counting", [PLAIN, OTHER_ACTS, Counting("august", left_out=(AUGUST,))])
    def test_a_count_past_the_last_year_is_refused(self, period, counting):
        last, first = date.max.toordinal(), date.min.toordinal()
        with pytest.raises(CoverageError, match="a day beyond the years a date can have") as caught:
            count_forward(last, period, first_day_counted=False, counting=counting)
        assert caught.value.day is None
        with pytest.raises(CoverageError, match="a day beyond the years a date can have"):
            count_back(first, period, clear=False, counting=counting)

    def test_the_very_last_days_can_be_counted(self):
        last = date.max.toordinal()
        assert count_forward(last - 10, Days(10), first_day_counted=False, counting=PLAIN).due == last
        august = Counting("august", left_out=(AUGUST,))
        assert count_forward(last - 10, Days(10), first_day_counted=False, counting=august).due == last
        assert count_back(11, Days(10), clear=False, counting=august).due == 1
        with pytest.raises(CoverageError):
            count_back(11, Days(10), clear=True, counting=august)
        with pytest.raises(CoverageError):
            on("9999-12-31", "1 day", first_day_counted=False)
        assert day(on("9999-12-31", "1 day", first_day_counted=True).due) == "9999-12-31"

    def test_a_vacation_at_the_end_of_time_is_refused_too(self):
        with pytest.raises(CoverageError):
            on("9999-12-20", "10 days", Counting("christmas", left_out=(CHRISTMAS,)))
        with pytest.raises(CoverageError):
            on("9999-12-20", "5 days", Counting("christmas", ends_in=(CHRISTMAS,)))

    def test_a_way_of_counting_that_is_unknown_is_refused(self):
        with pytest.raises(CalendarError, match="counting 'x': unknown last_day 'next'; known: next working day"):
            Counting("x", last_day="next")  # type: ignore[arg-type]
        with pytest.raises(CalendarError, match="no working-day calendar is called 'engand'; did you mean 'england'"):
            on("2026-01-05", "5 working days", Counting("x", working_days="engand"))

    @pytest.mark.parametrize("given", [lambda w: Counting("x", left_out=w), lambda w: Counting("x", ends_in=w)])
    def test_windows_must_leave_a_day(self, given):
        halves = (parse_window("1 January to 30 June"), parse_window("1 July to 31 December"))
        with pytest.raises(CalendarError, match="counting 'x': its windows cover the whole year; leave a day to count"):
            given(halves)

    def test_another_calendar_can_be_given(self):
        six = WorkingDayCalendar("six days", date(2026, 1, 1), date(2026, 12, 31), weekdays=range(6))
        start = date(2026, 1, 5).toordinal()
        count = count_forward(start, WorkingDays(6), first_day_counted=False, counting=PLAIN, working=six)
        assert day(count.due) == "2026-01-12"
        assert count.first == six.next_open(start + 1)

    def test_a_period_of_school_days_takes_no_working_days(self):
        with pytest.raises(CalendarError, match="a school day is a day on which that school meets"):
            count_forward(
                739_621,
                SchoolDays(1),
                first_day_counted=False,
                counting=PLAIN,
                working=working_day_calendar("england"),
            )

"""Dates that courts and schools have stated for exclusions and for admission appeals, against the dates computed here.

Those of admission appeals are counts of school days, made here in a calendar of the terms that are usual in the area,
or that the school itself has published. Such a count shows that a source and the counting agree; it does not show that
the school met on each of those days. Where a source counts differently, the test says so and why.
"""

from __future__ import annotations

from datetime import date

import pytest

from send_deadlines import Case, Event, State, evaluate
from send_deadlines.calendars import (
    PLAIN,
    Counting,
    SchoolCalendar,
    SchoolDays,
    Term,
    WorkingDays,
    count_back,
    count_forward,
)
from send_deadlines.errors import CoverageError

WORKING = Counting("working days of England", working_days="england", last_day="stands")

# First and last day of a year that goes on without a holiday but for those given; bank holidays are always left out.
YEARS = {
    2017: ("2017-09-04", "2017-10-20"),
    2020: ("2020-06-08", "2020-07-21"),
    2021: ("2021-03-01", "2021-07-21"),
    2022: ("2022-02-21", "2022-07-21"),
    2023: ("2023-02-20", "2023-07-31"),
    2024: ("2024-02-19", "2024-07-23"),
    2025: ("2025-02-24", "2025-04-04"),
}
# Surrey: term began on Mon 15 Apr 2024, and half-term was 27 to 31 May; the Easter holidays before it are assumed.
SURREY_2024 = (("2024-03-29", "2024-04-12"), ("2024-05-27", "2024-05-31"))
# Assumed for London: Easter Monday was 18 April, and half-term held the two bank holidays of the Jubilee.
LONDON_2022 = (("2022-04-04", "2022-04-18"), ("2022-05-30", "2022-06-03"))
# Term taken to begin on Mon 19 April 2021.
EASTER_2021 = ("2021-04-02", "2021-04-16")
# Assumed for Shropshire.
SHROPSHIRE_2023 = (("2023-04-03", "2023-04-14"), ("2023-05-29", "2023-06-02"))


def school(year: int, *shut: tuple[str, str]) -> SchoolCalendar:
    first, last = (date.fromisoformat(day) for day in YEARS[year])
    closures = [(date.fromisoformat(one), date.fromisoformat(other)) for one, other in shut]
    return SchoolCalendar("assumed", [Term("all of it", first, last)], closures=closures)


def after(start: str, days: int, calendar: SchoolCalendar, *, counted: bool = False) -> date:
    day = date.fromisoformat(start).toordinal()
    found = count_forward(day, SchoolDays(days), first_day_counted=counted, counting=PLAIN, school=calendar)
    return date.fromordinal(found.due)


# --- Admission appeals: twenty school days to lodge one, forty to hear it ---------------------------------------------


@pytest.mark.parametrize(
    ("start", "days", "stated", "calendar"),
    [
        # auriol.surrey.sch.uk/943/appeals, offers of Fri 1 March 2024: by Mon 15 April. 4-8 is 5, 11-15 is 10, 18-22 is
        # 15, 25-28 is 19, Mon 15 Apr is 20. Heard within forty: 16-19 is 4, 22-26 is 9, 29 Apr to 3 May is 14, 7-10 is
        # 18, 13-17 is 23, 20-24 is 28; half-term; 3-7 Jun is 33, 10-14 is 38, Tue 18 Jun is 40.
        ("2024-03-01", 20, "2024-04-15", school(2024, *SURREY_2024)),
        ("2024-04-15", 40, "2024-06-18", school(2024, *SURREY_2024)),
        # The same page, offers of Tue 16 April 2024: by Wed 15 May. 17-19 is 3, 22-26 is 8, 29 Apr to 3 May is 13;
        # Mon 6 May is a bank holiday; 7-10 is 17, 13-15 is 20. Forty: 16, 17 is 2, 20-24 is 7; half-term; 3-7 Jun is
        # 12, 10-14 is 17, 17-21 is 22, 24-28 is 27, 1-5 Jul is 32, 8-12 is 37, 15-17 is 40: Wed 17 July.
        ("2024-04-16", 20, "2024-05-15", school(2024, *SURREY_2024)),
        ("2024-05-15", 40, "2024-07-17", school(2024, *SURREY_2024)),
        # christs.richmond.sch.uk/1046/appeals: to be lodged by Tue 19 April 2022, heard by 22 June. 20-22 is 3, 25-29
        # is 8; Mon 2 May is a bank holiday; 3-6 is 12, 9-13 is 17, 16-20 is 22, 23-27 is 27; half-term; 6-10 Jun is
        # 32, 13-17 is 37, 20-22 is 40.
        ("2022-04-19", 40, "2022-06-22", school(2022, *LONDON_2022)),
        # shropshire.gov.uk, appeals timetable: to be lodged by Fri 31 March 2023, heard by 20 June. 17-21 Apr is 5,
        # 24-28 is 10; 2-5 May is 14; 9-12 is 18, Mon 8 May being the Coronation's bank holiday; 15-19 is 23, 22-26 is
        # 28; half-term; 5-9 Jun is 33, 12-16 is 38, Tue 20 Jun is 40.
        ("2023-03-31", 40, "2023-06-20", school(2023, *SHROPSHIRE_2023)),
        # wiltshire.gov.uk/article/9016: offers of Mon 3 March 2025, Sat 1 March being no working day (the page prints
        # no date); by 31 March. 4-7 is 4, 10-14 is 9, 17-21 is 14, 24-28 is 19, Mon 31 is 20.
        ("2025-03-03", 20, "2025-03-31", school(2025)),
    ],
)
def test_a_count_that_a_school_or_council_printed(start: str, days: int, stated: str, calendar: SchoolCalendar) -> None:
    assert after(start, days, calendar) == date.fromisoformat(stated)


def test_the_coronation_makes_a_day() -> None:
    """Without the bank holiday of 8 May 2023 the forty school days of Shropshire would end on the 19th of June."""
    with_it = school(2023, *SHROPSHIRE_2023)
    assert not with_it.is_open(date(2023, 5, 8).toordinal())
    assert after("2023-03-31", 39, with_it) == date(2023, 6, 19)


@pytest.mark.parametrize(
    ("start", "days", "least", "stated", "is_day", "calendar"),
    [
        # shirleyinfantschool.org.uk, admission appeals: offers of Tue 16 April 2024, by Fri 17 May. The twentieth
        # school day is Wed 15 May, as in Surrey; the 17th is the 22nd.
        ("2024-04-16", 20, "2024-05-15", "2024-05-17", 22, school(2024, *SURREY_2024)),
        # st-marys-hampton-primary.org: offers of Fri 16 April 2021, by Mon 24 May. 19-23 Apr is 5, 26-30 is 10; Mon 3
        # May is a bank holiday; 4-7 is 14, 10-14 is 19, Mon 17 is 20, 18-21 is 24, Mon 24 is 25.
        ("2021-04-16", 20, "2021-05-17", "2021-05-24", 25, school(2021, EASTER_2021)),
        # Lambeth, offers of Easter Monday, 18 April 2022: by Wed 18 May. 19-22 is 4, 25-29 is 9, 3-6 May is 13, 9-13 is
        # 18, 16-18 is 21.
        ("2022-04-18", 20, "2022-05-17", "2022-05-18", 21, school(2022, *LONDON_2022)),
        # Shropshire, offers of Wed 1 March 2023: by Fri 31 March. 2, 3 is 2, 6-10 is 7, 13-17 is 12, 20-24 is 17,
        # 27-31 is 22, of which Wed 29 is the twentieth.
        ("2023-03-01", 20, "2023-03-29", "2023-03-31", 22, school(2023, *SHROPSHIRE_2023)),
    ],
)
def test_at_least_twenty_school_days_to_appeal(
    start: str, days: int, least: str, stated: str, is_day: int, calendar: SchoolCalendar
) -> None:
    assert after(start, days, calendar) == date.fromisoformat(least) <= date.fromisoformat(stated)
    assert after(start, is_day, calendar) == date.fromisoformat(stated)


@pytest.mark.parametrize(
    ("start", "most", "stated", "is_day", "calendar"),
    [
        # Shropshire: to be lodged by Fri 26 May 2023, heard by 14 July. Half-term; 5-9 Jun is 5, 12-16 is 10, 19-23
        # is 15, 26-30 is 20, 3-7 Jul is 25, 10-14 is 30.
        ("2023-05-26", "2023-07-28", "2023-07-14", 30, school(2023, *SHROPSHIRE_2023)),
        # Lambeth: to be lodged by Mon 28 March 2022, the last hearing on 27 May. 29 Mar to 1 Apr is 4, 19-22 is 8,
        # 25-29 is 13, 3-6 May is 17, 9-13 is 22, 16-20 is 27, 23-27 is 32. Forty: 6-10 Jun is 37, 13-15 is 40.
        ("2022-03-28", "2022-06-15", "2022-05-27", 32, school(2022, *LONDON_2022)),
        # Lambeth: by Wed 18 May 2022, the last hearing on 1 July. 19, 20 is 2, 23-27 is 7, 6-10 Jun is 12, 13-17 is 17,
        # 20-24 is 22, 27 Jun to 1 Jul is 27. Forty: 4-8 is 32, 11-15 is 37, 18-20 is 40.
        ("2022-05-18", "2022-07-20", "2022-07-01", 27, school(2022, *LONDON_2022)),
    ],
)
def test_hearings_inside_forty_school_days(
    start: str, most: str, stated: str, is_day: int, calendar: SchoolCalendar
) -> None:
    assert after(start, is_day, calendar) == date.fromisoformat(stated) <= date.fromisoformat(most)
    assert after(start, 40, calendar) == date.fromisoformat(most)


def test_lambeth_counts_the_day_of_the_offer() -> None:
    """Offers of Tue 1 March 2022, appeals by Mon 28 March (beta.lambeth.gov.uk, timetables 2022): a day too few.

    2-4 is 3, 7-11 is 8, 14-18 is 13, 21-25 is 18, Mon 28 is 19: the twentieth school day after the offer is Tue 29
    March, and the council's date is the twentieth only where the day of the offer is one of them.
    """
    calendar = school(2022, *LONDON_2022)
    assert after("2022-03-01", 20, calendar) == date(2022, 3, 29)
    assert after("2022-03-01", 20, calendar, counted=True) == date(2022, 3, 28)


@pytest.mark.parametrize(
    ("hearing", "notice", "papers"),
    [
        # st-marys-hampton-primary.org, hearings from Wed 1 to Fri 17 July 2020 (the two days are read off its
        # ranges). Ten school days between: 30, 29 June is 2, 26-22 is 7, 19-17 is 10, so notice by Tue 16. Seven
        # working days: 30, 29 is 2, 26-22 is 7, so papers by Fri 19.
        ("2020-07-01", "2020-06-16", "2020-06-19"),
        # 16-13 July is 4, 10-6 is 9, Fri 3 is 10: Thu 2. 16-13 is 4, 10-8 is 7: Tue 7.
        ("2020-07-17", "2020-07-02", "2020-07-07"),
    ],
)
def test_notice_of_a_hearing_is_counted_in_clear_days(hearing: str, notice: str, papers: str) -> None:
    day = date.fromisoformat(hearing).toordinal()
    told = count_back(day, SchoolDays(10), clear=True, counting=PLAIN, school=school(2020))
    sent = count_back(day, WorkingDays(7), clear=True, counting=WORKING)
    assert date.fromordinal(told.due) == date.fromisoformat(notice)
    assert date.fromordinal(sent.due) == date.fromisoformat(papers)


# --- Exclusions -------------------------------------------------------------------------------------------------------


def given(posted: str) -> str:
    """The day on which a notice posted first class counts as given: the second working day after."""
    day = date.fromisoformat(posted).toordinal()
    found = count_forward(day, WorkingDays(2), first_day_counted=False, counting=WORKING)
    return date.fromordinal(found.due).isoformat()


def test_an_appeal_at_eighteen_minutes_past_nine_in_the_evening() -> None:
    """[2008] EWHC 2357 (Admin), as its counsel reports it (gatehouselaw.co.uk), under the rules before those of 2012.

    The governors' letter was posted on Tue 12 September 2006, and counted as given two working days later: Thu 14.
    The fifteen school days to appeal ran out on 6 October, at midnight, so that an e-mail at 21:18 was in time. After
    Thu 14: Fri 15 is 1, 18-22 is 6, 25-29 is 11, 2-5 Oct is 15, Thu 5 October: a day before what was stated. The
    letter's own date, 4 October, is likewise a day after fifteen school days from the day of posting: 13-15 is 3,
    18-22 is 8, 25-29 is 13, 2, 3 is 15. So the school was shut on one day in between, which the report does not say.

    The rules of 2012 count in the same way, and 2017 has the weekdays of 2006, with no bank holiday in these weeks.
    """
    assert all(date(2017, month, 12).weekday() == date(2006, month, 12).weekday() for month in (9, 10))
    assert given("2017-09-12") == "2017-09-14"
    assert after("2017-09-14", 15, school(2017)) == date(2017, 10, 5)
    assert after("2017-09-12", 15, school(2017)) == date(2017, 10, 3)
    one_day_shut = school(2017, ("2017-09-22", "2017-09-22"))  # any day from 15 September to 3 October would do
    assert after("2017-09-14", 15, one_day_shut) == date(2017, 10, 6)
    assert after("2017-09-12", 15, one_day_shut) == date(2017, 10, 4)
    # From the day on which a second copy came, Wed 20 September: 21, 22 is 2, 25-29 is 7, 2-6 Oct is 12, 9-11 is 15.
    assert after("2017-09-20", 15, school(2017)) == date(2017, 10, 11)

    events = [
        Event("reinstatement_refusal_notice_given", on="2017-09-12", method="first_class_post"),
        Event("review_applied_for", on="2017-10-06", method="delivered"),
    ]
    case = Case("X", events, calendars={"school": "s"})
    for calendar, due, state in (
        (school(2017), date(2017, 10, 5), State.LAPSED),
        (one_day_shut, date(2017, 10, 6), State.MET),
    ):
        found = evaluate(case, "2017-10-06", calendars={"s": calendar})["exclusion_review.apply"]
        assert (found.due, found.state) == (due, state)


def test_the_year_2006_itself_is_not_counted() -> None:
    """Its bank holidays are not in the package, and nothing is counted without them."""
    with pytest.raises(CoverageError, match="does not cover"):
        given("2006-09-12")


def test_a_board_that_met_on_the_thirteenth_school_day() -> None:
    """[2024] EWHC 2267 (Admin) tells what happened and states no last day.

    Excluded by a letter of Wed 2 November 2022; the governors met on Mon 21 November and their decision is dated the
    25th. That they were told on the 2nd, and that the school was shut on no day between, is assumed. After Wed 2: 3,
    4 is 2, 7-11 is 7, 14-18 is 12, Mon 21 is 13, Wed 23 is 15. What was decided at the meeting was in time. A
    decision made only on the day of its letter would have been two days late.
    """
    autumn = SchoolCalendar("assumed", [Term("autumn", date(2022, 10, 31), date(2022, 12, 16))])
    told = [
        Event("pupil_permanently_excluded", on="2022-11-02", took_place="2022-11-03"),
        Event("exclusion_notified_to_board", on="2022-11-02"),
    ]

    def decided(day: str):
        events = [*told, Event("reinstatement_decided", on=day, outcome="not_reinstated")]
        case = Case("X", events, calendars={"school": "s"})
        return evaluate(case, "2022-12-01", calendars={"s": autumn})["exclusion.board_decides_permanent"]

    assert after("2022-11-02", 13, autumn) == date(2022, 11, 21)
    assert (decided("2022-11-21").due, decided("2022-11-21").state) == (date(2022, 11, 23), State.MET)
    late = decided("2022-11-25")
    assert (late.state, late.days_late(date(2022, 12, 1))) == (State.MET_LATE, 2)

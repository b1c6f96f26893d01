"""The list of bank holidays, held against the `holidays` package and against the law that makes the days."""

from collections import Counter
from datetime import date, timedelta

import holidays
import pytest
from dateutil.easter import easter

from send_deadlines.calendars import bank_holidays
from send_deadlines.calendars.bank_holidays import (
    announced_years,
    check_expected,
    expected_bank_holidays,
    read_bank_holidays,
)
from send_deadlines.errors import CalendarError

PLACES = {"england": "ENG", "scotland": "SCT", "northern_ireland": "NIR"}
YEARS = range(2010, 2029)


def listed(*places):
    return {holiday.day for holiday in bank_holidays() if holiday.place in places}


def package(place, years):
    return dict(holidays.country_holidays("GB", subdiv=PLACES[place], years=years))


@pytest.mark.parametrize("year", YEARS)
def test_england_agrees_with_the_holidays_package(year):
    ours = {day for day in listed("england") if day.year == year}
    theirs = package("england", [year])
    assert ours - theirs.keys() == set()
    # The package also lists a holiday at a weekend beside the weekday in its place; the list of GOV.UK does not.
    more = theirs.keys() - ours
    assert all(day.weekday() >= 5 for day in more)
    assert {theirs[day] for day in more} <= {"New Year's Day", "Christmas Day", "Boxing Day"}


def test_the_days_the_package_adds_are_exactly_the_fixed_holidays_at_weekends():
    theirs = package("england", YEARS).keys() - listed("england")
    fixed = {date(year, month, day) for year in YEARS for month, day in ((1, 1), (12, 25), (12, 26))}
    assert theirs == {day for day in fixed if day.weekday() >= 5}


@pytest.mark.parametrize("year", range(2012, 2029))
def test_the_united_kingdom_agrees_with_the_holidays_package(year):
    ours = {day for day in listed(*PLACES) if day.year == year}
    theirs = set().union(*(package(place, [year]) for place in PLACES))
    assert ours == {day for day in theirs if day.weekday() < 5}


@pytest.mark.parametrize("place", ["scotland", "northern_ireland"])
def test_other_places_list_only_what_is_no_holiday_in_england(place):
    assert not listed(place) & listed("england")
    theirs = {day for day in package(place, range(2012, 2029)) if day.weekday() < 5}
    # Where Scotland or Northern Ireland shares an English holiday it is in England's list, and England has others.
    assert listed(place) == theirs - set(package("england", range(2012, 2029)))


@pytest.mark.parametrize("year", YEARS)
def test_england_has_eight_days_in_a_plain_year_and_more_in_five(year):
    count = sum(day.year == year for day in listed("england"))
    assert count == {2011: 9, 2012: 9, 2022: 10, 2023: 9}.get(year, 8)


@pytest.mark.parametrize("year", YEARS)
def test_easter_and_the_schedule_of_the_act_are_there(year):
    days = {holiday.day: holiday for holiday in bank_holidays() if holiday.place == "england"}
    sunday = easter(year)
    assert days[sunday - timedelta(2)].basis == "common_law"
    assert days[sunday + timedelta(1)].basis == "schedule"
    mondays_of_may = [date(year, 5, day) for day in range(25, 32) if date(year, 5, day).weekday() == 0]
    if year not in (2012, 2022):  # moved to June by proclamation
        assert days[mondays_of_may[0]].basis == "schedule"
    august = [date(year, 8, day) for day in range(25, 32) if date(year, 8, day).weekday() == 0]
    assert days[august[0]].basis == "schedule"
    christmas = date(year, 12, 25)
    if christmas.weekday() < 5:
        assert days[christmas].basis == "common_law"


SPECIAL = {
    date(2011, 4, 29): ("england", "special"),
    date(2012, 6, 4): ("england", "proclaimed"),
    date(2012, 6, 5): ("england", "special"),
    date(2020, 5, 8): ("england", "proclaimed"),
    date(2022, 6, 2): ("england", "proclaimed"),
    date(2022, 6, 3): ("england", "special"),
    date(2022, 9, 19): ("england", "special"),
    date(2023, 5, 8): ("england", "special"),
    date(2026, 6, 15): ("scotland", "special"),
}


def test_every_day_that_no_rule_gives_has_a_source_and_no_other_has():
    found = {holiday.day: (holiday.place, holiday.basis) for holiday in bank_holidays() if holiday.source}
    assert found == SPECIAL
    assert {h.day for h in bank_holidays() if h.basis == "special"} <= SPECIAL.keys()


@pytest.mark.parametrize("day", [date(2020, 5, 4), date(2012, 5, 28), date(2022, 5, 30)])
def test_a_holiday_that_was_moved_left_its_old_day(day):
    assert day not in listed("england")


def test_the_list_is_in_order_and_names_no_day_twice():
    days = [holiday.day for holiday in bank_holidays()]
    assert days == sorted(days)
    assert max(Counter((holiday.day, holiday.place) for holiday in bank_holidays()).values()) == 1
    assert {holiday.basis for holiday in bank_holidays()} == {"schedule", "proclaimed", "special", "common_law"}
    assert announced_years("england") == (2010, 2028)
    assert announced_years("scotland") == announced_years("northern_ireland") == (2012, 2028)


LINE = "2026-01-01 Thu: New Year's Day (proclaimed)"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("2026-01-01 Fri: New Year's Day (proclaimed)", "2026-01-01 is a Thu"),
        ("2025-01-01 Wed: New Year's Day (proclaimed)", "stands under 2026"),
        ("2026-13-01 Thu: New Year's Day (proclaimed)", 'cannot read "2026-13-01 Thu'),
        ("2026-01-01 Thu: New Year's Day (rumoured)", "with a basis of schedule, proclaimed, special, common_law"),
        ("2026-01-01 Thu: New Year's Day", "with a basis of"),
        ("2026-01-01 Thu:  (proclaimed)", "write '2026-01-01 Thu: name (basis)'"),
    ],
)
def test_a_line_that_is_wrong_is_refused(line, words):
    with pytest.raises(CalendarError) as caught:
        read_bank_holidays({"covers": {"england": [2026, 2026]}, "sources": {}, "2026": {"england": [line]}})
    assert words in str(caught.value)


def test_a_year_that_is_missing_is_refused():
    with pytest.raises(CalendarError, match="england has no days for 2027; add them or correct 'covers'"):
        read_bank_holidays({"covers": {"england": [2026, 2027]}, "sources": {}, "2026": {"england": [LINE]}})


def test_a_source_for_no_day_is_refused():
    table = {"covers": {"england": [2026, 2026]}, "sources": {"2026-02-02": "why"}, "2026": {"england": [LINE]}}
    with pytest.raises(CalendarError, match="a source is given for 2026-02-02, which is no day in the list"):
        read_bank_holidays(table)


@pytest.mark.parametrize("place", PLACES)
def test_expected_days_are_weekdays_of_the_years_asked_for(place):
    days = expected_bank_holidays(place, 2029, 2040)
    assert all(holiday.day.weekday() < 5 and 2029 <= holiday.day.year <= 2040 for holiday in days)
    assert {holiday.day.year for holiday in days} == set(range(2029, 2041))
    assert {holiday.basis for holiday in days} <= {"expected", "common_law"}


@pytest.mark.parametrize(
    ("lost", "words"),
    [
        (date(2029, 3, 30), "lacks Good Friday 2029-03-30 for england"),
        (date(2029, 4, 2), "lacks Easter Monday 2029-04-02 for england"),
        (date(2029, 12, 25), "lacks Christmas Day 2029-12-25 for england"),
    ],
)
def test_expected_days_that_lack_what_every_year_has_are_refused(lost, words):
    days = [holiday for holiday in expected_bank_holidays("england", 2029, 2029) if holiday.day != lost]
    more = days[0]._replace(day=date(2029, 6, 1))  # so that the number of days is right
    with pytest.raises(CalendarError, match=words):
        check_expected((*days, more), "england", 2029, 2029)


def test_too_few_expected_days_are_refused():
    days = expected_bank_holidays("england", 2029, 2029)[:7]
    with pytest.raises(CalendarError, match="lists 7 holidays on weekdays for england in 2029; a year has at least 8"):
        check_expected(days, "england", 2029, 2029)

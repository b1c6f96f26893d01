"""The term a day lies in, where the terms of a school are joined between 31 December, Easter Monday and 31 July."""

from datetime import date, timedelta

import pytest
from dateutil.easter import easter

from send_deadlines.calendars import EASTER_MONDAY, SchoolCalendar, Term, term_around
from send_deadlines.errors import CoverageError

JOINED = {"more_than": 3, "between": ["31 December", EASTER_MONDAY, "31 July"]}


def d(text):
    return date.fromisoformat(text)


def school(*terms):
    return SchoolCalendar("Elm School", [Term(f"{n}", d(first), d(last)) for n, (first, last) in enumerate(terms, 1)])


YEAR_OF_SIX = [
    ("2025-09-01", "2025-10-24"), ("2025-11-03", "2025-12-19"), ("2026-01-05", "2026-02-13"),
    ("2026-02-23", "2026-03-27"), ("2026-04-13", "2026-05-22"), ("2026-06-01", "2026-07-21"),
]  # fmt: skip
YEAR_OF_THREE = [("2025-09-03", "2025-12-19"), ("2026-01-05", "2026-03-27"), ("2026-04-13", "2026-07-21")]
SIX, THREE = school(*YEAR_OF_SIX), school(*YEAR_OF_THREE)


def around(calendar, day, **words):
    found = term_around(calendar, d(day).toordinal(), **words)
    return None if found is None else tuple(date.fromordinal(end).isoformat() for end in found)


# Easter Monday of 2026 is 6 April, since Easter Day is the 5th.
@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2025-09-01", "2025-08-01", "2025-12-30"),
        ("2025-10-24", "2025-08-01", "2025-12-30"),
        ("2025-10-29", "2025-08-01", "2025-12-30"),  # between the first term and the second
        ("2025-12-19", "2025-08-01", "2025-12-30"),
        ("2025-12-30", "2025-08-01", "2025-12-30"),
        ("2026-01-01", "2026-01-01", "2026-04-05"),
        ("2026-02-13", "2026-01-01", "2026-04-05"),
        ("2026-02-23", "2026-01-01", "2026-04-05"),
        ("2026-04-05", "2026-01-01", "2026-04-05"),
        ("2026-04-07", "2026-04-07", "2026-07-30"),
        ("2026-05-22", "2026-04-07", "2026-07-30"),
        ("2026-06-01", "2026-04-07", "2026-07-30"),
        ("2026-07-21", "2026-04-07", "2026-07-30"),
    ],
)
def test_six_terms_are_joined_in_pairs(day, first, last):
    assert around(SIX, day, **JOINED) == (first, last)


@pytest.mark.parametrize("day", ["2025-12-31", "2026-04-06"])
def test_the_days_between_which_terms_lie_are_in_none(day):
    assert around(SIX, day, **JOINED) is None


@pytest.mark.parametrize(
    ("day", "number"), [("2025-11-05", 1), ("2026-02-18", 2), ("2026-04-13", 3), ("2026-07-21", 3)]
)
def test_three_terms_are_those_of_the_calendar(day, number):
    assert around(THREE, day, **JOINED) == YEAR_OF_THREE[number - 1]
    assert around(THREE, day) == YEAR_OF_THREE[number - 1]


@pytest.mark.parametrize("day", ["2025-12-25", "2026-04-06", "2026-04-01"])
def test_between_two_of_three_terms_a_day_is_in_none(day):
    assert around(THREE, day, **JOINED) is None


def test_without_the_words_six_terms_stay_six():
    assert [around(SIX, first) for first, _ in YEAR_OF_SIX] == YEAR_OF_SIX
    assert around(SIX, "2025-10-29") is None


def test_four_terms_are_more_than_three_and_two_are_not():
    four = school(*YEAR_OF_THREE[:2], ("2026-04-13", "2026-05-22"), ("2026-06-01", "2026-07-21"))
    assert around(four, "2026-05-05", **JOINED) == ("2026-04-07", "2026-07-30")
    # The number is that of the whole year, so that the terms before it are joined too.
    assert around(four, "2025-11-05", **JOINED) == ("2025-08-01", "2025-12-30")
    assert around(THREE, "2026-05-05", more_than=2, between=JOINED["between"]) == ("2026-04-07", "2026-07-30")


def test_each_school_year_has_a_number_of_its_own():
    both = school(
        *YEAR_OF_SIX, ("2026-09-02", "2026-12-18"), ("2027-01-04", "2027-03-25"), ("2027-04-12", "2027-07-21")
    )
    assert around(both, "2026-06-01", **JOINED) == ("2026-04-07", "2026-07-30")
    assert around(both, "2026-09-02", **JOINED) == ("2026-09-02", "2026-12-18")


def test_a_term_that_easter_monday_parts_is_in_two():
    # Easter Monday of 2025 was 21 April; the fifth term ran on both sides of it.
    early = school(
        ("2024-09-02", "2024-10-25"), ("2024-11-04", "2024-12-20"), ("2025-01-06", "2025-02-14"),
        ("2025-02-24", "2025-03-28"), ("2025-04-14", "2025-05-23"), ("2025-06-02", "2025-07-22"),
    )  # fmt: skip
    assert around(early, "2025-04-17", **JOINED) == ("2025-01-01", "2025-04-20")
    assert around(early, "2025-04-22", **JOINED) == ("2025-04-22", "2025-07-30")


@pytest.mark.parametrize("year", range(2015, 2036))
def test_easter_monday_is_the_day_after_easter(year):
    # The third term ends before the earliest Easter; the fourth begins before the latest, and runs on beyond it.
    calendar = school(
        (f"{year - 1}-09-02", f"{year - 1}-12-18"), (f"{year}-01-06", f"{year}-02-12"),
        (f"{year}-02-22", f"{year}-03-18"), (f"{year}-04-18", f"{year}-05-22"), (f"{year}-06-01", f"{year}-07-21"),
    )  # fmt: skip
    monday = easter(year) + timedelta(days=1)
    assert around(calendar, f"{year}-03-01", **JOINED) == (f"{year}-01-01", str(monday - timedelta(days=1)))
    assert around(calendar, f"{year}-05-01", **JOINED) == (str(monday + timedelta(days=1)), f"{year}-07-30")


# What is not known is not guessed.


@pytest.mark.parametrize("number", [1, 2, 3])
def test_with_the_first_few_terms_of_a_year_it_is_not_known_whether_they_are_joined(number):
    with pytest.raises(CoverageError, match="add the rest of the terms of 2025/26"):
        around(school(*YEAR_OF_SIX[:number]), "2025-09-15", **JOINED)


def test_four_terms_are_enough_to_know_that_there_are_more_than_three():
    assert around(school(*YEAR_OF_SIX[:4]), "2025-09-15", **JOINED) == ("2025-08-01", "2025-12-30")


@pytest.mark.parametrize("first", range(3))
def test_a_term_that_is_the_same_joined_or_not_is_known_before_the_rest_of_the_year_is(first):
    known = school(*YEAR_OF_THREE[: first + 1])
    assert around(known, YEAR_OF_THREE[first][0], **JOINED) == YEAR_OF_THREE[first]


@pytest.mark.parametrize("day", ["2025-08-31", "2026-07-22"])
def test_a_day_outside_the_calendar_is_an_error(day):
    with pytest.raises(CoverageError):
        around(SIX, day, **JOINED)
    with pytest.raises(CoverageError):
        around(SIX, day)


def test_a_calendar_without_the_autumn_does_not_say_how_many_terms_its_first_year_has():
    late = school(*YEAR_OF_SIX[2:])
    with pytest.raises(CoverageError):
        around(late, "2026-03-02", **JOINED)


def test_a_calendar_of_the_summer_term_alone_needs_no_more():
    # Easter Monday was 6 April: what is joined, 7 April to 30 July, has the school days of the term and no others.
    assert around(school(("2026-04-13", "2026-07-21")), "2026-05-01", **JOINED) == ("2026-04-13", "2026-07-21")


def test_nor_is_more_known_where_a_term_may_have_come_before():
    with pytest.raises(CoverageError, match="add the rest of the terms of 2025/26"):
        around(school(("2026-06-01", "2026-07-21")), "2026-06-15", **JOINED)

"""What looks wrong in a calendar, and what does not."""

from datetime import date

import pytest

from send_deadlines.calendars import Closure, SchoolCalendar, Term
from send_deadlines.calendars.school_review import looks_wrong

TERMS = [
    Term("Autumn 2026", date(2026, 9, 2), date(2026, 12, 18)),
    Term("Spring 2027", date(2027, 1, 4), date(2027, 3, 25)),
    Term("Summer 2027", date(2027, 4, 12), date(2027, 7, 21)),
]
HALF_TERMS = [
    Closure(date(2026, 10, 26), date(2026, 10, 30)),
    Closure(date(2027, 2, 15), date(2027, 2, 19)),
    Closure(date(2027, 5, 31), date(2027, 6, 4)),
]
INSET = [date(2026, 10, 23), date(2026, 11, 2), date(2027, 2, 12), date(2027, 5, 28)]


def doubts(terms=TERMS, inset=INSET, half_terms=HALF_TERMS, **more):
    return looks_wrong(SchoolCalendar("Oak", terms, inset, half_terms=half_terms, **more))


def test_a_usual_year_is_clean():
    assert doubts() == ()  # 194 working days of the terms, less four INSET days


def test_a_year_of_six_terms_is_clean():
    six = [
        Term("1", date(2026, 9, 2), date(2026, 10, 22)),
        Term("2", date(2026, 11, 3), date(2026, 12, 18)),
        Term("3", date(2027, 1, 4), date(2027, 2, 11)),
        Term("4", date(2027, 2, 22), date(2027, 3, 25)),
        Term("5", date(2027, 4, 12), date(2027, 5, 27)),
        Term("6", date(2027, 6, 7), date(2027, 7, 21)),
    ]
    assert doubts(six, [], []) == ()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"inset": []},
            ["2026/27: 194 school days from 2026-09-02 to 2027-07-21, and 190 are usual; it has no INSET days"],
        ),
        (
            {"closures": [Closure(date(2027, 6, 14), date(2027, 6, 25), "flood")]},
            ["2026/27: 180 school days from 2026-09-02 to 2027-07-21, and 190 are usual; compare the terms"],
        ),
        ({"terms": TERMS[:1], "inset": [], "half_terms": HALF_TERMS[:1]}, []),  # no whole year, and not judged
        (
            {"terms": [TERMS[0]], "inset": [], "half_terms": []},
            ["the term 'Autumn 2026' (2026-09-02 to 2026-12-18) has no half-term; add it"],
        ),
        (
            {"inset": [*INSET, date(2026, 9, 2)]},
            ["the term 'Autumn 2026' (2026-09-02 to 2026-12-18) begins on an INSET day; pupils come on Thu"],
        ),
        (
            {"inset": [*INSET, date(2027, 7, 21)]},
            ["the term 'Summer 2027' (2027-04-12 to 2027-07-21) ends on an INSET day; see that this is meant"],
        ),
        (
            {"inset": [*INSET, date(2026, 9, 16)]},
            ["the INSET day 2026-09-16 is a Wednesday between two school days; see that it is the right day"],
        ),
        (
            {"inset": [*INSET, date(2026, 9, 14), date(2026, 9, 21)]},
            ["2026/27: 6 INSET days (2026-09-14, 2026-09-21, 2026-10-23, 2026-11-02, 2027-02-12, 2027-05-28), "],
        ),
        (
            {"half_terms": [Closure(date(2026, 10, 26), date(2026, 10, 29)), *HALF_TERMS[1:]]},
            ["the half-term 2026-10-26 to 2026-10-29 ends on a Thursday; see that no day is missing"],
        ),
        (
            {"half_terms": [Closure(date(2026, 10, 27), date(2026, 10, 30)), *HALF_TERMS[1:]]},
            ["the half-term 2026-10-27 to 2026-10-30 begins on a Tuesday; see that no day is missing"],
        ),
        (
            {"extra_school_days": [date(2027, 5, 3), date(2026, 9, 5)], "inset": [*INSET, date(2026, 9, 14)]},
            [
                "the extra school day 2026-09-05 is a Saturday; see that pupils come",
                "the extra school day 2027-05-03 is a bank holiday, early May",
            ],
        ),
        (
            {"terms": [TERMS[0], Term("Autumn 2026", date(2027, 1, 4), date(2027, 3, 25)), TERMS[2]]},
            ["2026/27: two terms are named 'Autumn 2026' (2026-09-02 to 2026-12-18 and 2027-01-04 to"],
        ),
        (
            {"terms": [TERMS[0], Term("Spring 2027", date(2026, 12, 22), date(2027, 3, 25)), TERMS[2]]},
            ["between the term 'Autumn 2026' (2026-09-02 to 2026-12-18) and the term 'Spring 2027'", "2026/27: "],
        ),
        (
            {"provisional": True},
            ["the days are provisional; take the key 'provisional' out when the school has confirmed"],
        ),
    ],
)
def test_what_looks_wrong_is_told_with_its_days_and_the_remedy(changes, words):
    found = doubts(**changes)
    assert len(found) == len(words), found
    for told in words:
        assert any(doubt.startswith(told) for doubt in found), found


def test_a_long_summer():
    later = Term("Autumn 2027", date(2027, 9, 20), date(2027, 10, 20))
    assert doubts([*TERMS, later])[0].endswith("lie 60 days; correct the days of one, or add what is missing")

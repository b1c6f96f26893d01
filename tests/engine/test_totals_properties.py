"""Totals of school days against a second, naive count: every day of every suspension, one by one."""

import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from dateutil.easter import easter
from hypothesis import given, settings
from hypothesis import strategies as st

from send_deadlines import Case, Event, SchoolCalendar, State, evaluate, load_law
from send_deadlines.calendars import Closure, Term

VOCABULARY = Path(__file__).parent.parent / "hard_cases" / "second" / "vocabulary.toml"
LAW = load_law(VOCABULARY, Path(__file__).with_name("totals_law.toml"), packaged=False)
GOVERNORS = load_law(VOCABULARY, VOCABULARY.with_name("18_governors.toml"), packaged=False)

DAY = timedelta(days=1)


def d(text):
    return date.fromisoformat(text)


def term(first, last):
    return Term(f"from {first}", d(first), d(last))


THREE = [
    term("2025-09-03", "2025-12-19"), term("2026-01-05", "2026-03-27"), term("2026-04-13", "2026-07-21"),
    term("2026-09-02", "2026-12-18"), term("2027-01-04", "2027-03-25"), term("2027-04-12", "2027-07-21"),
]  # fmt: skip
SIX = [
    term("2025-09-01", "2025-10-24"), term("2025-11-03", "2025-12-19"), term("2026-01-05", "2026-02-13"),
    term("2026-02-23", "2026-03-27"), term("2026-04-13", "2026-05-22"), term("2026-06-01", "2026-07-21"),
    term("2026-09-02", "2026-10-23"), term("2026-11-02", "2026-12-18"), term("2027-01-04", "2027-02-12"),
    term("2027-02-22", "2027-03-25"), term("2027-04-12", "2027-05-28"), term("2027-06-07", "2027-07-21"),
]  # fmt: skip
HALVES = [
    Closure(d("2025-10-27"), d("2025-10-31")), Closure(d("2026-02-16"), d("2026-02-20")),
    Closure(d("2026-05-25"), d("2026-05-29")), Closure(d("2026-10-26"), d("2026-10-30")),
]  # fmt: skip
PLAIN = {"three": SchoolCalendar("Three", THREE, half_terms=HALVES), "six": SchoolCalendar("Six", SIX)}
EACH_SCHOOL = pytest.mark.parametrize("kind", ["three", "six"])


def school_days(school):
    """Every school day, by asking day by day."""
    every = (school.first + DAY * n for n in range((school.last - school.first).days + 1))
    return [day for day in every if school.is_school_day(day)]


OPEN = {kind: school_days(school) for kind, school in PLAIN.items()}
KIND = {len(school.terms): kind for kind, school in PLAIN.items()}


def open_days(school):
    """The same for a school that was drawn, which has only days for staff of its own."""
    return [day for day in OPEN[KIND[len(school.terms)]] if day not in school.inset_days]


@st.composite
def schools(draw, kind):
    """A school of three or six terms a year, with some days for staff."""
    inset = draw(st.sets(st.sampled_from(OPEN[kind]), max_size=4))
    halves = HALVES if kind == "three" else []
    return SchoolCalendar("Drawn", PLAIN[kind].terms, inset_days=inset, half_terms=halves)


class Suspension:
    """A suspension as it is drawn, and as a naive reader counts it."""

    def __init__(self, name, decided, days, style, back):
        self.name, self.decided, self.style, self.back = name, decided, style, back
        self.whole = days
        self.days = days if back is None else [day for day in days if day < back]
        self.weight = 0.5 if style == "lunchtimes" else 1

    def __repr__(self):
        back = f", back on {self.back}" if self.back else ""
        return f"{self.name}: decided {self.decided}, {self.style} {self.whole[0]} to {self.whole[-1]}{back}"

    def events(self):
        more = {"first": self.whole[0]}
        if self.style == "number":
            more["school_days"] = len(self.whole)
        else:
            more["last"] = self.whole[-1]
        if self.style == "both":
            more["school_days"] = len(self.whole)
        if self.style == "lunchtimes":
            more["lunchtimes_only"] = True
        made = [Event("pupil_suspended", on=self.decided, about=self.name, **more)]
        if self.back is not None:
            made.append(Event("pupil_reinstated", on=self.back, about=self.name))
        return made


@st.composite
def suspensions(draw, school, longest=14, most=5):
    """Suspensions that do not overlap, some with no school day between them, some over the end of a term or year."""
    there = open_days(school)
    at = draw(st.integers(0, 60)) if draw(st.booleans()) else draw(st.integers(130, 190))
    found = []
    for number in range(draw(st.integers(1, most))):
        length = draw(st.integers(1, longest))
        days = there[at : at + length]
        if len(days) < length:
            break
        style = draw(st.sampled_from(["dates", "number", "both", "lunchtimes"]))
        back = None
        if length > 1 and draw(st.integers(0, 2)) == 0:
            back = days[draw(st.integers(1, length - 1))]
        decided = days[0] - DAY * draw(st.integers(0, 1))
        found.append(Suspension(f"s{number}", decided, days, style, back))
        at += length + draw(st.sampled_from([0, 0, 1, 3, 20]))
    return found


def easter_monday(year):
    return easter(year) + DAY


def term_of(school, kind):
    """Which term a day is in: the school's own, or, of more than three, what lies between two of three days."""

    def own(day):
        return next(n for n, each in enumerate(school.terms) if each.first <= day <= each.last)

    def joined(day):
        if day > date(day.year, 7, 31):
            return day.year, "autumn"
        return day.year, "spring" if day < easter_monday(day.year) else "summer"

    return own if kind == "three" else joined


def year_of(school):
    """Which school year a day is in: the one of the last term before it that is the first after a July."""

    def year(day):
        found = None
        for each in school.terms:
            if each.first <= day and (found is None or each.first > date(found + 1, 7, 31)):
                found = each.first.year
        return found

    return year


def naive(drawn, where):
    """For each suspension: the highest total, with all decided by then, in any stretch in which it has a day.

    It counts as it was decided, those before it as they were served.
    """
    found = {}
    for mine in drawn:
        total: Counter[object] = Counter()
        for each in drawn:
            if each.decided <= mine.decided:
                for day in each.whole if each is mine else each.days:
                    total[where(day)] += each.weight
        found[mine.name] = max(total[key] for key in {where(day) for day in mine.whole})
    return found


def naive_run(drawn, there):
    """For each suspension of whole days: the first day of its run, going back a school day at a time."""
    found = {}
    for mine in drawn:
        if mine.weight != 1:
            continue
        out = {day for each in drawn if each.weight == 1 and each.whole[0] <= mine.whole[0] for day in each.days}
        at = there.index(mine.days[0])
        while at > 0 and there[at - 1] in out:
            at -= 1
        found[mine.name] = (there[at], there.index(mine.days[-1]) - at + 1)
    return found


AS_OF = date(2028, 1, 1)


def seen(drawn, school, order=None):
    events = [event for each in drawn for event in each.events()]
    if order is not None:
        random.Random(order).shuffle(events)
    return evaluate(Case("X", events, calendars={"school": school}), AS_OF, law=LAW)


def totals(result, rule):
    assert all(each.state is State.RUNNING for each in result.all(rule))
    return {each.about: 1000 - each.left for each in result.all(rule)}


@EACH_SCHOOL
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_totals_are_the_sums_of_days_counted_one_by_one(kind, data):
    school = data.draw(schools(kind))
    drawn = data.draw(suspensions(school))
    result = seen(drawn, school)
    assert totals(result, "total.in_term") == naive(drawn, term_of(school, kind))
    assert totals(result, "total.in_year") == naive(drawn, year_of(school))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_terms_that_are_not_joined_are_those_of_the_calendar(data):
    school = data.draw(schools("six"))
    drawn = data.draw(suspensions(school))
    assert totals(seen(drawn, school), "total.in_own_term") == naive(drawn, term_of(school, "three"))


@EACH_SCHOOL
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_run_found_is_the_run_found_going_back_day_by_day(kind, data):
    school = data.draw(schools(kind))
    drawn = data.draw(suspensions(school))
    result = seen(drawn, school)
    expected = naive_run(drawn, open_days(school))
    found = {each.about: each.due for each in result.all("total.run_begins") if each.due is not None}
    assert found == {name: first for name, (first, _) in expected.items()}
    lengths = totals(result, "total.of_run")
    assert {name: lengths[name] for name in expected} == {name: length for name, (_, length) in expected.items()}
    assert all(lengths[each.name] == 0 for each in drawn if each.weight != 1)


@EACH_SCHOOL
@settings(max_examples=40, deadline=None)
@given(data=st.data(), order=st.integers())
def test_the_order_in_which_suspensions_are_entered_makes_no_difference(kind, data, order):
    school = data.draw(schools(kind))
    drawn = data.draw(suspensions(school))
    one, other = seen(drawn, school), seen(drawn, school, order)

    def summary(result):
        return [
            (each.rule, each.about, each.due, each.state, each.left, each.settled_by, str(each.explain()))
            for each in result
        ]

    assert summary(one) == summary(other)
    assert set(one.problems) == set(other.problems)


@EACH_SCHOOL
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_total_never_falls_when_a_suspension_is_added(kind, data):
    school = data.draw(schools(kind))
    drawn = data.draw(suspensions(school))
    left_out = data.draw(st.sampled_from(drawn))
    fewer = [each for each in drawn if each is not left_out]
    before, after = seen(fewer, school), seen(drawn, school)
    for rule in ("total.in_term", "total.in_year", "total.of_run"):
        with_it = totals(after, rule)
        assert all(total <= with_it[name] for name, total in totals(before, rule).items())


@EACH_SCHOOL
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_total_in_a_term_is_never_more_than_in_the_year(kind, data):
    school = data.draw(schools(kind))
    result = seen(data.draw(suspensions(school)), school)
    year = totals(result, "total.in_year")
    for rule in ("total.in_own_term", "total.in_term"):
        assert all(total <= year[name] for name, total in totals(result, rule).items())


# School days.


@EACH_SCHOOL
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_school_days_are_counted_as_if_each_day_were_asked_about(kind, data):
    school = data.draw(schools(kind))
    reach = (school.last - school.first).days
    one = school.first + DAY * data.draw(st.integers(0, reach))
    other = school.first + DAY * data.draw(st.integers(0, reach))
    first, last = min(one, other), max(one, other)
    there = [day for day in school_days(school) if first < day <= last]
    assert school.between(first.toordinal(), last.toordinal()) == len(there)
    if there:
        assert school.add(first, len(there)) == there[-1]


BOARD = "exclusion.board_decides_permanent"


def due(school, told):
    event = Event("exclusion_notified_to_board", on=told, exclusion="permanent")
    return evaluate(Case("X", [event], calendars={"school": school}), told, law=GOVERNORS)[BOARD].due


def with_inset(kind, days):
    halves = HALVES if kind == "three" else []
    return SchoolCalendar("Drawn", PLAIN[kind].terms, inset_days=days, half_terms=halves)


@EACH_SCHOOL
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_day_for_staff_added_to_the_period_makes_the_date_later(kind, data):
    inset = data.draw(st.sets(st.sampled_from(OPEN[kind]), max_size=4))
    before = with_inset(kind, inset)
    told = before.first + DAY * data.draw(st.integers(0, 600))
    was = due(before, told)
    inside = [day for day in open_days(before) if told < day <= was]
    now = due(with_inset(kind, {*inset, data.draw(st.sampled_from(inside))}), told)
    there = open_days(before)
    assert now == there[there.index(was) + 1]


@EACH_SCHOOL
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_day_for_staff_moved_into_the_period_from_outside_makes_the_date_later(kind, data):
    told = PLAIN[kind].first + DAY * data.draw(st.integers(0, 600))
    without = due(PLAIN[kind], told)
    moved = data.draw(st.sampled_from([day for day in OPEN[kind] if not told < day <= without]))
    was = due(with_inset(kind, {moved}), told)
    assert was == without
    to = data.draw(st.sampled_from([day for day in OPEN[kind] if told < day <= was]))
    now = due(with_inset(kind, {to}), told)
    there = [day for day in OPEN[kind] if day > was]
    assert now == there[0]

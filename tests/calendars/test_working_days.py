"""Working-day calendars, against a walk through the days, against numpy, and against their own promises."""

import copy
import pickle
import subprocess
import sys
from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_deadlines.calendars import (
    HORIZON,
    WorkingDayCalendar,
    bank_holidays,
    definition,
    working_day_calendar,
    working_day_names,
)
from send_deadlines.calendars.working_days import _closed
from send_deadlines.errors import CalendarError, CoverageError, PeriodError

FIRST = date(2020, 1, 1)


@st.composite
def scenes(draw):
    """A calendar with any weekdays and closures, the list of its open days, and two days it covers, in order."""
    span = draw(st.integers(1, 300))
    weekdays = draw(st.sets(st.integers(0, 6), min_size=1))
    closed = draw(st.sets(st.integers(0, span - 1), max_size=40))
    calendar = WorkingDayCalendar(
        "random", FIRST, FIRST + timedelta(span - 1), [FIRST + timedelta(i) for i in closed], weekdays=weekdays
    )
    base = FIRST.toordinal()
    days = [base + i for i in range(span) if i not in closed and (FIRST + timedelta(i)).weekday() in weekdays]
    a, b = sorted(draw(st.tuples(st.integers(0, span - 1), st.integers(0, span - 1))))
    return calendar, days, base + a, base + b


def walk(days, day, n):
    """The n-th open day strictly after (before) a day, by walking; None when there are too few."""
    ahead = [there for there in days if there > day] if n > 0 else [there for there in reversed(days) if there < day]
    return ahead[abs(n) - 1] if abs(n) <= len(ahead) else None


def shifted(calendar, day, n):
    """What the calendar says; None when it says that it does not know."""
    try:
        return calendar.shift(day, n)
    except CoverageError:
        return None


steps = st.integers(1, 60)


@given(scenes(), st.integers(-200, 200).filter(bool))
def test_the_table_agrees_with_the_walk(scene, n):
    calendar, days, day, _ = scene
    assert calendar.is_open(day) == (day in days)
    assert calendar.is_working_day(date.fromordinal(day)) == (day in days)
    for step in (n, 1, -1, 2, -2, 7, -7):
        there = walk(days, day, step)
        assert shifted(calendar, day, step) == there
        if there is not None:
            assert calendar.add(date.fromordinal(day), step) == date.fromordinal(there)


@given(scenes())
def test_the_table_agrees_with_the_walk_on_every_day(scene):
    calendar, days, _, _ = scene
    covered = range(calendar.first.toordinal(), calendar.last.toordinal() + 1)
    assert [day for day in covered if calendar.is_open(day)] == days
    assert [shifted(calendar, day, 3) for day in covered] == [walk(days, day, 3) for day in covered]


@given(scenes(), steps)
def test_adding_lands_on_an_open_day_and_counting_undoes_it(scene, n):
    calendar, days, day, _ = scene
    n = 1 + n % max(len(days), 1)
    for step in (n, -n):
        there = shifted(calendar, day, step)
        if there is not None:
            assert calendar.is_open(there)
            if step > 0 or day in days:
                assert calendar.between(day, there) == step
                assert calendar.count(date.fromordinal(day), date.fromordinal(there)) == step


@given(scenes(), steps, steps)
def test_adding_in_two_steps_is_adding_at_once_and_can_be_undone(scene, a, b):
    calendar, days, _, _ = scene
    for start in days[:20]:
        there = shifted(calendar, start, a)
        if there is not None:
            assert shifted(calendar, there, b) == shifted(calendar, start, a + b)
            assert calendar.shift(there, -a) == start


@given(scenes())
def test_counting_agrees_with_the_walk_and_with_itself_backwards(scene):
    calendar, days, a, b = scene
    forward = sum(a < day <= b for day in days)
    assert calendar.between(a, b) == forward
    assert calendar.between(b, a) == -forward


@given(scenes())
def test_the_nearest_open_days_agree_with_the_walk(scene):
    calendar, days, day, _ = scene
    for ours, in_dates, theirs in (
        (calendar.next_open, calendar.on_or_after, [there for there in days if there >= day][:1]),
        (calendar.previous_open, calendar.on_or_before, [there for there in days if there <= day][-1:]),
    ):
        if theirs:
            assert ours(day) == theirs[0]
            assert in_dates(date.fromordinal(day)) == date.fromordinal(theirs[0])
        else:
            with pytest.raises(CoverageError):
                ours(day)


@given(scenes(), st.integers(1, 30), st.integers(0, 10))
def test_a_later_start_or_a_longer_period_never_ends_earlier(scene, n, more):
    calendar, _, a, b = scene
    # A day that is not known lies beyond all that are.
    beyond = calendar.last.toordinal() + 1
    one, later, longer = ((shifted(calendar, day, m) or beyond) for day, m in ((a, n), (b, n), (b, n + more)))
    assert one <= later <= longer


@given(scenes(), st.integers(1, 30))
def test_one_more_holiday_never_makes_a_deadline_earlier(scene, n):
    calendar, _, day, holiday = scene
    table = calendar._table
    closed = {date.fromordinal(there) for there in table.closed} | {date.fromordinal(holiday)}
    other = WorkingDayCalendar("more", calendar.first, calendar.last, closed, weekdays=table.weekdays)
    beyond = calendar.last.toordinal() + 1
    assert (shifted(other, day, n) or beyond) >= (shifted(calendar, day, n) or beyond)


ENGLAND_HOLIDAYS = np.array([h.day for h in bank_holidays() if h.place == "england"], dtype="datetime64[D]")
announced = st.dates(date(2010, 3, 1), date(2027, 6, 30))


@given(announced, st.integers(1, 300))
def test_england_agrees_with_numpy(start, n):
    england = working_day_calendar("england")
    # numpy rolls a closed start to the working day before it, from where the n-th is the n-th after the start.
    theirs = np.busday_offset(np.datetime64(start), n, roll="backward", holidays=ENGLAND_HOLIDAYS)
    assert np.datetime64(england.add(start, n)) == theirs
    end = england.add(start, n)
    back = np.busday_offset(np.datetime64(end), -n, roll="forward", holidays=ENGLAND_HOLIDAYS)
    assert np.datetime64(england.add(end, -n)) == back


@given(announced, announced)
def test_england_counts_as_numpy_does(a, b):
    england = working_day_calendar("england")
    a, b = sorted((a, b))
    day = timedelta(1)
    # numpy counts from the first day to the day before the last; ours from the day after the first to the last.
    theirs = np.busday_count(np.datetime64(a + day), np.datetime64(b + day), holidays=ENGLAND_HOLIDAYS)
    assert england.count(a, b) == theirs


def test_england_agrees_with_the_list_on_every_announced_day():
    england = working_day_calendar("england")
    holidays = {h.day for h in bank_holidays() if h.place == "england"}
    day = date(2010, 1, 1)
    while day <= date(2028, 12, 31):
        assert england.is_working_day(day) == (day.weekday() < 5 and day not in holidays), day
        day += timedelta(1)


@pytest.mark.parametrize("name", working_day_names())
def test_every_definition_makes_a_calendar_and_says_where_it_comes_from(name):
    calendar = working_day_calendar(name)
    meaning = definition(name)
    assert calendar is working_day_calendar(name)
    assert calendar.name == meaning.name == name
    assert meaning.source
    assert meaning.title
    assert meaning.confidence in ("text", "guidance", "secondary")
    assert {"Good Friday", "Christmas Day"} <= set(meaning.also_closed)
    assert not calendar.is_working_day(date(2026, 4, 3))
    assert not calendar.is_working_day(date(2026, 12, 25))
    assert calendar.is_working_day(date(2026, 12, 29))  # council offices may shut; it is a working day


def test_what_is_not_in_the_act_is_closed_only_because_the_definitions_name_it():
    # Good Friday and Christmas Day are holidays at common law in England, not bank holidays under the 1971 Act.
    named = _closed(bank_holidays(), ["england"], ["Good Friday", "Christmas Day"])
    unnamed = _closed(bank_holidays(), ["england"], [])
    lost = {date.fromordinal(day) for day in named - unnamed}
    assert unnamed < named
    assert {day for day in lost if day.year == 2026} == {date(2026, 4, 3), date(2026, 12, 25)}
    assert {day for day in lost if day.year == 2027} == {date(2027, 3, 26)}  # Christmas Day is a Saturday


def test_boxing_day_adds_nothing_to_a_definition():
    assert "Boxing Day" in definition("children_act_representations").also_closed
    one, other = working_day_calendar("children_act_representations"), working_day_calendar("england")
    assert one._table is other._table
    assert one.fingerprint == other.fingerprint


def test_equal_tables_are_shared_and_others_are_not():
    assert working_day_calendar("tribunal")._opens is working_day_calendar("england")._opens
    assert working_day_calendar("any_part_of_the_uk")._opens is not working_day_calendar("england")._opens
    assert working_day_calendar("any_part_of_the_uk").fingerprint != working_day_calendar("england").fingerprint


def test_an_unknown_calendar_is_refused_with_the_nearest_name():
    with pytest.raises(CalendarError, match="no working-day calendar is called 'tribunl'; did you mean 'tribunal'"):
        working_day_calendar("tribunl")
    with pytest.raises(CalendarError, match="did you mean 'england'"):
        definition("England")


class TestCoverage:
    def test_what_is_covered_is_said(self):
        england, uk = working_day_calendar("england"), working_day_calendar("any_part_of_the_uk")
        assert (england.first, england.last) == (date(2010, 1, 1), date(HORIZON, 12, 31))
        assert (uk.first, uk.last) == (date(2012, 1, 1), date(HORIZON, 12, 31))
        assert england.provisional_from == uk.provisional_from == date(2029, 1, 1)

    @pytest.mark.parametrize(
        ("name", "day", "words"),
        [
            ("england", date(2009, 12, 31), "does not cover Thursday 31 December 2009"),
            ("england", date(2041, 1, 1), "does not cover Tuesday 1 January 2041"),
            ("any_part_of_the_uk", date(2011, 12, 30), "does not cover Friday 30 December 2011"),
        ],
    )
    def test_a_day_outside_is_named_with_the_calendar(self, name, day, words):
        calendar = working_day_calendar(name)
        inside = date(2026, 1, 5)
        for ask in (
            lambda: calendar.is_working_day(day),
            lambda: calendar.add(day, 1),
            lambda: calendar.add(day, -1),
            lambda: calendar.count(day, inside),
            lambda: calendar.count(inside, day),
            lambda: calendar.on_or_after(day),
            lambda: calendar.on_or_before(day),
        ):
            with pytest.raises(CoverageError) as caught:
                ask()
            assert words in str(caught.value)
            assert f"'{name}'" in str(caught.value)
            assert "calendars/data/bank_holidays.toml" in str(caught.value)
            assert caught.value.day == day

    def test_an_answer_outside_is_refused_too(self):
        england = working_day_calendar("england")
        with pytest.raises(CoverageError, match="Tuesday 1 January 2041"):
            england.add(date(2040, 12, 20), 10)
        with pytest.raises(CoverageError, match="Thursday 31 December 2009"):
            england.add(date(2010, 1, 8), -6)
        assert england.add(date(2010, 1, 8), -4) == date(2010, 1, 4)
        with pytest.raises(CoverageError, match="31 December 2009"):
            england.on_or_before(date(2010, 1, 1))

    @pytest.mark.parametrize("day", [0, -5, date.max.toordinal() + 1, 10**9])
    def test_a_day_that_no_date_can_be_is_refused(self, day):
        with pytest.raises(CoverageError, match="a day beyond the years a date can have"):
            working_day_calendar("england").is_open(day)

    def test_a_huge_number_of_days_is_refused(self):
        with pytest.raises(CoverageError):
            working_day_calendar("england").add(date(2026, 1, 5), 10**12)
        with pytest.raises(CoverageError):
            working_day_calendar("england").add(date(2026, 1, 5), -(10**12))


class TestProvisionalYears:
    def test_they_are_told_from_the_announced(self):
        england = working_day_calendar("england")
        assert not england.is_provisional(date(2028, 12, 31).toordinal())
        assert england.is_provisional(date(2029, 1, 1).toordinal())
        assert england.is_provisional(date(2060, 1, 1).toordinal())

    def test_they_hold_the_days_every_year_has(self):
        england, uk = working_day_calendar("england"), working_day_calendar("any_part_of_the_uk")
        assert england.add(date(2028, 12, 29), 1) == date(2029, 1, 2)
        assert not england.is_working_day(date(2035, 12, 25))
        assert not england.is_working_day(date(2029, 3, 30))
        assert not england.is_working_day(date(2029, 4, 2))
        assert england.is_working_day(date(2029, 7, 12))
        assert not uk.is_working_day(date(2029, 7, 12))
        assert not uk.is_working_day(date(2029, 11, 30))
        assert england.count(date(2028, 12, 31), date(2040, 12, 31)) == sum(
            england.is_working_day(date(2029, 1, 1) + timedelta(i)) for i in range(4383)
        )

    def test_announced_answers_do_not_change_when_later_years_are_asked_for(self):
        # In a process of its own, since another test may have asked for later years already.
        script = """
import sys
from datetime import date, timedelta
from send_deadlines.calendars import working_day_calendar
england = working_day_calendar("england")
days = [date(2010, 1, 1) + timedelta(i) for i in range(6600)]
before = [(england.is_working_day(day), england.add(day, 40), england.count(day, days[0])) for day in days]
mark = england.fingerprint
assert "holidays" not in sys.modules and "dateutil" not in sys.modules
assert not england.is_working_day(date(2029, 12, 25))
assert "holidays" in sys.modules
after = [(england.is_working_day(day), england.add(day, 40), england.count(day, days[0])) for day in days]
assert before == after and mark == england.fingerprint
"""
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


class TestInput:
    @pytest.mark.parametrize("day", [datetime(2026, 1, 5, 9, 30), datetime(2026, 1, 5)])
    def test_a_datetime_is_refused(self, day):
        england = working_day_calendar("england")
        for ask in (
            lambda: england.is_working_day(day),
            lambda: england.add(day, 1),
            lambda: england.count(day, date(2026, 2, 1)),
            lambda: england.on_or_after(day),
            lambda: england.on_or_before(day),
        ):
            with pytest.raises(CalendarError, match=r"is a datetime: a day is a plain date; use .date\(\)"):
                ask()

    @pytest.mark.parametrize("day", ["2026-01-05", 739621, None])
    def test_anything_else_than_a_date_is_refused(self, day):
        with pytest.raises(CalendarError, match=r"a day is a datetime.date; give one, such as date\(2026, 1, 5\)"):
            working_day_calendar("england").add(day, 1)

    @pytest.mark.parametrize("n", [0, 1.0, True, "5", None])
    def test_a_step_that_is_no_whole_number_is_refused(self, n):
        with pytest.raises(
            PeriodError, match="a period is required; give a whole number of days, above or below nought"
        ):
            working_day_calendar("england").add(date(2026, 1, 5), n)

    def test_a_step_of_nought_is_refused_of_day_numbers_too(self):
        with pytest.raises(PeriodError, match="0 days: a period is required"):
            working_day_calendar("england").shift(date(2026, 1, 5).toordinal(), 0)

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            ({"first": date(2026, 2, 1)}, "ends on 2026-01-31 before it begins on 2026-02-01; swap the two"),
            ({"weekdays": ()}, "give at least one, from 0 for Monday to 6 for Sunday"),
            ({"weekdays": (7,)}, "has weekdays [7]"),
            ({"closed": [date(2026, 2, 3)]}, "is closed on 2026-02-03, which it does not cover"),
            ({"closed": [datetime(2026, 1, 3)]}, "is a datetime"),
        ],
    )
    def test_a_calendar_that_contradicts_itself_is_refused(self, arguments, words):
        given = {"first": date(2026, 1, 1), "last": date(2026, 1, 31), **arguments}
        with pytest.raises(CalendarError) as caught:
            WorkingDayCalendar("mine", **given)
        assert words in str(caught.value)


def test_a_calendar_cannot_be_changed():
    england = working_day_calendar("england")
    with pytest.raises(AttributeError, match="the calendar 'england' cannot be changed; make another"):
        england.first = date(2000, 1, 1)
    with pytest.raises(AttributeError, match="cannot be changed"):
        del england.first


def test_a_calendar_can_be_copied_and_sent_to_another_process():
    england = working_day_calendar("england")
    assert pickle.loads(pickle.dumps(england)) is england
    mine = WorkingDayCalendar("mine", date(2026, 1, 1), date(2026, 1, 31), [date(2026, 1, 6)], weekdays=[1, 2])
    for other in (pickle.loads(pickle.dumps(mine)), copy.deepcopy(mine)):
        assert other.fingerprint == mine.fingerprint
        assert [other.is_open(day) for day in range(mine.first.toordinal(), mine.last.toordinal())] == [
            mine.is_open(day) for day in range(mine.first.toordinal(), mine.last.toordinal())
        ]
    assert repr(mine) == "<WorkingDayCalendar 'mine' 2026-01-01 to 2026-01-31>"


def test_the_fingerprint_follows_the_content_and_not_the_name():
    first, last = date(2026, 1, 1), date(2026, 1, 31)
    one = WorkingDayCalendar("one", first, last, [date(2026, 1, 6)])
    assert one.fingerprint == WorkingDayCalendar("two", first, last, [date(2026, 1, 6)]).fingerprint
    others = [
        WorkingDayCalendar("one", first, last),
        WorkingDayCalendar("one", first, date(2026, 2, 1), [date(2026, 1, 6)]),
        WorkingDayCalendar("one", first, last, [date(2026, 1, 6)], weekdays=(0,)),
        WorkingDayCalendar("one", first, last, [date(2026, 1, 6)], provisional_from=last),
    ]
    assert len({one.fingerprint, *(other.fingerprint for other in others)}) == 5
    assert len(one.fingerprint) == 12


def test_an_own_calendar_says_how_to_widen_it():
    mine = WorkingDayCalendar("mine", date(2026, 1, 1), date(2026, 1, 31))
    with pytest.raises(CoverageError, match="make the calendar with a wider first and last day"):
        mine.add(date(2026, 1, 30), 1)
    assert mine.provisional_from is None
    assert not mine.is_provisional(date(2030, 1, 1).toordinal())

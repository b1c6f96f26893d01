"""Stretches of the year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_deadlines.calendars import AnnualWindow, parse_window
from send_deadlines.calendars.windows import Spells, covers_whole_year
from send_deadlines.errors import CalendarError

DAYS = [(d.month, d.day) for d in (date(2024, 1, 1) + timedelta(i) for i in range(366))]
windows = st.builds(AnnualWindow, st.sampled_from(DAYS), st.sampled_from(DAYS))
ordinals = st.dates(date(2008, 1, 1), date(2030, 12, 31)).map(date.toordinal)


def in_window(window, day):
    there = date.fromordinal(day)
    place = (there.month, there.day)
    if window.first <= window.last:
        return window.first <= place <= window.last
    return place >= window.first or place <= window.last


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("1 August to 31 August", AnnualWindow((8, 1), (8, 31))),
        ("25 December to 1 January", AnnualWindow((12, 25), (1, 1))),
        ("29 february to 1 march", AnnualWindow((2, 29), (3, 1))),
    ],
)
def test_a_window_is_read(text, window):
    assert parse_window(text) == window


@given(windows)
def test_what_a_window_says_of_itself_reads_back(window):
    assert parse_window(str(window)) == window


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("August", 'write it as "1 August to 31 August"'),
        (None, 'write it as "1 August to 31 August"'),
        ("1 Augst to 31 August", "unknown month 'Augst'; did you mean 'August'?"),
        ("30 February to 1 March", "no year has a day 30 of month 2"),
        ("0 March to 1 March", "no year has a day 0 of month 3"),
    ],
)
def test_a_window_that_cannot_be_is_refused(text, words):
    with pytest.raises(CalendarError) as caught:
        parse_window(text)
    assert words in str(caught.value)


def test_a_month_no_year_has_is_refused():
    with pytest.raises(CalendarError, match=r"no year has a day 1 of month 13; write \(month, day\)"):
        AnnualWindow((13, 1), (1, 1))


def test_a_window_may_run_over_the_end_of_the_year():
    christmas = parse_window("25 December to 1 January")
    inside = [day for day in range(1, 32) if christmas.contains(date(2026, 12, day).toordinal())]
    assert inside == [25, 26, 27, 28, 29, 30, 31]
    assert christmas.contains(date(2027, 1, 1).toordinal())
    assert not christmas.contains(date(2027, 1, 2).toordinal())


def test_the_end_of_february_follows_the_year():
    winter = parse_window("1 February to 29 February")
    assert winter.spell(2027) == (date(2027, 2, 1).toordinal(), date(2027, 2, 28).toordinal())
    assert winter.spell(2028) == (date(2028, 2, 1).toordinal(), date(2028, 2, 29).toordinal())


@given(windows, ordinals)
def test_a_window_holds_the_days_of_its_spells_and_no_others(window, day):
    year = date.fromordinal(day).year
    by_spell = any(first <= day <= last for first, last in map(window.spell, (year - 1, year)))
    assert window.contains(day) == in_window(window, day) == by_spell


@given(st.lists(windows, max_size=3), st.lists(st.tuples(ordinals, st.integers(0, 500)), max_size=3), ordinals)
def test_spells_answer_as_a_walk_does(given_windows, lengths, day):
    given_spells = [(first, first + more) for first, more in lengths]
    spells = Spells(given_windows, given_spells)

    def passed(there):
        return any(in_window(w, there) for w in given_windows) or any(a <= there <= b for a, b in given_spells)

    held = spells.holding(day)
    assert (held is not None) == passed(day)
    if held:
        assert held[0] <= day <= held[1]
        assert all(passed(there) for there in range(held[0], held[1] + 1))
        return
    # From a day outside every spell, the next one begins where a walk first meets it, and likewise backwards.
    ahead = next((there for there in range(day, day + 800) if passed(there)), None)
    behind = next((there for there in range(day, day - 800, -1) if passed(there)), None)
    assert ahead is None or spells.next_start(day) == ahead
    assert behind is None or spells.previous_end(day) == behind


def test_a_spell_that_ends_before_it_begins_is_refused():
    spell = (date(2026, 3, 2).toordinal(), date(2026, 3, 1).toordinal())
    with pytest.raises(CalendarError, match="run from 2026-03-02 to 2026-03-01, which is earlier; swap the two"):
        Spells((), [spell])


def test_no_spells_means_none_before_and_none_after():
    spells = Spells()
    assert spells.holding(5) is None
    assert spells.next_start(5) == date.max.toordinal() + 1
    assert spells.previous_end(5) == 0


def test_windows_that_leave_no_day_are_noticed():
    halves = [parse_window("1 January to 30 June"), parse_window("1 July to 31 December")]
    assert covers_whole_year(halves)
    assert covers_whole_year([parse_window("2 March to 1 March")])
    assert not covers_whole_year(halves[:1])
    assert not covers_whole_year([])

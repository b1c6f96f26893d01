"""The arithmetic against walks through the days, and against `dateutil`."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from send_deadlines.calendars import (
    AnnualWindow,
    Counting,
    Days,
    Months,
    Weeks,
    WorkingDays,
    Years,
    count_back,
    count_forward,
    parse_window,
    working_day_calendar,
)

PLAIN = Counting("plain")
ENGLAND = working_day_calendar("england")
starts = st.dates(date(2014, 1, 1), date(2026, 12, 31)).map(date.toordinal)
DAYS = [(d.month, d.day) for d in (date(2024, 1, 1) + timedelta(i) for i in range(366))]


@st.composite
def short_windows(draw):
    """A window of at most 120 days, so that years are never wholly left out."""
    first = draw(st.integers(0, 365))
    return AnnualWindow(DAYS[first], DAYS[(first + draw(st.integers(0, 120))) % 366])


left_out = st.lists(short_windows(), min_size=1, max_size=2).map(tuple)
periods = st.one_of(
    st.integers(1, 400).map(Days), st.integers(1, 60).map(Weeks), st.integers(1, 18).map(Months),
    st.integers(1, 2).map(Years), st.integers(1, 200).map(WorkingDays),
)  # fmt: skip


def steps(period, start, direction):
    """What a walk has to know: which days count, and how many of them."""
    if isinstance(period, WorkingDays):
        return ENGLAND.is_open, period.n
    if isinstance(period, Days | Weeks):
        return (lambda day: True), period.n * (7 if isinstance(period, Weeks) else 1)
    months = relativedelta(months=period.n * (12 if isinstance(period, Years) else 1))
    there = date.fromordinal(start) + months if direction > 0 else date.fromordinal(start) - months
    return (lambda day: True), abs(there.toordinal() - start)


def walk(day, n, direction, counts):
    while True:
        if counts(day):
            n -= 1
            if n == 0:
                return day
        day += direction


@given(starts, st.integers(1, 60))
def test_months_agree_with_dateutil(start, n):
    day = date.fromordinal(start)
    there = count_forward(start, Months(n), first_day_counted=False, counting=PLAIN)
    assert date.fromordinal(there.due) == day + relativedelta(months=n)
    before = count_back(start, Months(n), clear=False, counting=PLAIN)
    assert date.fromordinal(before.due) == day - relativedelta(months=n)
    assert count_forward(start, Years(n), first_day_counted=False, counting=PLAIN).due == (
        (day + relativedelta(years=n)).toordinal()
    )


@given(starts, st.integers(1, 60))
def test_months_beginning_with_a_day_end_the_day_before(start, n):
    counted = count_forward(start, Months(n), first_day_counted=True, counting=PLAIN)
    after = count_forward(start, Months(n), first_day_counted=False, counting=PLAIN)
    assert counted.due == after.due - 1
    clamped = date.fromordinal(after.due).day != date.fromordinal(start).day
    assert counted.latest == (after.due if clamped else None)


@given(starts, periods, st.booleans())
def test_forward_agrees_with_a_walk(start, period, first_day_counted):
    counts, n = steps(period, start, 1)
    count = count_forward(start, period, first_day_counted=first_day_counted, counting=PLAIN)
    assert count.end == count.due == walk(start + (not first_day_counted), n, 1, counts)
    assert count.first == walk(start + (not first_day_counted), 1, 1, counts)


@given(starts, periods, st.booleans())
def test_backward_agrees_with_a_walk(event, period, clear):
    counts, n = steps(period, event, -1)
    count = count_back(event, period, clear=clear, counting=PLAIN)
    assert count.end == count.due == walk(event - 1, n + clear, -1, counts)


spells = st.lists(st.tuples(starts, st.integers(0, 60)).map(lambda s: (s[0], s[0] + s[1])), max_size=2)


@given(starts, periods, st.booleans(), left_out, spells, st.integers(-30, 90))
@settings(deadline=None)
def test_forward_with_days_left_out_agrees_with_a_walk(start, period, first_day_counted, windows, pauses, near):
    pauses = [*pauses, (start + near, start + near + 20)]

    def held(day):
        return any(window.contains(day) for window in windows) or any(a <= day <= b for a, b in pauses)

    # Months begin after a spell in which the first day lies; everything else is counted the same from there.
    begins = start
    while held(begins + (not first_day_counted)):
        begins += 1
    counts, n = steps(period, begins, 1)
    passed = []

    def counted(day):
        if held(day):
            passed.append(day)
            return False
        return counts(day)

    end = walk(start + (not first_day_counted), n, 1, counted)
    left = len(passed)
    first = walk(start + (not first_day_counted), 1, 1, counted)
    counting = Counting("left out", left_out=windows)
    count = count_forward(start, period, first_day_counted=first_day_counted, counting=counting, disregarded=pauses)
    assert (count.first, count.end, count.left_out) == (first, end, left)
    assert count.due == count.end


@given(starts, st.integers(0, 45), st.integers(1, 3))
def test_a_later_start_never_ends_a_month_earlier_where_august_is_left_out(start, later, n):
    counting = Counting("August", left_out=(parse_window("1 August to 31 August"),))
    first = count_forward(start, Months(n), first_day_counted=False, counting=counting)
    other = count_forward(start + later, Months(n), first_day_counted=False, counting=counting)
    assert first.due <= other.due


def test_a_month_that_begins_in_august_where_it_is_left_out():
    """From 31 July to 30 August the month is that of September; as many days as a month from the start has are more."""
    counting = Counting("August", left_out=(parse_window("1 August to 31 August"),))

    def month(day):
        count = count_forward(day.toordinal(), Months(1), first_day_counted=False, counting=counting)
        return date.fromordinal(count.due), count.latest and date.fromordinal(count.latest)

    assert month(date(2026, 7, 30)) == (date(2026, 9, 30), None)
    assert month(date(2026, 7, 31)) == (date(2026, 9, 30), date(2026, 10, 1))
    assert month(date(2026, 8, 10)) == (date(2026, 9, 30), date(2026, 10, 1))
    assert month(date(2026, 8, 31)) == (date(2026, 9, 30), None)
    assert month(date(2026, 9, 1)) == (date(2026, 10, 1), None)


def test_clear_days_that_reach_the_first_of_september():
    """Ten working days from Tue 15 September 2026 back to Tue 1: the day before may be one of August, which is not
    counted: Fri 28, as Mon 31 is a holiday."""
    counting = Counting("August", left_out=(parse_window("1 August to 31 August"),))
    count = count_back(date(2026, 9, 15).toordinal(), WorkingDays(10), clear=True, counting=counting)
    assert count.due == date(2026, 7, 31).toordinal()
    assert count.latest == date(2026, 8, 28).toordinal()
    count = count_back(date(2026, 9, 15).toordinal(), WorkingDays(10), clear=False, counting=counting)
    assert (date.fromordinal(count.due), count.latest) == (date(2026, 9, 1), None)


@given(starts, periods, st.booleans(), left_out)
@settings(deadline=None)
def test_backward_with_days_left_out_agrees_with_a_walk(event, period, clear, windows):
    counts, n = steps(period, event, -1)
    passed = []

    def counted(day):
        if any(window.contains(day) for window in windows):
            passed.append(day)
            return False
        return counts(day)

    end = walk(event - 1, n + clear, -1, counted)
    count = count_back(event, period, clear=clear, counting=Counting("left out", left_out=windows))
    assert (count.end, count.left_out) == (end, len(passed))


@given(starts, periods, left_out)
def test_a_move_is_to_the_first_working_day_and_never_earlier(start, period, windows):
    counting = Counting("starting", last_day="next working day", ends_in=windows)
    count = count_forward(start, period, first_day_counted=False, counting=counting)
    assert count.due >= count.end
    assert ENGLAND.is_open(count.due)
    in_window = any(window.contains(count.end) for window in windows)
    if in_window:
        assert not any(window.contains(count.due) for window in windows)
        between = range(count.end, count.due)
        assert not any(ENGLAND.is_open(day) and not any(w.contains(day) for w in windows) for day in between)
    else:
        assert not any(ENGLAND.is_open(day) for day in range(count.end, count.due))
    assert bool(count.moved) == (count.due != count.end)


ways = [
    PLAIN,
    Counting("next", last_day="next working day"),
    Counting("previous", last_day="previous working day"),
    Counting("tribunal", left_out=(parse_window("1 August to 31 August"), parse_window("25 December to 1 January"))),
    Counting("start", last_day="next working day", ends_in=(parse_window("1 August to 31 August"),)),
]


@given(starts, st.integers(0, 40), st.integers(1, 60), st.integers(0, 10), st.sampled_from(ways),
       st.sampled_from([Days, Weeks, WorkingDays]), st.booleans())  # fmt: skip
@settings(deadline=None)
def test_a_later_start_or_a_longer_period_is_never_due_earlier(start, later, n, more, counting, kind, counted):
    one = count_forward(start, kind(n), first_day_counted=counted, counting=counting)
    other = count_forward(start + later, kind(n + more), first_day_counted=counted, counting=counting)
    assert one.end <= other.end
    assert one.due <= other.due


@given(starts, st.integers(0, 40), st.integers(1, 24), st.integers(0, 6))
def test_months_are_monotone_too(start, later, n, more):
    one = count_forward(start, Months(n), first_day_counted=False, counting=PLAIN)
    other = count_forward(start + later, Months(n + more), first_day_counted=False, counting=PLAIN)
    assert one.due <= other.due


@given(starts, st.integers(0, 40), st.integers(1, 60), st.integers(0, 10), st.sampled_from([Days, Weeks, WorkingDays]))
def test_backwards_a_longer_period_or_an_earlier_event_is_never_later(event, earlier, n, more, kind):
    one = count_back(event, kind(n), clear=False, counting=PLAIN)
    other = count_back(event - earlier, kind(n + more), clear=False, counting=PLAIN)
    assert other.due <= one.due
    assert count_back(event, kind(n), clear=True, counting=PLAIN).due < one.due


@given(starts, periods, st.booleans())
def test_leaving_nothing_out_changes_nothing(start, period, counted):
    far = (date(1999, 1, 1).toordinal(), date(1999, 1, 2).toordinal())
    plain = count_forward(start, period, first_day_counted=counted, counting=PLAIN)
    walked = count_forward(start, period, first_day_counted=counted, counting=PLAIN, disregarded=[far])
    assert plain == walked

"""School calendars: against a walk, against their own promises, and against input that cannot be true."""

import copy
import pickle
import tracemalloc
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_deadlines.calendars import Closure, SchoolCalendar, Term, working_day_calendar
from send_deadlines.errors import CalendarError, CoverageError, PeriodError

ENGLAND = working_day_calendar("england")

TERMS = [
    Term("Autumn 2025", date(2025, 9, 2), date(2025, 12, 19)),
    Term("Spring 2026", date(2026, 1, 5), date(2026, 3, 27)),
    Term("Summer 2026", date(2026, 4, 13), date(2026, 7, 17)),
    Term("Autumn 2026", date(2026, 9, 1), date(2026, 12, 18)),
]
HALF_TERMS = [
    Closure(date(2025, 10, 27), date(2025, 10, 31)),
    Closure(date(2026, 2, 16), date(2026, 2, 20)),
    Closure(date(2026, 5, 25), date(2026, 5, 29)),
    Closure(date(2026, 10, 26), date(2026, 10, 30)),
]
INSET = [date(2025, 9, 2), date(2026, 1, 5), date(2026, 9, 1)]
SNOW = Closure(date(2026, 1, 8), date(2026, 1, 9), "snow")
SATURDAY = date(2026, 3, 7)
OAK = SchoolCalendar("Oak School", TERMS, INSET, [SNOW], HALF_TERMS, [SATURDAY])


def o(*parts):
    return date(*parts).toordinal()


@st.composite
def schools(draw):
    """A school with terms, half-terms, closures, INSET and extra days at random, and the list of its school days."""
    start = draw(st.dates(date(2011, 1, 3), date(2026, 6, 1)))
    terms: list[Term] = []
    half_terms: list[Closure] = []
    closures: list[Closure] = []
    inset: list[date] = []
    extra: list[date] = []
    open_days: set[date] = set()
    gaps: list[date] = []
    for number in range(draw(st.integers(1, 4))):
        length = draw(st.integers(1, 90))
        days = [start + timedelta(i) for i in range(length)]
        terms.append(Term(f"Term {number}", days[0], days[-1]))
        meets = {day for day in days if ENGLAND.is_working_day(day)}
        free = 0
        # Closures one after another, so that they never overlap.
        for kind in draw(st.lists(st.sampled_from("hci"), max_size=4)):
            first = free + draw(st.integers(0, 20))
            last = min(first + draw(st.integers(0, 7)), length - 1)
            if first >= length:
                break
            free = last + 1
            if kind == "i":
                if days[first] in meets:
                    inset.append(days[first])
                    meets.discard(days[first])
                free = first + 1
                continue
            (half_terms if kind == "h" else closures).append(Closure(days[first], days[last]))
            meets -= set(days[first : last + 1])
        shut = {day for c in closures for day in days if c.first <= day <= c.last} | set(inset)
        gaps.extend(day for day in days if day not in meets and day not in shut)
        open_days |= meets
        longest = 60 if 5 <= (days[-1] + timedelta(1)).month <= 8 else 36
        start = days[-1] + timedelta(draw(st.integers(1, longest)))
        gaps.extend(days[-1] + timedelta(i) for i in range(1, (start - days[-1]).days))
    gaps = [day for day in gaps if day <= terms[-1].last]
    if gaps:
        extra = draw(st.lists(st.sampled_from(gaps), max_size=4, unique=True))
    school = SchoolCalendar("Random School", terms, inset, closures, half_terms, extra)
    return school, sorted(day.toordinal() for day in open_days | set(extra))


def walk(days, day, n):
    ahead = [there for there in days if there > day] if n > 0 else [there for there in reversed(days) if there < day]
    return ahead[abs(n) - 1] if abs(n) <= len(ahead) else None


def asked(ask, *arguments):
    """The answer; None when the calendar says that it does not know."""
    try:
        return ask(*arguments)
    except CoverageError:
        return None


def inside(school):
    return range(school.first.toordinal(), school.last.toordinal() + 1)


@given(schools(), st.integers(-80, 80).filter(bool))
@settings(deadline=None)
def test_it_agrees_with_the_walk_on_every_day(made, n):
    school, days = made
    covered = inside(school)
    assert [day for day in covered if school.is_open(day)] == days
    for day in covered[:: max(1, len(covered) // 40)]:
        for step in (n, 1, -1):
            assert asked(school.shift, day, step) == walk(days, day, step)
        assert asked(school.next_open, day) == next((there for there in days if there >= day), None)
        assert asked(school.previous_open, day) == next((there for there in reversed(days) if there <= day), None)


@given(schools(), st.integers(0, 400), st.integers(0, 400))
def test_counting_agrees_with_the_walk(made, a, b):
    school, days = made
    covered = inside(school)
    a, b = sorted((covered[a % len(covered)], covered[b % len(covered)]))
    forward = sum(a < day <= b for day in days)
    assert school.between(a, b) == forward
    assert school.between(b, a) == -forward
    assert school.count(date.fromordinal(a), date.fromordinal(b)) == forward


@given(schools(), st.integers(1, 40), st.integers(1, 40))
def test_adding_keeps_its_promises(made, a, b):
    school, days = made
    for start in days[:10]:
        there = asked(school.shift, start, a)
        if there is not None:
            assert school.is_open(there)
            assert school.between(start, there) == a
            assert school.shift(there, -a) == start
            assert asked(school.shift, there, b) == asked(school.shift, start, a + b)


@given(schools(), st.integers(0, 400), st.integers(0, 400), st.integers(1, 30), st.integers(0, 10))
def test_a_later_start_or_a_longer_period_never_ends_earlier(made, a, b, n, more):
    school, _ = made
    covered = inside(school)
    a, b = sorted((covered[a % len(covered)], covered[b % len(covered)]))
    beyond = covered[-1] + 1
    one, later, longer = (asked(school.shift, day, m) or beyond for day, m in ((a, n), (b, n), (b, n + more)))
    assert one <= later <= longer


@given(schools(), st.integers(0, 400), st.integers(1, 30))
def test_an_extra_day_never_makes_a_deadline_later(made, at, n):
    school, days = made
    closed = [day for day in inside(school) if day not in days]
    shut = [*school.closures, *(Closure(day, day) for day in school.inset_days)]
    closed = [day for day in closed if not any(c.first.toordinal() <= day <= c.last.toordinal() for c in shut)]
    for extra in closed[:1]:
        content = school.to_dict()
        content["extra_school_days"].append(date.fromordinal(extra).isoformat())
        more = SchoolCalendar.from_dict(content)
        day = inside(school)[at % len(inside(school))]
        beyond = inside(school)[-1] + 1
        assert (asked(more.shift, day, n) or beyond) <= (asked(school.shift, day, n) or beyond)


@given(schools(), st.integers(1, 40), st.booleans())
def test_closed_spells_agree_with_the_walk(made, at_least, inset_open):
    school, days = made
    present = sorted({*days, *(day.toordinal() for day in school.inset_days if inset_open)})
    expected = tuple((a + 1, b) for a, b in pairwise(present) if b - a - 1 >= at_least)
    assert school.closed_spells(at_least, inset_open=inset_open) == expected


@given(schools())
def test_it_survives_being_written_and_read(made):
    school, days = made
    again = SchoolCalendar.from_dict(school.to_dict())
    assert again == school == pickle.loads(pickle.dumps(school)) == copy.deepcopy(school)
    assert hash(again) == hash(school)
    assert again.fingerprint == school.fingerprint
    assert [day for day in inside(again) if again.is_open(day)] == days


class TestOneSchool:
    @pytest.mark.parametrize(
        ("day", "open_", "why"),
        [
            (date(2025, 9, 2), False, "INSET"),
            (date(2025, 9, 3), True, "first day for pupils"),
            (date(2025, 9, 6), False, "Saturday"),
            (date(2025, 10, 27), False, "half-term"),
            (date(2025, 12, 19), True, "last day of term"),
            (date(2025, 12, 22), False, "between terms"),
            (date(2026, 1, 8), False, "snow"),
            (date(2026, 3, 7), True, "the school meets on this Saturday"),
            (date(2026, 5, 4), False, "bank holiday in term"),
        ],
    )
    def test_days(self, day, open_, why):
        assert OAK.is_school_day(day) is open_, why
        assert OAK.is_open(day.toordinal()) is open_

    def test_what_it_was_made_from_can_be_read(self):
        assert OAK.name == "Oak School"
        assert OAK.base == "england"
        assert OAK.terms == tuple(TERMS)
        assert OAK.half_terms == tuple(HALF_TERMS)
        assert OAK.inset_days == tuple(INSET)
        assert OAK.closures == (SNOW,)
        assert OAK.extra_school_days == (SATURDAY,)
        assert (OAK.first, OAK.last) == (date(2025, 9, 2), date(2026, 12, 18))
        assert repr(OAK) == "<SchoolCalendar 'Oak School' 2025-09-02 to 2026-12-18>"

    def test_the_order_of_the_input_does_not_matter(self):
        other = SchoolCalendar("Oak School", TERMS[::-1], INSET[::-1], [SNOW], HALF_TERMS[::-1], [SATURDAY])
        assert other == OAK
        assert other.fingerprint == OAK.fingerprint

    def test_ranges_may_be_pairs_of_dates(self):
        pairs = [(half.first, half.last) for half in HALF_TERMS]
        assert SchoolCalendar("Oak School", TERMS, INSET, [SNOW], pairs, [SATURDAY]) == OAK

    def test_the_fingerprint_follows_everything(self):
        others = [
            SchoolCalendar("Elm School", TERMS, INSET, [SNOW], HALF_TERMS, [SATURDAY]),
            SchoolCalendar("Oak School", TERMS[:3], INSET[:2], [SNOW], HALF_TERMS[:3], [SATURDAY]),
            SchoolCalendar("Oak School", TERMS, INSET[:2], [SNOW], HALF_TERMS, [SATURDAY]),
            SchoolCalendar("Oak School", TERMS, INSET, [], HALF_TERMS, [SATURDAY]),
            SchoolCalendar("Oak School", TERMS, INSET, [SNOW], HALF_TERMS[:3], [SATURDAY]),
            SchoolCalendar("Oak School", TERMS, INSET, [SNOW], HALF_TERMS),
            SchoolCalendar("Oak School", TERMS, INSET, [SNOW], HALF_TERMS, [SATURDAY], base="any_part_of_the_uk"),
        ]
        assert len({OAK.fingerprint, *(other.fingerprint for other in others)}) == 8
        assert all(other != OAK for other in others)
        assert OAK != "Oak School"

    def test_dates_can_be_asked_for_as_well(self):
        # Wed 7 Jan; 8 and 9 are snow; Mon 12 is the next.
        assert OAK.add(date(2026, 1, 7), 1) == date(2026, 1, 12)
        assert OAK.add(date(2026, 1, 12), -1) == date(2026, 1, 7)
        assert OAK.on_or_after(date(2026, 1, 8)) == date(2026, 1, 12)
        assert OAK.on_or_before(date(2026, 1, 11)) == date(2026, 1, 7)
        assert OAK.count(date(2026, 3, 6), date(2026, 3, 9)) == 2

    @pytest.mark.parametrize("n", [0, True, 1.5])
    def test_a_step_that_is_no_whole_number_is_refused(self, n):
        with pytest.raises(PeriodError, match="a period is required"):
            OAK.add(date(2026, 1, 7), n)

    def test_a_datetime_is_refused(self):
        with pytest.raises(CalendarError, match=r"use .date\(\)"):
            OAK.is_school_day(datetime(2026, 1, 7, 9))

    def test_it_cannot_be_changed(self):
        with pytest.raises(AttributeError, match="the calendar of Oak School cannot be changed; make another"):
            OAK.name = "Elm School"
        with pytest.raises(AttributeError, match="cannot be changed"):
            del OAK.name

    def test_a_school_that_never_meets_is_answered_with_coverage(self):
        shut = SchoolCalendar("Shut", [Term("T", date(2026, 9, 5), date(2026, 9, 6))])
        assert not shut.is_open(o(2026, 9, 5))
        assert shut.closed_spells(1) == ()
        with pytest.raises(CoverageError):
            shut.next_open(o(2026, 9, 5))


class TestCoverage:
    @pytest.mark.parametrize(
        ("day", "words"),
        [
            (date(2025, 9, 1), "does not cover Monday 1 September 2025"),
            (date(2025, 7, 1), "add the school's dates for 2024/25"),
            (date(2026, 12, 19), "does not cover Saturday 19 December 2026"),
            (date(2027, 9, 10), "add the school's dates for 2027/28"),
        ],
    )
    def test_a_day_outside_is_named_with_the_school_and_what_to_add(self, day, words):
        known = date(2026, 1, 7)
        for ask in (
            lambda: OAK.is_school_day(day),
            lambda: OAK.add(day, 1),
            lambda: OAK.add(day, -1),
            lambda: OAK.count(known, day),
            lambda: OAK.count(day, known),
            lambda: OAK.on_or_after(day),
            lambda: OAK.on_or_before(day),
            lambda: OAK.term_containing(day.toordinal()),
            lambda: OAK.school_year_containing(day.toordinal()),
        ):
            with pytest.raises(CoverageError) as caught:
                ask()
            assert words in str(caught.value)
            assert "'Oak School'" in str(caught.value)

    def test_an_answer_outside_is_refused_too(self):
        with pytest.raises(CoverageError, match="add the school's dates for 2026/27"):
            OAK.add(date(2026, 12, 17), 2)
        with pytest.raises(CoverageError, match="does not cover Monday 1 September 2025"):
            OAK.add(date(2025, 9, 4), -2)
        with pytest.raises(CoverageError, match=r"a day beyond the years a date can have.*for those years"):
            OAK.is_open(0)

    def test_later_years_are_provisional(self):
        late = SchoolCalendar("Late", [Term("T", date(2028, 9, 4), date(2029, 2, 1))])
        assert late.provisional_from == date(2029, 1, 1)
        assert late.is_provisional(o(2029, 1, 2))
        assert not late.is_provisional(o(2028, 12, 31))
        assert not late.is_school_day(date(2029, 1, 1))
        assert OAK.provisional_from is None

    def test_terms_must_lie_where_bank_holidays_are_known(self):
        with pytest.raises(CoverageError, match="the calendar 'england' does not cover"):
            SchoolCalendar("Far", [Term("T", date(2041, 1, 7), date(2041, 2, 1))])


class TestTermsAndYears:
    def test_the_term_of_a_day(self):
        assert OAK.term_containing(o(2025, 9, 2)) == TERMS[0]
        assert OAK.term_containing(o(2025, 10, 28)) == TERMS[0]  # half-term
        assert OAK.term_containing(o(2025, 12, 19)) == TERMS[0]
        assert OAK.term_containing(o(2025, 12, 20)) is None
        assert OAK.term_containing(o(2026, 1, 4)) is None
        assert OAK.term_containing(o(2026, 1, 5)) == TERMS[1]
        assert OAK.term_containing(o(2026, 12, 18)) == TERMS[3]

    def test_a_term_of_one_day(self):
        one = SchoolCalendar("One", [Term("A", date(2026, 9, 7), date(2026, 9, 7))])
        assert one.term_containing(o(2026, 9, 7)) == one.terms[0]

    def test_a_school_year_runs_from_autumn_to_the_day_before_the_next(self):
        year = (o(2025, 9, 2), o(2026, 8, 31))
        for day in (date(2025, 9, 2), date(2026, 3, 1), date(2026, 7, 17), date(2026, 8, 31)):
            assert OAK.school_year_containing(day.toordinal()) == year
            assert OAK.school_year_start(day.toordinal()) == year[0]

    def test_the_end_of_the_last_year_is_not_known_but_its_start_is(self):
        assert OAK.school_year_start(o(2026, 10, 1)) == o(2026, 9, 1)
        with pytest.raises(CoverageError, match="does not cover Saturday 19 December 2026"):
            OAK.school_year_containing(o(2026, 10, 1))

    def test_the_start_of_a_year_that_began_before_the_calendar_is_not_known(self):
        spring = SchoolCalendar("Spring", TERMS[1:])
        with pytest.raises(CoverageError, match="does not cover Sunday 4 January 2026"):
            spring.school_year_containing(o(2026, 2, 2))
        assert spring.school_year_start(o(2026, 9, 1)) == o(2026, 9, 1)

    def test_a_term_that_begins_in_july_belongs_to_the_year_before(self):
        # The first term to begin *after* July: one that begins on 31 July does not, one on 1 August does.
        july = [TERMS[2], Term("Summer school", date(2026, 7, 31), date(2026, 8, 7)), TERMS[3]]
        assert SchoolCalendar("July", july).school_year_start(o(2026, 9, 1)) == o(2026, 9, 1)
        august = [TERMS[2], Term("Summer school", date(2026, 8, 3), date(2026, 8, 7)), TERMS[3]]
        assert SchoolCalendar("August", august).school_year_start(o(2026, 9, 1)) == o(2026, 8, 3)

    def test_the_summer_is_a_closure_of_more_than_four_weeks(self):
        # Closed from Sat 18 July; staff are back on Tue 1 September, pupils on Wed 2.
        assert OAK.closed_spells(28) == ((o(2026, 7, 18), o(2026, 9, 1)),)
        assert OAK.closed_spells(28, inset_open=False) == ((o(2026, 7, 18), o(2026, 9, 2)),)

    def test_a_closure_is_long_enough_or_not_to_the_day(self):
        # Sat 20 Dec to Sun 4 Jan: 12 days of December and 4 of January.
        christmas = (o(2025, 12, 20), o(2026, 1, 5))
        assert christmas in OAK.closed_spells(16)
        assert christmas not in OAK.closed_spells(17)

    @pytest.mark.parametrize("length", [0, -1, True, 2.5])
    def test_a_closure_has_a_length(self, length):
        with pytest.raises(CalendarError, match="Oak School: a closure lasts at least 1 day, not"):
            OAK.closed_spells(length)


AUTUMN = Term("Autumn", date(2026, 9, 2), date(2026, 12, 18))


def made(terms=(AUTUMN,), **more):
    return SchoolCalendar("Oak School", terms, **more)


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: made(terms=[]), "no terms are given; add at least one"),
        (
            lambda: made([Term("Autumn", date(2026, 12, 18), date(2026, 9, 2))]),
            "the term 'Autumn' (2026-12-18 to 2026-09-02) ends before it begins; swap its days",
        ),
        (
            lambda: made([AUTUMN, Term("Spring", date(2026, 12, 18), date(2027, 3, 25))]),
            "the term 'Autumn' (2026-09-02 to 2026-12-18) and the term 'Spring' (2026-12-18 to 2027-03-25) overlap; "
            "correct the days of one",
        ),
        (
            lambda: made([AUTUMN, Term("Summer", date(2027, 4, 12), date(2027, 7, 20))]),
            "lie 114 days; add the term that is missing",
        ),
        (
            # A six-term year with its third term forgotten: no holiday in winter is so long.
            lambda: made([AUTUMN, Term("Term 4", date(2027, 2, 22), date(2027, 3, 25))]),
            "lie 65 days; add the term that is missing",
        ),
        (
            lambda: made(half_terms=[Closure(date(2026, 10, 30), date(2026, 10, 26))]),
            "the half-term 2026-10-30 to 2026-10-26 ends before it begins; swap its days",
        ),
        (
            lambda: made(half_terms=[Closure(date(2026, 12, 14), date(2026, 12, 19))]),
            "the half-term 2026-12-14 to 2026-12-19 is not inside a term; correct its days, or those of the term",
        ),
        (
            lambda: made(closures=[Closure(date(2027, 1, 11), date(2027, 1, 12), "snow")]),
            "the closure 2027-01-11 to 2027-01-12 (snow) is not inside a term",
        ),
        (lambda: made(inset_days=[date(2026, 9, 1)]), "the INSET day 2026-09-01 is not inside a term"),
        (
            lambda: made(inset_days=[date(2026, 9, 5)]),
            "the INSET day 2026-09-05 is a Saturday on which schools are closed anyway; correct it or take it out",
        ),
        (
            lambda: made(inset_days=[date(2026, 9, 7), date(2026, 9, 7)]),
            "the INSET day 2026-09-07 and the INSET day 2026-09-07 overlap; take the shared days out of one",
        ),
        (
            lambda: made(half_terms=[Closure(date(2026, 10, 26), date(2026, 10, 30))], inset_days=[date(2026, 10, 30)]),
            "the half-term 2026-10-26 to 2026-10-30 and the INSET day 2026-10-30 overlap",
        ),
        (
            lambda: made(
                half_terms=[Closure(date(2026, 10, 26), date(2026, 10, 30))],
                closures=[Closure(date(2026, 10, 30), date(2026, 11, 2), "strike")],
            ),
            "the half-term 2026-10-26 to 2026-10-30 and the closure 2026-10-30 to 2026-11-02 (strike) overlap",
        ),
        (
            lambda: made(extra_school_days=[date(2026, 9, 3)]),
            "the extra school day 2026-09-03 is a school day already; take it out",
        ),
        (
            lambda: made(extra_school_days=[date(2026, 9, 5), date(2026, 9, 5)]),
            "the extra school day 2026-09-05 is a school day already; take it out",
        ),
        (
            lambda: made(extra_school_days=[date(2027, 1, 9)]),
            "the extra school day 2027-01-09 lies outside the first and last term (2026-09-02 to 2026-12-18); "
            "add the term it belongs to",
        ),
        (
            lambda: made(extra_school_days=[date(2026, 9, 2)], inset_days=[date(2026, 9, 2)]),
            "the extra school day 2026-09-02 is also closed: the closure 2026-09-02 to 2026-09-02 (INSET day)",
        ),
    ],
)
def test_what_cannot_be_is_refused_by_name_with_the_remedy(ask, words):
    with pytest.raises(CalendarError) as caught:
        ask()
    assert str(caught.value).startswith("Oak School: ")
    assert words in str(caught.value)


def test_everything_wrong_of_one_kind_is_said_at_once():
    with pytest.raises(CalendarError) as caught:
        made(inset_days=[date(2026, 9, 1), date(2027, 1, 4)])
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize("name", ["", "  ", None, 100])
def test_a_school_has_a_name(name):
    with pytest.raises(CalendarError, match="give it the school's name"):
        SchoolCalendar(name, [AUTUMN])


def test_a_term_of_datetimes_is_refused():
    with pytest.raises(CalendarError, match="is a datetime"):
        made([Term("Autumn", datetime(2026, 9, 2), datetime(2026, 12, 18))])


def test_an_unknown_base_is_refused():
    with pytest.raises(CalendarError, match="no working-day calendar is called 'englnd'; did you mean 'england'"):
        made(base="englnd")


def one_of_many(number):
    """A school as it is read from a file, with no string or date shared with another."""
    shift = timedelta(number % 3)
    return SchoolCalendar.from_dict(
        {
            "name": f"School {100_000 + number}",
            "terms": [{"name": f"{t.name}", "first": str(t.first), "last": str(t.last)} for t in TERMS],
            "half_terms": [{"first": str(h.first), "last": str(h.last)} for h in HALF_TERMS],
            "inset_days": [str(date(2025, 9, 2) + shift), str(date(2026, 1, 5) + shift), "2026-06-29", "2026-07-17"],
            "closures": [{"first": "2026-03-11", "last": "2026-03-12", "why": "".join(("burst ", "pipe"))}],
            "extra_school_days": ["2026-03-14"],
        }
    )


def test_a_school_costs_less_than_two_kilobytes():
    one_of_many(0)  # what all share
    count = 500
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        schools_ = [one_of_many(number) for number in range(count)]
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(schools_) == count
    assert (after - before) / count < 2048

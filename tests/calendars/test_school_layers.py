"""A council's calendar and its schools'; and the same calendar from every kind of file."""

import copy
import json
import pickle
import sys
import tracemalloc
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_deadlines.calendars import (
    Closure,
    SchoolCalendar,
    Term,
    load_school_calendar,
    load_school_calendars,
    working_day_calendar,
)
from send_deadlines.errors import CalendarError, CoverageError

FILES = Path(__file__).parent / "school_files"
ENGLAND = working_day_calendar("england")
DAY = timedelta(days=1)
AUTUMN = Term("Autumn 2026", date(2026, 9, 2), date(2026, 12, 18))
SPRING = Term("Spring 2027", date(2027, 1, 4), date(2027, 3, 25))
OCTOBER = Closure(date(2026, 10, 26), date(2026, 10, 30))
FEBRUARY = Closure(date(2027, 2, 15), date(2027, 2, 19))
COUNCIL = SchoolCalendar("Fenshire", [AUTUMN, SPRING], half_terms=[OCTOBER, FEBRUARY], remarks=["read so"])


class TestASchoolOnItsCouncil:
    def test_inset_days_closures_and_extra_days_are_added(self):
        oak = COUNCIL.with_school(
            "Oak School",
            inset_days=[date(2026, 9, 2)],
            closures=[(date(2026, 11, 4), date(2026, 11, 5))],
            extra_school_days=[date(2026, 11, 7)],
        )
        assert oak == SchoolCalendar(
            "Oak School",
            [AUTUMN, SPRING],
            [date(2026, 9, 2)],
            [Closure(date(2026, 11, 4), date(2026, 11, 5))],
            [OCTOBER, FEBRUARY],
            [date(2026, 11, 7)],
        )
        assert oak.remarks == ("read so",)

    def test_a_term_takes_the_place_of_those_it_overlaps(self):
        moved = Term("Autumn 2026", date(2026, 9, 7), date(2026, 12, 16))
        assert COUNCIL.with_school("Oak School", terms=[moved]).terms == (moved, SPRING)

    def test_six_terms_instead_of_three(self):
        one, two = Term("1", date(2026, 9, 2), date(2026, 10, 23)), Term("2", date(2026, 11, 2), date(2026, 12, 18))
        oak = COUNCIL.with_school("Oak School", terms=[two, one])
        assert oak.terms == (one, two, SPRING)
        assert oak.half_terms == (FEBRUARY,)  # the other lies between two terms now

    def test_a_half_term_takes_the_place_of_that_of_its_term(self):
        early = Closure(date(2026, 10, 19), date(2026, 10, 23))
        oak = COUNCIL.with_school("Oak School", half_terms=[early])
        assert oak.half_terms == (early, FEBRUARY)
        assert oak.is_school_day(date(2026, 10, 26))

    def test_a_later_closure(self):
        oak = COUNCIL.with_closure(date(2026, 11, 4), why="burst pipe").with_closure(date(2027, 1, 7), date(2027, 1, 8))
        assert oak.name == "Fenshire"
        assert oak.closures == (
            Closure(date(2026, 11, 4), date(2026, 11, 4), "burst pipe"),
            Closure(date(2027, 1, 7), date(2027, 1, 8)),
        )

    @pytest.mark.parametrize(
        ("own", "words"),
        [
            ({"inset_days": [date(2026, 10, 27)]}, "Oak: the half-term 2026-10-26 to 2026-10-30 and the INSET day"),
            ({"inset_days": [date(2026, 9, 1)]}, "Oak: the INSET day 2026-09-01 is not inside a term"),
            (
                {"terms": [Term("A", date(2026, 10, 28), date(2026, 12, 18))]},
                "Oak: the half-term 2026-10-26 to 2026-10-30 is",
            ),
            ({"terms": [Term("A", datetime(2026, 9, 2), date(2026, 10, 28))]}, "is a datetime"),
        ],
    )
    def test_what_cannot_be_is_refused_with_the_name_of_the_school(self, own, words):
        with pytest.raises(CalendarError) as caught:
            COUNCIL.with_school("Oak", **own)
        assert words in str(caught.value)

    def test_a_year_the_council_has_not_published(self):
        oak = COUNCIL.with_school("Oak School", inset_days=[date(2026, 9, 2)])
        with pytest.raises(CoverageError, match=r"'Oak School' does not cover .*; add the school's dates for 2027/28"):
            oak.add(date(2027, 9, 6), 1)

    def test_provisional_days(self):
        assert not COUNCIL.provisional
        oak = COUNCIL.with_school("Oak School", provisional=True)
        assert oak.provisional
        assert oak.with_closure(date(2026, 11, 4)).provisional
        assert not oak.with_school("Oak School", provisional=False).provisional
        assert SchoolCalendar.from_dict(oak.to_dict()) == oak
        assert oak.fingerprint != COUNCIL.with_school("Oak School").fingerprint

    def test_remarks_are_kept_and_make_no_difference(self):
        bare = SchoolCalendar.from_dict(COUNCIL.to_dict())
        assert bare == COUNCIL
        assert bare.remarks == ()
        assert bare.fingerprint == COUNCIL.fingerprint
        assert pickle.loads(pickle.dumps(COUNCIL)).remarks == copy.deepcopy(COUNCIL).remarks == ("read so",)

    def test_many_schools_cost_little(self):
        days = [AUTUMN.first + DAY * n for n in range(40)]
        days = [day for day in days if ENGLAND.is_working_day(day)]
        COUNCIL.with_school("none")
        names = [f"School {number}" for number in range(500)]
        tracemalloc.start()
        try:
            before, _ = tracemalloc.get_traced_memory()
            plain = [COUNCIL.with_school(name) for name in names]
            between, _ = tracemalloc.get_traced_memory()
            own = [COUNCIL.with_school(name, inset_days=days[n % 9 : n % 9 + 5]) for n, name in enumerate(names)]
            after, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert len(plain) == len(own) == 500
        assert (between - before) / 500 < 400
        assert (after - between) / 500 < 1000
        assert plain[0]._starts is COUNCIL._starts
        assert sys.getsizeof(plain[0]) < 200


class TestFiles:
    def test_a_council_and_its_schools(self):
        found = load_school_calendars(FILES / "council.toml")
        assert list(found) == ["Fenshire", "Oak School", "Elm School"]
        council, oak, elm = found.values()
        assert oak == council.with_school("Oak School", inset_days=[date(2026, 9, 2), date(2026, 9, 3)])
        assert elm.half_terms[0] == Closure(date(2026, 10, 19), date(2026, 10, 30))
        assert elm.provisional
        assert load_school_calendar(FILES / "council.toml", "Oak School") == oak

    def test_a_school_that_names_its_council(self):
        ash = load_school_calendar(FILES / "moved.toml")
        council = load_school_calendar(FILES / "council.toml", "Fenshire")
        pipe = Closure(date(2026, 11, 4), date(2026, 11, 4), "burst pipe")
        assert ash == council.with_school("Ash School", inset_days=[date(2026, 9, 2)], closures=[pipe])

    @pytest.mark.parametrize("council", ["google.ics", "council_six_terms.csv"])
    def test_a_council_in_another_kind_of_file(self, council, tmp_path):
        for file in (council, council):
            (tmp_path / file).write_bytes((FILES / file).read_bytes())
        text = json.dumps({"name": "Ash", "council": council, "closures": {"snow": "2026-12-01"}})
        (tmp_path / "ash.json").write_text(text)
        assert not load_school_calendar(tmp_path / "ash.json").is_school_day(date(2026, 12, 1))

    def test_the_shared_rows_of_a_table_are_a_council(self, tmp_path):
        rows = ",term,2026-09-02,2026-12-18,Autumn\nOak,inset,2026-09-02,,\n"
        (tmp_path / "c.csv").write_text("school,kind,first,last,name\n" + rows)
        (tmp_path / "elm.toml").write_text('name = "Elm"\ncouncil = "c.csv"\n')
        assert load_school_calendar(tmp_path / "elm.toml").inset_days == ()

    def test_schools_on_a_council_in_another_file(self, tmp_path):
        (tmp_path / "c.toml").write_bytes((FILES / "council.toml").read_bytes())
        (tmp_path / "s.toml").write_text('council = "c.toml"\n[schools.Ash]\ninset_days = [2026-09-04]\n')
        found = load_school_calendars(tmp_path / "s.toml")
        assert found["Ash"].inset_days == (date(2026, 9, 4),)

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ('name = "A"\ncouncil = "none.toml"', "a.toml:2: council: {}none.toml: cannot be read: No such file"),
            (
                'name = "A"\ncouncil = "a.toml"',
                "a.toml:2: council: 'a.toml' stands on this very file; leave the council out",
            ),
            ('name = "A"\ncouncil = "b.toml"', "council: 'a.toml' stands on this very file"),
            ('name = "A"\ncouncil = "notes.txt"', "cannot tell what kind of file '.txt' is"),
            ('name = "A"\ncouncil = "bad.toml"', "a.toml:2: council: {}bad.toml: the key 'name' is missing; add it"),
            ('name = "A"\ncouncil = 3', "council: expected the path of a file, found 3; write it in quotes"),
            (
                'name = "A"\ncouncil = "two.csv"',
                "council: 'two.csv' holds 2 schools and nothing they share; give another",
            ),
            ('name = 3\ncouncil = "c.toml"', "name: expected words, found 3"),
            ('council = "c.toml"', "the key 'name' is missing; add it"),
            ('name = "A"\ncouncil = "c.toml"\ninsets = []', "unknown key 'insets'; did you mean 'inset_days'?"),
            (
                'council = "c.toml"\ninset_days = []\n[schools.Oak]',
                "the key 'name' is missing; add it, or move the days",
            ),
            (
                'council = "c.toml"\nschools = ["Oak"]',
                "schools: expected a table for each school, found ['Oak']; put its own days under its name",
            ),
            (
                'council = "c.toml"\n[schools.Oak]\ninset = 1',
                "schools.Oak: unknown key 'inset'; did you mean 'inset_days'?",
            ),
            (
                'council = "c.toml"\n[schools.Oak]\ninset_days = [1]',
                "schools.Oak.inset_days[0]: expected a day such as 2026-09-02, found 1",
            ),
            (
                'council = "c.toml"\n[schools.Oak]\ninset_days = [2030-01-01]',
                "Oak: the INSET day 2030-01-01 is not inside",
            ),
            ('council = "c.toml"\n[schools.Fenshire]', "schools.Fenshire: has the name of the calendar it stands on"),
            ('name = "A"\nprovisional = 1\nterms = {}', "provisional: expected true or false, found 1"),
            (
                'name = "A"\nterms = { T = 2026-09-02 }',
                "terms.T: expected the first and the last day, found ",
            ),
            (
                'name = "A"\nterms = { T = [2026-09-02] }',
                "terms.T: expected the first and the last day, found ",
            ),
            (
                'name = "A"\nterms = { T = ["2026-09-02", "x"] }',
                "terms.T[1]: expected a day such as 2026-09-02, found 'x'",
            ),
            ('name = "A"\nterms = { "" = [2026-09-02, 2026-09-04] }', "terms (a name): expected words, found ''"),
        ],
    )
    def test_what_is_refused(self, text, words, tmp_path):
        (tmp_path / "a.toml").write_text(text)
        (tmp_path / "b.toml").write_text('name = "B"\ncouncil = "a.toml"')
        (tmp_path / "c.toml").write_bytes((FILES / "council.toml").read_bytes())
        (tmp_path / "bad.toml").write_text("")
        (tmp_path / "notes.txt").write_text("")
        rows = "Oak,term,2026-09-02,2026-12-18,Autumn\nElm,term,2026-09-02,2026-12-18,Autumn\n"
        (tmp_path / "two.csv").write_text("school,kind,first,last,name\n" + rows)
        with pytest.raises(CalendarError) as caught:
            load_school_calendars(tmp_path / "a.toml")
        assert str(caught.value).startswith(f"{tmp_path}/a.toml:")
        assert words.replace("{}", f"{tmp_path}/") in str(caught.value)

    def test_a_table_that_names_a_file_is_read_from_one(self):
        with pytest.raises(
            CalendarError, match="'council' belongs to a file; read the file with load_school_calendars"
        ):
            SchoolCalendar.from_dict({"name": "A", "council": "c.toml"})

    def test_which_of_many(self):
        with pytest.raises(
            CalendarError, match=r"holds 3 calendars \(Fenshire, Oak School, Elm School\); say which by"
        ):
            load_school_calendar(FILES / "council.toml")
        with pytest.raises(CalendarError, match=r"holds no calendar of 'Oak'; "):
            load_school_calendar(FILES / "council.toml", "Oak")


# Every kind of file, and the walk


@st.composite
def councils(draw):
    """A council's calendar of a school year of real shape, and days of a school on top of it."""
    year = draw(st.integers(2015, 2026))
    autumn = Term("Autumn term", date(year, 9, draw(st.integers(1, 7))), date(year, 12, draw(st.integers(15, 21))))
    spring = Term(
        "Spring term", date(year + 1, 1, draw(st.integers(3, 8))), date(year + 1, 3, draw(st.integers(24, 31)))
    )
    summer = Term(
        "Summer term", date(year + 1, 4, draw(st.integers(11, 20))), date(year + 1, 7, draw(st.integers(15, 24)))
    )
    halves = [
        Closure(day, day + DAY * draw(st.integers(0, 8)))
        for day in (date(year, 10, 19), date(year + 1, 2, 10), date(year + 1, 5, 24))
    ]
    terms = [autumn, spring, summer]
    free = [
        term.first + DAY * n
        for term in terms
        for n in range((term.last - term.first).days + 1)
        if ENGLAND.is_working_day(term.first + DAY * n)
        and not any(half.first <= term.first + DAY * n <= half.last for half in halves)
    ]
    picked = draw(st.lists(st.sampled_from(free), max_size=8, unique=True))
    inset, closures = (
        picked[::2],
        [Closure(day, day, draw(st.sampled_from(["School closed", "Snow day"]))) for day in picked[1::2]],
    )
    weekend = [day + DAY for day in free if day.weekday() == 4 and day < summer.last]
    extra = draw(st.lists(st.sampled_from(weekend), max_size=2, unique=True))
    return SchoolCalendar("Fenshire", terms, half_terms=halves), inset, closures, extra


def as_ics(school):
    entries = [
        *((term.name, term.first, term.last) for term in school.terms),
        *(("Half-term", half.first, half.last) for half in school.half_terms),
        *(("INSET day", day, day) for day in school.inset_days),
        *((closure.why, closure.first, closure.last) for closure in school.closures),
        *(("Extra school day", day, day) for day in school.extra_school_days),
    ]
    lines = ["BEGIN:VCALENDAR", f"X-WR-CALNAME:{school.name}"]
    for title, first, last in entries:
        lines += ["BEGIN:VEVENT", f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{last + DAY:%Y%m%d}"]
        lines += [f"SUMMARY:{title}", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def as_csv(school, names):
    rows = [
        *(("term", term.first, term.last, term.name) for term in school.terms),
        *(("half term", half.first, half.last, "") for half in school.half_terms),
        *(("inset", day, day, "") for day in school.inset_days),
        *(("closure", closure.first, closure.last, closure.why) for closure in school.closures),
        *(("extra school day", day, "", "") for day in school.extra_school_days),
    ]
    days = [(kind, f"{first:%d/%m/%Y}", f"{last:%d/%m/%Y}" if last else "", name) for kind, first, last, name in rows]
    return "\n".join(["school;kind;from;to;name", *(";".join((school.name, *row)) for row in days if names)])


def as_toml(school):
    def spans(pairs):
        return ", ".join(f'"{name}" = [{first}, {last}]' for name, first, last in pairs)

    lines = [
        f'name = "{school.name}"',
        f"terms = {{ {spans((t.name, t.first, t.last) for t in school.terms)} }}",
        f"half_terms = {{ {spans((n, h.first, h.last) for n, h in enumerate(school.half_terms))} }}",
        f"inset_days = [{', '.join(map(str, school.inset_days))}]",
        f"extra_school_days = [{', '.join(map(str, school.extra_school_days))}]",
    ]
    for closure in school.closures:
        lines += ["[[closures]]", f"first = {closure.first}", f"last = {closure.last}", f'why = "{closure.why}"']
    return "\n".join(lines)


@given(councils())
@settings(deadline=None, max_examples=40)
def test_every_kind_of_file_holds_the_same_calendar(tmp_path_factory, made):
    council, inset, closures, extra = made
    oak = council.with_school("Oak", inset_days=inset, closures=closures, extra_school_days=extra)
    folder = tmp_path_factory.mktemp("kinds")
    for kind, text in {
        "toml": as_toml(oak),
        "json": json.dumps(oak.to_dict()),
        "csv": as_csv(oak, names=True),
        "ics": as_ics(oak),
    }.items():
        (folder / f"oak.{kind}").write_text(text, encoding="utf-8", newline="")
        read = load_school_calendar(folder / f"oak.{kind}")
        assert read == oak, kind
        assert read.fingerprint == oak.fingerprint


@given(councils(), st.integers(0, 330), st.integers(0, 330))
@settings(deadline=None)
def test_a_count_in_a_layered_calendar_agrees_with_the_walk(made, a, b):
    council, inset, closures, extra = made
    oak = council.with_school("Oak", inset_days=inset, closures=closures, extra_school_days=extra)
    days = [council.first + DAY * n for n in range((council.last - council.first).days + 1)]
    shut = {*inset, *(closure.first for closure in closures)}
    opens = {
        day
        for day in days
        if (ENGLAND.is_working_day(day) and day not in shut and council.term_containing(day.toordinal()) is not None
            and not any(half.first <= day <= half.last for half in council.half_terms))
        or day in extra
    }  # fmt: skip
    assert {day for day in days if oak.is_school_day(day)} == opens
    first, last = sorted((days[a % len(days)], days[b % len(days)]))
    assert oak.count(first, last) == sum(first < day <= last for day in opens)


@given(councils(), st.integers(0, 330), st.integers(1, 60), st.booleans())
@settings(deadline=None)
def test_a_closure_or_an_inset_day_never_makes_a_deadline_earlier(made, at, n, as_inset):
    council, inset, closures, extra = made
    beyond = council.last.toordinal() + 1

    def shifted(school, day):
        try:
            return school.shift(day, n)
        except CoverageError:
            return beyond

    start = council.first.toordinal() + at % (beyond - council.first.toordinal())
    school = council.with_school("Oak", extra_school_days=extra)
    for day in [*inset, *(closure.first for closure in closures)]:
        more = school.with_school("Oak", inset_days=[day]) if as_inset else school.with_closure(day)
        assert shifted(more, start) >= shifted(school, start)
        school = more

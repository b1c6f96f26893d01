"""School calendars in tables, as councils and information systems write them."""

from datetime import date
from pathlib import Path

import pytest

from send_deadlines.calendars import Closure, load_school_calendar, load_school_calendars
from send_deadlines.errors import CalendarError, CoverageError

FILES = Path(__file__).parent / "school_files"
TERM = ",term,2026-09-02,2026-12-18,Autumn 2026\n"
HEAD = "school,kind,first,last,name\n"


@pytest.fixture
def read(tmp_path):
    def read(text, name="oak.csv", encoding="utf-8"):
        (tmp_path / name).write_bytes(text.encode(encoding))
        return load_school_calendars(tmp_path / name)

    return read


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_as_an_information_system_exports(mark, ends, delimiter, read):
    text = (FILES / "mis.csv").read_text(encoding="utf-8")
    if delimiter != ",":  # a cell that holds the delimiter is quoted, and one with a comma need not be
        text = text.replace(", ", "~").replace(",", delimiter).replace("~", ", ")
    rowan = read(mark + text.replace("\n", ends))["Rowan Academy"]
    assert [(t.name, t.first, t.last) for t in rowan.terms] == [("Autumn 2026", date(2026, 9, 2), date(2026, 12, 18))]
    assert rowan.half_terms == (Closure(date(2026, 10, 26), date(2026, 10, 30)),)
    assert rowan.inset_days == (date(2026, 9, 2),)
    assert rowan.closures == (Closure(date(2026, 11, 4), date(2026, 11, 5), "boiler, both days"),)
    assert rowan.remarks[0].endswith("oak.csv:1: the column 'Notes' is left aside")


def test_a_year_of_six_terms():
    six = load_school_calendar(FILES / "council_six_terms.csv", "Fenshire")
    assert (six.name, len(six.terms), six.half_terms) == ("Fenshire", 6, ())
    assert not six.is_school_day(date(2026, 10, 28))
    assert six.add(date(2026, 10, 23), 1) == date(2026, 11, 2)
    assert "council_six_terms.csv:3: 2026-10-26 to 2026-10-30 lies between two terms" in six.remarks[0]


def test_rows_without_a_school_are_for_all(read):
    schools = read(
        HEAD
        + TERM
        + "Oak,inset,2026-09-02,,\n"
        + "Elm,term,2026-09-07,2026-12-18,Autumn 2026\n"
        + "Ash,closure,2026-11-04,,burst pipe\n"
        + "Ash,extra school day,2026-11-07,,Open Saturday\n"
    )
    assert list(schools) == ["Oak", "Elm", "Ash"]
    assert schools["Oak"].on_or_after(date(2026, 9, 2)) == date(2026, 9, 3)
    assert schools["Elm"].first == date(2026, 9, 7)
    assert schools["Ash"].closures == (Closure(date(2026, 11, 4), date(2026, 11, 4), "burst pipe"),)
    assert schools["Ash"].is_school_day(date(2026, 11, 7))


def test_shared_days_without_shared_terms(read):
    schools = read(HEAD + ",inset,2026-09-02,,\nOak" + TERM + "Elm" + TERM)
    assert {school.inset_days for school in schools.values()} == {(date(2026, 9, 2),)}


def test_a_year_nobody_has_published_is_named_with_the_school(read):
    oak = read(HEAD + TERM + "Oak,inset,2026-09-02,,\n")["Oak"]
    with pytest.raises(CoverageError, match=r"'Oak' does not cover .*; add the school's dates for 2027/28"):
        oak.is_school_day(date(2027, 9, 6))


def test_without_a_school_it_is_called_after_the_file_or_as_asked(read, tmp_path):
    assert list(read("kind,from,to,term\nterm,2026-09-02,2026-12-18,Autumn\n", "fenshire.csv")) == ["fenshire"]
    assert load_school_calendar(tmp_path / "fenshire.csv", "Fenshire").name == "Fenshire"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-04", date(2026, 11, 4)),
        ("2026-11-04 00:00:00", date(2026, 11, 4)),
        ("04/11/2026", date(2026, 11, 4)),
        ("4/11/2026", date(2026, 11, 4)),
        ("04.11.2026", date(2026, 11, 4)),
        ("04/11/2026 00:00", date(2026, 11, 4)),
        ("4 November 2026", date(2026, 11, 4)),
        ("4th Nov 2026", date(2026, 11, 4)),
        ("04-Nov-2026", date(2026, 11, 4)),
        ("Wednesday 4 November 2026", date(2026, 11, 4)),
        ("Wed, 4 Nov 2026", date(2026, 11, 4)),
    ],
)
def test_days_as_the_british_write_them(text, day, read):
    oak = read(f'kind,first,last,name\nclosure,"{text}",,snow\n' + 'term,"{}","{}",Autumn\n'.format(*around(text)))[
        "oak"
    ]
    assert oak.closures == (Closure(day, day, "snow"),)


def around(text):
    """The first and the last day of a term in the style of a day."""
    if text.startswith("2026"):
        return "2026-09-02", "2026-12-18"
    return ("02/09/2026", "18/12/2026") if "/" in text or "." in text else ("2 September 2026", "18 December 2026")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "oak.csv: is empty; it needs a row of column names: school, kind, first, last, name"),
        (HEAD, "oak.csv: has column names and no rows; add a row for each term"),
        ("school,kynd,first\n", "oak.csv:1: unknown column 'kynd'; did you mean 'kind'? the columns are school, kind"),
        ("kind,colour,first\n", "oak.csv:1: unknown column 'colour'; the columns are school, kind, first, last"),
        ("school,first\n", "oak.csv:1: no column 'kind'; add it: the columns are school, kind, first, last, name"),
        ("kind,last\n", "oak.csv:1: no column 'first'; add it"),
        ("kind,first,start\n", "oak.csv:1: the columns 'first' and 'start' both say the first; take one of them out"),
        (
            "urn,school,kind,first\n",
            "oak.csv:1: the columns 'urn' and 'school' both say the school; take one",
        ),
        (
            HEAD + TERM + ",sports day,2026-11-04,,\n",
            "oak.csv:3: unknown kind 'sports day'; use one of term, half_term,",
        ),
        (HEAD + TERM + ",,2026-11-04,,\n", "oak.csv:3: no kind; use one of term, half_term"),
        (HEAD + TERM + ",inset,,2026-11-04,\n", "oak.csv:3: no first day; add it"),
        (HEAD + ",term,2026-09-02,,Autumn\n", "oak.csv:2: the term has no last day; add it"),
        (HEAD + ",term,2026-09-02,2026-12-18,\n", "oak.csv:2: the term has no name; add one, such as Autumn 2026"),
        (
            HEAD + TERM + ",term,2027-01-04,2027-01-05,inset_days\n",
            "oak.csv:3: 'inset_days' is told as the name of a term, and looks like 'inset_days'; correct its kind",
        ),
        (
            HEAD + ",term,2026-09-01,2026-09-02,Inset day\n",
            "oak.csv:2: 'Inset day' is told as the name of a term, and looks",
        ),
        (
            HEAD + ",inset,09/13/2026,,\n",
            "oak.csv:2: '09/13/2026' has no month 13: days are read day/month/year; correct it, or write 2026-09-13",
        ),
        (
            HEAD + ",inset,31/31/2026,,\n",
            "oak.csv:2: '31/31/2026' has no month 31: days are read day/month/year; correct it",
        ),
        (HEAD + ",inset,02/09/26,,\n", "oak.csv:2: '02/09/26' has a year of 2 figures; write all four"),
        (HEAD + ",inset,30/02/2026,,\n", "oak.csv:2: there is no day '30/02/2026'; correct it"),
        (HEAD + ",inset,2026-02-30,,\n", "oak.csv:2: there is no day '2026-02-30'; correct it"),
        (HEAD + ",inset,soon,,\n", "oak.csv:2: 'soon' is no day; write it 2026-09-02, 02/09/2026 or 2 Se"),
        (HEAD + ",inset,2 Septembre 2026,,\n", "oak.csv:2: '2 Septembre 2026' is no day; write it"),
        (HEAD + ",inset,46267,,\n", "oak.csv:2: '46267' is no day; write it"),
        (
            HEAD + ",inset,Tuesday 2 September 2026,,\n",
            "oak.csv:2: 'Tuesday 2 September 2026' is a Wednesday; correct the day, or its name",
        ),
        (
            HEAD + TERM + ",inset,04/11/2026,,\n",
            "oak.csv:3: '04/11/2026' is written day/month/year, and '2026-09-02' above it year-month-day",
        ),
        (
            HEAD + TERM + ",inset,2026-11-04,,a,b,c\n",
            "oak.csv:3: has 7 cells under 5 columns; put a cell that",
        ),
        (HEAD + TERM + ',inset,2026-11-04,,"a\n', "oak.csv:3: cannot be read as a table: "),
        (
            HEAD + TERM + ",inset,2026-11-04,2026-11-03,\n",
            "oak.csv:3: 2026-11-04 to 2026-11-03 ends before it begins",
        ),
        (
            HEAD + TERM + "\n" + ',closure,2026-11-04,2026-11-06,"two\nlines"\n,inset,2026-11-05,,\n',
            "oak.csv:4: oak: the closure 2026-11-04 to 2026-11-06 (two lines) and the INSET day 2026-11-05 overlap",
        ),
        (
            HEAD + TERM + ",term,2026-12-18,2027-03-25,Spring 2027\n",
            "oak.csv:2: oak: the term 'Autumn 2026' (2026-09-02 to 2026-12-18) and the term 'Spring 2027' (2026-12-18 "
            "to 2027-03-25) overlap; correct the days of one (",
        ),
        (
            HEAD + TERM + ",inset,2026-11-07,,\n",
            "oak.csv:3: oak: the INSET day 2026-11-07 is a Saturday on which schools",
        ),
        (
            HEAD + TERM + ",extra,2026-11-04,,\n",
            "oak.csv:3: oak: the extra school day 2026-11-04 is a school day already",
        ),
        (HEAD + TERM + "Oak,inset,2027-11-04,,\n", "oak.csv:3: Oak: the INSET day 2027-11-04 is not inside a term"),
        (HEAD + ",inset,2026-11-04,,\n", "oak.csv: nothing says when a term starts and when it ends"),
    ],
)
def test_what_is_refused(text, words, read):
    with pytest.raises(CalendarError) as caught:
        read(text)
    assert words in str(caught.value)


def test_a_term_beyond_the_known_years_is_a_matter_of_coverage(read):
    with pytest.raises(CoverageError, match=r"oak\.csv: the calendar 'england' does not cover"):
        read(HEAD + ",term,2050-01-04,2050-02-01,Far\n")


def test_everything_wrong_is_told_at_once(read):
    with pytest.raises(CalendarError) as caught:
        read(HEAD + TERM + "Oak,inset,2027-11-04,,\nElm,inset,2026-11-07,,\n")
    assert [line.rpartition("oak.csv:")[2][:7] for line in str(caught.value).splitlines()] == ["3: Oak:", "4: Elm:"]
    with pytest.raises(CalendarError) as caught:
        read(HEAD + ",insert,13/13/2026,soon,\n,x,1,,\n")
    assert len(str(caught.value).splitlines()) == 5


def test_one_school_in_two_spellings_is_refused(read):
    with pytest.raises(CalendarError, match=r"oak\.csv:4: the school 'OAK' is called 'Oak' above; write it in one way"):
        read(HEAD + TERM + "Oak,inset,2026-09-02,,\nOAK,inset,2026-09-03,,\n")


def test_letters_of_another_encoding_are_refused_with_the_line(read):
    with pytest.raises(CalendarError, match=r"oak\.csv:3: is not UTF-8 text; in Excel, save it as 'CSV UTF-8"):
        read(HEAD + TERM + ",closure,2026-11-04,,café flooded\n", encoding="cp1252")
    with pytest.raises(CalendarError, match="is not UTF-8 text"):
        read(HEAD + TERM, encoding="utf-16")


def test_empty_rows_and_cut_rows_do_no_harm(read):
    oak = read("\n" + HEAD + "\n" + TERM + ",inset,2026-09-02\n,,,,\n,,,,,,,\n\n")["oak"]
    assert oak.inset_days == (date(2026, 9, 2),)


def test_holidays_alone_give_the_terms_between(read):
    rows = ["holiday,2026-07-22,2026-09-01", "half term,2026-10-24,2026-11-01", "holiday,2026-12-19,2027-01-03"]
    oak = read("\n".join(["kind,first,last", *rows]))["oak"]
    assert [(term.first, term.last) for term in oak.terms] == [(date(2026, 9, 2), date(2026, 12, 18))]

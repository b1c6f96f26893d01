"""School calendars in files, and in dictionaries."""

import json
from datetime import date, datetime

import pytest

from send_deadlines.calendars import Closure, SchoolCalendar, Term, load_school_calendar
from send_deadlines.errors import CalendarError, CoverageError

TOML = """
name = "Oak School"
base = "england"
inset_days = [2026-09-02, "2026-11-27"]
extra_school_days = [2026-10-03]

[[terms]]
name = "Autumn 2026"
first = 2026-09-02
last = 2026-12-18

[[half_terms]]
first = 2026-10-26
last = 2026-10-30

[[closures]]
first = 2026-11-04
last = 2026-11-05
why = "burst pipe"
"""
OAK = SchoolCalendar(
    "Oak School",
    [Term("Autumn 2026", date(2026, 9, 2), date(2026, 12, 18))],
    [date(2026, 9, 2), date(2026, 11, 27)],
    [Closure(date(2026, 11, 4), date(2026, 11, 5), "burst pipe")],
    [Closure(date(2026, 10, 26), date(2026, 10, 30))],
    [date(2026, 10, 3)],
)
TERM = {"name": "Autumn 2026", "first": "2026-09-02", "last": "2026-12-18"}
LEAST = {"name": "Oak School", "terms": [TERM]}


def written(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_toml_and_json_of_the_same_school_are_equal(tmp_path):
    from_toml = load_school_calendar(written(tmp_path, "oak.toml", TOML))
    from_json = load_school_calendar(str(written(tmp_path, "oak.JSON", json.dumps(OAK.to_dict()))))
    assert from_toml == from_json == OAK
    assert from_toml.fingerprint == OAK.fingerprint


def test_a_mark_at_the_start_of_the_file_does_no_harm(tmp_path):
    assert load_school_calendar(written(tmp_path, "oak.json", "\ufeff" + json.dumps(OAK.to_dict()))) == OAK


def test_plain_data_is_iso_dates_in_lists():
    assert OAK.to_dict() == {
        "name": "Oak School",
        "base": "england",
        "terms": [TERM],
        "half_terms": [{"first": "2026-10-26", "last": "2026-10-30"}],
        "inset_days": ["2026-09-02", "2026-11-27"],
        "closures": [{"first": "2026-11-04", "last": "2026-11-05", "why": "burst pipe"}],
        "extra_school_days": ["2026-10-03"],
    }


def test_only_a_name_and_terms_are_needed():
    assert SchoolCalendar.from_dict(LEAST) == SchoolCalendar("Oak School", OAK.terms)
    closures = [{"first": "2026-11-04", "last": "2026-11-05"}, {"first": "2026-11-06", "last": "2026-11-06", "why": ""}]
    read = SchoolCalendar.from_dict({**LEAST, "closures": closures})
    assert [closure.why for closure in read.closures] == ["", ""]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"half_term": []}, "unknown key 'half_term'; did you mean 'half_terms'?"),
        ({"name": 3}, "name: expected words, found 3; write them in quotes"),
        ({"name": " "}, "name: expected words, found ' '"),
        ({"base": None}, "base: expected words, found nothing"),
        ({"base": "englnd"}, "no working-day calendar is called 'englnd'; did you mean 'england'?"),
        ({"terms": TERM}, "terms: expected a list, found {"),
        ({"terms": ["Autumn"]}, "terms[0]: expected a table of keys, found 'Autumn'; it needs name, first, last"),
        ({"terms": [{**TERM, "lst": "x"}]}, "terms[0]: unknown key 'lst'; did you mean 'last'?"),
        ({"terms": [{"name": "A", "first": "2026-09-02"}]}, "terms[0]: the key 'last' is missing; add it"),
        ({"terms": [TERM, {**TERM, "first": "2026-02-30"}]}, "terms[1].first: there is no day 2026-02-30; correct it"),
        ({"terms": [{**TERM, "first": "02/09/2026"}]}, "terms[0].first: expected a day such as 2026-09-02, found"),
        ({"terms": [{**TERM, "first": "20260902"}]}, "terms[0].first: expected a day such as 2026-09-02"),
        ({"terms": [{**TERM, "first": datetime(2026, 9, 2)}]}, "terms[0].first: expected a day such as 2026-09-02"),
        ({"inset_days": "2026-09-02"}, "inset_days: expected a list, found '2026-09-02'; write it in square brackets"),
        ({"inset_days": [20260902]}, "inset_days[0]: expected a day such as 2026-09-02, found 20260902"),
        (
            {"half_terms": [{"first": "2026-10-26", "last": "2026-10-30", "why": "x"}]},
            "half_terms[0]: unknown key 'why'",
        ),
        ({"closures": [{"first": "2026-11-04", "last": "2026-11-05", "why": 1}]}, "closures[0].why: expected words"),
        ({"extra_school_days": ["tomorrow"]}, "extra_school_days[0]: expected a day such as"),
        ({"inset_days": ["2027-01-04"]}, "Oak School: the INSET day 2027-01-04 is not inside a term"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_key_and_its_file(tmp_path, change, words):
    content = {**LEAST, **change}
    with pytest.raises(CalendarError) as caught:
        SchoolCalendar.from_dict(content)
    assert words in str(caught.value)
    if not any(isinstance(term, dict) and isinstance(term["first"], date) for term in content["terms"]):
        path = written(tmp_path, "oak.json", json.dumps(content))
        with pytest.raises(CalendarError) as caught:
            load_school_calendar(path)
        assert str(caught.value).startswith(f"{path}:")
        assert words in str(caught.value)


@pytest.mark.parametrize("content", [[], "Oak", None, 3])
def test_a_calendar_is_a_table(content):
    with pytest.raises(CalendarError, match=r"expected a table of keys, found .*; it needs name, terms"):
        SchoolCalendar.from_dict(content)


def test_a_missing_key_is_named():
    with pytest.raises(CalendarError, match="the key 'terms' is missing; add it"):
        SchoolCalendar.from_dict({"name": "Oak School"})


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("oak.json", "{", "is not JSON: "),
        ("oak.toml", "name = ", "is not TOML: "),
        ("oak.toml", TOML + 'name = "Elm School"', "closures[0]: unknown key 'name'"),
        ("oak.json", '{"name": "Oak", "name": "Elm", "terms": []}', "the key 'name' is there twice; join the two"),
        ("oak.json", '{"name": ' + "[" * 100_000, "is nested too deeply, or has a number too long"),
        ("oak.json", '{"name": 1' + "0" * 10_000 + "}", "is nested too deeply, or has a number too long"),
        ("oak.toml", "name = " + "[" * 10_000, "is nested too deeply, or has a number too long"),
        ("oak.yaml", "name: Oak", "cannot tell what kind of file '.yaml' is; name it .toml, .json, .csv or .ics"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, name, text, words):
    path = written(tmp_path, name, text)
    with pytest.raises(CalendarError) as caught:
        load_school_calendar(path)
    assert str(caught.value).startswith(f"{path}:")
    assert words in str(caught.value)


SHORT = 'name = "Oak"\n[terms]\n"Autumn 2026" = [2026-09-02, 2026-12-18]\n'
INSET = "inset_days = [2026-11-02, 2026-11-06]\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            SHORT + INSET,
            "terms.inset_days: 'inset_days' is a key of its own, and no name of a term; put it beside 'terms', not in "
            "it (in TOML above the first [table]), or give the term another name",
        ),
        (
            SHORT + "[half_terms]\n" + INSET,
            "half_terms.inset_days: 'inset_days' is a key of its own, and no name of a half",
        ),
        (
            SHORT + "[closures]\n" + INSET,
            "closures.inset_days: 'inset_days' is a key of its own, and no name of a closure",
        ),
        (
            SHORT + "[half_terms]\ninset_day = [2026-11-02, 2026-11-06]",
            "half_terms.inset_day: did you mean 'inset_days'? That is a key of its own, and no name of a half-term",
        ),
        (SHORT + "[half_terms]\nINSET = [2026-11-02, 2026-11-06]", "half_terms.INSET: did you mean 'inset_days'?"),
        (
            SHORT + '[closures]\n"Inset days" = [2026-11-02, 2026-11-06]',
            "closures.Inset days: did you mean 'inset_days'?",
        ),
        (SHORT + "extra_days = [2026-11-07, 2026-11-08]", "terms.extra_days: did you mean 'extra_school_days'?"),
        (SHORT + "closures = [2026-11-07, 2026-11-08]", "terms.closures: 'closures' is a key of its own"),
        (SHORT + "half_terms = [2026-10-26, 2026-10-30]", "terms.half_terms: 'half_terms' is a key of its own"),
        (SHORT + "provisional = true", "terms.provisional: 'provisional' is a key of its own"),
        (SHORT + 'council = "a.toml"', "terms.council: 'council' is a key of its own"),
        (SHORT + 'base = "wales"', "terms.base: 'base' is a key of its own"),
        (
            SHORT + '[schools.Elm.half_terms]\n"October" = [2026-10-26, 2026-10-30]\n' + INSET,
            "schools.Elm.half_terms.inset_days: 'inset_days' is a key of its own, and no name of a half-term; put it "
            "beside 'half_terms', not in it (in TOML directly under [schools.Elm])",
        ),
        (
            TOML + INSET,
            "closures[0]: unknown key 'inset_days'; put it beside 'closures', not in it (in TOML above the first",
        ),
    ],
)
def test_a_key_under_the_wrong_table_is_not_taken_for_a_name(tmp_path, text, words):
    from tomllib import loads

    path = written(tmp_path, "oak.toml", text)
    with pytest.raises(CalendarError) as caught:
        load_school_calendar(path)
    assert words in str(caught.value)
    path = written(tmp_path, "oak.json", json.dumps(loads(text), default=str))
    with pytest.raises(CalendarError) as caught:
        load_school_calendar(path)
    assert words in str(caught.value)


def test_a_term_in_a_list_is_not_called_by_a_key():
    with pytest.raises(CalendarError, match=r"terms\[0\]\.name: 'inset_days' is a key, and no name of a term; give"):
        SchoolCalendar.from_dict({**LEAST, "terms": [{**TERM, "name": "inset_days"}]})


@pytest.mark.parametrize("name", ["Term", "Term 1", "Half term 1", "Autumn", "First", "1", "Base camp term"])
def test_a_term_may_be_called(tmp_path, name):
    text = f'name = "Oak"\n[terms]\n"{name}" = [2026-09-02, 2026-12-18]\n'
    halves = '[half_terms]\n"Half-term" = [2026-10-26, 2026-10-30]\n[closures]\n"School strike" = 2026-11-04'
    oak = load_school_calendar(written(tmp_path, "oak.toml", text + halves))
    assert ([term.name for term in oak.terms], len(oak.half_terms), len(oak.closures)) == ([name], 1, 1)


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path):
    with pytest.raises(CalendarError, match=r"nowhere.toml: cannot be read: .*; check the path"):
        load_school_calendar(tmp_path / "nowhere.toml")
    path = tmp_path / "oak.json"
    path.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(CalendarError, match=r"oak\.json: is not UTF-8 text; save it as UTF-8"):
        load_school_calendar(path)


def test_a_term_beyond_the_known_years_is_a_matter_of_coverage(tmp_path):
    far = {"name": "Far", "terms": [{"name": "T", "first": "2045-01-09", "last": "2045-02-01"}], "inset_days": []}
    with pytest.raises(CoverageError, match="the calendar 'england' does not cover"):
        load_school_calendar(written(tmp_path, "far.json", json.dumps(far)))

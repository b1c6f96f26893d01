"""Counting days from the shell."""

import pytest

from send_deadlines.calendars import working_day_names

SCHOOL = """
name = "Oak School"
inset_days = [2026-09-02]
[[terms]]
name = "Summer 2026"
first = 2026-04-13
last = 2026-07-17
[[terms]]
name = "Autumn 2026"
first = 2026-09-02
last = 2026-12-18
[[half_terms]]
first = 2026-10-26
last = 2026-10-30
"""


@pytest.fixture(autouse=True)
def oak(put):
    put("oak.toml", SCHOOL)


@pytest.mark.parametrize(
    ("arguments", "first_line"),
    [
        (["2026-01-05", "20 weeks", "--first-day", "not counted"], "Monday 25 May 2026"),
        (["2026-04-03", "15 days", "--first-day", "counted"], "Friday 17 April 2026"),
        (
            ["2026-12-11", "10 working days", "--working-day", "england", "--first-day", "not counted"],
            "Tuesday 29 December 2026",
        ),
        (
            ["2026-10-22", "2 school days", "--school", "oak.toml", "--first-day", "not counted"],
            "Monday 2 November 2026",
        ),
        (["2026-01-31", "1 month", "--first-day", "not counted"], "Saturday 28 February 2026"),
    ],
)
def test_add(arguments, first_line, run):
    result = run("calendar", "add", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[0] == first_line


def test_add_says_what_is_arguable_and_what_is_provisional(run):
    month = run("calendar", "add", "2027-01-31", "1 month", "--first-day", "counted").stdout
    assert "It is arguable that the last day is Sunday 28 February 2027." in month
    far = ["2030-01-01", "5 working days", "--working-day", "england", "--first-day", "counted"]
    assert "Provisional: the bank holidays of that year have not been announced." in run("calendar", "add", *far).stdout


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ([], "42 days after Monday 5 January 2026, up to and including Monday 16 February 2026"),
        (
            ["--working-day", "england"],
            "30 working days (england) after Monday 5 January 2026, up to and including Monday 16 February 2026",
        ),
    ],
)
def test_days(arguments, text, run):
    assert run("calendar", "days", "2026-01-05", "2026-02-16", *arguments).stdout.replace("\n", " ").strip() == text


def test_days_of_a_school(run):
    text = run("calendar", "days", "2026-10-23", "2026-11-03", "--school", "oak.toml").stdout
    assert text.startswith("2 school days of Oak School after Friday 23 October 2026")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["add", "2026-01-05", "20 weeks"], "Missing option '--first-day'"),
        (["add", "2026-01-05", "0 weeks", "--first-day", "counted"], "a period is required and > 0"),
        (["add", "2026-01-05", "5 working days", "--first-day", "counted"], "name whose with --working-day"),
        (["add", "2026-01-05", "5 school days", "--first-day", "counted"], "give its calendar with --school"),
        (
            ["add", "2026-01-05", "5 working days", "--working-day", "englnd", "--first-day", "counted"],
            "no working-day calendar is called 'englnd'; did you mean 'england'?",
        ),
        (
            ["add", "2026-12-17", "5 school days", "--school", "oak.toml", "--first-day", "counted"],
            "does not cover Saturday 19 December 2026",
        ),
        (["days", "2026-02-16", "2026-01-05"], "2026-01-05 comes before 2026-02-16; swap the two"),
        (
            ["days", "2026-01-05", "2026-02-16", "--working-day", "england", "--school", "oak.toml"],
            "--working-day and --school are both given; keep one of them",
        ),
        (["days", "2026-01-05", "2050-02-16", "--working-day", "england"], "does not cover Wednesday 16 February 2050"),
        (["bank-holidays", "1999"], "YEAR: the bank holidays of 1999 are not known; give a year from 2010 to 2040"),
        (["show", "none.toml"], "none.toml: cannot be read: No such file or directory; check the path"),
        (["check", "bad.toml"], "bad.toml:7: terms[0]: unknown key 'lost'; did you mean 'last'?"),
    ],
)
def test_what_is_wrong(arguments, told, run, put):
    put("bad.toml", SCHOOL.replace("last = 2026-07-17", "lost = 2026-07-17"))
    result = run("calendar", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in " ".join(result.stderr.split())


def test_bank_holidays(run):
    text = run("calendar", "bank-holidays", "2026").stdout
    assert "Monday 28 December 2026  in place of Boxing Day" in text
    assert len(text.splitlines()) == 2 + 8
    assert "not yet announced" in run("calendar", "bank-holidays", "2035").stdout


@pytest.mark.parametrize("year", ["2026", "2032"])
def test_bank_holidays_elsewhere(year, run):
    text = run("calendar", "bank-holidays", year, "--place", "scotland").stdout
    assert f"2 January {year}" in text
    assert "Christmas" not in text


def test_list(run):
    text = run("calendar", "list").stdout
    for name in working_day_names():
        assert f"\n{name}: " in f"\n{text}"


def test_show(run):
    text = run("calendar", "show", "oak.toml").stdout
    assert "Saturday 18 July 2026 to Tuesday 1 September 2026, 46 days; it reopens on Wednesday 2 September" in text
    assert "2025/26: 68" in text
    assert "2026/27: 72" in text


CLEAN = """
name = "Elm School"
terms = { "Autumn 2026" = [2026-09-02, 2026-12-18] }
half_terms = { October = [2026-10-26, 2026-10-30] }
"""
TWO = """school,kind,first,last,name
,term,2026-09-02,2026-12-18,Autumn 2026
,half term,2026-10-26,2026-10-30,
Oak School,closure,2026-11-04,,burst pipe
Elm School,inset,2026-11-02,,
"""
ICS = """BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260902
DTEND;VALUE=DATE:20261219
SUMMARY:Autumn term
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261113
SUMMARY:Sports day
END:VEVENT
END:VCALENDAR
"""


def test_check(run, put):
    result = run("calendar", "check", put("elm.toml", CLEAN))
    assert result.exit_code == 0
    assert result.stdout == "Elm School, Wednesday 2 September 2026 to Friday 18 December 2026: nothing wrong\n"


def test_check_tells_apart_what_looks_wrong_and_what_is(run, put):
    result = run("calendar", "check", "oak.toml")
    assert (result.exit_code, result.stderr) == (0, "")
    head, _, rest = result.stdout.partition("\n\n")
    assert head.endswith("it can be used, and something looks\nwrong")
    assert rest.startswith("Looks wrong\n-----------\n- the term 'Summer 2026' (2026-04-13 to 2026-07-17) has no half-")
    assert run("calendar", "check", "oak.toml", "--strict").exit_code == 1
    assert run("calendar", "check", put("elm.toml", CLEAN), "--strict").exit_code == 0


def test_check_and_show_tell_how_a_file_was_read(run, put):
    for command in ("check", "show"):
        text = run("calendar", command, put("oak.ics", ICS)).stdout
        assert "\nHow it was read\n---------------\n  oak.ics: names no school: the calendar is called 'oak'" in text
        assert "\n  oak.ics:2: 'Autumn term' (2026-09-02 to 2026-12-18): a term\n" in text
        assert "\n  oak.ics:7: 'Sports day' (2026-11-13): left aside: no closure\n" in text


def test_each_thing_wrong_has_its_line(run, put):
    text = TWO.replace("2026-11-04", "04/11/2026").replace("closure", "closed?")
    result = run("calendar", "check", put("two.csv", text))
    assert (result.exit_code, result.stdout) == (2, "")
    first, second = result.stderr.splitlines()
    assert first.startswith("two.csv:4: unknown kind 'closed?'; use one of term, half_term, holiday, inset, closure,")
    assert second == (
        "two.csv:4: '04/11/2026' is written day/month/year, and '2026-09-02' above it year-month-day; "
        "write all days of a file in one way"
    )


def test_provisional_days_are_said_to_be(run, put):
    file = put("elm.toml", "provisional = true" + CLEAN)
    assert "Provisional: the school has not confirmed these days." in run("calendar", "show", file).stdout
    assert "the days are provisional; take the key" in run("calendar", "check", file).stdout


def test_a_file_of_many_schools(run, put):
    put("two.csv", TWO)
    both = run("calendar", "check", "two.csv").stdout
    assert "Oak School, " in both
    assert "Elm School, " in both
    assert "Oak School" not in run("calendar", "show", "two.csv", "--named", "Elm School").stdout
    add = ["calendar", "add", "2026-11-03", "1 school day", "--first-day", "not counted", "--school", "two.csv"]
    assert run(*add, "--named", "Oak School").stdout.startswith("Thursday 5 November 2026")
    assert run(*add, "--named", "Elm School").stdout.startswith("Wednesday 4 November 2026")
    told = run(*add)
    assert (told.exit_code, told.stderr) == (
        2,
        "two.csv: holds 2 calendars (Oak School, Elm School); say which by its name\n",
    )
    told = run("calendar", "show", "two.csv", "--named", "Oak Scool")
    assert (told.exit_code, told.stderr) == (
        2,
        "two.csv: holds no calendar of 'Oak Scool'; did you mean 'Oak School'?\n",
    )
    days = run("calendar", "days", "2026-11-03", "2026-11-05", "--school", "two.csv", "--named", "Oak School")
    assert days.stdout.startswith("1 school day of Oak School")


def test_a_name_needs_a_file(run):
    result = run("calendar", "days", "2026-11-03", "2026-11-05", "--named", "Oak School")
    assert result.exit_code == 2
    assert "give the file with --school" in result.stderr


def test_cases_use_the_schools_of_a_file_by_name(run, put):
    put("two.csv", TWO)
    asked = [
        {"event": "assessment_request_received", "on": "2026-09-21"},
        {"event": "advice_requested", "on": "2026-10-05", "about": "head", "body_kind": "school"},
    ]
    case = {"id": "A1", "calendars": {"school": "Elm School"}, "events": asked}
    told = run("evaluate", put("a.json", case), "--as-of", "2026-10-06", "--calendar", "two.csv", "--format", "json")
    assert told.exit_code == 0, told.stderr
    assert '"name": "Elm School"' in told.stdout
    doubled = run("evaluate", "a.json", "--as-of", "2026-10-06", "--calendar", "two.csv", "--calendar", "two.csv")
    assert doubled.exit_code == 2
    assert "two.csv: a second calendar has the name 'Oak School'; leave one out, or correct its name" in doubled.stderr

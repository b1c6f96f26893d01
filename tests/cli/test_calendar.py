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
            "give --working-day or --school, not both",
        ),
        (["days", "2026-01-05", "2050-02-16", "--working-day", "england"], "does not cover Wednesday 16 February 2050"),
        (["bank-holidays", "1999"], "YEAR: the bank holidays of 1999 are not known; give a year from 2010 to 2040"),
        (["show", "none.toml"], "none.toml: cannot be read: No such file or directory; check the path"),
        (["check", "bad.toml"], "bad.toml: terms[0]: unknown key 'lost'; did you mean 'last'?"),
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
    assert (
        "Saturday 18 July 2026 to Tuesday 1 September 2026, 46 days; it reopens on Wednesday 2 September 2026" in text
    )
    assert "2025/26: 68" in text
    assert "2026/27: 72" in text


def test_check(run):
    result = run("calendar", "check", "oak.toml")
    assert result.exit_code == 0
    expected = "Oak School, Monday 13 April 2026 to Friday 18 December 2026: nothing wrong"
    assert result.stdout.strip() == expected

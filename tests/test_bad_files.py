"""What is told of calendars, of the arguments of functions, and of commands: each message whole, as it is read.

What can be wrong with each way of writing a school's calendar stands in ``tests/calendars``, and with a rule file in
``tests/law/broken``; here is the rest. ``...`` stands for anything.
"""

import builtins
import doctest
import json
import re
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import send_deadlines
from send_deadlines import (
    Case,
    CaseError,
    CoverageError,
    Event,
    NotThereError,
    SchoolCalendar,
    SendDeadlinesError,
    evaluate,
    evaluate_all,
    load_school_calendar,
    load_school_calendars,
)
from send_deadlines.calendars import (
    PLAIN,
    AnnualWindow,
    Counting,
    SchoolDays,
    Weeks,
    count_forward,
    parse_period,
    parse_window,
    working_day_calendar,
)
from send_deadlines.calendars.bank_holidays import check_expected, read_bank_holidays
from send_deadlines.calendars.school_files import _path_in
from send_deadlines.cli import inputs
from send_deadlines.cli.program import program
from send_deadlines.errors import Problem

NEEDED = 'a period is required and > 0; write a whole number and a unit, such as "20 weeks"'
MON: Any = date(2026, 1, 5)


def wrong(value: object) -> Any:
    """A value that the types do not allow, as a caller without a checker may give it."""
    return value


def agrees(shown: str, got: str) -> bool:
    return doctest.OutputChecker().check_output(shown + "\n", got + "\n", doctest.ELLIPSIS)


def holidays(line: str, **sources: str) -> Any:
    covers = {"covers": {"england": [2026, 2026]}, "sources": sources}
    return read_bank_holidays({**covers, "2026": {"england": [line]}})


def school(**more: Any) -> SchoolCalendar:
    return SchoolCalendar.from_dict({"name": "Oak", "terms": {"Autumn 2026": ["2026-09-02", "2026-12-18"]}, **more})


SUM = "school_days_suspended_in_term"


def pupil(**more: Any) -> Any:
    case = Case(
        "P1", [Event("pupil_suspended", on="2026-09-07", about="one", first="2026-09-08", last="2026-09-09")], **more
    )
    return evaluate(case, "2026-10-05")


FUNCTIONS: list[tuple[Callable[[], object], str]] = [
    # days and periods
    (
        lambda: working_day_calendar("england").is_working_day(datetime(2026, 1, 5)),
        "datetime.datetime(2026, 1, 5, 0, 0) is a datetime: a day is a plain date; use .date(), in the time zone "
        "of the event "
        "(Europe/London)",
    ),
    (
        lambda: working_day_calendar("england").is_working_day(wrong("2026-01-05")),
        "'2026-01-05' is a str, and a day is a datetime.date; give one, such as date(2026, 1, 5)",
    ),
    (
        lambda: working_day_calendar("england").add(MON, 0),
        "0 days: a period is required; give a whole number of days, above or below nought",
    ),
    (lambda: working_day_calendar("englnd"), "no working-day calendar is called 'englnd'; did you mean 'england'?"),
    (
        lambda: working_day_calendar("england").is_working_day(date(1990, 1, 2)),
        "the calendar 'england' does not cover Tuesday 2 January 1990: it runs from 2010-01-01 to ...; ...",
    ),
    (lambda: parse_period("soon"), f"'soon': {NEEDED}"),
    (lambda: parse_period(wrong(3)), f"3: {NEEDED}"),
    (lambda: parse_period("0 weeks"), f"'0 weeks': {NEEDED}"),
    (lambda: parse_period("6 fortnights"), "'6 fortnights': unknown unit 'fortnights'; ..."),
    (lambda: Weeks(0), f"Weeks(0): {NEEDED}"),
    (
        lambda: count_forward(MON.toordinal(), wrong("20 weeks"), first_day_counted=True, counting=PLAIN),
        "'20 weeks' is not a period; use parse_period or one of its types, such as Weeks(20)",
    ),
    (
        lambda: count_forward(MON.toordinal(), SchoolDays(5), first_day_counted=True, counting=PLAIN),
        "5 school days cannot be counted: a school day is a day on which that school meets; give the school's "
        "calendar "
        "(a SchoolCalendar with its terms and INSET days)",
    ),
    (
        lambda: count_forward(MON, Weeks(1), first_day_counted=True, counting=PLAIN),
        "datetime.date(2026, 1, 5) is not a day number; use date.toordinal()",
    ),
    (
        lambda: count_forward(-1, Weeks(1), first_day_counted=True, counting=PLAIN),
        "the calendar 'every day' does not cover a day beyond the years a date can have: it runs from 0001-01-01 to "
        "9999-12-31; check the date and the length of the period",
    ),
    (
        lambda: Counting("x", last_day=wrong("moves")),
        "counting 'x': unknown last_day 'moves'; known: ...",
    ),
    (
        lambda: Counting("x", left_out=(parse_window("1 January to 31 December"),)),
        "counting 'x': its windows cover the whole year; leave a day to count",
    ),
    (lambda: AnnualWindow((2, 30), (3, 1)), "no year has a day 30 of month 2; write (month, day), such as (8, 31)"),
    (
        lambda: parse_window("August"),
        "cannot read 'August' as a stretch of the year; write it as \"1 August to 31 August\"",
    ),
    (
        lambda: parse_window("1 Agust to 31 August"),
        "'1 Agust to 31 August': unknown month 'Agust'; did you mean 'August'?",
    ),
    # bank holidays
    (
        lambda: read_bank_holidays({"covers": {"england": [2026, 2026]}, "sources": {}}),
        "bank holidays: england has no days for 2026; add them or correct 'covers'",
    ),
    (
        lambda: holidays("2026-01-32 Thu: New Year's Day (proclaimed)"),
        "bank holidays: cannot read "
        "\"2026-01-32 Thu: New Year's Day (proclaimed)\"; write '2026-01-01 Thu: name (basis)'",
    ),
    (
        lambda: holidays("2026-01-01 Fri: New Year's Day (proclaimed)"),
        "bank holidays: \"2026-01-01 Fri: New Year's Day "
        "(proclaimed)\" stands under 2026 and 2026-01-01 is a Thu; write '2026-01-01 Thu: name (basis)' with a "
        "basis of ...",
    ),
    (
        lambda: holidays("2026-01-01 Thu: New Year's Day (proclaimed)", **{"2026-05-04": "a notice"}),
        "bank holidays: a source is given for 2026-05-04, which is no day in the list; take it out",
    ),
    (
        lambda: check_expected(working_days(2029, without=date(2029, 12, 25)), "england", 2029, 2029),
        "the installed 'holidays' package lacks Christmas Day 2029-12-25 for england; install another version of it",
    ),
    # a school's calendar
    (lambda: SchoolCalendar.from_dict({"terms": {}}), "the key 'name' is missing; add it, such as \"Oak Primary\""),
    (
        lambda: SchoolCalendar.from_dict({"name": "Oak"}),
        "the key 'terms' is missing; add it, with the first and last day of each term",
    ),
    (lambda: SchoolCalendar(" ", []), "a school calendar is called ' '; give it the school's name"),
    (lambda: school(provisional="yes"), "provisional: expected true or false, found 'yes'; give one of the two"),
    (lambda: school(inset="2026-09-02"), "unknown key 'inset'; did you mean 'inset_days'?"),
    (
        lambda: school(half_terms=[{"first": "2026-10-26"}]),
        "half_terms[0]: the key 'last' is missing; add it, such as 2026-12-18",
    ),
    (
        lambda: school(half_terms=["2026-10-26"]),
        "half_terms[0]: expected a table of keys, found '2026-10-26'; it needs first, last",
    ),
    (
        lambda: school(terms={"Autumn": "2026-09-02"}),
        'terms.Autumn: expected the first and the last day, found \'2026-09-02\'; write ["2026-09-02", "2026-12-18"]',
    ),
    (lambda: school(base=3), "base: expected words, found 3; write them in quotes"),
    (lambda: school().closed_spells(0), "Oak: a closure lasts at least 1 day, not 0; give a number from 1 up"),
    # a case and its parts
    (
        lambda: Event("", on=MON),
        '\'\' is not the name of an event; give its name as text, such as Event("final_plan_sent", on="2026-01-05")',
    ),
    (
        lambda: Event("plan_refused", on=datetime(2026, 1, 5)),
        "plan_refused, on: datetime.datetime(2026, 1, 5, 0, 0) is a "
        "date and time, not a day; give the day alone, by .date()",
    ),
    (
        lambda: Event("plan_refused", on=MON, at=time(9, tzinfo=UTC)),
        "plan_refused, at: datetime.time(9, 0, "
        "tzinfo=datetime.timezone.utc) has a time zone; give the time on the clock in England, without a zone",
    ),
    (
        lambda: Event("plan_refused", on=MON, about=""),
        "plan_refused: `about` is '', which names nothing; give a short name as text, or leave it out",
    ),
    (lambda: Case(""), "a case has the id ''; give the council's own reference as text, such as \"EHC-1042\""),
    (
        lambda: Case("A1", wrong(["x"])),
        "case A1, event 1: it is text, not an Event; make it with Event(...), or read the whole "
        "case with Case.from_dict",
    ),
    (
        lambda: evaluate(wrong({"id": "A1"}), "2026-01-05"),
        "a dict was given to evaluate, not a Case; "
        'make one with Case("EHC-1042", [Event(...)]), or read one with Case.from_dict',
    ),
    (
        lambda: evaluate_all([Case("A1"), Case("A1")], MON),
        "case A1: another case given has this id, and which is meant cannot be known; give each its own",
    ),
    # what is asked for by name
    (
        lambda: evaluate(Case("A1"), MON)["ehc_assessment.final_pln"],
        "no deadline of 'ehc_assessment.final_pln': no rule has that name; did you mean 'ehc_assessment.final_plan'?",
    ),
    (
        lambda: evaluate(Case("A1"), MON)["ehc_assessment.final_plan"],
        "no deadline of 'ehc_assessment.final_plan': nothing in "
        "this case has started it by 2026-01-05; ask first with `in`, or use all(), which may be empty",
    ),
    (lambda: evaluate_all([Case("A1")], MON)["a1"], "no case 'a1' in this caseload; did you mean 'A1'?"),
    (
        lambda: pupil(calendars={"school": school()}).if_added("school_days_in_term", 1),
        f"this case has no running total 'school_days_in_term'; did you mean '{SUM}'?",
    ),
    (
        lambda: pupil(calendars={"school": school()}).if_added(SUM, 0),
        "amount: 0 adds nothing to a total; give a number above nought, such as 3 or 0.5",
    ),
    (
        lambda: pupil(calendars={"school": school()}).if_added(SUM, float("nan")),
        "amount: nan adds nothing to a total; give a number above nought, such as 3 or 0.5",
    ),
    (
        lambda: pupil().if_added(SUM, 1),
        f"{SUM}: the total so far is not known (the school days of suspension in one term); "
        "the school's calendar would settle it",
    ),
]


def working_days(year: int, without: date) -> Any:
    """The expected bank holidays of a year but one."""
    from send_deadlines.calendars.bank_holidays import expected_bank_holidays

    found = list(expected_bank_holidays("england", year, year))
    spare = found[0]._replace(day=date(year, 6, 6)) if hasattr(found[0], "_replace") else found[0]
    return [each for each in found if each.day != without] + [spare]


@pytest.mark.parametrize(("call", "said"), FUNCTIONS, ids=[said[:60] for _, said in FUNCTIONS])
def test_of_functions(call, said):
    with pytest.raises(SendDeadlinesError) as caught:
        call()
    assert agrees(said, str(caught.value)), str(caught.value)


# Files of calendars.

OAK = 'name = "Oak"\n[terms]\n"Autumn 2026" = [2026-09-02, 2026-12-18]\n'
ICS = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{}END:VCALENDAR\n"
ENTRY = "BEGIN:VEVENT\nUID:1\nSUMMARY:{}\nDTSTART;VALUE=DATE:{}\nDTEND;VALUE=DATE:{}\nEND:VEVENT\n"

FILES = [
    ("none.toml", None, "none.toml: cannot be read: No such file or directory; check the path"),
    ("oak.txt", OAK, "oak.txt: cannot tell what kind of file '.txt' is; name it .toml, .json, .csv or .ics"),
    ("oak.toml", "name = Oak", "oak.toml: is not TOML: Invalid value (at line 1, column 8); correct it there"),
    ("oak.toml", b"name = '\xff'", "oak.toml: is not UTF-8 text; save it as UTF-8"),
    (
        "oak.toml",
        "a = " + "[" * 2000 + "]" * 2000,
        "oak.toml: is nested too deeply, or has a number too long, to be a calendar; write it again",
    ),
    ("oak.json", "{", "oak.json: is not JSON: ...; correct it there"),
    (
        "oak.json",
        "[" * 100_000,
        "oak.json: is nested too deeply, or has a number too long, to be a calendar; write it again",
    ),
    ("oak.json", '{"name": "Oak", "name": "Ash"}', "oak.json: the key 'name' is there twice; join the two"),
    (
        "oak.toml",
        OAK.replace("2026-09-02", '"2026-09-31"'),
        "oak.toml:3: terms.Autumn 2026[0]: there is no day 2026-09-31; correct it",
    ),
    (
        "oak.toml",
        OAK + "[schools]\nOak = {}\n",
        "oak.toml:5: schools.Oak: has the name of the calendar it stands on; give it another",
    ),
    (
        "oak.toml",
        "schools = 3\n" + OAK,
        "oak.toml:1: schools: expected a table for each school, found 3; put its own days under its name",
    ),
    (
        "oak.toml",
        'council = 3\nname = "Oak"',
        "oak.toml:1: council: expected the path of a file, found 3; write it in quotes",
    ),
    (
        "oak.toml",
        'council = "none.toml"',
        "oak.toml:1: council: ...none.toml: cannot be read: No such file or directory; check the path",
    ),
    (
        "oak.toml",
        'council = "oak.toml"',
        "oak.toml:1: council: 'oak.toml' stands on this very file; leave the council out of one of them",
    ),
    (
        "oak.toml",
        'council = "council.toml"\n[terms]\n',
        "oak.toml: the key 'name' is missing; add it, such as \"Oak Primary\"",
    ),
    (
        "oak.toml",
        'council = "council.toml"\nname = 3',
        "oak.toml:2: name: expected words, found 3; write them in quotes",
    ),
    (
        "oak.toml",
        'council = "council.toml"\ninset_days = []\n[schools]\nAsh = {}\n',
        "oak.toml: the key 'name' is missing; add it, or move the days under the schools they are for",
    ),
    ("oak.csv", "", "oak.csv: is empty; it needs a row of column names: school, kind, first, last, name"),
    ("oak.csv", "kind,first,last,name\n", "oak.csv: has column names and no rows; add a row for each term"),
    (
        "oak.csv",
        "kind,frist\nterm,2026-09-02\n",
        "oak.csv:1: unknown column 'frist'; did you mean 'first'? the columns are "
        "school, kind, first, last, name\noak.csv:1: no column 'first'; add it: the columns are school, kind, "
        "first, last, name",
    ),
    (
        "oak.csv",
        "kind,first,last,name\nterm,,2026-12-18,Autumn\n",
        "oak.csv:2: no first day; add it, such as 2026-09-02",
    ),
    (
        "oak.csv",
        "kind,first,last,name\nterm,2026-09-02,,Autumn\n",
        "oak.csv:2: the term has no last day; add it, such as 2026-12-18",
    ),
    (
        "oak.csv",
        "kind,first,last,name\nterm,2nd Sept,2026-12-18,Autumn\n",
        "oak.csv:2: '2nd Sept' is no day; write it 2026-09-02, 02/09/2026 or 2 September 2026",
    ),
    (
        "oak.csv",
        "kind,first,last,name\nterm,Monday 2 September 2026,2026-12-18,Autumn\n",
        "oak.csv:2: 'Monday 2 September 2026' is a Wednesday; correct the day, or its name...",
    ),
    (
        "oak.csv",
        'kind,first\n"term,2026-09-02\n',
        "oak.csv:2: cannot be read as a table: ...; check its quotation marks",
    ),
    ("oak.ics", "BEGIN:VCALENDAR\nEND:VEVENT\nEND:VEVENT\n", "oak.ics: is not an iCalendar file: ...; export it again"),
    ("oak.ics", ICS.format(""), "oak.ics: has no entry that tells of a term or a closure; give another file"),
    (
        "oak.ics",
        ICS.format(ENTRY.format("Term\n BEGIN:VEVENT", "20260902", "20261218")),
        "oak.ics: 2 entries begin and 1 end; export it again",
    ),
    (
        "oak.ics",
        ICS.format(re.sub("DT.*\n", "", ENTRY)),
        "oak.ics:4: ... has no first day (DTSTART); add it, such as DTSTART;VALUE=DATE:20260902",
    ),
    (
        "oak.ics",
        ICS.format(ENTRY.format("Term ends", "20261218", "20261219")),
        "oak.ics:4: ..., and nothing says when it started; add an event 'Term starts' on its first day",
    ),
    (
        "oak.ics",
        ICS.format(ENTRY.format("Term starts", "20260902", "20260903")),
        "oak.ics:4: ..., and nothing says when it ends; add an event 'Term ends' on its last day",
    ),
    (
        "oak.ics",
        ICS.format(
            ENTRY.format("Term starts", "20260902", "20260903")
            + ENTRY.replace("1", "2").format("Term ends", "20270630", "20270701")
        ),
        "oak.ics:4: from 2026-09-02 to 2027-06-30 (oak.ics:10) are 302 days without a holiday, too long for a term; "
        "add the holiday that is missing",
    ),
]


@pytest.mark.parametrize(("name", "content", "said"), FILES, ids=[said[:60] for _, _, said in FILES])
def test_of_calendar_files(name, content, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("council.toml").write_text(OAK.replace("Oak", "The council"), encoding="utf-8")
    if content is not None:
        Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(SendDeadlinesError) as caught:
        load_school_calendars(name)
    assert agrees(said, str(caught.value)), str(caught.value)


def test_of_the_school_asked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("oak.toml").write_text(OAK + "[schools]\nAsh = {}\nElm = {}\n", encoding="utf-8")
    with pytest.raises(SendDeadlinesError, match=r"^oak.toml: holds no calendar of 'Ahs'; did you mean 'Ash'\?$"):
        load_school_calendar("oak.toml", "Ahs")
    with pytest.raises(
        SendDeadlinesError, match=r"^oak.toml: holds 3 calendars \(Oak, Ash, Elm\); say which by its name$"
    ):
        load_school_calendar("oak.toml")


def tables() -> object:
    from send_deadlines import frames

    return frames.deadlines(wrong({"case": []}), "2026-01-05")


@pytest.mark.parametrize(
    ("module", "call", "said"),
    [
        ("icalendar", lambda: load_school_calendars("oak.ics"), "oak.ics: is an iCalendar file; install what "
                                                                "reads it: "
         'pip install "send-deadlines[ics]"'),
        ("narwhals", tables, "a table of pandas, polars or pyarrow was given; install what reads it: "
         'pip install "send-deadlines[frames]"'),
    ],
)  # fmt: skip
def test_of_what_is_not_installed(module, call, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("oak.ics").write_text(ICS.format(""), encoding="utf-8")
    there = builtins.__import__

    def missing(name, *more, **others):
        if name.partition(".")[0] == module:
            raise ModuleNotFoundError(f"No module named '{name}'")
        return there(name, *more, **others)

    for name in [each for each in sys.modules if each.partition(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(SendDeadlinesError) as caught:
        call()
    assert str(caught.value) == said


# Commands.

CASE = {"id": "A1", "events": [{"event": "assessment_request_received", "on": "2026-01-05"}]}
AS_OF = "--as-of 2026-02-01"

COMMANDS = [
    (
        "evaluate none.json " + AS_OF,
        "none.json: it cannot be read (No such file or directory); give the path of a file that can be",
    ),
    ("evaluate empty.json " + AS_OF, 'empty.json: it is empty; write a case in it: {"id": "EHC-1042", "events": []}'),
    ("evaluate list.json " + AS_OF, "list.json: the list has no cases in it; put at least one case in it"),
    ("evaluate cut.json " + AS_OF, "cut.json:1: it is not JSON: a value is expected at column 8; correct it there"),
    (
        "evaluate two.json " + AS_OF,
        "two.json:2: it is not JSON: there is more after the end of the value at column 1; "
        "write several cases as a list, or one a line in a file ending in .jsonl",
    ),
    ("evaluate latin.json " + AS_OF, "latin.json: it is not UTF-8 text: byte 9 is 0xe9; save it as UTF-8"),
    ("evaluate list.jsonl " + AS_OF, "list.jsonl:1: it is a list; in JSON Lines each line is one case"),
    (
        "evaluate twins.json " + AS_OF,
        "twins.json:1: case A1: the case at twins.json:1 has this id too, and which of the two is "
        "meant cannot be known; give each its own id, or leave one out",
    ),
    (
        "evaluate a.json " + AS_OF + " --reading sense",
        "--reading: 'sense' does not say which reading of what; write it as DISPUTE=READING",
    ),
    (
        "evaluate a.json " + AS_OF + " --reading when_reviewed=meeting --reading when_reviewed=decision",
        "--reading: 'when_reviewed' is read in two ways, 'meeting' and 'decision'; choose one",
    ),
    (
        "evaluate a.json " + AS_OF + " --reading when_revewed=meeting",
        "--reading: unknown dispute 'when_revewed'; did you mean 'when_reviewed'?",
    ),
    (
        "evaluate a.json " + AS_OF + " --law none.toml",
        "none.toml: the file cannot be read (No such file or directory); give the path of a rule file",
    ),
    (
        "evaluate a.json " + AS_OF + " --calendar oak.toml --calendar same.toml",
        "same.toml: a second calendar has the name 'Oak'; leave one out, or correct its name",
    ),
    (
        "evaluate a.json " + AS_OF + " --output nowhere/a.txt",
        "nowhere/a.txt: it cannot be written (No such file or directory); give the path of a file that can be",
    ),
    (
        "explain a.json ehc_assessment.final_pln " + AS_OF,
        "RULE: no rule is called 'ehc_assessment.final_pln'; did you mean 'ehc_assessment.final_plan'?",
    ),
    ("explain a.json ehc_assessment.final_plan --case A2 " + AS_OF, "a.json: it holds no case 'A2'; known: A1"),
    (
        "explain many.json ehc_assessment.final_plan " + AS_OF,
        "many.json: it holds several cases; say which with --case ID",
    ),
    (
        "explain a.json ehc_assessment.final_plan --about x " + AS_OF,
        "--about: no deadline of ehc_assessment.final_plan is about 'x'; leave --about out",
    ),
    (
        "diff a.json --from 2026-02-01",
        "--to: one file is compared as at two days, and this one is not given; add --to DAY, such as 2026-03-01",
    ),
    (
        "diff a.json a.json",
        "--as-of: two files are compared as at one day, and none is given; add --as-of DAY, such as 2026-03-01",
    ),
    ("rules --process ehc_assesment", "--process: unknown process 'ehc_assesment'; did you mean 'ehc_assessment'?"),
    ("check none.toml", "none.toml: the file cannot be read (No such file or directory); give the path of a rule file"),
    ("check bad.toml", "bad.toml:1: this is not TOML: ...; mend this line, or the one before it"),
    ("calendar days 2026-01-05 2026-01-02", "TO: 2026-01-02 comes before 2026-01-05; swap the two"),
    (
        "calendar days 2026-01-05 2026-02-02 --working-day englnd",
        "--working-day: no working-day calendar is called 'englnd'; did you mean 'england'?",
    ),
    (
        "calendar days 2026-01-05 2126-02-02 --working-day england",
        "FROM to TO: the calendar 'england' does not cover ...; ...",
    ),
    ("calendar add 2026-01-05 soon --first-day counted", f"PERIOD from DATE: 'soon': {NEEDED}"),
    (
        "calendar add 2026-01-05 '3 working days' --first-day counted",
        "--working-day: what a working day is depends on the law "
        "it is for; name whose with --working-day; `send-deadlines calendar list` shows them",
    ),
    (
        "calendar add 2026-01-05 '3 school days' --first-day counted",
        "--school: a school day is a day on which one particular school meets; give its calendar with --school",
    ),
    ("calendar bank-holidays 1800", "YEAR: the bank holidays of 1800 are not known; give a year from 2010 to ..."),
    (
        "check wrong.toml",
        "rule 'zoo.plan', example 'the day': it should be due 2026-05-26, but is due 2026-05-25 (running); "
        "work it again by hand; if the example is right, the rule is wrong\n"
        "rule 'zoo.plan', example 'the earliest': it should be due 2026-05-26 at the earliest, but is 2026-05-25; "
        "work it again by hand; if the example is right, the rule is wrong\n"
        "rule 'zoo.plan', example 'the state': it should be overdue on 2026-02-01, but is running; "
        "work it again by hand; if the example is right, the rule is wrong",
    ),
    (
        "plan assessment_to_plan --from 2026-01-05 --law wrong.toml --fact pets=many",
        "--fact: 'pets' is 'many', which is not a number; write pets=3",
    ),
    (
        "school-report a.json --all-schools --output-dir a.json/reports " + AS_OF,
        "a.json/reports: the folder cannot be made (Not a directory); give the path of a folder that can be written to",
    ),
    (
        "evaluate a.json " + AS_OF + " --format ics --update two.ics",
        "...the earlier calendar has more in it than one calendar; "
        "give the file as send-deadlines wrote it, or leave it out and make a new one",
    ),
    # what click tells stands under the usage of the command
    ("evaluat", "...Error: No such command 'evaluat'..."),
    ("evaluate", "...Error: Missing argument 'CASES'."),
    (
        "evaluate a.json",
        "...Error: Missing option '--as-of'. Say as at which day, such as 2026-03-01. There is no default day, ever.",
    ),
    (
        "evaluate a.json --as-of tomorrow",
        "...Error: Invalid value for '--as-of': 'tomorrow' is not a day; "
        "write it as year-month-day, such as 2026-01-05",
    ),
    ("evaluate a.json --as_of 2026-02-01", "...Error: No such option...--as_of...--as-of..."),
    (
        "evaluate a.json " + AS_OF + " --format xls",
        "...Error: Invalid value for '--format': 'xls' is not one of 'text', 'json', ...",
    ),
    (
        "totals a.json " + AS_OF + " --add none",
        "...Error: Invalid value for '--add': 'none' adds nothing to a total; give a number above nought, such as 3",
    ),
    (
        "totals a.json " + AS_OF + " --add=-1",
        "...Error: Invalid value for '--add': '-1' adds nothing to a total; give a number above nought, such as 3",
    ),
    ("calendar bank-holidays next", "...Error: Invalid value for 'YEAR': 'next' is not a valid integer."),
    (
        "calendar days 2026-01-05 2026-02-02 --school oak.toml --working-day england",
        "...Error: --working-day and --school are both given; keep one of them",
    ),
    (
        "calendar days 2026-01-05 2026-02-02 --named Oak",
        "...Error: --named says which school of a file; give the file with --school",
    ),
]


WRONG = """
[[process]]
id = "zoo"
title = "a zoo"

[[fact]]
id = "pets"
type = "number"
meaning = "how many pets"

[[rule]]
id = "zoo.plan"
kind = "limit"
who = "local_authority"
must = "send the plan"
instrument = "send_regulations_2014"
provision = "reg 13(2)"
url = "https://www.legislation.gov.uk/uksi/2014/1530/regulation/13"
in_force = { since = 2014-09-01 }
confidence = "text"
checked = 2026-01-31
starts = ["assessment_request_received"]
again = "supersedes"
within = "20 weeks"
first_day = "not counted"
done_by = ["final_plan_sent"]
example = [
    { why = "the day", given = { assessment_request_received = 2026-01-05 }, due = 2026-05-26 },
    { why = "the earliest", given = { assessment_request_received = 2026-01-05 }, due_from = 2026-05-26 },
    { why = "the state", given = { assessment_request_received = 2026-01-05 }, as_of = 2026-02-01, state = "overdue" },
]
"""
"""A rule whose examples are wrong by a day: Monday 5 January and 140 days make Monday 25 May."""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a file for everything that can be wrong with one."""
    monkeypatch.chdir(tmp_path)
    for name, content in {
        "a.json": json.dumps(CASE),
        "bad.toml": "= 3",
        "cut.json": '{"id": ',
        "empty.json": "",
        "list.json": "[]",
        "list.jsonl": "[]",
        "many.json": json.dumps([CASE, {**CASE, "id": "A2"}]),
        "oak.toml": OAK,
        "same.toml": OAK,
        "twins.json": json.dumps([CASE, CASE]),
        "two.ics": ICS.format("") * 2,
        "two.json": "{}\n{}",
        "wrong.toml": WRONG,
    }.items():
        Path(name).write_text(content, encoding="utf-8")
    Path("latin.json").write_bytes(b'{"id": "\xe9"}')


@pytest.mark.parametrize(("command", "said"), COMMANDS, ids=[command for command, _ in COMMANDS])
def test_of_commands(command, said, folder):
    import shlex

    result = CliRunner().invoke(program, shlex.split(command))
    assert result.exit_code == 2
    assert agrees(said, result.output.rstrip("\n")), result.output


def test_of_an_earlier_calendar_that_is_torn(folder):
    pytest.importorskip("icalendar")
    command = ["evaluate", "a.json", *AS_OF.split(), "--format", "ics", "--output", "due.ics"]
    assert CliRunner().invoke(program, command).exit_code == 0
    whole = Path("due.ics").read_bytes()
    Path("due.ics").write_bytes(re.sub(rb"DTSTAMP[^\n]*\n", b"", whole, count=1))
    result = CliRunner().invoke(program, [*command, "--update", "due.ics"])
    assert result.exit_code == 2
    assert agrees(
        "due.ics: the earlier calendar is damaged: ... has no DTSTAMP, or more than one; "
        "give the file as send-deadlines wrote it, or leave it out and make a new one",
        result.output.rstrip("\n"),
    ), result.output


def test_a_fault_of_this_program_is_told_and_hides_no_other_case(folder, monkeypatch):
    def broken(case, *more, **others):
        if case.id == "A1":
            raise ZeroDivisionError("oh")
        return evaluate(case, *more, **others)

    monkeypatch.setattr(inputs, "evaluate", broken)
    result = CliRunner().invoke(program, ["evaluate", "many.json", *AS_OF.split()])
    assert (result.exit_code, result.output) == (
        2,
        "many.json:1: case A1: it could not be evaluated, through a fault of this program (ZeroDivisionError: oh); "
        "please report it with the case\n",
    )


def test_of_tables_that_cannot_be_written(tmp_path, monkeypatch):
    pandas, narwhals = pytest.importorskip("pandas"), pytest.importorskip("narwhals")
    from send_deadlines import frames

    table = pandas.DataFrame({"case": ["A1"]})
    with pytest.raises(SendDeadlinesError) as caught:
        frames.write(table.set_index("case", drop=False), tmp_path / "a.csv")
    assert agrees("the index cannot be written as columns (...); rename it", str(caught.value))

    def missing(*given: object) -> None:
        raise ImportError("no pyarrow")

    monkeypatch.setattr(narwhals.DataFrame, "write_parquet", missing)
    with pytest.raises(SendDeadlinesError) as caught:
        frames.write(table, tmp_path / "a.parquet")
    assert agrees("...a.parquet: no pyarrow; pip install pyarrow", str(caught.value))


# Errors as things to handle.


@pytest.mark.parametrize(
    "error",
    [
        CaseError([Problem("case A1", "it has no day", "add one")]),
        CoverageError("england", MON, date(2010, 1, 1), date(2027, 12, 31), "add the years"),
        CoverageError("every day", None, date.min, date.max, "check the date"),
        NotThereError("no case 'A1'; none is known"),
    ],
)
def test_an_error_comes_back_whole_from_another_process(error):
    import copy
    import pickle

    error.add_note("seen on the way")
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert (type(again), str(again), again.__notes__) == (type(error), str(error), ["seen on the way"])
        for name in ("problems", "calendar", "day", "first", "last", "remedy"):
            assert getattr(again, name, None) == getattr(error, name, None)


def test_each_can_be_caught_as_what_it_is_in_python():
    assert issubclass(CaseError, ValueError)
    assert issubclass(CoverageError, LookupError)
    assert issubclass(NotThereError, KeyError)
    assert str(NotThereError("no case")) == "no case"


KEYS = st.text("ab .[]:'", min_size=1, max_size=4)
CONTENT = st.recursive(
    st.integers(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)
)


@given(st.dictionaries(KEYS, CONTENT, max_size=3), st.text("ab .[]:'01", max_size=20))
def test_the_keys_of_a_complaint_are_those_of_its_file(content, told):
    """Whatever a calendar file and its names hold, a line is looked for only where there is something."""
    for key in _path_in(content, told):
        content = content[key]


def test_no_message_follows_the_language_settings_of_the_machine():
    """Python's own names of days and months would, and so would the fingerprint of what is named with them."""
    source = Path(send_deadlines.__file__).parent
    named = re.compile(r":%[^}\"']*[aAbB]|strftime\(")
    assert named.search('f"{day:%A}"')
    assert [path.name for path in source.rglob("*.py") if named.search(path.read_text(encoding="utf-8"))] == []

"""What the commands have in common: options, the reading of files they name, and how problems are told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NoReturn, TypeVar

import click

from send_deadlines.calendars import SchoolCalendar, load_school_calendar, load_school_calendars
from send_deadlines.case import Case, as_day
from send_deadlines.engine.evaluate import evaluate
from send_deadlines.engine.intake import check_case
from send_deadlines.errors import CaseError, LawError, Problem, SendDeadlinesError, did_you_mean
from send_deadlines.evaluation import Evaluation
from send_deadlines.law.library import Law, load_law
from send_deadlines.report.words import plain
from send_deadlines.sources import CaseFile, Entry, read_cases

__all__ = [
    "DAY",
    "WRONG_INPUT",
    "Day",
    "Setup",
    "as_of_option",
    "complain",
    "located",
    "one_case",
    "open_cases",
    "read_law",
    "read_readings",
    "refuse",
    "school_calendar",
    "school_calendars",
    "setup_options",
]

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")

WRONG_INPUT = 2


class Day(click.ParamType):  # type: ignore[type-arg]  # generic only from click 8.2 on
    """A day written 2026-03-01."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day; anything else is a usage error."""
        try:
            return as_day(value)
        except CaseError as error:
            self.fail("; ".join(filter(None, (error.problems[0].what, error.problems[0].mend))), param, ctx)

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None = None) -> str | None:
        """Why a day is always asked for."""
        return "Say as at which day, such as 2026-03-01. There is no default day, ever."


DAY = Day()

as_of_option = click.option(
    "--as-of", type=DAY, required=True, metavar="DAY", help="As at which day, such as 2026-03-01. Always needed."
)


def setup_options(command: F) -> F:
    """The options that say what a case is measured against."""
    for option in (
        click.option(
            "--reading",
            "readings",
            metavar="DISPUTE=READING",
            multiple=True,
            help="How disputed words are read; without it, cautiously. Can be given again.",
        ),
        click.option(
            "--law", "law_files", metavar="FILE", multiple=True, help="A further rule file (TOML). Can be given again."
        ),
        click.option(
            "--calendar",
            "calendar_files",
            metavar="FILE",
            multiple=True,
            help="The calendar of a school, or of many (TOML, JSON, CSV or iCalendar), used by the cases that name it. "
            "Can be given again.",
        ),
    ):
        command = option(command)
    return command


class Setup:
    """The law, the calendars and the readings that cases are evaluated with, and all that is wrong with them."""

    def __init__(
        self, as_of: date, law_files: Sequence[str], calendar_files: Sequence[str], readings: Sequence[str]
    ) -> None:
        self.as_of = as_of
        self.problems: list[Problem] = []
        self.law: Law | None = None
        self.calendars: dict[str, SchoolCalendar] = {}
        self.readings: dict[str, str] = {}
        for file in calendar_files:
            self._calendar(file)
        self.law, problems = read_law(law_files)
        self.problems += problems
        self._readings(readings)

    def _calendar(self, file: str) -> None:
        found, problems = school_calendars(file)
        self.problems += problems
        for name, calendar in found.items():
            if name in self.calendars:
                what = f"a second calendar has the name '{name}'"
                self.problems.append(Problem(file, what, "leave one out, or correct its name"))
            self.calendars[name] = calendar

    def _readings(self, readings: Sequence[str]) -> None:
        self.readings, problems = read_readings(readings)
        self.problems += problems
        if self.law is not None:
            try:  # on a case without events, so that a wrong reading is told once and not with every case
                evaluate(Case(id="none"), self.as_of, law=self.law, readings=self.readings)
            except CaseError as error:
                self.problems += [Problem("--reading", each.what, each.mend) for each in error.problems]

    def evaluate(self, entry: Entry, as_of: date | None = None) -> Evaluation | tuple[Problem, ...]:
        """The evaluation of a case, or all that is wrong with it; as at another day than usual, if one is given."""
        if entry.case is None:
            return entry.problems
        if self.law is None:
            return ()
        problems: tuple[Problem, ...]
        try:
            day = self.as_of if as_of is None else as_of
            return evaluate(entry.case, day, law=self.law, calendars=self.calendars, readings=self.readings)
        except CaseError as error:
            problems = tuple(dict.fromkeys([*error.problems, *check_case(entry.case, self.law)]))
        except SendDeadlinesError as error:
            problems = (Problem(f"case {entry.case.id}", str(error).removeprefix(f"case {entry.case.id}: ")),)
        except Exception as error:  # a fault of this program must not pass for a breach, nor stop the other cases
            what = f"it could not be evaluated, through a fault of this program ({type(error).__name__}: {error})"
            problems = (Problem(f"case {entry.case.id}", what, "please report it with the case"),)
        return located(entry, problems)

    def every(self, found: CaseFile) -> list[Evaluation]:
        """Every evaluation; ends the program when anything is wrong, so that no part passes for the whole."""
        return self.made_of_every(found, self.evaluate)

    def made_of_every(self, found: CaseFile, make: Callable[[Entry], T | tuple[Problem, ...]]) -> list[T]:
        """What is made of every case, which is no tuple; ends the program when anything is wrong."""
        problems: list[Problem] = list(self.problems)
        every: list[T] = []
        for entry in found:
            if self.problems:
                problems += self.wrong_words(entry)
                continue
            made = make(entry)
            if isinstance(made, tuple):
                problems += made
            else:
                every.append(made)
        if problems:
            refuse(problems)
        return every

    def wrong_words(self, entry: Entry) -> tuple[Problem, ...]:
        """All that can be seen to be wrong with a case when it cannot be evaluated."""
        if entry.case is None:
            return entry.problems
        return located(entry, check_case(entry.case, self.law)) if self.law is not None else ()


def located(entry: Entry, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems of a case, with the file and line it comes from."""
    return tuple(Problem(f"{entry.where}: {each.where}", each.what, each.mend) for each in problems)


def school_calendars(file: str) -> tuple[dict[str, SchoolCalendar], list[Problem]]:
    """The calendars of a file by the names of their schools, or all that is wrong with it."""
    try:
        return load_school_calendars(file), []
    except SendDeadlinesError as error:
        return {}, _problems(error)


def school_calendar(file: str, named: str | None = None) -> tuple[SchoolCalendar | None, list[Problem]]:
    """The calendar of a file, of the school of that name if there are several, or all that is wrong with it."""
    try:
        return load_school_calendar(file, named), []
    except SendDeadlinesError as error:
        return None, _problems(error)


def _problems(error: SendDeadlinesError) -> list[Problem]:
    # Each line says in which file it is, and where there.
    return [Problem("", line) for line in str(error).splitlines()]


def read_law(files: Sequence[str]) -> tuple[Law | None, list[Problem]]:
    """The law of the package with that of further files, or all that is wrong with them."""
    try:
        return load_law(*files), []
    except LawError as error:
        return None, list(error.problems)
    except OSError as error:
        what = f"the file cannot be read ({error.strerror})"
        return None, [Problem(str(error.filename), what, "give the path of a rule file")]


def read_readings(given: Sequence[str]) -> tuple[dict[str, str], list[Problem]]:
    """The readings chosen, by dispute, and all that is wrong with how they are written."""
    chosen: dict[str, str] = {}
    problems: list[Problem] = []
    for text in given:
        dispute, equals, reading = text.partition("=")
        if not (dispute and equals and reading):
            mend = "write it as DISPUTE=READING"
            problems.append(Problem("--reading", f"'{text}' does not say which reading of what", mend))
        elif chosen.setdefault(dispute, reading) != reading:
            what = f"'{dispute}' is read in two ways, '{chosen[dispute]}' and '{reading}'"
            problems.append(Problem("--reading", what, "choose one"))
    return chosen, problems


def open_cases(cases: str) -> CaseFile:
    """The cases of a file, or of standard input for ``-``."""
    if cases == "-":
        return read_cases(sys.stdin.buffer, name="standard input")
    return read_cases(cases)


def one_case(found: CaseFile, name: str, case_id: str | None, problems: list[Problem]) -> Entry | None:
    """The case asked for. What is wrong with others matters only when it is not found."""
    asked: list[Entry] = []
    wrong: list[Problem] = []
    ids: list[str] = []
    for entry in found:
        if case_id in (None, entry.id):
            asked.append(entry)
        else:
            wrong += entry.problems
            ids.append(entry.id)
        if case_id is None and len(asked) > 1:
            problems.append(Problem(name, "it holds several cases", "say which with --case ID"))
            return None
    if not asked:
        mend = did_you_mean(str(case_id), filter(None, ids))
        problems += wrong or [Problem(name, f"it holds no case '{case_id}'", mend)]
        return None
    problems += [problem for entry in asked for problem in entry.problems]
    return asked[0]


def complain(problems: Iterable[Problem]) -> None:
    """Tell of problems on standard error, each on one line."""
    for problem in problems:
        click.echo(plain(str(problem)), err=True)


def refuse(problems: Iterable[Problem]) -> NoReturn:
    """Tell of problems, and end: the input is wrong."""
    complain(problems)
    raise SystemExit(WRONG_INPUT)

"""``send-deadlines diff``: which dates moved, between two days or between two files, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import IO

import click

from send_deadlines.cli.inputs import DAY, WRONG_INPUT, Setup, complain, open_cases, refuse, setup_options
from send_deadlines.cli.output import Said, form_option, output_option, write, written
from send_deadlines.cli.run import Run
from send_deadlines.engine.changes import MOVED
from send_deadlines.engine.comparison import Comparison, as_at_two_days, in_two_files, only_in_one
from send_deadlines.errors import Problem
from send_deadlines.evaluation import Evaluation
from send_deadlines.report import CHANGE_COLUMNS, changes_as_data, changes_as_rows, changes_as_text
from send_deadlines.report.changes import changes_page
from send_deadlines.report.words import days as numbered
from send_deadlines.sources import CaseFile, Entry

__all__ = ["diff"]

_SAID = Said(changes_as_text, changes_as_data, CHANGE_COLUMNS, changes_as_rows, changes_page)

Compared = Comparison | tuple[Problem, ...]


@click.command(epilog="Example: send-deadlines diff cases.jsonl --from 2026-05-31 --to 2026-06-01")
@click.argument("cases")
@click.argument("after", required=False)
@click.option("--from", "since", type=DAY, metavar="DAY", help="With one file: the earlier day, such as 2026-05-31.")
@click.option("--to", "until", type=DAY, metavar="DAY", help="With one file: the later day.")
@click.option("--as-of", type=DAY, metavar="DAY", help="With two files: as at which day both are looked at.")
@form_option
@setup_options
@output_option
def diff(
    cases: str,
    after: str | None,
    since: date | None,
    until: date | None,
    as_of: date | None,
    form: str,
    calendar_files: tuple[str, ...],
    law_files: tuple[str, ...],
    readings: tuple[str, ...],
    output: str | None,
) -> None:
    """Say which dates moved, and why.

    With one file, CASES, as at two days: what became known after the first, up to and with the second, and what that
    and the days themselves changed.

    With two, CASES and AFTER, as at one day: in what each case of AFTER differs from the case with its id in CASES.
    CASES is then kept in memory; AFTER is worked through line by line if it is JSON Lines.

    Each is a file as for "evaluate". In text, cases in which nothing differs are only counted, where there are several.

    Exits with 0 when all was compared, 2 when the input is wrong.
    """
    if after is None:
        since, until = _two_days(since, until, as_of)
        setup = Setup(until, law_files, calendar_files, readings)
        found = open_cases(cases)
        _write(setup, found, _TwoDays(setup, since), form, output)
    else:
        day = _one_day(since, until, as_of)
        if cases == "-" == after:
            refuse([Problem("AFTER", "both files are standard input", "give one of them by its path")])
        setup = Setup(day, law_files, calendar_files, readings)
        found = open_cases(after)
        _write(setup, found, _TwoFiles(setup, (cases, after)), form, output)


def _two_days(since: date | None, until: date | None, as_of: date | None) -> tuple[date, date]:
    """The two days as at which one file is looked at."""
    problems = []
    if as_of is not None:
        mend = "give --from and --to, or a second file"
        problems.append(Problem("--as-of", "one file is compared as at two days", mend))
    else:
        for option, day in (("--from", since), ("--to", until)):
            if day is None:
                what = "one file is compared as at two days, and this one is not given"
                problems.append(Problem(option, what, f"add {option} DAY, such as 2026-03-01"))
    if problems or since is None or until is None:
        refuse(problems)
    if since == until:
        refuse([Problem("--to", f"{until} is the day of --from too", "give a later one, for there is nothing between")])
    if since > until:
        refuse([Problem("--to", f"{until} is before {since}, the day of --from", "give the earlier day as --from")])
    return since, until


def _one_day(since: date | None, until: date | None, as_of: date | None) -> date:
    """The day as at which two files are compared."""
    problems = [
        Problem(option, "two files are compared as at one day", "leave it out, and give --as-of")
        for option, day in (("--from", since), ("--to", until))
        if day is not None
    ]
    if not problems and as_of is None:
        what = "two files are compared as at one day, and none is given"
        problems.append(Problem("--as-of", what, "add --as-of DAY, such as 2026-03-01"))
    if problems or as_of is None:
        refuse(problems)
    return as_of


class _TwoDays:
    """The comparison of each case of a file as at two days."""

    def __init__(self, setup: Setup, since: date) -> None:
        self._setup = setup
        self._since = since
        self.of_one = True
        self.wrong = False

    def __call__(self, entry: Entry) -> Compared:
        after = self._setup.evaluate(entry)
        before = self._setup.evaluate(entry, self._since)
        if not isinstance(after, Evaluation):
            return after
        if not isinstance(before, Evaluation):
            return before
        assert entry.case is not None
        return as_at_two_days(entry.case, before, after)

    def rest(self) -> Iterator[Comparison]:
        """What is left once every case has been looked at: nothing."""
        yield from ()


class _TwoFiles:
    """The comparison of each case of one file with that of its id in another, which is kept in memory."""

    def __init__(self, setup: Setup, files: tuple[str, str]) -> None:
        self._setup = setup
        self._files = files
        self._old: dict[str, Entry] = {}
        self._seen: set[str] = set()
        self._unread = False
        problems: list[Problem] = []
        old = open_cases(files[0])
        for entry in old:
            # A case that cannot be read must not pass for one that is not there.
            problems += setup.wrong_words(entry) if setup.problems or entry.case is None else ()
            if entry.case is not None:
                self._old[entry.case.id] = entry
        setup.problems += problems
        self.of_one = old.shape == "one"
        self.wrong = False

    def __call__(self, entry: Entry) -> Compared:
        case = entry.case
        if case is None:
            self._unread = self._unread or entry.id not in self._seen
            return entry.problems
        self._seen.add(case.id)
        after = self._setup.evaluate(entry)
        old = self._old.get(case.id)
        before = self._setup.evaluate(old) if old is not None else None
        problems = [each for made in (before, after) if isinstance(made, tuple) for each in made]
        if problems or isinstance(before, tuple) or isinstance(after, tuple):
            return tuple(problems)
        if old is None or old.case is None or before is None:
            return only_in_one(after, "after", self._files)
        return in_two_files((old.case, case), before, after, self._files)

    def rest(self) -> Iterator[Comparison]:
        """The cases that the second file does not have."""
        left = [entry for name, entry in self._old.items() if name not in self._seen]
        if left and self._unread:
            # One of the lines that could not be read may be the case.
            what = f"{numbered(len(left), 'case')} of {self._files[0]} may be in the lines that cannot be read"
            self._tell([Problem(self._files[1], what, "mend those lines, and compare again")])
            return
        for entry in left:
            made = self._setup.evaluate(entry)
            if isinstance(made, Evaluation):
                yield only_in_one(made, "before", self._files)
            else:
                self._tell(made)

    def _tell(self, problems: Iterable[Problem]) -> None:
        self.wrong = True
        complain(problems)


class _Tally:
    """The comparisons as they come, counted; of several, text has only those in which something differs."""

    def __init__(self, short: bool) -> None:
        self._short = short
        self._all = self._told = 0
        self._moved = False

    def __call__(self, made: Iterable[Comparison]) -> Iterator[Comparison]:
        for each in made:
            self._all += 1
            self._told += not each.says_nothing
            self._moved = self._moved or any(change.what in MOVED for change in each.changes)
            if not (self._short and each.says_nothing):
                yield each

    def line(self) -> str:
        """What to say at the end."""
        between = "\n\n" if self._told else ""
        none = "" if self._moved else " No date moved."
        return f"{between}{numbered(self._all, 'case')} compared; something differs in {self._told or 'none'}.{none}\n"


def _write(setup: Setup, found: CaseFile, make: _TwoDays | _TwoFiles, form: str, output: str | None) -> None:
    """Compare every case, write what differs, and end."""
    if found.shape == "lines" and not setup.problems:
        run = Run(found, make)
        with written(output) as out, run.watched(output):
            _told(form, chain(run, make.rest()), out, one=False)
        raise SystemExit(WRONG_INPUT if run.wrong or make.wrong else 0)
    made = setup.made_of_every(found, make)
    made += make.rest()
    if make.wrong:
        raise SystemExit(WRONG_INPUT)
    with written(output) as out:
        _told(form, made, out, one=found.shape == "one" and make.of_one and len(made) == 1)


def _told(form: str, made: Iterable[Comparison], out: IO[str], *, one: bool) -> None:
    short = form == "text" and not one
    tally = _Tally(short)
    write(form, _SAID, tally(made), out, one=one)
    if short:
        out.write(tally.line())

"""The errors a user of this library can meet, in one place.

Every message says what is wrong, where, and how to mend it. Nothing here reads the law or a calendar,
so every other module may import it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from send_deadlines.said import said_day

__all__ = [
    "CalendarError",
    "CaseError",
    "CoverageError",
    "LawError",
    "NotThereError",
    "PeriodError",
    "Problem",
    "SendDeadlinesError",
    "did_you_mean",
]


class SendDeadlinesError(Exception):
    """Anything this library raises on purpose because of what it was given."""


class NotThereError(SendDeadlinesError, KeyError):
    """A rule, a case or a total that was asked for by its name and is not there."""

    # That of KeyError gives the message as Python would write it, in quotes.
    __str__ = Exception.__str__


class PeriodError(SendDeadlinesError, ValueError):
    """A length of time that cannot be read, such as ``0 weeks`` or ``6 fortnights``."""


class CalendarError(SendDeadlinesError, ValueError):
    """A calendar that is unknown or contradicts itself."""


class CoverageError(SendDeadlinesError, LookupError):
    """A day outside what a calendar knows. It is never guessed.

    ``calendar`` is the calendar's name, ``day`` the day asked for, ``first`` and ``last`` the days it covers, and
    ``remedy`` what to do about it.
    """

    def __init__(self, calendar: str, day: date | None, first: date, last: date, remedy: str) -> None:
        self.calendar = calendar
        self.day = day
        self.first = first
        self.last = last
        self.remedy = remedy
        wanted = "a day beyond the years a date can have" if day is None else said_day(day)
        super().__init__(
            f"the calendar '{calendar}' does not cover {wanted}: it runs from "
            f"{first.isoformat()} to {last.isoformat()}; {remedy}"
        )

    def __reduce__(self) -> tuple[Any, ...]:
        # Otherwise it could not come back from another process, where many cases are worked through.
        given = (self.calendar, self.day, self.first, self.last, self.remedy)
        return type(self), given, {**self.__dict__, "args": self.args}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: where it is, what it is, and how to mend it."""

    where: str
    what: str
    mend: str = ""

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}; {self.mend}" if self.mend else text


class _ManyProblems(SendDeadlinesError, ValueError):
    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.problems,), self.__dict__


class LawError(_ManyProblems):
    """Everything that is wrong with one or more rule files; see ``problems``."""


class CaseError(_ManyProblems):
    """Everything that is wrong with a case; see ``problems``."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The remedy for an unknown word: the nearest known one, or the whole list when it is short.

    >>> did_you_mean("final_plan_snt", ["final_plan_sent", "draft_plan_sent"])
    "did you mean 'final_plan_sent'?"
    >>> did_you_mean("qqq", ["days", "weeks"])
    'known: days, weeks'

    Of many words without a near one, it names some that have a part in common.

    >>> did_you_mean("sent_to_all", [f"plan_{n}_sent" for n in "abcdefghijklmn"])
    'of the 14 that are known, these share a word with it: plan_a_sent, plan_b_sent, plan_c_sent'
    """
    words = sorted(known)
    folded = {each.casefold(): each for each in words}
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    if near:
        return f"did you mean '{folded[near[0]]}'?"
    if not words:
        return "none is known"
    if len(words) <= 12:
        return "known: " + ", ".join(words)
    parts = _parts(word)
    alike = sorted((each for each in words if parts & _parts(each)), key=lambda each: -len(parts & _parts(each)))
    if alike:
        return f"of the {len(words)} that are known, these share a word with it: {', '.join(alike[:3])}"
    return f"{len(words)} are known, none near it"


def _parts(name: str) -> set[str]:
    """The words in a name that are long enough to say something."""
    return set(re.findall(r"[a-z]{3,}", name.lower())) - {"and", "for", "not", "the", "was"}

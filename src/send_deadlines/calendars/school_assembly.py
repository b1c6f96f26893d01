"""From stretches of days, as files tell them, to a school's calendar: each thing wrong with its file and line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from send_deadlines.calendars.protocol import DayCalendar
from send_deadlines.calendars.school_days import SchoolCalendar
from send_deadlines.calendars.school_layers import merged_terms
from send_deadlines.calendars.school_terms import Mark, terms_between
from send_deadlines.calendars.terms import Closure, Term
from send_deadlines.calendars.working_days import working_day_calendar
from send_deadlines.errors import CalendarError, CoverageError

__all__ = ["Found", "assemble"]

_DAY = timedelta(days=1)
_SHORT_BREAK = 2
_REACH = 4
"""How many days there may be from one day to another that follows it: a weekend and a bank holiday between."""


@dataclass(frozen=True, slots=True)
class Found:
    """One stretch of days in a file, first and last day inclusive.

    ``kind`` is term, half_term, holiday, inset, closure, extra_school_day, bank_holiday, term_starts or term_ends;
    ``where`` is its file and line.
    """

    kind: str
    first: date
    last: date
    name: str
    where: str

    def __str__(self) -> str:
        days = str(self.first) if self.first == self.last else f"{self.first} to {self.last}"
        return f"'{self.name}' ({days})" if self.name else days


def assemble(
    file: str,
    name: str,
    found: Sequence[Found],
    council: SchoolCalendar | None = None,
    remarks: Iterable[str] = (),
    provisional: bool | None = None,
) -> SchoolCalendar:
    """The calendar of a school, on top of its council's if one is given.

    Raises `CalendarError` with a line for each thing wrong, each with its file and its line there.

    >>> term = Found("term", date(2026, 9, 2), date(2026, 12, 18), "Autumn 2026", "oak.csv:2")
    >>> assemble("oak.csv", "Oak School", [term])
    <SchoolCalendar 'Oak School' 2026-09-02 to 2026-12-18>
    """
    work = _Work(file, name, council, remarks)
    try:
        work.sort(found)
        terms = work.terms()
        work.stop_if_wrong()
        terms = work.with_inset_days(terms)
        work.holidays(terms)
        work.closed_anyway(terms)
        work.stop_if_wrong()
        return work.calendar(terms, provisional)
    except CoverageError as error:
        error.args = (f"{file}: {error}",)
        raise


class _Work:
    def __init__(self, file: str, name: str, council: SchoolCalendar | None, remarks: Iterable[str]) -> None:
        self.file, self.name, self.council = file, name, council
        self.base: DayCalendar = working_day_calendar(council.base if council else "england")
        self.remarks = list(remarks)
        self.wrong: list[str] = []
        self.kinds: dict[str, list[Found]] = {}
        self.places: dict[str, str] = {}  # how the calendar names a stretch in its complaints, and where it is

    def stop_if_wrong(self) -> None:
        if self.wrong:
            raise CalendarError("\n".join(self.wrong))

    def of(self, kind: str) -> list[Found]:
        return self.kinds.get(kind, [])

    def sort(self, found: Iterable[Found]) -> None:
        """By kind and day, what is told twice once."""
        seen: dict[tuple[str, date, date], Found] = {}
        for one in sorted(found, key=lambda each: (each.first, each.last)):
            if one.last < one.first:
                self.wrong.append(f"{one.where}: {one} ends before it begins; swap its days")
                continue
            # Two terms, or two extra days, on the same days are for the calendar itself to refuse.
            twice = seen.setdefault((one.kind, one.first, one.last), one)
            if twice is not one and one.kind not in ("term", "extra_school_day"):
                self.remarks.append(f"{one.where}: {one}: left aside, since {twice.where} says the same")
                continue
            self.kinds.setdefault(one.kind, []).append(one)
        for kind in ("holiday", "half_term"):
            if kind in self.kinds:
                self.kinds[kind] = self._joined(self.kinds[kind])
        for one in self.of("bank_holiday"):
            for day in _days(one):
                if self.base.is_open(day.toordinal()):
                    mend = "correct the day, or say that the school is closed"
                    self.wrong.append(f"{one.where}: {one}: {day} is no bank holiday in England; {mend}")

    def _joined(self, breaks: Sequence[Found]) -> list[Found]:
        """Breaks, with those made one that follow each other with no school day between, as when each day is told."""
        joined = [breaks[0]]
        for one in breaks[1:]:
            before = joined[-1]
            overlaps = before.kind == "holiday" and one.first <= before.last
            follows = before.last < one.first and self._nothing_between(before.last, one.first)
            if overlaps or follows:
                joined[-1] = replace(before, last=max(before.last, one.last))
            else:
                joined.append(one)
        return joined

    def terms(self) -> list[Term]:
        """The terms: those told, or else those that lie between what is told."""
        told = self.of("term")
        marks = [Mark(one.kind == "term_starts", one.first, one.name, one.where) for one in self._points()]
        own = [Term(one.name, one.first, one.last) for one in told]
        for one, term in zip(told, own, strict=True):
            self.places.setdefault(str(term), one.where)
        if own or (self.council is not None and not marks):
            terms = merged_terms(self.council.terms if self.council else (), own)
            self._agree(terms, marks)
            self._own_terms = own
            return terms
        for one in self.of("holiday"):
            # Half-terms do not end a term, and weekends and bank holidays beside a holiday belong to neither.
            marks.append(Mark(False, self._open(one.first - _DAY, -_DAY), "", one.where, one.first))
            marks.append(Mark(True, self._open(one.last + _DAY, _DAY), "", one.where, one.last))
        terms, remarks, wrong = terms_between(self.file, marks, self._days_of("inset", "closure", "half_term"))
        self.remarks += remarks
        self.wrong += wrong
        for term in terms:
            where = next((mark.where for mark in marks if mark.day == term.first), self.file)
            self.places.setdefault(str(term), where)
        self._own_terms = terms
        return terms

    def _points(self) -> list[Found]:
        return [*self.of("term_starts"), *self.of("term_ends")]

    def _open(self, day: date, step: timedelta) -> date:
        while not self.base.is_open(day.toordinal()):
            day += step
        return day

    def _days_of(self, *kinds: str) -> set[date]:
        return {day for kind in kinds for one in self.of(kind) for day in _days(one)}

    def _agree(self, terms: Sequence[Term], marks: Sequence[Mark]) -> None:
        """Days on which terms are said to start or end must be those of the terms."""
        for mark in marks:
            if not any(self._fits(mark, term) for term in terms):
                verb, mend = ("start", "first") if mark.starts else ("end", "last")
                self.wrong.append(
                    f"{mark.where}: '{mark.name}' has a term {verb} on {mark.day}, which is the {mend} day of none; "
                    "correct its day, or those of the term"
                )

    def _fits(self, mark: Mark, term: Term) -> bool:
        """Whether pupils come for the first time in the term on the day, or after a half-term; or go likewise."""
        if not term.first <= mark.day <= term.last:
            return False
        breaks = self._days_of("half_term", "holiday")
        without = self._days_of("inset", "closure")
        day, step = mark.day, -_DAY if mark.starts else _DAY
        while True:
            day += step
            if not term.first <= day <= term.last or day in breaks:
                return True
            if self.base.is_open(day.toordinal()) and day not in without:
                return False

    def with_inset_days(self, terms: list[Term]) -> list[Term]:
        """The terms, drawn out to the INSET days just before and after them. No school day is won or lost."""
        # From the day nearest to the term outwards.
        inset = sorted(self._days_of("inset"), reverse=True)
        for order in (inset, inset[::-1]):
            for day in order:
                terms = [self._reach(term, day, terms) for term in terms]
        return terms

    def _reach(self, term: Term, day: date, terms: Sequence[Term]) -> Term:
        if any(other.first <= day <= other.last for other in terms):
            return term
        if day < term.first and self._nothing_between(day, term.first):
            longer = Term(term.name, day, term.last)
        elif day > term.last and self._nothing_between(term.last, day):
            longer = Term(term.name, term.first, day)
        else:
            return term
        where = next(one.where for one in self.of("inset") if one.first <= day <= one.last)
        self.remarks.append(f"{where}: the INSET day {day} lies just outside {term}, which is taken to reach to it")
        self._own_terms = [each for each in self._own_terms if each != term] + [longer]
        self.places[str(longer)] = self.places.get(str(term), where)
        return longer

    def _nothing_between(self, first: date, last: date) -> bool:
        if (last - first).days > _REACH:
            return False
        between = [first + _DAY * n for n in range(1, (last - first).days)]
        return not any(self.base.is_open(day.toordinal()) for day in between)

    def holidays(self, terms: Sequence[Term]) -> None:
        """A holiday lies between terms; one within a term is a half-term, or a day off."""
        for one in self.of("holiday"):
            for term in terms:
                inside = [day for day in _days(one) if term.first <= day <= term.last]
                schooling = [day for day in inside if self.base.is_open(day.toordinal())]
                if not schooling:
                    continue
                if len(inside) == (one.last - one.first).days + 1:
                    kind = "closure" if len(inside) <= _SHORT_BREAK else "half_term"
                    self.kinds.setdefault(kind, []).append(one)
                    words = "a closure" if kind == "closure" else "a half-term"
                    self.remarks.append(f"{one.where}: {one} lies within {term}: taken as {words}")
                else:
                    self.wrong.append(f"{one.where}: {one} and {term} overlap; correct the days of one")

        self._between(terms)

    def _between(self, terms: Sequence[Term]) -> None:
        """Say which days two terms leave over that the holiday between them does not have."""
        if not self.of("holiday"):
            return
        told = self._days_of("holiday", "half_term", "inset", "closure")
        for before, after in pairwise(terms):
            gap = [before.last + _DAY * n for n in range(1, (after.first - before.last).days)]
            over = [day for day in gap if self.base.is_open(day.toordinal()) and day not in told]
            if over and any(before.last < one.first <= one.last < after.first for one in self.of("holiday")):
                days = ", ".join(map(str, over[:5])) + (f" and {len(over) - 5} more" if len(over) > 5 else "")
                self.remarks.append(
                    f"{self.file}: between {before} and {after}, {days} are in no holiday; "
                    "taken to be closed, since they are in no term"
                )

    def closed_anyway(self, terms: Sequence[Term]) -> None:
        """A half-term between two terms, as in a year of six, closes nothing; nor does a closure in a holiday."""
        for kind in ("half_term", "closure"):
            self.kinds[kind] = [one for one in self.of(kind) if not self._aside(one, terms)]

    def _aside(self, one: Found, terms: Sequence[Term]) -> bool:
        if any(term.first <= one.last and one.first <= term.last for term in terms):
            return False
        first, last = terms[0].first, terms[-1].last
        if first <= one.first <= one.last <= last:
            why = "lies between two terms, when the school is closed anyway"
        else:
            why = f"lies before the first day that is known ({first})"
            if one.first > last:
                why = f"lies after the last day that is known ({last})"
            if one.kind == "half_term":  # which shows that a term is missing
                self.wrong.append(f"{one.where}: {one} {why}; add the first and the last day of the term it belongs to")
        self.remarks.append(f"{one.where}: {one} {why}: left aside")
        return True

    def calendar(self, terms: Sequence[Term], provisional: bool | None) -> SchoolCalendar:
        """The calendar; what it says is wrong is told with the file and line."""
        half_terms = [self._closure(one, "half-term") for one in self.of("half_term")]
        closures = [self._closure(one, "closure") for one in self.of("closure")]
        inset = [day for one in self.of("inset") for day in self._each(one, "the INSET day")]
        extra = [day for one in self.of("extra_school_day") for day in self._each(one, "the extra school day")]
        try:
            if self.council is not None:
                return self.council.with_school(
                    self.name,
                    terms=self._own_terms,
                    half_terms=half_terms,
                    inset_days=inset,
                    closures=closures,
                    extra_school_days=extra,
                    provisional=provisional,
                    remarks=self.remarks,
                )
            return SchoolCalendar(
                self.name,
                terms,
                inset,
                closures,
                half_terms,
                extra,
                provisional=bool(provisional),
                remarks=self.remarks,
            )
        except CalendarError as error:
            raise CalendarError("\n".join(map(self._located, str(error).splitlines()))) from None

    def _closure(self, one: Found, kind: str) -> Closure:
        closure = Closure(one.first, one.last, one.name if kind == "closure" else "")
        self.places.setdefault(str(closure).replace("closure", kind, 1), one.where)
        return closure

    def _each(self, one: Found, label: str) -> list[date]:
        days = list(_days(one))
        if len(days) > 1 and label.startswith("the INSET"):
            # A stretch of INSET days may run over a weekend.
            days = [day for day in days if self.base.is_open(day.toordinal())] or days
        for day in days:
            self.places.setdefault(f"{label} {day}", one.where)
        return days

    def _located(self, line: str) -> str:
        """A complaint with the place of the first thing it names, and of the second if there is one."""
        at = sorted((line.find(label), where) for label, where in self.places.items() if label in line)
        if not at:
            return f"{self.file}: {line}"
        others = dict.fromkeys(where for _, where in at if where != at[0][1])
        return f"{at[0][1]}: {line}" + (f" ({', '.join(others)})" if others else "")


def _days(one: Found) -> Iterable[date]:
    return (one.first + _DAY * n for n in range((one.last - one.first).days + 1))

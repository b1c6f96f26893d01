"""School days: the days on which one particular school meets (Education Act 1996 s.579(1)).

There are over twenty thousand schools, so a school keeps no table of its own. It keeps the few stretches in which its
days are the working days of the calendar it stands on, and finds its way among them by bisection.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from sys import intern
from typing import Any, NoReturn, final

from send_deadlines.calendars import terms as checks
from send_deadlines.calendars._dates import DateMethods, fingerprint_of, not_covered, number, ordinal
from send_deadlines.calendars.protocol import DayCalendar
from send_deadlines.calendars.school_data import read_school
from send_deadlines.calendars.school_layers import merged
from send_deadlines.calendars.school_stretches import counted, pairs, term_stretches, with_extra
from send_deadlines.calendars.school_years import closed_spells, year_label, year_starts
from send_deadlines.calendars.terms import Closure, Term
from send_deadlines.calendars.working_days import working_day_calendar
from send_deadlines.errors import CalendarError, CoverageError
from send_deadlines.notebook import Shown
from send_deadlines.said import shown

__all__ = ["SchoolCalendar"]


@final
class SchoolCalendar(DateMethods, Shown):
    """The days on which one school meets, from the first day of its first term to the last day of its last.

    A school day is a working day of ``base`` inside a term that is no half-term, INSET day or closure; or an extra
    school day, such as a Saturday on which the school meets. The days between two terms are known to be closed. Before
    the first term and after the last, every answer is a `CoverageError`. It cannot be changed.

    Methods that take and give ``int`` use ordinals (`datetime.date.toordinal`), the others dates. Raises
    `CalendarError`, naming the school and what to mend, when the days contradict each other.

    >>> oak = SchoolCalendar(
    ...     "Oak School",
    ...     [Term("Autumn 2026", date(2026, 9, 2), date(2026, 12, 18))],
    ...     inset_days=[date(2026, 9, 2)],
    ...     half_terms=[Closure(date(2026, 10, 26), date(2026, 10, 30))],
    ... )
    >>> oak.is_school_day(date(2026, 9, 2)), oak.is_school_day(date(2026, 9, 3))
    (False, True)
    >>> oak.add(date(2026, 10, 23), 1)
    datetime.date(2026, 11, 2)
    """

    __slots__ = (
        "_base", "_before", "_closures", "_ends", "_extra", "_half_terms", "_inset", "_starts", "_term_days",
        "_term_names", "_whys", "name", "provisional", "remarks",
    )  # fmt: skip

    name: str
    provisional: bool
    """Whether the school has not confirmed these days."""
    remarks: tuple[str, ...]
    """How its file was read, and what was left aside. They make no difference to the days."""
    _base: DayCalendar
    _term_names: tuple[str, ...]
    _term_days: array[int]  # first and last of each term, in turn; so too half-terms and closures
    _half_terms: array[int]
    _closures: array[int]
    _whys: tuple[str, ...]
    _inset: array[int]
    _extra: array[int]
    _starts: array[int]  # of each open stretch; a stretch of one day is open even if the base is closed
    _ends: array[int]
    _before: array[int]  # how many school days lie before each stretch, and at the end how many there are

    def __init__(
        self,
        name: str,
        terms: Iterable[Term],
        inset_days: Iterable[date] = (),
        closures: Iterable[Closure | tuple[date, date]] = (),
        half_terms: Iterable[Closure | tuple[date, date]] = (),
        extra_school_days: Iterable[date] = (),
        base: str = "england",
        *,
        provisional: bool = False,
        remarks: Iterable[str] = (),
    ) -> None:
        if not isinstance(name, str) or not name.strip():
            raise CalendarError(f"a school calendar is called {shown(name)}; give it the school's name")
        put = object.__setattr__
        under = working_day_calendar(base)
        given = sorted(terms, key=lambda term: ordinal(term.first))
        inset = sorted(inset_days, key=ordinal)
        shut, halves = _sorted(closures), _sorted(half_terms)
        checks.check(name, given, halves, inset, shut, under)
        put(self, "name", name)
        put(self, "_base", under)
        # Schools share the names of their terms, and the reasons for closing.
        put(self, "_term_names", tuple(intern(term.name) for term in given))
        put(self, "_term_days", _days(day for term in given for day in (term.first, term.last)))
        put(self, "_half_terms", _days(day for half in halves for day in (half.first, half.last)))
        put(self, "_closures", _days(day for one in shut for day in (one.first, one.last)))
        put(self, "_whys", tuple(intern(one.why) for one in shut) if any(one.why for one in shut) else ())
        put(self, "_inset", _days(inset))
        put(self, "_extra", _NONE)
        put(self, "provisional", bool(provisional))
        put(self, "remarks", tuple(remarks))
        closed = (*pairs(self._half_terms), *pairs(self._closures), *((day, day) for day in self._inset))
        stretches = list(term_stretches(pairs(self._term_days), closed))
        self._index(stretches)
        extra = sorted(extra_school_days, key=ordinal)
        if extra:
            no_pupils = [*shut, *(Closure(day, day, "INSET day") for day in inset)]
            for day, following in zip(extra, [*extra[1:], None], strict=True):
                inside = given[0].first <= day <= given[-1].last
                already = day == following or (inside and self.is_open(day.toordinal()))
                checks.check_extra(name, day, given, no_pupils, already=already)
            put(self, "_extra", _days(extra))
            self._index(with_extra(stretches, self._extra))

    def _index(self, stretches: list[tuple[int, int]]) -> None:
        found = counted(stretches, self._extra, self._base)
        for attribute, days in zip(("_starts", "_ends", "_before"), found, strict=True):
            object.__setattr__(self, attribute, days)

    def __setattr__(self, attribute: str, value: object) -> NoReturn:
        raise AttributeError(f"the calendar of {self.name} cannot be changed; make another")

    def __delattr__(self, attribute: str) -> NoReturn:
        raise AttributeError(f"the calendar of {self.name} cannot be changed; make another")

    def __repr__(self) -> str:
        return f"<SchoolCalendar '{self.name}' {self.first} to {self.last}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return SchoolCalendar.from_dict, (self.to_dict(),), self.remarks or None

    def __setstate__(self, remarks: tuple[str, ...]) -> None:
        object.__setattr__(self, "remarks", remarks)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SchoolCalendar) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((self.name, self._term_days.tobytes()))

    # What it was made from

    @property
    def base(self) -> str:
        """The name of the working-day calendar it stands on."""
        return self._base.name

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms, earliest first."""
        days = zip(self._term_names, pairs(self._term_days), strict=True)
        return tuple(Term(name, date.fromordinal(first), date.fromordinal(last)) for name, (first, last) in days)

    @property
    def half_terms(self) -> tuple[Closure, ...]:
        """The half-terms, earliest first."""
        return tuple(Closure(date.fromordinal(a), date.fromordinal(b)) for a, b in pairs(self._half_terms))

    @property
    def closures(self) -> tuple[Closure, ...]:
        """The other closures, earliest first."""
        whys = self._whys or ("",) * (len(self._closures) // 2)
        spans = zip(pairs(self._closures), whys, strict=True)
        return tuple(Closure(date.fromordinal(a), date.fromordinal(b), why) for (a, b), why in spans)

    @property
    def inset_days(self) -> tuple[date, ...]:
        """The days on which only staff come in."""
        return tuple(map(date.fromordinal, self._inset))

    @property
    def extra_school_days(self) -> tuple[date, ...]:
        """The days on which the school meets though the base, or its terms, would have it closed."""
        return tuple(map(date.fromordinal, self._extra))

    @property
    def first(self) -> date:
        """The first day of the first term."""
        return date.fromordinal(self._term_days[0])

    @property
    def last(self) -> date:
        """The last day of the last term."""
        return date.fromordinal(self._term_days[-1])

    @property
    def provisional_from(self) -> date | None:
        """The first day whose bank holidays have not been announced, if the calendar reaches it."""
        start = self._base.provisional_from
        return start if start is not None and start <= self.last else None

    @property
    def fingerprint(self) -> str:
        """Twelve hex letters that change with anything the calendar was made from."""
        return fingerprint_of(self.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """The calendar in plain lists, strings and ISO dates, as `from_dict` reads it."""
        return {
            "name": self.name,
            "base": self.base,
            **({"provisional": True} if self.provisional else {}),
            "terms": [{"name": t.name, "first": str(t.first), "last": str(t.last)} for t in self.terms],
            "half_terms": [{"first": str(h.first), "last": str(h.last)} for h in self.half_terms],
            "inset_days": [str(day) for day in self.inset_days],
            "closures": [{"first": str(c.first), "last": str(c.last), "why": c.why} for c in self.closures],
            "extra_school_days": [str(day) for day in self.extra_school_days],
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> SchoolCalendar:
        """Make a calendar from what `to_dict` gives; only ``name`` and ``terms`` are needed.

        Raises `CalendarError`, naming the key, for an unknown or missing key and for a day that is none.

        >>> terms = [{"name": "Autumn 2026", "first": "2026-09-02", "last": "2026-12-18"}]
        >>> SchoolCalendar.from_dict({"name": "Oak School", "terms": terms, "insets": []})
        Traceback (most recent call last):
            ...
        send_deadlines.errors.CalendarError: unknown key 'insets'; did you mean 'inset_days'?
        """
        return cls(**read_school(content))

    # Calendars that stand on it

    def with_school(
        self,
        name: str,
        *,
        terms: Iterable[Term] = (),
        half_terms: Iterable[Closure | tuple[date, date]] = (),
        inset_days: Iterable[date] = (),
        closures: Iterable[Closure | tuple[date, date]] = (),
        extra_school_days: Iterable[date] = (),
        provisional: bool | None = None,
        remarks: Iterable[str] = (),
    ) -> SchoolCalendar:
        """The calendar of a school that keeps this one, a council's, but for what is given.

        A term given takes the place of the terms it overlaps, and a half-term that of the half-terms of its term. INSET
        days, closures and extra school days are added to those there are. Raises `CalendarError` when the days
        contradict each other.

        >>> council = SchoolCalendar("Council", [Term("Autumn 2026", date(2026, 9, 2), date(2026, 12, 18))])
        >>> council.with_school("Oak School", inset_days=[date(2026, 9, 2)]).add(date(2026, 9, 2), 1)
        datetime.date(2026, 9, 3)
        """
        own = (list(terms), _sorted(half_terms), list(inset_days), _sorted(closures), list(extra_school_days))
        unsettled = self.provisional if provisional is None else provisional
        school = SchoolCalendar(
            name, **merged(self, *own), base=self.base, provisional=unsettled, remarks=[*self.remarks, *remarks]
        )
        # What a school has in common with its council is kept once.
        for attribute in self.__slots__:
            if getattr(school, attribute) == getattr(self, attribute):
                object.__setattr__(school, attribute, getattr(self, attribute))
        return school

    def with_closure(self, first: date, last: date | None = None, why: str = "") -> SchoolCalendar:
        """The same calendar with one more closure, of one day unless ``last`` is given.

        >>> oak = SchoolCalendar("Oak School", [Term("Autumn 2026", date(2026, 9, 2), date(2026, 12, 18))])
        >>> oak.with_closure(date(2026, 11, 4), why="burst pipe").is_school_day(date(2026, 11, 4))
        False
        """
        return self.with_school(self.name, closures=[Closure(first, first if last is None else last, why)])

    # School days

    def is_school_day(self, day: date) -> bool:
        """Whether the school meets on the date."""
        return self.is_open(ordinal(day))

    def is_provisional(self, day: int) -> bool:
        """Whether the bank holidays of the day's year have not been announced."""
        return self._base.is_provisional(day)

    def is_open(self, day: int) -> bool:
        """Whether the day is a school day."""
        self._check(day)
        at = bisect_right(self._starts, day) - 1
        if at < 0 or day > self._ends[at]:
            return False
        return self._starts[at] == self._ends[at] or self._base.is_open(day)

    def between(self, start: int, end: int) -> int:
        """How many school days d there are with start < d <= end; ``between(b, a)`` is ``-between(a, b)``."""
        return self._up_to(end) - self._up_to(start)

    def shift(self, day: int, n: int) -> int:
        """The n-th school day strictly after ``day``; with n below nought, strictly before it.

        Raises `PeriodError` when n is nought.
        """
        number(n)
        if n > 0:
            return self._numbered(self._up_to(day) + n)
        return self._numbered(self._up_to(day) - self.is_open(day) + 1 + n)

    def next_open(self, day: int) -> int:
        """The first school day on or after ``day``."""
        return day if self.is_open(day) else self._numbered(self._up_to(day) + 1)

    def previous_open(self, day: int) -> int:
        """The last school day on or before ``day``."""
        return self._numbered(self._up_to(day))

    def _check(self, day: int) -> None:
        if not self._term_days[0] <= day <= self._term_days[-1]:
            raise self._unknown(day)

    def _unknown(self, day: int) -> CoverageError:
        year = "those years"
        if 1 <= day <= date.max.toordinal():
            there = date.fromordinal(day)
            if day > self._term_days[-1] and there.month in _SUMMER and self.last.month in _SUMMER:
                there = there.replace(month=8)  # after the summer term only the next year's dates can help
            year = year_label(there)
        return not_covered(self, day, f"add the school's dates for {year}")

    def _up_to(self, day: int) -> int:
        """How many school days there are up to a day, inclusive."""
        self._check(day)
        at = bisect_right(self._starts, day) - 1
        if at < 0:
            return 0
        if day >= self._ends[at]:
            return self._before[at + 1]
        first = self._starts[at]
        return self._before[at] + self._base.is_open(first) + self._base.between(first, day)

    def _numbered(self, k: int) -> int:
        """The k-th school day, from 1; raises `CoverageError` when the calendar has no such day."""
        if k < 1:
            raise self._unknown(self._term_days[0] - 1)
        if k > self._before[-1]:
            raise self._unknown(self._term_days[-1] + 1)
        at = bisect_left(self._before, k) - 1
        first = self._starts[at]
        if first == self._ends[at]:
            return first
        n = k - self._before[at] - self._base.is_open(first)
        return self._base.shift(first, n) if n else first

    # Terms, years and closures

    def term_containing(self, day: int) -> Term | None:
        """The term the day lies in, None between two terms. Raises `CoverageError` before the first and after the last.

        A half-term lies in its term.
        """
        self._check(day)
        at = bisect_right(self._term_days, day)
        # Firsts stand at even places: after an odd number of ends no later than the day, it is inside a term, and on
        # the last day of one it is too.
        if at % 2 == 0 and self._term_days[at - 1] != day:
            return None
        return self.terms[(at - 1) // 2]

    def school_year_start(self, day: int) -> int:
        """The first day of the school year the day lies in: of the first term to begin after July.

        Education Act 1996 s.579(1). Raises `CoverageError` when the calendar does not hold that term.
        """
        self._check(day)
        starts = [first for first in year_starts(self.terms) if first <= day]
        if not starts:
            raise self._unknown(self._term_days[0] - 1)
        return starts[-1]

    def school_year_containing(self, day: int) -> tuple[int, int]:
        """The first and last day of the school year the day lies in.

        It runs from the first term to begin after July to the day before the first term to begin after the next July
        (Education Act 1996 s.579(1)). Raises `CoverageError` when either term is not in the calendar: the end of the
        last school year of a calendar is not known. `school_year_start` needs only the first.
        """
        start = self.school_year_start(day)
        for first in year_starts(self.terms):
            if first > start:
                return start, first - 1
        raise self._unknown(self._term_days[-1] + 1)

    def closed_spells(self, at_least_days: int, *, inset_open: bool = True) -> tuple[tuple[int, int], ...]:
        """The stretches of at least so many days in a row on which the school is closed, weekends and all.

        Each is (first closed day, day it reopens), both ordinals, and lies between two open days. An INSET day is open
        to staff and ends a closure, unless ``inset_open`` is False. The stretch after the last known day is left out,
        because when the school reopens is not known. Raises `CalendarError` unless ``at_least_days`` is above nought.
        """
        if type(at_least_days) is not int or at_least_days < 1:
            raise CalendarError(
                f"{self.name}: a closure lasts at least 1 day, not {at_least_days!r}; give a number from 1 up"
            )
        days = [self._numbered(k) for k in (1, self._before[-1])] if self._before[-1] else []
        return closed_spells(self, days, self._inset if inset_open else _NONE, at_least_days)


_NONE = array("i")
_SUMMER = (6, 7)


def _days(days: Iterable[date]) -> array[int]:
    ordinals = array("i", [ordinal(day) for day in days])
    return ordinals or _NONE


def _sorted(spans: Iterable[Closure | tuple[date, date]]) -> list[Closure]:
    closures = [span if isinstance(span, Closure) else Closure(*span) for span in spans]
    return sorted(closures, key=lambda closure: ordinal(closure.first))

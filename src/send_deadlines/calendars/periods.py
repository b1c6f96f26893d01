"""Lengths of time as English law writes them, one type for each unit.

A week is seven days, yet ``Weeks(1)`` and ``Days(7)`` are different things: the law counts months, working days and
school days in ways of their own, and a length that changes its unit silently is a wrong date waiting to happen. So
there is no arithmetic between the types, no order, and no length of nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from send_deadlines.errors import PeriodError, did_you_mean
from send_deadlines.said import shown

__all__ = ["Days", "Months", "Period", "SchoolDays", "Weeks", "WorkingDays", "Years", "parse_period"]

_NEEDED = 'a period is required and > 0; write a whole number and a unit, such as "20 weeks"'


@dataclass(frozen=True, slots=True)
class _Length:
    n: int

    unit: ClassVar[str] = ""

    def __post_init__(self) -> None:
        # bool is an int to Python; one period of True weeks is a slip.
        if type(self.n) is not int or self.n < 1:
            raise PeriodError(f"{type(self).__name__}({self.n!r}): {_NEEDED}")

    def __str__(self) -> str:
        return f"{self.n} {self.unit}" if self.n == 1 else f"{self.n} {self.unit}s"


class Days(_Length):
    """Calendar days.

    >>> str(Days(30))
    '30 days'
    >>> Days(7) == Weeks(1)
    False
    """

    __slots__ = ()
    unit = "day"


class Weeks(_Length):
    """Weeks of seven consecutive days, beginning on any day of the week.

    >>> str(Weeks(1)), str(Weeks(20))
    ('1 week', '20 weeks')
    """

    __slots__ = ()
    unit = "week"


class Months(_Length):
    """Calendar months (Interpretation Act 1978, Schedule 1).

    >>> str(Months(2))
    '2 months'
    """

    __slots__ = ()
    unit = "month"


class Years(_Length):
    """Years of twelve calendar months.

    >>> str(Years(1))
    '1 year'
    """

    __slots__ = ()
    unit = "year"


class WorkingDays(_Length):
    """Days that a working-day calendar calls open. What they are depends on the instrument.

    >>> WorkingDays(0)
    Traceback (most recent call last):
        ...
    send_deadlines.errors.PeriodError: WorkingDays(0): a period is required and > 0; write a whole number and a \
unit, such as "20 weeks"
    """

    __slots__ = ()
    unit = "working day"


class SchoolDays(_Length):
    """Days on which one particular school meets (Education Act 1996 s.579(1)).

    >>> str(SchoolDays(15))
    '15 school days'
    """

    __slots__ = ()
    unit = "school day"


Period: TypeAlias = Days | Weeks | Months | Years | WorkingDays | SchoolDays
"""Any length of time."""

_UNITS: dict[str, type[Days] | type[Weeks] | type[Months] | type[Years] | type[WorkingDays] | type[SchoolDays]] = {
    spelling: kind
    for kind in (Days, Weeks, Months, Years, WorkingDays, SchoolDays)
    for spelling in (kind.unit, f"{kind.unit}s")
}
_SHAPE = re.compile(r"([0-9]+)\s+(\S(?:.*\S)?)", re.ASCII)


def parse_period(text: str) -> Period:
    """Read a length of time such as ``20 weeks``, ``15 working days`` or ``1 month``.

    Raises `PeriodError` when there is no whole number above nought, or the unit is not one of day, week, month, year,
    working day and school day, in the singular or the plural.

    >>> parse_period("15 working days")
    WorkingDays(n=15)
    >>> parse_period("6 fortnights")
    Traceback (most recent call last):
        ...
    send_deadlines.errors.PeriodError: '6 fortnights': unknown unit 'fortnights'; known: days, months, school days, \
weeks, working days, years
    """
    if not isinstance(text, str):
        raise PeriodError(f"{shown(text)}: {_NEEDED}")
    shape = _SHAPE.fullmatch(text.strip())
    if shape is None:
        raise PeriodError(f"{shown(text)}: {_NEEDED}")
    unit = " ".join(shape[2].lower().split())
    kind = _UNITS.get(unit)
    if kind is None:
        known = [spelling for spelling in _UNITS if spelling.endswith("s")]
        raise PeriodError(f"{shown(text)}: unknown unit '{shape[2]}'; {did_you_mean(unit, known)}")
    if int(shape[1]) < 1:
        raise PeriodError(f"{shown(text)}: {_NEEDED}")
    return kind(int(shape[1]))

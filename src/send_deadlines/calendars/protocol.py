"""What the counting asks of a calendar, whatever its days are."""

from __future__ import annotations

from datetime import date
from typing import Protocol

__all__ = ["DayCalendar"]


class DayCalendar(Protocol):
    """A calendar that divides days into open and closed. Days are ordinals (`datetime.date.toordinal`).

    Working-day and school calendars both are one. Every method raises `CoverageError` for a day outside ``first`` to
    ``last``, and when the answer would lie outside; `is_provisional` alone answers for any day.
    """

    @property
    def name(self) -> str:
        """What messages and receipts call it."""

    @property
    def first(self) -> date:
        """The first day it knows."""

    @property
    def last(self) -> date:
        """The last day it knows."""

    @property
    def provisional_from(self) -> date | None:
        """The first day whose bank holidays have not been announced; None when all have."""

    @property
    def fingerprint(self) -> str:
        """A short hash of what it holds: the same content gives the same letters on every machine."""

    def is_open(self, day: int) -> bool:
        """Whether the day counts."""

    def shift(self, day: int, n: int) -> int:
        """The n-th open day strictly after ``day``; with n below nought, strictly before it."""

    def between(self, start: int, end: int) -> int:
        """How many open days d there are with start < d <= end; below nought when end is earlier."""

    def next_open(self, day: int) -> int:
        """The first open day on or after ``day``."""

    def previous_open(self, day: int) -> int:
        """The last open day on or before ``day``."""

    def is_provisional(self, day: int) -> bool:
        """Whether the day lies in years whose bank holidays have not been announced."""

"""An event as the engine sees it on a day."""

from __future__ import annotations

from datetime import time
from typing import Any

from send_deadlines.outcomes import Step

__all__ = ["NOTHING", "Happening"]

NOTHING: dict[str, Any] = {}
"""What has no dates, or no attributes."""


class Happening:
    """An event as the engine sees it on a day: days as ordinals, only what was known."""

    __slots__ = ("about", "attributes", "dates", "day", "event", "hour", "how", "rank")

    def __init__(
        self, event: str, day: int, about: str | None, dates: dict[str, int], attributes: dict[str, Any]
    ) -> None:
        self.event = event
        self.day = day
        self.about = about
        self.dates = dates
        self.attributes = attributes
        self.hour: time | None = None
        """The time of day, where it is known."""
        self.rank = 0
        """Its place among the happenings of its event."""
        self.how: dict[str, Step] = NOTHING
        """How each of its dates was found that the case does not record."""

    def find(self, key: str, day: int, how: Step) -> None:
        """Give it a date that the case does not record."""
        self.dates = {**self.dates, key: day}
        self.how = {**self.how, key: how}

    def at(self, key: str) -> int | None:
        """The ordinal of one of its dates, None when it is not known."""
        return self.day if key == "on" else self.dates.get(key)

    @property
    def order(self) -> tuple[int, str, int]:
        """What sorts happenings, whatever order they were entered in."""
        return self.day, self.event, self.rank

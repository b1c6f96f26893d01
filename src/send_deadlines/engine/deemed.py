"""The day on which a document counts as served, where its event says only when and how it was sent."""

from __future__ import annotations

from send_deadlines.engine.due import reckon
from send_deadlines.engine.happening import Happening
from send_deadlines.engine.plan import Time, counting_of
from send_deadlines.law.library import Data

__all__ = ["deemed_day"]


def deemed_day(instrument: Data, happening: Happening) -> tuple[int, Data] | None:
    """The day, and the rule of deemed service that gives it; None for a way of sending of which none speaks."""
    for deemed in instrument.get("deemed", []):
        if deemed["method"] == happening.attributes.get("method"):
            if not deemed.get("after"):
                return happening.day, deemed
            way = next(way for way in instrument["counting"] if way["id"] == deemed["counting"])
            words = {"within": deemed["after"], "first_day": "not counted"}
            return reckon(Time(words, counting_of(way), way), happening.day, {}).due, deemed
    return None

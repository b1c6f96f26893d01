"""What an exception asks for, in sentences: its fact and its judgement."""

from __future__ import annotations

from send_deadlines.law.library import Data, Law
from send_deadlines.report.law_names import marked
from send_deadlines.report.words import listed

__all__ = ["fact_said"]


def fact_said(law: Law, fact: Data) -> str:
    """The half of an exception that can be tested.

    >>> fact_said(None, {"spell": "absent_from_area", "at_least": "4 weeks"})
    '{event:absent_from_area} for at least 4 weeks without a break, inside the time of the limit'
    """
    same = ", about the same thing as the limit" if fact.get("same_about") else ""
    carrying = "".join(
        f", with {key} {listed(map(str, values))}" for key, values in fact.get("where", {}).items()
    )  # fmt: skip
    if fact.get("spell"):
        name = marked("event", fact["spell"])
        if fact.get("at_least"):
            return (
                f"{name}{carrying} for at least {fact['at_least']} without a break, inside the time of the limit{same}"
            )
        return f"{name}{carrying}, on at least one day of the time of the limit{same}"
    if fact.get("recorded"):
        return f"{marked('event', fact['recorded'])}{carrying}, recorded for a day in the time of the limit{same}"
    name = marked("event", fact["happened"])
    if fact.get("around_closure"):
        return f"{name}{carrying}, {_closure(fact['around_closure'])}{same}"
    return f"{name}{carrying}, in the time of the limit{same}"


def _closure(words: Data) -> str:
    calendars = words.get("calendars", [])
    found = f" (or found in the case's calendar {listed(calendars)})" if calendars else ""
    return (
        f"round a closure of at least {words['at_least']} without a break, recorded as "
        f"{marked('event', words['event'])}{found}: "
        f"from {words['opens']} before its first day to {words['ends']} before the day of re-opening"
    )

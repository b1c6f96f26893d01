"""What a title in a school's published calendar means; where that is not plain, it is said, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from send_deadlines.calendars._data import read_table
from send_deadlines.calendars.school_text import simple

__all__ = ["Meaning", "meaning"]

_LONGEST = {"half_term": 16, "inset": 5, "term_starts": 1, "term_ends": 1}
_SHORTEST = {"term": 15}


@dataclass(frozen=True, slots=True)
class Meaning:
    """The kinds a title has, none when the entry is to be left aside; or, in ``unclear``, why that cannot be told."""

    kinds: tuple[str, ...] = ()
    says: str = ""
    unclear: str = ""


def meaning(title: str, days: int) -> Meaning:
    """What an entry of that title means that lasts so many days.

    >>> meaning("INSET Day – school closed to pupils", 1)
    Meaning(kinds=('inset',), says='an INSET day', unclear='')
    >>> meaning("Sports day", 1)
    Meaning(kinds=(), says='no closure', unclear='')
    >>> meaning("Closed?", 1).unclear
    'it is not said for certain'
    """
    text = simple(title)
    words = _words()
    for why, pattern in words["unclear"].items():
        if _found(pattern, text):
            return Meaning(unclear=f"cannot tell {why}")
    whole, text = text, " ".join(re.sub(words["aside"], " ", text).split())
    kinds = [kind for kind, table in words["kind"].items() if _found(table["words"], text)]
    if not kinds:
        return _not_understood(text)
    for also, why in (("doubt", "it is not said for certain"), ("part_of_school", "it may be for some pupils only")):
        if _found(words[also], whole):
            return Meaning(unclear=why)
    if _found(words["part_of_day"], text) and not set(kinds) & {"term_starts", "term_ends"}:
        if set(kinds) <= {"closure"} and _found(words["early_finish"], text):
            return Meaning(says="a day on which school ends early, and so a school day")
        return Meaning(unclear="it may be for a part of the day only")
    left = [kind for kind in kinds if not any(kind in words["kind"][other]["over"] for other in kinds)]
    if "inset" in left and len(left) == 2 and left[1] in ("term_starts", "term_ends"):
        pass  # the staff begin the term, or end it
    elif len(left) != 1:
        says = " and ".join(words["kind"][kind]["says"] for kind in left or kinds)
        return Meaning(unclear=f"it may be {says}")
    for kind in left:
        if not _SHORTEST.get(kind, 1) <= days <= _LONGEST.get(kind, days):
            return Meaning(unclear=f"{words['kind'][kind]['says']} does not last {days} day{'s' if days > 1 else ''}")
    return Meaning(tuple(left), " and ".join(words["kind"][kind]["says"] for kind in left))


def _not_understood(text: str) -> Meaning:
    words = _words()
    if _found(words["early_finish"], text) and _found(words["part_of_day"], text):
        return Meaning(says="a day on which school ends early, and so a school day")
    if found := _found(words["telling"], text):
        return Meaning(unclear=f"it says '{found}', and whether pupils come is not plain")
    return Meaning(says="no closure")


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group().strip() if found else ""


@cache
def _words() -> dict[str, Any]:
    table = read_table("school_words.toml")
    for key in ("aside", "doubt", "part_of_school", "part_of_day", "early_finish", "telling"):
        table[key] = _compiled(table[key])
    for kind in table["kind"].values():
        kind["words"] = _compiled(kind["words"])
    table["unclear"] = {why: _compiled(patterns) for why, patterns in table["unclear"].items()}
    return table


def _compiled(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")

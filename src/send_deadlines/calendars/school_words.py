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
_FEW = 3
_DOUBTS = {
    "doubt": "it is not said for certain",
    "part_of_school": "it may be for some pupils only",
    "other_thing": "it may be about the day, and not the day itself",
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """The kinds a title has, none when the entry is to be left aside; or, in ``unclear``, why that cannot be told."""

    kinds: tuple[str, ...] = ()
    says: str = ""
    unclear: str = ""


_ASIDE = Meaning(says="no closure")
_EARLY = Meaning(says="a day on which school ends early, and so a school day")


def meaning(title: str, days: int, name: str = "") -> Meaning:
    """What an entry of that title means that lasts so many days, in the calendar of that name.

    >>> meaning("INSET Day – school closed to pupils", 1)
    Meaning(kinds=('inset',), says='an INSET day', unclear='')
    >>> meaning("Sports day", 1)
    Meaning(kinds=(), says='no closure', unclear='')
    >>> meaning("Closed?", 1).unclear
    'it is not said for certain'
    """
    whole = simple(title)
    words = _words()
    for why, pattern in words["unclear"].items():
        if _found(pattern, whole):
            return Meaning(unclear=f"cannot tell {why}")
    text = " ".join(re.sub(words["aside"], " ", whole).split())
    kinds = [kind for kind, table in words["kind"].items() if _found(table["words"], text)]
    if not kinds:
        return _not_understood(whole, text, days)
    left = [kind for kind in kinds if not any(kind in words["kind"][other]["over"] for other in kinds)]
    more = _more(text, kinds, left, simple(name))
    if more and (left == ["bank_holiday"] or (left == ["term"] and days < _SHORTEST["term"])):
        return _ASIDE  # a bank holiday is known anyway, and an evening in the spring term is none
    if kinds != ["extra_school_day"] and (why := _doubt(whole, kinds)):
        return Meaning(unclear=why)
    if not set(left) & {"inset", "closure", "bank_holiday"} and _found(words["staff"], text):
        return Meaning(unclear="it may be for the staff only")
    if _found(words["part_of_day"], text) and not set(kinds) & {"term_starts", "term_ends"}:
        if set(kinds) <= {"closure"} and _found(words["early_finish"], text):
            return _EARLY
        return Meaning(unclear="it may be for a part of the day only")
    if more:
        says = words["kind"][left[0]]["says"]
        return Meaning(unclear=f"it says '{more}' besides, and whether it is {says} is not plain")
    if "inset" in left and len(left) == 2 and left[1] in ("term_starts", "term_ends"):
        pass  # the staff begin the term, or end it
    elif len(left) != 1:
        says = " and ".join(words["kind"][kind]["says"] for kind in left or kinds)
        return Meaning(unclear=f"it may be {says}")
    for kind in left:
        if not _SHORTEST.get(kind, 1) <= days <= _LONGEST.get(kind, days):
            return Meaning(unclear=f"{words['kind'][kind]['says']} does not last {days} day{'s' if days > 1 else ''}")
    return Meaning(tuple(left), " and ".join(words["kind"][kind]["says"] for kind in left))


def _more(text: str, kinds: Iterable[str], left: Iterable[str], name: str) -> str:
    """The words of a title that are neither those of its kinds, nor harmless, nor of the calendar's name."""
    words = _words()
    if any(_found(words["kind"][kind]["decisive"], text) for kind in left if "decisive" in words["kind"][kind]):
        return ""
    for kind in (*left, *kinds):  # those that yield last, lest they take a part of the words of the others
        text = re.sub(words["kind"][kind]["words"], " ", text)
    if "term_ends" in kinds or "term_starts" in kinds:
        text = re.sub(words["part_of_day"], " ", text)
    text = re.sub(words["harmless"], " ", text)
    if not {"half_term", "holiday"} & set(left):
        text = re.sub(words["harmless_beside_a_day"], " ", text)
    left_over = (word.strip(":.&/+") for word in text.split())
    return " ".join(word for word in left_over if word and word not in name.split())


def _doubt(text: str, kinds: Iterable[str] = ()) -> str:
    for kind in kinds:
        if kind in ("inset", "closure"):  # whose own words may say that pupils do 'not' come
            text = re.sub(_words()["kind"][kind]["words"], " ", text)
    return next((why for also, why in _DOUBTS.items() if _found(_words()[also], text)), "")


def _not_understood(whole: str, text: str, days: int) -> Meaning:
    words = _words()
    if _found(words["early_finish"], text) and _found(words["part_of_day"], text):
        return _EARLY
    found = _found(words["telling"], text) or (days > _FEW and _found(words["telling_if_long"], text))
    if found:
        return Meaning(unclear=_doubt(whole) or f"it says '{found}', and whether pupils come is not plain")
    return _ASIDE


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group().strip() if found else ""


@cache
def _words() -> dict[str, Any]:
    table = read_table("school_words.toml")
    kinds = table.pop("kind")
    unclear = table.pop("unclear")
    compiled: dict[str, Any] = {key: _compiled(patterns) for key, patterns in table.items()}
    for kind in kinds.values():
        kind["words"] = _compiled([*kind.get("decisive", []), *kind["words"]])
        if "decisive" in kind:
            kind["decisive"] = _compiled(kind["decisive"])
    return compiled | {"kind": kinds, "unclear": {why: _compiled(patterns) for why, patterns in unclear.items()}}


def _compiled(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")

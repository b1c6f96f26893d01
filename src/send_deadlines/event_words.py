"""What the events that a sentence names mean: an officer knows their names only from the vocabulary."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["with_meanings"]

_NAMED = re.compile(r"(?:the `(?P<date>\w+)` day of |`(?P<attribute>\w+)` of )?\b(?P<event>[a-z][a-z0-9_]*)\b")


def with_meanings(text: str, law: Any) -> str:
    """A text with the meaning of each event it names, told once, and of the date of it; or of an attribute of it alone.

    >>> from send_deadlines.law.library import load_law
    >>> with_meanings("the `served` day of draft_plan_sent", load_law())
    'the `served` day of draft_plan_sent (a draft EHC plan was sent to the family: the day it was served)'
    """
    told: set[str] = set()

    def said(found: re.Match[str]) -> str:
        words = law.events.get(found["event"])
        if words is None or found[0] in told:
            return found[0]
        told.add(found[0])
        attribute = words.get("attributes", {}).get(found["attribute"])
        date = words.get("dates", {}).get(found["date"])
        meaning = re.sub(r"^(The|An?)\b", lambda first: first[0].lower(), words["meaning"]).rstrip(".")
        if date:
            meaning += f": {date['meaning']}"
        if attribute:  # the event is recorded, and lacks only this
            meaning = attribute["meaning"]
        return f"{found[0]} ({meaning.rstrip('.')})"

    return _NAMED.sub(said, text)

"""Names of the law in a sentence: they are marked with their kind, so that a page can link them and a text need not.

A mark is written ``{event:draft_plan_sent.served}``. Its kinds are the sections of a rule file: event, rule, exception,
instrument, counting (an instrument's way of counting), measure, dispute, amendment, process, fact.
"""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["marked", "names_in", "unmarked"]

_MARK = re.compile(r"\{([a-z_]+):([^{}]+)\}")


def marked(kind: str, name: str) -> str:
    """A name with its kind.

    >>> marked("event", "draft_plan_sent.served")
    '{event:draft_plan_sent.served}'
    """
    return f"{{{kind}:{name}}}"


def names_in(text: str, said: Callable[[str, str], str]) -> str:
    """A text with each mark said in one way, given its kind and its name.

    >>> names_in("Ends with {event:plan_ceased}.", lambda kind, name: f"<{name}>")
    'Ends with <plan_ceased>.'
    """
    return _MARK.sub(lambda mark: said(mark[1], mark[2]), text)


def unmarked(text: str) -> str:
    """A text with only the names of what is marked in it.

    >>> unmarked("Ends with {event:plan_ceased}.")
    'Ends with plan_ceased.'
    """
    return names_in(text, lambda kind, name: name)

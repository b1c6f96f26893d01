"""JSON, read strictly: what other readers pass over in silence is a problem here.

A key that stands twice would lose its first value, NaN and infinity are no JSON, and a number may be too large to be
one. Everything wrong is found at once, each with the place in the value where it stands.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

__all__ = ["BadJson", "Fault", "faults", "items", "parse"]

Place = tuple[str | int, ...]


class Fault(NamedTuple):
    """Something wrong inside a value that could be parsed: where, what, and how to mend it."""

    place: Place
    what: str
    mend: str


class BadJson(ValueError):
    """Text that is not JSON; ``line`` and ``column`` count from 1."""

    def __init__(self, what: str, mend: str, line: int = 1, column: int = 1) -> None:
        self.what = what
        self.mend = mend
        self.line = line
        self.column = column
        super().__init__(f"{what}; {mend}")


class _Doubled(dict[str, Any]):
    """An object in which a key stands more than once."""

    keys_told: tuple[str, ...] = ()


class _NoNumber:
    def __init__(self, written: str) -> None:
        self.written = written


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    keys = [key for key, _ in pairs]
    doubled = _Doubled(made)
    doubled.keys_told = tuple(key for key in made if keys.count(key) > 1)
    return doubled


def _float(written: str) -> float | _NoNumber:
    value = float(written)
    return value if math.isfinite(value) else _NoNumber(written)


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_NoNumber, parse_float=_float)
_SPACE = " \t\r\n"
_DEEPEST = 30


def parse(text: str) -> Any:
    """The one value a text holds. Raises :class:`BadJson` where it is not JSON.

    >>> parse('{"id": "A1"}')
    {'id': 'A1'}
    >>> parse('{"id": ')
    Traceback (most recent call last):
    ...
    send_deadlines.sources.strict_json.BadJson: it is not JSON: a value is expected at column 8; correct it there
    """
    value, end = _value(text, _skip(text, 0))
    _nothing_after(text, end)
    return value


def items(text: str) -> Iterator[tuple[int, Any]]:
    """Each item of the list a text holds, with the line it begins on. Raises :class:`BadJson` on reaching a fault.

    >>> list(items('[1,\\n 2]'))
    [(1, 1), (2, 2)]
    """
    at = _skip(text, _skip(text, 0) + 1)
    line, counted = 1, 0
    if text[at : at + 1] == "]":
        _nothing_after(text, at + 1)
        return
    while True:
        line += text.count("\n", counted, at)
        counted = at
        value, at = _value(text, at)
        yield line, value
        at = _skip(text, at)
        mark = text[at : at + 1]
        if mark == "]":
            _nothing_after(text, at + 1)
            return
        if mark != ",":
            raise _bad(text, at, "a comma or the end of the list is expected")
        at = _skip(text, at + 1)


def faults(value: Any) -> Iterator[Fault]:
    """What is wrong inside a parsed value: keys that stand twice, and numbers that are none.

    >>> [fault.what for fault in faults(parse('{"on": 1, "on": NaN}'))]
    ["the key 'on' stands twice in it", '`on` is NaN, which is not a number']
    """
    waiting: list[tuple[Any, Place]] = [(value, ())]
    while waiting:
        value, place = waiting.pop()
        if len(place) > _DEEPEST:
            yield Fault(place[:2], "it is nested too deeply to be a case", "take the inner lists and objects out")
            return
        if isinstance(value, _Doubled):
            for key in value.keys_told:
                yield Fault(place, f"the key '{key}' stands twice in it", "leave one out")
        if isinstance(value, dict):
            waiting += reversed([(inner, (*place, key)) for key, inner in value.items()])
        elif isinstance(value, list):
            waiting += reversed([(inner, (*place, number)) for number, inner in enumerate(value)])
        elif isinstance(value, _NoNumber):
            name = f"`{place[-1]}`" if place and isinstance(place[-1], str) else "a value"
            yield Fault(
                place[:-1], f"{name} is {value.written}, which is not a number", "give a number, or leave it out"
            )


def _value(text: str, at: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise _bad(text, error.pos, _EXPECTED.get(error.msg, error.msg[:1].lower() + error.msg[1:])) from None
    except RecursionError:
        raise _bad(text, at, "it is nested too deeply to be a case") from None
    except ValueError:  # a whole number of thousands of digits
        raise _bad(text, at, "a number in it has too many digits") from None


_EXPECTED = {
    "Expecting value": "a value is expected",
    "Expecting ',' delimiter": "a comma, or the end of the object or list, is expected",
    "Expecting ':' delimiter": "a colon is expected",
    "Expecting property name enclosed in double quotes": "a key in double quotes is expected",
}


def _bad(text: str, at: int, what: str) -> BadJson:
    at = min(at, len(text))
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    return BadJson(f"it is not JSON: {what} at column {column}", "correct it there", line, column)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _nothing_after(text: str, end: int) -> None:
    at = _skip(text, end)
    if at < len(text):
        raise _bad(text, at, "there is more after the end of the value")

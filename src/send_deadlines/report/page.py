"""A page: what is said, in which parts, and nothing of how it looks.

Builders make pages of evaluations, cases, calendars and caseloads; ``page_text``, ``page_html`` and ``page_markdown``
lay them out. Every text is plain text, made safe to show by :func:`~send_deadlines.report.words.plain` where it comes
from a case; escaping it for HTML or Markdown is for whoever lays it out.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

__all__ = ["Block", "Cell", "Entry", "Group", "Item", "Items", "Page", "Para", "Section", "Table", "Tone", "text_of"]

Tone: TypeAlias = Literal["", "lead", "late", "breach", "good", "quiet", "unknown"]
"""How weighty something is. It only repeats what the words say."""


class Para(NamedTuple):
    """A paragraph, and where it leads, if it does."""

    text: str
    url: str = ""


class Entry(NamedTuple):
    """A line that leads, and what stands beneath it."""

    lead: str
    lines: tuple[str, ...]
    tone: Tone = "lead"


class Item(NamedTuple):
    """An item of a list, and the items beneath it."""

    text: str
    beneath: tuple[str, ...] = ()


class Items(NamedTuple):
    """A list."""

    items: tuple[Item, ...]
    numbered: bool = False


class Cell(NamedTuple):
    """A cell of a table that is more than its text."""

    text: str
    tone: Tone = ""
    shape: str = ""
    """A sign that repeats the text for the eye, such as a filled square for what is overdue."""
    url: str = ""
    more: str = ""
    """What is said beneath it where there is room: not in text, whose lines are short."""


class Group(NamedTuple):
    """Rows of a table under a title of their own; ``name`` is what the title is about, where it has a short one."""

    title: str
    rows: tuple[tuple[str | Cell, ...], ...]
    name: str = ""


class Table(NamedTuple):
    """A table. The first cell of a row says what the row is about."""

    caption: str
    head: tuple[str, ...]
    groups: tuple[Group, ...]
    narrow: Mapping[int, int] = MappingProxyType({})
    """Columns that may be narrowed first where there is little room, and to how many letters."""


Block: TypeAlias = Para | Entry | Items | Table


class Section(NamedTuple):
    """Blocks under a heading; without one, they stand by themselves."""

    heading: str
    blocks: tuple[Block, ...]


class Page(NamedTuple):
    """A page: its title, its parts, and what its answers rest on."""

    title: str
    sections: tuple[Section, ...]
    foot: str = ""


def text_of(cell: str | Cell) -> str:
    """The text of a cell.

    >>> text_of("done"), text_of(Cell("done", "good"))
    ('done', 'done')
    """
    return cell if isinstance(cell, str) else cell.text

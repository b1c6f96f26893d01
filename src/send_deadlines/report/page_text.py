"""A page as text, at most 100 columns wide."""

from __future__ import annotations

from collections.abc import Iterator

from send_deadlines.report.page import Block, Entry, Items, Page, Para, Table, text_of
from send_deadlines.report.words import WIDTH, columns, heading, wrap

__all__ = ["page_as_text"]

_BODY = "      "
_COLOURS = {"lead": "1", "late": "31", "breach": "1;31"}


def page_as_text(page: Page, *, colour: bool = False) -> str:
    """The page as text. Colour, if wanted, only repeats what the words say.

    >>> from send_deadlines.report.page import Section
    >>> print(page_as_text(Page("EHC-1042", (Section("Next", (Para("Nothing."),)),), "Receipt: none.")))
    EHC-1042
    ========
    <BLANKLINE>
    Next
    ----
      Nothing.
    <BLANKLINE>
    Receipt: none.
    <BLANKLINE>
    """
    return "\n".join(_lines(page, colour)) + "\n"


def _lines(page: Page, colour: bool) -> Iterator[str]:
    for line in [*wrap(page.title), "=" * min(len(page.title), WIDTH)]:
        yield _painted(line, "lead", colour)
    for section in page.sections:
        if section.heading:
            head = heading(section.heading) if len(section.heading) <= WIDTH else ["", *wrap(section.heading)]
            for line in head:
                yield _painted(line, "lead", colour)
        before: Block | None = None
        for block in section.blocks:
            if not section.heading or (isinstance(block, Entry) and before is not None):
                yield ""
            yield from _block(block, "  " if section.heading else "", colour)
            before = block
    if page.foot:
        yield from ["", *wrap(page.foot, "", "  ")]


def _block(block: Block, indent: str, colour: bool) -> Iterator[str]:
    match block:
        case Para(text, url):
            yield from wrap(f"{text} {url}" if url else text, indent, _BODY if indent else "")
        case Entry(lead, lines, tone):
            yield from (_painted(line, tone, colour) for line in wrap(lead, indent, _BODY))
            for text in lines:
                yield from wrap(text, _BODY)
        case Items(items, numbered):
            for number, item in enumerate(items, 1):
                yield from wrap(f"{number}. {item.text}" if numbered else item.text, indent, _BODY)
                for text in item.beneath:
                    yield from wrap(text, _BODY, _BODY)
        case Table():
            yield from _table(block, indent)


def _table(table: Table, indent: str) -> Iterator[str]:
    """The columns are as wide in every group; a blank row tells the groups apart."""
    rows: list[list[str]] = [list(table.head)]
    for group in table.groups:
        rows += [[*map(text_of, row)] for row in group.rows] + [[]]
    titled = any(group.title for group in table.groups)
    lines = iter(columns(rows, indent + "  " if titled else indent, narrow=table.narrow))
    yield next(lines)
    for group in table.groups:
        if group.title:
            yield f"{indent}{group.name}: {group.title}" if group.name else f"{indent}{group.title}"
        for line in lines:
            if not line:
                break
            yield line


def _painted(line: str, tone: str, colour: bool) -> str:
    return f"\x1b[{_COLOURS[tone]}m{line}\x1b[0m" if colour and line and tone in _COLOURS else line

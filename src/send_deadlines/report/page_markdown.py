"""A page as Markdown (CommonMark, with the tables of GitHub)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from send_deadlines.report.page import Block, Cell, Entry, Items, Page, Para, Table

__all__ = ["escaped", "page_as_markdown"]

_SPECIAL = re.compile(r"[\\`*\[\]<>|~$&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_START = re.compile(r"^(\d+)(?=[.)])|^(?=[#+=:!-])")


def escaped(text: str) -> str:
    r"""Text that Markdown shows as it is, whatever signs are in it, on one line.

    >>> escaped("1. <b>*bold*</b> ehc_assessment.final_plan")
    '1\\. \\<b\\>\\*bold\\*\\</b\\> ehc_assessment.final_plan'
    """
    one_line = " ".join(text.split())
    return _START.sub(lambda found: (found[1] or "") + "\\", _SPECIAL.sub(r"\\\g<0>", one_line), count=1)


def page_as_markdown(page: Page, level: int = 1) -> str:
    """The page as Markdown, its title a heading of that level.

    >>> from send_deadlines.report.page import Section
    >>> print(page_as_markdown(Page("EHC-1042", (Section("Next", (Para("Nothing."),)),))))
    # EHC-1042
    <BLANKLINE>
    ## Next
    <BLANKLINE>
    Nothing.
    <BLANKLINE>
    """
    return "\n".join(_lines(page, level)).rstrip("\n") + "\n"


def _lines(page: Page, level: int) -> Iterator[str]:
    yield from [f"{'#' * level} {escaped(page.title)}", ""]
    for section in page.sections:
        if section.heading:
            yield from [f"{'#' * (level + 1)} {escaped(section.heading)}", ""]
        for place, block in enumerate(section.blocks):
            yield from _block(block)
            following = section.blocks[place + 1 : place + 2]
            if not (isinstance(block, Entry) and following and isinstance(following[0], Entry)):
                yield ""
    if page.foot:
        yield escaped(page.foot)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Para(text, url):
            yield f"{escaped(text)} <{url}>" if url else escaped(text)
        case Entry(lead, lines):
            # A line that ends with a backslash is broken there.
            yield "\\\n  ".join([f"- **{escaped(lead)}**", *map(escaped, lines)])
        case Items(items, numbered):
            for number, item in enumerate(items, 1):
                mark = f"{number}." if numbered else "-"
                yield f"{mark} {escaped(item.text)}"
                for text in item.beneath:
                    yield f"{' ' * len(mark)} - {escaped(text)}"
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    """Markdown has no captions and no groups: the caption stands above, and each group is a table of its own."""
    yield from [escaped(table.caption) + ":", ""]
    for place, group in enumerate(table.groups):
        if place:
            yield ""
        if group.title:
            yield from [f"**{escaped(group.title)}**", ""]
        yield "| " + " | ".join(map(escaped, table.head)) + " |"
        yield "|" + "---|" * len(table.head)
        for row in group.rows:
            yield "| " + " | ".join(_cell(cell) for _, cell in zip(table.head, row, strict=True)) + " |"


def _cell(cell: str | Cell) -> str:
    if isinstance(cell, str):
        return escaped(cell)
    text = f"{cell.shape} {escaped(cell.text)}" if cell.shape else escaped(cell.text)
    text = f"**{text}**" if cell.tone in ("breach", "late") else text
    text = f"[{text}](<{cell.url}>)" if cell.url else text
    return f"{text}: {escaped(cell.more)}" if cell.more else text

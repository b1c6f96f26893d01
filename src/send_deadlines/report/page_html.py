"""A page as HTML: whole, for a file, or as a part, for a notebook. No script, nothing loaded from elsewhere.

It is built as a tree and written by the standard library, so that whatever a case holds is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from itertools import count
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from send_deadlines.report.page import Block, Cell, Entry, Items, Page, Para, Section, Table

__all__ = ["html_document", "html_fragment", "page_as_html", "table_as_html"]

_CLASS = "send-deadlines"
_SHORT = 28
"""A cell of so many letters, such as a long date, stays on one line."""
_LONG = 80
"""A cell of more, such as what must be done, has some width: where the table scrolls it would be a letter wide."""


def page_as_html(page: Page) -> str:
    """The page as a whole document, to be put in a file or sent.

    >>> print(page_as_html(Page("EHC-1042", (Section("", (Para("<b>"),)),))).splitlines()[0])
    <!DOCTYPE html>
    >>> "&lt;b&gt;" in page_as_html(Page("EHC-1042", (Section("", (Para("<b>"),)),)))
    True
    """
    return html_document(page.title, [page])


def html_document(title: str, pages: Iterable[Page]) -> str:
    """Several pages as one document, each beginning on a sheet of its own when printed. A single page is the document
    itself; of several, each has its heading under that of the document."""
    every = list(pages)
    html = Element("html", lang="en-GB")
    head = SubElement(html, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    _add(head, "title", title)
    _add(head, "style", _style())
    main = SubElement(SubElement(html, "body", {"class": f"{_CLASS} whole"}), "main")
    ids = count(1)
    single = len(every) == 1 and every[0].title == title
    if not single:
        _add(main, "h1", title)
    for page in every:
        _page(main if single else SubElement(main, "article"), page, 1 if single else 2, ids)
    indent(main)
    return "<!DOCTYPE html>\n" + _written(html) + "\n"


def html_fragment(page: Page) -> str:
    """The page as part of another, such as a notebook; its headings begin at the third level.

    >>> html_fragment(Page("EHC-1042", ())).endswith("</div>")
    True
    """
    root = Element("div", {"class": _CLASS, "lang": "en-GB"})
    _add(root, "style", _style())
    _page(root, page, 3, count(1))
    return _written(root)


def table_as_html(table: Table) -> str:
    """A table alone, for a page that has its own looks; the frame round it scrolls where there is no room.

    >>> from send_deadlines.report.page import Group
    >>> table_as_html(Table("Days", ("What",), (Group("", (("<b>",),)),))).startswith('<div class="wide"')
    True
    """
    root = Element("div")
    _table(root, table)
    return _written(root[0])


def _style() -> str:
    return (files("send_deadlines.report") / "page.css").read_text(encoding="utf-8")


def _written(root: Element) -> str:
    return tostring(root, encoding="unicode", method="html")


def _add(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    made = SubElement(parent, tag, attributes)
    made.text = text
    return made


def _page(parent: Element, page: Page, level: int, ids: Iterable[int]) -> None:
    _add(parent, f"h{level}", page.title)
    for section in page.sections:
        _section(parent, section, level + 1)
    if page.foot:
        foot = _add(parent, "p", page.foot)
        foot.set("class", "foot")


def _section(parent: Element, section: Section, level: int) -> None:
    made = SubElement(parent, "section")
    if section.heading:
        _add(made, f"h{level}", section.heading)
    entries = None
    for block in section.blocks:
        if isinstance(block, Entry):
            # Entries in a row are one list, so that a reader who listens hears how many there are.
            if entries is None:
                entries = SubElement(made, "ul", {"class": "entries"})
            _entry(entries, block)
        else:
            entries = None
            _block(made, block)


def _entry(parent: Element, entry: Entry) -> None:
    made = SubElement(parent, "li", {"class": entry.tone or "lead"})
    lead = SubElement(made, "p")
    _add(lead, "strong", entry.lead)
    for line in entry.lines:
        _add(made, "p", line)


def _block(parent: Element, block: Block) -> None:
    match block:
        case Para(text, url):
            made = _add(parent, "p", f"{text} " if url else text)
            if url:
                _add(made, "a", url, href=url)
        case Items(items, numbered):
            made = SubElement(parent, "ol" if numbered else "ul")
            for item in items:
                shown = _add(made, "li", item.text)
                if item.beneath:
                    inner = SubElement(shown, "ul")
                    for text in item.beneath:
                        _add(inner, "li", text)
        case Table():
            _table(parent, block)


def _table(parent: Element, table: Table) -> None:
    # Where there is no room the table scrolls, not the page; a region that scrolls must be reached by keyboard.
    frame = SubElement(parent, "div", {"class": "wide", "role": "region", "tabindex": "0", "aria-label": table.caption})
    made = SubElement(frame, "table")
    _add(made, "caption", table.caption)
    head = SubElement(SubElement(made, "thead"), "tr")
    for title in table.head:
        _add(head, "th", title, scope="col")
    for group in table.groups:
        body = SubElement(made, "tbody")
        if group.title:
            _add(SubElement(body, "tr"), "th", group.title, scope="rowgroup", colspan=str(len(table.head)))
        for row in group.rows:
            line = SubElement(body, "tr")
            for place, (_, cell) in enumerate(zip(table.head, row, strict=True)):  # no cell without its column
                shown = SubElement(line, "td" if place else "th", {} if place else {"scope": "row"})
                _cell(shown, cell)


def _cell(parent: Element, cell: str | Cell) -> None:
    cell = Cell(cell) if isinstance(cell, str) else cell
    classes: list[str] = [cell.tone] if cell.tone else []
    if len(cell.text) <= _SHORT:
        classes.append("short")
    if len(cell.text) > _LONG:
        classes.append("long")
    if classes:
        parent.set("class", " ".join(classes))
    inner = parent
    if cell.shape:
        shape = _add(parent, "span", cell.shape, **{"aria-hidden": "true"})
        shape.set("class", "shape")
        inner = SubElement(parent, "span")
    if cell.url:
        inner = SubElement(inner, "a", href=cell.url)
    inner.text = cell.text
    if cell.more:
        SubElement(parent, "br")
        more = _add(parent, "span", cell.more)
        more.set("class", "more")

"""What the pages of the law are written with: links between them, tables, and what stands at the head of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from site_anchors import slug

from send_deadlines import Law, __version__
from send_deadlines.report.page_markdown import escaped
from send_deadlines.report.rules import markdown_of

_PAGES = {
    "event": "events",
    "exception": "exceptions",
    "instrument": "instruments",
    "counting": "instruments",
    "measure": "measures",
    "dispute": "disputes",
    "amendment": "amendments",
    "fact": "facts",
}


def link(kind: str, name: str) -> str:
    """A link to where a name of the law is explained. Every name is a heading of its page."""
    if kind == "process":
        return f"[`{name}`]({name}.md)"
    if kind == "rule":
        return f"[`{name}`]({name.partition('.')[0]}.md#{name})"
    heading = name.partition(".")[0] if kind == "event" else name
    return f"[`{name}`]({_PAGES[kind]}.md#{slug(heading)})"


def said(text: str) -> str:
    """A text with its names linked."""
    return markdown_of(text, link)


def items(label: str, texts: Sequence[str]) -> list[str]:
    """A point of a list, with what there is beneath it; nothing where there is nothing."""
    if len(texts) == 1:
        return [f"- **{escaped(label)}**: {said(texts[0])}"]
    return [f"- **{escaped(label)}**:", *(f"  - {said(each)}" for each in texts)] if texts else []


def entry(name: str, *points: Iterable[str]) -> list[str]:
    """A section about one name."""
    return [f"## `{name}`", "", *(line for point in points for line in point), ""]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table; names in its cells are linked."""
    lines = [f"| {' | '.join(said(cell) for cell in row)} |" for row in rows]
    return ["", f"| {' | '.join(head)} |", "|" + "---|" * len(head), *lines, ""] if lines else []


def headed(law: Law, title: str, lead: str) -> list[str]:
    """The head of a page: its title, what it is, and which law it states, which every printed sheet repeats."""
    source = f"Made from the rule files of send-deadlines {__version__}. The law they hold has the hash `{law.hash}`."
    sheet = f'@page {{ @bottom-left {{ content: "Law {law.hash[:12]}, sheet " counter(page); font-size: 8pt; }} }}'
    head = [f"# {escaped(title)}", "", lead, "", ":::{container} law-hash", source, ":::", ""]
    return [*head, f"<style>{sheet}</style>", ""]

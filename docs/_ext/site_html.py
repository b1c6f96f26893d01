"""What the theme leaves out of the pages it writes, for those who listen, use a keyboard or have a narrow screen."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

_MENDED = (
    # Landmarks of one kind need names that tell them apart.
    ('<aside class="sidebar-drawer">', '<aside class="sidebar-drawer" aria-label="Pages">'),
    ('<aside class="toc-drawer">', '<aside class="toc-drawer" aria-label="On this page">'),
    ('role="heading">', 'role="heading" aria-level="2">'),
    # What scrolls must be reached by keyboard.
    ("<pre><span>", '<pre tabindex="0"><span>'),
)
_MAIN = '<article role="main" id="furo-main-content">'
_TABLE = re.compile(r'<div class="(table-wrapper[^"]*)">')
_CODE = re.compile(r'(?<=<span class="pre">)[^<]+')
_JOINT = re.compile(r"[._/](?=\w)")


def mended(html: str) -> str:
    """A page with what the theme leaves out.

    >>> mended('<span class="pre">final_plan</span>')
    '<span class="pre">final_<wbr>plan</span>'
    """
    for wrong, right in _MENDED:
        html = html.replace(wrong, right)
    number = count(1)
    html = _TABLE.sub(
        lambda found: f'<div class="{found[1]}" role="region" tabindex="0" aria-label="Table {next(number)}">', html
    )
    # A long name may be broken where its parts join, and nowhere else.
    return _CODE.sub(lambda name: _JOINT.sub(r"\g<0><wbr>", name[0]), html)


def _mend_pages(app: Sphinx, error: Exception | None) -> None:
    if error is None:
        for page in Path(app.outdir).rglob("*.html"):
            html = page.read_text(encoding="utf-8")
            if 'aria-label="Pages"' not in html:  # one that was written in this run
                html = html if "<h1" in html else html.replace(_MAIN, f"{_MAIN}<h1>{page.stem.capitalize()}</h1>")
                page.write_text(mended(html), encoding="utf-8", newline="\n")


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.connect("build-finished", _mend_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""The anchors of the site: a heading that is a name of the law has that name for its anchor, whole."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_ ]+)?")


def slug(title: str) -> str:
    """The anchor by which a page links to a heading.

    >>> slug("ehc_assessment.final_plan"), slug("How to read it")
    ('ehc_assessment.final_plan', 'how-to-read-it')
    """
    return title.replace(" ", "-") if _NAME.fullmatch(title) else re.sub(r"[^\w-]+", "-", title.lower()).strip("-")


def _add_names(app: Sphinx, doctree: nodes.document) -> None:
    """Docutils writes its anchors without dots and underscores; the name itself is added beside them."""
    for section in doctree.findall(nodes.section):
        title = section[0].astext()
        if _NAME.fullmatch(title) and slug(title) not in doctree.ids:
            section["ids"].append(slug(title))


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.connect("doctree-read", _add_names)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

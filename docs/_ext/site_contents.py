"""The headings of a page kept out of the list of all pages, for which Sphinx would copy them again for every page.

The pages of the law have a thousand headings. Copying them took longer than anything else.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.addnodes import toctree
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import document_toc


def _keep_headings(app: Sphinx, env: BuildEnvironment) -> None:
    """Keep the headings of each page apart, and leave only its title where the list of all pages looks."""
    kept: dict[str, nodes.bullet_list] = getattr(env, "headings_of_pages", {})
    for name, contents in env.tocs.items():
        if contents and len(contents[0]) > 1 and not any(contents.findall(toctree)):  # those lead to other pages
            kept[name] = contents.deepcopy()
            del contents[0][1:]
    env.headings_of_pages = kept  # type: ignore[attr-defined]  # kept with what Sphinx knows between two builds


def _show_headings(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Give a page its own headings."""
    env = app.env
    kept: dict[str, nodes.bullet_list] = getattr(env, "headings_of_pages", {})
    if page not in kept or "hide-toc" in env.metadata[page]:
        return
    title, env.tocs[page] = env.tocs[page], kept[page]
    context["toc"] = app.builder.render_partial(document_toc(env, page, app.tags))["fragment"]  # type: ignore[attr-defined]
    context["furo_hide_toc"] = False
    env.tocs[page] = title


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.connect("env-updated", _keep_headings)
    app.connect("html-page-context", _show_headings, priority=900)  # after the theme has found none
    return {"parallel_read_safe": True, "parallel_write_safe": False}

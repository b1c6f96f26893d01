"""References in docstrings led to the public name of what they mean.

A docstring names a thing where it lives, as ``send_deadlines.law.library.load_law``; the site documents it where users
import it from. What exists and is not documented is shown without a link; what does not exist is an error.
"""

from __future__ import annotations

import builtins
import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Any

from docutils.nodes import Element, Node
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

import send_deadlines

_MODULES = ("send_deadlines", "typing", "datetime", "collections.abc", "enum", "pathlib")
"""Where a name without a module may come from, besides the module that is documented."""


def _resolve(app: Sphinx, env: BuildEnvironment, node: pending_xref, shown: Element) -> Node | None:
    if node.get("refdomain") != "py":
        return None
    target = node["reftarget"]
    documented = env.domains.python_domain.objects
    last = target.rpartition(".")[2]
    for name in sorted(documented):
        if name.startswith("send_deadlines.") and name.count(".") == 1 and name.rpartition(".")[2] == last:
            entry = documented[name]
            return make_refnode(app.builder, node["refdoc"], entry.docname, entry.node_id, shown, name)
    known = target in _names() or any(_exists(path) for path in _paths(node, target))
    return shown if known else None


@cache
def _names() -> frozenset[str]:
    """Every name that a module of the package has: a type may be imported for the type checker alone."""
    walked = pkgutil.walk_packages(send_deadlines.__path__, "send_deadlines.")
    modules = (importlib.import_module(each.name) for each in walked if not each.name.endswith("__main__"))
    return frozenset(name for module in modules for name in vars(module))


def _paths(node: pending_xref, target: str) -> Iterator[str]:
    yield target
    for module in (node.get("py:module"), *_MODULES):
        if module:
            yield f"{module}.{target}"


def _exists(path: str) -> bool:
    """Whether a dotted path leads to something in Python."""
    if hasattr(builtins, path):
        return True
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:length]))
        except ImportError:
            continue
        for part in parts[length:]:
            if not hasattr(found, part) and part not in getattr(found, "__annotations__", {}):
                return False
            found = getattr(found, part, None)
        return True
    return False


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.connect("missing-reference", _resolve)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

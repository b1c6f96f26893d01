"""The pages that are made from the code: every public name, and the states of a deadline."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from types import ModuleType

from sphinx.pycode import ModuleAnalyzer

import send_deadlines
from send_deadlines.states import ARROWS, OPEN, State

PUBLIC = {
    "send_deadlines": "Cases, evaluation, and what comes of it.",
    "send_deadlines.report": "Evaluations as people and machines read them.",
    "send_deadlines.report.charts": "Pictures of a case and of many.",
    "send_deadlines.frames": "Tables of pandas, polars or pyarrow: events in, deadlines out.",
    "send_deadlines.calendars": "How days are counted.",
}
"""The modules whose `__all__` others may rely on."""


COMMANDS = """# Commands

What `send-deadlines --help` says, and the help of each of its commands. Exit codes: 0 when the question was answered;
1 with `--fail-on-breach` when something is in breach; 2 when the input is wrong, with a line a problem on stderr.

```{eval-rst}
.. click:: send_deadlines.cli.program:program
   :prog: send-deadlines
   :nested: full
```
"""


def python_pages() -> dict[str, str]:
    """Each page by its name."""
    pages = {"python/index": index_page(), "states": states_page(), "commands": COMMANDS}
    for name in PUBLIC:
        pages[f"python/{name}"] = module_page(importlib.import_module(name))
    return pages


def index_page() -> str:
    """The modules."""
    lines = ["# Python", "", "Every public name. What is not here may change without notice.", ""]
    lines += [f"- [`{name}`]({name}.md): {about}" for name, about in PUBLIC.items()]
    lines += ["", ":::{toctree}", ":hidden:", *PUBLIC, ":::"]
    return "\n".join(lines) + "\n"


def module_page(module: ModuleType) -> str:
    """Every name of a module's `__all__`, with what it does and what it raises."""
    lines = [
        f"# `{module.__name__}`",
        "",
        "```{eval-rst}",
        f".. py:module:: {module.__name__}",
        "",
        *_documented(module),
    ]
    return "\n".join([*lines, "```"]) + "\n"


def _documented(module: ModuleType) -> Iterator[str]:
    for name in sorted(module.__all__, key=lambda name: (name.startswith("_"), name.lower())):
        found = getattr(module, name)
        if inspect.ismodule(found) or name == "__version__":
            continue
        if module is not send_deadlines and found is getattr(send_deadlines, name, None):
            yield f"See :py:obj:`send_deadlines.{name}`."
            yield ""
            continue
        if inspect.isclass(found):
            yield f".. autoclass:: {module.__name__}.{name}"
            yield "   :members:"
            yield "   :undoc-members:" if issubclass(found, tuple) else "   :show-inheritance:"
        else:
            yield f".. {'autofunction' if callable(found) else 'autodata'}:: {module.__name__}.{name}"
        yield ""


def states_page() -> str:
    """Every state, what it means, and which can follow."""
    about = ModuleAnalyzer.for_module(State.__module__).find_attr_docs()
    lines = ["# States", "", "Where a deadline stands on a day.", ""]
    lines += ["| State | What it means | Open | What can follow, while nothing moves the date |", "|---|---|---|---|"]
    for state in State:
        meaning = " ".join(about["State", state.name]).replace("``", "`").strip()
        later = ", ".join(f"`{each.value}`" for each in State if each in ARROWS[state] and each is not state)
        lines.append(f"| `{state.value}` | {meaning} | {'yes' if state in OPEN else 'no'} | {later or 'nothing'} |")
    lines += ["", "A deadline is open while something is still to come of it."]
    return "\n".join(lines) + "\n"

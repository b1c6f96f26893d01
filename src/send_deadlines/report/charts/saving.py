"""Charts as files: SVG that can be read aloud, and PNG made of the same."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from send_deadlines.errors import Problem, SendDeadlinesError
from send_deadlines.report.charts.look import Chart, altair

__all__ = ["check_suffix", "save"]

_SVG = "http://www.w3.org/2000/svg"
_SUFFIXES = (".svg", ".png")


def save(chart: Chart, path: str | os.PathLike[str], *, scale: float = 2) -> None:
    """Write a chart as ``.svg`` or ``.png``, by the ending of the path.

    The same chart gives the same bytes every time, with the same versions of the packages that draw. Nothing is loaded
    from elsewhere. An SVG has a title and a description that say what is in it; of either kind, ``chart.description``
    is the text alternative. ``scale`` makes a PNG finer: 2 is twice the size in each direction.

    Raises :class:`~send_deadlines.errors.SendDeadlinesError` for another ending or where the extra ``charts`` is not
    installed, and :class:`OSError` where the file cannot be written.

    >>> import tempfile
    >>> from send_deadlines import Case, evaluate
    >>> from send_deadlines.report.charts import timeline
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save(timeline(evaluate(Case("A1"), "2026-03-01")), Path(folder, "a1.svg"))
    ...     "<desc" in Path(folder, "a1.svg").read_text()
    True
    """
    path = Path(path)
    suffix = check_suffix(path)
    altair()
    drawn = io.StringIO()
    chart.save(drawn, format="svg")
    svg = _readable(drawn.getvalue(), chart)
    if suffix == ".svg":
        path.write_bytes(svg.encode() + b"\n")
        return
    import vl_convert

    path.write_bytes(vl_convert.svg_to_png(svg, scale=scale))


def check_suffix(path: Path) -> str:
    """The ending of a path, which says the kind of picture.

    >>> check_suffix(Path("Timeline.PNG"))
    '.png'
    """
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        ends = f"its name ends in '{path.suffix}'" if path.suffix else "its name has no ending"
        raise SendDeadlinesError(
            str(Problem(str(path), f"{ends}, which is no kind of picture", "end it in .svg or .png"))
        )
    return suffix


def _readable(svg: str, chart: Chart) -> str:
    """The SVG with a title and a description, as one picture to a screen reader."""
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ElementTree.fromstring(svg)
    told = (
        ("title", _text(getattr(chart.title, "text", chart.title)), "aria-labelledby"),
        ("desc", _text(chart.description), "aria-describedby"),
    )
    for part in root.iter():  # it is one picture: its parts have no names of their own
        for name in ("role", "aria-label", "aria-roledescription", "aria-hidden"):
            part.attrib.pop(name, None)
    # Several can stand in one page, so what is named in each has a name of its own.
    mark = hashlib.sha256(svg.encode()).hexdigest()[:8]
    root.set("role", "img")
    for place, (name, text, relation) in enumerate(told):
        part = ElementTree.Element(f"{{{_SVG}}}{name}", id=f"{name}-{mark}")
        part.text = text
        root.insert(place, part)
        root.set(relation, f"{name}-{mark}")
    return ElementTree.tostring(root, encoding="unicode")


def _text(given: Any) -> str:
    if isinstance(given, list):
        return " ".join(map(str, given))
    return given if isinstance(given, str) else ""

"""Stacked columns with their numbers beneath, each row of numbers with the sign of its colour: the table is the key."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

from send_deadlines.report.charts import look
from send_deadlines.report.charts.look import Chart, altair, layer

__all__ = ["Series", "columns", "shares"]

_HEIGHT, _SHARE_HEIGHT = 220, 120
_STEP, _BAR = 54, 34
"""How far apart the columns are and how wide, in pixels."""
_LINE, _ROW = 14, 20


class Series(NamedTuple):
    """One part of every column."""

    name: str
    colour: str
    numbers: tuple[int, ...]


def columns(
    labels: Sequence[tuple[str, ...]], series: Sequence[Series], further: Sequence[tuple[str, Sequence[str]]] = ()
) -> Chart:
    """The columns, each under a label of one or more lines; ``further`` are rows of words beneath the numbers."""
    width = len(labels) * _STEP
    left = 34 + 6 * max(len(name) for name in [*(one.name for one in series), *(name for name, _ in further)])
    tallest = max(sum(one.numbers[place] for one in series) for place in range(len(labels)))
    boxes, words, signs = [], [], []
    for place, lines in enumerate(labels):
        middle, floor = (place + 0.5) * _STEP, 0
        for one in series:
            top = floor + one.numbers[place]
            if top > floor:
                ends = {"left": middle - _BAR / 2, "right": middle + _BAR / 2, "low": floor, "high": top}
                boxes.append({**ends, "colour": one.colour})
            floor = top
        words += [_word(line, middle, _HEIGHT + 14 + n * _LINE) for n, line in enumerate(lines)]
    below = _HEIGHT + 18 + _LINE * max(map(len, labels))
    rows = [(one.name, [f"{number:,}" for number in one.numbers], one.colour) for one in series]
    for name, said, colour in [*rows, *((name, said, "") for name, said in further)]:
        if colour:
            signs.append({"middle": below, "at": -left + 6, "colour": colour})
        words.append(_word(name, -left + 20, below, "left"))
        words += [_word(each, (place + 0.5) * _STEP, below) for place, each in enumerate(said)]
        below += _ROW
    layers = [_grid(max(tallest, 1), "limits", "d", 6, _HEIGHT)]
    if boxes:
        layers.append(_boxes(boxes, max(tallest, 1), width))
    layers += [_signs(signs, width, _HEIGHT), *_written(words, width, _HEIGHT)]
    return altair().layer(*layers).resolve_scale(y="independent").properties(width=width, height=_HEIGHT)


def shares(given: Sequence[tuple[int, int]]) -> Chart:
    """A line of shares, each a part of a whole, over the columns; where the whole is nothing the line is broken."""
    width = len(given) * _STEP
    points = [
        (place, {"at": (place + 0.5) * _STEP, "share": part / whole, "said": look.percent(part, whole)})
        for place, (part, whole) in enumerate(given)
        if whole
    ]
    alt = altair()
    y = _count("share", 1)
    layers = [_grid(1, "in time", "%", 5, _SHARE_HEIGHT)]
    # Within a run without a gap, the place of a point and its number differ by the same.
    for _, run in groupby(enumerate(points), key=lambda pair: pair[1][0] - pair[0]):
        line = layer([point for _, (_, point) in run]).mark_line(color=look.BLUE, strokeWidth=2)
        layers.append(line.encode(x=_across("at", width), y=y))
    if points:
        dots = layer([point for _, point in points]).mark_point(filled=True, size=60, color=look.BLUE, opacity=1)
        layers.append(dots.encode(x=_across("at", width), y=y))
        for edge in ({"stroke": look.GROUND, "strokeWidth": 4}, {}):  # the line does not run through the figures
            said = layer([point for _, point in points]).mark_text(
                dy=-12, fontSize=11, color=look.TEXT, opacity=1, **edge
            )
            layers.append(said.encode(x=_across("at", width), y=y, text="said:N"))
    return alt.layer(*layers).resolve_scale(y="independent").properties(width=width, height=_SHARE_HEIGHT)


def _across(field: str, width: int) -> Any:
    alt = altair()
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, width], nice=False), axis=None)


def _down(field: str, height: int) -> Any:
    """Pixels from the top."""
    alt = altair()
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[0, height], reverse=True, nice=False), axis=None)


def _count(field: str, most: int, axis: Any = None) -> Any:
    alt = altair()
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[0, most], nice=False), axis=axis)


def _grid(most: int, title: str, form: str, ticks: int, height: int) -> Chart:
    """The axis of the columns, and the line they stand on."""
    alt = altair()
    step = {"tickMinStep": 1} if form == "d" else {}
    axis = alt.Axis(title=title, format=form, gridColor="#DCDCDC", domain=False, tickCount=ticks, **step)
    return layer([{"low": 0}]).mark_rule(color=look.EDGE, opacity=1).encode(y=_count("low", most, axis))


def _boxes(boxes: look.Rows, most: int, width: int) -> Chart:
    drawn = layer(boxes).mark_rect(stroke=look.EDGE, strokeWidth=1, opacity=1)
    return drawn.encode(
        x=_across("left", width),
        x2="right:Q",
        y=_count("low", most),
        y2="high:Q",
        fill=altair().Fill("colour:N", scale=None, legend=None),
    )


def _signs(signs: look.Rows, width: int, height: int) -> Chart:
    drawn = layer(signs).mark_point(shape="square", filled=True, size=130, stroke=look.EDGE, strokeWidth=1, opacity=1)
    fill = altair().Fill("colour:N", scale=None, legend=None)
    return drawn.encode(x=_across("at", width), y=_down("middle", height), fill=fill)


def _word(text: str, at: float, middle: float, align: str = "center") -> dict[str, Any]:
    return {"text": text, "at": at, "middle": middle, "align": align}


def _written(words: look.Rows, width: int, height: int) -> list[Chart]:
    layers = []
    for align in ("left", "center"):
        rows = [word for word in words if word["align"] == align]
        drawn = layer(rows).mark_text(align=align, baseline="middle", fontSize=11, color=look.TEXT)
        layers.append(drawn.encode(x=_across("at", width), y=_down("middle", height), text="text:N"))
    return layers

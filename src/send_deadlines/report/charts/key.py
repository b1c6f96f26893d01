"""The key of a timeline: what each kind of mark in it means, drawn with the same marks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from send_deadlines.report.charts import look
from send_deadlines.report.charts.bars import Bar, Part
from send_deadlines.report.charts.look import Chart, altair
from send_deadlines.report.charts.marks import KEY, acts_drawn, at, ends_drawn, parts_drawn, words_drawn

__all__ = ["key"]

_COLUMNS = 3
_WIDE, _HIGH = 390, 20
_FIRST = date(2000, 1, 1)
"""Any day: in the key a pixel is a day."""
_END = "end of the last day"
_ACT = "day on which it was done"


def key(bars: Sequence[Bar], shaded: str, labels: int, plot: int) -> Chart:
    """What each kind of mark means that is there, and what is shaded.

    It is as wide as the timeline's plot, and begins where the labels to the left of that begin; both in pixels.
    """
    alt = altair()
    used = [style for style in KEY if any(part.style == style for bar in bars for part in bar.parts)]
    words = [KEY[style] for style in used]
    words += [_END] if any(bar.deadline.due for bar in bars) else []
    words += [_ACT] if any(bar.deadline.done_on for bar in bars) else []
    rows = -(-len(words) // _COLUMNS)
    height = (rows + bool(shaded)) * _HIGH

    def x(field: str) -> Any:
        domain = [at(_FIRST), at(_FIRST + timedelta(days=plot))]
        return alt.X(f"{field}:T", scale=alt.Scale(type="utc", domain=domain, nice=False), axis=None)

    def y(field: str) -> Any:
        return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[0, height], reverse=True, nice=False), axis=None)

    places = {}
    for number, text in enumerate(words):
        column, row = divmod(number, rows)
        places[text] = _FIRST + timedelta(days=column * _WIDE - labels), (row + 0.5) * _HIGH
    samples = [
        (Part(style, places[KEY[style]][0], places[KEY[style]][0] + timedelta(days=29)), places[KEY[style]][1])
        for style in used
    ]
    ends, acts = (
        [(left + timedelta(days=14), middle) for text, (left, middle) in places.items() if text == sign]
        for sign in (_END, _ACT)
    )
    told = [
        {"text": text, "middle": middle, "at": at(left + timedelta(days=38)), "colour": look.TEXT}
        for text, (left, middle) in places.items()
    ]
    grounds = []
    if shaded:  # in a line of its own, for it can be long
        left, middle = _FIRST - timedelta(days=labels), height - _HIGH / 2
        told.append({"text": shaded, "middle": middle, "at": at(left + timedelta(days=38)), "colour": look.TEXT})
        grounds.append({"from": at(left), "to": at(left + timedelta(days=30)), "top": middle - 6, "bottom": middle + 6})
    ground = look.layer(grounds).mark_rect(fill=look.SHADE, stroke=look.EDGE, opacity=1)
    everywhere = _FIRST - timedelta(days=labels), _FIRST + timedelta(days=_COLUMNS * _WIDE)
    return alt.layer(
        *([ground.encode(x=x("from"), x2="to:T", y=y("top"), y2="bottom:Q")] if shaded else []),
        *parts_drawn(samples, everywhere, x, y),
        *ends_drawn(ends, x, y),
        *acts_drawn(acts, x, y),
        words_drawn(told, y, fontSize=11).encode(x=x("at")),
    ).properties(width=plot, height=height)

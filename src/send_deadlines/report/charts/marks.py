"""The marks of a timeline: how each kind of stretch and each state is drawn, told apart by shape as well as colour."""

from __future__ import annotations

from datetime import date
from typing import Any

from send_deadlines.report.charts import look
from send_deadlines.report.charts.bars import Part, Style
from send_deadlines.report.charts.look import Chart, Rows, layer
from send_deadlines.states import State

__all__ = ["KEY", "acts_drawn", "at", "ends_drawn", "parts_drawn", "signs_drawn", "words_drawn"]

_THICK = 12
_EPOCH = date(1970, 1, 1).toordinal()
_DAY = 86_400_000
"""Milliseconds."""

_BOXES: dict[Style, dict[str, Any]] = {
    "limit": {"fill": look.BLUE, "stroke": look.BLUE},
    "done": {"fill": look.PALE, "stroke": look.EDGE},
    "right": {"fill": look.GROUND, "stroke": look.GREEN, "strokeWidth": 2.5},
    "range": {"fill": look.GROUND, "stroke": look.DARK, "strokeWidth": 1.5, "strokeDash": [4, 3]},
    "gap": {"fill": look.GROUND, "stroke": look.EDGE, "strokeDash": [1, 2]},
}
_LINES: dict[Style, dict[str, Any]] = {
    "wait": {"stroke": look.PURPLE, "strokeWidth": _THICK - 2, "strokeDash": [8, 4]},
    "open": {"stroke": look.DARK, "strokeWidth": 3},
    "late": {"stroke": look.VERMILION, "strokeWidth": _THICK + 4, "strokeDash": [3, 2]},
    "past": {"stroke": look.BROWN, "strokeWidth": _THICK - 4, "strokeDash": [3, 2]},
    "back": {"stroke": look.DARK, "strokeWidth": 1},
    "other": {"stroke": look.DARK, "strokeWidth": 1.5, "strokeDash": [2, 2]},
}

KEY: dict[Style, str] = {
    "limit": "time in which something must be done",
    "right": "time in which something may be done",
    "wait": "may not be done yet",
    "done": "time that is over: done, ended or begun afresh",
    "open": "no fixed day (arrow: it goes on)",
    "late": "late, in breach",
    "past": "past its last day, but no breach, or not surely one",
    "range": "last day not known: within these days",
    "back": "days from which the last day is counted back",
    "other": "until the last day on another reading of the words",
    "gap": "not counted in this row (weekends are not drawn)",
}
"""What each kind of stretch means, in the order of the key."""

_SHAPES = {
    State.RUNNING: "circle",
    State.DUE_TODAY: "diamond",
    State.OVERDUE: "square",
    State.MET: "M-0.9,0.1L-0.3,0.7L0.9,-0.7",
    State.MET_LATE: "triangle-up",
    State.LIFTED: "diamond",
    State.ENDED: "M-0.8,0L0.8,0",
    State.SUPERSEDED: "triangle-right",
    State.LAPSED: "M-0.6,-0.6L0.6,0.6M0.6,-0.6L-0.6,0.6",
    State.WAITING: "M-0.7,-0.8L0.7,-0.8L-0.7,0.8L0.7,0.8Z",
    State.BROKEN: "M-0.8,-0.8L0.8,0.8M0.8,-0.8L-0.8,0.8M-0.8,0L0.8,0",
    State.OUTSTANDING: "M0,-0.8A0.8,0.8,0,0,1,0,0.8A0.8,0.8,0,0,1,0,-0.8M0,-0.8L0,0.8",
    State.UNKNOWN: "M-0.4,-0.4C-0.4,-1,0.5,-1,0.5,-0.4C0.5,0,0,0,0,0.4M0,0.75L0,0.85",
}
"""One shape for each state."""

_FILLED = frozenset({State.DUE_TODAY, State.OVERDUE, State.MET_LATE})


def at(day: date, part: float = 0) -> int:
    """A moment of a day, as a chart has it: nought is its beginning and one its end, whatever the time zone."""
    return round((day.toordinal() - _EPOCH + part) * _DAY)


def parts_drawn(parts: list[tuple[Part, float]], span: tuple[date, date], x: Any, y: Any) -> list[Chart]:
    """The layers of stretches, each at the height of its middle, cut off at the days that the chart spans.

    What has no end that is known, or goes on beyond the chart, ends in an arrow.
    """
    first, last = span
    beyond = (at(last, 1) - at(first)) // 100
    by_style: dict[Style, list[dict[str, Any]]] = {}
    arrows = []
    for part, middle in parts:
        if part.first > last or (part.last is not None and part.last < first):
            continue
        end = last if part.last is None else min(part.last, last)
        ends = {"from": at(max(part.first, first)), "to": at(end, 1)}
        by_style.setdefault(part.style, []).append(
            {**ends, "top": middle - _THICK / 2, "bottom": middle + _THICK / 2, "middle": middle}
        )
        if part.style != "gap":
            if part.last is None or part.last > last:
                arrows.append({"at": at(last, 1) + beyond, "middle": middle, "turn": 90})
            if part.first < first:
                arrows.append({"at": at(first) - beyond, "middle": middle, "turn": -90})
    # What is not counted lies upon what is.
    styles = sorted(by_style, key=lambda style: (style == "gap", list(KEY).index(style)))
    layers = [_layer(style, by_style[style], x, y) for style in styles]
    if arrows:
        heads = layer(arrows).mark_point(shape="triangle-up", filled=True, size=90, color=look.DARK, opacity=1)
        layers.append(heads.encode(x=x("at"), y=y("middle"), angle=look.altair().Angle("turn:Q", scale=None)))
    return layers


def _layer(style: Style, rows: Rows, x: Any, y: Any) -> Chart:
    if style in _BOXES:
        drawn = layer(rows).mark_rect(opacity=1, **_BOXES[style])
        return drawn.encode(x=x("from"), x2="to:T", y=y("top"), y2="bottom:Q")
    return layer(rows).mark_rule(opacity=1, **_LINES[style]).encode(x=x("from"), x2="to:T", y=y("middle"))


def signs_drawn(states: list[tuple[State, float, str]], place: float, y: Any) -> list[Chart]:
    """The signs of states, so far from the left, each at its height and in its colour."""
    by_state: dict[State, list[dict[str, Any]]] = {}
    for state, middle, colour in states:
        by_state.setdefault(state, []).append({"middle": middle, "colour": colour})
    alt = look.altair()
    layers = []
    for state, rows in by_state.items():
        filled = state in _FILLED
        mark = layer(rows).mark_point(shape=_SHAPES[state], filled=filled, size=70, strokeWidth=1.6, opacity=1)
        colour = alt.Color("colour:N", scale=None, legend=None)
        layers.append(mark.encode(x=alt.value(place), y=y("middle"), color=colour))
    return layers


def words_drawn(rows: Rows, y: Any, **mark: Any) -> Chart:
    """Words at a fixed place, each at its height and in its colour."""
    words = layer(rows).mark_text(align="left", baseline="middle", **mark)
    colour = look.altair().Color("colour:N", scale=None, legend=None)
    return words.encode(y=y("middle"), text="text:N", color=colour)


def ends_drawn(days: list[tuple[date, float]], x: Any, y: Any) -> list[Chart]:
    """The ends of last days, each at its height."""
    rows = [{"at": at(day, 1), "top": middle - 9, "bottom": middle + 9} for day, middle in days]
    ends = layer(rows).mark_rule(color=look.TEXT, strokeWidth=2.5, opacity=1)
    return [ends.encode(x=x("at"), y=y("top"), y2="bottom:Q")] if rows else []


def acts_drawn(days: list[tuple[date, float]], x: Any, y: Any) -> list[Chart]:
    """The days on which something was done: a dot in a ring, which stands out on every kind of stretch."""
    rows = [{"at": at(day, 0.5), "middle": middle} for day, middle in days]
    ring = layer(rows).mark_point(shape="circle", filled=True, size=90, color=look.GROUND, stroke=look.TEXT, opacity=1)
    dot = layer(rows).mark_point(shape="circle", filled=True, size=18, color=look.TEXT, opacity=1)
    return [mark.encode(x=x("at"), y=y("middle")) for mark in (ring, dot)] if rows else []

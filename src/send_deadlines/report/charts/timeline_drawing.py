"""A timeline drawn: the rows, what is written beside them, what is shaded, and the key."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from send_deadlines.evaluation import Evaluation
from send_deadlines.report.charts import look
from send_deadlines.report.charts.bars import Bar, short_day
from send_deadlines.report.charts.key import key
from send_deadlines.report.charts.look import Chart, altair, layer
from send_deadlines.report.charts.marks import acts_drawn, at, ends_drawn, parts_drawn, signs_drawn, words_drawn
from send_deadlines.report.charts.shading import Lane, lanes, shaded_words
from send_deadlines.report.rule_words import begun

__all__ = ["drawn"]

_LABELS, _PLOT, _DUE = 300, 560, 130
"""How wide each column is, in pixels."""
_LINE, _ROW, _HEAD, _LANE = 14, 22, 28, 20
"""How high a further line of words is, a row, a heading and a lane of shading."""
_LETTERS = {"lane": 50, "label": 50, "due": 21, "state": 30}
"""How many letters fit in a column."""
_MOST_LINES = 3


def drawn(bars: Sequence[Bar], evaluation: Evaluation, since: date | None, until: date | None) -> tuple[Chart, str]:
    """The rows of a timeline, with its key beneath; and what is shaded, in words."""
    found = [day for bar in bars for day in bar.days] + [evaluation.as_of]
    around = timedelta(days=max((max(found) - min(found)).days // 40, 2))
    first = since or min(found) - around
    last = until or max(found) + around
    sheet = _Sheet(bars, evaluation, first, max(last, first))
    shaded = shaded_words(sheet.lanes)
    return altair().vconcat(sheet.chart(), key(bars, shaded, _LABELS, _PLOT), spacing=8, bounds="full"), shaded


class _Sheet:
    """The rows of a timeline while they are drawn. Heights are in pixels from the top."""

    def __init__(self, bars: Sequence[Bar], evaluation: Evaluation, first: date, last: date) -> None:
        self.as_of = evaluation.as_of
        self.span = first, last
        working = {bar.deadline._counted_by["working_day"] for bar in bars}
        self.lanes = lanes(evaluation.calendars, working, first, last)
        self.words: dict[str, list[dict[str, Any]]] = {"head": [], "lane": [], "label": [], "due": [], "state": []}
        self.late: list[dict[str, Any]] = []
        self.middles: list[tuple[Bar, float]] = []
        self.height = 0
        self.lane_middles: list[tuple[Lane, float]] = []
        for lane in self.lanes:
            self.lane_middles.append((lane, self.written({"lane": lane.label}, _LANE)))
        process = ""
        for bar in bars:
            if bar.deadline.rule.partition(".")[0] != process:
                process = bar.deadline.rule.partition(".")[0]
                self.height += 8
                self.written({"head": begun(evaluation.law.processes[process]["title"])}, _HEAD - 8)
            said = {"label": bar.label, "due": bar.due, "state": bar.state}
            self.middles.append((bar, self.written(said, _ROW, breach=bar.deadline.is_breach)))

    def written(self, said: dict[str, str], height: int, *, breach: bool = False) -> float:
        """Write a row, as high as its words need; gives the middle of it."""
        lines = {column: _lines(text, _LETTERS.get(column, 200)) for column, text in said.items()}
        high = height + _LINE * (max(map(len, lines.values())) - 1)
        middle = self.height + high / 2
        for column, texts in lines.items():
            for place, text in enumerate(texts):
                row = {"text": text, "middle": middle + _LINE * (place - (len(texts) - 1) / 2)}
                row["colour"] = look.VERMILION if breach and column == "state" else look.TEXT
                self.words[column].append(row)
        self.height += high
        return middle

    def x(self, field: str) -> Any:
        """Days along the top."""
        alt = altair()
        first, last = self.span
        days = (last - first).days
        step, form = _ticks(days)
        axis = alt.Axis(
            orient="top", title=None, format=form, tickCount=step, grid=True, gridColor="#D0D0D0", labelOverlap=True,
            labelFlush=True, tickColor=look.EDGE,
        )  # fmt: skip
        scale = alt.Scale(type="utc", domain=[at(first), at(last, 1)], nice=False)
        return alt.X(f"{field}:T", scale=scale, axis=axis)

    def y(self, field: str) -> Any:
        """Pixels from the top."""
        alt = altair()
        scale = alt.Scale(domain=[0, self.height], reverse=True, nice=False, zero=False)
        return alt.Y(f"{field}:Q", scale=scale, axis=None)

    def chart(self) -> Chart:
        parts = [(part, middle) for bar, middle in self.middles for part in bar.parts]
        layers = [*self.shaded(), *parts_drawn(parts, self.span, self.x, self.y), *self.days_marked(), *self.today()]
        layers += self.written_out()
        return altair().layer(*layers).properties(width=_PLOT, height=self.height)

    def shaded(self) -> list[Chart]:
        """Each lane's stretches, with a pale ground all the way down."""
        rows = [
            {"from": at(first), "to": at(last, 1), "top": middle - 5, "bottom": middle + 5, "floor": self.height}
            for lane, middle in self.lane_middles
            for first, last in lane.spells
        ]
        if not rows:
            return []
        ground = layer(rows).mark_rect(color=look.SHADE, opacity=1)
        blocks = layer(rows).mark_rect(color=look.EDGE, stroke=look.EDGE, opacity=1)
        ends = {"x": self.x("from"), "x2": "to:T"}
        return [
            ground.encode(**ends, y=self.y("bottom"), y2="floor:Q"),
            blocks.encode(**ends, y=self.y("top"), y2="bottom:Q"),
        ]

    def days_marked(self) -> list[Chart]:
        """The end of each last day, and each day on which something was done."""
        due = [(bar.deadline.due, middle) for bar, middle in self.middles]
        done = [(bar.deadline.done_on, middle) for bar, middle in self.middles]
        return [*ends_drawn(self.within(due), self.x, self.y), *acts_drawn(self.within(done), self.x, self.y)]

    def within(self, days: list[tuple[date | None, float]]) -> list[tuple[date, float]]:
        """The days that there are, and that are shown."""
        first, last = self.span
        return [(day, middle) for day, middle in days if day is not None and first <= day <= last]

    def today(self) -> list[Chart]:
        """The day as at which it is drawn, if it is among those shown."""
        if not self.span[0] <= self.as_of <= self.span[1]:
            return []
        ends = {"top": 0, "bottom": self.height + 4}
        row = [{"at": at(self.as_of, 0.5), **ends, "text": f"as at {short_day(self.as_of)}"}]
        line = layer(row).mark_rule(color=look.TEXT, strokeWidth=1.5, opacity=1)
        text = layer(row).mark_text(color=look.TEXT, fontWeight="bold", baseline="top", dy=4, fontSize=11)
        return [
            line.encode(x=self.x("at"), y=self.y("top"), y2="bottom:Q"),
            text.encode(x=self.x("at"), y=self.y("bottom"), text="text:N"),
        ]

    def written_out(self) -> list[Chart]:
        """The words beside the rows, and the sign of each state."""
        places = {"head": -_LABELS, "lane": -_LABELS, "label": -_LABELS, "due": _PLOT + 30, "state": _PLOT + _DUE + 40}
        heads = {"due": "Last day", "state": "Where it stands"}
        layers = [
            layer([{"text": text, "middle": 0}])
            .mark_text(align="left", baseline="bottom", x=places[column], dy=-8, fontSize=11, fontWeight="bold")
            .encode(y=self.y("middle"), text="text:N")
            for column, text in heads.items()
        ]
        layers += [
            words_drawn(
                self.words[column], self.y, x=x, fontSize=13 if column == "head" else 11,
                fontWeight="bold" if column == "head" else "normal",
            )
            for column, x in places.items()
            if self.words[column]
        ]  # fmt: skip
        signs = [
            (bar.deadline.state, middle, look.VERMILION if bar.deadline.is_breach else look.TEXT)
            for bar, middle in self.middles
        ]
        return layers + signs_drawn(signs, _PLOT + _DUE + 28, self.y)


def _lines(text: str, letters: int) -> list[str]:
    """A text in lines that fit; what does not is cut, and seen to be."""
    return textwrap.wrap(text, letters, max_lines=_MOST_LINES, placeholder=" …") or [""]


def _ticks(days: int) -> tuple[Any, str]:
    """How far apart the days along the top are, and how they are written."""
    for most, interval, step, form in (
        (21, "day", 2, "%-d %b %Y"),
        (100, "week", 2, "%-d %b %Y"),
        (300, "month", 1, "%b %Y"),
        (800, "month", 3, "%b %Y"),
        (1600, "month", 6, "%b %Y"),
    ):
        if days <= most:
            return altair().TimeIntervalStep(interval=interval, step=step), form
    return altair().TimeIntervalStep(interval="year", step=max(1, days // 3600)), "%Y"

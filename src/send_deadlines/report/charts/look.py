"""How the charts look: colours, letters, and what every chart carries.

The colours are those of Okabe and Ito, darkened where they would stand out too little: text has at least 4.5 to 1
against its ground and everything else that means something 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11). Nothing is told by
colour alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any, TypeAlias

from send_deadlines.errors import SendDeadlinesError

__all__ = [
    "BLUE", "BROWN", "DARK", "EDGE", "FONT", "GREEN", "GROUND", "ORANGE", "PALE", "PURPLE", "QUIET", "SHADE", "TEXT",
    "VERMILION", "Chart", "Rows", "altair", "finished", "layer", "message", "percent",
]  # fmt: skip

Chart: TypeAlias = Any
"""An Altair chart: its types are there only where the extra is installed."""

Rows: TypeAlias = Sequence[dict[str, Any]]

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""The first comes with what writes the files, so that they are the same on every machine."""

GROUND = "#FFFFFF"
TEXT = "#1A1A1A"
QUIET = "#4D4D4D"
EDGE = "#5A6772"
BLUE = "#0072B2"
ORANGE = "#E69F00"
"""A filling."""
GREEN = "#00795A"
PURPLE = "#8F4A7C"
VERMILION = "#B8480B"
BROWN = "#7D6200"
DARK = "#3A3A3A"
PALE = "#D9E4EC"
"""A filling: it stands out by its edge."""
SHADE = "#EFEFEF"
"""A ground: what it means is told by a block of full colour at its head."""


def altair() -> Any:
    """The package that draws.

    Raises :class:`~send_deadlines.errors.SendDeadlinesError` where it, or what writes files, is not installed.

    >>> altair().__name__
    'altair'
    """
    try:
        import altair
        import vl_convert  # noqa: F401  # so that both are asked for at once
    except ImportError:
        message = 'a chart needs altair and vl-convert-python; pip install "send-deadlines[charts]"'
        raise SendDeadlinesError(message) from None
    return altair


def layer(rows: Rows) -> Chart:
    """A layer of a chart, with its rows kept as they are."""
    alt = altair()
    return alt.Chart(alt.InlineData(values=list(rows)))


def percent(part: int, whole: int) -> str:
    """A share in whole per cent; 100% only where it is all, and 0% only where it is none.

    >>> percent(2, 3), percent(299, 300), percent(1, 300), percent(5, 5)
    ('67%', '99%', '1%', '100%')
    """
    if part in (0, whole):
        return "100%" if part else "0%"
    # Half up, in whole numbers: no share turns on how a fraction is kept.
    return f"{min(max((200 * part + whole) // (2 * whole), 1), 99)}%"


def message(text: str) -> Chart:
    """A picture that only says something, where there is nothing to draw."""
    return layer([{"text": text}]).mark_text(align="left", x=0, y=20, fontSize=14, color=TEXT).encode(text="text:N")


def finished(chart: Chart, title: str, subtitle: Sequence[str], description: str) -> Chart:
    """A chart with its title, what it leaves out, and the same in words for who cannot see it."""
    alt = altair()
    head = alt.TitleParams(
        text=textwrap.wrap(title, 90),
        subtitle=[line for text in subtitle for line in textwrap.wrap(text, 120)] or [" "],
        anchor="start",
        frame="bounds",
        offset=14,
        fontSize=16,
        color=TEXT,
        subtitleFontSize=12,
        subtitleColor=QUIET,
        subtitleLineHeight=16,
        subtitlePadding=5,
    )
    # Described mark by mark, days would be told in the reader's own time zone, a day out: the description tells them.
    return (
        chart.properties(title=head, description=description, background=GROUND, padding=14)
        .configure(font=FONT, aria=False)
        .configure_view(stroke=None)
        .configure_axis(labelColor=TEXT, titleColor=TEXT, labelFontSize=11, titleFontSize=12, domainColor=EDGE)
        .configure_legend(labelColor=TEXT, titleColor=TEXT, labelFontSize=12, titleFontSize=12, labelLimit=500)
    )

"""How a notebook shows the nouns of this library."""

from __future__ import annotations

__all__ = ["Shown"]


class Shown:
    """Something that a notebook shows as a page.

    The reports know the nouns, not the nouns the reports: only when a notebook asks is the report brought in.
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        from send_deadlines.report.page_html import html_fragment
        from send_deadlines.report.shown import page_of

        return html_fragment(page_of(self))

    def _repr_markdown_(self) -> str:
        from send_deadlines.report.page_markdown import page_as_markdown
        from send_deadlines.report.shown import page_of

        return page_as_markdown(page_of(self), level=3)

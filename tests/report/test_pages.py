"""Pages as people meet them: in a notebook, in a browser, in Markdown."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.browser import WIDTHS, faults, open_page, scrolls_sideways

from send_deadlines import Case, Event, evaluate, evaluate_all, load_school_calendar
from send_deadlines.report.page import Cell, Entry, Group, Item, Items, Page, Para, Section, Table
from send_deadlines.report.page_html import html_document, html_fragment, page_as_html
from send_deadlines.report.page_markdown import page_as_markdown
from send_deadlines.report.page_text import page_as_text
from send_deadlines.report.shown import as_html, as_markdown, page_of
from send_deadlines.report.state_cells import SIGNS
from send_deadlines.states import State

EXAMPLES = Path(__file__).parents[2] / "examples"
NASTY = "<script>alert(1)</script>\"'&*_`|[x](javascript:alert(1))\x1b[2J\u202e\ud800"


def example(name: str) -> Case:
    return Case.from_dict(json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8")))


def nouns():
    """Every noun that shows itself, with little in it and with much."""
    appeal = example("appeal_contents")
    late = Case(
        "EHC-9", [Event("assessment_request_received", on="2026-01-05")], responsible="KB", school="Oak Primary"
    )
    wrong = Case("EHC-8", [Event("final_plan_snt", on="2026-01-05")])
    answer = evaluate(appeal, "2026-07-24")
    yield "case", appeal
    yield "empty_case", Case("EHC-1")
    yield "evaluation", answer
    yield "breaches", evaluate(late, "2026-07-24")
    yield "unknowns", evaluate(example("refusal_overturned"), "2026-06-15")
    yield "nothing", evaluate(Case("EHC-1"), "2026-07-24")
    yield "deadline", answer["tribunal_hearing.bundle"]
    yield "calendar", load_school_calendar(EXAMPLES / "ashdown_academy.toml")
    yield "caseload", evaluate_all([appeal, late, wrong], "2026-07-24", keep_going=True)
    yield "empty_caseload", evaluate_all([], "2026-07-24")
    yield "nasty", evaluate(Case(NASTY, [Event("advice_requested", on="2026-01-05", about=NASTY)]), "2026-01-06")


NOUNS = dict(nouns())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NOUNS)
def test_a_page_is_accessible(name, width, browser):
    page = open_page(browser, as_html(NOUNS[name]), width)
    try:
        assert faults(page) == []
        assert not scrolls_sideways(page)
    finally:
        page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_notebook_with_all_of_them_is_accessible(width, browser):
    shown = "".join(each._repr_html_() for each in NOUNS.values())
    whole = f'<!DOCTYPE html><html lang="en"><title>Notebook</title><main><h1>Notebook</h1><h2>All</h2>{shown}</main>'
    page = open_page(browser, whole, width)
    try:
        assert faults(page) == []
        assert not scrolls_sideways(page)
    finally:
        page.close()


def test_a_page_that_is_not_accessible_is_found(browser):
    page = open_page(browser, "<html><table><tr><td style='color:#ccc'>faint</td></tr></table><img src='data:,'>", 375)
    try:
        assert {each[0] for each in faults(page)} >= {"html-has-lang", "image-alt"}
    finally:
        page.close()


def test_a_page_too_wide_is_found(browser):
    page = open_page(browser, "<p style='width:2000px'>wide</p>", 375)
    try:
        assert scrolls_sideways(page)
    finally:
        page.close()


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("name", NOUNS)
def test_a_page_has_no_script_and_loads_nothing(name):
    for html in (as_html(NOUNS[name]), NOUNS[name]._repr_html_()):
        tags = Tags(html)
        assert not {tag for tag, _ in tags.tags} & {"script", "img", "link", "iframe", "object", "form", "svg"}
        for _, attributes in tags.tags:
            assert not [key for key in attributes if key.startswith("on") or key in ("src", "style")]
            assert (attributes.get("href") or "https://").startswith("https://")
        assert not re.search(r"@import|url\(", html)


@pytest.mark.parametrize("name", NOUNS)
def test_tables_have_captions_and_scopes(name):
    tags = Tags(as_html(NOUNS[name]))
    assert len(tags.named("table")) == len(tags.named("caption"))
    assert all(each.get("scope") in ("col", "row", "rowgroup") for each in tags.named("th"))


def test_what_a_case_holds_is_only_text():
    for thing in (NOUNS["nasty"], NOUNS["nasty"].case):
        html = as_html(thing)
        assert "<script>alert(1)" in Tags(html).text
        assert "\\x1b[2J" in html
        assert "\x1b" not in html
        assert "\\u202e" in html


def test_the_state_is_said_in_words_and_shape_as_well_as_colour():
    assert set(SIGNS) == set(State)
    assert len(set(SIGNS.values())) == len(SIGNS)
    html = as_html(NOUNS["breaches"])
    # Twenty weeks from Monday 5 January 2026 end on 25 May; to 24 July: 6 + 30 + 24 = 60 days.
    cell = (
        r'class="breach short">\s*<span aria-hidden="true" class="shape">\u25a0</span>\s*<span>60 days overdue</span>'
    )
    assert re.search(cell, html)


def test_dates_are_said_in_words():
    assert "Monday 25 May 2026" in as_html(NOUNS["breaches"])
    assert not re.search(r"\d{4}-\d{2}-\d{2}", Tags(as_html(NOUNS["breaches"])).text)


def test_print_has_a_style():
    assert "@media print" in as_html(NOUNS["case"])


def _luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_colour_of_text_stands_out():
    """Black on white is 21; what is read needs 4.5."""
    assert round(contrast("#000000", "#ffffff"), 1) == 21
    css = re.search(r"<style>(.*?)</style>", as_html(NOUNS["case"]), re.DOTALL)
    assert css
    colours = set(re.findall(r"(?<![-\w])color: (#[0-9a-f]{6})", css[1]))
    assert len(colours) > 5
    assert all(contrast(colour, paper) >= 4.5 for colour in colours for paper in ("#ffffff", "#f3f2f1"))


LINK = "https://example.org/?a=1&b=2"
EVERYTHING = Page(
    "A & B",
    (
        Section("", (Para("Nothing."),)),
        Section("Entries", (Entry("Lead", ("one", "two"), "breach"), Entry("Next", ()))),
        Section("Lists", (Items((Item("a", ("b", "c")), Item("d"))), Items((Item("e"),), numbered=True))),
        Section(
            "Table",
            (
                Table(
                    "Caption",
                    ("Rule", "State"),
                    (
                        Group(
                            "Title", (("x", Cell("late", "late", "!", "https://example.org/?a=1&b=2", "more")),), "name"
                        ),
                    ),
                ),
            ),
        ),
    ),
    "Foot.",
)


def test_a_page_as_text():
    assert page_as_text(EVERYTHING) == (
        "A & B\n=====\n\nNothing.\n\nEntries\n-------\n  Lead\n      one\n      two\n\n  Next\n\nLists\n-----\n"
        "  a\n      b\n      c\n  d\n  1. e\n\nTable\n-----\n    Rule  State\n  name: Title\n    x     late\n\nFoot.\n"
    )


def test_a_page_as_html():
    html = page_as_html(EVERYTHING)
    assert html.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert "<title>A &amp; B</title>" in html
    body = Tags(html)
    assert [tag for tag, _ in body.tags if re.fullmatch(r"h\d", tag)] == ["h1", "h2", "h2", "h2"]
    assert body.named("a") == [{"href": "https://example.org/?a=1&b=2"}]
    assert {"role": "region", "tabindex": "0", "aria-label": "Caption", "class": "wide"} in body.named("div")


def test_several_pages_are_one_document():
    html = html_document("2 cases", [EVERYTHING, EVERYTHING])
    headings = [tag for tag, _ in Tags(html).tags if re.fullmatch(r"h\d", tag)]
    assert headings == ["h1", "h2", "h3", "h3", "h3", "h2", "h3", "h3", "h3"]
    assert html.count("<style>") == 1


def test_a_part_of_a_notebook_begins_at_the_third_heading():
    assert [tag for tag, _ in Tags(html_fragment(EVERYTHING)).tags if re.fullmatch(r"h\d", tag)] == ["h3", *["h4"] * 3]


def test_a_page_as_markdown():
    assert page_as_markdown(EVERYTHING) == (
        "# A \\& B\n\nNothing.\n\n## Entries\n\n- **Lead**\\\n  one\\\n  two\n- **Next**\n\n"
        "## Lists\n\n- a\n  - b\n  - c\n- d\n\n1. e\n\n## Table\n\nCaption:\n\n**Title**\n\n"
        "| Rule | State |\n|---|---|\n| x | [**! late**](<https://example.org/?a=1&b=2>): more |\n\nFoot.\n"
    )


def read_back(markdown: str) -> list[str]:
    """The texts of a Markdown page as its reader sees them, in order."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    assert not [token for token in tokens if token.type in ("html_block", "fence", "code_block", "hr")]
    texts = []
    for token in tokens:
        if token.type == "inline":
            children = token.children or []
            assert not {each.type for each in children} & {"html_inline", "image", "code_inline"}
            texts.append("".join(" " if "break" in each.type else each.content for each in children))
    return texts


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1).filter(str.strip)


@given(WORDS)
def test_markdown_says_what_the_page_says(text):
    """Whatever the signs in it; only spaces in a row are one, as everywhere in Markdown."""
    page = Page(text, (Section(text, (Para(text), Items((Item(text, (text,)),)), Entry(text, (text,)))),))
    one = " ".join(text.split())
    titled = Table(text, (text,), (Group(text, ((text,), (Cell(text),))),))
    table = Page("t", (Section("", (titled,)),))
    assert read_back(page_as_markdown(page)) == [one, one, one, one, one, f"{one} {one}"]
    assert read_back(page_as_markdown(table)) == ["t", f"{one}:", one, one, one, one]


@given(WORDS)
def test_html_says_what_the_page_says(text):
    page = Page("t", (Section("", (Para(text), Items((Item(text),)), Entry(text, (text,)))),))
    assert Tags(html_fragment(page)).text.count(text) >= 4


@pytest.mark.parametrize("name", NOUNS)
def test_a_noun_shows_itself_as_its_page(name):
    noun = NOUNS[name]
    assert page_of(noun).title in read_back(as_markdown(noun))[0]
    assert noun._repr_markdown_().startswith("### ")
    assert noun._repr_html_().startswith('<div class="send-deadlines" lang="en-GB">')


def test_a_case_that_could_not_be_evaluated_stands_first():
    page = page_of(NOUNS["caseload"])
    assert page.sections[0].heading == "Not evaluated"
    assert "EHC-8" in page_as_text(page)


def test_what_has_no_page():
    words = (
        "7 has no page; give a Case, SchoolCalendar, Evaluation, Deadline, Caseload, Worklist, SchoolReport, "
        "CoursePlan or WhatIf"
    )
    with pytest.raises(TypeError, match=re.escape(words)):
        as_html(7)


@pytest.mark.parametrize("row", [("a",), ("a", "b", "c")])
@pytest.mark.parametrize("lay_out", [page_as_html, page_as_markdown, page_as_text])
def test_a_row_that_has_not_the_columns_of_its_table_is_refused(lay_out, row):
    page = Page("T", (Section("", (Table("Two columns", ("One", "Two"), (Group("", (row,)),)),)),))
    with pytest.raises((ValueError, IndexError)):
        lay_out(page)


def test_a_page_keeps_its_tables_whatever_the_notebook_does_to_others(browser):
    shown = NOUNS["breaches"]._repr_html_()
    theirs = "div.cell_output table { table-layout: fixed } div.cell_output td { text-align: right; max-width: 3em }"
    page = open_page(browser, f"<style>{theirs}</style><div class='cell_output'>{shown}</div>", 1280)
    try:
        look = "([tag, name]) => getComputedStyle(document.querySelector(`.send-deadlines ${tag}`))[name]"
        assert page.evaluate(look, ["table", "tableLayout"]) == "auto"
        assert page.evaluate(look, ["td", "textAlign"]) == "left"
        assert page.evaluate(look, ["td", "maxWidth"]) == "none"
    finally:
        page.close()

"""How reports lay text out, and what they never show as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_deadlines.report.tabular import protect
from send_deadlines.report.words import WIDTH, columns, listed, plain, wrap

printable = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "))


@given(printable, st.sampled_from(["", "  ", "      "]))
def test_no_line_is_too_wide_and_no_letter_is_lost(text, indent):
    lines = wrap(text, indent)
    assert all(len(line) <= WIDTH for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.lists(st.lists(printable, min_size=3, max_size=3), min_size=1, max_size=5))
def test_columns_fit(rows):
    lines = columns(rows, "  ")
    assert all(len(line) <= WIDTH for line in lines)
    assert sorted("".join("".join(lines).split())) == sorted(
        "".join("".join(cell for row in rows for cell in row).split())
    )


@given(st.text())
def test_what_is_shown_is_one_harmless_line(text):
    assert plain(text).isprintable()


def test_a_single_name_needs_no_or():
    assert listed(["a"]) == "a"


@given(st.text())
def test_no_cell_begins_a_formula(text):
    cell = protect(text)
    assert cell.endswith(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\uff1d1", "'=1"])
def test_what_could_be_a_formula_is_quoted(text):
    assert protect(text) == "'" + text


@pytest.mark.parametrize("text", ["", "EHC-1042", "2026-05-25", "3"])
def test_what_could_not_is_left_alone(text):
    assert protect(text) == text

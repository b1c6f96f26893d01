"""The forms for people to read elsewhere: HTML and Markdown."""

import json

import pytest
from tests.browser import WIDTHS, faults, open_page

from send_deadlines.report.shown import as_html, as_markdown

AS_OF = ["--as-of", "2026-03-01"]


def request(name: str) -> dict[str, object]:
    return {"id": name, "events": [{"event": "assessment_request_received", "on": "2026-01-05"}]}


def test_one_case_is_its_page(run, put):
    from send_deadlines import Case, evaluate

    file = put("one.json", request("EHC-1"))
    answer = evaluate(Case.from_dict(request("EHC-1")), "2026-03-01")
    assert run("evaluate", file, *AS_OF, "--format", "html").stdout == as_html(answer)
    assert run("evaluate", file, *AS_OF, "--format", "markdown").stdout == as_markdown(answer)


@pytest.mark.parametrize("width", WIDTHS)
def test_several_cases_are_one_document(width, run, put, browser):
    file = put("two.json", [request("EHC-1"), request("EHC-<2>")])
    html = run("evaluate", file, *AS_OF, "--format", "html").stdout
    assert html.count("<!DOCTYPE html>") == 1
    page = open_page(browser, html, width)
    try:
        assert faults(page) == []
        assert page.title() == "2 cases"
        assert page.locator("h2").all_inner_texts() == [
            "EHC-1 as at Sunday 1 March 2026",
            "EHC-<2> as at Sunday 1 March 2026",
        ]
    finally:
        page.close()


def test_no_case_is_a_document_too(run, put):
    lines = put("none.jsonl", "\n\n")
    result = run("evaluate", lines, *AS_OF, "--format", "html")
    assert result.exit_code == 2
    assert "it is empty" in result.stderr


def test_several_cases_follow_each_other_in_markdown(run, put):
    file = put("two.jsonl", "\n".join(json.dumps({"id": f"EHC-{number}", "events": []}) for number in (1, 2)))
    text = run("evaluate", file, *AS_OF, "--format", "markdown").stdout
    assert [line for line in text.splitlines() if line.startswith("# ")] == [
        "# EHC-1 as at Sunday 1 March 2026",
        "# EHC-2 as at Sunday 1 March 2026",
    ]


def test_what_moved_is_a_page_too(run, put):
    file = put("one.json", request("EHC-1"))
    days = ["--from", "2026-01-04", "--to", "2026-01-06"]
    html = run("diff", file, *days, "--format", "html").stdout
    assert "<h2>What became known</h2>" in html
    assert "## What became known" in run("diff", file, *days, "--format", "markdown").stdout

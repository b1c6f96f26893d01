"""Explaining one date."""

import json
from pathlib import Path

import pytest

CASE = {
    "id": "A1",
    "events": [
        {"event": "assessment_request_received", "on": "2026-01-05"},
        {"event": "advice_requested", "on": "2026-01-12", "received": "2026-01-13", "about": "Oxbury NHS Trust",
         "body_kind": "nhs_trust"},
        {"event": "advice_requested", "on": "2026-01-12", "about": "Riverside ICB",
         "body_kind": "integrated_care_board"},
        {"event": "draft_plan_sent", "on": "2026-04-20", "served": "2026-04-22"},
    ],
}  # fmt: skip
AS_OF = ("--as-of", "2026-03-01")
ADVICE = "ehc_assessment.advice_cooperation"


def said(result):
    return " ".join(result.stdout.split())


def test_the_steps_are_numbered_with_their_provisions(run, put):
    result = run("explain", put("a.json", CASE), "ehc_assessment.final_plan", *AS_OF)
    assert result.exit_code == 0
    text = said(result)
    assert text.startswith("A1 as at Sunday 1 March 2026 ===")
    assert "=== ehc_assessment.final_plan: the local authority must send" in text
    assert "Due: Monday 25 May 2026. State: running." in text
    assert "1. The clock starts on Monday 5 January 2026" in text
    assert "[SI 2014/1530 reg 13(2)" in text
    assert "Read it at https://www.legislation.gov.uk/uksi/2014/1530/regulation/13" in text


def test_each_of_several_is_explained_unless_one_is_named(run, put):
    put("a.json", CASE)
    both = said(run("explain", "a.json", ADVICE, *AS_OF))
    assert f"{ADVICE} (Oxbury NHS Trust)" in both
    assert f"{ADVICE} (Riverside ICB)" in both
    one = said(run("explain", "a.json", ADVICE, *AS_OF, "--about", "Oxbury NHS Trust"))
    assert "Riverside" not in one


def test_a_rule_that_has_not_started_says_what_would_start_it(run, put):
    result = run("explain", put("a.json", CASE), "ehc_assessment.representations", *AS_OF)
    assert result.exit_code == 0
    text = said(result)
    assert "Nothing in this case has started it by Sunday 1 March 2026." in text
    assert (
        "draft_plan_sent would start it (A draft EHC plan was sent to the family), from the day it was served." in text
    )
    assert "From then: 15 days; the day of the start is day 1" in text
    assert "draft_plan_sent on Monday 20 April 2026 is after that day, so it is not seen." in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["a.json", "ehc_assessment.final_pln"],
            "RULE: no rule is called 'ehc_assessment.final_pln'; did you mean 'ehc_assessment.final_plan'?",
        ),
        (["a.json", ADVICE, "--about", "Oxbury Trust"], "--about: no deadline of * did you mean 'Oxbury NHS Trust'?"),
        (
            ["a.json", "ehc_assessment.final_plan", "--about", "x"],
            "--about: no deadline of ehc_assessment.final_plan is about 'x'; leave --about out",
        ),
        (["a.json", "ehc_assessment.final_plan", "--case", "B"], "a.json: it holds no case 'B'; known: A1"),
        (["two.json", "ehc_assessment.final_plan"], "two.json: it holds several cases; say which with --case ID"),
        (
            ["twins.json", "ehc_assessment.final_plan", "--case", "A1"],
            "twins.json:1: case A1: the case at twins.json:1 has this id too, *",
        ),
        (["none.json", "ehc_assessment.final_plan"], "none.json: it cannot be read *"),
        (["bad.json", "ehc_assessment.final_plan"], "bad.json: case A1: unknown event 'x'*"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(arguments, told, run, put):
    put("a.json", CASE)
    put("two.json", [CASE, {**CASE, "id": "A2"}])
    put("twins.json", [CASE, CASE])
    put("bad.json", {"id": "A1", "events": [{"event": "x", "on": "2026-01-05"}]})
    result = run("explain", *arguments, *AS_OF)
    assert (result.exit_code, result.stdout) == (2, "")
    start, _, end = told.partition("*")
    (line,) = result.stderr.splitlines()
    assert line.startswith(start)
    assert line.endswith(end)


def test_one_case_of_many_is_found_whatever_is_wrong_with_others(run, put):
    put("a.jsonl", "\n".join(["{", json.dumps({**CASE, "id": "A2"}), json.dumps(CASE)]))
    result = run("explain", "a.jsonl", "ehc_assessment.final_plan", *AS_OF, "--case", "A1")
    assert result.exit_code == 0
    assert result.stdout.startswith("A1 as at")


def test_a_page_to_put_before_a_judge(run, put):
    file = put("a.json", CASE)
    html = run("explain", file, "ehc_assessment.final_plan", *AS_OF, "--format", "html").stdout
    assert html.startswith("<!DOCTYPE html>")
    assert html.count("<ol>") == 1
    assert '<a href="https://www.legislation.gov.uk/uksi/2014/1530/regulation/13">' in html
    text = run("explain", file, "ehc_assessment.final_plan", *AS_OF, "--format", "markdown").stdout
    assert "\n1. The clock starts on Monday 5 January 2026" in text
    run("explain", file, "ehc_assessment.final_plan", *AS_OF, "--output", "page.txt")
    assert "Receipt: send-deadlines" in Path("page.txt").read_text(encoding="utf-8")

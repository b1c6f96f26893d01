"""Listing the law, and checking rule files."""

import json

import pytest

from send_deadlines import load_law


def test_every_rule_is_in_every_form(run):
    law = load_law()
    text, markdown = run("rules").stdout, run("rules", "--format", "markdown").stdout
    data = json.loads(run("rules", "--format", "json").stdout)
    listed = [rule["rule"] for group in data["processes"] for rule in group["rules"]]
    assert sorted(set(listed)) == sorted(law.rule_ids)
    for rule in law.rules:
        assert rule["id"] in text.split("\n")
        assert f"## `{rule['id']}`" in markdown
        assert rule["url"] in markdown
    assert len(data["not_expressed"]) == len(law.not_expressed)
    assert data["law"] == law.hash


def test_text_fits(run):
    assert all(len(line) <= 100 for line in run("rules").stdout.splitlines())


def test_only_one_process(run):
    data = json.loads(run("rules", "--process", "ehc_assessment", "--format", "json").stdout)
    assert [group["process"] for group in data["processes"]] == ["ehc_assessment"]


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_an_unknown_process(form, run):
    result = run("rules", "--process", "ehc_asessment", "--format", form)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "--process: unknown process 'ehc_asessment'; did you mean 'ehc_assessment'?\n"


RULES = """
[[process]]
id = "trial"
title = "Made up"

[[rule]]
id = "trial.answer"
kind = "limit"
who = "local_authority"
must = "answer"
instrument = "send_regulations_2014"
provision = "reg 1"
url = "https://www.legislation.gov.uk/uksi/2014/1530/regulation/1"
in_force = { since = 2014-09-01 }
confidence = "secondary"
checked = 2026-11-21
starts = ["assessment_request_received"]
again = "supersedes"
within = "2 weeks"
first_day = "not counted"
done_by = ["assessment_agreed"]
[[rule.example]]
why = "a Monday"
given = { assessment_request_received = 2026-01-05 }
due = 2026-01-19
[[rule.example]]
why = "a Tuesday"
given = { assessment_request_received = 2026-01-06 }
due = 2026-01-20
[[rule.example]]
why = "a Wednesday"
given = { assessment_request_received = 2026-01-07 }
due = 2026-01-21
"""


def test_rules_that_are_right(run, put):
    result = run("check", put("mine.toml", RULES))
    assert (result.exit_code, result.stderr) == (0, "")
    (line,) = result.stdout.splitlines()
    rules = len(load_law().rules) + 1
    assert line.startswith(f"With the law in the package, {rules} rules, ")
    assert line.endswith(": nothing wrong")


def test_every_problem_is_told_in_a_line(run, put):
    wrong = RULES.replace("local_authority", "local_authorty").replace("2 weeks", "2 fortnights")
    result = run("check", put("mine.toml", wrong))
    assert (result.exit_code, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("mine.toml:") for line in lines)
    assert "did you mean 'local_authority'?" in result.stderr


def test_an_example_that_does_not_come_out(run, put):
    result = run("check", put("mine.toml", RULES.replace("due = 2026-01-20", "due = 2026-01-21")))
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert "a Tuesday" in line
    assert "2026-01-20" in line


def test_a_rule_file_that_is_not_there(run):
    result = run("check", "none.toml")
    assert result.exit_code == 2
    assert result.stderr.startswith("none.toml: the file cannot be read")


@pytest.mark.parametrize("command", [["rules"], ["evaluate", "a.json", "--as-of", "2026-01-10"]])
def test_further_rules_are_used(command, run, put):
    put("a.json", {"id": "A1", "events": [{"event": "assessment_request_received", "on": "2026-01-05"}]})
    result = run(*command, "--law", put("mine.toml", RULES))
    assert result.exit_code == 0
    assert "trial" in result.stdout
    assert "Made up" in result.stdout

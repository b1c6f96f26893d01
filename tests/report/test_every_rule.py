"""Whatever a rule can say, every report can show: all examples of the law and of the hard cases, written out."""

import json
from pathlib import Path

import pytest

from send_deadlines import evaluate, load_law
from send_deadlines.engine.examples import example_calendars, example_case, examples_of
from send_deadlines.law.check import check_files
from send_deadlines.law.library import ENGLAND, rule_files
from send_deadlines.report import COLUMNS, as_data, as_rows, as_text
from send_deadlines.report.rules import rules_as_data, rules_as_markdown, rules_as_text
from send_deadlines.report.words import WIDTH
from send_deadlines.states import State

HARD = Path(__file__).parents[1] / "hard_cases"
FOLDERS = [ENGLAND, HARD / "first", HARD / "second"]


def said(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def law(request):
    files = rule_files(request.param)
    found, problems = check_files(files)
    assert problems == []
    return found, load_law(*files, packaged=False)


def test_examples_in_every_report(law):
    rules, loaded = law
    calendars = example_calendars(rules)
    seen: set[tuple[str, State]] = set()
    for name, example in examples_of(rules):
        case = example_case(example)
        as_of = example.as_of or max(event.on for event in case.events)
        result = evaluate(case, as_of, law=loaded, calendars=calendars)
        text = as_text(result)
        assert all(len(line) <= WIDTH for line in text.splitlines()), f"{name}: {example.why}"
        assert json.loads(json.dumps(as_data(result), allow_nan=False))["case"] == case.id
        assert all(len(row) == len(COLUMNS) for row in as_rows(result))
        for action in result.next_actions:
            assert said(action.what) in said(text)
        for each in result:
            seen.add((each.kind, each.state))
            assert each.settled_by_in_words == "" or said(each.settled_by_in_words) in said(text)
            for _, reading, due in each.alternatives:
                assert (
                    due == each.due
                    or each.state in (State.MET, State.ENDED, State.SUPERSEDED)
                    or f"'{reading}'" in text
                )
    assert len(seen) > 5


def test_rules_in_every_form(law):
    _, loaded = law
    text = rules_as_text(loaded)
    assert all(len(line) <= WIDTH for line in text.splitlines())
    markdown = rules_as_markdown(loaded)
    groups = json.loads(json.dumps(rules_as_data(loaded)))["processes"]
    for rule in (rule for group in groups for rule in group["rules"]):
        assert rule["period"]
        assert rule["starts"] != "nothing"
        assert said(rule["must"]) in said(text)
        for doubt in rule["doubts"]:
            assert said(doubt) in said(text)
    assert markdown.count("\n## ") == len(loaded.rules)

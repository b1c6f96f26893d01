"""What is told of a rule, point by point: each word of the language has its sentence, and the sentence is right."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from send_deadlines import Law, load_law
from send_deadlines.law.language import Change, Rule
from send_deadlines.report.law_names import unmarked
from send_deadlines.report.rule_account import account, change_said
from send_deadlines.report.rule_words import starts

LAW = load_law()


def told(rule: dict[str, Any]) -> dict[str, str]:
    """Each point's sentences, one after the other."""
    found: dict[str, str] = {}
    for point in account(LAW, rule):
        found[point.label] = " | ".join([*([found[point.label]] if point.label in found else []), *point.sentences])
    return {label: unmarked(text) for label, text in found.items()}


def made(**words: Any) -> dict[str, Any]:
    """A rule made up for a test: it must be done within two weeks of a request."""
    rule = {
        "id": "trial.answer", "kind": "limit", "who": "local_authority", "must": "answer",
        "instrument": "send_regulations_2014", "provision": "reg 1", "url": "https://www.legislation.gov.uk/",
        "in_force": {"since": "2014-09-01", "selected_by": "start"}, "confidence": "text", "checked": "2026-11-21",
        "starts": ["assessment_request_received"], "again": "supersedes", "within": "2 weeks",
        "first_day": "not counted", "counting": "ordinary",
    }  # fmt: skip
    rule |= words
    return {key: value for key, value in rule.items() if value is not None}


@pytest.mark.parametrize(
    ("words", "label", "sentence"),
    [
        ({}, "Who", "The local authority"),
        ({}, "What starts it",
         "The authority received a request for an EHC needs assessment (assessment_request_received): the day the "
         "authority received it"),
        ({}, "Time", "2 weeks; the day of the start is not counted"),
        ({"first_day": "counted"}, "Time", "2 weeks; the day of the start is day 1"),
        ({"binds": "only if done"}, "Time",
         "2 weeks; the day of the start is not counted; it need not be done, but if it is, then by then"),
        ({"again": "moves"}, "A second start", "Moves its date; what was done before still counts."),
        ({"starts": ["draft_plan_sent.served"]}, "What starts it",
         "A draft EHC plan was sent to the family (draft_plan_sent.served): the day it was served"),
        ({"starts": None, "within": None, "first_day": None, "starts_when_lapsed": ["ehc_assessment.decision"],
          "lapse_from": "after any move", "same_day": True}, "What starts it",
         "The last day of ehc_assessment.decision goes by unused: that day as it stands after any move"),
        ({"starts": None, "within": None, "first_day": None, "as_directed": True, "act": "answer_it"},
         "What starts it", "A direction about the act 'answer_it', which fixes its date; there is no usual one"),
        ({}, "How its days are counted",
         "A last day that is not a working day stands (send_regulations_2014.ordinary)"),
        ({"instrument": "hesc_rules_2008", "counting": "other_acts"}, "How its days are counted",
         "A last day that is not a working day moves to the next working day; Not counted at all: 25 December to "
         "1 January and 1 August to 31 August; It must be done by 17:00 on its last day (hesc_rules_2008.other_acts)"),
        ({"instrument": "hesc_rules_2008", "counting": "other_acts", "within": None, "first_day": None,
          "before": "10 working days", "clear_days": True}, "How its days are counted",
         "Counted back, a last day that is not a working day stands, since a later one would shorten the notice; the "
         "next working day is shown as doubtful; Not counted at all: 25 December to 1 January and 1 August to "
         "31 August; It must be done by 17:00 on its last day (hesc_rules_2008.other_acts)"),
        ({"condition": [{"not_happened": "plan_refused"}]}, "Only if",
         "This has not happened by the day of the start: After an assessment, the family was told that there will be "
         "no EHC plan (plan_refused)"),
        ({"condition": [{"fact": "school_kind", "one_of": ["academy", "maintained_school"]}]}, "Only if",
         "school_kind is one of academy, maintained_school"),
        ({"condition": [{"measure": "age_of_child", "at_least": 18.0, "under": 25.0}]}, "Only if",
         "The age of the child (age_of_child) is at least 18 and is under 25"),
        ({"done_by": ["assessment_agreed"]}, "Done by",
         "The family was told that the authority will secure an assessment (assessment_agreed): the day it was sent"),
        ({"implied_by": ["plan_refused"]}, "Shows that it was done, but not when",
         "After an assessment, the family was told that there will be no EHC plan (plan_refused)"),
        ({"revived_by": [{"by": "assessment_agreed", "after": ["assessment_refused"], "once_past": "not known"}]},
         "Brought back by",
         "The family was told that the authority will secure an assessment (assessment_agreed), after "
         "assessment_refused, with its first date; if that date has gone meanwhile, how much time is left is not "
         "known"),
        ({"held_open_by": [{"start": ["appeal_received"], "end": ["appeal_ended"], "last_day": "the day before",
                            "provision": "s.45(4)"}]}, "Held open",
         "From appeal_received until the day before appeal_ended (s.45(4))"),
        ({"paused_by": [{"start": ["appeal_received"], "end": ["appeal_ended"], "provision": "reg 9"}]}, "Time",
         "2 weeks; the day of the start is not counted; not counted from appeal_received to appeal_ended (reg 9)"),
        ({"extended_by": [{"event": "appeal_received", "to": "4 weeks", "provision": "reg 9"}]}, "Time",
         "2 weeks; the day of the start is not counted; 4 weeks in all if appeal_received (reg 9)"),
        ({"strength": "usual"}, "Strength", "Usual: what is mostly directed; it binds nobody until it is"),
        ({"confidence": "secondary"}, "How sure",
         "Known from others' summaries, last checked on Saturday 21 November 2026"),
        ({"in_force": {"since": "2014-09-01", "until": "2020-01-31", "selected_by": "due"}}, "In force",
         "From Monday 1 September 2014 to Friday 31 January 2020, which is decided by the last day of the limit"),
        ({"doubts": ["One.", "Two."]}, "Doubt", "One. | Two."),
    ],
)  # fmt: skip
def test_a_point(words, label, sentence):
    assert told(made(**words))[label] == sentence


def test_several_dates():
    limbs = [
        {"says": "the day of the move", "starts": ["plan_transferred"], "same_day": True, "if_missing": "unknown"},
        {"says": "two weeks from the request", "starts": ["assessment_request_received"], "within": "2 weeks",
         "first_day": "not counted", "if_missing": "left out"},
    ]  # fmt: skip
    assert told(made(starts=None, within=None, first_day=None, later_of=limbs))["Time"] == (
        "The latest of these dates | The day of the move: the day itself, from plan_transferred; until that has "
        "happened, the date is not known | Two weeks from the request: 2 weeks; the day of the start is not counted, "
        "from assessment_request_received; until that has happened, it is left out"
    )


def test_readings():
    rule = made(
        starts=["review_meeting_planned.meeting"], within=None, first_day=None, before="2 weeks", clear_days=True,
        readings={"at_least_before": {"ordinary": {"clear_days": False}}},
    )  # fmt: skip
    rule["starts"] = ["assessment_request_received"]
    assert told(rule)["Disputed"] == (
        "Whether a time of so much at least before an event leaves out both its end days. (at_least_before) | Read as "
        "'clear_days', the cautious reading, in which this rule is written: both the day of the act and the day of the "
        "event are left out | Read as 'ordinary': only the day of the event is left out (the usual modern reading). "
        "Then only the day of the event is left out"
    )


def test_an_exception_is_told_with_its_fact_and_its_judgement():
    rule = made(unless=[{"exception": "absent_from_area_4_weeks", "provision": "reg 5(4)(d)"}])
    assert told(rule)["Lifted by"] == (
        "Absence from the authority's area of at least four weeks (absent_from_area_4_weeks, reg 5(4)(d)). Fact: "
        "absent_from_area for at least 4 weeks without a break, inside the time of the limit. Judgement: recorded that "
        "it was impractical to keep the limit because of the absence (exception_relied_on)"
    )


@pytest.mark.parametrize(
    ("since", "selected_by", "changed"),
    [
        ("2020-09-24", "start", True),  # SI 2020/471 ran from 1 May to 24 September 2020: a day of both
        ("2020-09-25", "start", True),  # chosen by different days, the start and the due date: it may still govern
        ("2020-09-25", "due", False),  # chosen by the same day, which cannot be in both
    ],
)
def test_an_amendment_is_told_where_it_can_govern(since, selected_by, changed):
    rule = made(id="ehc_assessment.decision", in_force={"since": since, "selected_by": selected_by})
    assert ("Changed by" in told(rule)) is changed


_UNTOLD = {"id", "kind", "must", "as_soon_as", "url", "example"}
"""Told in the heading or the first sentence, as a link, or as a table."""


HARD = Path(__file__).parents[1] / "hard_cases"
LAWS = [LAW, *(load_law(*sorted((HARD / each).glob("*.toml")), packaged=False) for each in ("first", "second"))]


def changes_what_is_told(law: Law, rule: dict[str, Any], word: str) -> bool:
    without = {key: value for key, value in rule.items() if key != word}
    try:
        return account(law, without) != account(law, rule)
    except KeyError as error:  # what is told asks for it
        return error.args == (word,)


def test_every_word_of_a_rule_is_told():
    """Taking a word away from the rules that have it takes something from what is told of them."""
    words = {each.name for each in fields(Rule)} - _UNTOLD
    silent = set(words)
    needed = {"who", "instrument", "provision", "in_force", "confidence", "checked", "counting"}
    for law in LAWS:
        for rule in law.rules:
            silent -= {word for word in silent & set(rule) - needed if changes_what_is_told(law, rule, word)}
    assert silent - needed == set()


def test_every_word_of_a_change_is_told():
    for amendment in LAW.amendments:
        for change in amendment["change"]:
            words = {each.name for each in fields(Change)} - {"rules", "provision"}
            for word in words & set(change):
                without = {key: value for key, value in change.items() if key != word}
                assert list(change_said(LAW, without)) != list(change_said(LAW, change)), (amendment["id"], word)


def test_a_name_with_a_space_is_a_name():
    assert unmarked("{counting:civil_procedure_rules_1998.court office}") == "civil_procedure_rules_1998.court office"


def test_what_starts_a_rule_that_nothing_starts():
    assert starts(LAW, made(starts=None)) == "nothing"

"""Evaluations of real kinds of case, and every bad input with the words of its message."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from typing import Any

import pytest

from send_deadlines import (
    Case,
    CaseError,
    CoverageError,
    Event,
    SchoolCalendar,
    State,
    diff,
    evaluate,
    load_law,
)
from send_deadlines.engine.examples import check_examples
from send_deadlines.law.check import check_files
from send_deadlines.law.library import rule_files

REQUEST = Event("assessment_request_received", on="2026-01-05")
FINAL = "ehc_assessment.final_plan"
DECISION = "ehc_assessment.decision"
WAIT = "ehc_assessment.representations"


def state(rule: str, as_of: str, *events: Event, **more: Any) -> State:
    return evaluate(Case("A1", events, **more), as_of)[rule].state


# Mon 5 January 2026 + 42 days: 26 left in January, so Mon 16 February.
@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-01-05", State.RUNNING),
        ("2026-02-15", State.RUNNING),
        ("2026-02-16", State.DUE_TODAY),
        ("2026-02-17", State.OVERDUE),
    ],
)
def test_a_limit_day_by_day(as_of: str, expected: State) -> None:
    assert state(DECISION, as_of, REQUEST) is expected


@pytest.mark.parametrize(("on", "expected"), [("2026-02-16", State.MET), ("2026-02-17", State.MET_LATE)])
def test_the_last_day_is_in_time_to_its_end(on: str, expected: State) -> None:
    """The last day itself is never lost: done on it is in time, and it is not overdue until the day after."""
    assert state(DECISION, on, REQUEST, Event("assessment_agreed", on=on)) is expected


def test_events_after_the_day_are_not_seen() -> None:
    case = Case("A1", [REQUEST, Event("assessment_agreed", on="2026-02-10")])
    assert evaluate(case, "2026-02-09")[DECISION].state is State.RUNNING
    assert evaluate(case, "2026-02-10")[DECISION].state is State.MET


def test_nothing_has_happened() -> None:
    result = evaluate(Case("A1"), "2026-01-01")
    assert len(result) == 0
    assert [*result.breaches, *result.next_actions, *result.unknowns, *result.latest_safe_days] == []


def test_an_authority_that_does_nothing_is_in_breach_of_the_limit_on_it_and_of_no_limit_on_an_act() -> None:
    result = evaluate(Case("A1", [REQUEST]), "2026-12-01")
    late = {each.rule for each in result.deadlines if each.state is State.OVERDUE}
    assert {DECISION, FINAL, "ehc_assessment.threshold_refusal", "ehc_assessment.no_plan_decision"} <= late
    assert {each.rule for each in result.breaches} == {DECISION, FINAL}


def test_a_late_refusal_is_a_breach_of_the_limit_on_refusals() -> None:
    result = evaluate(Case("A1", [REQUEST, Event("assessment_refused", on="2026-02-20")]), "2026-03-01")
    assert {each.rule for each in result.breaches} == {DECISION, "ehc_assessment.threshold_refusal"}


def test_a_refusal_ends_the_twenty_weeks_and_a_change_of_mind_brings_them_back() -> None:
    refused = Event("assessment_refused", on="2026-02-10")
    agreed = Event("assessment_agreed", on="2026-06-01")
    assert state(FINAL, "2026-05-31", REQUEST, refused) is State.ENDED
    back = evaluate(Case("A1", [REQUEST, refused, agreed]), "2026-06-01")[FINAL]
    assert (back.state, back.due) == (State.OVERDUE, date(2026, 5, 25))


def test_an_agreement_to_a_second_request_does_not_bring_back_the_first() -> None:
    events = [
        REQUEST,
        Event("assessment_refused", on="2026-02-10"),
        Event("assessment_request_received", on="2026-09-01"),
        Event("assessment_agreed", on="2026-10-01"),
    ]
    first, second = evaluate(Case("A1", events), "2026-10-02").all(FINAL)
    assert first.state is State.ENDED
    # Tue 1 September 2026 + 140 days: 29 left, 31, 30, 31 -> 121, so Tue 19 January 2027.
    assert (second.state, second.due) == (State.RUNNING, date(2027, 1, 19))


def test_an_agreement_after_two_requests_and_one_refusal_brings_both_clocks_back() -> None:
    """The later start lies before the refusal, so it is no fresh start after it."""
    events = [
        Event("assessment_request_received", on="2026-01-09", requester="school"),
        Event("assessment_request_received", on="2026-01-20", requester="parent"),
        Event("assessment_refused", on="2026-02-20"),
        Event("assessment_agreed", on="2026-03-13"),
    ]
    first, second = evaluate(Case("A1", events), "2026-03-14").all(FINAL)
    assert (first.state, first.due) == (State.RUNNING, date(2026, 5, 29))
    assert (second.state, second.due) == (State.RUNNING, date(2026, 6, 9))


def test_an_agreement_does_not_undo_a_withdrawal() -> None:
    withdrawn = Event("assessment_request_withdrawn", on="2026-02-01")
    assert state(FINAL, "2026-03-02", REQUEST, withdrawn, Event("assessment_agreed", on="2026-03-01")) is State.ENDED


def test_what_ends_a_limit_after_its_last_day_does_not_hide_that_it_had_gone() -> None:
    result = evaluate(Case("A1", [REQUEST, Event("assessment_request_withdrawn", on="2026-07-01")]), "2026-07-02")
    assert (result[DECISION].state, result[DECISION].was_missed) == (State.ENDED, True)
    assert "Its last day, Monday 16 February 2026, had gone by then." in str(result[DECISION].explain())
    early = evaluate(Case("A1", [REQUEST, Event("assessment_request_withdrawn", on="2026-02-01")]), "2026-07-02")
    assert not early[DECISION].was_missed


def test_two_absences_that_adjoin_are_one() -> None:
    away = [
        Event("absent_from_area", on="2026-02-01", until="2026-02-14"),
        Event("absent_from_area", on="2026-02-15", until="2026-02-28"),
    ]
    relied = Event("exception_relied_on", on="2026-05-20", exception="absent_from_area_4_weeks", limit=FINAL)
    assert state(FINAL, "2026-06-01", REQUEST, *away, relied) is State.LIFTED
    apart = [away[0], Event("absent_from_area", on="2026-02-16", until="2026-03-01")]
    assert state(FINAL, "2026-06-01", REQUEST, *apart, relied) is State.OVERDUE


def test_a_right_used_late_was_not_used_while_it_ran() -> None:
    draft = Event("draft_plan_sent", on="2026-05-06", served="2026-05-08")
    late = Event("draft_plan_representations_made", on="2026-05-23")
    right = evaluate(Case("A1", [REQUEST, draft, late]), "2026-05-24")["ehc_assessment.make_representations"]
    assert (right.due, right.state, right.done_on) == (date(2026, 5, 22), State.LAPSED, date(2026, 5, 23))


def test_a_year_beyond_those_a_date_can_have() -> None:
    with pytest.raises(CoverageError, match="does not cover a day beyond the years a date can have"):
        evaluate(Case("A1", [Event("assessment_request_received", on="9999-12-01")]), "9999-12-02")


def test_a_second_request_does_not_restart_the_clock() -> None:
    """The school asks on Monday, the parent on Friday: the first clock runs on, the second beside it."""
    again = Event("assessment_request_received", on="2026-01-09", requester="parent")
    first, second = evaluate(Case("A1", [REQUEST, again]), "2026-01-20").all(DECISION)
    assert (first.due, second.due) == (date(2026, 2, 16), date(2026, 2, 20))
    assert first.state is second.state is State.RUNNING
    assert (first.governed_by, second.governed_by) == (None, DECISION)
    assert "whose last day is Monday 16 February 2026" in str(second.explain())
    result = evaluate(Case("A1", [REQUEST, again]), "2026-01-20")
    assert [action.by for action in result.next_actions if action.rule == DECISION] == [date(2026, 2, 16)]


def test_a_wait_runs_is_broken_or_runs_out_and_is_met() -> None:
    draft = Event("draft_plan_sent", on="2026-05-06", served="2026-05-08")
    # Fri 8 May is day 1, so Fri 22 May is day 15 and the last day of the wait.
    assert state(WAIT, "2026-05-22", REQUEST, draft) is State.WAITING
    assert state(WAIT, "2026-05-23", REQUEST, draft) is State.ENDED
    assert state(WAIT, "2026-05-23", REQUEST, draft, Event("final_plan_sent", on="2026-05-23")) is State.MET
    broken = evaluate(Case("A1", [REQUEST, draft, Event("final_plan_sent", on="2026-05-22")]), "2026-05-23")
    assert broken[WAIT].state is State.BROKEN
    assert broken[WAIT] in broken.breaches


def test_a_second_draft_starts_the_wait_afresh() -> None:
    drafts = [
        Event("draft_plan_sent", on="2026-04-01", served="2026-04-02"),
        Event("draft_plan_sent", on="2026-04-10", served="2026-04-13"),
    ]
    first, second = evaluate(Case("A1", [REQUEST, *drafts]), "2026-04-14").all(WAIT)
    assert first.state is State.SUPERSEDED
    assert (second.state, second.due) == (State.WAITING, date(2026, 4, 27))


def test_a_missing_day_is_unknown_and_bounded_never_filled_in() -> None:
    sent = evaluate(Case("A1", [REQUEST, Event("draft_plan_sent", on="2026-05-06")]), "2026-05-10")[WAIT]
    assert sent.state is State.UNKNOWN
    assert sent.due is None
    assert sent.act_by is None
    assert (sent.earliest, sent.latest) == (date(2026, 5, 20), None)
    assert sent.settled_by == "the `served` day of draft_plan_sent"


def test_a_plan_sent_before_the_earliest_end_of_an_unknown_wait_has_broken_it() -> None:
    events = [REQUEST, Event("draft_plan_sent", on="2026-05-06"), Event("final_plan_sent", on="2026-05-20")]
    assert state(WAIT, "2026-06-01", *events) is State.BROKEN


def test_a_later_step_shows_that_a_decision_was_made_but_not_when() -> None:
    decision = evaluate(Case("A1", [REQUEST, Event("final_plan_sent", on="2026-05-20")]), "2026-06-01")[DECISION]
    assert decision.state is State.UNKNOWN
    assert decision.settled_by == "the day of assessment_agreed or assessment_refused"
    assert not decision.is_breach


def test_a_duty_with_no_number_is_never_given_a_date() -> None:
    duty = evaluate(Case("A1", [REQUEST]), "2026-01-20")["ehc_assessment.consult_on_need_for_plan"]
    assert (duty.kind, duty.state, duty.due, duty.act_by) == ("duty", State.OUTSTANDING, None, None)
    action = next(each for each in evaluate(Case("A1", [REQUEST]), "2026-01-20").next_actions if each.rule == duty.rule)
    assert (action.by, action.days) == (None, 15)


def test_guidance_is_never_a_breach() -> None:
    asked = Event("advice_requested", on="2026-02-13", about="psychologist", body_kind="educational_psychologist")
    result = evaluate(Case("A1", [REQUEST, asked]), "2026-06-01")
    advice = result["ehc_assessment.advice"]
    assert (advice.strength, advice.state) == ("guidance", State.OVERDUE)
    assert advice not in result.breaches


def test_several_bodies_each_have_their_own_clock() -> None:
    events = [
        REQUEST,
        Event("advice_requested", on="2026-02-13", about="psychologist", body_kind="educational_psychologist"),
        Event("advice_requested", on="2026-02-16", about="head teacher", body_kind="school"),
        Event("advice_received", on="2026-03-20", about="head teacher"),
    ]
    result = evaluate(Case("A1", events), "2026-03-21")
    # Fri 13 February + 42 days is Fri 27 March; Mon 16 February + 42 days is Mon 30 March.
    (psychologist,) = result.all("ehc_assessment.advice", "psychologist")
    (head,) = result.all("ehc_assessment.advice", "head teacher")
    assert (psychologist.due, psychologist.state) == (date(2026, 3, 27), State.RUNNING)
    assert (head.due, head.state, head.done_on) == (date(2026, 3, 30), State.MET, date(2026, 3, 20))


AWAY = Event("absent_from_area", on="2026-02-01", until="2026-03-10")
RELIED = Event("exception_relied_on", on="2026-05-20", exception="absent_from_area_4_weeks", limit=FINAL)


def test_an_exception_needs_its_fact_and_its_judgement_and_adds_no_days() -> None:
    for events, expected, says in (
        ([AWAY], State.OVERDUE, "Exception open"),
        ([RELIED], State.OVERDUE, "Exception claimed, not shown"),
        ([AWAY, RELIED], State.LIFTED, "no days are added"),
    ):
        made = evaluate(Case("A1", [REQUEST, *events]), "2026-06-01")[FINAL]
        assert (made.state, made.due) == (expected, date(2026, 5, 25))
        assert says in str(made.explain())
    lifted = evaluate(Case("A1", [REQUEST, AWAY, RELIED]), "2026-06-01")
    assert "The duty to act as soon as practicable stays" in str(lifted[FINAL].explain())
    assert lifted[FINAL] not in lifted.breaches
    action = next(each for each in lifted.next_actions if each.rule == FINAL)
    assert action.by is None


def test_an_exception_lifts_only_the_limit_it_was_recorded_for() -> None:
    assert state(DECISION, "2026-06-01", REQUEST, AWAY, RELIED) is State.OVERDUE


SUMMER = SchoolCalendar.from_dict(
    {
        "name": "Oak Primary",
        "terms": [
            {"name": "summer 2026", "first": "2026-04-13", "last": "2026-07-21"},
            {"name": "autumn 2026", "first": "2026-09-03", "last": "2026-12-18"},
        ],
    }
)


# Closed from Wed 22 July (C) until Thu 3 September (R), 43 days. The window runs from C - 7, Wed 15 July, to R - 7,
# Thu 27 August, both included.
@pytest.mark.parametrize(
    ("asked", "lifted"),
    [("2026-07-14", False), ("2026-07-15", True), ("2026-08-27", True), ("2026-08-28", False)],
)
def test_the_engine_finds_the_long_closure_in_the_schools_own_calendar(asked: str, lifted: bool) -> None:
    events = [
        Event("assessment_request_received", on="2026-06-15"),
        Event("advice_requested", on=asked, about="head teacher", body_kind="school"),
        Event("exception_relied_on", on="2026-10-01", exception="school_closed_4_weeks", limit=FINAL),
    ]
    made = evaluate(Case("A1", events, calendars={"school": SUMMER}), "2026-12-01")[FINAL]
    assert (made.state is State.LIFTED) is lifted
    without = evaluate(Case("A1", events), "2026-12-01")[FINAL]
    assert without.state is State.OVERDUE


def test_next_actions_are_soonest_first_with_the_day_to_work_to() -> None:
    result = evaluate(Case("A1", [REQUEST, Event("assessment_agreed", on="2026-02-12")]), "2026-05-18")
    dated = [action.by for action in result.next_actions if action.by is not None]
    assert dated == sorted(dated)
    action = next(each for each in result.next_actions if each.rule == FINAL)
    assert (action.by, action.act_by, action.days) == (date(2026, 5, 25), date(2026, 5, 22), 7)


def test_the_latest_safe_day_of_the_draft() -> None:
    """Day 15 of a draft served on + 125 is + 139, and the plan can go on + 140."""
    (step,) = [
        each
        for each in evaluate(Case("A1", [REQUEST]), "2026-03-01").latest_safe_days
        if each.because == WAIT and each.for_rule == FINAL
    ]
    assert (step.step, step.by) == ("draft_plan_sent.served", date(2026, 5, 10))
    served = Event("draft_plan_sent", on="2026-05-06", served="2026-05-08")
    later = evaluate(Case("A1", [REQUEST, served]), "2026-05-09").latest_safe_days
    assert not [each for each in later if each.because == WAIT]


def test_the_law_of_a_day_is_the_law_of_that_day() -> None:
    """A limit that fell in July 2020: nobody could know in April of the rules of May, or rely on them."""
    events = [Event("assessment_request_received", on="2020-02-24"), Event("coronavirus_reason_arose", on="2020-03-23")]

    def seen(as_of: str, judged_on: str) -> tuple[date | None, State]:
        judged = Event("exception_relied_on", on=judged_on, exception="coronavirus", limit=FINAL)
        made = evaluate(Case("A1", [*events, judged]), as_of)[FINAL]
        return made.due, made.state

    # Mon 24 February 2020 (a leap year) + 140 days: 5 left, 31, 30, 31, 30 -> 127, so Mon 13 July.
    due = date(2020, 7, 13)
    assert seen("2020-04-30", "2020-05-01") == (due, State.RUNNING)
    assert seen("2020-05-01", "2020-05-01") == (due, State.LIFTED)
    assert seen("2020-07-14", "2020-05-01") == (due, State.LIFTED)
    assert seen("2020-07-14", "2020-04-30") == (due, State.OVERDUE)


def test_a_request_before_the_law_has_no_deadline() -> None:
    assert FINAL not in evaluate(Case("A1", [Event("assessment_request_received", on="2014-08-31")]), "2015-06-01")
    assert FINAL in evaluate(Case("A1", [Event("assessment_request_received", on="2014-09-01")]), "2015-06-01")


def test_the_receipt_says_what_the_answer_rests_on() -> None:
    case = Case("A1", [REQUEST], calendars={"school": SUMMER})
    receipt = evaluate(case, "2026-02-01").receipt
    assert receipt["law"] == load_law().hash
    assert receipt["as_of"] == "2026-02-01"
    assert receipt["calendars"]["school"] == {"name": "Oak Primary", "hash": SUMMER.fingerprint}
    assert receipt["working_days"]
    assert receipt == evaluate(Case("A1", [REQUEST], calendars={"school": SUMMER}), "2026-02-01").receipt


def test_asking_for_a_deadline_there_is_not() -> None:
    result = evaluate(Case("A1", [REQUEST]), "2026-02-01")
    with pytest.raises(KeyError, match=r"no deadline of 'ehc_assessment.representations': nothing in this case has"):
        result[WAIT]
    with pytest.raises(
        KeyError, match=r"no deadline of 'ehc_assessment.final_pln': no rule has that name; did you mean"
    ):
        result["ehc_assessment.final_pln"]


def test_diff_says_what_moved_and_why() -> None:
    before = evaluate(Case("A1", [REQUEST]), "2026-02-01")
    corrected = Event("assessment_request_received", on="2026-01-07")
    after = evaluate(Case("A1", [corrected]), "2026-02-01")
    change = next(each for each in diff(before, after) if each.rule == FINAL)
    assert (change.what, change.days, change.why) == ("moved", 2, ("its start is another day",))
    assert str(change) == (
        "ehc_assessment.final_plan moved: from Monday 25 May 2026 to Wednesday 27 May 2026; "
        "because its start is another day"
    )
    assert diff(before, before) == ()
    agreed = evaluate(Case("A1", [REQUEST, Event("assessment_agreed", on="2026-01-20")]), "2026-02-01")
    done = next(each for each in diff(before, agreed) if each.rule == DECISION)
    assert (done.what, done.state_after, done.why) == ("state", State.MET, ("the record of the act is new",))
    later = evaluate(Case("A1", [REQUEST]), "2026-02-20")
    overdue = next(each for each in diff(before, later) if each.rule == DECISION)
    assert (overdue.what, overdue.why) == ("state", ("the day of the evaluation differs",))
    appeared = next(each for each in diff(evaluate(Case("A1"), "2026-02-01"), before) if each.rule == FINAL)
    assert (appeared.what, appeared.after) == ("appeared", date(2026, 5, 25))


# Bad input.


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (Event("final_plan_snt", on="2026-05-06"), "unknown event 'final_plan_snt'; did you mean 'final_plan_sent'?"),
        (
            Event("draft_plan_sent", on="2026-05-06", srved="2026-05-08"),
            "case A1, draft_plan_sent on 2026-05-06: unknown key 'srved'; did you mean 'served'?",
        ),
        (Event("draft_plan_sent", on="2026-05-06", served="8 May"), "'8 May' is not a day; write it as year-month-day"),
        (
            Event("draft_plan_sent", on="2026-05-06", served="2026-05-01"),
            "its `served` is 2026-05-01, before its `on`, 2026-05-06; correct one of the two",
        ),
        (
            Event("advice_requested", on="2026-02-13", about="x", body_kind="shool"),
            "`body_kind` is 'shool', which it cannot be; did you mean 'school'?",
        ),
        (
            Event("final_plan_sent", on="2026-05-06", about="one"),
            "it says `about` 'one', but there is only one of it; leave `about` out",
        ),
        (
            Event("exception_relied_on", on="2026-05-06", exception="ill", limit=FINAL),
            "`exception` is 'ill', which is not known",
        ),
    ],
)
def test_a_word_the_law_does_not_know(event: Event, says: str) -> None:
    with pytest.raises(CaseError) as error:
        evaluate(Case("A1", [REQUEST, event]), "2026-06-01")
    assert says in str(error.value)


def test_an_unknown_event_is_an_error_even_after_the_day() -> None:
    with pytest.raises(CaseError, match="unknown event"):
        evaluate(Case("A1", [Event("never_heard_of", on="2030-01-01")]), "2026-06-01")


def test_every_problem_is_told_at_once() -> None:
    events = [Event("one_unknown", on="2026-01-01"), Event("two_unknown", on="2026-01-01")]
    with pytest.raises(CaseError) as error:
        evaluate(Case("A1", events, facts={"three": 1}), "2026-06-01")
    assert len(error.value.problems) == 3


@pytest.mark.parametrize("day", ["2026-02-30", "05/01/2026", "2026-1-5", "", "20260105", None, 5, 46027.0])
def test_what_is_not_a_day(day: Any) -> None:
    with pytest.raises(CaseError, match=r"is not a day; write it as year-month-day, such as 2026-01-05"):
        Event("assessment_request_received", on=day)
    with pytest.raises(CaseError, match=r"as_of: .* is not a day"):
        evaluate(Case("A1"), day)


def test_a_time_is_not_a_day() -> None:
    with pytest.raises(CaseError, match=r"is a date and time, not a day; give the day alone, by .date\(\)"):
        Event("assessment_request_received", on=datetime(2026, 1, 5, 9, 0))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ([], "a case is a list, not an object"),
        ({"events": []}, "it has no id; give the council's own reference"),
        ({"id": "A1"}, "case A1: it has no events; give a list, empty if nothing happened"),
        ({"id": "A1", "events": {}}, "`events` is an object; write it as a list"),
        ({"id": "A1", "events": [], "evnts": []}, "case A1: unknown key 'evnts'; did you mean 'events'?"),
        ({"id": "A1", "events": [3]}, "case A1, event 1: it is a number, not an object"),
        ({"id": "A1", "events": [{"on": "2026-01-05"}]}, "case A1, event 1: it does not say which event it is"),
        (
            {"id": "A1", "events": [{"event": "final_plan_sent"}]},
            "case A1, event 1 (final_plan_sent): it has no day",
        ),
        (
            {"id": "A1", "events": [{"event": "final_plan_sent", "on": None}]},
            "case A1, event 1 (final_plan_sent): nothing is not a day",
        ),
        (
            {"id": "A1", "events": [{"event": "final_plan_sent", "on": "2026-01-05", "about": ""}]},
            "`about` is '', which names nothing",
        ),
        (
            {"id": "A1", "events": [], "facts": []},
            '`facts` is a list; write it as an object, such as {"school_kind": "academy"}, or leave it out',
        ),
    ],
)
def test_a_case_that_cannot_be_read(data: Any, says: str) -> None:
    with pytest.raises(CaseError) as error:
        Case.from_dict(data)
    assert says in str(error.value)


def test_an_impossible_order_is_told_and_the_rest_evaluated() -> None:
    result = evaluate(Case("A1", [REQUEST, Event("final_plan_sent", on="2025-12-01")]), "2026-02-01")
    (problem,) = result.problems
    assert str(problem) == (
        "case A1: final_plan_sent on 2025-12-01 comes before assessment_request_received on 2026-01-05; "
        "one of the two days is wrong, or an event is missing"
    )
    assert result[FINAL].state is State.RUNNING


def test_a_spell_that_ends_before_it_begins_is_told() -> None:
    result = evaluate(Case("A1", [Event("absent_from_area", on="2026-03-01", until="2026-02-01")]), "2026-04-01")
    assert [problem.what for problem in result.problems] == [
        "absent_from_area on 2026-03-01 ends on 2026-02-01, before it begins"
    ]


def test_one_of_several_things_without_its_name_is_told() -> None:
    events = [
        Event("advice_requested", on="2026-02-13", about="psychologist", body_kind="educational_psychologist"),
        Event("advice_received", on="2026-03-20"),
    ]
    (problem,) = evaluate(Case("A1", events), "2026-04-01").problems
    assert str(problem) == (
        "case A1: advice_received does not say which advice body it is about; give `about`: psychologist"
    )


def test_a_calendar_that_was_not_given() -> None:
    case = Case("A1", [REQUEST], calendars={"school": "Oak Primry"})
    with pytest.raises(CaseError, match=r"its school calendar is 'Oak Primry', which was not given; pass it"):
        evaluate(case, "2026-02-01")
    with pytest.raises(CaseError, match=r"did you mean 'Oak Primary'\?"):
        evaluate(case, "2026-02-01", calendars={"Oak Primary": SUMMER})
    with pytest.raises(CaseError, match="its school calendar is 3, not a SchoolCalendar; make one with"):
        evaluate(Case("A1", calendars={"school": 3}), "2026-02-01")
    with pytest.raises(CaseError, match="no calendar is used as 'scool'; did you mean 'school'"):
        evaluate(Case("A1", calendars={"scool": SUMMER}), "2026-02-01")


def test_a_reading_that_does_not_exist() -> None:
    with pytest.raises(CaseError, match="readings: unknown dispute 'nothing_disputed'"):
        evaluate(Case("A1"), "2026-02-01", readings={"nothing_disputed": "so"})


def test_a_day_that_no_calendar_covers_is_never_guessed() -> None:
    """The due date is counted in plain days; the day to work to is not given where no bank holidays are known."""
    made = evaluate(Case("A1", [Event("assessment_request_received", on="2200-01-06")]), "2200-02-01")[FINAL]
    assert made.due == date(2200, 5, 26)
    assert made.act_by is None


def test_a_working_day_that_no_calendar_covers_is_an_error() -> None:
    from send_deadlines.calendars import working_day_calendar

    with pytest.raises(CoverageError, match="the calendar 'england' does not cover Monday 6 January 2200"):
        working_day_calendar("england").add(date(2200, 1, 6), 5)


def test_the_same_answer_without_pydantic_holidays_or_click() -> None:
    """A fresh process evaluates without any of them being imported."""
    code = (
        "import sys; from send_deadlines import Case, Event, evaluate; "
        "r = evaluate(Case('A', [Event('assessment_request_received', on='2026-01-05')]), '2026-03-01'); "
        "assert r['ehc_assessment.final_plan'].due.isoformat() == '2026-05-25'; str(r.deadlines[0].explain()); "
        "print(sorted({'pydantic', 'holidays', 'click', 'numpy', 'dateutil'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


KINDS = """
[[event]]
id = "request_by_a_parent"
meaning = "A parent asked for an assessment"
on = "the day it came"
kind_of = { event = "assessment_request_received", where = { requester = ["parent"] } }

[[process]]
id = "ours"
title = "Our own"

[[rule]]
id = "ours.answer"
kind = "limit"
who = "local_authority"
must = "answer the parent"
instrument = "send_code_2015"
provision = "ours"
url = "https://example.org"
in_force = { since = 2014-09-01 }
confidence = "text"
checked = 2026-11-22
starts = ["request_by_a_parent"]
again = "runs beside"
within = "10 days"
first_day = "not counted"
done_by = ["considering_assessment_notice_sent"]

[[rule.example]] # Mon 5 Jan 2026 + 10 days: Thu 15 Jan.
why = "a parent"
given = { assessment_request_received = { on = 2026-01-05, requester = "parent" } }
due = 2026-01-15

[[rule.example]]
why = "a school"
given = { assessment_request_received = { on = 2026-01-05, requester = "school" } }
no_deadline = true

[[rule.example]]
why = "nobody is named"
given = { assessment_request_received = 2026-01-05 }
no_deadline = true
"""


def test_a_kind_of_an_event_is_recorded_as_that_event(tmp_path: Any) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(KINDS, encoding="utf-8")
    rules, problems = check_files([file], base=rule_files())
    assert problems == []
    ours = type(rules)(rule=[rule for rule in rules.rule if rule.id == "ours.answer"])
    law = load_law(file)
    assert check_examples(ours, law) == []
    with pytest.raises(CaseError) as caught:
        evaluate(Case("A1", [Event("request_by_a_parent", on="2026-01-05")]), "2026-01-06", law=law)
    assert str(caught.value) == (
        "case A1: request_by_a_parent is a kind of assessment_request_received, and not recorded by itself; record "
        "assessment_request_received with requester = parent"
    )

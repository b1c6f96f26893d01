"""Thirteen ways in which deadline software has gone wrong without a word, those that concern a whole evaluation.

Those that concern counting alone are in ``tests/calendars/test_silent_errors.py``.
"""

import pickle
from datetime import date

import pytest

from send_deadlines import Case, Event, SchoolCalendar, State, diff, evaluate, load_law
from send_deadlines.calendars import WorkingDayCalendar, working_day_calendar
from send_deadlines.engine import plan as plan_module

REQUEST = Event("assessment_request_received", on="2026-01-05")
FINAL = "ehc_assessment.final_plan"


def test_1_there_is_no_default_day():
    with pytest.raises(TypeError, match="as_of"):
        evaluate(Case("A1", [REQUEST]))  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="on"):
        Event("assessment_request_received")  # type: ignore[call-arg]


def test_8_a_clock_starts_from_the_event_and_not_from_a_deadline():
    """The wait runs from the day the draft was served, however late or early that was in the twenty weeks."""
    for served, last in (("2026-03-02", date(2026, 3, 16)), ("2026-06-01", date(2026, 6, 15))):
        draft = Event("draft_plan_sent", on=served, served=served)
        assert evaluate(Case("A1", [REQUEST, draft]), served)["ehc_assessment.representations"].due == last


LAPSE = """
[[process]]
id = "made_up"
title = "Made up"

[[instrument]]
id = "made_up_rules"
title = "Made up rules"
citation = "MU 1"
url = "https://example.org"
strength = "statutory"
in_force = {{ since = 2014-09-01 }}
checked = 2026-11-21
confidence = "text"

[[instrument.counting]]
id = "ordinary"
working_day = "england"
last_day = "next working day"
provision = "rule 1"
confidence = "text"

[[rule]]
id = "made_up.right"
kind = "right"
who = "local_authority"
must = "object"
instrument = "made_up_rules"
provision = "rule 2"
url = "https://example.org"
in_force = {{ since = 2014-09-01 }}
confidence = "text"
checked = 2026-11-21
starts = ["assessment_request_received"]
again = "runs beside"
within = "5 days"
first_day = "not counted"
example = {examples}

[[rule]]
id = "made_up.after"
kind = "limit"
who = "local_authority"
must = "act"
instrument = "made_up_rules"
provision = "rule 3"
url = "https://example.org"
in_force = {{ since = 2014-09-01 }}
confidence = "text"
checked = 2026-11-21
starts_when_lapsed = ["made_up.right"]
lapse_from = "{lapse_from}"
again = "runs beside"
within = "2 days"
first_day = "not counted"
example = {examples}
"""
EXAMPLES = (
    "["
    + ", ".join(
        f'{{ why = "{n}", given = {{ assessment_request_withdrawn = 2026-01-0{n} }}, no_deadline = true }}'
        for n in (1, 2, 3)
    )
    + "]"
)


@pytest.mark.parametrize(
    ("lapse_from", "due"),
    # Mon 5 January 2026 + 5 days is Sat 10 January, moved to Mon 12 January. Two days from the unmoved Saturday end on
    # the Monday; from the moved Monday, on Wed 14 January.
    [("before any move", date(2026, 1, 12)), ("after any move", date(2026, 1, 14))],
)
def test_9_a_chain_counts_from_the_day_the_rule_says_it_does(tmp_path, lapse_from, due):
    file = tmp_path / "made_up.toml"
    file.write_text(LAPSE.format(lapse_from=lapse_from, examples=EXAMPLES), encoding="utf-8")
    result = evaluate(Case("A1", [REQUEST]), "2026-02-01", law=load_law(file))
    assert (result["made_up.right"].before_move, result["made_up.right"].due) == (date(2026, 1, 10), date(2026, 1, 12))
    assert result["made_up.after"].due == due


def test_13_a_new_bank_holiday_moves_running_cases_and_diff_says_so(monkeypatch):
    """Nothing is stored: with Friday 22 May 2026 proclaimed, the day to work to is Thursday the 21st."""
    before = evaluate(Case("A1", [REQUEST]), "2026-03-01")
    assert before[FINAL].act_by == date(2026, 5, 22)
    assert before.receipt["working_days"]
    usual = working_day_calendar("england")
    closed = [
        date.fromordinal(day)
        for day in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())
        if date.fromordinal(day).weekday() < 5 and not usual.is_open(day)
    ]
    with_it = WorkingDayCalendar("england", date(2026, 1, 1), date(2026, 12, 31), [*closed, date(2026, 5, 22)])
    kept = {each.rule: each.act_by for each in before.deadlines}
    monkeypatch.setattr(plan_module, "working_day_calendar", lambda name: with_it)
    after = evaluate(Case("A1", [REQUEST]), "2026-03-01")
    assert after[FINAL].act_by == date(2026, 5, 21)
    assert kept[FINAL] == date(2026, 5, 22)


def test_13_diff_sees_a_day_to_work_to():
    one, two = (evaluate(Case("A1", [REQUEST]), "2026-03-01") for _ in range(2))
    moved = two[FINAL]
    # One day to work to moved, as a proclamation would move it.
    moved.__class__ = type("Shifted", (type(moved),), {"act_by": property(lambda self: date(2026, 5, 21))})
    (change,) = diff(one, two)
    assert (change.rule, change.what, change.days) == (FINAL, "day to work to", -1)


def test_an_old_judgement_does_not_lift_a_new_limit():
    decision = "ehc_assessment.decision"
    events = [
        Event("assessment_request_received", on="2024-01-05"),
        Event("assessment_refused", on="2024-04-20"),
        Event("absent_from_area", on="2024-01-10", until="2024-02-10"),
        Event("exception_relied_on", on="2024-02-10", exception="absent_from_area_4_weeks", limit=decision),
        Event("assessment_request_received", on="2026-01-05"),
        Event("absent_from_area", on="2026-01-10", until="2026-02-10"),
    ]
    old, new = evaluate(Case("A1", events), "2026-06-01").all(decision)
    assert (old.state, new.state) == (State.LIFTED, State.OVERDUE)


def test_what_had_no_recorded_end_is_not_taken_to_last_for_years():
    limit = FINAL
    events = [
        REQUEST,
        Event("exceptional_personal_circumstances", on="2020-01-05"),
        Event("exception_relied_on", on="2026-05-20", exception="exceptional_personal_circumstances", limit=limit),
    ]
    made = evaluate(Case("A1", events), "2026-06-01")[limit]
    assert made.state is State.OVERDUE
    assert "does not say its `until`" in str(made.explain())


def test_the_absences_of_two_people_are_not_joined():
    events = [
        REQUEST,
        Event("absent_from_area", on="2026-02-01", until="2026-02-14", who="child"),
        Event("absent_from_area", on="2026-02-15", until="2026-02-28", who="parent"),
        Event("exception_relied_on", on="2026-05-20", exception="absent_from_area_4_weeks", limit=FINAL),
    ]
    assert evaluate(Case("A1", events), "2026-06-01")[FINAL].state is State.OVERDUE


def test_of_two_requests_the_one_that_binds_first_is_given():
    again = Event("assessment_request_received", on="2026-02-05")
    assert evaluate(Case("A1", [REQUEST, again]), "2026-03-01")[FINAL].due == date(2026, 5, 25)


def test_a_new_request_on_the_day_of_a_withdrawal_is_not_withdrawn():
    again = Event("assessment_request_received", on="2026-02-01")
    withdrawn = Event("assessment_request_withdrawn", on="2026-02-01")
    first, second = evaluate(Case("A1", [REQUEST, again, withdrawn]), "2026-02-02").all(FINAL)
    assert (first.state, second.state) == (State.ENDED, State.RUNNING)


@pytest.mark.parametrize(
    ("events", "says"),
    [
        (
            [REQUEST, Event("exception_relied_on", on="2026-05-20", exception="coronavirus_for_body", limit=FINAL)],
            f"exception_relied_on names the exception 'coronavirus_for_body', which '{FINAL}' does not have",
        ),
        (
            [
                REQUEST,
                Event("advice_requested", on="2026-02-13", about="Dr Lee", body_kind="educational_psychologist"),
                Event("advice_received", on="2026-03-01", about="Dr. Lee"),
            ],
            "advice_received on 2026-03-01 has nothing recorded before it about 'Dr. Lee'; record advice_requested",
        ),
        (
            [Event("assessment_agreed", on="2026-02-01")],
            "assessment_agreed on 2026-02-01 has nothing recorded before it; "
            "record assessment_request_received or responsibility_arose",
        ),
        (
            [Event("assessment_request_received", on="2014-08-31")],
            "none of the time limits that assessment_request_received starts was in force on 2014-08-31",
        ),
    ],
)
def test_what_is_recorded_and_cannot_be_used_is_told(events, says):
    result = evaluate(Case("A1", events), "2026-06-01")
    assert says in "\n".join(map(str, result.problems))


def test_a_judgement_that_names_nothing_is_refused():
    with pytest.raises(
        ValueError, match="it does not say its `exception`, the exception; add `exception`: the name of an exception"
    ):
        evaluate(Case("A1", [REQUEST, Event("exception_relied_on", on="2026-05-20")]), "2026-06-01")


def test_a_limit_that_can_no_longer_be_kept_is_told():
    """Served on 15 May, the fifteenth day is the 29th; the twenty weeks end on the 25th."""
    draft = Event("draft_plan_sent", on="2026-05-15", served="2026-05-15")
    result = evaluate(Case("A1", [REQUEST, draft]), "2026-05-16")
    found = [each for each in result.conflicts if each.wait == "ehc_assessment.representations"]
    assert [(each.limit, each.due, each.may_from) for each in found] == [(FINAL, date(2026, 5, 25), date(2026, 5, 30))]


def test_an_act_shown_by_an_earlier_step_is_in_time_when_that_step_was():
    draft = Event("draft_plan_sent", on="2026-02-01", served="2026-02-02")
    decision = evaluate(Case("A1", [REQUEST, draft]), "2026-03-01")["ehc_assessment.decision"]
    assert (decision.state, decision.done_on) == (State.MET, None)


def test_a_provisional_day_to_work_to_is_said_to_be():
    made = evaluate(Case("A1", [Event("assessment_request_received", on="2028-12-18")]), "2029-01-15")[FINAL]
    assert made.act_by_is_provisional
    assert "rests on bank holidays that have not been announced" in str(made.explain())
    far = evaluate(Case("A1", [Event("assessment_request_received", on="2040-09-01")]), "2040-10-01")[FINAL]
    assert far.act_by is None
    assert "No bank holidays are known for that year" in str(far.explain())


def test_results_can_be_kept_and_events_cannot_change():
    result = evaluate(Case("A1", [REQUEST]), "2026-03-01")
    again = pickle.loads(pickle.dumps(result))
    assert again.receipt == result.receipt
    assert [each.due for each in again.deadlines] == [each.due for each in result.deadlines]
    with pytest.raises(AttributeError, match="an event does not change: make another one to correct its `on`"):
        REQUEST.on = date(2025, 1, 1)


def test_what_is_not_a_case_or_an_event_is_said_to_be_none():
    with pytest.raises(ValueError, match="a dict was given to evaluate, not a Case"):
        evaluate({"id": "A1"}, "2026-03-01")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="case A1, event 1: it is an object, not an Event"):
        Case("A1", [{"event": "assessment_refused", "on": "2026-02-10"}])  # type: ignore[list-item]


def test_a_calendar_that_an_event_names_and_the_case_does_not_have_is_told():
    days = {"terms": {"Autumn 2025": ["2025-09-02", "2025-12-17"], "Spring 2026": ["2026-01-05", "2026-03-27"]}}
    oak, birch = (SchoolCalendar.from_dict({"name": name, **days}) for name in ("Oak", "Birch"))
    events = [
        Event("pupil_suspended", on="2025-10-03", about=name, first="2025-10-06", last="2025-10-10", school=name)
        for name in ("birch", "brich")
    ]
    result = evaluate(Case("A1", events, calendars={"school": oak, "birch": birch}), "2025-11-03")
    assert [str(problem) for problem in result.problems] == [
        "case A1: pupil_suspended on 2025-10-03 names the calendar 'brich', which the case does not have; "
        "add it to its `calendars`, or correct the name: did you mean 'birch'?"
    ]
    (_, year) = result.running_totals
    assert year.amount is None

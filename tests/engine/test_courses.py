"""Plans of whole procedures: the examples worked by hand, what holds of every plan, and what cannot be known.

The days expected here are worked out in the comments, and in those of the law's own examples.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from send_deadlines import (
    Case,
    CaseError,
    CoursePlan,
    Evaluation,
    Event,
    NotThereError,
    PlannedStep,
    State,
    evaluate,
    load_law,
    plan_from,
)
from send_deadlines.engine.examples import check_examples, example_calendars, run_course_example
from send_deadlines.law.check import read_law
from send_deadlines.law.library import rule_files

LAW = load_law()
FILES = read_law(rule_files())
CALENDARS = example_calendars(FILES)
COURSES = list(LAW.courses)
IN_SCHOOL_DAYS = ("permanent_exclusion", "suspension_over_5_days")
COUNTED = [course for course in COURSES if course not in IN_SCHOOL_DAYS]
SCHOOL = {"school": CALENDARS["course_school_2026"]}
DAY = timedelta(days=1)

TWENTY_YEARS = st.dates(date(2016, 9, 1), date(2036, 8, 31))
"""From when every rule used was law."""
A_SCHOOL_YEAR = st.dates(date(2025, 9, 3), date(2026, 3, 6))
"""From which both exclusions come to their end within the calendar."""


def planned(course: str, on: date) -> CoursePlan:
    return plan_from(course, on, law=LAW, calendars=SCHOOL if course in IN_SCHOOL_DAYS else None)


# The examples.


@pytest.mark.parametrize(
    ("course", "example"),
    [pytest.param(each.id, one, id=f"{each.id}: {one.why}") for each in FILES.course for one in each.example],
)
def test_worked_by_hand(course, example) -> None:
    assert run_course_example(LAW, course, example, CALENDARS) == []


def test_an_example_that_is_wrong_is_told(tmp_path) -> None:
    """As for a rule, so that a course can be corrected without Python."""
    text = (rule_files()[0].parent / "courses.toml").read_text(encoding="utf-8")
    first = "days = { assessment_agreed = 2026-02-18,"
    other = "days = { assessment_agreed = 2026-02-19,"
    wrong = tmp_path / "courses.toml"
    wrong.write_text(text.replace(first, other, 1), encoding="utf-8")
    found = replace(read_law([wrong], base=rule_files()), rule=[], amendment=[])  # only the courses' examples
    told = [str(each) for each in check_examples(found, LAW)]
    assert told == [
        "course 'assessment_to_plan', example 'ordinary': assessment_agreed should be on 2026-02-19, but is on "
        "2026-02-18; work it again by hand; if the example is right, the course or a rule is wrong"
    ]


def test_every_kind_of_wrong_example_is_told() -> None:
    example = FILES.course[0].example[0]
    odd = replace(
        example,
        days={**example.days, "final_plan_sent": date(2026, 5, 28)},
        not_known=["draft_plan_sent"],
        beside={"ehc_review.review": date(2027, 5, 27), "ehc_move.inform_family": date(2026, 1, 1)},
    )
    assert run_course_example(LAW, "assessment_to_plan", odd, CALENDARS) == [
        "final_plan_sent should be on 2026-05-28, but is on 2026-05-27",
        "the day of draft_plan_sent should not be known, but is 2026-05-12",
        "ehc_review.review should have the last day 2027-05-27, but has 2027-05-26",
        "ehc_move.inform_family should have the last day 2026-01-01, but has none",
    ]
    unknown = replace(example, facts={"nobody": "knows"})
    (told,) = run_course_example(LAW, "assessment_to_plan", unknown, CALENDARS)
    assert told.startswith("it cannot be planned: case assessment_to_plan: unknown fact 'nobody'")


# What holds of every plan.


def check_in_time(plan: CoursePlan) -> None:
    """Replayed as a case, every step is in time; what else is missed belongs to what runs beside the steps."""
    final = plan.evaluation
    beside = {(each.rule, each.started_on) for each in plan.beside}
    assert {(each.rule, each.started_on) for each in final.breaches} <= beside
    for step in plan:
        if step.way == "last day" and step.deadline is not None:
            assert again(final, step).state is State.MET


def check_a_day_later(plan: CoursePlan) -> None:
    """A day later on one step breaks the limit it falls by, or leaves too little time for the later one."""
    for number, step in enumerate(plan):
        if step.deadline is None:
            continue
        days = -1 if step.way == "earliest day" else 1
        case = moved(plan, number, days)
        made = evaluate(case, max(event.on for event in case.events), law=LAW)
        if step.way == "last day":
            assert again(made, step).state in (State.MET_LATE, State.LAPSED), step.event
        elif step.way == "earliest day":
            assert again(made, step).state is State.BROKEN
        else:
            assert is_too_late_for(step, made)


def is_too_late_for(step: PlannedStep, made: Evaluation) -> bool:
    """Whether the limit a step was in time for cannot be kept any more, or what leads to it has not all its time."""
    assert step.deadline is not None
    limit = again(made, step)
    assert limit.due is not None
    if any(each.limit == limit.rule for each in made.conflicts):
        return True
    rule = next(each for each in LAW.rules if each["id"] == limit.rule)
    leading = [(each.kind, each.due) for each in made.deadlines if each.rule == step.because]
    assert step.because in rule.get("time_for", ())
    # Each step that leads to it has its whole time after the one before: the last of them is then a day late.
    spare = sum((weeks(name) for name in rule["time_for"]), timedelta())
    return any(due is not None for _, due in leading) and step.on + DAY + spare > limit.due  # type: ignore[operator]


def weeks(rule: str) -> timedelta:
    number, unit = next(each["within"] for each in LAW.rules if each["id"] == rule).split()
    assert unit == "weeks"
    return timedelta(weeks=int(number))


def again(made: Evaluation, step: PlannedStep):
    """The deadline of a step as it stands in another evaluation."""
    assert step.deadline is not None
    (found,) = [
        each
        for each in made.all(step.deadline.rule, step.deadline.about)
        if each.started_on == step.deadline.started_on and each.started_by == step.deadline.started_by
    ]
    return found


def moved(plan: CoursePlan, number: int, days: int) -> Case:
    """The case of a plan up to one step, with that step some days later."""
    events = list(plan.case.events[: number + 1])
    old = events[number]
    on = old.on + timedelta(days=days)
    more: dict[str, Any] = {key: on if value == old.on else value for key, value in old.more.items()}
    events[number] = Event(old.event, on=on, about=old.about, **more)
    return Case(plan.case.id, events, plan.case.facts, plan.case.calendars)


@pytest.mark.parametrize("course", COUNTED)
@settings(deadline=None, max_examples=25)
@given(day=TWENTY_YEARS)
def test_replayed_it_is_in_time_and_a_day_later_is_not(course: str, day: date) -> None:
    plan = planned(course, day)
    assert not plan.unknowns
    check_in_time(plan)
    check_a_day_later(plan)


@pytest.mark.parametrize("course", IN_SCHOOL_DAYS)
@settings(deadline=None, max_examples=25)
@given(day=A_SCHOOL_YEAR)
def test_replayed_in_school_days(course: str, day: date) -> None:
    assume(not crosses_terms(course, day))
    plan = planned(course, day)
    assert not plan.unknowns
    check_in_time(plan)
    check_a_day_later(plan)


def crosses_terms(course: str, day: date) -> bool:
    """Whether six school days from a day are not of one term: the term ends on Fri 19 December, and of Fri 12 to that
    day there are six. Then there are no more than five in either, and the board need not decide."""
    return course == "suspension_over_5_days" and date(2025, 12, 13) <= day <= date(2025, 12, 19)


@pytest.mark.parametrize("day", [date(2025, 12, 13), date(2025, 12, 19)])
def test_a_suspension_over_two_terms_may_not_be_over_five_days_in_either(day: date) -> None:
    decided = planned("suspension_over_5_days", day)["reinstatement_decided"]
    assert decided.on is None
    assert "does not bind here" in decided.settled_by


@pytest.mark.parametrize("course", COUNTED)
def test_a_start_a_day_later_never_gives_an_earlier_step(course: str) -> None:
    """Twenty years: every 31st day and the day after it, and every day around the ends of February and of the year."""
    first = date(2016, 9, 1)
    starts = {first + n * DAY for n in range(0, 7_300, 31)}
    starts |= {date(year, 2, 27) + n * DAY for year in (2023, 2024) for n in range(4)}
    starts |= {date(2026, 12, 22) + n * DAY for n in range(12)}
    for start in sorted(starts):
        today, tomorrow = planned(course, start), planned(course, start + DAY)
        for one, two in zip(today, tomorrow, strict=True):
            assert one.on is not None
            assert two.on is not None
            assert one.on <= two.on, (one.event, start)


@pytest.mark.parametrize("course", IN_SCHOOL_DAYS)
def test_a_start_a_day_later_never_gives_an_earlier_step_in_school_days(course: str) -> None:
    before: CoursePlan | None = None
    for day in (date(2025, 9, 3) + n * DAY for n in range(180)):
        if crosses_terms(course, day):
            continue
        plan = planned(course, day)
        for one, two in zip(before or plan, plan, strict=True):
            assert one.on is not None
            assert two.on is not None
            assert one.on <= two.on
        before = plan


@settings(deadline=None, max_examples=40)
@given(day=TWENTY_YEARS, course=st.sampled_from(COUNTED))
def test_the_steps_are_in_their_order_and_the_same_each_time(day: date, course: str) -> None:
    one, two = planned(course, day), planned(course, day)
    days = [step.on for step in one if step.way != "start"]
    assert days == sorted(each for each in days if each is not None)
    assert [(step.event, step.on) for step in one] == [(step.event, step.on) for step in two]
    assert one.evaluation.receipt == two.evaluation.receipt


# What a plan says.


def test_every_step_says_what_its_day_is() -> None:
    """Mon 5 January 2026 + 42 = Mon 16 February; advice + 42 = Mon 30 March; + 140 = Mon 25 May, a bank holiday, before
    which Fri 22 May is the last working day; 10 to 24 May are fifteen days."""
    plan = plan_from("assessment_to_plan", "2026-01-05")
    assert [(step.event, step.on, step.way) for step in plan] == [
        ("assessment_request_received", date(2026, 1, 5), "start"),
        ("assessment_agreed", date(2026, 2, 16), "last day"),
        ("advice_requested", date(2026, 2, 16), "same day"),
        ("advice_received", date(2026, 3, 30), "last day"),
        ("draft_plan_sent", date(2026, 5, 10), "latest safe day"),
        ("final_plan_sent", date(2026, 5, 25), "last day"),
    ]
    last = plan["final_plan_sent"]
    assert (last.act_by, last.named, last.is_provisional) == (date(2026, 5, 22), "ehc_assessment.final_plan", False)
    draft = plan["draft_plan_sent"]
    # For a plan on Fri 22 May the fifteen days must be over on the 21st: from Thu 7 May.
    assert (draft.because, draft.act_by) == ("ehc_assessment.representations", date(2026, 5, 7))
    assert plan["advice_requested"].deadline is None
    assert not plan["advice_requested"].is_provisional
    assert len(plan) == 6
    with pytest.raises(NotThereError, match="no step 'final_plan_snt' in this plan; did you mean 'final_plan_sent'"):
        plan["final_plan_snt"]


def test_what_is_taken_for_granted_is_said() -> None:
    assert plan_from("transfer_to_secondary", "2027-09-01").assumptions == (
        "Every step is done on the day shown, and no sooner: nobody should plan to use every last day.",
        "Nothing else happens in the case: no exception lifts a limit, and nobody directs or agrees another day.",
        "phase_transfer_expected is taken to be known by the first step.",
        "Notice of the review meeting is given, and its papers are sent round, in time before it: a course of the "
        "review gives their days.",
        "review_meeting_held: The child or young person attends a school.",
        "amendment_notice_sent: The notice is served on the day it is sent, and no longer period than the fifteen days "
        "is stated.",
    )
    assert any(
        "The Tribunal directs no other days." in each for each in plan_from("appeal_hearing", "2026-09-07").assumptions
    )


def test_without_the_schools_calendar_the_days_are_not_guessed() -> None:
    """The earliest the board's last day can be, if every weekday is a school day: 13 January to 2 February are 15."""
    plan = plan_from("permanent_exclusion", "2026-01-12")
    assert [step.event for step in plan.unknowns] == [
        "reinstatement_decided",
        "reinstatement_refusal_notice_given",
        "review_applied_for",
        "review_panel_met",
    ]
    first, second, *_ = plan.unknowns
    assert first.settled_by == "the school's calendar"
    assert first.deadline is not None
    assert first.deadline.earliest == date(2026, 2, 2)
    assert second.settled_by == "the day of reinstatement_decided"
    assert [event.event for event in plan.case.events] == ["pupil_permanently_excluded", "exclusion_notified_to_board"]


def test_beyond_the_calendar_the_days_are_not_guessed() -> None:
    """From 1 July there are 14 school days to 21 July, and the calendar ends."""
    plan = plan_from("permanent_exclusion", "2026-07-01", calendars=SCHOOL)
    assert plan["reinstatement_decided"].on is None
    assert "calendar 'course_school_2026'" in plan["reinstatement_decided"].settled_by


def test_what_runs_beside_and_is_not_known_says_what_would_settle_it() -> None:
    plan = plan_from("plan_moves_in", "2026-03-02")
    (review,) = [each for each in plan.beside if each.rule == "ehc_move.review_by_new_authority"]
    assert review.due is None
    assert "plan_first_made" in review.settled_by


def test_a_wait_and_the_deadlines_of_others_run_beside() -> None:
    """Fifteen days from 12 May, the 12th included: 26 May."""
    beside = {each.rule: each.due for each in plan_from("assessment_to_plan", "2026-01-07").beside}
    assert beside["ehc_assessment.representations"] == date(2026, 5, 26)
    assert beside["ehc_assessment.make_representations"] == date(2026, 5, 26)
    assert "ehc_assessment.decision" not in beside
    assert "ehc_assessment.threshold_refusal" not in beside  # the agreement came on its last day


def test_bank_holidays_not_yet_announced_make_a_day_provisional() -> None:
    step = plan_from("plan_moves_in", "2035-12-17")["plan_transferred"]
    assert step.is_provisional


OWN = """
[[course]]
id = "own"
process = "ehc_move"
title = "A course of one's own"
"""


def own(tmp_path, text: str, on: str) -> CoursePlan:
    file = tmp_path / "own.toml"
    file.write_text(OWN + text, encoding="utf-8")
    return plan_from("own", on, law=load_law(file))


def test_what_rests_on_a_provisional_day_is_provisional_too(tmp_path) -> None:
    """The day of another step has no bank holidays of its own to rest on."""
    text = """
start = { event = "old_authority_aware_of_move", assuming = "Then.", dates = { move = "old_authority_aware_of_move" } }
[[course.step]]
event = "plan_transferred"
by = "ehc_move.plan_transfer"
[[course.step]]
event = "family_told_of_transfer"
same_day_as = "plan_transferred"
assuming = "They are told at once."
"""
    for on, last in (("2026-03-02", "2026-03-20"), ("2026-03-30", "2026-04-21"), ("2024-02-19", "2024-03-08")):
        days = f"{{ plan_transferred = {last}, family_told_of_transfer = {last} }}"  # as in the law's own examples
        text += f'[[course.example]]\nwhy = "{on}"\non = {on}\ndays = {days}\n'
    later, sooner = own(tmp_path, text, "2035-12-17"), own(tmp_path, text, "2026-03-02")
    assert [each.is_provisional for each in later] == [False, True, True]
    assert [each.is_provisional for each in sooner] == [False, False, False]
    moved_on = later["plan_transferred"].on
    assert moved_on is not None
    assert later.provisional_from == moved_on
    assert all(later.is_provisional(each) for each in later.beside if each.started_on >= moved_on)


TOO_SOON = """
start = { event = "draft_plan_sent", SERVED assuming = "It is served on the day it is sent." }
[[course.step]]
event = "final_plan_sent"
same_day_as = "draft_plan_sent"
assuming = "It is sent with the draft."
"""
for example in ("2026-05-08", "2026-05-11", "2026-05-12"):
    TOO_SOON += f'[[course.example]]\nwhy = "{example}"\non = {example}\nnot_known = ["final_plan_sent"]\n'


def test_a_step_that_a_wait_forbids_is_not_planned(tmp_path) -> None:
    """Served on Fri 8 May, the fifteenth day is Fri 22 May."""
    text = TOO_SOON.replace("SERVED", 'dates = { served = "draft_plan_sent" },')
    (step,) = own(tmp_path, text, "2026-05-08").unknowns
    assert step.settled_by == (
        "'ehc_assessment.representations' forbids it until Friday 22 May 2026, and it is planned for Friday 8 May "
        "2026: plan them further apart"
    )


def test_a_step_that_a_wait_of_unknown_end_forbids_is_not_planned(tmp_path) -> None:
    """When the draft was served is not told, but not before it was sent."""
    (step,) = own(tmp_path, TOO_SOON.replace("SERVED", ""), "2026-05-08").unknowns
    assert step.settled_by == (
        "'ehc_assessment.representations' forbids it until a day that is not known, and it is planned for Friday 8 May "
        "2026: plan them further apart"
    )


MAYBE_TOO_SOON = """
start = { event = "assessment_request_received" }
[[course.step]]
event = "draft_plan_sent"
same_day_as = "assessment_request_received"
assuming = "A draft is ready, and goes out at once."
[[course.step]]
event = "final_plan_sent"
by = "ehc_assessment.final_plan"
"""
for example in ("2026-01-05", "2026-01-06", "2026-01-07"):
    MAYBE_TOO_SOON += f"""
[[course.example]]
why = "{example}"
on = {example}
days = {{ draft_plan_sent = {example} }}
not_known = ["final_plan_sent"]
"""


def test_a_step_that_a_wait_may_forbid_is_not_planned(tmp_path) -> None:
    """Mon 5 January + 140 = Mon 25 May; but when the draft was served is not told."""
    (step,) = own(tmp_path, MAYBE_TOO_SOON, "2026-01-05").unknowns
    assert step.settled_by == (
        "whether 'ehc_assessment.representations' still forbids it on Monday 25 May 2026: the `served` day of "
        "draft_plan_sent"
    )


def test_a_step_that_would_come_before_one_it_follows_is_not_planned(tmp_path) -> None:
    """Mon 5 January + 28 = Mon 2 February; but + 14 = Mon 19 January."""
    text = """
start = { event = "review_meeting_held" }
[[course.step]]
event = "decision_to_keep_plan_sent"
by = "ehc_review.decision"
[[course.step]]
event = "review_report_sent"
by = "ehc_review.report"
"""
    for on, by in (("2026-01-05", "2026-02-02"), ("2026-01-06", "2026-02-03"), ("2026-01-07", "2026-02-04")):
        text += f'[[course.example]]\nwhy = "{on}"\non = {on}\ndays = {{ decision_to_keep_plan_sent = {by} }}\n'
        text += 'not_known = ["review_report_sent"]\n'
    (step,) = own(tmp_path, text, "2026-01-05").unknowns
    assert step.settled_by == (
        "its last day, Monday 19 January 2026, is before that of a step it follows: plan that one sooner"
    )


def test_a_step_whose_limit_is_over_is_not_planned(tmp_path) -> None:
    """A refusal to assess ends the twenty weeks. Mon 5 January + 42 = Mon 16 February."""
    text = """
start = { event = "assessment_request_received" }
[[course.step]]
event = "assessment_refused"
by = "ehc_assessment.decision"
[[course.step]]
event = "final_plan_sent"
by = "ehc_assessment.final_plan"
"""
    for on, by in (("2026-01-05", "2026-02-16"), ("2026-01-06", "2026-02-17"), ("2026-01-07", "2026-02-18")):
        text += f'[[course.example]]\nwhy = "{on}"\non = {on}\ndays = {{ assessment_refused = {by} }}\n'
        text += 'not_known = ["final_plan_sent"]\n'
    (step,) = own(tmp_path, text, "2026-01-05").unknowns
    assert step.settled_by == "'ehc_assessment.final_plan' is no longer open when this step comes"


def test_a_latest_safe_day_before_the_start_is_no_day(tmp_path) -> None:
    """A limit of a week, to Mon 12 January, has no room for fifteen days."""
    text = """
start = { event = "assessment_request_received" }
[[course.step]]
event = "draft_plan_sent"
in_time_for = "ehc_assessment.in_a_week"
dates = { served = "draft_plan_sent" }
assuming = "It is served on the day it is sent."
[[course.step]]
event = "final_plan_sent"
by = "ehc_assessment.in_a_week"
"""
    rule = """
[[rule]]
id = "ehc_assessment.in_a_week"
kind = "limit"
who = "local_authority"
must = "send the plan in a week"
instrument = "send_regulations_2014"
provision = "none"
url = "https://intranet.example/standard"
in_force = { since = 2026-01-01 }
confidence = "text"
checked = 2026-01-05
starts = ["assessment_request_received"]
again = "runs beside"
within = "1 week"
first_day = "not counted"
done_by = ["final_plan_sent"]
"""
    for on, due in (("2026-01-05", "2026-01-12"), ("2026-01-06", "2026-01-13"), ("2026-01-07", "2026-01-14")):
        text += f'[[course.example]]\nwhy = "{on}"\non = {on}\nnot_known = ["draft_plan_sent", "final_plan_sent"]\n'
        rule += f'[[rule.example]]\nwhy = "{on}"\ngiven = {{ assessment_request_received = {on} }}\ndue = {due}\n'
    first, second = own(tmp_path, text + rule, "2026-01-05").unknowns
    assert first.settled_by == (
        "no day is left on which draft_plan_sent would be in time for 'ehc_assessment.in_a_week', by Monday 12 January "
        "2026"
    )
    assert second.settled_by == "the day of draft_plan_sent"


def test_the_working_days_of_a_chain_are_counted_back_one_from_another() -> None:
    """Sun 14 February 2027, before it Fri 12; - 56 = Fri 18 December; - 28 = Fri 20 November. The last day of the
    notice is Sun 20 December, and its last working day that same Fri 18."""
    plan = plan_from("transfer_to_secondary", "2027-09-01")
    assert plan["review_meeting_held"].act_by == date(2026, 11, 20)
    assert plan["amendment_notice_sent"].act_by == date(2026, 12, 18)


@pytest.mark.parametrize("course", COUNTED)
@settings(deadline=None, max_examples=15)
@given(day=TWENTY_YEARS)
def test_who_works_to_the_working_days_is_never_too_soon(course: str, day: date) -> None:
    """A step on its day to work to leaves the later limit its own, and no wait forbids that."""
    for number, step in enumerate(plan := planned(course, day)):
        if step.way != "latest safe day":
            continue
        assert step.act_by is not None
        assert step.on is not None
        assert step.deadline is not None
        assert step.deadline.act_by is not None
        assert step.act_by <= step.on
        assert step.act_by.weekday() < 5
        case = moved(plan, number, (step.act_by - step.on).days)
        made = evaluate(case, max(event.on for event in case.events), law=LAW)
        waits = [each for each in made.deadlines if each.rule == step.because and each.kind == "wait"]
        assert all(each.due is not None and each.due < step.deadline.act_by for each in waits)


def test_usual_times_are_no_law() -> None:
    plan = plan_from("appeal_against_refusal_to_assess", "2026-03-02")
    papers, response = plan["appeal_papers_received"].deadline, plan["appeal_response_received"].deadline
    assert papers is not None
    assert response is not None
    assert (papers.strength, response.strength) == ("good_practice", "statutory")


def test_a_fact_decides_who_must_act() -> None:
    plan = plan_from("permanent_exclusion", "2026-01-12", facts={"school_kind": "academy"}, calendars=SCHOOL)
    decided = plan["reinstatement_decided"].deadline
    assert decided is not None
    assert decided.who == "proprietor"


def test_a_reading_decides_a_day() -> None:
    """Cautiously both end days are left out, Tue 17 February; else only the day of the meeting, Wed 18."""
    notice = "review_meeting_notice_given"
    cautious = plan_from("review_that_amends", "2026-03-04")[notice]
    other = plan_from("review_that_amends", "2026-03-04", readings={"at_least_before": "ordinary"})[notice]
    assert (cautious.on, other.on) == (date(2026, 2, 17), date(2026, 2, 18))


def test_before_the_law_nothing_is_planned() -> None:
    plan = plan_from("assessment_to_plan", "2014-01-06")
    first = plan["assessment_agreed"]
    assert first.on is None
    assert (
        first.settled_by
        == "'ehc_assessment.decision' does not run on those days: it was not law then, or does not bind here"
    )


@pytest.mark.parametrize(
    ("course", "on", "message"),
    [
        ("asessment_to_plan", "2026-01-05", "unknown course 'asessment_to_plan'; did you mean 'assessment_to_plan'?"),
        (
            "assessment_to_plan",
            "5 January",
            "on: '5 January' is not a day; write it as year-month-day, such as 2026-01-05",
        ),
    ],
)
def test_what_cannot_be_planned_is_told(course: str, on: str, message: str) -> None:
    with pytest.raises(CaseError) as caught:
        plan_from(course, on)
    assert str(caught.value) == message


def test_an_unknown_fact_is_told() -> None:
    with pytest.raises(CaseError, match="unknown fact 'school_knd'; did you mean 'school_kind'"):
        plan_from("permanent_exclusion", "2026-01-12", facts={"school_knd": "academy"})


def test_an_unknown_calendar_role_is_told() -> None:
    with pytest.raises(CaseError, match="no calendar is used as 'scool'; did you mean 'school'"):
        plan_from("permanent_exclusion", "2026-01-12", calendars={"scool": SCHOOL["school"]})


def test_a_law_without_courses_has_none(tmp_path) -> None:
    empty = tmp_path / "empty.toml"
    empty.write_text("", encoding="utf-8")
    law = load_law(empty, packaged=False)
    with pytest.raises(CaseError, match="unknown course 'assessment_to_plan'; none is known"):
        plan_from("assessment_to_plan", "2026-01-05", law=law)

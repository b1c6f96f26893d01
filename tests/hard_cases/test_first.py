"""The hard cases 1 to 13: every example of a small law of their own, and what examples cannot say."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from send_deadlines.case import Case, Event
from send_deadlines.engine.evaluate import evaluate
from send_deadlines.engine.examples import example_calendars, examples_of, run_example
from send_deadlines.law.check import check_files
from send_deadlines.law.library import load_law

FILES = sorted((Path(__file__).parent / "first").glob("*.toml"))
RULES, PROBLEMS = check_files(FILES)
LAW = load_law(*FILES, packaged=False)
CALENDARS = example_calendars(RULES)


def look(events, as_of, **more):
    """The evaluation of a case on a day; events as (name, day) or (name, day, what else it carries)."""
    made = [Event(name, on=day, **(rest[0] if rest else {})) for name, day, *rest in events]
    school = more.pop("school", None)
    case = Case(id="C1", events=made, calendars={"school": school} if school else None)
    return evaluate(case, as_of, law=LAW, calendars=CALENDARS, **more)


def states(events, rule, days, **more):
    """The state of a rule's latest deadline on each day."""
    return [look(events, day, **more)[rule].state.value for day in days]


def relied_on(exception, limit, day, **more):
    return ("exception_relied_on", day, {"exception": exception, "limit": limit, **more})


def findings(deadline):
    """What was found about each exception: whether the fact is shown, and whether a judgement is recorded."""
    found = [step[1] for step in deadline.steps if step[0] == "exception"]
    return {each.exception["id"]: (each.shown, each.judged_on is not None) for each in found}


def dates_read(deadline):
    """The date each reading gives, as the steps tell it."""
    (dates,) = [step[3] for step in deadline.steps if step[0] == "reading"]
    return {reading: str(date.fromordinal(day)) for reading, day in dates}


# The files, and the examples in them.


def test_the_law_is_right():
    assert [str(problem) for problem in PROBLEMS] == []


def test_there_is_a_file_for_each_case():
    assert [path.name[:2] for path in FILES] == [f"{n:02}" for n in range(1, 14)] + ["vo"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_begins_by_saying_what_it_is(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(f"# Hard case {int(path.name[:2])}:" if path.name[0].isdigit() else "# ")


@pytest.mark.parametrize(
    ("rule", "example"),
    [pytest.param(rule, example, id=f"{rule}: {example.why}") for rule, example in examples_of(RULES)],
)
def test_example(rule, example):
    assert run_example(LAW, rule, example, CALENDARS) == []


# 1. Six weeks from receipt, three times, with different exceptions.

REQUEST = ("assessment_request_received", "2026-01-05")  # + 42 days is 16 February
AWAY = ("absent_from_area", "2026-01-10", {"until": "2026-02-06"})
AWAY_JUDGED = [
    relied_on("absent_from_area_4_weeks", "ehc_assessment.assessment_decision", "2026-02-13"),
    relied_on("absent_from_area_4_weeks", "ehc_assessment.cooperation", "2026-02-13", about="health"),
]


def test_case_1_one_absence_lifts_two_of_the_three_limits():
    asked = ("cooperation_request_received", "2026-01-05", {"about": "health"})
    result = look([REQUEST, asked, AWAY, *AWAY_JUDGED], "2026-02-17")
    assert result["ehc_assessment.assessment_decision"].state == "lifted"
    assert result["ehc_assessment.cooperation"].state == "lifted"
    assert result["ehc_assessment.refusal"].state == "overdue"
    six_weeks = [each for each in result if each.rule != "ehc_assessment.final_plan"]
    assert [str(each.due) for each in six_weeks] == ["2026-02-16"] * 3


def test_case_1_a_lifted_limit_is_no_breach_and_nobody_must_refuse():
    assert look([REQUEST, AWAY, *AWAY_JUDGED], "2026-02-17").breaches == ()


def test_case_1_a_late_refusal_is_a_breach_whatever_lifts_the_other_limit():
    result = look([REQUEST, AWAY, *AWAY_JUDGED, ("assessment_refused", "2026-02-18")], "2026-02-18")
    assert [each.rule for each in result.breaches] == ["ehc_assessment.refusal"]
    assert result["ehc_assessment.refusal"].days_late(result.as_of) == 2


def test_case_1_a_fact_without_a_judgement_leaves_the_exception_open():
    deadline = look([REQUEST, AWAY], "2026-02-17")["ehc_assessment.assessment_decision"]
    assert deadline.state == "overdue"
    assert findings(deadline) == {"absent_from_area_4_weeks": (True, False)}


def test_case_1_a_judgement_without_a_fact_is_claimed_and_not_shown():
    deadline = look([REQUEST, AWAY_JUDGED[0]], "2026-02-17")["ehc_assessment.assessment_decision"]
    assert deadline.state == "overdue"
    assert findings(deadline) == {"absent_from_area_4_weeks": (False, True)}


def test_case_1_one_bodys_judgement_does_not_lift_anothers_limit():
    asked = [("cooperation_request_received", "2026-01-05", {"about": each}) for each in ("health", "youth justice")]
    result = look([*asked, AWAY, AWAY_JUDGED[1]], "2026-02-17")
    by_body = {each.about: each.state.value for each in result.all("ehc_assessment.cooperation")}
    assert by_body == {"health": "lifted", "youth justice": "overdue"}


def test_case_1_a_second_request_has_a_clock_of_its_own():
    # The second, Mon 2 Feb 2026 + 42: February 26, March 16: 16 March.
    result = look([REQUEST, ("assessment_request_received", "2026-02-02")], "2026-02-02")
    dues = [str(each.due) for each in result.all("ehc_assessment.assessment_decision")]
    assert dues == ["2026-02-16", "2026-03-16"]


def test_case_1_a_limit_is_lifted_from_the_day_of_the_judgement_and_no_sooner():
    days = ["2026-02-05", "2026-02-12", "2026-02-13", "2026-02-16", "2026-02-17"]
    seen = states([REQUEST, AWAY, *AWAY_JUDGED], "ehc_assessment.assessment_decision", days)
    assert seen == ["running", "running", "lifted", "lifted", "lifted"]


# 2. Twenty weeks through a summer closure.

SUMMER = ("assessment_request_received", "2026-06-01")  # + 140 days is 19 October
SUMMER_JUDGED = relied_on("advice_asked_near_school_closure", "ehc_assessment.final_plan", "2026-10-12")


def asked(day):
    return ("advice_requested", day, {"adviser": "head of a school"})


@pytest.mark.parametrize(
    ("school", "day", "state"),
    [
        ("hillside", "2026-07-10", "overdue"),  # closed from Saturday 18 July: eight days before
        ("hillside", "2026-07-11", "lifted"),  # seven
        ("hillside", "2026-08-26", "lifted"),  # open again on Wednesday 2 September: seven days before
        ("hillside", "2026-08-27", "overdue"),  # six
        ("riverside", "2026-08-25", "lifted"),  # staff are back on Tuesday 1 September: seven days before
        ("riverside", "2026-08-26", "overdue"),  # six
        ("short_summer", "2026-07-22", "overdue"),  # closed for 27 days only
        (None, "2026-07-22", "overdue"),  # whether and when the school was closed is not known
    ],
)
def test_case_2_the_window_is_that_schools(school, day, state):
    deadline = look([SUMMER, asked(day), SUMMER_JUDGED], "2026-10-20", school=school)["ehc_assessment.final_plan"]
    assert (deadline.state.value, deadline.due) == (state, date(2026, 10, 19))


def test_case_2_a_closure_whose_end_is_not_known_shows_nothing_yet():
    closed = ("setting_closed", "2026-07-18")
    deadline = look([SUMMER, closed, asked("2026-07-20"), SUMMER_JUDGED], "2026-10-20")["ehc_assessment.final_plan"]
    assert deadline.state == "overdue"


def test_case_2_nothing_is_left_to_do_once_the_plan_has_gone_after_a_lifted_day():
    agreed, sent = ("assessment_agreed", "2026-06-22"), ("final_plan_sent", "2026-11-02")
    result = look([SUMMER, agreed, asked("2026-07-13"), SUMMER_JUDGED, sent], "2026-11-02", school="hillside")
    assert result["ehc_assessment.final_plan"].done_on == date(2026, 11, 2)
    assert result.breaches == ()
    assert "ehc_assessment.final_plan" not in [each.rule for each in result.next_actions]


# 3. Fifteen days beginning with service.

DRAFT = ("draft_plan_sent", "2026-09-30", {"served": "2026-10-01"})


def test_case_3_the_wait_and_the_right_end_on_the_same_day():
    days = ["2026-10-01", "2026-10-15", "2026-10-16"]
    assert states([DRAFT], "ehc_assessment.draft_plan_wait", days) == ["waiting", "waiting", "ended"]
    assert states([DRAFT], "ehc_assessment.draft_plan_representations", days) == ["running", "due_today", "lapsed"]


def test_case_3_before_the_day_of_service_comes_the_date_is_only_bounded():
    # Sent on 30 September, and as at that day not served: 30 September as day 1 gives 14 October at the earliest.
    wait = look([DRAFT], "2026-09-30")["ehc_assessment.draft_plan_wait"]
    assert (wait.state.value, wait.due, wait.earliest) == ("unknown", None, date(2026, 10, 14))
    assert "served" in wait.settled_by
    assert "draft_plan_sent" in wait.settled_by


def test_case_3_a_final_plan_too_soon_breaks_the_wait_even_when_service_is_not_recorded():
    result = look([("draft_plan_sent", "2026-09-30"), ("final_plan_sent", "2026-10-14")], "2026-10-14")
    assert result["ehc_assessment.draft_plan_wait"].state == "broken"
    assert "ehc_assessment.draft_plan_wait" in [each.rule for each in result.breaches]


def test_case_3_a_second_draft_supersedes_the_first():
    again = ("draft_plan_sent", "2026-10-12", {"served": "2026-10-12"})
    result = look([DRAFT, again], "2026-10-20")
    for rule in ("ehc_assessment.draft_plan_wait", "ehc_assessment.draft_plan_representations"):
        first, second = result.all(rule)
        assert (first.state.value, second.due) == ("superseded", date(2026, 10, 26))


def test_case_3_the_latest_day_to_serve_the_draft_leaves_fifteen_days_before_the_final_plan():
    # Twenty weeks from Fri 9 Jan 2026 end on Fri 29 May. Served on Thu 14 May, day 15 is Thu 28 May.
    result = look([("assessment_request_received", "2026-01-09")], "2026-01-09")
    safe = [each for each in result.latest_safe_days if each.for_rule == "ehc_assessment.final_plan"]
    assert [(each.step, str(each.by)) for each in safe] == [("draft_plan_sent.served", "2026-05-14")]


# 4. Two weeks before a meeting that is then moved.

ARRANGED = ("review_meeting_arranged", "2026-12-01", {"meeting": "2027-01-29"})


@pytest.mark.parametrize("chosen", ["clear_days", "ordinary"])
def test_case_4_both_dates_are_shown_whichever_is_chosen(chosen):
    result = look([ARRANGED], "2026-12-01", readings={"at_least_before": chosen})
    dates = {"clear_days": "2027-01-14", "ordinary": "2027-01-15"}
    for rule in ("ehc_review.meeting_notice", "ehc_review.meeting_papers"):
        assert str(result[rule].due) == dates[chosen]
        assert dates_read(result[rule]) == dates


def test_case_4_a_moved_meeting_takes_its_date_with_it():
    moved = ("review_meeting_arranged", "2027-01-18", {"meeting": "2027-02-12"})
    before = look([ARRANGED, moved], "2027-01-17").all("ehc_review.meeting_notice")
    assert [(str(each.due), each.state.value) for each in before] == [("2027-01-14", "overdue")]
    after = look([ARRANGED, moved], "2027-01-18").all("ehc_review.meeting_notice")
    assert [(str(each.due), each.state.value) for each in after] == [
        ("2027-01-14", "superseded"),
        ("2027-01-28", "running"),
    ]


def test_case_4_invitations_to_the_old_meeting_do_not_serve_for_the_new():
    moved = ("review_meeting_arranged", "2027-01-18", {"meeting": "2027-02-12"})
    sent = ("review_invitations_sent", "2027-01-08")
    first, second = look([ARRANGED, moved, sent], "2027-01-29").all("ehc_review.meeting_notice")
    assert (first.state.value, second.state.value) == ("met", "overdue")


def test_case_4_a_last_day_at_a_weekend_stands_and_the_day_to_work_to_is_before_it():
    meeting = ("review_meeting_arranged", "2026-12-01", {"meeting": "2027-01-11"})
    deadline = look([meeting], "2026-12-01")["ehc_review.meeting_notice"]
    assert (deadline.due, deadline.act_by) == (date(2026, 12, 27), date(2026, 12, 24))


def test_cases_4_6_and_7_the_date_of_the_other_reading_can_be_asked_for():
    result = look([ARRANGED, transfer("primary to secondary")], "2026-12-01")
    notice, phase = result["ehc_review.meeting_papers"], result["ehc_review.transfer_between_phases"]
    assert ("ordinary", date(2027, 1, 15)) in [(each.reading, each.due) for each in notice.alternatives]
    assert ("by", date(2027, 2, 15)) in [(each.reading, each.due) for each in phase.alternatives]
    assert (notice.certainty, phase.certainty) == ("doubtful", "doubtful")


# 5. The earlier of two limits to one act.

AFTER_NOTICE = "ehc_review.amended_plan_after_notice"
AFTER_MEETING = "ehc_review.amended_plan_after_meeting"


@pytest.mark.parametrize(
    ("notice", "by_notice", "governs"),
    [
        # From Mon 5 Jan 2026, twelve weeks end on Mon 30 Mar.
        ("2026-01-19", "2026-03-16", AFTER_NOTICE),  # January 12, February 28, March 16
        ("2026-02-02", "2026-03-30", None),  # February 26, March 30: the same day
        ("2026-02-16", "2026-04-13", AFTER_MEETING),  # February 12, March 31, April 13
    ],
)
def test_case_5_the_earlier_limit_governs_and_both_are_shown(notice, by_notice, governs):
    result = look([("review_meeting_held", "2026-01-05"), ("amendment_notice_sent", notice)], notice)
    limits = {rule: result[rule] for rule in (AFTER_NOTICE, AFTER_MEETING)}
    assert (str(limits[AFTER_NOTICE].due), str(limits[AFTER_MEETING].due)) == (by_notice, "2026-03-30")
    for rule, limit in limits.items():
        assert limit.governed_by == (None if governs in (None, rule) else governs)


def test_case_5_the_next_action_is_the_governing_limit():
    result = look([("review_meeting_held", "2026-01-05"), ("amendment_notice_sent", "2026-01-19")], "2026-01-20")
    plan = [each for each in result.next_actions if each.rule in (AFTER_NOTICE, AFTER_MEETING)]
    assert [(each.rule, str(each.by)) for each in plan] == [(AFTER_NOTICE, "2026-03-16")]


def test_case_5_each_limit_is_broken_by_itself():
    events = [
        ("review_meeting_held", "2026-01-05"),
        ("amendment_notice_sent", "2026-01-19"),
        ("final_plan_sent", "2026-03-20"),
    ]
    result = look(events, "2026-03-20")
    assert (result[AFTER_NOTICE].state.value, result[AFTER_MEETING].state.value) == ("met_late", "met")


# 6. Before a day of the year, by phase.


def transfer(phase=None, day="2027-09-01", known="2026-09-14", **more):
    return ("transfer_planned", known, {"transfer": day, **({"phase": phase} if phase else {}), **more})


@pytest.mark.parametrize(
    ("phase", "rule", "due", "by"),
    [
        ("early years to school", "ehc_review.transfer_between_phases", "2027-02-14", "2027-02-15"),
        ("infant to junior", "ehc_review.transfer_between_phases", "2027-02-14", "2027-02-15"),
        ("primary to middle", "ehc_review.transfer_between_phases", "2027-02-14", "2027-02-15"),
        ("primary to secondary", "ehc_review.transfer_between_phases", "2027-02-14", "2027-02-15"),
        ("middle to secondary", "ehc_review.transfer_between_phases", "2027-02-14", "2027-02-15"),
        ("secondary to post-16", "ehc_review.transfer_to_post_16", "2027-03-30", "2027-03-31"),
    ],
)
def test_case_6_each_phase_has_one_day_and_both_readings_are_shown(phase, rule, due, by):
    result = look([transfer(phase)], "2026-09-14")
    assert [(each.rule, str(each.due)) for each in result] == [(rule, due)]
    assert dates_read(result[rule]) == {"before": due, "by": by}
    other = look([transfer(phase)], "2026-09-14", readings={"before_or_by_the_day": "by"})[rule]
    assert str(other.due) == by
    assert dates_read(other) == {"before": due, "by": by}


def test_case_6_a_transfer_without_a_phase_may_be_under_any_of_three_rules():
    result = look([transfer()], "2026-09-14")
    assert {each.rule for each in result.unknowns} == {
        "ehc_review.transfer_between_phases",
        "ehc_review.transfer_to_post_16",
        "ehc_review.later_post_16_transfer",
    }
    assert all("phase" in each.settled_by for each in result.unknowns)


def test_case_6_two_transfers_told_apart_have_a_day_each():
    events = [
        transfer("infant to junior", about="junior"),
        transfer("primary to secondary", "2031-09-01", about="secondary"),
    ]
    found = look(events, "2026-09-14").all("ehc_review.transfer_between_phases")
    assert [(each.about, str(each.due), each.state.value) for each in found] == [
        ("junior", "2027-02-14", "running"),
        ("secondary", "2031-02-14", "running"),
    ]


def test_case_6_one_transfer_put_off_has_only_its_new_day():
    events = [transfer("infant to junior"), transfer("infant to junior", "2028-09-01", known="2027-01-18")]
    found = look(events, "2027-01-18").all("ehc_review.transfer_between_phases")
    assert [(str(each.due), each.state.value) for each in found] == [
        ("2027-02-14", "superseded"),
        ("2028-02-14", "running"),
    ]


# 7. Five months back.


@pytest.mark.parametrize(
    ("day", "cautious", "ordinary"),
    [
        ("2026-07-30", "2026-02-27", "2026-02-28"),  # there is no 30 February
        ("2026-07-31", "2026-02-27", "2026-02-28"),  # nor a 31st
        ("2026-07-29", "2026-02-27", "2026-02-28"),  # nor, in 2026, a 29th
        ("2026-07-28", "2026-02-27", "2026-02-28"),
        ("2028-07-31", "2028-02-28", "2028-02-29"),
        ("2026-09-30", "2026-04-29", "2026-04-30"),
        ("2026-10-01", "2026-04-30", "2026-05-01"),
        ("2027-01-04", "2026-08-03", "2026-08-04"),  # into the year before
    ],
)
def test_case_7_months_back_end_on_the_last_day_of_a_shorter_month(day, cautious, ordinary):
    events = [transfer("post-16 to post-16", day, known="2025-11-03")]
    deadline = look(events, "2025-11-03")["ehc_review.later_post_16_transfer"]
    assert str(deadline.due) == cautious
    assert dates_read(deadline) == {"clear_days": cautious, "ordinary": ordinary}


# 8. For ever.

CYCLE = [
    ("plan_first_made", "2023-03-20"),  # to 19 March 2024
    ("review_completed", "2024-03-11"),  # in time; to 10 March 2025
    ("review_completed", "2025-03-14"),  # four days late; to 13 March 2026
]


def test_case_8_each_review_ends_one_year_and_begins_the_next():
    found = look(CYCLE, "2025-12-01").all("ehc_review.annual_review")
    assert [(str(each.due), each.state.value, str(each.done_on)) for each in found] == [
        ("2024-03-19", "met", "2024-03-11"),
        ("2025-03-10", "met_late", "2025-03-14"),
        ("2026-03-13", "running", "None"),
    ]


def test_case_8_the_state_on_any_past_day_can_be_seen_again():
    days = [
        "2023-03-20",
        "2024-03-10",
        "2024-03-11",
        "2025-03-10",
        "2025-03-11",
        "2025-03-14",
        "2026-03-13",
        "2026-03-14",
    ]
    seen = [look(CYCLE, day)["ehc_review.annual_review"] for day in days]
    assert [(str(each.due), each.state.value) for each in seen] == [
        ("2024-03-19", "running"),
        ("2024-03-19", "running"),
        ("2025-03-10", "running"),
        ("2025-03-10", "due_today"),
        ("2025-03-10", "overdue"),
        ("2026-03-13", "running"),
        ("2026-03-13", "due_today"),
        ("2026-03-13", "overdue"),
    ]


def test_case_8_reviews_on_the_last_day_go_round_the_calendar_backwards():
    # Each year ends a day before the date on which it began, so reviewing always on the last day gains a day a year.
    events, day = [("plan_first_made", "2015-03-10")], date(2015, 3, 10)
    for year in range(2016, 2026):
        last = look(events, day)["ehc_review.annual_review"].due
        assert last == day.replace(year=year) - timedelta(days=1)
        events.append(("review_completed", str(last)))
        day = last
    found = look(events, day).all("ehc_review.annual_review")
    assert [each.state.value for each in found] == ["met"] * 10 + ["running"]


def test_case_8_from_a_leap_day_two_days_can_be_argued_and_the_earlier_is_taken():
    deadline = look([("plan_first_made", "2028-02-29")], "2028-02-29")["ehc_review.annual_review"]
    assert (deadline.due, deadline.latest) == (date(2029, 2, 27), date(2029, 2, 28))


# 9. The day of a move, or fifteen working days.


def test_case_9_without_the_day_of_the_move_it_says_what_would_settle_it():
    deadline = look([("old_authority_aware_of_move", "2026-09-07")], "2026-09-07")["ehc_move.plan_transfer"]
    assert deadline.state == "unknown"
    assert (deadline.due, deadline.earliest, deadline.latest) == (None, date(2026, 9, 25), None)
    assert "`move`" in deadline.settled_by
    assert "old_authority_aware_of_move" in deadline.settled_by


def test_case_9_the_later_date_and_the_other_are_both_in_the_steps():
    move = ("old_authority_aware_of_move", "2026-09-07", {"move": "2026-10-02"})
    deadline = look([move], "2026-09-07")["ehc_move.plan_transfer"]
    (dates,) = [step[1] for step in deadline.steps if step[0] == "later of"]
    assert {says: str(date.fromordinal(day)) for says, day in dates} == {
        "fifteen working days from becoming aware of the move": "2026-09-25",
        "the day of the move": "2026-10-02",
    }


def test_case_9_a_planned_move_is_known_before_it_comes():
    move = ("old_authority_aware_of_move", "2026-09-07", {"move": "2026-10-02"})
    assert states([move], "ehc_move.plan_transfer", ["2026-09-07", "2026-10-02", "2026-10-03"]) == [
        "running",
        "due_today",
        "overdue",
    ]


# 10. The later of two dates.

MOVED = [("plan_first_made", "2025-03-10"), ("plan_transferred", "2026-01-15")]  # to 9 March; to 14 April


def test_case_10_the_authority_moved_from_need_not_review_any_more():
    result = look(MOVED, "2026-01-15")
    assert result["ehc_review.annual_review"].state == "ended"
    assert result["ehc_move.review_by_new_authority"].state == "running"


def test_case_10_a_late_review_stays_late_on_every_later_day():
    late = [*MOVED, ("review_completed", "2026-04-20")]
    days = ["2026-04-14", "2026-04-15", "2026-04-20", "2027-04-20"]
    seen = [look(late, day)["ehc_move.review_by_new_authority"] for day in days]
    assert [(str(each.due), each.state.value) for each in seen] == [
        ("2026-04-14", "due_today"),
        ("2026-04-14", "overdue"),
        ("2026-04-14", "met_late"),
        ("2026-04-14", "met_late"),
    ]


def test_case_10_a_certificate_moves_the_window_on_the_day_it_is_issued():
    # Two months from Wed 14 Jan 2026 end on Sat 14 Mar, so Mon 16 Mar; one month from Tue 3 Mar on Good Friday 3 Apr,
    # so Tue 7 Apr.
    events = [("final_plan_sent", "2026-01-14"), ("mediation_certificate_issued", "2026-03-03")]
    assert str(look(events, "2026-03-02")["send_appeal.appeal"].due) == "2026-03-16"
    assert str(look(events, "2026-03-03")["send_appeal.appeal"].due) == "2026-04-07"


def test_case_10_a_certificate_after_the_two_months_brings_a_lapsed_right_back():
    events = [("final_plan_sent", "2026-01-14"), ("mediation_certificate_issued", "2026-03-20")]
    assert states(events, "send_appeal.appeal", ["2026-03-17", "2026-03-20", "2026-04-20", "2026-04-21"]) == [
        "lapsed",
        "running",
        "due_today",
        "lapsed",
    ]


# 11. A window that ends in August or at Christmas.


@pytest.mark.parametrize(
    ("sent", "before_move", "due"),
    [
        ("2026-05-29", "2026-07-29", "2026-07-29"),
        ("2026-06-01", "2026-08-01", "2026-09-01"),  # a Saturday in August
        ("2026-06-30", "2026-08-30", "2026-09-01"),
        ("2026-07-01", "2026-09-01", "2026-09-01"),
        ("2026-07-05", "2026-09-05", "2026-09-07"),  # a Saturday in September
        ("2026-10-24", "2026-12-24", "2026-12-24"),
        ("2026-10-25", "2026-12-25", "2027-01-04"),  # 1 January is a Friday
        ("2026-10-28", "2026-12-28", "2027-01-04"),
        ("2026-11-02", "2027-01-02", "2027-01-04"),  # a Saturday after the days that move the end
        ("2025-10-31", "2025-12-31", "2026-01-02"),  # 1 January is a Thursday
    ],
)
def test_case_11_only_the_end_moves_and_both_ends_are_shown(sent, before_move, due):
    deadline = look([("final_plan_sent", sent)], sent)["send_appeal.appeal"]
    assert (str(deadline.before_move), str(deadline.due)) == (before_move, due)


def test_case_11_an_end_moved_into_august_may_move_on_to_september():
    # 31 July 2027 is a Saturday; Mon 2 Aug is in August; the first working day after it is Wed 1 Sep.
    deadline = look([("final_plan_sent", "2027-05-31")], "2027-05-31")["send_appeal.appeal"]
    assert (deadline.due, deadline.latest, deadline.certainty) == (date(2027, 8, 2), date(2027, 9, 1), "doubtful")


# 12. Working days that leave August out.


def test_case_12_the_same_days_that_move_an_end_are_left_out_of_another_count():
    # 30 June 2026: the window for an appeal runs through August to 1 September. Papers received on 30 June: 1-3 Jul 3,
    # 6-10 8, 13-17 13, 20-24 18, 27-31 23, then 1-4 Sep 27, 7 Sep 28, 8 Sep 29, 9 Sep 30.
    result = look([("final_plan_sent", "2026-06-30"), ("appeal_papers_received", "2026-06-30")], "2026-06-30")
    assert str(result["send_appeal.appeal"].due) == "2026-09-01"
    assert str(result["send_appeal.response"].due) == "2026-09-09"


def test_case_12_every_day_of_august_gives_the_same_date():
    dues = {
        str(look([("appeal_papers_received", f"2026-08-{day:02}")], f"2026-08-{day:02}")["send_appeal.response"].due)
        for day in range(1, 32)
    }
    assert dues == {"2026-10-12"}


def test_case_12_bank_holidays_not_yet_announced_make_it_provisional():
    deadline = look([("appeal_papers_received", "2035-03-01")], "2035-03-01")["send_appeal.response"]
    assert deadline.certainty == "provisional"


# 13. Weeks from an order.


@pytest.mark.parametrize(
    ("order", "rule", "due"),
    [
        ("assess", "tribunal_order.assessment_notice", "2026-08-03"),
        ("make a plan", "tribunal_order.draft_plan", "2026-08-24"),
        ("amend the provision", "tribunal_order.amended_provision", "2026-08-24"),
        ("change the place", "tribunal_order.changed_place", "2026-08-03"),
    ],
)
def test_case_13_each_order_has_one_limit_and_august_counts(order, rule, due):
    result = look([("tribunal_order_made", "2026-07-20", {"order": order})], "2026-07-20")
    assert [(each.rule, str(each.due)) for each in result] == [(rule, due)]


def test_case_13_an_order_whose_kind_is_not_recorded_is_unknown_four_times_over():
    result = look([("tribunal_order_made", "2026-07-20")], "2026-07-20")
    assert len(result.unknowns) == len(result.deadlines) == 4
    assert all("order" in each.settled_by for each in result.unknowns)


def test_case_13_two_orders_run_side_by_side():
    # 20 July and 27 July 2026, each + 35: 24 and 31 August, the second a bank holiday that stands.
    orders = [("tribunal_order_made", day, {"order": "amend the provision"}) for day in ("2026-07-20", "2026-07-27")]
    found = look(orders, "2026-07-27").all("tribunal_order.amended_provision")
    assert [(str(each.due), each.state.value) for each in found] == [
        ("2026-08-24", "running"),
        ("2026-08-31", "running"),
    ]


def test_case_13_one_circumstance_lifts_the_five_weeks_for_a_draft_and_not_for_an_amendment():
    orders = [("tribunal_order_made", "2026-07-20", {"order": each}) for each in ("make a plan", "amend the provision")]
    arose = ("exceptional_personal_circumstances_arose", "2026-08-10")
    rules = ("tribunal_order.draft_plan", "tribunal_order.amended_provision")
    judged = [relied_on("exceptional_personal_circumstances", rule, "2026-08-21") for rule in rules]
    result = look([*orders, arose, *judged], "2026-08-25")
    assert [result[rule].state.value for rule in rules] == ["lifted", "overdue"]

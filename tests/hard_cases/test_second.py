"""The hard cases 14 to 25: every example of a small law of their own, and what examples cannot say."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from send_deadlines import Case, Event, State, diff, evaluate
from send_deadlines.engine.examples import example_calendars, example_case, examples_of, run_example
from send_deadlines.law.check import check_files
from send_deadlines.law.library import load_law

FILES = sorted((Path(__file__).parent / "second").glob("*.toml"))
RULES, PROBLEMS = check_files(FILES)
LAW = load_law(*FILES, packaged=False)
CALENDARS = example_calendars(RULES)


def case(events, school=None, facts=None):
    """A case of events as (name, day) or (name, day, what else it carries)."""
    made = [Event(name, on=day, **(rest[0] if rest else {})) for name, day, *rest in events]
    return Case(id="C1", events=made, facts=facts, calendars={"school": school} if school else None)


def look(events, as_of, school=None, facts=None, **more):
    """The evaluation of a case on a day."""
    return evaluate(case(events, school, facts), as_of, law=LAW, calendars=CALENDARS, **more)


def states(events, rule, days, **more):
    """The state of a rule's latest deadline on each day; "none" where it has not started."""
    found = []
    for day in days:
        result = look(events, day, **more)
        found.append(result[rule].state.value if rule in result else "none")
    return found


def iso(day):
    return None if day is None else day.isoformat()


# The files, and the examples in them.


def test_the_law_is_right():
    assert [str(problem) for problem in PROBLEMS] == []


def test_there_is_a_file_for_each_case():
    assert [path.name[:2] for path in FILES] == [f"{n:02}" for n in range(14, 26)] + ["vo"]


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


@pytest.mark.parametrize(
    ("rule", "example"),
    [pytest.param(rule, example, id=f"{rule}: {example.why}") for rule, example in examples_of(RULES)],
)
def test_every_example_can_be_explained_on_any_day(rule, example):
    made = example_case(example)
    last = max(event.on for event in made.events)
    for days in (-3, 0, 3, 40, 400):
        result = evaluate(made, last + timedelta(days=days), law=LAW, calendars=CALENDARS)
        assert all(str(deadline.explain()) for deadline in result)
        assert all(action.rule in result for action in result.next_actions)


# 14: a date fixed by direction.

PAPERS = ("appeal_papers_received", "2026-07-13")


def directed(on, due=None, act="respond to the appeal", **more):
    return ("directions_issued", on, {"act": act, **({"due": due} if due else {}), **more})


def test_a_date_is_replaced_in_turn():
    events = [PAPERS, directed("2026-07-20", "2026-08-28"), directed("2026-08-10", "2026-09-16")]
    days = ["2026-07-19", "2026-07-20", "2026-08-09", "2026-08-10"]
    found = [iso(look(events, day)["tribunal_appeal.response"].due) for day in days]
    assert found == ["2026-09-22", "2026-08-28", "2026-08-28", "2026-09-16"]


def test_a_directed_day_that_moves_is_kept_before_and_after():
    deadline = look([PAPERS, directed("2026-07-20", "2026-08-31")], "2026-07-20")["tribunal_appeal.response"]
    assert (iso(deadline.before_move), iso(deadline.due)) == ("2026-08-31", "2026-09-01")


def test_directions_that_contradict_are_unknown_with_both_days():
    events = [PAPERS, directed("2026-07-20", "2026-09-18"), directed("2026-07-20", "2026-09-16")]
    deadline = look(events, "2026-07-21")["tribunal_appeal.response"]
    assert deadline.state is State.UNKNOWN
    assert deadline.due is None
    assert (iso(deadline.earliest), iso(deadline.latest)) == ("2026-09-16", "2026-09-18")
    assert deadline.settled_by == "which of the directions stands"


def test_a_later_direction_settles_what_earlier_ones_left_open():
    events = [PAPERS, directed("2026-07-20", "2026-09-18"), directed("2026-07-20", "2026-09-16")]
    events.append(directed("2026-07-24", "2026-09-18"))
    assert iso(look(events, "2026-07-24")["tribunal_appeal.response"].due) == "2026-09-18"


def test_days_that_move_to_one_day_do_not_contradict():
    # Sat 12 Sep 2026 moves to Mon 14.
    events = [PAPERS, directed("2026-07-20", "2026-09-12"), directed("2026-07-20", "2026-09-14")]
    assert iso(look(events, "2026-07-21")["tribunal_appeal.response"].due) == "2026-09-14"


def test_the_order_in_which_directions_are_entered_does_not_matter():
    events = [PAPERS, directed("2026-07-20", "2026-08-28"), directed("2026-08-10", "2026-09-16")]
    there = look(events, "2026-08-10")["tribunal_appeal.response"]
    back = look(events[::-1], "2026-08-10")["tribunal_appeal.response"]
    assert there.due == back.due
    assert there.steps == back.steps


def test_a_direction_moves_a_date_and_the_difference_says_so():
    events = [PAPERS, directed("2026-07-20", "2026-08-28")]
    changes = diff(look(events[:1], "2026-07-20"), look(events, "2026-07-20"))
    (change,) = [each for each in changes if each.rule == "tribunal_appeal.response"]
    assert (change.what, iso(change.before), iso(change.after)) == ("moved", "2026-09-22", "2026-08-28")


def test_one_letter_directs_several_acts():
    events = [
        PAPERS,
        directed("2026-07-20", "2026-08-28"),
        directed("2026-07-20", "2026-09-18", "send the last evidence"),
    ]
    result = look(events, "2026-07-20")
    assert iso(result["tribunal_appeal.response"].due) == "2026-08-28"
    assert iso(result["tribunal_appeal.last_evidence"].due) == "2026-09-18"


def test_a_missed_directed_day_is_a_breach():
    result = look([PAPERS, directed("2026-07-20", "2026-08-28")], "2026-08-29")
    assert [each.rule for each in result.breaches] == ["tribunal_appeal.response"]
    assert result["tribunal_appeal.response"].days_late(date(2026, 8, 31)) == 3


# 15: back from a hearing.

FIRST_LISTING = ("hearing_listed", "2026-02-02", {"hearing": "2026-06-26"})
SECOND_LISTING = ("hearing_listed", "2026-06-01", {"hearing": "2026-07-10"})


def test_a_moved_hearing_moves_the_day_and_can_be_replayed():
    events = [FIRST_LISTING, SECOND_LISTING]
    assert iso(look(events, "2026-05-31")["tribunal_appeal.bundle"].due) == "2026-06-11"
    assert iso(look(events, "2026-06-01")["tribunal_appeal.bundle"].due) == "2026-06-25"


def test_the_first_listing_is_superseded_by_the_second():
    first, second = look([FIRST_LISTING, SECOND_LISTING], "2026-06-12").all("tribunal_appeal.bundle")
    assert (first.state, second.state) == (State.SUPERSEDED, State.RUNNING)
    assert look([FIRST_LISTING, SECOND_LISTING], "2026-06-12").breaches == ()


def test_what_a_direction_asked_and_got_is_done_though_the_hearing_moves():
    act = next(rule["act"] for rule in LAW.rules if rule["id"] == "tribunal_appeal.bundle")
    direction = ("directions_issued", "2026-02-16", {"act": act, "due": "2026-06-08"})
    sent = ("hearing_bundle_sent", "2026-05-29")
    found = look([FIRST_LISTING, direction, sent, SECOND_LISTING], "2026-06-10").all("tribunal_appeal.bundle")
    assert {(iso(each.due), each.state.value) for each in found} == {("2026-06-08", "met")}


def test_a_bundle_answers_for_one_hearing_only():
    sent = ("hearing_bundle_sent", "2026-05-29")
    first, second = look([FIRST_LISTING, sent, SECOND_LISTING], "2026-06-02").all("tribunal_appeal.bundle")
    assert (first.state, iso(first.done_on)) == (State.MET, "2026-05-29")
    assert (second.state, iso(second.due)) == (State.RUNNING, "2026-06-25")


def test_both_readings_of_at_least_are_shown():
    deadline = look([FIRST_LISTING], "2026-02-02")["tribunal_appeal.bundle"]
    found = {each.reading: iso(each.due) for each in deadline.alternatives}
    assert found.get("one_day_left_out") == "2026-06-12"
    assert deadline.certainty == "doubtful"


def test_states_up_to_a_hearing():
    days = ["2026-02-01", "2026-02-02", "2026-06-10", "2026-06-11", "2026-06-12"]
    found = states([FIRST_LISTING], "tribunal_appeal.bundle", days)
    assert found == ["none", "running", "running", "due_today", "overdue"]


# 16: no ceasing.

NOTICE = ("plan_ceasing_notified", "2026-02-02")
APPEAL = ("appeal_against_ceasing_received", "2026-03-02")


def test_a_wait_ends_and_the_other_begins_with_the_appeal():
    events = [NOTICE, APPEAL, ("appeal_finally_determined", "2026-07-17"), ("plan_ceased", "2026-07-20")]
    days = ["2026-02-02", "2026-03-01", "2026-03-02", "2026-07-16", "2026-07-17", "2026-07-18", "2026-07-20"]
    before = states(events, "ehc_plan.no_ceasing_before_appeal", days)
    during = states(events, "ehc_plan.no_ceasing_during_appeal", days)
    assert before == ["waiting", "waiting", "ended", "ended", "ended", "ended", "ended"]
    assert during == ["none", "none", "waiting", "waiting", "waiting", "ended", "met"]


def test_while_an_appeal_runs_there_is_no_date_but_an_earliest():
    deadline = look([NOTICE, APPEAL], "2026-05-01")["ehc_plan.no_ceasing_during_appeal"]
    assert deadline.due is None
    assert deadline.latest is None
    assert iso(deadline.earliest) == "2026-03-02"


def test_ceasing_during_an_appeal_is_a_breach():
    result = look([NOTICE, APPEAL, ("plan_ceased", "2026-06-01")], "2026-06-01")
    assert [each.rule for each in result.breaches] == ["ehc_plan.no_ceasing_during_appeal"]


def test_the_wait_says_from_when_the_plan_may_cease():
    (action,) = look([NOTICE], "2026-02-03").next_actions
    assert (action.kind, iso(action.by), action.state) == ("wait", "2026-04-02", State.WAITING)


# 17: several bodies.


def asked(body, on, received):
    return ("assessment_advice_requested", on, {"received": received, "about": body})


def test_each_body_has_its_own_clock():
    events = [asked("trust", "2026-03-06", "2026-03-13"), asked("board", "2026-03-06", "2026-03-09")]
    found = look(events, "2026-03-16").all("ehc_assessment.body_gives_advice")
    assert {(each.about, iso(each.due)) for each in found} == {("trust", "2026-04-24"), ("board", "2026-04-20")}


def test_one_body_can_be_asked_twice_and_the_first_request_keeps_running():
    events = [asked("trust", "2026-03-06", "2026-03-09"), asked("trust", "2026-03-23", "2026-03-25")]
    found = look(events, "2026-04-01").all("ehc_assessment.body_gives_advice", about="trust")
    assert [(iso(each.due), each.state) for each in found] == [
        ("2026-04-20", State.RUNNING),
        ("2026-05-06", State.RUNNING),
    ]


def test_an_exception_is_one_body_s_own():
    events = [asked("trust", "2026-03-06", "2026-03-09"), asked("board", "2026-03-06", "2026-03-09")]
    events.append(("family_absent_from_area", "2026-03-16", {"until": "2026-04-12"}))
    relied = {"exception": "absent_from_area_4_weeks", "limit": "ehc_assessment.body_gives_advice", "about": "trust"}
    events.append(("exception_relied_on", "2026-04-13", relied))
    found = look(events, "2026-04-27").all("ehc_assessment.body_gives_advice")
    assert {each.about: each.state.value for each in found} == {"trust": "lifted", "board": "overdue"}
    assert all(iso(each.due) == "2026-04-20" for each in found), "an exception adds no days"


def test_when_a_request_was_received_settles_the_date():
    event = ("assessment_advice_requested", "2026-03-06", {"about": "trust"})
    deadline = look([event], "2026-03-16")["ehc_assessment.body_gives_advice"]
    assert (deadline.due, iso(deadline.earliest), deadline.latest) == (None, "2026-04-17", None)
    assert "received" in deadline.settled_by


# 18: governors.


def suspended(on, days, about, **more):
    return ("pupil_suspended", on, {"school_days": days, "about": about, **more})


def told(on, about, exclusion="suspension", **more):
    return ("exclusion_notified_to_board", on, {"exclusion": exclusion, "about": about, **more})


BOARD_RULES = {
    "exclusion.board_decides_permanent",
    "exclusion.board_decides_over_15_days",
    "exclusion.board_decides_over_5_days",
    "exclusion.board_decides_exam_lost",
    "exclusion.board_decides_before_exam",
}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (5, set()),
        (5.5, {"exclusion.board_decides_over_5_days"}),
        (15, {"exclusion.board_decides_over_5_days"}),
        (15.5, {"exclusion.board_decides_over_15_days"}),
        (20, {"exclusion.board_decides_over_15_days"}),
    ],
)
@pytest.mark.parametrize("told_on", ["2026-02-09", "2026-02-10"])
def test_the_days_of_the_term_choose_the_limit(days, told_on, expected):
    events = [suspended("2026-02-09", days, "only"), told(told_on, "only", exam_lost=False)]
    events.append(("exclusion_representations_made", "2026-02-11", {"about": "only"}))
    result = look(events, "2026-02-11", school="oak")
    assert {each.rule for each in result} & BOARD_RULES == expected


def test_the_earliest_of_several_limits_to_one_decision_governs():
    events = [told("2026-05-11", "only", exam_lost=True, exam="2026-05-19")]
    result = look(events, "2026-05-12", school="oak")
    exam, fifteen = result["exclusion.board_decides_before_exam"], result["exclusion.board_decides_exam_lost"]
    assert (iso(exam.due), exam.governed_by) == ("2026-05-18", None)
    assert (iso(fifteen.due), fifteen.governed_by) == ("2026-06-08", "exclusion.board_decides_before_exam")


def test_without_the_calendar_there_is_a_range_and_what_would_settle_it():
    deadline = look([told("2026-02-05", "only", "permanent")], "2026-02-05")["exclusion.board_decides_permanent"]
    assert deadline.state is State.UNKNOWN
    assert (deadline.due, iso(deadline.earliest), deadline.latest) == (None, "2026-02-26", None)
    assert deadline.settled_by == "the school's calendar"
    known = look([told("2026-02-05", "only", "permanent")], "2026-02-05", school="oak")
    assert known["exclusion.board_decides_permanent"].due >= deadline.earliest


def test_snow_moves_the_date_and_the_difference_says_so():
    events = [told("2026-02-05", "only", "permanent")]
    before, after = (look(events, "2026-02-12", school=school) for school in ("oak", "oak_with_snow"))
    (change,) = [each for each in diff(before, after) if each.rule == "exclusion.board_decides_permanent"]
    assert (change.what, iso(change.before), iso(change.after)) == ("moved", "2026-03-05", "2026-03-09")


def test_representations_bring_the_longer_limit_from_the_day_the_board_was_told():
    events = [suspended("2026-02-09", 6, "only"), told("2026-02-10", "only")]
    events.append(("exclusion_representations_made", "2026-02-26", {"about": "only"}))
    # Tue 10 Feb: 11-13 is 3, 23-27 is 8; March 13, 18, 23, 28; April 33, 38, 43 (to 1 May); 5-8 May 47; 11-13 May 50.
    days = ["2026-02-25", "2026-02-26"]
    assert states(events, "exclusion.board_decides_over_5_days", days, school="oak") == ["none", "running"]
    assert iso(look(events, "2026-02-26", school="oak")["exclusion.board_decides_over_5_days"].due) == "2026-05-13"


def test_telling_the_board_again_does_not_begin_its_days_again():
    # Thu 5 Feb 2026 gives Thu 5 Mar; Tue 10 Feb: 11-13 is 3, 23-27 is 8, 2-6 Mar is 13, 9 and 10 Mar is 15.
    events = [told("2026-02-05", "only", "permanent"), told("2026-02-10", "only", "permanent")]
    found = look(events, "2026-03-06", school="oak").all("exclusion.board_decides_permanent")
    dated = [(iso(each.due), each.state.value) for each in found]
    assert dated == [("2026-03-05", "overdue"), ("2026-03-10", "running")]


def test_six_terms_are_joined_between_new_year_and_easter():
    # Terms 3 and 4 both lie between 31 December and Easter Monday, and are one term of reg 2(1): 16 days.
    events = [suspended("2026-01-12", 10, "first"), suspended("2026-03-02", 6, "second")]
    events.append(told("2026-03-02", "second"))
    deadline = look(events, "2026-03-02", school="hazel")["exclusion.board_decides_over_15_days"]
    assert iso(deadline.due) == "2026-03-23"
    assert "16 school days, which is over 15" in str(deadline.explain())


FIFTEEN = "exclusion.board_decides_over_15_days"


@pytest.mark.parametrize(
    ("calendar", "first", "last", "then", "total"),
    [
        # Snow shut the other school on 10 and 11 Feb: Mon 9, Thu 12, Fri 13, Mon 23 and Tue 24 are 5, and with
        # 11 days 16. By the calendar of this school there are 7.
        ("oak_with_snow", "2026-02-09", "2026-02-24", 11, "16"),
        # Mon 5 Jan is for staff here, and was a school day there: 5-9 and 12-16 Jan are 10, with 6 days 16, and not 15.
        ("hazel", "2026-01-05", "2026-01-16", 6, "16"),
    ],
)
def test_days_at_another_school_are_counted_by_its_own_calendar(calendar, first, last, then, total):
    events = [("pupil_suspended", first, {"last": last, "about": "first", "school": "earlier"})]
    events += [suspended("2026-03-02", then, "second"), told("2026-03-02", "second")]
    made = case(events, "oak")
    made = Case(id="C1", events=made.events, calendars={"school": "oak", "earlier": calendar})
    deadline = evaluate(made, "2026-03-02", law=LAW, calendars=CALENDARS)[FIFTEEN]
    # Mon 2 Mar 2026: 3-6 Mar is 4, 9-13 is 9, 16-20 is 14, Mon 23 is 15.
    assert iso(deadline.due) == "2026-03-23"
    assert f"{total} school days, which is over 15" in str(deadline.explain())


def test_days_at_another_school_whose_calendar_is_not_there_are_not_known():
    events = [("pupil_suspended", "2026-02-09", {"last": "2026-02-24", "about": "first", "school": "earlier"})]
    events += [suspended("2026-03-02", 5, "second"), told("2026-03-02", "second")]
    deadline = look(events, "2026-03-02", school="oak")[FIFTEEN]
    assert (deadline.state, deadline.due, iso(deadline.earliest)) == (State.UNKNOWN, None, "2026-03-23")
    assert deadline.settled_by == "the calendar `earlier` of the case"


# 19: the sixth day.

OF_AGE = {"compulsory_school_age": True}


def test_the_sixth_day_after_a_permanent_exclusion_is_a_day_later():
    run = ("pupil_suspended", "2026-01-12", {"run_began": "2026-01-12", "school_days": 8})
    result = look([run, ("pupil_permanently_excluded", "2026-01-12")], "2026-01-12", school="oak", facts=OF_AGE)
    assert iso(result["exclusion.education_while_suspended"].due) == "2026-01-19"
    assert iso(result["exclusion.education_after_permanent_exclusion"].due) == "2026-01-20"
    assert result["exclusion.education_while_suspended"].who == "governing_board"
    assert result["exclusion.education_after_permanent_exclusion"].who == "local_authority"


def test_states_up_to_the_sixth_day():
    events = [("pupil_permanently_excluded", "2026-01-12"), ("full_time_education_started", "2026-01-22")]
    days = ["2026-01-12", "2026-01-19", "2026-01-20", "2026-01-21", "2026-01-22"]
    found = states(events, "exclusion.education_after_permanent_exclusion", days, school="oak", facts=OF_AGE)
    assert found == ["running", "running", "due_today", "overdue", "met_late"]


# 20: a posted notice.


def notice(on="2026-01-16", **more):
    return ("reinstatement_refusal_notice_sent", on, more)


def test_what_is_presumed_gives_way_to_what_is_shown():
    event = notice(method="first_class_post", given="2026-01-26")
    days = ["2026-01-25", "2026-01-26"]
    found = [iso(look([event], day, school="oak")["exclusion.apply_for_review"].due) for day in days]
    assert found == ["2026-02-10", "2026-02-23"]


@pytest.mark.parametrize("event", [notice(), notice(method="email")], ids=["not recorded", "by e-mail"])
def test_a_way_of_sending_that_is_not_named_gives_an_earliest_day_only(event):
    deadline = look([event], "2026-01-20", school="oak")["exclusion.apply_for_review"]
    assert (deadline.state, deadline.due) == (State.UNKNOWN, None)
    assert (iso(deadline.earliest), deadline.latest) == ("2026-02-06", None)
    assert "given" in deadline.settled_by


def test_the_explanation_names_the_provision_of_deemed_service():
    deadline = look([notice(method="first_class_post")], "2026-01-20", school="oak")["exclusion.apply_for_review"]
    assert "reg 6(11)(b)(i)" in str(deadline.explain())


# 21: after a lapse.


def test_one_lapse_starts_two_rules_and_the_second_lapses_in_its_turn():
    events = [notice(method="delivered")]
    days = ["2026-02-06", "2026-02-07", "2026-04-23", "2026-04-24", "2026-04-25"]
    review = states(events, "exclusion.apply_for_review", days, school="oak")
    register = states(events, "school_register.delete_after_permanent_exclusion", days, school="oak")
    order = states(events, "parenting_order.apply_after_permanent_exclusion", days, school="oak")
    assert review == ["due_today", "lapsed", "lapsed", "lapsed", "lapsed"]
    assert register == ["none", "outstanding", "outstanding", "outstanding", "outstanding"]
    assert order == ["none", "running", "running", "due_today", "lapsed"]


def test_a_right_that_lapses_is_no_breach():
    result = look([notice(method="delivered")], "2026-04-25", school="oak")
    assert result.breaches == ()


def test_what_lapsed_is_named_as_the_start():
    result = look([notice(method="delivered")], "2026-02-09", school="oak")
    deadline = result["parenting_order.apply_after_permanent_exclusion"]
    assert "exclusion.apply_for_review" in deadline.started_by
    assert iso(deadline.started_on) == "2026-02-06"


def test_a_lapse_keeps_what_it_is_about():
    events = [notice(method="delivered", about="first"), notice("2026-03-02", method="delivered", about="second")]
    events.append(("register_name_deleted", "2026-04-27", {"about": "second"}))
    # Delivered Mon 2 Mar 2026: 3-6 Mar is 4, 9-13 is 9, 16-20 is 14, Mon 23 is 15.
    found = look(events, "2026-04-27", school="oak").all("school_register.delete_after_permanent_exclusion")
    assert {each.about: each.state.value for each in found} == {"first": "outstanding", "second": "met"}


def test_nothing_lapses_while_the_last_day_is_unknown():
    result = look([notice(method="email")], "2026-12-01", school="oak")
    assert "school_register.delete_after_permanent_exclusion" not in result
    assert [each.rule for each in result.unknowns] == ["exclusion.apply_for_review"]


# 22: the cap.

CAP = "exclusion.suspensions_in_a_school_year"


@pytest.mark.parametrize("school", ["oak", "birch"])
def test_how_much_room_is_left(school):
    events = [suspended("2025-11-03", 20, "first"), suspended("2026-01-12", 20, "second")]
    events += [suspended("2026-03-02", 4.5, "third"), suspended("2026-04-20", 0.5, "fourth")]
    events += [suspended("2026-05-11", 0.5, "fifth")]
    result = look(events, "2026-05-11", school=school)
    found = {each.about: (each.left, each.state.value) for each in result.all(CAP)}
    assert found == {
        "first": (25, "running"),
        "second": (5, "running"),
        "third": (0.5, "running"),
        "fourth": (0, "running"),
        "fifth": (-0.5, "broken"),
    }
    assert [each.about for each in result.breaches] == ["fifth"]


def test_days_at_an_earlier_school_leave_less_room():
    # 3-7, 10-14, 17-21 and 24-28 Nov and 1-5 Dec are 25; with 21 that is 46.
    events = [("pupil_suspended", "2025-11-03", {"last": "2025-12-05", "about": "first", "school": "earlier"})]
    events += [suspended("2026-01-12", 21, "second")]
    made = Case(id="C1", events=case(events).events, calendars={"school": "oak", "earlier": "hazel"})
    result = evaluate(made, "2026-01-12", law=LAW, calendars=CALENDARS)
    assert [(each.left, each.state) for each in result.all(CAP)] == [(20, State.RUNNING), (-1, State.BROKEN)]


def test_a_cap_has_no_date():
    deadline = look([suspended("2026-01-12", 20, "only")], "2026-01-12", school="oak")[CAP]
    assert (deadline.due, deadline.earliest, deadline.latest, deadline.act_by) == (None, None, None, None)


def test_a_cap_that_cannot_be_measured_says_what_is_missing():
    deadline = look([suspended("2026-01-12", 20, "only")], "2026-01-12")[CAP]
    assert (deadline.state, deadline.left, deadline.settled_by) == (State.UNKNOWN, None, "the school's calendar")
    event = ("pupil_suspended", "2026-01-12", {"about": "only"})
    asked = look([event], "2026-01-12", school="oak")[CAP].settled_by
    assert asked == "the `last` day of pupil_suspended on 2026-01-12, or its `school_days`"


# 23: extended.


def test_an_extension_moves_the_date_from_its_own_day_on():
    events = [("social_care_representations_received", "2026-03-02"), ("local_resolution_extended", "2026-03-12")]
    days = ["2026-03-11", "2026-03-12"]
    found = [iso(look(events, day)["social_care_complaint.local_resolution"].due) for day in days]
    assert found == ["2026-03-16", "2026-03-30"]


def test_states_through_an_extension():
    events = [("social_care_representations_received", "2026-03-02"), ("local_resolution_extended", "2026-03-16")]
    days = ["2026-03-13", "2026-03-16", "2026-03-17", "2026-03-30", "2026-03-31"]
    found = states(events, "social_care_complaint.local_resolution", days)
    assert found == ["running", "running", "running", "due_today", "overdue"]


def test_an_extension_counts_only_for_the_complaint_it_is_about():
    events = [("social_care_representations_received", "2026-03-02", {"about": about}) for about in ("one", "two")]
    events.append(("local_resolution_extended", "2026-03-12", {"about": "one"}))
    found = look(events, "2026-03-12").all("social_care_complaint.local_resolution")
    assert {each.about: iso(each.due) for each in found} == {"one": "2026-03-30", "two": "2026-03-16"}


# 24: a pause.

REQUEST = ("subject_access_request_received", "2026-03-02")
ASKED = ("subject_access_clarification_requested", "2026-03-09")
ANSWERED = ("subject_access_clarification_received", "2026-03-13")
SAR = "information_request.subject_access_answer"


def test_while_the_clock_stands_the_earliest_day_moves_a_day_a_day():
    found = [
        look([REQUEST, ASKED, ANSWERED], day)[SAR] for day in ("2026-03-08", "2026-03-09", "2026-03-12", "2026-03-13")
    ]
    assert [iso(each.due) for each in found] == ["2026-04-01", None, None, "2026-04-06"]
    assert [iso(each.earliest) for each in found] == ["2026-04-01", "2026-04-02", "2026-04-05", "2026-04-06"]
    assert found[1].settled_by == "the day of subject_access_clarification_received"
    assert found[1].latest is None


def test_other_readings_are_paused_too():
    deadline = look([REQUEST, ASKED, ANSWERED], "2026-03-13")[SAR]
    found = {each.reading: iso(each.due) for each in deadline.alternatives}
    assert found.get("same_day") == "2026-04-07"


def test_a_reading_that_is_chosen_decides():
    result = look([REQUEST], "2026-03-02", readings={"month_beginning_with": "same_day"})
    assert iso(result[SAR].due) == "2026-04-02"
    assert result.receipt["readings"] == {"month_beginning_with": "same_day"}


def test_a_month_with_no_corresponding_day_has_a_later_arguable_end():
    deadline = look([("subject_access_request_received", "2027-01-31")], "2027-01-31")[SAR]
    assert (iso(deadline.due), iso(deadline.latest)) == ("2027-02-27", "2027-02-28")


def test_answered_while_the_clock_stands():
    events = [REQUEST, ASKED, ("subject_access_answered", "2026-03-11")]
    assert look(events, "2026-03-11")[SAR].state is State.MET


def test_states_while_proof_of_identity_is_awaited():
    events = [REQUEST, ("subject_access_identity_requested", "2026-03-03")]
    events.append(("subject_access_identity_received", "2026-03-09"))
    days = ["2026-03-02", "2026-03-03", "2026-03-08", "2026-03-09", "2026-04-08", "2026-04-09"]
    assert states(events, SAR, days) == ["running", "ended", "ended", "running", "due_today", "overdue"]


# 25: without delay.

REFUSED = ("reinstatement_decided", "2026-01-14", {"exclusion": "permanent", "outcome": "not_reinstated"})
DUTY = "exclusion.tell_parent_of_refusal"


@pytest.mark.parametrize("days", [0, 1, 6, 365])
def test_a_duty_without_a_number_says_how_long_it_has_waited_and_gives_no_date(days):
    result = look([REFUSED], date(2026, 1, 14) + timedelta(days=days))
    deadline = result[DUTY]
    assert deadline.state is State.OUTSTANDING
    assert (deadline.due, deadline.earliest, deadline.latest, deadline.act_by) == (None, None, None, None)
    (action,) = result.next_actions
    assert (action.by, action.days) == (None, days)
    assert result.breaches == ()


def test_a_duty_is_met_on_the_day_it_is_done():
    events = [REFUSED, notice("2026-01-19", method="delivered")]
    assert states(events, DUTY, ["2026-01-13", "2026-01-14", "2026-01-18", "2026-01-19"], school="oak") == [
        "none",
        "outstanding",
        "outstanding",
        "met",
    ]
    assert iso(look(events, "2026-01-20", school="oak")[DUTY].done_on) == "2026-01-19"

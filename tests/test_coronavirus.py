"""The law of one summer: what SI 2020/471 lifted from 1 May to 24 September 2020, seen before, within and after."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from send_deadlines import Case, Event, State, evaluate, load_law

APRIL, JULY, OCTOBER = "2020-04-22", "2020-07-20", "2020-10-09"
INSTRUMENT = "SI 2020/471"

FIFTEEN_DAYS = "ehc_reassessment.decision"  # the first formula: as soon as reasonably practicable instead
EIGHT_WEEKS = "ehc_review.amended_plan_after_notice"  # the second: need not comply where impractical
A_YEAR = "ehc_review.review"  # the third: a review is not necessary where impractical
FORMULAS = [
    (FIFTEEN_DAYS, "coronavirus_not_practicable"),
    (EIGHT_WEEKS, "coronavirus"),
    (A_YEAR, "coronavirus"),
]
REASON = Event("coronavirus_reason_arose", on="2020-03-23", until="2020-07-17")


def record(day: str, exception: str, limit: str, by: str = "", **more: Any) -> Event:
    """The judgement of whoever is bound, recorded."""
    return Event(f"exception_relied_on{by}", on=day, exception=exception, limit=limit, **more)


def seen(as_of: str, *events: Event):
    return evaluate(Case("A1", events), as_of)


def said(deadline) -> list[str]:
    return [str(sentence) for sentence in deadline.explain().sentences]


def changes() -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Every rule that the Regulations change, with the change and the amendment it stands in."""
    ours = [each for each in load_law().amendments if each["instrument"] == "send_coronavirus_2020"]
    return [(rule, change, each) for each in ours for change in each["change"] for rule in change["rules"]]


def judged(rule: str, day: str) -> Event:
    """The judgement that lifts a rule, by whoever is to make it."""
    [given] = [each for name, change, _ in changes() for each in change["unless"] if name == rule]
    event = load_law().exceptions[given["exception"]]["judgement"]["event"]
    return Event(event, on=day, exception=given["exception"], limit=rule)


# --- One case, three days ---------------------------------------------------------------------------------------------

# Request Mon 20 Apr 2020 + 15 days: Apr 10 left, May 5 -> 15: Tue 5 May.
# Notice Mon 20 Apr 2020 + 56 days: Apr 10 left, May 31 -> 41, Jun 15 -> 56: Mon 15 Jun.
# Made Mon 15 Jul 2019, the first day of its year: the last is Tue 14 Jul 2020.
CASE = [
    Event("plan_first_made", on="2019-07-15"),
    Event("reassessment_request_received", on="2020-04-20"),
    Event("amendment_notice_sent", on="2020-04-20"),
    REASON,
]
DUE = {FIFTEEN_DAYS: date(2020, 5, 5), EIGHT_WEEKS: date(2020, 6, 15), A_YEAR: date(2020, 7, 14)}
RECORDED = [
    record("2020-05-05", "coronavirus_not_practicable", FIFTEEN_DAYS),
    record("2020-06-12", "coronavirus", EIGHT_WEEKS),
    record("2020-07-10", "coronavirus", A_YEAR),
]


@pytest.mark.parametrize(("rule", "exception"), FORMULAS)
def test_in_april_nobody_could_know_of_it(rule, exception):
    early = record("2020-04-21", exception, rule)
    for events in (CASE, [*CASE, early], [*CASE, *RECORDED]):
        found = seen(APRIL, *events)[rule]
        assert (found.due, found.state) == (DUE[rule], State.RUNNING)
        assert found.exceptions == ()
        assert INSTRUMENT not in str(found.explain())
        assert [cite.citation for cite in found.cites if cite.citation == INSTRUMENT] == []


@pytest.mark.parametrize(
    ("rule", "duty", "change"),
    [
        (FIFTEEN_DAYS, "as soon as reasonably practicable", "reg 5, inserting reg 2A(1) to (3)(e)"),
        (EIGHT_WEEKS, "as soon as practicable", "reg 12, inserting reg 22(6)"),
        (A_YEAR, "as soon as reasonably practicable", "reg 11, inserting reg 18A"),
    ],
)
@pytest.mark.parametrize("as_of", [JULY, OCTOBER])
def test_in_july_and_in_october_it_is_lifted_and_the_softer_duty_stays(rule, duty, change, as_of):
    result = seen(as_of, *CASE, *RECORDED)
    found = result[rule]
    assert (found.due, found.state) == (DUE[rule], State.LIFTED)
    assert found.as_soon_as == duty
    assert any(text.startswith(f"The duty to act {duty} stays.") for text in said(found))
    assert any("changed while it was in force" in text and f"{INSTRUMENT} {change}" in text for text in said(found))
    assert any("counted it in" in text for text in said(found)), "the doubt about 25 September is shown"
    assert found.is_open
    assert found not in result.breaches


@pytest.mark.parametrize(("rule", "own"), [(FIFTEEN_DAYS, ""), (EIGHT_WEEKS, "as soon as practicable"), (A_YEAR, "")])
def test_where_nothing_is_lifted_the_rule_keeps_its_own_words(rule, own):
    assert seen(APRIL, *CASE)[rule].as_soon_as == own
    assert seen(JULY, *CASE)[rule].as_soon_as == own


@pytest.mark.parametrize(("rule", "exception"), FORMULAS)
@pytest.mark.parametrize("as_of", [JULY, OCTOBER])
def test_without_a_judgement_it_is_open_and_the_limit_stands(rule, exception, as_of):
    result = seen(as_of, *CASE)
    found = result[rule]
    assert found.state is State.OVERDUE
    assert found in result.breaches
    assert [each.exception["id"] for each in found.exceptions] == [exception]
    assert any(text.startswith("Exception open:") for text in said(found))


@pytest.mark.parametrize("rule", DUE)
def test_without_a_reason_the_judgement_is_a_claim(rule):
    found = seen(JULY, *[each for each in CASE if each is not REASON], *RECORDED)[rule]
    assert found.state is State.OVERDUE
    assert any(text.startswith("Exception claimed, not shown:") for text in said(found))


def test_done_in_october_what_was_lifted_in_july_is_not_late():
    # Thu 1 Oct and Fri 2 Oct 2020 are after the end; the meeting of Thu 10 Sep was decided on Thu 8 Oct.
    done = [
        Event("reassessment_refused", on="2020-10-01"),
        Event("amended_plan_sent", on="2020-10-02"),
        Event("review_meeting_held", on="2020-09-10"),
        Event("decision_to_keep_plan_sent", on="2020-10-08"),
    ]
    result = seen(OCTOBER, *CASE, *RECORDED, *done)
    for rule, day in ((FIFTEEN_DAYS, 1), (EIGHT_WEEKS, 2), (A_YEAR, 8)):
        found = next(each for each in result.all(rule) if each.due == DUE[rule])
        assert (found.state, found.done_on) == (State.LIFTED, date(2020, 10, day))
        assert found.days_late(date(2020, 10, 9)) == 0
    # The next year starts with the meeting, Thu 10 Sep 2020: its last day is Thu 9 Sep 2021.
    assert result.all(A_YEAR)[-1].due == date(2021, 9, 9)


# --- Limits that fell due before and after ----------------------------------------------------------------------------

# Request Mon 13 Apr 2020 + 15 days: Tue 28 Apr. Notice Mon 2 Mar 2020 + 56 days: Mar 29 left, Apr 27 -> 56: Mon 27 Apr.
# Made Tue 30 Apr 2019: Wed 29 Apr 2020.
BEFORE = [
    (FIFTEEN_DAYS, Event("reassessment_request_received", on="2020-04-13"), date(2020, 4, 28)),
    (EIGHT_WEEKS, Event("amendment_notice_sent", on="2020-03-02"), date(2020, 4, 27)),
    (A_YEAR, Event("plan_first_made", on="2019-04-30"), date(2020, 4, 29)),
]
# Request Mon 21 Sep 2020 + 15 days: Sep 9 left, Oct 6 -> 15: Tue 6 Oct. Notice Mon 10 Aug 2020 + 56 days: Aug 21 left,
# Sep 30 -> 51, Oct 5 -> 56: Mon 5 Oct. Made Wed 9 Oct 2019: Thu 8 Oct 2020.
AFTER = [
    (FIFTEEN_DAYS, Event("reassessment_request_received", on="2020-09-21"), date(2020, 10, 6)),
    (EIGHT_WEEKS, Event("amendment_notice_sent", on="2020-08-10"), date(2020, 10, 5)),
    (A_YEAR, Event("plan_first_made", on="2019-10-09"), date(2020, 10, 8)),
]


@pytest.mark.parametrize(("rule", "start", "due"), BEFORE)
def test_what_fell_due_in_april_is_not_excused_in_may(rule, start, due):
    judged = record("2020-05-04", dict(FORMULAS)[rule], rule)
    result = seen(JULY, start, REASON, judged)
    assert (result[rule].due, result[rule].state) == (due, State.OVERDUE)
    assert INSTRUMENT not in str(result[rule].explain())


@pytest.mark.parametrize(("rule", "start", "due"), AFTER)
def test_what_fell_due_in_october_has_the_ordinary_law_whatever_was_recorded_in_september(rule, start, due):
    judged = record("2020-09-24", dict(FORMULAS)[rule], rule)
    reason = Event("coronavirus_reason_arose", on="2020-09-22")
    result = seen(OCTOBER, start, reason, judged)
    assert (result[rule].due, result[rule].state) == (due, State.OVERDUE)
    assert result[rule] in result.breaches
    assert INSTRUMENT not in str(result[rule].explain())


# Made on Wed 1 May, Thu 2 May, Wed 25 Sep and Thu 26 Sep 2019: the last days are Thu 30 Apr, Fri 1 May, Thu 24 Sep and
# Fri 25 Sep 2020. On the 25th the Regulations are read as having no effect any more.
@pytest.mark.parametrize(
    ("made", "due", "expected"),
    [
        ("2019-05-01", date(2020, 4, 30), State.OVERDUE),
        ("2019-05-02", date(2020, 5, 1), State.LIFTED),
        ("2019-09-25", date(2020, 9, 24), State.LIFTED),
        ("2019-09-26", date(2020, 9, 25), State.OVERDUE),
    ],
)
def test_the_first_day_and_the_last(made, due, expected):
    plan = Event("plan_first_made", on=made)
    found = seen(OCTOBER, plan, REASON, record(due.isoformat(), "coronavirus", A_YEAR))[A_YEAR]
    assert (found.due, found.state) == (due, expected)


# --- Each limit apart, each person apart ------------------------------------------------------------------------------


def test_a_judgement_about_one_limit_says_nothing_of_another():
    # Meeting Mon 8 Jun 2020 + 28 days: Jun 22 left, Jul 6 -> 28: Mon 6 Jul, for decision and notice alike.
    events = [
        Event("review_meeting_held", on="2020-06-08"),
        Event("decision_to_amend_plan_sent", on="2020-07-13"),
        Event("coronavirus_reason_arose", on="2020-06-15"),
        record("2020-07-06", "coronavirus_not_practicable", "ehc_review.decision"),
    ]
    result = seen(JULY, *events)
    decision, notice = result["ehc_review.decision"], result["ehc_review.amendment_notice"]
    assert (decision.due, decision.state) == (date(2020, 7, 6), State.LIFTED)
    assert (notice.due, notice.state) == (date(2020, 7, 6), State.OVERDUE)


def test_a_family_that_contacted_the_adviser_late_in_the_summer():
    # Refused Tue 14 Apr 2020 + 2 months: Sun 14 Jun. Contact on Mon 29 Jun.
    rule = "mediation.contact_adviser"
    refused = Event("assessment_refused", on="2020-04-14")
    contact = Event("mediation_adviser_contacted", on="2020-06-29")
    explained = record("2020-06-29", "coronavirus_for_family", rule, by="_by_family")
    assert seen(APRIL, refused, REASON)[rule].state is State.RUNNING
    for as_of in (JULY, OCTOBER):
        late = seen(as_of, refused, REASON, contact)[rule]
        assert (late.due, late.state) == (date(2020, 6, 14), State.LAPSED)
        excused = seen(as_of, refused, REASON, contact, explained)[rule]
        assert (excused.state, excused.as_soon_as) == (State.LIFTED, "as soon as reasonably practicable")


def test_a_family_that_contacted_the_adviser_late_in_the_autumn():
    # Refused Tue 4 Aug 2020 + 2 months: Sun 4 Oct. Contact on Wed 7 Oct.
    rule = "mediation.contact_adviser"
    events = [
        Event("assessment_refused", on="2020-08-04"),
        Event("coronavirus_reason_arose", on="2020-09-01"),
        Event("mediation_adviser_contacted", on="2020-10-07"),
        record("2020-10-07", "coronavirus_for_family", rule, by="_by_family"),
    ]
    assert (seen(OCTOBER, *events)[rule].due, seen(OCTOBER, *events)[rule].state) == (date(2020, 10, 4), State.LAPSED)


def test_the_adviser_judges_for_itself():
    # Declined Tue 30 Jun 2020: Wed 1, Thu 2, Fri 3 Jul.
    rule = "mediation.certificate_if_declined"
    events = [Event("mediation_declined", on="2020-06-30"), Event("coronavirus_reason_arose", on="2020-07-01")]
    by_adviser = record("2020-07-03", "coronavirus_for_mediation_adviser", rule, by="_by_mediation_adviser")
    by_authority = record("2020-07-03", "coronavirus_not_practicable", rule)
    assert seen(JULY, *events, by_adviser)[rule].state is State.LIFTED
    result = seen(JULY, *events, by_authority)
    assert (result[rule].due, result[rule].state) == (date(2020, 7, 3), State.OVERDUE)
    assert [f"which '{rule}' does not have" in str(problem) for problem in result.problems] == [True]


# --- What was not relaxed ---------------------------------------------------------------------------------------------

# A meeting on Wed 1 Jul 2020: two clear weeks before it end on Tue 16 Jun.
# A mediation on Fri 10 Jul 2020: between lie Fri 3, Mon 6, Tue 7, Wed 8 and Thu 9 Jul; so Thu 2 Jul.
# A move between colleges on Tue 1 Dec 2020: five months before is Wed 1 Jul; both end days left out, Tue 30 Jun.
# Aware Mon 6 Jul 2020: fifteen working days end on Fri 24 Jul, and the move of Fri 31 Jul, which is later, decides.
STOOD = [
    (
        "ehc_review.meeting_notice",
        Event("review_meeting_arranged", on="2020-06-01", meeting="2020-07-01"),
        date(2020, 6, 16),
    ),
    ("mediation.tell_date", Event("mediation_arranged", on="2020-06-22", mediation="2020-07-10"), date(2020, 7, 2)),
    (
        "phase_transfer.plan_for_another_post_16",
        Event("phase_transfer_expected", on="2020-02-03", transfer="2020-12-01", phase="post_16_to_post_16"),
        date(2020, 6, 30),
    ),
    (
        "ehc_move.plan_transfer",
        Event("old_authority_aware_of_move", on="2020-07-06", move="2020-07-31"),
        date(2020, 7, 31),
    ),
]


@pytest.mark.parametrize(("rule", "start", "due"), STOOD)
def test_some_limits_stood_whatever_was_recorded(rule, start, due):
    reason = Event("coronavirus_reason_arose", on="2020-07-07")
    judged = record(due.isoformat(), "coronavirus_not_practicable", rule)
    found = seen("2020-08-20", start, reason, judged)[rule]
    assert (found.due, found.state) == (due, State.OVERDUE)
    assert found.exceptions == ()


def test_a_transfer_that_had_only_the_working_days_could_wait():
    # Aware Mon 13 Jul 2020: 13-17 Jul 5, 20-24 10, 27-31 15: Fri 31 Jul. The move, on Sat 11 Jul, is earlier.
    rule = "ehc_move.plan_transfer"
    events = [
        Event("old_authority_aware_of_move", on="2020-07-13", move="2020-07-11"),
        Event("coronavirus_reason_arose", on="2020-07-20"),
        record("2020-07-31", "coronavirus_not_practicable", rule),
    ]
    found = seen("2020-08-20", *events)[rule]
    assert (found.due, found.state) == (date(2020, 7, 31), State.LIFTED)


# --- Assessments that a detention or a release interrupted ------------------------------------------------------------

# Six weeks from Thu 19 Mar 2020: Mar 12 left, Apr 30 -> 42: Thu 30 Apr. From Fri 20 Mar: Fri 1 May.
# Sixteen from Thu 9 Jan 2020: Jan 22 left, Feb 29 -> 51, Mar 31 -> 82, Apr 30 -> 112: Thu 30 Apr. From Fri 10 Jan:
# Fri 1 May. Twenty from Thu 12 Dec 2019: Dec 19 left, Jan 31 -> 50, Feb 29 -> 79, Mar 31 -> 110, Apr 30 -> 140: Thu 30
# Apr. From Fri 13 Dec: Fri 1 May.
DAYS = {
    "decision": ("2020-03-19", "2020-03-20"),
    "no_plan": ("2020-01-09", "2020-01-10"),
    "final_plan": ("2019-12-12", "2019-12-13"),
}


@pytest.mark.parametrize("what", DAYS)
@pytest.mark.parametrize(
    ("name", "begun", "word"),
    [
        ("after_release_{}", "detained_person_came_to_attention", "came_to_attention"),
        ("after_release_{}_on_request", "detained_assessment_request_received", "requested"),
        ("carried_on_{}", "responsibility_arose", "came_to_attention"),
        ("carried_on_{}_on_request", "assessment_request_received", "requested"),
    ],
)
def test_an_interrupted_assessment(name, begun, word, what):
    rule = "detention." + name.format(what)
    released = name.startswith("after_release")
    more: dict[str, Any] = {"responsible": "home_authority", "plan": "none"} if released else {}
    step = "released_from_detention" if released else "detention_began"
    events = [
        Event(step, on="2020-04-01", unfinished_assessment=word, **more),
        Event("coronavirus_reason_arose", on="2020-04-06"),
        judged(rule, "2020-05-01"),  # nobody could rely on it before it was law
    ]
    if what == "no_plan":  # the limit is on an act that nobody must do
        events.append(Event("plan_refused" if released else "detained_plan_refused", on="2020-06-01"))
    before, within = (seen(JULY, Event(begun, on=day), *events)[rule] for day in DAYS[what])
    assert (before.due, within.due) == (date(2020, 4, 30), date(2020, 5, 1))
    assert before.state is (State.MET_LATE if what == "no_plan" else State.OVERDUE)
    assert (within.state, within.as_soon_as) == (State.LIFTED, "as soon as reasonably practicable")


# --- The whole of the Regulations -------------------------------------------------------------------------------------

# Every limit they name, by formula. Provisions are those of SI 2014/1530, unless another is named.
FIRST = {
    "ehc_move": "plan_transfer inform_family review_by_new_authority commissioner_notice commissioner_request "
    "commissioner_change_notice commissioner_change_request",  # 15(2), 15(4), 15(5), 15(7), 15(8), 16(2), 16(3)
    "ehc_review": "report decision amendment_notice",  # 20(9), 20(10), 21(7) to 21(9)
    "ehc_reassessment": "decision first_review",  # 25(1), 27(4)
    "mediation": "contact_adviser certificate_if_declined tell_commissioner arrange_about_health "  # 33 to 35(3)
    "arrange_with_commissioner arrange certificate_after_mediation certificate_if_not_arranged "  # 35(4), 36(2), 39
    "agreed_other agreed_other_by_commissioner tell_authority_of_agreement "  # 42(3), 42(4)
    "agreed_reconsideration agreed_provision agreed_setting agreed_continued_plan",  # 44(2)(d), (e), (f), (h), by 42(2)
    "tribunal_order": "reconsideration amended_provision changed_setting continued_plan",  # 44(2)(d), (e), (f), (h)
    "unopposed_appeal": "contents setting contents_and_setting continued_plan",  # 45(4), 45(5), 45(6A)
    "ehc_ceasing": "disclose_for_higher_education",  # 47
    "send_information": "local_offer_comments",  # 56(3)
    "direct_payment": "first_review",  # SI 2014/1652 reg 11(2)(a)
    "detention": "after_release_decision after_release_decision_on_request after_release_no_plan "
    "after_release_no_plan_on_request after_release_final_plan after_release_final_plan_on_request "
    "carried_on_decision carried_on_decision_on_request carried_on_no_plan carried_on_no_plan_on_request "
    "carried_on_final_plan carried_on_final_plan_on_request "  # SI 2015/62 reg 15(1), 15(4)
    "disclose_to_new_authority disclose_to_commissioner commissioner_request "  # 16(2) to 16(4)
    "send_kept_plan send_plan_on_move",  # 17(1), 17(2)
    "detention_appeal": "contact_adviser certificate_if_declined mediation certificate_after_mediation "  # 19 to 24(1)
    "certificate_if_not_arranged agreed_in_mediation ordered_assessment_notice ordered_change_of_setting "  # to 29
    "unopposed_assessment_notice unopposed_change_of_setting",  # 30(3), 30(6)
    "recommendation": "health_reply copy_health_reply "  # SI 2017/1306 reg 6(3), 6(6)
    "social_care_reply copy_social_care_reply",  # 7(1), 7(4)
}
SECOND = {
    "ehc_assessment": "threshold_refusal decision advice_cooperation no_plan_decision final_plan",  # 4, 5, 8, 10, 13
    "ehc_review": "amended_plan_after_notice decision_not_to_amend amended_plan_after_meeting",  # 22(3), 22(4)
    "ehc_reassessment": "final_plan",  # 27(2)
    "tribunal_order": "assessment_notice no_plan_decision plan_after_assessment draft_plan final_plan",  # 44(2)(b), (c)
    "mediation": "agreed_assessment_notice agreed_no_plan_decision agreed_plan_after_assessment agreed_draft_plan "
    "agreed_final_plan",  # 44(2)(b), (c), by 42(2)
    "unopposed_appeal": "assessment_notice no_plan_decision plan_after_assessment draft_plan final_plan",  # 45(3), (6)
    "detention": "threshold_refusal decision advice_cooperation no_plan_decision final_plan",  # SI 2015/62: 4 to 13
    "detention_appeal": "ordered_no_plan_decision plan_after_ordered_assessment ordered_draft_plan ordered_final_plan "
    "reconsideration unopposed_no_plan_decision plan_after_unopposed_assessment unopposed_draft_plan "
    "unopposed_final_plan",  # 29(3) to 29(5), 30(4), 30(5)
}
THIRD = {"ehc_review": "review"}  # 18A
NEVER = {
    "ehc_assessment": "representations stated_period make_representations special_school_stay advice setting_response",
    "ehc_review": "meeting_notice meeting_papers representations review_under_five",
    "ehc_reassessment": "representations",
    "phase_transfer": "plan_for_school plan_for_post_16 plan_for_another_post_16",
    "mediation": "tell_date",
    "tribunal_order": "cease_plan plan_after_reconsideration",
    "detention": "representations",
    "detention_appeal": "mediation_notice",
    "send_information": "section_41_withdrawal",
}


def names(by_process: dict[str, str]) -> set[str]:
    return {f"{process}.{rule}" for process, rules in by_process.items() for rule in rules.split()}


def formula(change: dict[str, Any]) -> int:
    inserts = change["provision"]
    return 3 if "reg 18A" in inserts else 1 if "reg 2A" in inserts else 2


@pytest.mark.parametrize(("number", "expected"), [(1, FIRST), (2, SECOND), (3, THIRD)])
def test_every_limit_the_regulations_name_is_changed_by_its_formula(number, expected):
    assert {rule for rule, change, _ in changes() if formula(change) == number} == names(expected)


def test_no_limit_is_changed_twice():
    assert [rule for rule, count in Counter(rule for rule, _, _ in changes()).items() if count > 1] == []


def test_what_was_not_relaxed_is_there_and_unchanged():
    assert names(NEVER) <= set(load_law().rule_ids)
    assert names(NEVER) & {rule for rule, _, _ in changes()} == set()


def test_all_changes_have_the_same_days_and_the_same_choice_of_cases():
    force = {"since": "2020-05-01", "until": "2020-09-24", "selected_by": "due"}
    assert [each["id"] for _, _, each in changes() if each["in_force"] != force] == []


def test_the_softer_duty_is_that_of_its_formula():
    expected = {1: "as soon as reasonably practicable", 2: None, 3: "as soon as reasonably practicable"}
    assert [rule for rule, change, _ in changes() if change.get("as_soon_as") != expected[formula(change)]] == []


JUDGES = {
    "section_31_body": "exception_relied_on_by_body",
    "responsible_commissioning_body": "exception_relied_on_by_commissioner",
    "original_health_commissioner": "exception_relied_on_by_commissioner",
    "new_health_commissioner": "exception_relied_on_by_commissioner",
    "mediation_adviser": "exception_relied_on_by_mediation_adviser",
    "family": "exception_relied_on_by_family",
    "appropriate_person": "exception_relied_on_by_family",
    "review_report_writer": "exception_relied_on_by_report_writer",
    "local_authority": "exception_relied_on",
    "old_local_authority": "exception_relied_on",
    "new_local_authority": "exception_relied_on",
    "home_authority": "exception_relied_on",
    "new_authority": "exception_relied_on",
}


PROCESSES = sorted({*FIRST, *SECOND, *THIRD})


@pytest.mark.parametrize("process", PROCESSES)
def test_whoever_is_bound_judges_by_the_test_of_the_formula(process):
    law = load_law()
    who = {rule["id"]: rule["who"] for rule in law.rules}
    wrong = []
    for rule, change, _ in changes():
        [given] = change["unless"]
        judgement = law.exceptions[given["exception"]]["judgement"]
        test = "not reasonably practicable" if formula(change) == 1 else "impractical"
        if rule.startswith(f"{process}.") and (
            judgement["event"] != JUDGES[who[rule]] or test not in judgement["says"]
        ):
            wrong.append((rule, given["exception"]))
    assert wrong == []

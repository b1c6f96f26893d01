"""Points on which people go wrong in mediation and in appeals, or on which the law is not clear.

Where a date can show the point, a date shows it; else the doubt or the other reading stands beside the date. Every date
was worked by hand, as the comment or the docstring beside it says.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from send_deadlines import Case, Deadline, Evaluation, Event, State, evaluate, load_law

LAW = load_law()


def day(text: str) -> date:
    return date.fromisoformat(text)


def result(as_of: str, *events: Event, **more: Any) -> Evaluation:
    return evaluate(Case("A1", events), as_of, **more)


def deadline(rule: str, as_of: str, *events: Event, **more: Any) -> Deadline:
    found = result(as_of, *events, **more)[rule]
    assert isinstance(found, Deadline)
    return found


def due(rule: str, *events: Event) -> date | None:
    return deadline(rule, max(event.on for event in events).isoformat(), *events).due


def doubts(rule: str, *events: Event) -> str:
    """What stands beside the date of a rule, as a reader sees it."""
    return "\n".join(deadline(rule, max(event.on for event in events).isoformat(), *events).doubts)


def not_expressed(process: str, provision: str) -> str:
    found = [each for each in LAW.not_expressed if (each.get("process"), each["provision"]) == (process, provision)]
    return "\n".join(f"{each['about']}\n{each['reason']}" for each in found)


def directed(on: str, *acts: dict[str, Any]) -> Event:
    return Event("directions_issued", on, acts=list(acts))


PAPERS = Event("appeal_papers_received", "2026-07-13")
ORDER_DAY = "2026-07-20"
"""A Monday. + 14: Jul 11, Aug 3. + 35: Aug 24. + 70: Jul 11, Aug 42, Sep 28. + 77: Sep 72, Oct 5. + 98: Oct 26."""
TWO_WEEKS, FIVE_WEEKS, TEN_WEEKS = date(2026, 8, 3), date(2026, 8, 24), date(2026, 9, 28)
ELEVEN_WEEKS, FOURTEEN_WEEKS = date(2026, 10, 5), date(2026, 10, 26)


def ordered(what: str, **more: Any) -> Event:
    return Event("tribunal_order_made", ORDER_DAY, order=what, **more)


def not_opposed(what: str, on: str = ORDER_DAY) -> Event:
    return Event("appeal_not_opposed", on, appeal=what)


def agreed(what: str) -> Event:
    return Event("mediation_agreement_made", ORDER_DAY, agreed=what)


# =====================================================================================================================
# August, and how days are counted
# =====================================================================================================================


def test_august_stretches_no_time_for_starting_an_appeal() -> None:
    """Wed 1 July 2026 + 2 months: Tue 1 September. Were August left out, the second month would end in October."""
    assert due("tribunal_appeal.start", Event("final_plan_sent", "2026-07-01")) == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("sent", "end", "last"),
    [
        ("2026-06-30", "2026-08-30", "2026-09-01"),  # a Sunday; the Monday is a bank holiday
        ("2026-06-12", "2026-08-12", "2026-09-01"),  # a Wednesday, which would do if August were like other months
        ("2026-10-29", "2026-12-29", "2027-01-04"),  # a Tuesday; Fri 1 January, then Mon 4
    ],
)
def test_an_end_in_august_or_at_christmas_moves_the_time_for_starting_an_appeal(sent: str, end: str, last: str) -> None:
    found = deadline("tribunal_appeal.start", sent, Event("assessment_refused", sent))
    assert (found.before_move, found.due) == (day(end), day(last))


def test_every_other_act_leaves_august_out() -> None:
    """Mon 13 July 2026: Fri 31 is the 14th working day; 1 to 4 September make 18, 11 is 23, 18 is 28, Tue 22 is 30."""
    assert due("tribunal_appeal.response", PAPERS) == date(2026, 9, 22)


@pytest.mark.parametrize(
    ("fixed", "last"),
    [
        ("2026-08-07", "2026-08-07"),  # a Friday
        ("2026-08-31", "2026-09-01"),  # the bank holiday: the next working day, and no more
        ("2026-12-25", "2026-12-29"),  # Friday; Mon 28 is the holiday for Boxing Day
        ("2026-12-30", "2026-12-30"),  # a Wednesday
        ("2026-11-30", "2026-11-30"),  # later than the usual day
    ],
)
def test_a_day_that_is_fixed_beats_the_count_and_is_not_stretched(fixed: str, last: str) -> None:
    letter = directed("2026-07-14", {"act": "respond_to_appeal", "due": fixed})
    found = deadline("tribunal_appeal.response", "2026-07-14", PAPERS, letter)
    assert (found.due, found.usual_due, found.strength) == (day(last), date(2026, 9, 22), "directed")
    assert deadline("tribunal_appeal.not_oppose", "2026-07-14", PAPERS, letter).due == day(last)


@pytest.mark.parametrize(
    ("rule", "start"),
    [
        ("tribunal_order.changed_setting", ordered("change_setting")),
        ("tribunal_order.assessment_notice", ordered("assess")),
        ("tribunal_order.reconsideration", ordered("reconsider")),
        ("unopposed_appeal.setting", not_opposed("setting_only")),
        ("unopposed_appeal.assessment_notice", not_opposed("refusal_to_assess")),
        ("mediation.agreed_setting", agreed("change_setting")),
    ],
)
def test_august_counts_in_the_weeks_after_an_order_or_an_appeal_not_opposed(rule: str, start: Event) -> None:
    found = deadline(rule, ORDER_DAY, start)
    assert (found.due, found.before_move, found.by_hour) == (TWO_WEEKS, TWO_WEEKS, None)


def test_an_order_carried_out_in_the_first_week_of_september_is_late() -> None:
    """With August left out the two weeks of Mon 20 July 2026 would end on Thu 3 September."""
    late = Event("amended_plan_sent", "2026-09-03", following="order")
    found = deadline("tribunal_order.changed_setting", "2026-09-03", ordered("change_setting"), late)
    assert (found.state, found.is_breach, found.days_late(day("2026-09-03"))) == (State.MET_LATE, True, 31)


@pytest.mark.parametrize(
    ("on", "last"),
    [
        ("2026-12-11", "2026-12-25"),  # Fri + 14: Christmas Day
        ("2026-12-14", "2026-12-28"),  # Mon + 14: the holiday for Boxing Day
        ("2026-12-18", "2027-01-01"),  # Fri + 14: New Year's Day
        ("2026-08-15", "2026-08-29"),  # Sat + 14: a Saturday
    ],
)
def test_christmas_and_weekends_stretch_no_weeks_after_an_order(on: str, last: str) -> None:
    order = Event("tribunal_order_made", on, order="assess")
    assert due("tribunal_order.assessment_notice", order) == day(last)
    assert due("unopposed_appeal.assessment_notice", not_opposed("refusal_to_assess", on)) == day(last)


def test_the_weekdays_of_august_are_working_days_though_a_count_leaves_them_out() -> None:
    """Sat 22 August 2026, as a day that is fixed, moves to Mon 24 August, which is a working day."""
    letter = directed("2026-07-14", {"act": "respond_to_appeal", "due": "2026-08-22"})
    assert due("tribunal_appeal.response", PAPERS, letter) == date(2026, 8, 24)
    # Mon 10 August: 11, 12, 13, 14, 17. What no rule of the Tribunal says is not left out.
    assert due("tribunal_hearing.wait_for_answer", Event("change_proposed", "2026-08-10")) == date(2026, 8, 17)
    # Mon 3 August: 4, 5, 6.
    assert due("mediation.certificate_if_declined", Event("mediation_declined", "2026-08-03")) == date(2026, 8, 6)
    # Sun 30 August: the last working day before it is Fri 28.
    contact = deadline("mediation.contact_adviser", "2026-07-01", Event("assessment_refused", "2026-06-30"))
    assert (contact.due, contact.act_by) == (date(2026, 8, 30), date(2026, 8, 28))


@pytest.mark.parametrize(
    ("received", "last", "six_weeks"),
    [
        # Fri 16 Jan is 4; 23 is 9; 30 is 14; 6 Feb 19; 13 is 24; 20 is 29; Mon 23 is 30.
        ("2026-01-12", "2026-02-23", "2026-02-23"),
        # Good Friday and Easter Monday: two days more.
        ("2026-03-04", "2026-04-17", "2026-04-15"),
        # August: 22 September for 24 August.
        ("2026-07-13", "2026-09-22", "2026-08-24"),
        # 25 December to 1 January has six working days but for the holidays: Fri 29 Jan for Thu 21 Jan.
        ("2026-12-10", "2027-01-29", "2027-01-21"),
    ],
)
def test_the_time_to_respond_is_not_six_weeks(received: str, last: str, six_weeks: str) -> None:
    papers = Event("appeal_papers_received", received)
    assert due("tribunal_appeal.response", papers) == day(last)
    assert date.fromordinal(day(received).toordinal() + 42) == day(six_weeks)
    assert "six weeks for the thirty working days" in doubts("tribunal_appeal.response", papers)


# =====================================================================================================================
# After an order, and after an appeal that is not opposed
# =====================================================================================================================


@pytest.mark.parametrize(
    ("rule", "start", "last"),
    [
        ("tribunal_order.assessment_notice", ordered("assess"), TWO_WEEKS),
        ("tribunal_order.draft_plan", ordered("make_a_plan"), FIVE_WEEKS),
        ("tribunal_order.final_plan", ordered("make_a_plan"), ELEVEN_WEEKS),
        ("unopposed_appeal.assessment_notice", not_opposed("refusal_to_assess"), TWO_WEEKS),
        ("unopposed_appeal.draft_plan", not_opposed("refusal_to_make_a_plan"), FIVE_WEEKS),
        ("unopposed_appeal.final_plan", not_opposed("refusal_to_make_a_plan"), ELEVEN_WEEKS),
    ],
)
def test_the_periods_of_the_older_regulations_are_gone(rule: str, start: Event, last: date) -> None:
    """Not four weeks to begin an assessment, nor five for the whole of a plan."""
    assert due(rule, start) == last


@pytest.mark.parametrize(
    ("rule", "start", "says"),
    [
        ("tribunal_order.assessment_notice", ordered("assess"), "Four weeks, which are still printed"),
        ("tribunal_order.final_plan", ordered("make_a_plan"), "the finalised plan has eleven"),
        ("unopposed_appeal.assessment_notice", not_opposed("refusal_to_assess"), "Four weeks"),
    ],
)
def test_figures_that_are_still_printed_wrongly_are_said_to_be(rule: str, start: Event, says: str) -> None:
    assert says in doubts(rule, start)


def test_a_draft_within_five_weeks_leaves_the_final_plan_to_be_sent() -> None:
    draft = Event("draft_plan_sent", "2026-08-24", served="2026-08-24")
    found = result("2026-08-25", ordered("make_a_plan"), draft)
    assert found["tribunal_order.draft_plan"].state is State.MET
    assert found["tribunal_order.final_plan"].state is State.RUNNING


@pytest.mark.parametrize(
    ("process", "start"),
    [("tribunal_order", ordered("assess")), ("unopposed_appeal", not_opposed("refusal_to_assess"))],
)
@pytest.mark.parametrize("begun", ["2026-07-20", "2026-07-27", "2026-08-03"])
def test_ten_and_fourteen_weeks_run_from_the_order_not_from_the_assessment(
    process: str, start: Event, begun: str
) -> None:
    events = (start, Event("assessment_agreed", begun))
    assert due(f"{process}.no_plan_decision", *events) == TEN_WEEKS
    assert due(f"{process}.plan_after_assessment", *events) == FOURTEEN_WEEKS


def test_the_school_with_other_sections_has_five_weeks_where_the_appeal_is_not_opposed() -> None:
    both = result(ORDER_DAY, not_opposed("contents_and_setting"))
    assert both["unopposed_appeal.contents_and_setting"].due == FIVE_WEEKS
    assert "unopposed_appeal.setting" not in both
    assert due("unopposed_appeal.setting", not_opposed("setting_only")) == TWO_WEEKS


def test_the_school_with_other_sections_keeps_its_two_weeks_in_an_order_and_the_doubt_is_said() -> None:
    both = result(ORDER_DAY, ordered("change_setting"), ordered("amend_provision"))
    assert both["tribunal_order.changed_setting"].due == TWO_WEEKS
    assert both["tribunal_order.amended_provision"].due == FIVE_WEEKS
    says = "nothing says that the two weeks for the setting become five"
    assert says in "\n".join(both["tribunal_order.changed_setting"].doubts)


def test_an_order_by_consent_counts_from_the_day_it_was_made() -> None:
    """Agreed on Mon 29 June 2026, five weeks from which end on 3 August; ordered on Mon 20 July: Mon 24 August."""
    events = [Event("settlement_reached", "2026-06-29"), Event("consent_order_requested", "2026-07-01")]
    waiting = result("2026-07-19", *events)
    assert not [each.rule for each in waiting.deadlines if each.rule.startswith("tribunal_order.")]
    assert due("tribunal_order.amended_provision", *events, ordered("amend_provision")) == FIVE_WEEKS


def test_giving_way_after_the_response_is_not_leaving_the_appeal_unopposed() -> None:
    """Response on Thu 10 September 2026, before its last day, Tue 22: the right is gone, though the day is not."""
    response = Event("appeal_response_received", "2026-09-10")
    found = deadline("tribunal_appeal.not_oppose", "2026-09-11", PAPERS, response)
    assert (found.due, found.state) == (date(2026, 9, 22), State.ENDED)
    gave_way = result("2026-10-05", PAPERS, response, Event("settlement_reached", "2026-10-01"))
    assert not [
        each.rule for each in gave_way.deadlines if each.rule.startswith(("unopposed_appeal", "tribunal_order"))
    ]
    assert "After the response there is only an order by consent" in doubts("tribunal_appeal.not_oppose", PAPERS)


def test_an_order_sent_late_leaves_fewer_days_and_the_other_count_is_shown() -> None:
    """Made on Mon 20 July 2026, sent on Thu 30 July: two weeks end on 3 August, or from its sending on 13 August."""
    order = ordered("change_setting", sent="2026-07-30")
    found = deadline("tribunal_order.changed_setting", "2026-08-05", order)
    assert (found.due, found.state) == (TWO_WEEKS, State.OVERDUE)
    assert [(each.reading, each.due) for each in found.alternatives] == [("sent", date(2026, 8, 13))]
    assert (found.is_breach, found.is_doubtful_breach, found.in_time_by) == (False, True, ("sent",))
    chosen = deadline("tribunal_order.changed_setting", "2026-08-05", order, readings={"order_made_or_sent": "sent"})
    assert (chosen.due, chosen.state) == (date(2026, 8, 13), State.RUNNING)
    assert deadline("tribunal_order.changed_setting", "2026-08-14", order).is_breach


@pytest.mark.parametrize(
    ("rule", "start"),
    [
        ("tribunal_order.amended_provision", ordered("amend_provision")),
        ("mediation.agreed_provision", agreed("amend_provision")),
    ],
)
def test_needs_alone_are_named_nowhere_and_five_weeks_are_the_practice(rule: str, start: Event) -> None:
    assert due(rule, start) == FIVE_WEEKS
    assert "only what the plan says of needs; five weeks are the practice" in doubts(rule, start)


def test_provision_is_owed_from_the_day_the_plan_is_sent() -> None:
    """Five weeks for the plan, ordered on 20 July 2026; once it is sent there is no further time."""
    events = (ordered("amend_provision"), Event("amended_plan_sent", "2026-08-24", following="order"))
    found = deadline("ehc_assessment.secure_provision", "2026-08-24", *events)
    assert (found.kind, found.due, found.started_on, found.state) == (
        "duty",
        None,
        date(2026, 8, 24),
        State.OUTSTANDING,
    )
    assert "the weeks for the amended plan are there to prepare for it" in "\n".join(found.doubts)
    assert "[2021] EWHC 1348 (Admin)" in not_expressed("tribunal_order", "s.42(2)")


# =====================================================================================================================
# Hearings, decisions and what follows
# =====================================================================================================================


def test_notice_of_a_hearing_is_fourteen_days_not_the_five_working_days_of_other_cases() -> None:
    """Tue 10 November 2026: the fourteen days between are 27 October to 9 November, so Mon 26 October; with only the
    day of the hearing left out, Tue 27. Five working days would allow Mon 2 November."""
    listed = Event("hearing_listed", "2026-09-01", hearing="2026-11-10")
    found = deadline("tribunal_hearing.hearing_notice", "2026-09-01", listed)
    assert found.due == date(2026, 10, 26)
    assert [each.due for each in found.alternatives] == [date(2026, 10, 27)]
    assert any("are for mental health cases" in doubt for doubt in found.doubts)
    assert "rule 25" in found.cites[0].provision
    told = Event("hearing_notice_sent", "2026-11-02")
    assert deadline("tribunal_hearing.hearing_notice", "2026-11-02", listed, told).state is State.MET_LATE


def test_a_refusal_to_assess_can_be_decided_without_a_hearing() -> None:
    """No hearing is listed, so nothing is counted back from one; what is directed has its day, and the decision that
    was reached on the papers is waited for."""
    appeal = Event("appeal_received", "2026-03-02", appeal="refusal_to_assess")
    bundle = directed("2026-03-10", {"act": "send_hearing_bundle", "due": "2026-06-12"})
    assert "tribunal_hearing.bundle" not in result("2026-03-10", appeal)
    found = deadline("tribunal_hearing.bundle", "2026-03-10", appeal, bundle)
    assert (found.due, found.usual_due, found.strength) == (date(2026, 6, 12), None, "directed")
    decided = result("2026-07-01", appeal, bundle, Event("hearing_held", "2026-07-01"))
    assert decided["tribunal_decision.send_decision"].state is State.OUTSTANDING
    assert "without a hearing if a party does not consent" in not_expressed("tribunal_hearing", "rule 23")


def test_ten_working_days_for_a_decision_are_an_aim_that_nobody_can_break() -> None:
    """Held on Mon 8 June 2026: Fri 12 is 4, 19 is 9, Mon 22 June is 10. Rule 30 has no number."""
    found = result("2026-07-31", Event("hearing_held", "2026-06-08"))
    aim, duty = found["tribunal_decision.decision_within_aim"], found["tribunal_decision.send_decision"]
    assert (aim.due, aim.state, aim.strength) == (date(2026, 6, 22), State.OVERDUE, "good_practice")
    assert (aim.is_breach, aim.is_doubtful_breach) == (False, False)
    assert (duty.kind, duty.due, duty.strength) == ("duty", None, "statutory")


def test_a_wrong_time_in_the_letter_changes_no_date_but_weighs_in_lengthening_it() -> None:
    """Sent on Tue 10 February 2026, so Fri 10 April, whenever it was received; a right that lapses is no breach."""
    refused = Event("assessment_refused", "2026-02-10")
    late = Event("appeal_received", "2026-05-05", appeal="refusal_to_assess")
    found = deadline("tribunal_appeal.start", "2026-05-05", refused, late)
    assert (found.due, found.state, found.is_breach) == (date(2026, 4, 10), State.LAPSED, False)
    assert any("[2014] UKUT 4 (AAC)" in doubt and "wrong time limit" in doubt for doubt in found.doubts)


COSTS = "tribunal_decision.apply_for_costs"


def test_the_time_for_costs_runs_from_the_decision_not_from_the_refusal_of_permission() -> None:
    """Sent on Thu 23 December 2021: the 24th is 1, the days to 1 January are left out, 2 January is 2: 14 January."""
    events = [
        Event("tribunal_decision_sent", "2021-12-23"),
        Event("permission_to_appeal_refused", "2022-02-24"),
        Event("costs_application_received", "2022-03-10"),
    ]
    found = result("2022-03-10", *events).all(COSTS)
    assert [(each.due, each.state) for each in found] == [(date(2022, 1, 14), State.LAPSED)]
    assert (date(2022, 3, 10) - date(2022, 1, 14)).days == 55
    said = "\n".join(found[0].doubts)
    assert "not from a later decision on permission to appeal" in said
    assert "Not knowing the rule was no good reason" in said


def test_costs_can_be_asked_for_after_a_withdrawal() -> None:
    """Withdrawn on Mon 1 June 2026; the Tribunal's notice of Thu 4 June gives until Thu 18 June."""
    withdrawn = Event("proceedings_withdrawn", "2026-06-01")
    notice = Event("withdrawal_notice_sent", "2026-06-04")
    assert COSTS not in result("2026-06-03", withdrawn)
    assert due(COSTS, withdrawn, notice) == date(2026, 6, 18)
    assert "the Tribunal can then still decide on costs" in doubts(COSTS, withdrawn, notice)


CLAIM = "discrimination_claim.claim"


@pytest.mark.parametrize(
    ("happened", "last"),
    [
        ("2026-03-15", "2026-09-14"),  # the day itself is the first
        ("2026-03-01", "2026-08-31"),  # a bank holiday in August, and it stands
        ("2026-06-29", "2026-12-28"),  # a holiday at Christmas, and it stands
        ("2026-02-02", "2026-08-01"),  # a Saturday in August
    ],
)
def test_the_six_months_for_a_claim_count_their_first_day_and_move_nowhere(happened: str, last: str) -> None:
    found = deadline(CLAIM, happened, Event("discriminatory_conduct", happened))
    assert (found.due, found.before_move, found.by_hour) == (day(last), day(last), None)


def test_a_decision_made_once_is_not_conduct_over_a_period() -> None:
    """Decided on Sun 15 March 2026: 14 September, though its effects go on. Conduct that went on until Wed 20 May:
    Thu 19 November."""
    once = Event("discriminatory_conduct", "2026-03-15")
    over_time = Event("discriminatory_conduct", "2026-03-15", ended="2026-05-20")
    assert due(CLAIM, once) == date(2026, 9, 14)
    assert deadline(CLAIM, "2026-05-20", over_time).due == date(2026, 11, 19)
    said = doubts(CLAIM, once)
    assert "[2023] UKUT 311 (AAC)" in said
    assert "is not such conduct" in said


def test_a_recommendation_is_not_an_order() -> None:
    """Of Mon 5 October 2026, which is the first day of five weeks: Sun 8 November. A letter of reasons is enough."""
    made = Event("recommendation_made", "2026-10-05", concerns="health")
    reply = Event("health_recommendation_reply_sent", "2026-11-06")
    found = deadline("recommendation.health_reply", "2026-11-06", made, reply)
    assert (found.due, found.state) == (date(2026, 11, 8), State.MET)
    after = [each for each in result("2027-06-01", made, reply).deadlines if each.is_open]
    assert not [each.rule for each in after if each.who in ("responsible_commissioning_body", "local_authority")]
    assert not [each.rule for each in after if each.rule.startswith("tribunal_order.")]
    assert any("need not be followed" in doubt for doubt in found.doubts)


def test_five_working_days_to_wait_and_five_calendar_days_bind_nobody() -> None:
    """Proposed on Wed 10 June 2026: 11, 12, 15, 16, Wed 17. Five calendar days would end on Mon 15."""
    asked = Event("change_proposed", "2026-06-10")
    found = result("2026-06-16", asked)
    wait, answer = found["tribunal_hearing.wait_for_answer"], found["tribunal_hearing.answer_request_for_change"]
    assert (wait.due, wait.state) == (date(2026, 6, 17), State.WAITING)
    assert (answer.due, answer.state, answer.who) == (date(2026, 6, 17), State.RUNNING, "other_party")
    late = result("2026-06-30", asked)["tribunal_hearing.answer_request_for_change"]
    assert (late.state, late.is_breach, late.strength) == (State.OVERDUE, False, "usual")
    early = result("2026-06-16", asked, Event("change_requested", "2026-06-16"))["tribunal_hearing.wait_for_answer"]
    assert (early.state, early.is_breach) == (State.BROKEN, False)


# What was not read in its own words is not shown as if it had been.
@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("tribunal_hearing.hearing_notice", "Rule 25 was not read"),
        ("tribunal_decision.apply_for_costs", "was read in the rule of 2013"),
        ("tribunal_decision.reinstate_withdrawn", "were read only as two accounts of them"),
        ("tribunal_decision.apply_to_set_aside", "was read in that of another chamber"),
        ("tribunal_decision.apply_for_permission", "were read in rules of other tribunals"),
    ],
)
def test_what_was_not_read_is_said_not_to_have_been(rule: str, says: str) -> None:
    versions = [each for each in LAW.rules if each["id"] == rule]
    assert versions
    for each in versions:
        assert each["confidence"] != "text"
        assert says in "\n".join(each.get("doubts", []))


@pytest.mark.parametrize(
    ("instrument", "says"),
    [
        ("hesc_rules_2008", "Rule 12 was read in an unofficial copy"),
        ("hesc_rules_2008", "The definition of a working day in rule 1(3) was not read"),
        ("bundles_practice_direction_2025", "was not read"),
        ("civil_procedure_rules_1998", "it could not be read as it now stands"),
    ],
)
def test_an_instrument_that_was_not_read_whole_says_so(instrument: str, says: str) -> None:
    assert says in "\n".join(LAW.instruments[instrument]["doubts"])


# =====================================================================================================================
# Mediation
# =====================================================================================================================

WANTED = Event("mediation_wanted", "2026-03-02", issues="no_health")
"""A Monday. + 30: Mar 29, Apr 1: Wed 1 April."""
FIXED = Event("mediation_arranged", "2026-03-20", mediation="2026-04-10")
DAY_30 = date(2026, 4, 1)


@pytest.mark.parametrize("more", [(), (Event("mediation_held", "2026-04-10"),)])
def test_a_mediation_fixed_within_thirty_days_and_held_after_is_flagged_and_no_breach(more: tuple[Event, ...]) -> None:
    found = deadline("mediation.arrange", "2026-04-13", WANTED, FIXED, *more)
    assert found.due == DAY_30
    assert (found.is_breach, found.is_doubtful_breach, found.in_time_by) == (False, True, ("arranged",))
    chosen = deadline(
        "mediation.arrange", "2026-04-13", WANTED, FIXED, *more, readings={"mediation_arranged_or_held": "arranged"}
    )
    assert (chosen.state, chosen.is_doubtful_breach) == (State.MET, False)


def test_a_mediation_not_even_fixed_within_thirty_days_is_a_breach() -> None:
    assert deadline("mediation.arrange", "2026-04-02", WANTED).is_breach


def test_two_months_are_not_sixty_days_and_one_is_not_thirty() -> None:
    """Wed 1 July 2026: Tue 1 September, day 62. A certificate of Mon 12 January 2026: Thu 12 February, day 31."""
    refused = Event("assessment_refused", "2026-07-01")
    assert due("mediation.contact_adviser", refused) == date(2026, 9, 1)
    day_61 = Event("mediation_adviser_contacted", "2026-08-31")
    assert deadline("mediation.contact_adviser", "2026-08-31", refused, day_61).state is State.MET
    # Sent on Wed 10 December 2025: two months end on Tue 10 February.
    before = Event("assessment_refused", "2025-12-10")
    certificate = Event("mediation_certificate_issued", "2026-01-12")
    assert due("tribunal_appeal.start", before, certificate) == date(2026, 2, 12)


def test_two_months_can_be_fewer_than_sixty_days() -> None:
    """Wed 31 December 2025: Sat 28 February 2026, the 59th day. On the sixtieth the certificate is barred."""
    refused = Event("assessment_refused", "2025-12-31")
    contact = Event("mediation_adviser_contacted", "2026-03-01")
    found = deadline("mediation.contact_adviser", "2026-03-01", refused, contact)
    assert (found.due, found.state) == (date(2026, 2, 28), State.LAPSED)


NOT_ARRANGED = "mediation.certificate_if_not_arranged"


def test_the_certificate_after_a_failure_to_arrange_waits_until_the_adviser_is_told() -> None:
    """Day 30 is Wed 1 April 2026; told on Fri 10 April: 13, 14, Wed 15."""
    assert NOT_ARRANGED not in result("2026-04-09", WANTED)
    found = deadline(NOT_ARRANGED, "2026-04-10", WANTED, Event("mediation_cannot_be_arranged_told", "2026-04-10"))
    assert found.due == date(2026, 4, 15)
    assert any("not from the thirtieth day" in doubt for doubt in found.doubts)


@pytest.mark.parametrize(
    ("issued", "last"),
    [
        ("2026-02-20", "2026-04-10"),  # its month ends on 20 March, and the two months on Fri 10 April
        ("2026-03-10", "2026-04-10"),  # both end on the same day
        ("2026-03-25", "2026-04-27"),  # its month ends on Sat 25 April, so Mon 27
    ],
)
def test_the_later_of_two_months_and_a_month_from_the_day_of_issue(issued: str, last: str) -> None:
    refused = Event("assessment_refused", "2026-02-10")
    assert due("tribunal_appeal.start", refused, Event("mediation_certificate_issued", issued)) == day(last)


def test_contact_after_two_months_bars_one_certificate_and_not_the_other() -> None:
    refused, contact = Event("assessment_refused", "2026-02-10"), Event("mediation_adviser_contacted", "2026-04-11")
    right = deadline("mediation.contact_adviser", "2026-04-11", refused, contact)
    assert (right.due, right.state) == (date(2026, 4, 10), State.LAPSED)
    assert any("bears an earlier date than it was sent" in doubt for doubt in right.doubts)
    declined = Event("mediation_declined", "2026-04-13")
    says = "Where that is so, nothing is due."
    assert says in doubts("mediation.certificate_if_declined", refused, contact, declined)
    # Held after all, and concluded on Mon 20 April: 21, 22, Thu 23.
    concluded = Event("mediation_concluded", "2026-04-20", appeal_made=False)
    found = deadline("mediation.certificate_after_mediation", "2026-04-20", refused, contact, concluded)
    assert (found.due, found.state) == (date(2026, 4, 23), State.RUNNING)
    assert not any("34(2)" in doubt for doubt in found.doubts)
    assert "not the one that follows a mediation" in not_expressed("mediation", "reg 34(2)")


@pytest.mark.parametrize(
    ("what", "dates"),
    [
        ("other", {"mediation.agreed_other": TWO_WEEKS}),
        ("other_by_health_commissioner", {"mediation.agreed_other_by_commissioner": TWO_WEEKS}),
        ("change_setting", {"mediation.agreed_setting": TWO_WEEKS}),
        ("reconsider", {"mediation.agreed_reconsideration": TWO_WEEKS}),
        ("amend_provision", {"mediation.agreed_provision": FIVE_WEEKS}),
        ("continue_and_amend_plan", {"mediation.agreed_continued_plan": FIVE_WEEKS}),
        ("continue_plan", {}),
        (
            "make_a_plan",
            {"mediation.agreed_draft_plan": FIVE_WEEKS, "mediation.agreed_final_plan": ELEVEN_WEEKS},
        ),
        (
            "assess",
            {
                "mediation.agreed_assessment_notice": TWO_WEEKS,
                "mediation.agreed_no_plan_decision": TEN_WEEKS,
                "mediation.agreed_plan_after_assessment": FOURTEEN_WEEKS,
            },
        ),
    ],
)
def test_two_weeks_are_not_the_time_for_everything_agreed(what: str, dates: dict[str, date]) -> None:
    found = result(ORDER_DAY, agreed(what))
    shown = {each.rule: each.due for each in found.deadlines if each.rule.startswith("mediation.") and each.due}
    assert shown == dates


def test_the_two_weeks_are_said_to_be_of_what_no_appeal_could_order() -> None:
    said = doubts("mediation.agreed_other", agreed("other"))
    assert "They are not the time for everything that is agreed" in said
    assert "health or social care provision is such a thing" in said
    assert "no appeal could have ordered it" in doubts(
        "mediation.agreed_other_by_commissioner", agreed("other_by_health_commissioner")
    )


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        ("mediation.agreed_provision", "amend_provision"),
        ("mediation.agreed_setting", "change_setting"),
        ("mediation.agreed_final_plan", "make_a_plan"),
        ("mediation.agreed_plan_after_assessment", "assess"),
    ],
)
def test_an_agreement_is_treated_as_an_order_of_its_own_date(rule: str, what: str) -> None:
    found = deadline(rule, ORDER_DAY, agreed(what))
    assert found.started_on == day(ORDER_DAY)
    assert any("is the natural reading, and no decision on it is known" in doubt for doubt in found.doubts)


def test_a_family_that_drops_mediation_gets_its_certificate_from_that_message() -> None:
    """Wanted on Mon 2 March 2026, dropped on Fri 13 March: 16, 17, Wed 18; the thirty days are over."""
    dropped = Event("mediation_declined", "2026-03-13")
    found = result("2026-03-13", Event("mediation_adviser_contacted", "2026-03-02"), WANTED, dropped)
    certificate = found["mediation.certificate_if_declined"]
    assert certificate.due == date(2026, 3, 18)
    assert any("asks for mediation and then drops it" in doubt for doubt in certificate.doubts)
    assert found["mediation.arrange"].state is State.ENDED


def test_a_mediation_about_health_alone_that_cannot_be_arranged_brings_no_certificate() -> None:
    """The commissioner was told on Mon 2 March 2026: Wed 1 April, and nothing follows when it has gone."""
    wanted = Event("mediation_wanted", "2026-02-27", issues="health_only")
    told = Event("commissioner_told_of_health_issues", "2026-03-02", received="2026-03-02", issues="health_only")
    found = result("2026-04-20", wanted, told)
    assert (found["mediation.arrange_about_health"].due, found["mediation.arrange_about_health"].is_breach) == (
        DAY_30,
        True,
    )
    assert not [each.rule for each in found.deadlines if each.rule.startswith("mediation.certificate")]
    assert any("No certificate follows" in doubt for doubt in found["mediation.arrange_about_health"].doubts)


def test_no_decision_of_a_court_on_the_times_of_mediation_is_cited() -> None:
    said = [
        text
        for each in LAW.rules
        if each["id"].startswith("mediation.")
        for text in (each["must"], each["provision"], *each.get("doubts", []))
    ]
    assert not [text for text in said if "UKUT" in text or "EWHC" in text or "EWCA" in text]


@pytest.mark.parametrize("happens", [(WANTED,), (WANTED, FIXED), (WANTED, Event("mediation_held", "2026-03-30"))])
def test_mediation_stops_no_other_clock(happens: tuple[Event, ...]) -> None:
    """Asked for on Mon 5 January 2026: six weeks end on 16 February, twenty on 25 May."""
    request = Event("assessment_request_received", "2026-01-05")
    refused = Event("assessment_refused", "2026-02-10")
    rules = ("ehc_assessment.final_plan", "tribunal_appeal.start")
    without, with_it = result("2026-04-01", request, refused), result("2026-04-01", request, refused, *happens)
    for rule in rules:
        assert (without[rule].due, without[rule].state) == (with_it[rule].due, with_it[rule].state)
    assert "Nothing stops or lengthens them" in not_expressed("mediation", "regs 33 to 42, which are silent")

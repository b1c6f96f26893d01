"""Directions: what they fix, what they take the place of, what is wrong with them; and the hour of the day."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from send_deadlines import Case, CaseError, Deadline, Event, State, evaluate

RECEIVED = Event("appeal_received", on="2026-07-01")
PAPERS = Event("appeal_papers_received", on="2026-07-13")  # thirty working days without August: 22 September
RESPONSE = "tribunal_appeal.response"
ACT = "respond_to_appeal"


def directed(on: str, *acts: dict[str, Any], **more: Any) -> Event:
    return Event("directions_issued", on=on, acts=list(acts), **more)


def response(*events: Event, as_of: str = "2026-07-20") -> Deadline:
    return evaluate(Case("A1", [RECEIVED, PAPERS, *events]), as_of)[RESPONSE]


def said(deadline: Deadline) -> str:
    return str(deadline.explain())


def test_without_a_direction_the_rule_counts() -> None:
    found = response()
    assert (found.due, found.strength, found.directed_on, found.usual_due) == (
        date(2026, 9, 22),
        "statutory",
        None,
        None,
    )


def test_a_fixed_day_takes_the_place_of_the_ordinary_one() -> None:
    found = response(directed("2026-07-14", {"act": ACT, "due": "2026-08-28"}))
    assert (found.due, found.strength) == (date(2026, 8, 28), "directed")
    assert (found.directed_on, found.usual_due) == (date(2026, 7, 14), date(2026, 9, 22))
    text = (
        "A direction of Tuesday 14 July 2026 fixes the day: Friday 28 August 2026. It takes the place of the ordinary"
    )
    assert f"{text} last day, Tuesday 22 September 2026." in said(found)


def test_each_direction_is_replaced_by_the_next() -> None:
    first = directed("2026-07-14", {"act": ACT, "due": "2026-08-28"})
    second = directed(
        "2026-08-10", {"act": "send_hearing_bundle", "due": "2026-12-01"}, {"act": ACT, "due": "2026-09-16"}
    )
    assert response(first, second, as_of="2026-08-09").due == date(2026, 8, 28)
    assert response(first, second, as_of="2026-08-10").due == date(2026, 9, 16)


# Mon 13 Jul + 20 working days without August: 14 Jul is day 1, Fri 31 Jul day 14, Tue 1 Sep day 15, Tue 8 Sep day 20.
def test_time_after_another_day() -> None:
    found = response(directed("2026-07-14", {"act": ACT, "within": "20 working days", "of": "papers"}))
    assert found.due == date(2026, 9, 8)
    assert "It is counted from the day the authority received them: Monday 13 July 2026." in said(found)


# Tue 14 Jul + 14 days: Tue 28 Jul.
def test_time_after_the_direction_itself() -> None:
    first = directed("2026-07-14", {"act": ACT, "within": "14 days", "of": "directions"})
    other = directed("2026-07-20", {"act": "send_hearing_bundle", "due": "2026-12-01"})
    assert response(first, other, as_of="2026-07-21").due == date(2026, 7, 28)


# Back from Mon 14 Dec, ten working days, both ends left out: Fri 11 is the first, Mon 30 Nov the tenth, so Fri 27 Nov.
# With only the hearing left out: Mon 30 Nov.
@pytest.mark.parametrize(
    ("clear", "due", "latest"),
    [
        (None, date(2026, 11, 27), date(2026, 11, 30)),
        (True, date(2026, 11, 27), date(2026, 11, 27)),
        (False, date(2026, 11, 30), date(2026, 11, 30)),
    ],
)
def test_time_before_a_hearing(clear: bool | None, due: date, latest: date) -> None:
    more = {} if clear is None else {"clear_days": clear}
    act = {"act": ACT, "before": "10 working days", "of": "hearing", **more}
    found = response(Event("hearing_listed", on="2026-07-14", hearing="2026-12-14"), directed("2026-07-14", act))
    assert (found.due, found.latest) == (due, latest)


def test_late_by_clear_days_and_in_time_by_others_is_a_doubtful_breach() -> None:
    act = {"act": ACT, "before": "10 working days", "of": "hearing"}
    events = [Event("hearing_listed", on="2026-07-14", hearing="2026-12-14"), directed("2026-07-14", act)]
    done = Event("appeal_response_received", on="2026-11-30")
    found = response(*events, done, as_of="2026-12-01")
    assert (found.state, found.is_breach, found.is_doubtful_breach) == (State.MET_LATE, False, True)


# Back from Mon 11 Jan 2027: Fri 8 is the first, then 7, 6, 5, 4 Jan; 1 Jan to 25 Dec are left out; 24, 23, 22, 21 Dec,
# and Fri 18 Dec is the tenth; clear days: Thu 17 Dec.
def test_time_before_a_hearing_that_moves_moves_with_it() -> None:
    act = {"act": ACT, "before": "10 working days", "of": "hearing", "clear_days": True}
    events = [
        Event("hearing_listed", on="2026-07-14", hearing="2026-12-14"),
        directed("2026-07-14", act),
        Event("hearing_listed", on="2026-11-02", hearing="2027-01-11"),
    ]
    assert response(*events, as_of="2026-11-01").due == date(2026, 11, 27)
    assert response(*events, as_of="2026-11-02").due == date(2026, 12, 17)


def test_what_is_measured_from_a_day_not_recorded_is_unknown() -> None:
    found = response(directed("2026-07-14", {"act": ACT, "before": "10 working days", "of": "hearing"}))
    assert (found.state, found.due) == (State.UNKNOWN, None)
    assert found.settled_by == "the `hearing` day of hearing_listed"


def test_what_is_no_longer_required() -> None:
    first = directed("2026-07-14", {"act": ACT, "due": "2026-08-28"})
    second = directed("2026-08-10", {"act": ACT, "not_required": True})
    third = directed("2026-08-17", {"act": ACT, "due": "2026-09-30"})
    assert response(first, second, as_of="2026-08-09").state is State.RUNNING
    assert response(first, second, as_of="2026-08-10").state is State.ENDED
    again = response(first, second, third, as_of="2026-08-17")
    assert (again.state, again.due) == (State.RUNNING, date(2026, 9, 30))


def test_not_required_says_nothing_of_another_dispute() -> None:
    events = [
        Event("appeal_papers_received", on="2026-07-13", about="contents"),
        Event("appeal_papers_received", on="2026-07-13", about="ceasing"),
        directed("2026-07-20", {"act": ACT, "not_required": True}, about="ceasing"),
    ]
    result = evaluate(Case("A1", events), "2026-07-21")
    assert [each.state for each in result.all(RESPONSE, "contents")] == [State.RUNNING]
    assert [each.state for each in result.all(RESPONSE, "ceasing")] == [State.ENDED]


def test_directions_of_one_day_that_differ() -> None:
    one = directed("2026-07-14", {"act": ACT, "due": "2026-08-28"})
    other = directed("2026-07-14", {"act": ACT, "due": "2026-09-04"})
    neither = directed("2026-07-14", {"act": ACT, "not_required": True})
    found = response(one, other)
    assert (found.state, found.earliest, found.latest) == (State.UNKNOWN, date(2026, 8, 28), date(2026, 9, 4))
    found = response(one, neither)
    assert (found.state, found.settled_by) == (State.UNKNOWN, "which of the directions stands")


def test_one_act_can_be_directed_without_a_list() -> None:
    found = response(Event("directions_issued", on="2026-07-14", act=ACT, due="2026-08-28"))
    assert found.due == date(2026, 8, 28)


def test_an_act_that_nothing_else_starts() -> None:
    result = evaluate(Case("A1", [directed("2026-07-14", {"act": ACT, "not_required": True})]), "2026-07-20")
    assert RESPONSE not in result
    result = evaluate(Case("A1", [directed("2026-07-14", {"act": ACT, "due": "2026-08-28"})]), "2026-07-20")
    assert (result[RESPONSE].due, result[RESPONSE].usual_due) == (date(2026, 8, 28), None)


@pytest.mark.parametrize(
    ("acts", "told"),
    [
        ("bundle", '`acts` is \'bundle\', not a list; write it as [{"act": "...", "due": "2026-01-05"}]'),
        ([], '`acts` is empty; write [{"act": "...", "due": "2026-01-05"}] with what was directed, or leave it out'),
        (
            ["bundle"],
            'act 1 of `acts`: it is \'bundle\', not an object; write it as {"act": "...", "due": "2026-01-05"}',
        ),
        (
            [{"due": "2026-08-28"}],
            'act 1 of `acts`: it does not say which act; add "act": "...", by the name a rule gives its act',
        ),
        (
            [{"act": ACT, "due": "2026-08-28"}, {"act": "respond_to_apeal"}],
            "act 2 of `acts`: `act` is 'respond_to_apeal', which is no act that can be directed here; "
            "did you mean 'respond_to_appeal'?",
        ),
        ([{"act": ACT, "by": "2026-08-28"}], "act 1 of `acts`: unknown key 'by'; *"),
        (
            [{"act": ACT, "due": "28 August"}],
            "act 1 of `acts`: its `due`: '28 August' is not a day; write it as year-month-day, such as 2026-01-05",
        ),
        (
            [{"act": ACT, "due": "2026-08-28", "within": "14 days", "of": "papers"}],
            "act 1 of `acts`: it says both `due` and `within`; keep one",
        ),
        (
            [{"act": ACT, "within": "0 days", "of": "papers"}],
            "act 1 of `acts`: its `within`: '0 days' is no length of time; write it as \"10 working days\"",
        ),
        (
            [{"act": ACT, "within": 5, "of": "papers"}],
            'act 1 of `acts`: its `within`: 5 is no length of time; write it as "10 working days"',
        ),
        (
            [{"act": ACT, "within": "5 days", "of": ["papers"]}],
            "act 1 of `acts`: `of` is ['papers'], which is not known; *",
        ),
        (
            [{"act": ACT, "due": "2026-08-28", "who": "family"}],
            "act 1 of `acts`: `who` is 'family', who cannot be told to do that; give one of local_authority",
        ),
        (
            [{"act": ACT, "within": "14 dyas", "of": "papers"}],
            "act 1 of `acts`: its `within`: '14 dyas': unknown unit 'dyas'; did you mean 'days'?",
        ),
        (
            [{"act": ACT, "before": "10 working days"}],
            'act 1 of `acts`: it does not say of what day `before` is counted; add "of": one of *',
        ),
        (
            [{"act": ACT, "before": "10 working days", "of": "herring"}],
            "act 1 of `acts`: `of` is 'herring', which is not known; did you mean 'hearing'?",
        ),
        (
            [{"act": ACT, "of": "hearing"}],
            "act 1 of `acts`: it has `of` without `within` or `before`; say how much time, or leave it out",
        ),
        (
            [{"act": ACT, "within": "14 days", "of": "papers", "clear_days": True}],
            "act 1 of `acts`: `clear_days` is true or false, and only for `before`; leave it out, or give one of *",
        ),
        ([{"act": ACT, "not_required": "yes"}], "act 1 of `acts`: `not_required` is 'yes'; give true, or leave it out"),
    ],
)
def test_what_cannot_be_directed(acts: Any, told: str) -> None:
    with pytest.raises(CaseError) as error:
        evaluate(Case("A1", [Event("directions_issued", on="2026-07-14", acts=acts)]), "2026-07-20")
    start, star, _ = told.partition("*")
    wanted = f"case A1, directions_issued on 2026-07-14: {start}"
    assert str(error.value).startswith(wanted) if star else str(error.value) == wanted


# Over time. ---------------------------------------------------------------------------------------------------------

BUNDLE = "tribunal_hearing.bundle"
LISTED = Event("hearing_listed", on="2026-03-16", hearing="2026-06-15")
BY_OFFSET = {"act": "send_hearing_bundle", "before": "10 working days", "of": "hearing"}


def bundles(*events: Event, as_of: str) -> list[tuple[date | None, State, bool]]:
    result = evaluate(Case("A1", [RECEIVED, *events]), as_of)
    return [(each.due, each.state, each.is_breach) for each in result.all(BUNDLE)]


def test_what_was_sent_before_the_hearing_is_brought_forward_is_not_late() -> None:
    """Back from Mon 15 June: Fri 29 May. Brought forward to Thu 28 May, the day would be Tue 12 May."""
    sent = Event("hearing_bundle_sent", on="2026-05-15")
    moved = Event("hearing_listed", on="2026-05-20", hearing="2026-05-28")
    found = bundles(LISTED, directed("2026-03-16", BY_OFFSET), sent, moved, as_of="2026-05-21")
    assert found == [(date(2026, 5, 29), State.MET, False), (date(2026, 5, 12), State.MET, False)]


def test_what_was_missed_before_the_hearing_is_moved_stays_a_breach() -> None:
    moved = Event("hearing_listed", on="2026-06-05", hearing="2026-09-14")
    found = bundles(LISTED, directed("2026-03-16", BY_OFFSET), moved, as_of="2026-06-08")
    assert found[0] == (date(2026, 5, 29), State.SUPERSEDED, True)
    assert found[1][1:] == (State.RUNNING, False)
    # What is only usual is no breach.
    assert not any(breach for _, _, breach in bundles(LISTED, moved, as_of="2026-06-08"))


def test_a_fixed_day_that_was_missed_is_missed_once_though_the_hearing_is_moved() -> None:
    fixed = directed("2026-03-16", {"act": "send_hearing_bundle", "due": "2026-05-29"})
    moved = Event("hearing_listed", on="2026-06-05", hearing="2026-09-14")
    found = bundles(LISTED, fixed, moved, as_of="2026-06-08")
    assert found == [(date(2026, 5, 29), State.SUPERSEDED, False), (date(2026, 5, 29), State.OVERDUE, True)]


def test_what_was_sent_is_judged_by_the_hearing_as_it_stood() -> None:
    """Three clear weeks before Mon 15 June: 25 May is 21 days before, so Sun 24 May."""
    act = {"act": "send_last_evidence", "before": "3 weeks", "of": "hearing", "clear_days": True}
    events = [RECEIVED, LISTED, directed("2026-03-16", act), Event("respondent_last_evidence_sent", on="2026-05-22")]
    for more in (
        Event("hearing_vacated", on="2026-05-26"),
        Event("hearing_listed", on="2026-05-26", hearing="2026-05-28"),
    ):
        found = evaluate(Case("A1", [*events, more]), "2026-05-27")["tribunal_hearing.last_evidence"]
        assert (found.due, found.state) == (date(2026, 5, 24), State.MET)


def test_a_fixed_day_that_went_by_while_no_hearing_was_listed_is_not_missed() -> None:
    fixed = directed("2026-03-16", {"act": "send_hearing_bundle", "due": "2026-05-29"})
    vacated = Event("hearing_vacated", on="2026-05-11")
    again = Event("hearing_listed", on="2026-06-18", hearing="2026-09-14")
    assert bundles(LISTED, fixed, vacated, again, as_of="2026-06-19")[-1] == (None, State.UNKNOWN, False)


def test_a_bundle_sent_before_the_hearing_is_vacated_counts_for_the_next() -> None:
    sent = Event("hearing_bundle_sent", on="2026-05-15")
    vacated = Event("hearing_vacated", on="2026-05-20")
    again = Event("hearing_listed", on="2026-06-18", hearing="2026-09-14")
    assert {state for _, state, _ in bundles(LISTED, sent, vacated, again, as_of="2026-06-19")} == {State.MET}


def test_more_time_given_after_a_late_bundle_is_no_second_bundle() -> None:
    fixed = directed("2026-03-16", {"act": "send_hearing_bundle", "due": "2026-06-01"})
    sent = Event("hearing_bundle_sent", on="2026-06-03")
    more = directed("2026-06-04", {"act": "send_hearing_bundle", "due": "2026-06-08"})
    assert bundles(LISTED, fixed, sent, as_of="2026-06-03") == [(date(2026, 6, 1), State.MET_LATE, True)]
    assert bundles(LISTED, fixed, sent, more, as_of="2026-06-09") == [(date(2026, 6, 8), State.MET, False)]


def test_a_second_order_is_not_bound_by_a_time_directed_in_the_first() -> None:
    """Mon 20 July 2026 + 35 days: Mon 24 Aug."""
    rule = "tribunal_order.amended_provision"
    events = [
        Event("plan_first_made", on="2024-03-10"),
        Event("tribunal_order_made", on="2025-07-21", order="amend_provision"),
        Event("order_time_directed", on="2025-07-21", act="send_plan_with_ordered_provision", due="2025-09-30"),
        Event("amended_plan_sent", on="2025-09-29", following="order"),
        Event("tribunal_order_made", on="2026-07-20", order="amend_provision"),
    ]
    found = [(each.due, each.state) for each in evaluate(Case("A1", events), "2026-08-25").all(rule)]
    assert found == [(date(2025, 9, 30), State.MET), (date(2026, 8, 24), State.OVERDUE)]


def test_a_directed_day_is_shown_where_the_usual_time_is_not() -> None:
    about_the_setting = Event("appeal_received", on="2026-02-16", appeal="setting_only")
    rule = "tribunal_hearing.final_working_document"
    assert rule not in evaluate(Case("A1", [about_the_setting, LISTED]), "2026-03-17")
    act = {"act": "send_final_working_document", "due": "2026-06-05"}
    for on in ("2026-03-02", "2026-03-16", "2026-03-20"):
        found = evaluate(Case("A1", [about_the_setting, directed(on, act), LISTED]), "2026-03-21")[rule]
        assert (found.due, found.strength) == (date(2026, 6, 5), "directed")


def test_an_order_that_is_in_force_again_after_its_date_has_no_known_date() -> None:
    events = [
        Event("tribunal_order_made", on="2026-07-20", order="amend_provision"),
        Event("order_suspended", on="2026-08-03"),
        Event("order_suspension_ended", on="2026-10-05"),
    ]
    found = evaluate(Case("A1", events), "2026-10-06")["tribunal_order.amended_provision"]
    assert (found.state, found.due, found.earliest) == (State.UNKNOWN, None, date(2026, 8, 24))
    assert found.settled_by == "a direction that fixes the day"
    assert not found.is_breach


def test_what_was_missed_before_the_hearing_was_vacated_or_the_act_no_longer_required_stays_a_breach() -> None:
    """Two weeks before Mon 15 June 2026: Mon 1 June, and Sun 31 May where they are clear."""
    act = {"act": "send_attendance_form", "before": "2 weeks", "of": "hearing"}
    rule = "tribunal_hearing.attendance_form"
    for more in (
        Event("hearing_vacated", on="2026-06-08"),
        directed("2026-06-08", {"act": "send_attendance_form", "not_required": True}),
    ):
        found = evaluate(Case("A1", [RECEIVED, LISTED, directed("2026-03-16", act), more]), "2026-06-09")[rule]
        assert (found.due, found.is_breach) == (date(2026, 5, 31), True)


def test_a_timetable_set_afresh_does_not_ask_again_for_what_has_been_done() -> None:
    first = directed("2026-03-16", {"act": "send_attendance_form", "due": "2026-05-29"})
    done = Event("respondent_attendance_form_sent", on="2026-05-18")
    rule = "tribunal_hearing.attendance_form"
    act: dict[str, Any] = {"act": "send_attendance_form", "due": "2026-07-03"}
    result = evaluate(Case("A1", [RECEIVED, first, done, directed("2026-05-25", act)]), "2026-07-06")
    assert [each.state for each in result.all(rule)] == [State.MET]
    told = (
        "case A1: directions_issued on 2026-05-25 asks for 'send_attendance_form', which had been done on 2026-05-18; "
    )
    assert told + "if it is wanted again, say so in the direction with `again`" in map(str, result.problems)
    result = evaluate(Case("A1", [RECEIVED, first, done, directed("2026-05-25", {**act, "again": True})]), "2026-07-06")
    assert [each.state for each in result.all(rule)] == [State.MET, State.OVERDUE]
    assert not [each for each in result.problems if "had been done" in each.what]


def test_a_direction_repeated_after_its_day_leaves_the_breach() -> None:
    first = directed("2026-07-14", {"act": ACT, "due": "2026-08-28"})
    assert response(first, directed("2026-09-07", {"act": ACT, "due": "2026-08-28"}), as_of="2026-09-08").is_breach
    # The ordinary day, 22 September, had gone too.
    assert response(directed("2026-10-05", {"act": ACT, "due": "2026-09-30"}), as_of="2026-10-06").is_breach


def test_what_puts_one_appeal_back_does_not_put_back_another() -> None:
    events = [
        Event("appeal_papers_received", on="2026-07-13", about="contents"),
        Event("appeal_papers_received", on="2026-07-13", about="ceasing"),
        Event("proceedings_withdrawn", on="2026-07-20", about="contents"),
        Event("proceedings_withdrawn", on="2026-07-20", about="ceasing"),
        Event("proceedings_reinstated", on="2026-07-27", about="ceasing"),
    ]
    result = evaluate(Case("A1", events), "2026-07-28")
    assert [each.state for each in result.all(RESPONSE, "contents")] == [State.ENDED]
    assert [each.state for each in result.all(RESPONSE, "ceasing")] == [State.RUNNING]


def test_a_direction_without_a_name_is_about_the_disputes_there_are() -> None:
    events = [Event("appeal_papers_received", on="2026-07-13", about="contents")]
    result = evaluate(Case("A1", [*events, directed("2026-07-20", {"act": ACT, "due": "2026-08-28"})]), "2026-07-21")
    assert [(each.about, each.due) for each in result.all(RESPONSE)] == [("contents", date(2026, 8, 28))]


def test_a_bundle_asked_for_again_and_again() -> None:
    events = [
        Event("hearing_listed", on="2026-04-27", hearing="2026-11-16"),
        Event("hearing_bundle_sent", on="2026-06-01"),
        directed("2026-07-01", {"act": "send_hearing_bundle", "due": "2026-08-20", "again": True}),
        Event("hearing_listed", on="2026-09-01", hearing="2026-12-07"),
        directed("2026-09-02", {"act": "send_hearing_bundle", "due": "2026-11-20"}),
    ]
    found = bundles(*events, as_of="2026-09-03")
    assert found[0][1] is State.MET
    assert (date(2026, 11, 20), State.RUNNING, False) in found


# Who is told, and what cannot be meant. -------------------------------------------------------------------------------


def test_a_direction_to_one_party_says_nothing_to_the_other() -> None:
    both = directed("2026-03-16", {"act": "send_attendance_form", "due": "2026-05-29"})
    one = directed("2026-03-16", {"act": "send_attendance_form", "due": "2026-05-29", "who": "respondent"})
    own, other = "tribunal_hearing.attendance_form", "tribunal_hearing.family_attendance_form"
    result = evaluate(Case("A1", [RECEIVED, both]), "2026-03-17")
    assert result[own].due == result[other].due == date(2026, 5, 29)
    result = evaluate(Case("A1", [RECEIVED, one]), "2026-03-17")
    assert result[own].due == date(2026, 5, 29)
    assert other not in result


def test_what_is_asked_for_after_its_day_is_told_and_no_breach() -> None:
    late = directed("2026-05-11", {"act": "send_attendance_form", "due": "2026-05-01"})
    result = evaluate(Case("A1", [RECEIVED, late]), "2026-05-12")
    assert result["tribunal_hearing.attendance_form"].state is State.OVERDUE
    assert not result.breaches
    told = "case A1: directions_issued on 2026-05-11 asks for 'send_attendance_form' by 2026-05-01, which had gone; "
    assert [str(each) for each in result.problems] == [told + "see whether one of the two days is wrong"]


def test_a_hearing_brought_forward_past_the_day_is_no_breach() -> None:
    """Back from Thu 28 May 2026, ten working days: Wed 13, clear Tue 12 May; told on the 20th."""
    moved = Event("hearing_listed", on="2026-05-20", hearing="2026-05-28")
    found = bundles(LISTED, directed("2026-03-16", BY_OFFSET), moved, as_of="2026-05-21")
    assert found[-1] == (date(2026, 5, 12), State.OVERDUE, False)


def test_a_hearing_moved_to_a_day_not_recorded_leaves_no_day() -> None:
    act = {"act": "send_attendance_form", "before": "2 weeks", "of": "hearing"}
    moved = Event("hearing_listed", on="2026-05-20")
    found = evaluate(Case("A1", [RECEIVED, LISTED, directed("2026-03-16", act), moved]), "2026-05-21")
    assert found["tribunal_hearing.attendance_form"].state is State.UNKNOWN


def test_a_bundle_asked_for_again_for_a_hearing_listed_again() -> None:
    first = [LISTED, directed("2026-03-16", BY_OFFSET), Event("hearing_bundle_sent", on="2026-05-15")]
    adjourned = Event("hearing_adjourned", on="2026-06-15")
    listed = Event("hearing_listed", on="2026-06-19", hearing="2026-09-14")
    for on in ("2026-06-18", "2026-06-19", "2026-06-22"):
        again = directed(on, {"act": "send_hearing_bundle", "due": "2026-07-10", "again": True})
        found = bundles(*first, adjourned, listed, again, as_of="2026-07-13")
        assert (date(2026, 7, 10), State.OVERDUE, True) in found, on
        assert found[0][:2] == (date(2026, 5, 29), State.MET), on


@pytest.mark.parametrize("more", [{}, {"due": "2026-06-01"}])
def test_directions_that_say_nothing_are_refused(more: dict[str, Any]) -> None:
    with pytest.raises(CaseError) as error:
        evaluate(Case("A1", [Event("directions_issued", on="2026-05-11", **more)]), "2026-05-12")
    told = (
        "case A1, directions_issued on 2026-05-11: it does not say what is directed; add `acts`, or `act` for one act"
    )
    assert str(error.value) == told


def test_a_row_exported_again_with_more_is_taken_as_one() -> None:
    rows = [Event("claim_papers_received", on="2026-07-13")]
    rows.append(Event("claim_papers_received", on="2026-07-13", reinstatement_wanted=True))
    result = evaluate(Case("A1", rows), "2026-07-20")
    assert [each.rule for each in result if each.state is State.UNKNOWN] == []
    told = "case A1: claim_papers_received on 2026-07-13 is recorded twice, with nothing to tell the two apart, and "
    assert [str(each) for each in result.problems] == [
        told + "taken as one; take one out, or tell the two apart with `about`"
    ]


def test_a_day_beyond_every_calendar_is_unknown() -> None:
    found = evaluate(Case("A1", [directed("2026-07-14", {"act": ACT, "due": "2950-08-28"})]), "2026-07-20")[RESPONSE]
    assert (found.state, found.settled_by) == (State.UNKNOWN, "a day that can be meant")


def test_a_directed_saturday_is_not_the_ordinary_day() -> None:
    """Fri 20 Feb 2026 + 30 working days: Tue 7 Apr, after Easter. Sat 4 Apr moves to the same day."""
    events = [
        Event("appeal_papers_received", on="2026-02-20"),
        directed("2026-02-20", {"act": ACT, "due": "2026-04-04"}),
    ]
    found = evaluate(Case("A1", events), "2026-03-01")[RESPONSE]
    assert (found.due, found.usual_due) == (date(2026, 4, 7), date(2026, 4, 7))
    assert "fixes the day: Saturday 4 April 2026. It takes the place of the ordinary last day" in said(found)


def test_an_appeal_put_back_after_the_day_of_its_response_has_no_known_day() -> None:
    more = [Event("proceedings_withdrawn", on="2026-08-03"), Event("proceedings_reinstated", on="2026-10-05")]
    found = response(*more, as_of="2026-10-06")
    assert (found.state, found.earliest, found.is_breach) == (State.UNKNOWN, date(2026, 9, 22), False)


def test_a_response_never_given_stays_a_breach_after_the_decision() -> None:
    more = [Event("hearing_held", on="2026-12-10"), Event("tribunal_decision_sent", on="2026-12-17")]
    assert response(*more, as_of="2026-12-18").is_breach


def test_a_direction_does_not_count_from_the_hearing_of_an_appeal_that_is_over() -> None:
    act = {"act": "send_attendance_form", "before": "2 weeks", "of": "hearing"}
    over = [LISTED, Event("hearing_held", on="2026-06-15"), Event("tribunal_decision_sent", on="2026-06-29")]
    second = [Event("appeal_received", on="2027-01-11"), directed("2027-02-01", act)]
    found = evaluate(Case("A1", [RECEIVED, *over, *second]), "2027-02-02")["tribunal_hearing.attendance_form"]
    assert (found.state, found.settled_by) == (State.UNKNOWN, "the `hearing` day of hearing_listed")


# The hour. ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "at", "state"),
    [
        ("2026-09-22", "17:00", State.MET),
        ("2026-09-22", "17:01", State.MET_LATE),
        ("2026-09-22", "17:00:01", State.MET_LATE),
        ("2026-09-22", None, State.MET),
        ("2026-09-21", "23:59", State.MET),
        ("2026-09-23", "00:01", State.MET_LATE),
    ],
)
def test_by_five_on_the_last_day(on: str, at: str | None, state: State) -> None:
    found = response(Event("appeal_response_received", on=on, at=at), as_of="2026-09-24")
    assert (found.state, found.by_hour) == (state, time(17))
    assert "It must be done by 17:00 on the last day." in said(found)


def test_late_by_the_hour_is_said() -> None:
    found = response(Event("appeal_response_received", on="2026-09-22", at="17:01"), as_of="2026-09-24")
    assert found.is_breach
    assert found.is_late_by_the_hour
    assert found.days_late(date(2026, 9, 24)) == 0
    assert "17:01 is after 17:00, so it was done too late on its last day." in said(found)


def test_a_directed_day_has_its_hour_too() -> None:
    direction = directed("2026-07-14", {"act": ACT, "due": "2026-08-28"})
    late = Event("appeal_response_received", on="2026-08-28", at="17:30")
    assert response(direction, late, as_of="2026-08-31").state is State.MET_LATE


# Under the Regulations no hour is given: the whole of the last day is there.
def test_no_hour_counts_under_the_regulations() -> None:
    asked = Event("assessment_request_received", on="2026-01-05")
    told = Event("assessment_refused", on="2026-02-16", at="23:59")  # six weeks to the day
    found = evaluate(Case("A1", [asked, told]), "2026-02-17")["ehc_assessment.decision"]
    assert (found.state, found.by_hour) == (State.MET, None)


def test_the_earlier_of_two_on_the_last_day_counts() -> None:
    late = Event("appeal_response_received", on="2026-09-22", at="17:30")
    before = Event("appeal_response_received", on="2026-09-22", at="16:30")
    assert response(late, before, as_of="2026-09-24").state is State.MET
    assert response(before, late, as_of="2026-09-24").state is State.MET


@pytest.mark.parametrize("at", ["5pm", "17.00", "17", "25:00", "", 17, True])
def test_what_is_no_time_of_day(at: Any) -> None:
    told = f"appeal_received, at: {at!r} is not a time of day; write it as hour:minute, such as 16:30"
    with pytest.raises(CaseError) as error:
        Event("appeal_received", on="2026-07-01", at=at)
    assert str(error.value) == told


def test_a_time_of_day_goes_through_json() -> None:
    event = Event("appeal_received", on="2026-07-01", at=time(16, 30))
    assert event.to_dict() == {"event": "appeal_received", "on": "2026-07-01", "at": "16:30"}
    case = Case("A1", [event, directed("2026-07-14", {"act": ACT, "due": date(2026, 8, 28)})])
    assert Case.from_dict(case.to_dict()).to_dict() == case.to_dict()
    assert case.to_dict()["events"][1]["acts"] == [{"act": ACT, "due": "2026-08-28"}]


@pytest.mark.parametrize(
    ("event", "more", "said"),
    [
        (
            "directions_issued",
            {"act": "decide on reinstatement", "due": "2026-09-01"},
            "`act` is 'decide on reinstatement'",
        ),
        (
            "directions_issued",
            {"acts": [{"act": "serve_judicial_review_claim", "due": "2026-09-01"}]},
            "act 1 of `acts`: `act` is 'serve_judicial_review_claim'",
        ),
        ("upper_tribunal_directions_issued", {"act": ACT, "due": "2026-09-01"}, f"`act` is '{ACT}'"),
        ("mediation_timetable_agreed", {"act": ACT, "due": "2026-09-01"}, f"`act` is '{ACT}'"),
    ],
)
def test_an_act_of_other_proceedings_cannot_be_directed(event, more, said):
    with pytest.raises(CaseError) as caught:
        evaluate(Case("A1", [Event(event, on="2026-07-14", **more)]), "2026-07-20")
    start = f"case A1, {event} on 2026-07-14: {said}, which is no act that can be directed here; "
    assert str(caught.value).startswith(start)

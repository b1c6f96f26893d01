"""Directions over whole proceedings: acts that are due only as directed, two disputes at a time, directions that are
spent, and acts that are asked for again once they were done."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from send_deadlines import Case, Deadline, Evaluation, Event, State, evaluate

EVIDENCE = "tribunal_hearing.health_and_social_care_evidence"
EVIDENCE_ACT = "send_health_and_social_care_evidence"
WORKING = "tribunal_hearing.first_working_document"
WORKING_ACT = "send_first_working_document"
BUNDLE = "tribunal_hearing.bundle"
BUNDLE_ACT = "send_hearing_bundle"
RESPONSE = "tribunal_appeal.response"
RESPONSE_ACT = "respond_to_appeal"
MISSING = "tribunal_appeal.missing_documents"
MISSING_ACT = "send_missing_appeal_documents"


def result(as_of: str, *events: Event) -> Evaluation:
    return evaluate(Case("A1", events), as_of)


def one(rule: str, as_of: str, *events: Event) -> Deadline:
    found = result(as_of, *events)[rule]
    assert isinstance(found, Deadline)
    return found


def directed(on: str, *acts: dict[str, Any], about: str | None = None) -> Event:
    return Event("directions_issued", on, about=about, acts=list(acts))


def asked(on: str, act: str, due: str | None = None, about: str | None = None, **more: Any) -> Event:
    return directed(on, {"act": act, **({"due": due} if due else {}), **more}, about=about)


def dates(result_: Evaluation, rule: str) -> list[tuple[str | None, date | None, State]]:
    return [(each.about, each.due, each.state) for each in result_.all(rule)]


# As directed. --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "events",
    [
        (),
        (Event("appeal_received", "2026-03-02"), Event("appeal_papers_received", "2026-03-16")),
        (Event("hearing_listed", "2026-03-16", hearing="2026-09-14"),),
        (asked("2026-03-16", BUNDLE_ACT, "2026-08-28"),),
        (asked("2026-03-16", EVIDENCE_ACT, not_required=True),),
        (Event("health_and_social_care_evidence_sent", "2026-05-01"),),
    ],
)
def test_what_is_due_only_as_directed_is_not_there_without_a_direction(events: tuple[Event, ...]) -> None:
    assert EVIDENCE not in result("2026-06-01", *events)


def test_a_direction_starts_it_and_fixes_its_day() -> None:
    found = one(EVIDENCE, "2026-03-16", asked("2026-03-16", EVIDENCE_ACT, "2026-05-29"))
    assert (found.due, found.started_on, found.state) == (date(2026, 5, 29), date(2026, 3, 16), State.RUNNING)
    assert (found.strength, found.directed_on, found.usual_due) == ("directed", date(2026, 3, 16), None)


def test_an_act_that_is_named_without_a_day_is_unknown() -> None:
    found = one(EVIDENCE, "2026-03-16", asked("2026-03-16", EVIDENCE_ACT))
    assert (found.state, found.due, found.settled_by) == (State.UNKNOWN, None, "the day the direction fixes")


def test_a_later_direction_gives_the_day_that_was_wanting() -> None:
    found = one(
        EVIDENCE, "2026-03-30", asked("2026-03-16", EVIDENCE_ACT), asked("2026-03-30", EVIDENCE_ACT, "2026-05-29")
    )
    assert (found.due, found.state) == (date(2026, 5, 29), State.RUNNING)


def test_one_deadline_however_often_the_day_is_changed() -> None:
    events = [asked("2026-03-16", EVIDENCE_ACT, "2026-05-29")]
    for on, due in (("2026-04-01", "2026-06-12"), ("2026-05-01", "2026-05-15"), ("2026-05-11", "2026-06-26")):
        events.append(asked(on, EVIDENCE_ACT, due))
    found = result("2026-05-12", *events)
    assert dates(found, EVIDENCE) == [(None, date(2026, 6, 26), State.RUNNING)]
    assert dates(result("2026-05-10", *events), EVIDENCE) == [(None, date(2026, 5, 15), State.RUNNING)]


def test_done_ends_it_and_late_is_late() -> None:
    direction = asked("2026-03-16", EVIDENCE_ACT, "2026-05-29")
    in_time = one(EVIDENCE, "2026-06-01", direction, Event("health_and_social_care_evidence_sent", "2026-05-29"))
    late = one(
        EVIDENCE, "2026-06-01", direction, Event("health_and_social_care_evidence_sent", "2026-05-29", at="17:01")
    )
    assert (in_time.state, in_time.is_breach) == (State.MET, False)
    assert (late.state, late.is_breach, late.is_late_by_the_hour) == (State.MET_LATE, True, True)


def test_more_time_given_after_the_day_had_gone_brings_it_back() -> None:
    first, more = asked("2026-03-16", EVIDENCE_ACT, "2026-05-29"), asked("2026-06-02", EVIDENCE_ACT, "2026-06-12")
    assert one(EVIDENCE, "2026-06-01", first).state is State.OVERDUE
    assert dates(result("2026-06-02", first, more), EVIDENCE) == [(None, date(2026, 6, 12), State.RUNNING)]
    sent = Event("health_and_social_care_evidence_sent", "2026-06-12")
    assert one(EVIDENCE, "2026-06-12", first, more, sent).state is State.MET


def test_what_is_no_longer_required_can_be_required_again() -> None:
    first, off = asked("2026-03-16", EVIDENCE_ACT, "2026-05-29"), asked("2026-04-01", EVIDENCE_ACT, not_required=True)
    on = asked("2026-04-20", EVIDENCE_ACT, "2026-06-12")
    assert one(EVIDENCE, "2026-04-02", first, off).state is State.ENDED
    found = result("2026-04-20", first, off, on).all(EVIDENCE)
    assert [(each.due, each.state) for each in found if each.is_open] == [(date(2026, 6, 12), State.RUNNING)]


@pytest.mark.parametrize(
    ("acts", "due"),
    [
        # Mon 16 March 2026 + 21: Mon 6 April, Easter Monday; so Tue 7.
        ({"within": "3 weeks", "of": "directions"}, "2026-04-07"),
        # From the response of Mon 27 April: 28, 29, 30, 1 May; Mon 4 May shut; 5, 6, 7, 8, 11, Tue 12.
        ({"within": "10 working days", "of": "response"}, "2026-05-12"),
        # Back from Mon 15 June: 12, 11, 10, 9, 8, 5, 4, 3, 2, Mon 1 June is the tenth; clear, so Fri 29 May.
        ({"before": "10 working days", "of": "hearing", "clear_days": True}, "2026-05-29"),
        ({"before": "10 working days", "of": "hearing", "clear_days": False}, "2026-06-01"),
    ],
)
def test_time_before_or_after_another_day(acts: dict[str, Any], due: str) -> None:
    events = [
        Event("hearing_listed", "2026-03-16", hearing="2026-06-15"),
        Event("appeal_response_received", "2026-04-27"),
        directed("2026-03-16", {"act": EVIDENCE_ACT, **acts}),
    ]
    assert one(EVIDENCE, "2026-04-27", *events).due == date.fromisoformat(due)


def test_both_parties_have_the_day_and_each_meets_its_own() -> None:
    direction = asked("2026-03-16", "send_case_review_form", "2026-05-29")
    sent = Event("family_case_review_form_sent", "2026-05-20")
    found = result("2026-06-01", direction, sent)
    assert found["tribunal_hearing.family_case_review_form"].state is State.MET
    assert found["tribunal_hearing.case_review_form"].state is State.OVERDUE
    for rule in ("tribunal_hearing.case_review_form", "tribunal_hearing.family_case_review_form"):
        assert found[rule].due == date(2026, 5, 29)
        assert found[rule].governed_by is None


def test_one_letter_fixes_many_days_and_touches_nothing_else() -> None:
    letter = directed(
        "2026-03-16",
        {"act": RESPONSE_ACT, "due": "2026-04-27"},
        {"act": WORKING_ACT, "due": "2026-04-27"},
        {"act": EVIDENCE_ACT, "due": "2026-05-29"},
        {"act": BUNDLE_ACT, "due": "2026-06-12"},
    )
    found = result("2026-03-16", Event("appeal_papers_received", "2026-03-16"), letter)
    shown = {each.rule: each.due for each in found.deadlines if each.directed_on is not None}
    assert shown == {
        RESPONSE: date(2026, 4, 27),
        "tribunal_appeal.not_oppose": date(2026, 4, 27),
        WORKING: date(2026, 4, 27),
        EVIDENCE: date(2026, 5, 29),
        BUNDLE: date(2026, 6, 12),
    }


# Two disputes at a time. ---------------------------------------------------------------------------------------------

TWO = [Event("appeal_papers_received", "2026-03-16", about=name) for name in ("contents", "ceasing")]
"""Thirty working days from Mon 16 March 2026: 20 is 4; 27 is 9; Thu 2 Apr is 13; 10 is 17; 17 is 22; 24 is 27;
Wed 29 is 30."""
USUAL = date(2026, 4, 29)


def test_a_direction_in_one_dispute_changes_nothing_in_the_other() -> None:
    found = result("2026-03-20", *TWO, asked("2026-03-20", RESPONSE_ACT, "2026-05-15", about="contents"))
    assert sorted(dates(found, RESPONSE), key=str) == [
        ("ceasing", USUAL, State.RUNNING),
        ("contents", date(2026, 5, 15), State.RUNNING),
    ]
    assert [(each.about, each.strength) for each in found.all(RESPONSE, "ceasing")] == [("ceasing", "statutory")]


def test_each_dispute_has_its_own_directed_days() -> None:
    one_, other = (
        asked("2026-03-20", EVIDENCE_ACT, "2026-05-15", about="contents"),
        asked("2026-03-20", EVIDENCE_ACT, "2026-05-22", about="ceasing"),
    )
    sent = Event("health_and_social_care_evidence_sent", "2026-05-14", about="contents")
    found = result("2026-05-25", *TWO, one_, other, sent)
    assert sorted(dates(found, EVIDENCE), key=str) == [
        ("ceasing", date(2026, 5, 22), State.OVERDUE),
        ("contents", date(2026, 5, 15), State.MET),
    ]


def test_hearings_of_two_disputes_are_counted_back_from_each() -> None:
    """Back from Mon 15 June 2026: Fri 29 May, as above. From Mon 22 June: Fri 19 is 1; 15 is 5; Mon 8 is 10; Fri 5."""
    words = {"act": EVIDENCE_ACT, "before": "10 working days", "of": "hearing", "clear_days": True}
    events = [
        Event("hearing_listed", "2026-03-20", hearing="2026-06-15", about="contents"),
        Event("hearing_listed", "2026-03-20", hearing="2026-06-22", about="ceasing"),
        directed("2026-03-20", words, about="contents"),
        directed("2026-03-20", words, about="ceasing"),
    ]
    found = result("2026-03-20", *events)
    assert [each.due for each in found.all(EVIDENCE, "contents")] == [date(2026, 5, 29)]
    assert [each.due for each in found.all(EVIDENCE, "ceasing")] == [date(2026, 6, 5)]
    vacated = Event("hearing_vacated", "2026-04-01", about="contents")
    found = result("2026-04-01", *events, vacated)
    assert [each.state for each in found.all(EVIDENCE, "contents")] == [State.UNKNOWN]
    assert [each.due for each in found.all(EVIDENCE, "ceasing")] == [date(2026, 6, 5)]


def test_the_end_of_one_dispute_ends_only_its_own_directed_acts() -> None:
    events = [
        asked("2026-03-20", EVIDENCE_ACT, "2026-05-15", about="contents"),
        asked("2026-03-20", EVIDENCE_ACT, "2026-05-22", about="ceasing"),
        Event("proceedings_withdrawn", "2026-04-01", about="ceasing"),
    ]
    found = result("2026-04-02", *TWO, *events)
    assert sorted(dates(found, EVIDENCE), key=str) == [
        ("ceasing", date(2026, 5, 22), State.ENDED),
        ("contents", date(2026, 5, 15), State.RUNNING),
    ]


def test_a_replacement_in_one_dispute_does_not_end_the_direction_in_the_other() -> None:
    events = [
        asked("2026-03-20", EVIDENCE_ACT, "2026-05-15", about="contents"),
        asked("2026-03-20", EVIDENCE_ACT, "2026-05-22", about="ceasing"),
        asked("2026-04-01", EVIDENCE_ACT, "2026-06-05", about="ceasing"),
        asked("2026-04-02", EVIDENCE_ACT, not_required=True, about="ceasing"),
    ]
    found = result("2026-04-02", *TWO, *events)
    assert [(each.due, each.state) for each in found.all(EVIDENCE, "contents")] == [(date(2026, 5, 15), State.RUNNING)]
    assert [each.state for each in found.all(EVIDENCE, "ceasing")] == [State.ENDED]


# Directions that are spent. ------------------------------------------------------------------------------------------

ENDINGS = [
    Event("proceedings_withdrawn", "2026-05-01"),
    Event("proceedings_struck_out", "2026-05-01", ground="other"),
    Event("appeal_ended", "2026-05-01"),
    Event("tribunal_decision_sent", "2026-05-01"),
    Event("tribunal_order_made", "2026-05-01", order="assess"),
    Event("appeal_not_opposed", "2026-05-01", appeal="contents"),
]
NAMES = [each.event for each in ENDINGS]


@pytest.mark.parametrize("end", ENDINGS, ids=NAMES)
def test_a_direction_in_an_appeal_that_is_over_says_nothing_of_the_next(end: Event) -> None:
    """The second appeal's papers came on Tue 1 September 2026: Fri 4 is 3; 11 is 8; 18 is 13; 25 is 18; 2 Oct 23; 9 is
    28; Tue 13 is 30."""
    events = [
        Event("appeal_papers_received", "2026-03-16"),
        asked("2026-03-20", RESPONSE_ACT, "2026-05-15"),
        end,
        Event("appeal_papers_received", "2026-09-01"),
    ]
    found = [each for each in result("2026-09-02", *events).all(RESPONSE) if each.is_open]
    assert [(each.started_on, each.due, each.strength) for each in found] == [
        (date(2026, 9, 1), date(2026, 10, 13), "statutory")
    ]


@pytest.mark.parametrize("end", ENDINGS, ids=NAMES)
def test_what_is_due_only_as_directed_ends_with_the_appeal_and_a_new_direction_starts_it_afresh(end: Event) -> None:
    first, second = asked("2026-03-20", EVIDENCE_ACT, "2026-05-15"), asked("2026-09-08", EVIDENCE_ACT, "2026-11-06")
    over = result("2026-05-02", first, end)
    assert [each.state for each in over.all(EVIDENCE)] == [State.ENDED]
    found = result("2026-09-08", first, end, second).all(EVIDENCE)
    assert [(each.due, each.state) for each in found] == [
        (date(2026, 5, 15), State.ENDED),
        (date(2026, 11, 6), State.RUNNING),
    ]


def test_a_release_in_an_appeal_that_is_over_does_not_release_in_the_next() -> None:
    events = [
        Event("appeal_papers_received", "2026-03-16"),
        asked("2026-03-20", RESPONSE_ACT, not_required=True),
        Event("proceedings_withdrawn", "2026-05-01"),
        Event("appeal_papers_received", "2026-09-01"),
    ]
    found = [each for each in result("2026-09-02", *events).all(RESPONSE) if each.is_open]
    assert [(each.started_on, each.due) for each in found] == [(date(2026, 9, 1), date(2026, 10, 13))]


def test_directions_that_come_before_the_papers_are_of_the_same_appeal() -> None:
    events = [asked("2026-03-13", RESPONSE_ACT, "2026-05-15"), Event("appeal_papers_received", "2026-03-16")]
    found = result("2026-03-16", *events)
    assert [(each.due, each.strength) for each in found.all(RESPONSE) if each.is_open] == [
        (date(2026, 5, 15), "directed")
    ]


def test_proceedings_put_back_have_their_directed_days_again() -> None:
    events = [
        asked("2026-03-20", EVIDENCE_ACT, "2026-06-26"),
        Event("proceedings_withdrawn", "2026-05-01"),
        Event("proceedings_reinstated", "2026-05-20"),
    ]
    assert [each.state for each in result("2026-05-19", *events).all(EVIDENCE)] == [State.ENDED]
    assert dates(result("2026-05-20", *events), EVIDENCE) == [(None, date(2026, 6, 26), State.RUNNING)]
    later = asked("2026-05-20", EVIDENCE_ACT, "2026-07-10")
    assert dates(result("2026-05-21", *events, later), EVIDENCE) == [(None, date(2026, 7, 10), State.RUNNING)]


# Asked for again once it was done. -----------------------------------------------------------------------------------

FIRST = asked("2026-03-20", EVIDENCE_ACT, "2026-05-15")
SENT = Event("health_and_social_care_evidence_sent", "2026-05-13")


def test_an_act_that_is_asked_for_again_is_due_again() -> None:
    again = asked("2026-06-01", EVIDENCE_ACT, "2026-06-26", again=True)
    found = result("2026-06-02", FIRST, SENT, again).all(EVIDENCE)
    assert [(each.due, each.state) for each in found] == [
        (date(2026, 5, 15), State.MET),
        (date(2026, 6, 26), State.RUNNING),
    ]
    done = Event("health_and_social_care_evidence_sent", "2026-06-26")
    found = result("2026-06-29", FIRST, SENT, again, done).all(EVIDENCE)
    assert [(each.done_on, each.state) for each in found] == [
        (date(2026, 5, 13), State.MET),
        (date(2026, 6, 26), State.MET),
    ]
    assert [each.is_breach for each in result("2026-06-29", FIRST, SENT, again).all(EVIDENCE)] == [False, True]


def test_asked_for_three_times() -> None:
    events = [
        FIRST,
        SENT,
        asked("2026-06-01", EVIDENCE_ACT, "2026-06-26", again=True),
        Event("health_and_social_care_evidence_sent", "2026-06-25"),
        asked("2026-07-06", EVIDENCE_ACT, "2026-07-24", again=True),
    ]
    assert dates(result("2026-07-07", *events), EVIDENCE) == [
        (None, date(2026, 5, 15), State.MET),
        (None, date(2026, 6, 26), State.MET),
        (None, date(2026, 7, 24), State.RUNNING),
    ]


def test_the_same_day_said_again_after_it_was_done_asks_for_nothing() -> None:
    """Another letter that repeats the timetable."""
    again = asked("2026-05-14", EVIDENCE_ACT, "2026-05-15")
    assert dates(result("2026-06-01", FIRST, SENT, again), EVIDENCE) == [(None, date(2026, 5, 15), State.MET)]


def test_time_that_had_gone_when_it_was_given_excuses_what_was_late_and_asks_for_nothing() -> None:
    """Sent on 20 May, for the 15th; on 1 June the Tribunal lets it in, and puts the day at 22 May."""
    late = Event("health_and_social_care_evidence_sent", "2026-05-20")
    assert one(EVIDENCE, "2026-05-21", FIRST, late).is_breach
    found = result("2026-06-02", FIRST, late, asked("2026-06-01", EVIDENCE_ACT, "2026-05-22"))
    assert dates(found, EVIDENCE) == [(None, date(2026, 5, 22), State.MET)]


def test_what_was_done_and_is_then_not_required_stays_done() -> None:
    off = asked("2026-06-01", EVIDENCE_ACT, not_required=True)
    assert dates(result("2026-06-02", FIRST, SENT, off), EVIDENCE) == [(None, date(2026, 5, 15), State.MET)]


def test_asked_for_again_in_one_dispute_only() -> None:
    def named(event: Event, name: str) -> Event:
        return Event(event.event, event.on, about=name, **event.more)

    events = [named(each, name) for each in (FIRST, SENT) for name in ("contents", "ceasing")]
    again = asked("2026-06-01", EVIDENCE_ACT, "2026-06-26", about="ceasing", again=True)
    found = result("2026-06-02", *events, again)
    assert [each.state for each in found.all(EVIDENCE, "contents")] == [State.MET]
    assert [each.state for each in found.all(EVIDENCE, "ceasing")] == [State.MET, State.RUNNING]


def test_a_bundle_that_was_sent_counts_though_the_hearing_is_moved() -> None:
    """Back from Mon 15 June 2026: Fri 29 May. Moved to Mon 14 September: 11 is 1; 7 is 5; Fri 4 is 6; Tue 1 is 9; Fri
    31 July is 10; clear, so Thu 30 July."""
    events = [
        Event("hearing_listed", "2026-03-16", hearing="2026-06-15"),
        asked("2026-03-16", BUNDLE_ACT, before="10 working days", of="hearing", clear_days=True),
        Event("hearing_bundle_sent", "2026-05-28"),
        Event("hearing_listed", "2026-06-08", hearing="2026-09-14"),
    ]
    assert [each.due for each in result("2026-06-07", *events).all(BUNDLE)] == [date(2026, 5, 29)]
    found = result("2026-06-09", *events).all(BUNDLE)
    assert {each.state for each in found} == {State.MET}
    assert (found[-1].due, found[-1].done_on) == (date(2026, 7, 30), date(2026, 5, 28))
    again = asked("2026-06-09", "send_hearing_bundle_again", "2026-09-01")
    assert one("tribunal_hearing.bundle_again", "2026-06-10", *events, again).due == date(2026, 9, 1)
    assert not [each for each in result("2026-08-31", *events).all(BUNDLE) if each.is_breach]


FORM, FORM_ACT = "tribunal_hearing.attendance_form", "send_attendance_form"
LISTED = Event("hearing_listed", "2026-03-16", hearing="2026-06-15")
BY_HEARING = asked("2026-03-16", FORM_ACT, before="10 working days", of="hearing", clear_days=True)
"""Fri 29 May 2026, as above."""


def test_what_was_in_time_is_not_late_because_the_hearing_is_brought_forward() -> None:
    """Sent on 15 May; on 20 May the hearing is brought forward to Thu 28 May: too near for ten days."""
    sent = Event("respondent_attendance_form_sent", "2026-05-15")
    forward = Event("hearing_listed", "2026-05-20", hearing="2026-05-28")
    found = result("2026-05-21", LISTED, BY_HEARING, sent, forward).all(FORM)
    assert {(each.state, each.is_breach, each.done_on) for each in found} == {(State.MET, False, date(2026, 5, 15))}


def test_what_was_late_stays_late_though_the_hearing_is_put_off() -> None:
    """Sent on 2 June, for 29 May; on 8 June the hearing is moved to September."""
    sent = Event("respondent_attendance_form_sent", "2026-06-02")
    later = Event("hearing_listed", "2026-06-08", hearing="2026-09-14")
    for as_of in ("2026-06-02", "2026-06-09"):
        found = result(as_of, LISTED, BY_HEARING, sent, later).all(FORM)
        assert [(each.due, each.state, each.is_breach) for each in found] == [(date(2026, 5, 29), State.MET_LATE, True)]


def test_missing_documents_asked_for_twice() -> None:
    """The registration letter, and after what came was not all, another."""
    events = [
        asked("2026-03-16", MISSING_ACT, "2026-03-30"),
        Event("missing_appeal_documents_sent", "2026-03-27"),
        asked("2026-04-08", MISSING_ACT, "2026-04-22", again=True),
    ]
    assert dates(result("2026-04-23", *events), MISSING) == [
        (None, date(2026, 3, 30), State.MET),
        (None, date(2026, 4, 22), State.OVERDUE),
    ]


def test_directions_that_do_not_say_which_of_two_disputes_they_are_about_are_told() -> None:
    """They are taken for each, and a problem says so: the day shown may be another dispute's."""
    found = result("2026-03-21", *TWO, asked("2026-03-20", RESPONSE_ACT, "2026-05-15"))
    assert ["which dispute it is about" in each.what for each in found.problems] == [True]
    named = [each for each in found.all(RESPONSE) if each.about is not None]
    assert {(each.due, each.strength) for each in named} == {(date(2026, 5, 15), "directed")}

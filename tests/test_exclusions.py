"""Lives of excluded pupils in which things come in an odd order: no breach that is none, and none that is unseen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from send_deadlines import Case, CaseError, Event, State, evaluate, load_school_calendar

SCHOOL = load_school_calendar(Path(__file__).parents[1] / "examples" / "ashdown_academy.toml")
FACTS = {
    "school_kind": "academy", "has_social_worker": False, "has_virtual_school_head": False,
    "home_authority_differs": False,
}  # fmt: skip


def event(name: str, on: str, **more: Any) -> Event:
    return Event(name, on=on, about="one", **more)


EXCLUDED = event(
    "pupil_permanently_excluded", "2026-01-12", took_place="2026-01-12", misses_examination=False,
    compulsory_school_age=True,
)  # fmt: skip


def look(as_of: str, *events: Event):
    return evaluate(Case("P1", [EXCLUDED, *events], facts=FACTS, calendars={"school": SCHOOL}), as_of)


def breaches(result) -> set[str]:
    return {each.rule for each in result.breaches}


@pytest.mark.parametrize("cancelled", ["2026-01-14", "2026-01-15"])
def test_a_board_that_is_told_of_an_exclusion_after_it_was_cancelled_has_nothing_to_decide(cancelled):
    told = event("exclusion_notified_to_board", "2026-01-15")
    result = look("2026-03-02", told, event("exclusion_cancelled", cancelled, back=cancelled))
    assert "exclusion.board_decides_permanent" not in breaches(result)
    assert all(each.state is State.ENDED for each in result.all("exclusion.board_decides_permanent"))


def test_a_board_that_has_decided_before_the_letter_came_has_decided():
    decided = event("reinstatement_decided", "2026-01-20", outcome="not_reinstated")
    result = look("2026-03-02", decided, event("exclusion_notified_to_board", "2026-01-22"))
    assert "exclusion.board_decides_permanent" not in breaches(result)


def test_a_board_that_is_told_twice_has_the_days_since_it_was_first_told():
    told = [event("exclusion_notified_to_board", day) for day in ("2026-01-12", "2026-01-22")]
    result = look("2026-03-02", *told)
    # Mon 12 January 2026: 13-16 are 4, 19-23 are 9, 26-30 are 14, Mon 2 February is 15.
    assert [each.due for each in result.all("exclusion.board_decides_permanent")] == [date(2026, 2, 2)]
    assert "recorded on 2026-01-12 and again on 2026-01-22" in str(result.problems[0])


NOTICE = event("reinstatement_refusal_notice_given", "2026-01-26", method="delivered")
BOARD = [
    event("exclusion_notified_to_board", "2026-01-12"),
    event("reinstatement_decided", "2026-01-23", outcome="not_reinstated"),
    NOTICE,
]


def test_reconsidering_before_the_written_notice_is_reconsidering():
    events = [
        event("review_applied_for", "2026-01-28", method="delivered"),
        event("review_decided", "2026-02-24", outcome="quashed"),
        event("exclusion_reconsidered", "2026-02-25", outcome="reinstated"),
        event("review_decision_notified", "2026-02-26", method="delivered"),
    ]
    assert "exclusion_review.reconsider" not in look("2026-04-20", *BOARD, *events)


def test_a_copy_of_the_panel_s_decision_begins_no_days_of_its_own():
    events = [
        event("review_applied_for", "2026-01-28", method="delivered"),
        event("review_decided", "2026-02-24", outcome="quashed"),
        event("review_decision_notified", "2026-02-25", method="delivered"),
        event("review_decision_notified", "2026-02-27", method="first_class_post"),
    ]
    found = look("2026-04-20", *BOARD, *events).all("exclusion_review.reconsider")
    # Wed 25 February 2026: 26 and 27 are 2, 2-6 March are 7, Mon 9, 10 and Wed 11 are 8 to 10.
    assert [each.due for each in found] == [date(2026, 3, 11)]


def test_who_has_given_up_the_right_to_a_review_sets_no_clock_by_applying():
    events = [event("review_waived", "2026-01-29"), event("review_applied_for", "2026-02-05", method="delivered")]
    result = look("2026-04-20", *BOARD, *events)
    for rule in ("hold", "arrange", "ask_who_can_attend"):
        assert f"exclusion_review.{rule}" not in result


# Notice on Mon 26 January 2026: 27-30 are 4, 2-6 February 9, 9-13 14; half-term; Mon 23 is 15.
LATE = event("review_applied_for", "2026-02-23", method="first_class_post")  # made on Wed 25


def test_an_application_that_is_made_too_late_keeps_no_name_on_the_register():
    deleted = event("register_name_deleted", "2026-02-24")
    result = look("2026-03-02", *BOARD, LATE, deleted, event("deletion_return_made", "2026-02-24"))
    wait = result["after_exclusion.no_deletion_while_review_open"]
    assert (wait.due, wait.state) == (date(2026, 2, 23), State.MET)
    assert not {each for each in breaches(result) if each.startswith("after_exclusion.")}


def test_an_application_whose_day_is_not_known_keeps_it_on():
    unknown = event("review_applied_for", "2026-02-23", method="email")
    wait = look("2026-02-25", *BOARD, unknown)["after_exclusion.no_deletion_while_review_open"]
    assert wait.state is State.WAITING


def test_what_was_missed_before_a_review_stays_missed_once_the_panel_has_decided():
    events = [
        event("review_applied_for", "2026-01-28", method="delivered"),
        event("review_panel_date_fixed", "2026-02-02", meeting="2026-02-26"),
        event("review_panel_met", "2026-02-26"),
    ]
    decided = event("review_decided", "2026-02-27", outcome="upheld")
    before, after = (breaches(look(day, *BOARD, *events, decided)) for day in ("2026-02-26", "2026-03-02"))
    assert {"exclusion_review.papers"} <= before
    assert before <= after


def test_a_pupil_is_not_back_before_the_exclusion_was_cancelled():
    with pytest.raises(CaseError, match="its `back` is 2026-01-13, before its `on`"):
        look("2026-03-02", event("exclusion_cancelled", "2026-01-14", back="2026-01-13"))


def test_a_calendar_that_was_not_given_is_asked_for():
    with pytest.raises(CaseError) as caught:
        evaluate(Case("P1", [EXCLUDED], calendars={"school": "Ashdown"}), "2026-01-12")
    asked = "case P1: its school calendar is 'Ashdown', which was not given; pass it in `calendars` "
    assert str(caught.value) == asked + "(on the command line: --calendar FILE)"

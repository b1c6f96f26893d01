"""What an event would change, before it happens."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_deadlines import Case, CaseError, Event, State, evaluate, what_if

REQUEST = Event("assessment_request_received", on="2026-01-05")
AGREED = Event("assessment_agreed", on="2026-02-12")
DRAFT = Event("draft_plan_sent", on="2026-05-06", served="2026-05-08")
CASE = Case("EHC-1042", [REQUEST, AGREED, DRAFT])


def plan_sent(on: str) -> Event:
    return Event("final_plan_sent", on=on)


def test_what_may_not_be_done_yet_says_from_when_it_may() -> None:
    """Served on Fri 8 May, the fifteenth day with that one is Fri 22 May: the plan may go on Sat 23 May."""
    made = what_if(CASE, plan_sent("2026-05-22"))
    (soon,) = made.too_soon
    assert (soon.event, soon.wait.rule, soon.may_from) == (
        "final_plan_sent",
        "ehc_assessment.representations",
        date(2026, 5, 23),
    )
    assert [each.rule for each in made.new_breaches] == ["ehc_assessment.representations"]
    allowed = what_if(CASE, plan_sent("2026-05-23"))
    assert (allowed.too_soon, allowed.new_breaches) == ((), ())


def test_what_it_would_start_meet_and_end() -> None:
    """Sent on Mon 25 May, the last of the twenty weeks; the two months of an appeal end on Sat 25 July, so Mon 27."""
    made = what_if(CASE, plan_sent("2026-05-25"))
    begun = {each.rule: each.after for each in made.changes if each.what == "appeared"}
    assert begun["tribunal_appeal.start"] == date(2026, 7, 27)
    assert made.after["ehc_assessment.final_plan"].state is State.MET
    assert made.before["ehc_assessment.final_plan"].state is State.DUE_TODAY
    assert "mediation.contact_adviser" in {each.rule for each in made.new_actions}
    assert set(made.new_actions) <= set(made.next_actions)


def test_the_case_is_not_changed() -> None:
    told = CASE.to_dict()
    what_if(CASE, plan_sent("2026-05-25"))
    assert CASE.to_dict() == told


def test_what_it_would_show_to_be_missed_is_a_new_breach() -> None:
    """A meeting of Mon 5 January: its report was due on the 19th, its decision on Mon 2 February; neither is there."""
    held = Event("review_meeting_held", on="2026-01-05")
    made = what_if(Case("A6", []), held, as_of="2026-02-03")
    assert {each.rule: each.due for each in made.new_breaches} == {
        "ehc_review.report": date(2026, 1, 19),
        "ehc_review.decision": date(2026, 2, 2),
    }


def test_what_is_late_already_is_no_new_breach() -> None:
    """Looked at on Fri 29 May the plan is overdue; a draft served again that day does not change that."""
    again = Event("draft_plan_sent", on="2026-05-29", served="2026-05-29")
    made = what_if(CASE, again)
    assert [each.rule for each in made.before.breaches] == ["ehc_assessment.final_plan"]
    assert made.new_breaches == ()


MEETING = Event("review_meeting_arranged", on="2026-01-20", meeting="2026-03-04")


def test_what_is_late_on_the_cautious_reading_only_is_said() -> None:
    """Two weeks before Wed 4 March: with both end days left out Tue 17 February, else Wed 18. Recorded on the 20th."""
    papers = Event("review_papers_circulated", on="2026-02-17")
    given = Event("review_meeting_notice_given", on="2026-02-18")
    made = what_if(Case("A7", [papers, given]), MEETING, as_of="2026-02-20")
    assert made.new_breaches == ()
    assert [(each.rule, each.due) for each in made.new_doubtful_breaches] == [
        ("ehc_review.meeting_notice", date(2026, 2, 17))
    ]
    given = Event("review_meeting_notice_given", on="2026-02-19")
    late = what_if(Case("A7", [papers, given]), MEETING, as_of="2026-02-20")
    assert [each.rule for each in late.new_breaches] == ["ehc_review.meeting_notice"]
    assert late.new_doubtful_breaches == ()


PLAN = Case("A8", [REQUEST, AGREED, DRAFT, Event("final_plan_sent", on="2026-05-25")])


@pytest.mark.parametrize(
    ("on", "at", "too_late"),
    [
        ("2026-07-27", None, False),
        ("2026-07-27", "16:59", False),
        ("2026-07-27", "17:01", True),
        ("2026-07-28", None, True),
    ],
)
def test_a_right_that_is_used_too_late_is_said(on, at, too_late) -> None:
    """Sent on Mon 25 May: two months end on Sat 25 July, so Mon 27 July, by five o'clock."""
    appeal = Event("appeal_received", on=on, appeal="contents", at=at)
    made = what_if(PLAN, appeal)
    assert [each.rule for each in made.too_late] == ["tribunal_appeal.start"] * too_late
    assert made.new_breaches == ()


def test_a_right_of_a_later_decision_is_not_too_late() -> None:
    """The first right ended on Mon 27 July 2026; the decision of Thu 20 May 2027 gives one to Tue 20 July."""
    kept = Case("A9", [*PLAN.events, Event("decision_to_keep_plan_sent", on="2027-05-20")])
    assert what_if(kept, Event("appeal_received", on="2027-06-28", appeal="contents")).too_late == ()


def test_what_could_not_be_worked_out_says_what_would_settle_it() -> None:
    made = what_if(Case("A10", []), Event("pupil_permanently_excluded", on="2026-01-12"))
    settled = {each.rule: each.settled_by for each in made.new_unknowns}
    assert settled["education_during_exclusion.from_sixth_day_after_permanent_exclusion"]
    assert what_if(PLAN, Event("born", on="2026-06-01")).new_unknowns == ()


def test_it_is_looked_at_once_the_letter_is_served() -> None:
    """Sent on Wed 20 May and served on Fri 29 May: the fifteenth day is Fri 12 June."""
    draft = Event("draft_plan_sent", on="2026-05-20", served="2026-05-29")
    made = what_if(Case("A11", [REQUEST, AGREED]), draft)
    assert made.after.as_of == date(2026, 5, 29)
    assert made.after["ehc_assessment.representations"].due == date(2026, 6, 12)


def test_what_is_planned_is_seen_before() -> None:
    """A meeting of Wed 4 March that is arranged on Tue 20 January."""
    made = what_if(Case("A12", []), MEETING)
    assert made.after.as_of == date(2026, 1, 20)
    assert made.after["ehc_review.meeting_notice"].due == date(2026, 2, 17)


def test_what_could_no_longer_be_kept() -> None:
    """Served again on Mon 11 May, the fifteen days end on Mon 25 May, the last day for the plan: first on the 26th."""
    again = Event("draft_plan_sent", on="2026-05-11", served="2026-05-11")
    (conflict,) = what_if(CASE, again).new_conflicts
    assert (conflict.limit, conflict.may_from) == ("ehc_assessment.final_plan", date(2026, 5, 26))
    assert what_if(CASE, Event("draft_plan_sent", on="2026-05-10", served="2026-05-10")).new_conflicts == ()


def test_a_wait_whose_end_is_not_known_is_said() -> None:
    """Nobody knows when the draft was served: no plan can be said to be allowed."""
    case = Case("A2", [REQUEST, Event("draft_plan_sent", on="2026-05-06")])
    (soon,) = what_if(case, plan_sent("2026-05-25")).too_soon
    assert soon.may_from is None
    assert soon.wait.settled_by == "the `served` day of draft_plan_sent"


def test_what_cannot_be_right_is_said() -> None:
    answer = Event("advice_received", on="2026-05-20", about="Dr Lee")
    (problem,) = what_if(CASE, answer).new_problems
    assert "advice_received on 2026-05-20 has nothing recorded before it" in str(problem)


def test_several_events() -> None:
    events = [Event("amendment_notice_sent", on="2026-06-01", served="2026-06-02"), plan_sent("2026-05-25")]
    made = what_if(CASE, events)
    assert made.after.as_of == date(2026, 6, 2)  # the day on which the notice was served
    assert made.events == tuple(events)
    assert "ehc_review.representations" in made.after


def test_a_later_day_to_look() -> None:
    made = what_if(CASE, plan_sent("2026-05-25"), as_of="2026-07-28")
    assert made.after["tribunal_appeal.start"].state is State.LAPSED


def test_events_after_the_day_are_not_seen() -> None:
    later = Case("A3", [*CASE.events, Event("assessment_request_withdrawn", on="2026-06-01")])
    assert what_if(later, plan_sent("2026-05-25")).after["ehc_assessment.final_plan"].state is State.MET


def test_an_event_about_which_the_law_says_nothing_more_changes_nothing() -> None:
    born = Event("born", on="2026-05-25")
    made = what_if(Case("A4", []), born)
    assert (made.changes, made.new_actions, made.too_soon) == ((), (), ())


def test_a_thousand_events() -> None:
    first = date(2026, 1, 5)
    many = [Event("advice_requested", on=first + timedelta(days=n), about=f"body {n}") for n in range(1_000)]
    made = what_if(Case("A5", [REQUEST]), many)
    assert len([each for each in made.changes if each.rule == "ehc_assessment.advice"]) == 1_000


@pytest.mark.parametrize(
    ("events", "as_of", "message"),
    [
        ([], None, 'what_if: no event is given; give one, such as Event("final_plan_sent", on=...)'),
        (["final_plan_sent"], None, "a str was given to what_if, not an Event; make it with Event(...)"),
        (
            plan_sent("2026-05-25"),
            "2026-05-24",
            "as_of: Sunday 24 May 2026 is before Monday 25 May 2026, the day of an event that is supposed; give that "
            "day or a later one, for nothing is seen before it happens",
        ),
        (
            Event("draft_plan_sent", on="2026-05-20", served="2026-05-29"),
            "2026-05-25",
            "as_of: Monday 25 May 2026 is before Friday 29 May 2026, the `served` day of draft_plan_sent that is "
            "supposed; give that day or a later one, for nothing is seen before it happens",
        ),
        (
            Event("final_plan_snt", on="2026-05-25"),
            None,
            "case EHC-1042: unknown event 'final_plan_snt'; did you mean 'final_plan_sent'?",
        ),
    ],
)
def test_what_cannot_be_supposed_is_told(events, as_of, message) -> None:
    with pytest.raises(CaseError) as caught:
        what_if(CASE, events, as_of)
    assert str(caught.value) == message


@settings(deadline=None, max_examples=60)
@given(day=st.dates(date(2026, 5, 8), date(2026, 8, 31)))
def test_it_is_the_difference_between_the_case_and_the_case_with_it(day: date) -> None:
    event = plan_sent(day.isoformat())
    made = what_if(CASE, event)
    after = evaluate(Case("EHC-1042", [*CASE.events, event]), day)
    told, worked_out = ([(each.rule, each.due, each.state) for each in one.deadlines] for one in (made.after, after))
    assert told == worked_out
    assert bool(made.too_soon) is (day <= date(2026, 5, 22))

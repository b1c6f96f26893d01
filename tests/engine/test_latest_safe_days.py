"""The latest safe day of a draft is given for the road the case is on, and no other."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from send_deadlines import Case, Event, evaluate

DRAFT, REASSESSED = "draft_plan_sent.served", "reassessed_draft_plan_sent.served"


def steps(*events: Event, as_of: str) -> set[str]:
    found = evaluate(Case("A1", events), as_of).latest_safe_days
    return {each.step for each in found}


REASSESSMENT = (
    Event("reassessment_request_received", on="2026-01-05"),
    Event("reassessment_refused", on="2026-01-19"),
    Event("appeal_not_opposed", on="2026-03-02", appeal="refusal_to_reassess"),
)


def test_after_a_refusal_to_reassess_only_the_draft_of_the_reassessment() -> None:
    assert steps(*REASSESSMENT, as_of="2026-03-03") == {REASSESSED}
    agreed = Event("reassessment_agreed", on="2026-03-09")
    assert steps(*REASSESSMENT, agreed, as_of="2026-03-10") == {REASSESSED}


def test_its_day() -> None:
    """14 weeks from Mon 2 March 2026 end on Mon 8 June; 24 May to 7 June are fifteen days."""
    (only,) = evaluate(Case("A1", REASSESSMENT), "2026-03-03").latest_safe_days
    assert (only.step, only.by) == (REASSESSED, date(2026, 5, 24))


def test_after_a_refusal_to_assess_only_the_first_draft() -> None:
    refused = Event("assessment_refused", on="2026-01-19")
    appeal = Event("appeal_not_opposed", on="2026-03-02", appeal="refusal_to_assess")
    assert steps(refused, appeal, as_of="2026-03-03") == {DRAFT}
    assert steps(appeal, as_of="2026-03-03") == {DRAFT}


def test_a_reassessment_of_years_ago_does_not_count() -> None:
    before = Event("reassessment_agreed", on="2020-01-20")
    ceased = Event("plan_ceased", on="2022-01-01")
    request = Event("assessment_request_received", on="2026-01-05")
    assert steps(before, ceased, request, as_of="2026-03-03") == {DRAFT}


def test_on_one_day_both_are_given() -> None:
    """Which of them is the one of this case cannot be known."""
    both = (
        Event("assessment_refused", on="2026-01-19"),
        Event("reassessment_refused", on="2026-01-19"),
        Event("tribunal_order_made", on="2026-03-02", order="assess"),
    )
    assert steps(*both, as_of="2026-03-03") == {DRAFT, REASSESSED}


@settings(deadline=None)
@given(st.dates(date(2015, 9, 1), date(2035, 8, 31)))
def test_it_is_always_the_one_whose_events_came_last(day: date) -> None:
    later = date.fromordinal(day.toordinal() + 1)
    order = Event("tribunal_order_made", on=date.fromordinal(day.toordinal() + 2), order="assess")
    for first, second, step in (
        ("assessment_refused", "reassessment_refused", REASSESSED),
        ("reassessment_refused", "assessment_refused", DRAFT),
    ):
        case = Case("A1", [Event(first, on=day), Event(second, on=later), order])
        found = evaluate(case, order.on).latest_safe_days
        assert {each.step for each in found} == {step}

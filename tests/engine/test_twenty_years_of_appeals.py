"""Twenty years of appeals, one a month, each with an ordinary life: no false breach, nothing left hanging, no crash."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest

from send_deadlines import Case, Deadline, Event, State, evaluate
from send_deadlines.calendars import Counting, WorkingDays, count_back, count_forward, parse_window

FIRST_YEAR, YEARS = 2015, 20
STARTING = Counting(
    "starting",
    working_days="tribunal",
    last_day="next working day",
    ends_in=(parse_window("25 December to 1 January"), parse_window("1 August to 31 August")),
)
OTHER_ACTS = Counting(
    "other acts",
    working_days="tribunal",
    last_day="next working day",
    left_out=(parse_window("25 December to 1 January"), parse_window("1 August to 31 August")),
)
KINDS = ["refusal_to_assess", "refusal_to_make_a_plan", "contents", "ceasing"]
ENDS = ["order", "consent", "unopposed", "withdrawn", "struck_out_and_back", "papers", "dismissed"]
DECISION = {
    "refusal_to_assess": "assessment_refused",
    "refusal_to_make_a_plan": "plan_refused",
    "contents": "final_plan_sent",
    "ceasing": "ceasing_notice_sent",
}
ORDER = {
    "refusal_to_assess": "assess",
    "refusal_to_make_a_plan": "make_a_plan",
    "contents": "amend_provision",
    "ceasing": "continue_plan",
}


class Life(NamedTuple):
    """One appeal: what happened, and the days on which to look."""

    name: str
    kind: str
    end: str
    events: tuple[Event, ...]


def working(start: date, days: int) -> date:
    """So many of the Tribunal's working days later, without August and Christmas."""
    return date.fromordinal(
        count_forward(start.toordinal(), WorkingDays(days), first_day_counted=False, counting=OTHER_ACTS).due
    )


def life(number: int) -> Life:
    """The appeal of one month: sent in it, appealed against in time, directed, answered, heard, decided, carried out.

    The day of the month, what is appealed against and how it ends vary with the number, and come round together only
    after many years.
    """
    year, month = divmod(FIRST_YEAR * 12 + number, 12)
    kind, end = KINDS[(number + number // 12) % len(KINDS)], ENDS[number % len(ENDS)]
    name = f"{year}-{month + 1:02}"
    sent = date(year, month + 1, 1 + number * 11 % 28)
    events: list[Event] = []

    def happens(event: str, on: date, **more: Any) -> date:
        events.append(Event(event, on, about=name, **more))
        return on

    def after(day: date, days: int) -> date:
        return day + timedelta(days=days)

    if kind == "ceasing":
        events.append(Event("plan_first_made", max(after(sent, -300), date(2014, 9, 1))))
        events.append(Event("review_meeting_held", after(sent, -21), attends="other_setting"))
        events.append(Event("decision_to_cease_plan_sent", sent))
    else:
        events.append(Event("assessment_request_received", after(sent, -120 if kind != "refusal_to_assess" else -40)))
    if kind in ("refusal_to_make_a_plan", "contents"):
        events.append(Event("assessment_agreed", after(sent, -80)))
    if kind == "contents":
        events.append(Event("draft_plan_sent", after(sent, -30), served=after(sent, -30)))
    events.append(Event(DECISION[kind], sent))
    happens("mediation_adviser_contacted", after(sent, 20))
    happens("mediation_declined", after(sent, 30))
    happens("mediation_certificate_issued", after(sent, 31))
    appeal = happens("appeal_received", after(sent, 50), appeal=kind, at="16:59")
    happens("appeal_documents_received", appeal)
    registered = happens("appeal_registered", working(appeal, 9))
    papers = happens("appeal_papers_received", registered)
    respond = working(papers, 30)
    hearing = working(respond, 45)
    evidence = working(respond, 20)
    bundle = date.fromordinal(count_back(hearing.toordinal(), WorkingDays(12), clear=True, counting=OTHER_ACTS).due)
    letter: list[dict[str, Any]] = [
        {"act": "respond_to_appeal", "due": respond},
        {"act": "send_last_evidence", "due": evidence},
        {"act": "send_case_review_form", "due": evidence},
        {"act": "send_hearing_bundle", "due": bundle},
    ]
    if end == "papers":
        letter.append({"act": "send_attendance_form", "not_required": True})
    else:
        letter.append({"act": "send_attendance_form", "before": "4 weeks", "of": "hearing"})
    happens("directions_issued", registered, acts=letter)
    if end != "papers":
        happens("hearing_listed", registered, hearing=hearing)
        happens("hearing_notice_sent", registered)
    if end == "unopposed":
        more = {"amendment_agreed": False} if kind == "ceasing" else {}
        day = happens("appeal_not_opposed", after(papers, 10), appeal=kind, **more)
        happens("withdrawal_notice_sent", after(day, 5))
        carried_out(kind, "appeal_not_opposed", day, events)
        happens("appeal_ended", after(day, 60))
        return Life(name, kind, end, tuple(events))
    happens("appeal_response_received", respond, at="17:00")
    happens("response_copy_sent", respond)
    if end == "withdrawn":
        day = happens("proceedings_withdrawn", after(respond, 3))
        happens("withdrawal_notice_sent", after(day, 5))
        happens("appeal_ended", after(day, 60))
        if kind == "ceasing":
            events.append(Event("plan_ceased", after(day, 70)))
        return Life(name, kind, end, tuple(events))
    if end == "struck_out_and_back":
        out = happens("proceedings_struck_out", after(respond, 1), ground="direction_not_complied_with")
        happens("reinstatement_requested", after(out, 2))
        happens("proceedings_reinstated", after(out, 4))
    for party in ("respondent", "family"):
        happens(f"{party}_last_evidence_sent", evidence)
        happens(f"{party}_case_review_form_sent", evidence)
        if end != "papers":
            happens(f"{party}_attendance_form_sent", evidence)
    if end == "consent":
        happens("settlement_reached", after(evidence, 1))
        happens("consent_order_requested", after(evidence, 2))
        decided = after(evidence, 10)
    else:
        happens("hearing_bundle_sent", bundle)
        happens("final_working_document_sent", bundle)
        if end != "papers":
            happens("respondent_attended_hearing", hearing)
        happens("hearing_held", hearing)
        decided = working(hearing, 9)
    if end == "dismissed":
        happens("tribunal_decision_sent", decided)
        if kind == "ceasing":
            happens("tribunal_order_made", decided, order="dismiss_appeal_against_ceasing", sent=decided)
            events.append(Event("plan_ceased", decided))
    else:
        happens("tribunal_order_made", decided, order=ORDER[kind], sent=decided)
        happens("tribunal_decision_sent", decided)
        carried_out(kind, "order", decided, events)
    happens("appeal_ended", after(decided, 140))
    return Life(name, kind, end, tuple(events))


def carried_out(kind: str, following: str, day: date, events: list[Event]) -> None:
    """What the authority does after an order, or after an appeal it did not oppose, each on its last day."""
    weeks = timedelta(weeks=1)
    if kind == "refusal_to_assess":
        events.append(Event("assessment_agreed", day + 2 * weeks))
        events.append(Event("plan_agreed", day + 8 * weeks))
        events.append(Event("draft_plan_sent", day + 9 * weeks, served=day + 9 * weeks))
        events.append(Event("final_plan_sent", day + 14 * weeks))
    elif kind == "refusal_to_make_a_plan":
        events.append(Event("draft_plan_sent", day + 5 * weeks, served=day + 5 * weeks))
        events.append(Event("final_plan_sent", day + 11 * weeks))
    elif kind == "contents":
        events.append(Event("amended_plan_sent", day + 5 * weeks, following=following))
    else:
        events.append(Event("plan_continuation_confirmed", day))


def lives(year: int) -> Iterator[Life]:
    for month in range(12):
        yield life((year - FIRST_YEAR) * 12 + month)


ABOUT_APPEALS = ("tribunal_", "unopposed_appeal.", "mediation.", "upper_tribunal.", "discrimination_claim.")


def of_appeals(result_: Any) -> list[Deadline]:
    return [each for each in result_.deadlines if each.rule.startswith(ABOUT_APPEALS)]


def look_on(events: tuple[Event, ...]) -> list[date]:
    """Each day on which something happens, and the day after; and long after all is over."""
    found = {each.on for each in events} | {each.on + timedelta(days=1) for each in events}
    return [*sorted(found), max(found) + timedelta(days=800)]


def test_the_lives_differ() -> None:
    every = [life(number) for number in range(YEARS * 12)]
    assert len({(each.kind, each.end) for each in every}) == len(KINDS) * len(ENDS)
    assert {int(each.name[5:]) for each in every} == set(range(1, 13))


@pytest.mark.parametrize("year", range(FIRST_YEAR, FIRST_YEAR + YEARS))
def test_an_ordinary_appeal_breaks_nothing_and_leaves_nothing_open(year: int) -> None:
    for each in lives(year):
        case = Case(each.name, each.events)
        for day in look_on(each.events):
            result = evaluate(case, day)
            told = f"{each.name}, {each.kind}, {each.end}, on {day}"
            assert not result.problems, (told, result.problems)
            for found in of_appeals(result):
                assert not found.is_breach, (told, found, str(found.explain()))
                assert not found.is_doubtful_breach, (told, found)
                assert found.state is not State.UNKNOWN, (told, found, found.settled_by)
        left = [found for found in of_appeals(result) if found.is_open]
        assert not left, (told, left)


@pytest.mark.parametrize("year", [2015, 2019, 2026, 2031])
def test_what_was_there_is_there_later(year: int) -> None:
    for each in list(lives(year))[::3]:
        case = Case(each.name, each.events)
        before: set[tuple[Any, ...]] = set()
        for day in look_on(each.events):
            now = {
                (found.rule, found.about, found.started_by, found.started_on)
                for found in of_appeals(evaluate(case, day))
                if found.rule != "tribunal_appeal.late_response_request"
            }
            assert before <= now, (each.name, day, before - now)
            before = now


def test_twenty_years_of_appeals_in_one_case() -> None:
    """Two hundred and forty disputes of one file, told apart by their names."""
    events = [event for number in range(YEARS * 12) for event in life(number).events if event.about is not None]
    case = Case("all", events)
    for day in (date(2020, 8, 15), date(2026, 12, 28), date(2037, 1, 1)):
        result = evaluate(case, day)
        tribunal = [
            each for each in of_appeals(result) if each.rule.startswith(("tribunal_appeal", "tribunal_hearing"))
        ]
        assert not [each for each in tribunal if each.is_breach]
        names = {each.about for each in tribunal}
        assert None not in names
        assert names == {each.about for each in events if each.event == "appeal_received" and each.on <= day}

"""What holds of every calendar file, whatever the case: over generated cases, and over every example of the law."""

from datetime import date, timedelta

import icalendar
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from send_deadlines import Case, Deadline, Event, SchoolCalendar, evaluate, evaluate_all, load_law
from send_deadlines.engine.examples import example_calendars, example_case, examples_of
from send_deadlines.law.check import check_files
from send_deadlines.law.library import ENGLAND, rule_files
from send_deadlines.report import as_calendar
from send_deadlines.report.calendar_entries import entries_of, is_dated, without_date

FIRST, LAST = date(2026, 1, 5), date(2026, 12, 18)
ONE = timedelta(days=1)
RARE = "ЖЩЪЮΔΣΩ漢字仮名"
"""Letters that no rule has."""

unhurried = settings(deadline=None, max_examples=40)  # writing and reading a calendar back takes its time
days = st.integers(0, 330).map(lambda number: FIRST + timedelta(number))
rare = st.text(RARE, min_size=1, max_size=6)
PLAIN = (
    "assessment_request_received",
    "responsibility_arose",
    "assessment_agreed",
    "assessment_refused",
    "assessment_request_withdrawn",
    "plan_refused",
    "final_plan_sent",
    "review_meeting_held",
    "decision_to_keep_plan_sent",
    "mediation_adviser_contacted",
    "mediation_certificate_issued",
)


@st.composite
def events(draw, thing=rare):
    on = draw(days)
    kind = draw(st.sampled_from(["plain", "draft", "advice", "exclusion", "appeal", "suspension", "away"]))
    after = on + timedelta(draw(st.integers(0, 30)))
    if kind == "draft":
        return Event("draft_plan_sent", on=on, **({"served": after} if draw(st.booleans()) else {}))
    if kind == "advice":
        return Event(draw(st.sampled_from(["advice_requested", "advice_received"])), on=on, about=draw(thing))
    if kind == "exclusion":
        return Event("pupil_permanently_excluded", on=on, about=draw(thing), took_place=after)
    if kind == "appeal":
        return Event("appeal_received", on=on, appeal="contents")
    if kind == "suspension":
        return Event("pupil_suspended", on=on, about=draw(thing), first=on, last=after)
    if kind == "away":
        return Event("absent_from_area", on=on, until=after)
    return Event(draw(st.sampled_from(PLAIN)), on=on)


@st.composite
def cases(draw):
    terms = [{"name": draw(rare), "first": FIRST.isoformat(), "last": LAST.isoformat()}]
    school = SchoolCalendar.from_dict({"name": draw(rare), "terms": terms})
    return Case(
        draw(rare),
        draw(st.lists(events(), max_size=8)),
        calendars={"school": school} if draw(st.booleans()) else {},
        school=draw(st.none() | rare),
        responsible=draw(st.none() | rare),
    )


caseloads = st.lists(cases(), max_size=3, unique_by=lambda case: case.id)
alarms = st.lists(st.sampled_from(["1 day", "2 weeks", "1 month", "5 working days", "10 working days"]), max_size=3)


def by_uid(content):
    calendar = icalendar.Calendar.from_ical(content)
    found = calendar.walk("VEVENT")
    assert len({str(each["UID"]) for each in found}) == len(found)
    assert not calendar.errors
    assert not any(each.errors for each in found)
    return {str(each["UID"]): each for each in found}


def day_of(each: Deadline) -> date:
    assert each.due is not None
    return each.due + ONE if each.kind == "wait" else each.due


def check(evaluations, content):
    """Every open deadline with a day has one entry, on that day, that says what the deadline is."""
    found = by_uid(content)
    expected = {
        uid: each
        for evaluation in evaluations
        for uid, each in entries_of(evaluation).items()
        if each.deadline.is_open and each.deadline.due is not None and each.deadline.state != "lifted"
    }
    assert found.keys() == expected.keys()
    for evaluation in evaluations:
        dated = [each for each in evaluation if is_dated(each)]
        uids = [uid for uid, each in entries_of(evaluation).items() if is_dated(each.deadline)]
        assert len(dated) == len(uids)  # none takes the entry of another
        told = [each for each in evaluation if each.is_open and each.kind != "cap"]
        assert len(told) == len(dated) + len(without_date(evaluation))
    for uid, entry in found.items():
        deadline = expected[uid].deadline
        day = day_of(deadline)
        assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (day, day + ONE)
        assert str(entry["X-SEND-DEADLINES-RULE"]) == deadline.rule
        assert deadline.must in str(entry["SUMMARY"])
        assert deadline.actor in str(entry["SUMMARY"])
        assert str(entry["URL"]) == deadline.cites[0].url
        said = str(entry["DESCRIPTION"])
        assert all(str(cite) in said for cite in deadline.cites)
        assert all(doubt in said for doubt in deadline.doubts)
        assert (deadline.provisional or "") in said


@unhurried
@given(caseloads, days, alarms)
def test_what_the_file_says_is_what_the_evaluations_say(given_cases, as_of, asked):
    caseload = evaluate_all(given_cases, as_of)
    check(caseload, as_calendar(caseload, alarms=asked))


@unhurried
@given(caseloads, days, alarms, st.randoms())
def test_no_order_matters(given_cases, as_of, asked, order):
    mixed = [
        Case(each.id, order.sample(each.events, len(each.events)), each.facts, each.calendars) for each in given_cases
    ]
    order.shuffle(mixed)
    one = as_calendar(evaluate_all(given_cases, as_of), alarms=asked)
    assert as_calendar(evaluate_all(mixed, as_of), alarms=asked) == one


@unhurried
@given(caseloads, days, alarms)
def test_nothing_of_the_case_is_in_it_by_default(given_cases, as_of, asked):
    text = as_calendar(evaluate_all(given_cases, as_of), alarms=asked).decode().replace("\r\n ", "")
    assert not set(RARE) & set(text)
    after = as_calendar(evaluate_all(given_cases, LAST), previous=text, alarms=asked).decode()
    assert not set(RARE) & set(after)


@unhurried
@given(caseloads, st.tuples(days, days).map(sorted), alarms)
def test_an_update_tells_all_that_was_and_all_that_is(given_cases, between, asked):
    first, second = between
    now = evaluate_all(given_cases, second)
    before = as_calendar(evaluate_all(given_cases, first), alarms=asked)
    after = as_calendar(now, alarms=asked, previous=before)
    assert as_calendar(now, alarms=asked, previous=after) == after
    old, new, alone = by_uid(before), by_uid(after), by_uid(as_calendar(now, alarms=asked))
    assert new.keys() == old.keys() | alone.keys()
    for uid, entry in new.items():
        if uid in alone:
            assert str(entry["STATUS"]) == "CONFIRMED"
            assert entry["DTSTART"].dt == alone[uid]["DTSTART"].dt
        if uid in old and entry.to_ical() != old[uid].to_ical():
            assert entry["SEQUENCE"] > old[uid]["SEQUENCE"]
            assert entry["DTSTAMP"].dt.date() == second


@unhurried
@given(caseloads, days, st.lists(st.tuples(st.integers(0, 7), days), max_size=4))
def test_a_chain_of_corrections_always_updates(given_cases, as_of, corrections):
    """However often it is corrected on one day, what a calendar shows in the end is what a new file would show."""
    content = as_calendar(evaluate_all(given_cases, as_of))
    numbers = {uid: int(each["SEQUENCE"]) for uid, each in by_uid(content).items()}
    for place, day in corrections:
        given_cases = [_corrected(each, place, day) for each in given_cases]
        content = as_calendar(evaluate_all(given_cases, as_of), previous=content)
        found = {uid: int(each["SEQUENCE"]) for uid, each in by_uid(content).items()}
        assert all(found[uid] >= number for uid, number in numbers.items())
        numbers = found
    shown = {
        (uid, each["DTSTART"].dt, str(each["SUMMARY"]))
        for uid, each in by_uid(content).items()
        if str(each["STATUS"]) == "CONFIRMED" and "run out" not in str(each["DESCRIPTION"])
    }
    alone = by_uid(as_calendar(evaluate_all(given_cases, as_of)))
    assert shown == {(uid, each["DTSTART"].dt, str(each["SUMMARY"])) for uid, each in alone.items()}


def _corrected(case, place, day):
    """The case with one of its plain events on another day."""
    changed = list(case.events)
    if place < len(changed) and not changed[place].more:
        changed[place] = Event(changed[place].event, on=day, about=changed[place].about)
    return Case(case.id, changed, case.facts, case.calendars)


@unhurried
@given(caseloads, days)
def test_another_reader_finds_the_same(given_cases, as_of):
    caseload = evaluate_all(given_cases, as_of)
    calendar = icalendar.Calendar.from_ical(as_calendar(caseload))
    expected: dict[date, int] = {}
    for evaluation in caseload:
        for each in evaluation:
            if is_dated(each):
                day = day_of(each)
                expected[day] = expected.get(day, 0) + 1
    there = recurring_ical_events.of(calendar)
    assert {day: len(list(there.at(day))) for day in expected} == expected


def test_every_rule_in_every_state_that_an_example_of_the_law_shows():
    rules, problems = check_files(rule_files(ENGLAND))
    assert problems == []
    calendars = example_calendars(rules)
    law = load_law()
    seen: set[tuple[str, str]] = set()
    for _, example in examples_of(rules):
        case = example_case(example)
        as_of = example.as_of or max(event.on for event in case.events)
        result = evaluate(case, as_of, law=law, calendars=calendars)
        shows = {(each.rule, each.state.value) for each in result if is_dated(each)}
        if shows - seen:
            check([result], as_calendar(result))
        seen |= shows
    dated = {rule["id"] for rule in law.rules if rule["kind"] in ("limit", "right")}
    assert len({rule for rule, _ in seen}) > len(dated) * 0.9
    assert {state for _, state in seen} == {"running", "due_today", "overdue", "waiting", "unknown"}

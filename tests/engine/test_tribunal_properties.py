"""What must hold of every date before the Tribunal, whatever is directed, listed, moved, and whenever it happens."""

from __future__ import annotations

import json
import random
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_deadlines import Case, Deadline, Evaluation, Event, State, evaluate, load_law
from send_deadlines.calendars import bank_holidays

LAW = load_law()
FIRST, LAST = date(2015, 1, 1), date(2029, 12, 31)
days = st.dates(FIRST, LAST)

CLOSED = {each.day for each in bank_holidays() if each.place == "england"}
KNOWN_UNTIL = max(CLOSED)
"""Later holidays are not announced, and what they are is not for these tests to say."""


def is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in CLOSED


def next_working(day: date) -> date:
    while not is_working(day):
        day += timedelta(days=1)
    return day


def is_left_out(day: date) -> bool:
    """Whether rule 12 leaves the day out: August, and 25 December to 1 January."""
    return day.month == 8 or (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1)


def counts_as_other_acts(rule: dict[str, Any]) -> bool:
    """Whether a rule counts as the Tribunal's rules do for any act but starting proceedings."""
    ways = LAW.instruments[rule["instrument"]]["counting"]
    way = ways[0] if len(ways) == 1 else next(each for each in ways if each["id"] == rule["counting"])
    return bool(way.get("left_out"))


def starting_event(rule: dict[str, Any], on: date, **dates: date) -> Event:
    """The event that starts a rule, with what its conditions ask for."""
    texts = rule.get("starts") or rule["later_of"][0]["starts"]
    name, _, key = texts[0].partition(".")
    words = LAW.events[name]
    wanted = [each for each in rule.get("condition", []) if "attribute" in each]
    more: dict[str, Any] = {
        each["attribute"]: each["equals"] if "equals" in each else each["one_of"][0]
        for each in wanted
        if name in each.get("started_by", [name])
    }
    more |= {
        name: values["values"][0]
        for name, values in words.get("attributes", {}).items()
        if values.get("required") and name not in more
    }
    if key:
        more[key] = dates.get(key, on)
    return Event(name, on, about="one" if words.get("about") else None, **more)


PERIODS = [
    rule
    for rule in LAW.rules
    if (rule.get("within") or rule.get("later_of")) and rule["kind"] != "wait" and counts_as_other_acts(rule)
]
OFFSETS = [rule for rule in LAW.rules if rule.get("before") and counts_as_other_acts(rule)]
DIRECTED = [
    rule
    for rule in LAW.rules
    if rule.get("act")
    and rule["instrument"] in ("hesc_rules_2008", "tribunal_directions")
    and not rule.get("condition")
]
"""Rules whose day a direction can fix without anything else being known."""
periods = st.sampled_from(PERIODS)
offsets = st.sampled_from(OFFSETS)
directed_rules = st.sampled_from(DIRECTED)


def found(rule: dict[str, Any], as_of: date, *events: Event) -> Deadline | None:
    each = evaluate(Case("X", events), as_of).all(rule["id"])
    return each[-1] if each else None


def test_there_is_something_to_try() -> None:
    names = {rule["id"] for rule in PERIODS}
    assert {"tribunal_appeal.response", "tribunal_decision.apply_for_costs", "discrimination_claim.response"} <= names
    assert {rule["id"] for rule in OFFSETS} >= {"tribunal_hearing.bundle", "tribunal_hearing.final_working_document"}
    assert len(DIRECTED) > 15


# Counting. ----------------------------------------------------------------------------------------------------------


@given(rule=periods, on=days)
@settings(max_examples=300, deadline=None)
def test_no_last_day_of_another_act_lies_in_days_left_out_or_on_a_closed_day(rule: dict[str, Any], on: date) -> None:
    deadline = found(rule, on, starting_event(rule, on))
    if deadline is None or deadline.due is None or deadline.due > KNOWN_UNTIL:
        return
    assert is_working(deadline.due)
    assert deadline.before_move is not None
    assert not is_left_out(deadline.before_move)
    if is_left_out(deadline.due):
        # Only where the count ended on a closed day, just before the days that are left out.
        assert not is_working(deadline.before_move)
        assert deadline.due == next_working(deadline.before_move)
        assert "working days" not in rule.get("within", "")


@given(rule=offsets, on=days, ahead=st.integers(0, 250))
@settings(max_examples=150, deadline=None)
def test_nothing_is_counted_back_into_days_left_out(rule: dict[str, Any], on: date, ahead: int) -> None:
    start = starting_event(rule, on, hearing=on + timedelta(days=ahead))
    deadline = found(rule, on, start)
    if deadline is None or deadline.due is None or not FIRST < deadline.due < KNOWN_UNTIL:
        return
    assert deadline.due < on + timedelta(days=ahead)
    assert not is_left_out(deadline.due)
    assert is_working(deadline.due) or "working days" not in rule["before"]


@given(rule=periods, on=days, later=st.integers(1, 60))
@settings(max_examples=200, deadline=None)
def test_a_later_start_gives_no_earlier_date(rule: dict[str, Any], on: date, later: int) -> None:
    then = on + timedelta(days=later)
    one, two = found(rule, on, starting_event(rule, on)), found(rule, then, starting_event(rule, then))
    if one is not None and two is not None and one.due is not None and two.due is not None:
        assert one.due <= two.due


DECISIONS = sorted(
    {
        text
        for rule in LAW.rules
        if rule["id"].startswith("tribunal_appeal.start")
        for text in rule["later_of"][0]["starts"]
    }
)


@given(decision=st.sampled_from(DECISIONS), on=days, later=st.integers(0, 40))
@settings(max_examples=300, deadline=None)
def test_the_last_day_for_an_appeal(decision: str, on: date, later: int) -> None:
    """Never in August or at Christmas, nor before two months are over, nor on a closed day; never earlier for a later
    decision."""

    def last(when: date) -> Deadline | None:
        result = evaluate(Case("X", [Event(decision, when)]), when)
        return next((each for each in result.deadlines if each.rule.startswith("tribunal_appeal.start")), None)

    deadline = last(on)
    if deadline is None or deadline.due is None or deadline.due > KNOWN_UNTIL:
        return
    year, month = divmod(on.year * 12 + on.month - 1 + 2, 12)
    end = date(year, month + 1, 1) - timedelta(days=1)  # of the month before
    for number in range(on.day, 0, -1):
        try:
            end = date(year, month + 1, number)
            break
        except ValueError:
            continue
    assert deadline.before_move == end
    assert deadline.due >= end
    assert is_working(deadline.due)
    if is_left_out(end):
        assert not is_left_out(deadline.due)
    elif is_left_out(deadline.due):
        assert not is_working(end)  # a weekend just before: moved by a day or two, and no further
        assert deadline.due == next_working(end)
    else:
        assert deadline.due == next_working(end)
    then = last(on + timedelta(days=later))
    if then is not None and then.due is not None:
        assert deadline.due <= then.due


@given(decision=st.sampled_from(["assessment_refused", "final_plan_sent"]), on=days, after=st.integers(0, 55))
@settings(deadline=None)
def test_a_certificate_never_takes_time_away(decision: str, on: date, after: int) -> None:
    refused = Event(decision, on)
    certificate = Event("mediation_certificate_issued", on + timedelta(days=after))
    as_of = on + timedelta(days=after)
    one = evaluate(Case("X", [refused]), as_of)["tribunal_appeal.start"]
    two = evaluate(Case("X", [refused, certificate]), as_of)["tribunal_appeal.start"]
    assert one.due is not None
    assert two.due is not None
    assert two.due >= one.due


# Directions. --------------------------------------------------------------------------------------------------------


@given(rule=directed_rules, on=days, ahead=st.integers(0, 200))
@settings(max_examples=200, deadline=None)
def test_a_day_that_is_fixed_is_never_stretched(rule: dict[str, Any], on: date, ahead: int) -> None:
    fixed = on + timedelta(days=ahead)
    direction = Event("directions_issued", on, about="one", acts=[{"act": rule["act"], "due": fixed.isoformat()}])
    deadline = found(rule, on, direction)
    if deadline is None or fixed > KNOWN_UNTIL - timedelta(days=10):
        return
    assert deadline.due == next_working(fixed)
    assert deadline.strength == "directed"


WORDS = st.one_of(
    st.builds(lambda ahead: {"ahead": ahead}, st.integers(5, 200)),
    st.sampled_from(["10 working days", "3 weeks", "14 days"]).map(lambda n: {"within": n, "of": "directions"}),
    st.sampled_from(["10 working days", "2 weeks"]).map(lambda n: {"before": n, "of": "hearing"}),
)


def directions(rule: dict[str, Any], on: date, words: dict[str, Any]) -> Event:
    act = {"act": rule["act"], **words}
    ahead = act.pop("ahead", None)
    if ahead is not None:
        act["due"] = (on + timedelta(days=ahead)).isoformat()
    return Event("directions_issued", on, about="one", acts=[act])


def summary(result: Evaluation) -> list[tuple[Any, ...]]:
    return [
        (
            each.rule, each.about, each.started_by, each.started_on, each.due, each.earliest, each.latest, each.state,
            each.done_on, each.governed_by, each.strength, each.directed_on, each.is_breach, each.is_doubtful_breach,
            str(each.explain()),
        )
        for each in result.deadlines
    ]  # fmt: skip


@given(
    rule=directed_rules,
    on=days,
    gaps=st.lists(st.integers(1, 20), min_size=1, max_size=4),
    words=st.lists(WORDS, min_size=4, max_size=4),
    seed=st.integers(),
)
@settings(max_examples=200, deadline=None)
def test_the_last_direction_wins_in_whatever_order_they_are_recorded(
    rule: dict[str, Any], on: date, gaps: list[int], words: list[dict[str, Any]], seed: int
) -> None:
    listed = Event("hearing_listed", on, about="one", hearing=on + timedelta(days=300))
    given_ones: list[Event] = []
    day = on
    for gap, each in zip(gaps, words, strict=False):
        day += timedelta(days=gap)
        given_ones.append(directions(rule, day, each))
    mixed = [listed, *given_ones]
    random.Random(seed).shuffle(mixed)
    in_order = evaluate(Case("X", [listed, *given_ones]), day)
    assert summary(in_order) == summary(evaluate(Case("X", mixed), day))
    alone = found(rule, day, listed, given_ones[-1])
    if alone is None:  # from before the rule was law
        assert day.isoformat() < rule["in_force"]["since"]
        return
    last = in_order.all(rule["id"])[-1]
    assert (last.due, last.latest, last.strength) == (alone.due, alone.latest, "directed")
    assert last.directed_on == day


@given(rule=directed_rules, on=days, first=WORDS, gap=st.integers(0, 30), done=st.booleans(), wait=st.integers(0, 400))
@settings(max_examples=200, deadline=None)
def test_what_is_not_required_is_never_a_breach(
    rule: dict[str, Any], on: date, first: dict[str, Any], gap: int, done: bool, wait: int
) -> None:
    """Unless its day had gone before it was no longer required; here the day is still to come."""
    then = on + timedelta(days=gap)
    listed = Event("hearing_listed", on, about="one", hearing=on + timedelta(days=400))
    events = [listed, directions(rule, on, {**first} if "ahead" not in first else {"ahead": 60 + first["ahead"]})]
    if "within" in first:
        events.pop()
        events.append(directions(rule, on, {"ahead": 90}))
    released = Event("directions_issued", then, about="one", acts=[{"act": rule["act"], "not_required": True}])
    if gap == 0:
        events = [listed]
    name = LAW.events[rule["done_by"][0]].get("kind_of", {}).get("event", rule["done_by"][0])
    if done and not LAW.events[name].get("attributes"):
        events.append(Event(name, then + timedelta(days=wait), about="one" if LAW.events[name].get("about") else None))
    result = evaluate(Case("X", [*events, released]), then + timedelta(days=wait + 1))
    for each in result.all(rule["id"]):
        assert not each.is_breach, each
        assert not each.is_doubtful_breach, each
        assert each.state in (State.ENDED, State.MET)


@given(rule=offsets, on=days, ahead=st.integers(60, 300), more=st.integers(1, 120), gap=st.integers(1, 50))
@settings(max_examples=150, deadline=None)
def test_a_hearing_moved_later_brings_no_offset_forward(
    rule: dict[str, Any], on: date, ahead: int, more: int, gap: int
) -> None:
    hearing = on + timedelta(days=ahead)
    then = on + timedelta(days=gap)
    listed = Event("hearing_listed", on, about="one", hearing=hearing)
    moved = Event("hearing_listed", then, about="one", hearing=hearing + timedelta(days=more))
    one, two = found(rule, then, listed), found(rule, then, listed, moved)
    assert one is not None
    assert two is not None
    assert one.due is not None
    assert two.due is not None
    assert one.due <= two.due
    assert two.due == getattr(found(rule, then, moved), "due", None)


@given(
    on=days, ahead=st.integers(60, 300), more=st.integers(1, 120), words=st.sampled_from(["10 working days", "2 weeks"])
)
@settings(deadline=None)
def test_a_directed_offset_moves_on_with_the_hearing(on: date, ahead: int, more: int, words: str) -> None:
    rule = next(each for each in DIRECTED if each["id"] == "tribunal_hearing.attendance_form")
    direction = directions(rule, on, {"before": words, "of": "hearing"})
    listed = Event("hearing_listed", on, about="one", hearing=on + timedelta(days=ahead))
    moved = Event("hearing_listed", on + timedelta(days=1), about="one", hearing=on + timedelta(days=ahead + more))
    as_of = on + timedelta(days=1)
    one, two = found(rule, as_of, direction, listed), found(rule, as_of, direction, listed, moved)
    assert one is not None
    assert two is not None
    assert one.due is not None
    assert two.due is not None
    assert one.due <= two.due


def _is_plain(event: str) -> bool:
    return "." not in event and not {"attributes", "kind_of"} & LAW.events[event].keys()


BY_HEARING = [rule for rule in DIRECTED if rule["id"].startswith("tribunal_hearing.") and _is_plain(rule["done_by"][0])]
"""What a direction can ask for by a hearing."""


@given(
    rule=st.sampled_from(BY_HEARING),
    on=days,
    ahead=st.integers(60, 200),
    early=st.integers(0, 20),
    gap=st.integers(1, 30),
    then=st.integers(1, 300),
    look=st.integers(0, 60),
)
@settings(max_examples=200, deadline=None)
def test_what_was_done_in_time_stays_in_time_however_the_hearing_is_moved(
    rule: dict[str, Any], on: date, ahead: int, early: int, gap: int, then: int, look: int
) -> None:
    listed = Event("hearing_listed", on, about="one", hearing=on + timedelta(days=ahead))
    direction = directions(rule, on, {"before": "10 working days", "of": "hearing"})
    first = found(rule, on, listed, direction)
    if first is None or first.due is None or first.due - timedelta(days=early) <= on:
        return
    done = first.due - timedelta(days=early)
    act = Event(rule["done_by"][0], done, about="one")
    moved_on = done + timedelta(days=gap)
    moved = Event("hearing_listed", moved_on, about="one", hearing=moved_on + timedelta(days=then))
    result = evaluate(Case("X", [listed, direction, act, moved]), moved_on + timedelta(days=look))
    assert not [each for each in result.all(rule["id"]) if each.is_breach or each.is_open]


# The hour. ----------------------------------------------------------------------------------------------------------


TIMED = [
    rule
    for rule in PERIODS
    if rule["kind"] in ("limit", "right") and not rule.get("later_of") and _is_plain(rule["done_by"][0])
]


@given(
    rule=st.sampled_from(TIMED),
    on=days,
    early=st.sampled_from([0, 0, 0, 1, 2, 7, -1, -3]),
    at=st.sampled_from([time(0), time(9, 30), time(16, 59, 59), time(17), time(17, 0, 1), time(17, 1), time(23, 59)]),
)
@settings(max_examples=300, deadline=None)
def test_an_hour_moves_no_date_and_matters_only_on_the_last_day(
    rule: dict[str, Any], on: date, early: int, at: time
) -> None:
    start = starting_event(rule, on)
    first = found(rule, on, start)
    if first is None or first.due is None:
        return
    day = first.due - timedelta(days=early)
    if day <= on:
        return
    act = rule["done_by"][0]
    about = "one" if LAW.events[act].get("about") else None
    with_hour = found(rule, day, start, Event(act, day, about=about, at=at))
    without = found(rule, day, start, Event(act, day, about=about))
    assert with_hour is not None
    assert without is not None
    assert with_hour.due == without.due == first.due
    assert with_hour.done_on == without.done_on == day
    late = State.MET_LATE if rule["kind"] == "limit" else State.LAPSED
    if first.by_hour is not None and early == 0 and at > first.by_hour:
        assert (with_hour.state, without.state) == (late, State.MET)
    else:
        assert with_hour.state is without.state
        assert without.state is (State.MET if early >= 0 else late)


# Whole proceedings. --------------------------------------------------------------------------------------------------

USED = ("tribunal_appeal.", "tribunal_hearing.", "tribunal_decision.", "discrimination_claim.", "mediation.")


def _events_used() -> list[str]:
    found_names: set[str] = set()
    for rule in LAW.rules:
        if rule["id"].startswith(USED):
            texts = [*rule.get("starts", []), *rule.get("done_by", []), *rule.get("ended_by", [])]
            found_names.update(text.partition(".")[0] for text in texts)
    names = {LAW.events[name].get("kind_of", {}).get("event", name) for name in found_names}
    return sorted(name for name in names if LAW.events[name].get("about") == "dispute")


EVENTS = [*_events_used(), *["directions_issued", "hearing_listed", "appeal_papers_received"] * 6]
ACTS = sorted({rule["act"] for rule in DIRECTED})
NEAR = st.integers(0, 300).map(lambda n: date(2026, 3, 2) + timedelta(days=n))


@st.composite
def proceedings(draw: st.DrawFn) -> list[Event]:
    """Anything that can happen before the Tribunal, in any order, in one dispute or two."""
    events: list[Event] = []
    for _ in range(draw(st.integers(1, 9))):
        name = draw(st.sampled_from(EVENTS))
        words = LAW.events[name]
        on = draw(NEAR)
        more: dict[str, Any] = {}
        for key, meaning in words.get("dates", {}).items():
            if draw(st.integers(0, 3)):
                away = timedelta(days=draw(st.integers(0, 90)))
                more[key] = on - away if meaning.get("not_after") else on + away
        for key, attribute in words.get("attributes", {}).items():
            if attribute["type"] == "choice" and (attribute.get("required") or draw(st.booleans())):
                more[key] = draw(st.sampled_from(attribute["values"]))
            elif attribute["type"] == "yes_no" and draw(st.booleans()):
                more[key] = draw(st.booleans())
            elif attribute.get("names") == "act" and (attribute.get("required") or draw(st.booleans())):
                more[key] = draw(st.sampled_from(ACTS))
            elif attribute["type"] == "directed_acts":
                more[key] = [draw(acts(on, name)) for _ in range(draw(st.integers(1, 3)))]
        if not draw(st.integers(0, 3)):
            more["at"] = draw(st.sampled_from(["09:00", "17:00", "17:01", "23:59:59"]))
        events.append(Event(name, on, about=draw(st.sampled_from(["one", "one", "two", None])), **more))
    return events


@st.composite
def acts(draw: st.DrawFn, on: date, event: str) -> dict[str, Any]:
    from_days = sorted(LAW.events[event]["replaces"]["measured_from"])
    act: dict[str, Any] = {"act": draw(st.sampled_from(ACTS))}
    how = draw(st.sampled_from(["due", "due", "within", "before", "before", "not_required", "nothing"]))
    if how == "due":
        act["due"] = on + timedelta(days=draw(st.integers(0, 90)))
    elif how == "within":
        act |= {"within": "10 working days", "of": draw(st.sampled_from(from_days))}
    elif how == "before":
        act |= {"before": draw(st.sampled_from(["10 working days", "2 weeks"]))}
        act["of"] = "hearing" if "hearing" in from_days else from_days[0]
        if draw(st.booleans()):
            act["clear_days"] = draw(st.booleans())
    elif how == "not_required":
        act["not_required"] = True
    return act


@given(events=proceedings(), as_of=NEAR, seed=st.integers())
@settings(max_examples=250, deadline=None)
def test_of_any_proceedings(events: list[Event], as_of: date, seed: int) -> None:
    """The order of what is recorded never matters; a case read back from JSON gives the same answer; what is only usual
    is never a breach, nor any right or duty; and everything explains itself."""
    case = Case("X", events)
    result = evaluate(case, as_of)
    mixed = list(events)
    random.Random(seed).shuffle(mixed)
    assert summary(result) == summary(evaluate(Case("X", mixed), as_of))
    again = Case.from_dict(json.loads(json.dumps(case.to_dict())))
    assert again.to_dict() == case.to_dict()
    other = evaluate(again, as_of)
    assert summary(result) == summary(other)
    assert (result.problems, result.next_actions, result.receipt) == (other.problems, other.next_actions, other.receipt)
    for each in result.deadlines:
        if each.strength in ("usual", "good_practice", "guidance") or each.kind in ("right", "duty"):
            assert not each.is_breach
            assert not each.is_doubtful_breach
        if each.strength == "directed" and each.rule.startswith("tribunal_hearing.") and each.due is not None:
            assert each.directed_on is not None or each.kind == "duty" or "case_management" in each.rule
        if each.state is State.UNKNOWN:
            assert each.settled_by


@given(events=proceedings(), as_of=NEAR)
@settings(max_examples=100, deadline=None)
def test_what_happens_in_one_dispute_changes_nothing_in_another(events: list[Event], as_of: date) -> None:
    """For events that say what they are about, and rules whose deadlines do."""
    named = [each for each in events if each.about is not None]
    alone = [each for each in named if each.about == "one"]

    def of_one(given_events: list[Event]) -> list[tuple[Any, ...]]:
        return [each for each in summary(evaluate(Case("X", given_events), as_of)) if each[1] == "one"]

    assert of_one(named) == of_one(alone)


@pytest.mark.parametrize(
    "rule", [each for each in LAW.rules if each.get("strength") == "usual"], ids=lambda each: each["id"]
)
def test_what_is_usual_becomes_binding_only_by_a_direction(rule: dict[str, Any]) -> None:
    on = date(2026, 3, 2)
    listed = starting_event(rule, on, hearing=date(2026, 6, 15))
    late = found(rule, date(2026, 7, 1), listed)
    assert late is not None
    assert (late.state, late.is_breach, late.strength) == (State.OVERDUE, False, "usual")
    direction = Event("directions_issued", on, about="one", acts=[{"act": rule["act"], "due": "2026-05-29"}])
    directed = found(rule, date(2026, 7, 1), listed, direction)
    assert directed is not None
    assert (directed.state, directed.is_breach, directed.strength) == (State.OVERDUE, True, "directed")
    assert (directed.due, directed.usual_due) == (date(2026, 5, 29), late.due)

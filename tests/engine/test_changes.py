"""What moved between two evaluations: one change where one thing moved, and its reason."""

from datetime import date
from pathlib import Path

import pytest

from send_deadlines import Case, Event, SchoolCalendar, State, diff, evaluate, load_law
from send_deadlines.engine.changes import said_last_day
from send_deadlines.engine.comparison import as_at_two_days, in_two_files, only_in_one
from send_deadlines.engine.examples import examples_of, run_example
from send_deadlines.law.check import check_files

FILE = Path(__file__).parent / "changes_law.toml"
LAW = load_law(FILE, packaged=False)
ENGLAND = load_law()
RULES, PROBLEMS = check_files([FILE])
BUNDLE, EVIDENCE, WAIT = "made_up.bundle", "made_up.evidence", "ehc_assessment.representations"

# 14 days before Fri 26 Jun, Fri 10 Jul, Fri 17 Jul 2026 are Fri 12 Jun, Fri 26 Jun, Fri 3 Jul.
LISTED = Event("hearing_listed", on="2026-02-02", hearing="2026-06-26")
AGAIN = Event("hearing_listed", on="2026-06-01", hearing="2026-07-10")
THIRD = Event("hearing_listed", on="2026-06-08", hearing="2026-07-17")
PAPERS = Event("papers_received", on="2026-03-02")
SENT = Event("evidence_sent", on="2026-05-29")


def look(events, as_of, law=LAW):
    return evaluate(Case("C1", events), as_of, law=law)


def changes(before, after, rule=BUNDLE):
    return [each for each in diff(before, after) if each.rule == rule]


def between(events, one, two, rule=BUNDLE, law=LAW):
    """What changed in one case between two days."""
    return changes(look(events, one, law), look(events, two, law), rule)


def told(found):
    return [
        (each.what, each.before and each.before.isoformat(), each.after and each.after.isoformat()) for each in found
    ]


def test_the_law_is_right():
    assert [str(problem) for problem in PROBLEMS] == []
    for rule, example in examples_of(RULES):
        assert run_example(LAW, rule, example, {}) == []


# Moved.


def test_a_hearing_that_is_moved_is_one_change():
    (change,) = between([LISTED, AGAIN], "2026-05-31", "2026-06-01")
    assert (change.what, change.before, change.after, change.days) == (
        "moved",
        date(2026, 6, 12),
        date(2026, 6, 26),
        14,
    )
    assert (change.state_before, change.state_after) == (State.RUNNING, State.RUNNING)
    assert str(change) == (
        "made_up.bundle moved: from Friday 12 June 2026 to Friday 26 June 2026; "
        "because hearing_listed of Monday 1 June 2026 started it afresh"
    )


def test_each_dispute_moves_by_itself():
    events = [
        Event("hearing_listed", on="2026-02-02", hearing="2026-06-26", about="first"),
        Event("hearing_listed", on="2026-02-02", hearing="2026-06-26", about="second"),
        Event("hearing_listed", on="2026-06-01", hearing="2026-07-10", about="second"),
    ]
    (change,) = between(events, "2026-05-31", "2026-06-01")
    assert (change.about, change.what, change.after) == ("second", "moved", date(2026, 6, 26))
    assert str(change).startswith("made_up.bundle (second) moved: from")


def test_a_draft_that_is_served_again_is_one_change_for_each_rule():
    events = [
        Event("assessment_request_received", on="2026-01-05"),
        Event("draft_plan_sent", on="2026-04-20", served="2026-04-20"),
        Event("draft_plan_sent", on="2026-04-27", served="2026-04-27"),
    ]
    changed = diff(*(look(events, day, ENGLAND) for day in ("2026-04-26", "2026-04-27")))
    found = [each for each in changed if each.started_by == "draft_plan_sent"]
    assert {each.what for each in found} == {"moved", "started afresh"}
    (change,) = [each for each in found if each.rule == WAIT]
    # Fifteen days beginning with Mon 20 Apr end on Mon 4 May; with Mon 27 Apr, on Mon 11 May.
    assert (change.before, change.after) == (date(2026, 5, 4), date(2026, 5, 11))
    assert change.why == ("draft_plan_sent of Monday 27 April 2026 started it afresh",)


def test_moved_twice_is_told_once_with_both_events():
    (change,) = between([LISTED, AGAIN, THIRD], "2026-05-31", "2026-06-10")
    assert (change.before, change.after) == (date(2026, 6, 12), date(2026, 7, 3))
    assert change.why == (
        "hearing_listed of Monday 1 June 2026 started it afresh",
        "hearing_listed of Monday 8 June 2026 started it afresh",
    )


def test_a_hearing_that_is_brought_forward_moves_too():
    sooner = Event("hearing_listed", on="2026-05-04", hearing="2026-06-12")
    (change,) = between([LISTED, sooner], "2026-05-03", "2026-05-04")
    assert (change.before, change.after, change.days) == (date(2026, 6, 12), date(2026, 5, 29), -14)
    corrected = [Event("hearing_listed", on="2026-02-03", hearing="2026-06-26"), sooner]
    (change,) = changes(look([LISTED], "2026-05-04"), look(corrected, "2026-05-04"))
    assert told([change]) == [("moved", "2026-06-12", "2026-05-29")]


def test_moved_to_a_day_that_is_not_known():
    undated = Event("hearing_listed", on="2026-06-01")
    (change,) = between([LISTED, undated], "2026-05-31", "2026-06-01")
    assert (change.what, change.after, change.days, change.state_after) == ("moved", None, 0, State.UNKNOWN)
    assert "from Friday 12 June 2026 to not known; because" in str(change)


def test_listed_again_for_the_same_day_is_a_fresh_start_and_no_move():
    same = Event("hearing_listed", on="2026-06-01", hearing="2026-06-26")
    (change,) = between([LISTED, same], "2026-05-31", "2026-06-01")
    assert told([change]) == [("started afresh", "2026-06-12", "2026-06-12")]
    assert "started afresh: the last day stays Friday 12 June 2026; because" in str(change)


def test_a_fresh_start_that_is_taken_out_moves_it_back():
    (change,) = changes(look([LISTED, AGAIN], "2026-06-02"), look([LISTED], "2026-06-02"))
    assert told([change]) == [("moved", "2026-06-26", "2026-06-12")]
    assert change.why == ("hearing_listed of Monday 1 June 2026 no longer starts it afresh",)


def test_what_ran_out_only_because_the_move_was_not_recorded_has_moved():
    """On the 15th the first date had gone; the hearing had been moved before, and that was entered late."""
    before = look([LISTED], "2026-06-15")
    assert before[BUNDLE].state is State.OVERDUE
    (change,) = changes(before, look([LISTED, AGAIN], "2026-06-15"))
    assert told([change]) == [("moved", "2026-06-12", "2026-06-26")]


def test_moved_after_its_last_day_and_before_the_hearing():
    late = Event("hearing_listed", on="2026-06-15", hearing="2026-07-10")
    (change,) = between([LISTED, late], "2026-06-01", "2026-06-15")
    assert told([change]) == [("moved", "2026-06-12", "2026-06-26")]


# Not moved: each is told by itself.


@pytest.mark.parametrize(
    ("events", "one", "two", "expected"),
    [
        # Met before the hearing was moved.
        ([LISTED, SENT, AGAIN], "2026-05-31", "2026-06-02", [("appeared", None, "2026-06-26")]),
        ([LISTED, SENT, AGAIN], "2026-05-01", "2026-06-02",
         [("state", "2026-06-12", "2026-06-12"), ("appeared", None, "2026-06-26")]),
        # Ended: taken out of the list, then listed again.
        ([LISTED, Event("hearing_vacated", on="2026-05-01"), AGAIN], "2026-04-30", "2026-06-02",
         [("state", "2026-06-12", "2026-06-12"), ("appeared", None, "2026-06-26")]),
        # Missed: told as overdue before, or the hearing had come.
        ([LISTED, Event("hearing_listed", on="2026-06-15", hearing="2026-07-10")], "2026-06-13", "2026-06-15",
         [("state", "2026-06-12", "2026-06-12"), ("appeared", None, "2026-06-26")]),
        ([LISTED, Event("hearing_listed", on="2026-06-29", hearing="2026-07-24")], "2026-06-01", "2026-06-29",
         [("state", "2026-06-12", "2026-06-12"), ("appeared", None, "2026-07-10")]),
    ],
)  # fmt: skip
def test_what_was_met_ended_or_missed_did_not_move(events, one, two, expected):
    assert told(between(events, one, two)) == expected


def test_a_wait_that_had_run_out_did_not_move():
    events = [
        Event("assessment_request_received", on="2026-01-05"),
        Event("draft_plan_sent", on="2026-04-01", served="2026-04-01"),
        Event("draft_plan_sent", on="2026-04-27", served="2026-04-27"),
    ]
    expected = [("state", "2026-04-15", "2026-04-15"), ("appeared", None, "2026-05-11")]
    assert told(between(events, "2026-04-10", "2026-04-27", WAIT, ENGLAND)) == expected
    assert told(between(events, "2026-04-20", "2026-04-27", WAIT, ENGLAND)) == expected


def test_of_a_chain_only_what_ran_is_folded():
    """Missed after the first move, and then moved: the second start is told by itself."""
    late = Event("hearing_listed", on="2026-07-13", hearing="2026-07-31")
    expected = [("moved", "2026-06-12", "2026-06-26"), ("appeared", None, "2026-07-17")]
    found = between([LISTED, AGAIN, late], "2026-05-31", "2026-07-13")
    assert told(found) == expected
    assert found[0].state_after is State.SUPERSEDED
    assert found[0].deadline_after is not None
    assert found[0].deadline_after.was_missed


def test_what_appears_says_what_started_it():
    (change,) = between([LISTED], "2026-02-01", "2026-02-02")
    assert str(change) == (
        "made_up.bundle appeared: Friday 12 June 2026; because hearing_listed of Monday 2 February 2026 started it"
    )
    (gone,) = changes(look([LISTED], "2026-02-02"), look([], "2026-02-02"))
    assert str(gone) == "made_up.bundle gone: Friday 12 June 2026; because the events of the case differ"


# Why.


def directions(*acts, on="2026-03-09"):
    return Event("directions_issued", on=on, acts=list(acts))


TEN_BEFORE = {"act": "send_evidence", "before": "10 working days", "of": "hearing", "clear_days": False}


def test_a_directed_day_moves_with_the_hearing_it_is_measured_from():
    # 10 working days before Fri 26 Jun and Fri 10 Jul 2026, those days not counted, are Fri 12 and Fri 26 Jun.
    events = [PAPERS, LISTED, directions(TEN_BEFORE), AGAIN]
    (change,) = between(events, "2026-05-01", "2026-06-01", EVIDENCE)
    assert told([change]) == [("moved", "2026-06-12", "2026-06-26")]
    assert change.why == (
        "the day the direction counts from moved: the `hearing` day of hearing_listed, "
        "from Friday 26 June 2026 to Friday 10 July 2026",
    )


def test_a_directed_day_that_waited_for_the_hearing_to_be_listed():
    events = [PAPERS, directions(TEN_BEFORE), AGAIN]
    (change,) = between(events, "2026-05-01", "2026-06-01", EVIDENCE)
    assert (change.what, change.before, change.after) == ("moved", None, date(2026, 6, 26))
    assert change.why == (
        "the day the direction counts from is known: the `hearing` day of hearing_listed, Friday 10 July 2026",
    )


def test_a_fresh_start_of_what_a_direction_fixed_says_both():
    act = {**TEN_BEFORE, "act": "send_bundle"}
    (change,) = between([LISTED, directions(act), AGAIN], "2026-05-01", "2026-06-01")
    assert told([change]) == [("moved", "2026-06-12", "2026-06-26")]
    assert change.why[0] == "hearing_listed of Monday 1 June 2026 started it afresh"
    assert change.why[1].startswith("the day the direction counts from moved: the `hearing` day")


def test_another_direction_is_the_reason_where_it_is():
    fixed = {"act": "send_evidence", "due": "2026-06-05"}
    events = [PAPERS, LISTED, directions(fixed), directions({**fixed, "due": "2026-06-08"}, on="2026-05-04")]
    (first,) = between(events, "2026-03-08", "2026-03-09", EVIDENCE)
    assert first.why == ("the direction that fixes its date is new",)
    (second,) = between(events, "2026-03-09", "2026-05-04", EVIDENCE)
    assert second.why == ("the direction that fixes its date is another",)
    (third,) = changes(look(events, "2026-03-09"), look(events[:2], "2026-03-09"), EVIDENCE)
    assert third.why == ("the direction that fixes its date is no longer there",)


def test_a_day_that_an_event_names_is_told_where_it_is_corrected():
    before, after = (
        look([Event("hearing_listed", on="2026-02-02", hearing=day)], "2026-03-01")
        for day in ("2026-06-26", "2026-07-10")
    )
    (change,) = changes(before, after)
    assert change.why == (
        "the `hearing` day of hearing_listed is Friday 10 July 2026, where it was Friday 26 June 2026",
    )


def test_more_kinds_of_working_days_are_no_other_bank_holidays():
    """An evaluation with nothing in it counts no working days; that is no reason for what another has."""
    (change,) = changes(look([], "2026-02-02"), look([LISTED], "2026-02-02"))
    assert change.why == ("hearing_listed of Monday 2 February 2026 started it",)


def test_another_law_is_a_reason_beside_the_start():
    (change,) = changes(look([LISTED], "2026-02-02", ENGLAND), look([LISTED], "2026-02-02"))
    assert change.why == ("hearing_listed of Monday 2 February 2026 started it", "the law differs")


def test_the_last_day_in_words():
    assert said_last_day(look([LISTED], "2026-03-01")[BUNDLE]) == "Friday 12 June 2026"
    request = Event("assessment_request_received", on="2026-01-05")
    draft = Event("draft_plan_sent", on="2026-05-06")
    assert said_last_day(look([request, draft], "2026-05-10", ENGLAND)[WAIT]) == "not before Wednesday 20 May 2026"
    duties = [each for each in look([request, draft], "2026-05-10", ENGLAND) if each.kind == "duty"]
    assert {said_last_day(each) for each in duties} == {"no fixed day"}


# A case looked at twice.


def test_what_becomes_known_between_two_days():
    draft = Event("draft_plan_sent", on="2026-04-20", served="2026-04-22")
    agreed = Event("assessment_agreed", on="2026-05-01")
    case = Case("C1", [draft, Event("hearing_listed", on="2026-04-20", hearing="2026-05-20"), AGAIN, agreed])
    found = as_at_two_days(case, *(evaluate(case, day) for day in ("2026-04-21", "2026-05-29")))
    # The day of service was still to come; that of a hearing is planned, and was known with the listing.
    assert [(each.event.event, each.dates, each.is_gone) for each in found.news] == [
        ("draft_plan_sent", ("served",), False),
        ("assessment_agreed", (), False),
    ]
    assert (found.case_id, found.only_in, found.says_nothing) == ("C1", None, False)


def test_in_what_two_files_differ():
    one, two = Case("C1", [LISTED, SENT]), Case("C1", [LISTED, AGAIN, SENT, THIRD])
    before, after = (evaluate(case, "2026-06-02", law=LAW) for case in (one, two))
    found = in_two_files((one, two), before, after, ("one.json", "two.json"))
    assert [(each.event, each.is_gone) for each in found.news] == [(AGAIN, False)]  # the third is not seen yet
    back = in_two_files((two, one), after, before, ("two.json", "one.json"))
    assert [(each.event, each.is_gone) for each in back.news] == [(AGAIN, True)]
    assert in_two_files((one, one), before, before, ("one.json", "one.json")).says_nothing


def test_a_case_without_deadlines_in_one_file_only():
    made = evaluate(Case("C1"), "2026-06-02")
    found = only_in_one(made, "after", ("one.json", "two.json"))
    assert (found.case_id, found.only_in, found.says_nothing) == ("C1", "after", False)
    assert found.either is made


def test_an_impossible_order_that_becomes_known_is_told():
    case = Case("C1", [Event("advice_received", on="2026-03-20", about="Dr Lee")])
    found = as_at_two_days(case, evaluate(case, "2026-03-19"), evaluate(case, "2026-03-20"))
    assert len(found.new_problems) == 1


def test_a_school_that_proclaims_a_closure_is_a_reason():
    days = {"name": "Oak", "terms": [{"name": "spring", "first": "2026-01-05", "last": "2026-03-27"}]}
    closed = {"closures": [{"first": "2026-02-02", "last": "2026-02-03"}]}
    one, two = (SchoolCalendar.from_dict({**days, **more}) for more in ({}, closed))
    event = Event("pupil_permanently_excluded", on="2026-01-26", about="x", took_place="2026-01-27")
    before, after = (evaluate(Case("C1", [event], calendars={"school": each}), "2026-01-26") for each in (one, two))
    found = diff(before, after)
    assert found
    assert {why for each in found for why in each.why} == {"a school's calendar differs"}

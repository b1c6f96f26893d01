"""Of every key of a case: what if it is misspelt, missing, of the wrong kind, there twice, or of another time?

Each must be refused, or told as a problem beside what was worked out, or leave what depends on it ``unknown``. Nothing
may be passed over. Messages are compared whole, as a user reads them; ``...`` stands for anything.
"""

import doctest
import io
import json
from typing import Any

import pytest

from send_deadlines import CaseError, CoverageError, State, evaluate
from send_deadlines.sources import read_cases

REQUEST = {"event": "assessment_request_received", "on": "2026-01-05"}
SUSPENDED = {
    "event": "pupil_suspended",
    "on": "2026-01-12",
    "about": "one",
    "first": "2026-01-13",
    "last": "2026-01-15",
}
ADVICE = {"event": "advice_requested", "on": "2026-02-13", "about": "Dr Lee", "body_kind": "educational_psychologist"}
RELIED = {
    "event": "exception_relied_on",
    "on": "2026-05-20",
    "exception": "absent_from_area_4_weeks",
    "limit": "ehc_assessment.final_plan",
}
AS_OF = "2026-06-01"


def case(*events: Any, **more: Any) -> dict[str, Any]:
    return {"id": "A1", **more, "events": list(events)}


def but(recorded: dict[str, Any], /, *without: str, **changed: Any) -> dict[str, Any]:
    """An event with something of it changed or left out."""
    return {key: value for key, value in {**recorded, **changed}.items() if key not in without}


def agrees(shown: str, got: str) -> bool:
    return doctest.OutputChecker().check_output(shown + "\n", got + "\n", doctest.ELLIPSIS)


def told(given: Any, as_of: str = AS_OF, readings: dict[str, str] | None = None) -> tuple[str, list[str]]:
    """What becomes of a case as it comes from a file: its kind, and what is said."""
    text = given if isinstance(given, str) else json.dumps(given)
    (entry,) = read_cases(io.BytesIO(text.encode()), name="a.json")
    if entry.case is None:
        return "refused", [str(problem) for problem in entry.problems]
    try:
        result = evaluate(entry.case, as_of, readings=readings)
    except (CaseError, CoverageError) as error:
        return "refused", str(error).splitlines()
    if result.problems:
        return "told", [str(problem) for problem in result.problems]
    unknown = [each for each in result if each.state is State.UNKNOWN]
    return ("unknown", [f"{each.rule}: {each.settled_by}" for each in unknown]) if unknown else ("seen", [])


A_CASE = 'write it as {"id": "...", "events": [...]}'
AN_ID = 'give the council\'s own reference: "id": "EHC-1042"'
A_DAY = "write it as year-month-day, such as 2026-01-05"
A_NAME = "give a short name as text, or leave it out"

REFUSED = [
    # the case itself
    ("nothing", "null", "case: a case is nothing, not an object; " + A_CASE),
    ("text", '"A1"', "case: a case is text, not an object; " + A_CASE),
    ("no id", {"events": []}, "case: it has no id; " + AN_ID),
    ("id empty", {"id": "", "events": []}, "case: it has no id; " + AN_ID),
    ("id a number", {"id": 1042, "events": []}, "case: it has no id; " + AN_ID),
    (
        "id misspelt",
        {"ID": "A1", "events": []},
        "case: unknown key 'ID'; did you mean 'id'?\ncase: it has no id; " + AN_ID,
    ),
    ("id twice", '{"id": "A1", "id": "A2", "events": []}', "case A2: the key 'id' stands twice in it; leave one out"),
    (
        "events misspelt",
        {"id": "A1", "event": []},
        "case A1: unknown key 'event'; did you mean 'events'?\n"
        'case A1: it has no events; give a list, empty if nothing happened: "events": []',
    ),
    ("events missing", {"id": "A1"}, 'case A1: it has no events; give a list, empty if nothing happened: "events": []'),
    (
        "events an object",
        {"id": "A1", "events": REQUEST},
        "case A1: `events` is an object; "
        'write it as a list, such as [{"event": "final_plan_sent", "on": "2026-01-05"}]',
    ),
    ("facts misspelt", case(fact={}), "case A1: unknown key 'fact'; did you mean 'facts'?"),
    (
        "facts a list",
        case(facts=[]),
        'case A1: `facts` is a list; write it as an object, such as {"school_kind": "academy"}, or leave it out',
    ),
    ("calendars misspelt", case(calendar={}), "case A1: unknown key 'calendar'; did you mean 'calendars'?"),
    (
        "calendars text",
        case(calendars="Oak"),
        'case A1: `calendars` is text; write it as an object, such as {"school": "Oak Primary"}, or leave it out',
    ),
    ("responsible misspelt", case(reponsible="KB"), "case A1: unknown key 'reponsible'; did you mean 'responsible'?"),
    (
        "responsible a list",
        case(responsible=["KB"]),
        "case A1: `responsible` is ['KB'], which names nothing; " + A_NAME,
    ),
    ("school empty", case(school=" "), "case A1: `school` is ' ', which names nothing; " + A_NAME),
    (
        "far too deep",
        '{"id": "A1", "events": [' + "[" * 40 + "]" * 40 + "]}",
        "case A1, event 1: it is nested too deeply to be a case; take the inner lists and objects out",
    ),
    # an event
    (
        "event a text",
        case("x"),
        'case A1, event 1: it is text, not an object; write it as {"event": "...", "on": "2026-01-05"}',
    ),
    (
        "event misspelt",
        case(but(REQUEST, event="assesment_request_received")),
        "case A1: unknown event 'assesment_request_received'; did you mean 'assessment_request_received'?",
    ),
    (
        "event of a name like none",
        case(but(REQUEST, event="qqq")),
        "case A1: unknown event 'qqq'; ... are known, none near it",
    ),
    (
        "event of a name with a word like others",
        case(but(REQUEST, event="ehcp_all_finalised_and_issued")),
        "case A1: unknown event 'ehcp_all_finalised_and_issued'; of the ... that are known, these share a word "
        "with it: ...",
    ),
    (
        "event missing",
        case(but(REQUEST, "event")),
        'case A1, event 1: it does not say which event it is; add its name, such as "event": "final_plan_sent"',
    ),
    (
        "event a number",
        case(but(REQUEST, event=3)),
        'case A1, event 1: it does not say which event it is; add its name, such as "event": "final_plan_sent"',
    ),
    (
        "event a kind of another",
        case({"event": "appeal_against_ceasing_not_opposed", "on": "2026-01-05"}),
        "case A1: appeal_against_ceasing_not_opposed is a kind of appeal_not_opposed, and not recorded by itself; "
        "record appeal_not_opposed with appeal = ceasing",
    ),
    (
        "on misspelt",
        case({"event": "assessment_refused", "day": "2026-01-05"}),
        "case A1, event 1 (assessment_refused): "
        'it has no day; add "on": "2026-01-05"; a missing day is never filled in',
    ),
    (
        "on nothing",
        case(but(REQUEST, on=None)),
        "case A1, event 1 (assessment_request_received): nothing is not a day; " + A_DAY,
    ),
    (
        "on empty",
        case(but(REQUEST, on="")),
        "case A1, event 1 (assessment_request_received): '' is not a day; " + A_DAY,
    ),
    (
        "on a number",
        case(but(REQUEST, on=20260105)),
        "case A1, event 1 (assessment_request_received): 20260105 is not a day; " + A_DAY,
    ),
    (
        "on the other way round",
        case(but(REQUEST, on="05/01/2026")),
        "case A1, event 1 (assessment_request_received): '05/01/2026' is not a day; " + A_DAY,
    ),
    (
        "on no such day",
        case(but(REQUEST, on="2026-02-29")),
        "case A1, event 1 (assessment_request_received): '2026-02-29' is not a day; " + A_DAY,
    ),
    (
        "on with a time",
        case(but(REQUEST, on="2026-01-05T09:00")),
        "case A1, event 1 (assessment_request_received): '2026-01-05T09:00' is not a day; " + A_DAY,
    ),
    (
        "on very long",
        case(but(REQUEST, on="2026-01-05" * 400)),
        "case A1, event 1 (assessment_request_received): '2026-...01-05' is not a day; " + A_DAY,
    ),
    (
        "on twice",
        '{"id": "A1", "events": [{"event": "assessment_refused", "on": "2026-01-05", "on": "2026-01-06"}]}',
        "case A1, event 1: the key 'on' stands twice in it; leave one out",
    ),
    (
        "about empty",
        case(but(ADVICE, about="")),
        "case A1, event 1 (advice_requested): `about` is '', which names nothing; " + A_NAME,
    ),
    (
        "about a number",
        case(but(ADVICE, about=7)),
        "case A1, event 1 (advice_requested): `about` is 7, which names nothing; " + A_NAME,
    ),
    (
        "about where there is one only",
        case(but(REQUEST, about="x")),
        "case A1, assessment_request_received on 2026-01-05: "
        "it says `about` 'x', but there is only one of it; leave `about` out",
    ),
    (
        "about misspelt",
        case(but(ADVICE, "about", abuot="x")),
        "case A1, advice_requested on 2026-02-13: unknown key 'abuot'; did you mean 'about'?",
    ),
    (
        "at no time",
        case(but(REQUEST, at="5pm")),
        "case A1, event 1 (assessment_request_received): '5pm' is not a time of day; "
        "write it as hour:minute, such as 16:30",
    ),
    (
        "at past midnight",
        case(but(REQUEST, at="24:30")),
        "case A1, event 1 (assessment_request_received): '24:30' is not a time of day; "
        "write it as hour:minute, such as 16:30",
    ),
    (
        "a key that it has not",
        case(but(REQUEST, served="2026-01-06")),
        "case A1, assessment_request_received on 2026-01-05: unknown key 'served'; ...",
    ),
    # its other dates
    (
        "a date misspelt",
        case({"event": "draft_plan_sent", "on": "2026-04-01", "serverd": "2026-04-03"}),
        "case A1, draft_plan_sent on 2026-04-01: unknown key 'serverd'; did you mean 'served'?",
    ),
    (
        "a date of the wrong kind",
        case({"event": "draft_plan_sent", "on": "2026-04-01", "served": 3}),
        "case A1, draft_plan_sent on 2026-04-01: its `served`: 3 is not a day; " + A_DAY,
    ),
    (
        "a date before its event",
        case({"event": "draft_plan_sent", "on": "2026-04-01", "served": "2026-03-30"}),
        "case A1, draft_plan_sent on 2026-04-01: its `served` is 2026-03-30, before its `on`, 2026-04-01; "
        "correct one of the two",
    ),
    (
        "a date after its event",
        case({"event": "decision_to_keep_plan_sent", "on": "2026-01-30", "meeting": "2026-02-02"}),
        "case A1, decision_to_keep_plan_sent on 2026-01-30: its `meeting` is 2026-02-02, after its `on`, "
        "2026-01-30; correct one of the two",
    ),
    # its attributes
    (
        "a word misspelt",
        case(but(ADVICE, body_kind="shool")),
        "case A1, advice_requested on 2026-02-13: `body_kind` is 'shool', which it cannot be; did you mean 'school'?",
    ),
    (
        "a word nothing",
        case(but(ADVICE, body_kind=None)),
        "case A1, advice_requested on 2026-02-13: `body_kind` is nothing; give one of ..., or leave it out",
    ),
    (
        "a word a list",
        case(but(ADVICE, body_kind=["school"])),
        "case A1, advice_requested on 2026-02-13: `body_kind` is ['school'], which it cannot be; ...",
    ),
    (
        "a number in words",
        case(but(SUSPENDED, school_days="three")),
        "case A1, pupil_suspended on 2026-01-12: "
        "`school_days` is 'three', not a number that can be; give one from nought up, such as 2.5",
    ),
    (
        "a number below nought",
        case(but(SUSPENDED, school_days=-1)),
        "case A1, pupil_suspended on 2026-01-12: "
        "`school_days` is -1, not a number that can be; give one from nought up, such as 2.5",
    ),
    (
        "a number that is a truth",
        case(but(SUSPENDED, school_days=True)),
        "case A1, pupil_suspended on 2026-01-12: "
        "`school_days` is True, not a number that can be; give one from nought up, such as 2.5",
    ),
    (
        "a number that is none",
        '{"id": "A1", "events": [{"event": "pupil_suspended", "on": "2026-01-12", "school_days": NaN}]}',
        "case A1, event 1: `school_days` is NaN, which is not a number; give a number, or leave it out",
    ),
    (
        "a number too large",
        '{"id": "A1", "events": [{"event": "pupil_suspended", "on": "2026-01-12", "school_days": 1e999}]}',
        "case A1, event 1: `school_days` is 1e999, which is not a number; give a number, or leave it out",
    ),
    (
        "a truth in words",
        case(but(SUSPENDED, misses_examination="yes")),
        "case A1, pupil_suspended on 2026-01-12: "
        "`misses_examination` is 'yes'; give true or false, or leave it out where that is not known",
    ),
    (
        "the name of an exception misspelt",
        case(REQUEST, but(RELIED, exception="absent_from_area_4_weks")),
        "case A1, exception_relied_on on 2026-05-20: `exception` is 'absent_from_area_4_weks', which is not known; "
        "did you mean 'absent_from_area_4_weeks'?",
    ),
    (
        "the name of a rule misspelt",
        case(REQUEST, but(RELIED, limit="ehc_assessment.final_pln")),
        "case A1, exception_relied_on on 2026-05-20: `limit` is 'ehc_assessment.final_pln', which is not known; "
        "did you mean 'ehc_assessment.final_plan'?",
    ),
    (
        "a name that is a number",
        case(REQUEST, but(RELIED, limit=13)),
        "case A1, exception_relied_on on 2026-05-20: `limit` is 13, not text; give it as text, or leave it out",
    ),
    (
        "what it says nothing without",
        case(REQUEST, but(RELIED, "limit")),
        "case A1, exception_relied_on on 2026-05-20: it does not say its `limit`, ...; add `limit`: the name of a rule",
    ),
    (
        "directions without an act",
        case({"event": "directions_issued", "on": "2026-05-11"}),
        "case A1, directions_issued on 2026-05-11: it does not say what is directed; add `acts`, or `act` for one act",
    ),
    (
        "an act misspelt",
        case({"event": "directions_issued", "on": "2026-05-11", "act": "respond_to_apeal"}),
        "case A1, directions_issued on 2026-05-11: `act` is 'respond_to_apeal', which is no act that can be "
        "directed here; "
        "did you mean 'respond_to_appeal'?",
    ),
    # facts, calendars, readings
    (
        "a fact misspelt",
        case(facts={"school_knd": "academy"}),
        "case A1: unknown fact 'school_knd'; did you mean 'school_kind'?",
    ),
    (
        "a fact of another word",
        case(facts={"school_kind": "acadmy"}),
        "case A1, facts: `school_kind` is 'acadmy', which it cannot be; did you mean 'academy'?",
    ),
    (
        "a calendar that was not given",
        case(calendars={"school": "Oak"}),
        "case A1: its school calendar is 'Oak', which was not given; "
        "pass it in `calendars` (on the command line: --calendar FILE)",
    ),
    (
        "a calendar that is none",
        case(calendars={"school": 3}),
        "case A1: its school calendar is 3, not a SchoolCalendar; "
        "make one with SchoolCalendar, or load_school_calendar",
    ),
    (
        "a role misspelt",
        case(calendars={"scool": "Oak"}),
        "case A1: no calendar is used as 'scool'; did you mean 'school'?",
    ),
    # another time
    (
        "beyond the years a day can have",
        case(but(REQUEST, on="9999-12-20")),
        "the calendar 'the days a date can have' "
        "does not cover a day beyond the years a date can have: it runs from 0001-01-01 to ...; check the year "
        "of the event",
    ),
]


@pytest.mark.parametrize(("given", "said"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused(given, said):
    kind, lines = told(given, as_of="9999-12-30" if "9999" in str(given) else AS_OF)
    shown = "\n".join(line.removeprefix("a.json:1: ").removeprefix("a.json: ") for line in lines)
    assert (kind, agrees(said, shown)) == ("refused", True), shown


ANSWERED = {"event": "advice_received", "on": "2026-03-20", "about": "Dr. Lee"}
AWAY = {"event": "absent_from_area", "on": "2026-03-01", "until": "2026-02-01"}

TOLD = [
    (
        "an answer about another",
        case(REQUEST, ADVICE, ANSWERED),
        "advice_received on 2026-03-20 has nothing recorded before it about 'Dr. Lee'; record advice_requested",
    ),
    (
        "an answer that does not say about whom",
        case(REQUEST, ADVICE, but(ANSWERED, "about")),
        "advice_received does not say which advice body it is about; give `about`: Dr Lee",
    ),
    (
        "an event without the one before it",
        case({"event": "advice_received", "on": "2026-03-20"}),
        "advice_received on 2026-03-20 has nothing recorded before it; record advice_requested",
    ),
    (
        "an event before its cause",
        case(REQUEST, {"event": "assessment_refused", "on": "2026-01-02"}),
        "assessment_refused on 2026-01-02 comes before assessment_request_received on 2026-01-05; "
        "one of the two days is wrong, or an event is missing",
    ),
    (
        "the same event twice",
        case(REQUEST, REQUEST),
        "assessment_request_received on 2026-01-05 is recorded twice, "
        "with nothing to tell the two apart, and taken as one; take one out",
    ),
    (
        "the same event twice, about one thing",
        case(REQUEST, ADVICE, ADVICE),
        "advice_requested on 2026-02-13 is recorded twice, "
        "with nothing to tell the two apart, and taken as one; take one out, or tell the two apart with `about`",
    ),
    (
        "again, with nothing between",
        case(REQUEST, *({"event": "final_plan_sent", "on": day} for day in ("2026-05-11", "2026-05-25"))),
        "final_plan_sent is recorded on 2026-05-11 and again on 2026-05-25; keep one, or record what came "
        "between (...)",
    ),
    (
        "two of one name",
        case(SUSPENDED, but(SUSPENDED, on="2026-02-09", first="2026-02-10", last="2026-02-11")),
        "pupil_suspended on 2026-01-12 and pupil_suspended on 2026-02-09 are both about 'one'; tell them apart "
        "with `about`, "
        "in these and in what follows from each",
    ),
    (
        "two without a name",
        case(but(SUSPENDED, "about"), but(SUSPENDED, "about", on="2026-02-09", first="2026-02-10", last="2026-02-11")),
        "pupil_suspended on 2026-01-12 and pupil_suspended on 2026-02-09 are both about no ... by name; tell "
        "them apart with "
        "`about`, in these and in what follows from each",
    ),
    (
        "an end before its beginning",
        case(REQUEST, AWAY),
        "absent_from_area on 2026-03-01 ends on 2026-02-01, before it begins; correct its `on` or its `until`",
    ),
    (
        "a judgement of another rule",
        case(REQUEST, but(RELIED, limit="ehc_assessment.representations")),
        "exception_relied_on names the exception 'absent_from_area_4_weeks', which "
        "'ehc_assessment.representations' does not have; ...",
    ),
    (
        "when it was too late",
        case(
            {"event": "appeal_received", "on": "2026-03-02"},
            {"event": "appeal_response_received", "on": "2026-04-10"},
            {"event": "appeal_not_opposed", "on": "2026-04-17"},
        ),
        "appeal_not_opposed on 2026-04-17 comes after appeal_response_received on 2026-04-10, when it was too late; "
        "correct one of the two days, or record what happened instead",
    ),
    (
        "older than the law",
        case(but(REQUEST, on="1995-03-01")),
        "none of the time limits that assessment_request_received starts was in force on 1995-03-01; "
        "correct its day, or leave the case to the law of its time",
    ),
    (
        "older than a plan can be",
        case({"event": "born", "on": "1990-05-01"}, {"event": "assessment_request_received", "on": "2026-01-05"}),
        "assessment_request_received on 2026-01-05 comes 25 years or more after born on 1990-05-01; "
        "one of the two days is wrong, or the case is not one for a plan",
    ),
    (
        "directed for a day that had gone",
        case(
            {"event": "appeal_received", "on": "2026-03-02"},
            {"event": "directions_issued", "on": "2026-05-11", "act": "send_attendance_form", "due": "2026-05-01"},
        ),
        "directions_issued on 2026-05-11 asks for 'send_attendance_form' by 2026-05-01, which had gone; "
        "see whether one of the two days is wrong",
    ),
]


@pytest.mark.parametrize(("given", "said"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD])
def test_told_beside_what_was_worked_out(given, said):
    kind, lines = told(given)
    assert kind == "told"
    assert any(agrees(f"case A1: {said}", line) for line in lines), lines


UNKNOWN = [
    (
        "a date missing",
        case(REQUEST, {"event": "draft_plan_sent", "on": "2026-04-01"}),
        "the `served` day of draft_plan_sent",
    ),
    (
        "a date nothing",
        case(REQUEST, {"event": "draft_plan_sent", "on": "2026-04-01", "served": None}),
        "the `served` day of draft_plan_sent",
    ),
    (
        "a date still to come",
        case(REQUEST, {"event": "draft_plan_sent", "on": "2026-04-01", "served": "2026-06-02"}),
        "the `served` day of draft_plan_sent",
    ),
    (
        "no calendar",
        case(
            {"event": "pupil_permanently_excluded", "on": "2026-01-12", "about": "one"},
            {"event": "exclusion_notified_to_board", "on": "2026-01-12", "about": "one"},
        ),
        "the school's calendar",
    ),
    ("a calendar of another name", case(but(SUSPENDED, school="brich")), "..."),
]


@pytest.mark.parametrize(("given", "said"), [row[1:] for row in UNKNOWN], ids=[row[0] for row in UNKNOWN])
def test_unknown_with_what_would_settle_it(given, said):
    kind, lines = told(given)
    assert kind == "unknown"
    assert any(line.endswith(said) or said == "..." for line in lines), lines


def test_what_has_not_happened_by_then_is_not_seen():
    """An event of a later day is no fault: any past day can be looked at again."""
    later = case(REQUEST, {"event": "final_plan_sent", "on": "2026-06-02"})
    assert told(later) == told(case(REQUEST))
    # Its words are looked at all the same, so that a slip is not found only when its day has come.
    assert told(case(REQUEST, {"event": "final_plan_snt", "on": "2026-06-02"}))[0] == "refused"


def test_the_order_in_which_events_are_entered_says_nothing():
    events = [REQUEST, ADVICE, {"event": "advice_received", "on": "2026-03-20", "about": "Dr Lee"}]
    assert told(case(*events)) == told(case(*events[::-1]))


def test_every_label_that_is_left_out_is_nothing():
    assert told(case(REQUEST, responsible=None, school=None, facts={})) == told(case(REQUEST))


@pytest.mark.parametrize(
    ("readings", "said"),
    [
        ({"when_revewed": "decision"}, "readings: unknown dispute 'when_revewed'; did you mean 'when_reviewed'?"),
        (
            {"when_reviewed": "descision"},
            "readings: 'when_reviewed' has no reading 'descision'; did you mean 'decision'?",
        ),
        ({"when_reviewed": 1}, "readings: 'when_reviewed' has no reading '1'; known: ..."),
        ({3: "decision"}, "readings: unknown dispute '3'; ..."),
    ],
)
def test_readings(readings, said):
    kind, lines = told(case(REQUEST), readings=readings)
    assert kind == "refused"
    assert agrees(said, "\n".join(lines)), lines


@pytest.mark.parametrize("as_of", [None, "", "1 June 2026", 20260601, "2026-06-31"])
def test_the_day_of_the_evaluation(as_of):
    kind, lines = told(case(REQUEST), as_of=as_of)
    assert kind == "refused"
    assert agrees(f"as_of: ... is not a day; {A_DAY}", lines[0])

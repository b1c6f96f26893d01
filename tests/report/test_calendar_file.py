"""What a calendar file says, read back by the packages that read calendars: every field of every entry."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events

from send_deadlines import Case, CaseError, Event, SchoolCalendar, SendDeadlinesError, evaluate, evaluate_all, load_law
from send_deadlines.law.library import rule_files
from send_deadlines.report import as_calendar
from send_deadlines.report.calendar_entries import without_date

REQUEST = Event("assessment_request_received", on="2026-01-05")  # a Monday
# Twenty weeks from 5 January are 140 days: Monday 25 May 2026, a bank holiday. Six weeks: Monday 16 February.
FINAL, DECISION = "ehc_assessment.final_plan", "ehc_assessment.decision"


def read(content):
    return icalendar.Calendar.from_ical(content)


def entries(content, rule=None):
    """The entries of a calendar, or those of one rule."""
    found = read(content).walk("VEVENT")
    return [each for each in found if rule in (None, str(each["X-SEND-DEADLINES-RULE"]))]


def the_entry(content, rule):
    (found,) = entries(content, rule)
    return found


def made(events, as_of, **more):
    return as_calendar(evaluate(Case("EHC-1042", events), as_of), **more)


# The file as a whole.


def test_the_head_of_the_file():
    content = made([REQUEST], "2026-03-01")
    head = read(content)
    assert str(head["PRODID"]).startswith("-//send-deadlines//send-deadlines ")
    assert (str(head["VERSION"]), str(head["METHOD"])) == ("2.0", "PUBLISH")
    assert str(head["X-WR-CALNAME"]) == "SEND deadlines"
    assert str(head["X-WR-CALDESC"]).startswith("Worked out as at Sunday 1 March 2026 by send-deadlines ")
    assert str(head["X-SEND-DEADLINES-AS-OF"]) == "2026-03-01"
    assert head.errors == []


def test_lines_are_folded_and_end_as_the_format_wants():
    content = made([REQUEST, Event("draft_plan_sent", on="2026-05-01", served="2026-05-05")], "2026-05-06")
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75  # octets, RFC 5545 section 3.1


def test_a_case_in_which_nothing_has_started():
    content = as_calendar(evaluate(Case("A1"), "2026-03-01"))
    assert read(content).subcomponents == []
    assert as_calendar(evaluate(Case("A1"), "2026-03-01"), previous=content) == content


def test_no_cases_at_all():
    assert read(as_calendar(evaluate_all([], "2026-03-01"))).subcomponents == []


def test_many_cases_in_one_file():
    cases = [Case(f"EHC-{number}", [REQUEST]) for number in range(300)]
    found = entries(as_calendar(evaluate_all(cases, "2026-03-01")))
    assert len(found) == 300 * 4  # the decision, the threshold, sixteen weeks, twenty weeks
    assert len({str(each["UID"]) for each in found}) == len(found)


def test_neither_the_order_of_cases_nor_of_events_matters():
    # The second request of one day is of another case; the events are given backwards.
    events = [REQUEST, Event("assessment_agreed", on="2026-02-12"), Event("draft_plan_sent", on="2026-05-01")]
    one = evaluate_all([Case("A", events), Case("B", [REQUEST])], "2026-05-06")
    two = evaluate_all([Case("B", [REQUEST]), Case("A", events[::-1])], "2026-05-06")
    assert as_calendar(one) == as_calendar(two)


# The entry of a deadline.


def test_every_field_of_a_limit():
    entry = the_entry(made([REQUEST], "2026-03-01"), FINAL)
    assert entry["DTSTART"].dt == date(2026, 5, 25)
    assert entry["DTEND"].dt == date(2026, 5, 26)  # the day after the last
    assert entry["DTSTART"].params["VALUE"] == entry["DTEND"].params["VALUE"] == "DATE"
    assert entry["DTSTAMP"].dt == datetime(2026, 3, 1, tzinfo=UTC)
    assert entry["SEQUENCE"] == date(2026, 3, 1).toordinal() * 100
    assert (str(entry["STATUS"]), str(entry["TRANSP"])) == ("CONFIRMED", "TRANSPARENT")
    assert str(entry["SUMMARY"]) == (
        "Last day: the local authority must send the finalised EHC plan to the family, to any school, institution or "
        "early years provider it names, and to the health commissioner"
    )
    assert str(entry["URL"]) == "https://www.legislation.gov.uk/uksi/2014/1530/regulation/13"
    assert [str(each) for each in entry["CATEGORIES"].cats] == ["EHC needs assessment and plan", "Limit"]
    assert entry.subcomponents == []
    said = str(entry["DESCRIPTION"]).splitlines()
    assert said[:6] == [
        "State as at Sunday 1 March 2026: running.",
        "SI 2014/1530 reg 13(2), 13(3)  [ehc_assessment.final_plan]",
        "It is not a working day; the last working day before it is Friday 22 May 2026.",
        "It is also to be done as soon as practicable.",
        "The clock starts on Monday 5 January 2026, the day the authority received it (assessment_request_received).",
        "The period is 20 weeks; the day of the start is not counted, so day 1 is Tuesday 6 January 2026 and the last "
        "day is Monday 25 May 2026.",
    ]
    assert all(line.startswith("Doubt: ") for line in said[6:])
    assert len(said) > 6


def test_a_right_stands_on_its_last_day_with_its_hour():
    # Two months from the notice of Monday 12 January end on Thursday 12 March 2026; the Tribunal's day ends at 17:00.
    entry = the_entry(
        made([REQUEST, Event("assessment_refused", on="2026-01-12")], "2026-01-20"), "tribunal_appeal.start"
    )
    assert entry["DTSTART"].dt == date(2026, 3, 12)
    assert str(entry["SUMMARY"]).startswith("Last day, by 17:00: the child's parent or the young person may ")
    assert str(entry["CATEGORIES"].cats[1]) == "Right"


def test_a_wait_stands_on_the_first_day_on_which_the_act_may_be_done():
    # Fifteen days beginning with Tuesday 5 May: the fifteenth is Tuesday 19 May, and the plan may go on the 20th.
    draft = Event("draft_plan_sent", on="2026-05-01", served="2026-05-05")
    entry = the_entry(made([REQUEST, draft], "2026-05-06"), "ehc_assessment.representations")
    assert entry["DTSTART"].dt == date(2026, 5, 20)
    assert str(entry["SUMMARY"]).startswith(
        "First day after a wait: the local authority may not before this day send the final plan while "
    )
    assert "the last day is Tuesday 19 May 2026" in str(entry["DESCRIPTION"])


def test_what_is_overdue_stays_on_its_last_day():
    entry = the_entry(made([REQUEST], "2026-06-01"), FINAL)
    assert entry["DTSTART"].dt == date(2026, 5, 25)
    assert str(entry["SUMMARY"]).startswith("OVERDUE, last day: the local authority must ")
    assert str(entry["DESCRIPTION"]).startswith("State as at Monday 1 June 2026: 7 days overdue.")


def test_an_act_nobody_must_do_is_not_called_overdue():
    entry = the_entry(made([REQUEST], "2026-06-01"), "ehc_assessment.no_plan_decision")
    assert str(entry["SUMMARY"]).startswith("Time has gone, last day: the local authority must, if at all, ")


def test_what_a_later_limit_to_the_same_act_says():
    # Responsibility that arose a week later gives twenty weeks from 12 January: Monday 1 June. The earlier governs.
    content = made([REQUEST, Event("responsibility_arose", on="2026-01-12")], "2026-01-20")
    first, second = sorted(entries(content, FINAL), key=lambda each: each["DTSTART"].dt)
    assert (first["DTSTART"].dt, second["DTSTART"].dt) == (date(2026, 5, 25), date(2026, 6, 1))
    assert str(first["SUMMARY"]).startswith("Last day: ")
    assert str(second["SUMMARY"]).startswith("Last day (an earlier limit decides): ")
    assert "An earlier limit to the same act decides: ehc_assessment.final_plan." in str(second["DESCRIPTION"])


def test_a_day_that_is_known_though_not_whether_the_act_was_done():
    # A draft shows that the authority had agreed to assess, but not when.
    entry = the_entry(made([REQUEST, Event("draft_plan_sent", on="2026-05-01")], "2026-05-06"), DECISION)
    assert entry["DTSTART"].dt == date(2026, 2, 16)
    assert str(entry["SUMMARY"]).startswith("Not known whether done, last day: ")
    assert "\nWhat would settle it: the day of assessment_agreed (" in str(entry["DESCRIPTION"])


def test_what_a_direction_fixes_says_so():
    events = [
        REQUEST,
        Event("assessment_refused", on="2026-02-16"),
        Event("appeal_received", on="2026-04-10", appeal="refusal_to_assess"),
        Event("appeal_papers_received", on="2026-04-27"),
        Event("directions_issued", on="2026-04-27", acts=[{"act": "respond_to_appeal", "due": "2026-06-05"}]),
    ]
    entry = the_entry(made(events, "2026-05-11"), "tribunal_appeal.response")
    assert entry["DTSTART"].dt == date(2026, 6, 5)
    assert "A direction of Monday 27 April 2026 fixes the day: Friday 5 June 2026." in str(entry["DESCRIPTION"])


def test_what_is_usual_binds_nobody_and_says_so():
    cases = [
        Event("appeal_received", on="2026-04-10", appeal="contents"),
        Event("appeal_papers_received", on="2026-04-27"),
        Event("hearing_listed", on="2026-04-27", hearing="2026-11-16"),
    ]
    found = [
        each
        for each in entries(made(cases, "2026-05-11"))
        if "what is usually directed, and binds nobody until it is" in str(each["DESCRIPTION"])
    ]
    assert found
    assert all(str(each["SUMMARY"]).startswith("Usual ") for each in found)


def test_a_provisional_last_working_day_is_told():
    # Twenty weeks from Wednesday 7 January 2032: day 140 is Wednesday 26 May 2032, a year whose holidays nobody knows.
    entry = the_entry(made([Event("assessment_request_received", on="2032-01-07")], "2032-02-01"), FINAL)
    assert entry["DTSTART"].dt == date(2032, 5, 26)
    assert "Provisional: which days are working days" in str(entry["DESCRIPTION"])


def test_beyond_the_years_whose_bank_holidays_are_known():
    content = made([Event("assessment_request_received", on="2041-01-07")], "2041-02-01", alarms=["5 working days"])
    entry = the_entry(content, FINAL)
    said = str(entry["DESCRIPTION"])
    assert "No bank holidays are known for that year, so the last working day before it is not given." in said
    assert "No reminder 5 working days before: no bank holidays are known for that year." in said
    assert entry.subcomponents == []


def test_another_reading_is_told():
    held = [Event("review_meeting_held", on="2025-10-06"), Event("decision_to_keep_plan_sent", on="2025-10-27")]
    said = str(the_entry(made(held, "2026-01-12"), "ehc_review.review")["DESCRIPTION"])
    assert "Read as 'decision' (when_reviewed), the words give Monday 26 October 2026." in said


def test_a_later_day_that_is_arguable_is_told():
    # Two months from Monday 31 May 2027 end on Saturday 31 July, which moves to Monday 2 August; that lies in August,
    # which moves an end to Wednesday 1 September. Whether both moves can be made is doubtful.
    content = made([Event("assessment_refused", on="2027-05-31")], "2027-05-31")
    entry = the_entry(content, "tribunal_appeal.start")
    assert entry["DTSTART"].dt == date(2027, 8, 2)
    told = "It is arguable that the last day is Wednesday 1 September 2027; the earlier is taken."
    assert told in str(entry["DESCRIPTION"])


def test_other_readers_find_each_entry_on_its_day_and_on_no_other():
    calendar = read(made([REQUEST], "2026-03-01"))
    there = recurring_ical_events.of(calendar)
    for day, rules in {
        date(2026, 5, 24): set(),
        date(2026, 5, 25): {FINAL},
        date(2026, 5, 26): set(),
        date(2026, 2, 16): {DECISION, "ehc_assessment.threshold_refusal"},
    }.items():
        assert {str(each["X-SEND-DEADLINES-RULE"]) for each in there.at(day)} == rules


# What is not in it.


def test_what_is_done_or_has_no_day_is_not_in_it():
    done = [REQUEST, Event("assessment_agreed", on="2026-02-12"), Event("draft_plan_sent", on="2026-05-01")]
    result = evaluate(Case("A1", done), "2026-05-06")
    rules = {str(each["X-SEND-DEADLINES-RULE"]) for each in entries(as_calendar(result))}
    assert rules == {each.rule for each in result if each.is_open and each.due is not None}
    assert DECISION not in rules
    assert "ehc_assessment.representations" not in rules  # the day of service is not recorded
    assert {each.state.value for each in without_date(result)} == {"unknown", "outstanding"}
    assert "ehc_assessment.representations" in {each.rule for each in without_date(result)}


def test_a_limit_that_is_lifted_is_not_in_it():
    away = Event("absent_from_area", on="2026-02-01", until="2026-03-10")
    relied = Event(
        "exception_relied_on", on="2026-05-20", exception="absent_from_area_4_weeks", limit="ehc_assessment.final_plan"
    )
    assert entries(made([REQUEST, away], "2026-05-21"), FINAL)
    assert not entries(made([REQUEST, away, relied], "2026-05-21"), FINAL)
    lifted = without_date(evaluate(Case("A1", [REQUEST, away, relied]), "2026-05-21"))
    assert FINAL in {each.rule for each in lifted}


# Alarms.


@pytest.mark.parametrize(
    ("received", "alarm", "rings"),
    [
        # Twenty weeks from Monday 5 January: Monday 25 May 2026.
        ("2026-01-05", "2 weeks", datetime(2026, 5, 11, 9)),
        ("2026-01-05", "1 day", datetime(2026, 5, 24, 9)),
        ("2026-01-05", "30 days", datetime(2026, 4, 25, 9)),
        ("2026-01-05", "1 month", datetime(2026, 4, 25, 9)),
        # Before the 25th: Friday 22, Thursday 21, Wednesday 20, Tuesday 19, Monday 18.
        ("2026-01-05", "5 working days", datetime(2026, 5, 18, 9)),
        # Twenty weeks from Tuesday 6 January: Tuesday 26 May. The 25th is a bank holiday: again Monday 18.
        ("2026-01-06", "5 working days", datetime(2026, 5, 18, 9)),
        # Twenty weeks from Thursday 13 November 2025: Thursday 2 April 2026; a year before.
        ("2025-11-13", "1 year", None),
        # Three months before Sunday 31 May would be 31 February: its last day is the 28th. 11 January + 140 = 31 May.
        ("2026-01-11", "3 months", datetime(2026, 2, 28, 9)),
    ],
)
def test_an_alarm_rings_at_nine_of_its_day(received, alarm, rings):
    content = made([Event("assessment_request_received", on=received)], "2026-01-20", alarms=[alarm])
    alarms = the_entry(content, FINAL).subcomponents
    if rings is None:  # that day had gone when the file was written
        assert alarms == []
        return
    (found,) = alarms
    entry = the_entry(content, FINAL)
    midnight = datetime.combine(entry["DTSTART"].dt, datetime.min.time())
    assert midnight + found["TRIGGER"].dt == rings
    assert found["TRIGGER"].params.get("RELATED", "START") == "START"
    assert str(found["ACTION"]) == "DISPLAY"
    assert str(found["DESCRIPTION"]) == str(entry["SUMMARY"])


def test_an_alarm_for_a_wait_is_counted_back_from_the_first_day():
    # Fifteen days beginning with 5 May: it may be sent on Wednesday 20 May. Two days before: Monday 18 May.
    draft = Event("draft_plan_sent", on="2026-05-01", served="2026-05-05")
    entry = the_entry(made([REQUEST, draft], "2026-05-06", alarms=["2 days"]), "ehc_assessment.representations")
    (alarm,) = entry.subcomponents
    assert alarm["TRIGGER"].dt == timedelta(days=-2, hours=9)


def test_an_alarm_in_working_days_goes_by_the_deadlines_own():
    # Twenty working days of any part of the United Kingdom from Thursday 19 February 2026, with Tuesday 17 March, St
    # Patrick's Day, left out: 20 Feb is the first, 27 Feb the sixth, 6 March the eleventh, 13 March the sixteenth, 16,
    # 18, 19 and 20 March the last. Five before Friday 20 March: 19, 18, 16, 13 and Thursday 12. By England's, the 13th.
    law = load_law(*rule_files(Path(__file__).parents[1] / "hard_cases" / "second"), packaged=False)
    asked = Case("A1", [Event("foi_request_received", on="2026-02-19")])
    content = as_calendar(evaluate(asked, "2026-02-20", law=law), alarms=["5 working days"])
    entry = the_entry(content, "information_request.foi_answer")
    assert entry["DTSTART"].dt == date(2026, 3, 20)
    assert entry.subcomponents[0]["TRIGGER"].dt == timedelta(days=-8, hours=9)


def test_several_alarms_and_none_twice():
    entry = the_entry(made([REQUEST], "2026-03-01", alarms=["2 weeks", "14 days", "1 week", "2 weeks"]), FINAL)
    assert [each["TRIGGER"].dt for each in entry.subcomponents] == [
        timedelta(days=-14, hours=9),
        timedelta(days=-7, hours=9),
    ]


def test_an_alarm_whose_day_had_gone_is_left_out():
    content = made([REQUEST], "2026-05-18", alarms=["1 week", "8 days"])
    (alarm,) = the_entry(content, FINAL).subcomponents  # 18 May is a week before, and it may be before nine
    assert alarm["TRIGGER"].dt == timedelta(days=-7, hours=9)


@pytest.mark.parametrize(
    ("alarm", "message"),
    [
        ("5 school days", "an alarm is not counted in school days, as '5 school days' is; give days, weeks, months"),
        ("0 days", "'0 days': a period is required and > 0"),
        ("soon", "'soon': a period is required and > 0"),
        ("2 fortnights", "'2 fortnights': unknown unit 'fortnights'"),
    ],
)
def test_an_alarm_that_cannot_be_counted(alarm, message):
    with pytest.raises(SendDeadlinesError) as told:
        made([REQUEST], "2026-03-01", alarms=[alarm])
    assert message in str(told.value)


# What points to a child.

OAK = {"name": "Oak Primary", "terms": [{"name": "summer 2026", "first": "2026-04-13", "last": "2026-07-21"}]}


def marked() -> Case:
    return Case(
        "EHC-1042",
        [REQUEST, Event("advice_requested", on="2026-01-12", about="Dr; Lee, \n\x07of Fenshire")],
        calendars={"school": SchoolCalendar.from_dict(OAK)},
        school="Oak Primary",
        responsible="J. Smith",
    )


def test_without_being_asked_it_points_to_nobody():
    text = as_calendar(evaluate(marked(), "2026-01-20")).decode().replace("\r\n ", "")
    for word in ("1042", "Lee", "Fenshire", "Oak", "Smith"):
        assert word not in text


def test_what_is_asked_for_is_included():
    content = as_calendar(evaluate(marked(), "2026-01-20"), include=["case", "about", "school", "responsible"])
    entry = the_entry(content, "ehc_assessment.advice")
    assert str(entry["SUMMARY"]).startswith("EHC-1042: Last day (guidance, not law): ")
    # What hides or breaks a line is written out. It is looked for in the file itself: some releases of the package read
    # a line end that is written out back as a line end.
    text = content.decode().replace("\r\n ", "")
    about = r"Dr\; Lee\, \\n\\x07of Fenshire"
    assert f"the advice it was asked for ({about})\r\n" in text
    assert rf"\nCase: EHC-1042\nAbout: {about}\nSchool: Oak Primary\nResponsible: J. Smith" in text
    plan = the_entry(content, FINAL)
    assert "About: " not in str(plan["DESCRIPTION"])


@pytest.mark.parametrize("word", ["case", "about", "school", "responsible"])
def test_only_what_is_asked_for_is_included(word):
    text = as_calendar(evaluate(marked(), "2026-01-20"), include=[word]).decode().replace("\r\n ", "")
    there = {"case": "1042", "about": "Fenshire", "school": "Oak", "responsible": "Smith"}
    assert [key for key, value in there.items() if value in text] == [word]


def test_a_word_that_cannot_be_included():
    with pytest.raises(SendDeadlinesError, match="'name' cannot be included in a calendar; known: about, case, resp"):
        made([REQUEST], "2026-03-01", include=["name"])


def test_a_date_of_birth_is_not_told():
    events = [
        Event("born", on="2015-03-12"),
        Event("review_meeting_held", on="2025-10-06"),
        Event("decision_to_keep_plan_sent", on="2025-10-27"),
        Event("phase_transfer_expected", on="2025-11-03", about="secondary school", phase="primary_to_secondary"),
    ]
    content = made(events, "2025-11-10")
    assert the_entry(content, "phase_transfer.plan_for_school")["DTSTART"].dt == date(2026, 2, 14)  # before 15 February
    assert "March 2015" not in content.decode().replace("\r\n ", "")


# What cannot be written.


def test_two_evaluations_of_one_case():
    one, two = (evaluate(Case("A1", [REQUEST]), "2026-03-01") for _ in range(2))
    with pytest.raises(CaseError, match="case A1: it is evaluated twice, and the two would write over each other"):
        as_calendar([one, two])


def test_evaluations_of_different_days():
    one, two = (evaluate(Case(name, [REQUEST]), day) for name, day in (("A", "2026-03-01"), ("B", "2026-03-02")))
    with pytest.raises(
        CaseError, match="case B: it is evaluated as at 2026-03-02, and another case as at 2026-03-01; ev"
    ):
        as_calendar([one, two])


def test_nothing_at_all_has_no_day():
    with pytest.raises(
        CaseError, match="there is no evaluation, and so no day to stamp the calendar with; give a Case"
    ):
        as_calendar([])


def test_what_is_no_evaluation():
    with pytest.raises(
        CaseError, match="a Deadline was given, not an Evaluation; give what evaluate or evaluate_all made"
    ):
        as_calendar([*evaluate(Case("A1", [REQUEST]), "2026-03-01")])


def test_a_caseload_that_is_not_whole():
    caseload = evaluate_all(
        [Case("A", [REQUEST]), Case("B", [Event("nothing", on="2026-01-05")])], "2026-03-01", keep_going=True
    )
    with pytest.raises(CaseError, match="case B: unknown event 'nothing'"):
        as_calendar(caseload)


def test_without_the_package_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "icalendar", None)
    with pytest.raises(
        SendDeadlinesError, match=r'needs the icalendar package; .* pip install "send-deadlines\[ics\]"'
    ):
        made([REQUEST], "2026-03-01")

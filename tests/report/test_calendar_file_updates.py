"""A later calendar file updates an earlier one: which entry is the same, what changed, and what is no more."""

import random
from datetime import date

import icalendar
import pytest

from send_deadlines import CalendarError, Case, Event, evaluate, evaluate_all
from send_deadlines.report import as_calendar

REQUEST = Event("assessment_request_received", on="2026-01-05")  # a Monday
FINAL, DECISION = "ehc_assessment.final_plan", "ehc_assessment.decision"
WAIT = "ehc_assessment.representations"


def made(events, as_of, previous=None, *, case="A1", **more):
    return as_calendar(evaluate(Case(case, events), as_of), previous=previous, **more)


def entries(content):
    return {str(each["UID"]): each for each in icalendar.Calendar.from_ical(content).walk("VEVENT")}


def of_rule(content, rule):
    """The entries of a rule in order of their days."""
    found = [each for each in entries(content).values() if str(each["X-SEND-DEADLINES-RULE"]) == rule]
    return sorted(found, key=lambda each: each["DTSTART"].dt)


def the(content, rule):
    (found,) = of_rule(content, rule)
    return found


def uid(content, rule):
    return str(the(content, rule)["UID"])


def draft(day):
    return Event("draft_plan_sent", on=day, served=day)


# Which entry is the same.


def test_the_uid_is_what_it_always_was():
    """A release that gives every entry another UID doubles every calendar."""
    assert uid(made([REQUEST], "2026-03-01", case="EHC-1042"), FINAL) == "a34621c2-45dd-5cda-a358-46aedd5b564e"


@pytest.mark.parametrize("corrected", ["2025-12-29", "2026-01-02", "2026-02-02"])
def test_a_corrected_date_moves_the_entry(corrected):
    one = made([REQUEST], "2026-02-03")
    two = made([Event(REQUEST.event, on=corrected)], "2026-02-03")
    assert entries(one).keys() == entries(two).keys()
    assert the(one, FINAL)["DTSTART"].dt != the(two, FINAL)["DTSTART"].dt


def test_a_later_day_has_the_same_entries_and_higher_numbers():
    one, two = made([REQUEST], "2026-02-01"), made([REQUEST], "2026-02-02")
    assert entries(one).keys() == entries(two).keys()
    assert the(one, FINAL)["SEQUENCE"] < the(two, FINAL)["SEQUENCE"]


def test_another_case_and_another_thing_have_entries_of_their_own():
    lee, ray = (Event("advice_requested", on="2026-01-12", about=name) for name in ("Dr Lee", "Dr Ray"))
    one = made([REQUEST, lee, ray], "2026-01-20")
    assert len({str(each["UID"]) for each in of_rule(one, "ehc_assessment.advice")}) == 2
    assert not entries(one).keys() & entries(made([REQUEST, lee, ray], "2026-01-20", case="A2")).keys()
    only = made([REQUEST, ray], "2026-01-20")
    assert uid(only, "ehc_assessment.advice") in entries(one)


def test_a_second_request_does_not_take_the_entry_of_the_first():
    first = [REQUEST, Event("assessment_refused", on="2026-02-10")]
    again = [*first, Event("assessment_request_received", on="2026-09-01")]
    before = made([REQUEST], "2026-02-01")
    after = made(again, "2026-09-10", before)
    # Twenty weeks from Tuesday 1 September 2026 are 140 days: Tuesday 19 January 2027.
    old, new = of_rule(after, FINAL)
    assert (str(old["UID"]), str(old["STATUS"])) == (uid(before, FINAL), "CANCELLED")
    assert (new["DTSTART"].dt, str(new["STATUS"])) == (date(2027, 1, 19), "CONFIRMED")
    assert uid(made(again, "2026-09-10"), FINAL) == str(new["UID"])


def test_a_year_later_it_is_another_review():
    one = [Event("review_meeting_held", on="2025-10-06"), Event("decision_to_keep_plan_sent", on="2025-10-27")]
    two = [Event("review_meeting_held", on="2026-09-14"), Event("decision_to_keep_plan_sent", on="2026-09-28")]
    before = made(one, "2026-01-12")
    after = made(one + two, "2026-10-12", before)
    # Twelve months from the meeting of Tuesday 6 October 2025, counted with it: 5 October 2026; then 13 September 2027.
    first, second = of_rule(after, "ehc_review.review")
    assert (str(first["UID"]), str(first["STATUS"])) == (uid(before, "ehc_review.review"), "CANCELLED")
    assert str(first["SUMMARY"]).startswith("Done in time: ")
    assert (first["DTSTART"].dt, second["DTSTART"].dt) == (date(2026, 10, 5), date(2027, 9, 13))


def test_a_draft_that_is_served_again_moves_its_entry():
    # Fifteen days beginning with Monday 20 April end on 4 May; with Monday 27 April, on Monday 11 May.
    before = made([REQUEST, draft("2026-04-20")], "2026-04-22")
    after = made([REQUEST, draft("2026-04-20"), draft("2026-04-27")], "2026-04-28")
    assert uid(before, WAIT) == uid(after, WAIT)
    assert the(before, WAIT)["DTSTART"].dt == date(2026, 5, 5)
    assert the(after, WAIT)["DTSTART"].dt == date(2026, 5, 12)


def test_two_starts_of_one_rule_by_different_events_are_two_entries():
    arose = Event("responsibility_arose", on="2026-01-12")
    both = made([REQUEST, arose], "2026-01-20")
    assert len(of_rule(both, FINAL)) == 2
    turned = made([REQUEST, Event("responsibility_arose", on="2025-12-29")], "2026-01-20")
    assert entries(both).keys() == entries(turned).keys()  # whichever of them came first


def test_hearings_that_are_moved_keep_their_entries():
    appeal = [
        Event("appeal_received", on="2026-04-10", appeal="contents"),
        Event("appeal_papers_received", on="2026-04-27"),
        Event("hearing_listed", on="2026-04-27", hearing="2026-11-16"),
    ]
    before = made(appeal, "2026-05-11")
    after = made([*appeal, Event("hearing_listed", on="2026-07-06", hearing="2026-12-07")], "2026-07-07")
    assert uid(before, "tribunal_hearing.bundle") == uid(after, "tribunal_hearing.bundle")
    assert the(before, "tribunal_hearing.bundle")["DTSTART"].dt < the(after, "tribunal_hearing.bundle")["DTSTART"].dt


def test_neither_cases_nor_events_need_an_order():
    events = [REQUEST, Event("responsibility_arose", on="2026-01-05"), draft("2026-04-20"), draft("2026-04-27")]
    cases = [Case(name, events) for name in "ABCDE"]
    one = as_calendar(evaluate_all(cases, "2026-04-28"))
    for seed in range(5):
        mixed = [Case(case.id, random.Random(seed).sample(events, len(events))) for case in cases]
        random.Random(seed).shuffle(mixed)
        assert as_calendar(evaluate_all(mixed, "2026-04-28")) == one


# What an update says.


def test_exporting_twice_changes_nothing():
    one = made([REQUEST], "2026-03-01", alarms=["2 weeks"])
    assert made([REQUEST], "2026-03-01", one, alarms=["2 weeks"]) == one
    assert made([REQUEST], "2026-03-01", one.decode(), alarms=["2 weeks"]) == one  # as text too


def test_what_has_not_changed_stays_byte_for_byte():
    one = made([REQUEST], "2026-03-01", alarms=["2 weeks"])
    two = made([REQUEST], "2026-03-08", one, alarms=["2 weeks"])
    assert one != two  # the file says as at which day it is
    before, after = entries(one), entries(two)
    plan = uid(one, FINAL)
    assert after[plan].to_ical() == before[plan].to_ical()
    # The decision, due on 16 February, is overdue on both days: nothing has become of it.
    assert {key for key in before if after[key].to_ical() != before[key].to_ical()} == set()


def test_what_has_changed_has_a_higher_number():
    one = made([REQUEST], "2026-02-10")
    two = made([REQUEST], "2026-02-17", one)  # the decision has become overdue
    assert the(two, DECISION)["SEQUENCE"] == date(2026, 2, 17).toordinal() * 100
    assert str(the(two, DECISION)["SUMMARY"]).startswith("OVERDUE")
    assert the(two, FINAL).to_ical() == the(one, FINAL).to_ical()


def test_what_is_corrected_on_the_same_day_has_a_higher_number():
    one = made([REQUEST], "2026-02-10")
    two = made([Event(REQUEST.event, on="2026-01-02")], "2026-02-10", one)
    three = made([REQUEST], "2026-02-10", two)
    numbers = [the(each, FINAL)["SEQUENCE"] for each in (one, two, three)]
    assert numbers == [numbers[0], numbers[0] + 1, numbers[0] + 2]
    assert numbers[2] < the(made([REQUEST], "2026-02-11"), FINAL)["SEQUENCE"]


@pytest.mark.parametrize(
    ("more", "as_of", "says"),
    [
        ([Event("final_plan_sent", on="2026-05-18")], "2026-05-19", "Done in time: "),
        ([Event("final_plan_sent", on="2026-05-28")], "2026-05-29", "Done 3 days late: "),
        ([Event("assessment_request_withdrawn", on="2026-05-18")], "2026-05-19", "No longer due: "),
        (
            [
                Event("absent_from_area", on="2026-02-01", until="2026-03-10"),
                Event(
                    "exception_relied_on",
                    on="2026-05-20",
                    exception="absent_from_area_4_weeks",
                    limit="ehc_assessment.final_plan",
                ),
            ],
            "2026-05-21",
            "Limit lifted: ",
        ),
    ],
)
def test_what_is_no_longer_open_is_cancelled(more, as_of, says):
    one = made([REQUEST], "2026-03-01", alarms=["1 week"])
    two = made([REQUEST, *more], as_of, one, alarms=["1 week"])
    entry = entries(two)[uid(one, FINAL)]
    assert str(entry["STATUS"]) == "CANCELLED"
    assert str(entry["SUMMARY"]).startswith(f"{says}the local authority must send the finalised EHC plan")
    assert entry["DTSTART"].dt == date(2026, 5, 25)
    assert entry["SEQUENCE"] == date.fromisoformat(as_of).toordinal() * 100
    assert entry.subcomponents == []
    assert str(entry["DESCRIPTION"]).startswith("Taken out as at ")
    assert made([REQUEST, *more], as_of, two, alarms=["1 week"]) == two


def test_a_right_that_was_not_used_is_cancelled():
    one = made([REQUEST, draft("2026-05-05")], "2026-05-06")
    two = made([REQUEST, draft("2026-05-05")], "2026-05-20", one)
    entry = the(two, "ehc_assessment.make_representations")
    assert (str(entry["STATUS"]), str(entry["SUMMARY"])[:18]) == ("CANCELLED", "Not used in time: ")


def test_a_wait_that_has_run_out_stays_on_its_day():
    """It stands on the first day after the wait: an update on that very day must not take it out."""
    one = made([REQUEST, draft("2026-05-05")], "2026-05-06")
    two = made([REQUEST, draft("2026-05-05")], "2026-05-20", one)
    entry = the(two, WAIT)
    assert (str(entry["STATUS"]), entry["DTSTART"].dt) == ("CONFIRMED", date(2026, 5, 20))
    assert str(entry["DESCRIPTION"]).startswith("State as at Wednesday 20 May 2026: run out.")
    sent = [REQUEST, draft("2026-05-05"), Event("final_plan_sent", on="2026-05-21")]
    assert str(the(made(sent, "2026-05-22", two), WAIT)["STATUS"]) == "CANCELLED"
    assert not of_rule(made([REQUEST, draft("2026-05-05")], "2026-05-20"), WAIT)  # a new file begins without it


def test_a_wait_that_was_taken_out_does_not_come_back_when_it_has_run_out():
    served, undated = draft("2026-05-05"), Event("draft_plan_sent", on="2026-05-05")
    one = made([REQUEST, served], "2026-05-06")
    two = made([REQUEST, undated], "2026-05-07", one)
    three = made([REQUEST, served], "2026-05-20", two)
    assert [str(the(each, WAIT)["STATUS"]) for each in (one, two, three)] == ["CONFIRMED", "CANCELLED", "CANCELLED"]


def test_a_day_that_is_no_longer_known_is_taken_out():
    one = made([REQUEST, draft("2026-05-05")], "2026-05-06")
    two = made([REQUEST, Event("draft_plan_sent", on="2026-05-05")], "2026-05-06", one)
    assert (str(the(two, WAIT)["STATUS"]), str(the(two, WAIT)["SUMMARY"])[:31]) == (
        "CANCELLED",
        "Its day is not known any more: ",
    )


def test_what_is_gone_is_cancelled_and_says_nothing_of_the_case():
    one = made([REQUEST], "2026-03-01", case="EHC-1042", include=["case"])
    two = as_calendar(evaluate_all([Case("B")], "2026-03-02"), previous=one, include=["case"])
    assert {str(each["STATUS"]) for each in entries(two).values()} == {"CANCELLED"}
    assert str(entries(two)[uid(one, FINAL)]["SUMMARY"]) == f"No longer among the deadlines: {FINAL}"
    assert b"EHC-1042" not in two


def test_what_was_included_once_does_not_stay():
    one = made([REQUEST], "2026-03-01", case="EHC-1042", include=["case"])
    sent = [REQUEST, Event("final_plan_sent", on="2026-03-02")]
    two = made(sent, "2026-03-03", one, case="EHC-1042", include=["case"])
    assert str(entries(two)[uid(one, FINAL)]["SUMMARY"]).startswith("EHC-1042: Done in time: ")
    assert b"EHC-1042" not in made([REQUEST], "2026-03-01", one, case="EHC-1042")
    assert b"EHC-1042" not in made(sent, "2026-03-03", one, case="EHC-1042")
    assert b"EHC-1042" not in made(sent, "2026-03-03", two, case="EHC-1042")


def test_what_comes_back_is_an_entry_again():
    one = made([REQUEST], "2026-03-01")
    two = made([REQUEST, Event("assessment_request_withdrawn", on="2026-03-02")], "2026-03-02", one)
    three = made([REQUEST], "2026-03-02", two)  # it had not been withdrawn after all
    numbers = [the(each, FINAL)["SEQUENCE"] for each in (one, two, three)]
    assert [str(the(each, FINAL)["STATUS"]) for each in (one, two, three)] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert numbers == sorted(set(numbers))


def test_other_alarms_are_a_change():
    one = made([REQUEST], "2026-03-01", alarms=["1 week"])
    two = made([REQUEST], "2026-03-01", one, alarms=["2 weeks"])
    assert the(two, FINAL)["SEQUENCE"] == the(one, FINAL)["SEQUENCE"] + 1


def test_what_was_cancelled_is_dropped_after_a_year():
    done = [REQUEST, Event("final_plan_sent", on="2026-03-02")]
    one = made([REQUEST], "2026-03-01")
    two = made(done, "2026-03-10", one)
    assert uid(one, FINAL) in entries(made(done, "2027-03-10", two))
    assert uid(one, FINAL) not in entries(made(done, "2027-03-11", two))


# An earlier file that cannot be used.

GOOD = made([REQUEST], "2026-03-01")
TEXT = GOOD.decode()
SAVED_BY_OTHERS = TEXT.replace("-//send-deadlines//send-deadlines", "-//Microsoft Corporation//Outlook")
ONE = TEXT[TEXT.index("BEGIN:VEVENT") : TEXT.index("END:VEVENT") + len("END:VEVENT\r\n")]


@pytest.mark.parametrize(
    ("previous", "message"),
    [
        ("", "is damaged: it has no whole calendar in it"),
        ("Dear Sir or Madam", "is not an iCalendar file; give the file as send-deadlines wrote it"),
        ('{"id": "EHC-1042"}', "is not an iCalendar file"),
        (b"BEGIN:VCALENDAR\r\nSUMMARY:\xe9\r\n", "is damaged: byte 26 is not UTF-8"),
        (SAVED_BY_OTHERS, "is not one of send-deadlines: '-//Microsoft Corporation//Outlook"),
        ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "is not one of send-deadlines: it does not say what wrote it"),
        (TEXT[: len(TEXT) // 2], "is damaged: it has no whole calendar in it"),
        (TEXT + TEXT, "has more in it than one calendar"),
        (TEXT.replace("X-SEND-DEADLINES-AS-OF", "X-OTHER"), "it does not say as at which day it was written"),
        (TEXT.replace("AS-OF:2026-03-01", "AS-OF:yesterday"), "it does not say as at which day it was written"),
        (TEXT.replace(ONE, ONE + ONE), "entry 2 has the UID of another"),
        (
            TEXT.replace("DTSTART;VALUE=DATE:20260216", "DTSTART;VALUE=DATE:2026"),
            "entry 1 has a DTSTART that cannot be",
        ),
        (TEXT.replace("DTSTART;VALUE=DATE:20260525", "DTSTART:20260525T090000"), "begins at an hour, and not on a day"),
        (TEXT.replace("SEQUENCE:739676", "SEQUENCE:x739676"), "entry 1 has a SEQUENCE that cannot be read"),
        (TEXT.replace("SEQUENCE:739676", "SEQUENCE:-739676"), "has a DTSTAMP or a SEQUENCE that cannot be right"),
        (
            TEXT.replace("DTSTAMP:20260301T000000Z", "DTSTAMP;VALUE=DATE:20260301"),
            "a DTSTAMP or a SEQUENCE that cannot",
        ),
        (TEXT.replace("DTSTAMP:20260301", "DTSTAMP:20260302"), "entry 1 was written on 2026-03-02, after the file"),
        (TEXT.replace("STATUS:CONFIRMED\r\n", ""), "entry 1 has no STATUS, or more than one"),
        (TEXT.replace("STATUS:CONFIRMED\r\n", "STATUS:CONFIRMED\r\n" * 2), "entry 1 has no STATUS, or more than one"),
        (TEXT.replace("X-SEND-DEADLINES-RULE:", "X-RULE:"), "entry 1 has no X-SEND-DEADLINES-RULE"),
        (TEXT.replace("VEVENT", "VTODO"), "entry 1 is no event but VTODO"),
        (TEXT.replace("SUMMARY:", "SUMMARY"), "has a line that cannot be read"),
    ],
)
def test_an_earlier_file_that_cannot_be_used(previous, message):
    with pytest.raises(CalendarError) as told:
        made([REQUEST], "2026-03-01", previous)
    assert str(told.value).startswith("the earlier calendar ")
    assert message in str(told.value)
    assert "EHC-1042" not in str(told.value)


def test_a_calendar_is_not_updated_backwards():
    with pytest.raises(CalendarError, match="is as at Sunday 1 March 2026, after Saturday 28 February 2026, and a cal"):
        made([REQUEST], "2026-02-28", GOOD)


def test_a_mark_of_the_order_of_bytes_does_no_harm():
    assert made([REQUEST], "2026-03-01", b"\xef\xbb\xbf" + GOOD) == GOOD

"""Mistakes that spreadsheets, calculators and web pages make: the wrong date beside the right one."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from dateutil.relativedelta import relativedelta
from dateutil.rrule import DAILY, rrule

from send_deadlines import Case, CaseError, Event, State, evaluate, load_law, load_school_calendar
from send_deadlines.calendars import Counting, WorkingDays, count_forward

PLAIN = Counting(name="plain", working_days="england", last_day="stands")


def deadline(rule: str, as_of: str, *events: Event, **facts: object):
    return evaluate(Case("A1", events, facts=facts), as_of)[rule]


def weekdays_after(start: date, days: int) -> date:
    """What WORKDAY(start, days) gives in a spreadsheet to which nobody has told the bank holidays."""
    return rrule(DAILY, dtstart=start + timedelta(days=1), byweekday=range(5))[days - 1].date()


REQUEST = Event("assessment_request_received", on="2025-01-06")


def test_twenty_weeks_are_not_five_months() -> None:
    """Mon 6 January 2025 + 140 days: 25 in January, 28, 31, 30, then 26: Mon 26 May. Five months end on 6 June."""
    due = deadline("ehc_assessment.final_plan", "2025-02-01", REQUEST).due
    assert due == date(2025, 5, 26)
    wrong = date(2025, 1, 6) + relativedelta(months=5)
    assert (wrong, (wrong - due).days) == (date(2025, 6, 6), 11)


def test_twenty_weeks_are_not_a_hundred_working_days() -> None:
    """A hundred weekdays happen to end on the same day; with the four bank holidays between, they end on 30 May."""
    due = deadline("ehc_assessment.final_plan", "2025-02-01", REQUEST).due
    assert weekdays_after(date(2025, 1, 6), 100) == due == date(2025, 5, 26)
    with_holidays = count_forward(
        date(2025, 1, 6).toordinal(), WorkingDays(100), first_day_counted=False, counting=PLAIN
    )
    assert date.fromordinal(with_holidays.due) == date(2025, 5, 30)


def test_fifteen_days_to_answer_a_request_for_re_assessment_are_not_working_days() -> None:
    """Fri 12 December 2025 + 15 days: Sat 27 December. Fifteen working days would end on 7 January."""
    found = deadline("ehc_reassessment.decision", "2025-12-15", Event("reassessment_request_received", on="2025-12-12"))
    assert found.due == date(2025, 12, 27)
    wrong = count_forward(date(2025, 12, 12).toordinal(), WorkingDays(15), first_day_counted=False, counting=PLAIN)
    assert (date.fromordinal(wrong.due), wrong.due - found.due.toordinal()) == (date(2026, 1, 7), 11)


def test_fifteen_days_with_a_draft_are_not_working_days() -> None:
    """Served on Fri 12 December 2025, which is day 1: day 15 is Fri 26 December, Boxing Day. Nothing moves it."""
    draft = Event("draft_plan_sent", on="2025-12-12", served="2025-12-12")
    request = Event("assessment_request_received", on="2025-09-01")
    assert deadline("ehc_assessment.representations", "2025-12-15", request, draft).due == date(2025, 12, 26)


def test_fifteen_days_with_proposed_amendments_are_not_working_days() -> None:
    """The same fifteen days: served on Fri 12 December 2025, the last is Fri 26 December."""
    notice = Event("amendment_notice_sent", on="2025-12-12", served="2025-12-12")
    assert deadline("ehc_review.representations", "2025-12-15", notice).due == date(2025, 12, 26)


def test_the_day_of_receipt_is_not_day_one() -> None:
    """One definition in use calls it day 1, which would end twenty weeks on Sunday 25 May 2025, day 139."""
    due = deadline("ehc_assessment.final_plan", "2025-02-01", REQUEST).due
    assert (due - date(2025, 1, 6)).days == 140


def test_two_months_are_not_eight_weeks() -> None:
    """A decision of Mon 7 July 2025: two months end on Sun 7 September. Eight weeks would end on 1 September."""
    notice = Event("ceasing_notice_sent", on="2025-07-07")
    # An end on a Sunday moves, in the Tribunal's rules, to the next working day, Mon 8 September.
    found = deadline("ehc_ceasing.no_ceasing_before_appeal", "2025-07-08", notice)
    assert (found.before_move, found.due) == (date(2025, 9, 7), date(2025, 9, 8))
    assert date(2025, 7, 7) + timedelta(weeks=8) == date(2025, 9, 1)


def test_a_mediation_certificate_gives_a_month_more() -> None:
    """Two months from Mon 7 July end in September; a certificate of Wed 3 September gives until Fri 3 October 2025."""
    notice = Event("ceasing_notice_sent", on="2025-07-07")
    certificate = Event("mediation_certificate_issued", on="2025-09-03")
    assert deadline("ehc_ceasing.no_ceasing_after_certificate", "2025-09-04", notice, certificate).due == date(
        2025, 10, 3
    )


@pytest.mark.parametrize("logged", ["2025-01-07", "2025-01-20", "2025-02-03"])
def test_the_clock_starts_with_receipt_not_with_logging_or_a_panel(logged: str) -> None:
    considered = Event("assessment_considered", on=logged)
    assert deadline("ehc_assessment.final_plan", "2025-03-01", REQUEST, considered).due == date(2025, 5, 26)


def test_august_stops_no_clock_of_an_assessment() -> None:
    """Thu 1 May 2025 + 140 days: 30 in May, 30, 31, 31, then 18: Thu 18 September."""
    request = Event("assessment_request_received", on="2025-05-01")
    assert deadline("ehc_assessment.final_plan", "2025-08-15", request).due == date(2025, 9, 18)


def test_a_draft_does_not_stop_the_clock() -> None:
    """Twenty weeks end on 26 May; a draft of 12 May leaves the plan overdue on the 27th."""
    draft = Event("draft_plan_sent", on="2025-05-12", served="2025-05-12")
    assert deadline("ehc_assessment.final_plan", "2025-05-27", REQUEST, draft).state is State.OVERDUE


def test_an_extension_cannot_be_agreed() -> None:
    """The Regulations give exceptions, each with a fact; whatever else the authority records leaves the limit."""
    told = Event("family_told_of_exception", on="2025-05-01")
    found = deadline("ehc_assessment.final_plan", "2025-05-27", REQUEST, told)
    assert (found.due, found.state) == (date(2025, 5, 26), State.OVERDUE)


def test_a_summer_closure_lifts_nothing_by_itself() -> None:
    """Advice must have been asked of the school in the window round the closure, and the judgement recorded."""
    request = Event("assessment_request_received", on="2025-05-01")
    closed = Event("setting_closed", on="2025-07-19", until="2025-09-02", about="Oak School")
    asked = Event("advice_requested", on="2025-06-02", about="Oak School", body_kind="school")
    relied = Event(
        "exception_relied_on", on="2025-09-01", exception="school_closed_4_weeks", limit="ehc_assessment.final_plan"
    )
    found = deadline("ehc_assessment.final_plan", "2025-09-20", request, closed, asked, relied)
    assert (found.due, found.state) == (date(2025, 9, 18), State.OVERDUE)


def test_there_is_no_limit_of_twelve_weeks_in_an_assessment() -> None:
    rules = [rule for rule in load_law().rules if rule["id"].startswith("ehc_assessment.")]
    assert not [rule["id"] for rule in rules if rule.get("within") in ("12 weeks", "84 days", "3 months")]


def test_a_late_report_does_not_move_the_decision() -> None:
    """Met on Mon 3 March 2025, so the decision is due on Mon 31 March, though the school's report came on the 28th."""
    meeting = Event("review_meeting_held", on="2025-03-03")
    report = Event("review_report_sent", on="2025-03-28")
    assert deadline("ehc_review.decision", "2025-03-29", meeting, report).due == date(2025, 3, 31)


def test_the_eight_weeks_run_from_the_notice_itself() -> None:
    """A letter of Mon 24 March 2025 that the plan will be amended; the notice went on Mon 31 March: Mon 26 May."""
    decided = Event("decision_to_amend_plan_sent", on="2025-03-24")
    notice = Event("amendment_notice_sent", on="2025-03-31")
    assert deadline("ehc_review.amended_plan_after_notice", "2025-04-01", decided, notice).due == date(2025, 5, 26)


def test_reviews_every_six_months_under_five_are_guidance() -> None:
    born = Event("born", on="2022-03-01")
    made = Event("plan_first_made", on="2024-09-02")
    found = evaluate(Case("A1", [born, made]), "2025-08-29")
    under_five = [each for each in found.deadlines if each.rule == "ehc_review.review_under_five"]
    assert [(each.strength, each.is_breach) for each in under_five] == [("guidance", False)]


def test_days_and_months_are_not_guessed() -> None:
    with pytest.raises(CaseError) as caught:
        Event("assessment_request_received", on="05/01/2026")
    assert str(caught.value).endswith("'05/01/2026' is not a day; write it as year-month-day, such as 2026-01-05")


ASHDOWN = load_school_calendar(Path(__file__).parents[1] / "examples" / "ashdown_academy.toml")


def of_pupil(rule: str, as_of: str, *events: Event):
    return evaluate(Case("P1", events, calendars={"school": ASHDOWN}), as_of)[rule]


def test_school_days_are_not_working_days() -> None:
    """Told Thu 5 February 2026: Fri 6 is 1, 9-13 is 6; half-term; 23-27 is 11, 2-5 March is 15: Thu 5 March."""
    excluded = Event("pupil_permanently_excluded", on="2026-02-05", about="one")
    told = Event("exclusion_notified_to_board", on="2026-02-05", about="one")
    due = of_pupil("exclusion.board_decides_permanent", "2026-02-06", excluded, told).due
    assert due == date(2026, 3, 5)
    assert weekdays_after(date(2026, 2, 5), 15) == date(2026, 2, 26)


def test_fifty_school_days_do_not_run_from_the_representations() -> None:
    """Told Mon 9 February 2026: 4 to half-term, then 5 weeks make 29 and 13 April to 1 May 44; Mon 4 May is a bank
    holiday; 5 to 8 May make 48, Mon 11 is 49, Tue 12 is 50. After the representations of Mon 2 March: 4, then 3 weeks
    make 19, 13 April to 1 May 34, 5 to 8 May 38, 11 to 22 May 48; half-term; Mon 1 June is 49, Tue 2 June 50."""
    suspended = Event("pupil_suspended", on="2026-02-09", about="one", first="2026-02-10", last="2026-02-24")
    told = Event("exclusion_notified_to_board", on="2026-02-09", about="one")
    spoke = Event("exclusion_representations_made", on="2026-03-02", about="one")
    due = of_pupil("exclusion.board_decides_over_5_days", "2026-03-02", suspended, told, spoke).due
    assert due == date(2026, 5, 12)
    assert ASHDOWN.add(date(2026, 3, 2), 50) == date(2026, 6, 2)


def test_the_sixth_day_of_a_suspension_is_not_that_after_a_permanent_exclusion() -> None:
    """From Mon 12 January 2026: 12-16 are days 1 to 5, the 19th is 6. After it: 13-16 are 1 to 4, 19 is 5, 20 is 6."""
    suspended = Event("pupil_suspended", on="2026-01-12", about="one", last="2026-01-23", compulsory_school_age=True)
    out = Case("P1", [suspended], facts={"school_kind": "academy"}, calendars={"school": ASHDOWN})
    of_it = evaluate(out, "2026-01-12")["education_during_exclusion.from_sixth_day_of_suspension"].due
    excluded = Event(
        "pupil_permanently_excluded", on="2026-01-12", about="one", took_place="2026-01-12", compulsory_school_age=True
    )
    after_it = of_pupil(
        "education_during_exclusion.from_sixth_day_after_permanent_exclusion", "2026-01-12", excluded
    ).due
    assert (of_it, after_it) == (date(2026, 1, 19), date(2026, 1, 20))


def test_a_review_posted_on_the_last_day_is_late() -> None:
    """Notice delivered Tue 13 January 2026: 14-16 are 3, 19-23 are 8, 26-30 are 13, 2 and 3 February 14 and 15. Posted
    on the 3rd, the application is made on the second working day after, Thu 5 February."""
    excluded = Event("pupil_permanently_excluded", on="2026-01-05", about="one")
    notice = Event("reinstatement_refusal_notice_given", on="2026-01-13", about="one", method="delivered")
    posted = Event("review_applied_for", on="2026-02-03", about="one", method="first_class_post")
    right = of_pupil("exclusion_review.apply", "2026-02-06", excluded, notice, posted)
    assert (right.due, right.done_on, right.state) == (date(2026, 2, 3), date(2026, 2, 5), State.LAPSED)

"""Totals of school days, and the words of the language that came with them: what is found, said and asked."""

from datetime import date
from pathlib import Path

import pytest

from send_deadlines import Case, Event, SchoolCalendar, State, evaluate, load_law
from send_deadlines.calendars import Term
from send_deadlines.engine.examples import check_examples, example_calendars
from send_deadlines.law.check import check_files

SECOND = Path(__file__).parent.parent / "hard_cases" / "second"
FILES = [SECOND / "vocabulary.toml", Path(__file__).with_name("totals_law.toml")]
RULES, PROBLEMS = check_files(FILES)
LAW = load_law(*FILES, packaged=False)
CALENDARS = example_calendars(RULES)
BOARD = load_law(FILES[0], SECOND / "18_governors.toml", packaged=False)
FIFTEEN = "exclusion.board_decides_over_15_days"
IN_TERM, IN_YEAR, OF_RUN, RUN = "total.in_term", "total.in_year", "total.of_run", "total.run_begins"


def look(*events, as_of="2026-12-01", law=LAW, school="oak", facts=None, **calendars):
    roles = {**({"school": school} if school else {}), **calendars}
    return evaluate(Case("C1", events, facts=facts, calendars=roles), as_of, law=law, calendars=CALENDARS)


def suspended(on, last=None, about="only", **more):
    return Event("pupil_suspended", on=on, about=about, **({"last": last} if last else {}), **more)


def back(on, about="only"):
    return Event("pupil_reinstated", on=on, about=about)


def told(on, about="only"):
    return Event("exclusion_notified_to_board", on=on, about=about, exclusion="suspension")


def total(result, rule=IN_TERM, about="only"):
    (deadline,) = [each for each in result.all(rule) if each.about == about]
    return 1000 - deadline.left


def asked(result, rule=IN_TERM, about="only"):
    """What would settle a total that is not known."""
    (deadline,) = [each for each in result.all(rule) if each.about == about]
    assert (deadline.state, deadline.left) == (State.UNKNOWN, None)
    assert deadline in result.unknowns
    assert f"What would settle it: {deadline.settled_by_in_words}." in str(deadline.explain())
    return deadline.settled_by


def said(deadline):
    return [str(sentence) for sentence in deadline.explain()]


def test_the_law_of_these_tests_is_right():
    assert [str(problem) for problem in PROBLEMS] == []
    assert check_examples(RULES, LAW) == []


# What counts.


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-01-12", "2026-01-16", 5),
        ("2026-01-12", "2026-01-18", 5),  # the last day is a Sunday
        ("2026-01-02", "2026-01-06", 1),  # from the holidays; Mon 5 Jan is for staff
        ("2026-02-12", "2026-02-24", 4),  # 12, 13, 23 and 24 Feb
        ("2026-05-01", "2026-05-05", 2),  # Mon 4 May is a bank holiday
    ],
)
def test_days_are_school_days(first, last, days):
    result = look(suspended(first, last))
    assert (total(result, IN_YEAR), total(result, IN_TERM)) == (days, days)


def test_the_period_begins_on_its_first_day_and_not_on_that_of_the_decision():
    assert total(look(suspended("2026-01-08", "2026-01-16", first="2026-01-12"))) == 5


@pytest.mark.parametrize(("more", "days"), [({"lunchtimes_only": True}, 2.5), ({"lunchtimes_only": False}, 5)])
def test_lunchtimes_are_half_days(more, days):
    assert total(look(suspended("2026-01-12", "2026-01-16", **more))) == days


@pytest.mark.parametrize("number", [0.5, 1])
def test_an_afternoon_is_what_the_case_says_it_is(number):
    assert total(look(suspended("2026-01-12", "2026-01-12", school_days=number))) == number


# Cut short: the days of others are counted as they were served, those of the decision itself as it was made.


@pytest.mark.parametrize(
    ("day", "served"), [("2026-01-12", 0), ("2026-01-14", 2), ("2026-01-16", 4), ("2026-01-19", 5)]
)
def test_what_was_cut_short_counts_as_it_was_served(day, served):
    first = suspended("2026-01-12", "2026-01-16", "first")
    result = look(first, back(day, "first"), suspended("2026-03-02", "2026-03-03", "second"))
    assert total(result, about="second") == served + 2
    assert total(result, about="first") == 5


def test_being_back_after_one_suspension_does_not_cut_another():
    events = [suspended("2026-01-12", "2026-01-16", "first"), back("2026-01-14", "other")]
    assert total(look(*events, suspended("2026-03-02", "2026-03-03", "second")), about="second") == 7


def test_the_first_of_two_days_back_decides():
    events = [suspended("2026-01-12", "2026-01-16", "first"), back("2026-01-15", "first"), back("2026-01-14", "first")]
    assert total(look(*events, suspended("2026-03-02", "2026-03-03", "second")), about="second") == 4


def test_a_day_back_that_is_recorded_settles_a_cancellation_that_gives_none():
    events = [suspended("2026-01-12", "2026-01-16", "first"), back("2026-01-14", "first")]
    events.append(Event("exclusion_cancelled", on="2026-01-13", about="first"))
    assert total(look(*events, suspended("2026-03-02", "2026-03-03", "second")), about="second") == 4


def test_a_cancellation_when_all_was_over_takes_no_day_away():
    events = [suspended("2026-01-12", "2026-01-16", "first")]
    events.append(Event("exclusion_cancelled", on="2026-01-20", about="first"))
    assert total(look(*events, suspended("2026-03-02", "2026-03-03", "second")), about="second") == 7


def test_a_cancellation_of_another_year_leaves_this_one_known():
    first = suspended("2026-07-13", "2026-07-17", "first")
    events = [first, Event("exclusion_cancelled", on="2026-07-14", about="first")]
    result = look(*events, suspended("2026-09-14", "2026-09-15", "second"))
    assert total(result, IN_YEAR, "second") == 2


def test_what_a_later_day_brings_is_not_seen_before_it():
    events = [
        suspended("2026-01-12", "2026-01-23", "first"),
        suspended("2026-01-14", "2026-01-27", "second", first="2026-01-26"),
    ]
    events.append(back("2026-01-19", "first"))
    assert total(look(*events, as_of="2026-01-18"), about="second") == 12
    assert total(look(*events, as_of="2026-01-19"), about="second") == 7


def test_suspensions_that_have_days_in_common_are_told_and_not_added():
    # 12 to 16 Jan are 5 days, 14 to 20 Jan are 5, and only 7 days in all.
    result = look(suspended("2026-01-12", "2026-01-16", "first"), suspended("2026-01-14", "2026-01-20", "second"))
    assert total(result, about="first") == 5
    assert asked(result, about="second") == (
        "which days belong to pupil_suspended on 2026-01-12 and which to that on 2026-01-14"
    )


def test_two_parts_of_one_day_are_added():
    morning, lunch = suspended("2026-01-12", None, "first", school_days=0.5), suspended("2026-01-12", None, "second")
    assert total(look(morning, suspended("2026-01-12", None, "second", school_days=0.5)), about="second") == 1
    assert asked(look(morning, lunch), about="second")


# Where a day is at the edge of what is known.


def test_days_from_the_first_day_of_the_calendar_are_divided_as_any_others():
    # Wed 3 Sep to Fri 19 Dec 2025 are 78 weekdays less 5 of half-term: 73 days of the autumn term; 90 are said.
    result = look(suspended("2025-09-03", school_days=90))
    assert total(result, IN_YEAR) == 90
    assert total(result, IN_TERM) == 73


def test_days_that_are_said_and_go_on_into_the_next_term_are_divided():
    # Thu 16, Fri 17, Mon 20 and Tue 21 Jul are 4; the other 6 are in September.
    assert total(look(suspended("2026-07-16", school_days=10))) == 6
    assert total(look(suspended("2026-07-16", school_days=7))) == 4


def test_of_three_terms_that_a_suspension_touches_the_one_between_can_have_the_most():
    # Thu 26 and Fri 27 Mar are 2; 13 Apr to 22 May are 30 weekdays less the bank holiday of 4 May; 1 and 2 Jun are 2.
    result = look(suspended("2026-03-26", "2026-06-02"), school="hazel")
    assert total(result, "total.in_own_term") == 29
    assert total(result, IN_TERM) == 31
    assert total(result, IN_YEAR) == 33


# What is not known, and what would settle it.


@pytest.mark.parametrize("more", [{}, {"school_days": 3}])
def test_a_suspension_that_ends_before_it_begins_asks_which_is_right(more):
    result = look(suspended("2026-01-16", "2026-01-12", **more))
    assert {asked(result, rule) for rule in (IN_TERM, IN_YEAR, OF_RUN)} == {
        "which of the two is right in pupil_suspended on 2026-01-16"
    }
    assert "ends on 2026-01-12, before it begins on 2026-01-16" in str(result.all(IN_TERM)[0].explain())


def test_without_a_calendar_the_school_s_calendar_is_asked_for():
    result = look(suspended("2026-01-12", "2026-01-16"), school=None)
    assert {asked(result, rule) for rule in (IN_TERM, IN_YEAR, OF_RUN)} == {"the school's calendar"}


def test_a_suspension_without_an_end_asks_for_its_last_day_or_its_number():
    expected = "the `last` day of pupil_suspended on 2026-01-12, or its `school_days`"
    result = look(suspended("2026-01-12"))
    assert [asked(result, rule) for rule in (IN_TERM, IN_YEAR, OF_RUN)] == [expected] * 3


@pytest.mark.parametrize("number", [2, 6])
def test_a_number_and_dates_that_disagree_ask_which_is_right(number):
    result = look(suspended("2026-01-12", "2026-01-16", school_days=number))
    assert asked(result) == "which of the two is right in pupil_suspended on 2026-01-12"
    (deadline,) = result.all(IN_TERM)
    why = f"says {number} school days, but 2026-01-12 to 2026-01-16 has 5 in 'oak'"
    assert f"The date is not known: pupil_suspended on 2026-01-12 {why}." in said(deadline)


@pytest.mark.parametrize("number", [2.5, 5])
def test_a_number_between_half_days_and_whole_ones_is_taken(number):
    assert total(look(suspended("2026-01-12", "2026-01-16", school_days=number))) == number


@pytest.mark.parametrize("more", [{"last": "2026-04-15"}, {}])
def test_half_a_day_over_the_end_of_a_term_asks_for_each_part(more):
    # Wed 25 to Fri 27 Mar and Mon 13 to Wed 15 Apr are 6, and 5.5 are said: in the year they are 5.5 whatever is what.
    result = look(suspended("2026-03-25", school_days=5.5, **more))
    assert asked(result) == "a pupil_suspended for each part"
    assert total(result, IN_YEAR) == 5.5


def test_a_cancellation_that_does_not_say_when_the_pupil_was_back_asks_for_that():
    events = [suspended("2026-01-12", "2026-01-16", "first"), suspended("2026-03-02", "2026-03-03", "second")]
    events.append(Event("exclusion_cancelled", on="2026-01-14", about="first"))
    assert asked(look(*events), about="second") == "the `back` day of exclusion_cancelled on 2026-01-14"


def test_days_beyond_the_calendar_ask_for_more_of_it():
    # The dates of one school year, to 21 July 2026.
    result = look(suspended("2026-07-16", school_days=20), school="birch")
    for rule in (IN_TERM, IN_YEAR):
        assert "birch" in asked(result, rule)
    assert "birch" in asked(look(suspended("2026-07-16", "2026-09-04"), school="birch"))


def test_another_school_without_a_calendar_asks_for_it():
    events = [suspended("2026-01-12", "2026-01-16", "first", school="earlier"), suspended("2026-03-02", "2026-03-03")]
    assert "calendar" in asked(look(*events))
    assert total(look(*events, earlier="hazel")) == 7


# What is said.


def test_a_cap_says_its_total_and_what_is_allowed():
    (deadline,) = look(suspended("2026-01-12", "2026-01-16", lunchtimes_only=True)).all(IN_TERM)
    text = "School days for which the pupil is suspended in the term: 2.5 school days; the most allowed is 1000."
    assert any(text in each for each in said(deadline))


def test_a_limit_that_a_total_brings_says_the_total():
    events = [suspended("2026-01-12", "2026-01-30", "first"), suspended("2026-03-02", "2026-03-02", "second")]
    deadline = look(*events, told("2026-03-02", "second"), law=BOARD)[FIFTEEN]
    text = (
        "because of school days for which the pupil is suspended in the term: 16 school days, which is over 15 "
        "(15 of first, 1 of second)."
    )
    assert any(text in each for each in said(deadline))


def test_a_run_says_from_what_it_was_found():
    events = [suspended("2026-03-09", "2026-03-10", "first"), suspended("2026-03-11", "2026-03-12", "second")]
    first, second = look(*events).all(RUN)
    head = "The first school day of the unbroken run of suspension of which this one is part is found from the days of"
    assert f"{head} each: Monday 9 March 2026, one by itself." in said(first)
    assert f"{head} each: Monday 9 March 2026, 2 that follow on one another." in said(second)


def test_a_run_that_is_recorded_is_not_found():
    (deadline,) = look(suspended("2026-03-11", "2026-03-12", run_began="2026-03-09")).all(RUN)
    assert deadline.due.isoformat() == "2026-03-09"
    assert "is found" not in str(deadline.explain())


def test_a_run_that_cannot_be_found_is_asked_for():
    events = [suspended("2026-03-09", about="first", school_days=2), suspended("2026-03-11", "2026-03-12", "second")]
    first, second = look(*events, school=None).all(RUN)
    assert first.due.isoformat() == "2026-03-09"
    assert (second.state, second.settled_by) == (State.UNKNOWN, "the `run_began` day of pupil_suspended")


def test_days_at_two_schools_form_no_run():
    events = [suspended("2026-03-09", "2026-03-10", "first", school="earlier"), suspended("2026-03-11", "2026-03-12")]
    assert total(look(*events, earlier="hazel"), OF_RUN) == 2


# What is recorded twice.


def test_an_event_in_the_same_words_twice_is_told_and_counts_once():
    once = look(suspended("2026-01-12", "2026-01-16"))
    twice = look(suspended("2026-01-12", "2026-01-16"), suspended("2026-01-12", "2026-01-16"))
    assert once.problems == ()
    assert [str(problem) for problem in twice.problems] == [
        "case C1: pupil_suspended on 2026-01-12 is recorded twice, with nothing to tell the two apart, and taken as "
        "one; take one out, or tell the two apart with `about`"
    ]
    assert total(twice) == 5


def test_what_concerns_nothing_in_particular_cannot_be_told_apart():
    exams = Event("year_11_examinations_over", on="2026-06-19")
    (problem,) = look(exams, exams).problems
    assert str(problem).endswith("taken as one; take one out")


def test_three_times_the_same_is_told_twice_and_what_differs_is_not():
    same = suspended("2026-01-12", "2026-01-16")
    assert len(look(same, same, same).problems) == 2
    assert look(same, suspended("2026-01-12", "2026-01-16", "other")).problems == ()
    assert look(same, suspended("2026-01-12", "2026-01-15")).problems == ()


# One limit, with a provision for each kind of case.

EXCLUDED = Event("pupil_permanently_excluded", on="2026-01-12", about="only")
SITE = "https://www.legislation.gov.uk/uksi/2012/1033"


@pytest.mark.parametrize(
    ("facts", "provision", "url", "who"),
    [
        (None, "reg 5 or 14", SITE, "governing_board"),
        ({"school_kind": "maintained"}, "reg 5(1)", f"{SITE}/regulation/5", "governing_board"),
        ({"school_kind": "academy"}, "reg 14(1)", f"{SITE}/regulation/14", "school_proprietor"),
        ({"school_kind": "pupil_referral_unit"}, "reg 5 or 14", SITE, "governing_board"),
    ],
)
def test_the_kind_of_case_tells_provision_link_and_who(facts, provision, url, who):
    result = look(EXCLUDED, facts=facts)
    (deadline,) = result.all("total.tell_parents")
    assert (deadline.cites[0].provision, deadline.cites[0].url, deadline.who) == (provision, url, who)
    assert deadline.due.isoformat() == "2026-01-19"
    assert all(provision in each for each in said(deadline)[:2])
    assert str(deadline.explain()).startswith(f"total.tell_parents (only): {deadline.actor} must tell the parents")
    (action,) = [each for each in result.next_actions if each.rule == "total.tell_parents"]
    assert action.who == who


# A version chosen by the day of another event.


def applied(excluded, notice, *more, **words):
    events = [Event("pupil_permanently_excluded", on=excluded, about="only")] if excluded else []
    events.append(Event("reinstatement_refusal_notice_sent", on=notice, about="only"))
    (deadline,) = look(*events, *more, as_of="2023-12-01", **words).all("total.apply")
    return deadline.cites[0].provision, deadline.due.isoformat()


OLD, NEW = "reg 9, as made", "reg 9, as amended"


@pytest.mark.parametrize(
    ("excluded", "notice", "provision", "due"),
    [
        ("2023-08-30", "2023-08-31", OLD, "2023-09-07"),
        ("2023-08-31", "2023-09-08", OLD, "2023-09-15"),
        ("2023-09-01", "2023-09-08", NEW, "2023-09-22"),
        (None, "2023-08-31", OLD, "2023-09-07"),
        (None, "2023-09-01", NEW, "2023-09-15"),
    ],
)
def test_the_day_of_another_event_chooses_the_version(excluded, notice, provision, due):
    assert applied(excluded, notice) == (provision, due)


def test_the_day_of_another_exclusion_chooses_nothing():
    other = Event("pupil_permanently_excluded", on="2023-06-01", about="other")
    assert applied("2023-09-01", "2023-09-08", other)[0] == NEW


def test_the_first_of_several_chooses():
    again = Event("pupil_permanently_excluded", on="2023-09-04", about="only")
    assert applied("2023-08-31", "2023-09-08", again)[0] == OLD


# A notice that an amendment lets make a period longer.


def meeting(on, *more, as_of="2021-01-01"):
    return look(Event("exclusion_notified_to_board", on=on, about="only"), *more, as_of=as_of)["total.meet"]


def impractical(on, about="only"):
    return Event("meeting_made_impractical", on=on, about=about)


@pytest.mark.parametrize(
    ("notice", "due"), [("2020-06-01", "2020-07-13"), ("2020-06-22", "2020-07-13"), ("2020-06-23", "2020-06-22")]
)
def test_a_notice_while_the_period_runs_makes_it_longer(notice, due):
    assert meeting("2020-06-01", impractical(notice)).due.isoformat() == due


def test_a_notice_outside_the_amendment_does_nothing():
    # Mon 25 May 2020 and 21 days is 15 June; Mon 28 September and 21 days 19 October.
    assert meeting("2020-05-25", impractical("2020-06-02")).due.isoformat() == "2020-06-15"
    assert meeting("2020-09-28", impractical("2020-10-05")).due.isoformat() == "2020-10-19"


def test_a_notice_about_another_exclusion_does_nothing():
    assert meeting("2020-06-01", impractical("2020-06-02", "other")).due.isoformat() == "2020-06-22"


def test_a_notice_is_not_seen_before_it_is_given():
    events = ("2020-06-01", impractical("2020-06-10"))
    assert meeting(*events, as_of="2020-06-09").due.isoformat() == "2020-06-22"
    assert meeting(*events, as_of="2020-06-10").due.isoformat() == "2020-07-13"


def test_the_longer_period_says_what_made_it_so():
    lines = said(meeting("2020-06-01", impractical("2020-06-10")))
    assert any("more time to meet, on notice" in each and "reg 2, which inserts reg 6A" in each for each in lines)
    assert any("Notice given on Wednesday 10 June 2020" in each and "6 weeks in all" in each for each in lines)
    assert any("the last day is Monday 13 July 2020" in each for each in lines)


def test_an_amendment_chosen_by_the_day_of_another_event_follows_that_day():
    before = Event("pupil_permanently_excluded", on="2020-05-31", about="only")
    inside = Event("pupil_permanently_excluded", on="2020-09-24", about="only")
    assert meeting("2020-06-01", before, impractical("2020-06-10")).due.isoformat() == "2020-06-22"
    # Mon 28 Sep 2020 and 42 days: Mon 9 Nov.
    assert meeting("2020-09-28", inside, impractical("2020-10-05")).due.isoformat() == "2020-11-09"


# A lapse that starts the first of several dates.

ORDER = "total.order"
NOTICE = Event("reinstatement_refusal_notice_sent", on="2024-01-08", about="only")
CONTRACT = Event("parenting_contract_signed", on="2024-02-05", about="only")


def test_a_lapse_starts_the_first_of_several_dates():
    deadline = look(NOTICE, as_of="2024-01-23")[ORDER]
    assert (deadline.due.isoformat(), deadline.started_by) == ("2024-02-19", "total.apply lapsed")
    assert any("Only one of the dates is there" in each for each in said(deadline))


def test_the_later_of_the_dates_decides():
    deadline = look(NOTICE, CONTRACT, as_of="2024-02-05")[ORDER]
    assert deadline.due.isoformat() == "2024-03-18"
    text = "the later decides. Four weeks from the end of the time to apply: Monday 19 February 2024; six weeks from a"
    assert any(text in each for each in said(deadline))


def test_nothing_starts_where_nothing_lapsed():
    applied_in_time = Event("review_applied_for", on="2024-01-22", about="only")
    assert ORDER not in look(NOTICE, applied_in_time, CONTRACT, as_of="2024-03-01")
    assert ORDER not in look(NOTICE, as_of="2024-01-22")
    too_late = Event("review_applied_for", on="2024-01-23", about="only")
    assert look(NOTICE, too_late, as_of="2024-03-01")[ORDER].due.isoformat() == "2024-02-19"


def test_the_event_of_the_first_date_starts_it_without_a_lapse():
    waived = Event("review_waived", on="2024-01-09", about="only")
    deadline = look(NOTICE, waived, as_of="2024-01-10")[ORDER]
    assert (deadline.due.isoformat(), deadline.started_by) == ("2024-02-06", "review_waived")


def test_a_date_in_days_that_a_school_has_not_confirmed_is_provisional():
    terms = [Term("Spring 2026", date(2026, 1, 5), date(2026, 3, 27))]
    excluded = Event("pupil_permanently_excluded", on="2026-01-12", about="one")
    told_on = Event("exclusion_notified_to_board", on="2026-01-12", about="one")
    for provisional, expected in ((True, "the days of the school's calendar have not been confirmed"), (False, "")):
        school = SchoolCalendar("Oak", terms, provisional=provisional)
        result = evaluate(Case("P1", [excluded, told_on], calendars={"school": school}), "2026-01-12")
        board = result["exclusion.board_decides_permanent"]
        assert (board.due, board.provisional) == (date(2026, 2, 2), expected)

"""Pictures of many cases: what they count, that nothing is counted twice or lost, and what they say."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_deadlines import Case, Caseload, Event, NotThereError, Problem, SendDeadlinesError, State, evaluate_all
from send_deadlines.report.charts import due_by_week, look, overdue_by_age, share_in_time_by_month
from send_deadlines.report.charts.counts import AGES, ages, months, weeks
from send_deadlines.report.charts.look import percent

PLAN = "ehc_assessment.final_plan"
DECISION = "ehc_assessment.decision"


def case(name, requested, decided=None, sent=None, *more):
    events = [Event("assessment_request_received", on=requested)]
    events += [Event("assessment_agreed", on=decided)] if decided else []
    events += [Event("final_plan_sent", on=sent)] if sent else []
    return Case(name, [*events, *more])


# Twenty weeks from Monday 5 January 2026 end on Monday 25 May, from Monday 19 January on Monday 8 June, from Monday 9
# March on Monday 27 July. Six weeks end on 16 February, 2 March and 20 April.
CASES = [
    case("in time", "2026-01-05", "2026-02-16", "2026-05-25"),
    case("late", "2026-01-05", "2026-02-17", "2026-06-01"),
    case("overdue", "2026-01-05", "2026-02-16"),
    case("in June", "2026-01-19", "2026-03-02", "2026-06-08"),
    case("not yet", "2026-03-09", "2026-04-20"),
    case("early", "2026-03-09", "2026-04-20", "2026-05-05"),
]


def load(as_of, cases=CASES):
    return evaluate_all(cases, as_of)


def words(chart):
    return " ".join(chart.title.text), [*chart.title.subtitle]


def texts(chart):
    """Every word that is in the picture."""
    spec = chart.to_dict()
    return [row["text"] for rows in spec.get("datasets", {}).values() for row in rows if "text" in row] + [str(spec)]


# Shares.


def test_the_share_by_month():
    made, left_out = months(load("2026-07-01"), PLAN)
    may, june = made
    assert (may.first, may.in_time, may.late, may.overdue, may.missed, may.whole) == (date(2026, 5, 1), 1, 1, 1, 0, 3)
    assert (june.first, june.in_time, june.whole) == (date(2026, 6, 1), 1, 1)
    # The one that is done before a day in July that is still to come is no success yet: nor could it be a failure.
    assert left_out == {"with the last day still to go by": 2}


def test_what_is_due_on_the_day_itself_has_not_gone_by():
    assert months(load("2026-05-25"), PLAN)[0] == []
    assert [month.whole for month in months(load("2026-05-26"), PLAN)[0]] == [3]


def test_the_month_is_that_of_the_last_day_not_of_the_act():
    late = [case("A1", "2026-01-05", "2026-02-16", "2026-08-03")]
    assert [(month.first.month, month.late) for month in months(load("2026-09-01", late), PLAN)[0]] == [(5, 1)]


def test_a_month_without_a_last_day_has_no_share():
    # Six weeks from Monday 6 October end on 17 November, from Monday 15 December on 26 January.
    cases = [case("A1", "2025-10-06"), case("A2", "2025-12-15", "2026-01-20")]
    chart = share_in_time_by_month(load("2026-02-02", cases), rule=DECISION)
    assert chart.description.splitlines()[-3:] == [
        "November 2025: 0% in time (0 of 1); 0 done late, 1 still overdue, 0 missed and no longer due.",
        "December 2025: no last day.",
        "January 2026: 100% in time (1 of 1); 0 done late, 0 still overdue, 0 missed and no longer due.",
    ]
    assert "none" in texts(chart)
    spec = chart.to_dict()
    lines = [layer for layer in spec["vconcat"][0]["layer"] if layer["mark"]["type"] == "line"]
    assert len(lines) == 2  # broken in December
    shares = [row["share"] for rows in spec["datasets"].values() for row in rows if "share" in row]
    assert sorted(set(shares)) == [0, 1]


def test_what_was_missed_in_breach_before_it_ended_was_not_in_time():
    withdrawn = Event("assessment_request_withdrawn", on="2026-06-15")
    [month] = months(load("2026-07-01", [case("A1", "2026-01-05", None, None, withdrawn)]), PLAN)[0]
    assert (month.missed, month.whole) == (1, 1)


def test_what_ended_in_time_is_not_counted():
    withdrawn = Event("assessment_request_withdrawn", on="2026-03-02")
    made, left_out = months(load("2026-07-01", [case("A1", "2026-01-05", "2026-02-10", None, withdrawn)]), PLAN)
    assert (made, left_out) == ([], {"no longer due": 1})


def test_a_lifted_limit_is_not_counted():
    away = Event("absent_from_area", on="2026-02-01", until="2026-03-10")
    relied = Event("exception_relied_on", on="2026-05-20", exception="absent_from_area_4_weeks", limit=PLAN)
    made, left_out = months(load("2026-07-01", [case("A1", "2026-01-05", None, None, away, relied)]), PLAN)
    assert (made, left_out) == ([], {"lifted by an exception": 1})


def test_what_is_late_on_one_reading_only_is_late_and_said():
    # Twelve months from the meeting of 6 October 2025 end on 5 October 2026, from the decision on 26 October.
    review = [
        Event("review_meeting_held", on="2025-10-06"),
        Event("decision_to_keep_plan_sent", on="2025-10-27"),
        Event("review_meeting_held", on="2026-10-12"),
        Event("decision_to_keep_plan_sent", on="2026-10-20"),
    ]
    caseload = load("2026-11-02", [Case("A6", review)])
    _, told = words(share_in_time_by_month(caseload, rule="ehc_review.review"))
    assert caseload["A6"].doubtful_breaches
    assert "1 of those not in time are in time on another reading of disputed words." in told


def test_an_act_that_nobody_must_do_is_not_overdue():
    # Sixteen weeks to say that no plan will be made; nobody must say so.
    made, left_out = months(load("2026-07-01", CASES[:3]), "ehc_assessment.no_plan_decision")
    assert (made, dict(left_out)) == ([], {"no longer due": 2, "on what nobody need do": 1})


def test_numbers_stand_beside_the_percentages():
    chart = share_in_time_by_month(load("2026-07-01"), rule=PLAN)
    title, told = words(chart)
    assert title == f"Share in time of {PLAN}: 6 cases as at Wednesday 1 July 2026"
    assert "4 limits whose last day had gone by: 50% in time (2 of 4)." in told
    assert "Not counted: 2 with the last day still to go by." in told
    assert {"33%", "100%", "met in time", "done late", "still overdue", "May", "Jun", "2026"} <= set(texts(chart))


def test_the_month_of_the_day_is_so_far_only():
    assert "so far" in texts(share_in_time_by_month(load("2026-06-20"), rule=PLAN))
    assert "so far" not in texts(share_in_time_by_month(load("2026-07-01"), rule=PLAN))


def test_earlier_months_are_left_out_and_said():
    chart = share_in_time_by_month(load("2026-07-01"), rule=PLAN, months_shown=1)
    assert "Not counted: 3 in months before June 2026 and 2 with the last day still to go by." in words(chart)[1]
    assert "May 2026" not in chart.description


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(0, 4, "0%"), (4, 4, "100%"), (1, 8, "13%"), (999, 1000, "99%"), (1, 1000, "1%")]
)
def test_no_share_is_rounded_to_all_or_to_none(part, whole, said):
    assert percent(part, whole) == said


# Weeks.


def test_limits_by_the_week_of_their_last_day():
    # Wednesday 20 May lies in the week of Monday 18 May; 25 May is in the second, 8 June in the fourth.
    made, left_out = weeks(load("2026-05-20", [*CASES, case("new", "2026-05-11")]), 4)
    assert [week.first.isoformat() for week in made] == ["2026-05-18", "2026-05-25", "2026-06-01", "2026-06-08"]
    # On the 20th none of the first three plans has been sent, and all three are due on the 25th; "in June" on the 8th.
    assert [week.law for week in made] == [0, 3, 0, 1]
    assert left_out["due later"] > 0


def test_a_limit_of_today_is_in_this_week_and_one_of_yesterday_in_none():
    one = [case("A1", "2026-01-05", "2026-02-16")]
    assert weeks(load("2026-05-25", one), 1)[0][0].law == 1
    made, left_out = weeks(load("2026-05-26", one), 1)
    assert (made[0].law, left_out["overdue"]) == (0, 1)


# Ages.


@pytest.mark.parametrize(
    ("late", "place"),
    [
        *((1, 0), (7, 0), (8, 1), (14, 1), (15, 2), (28, 2), (29, 3), (56, 3)),
        *((57, 4), (91, 4), (92, 5), (182, 5), (183, 6), (364, 6), (365, 7), (3000, 7)),
    ],
)
def test_ages(late, place):
    as_of = date(2026, 5, 25) + timedelta(days=late)
    made, _ = ages(load(as_of, [case("A1", "2026-01-05", "2026-02-16")]))
    assert [age.breach for age in made] == [int(n == place) for n in range(len(AGES))]


def test_what_is_overdue_on_one_reading_only_stands_apart():
    review = [Event("review_meeting_held", on="2025-10-06"), Event("decision_to_keep_plan_sent", on="2025-10-27")]
    made, _ = ages(load("2026-10-12", [Case("A6", review)]))  # seven days after 5 October
    assert (made[0].breach, made[0].doubtful) == (0, 1)


# Nothing lost, nothing twice.

days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
cases = st.lists(
    st.tuples(days, st.none() | st.integers(0, 80), st.none() | st.integers(0, 300), st.booleans()), max_size=12
)


def made_up(rows):
    for number, (requested, decided, sent, withdrawn) in enumerate(rows):
        after = [requested + timedelta(days=n) if n is not None else None for n in (decided, sent)]
        more = [Event("assessment_request_withdrawn", on=requested + timedelta(days=200))] if withdrawn else []
        yield case(f"C{number}", requested, *after, *more)


@settings(max_examples=60, deadline=None)
@given(cases, days, st.integers(1, 60))
def test_every_open_limit_is_counted_once(rows, as_of, count):
    caseload = load(as_of, made_up(rows))
    limits = [each for found in caseload for each in found if each.kind == "limit" and each.is_open]
    made, left_out = weeks(caseload, count)
    assert sum(week.law + week.weaker for week in made) + left_out.total() == len(limits)
    old, left_out = ages(caseload)
    overdue = [each for each in limits if each.state is State.OVERDUE]
    assert sum(age.breach + age.doubtful + age.weaker for age in old) + left_out.total() == len(overdue)
    assert sum(age.breach for age in old) == sum(each.is_breach for each in overdue)


@settings(max_examples=60, deadline=None)
@given(cases, days, st.sampled_from([PLAN, DECISION, "ehc_assessment.no_plan_decision"]))
def test_every_limit_of_a_rule_is_counted_once(rows, as_of, rule):
    caseload = load(as_of, made_up(rows))
    every = [each for found in caseload for each in found.all(rule)]
    made, left_out = months(caseload, rule)
    assert sum(month.whole for month in made) + left_out.total() == len(every)
    assert all(month.first < as_of for month in made)
    # Month by month, what was done by its last day, among what was done or should have been.
    for month in made:
        due = [each for each in every if each.due is not None and each.due.replace(day=1) == month.first]
        assert month.in_time == sum(each.state is State.MET and each.due < as_of for each in due)
        assert month.in_time <= month.whole <= len(due)
        assert month.whole - month.in_time >= sum(each.is_breach for each in due if each.due < as_of)
    firsts = [month.first for month in made]
    assert all((later - earlier).days in (28, 29, 30, 31) for earlier, later in pairwise(firsts))


# What they say.

DRAWN = [due_by_week, overdue_by_age, lambda caseload: share_in_time_by_month(caseload, rule=PLAN)]


@pytest.mark.parametrize("draw", DRAWN)
def test_no_cases(draw):
    chart = draw(load("2026-07-01", []))
    assert "There are no cases." in texts(chart)
    assert chart.description.endswith("There are no cases.")
    assert words(chart)[0].endswith("0 cases as at Wednesday 1 July 2026")


@pytest.mark.parametrize("draw", DRAWN)
def test_cases_with_nothing_to_count(draw):
    chart = draw(load("2026-07-01", [Case("A1")]))
    assert words(chart)[0].endswith("1 case as at Wednesday 1 July 2026")
    assert "0 limits" in words(chart)[1][0] + words(chart)[1][-1]


@pytest.mark.parametrize("draw", DRAWN)
def test_what_could_not_be_evaluated_is_said_first(draw):
    found = load("2026-07-01")
    chart = draw(Caseload(found.as_of, found, [Problem("case X", "it has no events")]))
    assert words(chart)[1][0] == "Not all cases are here: some could not be evaluated (1 problem)."


@pytest.mark.parametrize("draw", DRAWN)
def test_a_thousand_cases(draw):
    first = date(2025, 1, 6)
    many = [case(f"C{n}", first + timedelta(days=n % 400), None, None) for n in range(1000)]
    assert "1,000 cases" in words(draw(load("2026-07-01", many)))[0]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("ehc_assessment.final_pln", "no rule is called 'ehc_assessment.final_pln'; did you mean '" + PLAN + "'?"),
        (
            "mediation.contact_adviser",
            "the rule 'mediation.contact_adviser' is a right, and only a limit is met in time or not; choose a limit",
        ),
    ],
)
@pytest.mark.parametrize("given", [CASES, []])
def test_a_rule_that_is_not_a_limit(rule, message, given):
    with pytest.raises(SendDeadlinesError) as error:
        share_in_time_by_month(load("2026-07-01", given), rule=rule)
    assert str(error.value) == message
    assert isinstance(error.value, NotThereError) is message.startswith("no rule")


@pytest.mark.parametrize("count", [0, 121, -1, 2.5, True])
def test_how_many_columns(count):
    with pytest.raises(SendDeadlinesError) as error:
        due_by_week(load("2026-07-01"), weeks_shown=count)
    assert str(error.value) == f"weeks_shown: a picture cannot show {count!r}; give a whole number from 1 to 120"
    with pytest.raises(SendDeadlinesError, match="months_shown: a picture cannot show"):
        share_in_time_by_month(load("2026-07-01"), rule=PLAN, months_shown=count)


def luminance(colour):
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_parts_of_a_column_are_told_apart_in_grey():
    """In the order in which they lie upon each other."""
    for colours in ([look.PALE, look.ORANGE, look.VERMILION, look.DARK], [look.PALE, look.BLUE]):
        shades = [luminance(colour) + 0.05 for colour in colours]
        assert all(light / dark > 1.5 for light, dark in pairwise(shades))

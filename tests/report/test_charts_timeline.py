"""The timeline of a case: what its rows show, what it leaves out, and that it says so."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_deadlines import (
    Case,
    Event,
    NotThereError,
    SendDeadlinesError,
    State,
    evaluate,
    load_school_calendars,
)
from send_deadlines.report.charts import look, timeline
from send_deadlines.report.charts.bars import Part, bar_of
from send_deadlines.report.charts.marks import _BOXES, _FILLED, _LINES, _SHAPES, KEY, at
from send_deadlines.report.charts.shading import lanes, shaded_words
from send_deadlines.sources import read_cases

EXAMPLES = Path(__file__).parents[2] / "examples"
CALENDARS = load_school_calendars(EXAMPLES / "ashdown_academy.toml")
REQUEST = Event("assessment_request_received", on="2026-01-05")


def example(name, as_of):
    [entry] = read_cases(EXAMPLES / f"{name}.json")
    assert entry.case is not None
    return evaluate(entry.case, as_of, calendars=CALENDARS)


def bar(evaluation, rule, about=None):
    [each] = evaluation.all(rule, about)
    return bar_of(each, evaluation.as_of, evaluation.calendars)


def parts(evaluation, rule, about=None):
    return [(style, str(first), last and str(last)) for style, first, last in bar(evaluation, rule, about).parts]


def titles(chart):
    return " ".join(chart.title.text), [*chart.title.subtitle]


# The stretches of a row.


def test_a_limit_that_runs():
    # Monday 5 January and 20 weeks: Monday 25 May 2026.
    assert parts(evaluate(Case("A1", [REQUEST]), "2026-03-01"), "ehc_assessment.final_plan") == [
        ("limit", "2026-01-05", "2026-05-25")
    ]


def test_a_limit_that_is_overdue_goes_on_to_the_day_it_is_drawn_for():
    assert parts(evaluate(Case("A1", [REQUEST]), "2026-06-01"), "ehc_assessment.final_plan") == [
        ("limit", "2026-01-05", "2026-05-25"),
        ("late", "2026-05-26", "2026-06-01"),
    ]


def test_what_was_done_late_goes_on_to_the_day_it_was_done():
    sent = Event("final_plan_sent", on="2026-06-03")
    made = bar(evaluate(Case("A1", [REQUEST, sent]), "2026-07-01"), "ehc_assessment.final_plan")
    assert made.parts[:2] == (
        Part("done", date(2026, 1, 5), date(2026, 5, 25)),
        Part("late", date(2026, 5, 26), date(2026, 6, 3)),
    )
    assert made.state == "done 9 days late"  # 26 to 31 May are six, 1 to 3 June three


def test_what_was_done_in_time_has_the_whole_of_its_time():
    sent = Event("final_plan_sent", on="2026-04-01")
    done = evaluate(Case("A1", [REQUEST, sent]), "2026-07-01")
    assert parts(done, "ehc_assessment.final_plan") == [("done", "2026-01-05", "2026-05-25")]


def test_a_wait_and_a_right_are_no_limits():
    # Served on Wednesday 8 April, day 1: the fifteenth is Wednesday 22 April.
    draft = Event("draft_plan_sent", on="2026-04-07", served="2026-04-08")
    found = evaluate(Case("A1", [REQUEST, draft]), "2026-04-10")
    assert parts(found, "ehc_assessment.representations") == [("wait", "2026-04-07", "2026-04-22")]
    kinds = {each.rule: {part.style for part in bar(found, each.rule).parts} for each in found if each.kind == "right"}
    assert kinds
    assert all(styles >= {"right"} and "limit" not in styles for styles in kinds.values())


def test_an_unknown_day_is_a_stretch_between_the_days_that_bound_it():
    # Not known when it was served: not before the day it was sent, so the fifteenth day is 20 May at the earliest.
    sent = Event("draft_plan_sent", on="2026-05-06")
    found = evaluate(Case("A2", [REQUEST, sent]), "2026-05-10")
    made = bar(found, "ehc_assessment.representations")
    assert made.parts == (Part("range", date(2026, 5, 20), None),)
    assert made.due.startswith("not before Wed 20 May 2026")


def test_a_duty_without_a_number_has_no_end_until_it_is_done():
    found = example("cambridgeshire_2025", "2025-09-01")
    assert parts(found, "ehc_assessment.decision_partners") == [("open", "2025-05-29", None)]
    done = example("exclusion_quashed", "2026-06-15")
    # The board was told of suspension 1, of January, on Thursday 26 March.
    assert parts(done, "exclusion.report_short_suspensions", "suspension 1") == [("open", "2026-01-13", "2026-03-26")]


def test_a_limit_with_no_force_of_law_is_past_its_day_and_not_late():
    found = example("cambridgeshire_2025", "2025-09-01")
    # Wednesday 2 April and 16 weeks: Wednesday 23 July. A limit on an act that nobody must do.
    assert parts(found, "ehc_assessment.no_plan_decision") == [
        ("limit", "2025-04-02", "2025-07-23"),
        ("past", "2025-07-24", "2025-09-01"),
    ]


def test_another_reading_shows_its_own_day():
    held = [Event("review_meeting_held", on="2025-10-06"), Event("decision_to_keep_plan_sent", on="2025-10-27")]
    # Twelve months from the meeting, or from the decision three weeks later.
    assert ("other", "2026-10-06", "2026-10-26") in parts(evaluate(Case("A6", held), "2026-01-12"), "ehc_review.review")


# The days that are not counted.

APPEAL = [
    Event("final_plan_sent", on="2026-05-18"),
    Event("appeal_received", on="2026-07-13", appeal="setting_only"),
    Event("appeal_papers_received", on="2026-07-20"),
]


def test_august_is_not_counted_for_an_act_before_the_tribunal():
    # From Tuesday 21 July: nine working days to the 31st; from 1 September 21 more: 4, 5, 5, 5 and 2 make Tuesday 29.
    made = bar(evaluate(Case("T1", APPEAL), "2026-07-27"), "tribunal_appeal.response")
    assert made.deadline.due == date(2026, 9, 29)
    assert Part("gap", date(2026, 8, 1), date(2026, 8, 31)) in made.parts


def test_days_on_which_the_school_is_closed_are_not_counted_in_school_days():
    found = example("exclusion_quashed", "2026-06-15")
    gaps = [each for each in parts(found, "exclusion.board_decides_over_5_days", "suspension 3") if each[0] == "gap"]
    # Half-term from Monday 16 to Friday 20 February, Easter from Friday 27 March, the last school day, to Monday 13
    # April, and Monday 4 May, each with the weekends around it.
    assert gaps == [
        ("gap", "2026-02-14", "2026-02-22"),
        ("gap", "2026-03-28", "2026-04-12"),
        ("gap", "2026-05-02", "2026-05-04"),
    ]


def test_in_weeks_every_day_counts():
    # Easter and three bank holidays lie in these weeks.
    found = example("cambridgeshire_2025", "2025-09-01")
    assert not any(part.style == "gap" for each in found for part in bar(found, each.rule).parts)


def test_lanes_show_bank_holidays_and_closures_and_how_far_they_are_known():
    school, banks = lanes({"school": CALENDARS["Ashdown Academy"]}, ["england"], date(2026, 2, 1), date(2026, 8, 31))
    assert school.label == "Closed: Ashdown Academy (dates known to Tue 21 Jul 2026)"
    assert [(str(first), str(last)) for first, last in school.spells] == [
        ("2026-02-14", "2026-02-22"),
        ("2026-03-28", "2026-04-12"),
        ("2026-05-23", "2026-05-31"),
    ]
    days = [str(first) for first, _ in banks.spells]
    assert days == ["2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31"]  # as on gov.uk
    assert shaded_words([school, banks]) == (
        "shaded: bank holidays and days on which Ashdown Academy is closed, for 5 or more in a row; they count, unless "
        "a row shows that they do not"
    )


def test_bank_holidays_that_are_only_expected_or_not_known_are_said_to_be():
    [later] = lanes({}, ["england"], date(2028, 12, 1), date(2029, 2, 1))
    assert later.label == "Bank holidays (only expected from 2029)"
    [beyond] = lanes({}, ["england"], date(2009, 12, 1), date(2010, 1, 31))
    assert beyond.label == "Bank holidays (not known for every year)"
    assert [str(first) for first, _ in beyond.spells] == ["2010-01-01"]


# What is shown, and what is said of the rest.


def test_what_ended_is_left_out_and_said():
    found = example("cambridgeshire_2025", "2025-09-01")
    chart = timeline(found)
    assert titles(chart) == (
        "ewhc-2026-68 as at Monday 1 September 2025",
        ["4 of 6 deadlines shown.", "Left out: 2 no longer due."],
    )
    assert titles(timeline(found, ended=True))[1] == ["6 of 6 deadlines shown."]


def test_choices_are_counted_apart():
    found = example("exclusion_quashed", "2026-06-15")
    _, told = titles(timeline(found, process="exclusion_review", open_only=True))
    # Of the eleven of the review one is open, to reconsider; asking for an expert is no longer due, the rest is done.
    assert told[0] == f"1 of {len(found)} deadlines shown."
    assert told[1] == "Left out: 9 done in time, 1 no longer due and 65 of other processes."
    _, told = titles(timeline(found, rules=["exclusion_review.reconsider", "ehc_assessment.final_plan"]))
    assert told[-1] == "Nothing in this case has started ehc_assessment.final_plan."


def test_a_breach_is_shown_even_when_it_has_ended():
    # Six weeks end on Monday 16 February, and twenty on Monday 25 May; the request was withdrawn on 3 August.
    withdrawn = Event("assessment_request_withdrawn", on="2026-08-03")
    found = evaluate(Case("A1", [REQUEST, withdrawn]), "2026-09-01")
    assert parts(found, "ehc_assessment.final_plan") == [
        ("done", "2026-01-05", "2026-05-25"),
        ("late", "2026-05-26", "2026-08-03"),
    ]
    lines = timeline(found).description.splitlines()
    assert "Decision (local authority): Mon 16 Feb 2026, no longer due, but missed. " in "\n".join(lines)
    assert lines[1:3] == ["2 of 5 deadlines shown.", "Left out: 3 no longer due."]
    assert titles(timeline(found, open_only=True))[1][1] == "Left out: 3 no longer due and 2 no longer due (in breach)."


def test_what_was_missed_without_a_breach_is_said_to_be():
    # Refused, in September: no plan was ever wanted, but its day in May had gone.
    events = [REQUEST, Event("assessment_agreed", on="2026-02-10"), Event("plan_refused", on="2026-09-03")]
    _, told = titles(timeline(evaluate(Case("A1", events), "2026-10-01")))
    assert "1 no longer due (but missed)" in told[1]


def test_only_the_days_asked_for():
    found = example("exclusion_quashed", "2026-06-15")
    chart = timeline(found, since="2026-05-01", until="2026-05-31")
    _, told = titles(chart)
    assert "over before Friday 1 May 2026" in told[1]
    assert "beginning after Sunday 31 May 2026" in told[1]
    domain = chart.to_dict()["vconcat"][0]["layer"][0]["encoding"]["x"]["scale"]["domain"]
    first, last = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
    assert domain == [first.timestamp() * 1000, last.timestamp() * 1000]


def test_days_are_where_they_belong_in_every_time_zone():
    assert at(date(2026, 5, 25)) == datetime(2026, 5, 25, tzinfo=UTC).timestamp() * 1000
    assert at(date(2026, 5, 25), 1) == at(date(2026, 5, 26))


def test_nothing_to_show_is_said_in_the_picture():
    empty = timeline(evaluate(Case("A1"), "2026-03-01"))
    said = "Nothing in this case has started a time limit by Sunday 1 March 2026."
    assert said in str(empty.to_dict())
    assert empty.description.endswith(said)
    none = timeline(example("cambridgeshire_2025", "2025-09-01"), process="exclusion")
    assert "Nothing is left to show: every deadline has been left out." in str(none.to_dict())
    assert titles(none)[1][1] == "Left out: 6 of other processes."


def test_what_cannot_be_right_in_a_case_is_said():
    asked = Event("advice_received", on="2026-03-20", about="Dr Lee")
    _, told = titles(timeline(evaluate(Case("A5", [REQUEST, asked]), "2026-04-01")))
    assert told[-1] == "1 thing in this case cannot be right: the evaluation says what."


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"process": "ehc_asessment"}, "no process is called 'ehc_asessment'; did you mean 'ehc_assessment'?"),
        (
            {"rules": ["ehc_assessment.final_pln"]},
            "no rule is called 'ehc_assessment.final_pln'; did you mean 'ehc_assessment.final_plan'?",
        ),
        (
            {"since": "2026-02-01", "until": "2026-01-01"},
            "until: 2026-01-01 comes before 2026-02-01, the first day to show; swap the two",
        ),
        ({"since": "soon"}, "since: 'soon' is not a day; write it as year-month-day, such as 2026-01-05"),
    ],
)
def test_a_wrong_choice(choice, message):
    with pytest.raises(SendDeadlinesError) as error:
        timeline(evaluate(Case("A1", [REQUEST]), "2026-03-01"), **choice)
    assert str(error.value) == message


def test_an_unknown_name_is_not_there():
    with pytest.raises(NotThereError):
        timeline(evaluate(Case("A1"), "2026-03-01"), process="divorce")


def advised(count):
    """A case in which so many people were asked for advice, each with a clock of its own."""
    asked = [Event("advice_requested", on="2026-02-13", about=f"adviser {n}") for n in range(count)]
    return evaluate(Case("A1", [REQUEST, Event("assessment_agreed", on="2026-02-12"), *asked]), "2026-03-01")


def test_more_than_a_picture_holds():
    found = advised(301)
    with pytest.raises(SendDeadlinesError) as error:
        timeline(found)
    [shown] = map(int, re.findall(r"there are (\d+) deadlines", str(error.value)))
    assert shown > 300
    assert str(error.value) == (
        f"case A1: there are {shown} deadlines to show, and a picture holds 300; choose some of them, by process, by "
        "rule or only those that are open"
    )
    assert titles(timeline(found, rules="ehc_assessment.final_plan"))[1][0] == f"1 of {len(found)} deadlines shown."


def test_sixty_rows_do_not_lie_upon_each_other():
    chart = timeline(advised(60)).to_dict()
    rows = [row for layer in chart["vconcat"][0]["layer"] for row in chart_rows(chart, layer) if row.get("text")]
    labels = sorted(row["middle"] for row in rows if "adviser" in row["text"])
    assert len(labels) >= 60
    assert all(below - above >= 14 for above, below in pairwise(labels))


def chart_rows(chart, layer):
    data = layer.get("data", {})
    return data.get("values") or chart.get("datasets", {}).get(data.get("name"), [])


NAMES = [path.stem for path in sorted(EXAMPLES.glob("*.json"))]


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(NAMES),
    st.dates(date(2024, 1, 1), date(2027, 6, 1)),
    st.booleans(),
    st.booleans(),
    st.none() | st.dates(date(2024, 1, 1), date(2027, 6, 1)),
)
def test_nothing_is_lost(name, as_of, open_only, ended, since):
    """Every deadline has a row, with its day and state in words, or is counted among those left out."""
    found = example(name, as_of)
    chart = timeline(found, open_only=open_only, ended=ended, since=since)
    told = chart.description.splitlines()[1:]
    if not found.deadlines:
        return
    shown, total = map(int, re.findall(r"\d+", told[0]))
    left = next((line for line in told if line.startswith("Left out")), "")
    assert total == len(found)
    assert shown + sum(map(int, re.findall(r"(?:Left out: |, |and )(\d+) ", left))) == total
    lines = Counter(line for line in chart.description.splitlines() if " It started on " in line)
    assert sum(lines.values()) == shown


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(NAMES), st.dates(date(2024, 1, 1), date(2027, 6, 1)))
def test_the_stretches_of_a_row_follow_from_its_days(name, as_of):
    found = example(name, as_of)
    for each in found:
        made = bar_of(each, as_of, found.calendars)
        for part in made.parts:
            assert part.last is None or part.first <= part.last
        late = [part for part in made.parts if part.style in ("late", "past")]
        if each.days_late(as_of):
            [part] = late
            assert part.last is not None
            assert (part.last - part.first).days + 1 == each.days_late(as_of)
            assert (part.style == "late") is each.is_breach
        if each.due is not None:
            assert any(part.last == each.due for part in made.parts)
        elif each.kind != "cap" and each.is_open:
            assert made.parts[-1].last is None or made.parts[-1].last == each.latest


# Told apart without colour, and clear enough with it.


def luminance(colour):
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_known_where_it_is_known():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colour", [look.TEXT, look.QUIET, look.VERMILION])
def test_words_stand_out(colour):
    assert contrast(colour, look.GROUND) >= 4.5
    assert contrast(colour, look.SHADE) >= 4.5


@pytest.mark.parametrize("style", KEY)
def test_every_mark_stands_out_by_its_edge_even_where_it_is_shaded(style):
    edge = {**_BOXES, **_LINES}[style]["stroke"]
    assert contrast(edge, look.GROUND) >= 3
    assert contrast(edge, look.SHADE) >= 3


def test_marks_are_told_apart_without_colour():
    looks = {}
    for style, drawn in {**_BOXES, **_LINES}.items():
        fill = round(luminance(drawn["fill"]) * 4) if "fill" in drawn else None
        looks[style] = (style in _BOXES, fill, drawn.get("strokeWidth"), str(drawn.get("strokeDash")))
    assert set(looks) == set(KEY)
    assert len(set(looks.values())) == len(looks)


def test_every_state_has_a_sign_of_its_own():
    assert set(_SHAPES) == set(State)
    assert len({(shape, state in _FILLED) for state, shape in _SHAPES.items()}) == len(State)


def test_every_kind_of_mark_that_is_there_is_in_the_key():
    chart = timeline(example("exclusion_quashed", "2026-06-15"), ended=True)
    found = example("exclusion_quashed", "2026-06-15")
    used = {part.style for each in found for part in bar_of(each, found.as_of, found.calendars).parts}
    spec = chart.to_dict()
    words = {row.get("text") for layer in spec["vconcat"][1]["layer"] for row in chart_rows(spec, layer)}
    assert {KEY[style] for style in used} <= words
    assert not {KEY[style] for style in KEY if style not in used} & words

"""The dates of a school: what the law says concerns it, and nothing of anybody else."""

import json
from datetime import date

import pytest

from send_deadlines import Case, Event, NotThereError, SchoolCalendar, evaluate, evaluate_all, load_law, school_report
from send_deadlines.report.page import Table
from send_deadlines.report.page_text import page_as_text
from send_deadlines.report.school_page import SCHOOL_COLUMNS, report_as_data, report_as_rows, report_page
from send_deadlines.report.school_report import gather_schools, part_of_school
from send_deadlines.report.shown import as_html, as_markdown

OAK = SchoolCalendar.from_dict(
    {
        "name": "Oak Primary",
        "terms": [{"name": "spring 2026", "first": "2026-01-05", "last": "2026-03-27"}],
        "half_terms": [{"first": "2026-02-16", "last": "2026-02-20"}],
    }
)


def report(*events: Event, as_of: str = "2026-02-16", **more):
    case = Case("R1", events, school="Oak Primary", **more)
    return school_report(evaluate_all([case], as_of), "Oak Primary")


def rules(found) -> set[str]:
    return {each.row.rule for each in found.dates}


def test_its_own_acts_and_what_is_asked_of_it():
    found = report(
        Event("review_meeting_held", on="2025-02-24"),
        Event("decision_to_keep_plan_sent", on="2025-03-10", meeting="2025-02-24"),
        Event("review_report_sent", on="2025-03-03"),
        Event("review_meeting_arranged", on="2026-01-19", meeting="2026-03-10"),
    )
    dates = {each.row.rule: (each.row.by, each.is_own, bool(each.asked)) for each in found.dates}
    assert dates == {
        # Fifteen days before Tue 10 March: 23 February. Whoever arranges the meeting is bound, and may be the school.
        "ehc_review.meeting_notice": (date(2026, 2, 23), True, False),
        "ehc_review.meeting_papers": (date(2026, 2, 23), True, True),
        # Twelve months that start with 24 February 2025. The authority is bound, the school is asked.
        "ehc_review.review": (date(2026, 2, 23), False, True),
    }


@pytest.mark.parametrize(("attends", "told"), [("listed_school", True), ("other_setting", False), (None, True)])
def test_an_attribute_tells_whether_the_school_writes_the_report(attends, told):
    more = {"attends": attends} if attends else {}
    assert ("ehc_review.report" in rules(report(Event("review_meeting_held", on="2026-02-09", **more)))) is told


@pytest.mark.parametrize(("kind", "told"), [("school", True), ("social_care", False), (None, False)])
def test_advice_is_the_schools_only_where_it_is_recorded_to_be(kind, told):
    more = {"body_kind": kind} if kind else {}
    found = report(
        Event("assessment_request_received", on="2026-01-05"),
        Event("advice_requested", on="2026-02-02", about="head teacher", **more),
    )
    assert ("ehc_assessment.advice" in rules(found)) is told


@pytest.mark.parametrize(("about", "told"), [("Oak Primary", True), ("Birch School", False)])
def test_another_school_that_was_consulted_is_not_told(about, told):
    found = report(
        Event("assessment_request_received", on="2026-01-05"), Event("setting_consulted", on="2026-02-09", about=about)
    )
    assert ("ehc_assessment.setting_response" in rules(found)) is told
    assert "Birch" not in json.dumps(report_as_data(found)) + as_html(found)


def test_a_suspension_at_another_school_is_not_told():
    facts = {"school_kind": "academy"}
    events = [
        Event("pupil_suspended", on="2026-02-05", about="a", first="2026-02-09", last="2026-02-10"),
        Event("pupil_suspended", on="2026-01-15", about="b", first="2026-01-19", last="2026-01-20", school="birch"),
    ]
    birch = SchoolCalendar.from_dict({"name": "Birch School", "terms": {"Spring 2026": ["2026-01-05", "2026-03-27"]}})
    case = Case("S1", events, facts=facts, calendars={"school": OAK, "birch": birch})
    found = school_report(evaluate_all([case], "2026-02-12"), "Oak Primary")
    assert {each.row.since for each in found.dates if each.row.rule.startswith("exclusion.")} == {date(2026, 2, 5)}


def test_what_follows_from_a_suspension_at_another_school_is_not_told_though_nothing_says_what_it_is_about():
    birch = SchoolCalendar.from_dict({"name": "Birch School", "terms": {"Spring 2026": ["2026-01-05", "2026-03-27"]}})
    suspended = {"first": "2026-01-13", "last": "2026-02-06"}
    decided = Event("reinstatement_decided", on="2026-01-26", outcome="not_reinstated")
    met = Event("review_meeting_held", on="2026-02-09", attends="listed_school")
    found = {}
    for school in ("birch", "school"):
        events = [Event("pupil_suspended", on="2026-01-12", school=school, **suspended), decided, met]
        calendars = {"school": OAK, **({"birch": birch} if school == "birch" else {})}
        case = Case("S1", events, facts={"school_kind": "academy"}, calendars=calendars)
        found[school] = rules(school_report(evaluate_all([case], "2026-02-20"), "Oak Primary"))
    assert found["birch"] == {"ehc_review.report"}
    assert {"exclusion.refusal_notice", "ehc_review.report"} <= found["school"]


def test_a_suspension_at_each_of_two_schools_leaves_the_schools_own():
    birch = SchoolCalendar.from_dict({"name": "Birch School", "terms": {"Spring 2026": ["2026-01-05", "2026-03-27"]}})
    events = [
        Event("pupil_suspended", on="2026-02-05", first="2026-02-09", last="2026-02-10"),
        Event("pupil_suspended", on="2026-01-15", first="2026-01-19", last="2026-01-20", school="birch"),
    ]
    case = Case("S1", events, facts={"school_kind": "academy"}, calendars={"school": OAK, "birch": birch})
    found = school_report(evaluate_all([case], "2026-02-12"), "Oak Primary")
    assert {each.row.since for each in found.dates} == {date(2026, 2, 5)}


@pytest.mark.parametrize(("kind", "own"), [("academy", True), ("maintained_school", False), (None, True)])
def test_a_fact_tells_whether_the_school_arranges_the_review(kind, own):
    excluded = [
        Event("pupil_permanently_excluded", on="2026-01-12", took_place="2026-01-13"),
        Event("review_applied_for", on="2026-02-09", method="delivered"),
        Event("review_panel_date_fixed", on="2026-02-11", meeting="2026-02-27"),
    ]
    found = report(*excluded, facts={"school_kind": kind} if kind else {})
    told = {each.row.rule: (each.is_own, bool(each.asked)) for each in found.dates}
    # Sch 1 para 1(1): the proprietor of an academy arranges it; of any other school the authority does.
    assert told["exclusion_review.hold"] == {"academy": (True, False), None: (True, True)}.get(kind, (False, True))
    assert ("exclusion_review.papers" in told) is own


def test_a_case_with_something_that_cannot_be_right_says_so_and_not_what():
    sent = [Event("assessment_request_received", on="2026-02-13"), Event("final_plan_sent", on="2026-02-02")]
    found = report(*sent, Event("setting_consulted", on="2026-02-09", about="Oak Primary"))
    assert found.dates
    for shown in (as_html(found), as_markdown(found), json.dumps(report_as_data(found))):
        assert "cannot be right: ask the authority" in shown
        assert "2026-02-13" not in shown
    sound = report(sent[0], Event("setting_consulted", on="2026-02-14", about="Oak Primary"))
    assert sound.dates
    assert "cannot be right" not in as_html(sound)


def test_the_last_school_day_is_that_of_the_schools_calendar():
    # Mon 2 Feb + 14 is Mon 16 February, in half-term: the last school day is Friday the 13th.
    met = Event("review_meeting_held", on="2026-02-02", attends="listed_school")
    case = Case("R1", [met], calendars={"school": OAK})
    found = school_report(evaluate_all([case], "2026-02-09"), "Oak Primary")
    each = next(each for each in found.dates if each.row.rule == "ehc_review.report")
    assert (each.row.by, each.school_day, each.row.act_by) == (date(2026, 2, 16), date(2026, 2, 13), date(2026, 2, 16))
    assert "last school day Friday 13 February 2026" in as_markdown(found)


def test_a_school_day_of_a_calendar_that_is_not_confirmed_is_provisional():
    met = Event("review_meeting_held", on="2026-02-02", attends="listed_school")
    draft = SchoolCalendar.from_dict({"name": "Oak Primary", "provisional": True,
                                      "terms": {"Spring 2026": ["2026-01-05", "2026-03-27"]}})  # fmt: skip
    found = school_report(evaluate_all([Case("R1", [met], calendars={"school": draft})], "2026-02-09"), "Oak Primary")
    each = next(each for each in found.dates if each.row.rule == "ehc_review.report")
    assert (each.school_day, each.school_day_provisional) == (date(2026, 2, 16), True)
    assert "last school day Monday 16 February 2026 (provisional)" in as_markdown(found)
    row = next(dict(zip(SCHOOL_COLUMNS, row, strict=True)) for row in report_as_rows(found))
    assert (row["school_day"], row["school_day_provisional"]) == ("2026-02-16", "yes")


def test_a_last_school_day_that_has_gone_says_so():
    # Mon 2 Feb + 14 is Mon 16 February, in half-term; on that day the last school day, the 13th, has gone.
    met = Event("review_meeting_held", on="2026-02-02", attends="listed_school")
    found = school_report(evaluate_all([Case("R1", [met], calendars={"school": OAK})], "2026-02-16"), "Oak Primary")
    assert "last school day Friday 13 February 2026, which has gone" in as_markdown(found)


def test_beyond_the_schools_calendar_no_school_day_is_guessed():
    met = Event("review_meeting_held", on="2026-03-23", attends="listed_school")
    case = Case("R1", [met], calendars={"school": OAK})
    found = school_report(evaluate_all([case], "2026-03-24"), "Oak Primary")
    each = next(each for each in found.dates if each.row.rule == "ehc_review.report")
    # Mon 23 March + 14 is Easter Monday 6 April; the last working day is Thu 2 April.
    assert (each.row.by, each.school_day, each.row.act_by) == (date(2026, 4, 6), None, date(2026, 4, 2))


def test_nothing_is_told_of_a_pupil_but_the_case():
    secret = "Ms Secret"
    found = school_report(
        evaluate_all(
            [
                Case(
                    "R1",
                    [
                        Event("pupil_permanently_excluded", on="2026-02-05", about=secret, took_place="2026-02-06"),
                        Event("advice_requested", on="2026-02-02", about=secret, body_kind="school"),
                        Event("review_meeting_held", on="2026-02-09"),
                    ],
                    school="Oak Primary",
                    responsible=secret,
                ),
                Case("OTHER-1", [Event("review_meeting_held", on="2026-02-09")], school="Birch School"),
                Case(secret, [Event("nonsense", on="2026-02-09")]),
            ],
            "2026-02-16",
            keep_going=True,
        ),
        "Oak Primary",
    )
    assert found.dates
    rows = " ".join(cell for row in report_as_rows(found) for cell in row)
    for shown in (as_html(found), as_markdown(found), json.dumps(report_as_data(found)), rows):
        for hidden in ("Secret", "OTHER-1", "Birch"):
            assert hidden not in shown
    assert not found.is_whole
    assert "NOT WHOLE" in as_html(found)
    assert next(report_as_rows(found))[1] == "not_whole"


def test_what_is_open_is_listed_or_counted():
    case = Case(
        "P1", [Event("review_meeting_held", on="2025-10-06"), Event("decision_to_keep_plan_sent", on="2025-10-20")],
        school="Oak Primary",
    )  # fmt: skip
    for within in ("1 day", "1 month", "3 years"):
        found = school_report(evaluate_all([case], "2026-02-16"), "Oak Primary", within=within)
        concerned = [
            each
            for each in evaluate(case, "2026-02-16")
            if each.is_open and each.kind in ("limit", "duty", "wait")
            if part_of_school(each, evaluate(case, "2026-02-16"), "Oak Primary")
        ]
        assert len(found.dates) + found.counted.total() == len(concerned) == 2  # the review, and the old report


def test_a_school_that_no_case_has():
    loaded = evaluate_all([Case("R1", [], school="Oak Primary")], "2026-02-16")
    with pytest.raises(NotThereError) as told:
        school_report(loaded, "Oak Primry")
    assert str(told.value) == (
        "no case that could be evaluated has the school 'Oak Primry'; did you mean 'Oak Primary'?"
    )
    with pytest.raises(NotThereError, match="no case says at which school the pupil is"):
        school_report(evaluate_all([], "2026-02-16"), "Oak Primary")


def test_the_empty_report():
    found = report()
    assert (found.dates, found.pupils, repr(found)) == ((), 1, "SchoolReport('Oak Primary', as_of=2026-02-16, 0 dates)")
    assert "Nothing has its last day by Tuesday 16 February 2027." in page_as_text(report_page(found))
    assert list(report_as_rows(found)) == []
    assert gather_schools([], date(2026, 2, 16), within="1 year") == {}


def test_every_row_has_all_columns():
    found = report(Event("review_meeting_held", on="2026-02-09"))
    for row in report_as_rows(found):
        assert len(row) == len(SCHOOL_COLUMNS)


def test_the_law_says_which_actors_are_the_school():
    law = load_law()
    always = {name for name, each in law.actors.items() if each.get("is_school") == "always"}
    assert {"head_teacher", "governing_body", "responsible_body", "proprietor"} <= always
    assert not always & {"local_authority", "family", "tribunal", "review_panel", "respondent"}
    asked = {rule["id"] for rule in law.rules if rule.get("asks_of_school")}
    assert {"ehc_review.review", "phase_transfer.plan_for_school", "exclusion_review.hold"} <= asked
    versions: dict[str, set[str | None]] = {}
    for rule in law.rules:
        versions.setdefault(rule["id"], set()).add(rule.get("asks_of_school"))
    assert all(len(each) == 1 for each in versions.values())


def test_every_row_of_a_table_has_its_columns():
    found = report(Event("review_meeting_held", on="2026-02-09"), Event("review_meeting_held", on="2025-02-10"))
    tables = [block for part in report_page(found).sections for block in part.blocks if isinstance(block, Table)]
    assert tables
    for table in tables:
        assert {len(row) for group in table.groups for row in group.rows} == {len(table.head)}

"""Points on which people go wrong, or the law is not clear: each is said beside the rule it touches, or shown by an
example of it. What is said here must not be lost when a rule file is edited."""

from __future__ import annotations

import pytest

from send_deadlines.law.check import read_law
from send_deadlines.law.library import rule_files

LAW = read_law(rule_files())


def said_of(name: str) -> str:
    """The doubts of a rule, an instrument or a dispute, and why each of its examples is there."""
    found: list[str] = []
    for rule in LAW.rule:
        if rule.id == name:
            found += [rule.must, *rule.doubts, *(example.why for example in rule.example)]
    for dispute in LAW.dispute:
        if dispute.id == name:
            found += [dispute.question, *(reading.says for reading in dispute.readings)]
    for instrument in LAW.instrument:
        if instrument.id == name:
            found += instrument.doubts
    for each in LAW.not_expressed:
        if each.provision == name:
            found += [each.about, each.reason]
    return "\n".join(found)


@pytest.mark.parametrize(
    ("point", "where", "says"),
    [
        (
            "fifty days run from the telling",
            "exclusion.board_decides_over_5_days",
            "the fifty days run from the board being told",
        ),
        ("representations that come late", "exclusion.board_decides_over_5_days", "leave a duty that is late already"),
        ("more than fifteen", "exclusion.board_decides_over_15_days", "exactly fifteen is not more than fifteen"),
        ("passed by a lunchtime", "exclusion.board_decides_over_15_days", "passes fifteen by a lunchtime"),
        ("more than five", "exclusion.tell_board_over_5_days", "five days, and a lunchtime more"),
        ("six terms", "exclusion.board_decides_over_15_days", "six terms"),
        ("lateness ends no duty", "exclusion.board_decides_permanent", "decided late: the duty had stayed"),
        (
            "before September 2022 the authority heard termly",
            "exclusion.tell_authority_of_suspension",
            "the day before: not this law",
        ),
        ("a posted application", "exclusion_review.apply", "posted on the last day, so made too late"),
        ("e-mail is not named", "exclusion_review.apply", "which the Regulations do not name"),
        ("ten days after a recommendation too", "exclusion_review.reconsider", "recommended, and over Easter"),
        ("money after a quashing only", "exclusion_review.payment", "only recommended: nothing is to be paid"),
        ("five clear school days", "exclusion_review.papers", "only the day of the review left out"),
        ("a claim opens the time again", "exclusion_review.apply_after_claim", "the cautious reading"),
        (
            "the sixth day of a suspension",
            "education_during_exclusion.from_sixth_day_of_suspension",
            "that Monday is day 1",
        ),
        (
            "the sixth day after a permanent exclusion",
            "education_during_exclusion.from_sixth_day_after_permanent_exclusion",
            "which is day 0",
        ),
        (
            "the run and the total",
            "education_during_exclusion.from_sixth_day_of_suspension",
            "breaks the run, though not the term's total",
        ),
        (
            "only days in a notice",
            "education_during_exclusion.keep_out_of_public_places_while_suspended",
            "no notice, no duty",
        ),
        (
            "the name stays after a quashing",
            "after_exclusion.no_deletion_while_review_open",
            "the panel quashed the refusal",
        ),
        (
            "a claim runs from the head's decision",
            "after_exclusion.disability_claim",
            "the board's and the panel's decisions do not move it",
        ),
        ("an exception adds no days", "ehc_assessment.final_plan", "does not reach the twenty"),
        ("an exception adds no days", "detention.final_plan", "recorded for the six weeks does not lift the twenty"),
        ("a late refusal is not excused", "ehc_assessment.threshold_refusal", "does not excuse a late refusal"),
        ("ten weeks without exceptions", "unopposed_appeal.no_plan_decision", "no exception reaches the ten weeks"),
        ("fourteen weeks without exceptions", "unopposed_appeal.plan_after_assessment", "no exception reaches"),
        ("before or by 15 February", "before_or_by_the_day", "the day before is the last"),
        ("a young person without a request", "ehc_assessment.final_plan", "names the child only"),
        ("when a review is done", "when_reviewed", "that of the meeting, or that of the decision"),
        ("a year that counts its first day", "ehc_review.review", "the same date a year on is a day late"),
        ("a year that does not", "ehc_reassessment.first_review", "sent on the anniversary, which is in time"),
        ("writing and sending the report", "ehc_review.report", "the sending is joined to it"),
        ("no views in fifteen days", "ehc_assessment.considering_notice", "number of days for its views"),
        ("withdrawing a request", "regs 3 to 14 and s.31, which are silent", "withdrawal of a request"),
        ("moving without a plan", "reg 15(1)", "moves while an assessment is under way"),
        (
            "detained, begun by request",
            "detention.carried_on_final_plan_on_request",
            "silent where the assessment began",
        ),
        ("calendar days with a draft", "ehc_review.representations", "days, not working days"),
        ("calendar days to answer", "ehc_reassessment.decision", "calendar days, not working days"),
        ("no limit for a yes", "ehc_assessment.no_plan_decision", "set no limit for a decision to make a plan"),
        ("eight weeks from the notice", "ehc_review.amended_plan_after_notice", "not from the letter"),
        ("a psychologist's delay", "ehc_assessment.final_plan", "the psychologist's advice is late"),
        ("who is bound by regulation 8", "ehc_assessment.advice_cooperation", "a school is not bound by regulation 8"),
        ("whose awareness of a move", "ehc_move.plan_transfer", "only the old authority's own awareness counts"),
        ("a prescribed period there is not", "s.52(2)", "prescribed period"),
        ("no meeting, no four weeks", "ehc_review.amendment_notice", "without a review: no meeting, and no four weeks"),
        ("a child who attends nowhere", "ehc_review.amendment_notice", "the same is inferred for regulation 21"),
        ("counting back from a transfer", "phase_transfer.plan_for_school", "the meeting by 22 November"),
        ("regulations older than their Act", "accessibility_regulations_2005", "Equality Act 2010"),
        ("ceasing beside a transfer", "ehc_move.plan_transfer", "forbids ceasing"),
        ("whether both end days are left out", "at_least_before", "leaves out both its end days"),
    ],
)
def test_it_is_said(point: str, where: str, says: str) -> None:
    assert says in said_of(where), f"{point}: {said_of(where)}"


def test_no_limit_is_known_to_have_been_changed_in_2025_or_2026_but_by_a_practice_direction() -> None:
    """The Children's Wellbeing and Schools Act 2026, and the consultation and Bill of that year, changed none."""
    assert not [each.id for each in LAW.amendment if each.in_force.since.year >= 2025]
    new = {rule.instrument for rule in LAW.rule if rule.in_force.since.year >= 2025}
    assert new == {"bundles_practice_direction_2025"}


def test_nobody_has_defined_a_working_day() -> None:
    ways = [way for each in LAW.instrument if each.id == "send_regulations_2014" for way in each.counting]
    assert any("do not define a working day" in doubt for way in ways for doubt in way.doubts)

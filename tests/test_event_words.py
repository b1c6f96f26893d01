"""What would settle an unknown date, in words that an officer can read."""

import pytest

from send_deadlines import Case, Event, evaluate, load_law
from send_deadlines.event_words import with_meanings

LAW = load_law()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "the `served` day of draft_plan_sent",
            "the `served` day of draft_plan_sent (a draft EHC plan was sent to the family: the day it was served)",
        ),
        (
            "the day of assessment_agreed or assessment_agreed",
            "the day of assessment_agreed (the family was told that the authority will secure an assessment) "
            "or assessment_agreed",
        ),
        ("`road` of refusal_overturned", "`road` of refusal_overturned (how it was overturned)"),
        ("`no_such` of draft_plan_sent", "`no_such` of draft_plan_sent (a draft EHC plan was sent to the family)"),
        ("the day of born", "the day of born (the child or young person was born)"),
        (
            "`road` of refusal_overturned and `refusal` of refusal_overturned",
            "`road` of refusal_overturned (how it was overturned) and "
            "`refusal` of refusal_overturned (what had been refused)",
        ),
        ("the school's calendar", "the school's calendar"),
        ("", ""),
    ],
)
def test_each_event_is_told_once_with_its_meaning(text, said):
    assert with_meanings(text, LAW) == said


def test_the_name_for_programs_and_the_words_for_people():
    case = Case(
        "A1", [Event("assessment_request_received", on="2026-01-05"), Event("draft_plan_sent", on="2026-05-06")]
    )
    wait = evaluate(case, "2026-05-10")["ehc_assessment.representations"]
    assert wait.settled_by == "the `served` day of draft_plan_sent"
    assert wait.settled_by_in_words.startswith("the `served` day of draft_plan_sent (a draft EHC plan was sent")
    assert wait.settled_by_in_words in str(wait.explain())

"""Many cases at once: the same answers as case by case, and nothing lost on the way."""

import re
from datetime import date
from typing import Any

import pytest

from send_deadlines import Case, CaseError, Event, NotThereError, evaluate, evaluate_all

RECEIVED = "assessment_request_received"


def request(number: int, day: str, **labels: Any) -> Case:
    return Case(f"EHC-{number}", [Event(RECEIVED, on=day)], **labels)


def test_the_cases_keep_their_order():
    cases = [request(3, "2026-01-07"), request(1, "2026-01-05"), request(2, "2026-01-06")]
    caseload = evaluate_all(cases, "2026-03-01")
    assert [each.case_id for each in caseload] == ["EHC-3", "EHC-1", "EHC-2"]
    assert len(caseload) == 3
    assert "EHC-1" in caseload
    # 5 January 2026 and 140 days: 26 + 28 + 31 + 30 leave 25 May.
    assert caseload["EHC-1"]["ehc_assessment.final_plan"].due == date(2026, 5, 25)
    assert repr(caseload) == "Caseload(as_of=2026-03-01, 3 cases)"


def test_no_cases():
    caseload = evaluate_all([], "2026-03-01")
    assert (len(caseload), caseload.refused) == (0, ())


def test_a_case_that_is_not_there():
    with pytest.raises(NotThereError, match="no case 'EHC-9' in this caseload; none is known"):
        evaluate_all([], "2026-03-01")["EHC-9"]


WRONG = Case("EHC-2", [Event("final_plan_snt", on="2026-01-06")])


def test_everything_wrong_is_told_at_once():
    other = Case("EHC-4", [Event(RECEIVED, on="2026-01-06", colour="blue")])
    with pytest.raises(CaseError) as caught:
        evaluate_all([WRONG, request(1, "2026-01-05"), other], "2026-03-01")
    first, second = caught.value.problems
    assert str(first) == "case EHC-2: unknown event 'final_plan_snt'; did you mean 'final_plan_sent'?"
    assert second.where.startswith("case EHC-4")


def test_going_on_without_a_case_says_so():
    caseload = evaluate_all([WRONG, request(1, "2026-01-05")], "2026-03-01", keep_going=True)
    assert [each.case_id for each in caseload] == ["EHC-1"]
    assert [each.where for each in caseload.refused] == ["case EHC-2"]
    assert repr(caseload) == "Caseload(as_of=2026-03-01, 1 cases, 1 problems)"


def test_two_cases_of_one_id():
    words = "case EHC-1: another case given has this id, and which is meant cannot be known; give each its own"
    with pytest.raises(CaseError, match=re.escape(words)):
        evaluate_all([request(1, "2026-01-05"), request(1, "2026-01-06")], "2026-03-01")


def test_a_day_no_calendar_covers():
    old = Case("EHC-5", [Event(RECEIVED, on="9999-12-20")])
    caseload = evaluate_all([old, request(1, "2026-01-05")], "9999-12-28", keep_going=True)
    assert [each.case_id for each in caseload] == ["EHC-1"]
    assert "does not cover" in caseload.refused[0].what


def test_a_wrong_reading_is_told_once_whatever_the_caller_wants():
    with pytest.raises(CaseError, match="unknown dispute"):
        evaluate_all([request(1, "2026-01-05")] * 3, "2026-03-01", readings={"x": "y"}, keep_going=True)


def test_labels_change_no_date_and_no_fingerprint():
    plain, labelled = request(1, "2026-01-05"), request(1, "2026-01-05", responsible="KB", school="Oak Primary")
    assert evaluate(plain, "2026-03-01").receipt == evaluate(labelled, "2026-03-01").receipt
    assert Case.from_dict(labelled.to_dict()).to_dict() == labelled.to_dict()
    assert labelled.to_dict()["responsible"] == "KB"
    assert Case.from_dict(labelled.to_dict()).school == "Oak Primary"


@pytest.mark.parametrize("key", ["responsible", "school"])
@pytest.mark.parametrize("value", ["", " ", 7, ["KB"]])
def test_a_label_that_names_nothing(key, value):
    words = re.escape(f"case A1: `{key}` is {value!r}, which names nothing; give a short name as text, or leave it out")
    with pytest.raises(CaseError, match=words):
        Case.from_dict({"id": "A1", "events": [], key: value})


def test_asking_for_a_case_that_was_refused_or_misspelt():
    caseload = evaluate_all([WRONG, request(1, "2026-01-05")], "2026-03-01", keep_going=True)
    with pytest.raises(NotThereError) as caught:
        caseload["EHC-2"]
    assert str(caught.value) == (
        "case 'EHC-2' is not in this caseload: it could not be evaluated; see `refused` for what is wrong with it"
    )
    with pytest.raises(NotThereError, match=re.escape("no case 'EHC1' in this caseload; did you mean 'EHC-1'?")):
        caseload["EHC1"]

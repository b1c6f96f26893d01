"""An evaluation as plain data, in the shape that ``--format json`` gives and that scripts rely on."""

from __future__ import annotations

from datetime import date
from typing import Any

from send_deadlines.errors import Problem
from send_deadlines.evaluation import Evaluation
from send_deadlines.outcomes import Action, Deadline, Finding, LatestSafeDay, RunningTotal
from send_deadlines.report.words import iso
from send_deadlines.said import said_hour

__all__ = ["as_data"]

Data = dict[str, Any]


def as_data(evaluation: Evaluation) -> Data:
    """Everything an evaluation says, as JSON has it: days are ISO text, and what there is not is None.

    >>> from send_deadlines import Case, Event, evaluate
    >>> case = Case(id="EHC-1042", events=[Event("assessment_request_received", on="2026-01-05")])
    >>> data = as_data(evaluate(case, as_of="2026-03-01"))
    >>> [each["due"] for each in data["deadlines"] if each["rule"] == "ehc_assessment.final_plan"]
    ['2026-05-25']
    """
    as_of = evaluation.as_of
    return {
        "case": evaluation.case_id,
        "as_of": as_of.isoformat(),
        "receipt": evaluation.receipt,
        "deadlines": [_deadline(each, as_of) for each in evaluation.deadlines],
        "breaches": [_breach(each, as_of) for each in evaluation.breaches],
        "doubtful_breaches": [_breach(each, as_of) for each in evaluation.doubtful_breaches],
        "next_actions": [_action(each) for each in evaluation.next_actions],
        "latest_safe_days": [_safe_day(each) for each in evaluation.latest_safe_days],
        "conflicts": [
            {**each._asdict(), "due": iso(each.due), "may_from": iso(each.may_from)} for each in evaluation.conflicts
        ],
        "running_totals": [_total(each) for each in evaluation.running_totals],
        "unknowns": [_unknown(each) for each in evaluation.unknowns],
        "problems": [_problem(each) for each in evaluation.problems],
    }


def _deadline(each: Deadline, as_of: date) -> Data:
    return {
        "rule": each.rule,
        "kind": each.kind,
        "who": each.who,
        "must": each.must,
        "about": each.about,
        "started_by": _started(each),
        "due": iso(each.due),
        "act_by": iso(each.act_by),
        "act_by_provisional": each.act_by_is_provisional,
        "state": each.state.value,
        "done_on": iso(each.done_on),
        "days_late": each.days_late(as_of),
        "breach": each.is_breach,
        "in_time_by": list(each.in_time_by),
        "missed": each.was_missed,
        "strength": each.strength,
        "cites": [cite._asdict() for cite in each.cites],
        "certainty": each.certainty,
        "provisional": each.provisional or None,
        "confidence": each.confidence,
        "doubts": list(each.doubts),
        "earliest": iso(each.earliest),
        "latest": iso(each.latest),
        "before_move": iso(each.before_move),
        "by_hour": said_hour(each.by_hour) if each.by_hour is not None and each.due is not None else None,
        "late_by_the_hour": each.is_late_by_the_hour,
        "directed_on": iso(each.directed_on),
        "usual_due": iso(each.usual_due),
        "counted_back_from": iso(each.counted_back_from),
        "alternatives": [{**other._asdict(), "due": iso(other.due)} for other in each.alternatives],
        "governed_by": each.governed_by,
        "settled_by": each.settled_by or None,
        "left": each.left,
        "exceptions": [_exception(finding) for finding in each.exceptions],
        "explanation": [{"text": text, "cite": cite or None} for text, cite in each.explain().sentences],
    }


def _total(each: RunningTotal) -> Data:
    return {
        **each._asdict(),
        "first": iso(each.first),
        "last": iso(each.last),
        "parts": [{"on": iso(day), "about": about, "amount": amount} for day, about, amount in each.parts],
        "thresholds": [{**one._asdict(), "rules": list(one.rules)} for one in each.thresholds],
        "settled_by": each.settled_by or None,
    }


def _started(each: Deadline) -> Data:
    return {"event": each.started_by, "date": each.started_on.isoformat()}


def _exception(finding: Finding) -> Data:
    return {
        "exception": finding.exception["id"],
        "provision": finding.provision,
        "shown": finding.shown,
        "judged_on": None if finding.judged_on is None else date.fromordinal(finding.judged_on).isoformat(),
        "lifts": finding.lifts,
    }


def _breach(each: Deadline, as_of: date) -> Data:
    return {
        "rule": each.rule,
        "about": each.about,
        "who": each.who,
        "must": each.must,
        "started_by": _started(each),
        "due": iso(each.due),
        "state": each.state.value,
        "done_on": iso(each.done_on),
        "days_late": each.days_late(as_of),
        "strength": each.strength,
    }


def _action(action: Action) -> Data:
    days = {"by": iso(action.by), "act_by": iso(action.act_by), "since": iso(action.since)}
    return {**action._asdict(), **days, "state": action.state.value}


def _safe_day(each: LatestSafeDay) -> Data:
    return {**each._asdict(), "by": iso(each.by), "act_by": iso(each.act_by)}


def _unknown(each: Deadline) -> Data:
    return {
        "rule": each.rule,
        "about": each.about,
        "who": each.who,
        "must": each.must,
        "started_by": _started(each),
        "settled_by": each.settled_by or None,
        "earliest": iso(each.earliest),
        "latest": iso(each.latest),
    }


def _problem(problem: Problem) -> Data:
    return {"where": problem.where, "what": problem.what, "mend": problem.mend}

"""Meet many cases with the law, as at one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from send_deadlines.case import Case, as_day
from send_deadlines.caseload import Caseload
from send_deadlines.engine.evaluate import evaluate
from send_deadlines.errors import CaseError, CoverageError, Problem
from send_deadlines.evaluation import Evaluation
from send_deadlines.law.library import Law, load_law

__all__ = ["evaluate_all"]


def evaluate_all(
    cases: Iterable[Case],
    as_of: str | date,
    *,
    law: Law | None = None,
    calendars: Mapping[str, Any] | None = None,
    readings: Mapping[str, str] | None = None,
    keep_going: bool = False,
) -> Caseload:
    """Work out every deadline of many cases as at one day. ``law``, ``calendars`` and ``readings`` are those of
    :func:`send_deadlines.evaluate`.

    Raises :class:`~send_deadlines.errors.CaseError` with everything that is wrong with any of the cases, two cases of
    one id among it. With ``keep_going`` the others are evaluated all the same, and what is wrong stands in ``refused``.

    >>> from send_deadlines import Case, Event
    >>> cases = [Case(f"EHC-{n}", [Event("assessment_request_received", on=f"2026-01-0{n}")]) for n in (5, 6)]
    >>> caseload = evaluate_all(cases, as_of="2026-03-01")
    >>> [each["ehc_assessment.final_plan"].due.isoformat() for each in caseload]
    ['2026-05-25', '2026-05-26']
    """
    day = as_day(as_of, "as_of")
    law = law if law is not None else load_law()
    # On a case without events, so that a wrong reading is told once, and whatever the caller wants to go on without.
    evaluate(Case("none"), day, law=law, readings=readings)
    evaluations: list[Evaluation] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for case in cases:
        try:
            made = evaluate(case, day, law=law, calendars=calendars, readings=readings)
        except CaseError as error:
            problems += error.problems
            continue
        except CoverageError as error:
            problems.append(Problem(f"case {case.id}", str(error)))
            continue
        if case.id in seen:
            what = "another case given has this id, and which is meant cannot be known"
            problems.append(Problem(f"case {case.id}", what, "give each its own"))
            continue
        seen.add(case.id)
        evaluations.append(made)
    if problems and not keep_going:
        raise CaseError(problems)
    return Caseload(day, evaluations, problems)

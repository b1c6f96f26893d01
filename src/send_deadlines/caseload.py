"""Many cases as at one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from send_deadlines.errors import NotThereError, Problem, did_you_mean
from send_deadlines.evaluation import Evaluation
from send_deadlines.notebook import Shown

__all__ = ["Caseload"]


class Caseload(Shown):
    """The evaluations of many cases as at one day, in the order in which the cases were given.

    ``caseload["EHC-1042"]`` is the evaluation of one case. ``refused`` are the problems of cases that could not be
    evaluated, where the caller asked to go on without them; whatever shows a caseload shows them first. Made by
    :func:`send_deadlines.evaluate_all`.
    """

    def __init__(self, as_of: date, evaluations: Iterable[Evaluation], refused: Iterable[Problem] = ()) -> None:
        self.as_of = as_of
        self.evaluations = tuple(evaluations)
        self.refused = tuple(refused)
        self._by_id = {each.case_id: each for each in self.evaluations}

    def __getitem__(self, case_id: str) -> Evaluation:
        if case_id not in self._by_id:
            if any(f"{each.where},".startswith(f"case {case_id},") for each in self.refused):
                what = f"case '{case_id}' is not in this caseload: it could not be evaluated"
                raise NotThereError(f"{what}; see `refused` for what is wrong with it")
            raise NotThereError(f"no case '{case_id}' in this caseload; {did_you_mean(case_id, self._by_id)}")
        return self._by_id[case_id]

    def __contains__(self, case_id: object) -> bool:
        return case_id in self._by_id

    def __iter__(self) -> Iterator[Evaluation]:
        return iter(self.evaluations)

    def __len__(self) -> int:
        return len(self.evaluations)

    def __repr__(self) -> str:
        refused = f", {len(self.refused)} problems" if self.refused else ""
        return f"Caseload(as_of={self.as_of.isoformat()}, {len(self)} cases{refused})"

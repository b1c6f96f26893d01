"""Running totals in words: how much there is, what may still be added, and what more of it would bring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from send_deadlines.evaluation import Evaluation
from send_deadlines.law.library import Law
from send_deadlines.outcomes import RunningTotal, Threshold, Triggered
from send_deadlines.report.law_names import unmarked
from send_deadlines.report.page import Item
from send_deadlines.report.rule_words import conditions, duty
from send_deadlines.report.words import WIDTH, heading, listed, number, plain, wrap
from send_deadlines.said import said_day

__all__ = ["as_totals", "total_item"]

_BODY = "      "


def total_item(total: RunningTotal) -> Item:
    """A running total, and beneath it each number on which something turns.

    >>> from datetime import date
    >>> mark = Threshold(5, False, False, ("exclusion.board_decides_over_5_days",), 1.5, False)
    >>> spring = RunningTotal(
    ...     "days", "School days suspended in one term", "school days", "school term", 3.5, date(2026, 1, 5),
    ...     date(2026, 3, 27), (), (mark,), "",
    ... )
    >>> print(total_item(spring).text)
    School days suspended in one term: 3.5 (Monday 5 January 2026 to Friday 27 March 2026)
    >>> print(total_item(spring).beneath[0])
    more than 5 has consequences: 1.5 may still be given without them
    """
    title = total.title[:1].upper() + total.title[1:]
    if total.amount is None or total.first is None:
        return Item(f"{title}: not known. What would settle it: {total.settled_by}")
    stretch = f"{said_day(total.first)} to {said_day(total.last)}" if total.last else f"from {said_day(total.first)}"
    return Item(f"{title}: {number(total.amount)} ({stretch})", tuple(map(_mark, total.thresholds)))


def _mark(mark: Threshold) -> str:
    amount = f"{number(mark.amount)} or more" if mark.inclusive else f"more than {number(mark.amount)}"
    if mark.is_cap:
        left = "the law allows no more" if not mark.left else f"{number(mark.left)} may still be given"
        return f"{amount} is not allowed: " + ("EXCEEDED" if mark.passed else left)
    if mark.passed:
        return f"{amount} has consequences: reached"
    words = "less than " if mark.inclusive else ""
    left = f"{words}{number(mark.left)} may still be given without them" if mark.left else "any more has them"
    return f"{amount} has consequences: {left}"


def as_totals(evaluation: Evaluation, amounts: Iterable[float] = ()) -> str:
    """The running totals of a case, what each is made of, and what so much more of it would bring; at most 100 wide.

    >>> from send_deadlines import Case, evaluate
    >>> print(as_totals(evaluate(Case(id="EHC-1042", events=[]), as_of="2026-03-01")))
    EHC-1042 as at Sunday 1 March 2026
    ==================================
    <BLANKLINE>
    Nothing in this case adds up to a running total.
    <BLANKLINE>
    """
    head = f"{plain(evaluation.case_id)} as at {said_day(evaluation.as_of)}"
    lines = [*wrap(head), "=" * min(len(head), WIDTH)]
    if not evaluation.running_totals:
        lines += ["", "Nothing in this case adds up to a running total."]
    for total in evaluation.running_totals:
        first, rest = total_item(total)
        lines += heading(first) if len(first) <= WIDTH else ["", *wrap(first)]
        for day, about, amount in total.parts:
            what = f" ({plain(about)})" if about is not None else ""
            lines += wrap(f"{number(amount)}: decided {said_day(day)}{what}", "  ", _BODY)
        for line in rest:
            lines += wrap(line, "  ", _BODY)
        for amount in amounts if total.amount is not None else ():
            lines += _added(evaluation, total, amount)
    return "\n".join(lines) + "\n"


def _added(evaluation: Evaluation, total: RunningTotal, amount: float) -> Iterator[str]:
    found = evaluation.if_added(total.measure, amount)
    made = number((total.amount or 0) + amount)
    yield ""
    if not found:
        yield from wrap(f"{number(amount)} more would make {made}, and bring nothing by this total.", "  ", _BODY)
        return
    yield from wrap(f"{number(amount)} more would make {made}. Then:", "  ", _BODY)
    for each in found:
        yield from _triggered(evaluation.law, each)


def _triggered(law: Law, each: Triggered) -> Iterator[str]:
    also = conditions(law, {"condition": each.if_also})
    only = unmarked(f", if {listed(also, 'and')}") if also else ""
    exceeded = "NOT ALLOWED: " if each.kind == "cap" else ""
    said = duty(each.who, {"kind": each.kind, "must": f"{each.must}{only}"})
    yield from wrap(f"{exceeded}{said}", "    ", _BODY)
    again = "" if each.newly else ", as with the total so far"
    yield from wrap(f"{each.provision}{again}  [{each.rule}]", _BODY)

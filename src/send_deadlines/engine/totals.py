"""Running totals that somebody looks at before deciding: how much there is, and what more of it would bring."""

from __future__ import annotations

import math
from datetime import date

from send_deadlines.engine.conditions import holds
from send_deadlines.engine.due import SCHOOL, NotKnown, not_covered
from send_deadlines.engine.known import Known
from send_deadlines.engine.measures import total_at
from send_deadlines.engine.plan import FAR
from send_deadlines.errors import CaseError, CoverageError, Problem
from send_deadlines.law.library import Data, Law
from send_deadlines.outcomes import RunningTotal, Threshold, Triggered

__all__ = ["if_added", "running_totals"]

_STRETCHES = ("school term", "school year")


def running_totals(law: Law, known: Known, as_of: int) -> list[RunningTotal]:
    """Every total, over a term or a school year, that the case has something to add to."""
    return [
        _running(law, known, words, as_of)
        for words in law.measures.values()
        if words.get("over") in _STRETCHES and words["of"] in known.happenings
    ]


def _running(law: Law, known: Known, words: Data, as_of: int) -> RunningTotal:
    head = (words["id"], words["title"], words["unit"], words["over"])
    try:
        total = total_at(words, known, _next_day(known, as_of))
    except NotKnown as not_known:
        return RunningTotal(*head, None, None, None, (), (), not_known.settled_by)
    parts = tuple((date.fromordinal(each.day), each.about, amount) for each, amount in total.parts)
    last = None if total.last >= FAR else date.fromordinal(total.last)
    marks = tuple(_thresholds(law, words["id"], total.amount, as_of))
    return RunningTotal(*head, total.amount, date.fromordinal(total.first), last, parts, marks, "")


def _next_day(known: Known, as_of: int) -> int:
    """The first school day on or after a day: what is decided now would count from there."""
    calendar = known.calendars.get(SCHOOL)
    if calendar is None:
        return as_of
    try:
        return int(calendar.next_open(as_of))
    except CoverageError as error:
        raise not_covered(error) from None


def _thresholds(law: Law, measure: str, total: float, as_of: int) -> list[Threshold]:
    """The numbers on which a rule in force turns, least first."""
    rules: dict[tuple[float, bool, bool], list[str]] = {}
    for rule in _turning_on(law, measure, as_of):
        most = rule.get("at_most")
        if most and most["measure"] == measure:
            rules.setdefault((most["amount"], False, True), []).append(rule["id"])
        for each in rule.get("condition", ()):
            for word in ("over", "at_least") if each.get("measure") == measure else ():
                if word in each:
                    rules.setdefault((each[word], word == "at_least", False), []).append(rule["id"])
    return [
        Threshold(
            amount,
            inclusive,
            is_cap,
            tuple(dict.fromkeys(names)),
            max(0.0, amount - total),
            total >= amount if inclusive else total > amount,
        )
        for (amount, inclusive, is_cap), names in sorted(rules.items())
    ]


def _turning_on(law: Law, measure: str, day: int) -> list[Data]:
    """The rules in force on a day that turn on a measure."""
    on = date.fromordinal(day).isoformat()
    return [
        rule
        for rule in law.kept("turning_on_measures", _by_measure).get(measure, ())
        if rule["in_force"]["since"] <= on <= (rule["in_force"].get("until") or "9999-12-31")
    ]


def _by_measure(law: Law) -> dict[str, list[Data]]:
    """The rules that turn on each measure."""
    made: dict[str, list[Data]] = {}
    for rule in law.rules:
        named = {each.get("measure") for each in rule.get("condition", ())} | {rule.get("at_most", {}).get("measure")}
        for measure in named - {None}:
            made.setdefault(measure, []).append(rule)
    return made


def if_added(law: Law, known: Known, as_of: date, total: RunningTotal, amount: float) -> list[Triggered]:
    """The rules in force that turn on a total and would bind if so much were added to it."""
    if isinstance(amount, bool) or not isinstance(amount, int | float) or not 0 < amount < math.inf:
        mend = "give a number above nought, such as 3 or 0.5"
        raise CaseError([Problem("amount", f"{amount!r} adds nothing to a total", mend)])
    if total.amount is None:
        what = f"the total so far is not known ({total.title})"
        raise CaseError([Problem(total.measure, what, f"{total.settled_by} would settle it")])
    found = []
    words = law.measures[total.measure]
    for rule in _turning_on(law, total.measure, as_of.toordinal()):
        tests = [each for each in rule.get("condition", ()) if each.get("measure") == total.measure]
        most = rule.get("at_most")
        if most and most["measure"] == total.measure:
            tests = [{"over": most["amount"]}]
        if not all(holds(each, total.amount + amount) for each in tests):
            continue
        others = [each for each in rule.get("condition", ()) if each.get("measure") != total.measure]
        if any(_known_false(each, known) for each in others):
            continue
        where: Data = next(
            (each for each in rule.get("where", ()) if known.facts.get(each["fact"]) == each["equals"]), {}
        )
        found.append(
            Triggered(
                rule["id"],
                rule["kind"],
                str(law.actors[where.get("who") or rule["who"]]["title"]),
                rule["must"],
                f"{law.instruments[rule['instrument']]['citation']} {where.get('provision') or rule['provision']}",
                tuple(each for each in others if not _is_met(each, words, known)),
                not all(holds(each, total.amount) for each in tests),
            )
        )
    return found


def _known_false(test: Data, known: Known) -> bool:
    """Whether a fact of the case already shows that a rule would not bind."""
    return test.get("fact") in known.facts and not holds(test, known.facts[test["fact"]])


def _is_met(test: Data, words: Data, known: Known) -> bool:
    """Whether a test need not be said: a fact that is known, or what adds to the total having happened."""
    return test.get("fact") in known.facts or test.get("happened") == words["of"]

"""One row a case: columns with its deadlines are added to the caller's own table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from send_deadlines.engine.due import SCHOOL
from send_deadlines.errors import CaseError, Problem, did_you_mean
from send_deadlines.evaluation import Evaluation
from send_deadlines.frames.reading import Read, by_row, evaluated, reference, refuse
from send_deadlines.frames.tables import Columns, Fault, Kind, Table
from send_deadlines.law.library import Law, load_law
from send_deadlines.report.words import listed

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrameT

__all__ = ["Recorded", "add_deadlines"]

Recorded = str | tuple[str, Mapping[str, Any]]
"""What a column records: the day of an event, ``event``; another of its dates, or an attribute, ``event.name``; or the
day of an event of which something is known for the whole column, ``(event, {name: value})``."""

_SHOWN: dict[str, Kind] = {
    "due": "day", "act_by": "day", "state": "text", "done_on": "day", "days_late": "whole", "breach": "yes_no",
    "doubtful_breach": "yes_no", "certainty": "text", "earliest": "day", "latest": "day", "deadlines": "whole",
    "breaches": "whole",
}  # fmt: skip
"""What is told of each rule."""


def add_deadlines(
    table: IntoDataFrameT,
    as_of: str | date,
    events: Mapping[str, Recorded],
    rules: Sequence[str] | Mapping[str, str],
    *,
    case: str | None = None,
    facts: Mapping[str, str] | None = None,
    calendar: str | None = None,
    show: Iterable[str] = tuple(_SHOWN),
    problems: str = "problems",
    law: Law | None = None,
    calendars: Mapping[str, Any] | None = None,
    readings: Mapping[str, str] | None = None,
    keep_going: bool = False,
) -> IntoDataFrameT:
    """The caller's table, of one row a case, with columns added that tell how each rule stands in each case.

    ``events`` says what the columns record: ``{"Received": "assessment_request_received"}`` for the day of an event;
    ``{"Served": "draft_plan_sent.served"}`` for another of its dates or an attribute; and, where something is the same
    for the whole column, ``{"EP asked": ("advice_requested", {"about": "EP", "body_kind":
    "educational_psychologist"})}``. An empty cell is nothing recorded. ``facts`` says which columns are facts of the
    case, by their names; ``calendar`` is the column that names its school calendar; ``case`` the column of its
    reference, where there is one.

    For each of ``rules`` there are columns such as ``ehc_assessment.final_plan.due``; with
    ``rules={"ehc_assessment.final_plan": "plan"}`` that is ``plan.due``. ``show`` chooses among ``due``, ``act_by``,
    ``state``, ``done_on``, ``days_late``, ``breach``, ``doubtful_breach``, ``certainty``, ``earliest``, ``latest``,
    ``deadlines`` and ``breaches``. Where a case has several deadlines of a rule, the one shown is that of
    ``evaluation[rule]``: the open one that binds first, or else the latest; ``deadlines`` and ``breaches`` count all of
    them. Where it has none, those are 0 and the others empty. A last column, ``problems``, tells what cannot be right
    in the case.

    The rows, their order, the index of pandas and the columns there are stay as they are. The rest is as in
    :func:`deadlines`. With ``keep_going`` a row that cannot be evaluated has nothing in the new columns but
    ``problems``.

    Raises :class:`~send_deadlines.CaseError` with everything that is wrong, each thing with its row and column.

    >>> import polars
    >>> table = polars.DataFrame({"Ref": ["EHC-1042"], "Received": ["2026-01-05"]})
    >>> events = {"Received": "assessment_request_received"}
    >>> rules = {"ehc_assessment.final_plan": "plan"}
    >>> add_deadlines(table, "2026-03-01", events, rules, case="Ref", show=["due", "state"]).rows(named=True)
    [{'Ref': 'EHC-1042', 'Received': '2026-01-05', 'plan.due': datetime.date(2026, 5, 25), 'plan.state': 'running', \
'problems': None}]
    """
    law = law if law is not None else load_law()
    mine = Table(table)
    names = dict(rules) if isinstance(rules, Mapping) else {each: each for each in rules}
    shown = list(show)
    wrong = [*_wrong_rules(names, shown, law), *_clashes(mine, names, shown, problems)]
    wrong += _wrong_columns(mine, {"case": case, "calendar": calendar})
    wrong += _wrong_facts(mine, facts or {}, law)
    groups = _groups(mine, events, law, wrong)
    if wrong:
        raise CaseError(wrong)

    reads = _reads(mine, case, groups, facts or {}, calendar)
    kinds: dict[str, Kind] = {f"{name}.{word}": _SHOWN[word] for name in names.values() for word in shown}
    kinds[problems] = "text"
    found = Columns(kinds)
    for each in evaluated(reads, as_of, law, calendars, readings):
        found.add([[*(cell for rule in names for cell in _standing(each.evaluation, rule, shown)), each.problems]])
    if not keep_going:
        refuse(by_row(one for each in reads for one in each.told))
    new = found.like(mine.frame)
    return mine.frame.with_columns(*(new.get_column(name) for name in kinds)).to_native()  # type: ignore[no-any-return]


def _standing(evaluation: Evaluation | None, rule: str, shown: Sequence[str]) -> list[Any]:
    """How a rule stands in a case, as the words to show say."""
    if evaluation is None:
        return [None] * len(shown)
    every = evaluation.all(rule)
    count = {"deadlines": len(every), "breaches": sum(each.is_breach for each in every)}
    if not every:
        return [count.get(word) for word in shown]
    each = evaluation[rule]
    values = {
        "due": each.due,
        "act_by": each.act_by,
        "state": each.state.value,
        "done_on": each.done_on,
        "days_late": each.days_late(evaluation.as_of),
        "breach": each.is_breach,
        "doubtful_breach": each.is_doubtful_breach,
        "certainty": each.certainty,
        "earliest": each.earliest,
        "latest": each.latest,
        **count,
    }
    return [values[word] for word in shown]


def _wrong_rules(names: Mapping[str, str], shown: Sequence[str], law: Law) -> Iterable[Problem]:
    known = law.rule_ids
    for rule in names:
        if rule not in known:
            yield Problem("rules", f"there is no rule '{rule}'", did_you_mean(str(rule), known))
    if not names:
        yield Problem("rules", "no rule is named", "name at least one, such as ehc_assessment.final_plan")
    for word in shown:
        if word not in _SHOWN:
            yield Problem("show", f"nothing is called '{word}'", did_you_mean(str(word), _SHOWN))


def _clashes(mine: Table, names: Mapping[str, str], shown: Sequence[str], problems: str) -> Iterable[Problem]:
    new = [(f"{name}.{word}", rule) for rule, name in names.items() for word in shown]
    seen: set[str] = {problems}
    for column, rule in new:
        if column in mine.headings or column in seen:
            mend = f"call the new one otherwise, with rules={{{rule!r}: ...}}"
            yield Problem("rules", f"there would be two columns called '{column}'", mend)
        seen.add(column)
    if problems in mine.headings:
        mend = "call the new one otherwise, with problems=..."
        yield Problem("problems", f"there would be two columns called '{problems}'", mend)


def _wrong_columns(mine: Table, named: Mapping[str, str | None]) -> Iterable[Problem]:
    found = (mine.lacks(heading, f"`{key}`") for key, heading in named.items() if heading is not None)
    return [each for each in found if each is not None]


def _wrong_facts(mine: Table, facts: Mapping[str, str], law: Law) -> Iterable[Problem]:
    for heading, fact in facts.items():
        if lacking := mine.lacks(heading, f"the fact `{fact}`"):
            yield lacking
        if fact not in law.facts:
            yield Problem(f"facts, column {heading}", f"unknown fact '{fact}'", did_you_mean(str(fact), law.facts))


class _Group:
    """The columns of one event: its day, and what else is recorded of it."""

    def __init__(self, event: str, heading: str, fixed: Mapping[str, Any]) -> None:
        self.event = event
        self.heading = heading
        self.fixed = fixed
        self.parts: dict[str, str] = {}


def _groups(mine: Table, events: Mapping[str, Recorded], law: Law, wrong: list[Problem]) -> list[_Group]:
    groups: list[_Group] = []
    parts: list[tuple[str, str, str]] = []
    for heading, recorded in events.items():
        word, fixed = (recorded, {}) if isinstance(recorded, str) else recorded
        event, _, part = word.partition(".")
        where = f"events, column {heading}"
        if lacking := mine.lacks(heading, f"`{word}`"):
            wrong.append(lacking)
        if event not in law.events:
            wrong.append(Problem(where, f"unknown event '{event}'", did_you_mean(event, law.events)))
            continue
        if law.recorded(event) != event:
            kind = law.events[event]["kind_of"]
            said = ", ".join(f'"{key}": "{values[0]}"' for key, values in kind["where"].items())
            what = f"{event} is a kind of {kind['event']}, and not recorded by itself"
            wrong.append(Problem(where, what, f'record ("{kind["event"]}", {{{said}}})'))
            continue
        words = law.events[event]
        known = {
            "at",
            *words.get("dates", ()),
            *words.get("attributes", ()),
            *(["about"] if words.get("about") else []),
        }
        unknown = [name for name in [*([part] if part else []), *fixed] if name not in known]
        wrong += [Problem(where, f"{event} has no `{name}`", did_you_mean(name, known)) for name in unknown]
        if part and part in unknown:
            continue
        if part:
            parts.append((event, part, heading))
        else:
            groups.append(_Group(event, heading, fixed))
    for event, part, heading in parts:
        whose = [each for each in groups if each.event == event]
        where = f"events, column {heading}"
        if not whose:
            what = f"it is `{part}` of {event}, and no column is the day of {event}"
            wrong.append(Problem(where, what, f"say which column is, with '{event}'"))
        elif len(whose) > 1:
            days = listed((f"{each.heading}" for each in whose), "and")
            what = f"it is `{part}` of {event}, of which there are several: {days}"
            wrong.append(Problem(where, what, "give them a row each, with frames.deadlines"))
        elif part in whose[0].parts or part in whose[0].fixed:
            wrong.append(Problem(where, f"`{part}` of {event} is given twice", "leave one out"))
        else:
            whose[0].parts[part] = heading
    return groups


def _reads(
    mine: Table, case: str | None, groups: Sequence[_Group], facts: Mapping[str, str], calendar: str | None
) -> list[Read]:
    used = {heading for group in groups for heading in (group.heading, *group.parts.values())}
    used.update(facts, *([[calendar]] if calendar is not None else []))
    cells = {heading: mine.cells(heading) for heading in used}
    references = [f"row {row}" for row in range(len(mine))] if case is None else mine.cells(case)
    names = [reference(each) for each in references]
    count = Counter(each for each in names if not isinstance(each, Fault))
    reads = []
    for row, name in enumerate(names):
        if not isinstance(name, Fault) and count[name] > 1:  # each row may have a part of what happened
            name = Fault(f"{count[name]} rows are of {name!r}", "give each case one row, or use frames.deadlines")
        if isinstance(name, Fault):
            read = Read(f"row {row}", mine, is_named=False)
            read.tell(row, case, name)
        else:
            read = Read(name, mine, is_named=case is not None)
        read.rows.append(row)
        reads.append(read)
        _fill(read, row, groups, facts, calendar, cells)
    return reads


def _fill(
    read: Read,
    row: int,
    groups: Sequence[_Group],
    facts: Mapping[str, str],
    calendar: str | None,
    cells: Mapping[str, Sequence[Any]],
) -> None:
    for group in groups:
        values = {part: cells[heading][row] for part, heading in group.parts.items() if cells[heading][row] is not None}
        on = cells[group.heading][row]
        if on is not None:
            headings = {**group.parts, "event": group.heading, "on": group.heading}
            read.add(group.event, {"on": on, **group.fixed, **values}, row, headings, group.heading)
        for part in values if on is None else ():
            what = f"it says `{part}` of {group.event}, whose day, in column {group.heading}, is empty"
            read.tell(row, group.parts[part], Fault(what, "give the day, or empty this too"))
    found = {}
    for heading, fact in facts.items():
        value = cells[heading][row]
        if isinstance(value, Fault):
            read.tell(row, heading, value)
        elif value is not None:
            found[fact] = value
    read.more = {"facts": found}
    if calendar is not None and cells[calendar][row] is not None:
        read.more["calendars"] = {SCHOOL: cells[calendar][row]}

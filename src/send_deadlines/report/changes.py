"""What moved between two looks at a case, as people and machines read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from send_deadlines.case import as_day
from send_deadlines.engine.changes import MOVED, Change, said_last_day
from send_deadlines.engine.comparison import Comparison, News
from send_deadlines.evaluation import Evaluation
from send_deadlines.outcomes import Deadline
from send_deadlines.report.page import Entry, Item, Items, Page, Para, Section
from send_deadlines.report.page_text import page_as_text
from send_deadlines.report.rule_words import duty
from send_deadlines.report.tabular import protect
from send_deadlines.report.words import days, iso, plain, receipt_parts, said_value, state_words
from send_deadlines.said import said_day
from send_deadlines.states import State

__all__ = [
    "CHANGE_COLUMNS",
    "changes_as_data",
    "changes_as_rows",
    "changes_as_text",
    "changes_page",
    "changes_receipt",
    "changes_sections",
    "new_problems_section",
]

_RUN = (State.RUNNING, State.WAITING, State.OUTSTANDING)
"""What nothing need be said of."""

_SECTIONS = {
    "Dates that moved": MOVED,
    "Started afresh": ("started afresh",),
    "Time limits that began": ("appeared",),
    "Time limits that are no longer there": ("gone",),
    "What else stands otherwise": ("state",),
}


def changes_as_text(comparison: Comparison) -> str:
    """What moved in one case and why, at most 100 columns wide.

    >>> from send_deadlines import Case, evaluate
    >>> from send_deadlines.engine.comparison import as_at_two_days
    >>> case = Case(id="EHC-1042", events=[])
    >>> print(changes_as_text(as_at_two_days(case, evaluate(case, "2026-03-01"), evaluate(case, "2026-03-02"))))
    EHC-1042 from Sunday 1 March 2026 to Monday 2 March 2026
    ========================================================
    <BLANKLINE>
    No date moved.
    ...
    """
    return page_as_text(changes_page(comparison))


def changes_page(comparison: Comparison) -> Page:
    """The page of what moved in one case and why.

    >>> from send_deadlines import Case, evaluate
    >>> from send_deadlines.engine.comparison import as_at_two_days
    >>> case = Case(id="EHC-1042", events=[])
    >>> changes_page(as_at_two_days(case, evaluate(case, "2026-03-01"), evaluate(case, "2026-03-02"))).title
    'EHC-1042 from Sunday 1 March 2026 to Monday 2 March 2026'
    """
    head = f"{plain(comparison.case_id)} {_when(comparison)}"
    if comparison.only_in:
        sections = [_only(comparison)]
    else:
        sections = [*changes_sections(comparison), *new_problems_section(comparison)]
    return Page(head, tuple(sections), changes_receipt(comparison))


def _when(comparison: Comparison) -> str:
    before, after = comparison.before, comparison.after
    if before is None or after is None or before.as_of == after.as_of:
        return f"as at {said_day(comparison.either.as_of)}"
    return f"from {said_day(before.as_of)} to {said_day(after.as_of)}"


def _only(comparison: Comparison) -> Section:
    assert comparison.files is not None
    there, other = _names(comparison.files) if comparison.only_in == "before" else _names(comparison.files)[::-1]
    return Section("", (Para(f"This case is only in {there}, and not in {other}."),))


def _names(files: tuple[str, str]) -> tuple[str, str]:
    """What two files are called: without their folders, where that tells them apart."""
    before, after = (plain("standard input" if each == "-" else Path(each).name) for each in files)
    return (before, after) if before != after else (plain(files[0]), plain(files[1]))


def changes_sections(comparison: Comparison, new: str = "What became known") -> Iterator[Section]:
    """What is new in a case, under a heading for it, and what that and the days themselves changed."""
    yield from _all_news(comparison, new)
    for title, kinds in _SECTIONS.items():
        found = sorted((each for each in comparison.changes if each.what in kinds), key=_place)
        if found:
            yield Section(title, tuple(_change(comparison, each) for each in found))
        elif kinds is MOVED:
            yield Section("", (Para("No date moved."),))


def new_problems_section(comparison: Comparison) -> Iterator[Section]:
    """What cannot be right in the case as it now is, and was not told before; nothing where there is none."""
    if comparison.new_problems:
        problems = tuple(Item(plain(str(problem))) for problem in comparison.new_problems)
        yield Section("What cannot be right in this case", (Items(problems),))


def _place(each: Change) -> tuple[date, str, str]:
    return each.after or each.before or date.max, each.rule, each.about or ""


def _all_news(comparison: Comparison, new: str) -> Iterator[Section]:
    gone = ""
    if comparison.files is not None:
        before, after = _names(comparison.files)
        new, gone = f"Recorded in {after} and not in {before}", f"Recorded in {before} and not in {after}"
    for title, is_gone in ((gone, True), (new, False)):
        found = [each for each in comparison.news if each.is_gone is is_gone]
        if found:
            yield Section(title, (Items(tuple(Item(_news(comparison.either, each)) for each in found)),))


def _news(evaluation: Evaluation, each: News) -> str:
    """An event, or the dates of it that became known."""
    event, words = each.event, evaluation.law.events[each.event.event]
    name = f"{event.event} ({plain(event.about)})" if event.about is not None else event.event
    more = ", ".join(
        f"{key}: {_value(value, key in words.get('dates', {}))}"
        for key, value in event.more.items()
        if value is not None and (not each.dates or key in each.dates)
    )
    if each.dates:
        return f"{said_day(event.on)}: {name}, of which this is known now: {more}"
    meaning = f"{said_day(event.on)}: {name}. {words['meaning']}"
    return f"{meaning} ({more})" if more else meaning


def _value(value: Any, is_day: bool) -> str:
    return said_day(as_day(value)) if is_day else said_value(value)


def _change(comparison: Comparison, each: Change) -> Entry:
    """One change: what it was and is, who must do what, and why it changed."""
    name = f"{each.rule} ({plain(each.about)})" if each.about is not None else each.rule
    known = each.deadline_after or each.deadline_before
    assert known is not None
    who = duty(known.actor, {"kind": known.kind, "must": known.must})
    because = plain(f"Because {'; '.join(each.why)}.")
    return Entry(f"{name}: {_difference(comparison, each)}", (who, because), "")


def _difference(comparison: Comparison, each: Change) -> str:
    old, new = each.deadline_before, each.deadline_after
    was = _state(comparison.before, old)
    now = _state(comparison.after, new)
    stands = f". Before: {was}. Now: {now}" if was != now else "" if each.state_after in _RUN else f" ({now})"
    if each.what == "moved":
        later = f", {days(abs(each.days))} {'later' if each.days > 0 else 'earlier'}" if each.days else ""
        return f"from {said_last_day(old)} to {said_last_day(new)}{later}{stands}"
    if each.what == "day to work to":
        moved = " to ".join(said_day(day) if day is not None else "not known" for day in (each.before, each.after))
        return f"the last working day moved from {moved}; the last day stays {said_last_day(new)}{stands}"
    if each.what == "started afresh":
        return (f"the last day stays {said_last_day(new)}" if each.after else said_last_day(new)) + stands
    if each.what == "appeared":
        return f"{said_last_day(new)}, {now}"
    if each.what == "gone":
        return f"it was {said_last_day(old)}, {was}"
    return f"{said_last_day(new)}{stands}"


def _state(evaluation: Evaluation | None, each: Deadline | None) -> str:
    if evaluation is None or each is None:
        return ""
    done = f" on {said_day(each.done_on)}" if each.done_on is not None else ""
    return f"{state_words(each, evaluation.as_of)}{done}{' (in breach)' if each.is_breach else ''}"


def changes_receipt(comparison: Comparison) -> str:
    """What the two answers rest on."""
    parts = receipt_parts(comparison.either.receipt)
    if comparison.before is not None:
        parts += [f"before it {part}" for part in receipt_parts(comparison.before.receipt) if part not in parts]
    return f"Receipt: {', '.join(map(plain, parts))}."


# For machines.


def changes_as_data(comparison: Comparison) -> dict[str, Any]:
    """What moved in one case, as JSON has it: days are ISO text, and what there is not is None.

    >>> from send_deadlines import Case, evaluate
    >>> from send_deadlines.engine.comparison import as_at_two_days
    >>> case = Case(id="EHC-1042", events=[])
    >>> data = changes_as_data(as_at_two_days(case, evaluate(case, "2026-03-01"), evaluate(case, "2026-03-02")))
    >>> data["before"]["as_of"], data["after"]["as_of"], data["changes"]
    ('2026-03-01', '2026-03-02', [])
    """
    return {
        "case": comparison.case_id,
        "before": _look(comparison.before),
        "after": _look(comparison.after),
        "only_in": comparison.only_in,
        "news": [
            {"event": each.event.to_dict(), "dates": list(each.dates), "gone": each.is_gone} for each in comparison.news
        ],
        "changes": [_change_data(comparison, each) for each in comparison.changes],
        "new_problems": [
            {"where": each.where, "what": each.what, "mend": each.mend} for each in comparison.new_problems
        ],
    }


def _look(evaluation: Evaluation | None) -> dict[str, Any] | None:
    if evaluation is None:
        return None
    return {"as_of": evaluation.as_of.isoformat(), "receipt": evaluation.receipt}


def _change_data(comparison: Comparison, each: Change) -> dict[str, Any]:
    known = each.deadline_after or each.deadline_before
    assert known is not None
    return {
        "rule": each.rule,
        "about": each.about,
        "kind": known.kind,
        "who": known.who,
        "must": known.must,
        "what": each.what,
        "before": _side(comparison.before, each.deadline_before),
        "after": _side(comparison.after, each.deadline_after),
        "days": each.days,
        "why": list(each.why),
    }


def _side(evaluation: Evaluation | None, each: Deadline | None) -> dict[str, Any] | None:
    if evaluation is None or each is None:
        return None
    return {
        "started_by": {"event": each.started_by, "date": each.started_on.isoformat()},
        "due": iso(each.due),
        "earliest": iso(each.earliest),
        "latest": iso(each.latest),
        "act_by": iso(each.act_by),
        "state": each.state.value,
        "done_on": iso(each.done_on),
        "days_late": each.days_late(evaluation.as_of),
        "breach": each.is_breach,
    }


CHANGE_COLUMNS = (
    "case", "as_of_before", "as_of_after", "what", "rule", "about", "kind", "who", "must", "days", "due_before",
    "due_after", "act_by_before", "act_by_after", "state_before", "state_after", "started_by_before",
    "started_on_before", "started_by_after", "started_on_after", "why",
)  # fmt: skip
"""The header. A column is only ever added at the end."""


def changes_as_rows(comparison: Comparison) -> Iterator[list[str]]:
    """One row for each change, in the order of :data:`CHANGE_COLUMNS`; one by itself for a case only one file has."""
    data = changes_as_data(comparison)
    days = [(data[side] or {}).get("as_of", "") for side in ("before", "after")]
    start = [comparison.case_id, *days]
    if comparison.only_in is not None:
        yield _cells([*start, f"only in {comparison.only_in}"])
    for each in data["changes"]:
        old, new = each["before"] or {}, each["after"] or {}
        sides = [side.get(key) for key in ("due", "act_by", "state") for side in (old, new)]
        starts = [side.get("started_by", {}).get(key) for side in (old, new) for key in ("event", "date")]
        named = [each[key] for key in ("what", "rule", "about", "kind", "who", "must", "days")]
        yield _cells([*start, *named, *sides, *starts, "; ".join(each["why"])])


def _cells(values: list[Any]) -> list[str]:
    cells = ["" if value is None else protect(str(value)) if isinstance(value, str) else str(value) for value in values]
    return cells + [""] * (len(CHANGE_COLUMNS) - len(cells))

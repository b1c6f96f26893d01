"""What an event would change before it happens, as people and machines read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from send_deadlines.engine.what_if import TooSoon, WhatIf
from send_deadlines.outcomes import Deadline
from send_deadlines.report.changes import changes_as_data, changes_receipt, changes_sections, new_problems_section
from send_deadlines.report.date_notes import notes_to
from send_deadlines.report.evaluation_page import as_listed
from send_deadlines.report.page import Entry, Item, Items, Page, Para, Section
from send_deadlines.report.page_text import page_as_text
from send_deadlines.report.rule_words import duty
from send_deadlines.report.words import days, iso, plain
from send_deadlines.said import said_day, said_hour
from send_deadlines.states import State

__all__ = ["what_if_as_data", "what_if_as_text", "what_if_page"]


def what_if_as_text(supposed: WhatIf, *, colour: bool = False) -> str:
    """What would change, at most 100 columns wide. Colour, if wanted, only repeats what the words say.

    >>> from send_deadlines import Case, Event
    >>> from send_deadlines.engine.what_if import what_if
    >>> case = Case(id="EHC-1042", events=[Event("assessment_request_received", on="2026-01-05")])
    >>> print(what_if_as_text(what_if(case, Event("assessment_agreed", on="2026-02-12"))).splitlines()[0])
    EHC-1042 as at Thursday 12 February 2026, supposing what has not happened
    """
    return page_as_text(what_if_page(supposed), colour=colour)


def what_if_page(supposed: WhatIf) -> Page:
    """The page of what an event would change: first what it would break, last what would have to be done next.

    >>> from send_deadlines import Case, Event
    >>> from send_deadlines.engine.what_if import what_if
    >>> case = Case(id="EHC-1042", events=[Event("assessment_request_received", on="2026-01-05")])
    >>> page = what_if_page(what_if(case, Event("assessment_agreed", on="2026-02-12")))
    >>> [section.heading for section in page.sections][0]
    'If this happened'
    """
    title = f"{plain(supposed.before.case_id)} as at {said_day(supposed.after.as_of)}, supposing what has not happened"
    first, *rest = changes_sections(supposed.comparison, "If this happened")
    waits = {id(each.wait) for each in supposed.too_soon}
    breaches = [each for each in supposed.new_breaches if id(each) not in waits]
    late = (*breaches, *supposed.new_doubtful_breaches)
    told, actions, unknowns, notes = as_listed(supposed.after, late, supposed.new_actions, supposed.new_unknowns)
    sections = [
        first,
        *new_problems_section(supposed.comparison),
        *_broken(supposed, told[: len(breaches)], told[len(breaches) :]),
        *rest,
        _next(supposed, actions),
        Section("What could not be worked out", (Items(unknowns),) if unknowns else ()),
    ]
    sections += [notes] if notes is not None else []
    return Page(title, tuple(each for each in sections if each.blocks), changes_receipt(supposed.comparison))


def _broken(supposed: WhatIf, breaches: tuple[Entry, ...], doubtful: tuple[Entry, ...]) -> Iterator[Section]:
    """What may not be done, what would be in breach, and what could no longer be kept."""
    if supposed.too_soon:
        yield Section("What may not be done yet", tuple(_too_soon(each) for each in supposed.too_soon))
    if breaches:
        yield Section("What would be in breach", breaches)
    if doubtful:
        yield Section("What would be late on the cautious reading of disputed words, and in time on another", doubtful)
    if supposed.too_late:
        yield Section("What would come after its time had gone", tuple(_too_late(each) for each in supposed.too_late))
    if not (supposed.too_soon or breaches or doubtful):
        yield Section("", (Para(_unbroken(supposed)),))
    if supposed.new_conflicts:
        items = tuple(
            Item(
                f"{each.limit} is due by {said_day(each.due)}, and what meets it may not be done before "
                f"{said_day(each.may_from)}, because of {each.wait}."
            )
            for each in supposed.new_conflicts
        )
        yield Section("What could no longer be kept", (Items(items),))


def _unbroken(supposed: WhatIf) -> str:
    """That nothing is broken, as far as that can be said: a wait that nothing has started is not looked for."""
    said = "It would break no statutory or directed time limit, and no wait that has begun in this case"
    if supposed.before.breaches or supposed.before.doubtful_breaches:
        said += ", beyond what is late or broken already"
    if supposed.new_problems or supposed.new_unknowns:
        said += ", as far as can be told: something in it cannot be right or is not known"
    return said + "."


def _too_soon(each: TooSoon) -> Entry:
    wait = each.wait
    settled = f"; {wait.settled_by} would settle it" if wait.settled_by else ""
    first = said_day(wait.earliest + timedelta(days=1)) if wait.earliest is not None else ""
    if each.may_from is not None:
        lead = f"{each.event} may not be done before {said_day(each.may_from)}"
    elif wait.state is State.BROKEN:
        lead = f"{each.event} may not be done before {first} at the earliest, and from when is not known{settled}"
    else:
        lead = f"Whether {each.event} may be done is not known{settled}"
        lead += f"; not before {first} in any case" if first else ""
    return Entry(plain(lead), _told(wait), "unknown" if wait.state is State.UNKNOWN else "breach")


def _too_late(each: Deadline) -> Entry:
    done = said_day(each.done_on) if each.done_on is not None else ""
    due = said_day(each.due) if each.due is not None else "a day that is not known"
    hour = f", by {said_hour(each.by_hour)}" if each.by_hour is not None else ""
    return Entry(f"Done on {done}, when the time for it had gone: the last day was {due}{hour}", _told(each), "late")


def _told(each: Deadline) -> tuple[str, ...]:
    """Who must, may or may not do what, where the law says so, and what is doubtful about its day."""
    about = f" About: {plain(each.about)}." if each.about is not None else ""
    who = f"{duty(each.actor, {'kind': each.kind, 'must': each.must})}{about}"
    return who, f"{'; '.join(map(str, each.cites))}  [{each.rule}]", *map(plain, notes_to(each))


def _next(supposed: WhatIf, new: tuple[Entry, ...]) -> Section:
    """What would have to be done next that is not there without it; the rest is counted."""
    rest = len(supposed.next_actions) - len(new)
    others = (Para(f"Besides, {days(rest, 'next action')} as before."),) if rest else ()
    return Section("What would have to be done next", (*(new or (Para("Nothing new."),)), *others))


def what_if_as_data(supposed: WhatIf) -> dict[str, Any]:
    """The same as JSON has it: days are ISO text, and what there is not is None.

    >>> from send_deadlines import Case, Event
    >>> from send_deadlines.engine.what_if import what_if
    >>> case = Case(id="EHC-1042", events=[Event("assessment_request_received", on="2026-01-05")])
    >>> what_if_as_data(what_if(case, Event("assessment_agreed", on="2026-02-12")))["too_soon"]
    []
    """
    data = changes_as_data(supposed.comparison)
    return {
        "case": data["case"],
        "as_of": supposed.after.as_of.isoformat(),
        "supposed": [event.to_dict() for event in supposed.events],
        "too_soon": [
            {
                "event": each.event,
                "rule": each.wait.rule,
                "about": each.wait.about,
                "may_from": iso(each.may_from),
                "state": each.wait.state.value,
                "settled_by": each.wait.settled_by or None,
            }
            for each in supposed.too_soon
        ],
        "new_breaches": [
            {"rule": each.rule, "about": each.about, "due": iso(each.due), "state": each.state.value}
            for each in supposed.new_breaches
        ],
        "new_doubtful_breaches": [
            {"rule": each.rule, "about": each.about, "due": iso(each.due), "state": each.state.value}
            for each in supposed.new_doubtful_breaches
        ],
        "too_late": [
            {"rule": each.rule, "about": each.about, "due": iso(each.due), "done_on": iso(each.done_on)}
            for each in supposed.too_late
        ],
        "new_unknowns": [
            {
                "rule": each.rule,
                "about": each.about,
                "earliest": iso(each.earliest),
                "latest": iso(each.latest),
                "settled_by": each.settled_by or None,
            }
            for each in supposed.new_unknowns
        ],
        "new_conflicts": [
            {**each._asdict(), "due": iso(each.due), "may_from": iso(each.may_from)} for each in supposed.new_conflicts
        ],
        "new_problems": data["new_problems"],
        "changes": data["changes"],
        "new_actions": [
            {
                **each._asdict(),
                "by": iso(each.by),
                "act_by": iso(each.act_by),
                "since": iso(each.since),
                "state": each.state.value,
            }
            for each in supposed.new_actions
        ],
        "receipt": {"before": supposed.before.receipt, "after": supposed.after.receipt},
    }

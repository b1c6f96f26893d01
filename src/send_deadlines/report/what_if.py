"""What an event would change before it happens, as people and machines read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from send_deadlines.engine.what_if import TooSoon, WhatIf
from send_deadlines.outcomes import Action, Deadline
from send_deadlines.report.changes import changes_as_data, changes_receipt, changes_sections
from send_deadlines.report.page import Entry, Item, Items, Page, Para, Section
from send_deadlines.report.page_text import page_as_text
from send_deadlines.report.rule_words import duty
from send_deadlines.report.words import days, iso, plain, state_words
from send_deadlines.said import said_day
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
    sections = [first, *_broken(supposed), *rest, _next(supposed)]
    return Page(title, tuple(sections), changes_receipt(supposed.comparison))


def _broken(supposed: WhatIf) -> Iterator[Section]:
    """What may not be done, what would be in breach, and what could no longer be kept."""
    if supposed.too_soon:
        yield Section("What may not be done yet", tuple(_too_soon(each) for each in supposed.too_soon))
    waits = {id(each.wait) for each in supposed.too_soon}
    breaches = [each for each in supposed.new_breaches if id(each) not in waits]
    if breaches:
        yield Section("What would be in breach", tuple(_breach(supposed, each) for each in breaches))
    if not (supposed.too_soon or breaches):
        yield Section("", (Para("It would break nothing."),))
    if supposed.new_conflicts:
        items = tuple(
            Item(
                f"{each.limit} is due by {said_day(each.due)}, and what meets it may not be done before "
                f"{said_day(each.may_from)}, because of {each.wait}."
            )
            for each in supposed.new_conflicts
        )
        yield Section("What could no longer be kept", (Items(items),))


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
    return Entry(plain(lead), _source(wait), "unknown" if wait.state is State.UNKNOWN else "breach")


def _breach(supposed: WhatIf, each: Deadline) -> Entry:
    due = f": the last day was {said_day(each.due)}" if each.due is not None else ""
    state = state_words(each, supposed.after.as_of)
    return Entry(f"{state[:1].upper()}{state[1:]}{due}", _source(each), "breach")


def _source(each: Deadline) -> tuple[str, str]:
    """Who must do what, and where the law says so."""
    about = f" About: {plain(each.about)}." if each.about is not None else ""
    said = duty(each.actor, {"kind": each.kind, "must": each.must})
    return f"{said}{about}", f"{'; '.join(map(str, each.cites))}  [{each.rule}]"


def _next(supposed: WhatIf) -> Section:
    """What would have to be done next that is not there without it; the rest is counted."""
    new = supposed.new_actions
    title = "What would have to be done next"
    rest = len(supposed.next_actions) - len(new)
    others = Para(f"Besides, {days(rest, 'next action')} as before.")
    if not new:
        return Section(title, (Para("Nothing new."), *([others] if rest else [])))
    items = Items(tuple(Item(_action(supposed, each), (f"{each.provision}  [{each.rule}]",)) for each in new))
    return Section(title, (items, *([others] if rest else [])))


def _action(supposed: WhatIf, each: Action) -> str:
    actor = supposed.after.law.actors[each.who]["title"]
    verb = {"right": "may", "wait": "may not yet"}.get(each.kind, "must" if each.binding else "must, if at all,")
    about = f" (about {plain(each.about)})" if each.about is not None else ""
    if each.by is None:
        when = "With no fixed day" if each.kind != "wait" else "Until a day that is not known"
    elif each.kind == "wait":
        when = f"Up to and including {said_day(each.by)}"
    else:
        when = f"By {said_day(each.by)}"
    return f"{when}: {actor} {verb} {each.what}{about}"


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

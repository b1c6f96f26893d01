"""The page of the events: what each date means, what else an event carries, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator

from law_markdown import headed, items, said

from send_deadlines import Law
from send_deadlines.law.library import Data
from send_deadlines.report.law_names import marked
from send_deadlines.report.rule_words import begun, day_said, events_named
from send_deadlines.report.words import listed

_USES = {
    "starts": "Starts",
    "done_by": "Is the act of",
    "implied_by": "Shows, but not when, the act of",
    "ended_by": "Ends",
    "by": "Brings back",
    "guards": "May be forbidden by",
    "held": "Opens or closes a stretch in which these cannot end",
    "paused": "Opens or closes a stretch that these do not count",
    "event": "Makes longer",
    "condition": "Decides whether these bind",
    "exception": "Is part of the exceptions",
}


def events_page(law: Law) -> list[str]:
    """Every event, in the order of the alphabet."""
    uses = _uses(law)
    lead = (
        f"The {len(law.events)} things that can happen in a case, in the order of the alphabet. "
        "A case records an event by its name, with the day it says and whatever else it carries."
    )
    lines = ["---", "hide-toc: true", "---", *headed(law, "Events", lead)]
    for name in sorted(law.events):
        lines += [f"## `{name}`", "", *_event(law, law.events[name], uses.get(name, {})), ""]
    return lines


def _event(law: Law, event: Data, uses: dict[str, list[str]]) -> Iterator[str]:
    yield said(f"{begun(event['meaning'].rstrip('.'))}.")
    yield ""
    yield from items("Its day", [day_said(event["on"])])
    yield from items("Its other dates", list(_dates(event)))
    if event.get("about"):
        yield from items("About", [f"one {event['about']}; there can be several, and the case says which"])
    yield from items("Can carry", list(_attributes(event)))
    yield from items("Order", list(_order(event)))
    yield from items("Kind of", list(_kind(event)))
    yield from items("Where it is not recorded", list(_shown(event)))
    yield from items("As a direction", list(_replaces(event)))
    for use, label in _USES.items():
        yield from items(label, [listed(uses[use], "and")] if use in uses else [])


def _dates(event: Data) -> Iterator[str]:
    for name, words in event.get("dates", {}).items():
        more = []
        if words.get("planned"):
            more.append("known before it comes")
        if words.get("not_before"):
            more.append("not before that day itself")
        if words.get("not_after"):
            more.append("not after that day itself")
        if words.get("taken_from"):
            taken = words["taken_from"]
            last = f"the last {marked('event', taken['event'])} within {taken['within']} before"
            more.append(f"where not recorded, that of {last}")
        if words.get("by_age"):
            age = words["by_age"]
            ages = listed([f"{years} for {word.replace('_', ' ')}" for word, years in age["ages"].items()], "and")
            more.append(
                f"where not recorded, the first {age['day']} after the birthday ({marked('event', age['born'])}) "
                f"at the age that {age['attribute']} gives: {ages}"
            )
        if words.get("deemed_by"):
            more.append(f"where not recorded, as {marked('instrument', words['deemed_by'])} says of deemed service")
        if words.get("otherwise"):
            more.append("where not recorded or found, the day of the event itself")
        if words.get("run"):
            more.append(f"where not recorded, the first day of the run that {marked('measure', words['run'])} measures")
        yield f"{name}: {words['meaning']}" + (f" ({'; '.join(more)})" if more else "")


_TYPES = {
    "text": "text",
    "choice": "one of its words",
    "number": "a number",
    "yes_no": "yes or no",
    "date": "a date",
    "directed_acts": "acts that are directed",
}


def _attributes(event: Data) -> Iterator[str]:
    for name, words in event.get("attributes", {}).items():
        kind = listed(words["values"]) if words.get("values") else _TYPES[words["type"]]
        if words.get("names"):
            kind += f", the name of a {words['names']}"
        must = "; it must be given" if words.get("required") else ""
        shown = f"; where not recorded, its date {words['shown_by']} shows a yes" if words.get("shown_by") else ""
        yield f"{name}: {words['meaning']} ({kind}{must}{shown})"


def _unless(words: Data) -> str:
    return f", unless {events_named(words['unless'])} has come since" if words.get("unless") else ""


def _order(event: Data) -> Iterator[str]:
    if event.get("follows"):
        others = f", or {events_named(event['or_follows'])} in their place" if event.get("or_follows") else ""
        yield f"Comes after {events_named(event['follows'])}{others}, if any of them is recorded"
    if event.get("comes_after"):
        yield f"Cannot come before {events_named(event['comes_after'])}"
    if event.get("once_after"):
        yield f"Can happen only once after each {events_named(event['once_after'])}"
    if event.get("one_about"):
        yield f"Of this and {events_named(event['one_about'], 'and')} only one can be about one thing"
    if event.get("expected_after"):
        yield f"Taken for the one to come where {events_named(event['expected_after'])} came last"
    if event.get("too_late"):
        words = event["too_late"]
        unless = _unless(words)
        yield f"Can no longer happen after {events_named(words['after'])}{unless}"
    if event.get("no_later"):
        words = event["no_later"]
        yield f"Happens less than {words['period']} after {marked('event', words['after'])}"
    if event.get("no_sooner"):
        words = event["no_sooner"]
        yield f"Happens no sooner than {words['period']} after {marked('event', words['after'])}"
    if event.get("keeps_breaches"):
        yield "A limit that it ends and that had been missed before it stays broken"


def _kind(event: Data) -> Iterator[str]:
    if event.get("kind_of"):
        words = event["kind_of"]
        where = listed([f"{key} {listed(values)}" for key, values in words["where"].items()], "and")
        yield f"{marked('event', words['event'])} with {where}; a case records that event, and rules may name either"


def _shown(event: Data) -> Iterator[str]:
    if event.get("shown_by"):
        words = event["shown_by"]
        unless = _unless(words)
        yield (
            f"{marked('event', words['event'])} shows it on its own day, if {marked('event', words['after'])} came "
            f"within {words['within']} before{unless}"
        )
    if event.get("shown_after"):
        words = event["shown_after"]
        unless = _unless(words)
        yield f"The day after {marked('event', words['event'] + '.' + words['date'])} shows it, once gone{unless}"


def _replaces(event: Data) -> Iterator[str]:
    if not event.get("replaces"):
        return
    words = event["replaces"]
    yield f"{words['act']} names the act and {words['due']} fixes its last day, in place of the usual one"
    if words.get("acts"):
        yield f"{words['acts']} lists acts, each with its day or with so much time before or after another day"
    if words.get("processes"):
        yield f"It can be about acts of {listed([marked('process', each) for each in words['processes']], 'and')} only"
    if words.get("counting"):
        yield f"A day it fixes is held to as the instrument's way of counting '{words['counting']}' says"
    if words.get("offset_counting"):
        yield f"Time before or after another day is counted as its way '{words['offset_counting']}' says"
    for name, reference in words.get("measured_from", {}).items():
        lost = words.get("lost_by", {}).get(name)
        until = f"; lost by {events_named(lost)} until it is given anew" if lost else ""
        yield f"A time of {name} is counted from {marked('event', reference)}{until}"


def _uses(law: Law) -> dict[str, dict[str, list[str]]]:
    """For each event, the names of the rules and exceptions in which it has a part, by the part."""
    found: dict[str, dict[str, dict[str, None]]] = {}

    def use(reference: str, part: str, kind: str, name: str) -> None:
        event = reference.partition(".")[0]
        found.setdefault(event, {}).setdefault(part, {})[marked(kind, name)] = None

    for rule in law.rules:
        for part, reference in _parts(rule):
            use(reference, part, "rule", rule["id"])
    for exception in law.exceptions.values():
        fact = exception["fact"]
        named = [fact[key] for key in ("spell", "happened", "recorded") if fact.get(key)]
        named += [fact["around_closure"]["event"]] if fact.get("around_closure") else []
        for reference in [*named, exception["judgement"]["event"]]:
            use(reference, "exception", "exception", exception["id"])
    return {event: {part: list(names) for part, names in parts.items()} for event, parts in found.items()}


def _parts(rule: Data) -> Iterator[tuple[str, str]]:
    """Each event that a rule names, with the part it has in it."""
    rewordings = [words for each in rule.get("readings", {}).values() for words in each.values()]
    for words in [rule, *rule.get("later_of", []), *rule.get("earlier_of", []), *rewordings]:
        yield from (("starts", each) for each in words.get("starts", []))
        yield from (("done_by", each) for each in words.get("done_by", []))
    for key in ("implied_by", "ended_by", "guards"):
        yield from ((key, each) for each in rule.get(key, []))
    yield from (("by", each["by"]) for each in rule.get("revived_by", []))
    yield from (("event", each["event"]) for each in rule.get("extended_by", []))
    for key, part in (("held_open_by", "held"), ("paused_by", "paused")):
        yield from ((part, name) for each in rule.get(key, []) for name in [*each["start"], *each["end"]])
    for each in rule.get("condition", []):
        named = (each.get(key) for key in ("happened", "not_happened", "not_happened_before", "of"))
        yield from (("condition", name) for name in named if name)

"""How the words of a rule are said in sentences: what starts it, how long it gives, on what it depends.

Names of the law stand in the sentences marked, as :mod:`~send_deadlines.report.law_names` says.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from send_deadlines.law.library import Data, Law
from send_deadlines.report.law_names import marked
from send_deadlines.report.words import listed, number
from send_deadlines.said import said_day

__all__ = [
    "begun",
    "binding",
    "conditions",
    "day_said",
    "duty",
    "event_said",
    "events_named",
    "events_said",
    "force",
    "in_force",
    "period",
    "starts",
    "time_said",
    "value_said",
]


def duty(actor: str, rule: Data) -> str:
    """Who must, may or may not do what.

    >>> duty("the local authority", {"kind": "wait", "must": "send the final plan"})
    'The local authority may not yet send the final plan.'
    """
    verb = {"right": "may", "wait": "may not yet", "cap": "must keep to this:"}.get(rule["kind"], "must")
    soft = f", {rule['as_soon_as']}" if rule.get("as_soon_as") else ""
    return f"{begun(actor)} {verb} {rule['must']}{soft}."


def begun(text: str) -> str:
    """A text that begins a sentence.

    >>> begun("the day")
    'The day'
    """
    return f"{text[:1].upper()}{text[1:]}"


def starts(law: Law, rule: Data) -> str:
    """The events that start a rule, or the rules whose lapse does.

    >>> starts(None, {"starts": ["draft_plan_sent.served"]})
    '{event:draft_plan_sent.served}'
    """
    found = [marked("event", name) for name in rule.get("starts", [])]
    for limb in rule.get("later_of", []) + rule.get("earlier_of", []):
        found += [marked("event", name) for name in limb["starts"]]
    found += [f"{marked('rule', name)} going by unused" for name in rule.get("starts_when_lapsed", [])]
    if rule.get("as_directed"):
        found.append(f"a direction about {rule['act']}")
    return listed(dict.fromkeys(found)) if found else "nothing"


def event_said(law: Law, reference: str, *, day: bool = True) -> str:
    """What happens in an event, its name, and which of its days is meant.

    >>> from send_deadlines import load_law
    >>> event_said(load_law(), "assessment_agreed")
    'The family was told that the authority will secure an assessment ({event:assessment_agreed}): the day it was sent'
    """
    name, _, key = reference.partition(".")
    event = law.events[name]
    text = f"{begun(event['meaning'].rstrip('.'))} ({marked('event', reference)})"
    if not day:
        return text
    if key in ("", "on"):
        return f"{text}: {day_said(event['on'])}"
    return f"{text}: {law.events[law.recorded(name)]['dates'][key]['meaning']}"


def day_said(on: str) -> str:
    """Which day is meant, where the law says it with one word, too.

    >>> day_said("decided"), day_said("the day it was sent")
    ('the day it was decided', 'the day it was sent')
    """
    return on if on.startswith(("the ", "a ", "that ")) else f"the day it was {on}"


def events_said(law: Law, references: list[str], *, day: bool = True) -> list[str]:
    """What happens in each of several events.

    >>> from send_deadlines import load_law
    >>> events_said(load_law(), ["plan_transferred"], day=False)[0].endswith("({event:plan_transferred})")
    True
    """
    return [event_said(law, each, day=day) for each in references]


def events_named(references: list[str], last: str = "or") -> str:
    """The names of several events.

    >>> events_named(["plan_ceased", "turned_25"])
    '{event:plan_ceased} or {event:turned_25}'
    """
    return listed((marked("event", each) for each in references), last)


def period(rule: Data) -> str:
    """How long a rule gives.

    >>> period({"kind": "limit", "within": "20 weeks", "first_day": "not counted"})
    '20 weeks; the day of the start is not counted'
    """
    if rule["kind"] == "duty":
        return "no number of days"
    if rule["kind"] == "cap":
        most = rule["at_most"]
        return f"at most {number(most['amount'])} ({marked('measure', most['measure'])})"
    said = time_said(rule)
    for word in ("later", "earlier"):
        limbs = rule.get(f"{word}_of", [])
        if limbs:
            said = f"the {word} of " + "; ".join(f"{limb['says']} ({time_said(limb)})" for limb in limbs)
    if rule.get("counting", "ordinary") != "ordinary":
        said += f"; counted as for {rule['counting'].replace('_', ' ')}"
    for extension in rule.get("extended_by", []):
        said += f"; {extension['to']} in all if {marked('event', extension['event'])} ({extension['provision']})"
    for pause in rule.get("paused_by", []):
        stretch = f"from {events_named(pause['start'])} to {events_named(pause['end'])}"
        said += f"; not counted {stretch} ({pause['provision']})"
    return said


def time_said(words: Data) -> str:
    """The time that a rule, one of its dates or a reading gives.

    >>> time_said({"before": "2 weeks", "clear_days": True})
    '2 weeks before; both end days left out'
    """
    if words.get("within"):
        day_one = "day 1" if words.get("first_day") == "counted" else "not counted"
        return f"{words['within']}; the day of the start is {day_one}"
    if words.get("before"):
        clear = "both end days left out" if words.get("clear_days") else "that day itself not counted"
        return f"{words['before']} before; {clear}"
    if words.get("by"):
        by = words["by"]
        which = "the first from the start on" if by.get("which") == "on or after" else "in the year of the start"
        return f"{'before' if by['in_time'] == 'before' else 'on or before'} {by['day']}, {which}"
    if words.get("day_before"):
        return "the day before"
    if words.get("as_directed"):
        return "as directed"
    return "the day itself" if words.get("same_day") else ""


def conditions(law: Law, rule: Data, *, whole: bool = False) -> list[str]:
    """The tests that must hold for a rule to bind; ``whole`` with the meaning of each event, not its name alone.

    >>> conditions(None, {"condition": [{"fact": "age", "under": 16}]})
    ['{fact:age} is under 16']
    """
    return [_condition(law, each, whole) for each in rule.get("condition", [])]


def _condition(law: Law, each: Data, whole: bool) -> str:
    happening = next((key for key in _HAPPENINGS if each.get(key)), None)
    if happening is not None and whole:
        said = f"this {_HAPPENINGS[happening]}: {event_said(law, each[happening], day=False)}"
    elif happening is not None:
        said = f"{marked('event', each[happening])} {_HAPPENINGS[happening]}"
    else:
        tests = [f"{words} {value_said(each[key])}" for key, words in _TESTS.items() if key in each]
        said = f"{_subject(law, each)} {listed(tests, 'and')}"
    started = each.get("started_by")
    return f"where it starts with {events_named(started)}: {said}" if started else said


_HAPPENINGS = {
    "happened": "has happened",
    "not_happened": "has not happened by the day of the start",
    "not_happened_before": "has not happened before the day of the start",
}


def _subject(law: Law, each: Data) -> str:
    if each.get("fact"):
        return marked("fact", each["fact"])
    if each.get("measure"):
        return f"{law.measures[each['measure']]['title']} ({marked('measure', each['measure'])})"
    carrier = f"the last {marked('event', each['of'])}" if each.get("of") else "the event that starts it"
    return f"{each['attribute']} of {carrier}"


_TESTS = {
    "equals": "is", "one_of": "is one of", "over": "is over", "at_least": "is at least", "under": "is under",
    "at_most": "is at most",
}  # fmt: skip


def value_said(value: Any) -> str:
    """A value that a test asks for.

    >>> value_said(True), value_said(5.0), value_said(["maintained_school", "academy"])
    ('yes', '5', 'maintained_school, academy')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return number(value) if isinstance(value, float) else str(value)


def in_force(words: Data) -> str:
    """The days on which something is law.

    >>> in_force({"since": "2014-09-01", "until": None})
    'in force since Monday 1 September 2014'
    """
    since = said_day(date.fromisoformat(words["since"]))
    if words.get("until"):
        return f"in force from {since} to {said_day(date.fromisoformat(words['until']))}"
    return f"in force since {since}"


def force(rule: Data) -> str:
    """The days on which a version of a rule is law, as they follow its provision.

    >>> force({"in_force": {"since": "2014-09-01", "until": None}})
    ', in force since Monday 1 September 2014'
    """
    return f", {in_force(rule['in_force'])}"


def binding(rule: Data) -> str:
    """For an act that nobody must do: that only its time is limited.

    >>> binding({"binds": "only if done"})
    '; it need not be done, but if it is, then by then'
    """
    return "; it need not be done, but if it is, then by then" if rule.get("binds") == "only if done" else ""

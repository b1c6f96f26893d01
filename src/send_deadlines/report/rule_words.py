"""How the words of a rule are said in sentences: what starts it, how long it gives, on what it depends."""

from __future__ import annotations

from datetime import date
from typing import Any

from send_deadlines.law.library import Data, Law
from send_deadlines.report.words import listed, number
from send_deadlines.said import said_day

__all__ = ["binding", "conditions", "duty", "force", "period", "starts"]


def duty(actor: str, rule: Data) -> str:
    """Who must, may or may not do what.

    >>> duty("the local authority", {"kind": "wait", "must": "send the final plan"})
    'The local authority may not yet send the final plan.'
    """
    verb = {"right": "may", "wait": "may not yet", "cap": "must keep to this:"}.get(rule["kind"], "must")
    soft = f", {rule['as_soon_as']}" if rule.get("as_soon_as") else ""
    return f"{actor[:1].upper()}{actor[1:]} {verb} {rule['must']}{soft}."


def starts(law: Law, rule: Data) -> str:
    """The events that start a rule, or the rules whose lapse does.

    >>> starts(None, {"starts": ["draft_plan_sent.served"]})
    'draft_plan_sent.served'
    """
    found = list(rule.get("starts", []))
    for limb in rule.get("later_of", []) + rule.get("earlier_of", []):
        found += limb["starts"]
    found += [f"{name} going by unused" for name in rule.get("starts_when_lapsed", [])]
    if rule.get("as_directed"):
        found.append(f"a direction about {rule['act']}")
    return listed(dict.fromkeys(found)) if found else "nothing"


def period(rule: Data) -> str:
    """How long a rule gives.

    >>> period({"kind": "limit", "within": "20 weeks", "first_day": "not counted"})
    '20 weeks; the day of the start is not counted'
    """
    if rule["kind"] == "duty":
        return "no number of days"
    if rule["kind"] == "cap":
        most = rule["at_most"]
        return f"at most {number(most['amount'])} ({most['measure']})"
    said = _time(rule)
    for word in ("later", "earlier"):
        limbs = rule.get(f"{word}_of", [])
        if limbs:
            said = f"the {word} of " + "; ".join(f"{limb['says']} ({_time(limb)})" for limb in limbs)
    if rule.get("counting", "ordinary") != "ordinary":
        said += f"; counted as for {rule['counting']}"
    for extension in rule.get("extended_by", []):
        said += f"; {extension['to']} in all if {extension['event']} ({extension['provision']})"
    for pause in rule.get("paused_by", []):
        said += f"; not counted from {listed(pause['start'])} to {listed(pause['end'])} ({pause['provision']})"
    return said


def _time(words: Data) -> str:
    if words.get("within"):
        return f"{words['within']}; the day of the start is {_day_one(words)}"
    if words.get("before"):
        clear = "both end days left out" if words.get("clear_days") else "that day itself not counted"
        return f"{words['before']} before; {clear}"
    if words.get("by"):
        return f"{'before' if words['by']['in_time'] == 'before' else 'on or before'} {words['by']['day']}"
    if words.get("day_before"):
        return "the day before"
    if words.get("as_directed"):
        return "as directed"
    return "the day itself" if words.get("same_day") else ""


def _day_one(words: Data) -> str:
    return "day 1" if words.get("first_day") == "counted" else "not counted"


def conditions(law: Law, rule: Data) -> list[str]:
    """The tests that must hold for a rule to bind.

    >>> conditions(None, {"condition": [{"fact": "age", "under": 16}]})
    ['age is under 16']
    """
    found = []
    for each in rule.get("condition", []):
        if each.get("happened"):
            found.append(f"{each['happened']} has happened")
        elif each.get("not_happened") or each.get("not_happened_before"):
            found.append(f"{each.get('not_happened') or each['not_happened_before']} has not happened")
        else:
            subject = each.get("fact") or each.get("attribute") or law.measures[each["measure"]]["title"]
            if each.get("of"):
                subject += f" of {each['of']}"
            tests = [f"{words} {_said(each[key])}" for key, words in _TESTS.items() if key in each]
            found.append(f"{subject} {listed(tests, 'and')}")
    return found


_TESTS = {
    "equals": "is", "one_of": "is one of", "over": "is over", "at_least": "is at least", "under": "is under",
    "at_most": "is at most",
}  # fmt: skip


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return number(value) if isinstance(value, float) else str(value)


def force(rule: Data) -> str:
    """The days on which a version of a rule is law.

    >>> force({"in_force": {"since": "2014-09-01", "until": None}})
    ', in force since Monday 1 September 2014'
    """
    since = said_day(date.fromisoformat(rule["in_force"]["since"]))
    until = said_day(date.fromisoformat(rule["in_force"]["until"])) if rule["in_force"].get("until") else ""
    return f", in force from {since} to {until}" if until else f", in force since {since}"


def binding(rule: Data) -> str:
    """For an act that nobody must do: that only its time is limited.

    >>> binding({"binds": "only if done"})
    '; it need not be done, but if it is, then by then'
    """
    return "; it need not be done, but if it is, then by then" if rule.get("binds") == "only if done" else ""

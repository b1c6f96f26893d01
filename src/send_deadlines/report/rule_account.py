"""All that a rule says, point by point, for a reader who knows the law: each point has a label and its sentences.

Names of the law stand in the sentences marked, as :mod:`~send_deadlines.report.law_names` says.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from send_deadlines.exception_words import cited
from send_deadlines.law.library import Data, Law
from send_deadlines.report.counting_words import counting_said
from send_deadlines.report.exception_account import fact_said
from send_deadlines.report.law_names import marked
from send_deadlines.report.rule_words import (
    begun,
    binding,
    conditions,
    event_said,
    events_named,
    events_said,
    in_force,
    period,
    time_said,
    value_said,
)
from send_deadlines.report.words import listed, number
from send_deadlines.said import said_day

__all__ = ["KNOWN", "STRENGTHS", "Point", "account", "change_said", "selected"]


class Point(NamedTuple):
    """One thing there is to say of a rule."""

    label: str
    sentences: list[str]
    url: str = ""
    """Where the words of the law can be read, if the point is about a provision."""


def account(law: Law, rule: Data) -> list[Point]:
    """What there is to say of one version of a rule.

    >>> from send_deadlines import load_law
    >>> law = load_law()
    >>> points = account(law, next(each for each in law.rules if each["id"] == "ehc_assessment.final_plan"))
    >>> points[0].label, points[0].sentences
    ('Who', ['The local authority'])
    """
    points = [
        Point("Who", [begun(law.actors[rule["who"]]["title"])]),
        Point("What starts it", list(_starts(law, rule))),
        Point("A second start", [_AGAIN[rule["again"]]] if rule.get("again") else []),
        Point("Time", list(_time(law, rule))),
        Point("How its days are counted", _counted(law, rule)),
        Point("Only if", [begun(each) for each in conditions(law, rule, whole=True)]),
        Point("Lifted by", [_exception(law, rule, each) for each in rule.get("unless", [])]),
        Point("Done by", events_said(law, rule.get("done_by", []))),
        Point("Shows that it was done, but not when", events_said(law, rule.get("implied_by", []), day=False)),
        Point("Ended by", events_said(law, rule.get("ended_by", []), day=False)),
        Point("Brought back by", list(_revivals(law, rule))),
        Point("Forbids until then", events_said(law, rule.get("guards", []))),
        Point("Held open", [_held(each) for each in rule.get("held_open_by", [])]),
        Point("Does not hold back", _rules(rule.get("spares", []))),
        Point("The act", list(_act(law, rule))),
        Point("Asks of the school", [f"To {rule['asks_of_school']}"] if rule.get("asks_of_school") else []),
        Point("Leaves time for", _rules(rule.get("time_for", []))),
        Point("Disputed", list(_readings(law, rule))),
        *_provision(law, rule),
        Point("Changed by", list(_amendments(law, rule))),
        Point("Strength", [STRENGTHS[law.strength(rule)]]),
        Point("How sure", [_sure(rule)]),
        *(Point("Doubt", [doubt]) for doubt in rule.get("doubts", [])),
    ]
    return [point for point in points if point.sentences]


_AGAIN = {
    "supersedes": "Starts it afresh: what was started before about the same thing no longer runs.",
    "moves": "Moves its date; what was done before still counts.",
    "runs beside": "Runs beside the first, with a time of its own.",
}

STRENGTHS = {
    "statutory": "Statutory",
    "guidance": "Guidance: to miss it is no breach of a statutory limit",
    "directed": "Directed in the case",
    "usual": "Usual: what is mostly directed; it binds nobody until it is",
    "good_practice": "Good practice: to miss it is no breach",
}

KNOWN = {
    "text": "the provision itself",
    "guidance": "official guidance",
    "secondary": "others' summaries",
}


def _starts(law: Law, rule: Data) -> Iterator[str]:
    limbs = rule.get("later_of", []) + rule.get("earlier_of", [])
    for name in dict.fromkeys([*rule.get("starts", []), *(each for limb in limbs for each in limb["starts"])]):
        yield event_said(law, name)
    for name in rule.get("starts_when_lapsed", []):
        yield f"The last day of {marked('rule', name)} goes by unused: that day as it stands {rule['lapse_from']}"
    if rule.get("as_directed"):
        yield f"A direction about the act '{rule['act']}', which fixes its date; there is no usual one"


def _time(law: Law, rule: Data) -> Iterator[str]:
    limbs = rule.get("later_of", []) + rule.get("earlier_of", [])
    if rule["kind"] == "cap":
        measure = law.measures[rule["at_most"]["measure"]]
        most = f"{number(rule['at_most']['amount'])} {measure['unit']}"
        yield f"At most {most}: {measure['title']} ({marked('measure', measure['id'])})"
        return
    if not limbs:
        yield begun(period(rule) + binding(rule))
        return
    word = "latest" if rule.get("later_of") else "earliest"
    yield f"The {word} of these dates{binding(rule)}"
    for limb in limbs:
        missing = "it is left out" if limb["if_missing"] == "left out" else "the date is not known"
        starts = events_named(limb["starts"])
        yield f"{begun(limb['says'])}: {time_said(limb)}, from {starts}; until that has happened, {missing}"
    # What is not about one of the dates is said of them all.
    rest = period({"kind": rule["kind"], **{key: rule[key] for key in ("extended_by", "paused_by") if key in rule}})
    if rest.strip("; "):
        yield begun(rest.strip("; "))


def _counted(law: Law, rule: Data) -> list[str]:
    if rule["kind"] in ("duty", "cap"):
        return []
    name = rule.get("counting", "ordinary")
    way = next(each for each in law.instruments[rule["instrument"]]["counting"] if each["id"] == name)
    back = "before" in rule
    return [f"{'; '.join(counting_said(way, back=back))} ({marked('counting', rule['instrument'] + '.' + name)})"]


def _exception(law: Law, rule: Data, each: Data) -> str:
    exception = law.exceptions[each["exception"]]
    judgement = exception["judgement"]
    return (
        f"{begun(exception['title'])} ({marked('exception', each['exception'])}, {each['provision']}). "
        f"Fact: {fact_said(law, exception['fact'])}. "
        f"Judgement: recorded {judgement['says']} ({marked('event', judgement['event'])})"
    )


def _revivals(law: Law, rule: Data) -> Iterator[str]:
    for each in rule.get("revived_by", []):
        past = {
            "stands": "",
            "not known": "; if that date has gone meanwhile, how much time is left is not known",
        }[each.get("once_past", "stands")]
        after = f", after {events_named(each['after'])}" if each.get("after") else ""
        yield f"{event_said(law, each['by'], day=False)}{after}, with its first date{past}"


def _held(each: Data) -> str:
    last = "until the end of the day of" if each.get("last_day") != "the day before" else "until the day before"
    return f"From {events_named(each['start'])} {last} {events_named(each['end'])} ({each['provision']})"


def _rules(names: list[str]) -> list[str]:
    return [marked("rule", name) for name in names]


def _act(law: Law, rule: Data) -> Iterator[str]:
    if not rule.get("act"):
        return
    yield f"Its name in a direction is '{rule['act']}'"
    others = [each["id"] for each in law.rules if each.get("act") == rule["act"] and each["id"] != rule["id"]]
    if others:
        yield f"Of several limits to this act the earliest governs. The others: {listed(_rules(_once(others)), 'and')}"


def _once(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _readings(law: Law, rule: Data) -> Iterator[str]:
    for name, rewordings in rule.get("readings", {}).items():
        dispute = law.disputes[name]
        readings = {each["id"]: each for each in dispute["readings"]}
        yield f"{dispute['question']} ({marked('dispute', name)})"
        for reading, words in readings.items():
            if words.get("cautious"):
                yield f"Read as '{reading}', the cautious reading, in which this rule is written: {words['says']}"
            elif reading in rewordings:
                changed = listed(_reworded(rewordings[reading]), "and")
                yield f"Read as '{reading}': {words['says']} ({words['authority']}). Then {changed}"


def _reworded(words: Data) -> Iterator[str]:
    """What a reading or an amendment puts in place of the rule's own words."""
    if words.get("starts"):
        yield f"it starts with {events_named(words['starts'])}"
    if words.get("done_by"):
        yield f"it is done by {events_named(words['done_by'])}"
    if time_said(words):
        yield f"the time is {time_said(words)}"
    elif words.get("first_day"):
        yield f"the day of the start is {'day 1' if words['first_day'] == 'counted' else 'not counted'}"
    elif "clear_days" in words:
        yield "both end days are left out" if words["clear_days"] else "only the day of the event is left out"
    if words.get("counting"):
        yield f"its days are counted as for {words['counting'].replace('_', ' ')}"


def _provision(law: Law, rule: Data) -> Iterator[Point]:
    instrument = law.instruments[rule["instrument"]]
    yield Point("Provision", [cited(instrument["citation"], rule["provision"], law)], rule["url"])
    yield from (_where(law, rule, each) for each in rule.get("where", []))
    yield Point("Instrument", [f"{instrument['title']} ({marked('instrument', rule['instrument'])})"])
    yield Point("In force", [begun(selected(rule["in_force"]).removeprefix("in force "))])


def selected(words: Data) -> str:
    """When something is law and, where that needs saying, which day of a case decides it.

    >>> selected({"since": "2014-09-01"})
    'in force since Monday 1 September 2014'
    """
    said = in_force(words)
    if words.get("selected_by", "start") == "start" and not words.get("until") and not words.get("day_of"):
        return said
    by = {
        "start": "the day the clock starts",
        "due": "the last day of the limit",
        "any overlap": "any overlap of the limit with those days",
    }[words.get("selected_by", "start")]
    if words.get("day_of"):
        by = f"the day of {events_named(words['day_of'])}, where recorded, otherwise {by}"
    return f"{said}, which is decided by {by}"


def _where(law: Law, rule: Data, each: Data) -> Point:
    """The provision for one kind of case."""
    who = f" (binds {law.actors[each['who']]['title']})" if each.get("who") else ""
    said = cited(law.instruments[rule["instrument"]]["citation"], each["provision"], law) + who
    kind = f"Where {each['fact']} is {value_said(each['equals'])}".replace("_", " ")
    return Point(kind, [said], each["url"])


def _amendments(law: Law, rule: Data) -> Iterator[str]:
    for amendment in law.amendments:
        instrument = law.instruments[amendment["instrument"]]
        for change in amendment["change"]:
            if rule["id"] in change["rules"] and _can_meet(rule["in_force"], amendment["in_force"]):
                where = cited(instrument["citation"], change["provision"], law)
                said = "; ".join(change_said(law, change))
                name = marked("amendment", amendment["id"])
                yield f"{amendment['title']} ({name}, {where}), {selected(amendment['in_force'])}: {said}"


def _can_meet(version: Data, amendment: Data) -> bool:
    """Whether an amendment can govern a deadline of a version. Where one day decides of both, they must overlap."""
    if amendment.get("day_of") or version.get("day_of"):
        return True
    by = version.get("selected_by", "start")
    if by == "any overlap" or amendment.get("selected_by", "start") != by:
        return True
    last, amended_until = (str(each.get("until") or "9999-12-31") for each in (version, amendment))
    return bool(amendment["since"] <= last and version["since"] <= amended_until)


def change_said(law: Law, change: Data) -> Iterator[str]:
    """What an amendment does to the rules it names.

    >>> list(change_said(None, {"adds": "2 weeks"}))
    ['2 weeks longer']
    """
    for each in change.get("unless", []):
        title = law.exceptions[each["exception"]]["title"]
        yield f"lifted by {title} ({marked('exception', each['exception'])}, {each['provision']})"
    if change.get("as_soon_as"):
        yield f"where it is lifted, the duty is to act {change['as_soon_as']}"
    if change.get("adds"):
        yield f"{change['adds']} longer"
    for each in change.get("extended_by", []):
        yield f"{each['to']} in all if {marked('event', each['event'])} ({each['provision']})"
    if change.get("replace"):
        yield from _reworded(change["replace"])
    if change.get("where_decides"):
        yield f"only where this date decides: {change['where_decides']}"


def _sure(rule: Data) -> str:
    checked = said_day(date.fromisoformat(rule["checked"]))
    return f"Known from {KNOWN[rule['confidence']]}, last checked on {checked}"

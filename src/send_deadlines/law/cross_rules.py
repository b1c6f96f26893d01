"""Cross-checks of rules and amendments: a possible shape, words that can be read, names that are known."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches

from send_deadlines.calendars import Period, parse_period
from send_deadlines.errors import PeriodError, did_you_mean
from send_deadlines.law.cross_shape import HAPPENINGS, check_condition_shape, check_reworded, check_shape
from send_deadlines.law.cross_vocabulary import check_in_force, check_url
from send_deadlines.law.grammar import UNKNOWN, Entry, Loc
from send_deadlines.law.language import Amendment, Condition, Extension, Limb, Reworded, Rule, Spell, Unless
from send_deadlines.law.names import Names

__all__ = ["check_amendment", "check_rule"]

_EVENTS = {
    "done_by": "is done by",
    "implied_by": "is implied by",
    "ended_by": "is ended by",
    "guards": "guards",
}


def check_rule(names: Names, entry: Entry) -> None:
    """Everything about one rule but its examples."""
    rule: Rule = entry.term
    check_url(names, entry, rule.url)
    actor = names.refer(entry, ("who",), "actor", rule.who, "binds")
    if rule.asks_of_school is not None and actor is not None and actor.whole and actor.term.is_school == "always":
        what = f"asks something of the school, which it binds as '{rule.who}'"
        names.tell(entry, ("asks_of_school",), what, "leave asks_of_school out")
    instrument = names.refer(entry, ("instrument",), "instrument", rule.instrument, "is made by")
    if entry.whole:
        check_shape(names, entry, rule)
        check_in_force(names, entry, rule.in_force)
        if instrument is not None and instrument.whole:
            _check_counting(names, entry, (), rule.counting, instrument)
            _check_within_instrument(names, entry, rule, instrument)
    _check_references(names, entry, rule)
    _check_words(names, entry, rule)
    _check_planned(names, entry, rule, ())
    _check_limbs(names, entry, rule)
    for i, condition in enumerate(rule.condition):
        _check_condition(names, entry, condition, ("condition", i))
    _check_readings(names, entry, rule, instrument)
    _check_where(names, entry, rule)
    _check_act(names, entry, rule)


def _check_where(names: Names, entry: Entry, rule: Rule) -> None:
    """The provisions for each kind of case are told by one fact, each by a value of its own."""
    told: list[tuple[str, str]] = []
    for i, each in enumerate(rule.where):
        of: Loc = ("where", i)
        fact = names.refer(entry, ("fact",), "fact", each.fact, "is told by", of=of)
        if fact is not None and fact.whole:
            if fact.term.type != "choice":
                what = f"is told by the fact '{each.fact}', which is of type '{fact.term.type}'"
                names.tell(entry, ("fact",), what, "name a choice", of=of)
            else:
                doing = f"compares the fact '{each.fact}' with the unknown value"
                names.among(entry, ("equals",), fact.term.values, each.equals, doing, of=of)
        names.refer(entry, ("who",), "actor", each.who, "binds", of=of)
        check_url(names, entry, each.url, of)
        if (each.fact, each.equals) in told:
            names.tell(entry, ("equals",), f"is told by '{each.equals}' twice", "leave one out", of=of)
        if told and each.fact != told[0][0]:
            what = f"is told by the fact '{each.fact}', and another by '{told[0][0]}'"
            names.tell(entry, ("fact",), what, "tell them all by one fact", of=of)
        told.append((each.fact, each.equals))


def _check_act(names: Names, entry: Entry, rule: Rule) -> None:
    """An act that a single rule names may be one that a direction can name, or a slip for the act of another."""
    others = {each.term.act for each in names.all("rule") if each.id != rule.id} - {None}
    if rule.act is None or rule.act in others:
        return
    near = get_close_matches(rule.act, others, n=1, cutoff=0.9)
    if near:
        what = f"names the act '{rule.act}', which no other rule names"
        names.tell(entry, ("act",), what, f"did you mean '{near[0]}'?")


def _check_counting(names: Names, entry: Entry, of: Loc, counting: str | None, instrument: Entry) -> None:
    if counting is None:
        return
    known = [each.id for each in instrument.term.counting]
    doing = f"counts under instrument '{instrument.id}' by the unknown counting"
    names.among(entry, ("counting",), known, counting, doing, of=of)


def _check_within_instrument(names: Names, entry: Entry, rule: Rule, instrument: Entry) -> None:
    law, ours = instrument.term.in_force, rule.in_force
    if ours.since < law.since:
        what = f"is in force from {ours.since}, before its instrument '{instrument.id}' is"
        names.tell(entry, ("in_force", "since"), what, f"write since = {law.since}, or a later day")
    if law.until and (ours.until or date.max) > law.until:
        what = f"is in force after its instrument '{instrument.id}' has ended"
        names.tell(entry, ("in_force", "until"), what, f"write until = {law.until}, or an earlier day")


def _check_references(names: Names, entry: Entry, rule: Rule) -> None:
    names.events(entry, "starts", "starts with")
    for key, doing in _EVENTS.items():
        names.events(entry, key, doing)
    names.unrepeated(entry, ("starts_when_lapsed",), rule.starts_when_lapsed)
    for i, lapsed in enumerate(rule.starts_when_lapsed):
        found = names.refer(entry, ("starts_when_lapsed", i), "rule", lapsed, "starts with the lapse of")
        if found is not None and found.whole and found.term.kind in ("cap", "duty"):
            what = f"starts with the lapse of '{lapsed}', a {found.term.kind}, which has no last day"
            names.tell(entry, ("starts_when_lapsed", i), what, "name a rule that can lapse")
    for key, doing in (("held_open_by", "is held open"), ("paused_by", "is paused")):
        for i, spell in enumerate(getattr(rule, key)):
            _check_spell(names, entry, spell, (key, i), doing)
            if key == "paused_by" and spell.last_day != "the day it closes":
                what = "says when its last day is, but the days of a pause are left out with both its ends"
                names.tell(entry, ("last_day",), what, "leave it out", of=(key, i))
    for i, revival in enumerate(rule.revived_by):
        names.event(entry, ("by",), revival.by, "is revived by", of=("revived_by", i))
        if not revival.after and rule.ended_by:
            names.tell(entry, ("after",), "undoes nothing", "name the endings it undoes", of=("revived_by", i))
        for j, ending in enumerate(revival.after):
            if ending not in rule.ended_by and rule.ended_by:
                what, mend = f"undoes '{ending}', which does not end the rule", did_you_mean(ending, rule.ended_by)
                names.tell(entry, ("after", j), what, mend, of=("revived_by", i))
    _check_unless(names, entry, rule.unless, ())
    names.unrepeated(entry, ("spares",), rule.spares)
    for i, limit in enumerate(rule.spares):
        names.refer(entry, ("spares", i), "rule", limit, "spares")
    names.unrepeated(entry, ("time_for",), rule.time_for)
    for i, step in enumerate(rule.time_for):
        names.refer(entry, ("time_for", i), "rule", step, "leaves time for")
    _check_extensions(names, entry, rule.extended_by, rule.within if entry.whole else None, ())
    if rule.at_most is not None:
        names.refer(entry, ("measure",), "measure", rule.at_most.measure, "names", of=("at_most",))


def _check_extensions(names: Names, entry: Entry, extensions: list[Extension], usual: str | None, inside: Loc) -> None:
    for i, extension in enumerate(extensions):
        of: Loc = (*inside, "extended_by", i)
        names.event(entry, ("event",), extension.event, "names", of=of)
        longer = names.period(entry, ("to",), extension.to, of=of)
        if longer is not None and usual is not None and _is_no_longer(longer, usual):
            what = f"gives {longer}, which is no longer than the {usual} there are"
            names.tell(entry, ("to",), what, "write the whole length that the period then has", of=of)


def _check_spell(names: Names, entry: Entry, spell: Spell, of: Loc, doing: str) -> None:
    for key, word in (("start", "begins with"), ("end", "ends with")):
        if entry.whole and not getattr(spell, key):
            names.tell(entry, (key,), f"names no event in '{key}'", "name at least one", of=of)
        names.events(entry, key, word, of=of, within=spell)


def _check_unless(names: Names, entry: Entry, unless: list[Unless], of: Loc) -> None:
    listed: list[str] = []
    for i, each in enumerate(unless):
        names.refer(entry, ("exception",), "exception", each.exception, "names", of=(*of, "unless", i))
        if each.exception in listed and each.exception != UNKNOWN:
            names.tell(entry, ("unless", i), f"names the exception '{each.exception}' twice", "leave one out", of=of)
        listed.append(each.exception)


def _check_words(names: Names, entry: Entry, words: Rule | Limb | Reworded, of: Loc = ()) -> None:
    """The periods and days that a rule, a limb or a reading gives."""
    for key in ("within", "before"):
        names.period(entry, (key,), getattr(words, key), of=of)
    if words.by is not None:
        names.day_of_year(entry, ("day",), words.by.day, of=(*of, "by"))


def _is_no_longer(longer: Period, usual: str) -> bool:
    try:
        within = parse_period(usual)
    except PeriodError:
        return False
    return type(longer) is type(within) and longer.n <= within.n


def _check_planned(names: Names, entry: Entry, words: Rule | Limb, of: Loc) -> None:
    """A period back and a fixed day of a year start from a date that is known before it comes."""
    fixed = words.by is not None and words.by.which == "in the year"
    key = "before" if words.before is not None else "by" if fixed else ""
    for i, reference in enumerate(words.starts if key else ()):
        name, _, day = reference.partition(".")
        event = names.section("event").get(name, [None])[-1]
        if event is None or not event.whole:
            continue
        event = names.recorded(event)
        if day not in ("", "on", *event.term.dates):
            continue
        if day not in event.term.dates or not event.term.dates[day].planned:
            what = f"has '{key}' with the start '{reference}', which is not a planned date"
            mend = "start it with one of the event's dates that has planned = true"
            names.tell(entry, ("starts", i), what, mend, of=of)


def _check_limbs(names: Names, entry: Entry, rule: Rule) -> None:
    for key in ("later_of", "earlier_of"):
        limbs: list[Limb] = getattr(rule, key)
        for i, limb in enumerate(limbs):
            names.events(entry, "starts", "starts with", of=(key, i), within=limb)
            _check_words(names, entry, limb, (key, i))
            _check_planned(names, entry, limb, (key, i))


def _start_events(rule: Rule) -> list[str]:
    limbs = [*rule.later_of, *rule.earlier_of]
    found = [*rule.starts, *(start for limb in limbs for start in limb.starts)]
    return list(dict.fromkeys(reference.partition(".")[0] for reference in found))


def _check_condition(names: Names, entry: Entry, condition: Condition, of: Loc) -> None:
    if entry.whole:
        check_condition_shape(names, entry, condition, of)
    starting = _start_events(entry.term)
    names.unrepeated(entry, ("started_by",), condition.started_by, of=of)
    for i, name in enumerate(condition.started_by):
        names.among(entry, ("started_by", i), starting, name, "is tested for the unknown start", of=of)
    for key in HAPPENINGS:
        names.event(entry, (key,), getattr(condition, key), "names", of=of)
    names.refer(entry, ("measure",), "measure", condition.measure, "names", of=of)
    if condition.measure is not None:
        _check_test(names, entry, condition, of, f"the measure '{condition.measure}'", "number", [])
    fact = names.refer(entry, ("fact",), "fact", condition.fact, "names", of=of)
    if fact is not None and fact.whole:
        _check_test(names, entry, condition, of, f"the fact '{fact.id}'", fact.term.type, fact.term.values)
    if condition.attribute is None:
        return
    if condition.of is not None:
        carrier = names.event(entry, ("of",), condition.of, "tests an attribute of", of=of)
        if carrier is not None and carrier.whole:
            _check_attribute(names, entry, condition, of, carrier, f"asks the event '{carrier.id}' for")
        return
    if entry.term.starts_when_lapsed:
        what = f"asks for the attribute '{condition.attribute}', but the lapse of a rule has none"
        names.tell(entry, ("attribute",), what, "start the rule with an event, or test a fact", of=of)
    for name in [each for each in starting if each in condition.started_by] or starting:
        events = names.section("event").get(name)
        if not events or not events[-1].whole:
            continue
        doing = f"asks the event '{name}', which starts the rule, for"
        _check_attribute(names, entry, condition, of, events[-1], doing)


def _check_attribute(names: Names, entry: Entry, condition: Condition, of: Loc, event: Entry, doing: str) -> None:
    """Whether an event has the attribute that is tested, and of the kind that the test suits."""
    attributes, name = names.recorded(event).term.attributes, str(condition.attribute)
    if names.among(entry, ("attribute",), attributes, name, f"{doing} the unknown attribute", of=of):
        attribute = attributes.get(name)
        if attribute is not None:
            _check_test(names, entry, condition, of, f"the attribute '{name}'", attribute.type, attribute.values)


def _check_test(
    names: Names, entry: Entry, condition: Condition, of: Loc, what: str, kind: str, values: list[str]
) -> None:
    """Whether a test suits the kind of value it is put to."""
    numbers = [key for key in ("over", "at_least", "under", "at_most") if getattr(condition, key) is not None]
    equals = [] if condition.equals is None else [condition.equals]
    texts = [each for each in equals if isinstance(each, str)] + condition.one_of
    truths = [each for each in equals if isinstance(each, bool)]
    suits = {"number": numbers, "yes_no": truths, "choice": texts, "text": texts, "date": []}[kind]
    if (numbers or texts or truths) and not suits:
        mend = {
            "number": "use over, at_least, under or at_most",
            "yes_no": "write equals = true, or false",
            "date": "only its having happened can be tested",
        }.get(kind, 'use equals = "..." or one_of')
        names.tell(entry, (), f"puts a test to {what} that does not suit its type '{kind}'", mend, of=of)
    elif kind == "choice":
        for value in texts:
            path = ("equals",) if value in equals else ("one_of",)
            names.among(entry, path, values, value, f"compares {what} with the unknown value", of=of)


def _check_readings(names: Names, entry: Entry, rule: Rule, instrument: Entry | None) -> None:
    if len(rule.readings) > 1:
        what = "reads more than one dispute: " + ", ".join(f"'{name}'" for name in rule.readings)
        names.tell(entry, ("readings",), what, "keep one, and say the other in 'doubts'")
    for name, readings in rule.readings.items():
        dispute = names.refer(entry, ("readings", name), "dispute", name, "reads")
        if not readings:
            names.tell(entry, ("readings", name), f"gives the dispute '{name}' no reading", "name one, or leave it out")
        for reading, reworded in readings.items():
            of: Loc = ("readings", name, reading)
            if dispute is not None and dispute.whole:
                known = [each.id for each in dispute.term.readings if not each.cautious]
                if any(each.id == reading and each.cautious for each in dispute.term.readings):
                    what = f"rewords the rule by '{reading}', the cautious reading of '{name}'"
                    names.tell(entry, (), what, "rules are written in that one: leave it out", of=of)
                else:
                    doing = f"reads the dispute '{name}' by the unknown reading"
                    names.among(entry, of, known, reading, doing)
            _check_reworded(names, entry, rule, reworded, instrument, of)


def _check_reworded(
    names: Names, entry: Entry, rule: Rule, reworded: Reworded, instrument: Entry | None, of: Loc
) -> None:
    if entry.whole:
        check_reworded(names, entry, rule, reworded, of)
    _check_words(names, entry, reworded, of)
    names.events(entry, "starts", "starts with", of=of, within=reworded)
    names.events(entry, "done_by", "is done by", of=of, within=reworded)
    if instrument is not None and instrument.whole:
        _check_counting(names, entry, of, reworded.counting, instrument)


def check_amendment(names: Names, entry: Entry) -> None:
    """What an amendment changes is there to be changed, and it changes something."""
    amendment: Amendment = entry.term
    names.refer(entry, ("instrument",), "instrument", amendment.instrument, "is made by")
    if entry.whole:
        check_in_force(names, entry, amendment.in_force)
        if not amendment.change:
            names.tell(entry, (), "changes nothing", "add [[amendment.change]]")
    for i, change in enumerate(amendment.change):
        of: Loc = ("change", i)
        if entry.whole and not change.rules:
            names.tell(entry, ("rules",), "names no rule", 'write rules = ["..."]', of=of)
        if entry.whole and not (change.unless or change.replace or change.adds or change.extended_by):
            names.tell(entry, (), "does nothing", "give unless, replace, adds or extended_by", of=of)
        if entry.whole and change.as_soon_as and not change.unless:
            mend = "give unless, or leave it out"
            names.tell(entry, ("as_soon_as",), "has 'as_soon_as' without an exception", mend, of=of)
        names.unrepeated(entry, ("rules",), change.rules, of=of)
        names.period(entry, ("adds",), change.adds, of=of)
        _check_unless(names, entry, change.unless, of)
        for j, name in enumerate(change.rules):
            rule = names.refer(entry, ("rules", j), "rule", name, "changes", of=of)
            if rule is None or not (rule.whole and entry.whole):
                continue
            _check_in_time(names, entry, name, (*of, "rules", j))
            if change.adds and not (rule.term.within or rule.term.before):
                what = f"adds a period to '{name}', which has none"
                names.tell(entry, ("adds",), what, "name rules with 'within' or 'before'", of=of)
            if change.extended_by and not rule.term.within:
                what = f"makes a period of '{name}' longer, which has none"
                names.tell(entry, ("extended_by",), what, "name rules with 'within'", of=of)
            _check_extensions(names, entry, change.extended_by, rule.term.within, of)
            if change.unless and rule.term.kind not in ("limit", "right"):
                what = f"gives an exception to '{name}', a {rule.term.kind}"
                names.tell(entry, ("unless",), what, "only a limit or a right can be lifted", of=of)
            if change.where_decides is not None:
                says = [limb.says for limb in (*rule.term.later_of, *rule.term.earlier_of)]
                doing = f"depends on the unknown date of '{name}'"
                names.among(entry, ("where_decides",), says, change.where_decides, doing, of=of)
            if change.replace is not None:
                _check_same_events(names, entry, change.replace, (*of, "replace"))
                instrument = names.section("instrument").get(rule.term.instrument, [None])[-1]
                _check_reworded(names, entry, rule.term, change.replace, instrument, (*of, "replace"))


def _check_same_events(names: Names, entry: Entry, replace: Reworded, of: Loc) -> None:
    """An amendment changes how long there is; another start or act is another rule."""
    for key in ("starts", "done_by"):
        if getattr(replace, key):
            mend = "end the rule, and write the new one as another version of it"
            names.tell(entry, (key,), f"replaces '{key}'", mend, of=of)


def _check_in_time(names: Names, entry: Entry, rule: str, path: Loc) -> None:
    ours = entry.term.in_force
    for version in names.section("rule")[rule]:
        theirs = version.term.in_force
        if ours.since <= (theirs.until or date.max) and theirs.since <= (ours.until or date.max):
            return
    what = f"changes '{rule}', which is in force on none of its days"
    names.tell(entry, path, what, "see the two 'in_force'")

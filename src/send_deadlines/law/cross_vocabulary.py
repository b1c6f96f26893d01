"""Cross-checks of what rules are made of: instruments, events, facts, exceptions, measures and disputes."""

from __future__ import annotations

from collections.abc import Iterable

from send_deadlines.calendars import EASTER_MONDAY, working_day_names
from send_deadlines.law.event_terms import Attribute
from send_deadlines.law.grammar import UNKNOWN, Entry, Loc
from send_deadlines.law.names import Names
from send_deadlines.law.vocabulary import (
    Actor,
    Dispute,
    ExceptionTerm,
    Fact,
    FactTest,
    InForce,
    Instrument,
    Judgement,
    Measure,
    SpellDays,
)

__all__ = [
    "check_actor",
    "check_dispute",
    "check_exception",
    "check_fact",
    "check_in_force",
    "check_instrument",
    "check_measure",
    "check_url",
    "check_values",
    "check_where",
    "repeated",
]


def repeated(found: Iterable[str]) -> list[int]:
    """Where a name stands that has stood before.

    >>> repeated(["a", "b", "a"])
    [2]
    """
    names = list(found)
    return [i for i, name in enumerate(names) if name in names[:i] and name != UNKNOWN]


def check_in_force(names: Names, entry: Entry, in_force: InForce) -> None:
    """It does not end before it begins."""
    if in_force.until and in_force.until < in_force.since:
        what = f"is in force until {in_force.until}, before it begins on {in_force.since}"
        names.tell(entry, ("in_force", "until"), what, "swap the two days")
    of: Loc = ("in_force",)
    names.events(entry, "day_of", "is chosen by the day of", of=of, within=in_force)
    if in_force.day_of and in_force.selected_by == "due":
        what = f"is chosen by the day of an event and by '{in_force.selected_by}'"
        names.tell(entry, ("day_of",), what, "keep one", of=of)


def check_url(names: Names, entry: Entry, url: str, of: Loc = ()) -> None:
    """A link is a secure one."""
    if url.strip() and url != UNKNOWN and not url.startswith("https://"):
        what = f"has the url '{url}', which does not begin with https://"
        names.tell(entry, ("url",), what, "give the whole address", of=of)


def check_instrument(names: Names, entry: Entry) -> None:
    """Its ways of counting can be carried out, and its rules of service use them."""
    instrument: Instrument = entry.term
    check_url(names, entry, instrument.url)
    check_in_force(names, entry, instrument.in_force)
    countings = [each.id for each in instrument.counting]
    for i in repeated(countings):
        names.tell(entry, ("counting", i), f"has two countings called '{countings[i]}'", "keep one, or rename one")
    for i, counting in enumerate(instrument.counting):
        of: Loc = ("counting", i)
        known = working_day_names()
        names.among(entry, ("working_day",), known, counting.working_day, "has the unknown working_day", of=of)
        names.windows(entry, ("left_out",), counting.left_out, of=of)
        names.windows(entry, ("ends_in",), counting.ends_in, of=of)
    methods = [each.method for each in instrument.deemed]
    for i in repeated(methods):
        names.tell(entry, ("deemed", i), f"says twice when '{methods[i]}' is served", "keep one")
    sent = {value for event in names.all("event") for value in _methods(event)}
    for i, deemed in enumerate(instrument.deemed):
        of = ("deemed", i)
        if sent:
            names.among(entry, ("method",), sent, deemed.method, "names the unknown way of sending", of=of)
        names.period(entry, ("after",), deemed.after, of=of)
        if entry.whole:
            names.among(entry, ("counting",), countings, deemed.counting, "counts by the unknown counting", of=of)


def _methods(event: Entry) -> list[str]:
    """The ways in which an event says a document may be sent."""
    method = event.term.attributes.get("method")
    values: list[str] = method.values if method else []
    return values


def check_actor(names: Names, entry: Entry) -> None:
    """What tells that it is the school is an attribute of some event, or a fact, and a value it can have."""
    actor: Actor = entry.term
    if actor.is_school in ("always", "where named") and actor.is_school_where:
        what = f"is the school '{actor.is_school}', and has 'is_school_where'"
        names.tell(entry, ("is_school_where",), what, 'keep one, or write is_school = "sometimes"')
    of: Loc = ("is_school_where",)
    for name, values in actor.is_school_where.items():
        every = [
            *(each.term.attributes for each in names.all("event") if each.whole),
            {each.term.id: each.term for each in names.all("fact") if each.whole},
        ]
        told_by = [each[name] for each in every if name in each]
        if not told_by:
            known = {key for each in every for key in each}
            names.among(entry, (name,), known, name, "is told to be the school by the unknown attribute or fact", of=of)
            continue
        if not values:
            names.tell(entry, (name,), f"gives no value for '{name}'", "give the values that will do", of=of)
        if all(each.type == "choice" for each in told_by):
            known = {value for each in told_by for value in each.values}
            for i, value in enumerate(values):
                names.among(entry, (name, i), known, value, f"gives '{name}' the unknown value", of=of)


def check_fact(names: Names, entry: Entry) -> None:
    """Its type and its values agree."""
    fact: Fact = entry.term
    check_values(names, entry, fact, ())


def check_values(names: Names, entry: Entry, declared: Attribute | Fact, of: Loc) -> None:
    """A choice has its values, and nothing else has."""
    if not entry.whole:
        return
    if declared.type == "choice" and len(declared.values) < 2:
        what = "is a choice but has fewer than two values"
        names.tell(entry, ("values",), what, 'add values = ["...", "..."]', of=of)
    if declared.type != "choice" and declared.values:
        what = f"has values but is of type '{declared.type}'"
        names.tell(entry, ("values",), what, 'write type = "choice", or leave values out', of=of)
    names.unrepeated(entry, ("values",), declared.values, of=of)


def check_exception(names: Names, entry: Entry) -> None:
    """Its fact can be tested and its judgement recorded."""
    term: ExceptionTerm = entry.term
    _check_fact_test(names, entry, term.fact)
    _check_judgement(names, entry, term.judgement)


def _check_fact_test(names: Names, entry: Entry, test: FactTest) -> None:
    of: Loc = ("fact",)
    given = [key for key in ("spell", "happened", "recorded") if getattr(test, key) is not None]
    event = None
    for key in given:
        doing = {"spell": "lasts by", "happened": "asks for", "recorded": "asks for"}[key]
        event = names.event(entry, (key,), getattr(test, key), doing, of=of)
    if entry.whole and len(given) != 1:
        what = f"has both '{given[0]}' and '{given[1]}'" if given else "tests nothing"
        names.tell(entry, (), what, "give exactly one of spell, happened and recorded", of=of)
        return
    if test.at_least is not None and test.spell is None and entry.whole:
        names.tell(entry, ("at_least",), "has 'at_least' without 'spell'", "only a spell lasts: leave it out", of=of)
    if test.where and test.happened is None and entry.whole:
        names.tell(
            entry, ("where",), "has 'where' without 'happened'", "only an event that happened is so chosen", of=of
        )
    names.period(entry, ("at_least",), test.at_least, of=of)
    if test.spell is not None:
        _lasts(names, entry, ("spell",), event, of)
    if event is not None and event.whole:
        if test.same_about and event.term.about is None:
            what = f"asks that '{event.id}' concern the same thing, but that event concerns nothing in particular"
            names.tell(entry, ("same_about",), what, "give the event an 'about', or leave same_about out", of=of)
        check_where(names, entry, event, test.where, ("fact", "where"))
    if test.around_closure is not None:
        around = test.around_closure
        of = ("fact", "around_closure")
        if test.happened is None and entry.whole:
            names.tell(entry, (), "stands without 'happened'", "give the event that must fall in the stretch", of=of)
        closure = names.event(entry, ("event",), around.event, "looks for", of=of)
        _lasts(names, entry, ("event",), closure, of)
        for key in ("at_least", "opens", "ends"):
            names.period(entry, (key,), getattr(around, key), of=of)


def _lasts(names: Names, entry: Entry, path: Loc, event: Entry | None, of: Loc) -> None:
    if event is not None and event.whole and "until" not in event.term.dates:
        what = f"needs to know how long '{event.id}' lasts, but that event has no date 'until'"
        names.tell(entry, path, what, "give the event that date", of=of)


def check_where(names: Names, entry: Entry, event: Entry, where: dict[str, list[str]], of: Loc) -> None:
    """Each test of an attribute names one that the event has, and values it can have."""
    attributes = event.term.attributes
    for name, values in where.items():
        doing = f"tests the event '{event.id}' by the unknown attribute"
        if not names.among(entry, (name,), attributes, name, doing, of=of):
            continue
        if not values:
            names.tell(entry, (name,), f"gives no value for '{name}'", "give the values that will do", of=of)
        if name in attributes and attributes[name].type == "choice":
            doing = f"gives '{name}' the unknown value"
            for i, value in enumerate(values):
                names.among(entry, (name, i), attributes[name].values, value, doing, of=of)


def _check_judgement(names: Names, entry: Entry, judgement: Judgement) -> None:
    of: Loc = ("judgement",)
    event = names.event(entry, ("event",), judgement.event, "is recorded by", of=of)
    if event is None or not event.whole:
        return
    wanted = {"exception": "exception", "limit": "rule"}
    named = {name: attribute.names for name, attribute in event.term.attributes.items()}
    lacking = [key for key, kind in wanted.items() if named.get(key) != kind]
    if lacking:
        what = f"is recorded by '{event.id}', which does not name the {' and the '.join(lacking)}"
        mend = " and ".join(f"attributes.{key} with names = '{wanted[key]}'" for key in lacking)
        names.tell(entry, ("event",), what, f"give that event {mend}", of=of)


def check_measure(names: Names, entry: Entry) -> None:
    """It adds up a number that its event carries, or counts the years since one."""
    measure: Measure = entry.term
    total = [key for key in ("sum", "of", "over") if getattr(measure, key) is not None]
    names.event(entry, ("years_since",), measure.years_since, "counts from")
    if measure.days is not None:
        total.append("days")
    if entry.whole and measure.years_since is not None and total:
        names.tell(entry, (total[0],), f"has both 'years_since' and '{total[0]}'", "keep one")
    elif entry.whole and measure.years_since is None and len(total) < 3:
        names.tell(entry, (), "measures nothing", "give sum, of and over, or years_since")
    event = names.event(entry, ("of",), measure.of, "adds up")
    if event is not None and event.whole and measure.days is not None:
        _check_spell_days(names, entry, event, measure.days)
    if measure.joined is not None:
        _check_joined(names, entry, measure)
    if entry.whole and measure.days is None and measure.over == "unbroken run":
        names.tell(entry, ("over",), "is over an unbroken run, but does not say which days", "give days = { ... }")
    if event is None or not event.whole or measure.sum is None:
        return
    attributes = event.term.attributes
    known = [name for name, attribute in attributes.items() if attribute.type == "number"]
    if measure.sum in attributes and measure.sum not in known:
        what = f"adds up '{measure.sum}', which is of type '{attributes[measure.sum].type}'"
        names.tell(entry, ("sum",), what, "only a number can be added up")
    else:
        names.among(entry, ("sum",), known, measure.sum, f"adds up the event '{event.id}' by the unknown number")


def _check_spell_days(names: Names, entry: Entry, event: Entry, days: SpellDays) -> None:
    of: Loc = ("days",)
    for key in ("first", "last"):
        known = ["on", *event.term.dates]
        doing = f"counts the days of '{event.id}' by its unknown date"
        names.among(entry, (key,), known, getattr(days, key), doing, of=of)
    for key, wanted in (("half", "yes_no"), ("calendar", "text")):
        name = getattr(days, key)
        if name is None:
            continue
        doing = f"counts the days of '{event.id}' by its unknown attribute"
        if not names.among(entry, (key,), event.term.attributes, name, doing, of=of):
            continue
        attribute = event.term.attributes.get(name)
        if attribute is None:
            continue
        if attribute.type != wanted:
            what = f"counts by '{name}', which is of type '{attribute.type}'"
            names.tell(entry, (key,), what, f"name one with type = '{wanted}'", of=of)
        elif key == "calendar" and attribute.names != "calendar":
            what = f"counts in the calendar that '{name}' names, which names none"
            names.tell(entry, (key,), what, f"add names = 'calendar' to the attribute '{name}'", of=of)
    names.events(entry, "stopped_by", "stops with", of=of, within=days)


def _check_joined(names: Names, entry: Entry, measure: Measure) -> None:
    assert measure.joined is not None
    of: Loc = ("joined",)
    if entry.whole and measure.over != "school term":
        names.tell(entry, (), "joins terms, but is not over the school term", "leave it out", of=of)
    if entry.whole and len(measure.joined.between) < 2:
        names.tell(entry, ("between",), "names fewer than two days", "give the days between which is one term", of=of)
    if entry.whole and measure.joined.more_than < 1:
        what = f"joins terms of a school that has more than {measure.joined.more_than}"
        names.tell(entry, ("more_than",), what, "give a number above nought, such as 3", of=of)
    names.unrepeated(entry, ("between",), measure.joined.between, of=of)
    for i, day in enumerate(measure.joined.between):
        if day != EASTER_MONDAY:
            mend = f'write "31 December", or "{EASTER_MONDAY}"'
            names.day_of_year(entry, ("between", i), day, of=of, mend=mend)


def check_dispute(names: Names, entry: Entry) -> None:
    """It has two readings, and one is the cautious one."""
    dispute: Dispute = entry.term
    if not entry.whole:
        return
    readings = [reading.id for reading in dispute.readings]
    for i in repeated(readings):
        names.tell(entry, ("readings", i), f"has two readings called '{readings[i]}'", "keep one, or rename one")
    if len(readings) < 2:
        names.tell(entry, ("readings",), "has fewer than two readings", "add another, or take the dispute out")
    cautious = sum(reading.cautious for reading in dispute.readings)
    if cautious != 1 and readings:
        what = "has no cautious reading" if not cautious else f"has {cautious} cautious readings"
        names.tell(entry, ("readings",), what, "mark exactly one with cautious = true")

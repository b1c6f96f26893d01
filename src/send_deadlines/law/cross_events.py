"""Cross-checks of events: their dates and attributes, what they follow, and how a date not recorded is found."""

from __future__ import annotations

from send_deadlines.law.cross_vocabulary import check_values, check_where
from send_deadlines.law.event_terms import Attribute, ByAge, Event, EventDate, Replaces
from send_deadlines.law.grammar import Entry, Loc
from send_deadlines.law.names import Names, is_snake

__all__ = ["check_event"]

_TAKEN = ("about", "at", "event", "on")


def check_event(names: Names, entry: Entry) -> None:
    """Its dates and attributes are told apart, and what it replaces is its own."""
    event: Event = entry.term
    for group, kind in (("dates", "date"), ("attributes", "attribute")):
        for name in getattr(event, group):
            path = (group, name)
            if name in _TAKEN:
                names.tell(entry, path, f"has the {kind} '{name}', which every event has", "call it something else")
            elif not is_snake(name):
                mend = "write lower-case words joined by underscores"
                names.tell(entry, path, f"has the {kind} '{name}', not in lower case with underscores", mend)
            if kind == "attribute" and name in event.dates:
                names.tell(entry, path, f"has both a date and an attribute '{name}'", "rename one")
    for name, attribute in event.attributes.items():
        check_values(names, entry, attribute, ("attributes", name))
        if attribute.shown_by is not None:
            _check_shown(names, entry, attribute, ("attributes", name))
        if attribute.type == "directed_acts" and (event.replaces is None or event.replaces.acts is None):
            what = "lists directed acts, but the event does not fix their dates by them"
            mend = f'write acts = "{name}" in replaces'
            names.tell(entry, ("type",), what, mend, of=("attributes", name))
        if attribute.names and attribute.type != "text":
            what = f"names {attribute.names}s but is of type '{attribute.type}'"
            names.tell(entry, ("names",), what, 'write type = "text"', of=("attributes", name))
    for name in event.dates:
        _check_found(names, entry, name)
    _check_order(names, entry, event)
    if event.replaces is not None:
        _check_replaces(names, entry, event)
    if event.kind_of is not None:
        _check_kind(names, entry, event)
    if event.shown_after is not None:
        of: Loc = ("shown_after",)
        source = names.event(entry, ("event",), event.shown_after.event, "is shown after", of=of)
        if source is not None and source.whole:
            doing = f"is shown after the event '{source.id}' by its unknown date"
            names.among(entry, ("date",), source.term.dates, event.shown_after.date, doing, of=of)
        names.events(entry, "unless", "is not shown after", of=of, within=event.shown_after)
    if event.shown_by is not None:
        of = ("shown_by",)
        names.event(entry, ("event",), event.shown_by.event, "is shown by", of=of)
        names.event(entry, ("after",), event.shown_by.after, "is shown after", of=of)
        names.period(entry, ("within",), event.shown_by.within, of=of)
        for i, other in enumerate(event.shown_by.unless):
            names.event(entry, ("unless", i), other, "is not shown after", of=of)


def _check_shown(names: Names, entry: Entry, attribute: Attribute, of: Loc) -> None:
    """What a date shows is a yes."""
    if attribute.type != "yes_no":
        what = f"is shown by a date but is of type '{attribute.type}'"
        names.tell(entry, ("shown_by",), what, 'write type = "yes_no", or leave it out', of=of)
    doing = "is shown by the unknown date"
    names.among(entry, ("shown_by",), entry.term.dates, str(attribute.shown_by), doing, of=of)


def _check_kind(names: Names, entry: Entry, event: Event) -> None:
    """A kind of another event has nothing of its own but its name."""
    assert event.kind_of is not None
    of: Loc = ("kind_of",)
    base = names.event(entry, ("event",), event.kind_of.event, "is a kind of", of=of)
    if entry.whole and not event.kind_of.where:
        names.tell(entry, ("where",), "does not say which kind", "give the attributes that tell it", of=of)
    for key in (
        "dates",
        "attributes",
        "about",
        "follows",
        "or_follows",
        "comes_after",
        "expected_after",
        "once_after",
        "one_about",
        "too_late",
        "no_later",
        "no_sooner",
        "replaces",
    ):
        if entry.whole and getattr(event, key):
            what = f"has '{key}' of its own, but is a kind of '{event.kind_of.event}'"
            names.tell(entry, (key,), what, "write it there")
    if base is None or not base.whole:
        return
    if base.term.kind_of is not None:
        what = f"is a kind of '{base.id}', which is itself one"
        names.tell(entry, ("event",), what, f"write event = '{base.term.kind_of.event}'", of=of)
    else:
        check_where(names, entry, base, event.kind_of.where, (*of, "where"))


def _check_order(names: Names, entry: Entry, event: Event) -> None:
    """What comes before an event is something else, and known."""
    for key, doing in (
        ("follows", "follows"),
        ("or_follows", "follows"),
        ("comes_after", "comes after"),
        ("expected_after", "is expected after"),
        ("once_after", "happens once after"),
        ("one_about", "is about another thing than"),
    ):
        for i, before in enumerate(getattr(event, key)):
            if before == event.id:
                names.tell(entry, (key, i), f"{doing} itself", "leave it out")
        names.events(entry, key, doing)
    if event.one_about and event.about is None:
        names.tell(entry, ("one_about",), "has 'one_about' without 'about'", "write about, or leave it out")
    if event.or_follows and not event.follows:
        names.tell(entry, ("or_follows",), "has 'or_follows' without 'follows'", "write follows, or leave it out")
    if event.too_late is not None:
        of: Loc = ("too_late",)
        if entry.whole and not event.too_late.after:
            names.tell(entry, ("after",), "names no event in 'after'", "name at least one", of=of)
        names.events(entry, "after", "is too late after", of=of, within=event.too_late)
        names.events(entry, "unless", "is not too late after", of=of, within=event.too_late)
    for key, doing in (("no_later", "has a last day after"), ("no_sooner", "has a first day after")):
        bound = getattr(event, key)
        if bound is not None:
            names.event(entry, ("after",), bound.after, doing, of=(key,))
            names.period(entry, ("period",), bound.period, of=(key,))


def _check_found(names: Names, entry: Entry, name: str) -> None:
    """How a date that is not recorded is found: in one way, from events there are."""
    words = entry.term.dates[name]
    of: Loc = ("dates", name)
    ways = [key for key in ("taken_from", "by_age", "deemed_by", "run", "otherwise") if getattr(words, key) is not None]
    if len(ways) > 1:
        names.tell(entry, (ways[1],), f"has both '{ways[0]}' and '{ways[1]}'", "keep one", of=of)
    if words.taken_from is not None:
        of = (*of, "taken_from")
        source = names.event(entry, ("event",), words.taken_from.event, "is taken from", of=of)
        if source is not None and source.id == entry.id:
            names.tell(entry, ("event",), "is taken from the event itself", "name another event", of=of)
        names.period(entry, ("within",), words.taken_from.within, of=of)
    if words.deemed_by is not None:
        instrument = names.refer(entry, ("deemed_by",), "instrument", words.deemed_by, "is deemed by", of=of)
        if instrument is not None and instrument.whole and not instrument.term.deemed:
            what = f"is deemed by the instrument '{instrument.id}', which has no rules of deemed service"
            names.tell(entry, ("deemed_by",), what, "name one that has, or leave it out", of=of)
        if "method" not in entry.term.attributes:
            mend = "add attributes.method, a choice of the ways of sending"
            names.tell(entry, ("deemed_by",), "is deemed, but the event does not say how it was sent", mend, of=of)
    if words.run is not None:
        _check_run(names, entry, words, of)
    if words.by_age is not None:
        _check_by_age(names, entry, words.by_age, planned=words.planned, of=(*of, "by_age"))


def _check_run(names: Names, entry: Entry, words: EventDate, of: Loc) -> None:
    if not words.planned:
        names.tell(entry, ("run",), "works out a date that is not planned", "write planned = true beside it", of=of)
    measure = names.refer(entry, ("run",), "measure", words.run, "is the first day of", of=of)
    if measure is None or not measure.whole:
        return
    if measure.term.over != "unbroken run":
        what = f"is the first day of '{measure.id}', which is not over an unbroken run"
        names.tell(entry, ("run",), what, "name a measure that is", of=of)
    if measure.term.of not in (entry.id, None):
        what = f"is the first day of '{measure.id}', which adds up '{measure.term.of}'"
        names.tell(entry, ("run",), what, "name one that adds up this event", of=of)


def _check_by_age(names: Names, entry: Entry, by_age: ByAge, *, planned: bool, of: Loc) -> None:
    names.event(entry, ("born",), by_age.born, "is counted from", of=of)
    names.day_of_year(entry, ("day",), by_age.day, of=of)
    if not planned:
        names.tell(entry, (), "works out a date that is not planned", "write planned = true beside it", of=of)
    attributes = entry.term.attributes
    doing = "depends on the unknown attribute"
    if not names.among(entry, ("attribute",), attributes, by_age.attribute, doing, of=of):
        return
    attribute = attributes.get(by_age.attribute)
    if attribute is None:
        return
    if attribute.type != "choice":
        what = f"depends on '{by_age.attribute}', which is of type '{attribute.type}'"
        names.tell(entry, ("attribute",), what, "name a choice", of=of)
        return
    for value, age in by_age.ages.items():
        known = f"gives an age for the unknown value of '{by_age.attribute}'"
        names.among(entry, ("ages", value), attribute.values, value, known, of=of)
        if not 0 < age < 100:
            names.tell(entry, ("ages", value), f"gives the age {age}", "give whole years, such as 11", of=of)


def _check_replaces(names: Names, entry: Entry, event: Event) -> None:
    replaces = event.replaces
    assert replaces is not None
    of: Loc = ("replaces",)
    if entry.whole:
        due = ["on", *event.dates]
        known = names.among(entry, ("act",), event.attributes, replaces.act, "names the unknown attribute", of=of)
        if known and replaces.act in event.attributes and event.attributes[replaces.act].names != "act":
            what = f"takes the act from '{replaces.act}', which does not name acts"
            names.tell(entry, ("act",), what, f"add names = \"act\" to the attribute '{replaces.act}'", of=of)
        names.among(entry, ("due",), due, replaces.due, "takes the day from the unknown date", of=of)
        _check_acts(names, entry, event, replaces)
    if all(instrument.whole for instrument in names.all("instrument")):
        countings = {each.id for instrument in names.all("instrument") for each in instrument.term.counting}
        for key in ("counting", "offset_counting"):
            if (given := getattr(replaces, key)) is not None:
                names.among(entry, (key,), countings, given, "counts by the unknown counting", of=of)
    names.unrepeated(entry, ("processes",), replaces.processes, of=of)
    for i, process in enumerate(replaces.processes):
        names.refer(entry, ("processes", i), "process", process, "is about the acts of", of=of)
    for name, reference in replaces.measured_from.items():
        names.event(entry, ("measured_from", name), reference, "measures time from", of=of)
    for name, events in replaces.lost_by.items():
        doing = "loses the unknown day"
        names.among(entry, ("lost_by", name), replaces.measured_from, name, doing, of=of)
        for i, event_name in enumerate(events):
            names.event(entry, ("lost_by", name, i), event_name, "loses a day by", of=of)


def _check_acts(names: Names, entry: Entry, event: Event, replaces: Replaces) -> None:
    """An event that lists acts says how time before or after another day is counted, and from which days."""
    of: Loc = ("replaces",)
    lists = [name for name, attribute in event.attributes.items() if attribute.type == "directed_acts"]
    if replaces.acts is None:
        for key in ("offset_counting", "measured_from"):
            if getattr(replaces, key):
                mend = "write acts, or leave it out"
                names.tell(entry, (key,), f"has '{key}', but lists no acts", mend, of=of)
        return
    if not names.among(entry, ("acts",), lists, replaces.acts, "takes its acts from", of=of):
        return
    for key, mend in (
        ("offset_counting", 'write offset_counting = "..."'),
        ("measured_from", 'write measured_from.hearing = "hearing_listed.hearing"'),
    ):
        if not getattr(replaces, key):
            names.tell(entry, ("acts",), f"lists acts without '{key}'", mend, of=of)

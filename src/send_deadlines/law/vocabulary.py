"""The vocabulary of a rule file: instruments and how they count, actors, events, facts, exceptions, disputes."""

from __future__ import annotations

from dataclasses import field
from datetime import date, time
from typing import Literal

from send_deadlines.law.terms import named_tables, table, tables, term, words

Strength = Literal["statutory", "guidance", "directed", "good_practice"]
Confidence = Literal["text", "guidance", "secondary"]
ValueType = Literal["text", "choice", "number", "yes_no", "date"]
LastDay = Literal["stands", "next working day", "previous working day"]
SelectedBy = Literal["start", "due", "any overlap"]


@term
class InForce:
    """The days on which something is law, both included."""

    since: date
    """The first day it is in force."""
    until: date | None = None
    """The last day it is in force; left out while it still is."""
    selected_by: SelectedBy = "start"
    """Which of a deadline's dates decides whether this version governs it."""
    day_of: list[str] = words()
    """Events whose day decides in place of the start's: the first about the same thing, where one is recorded. With any
    overlap: whether it is on or before the last day in force, and the limit due on or after the first."""


@term
class Counting:
    """A named way of counting time that an instrument uses."""

    id: str
    """The name rules use, such as "ordinary" or "starting proceedings"."""
    working_day: str
    """Which definition of a working day applies; a name that the calendars know."""
    last_day: LastDay
    """What happens when the last day is not a working day."""
    left_out: list[str] = words()
    """Stretches of the year whose days are not counted at all."""
    ends_in: list[str] = words()
    """Stretches of the year that move only the end: a last day inside becomes the first working day after."""
    by_hour: time | None = None
    """The hour by which a thing must be done on its last day; left out: midnight."""
    provision: str
    """Where the instrument says so, or that it is silent."""
    confidence: Confidence
    """How well this is known."""
    doubts: list[str] = words()
    """What is not certain about it."""


@term
class Deemed:
    """When a document sent in one way counts as served."""

    method: str
    """The way of sending, as the event's `method` says it."""
    after: str | None = None
    """How long after sending it counts as served; left out: the same day."""
    counting: str
    """The instrument's way of counting that period."""
    provision: str
    """The provision, to the sub-paragraph."""


@term
class Instrument:
    """An Act, regulations, tribunal rules or guidance."""

    id: str
    """The name rule files use."""
    title: str
    """Its title."""
    citation: str
    """Its number, such as "SI 2014/1530"."""
    url: str
    """Where it can be read."""
    strength: Strength
    """What its time limits are: statutory, guidance, directed or good practice."""
    in_force: InForce = field(metadata={"of": InForce})
    """When it is in force."""
    counting: list[Counting] = tables(Counting)
    """Its ways of counting time."""
    deemed: list[Deemed] = tables(Deemed)
    """Its rules of deemed service."""
    checked: date
    """The day it was last checked."""
    confidence: Confidence
    """How it was read."""
    doubts: list[str] = words()
    """What is not certain about it."""


@term
class Process:
    """A statutory procedure; the part of a rule's id before the dot."""

    id: str
    """Its name."""
    title: str
    """Its title, as an officer would say it."""


@term
class Actor:
    """Somebody who must or may act."""

    id: str
    """The name rules use."""
    title: str
    """How sentences name it."""


@term
class TakenFrom:
    """How a date that is not recorded is taken from another event of the case."""

    event: str
    """The event: the last one on or before the `on` of this one."""
    within: str
    """How long before, at the most; an older one belongs to something else."""


@term
class ByAge:
    """How a planned date that is not recorded is worked out: the first such day of a year after a birthday."""

    born: str
    """The event that is the birth."""
    attribute: str
    """The attribute, a choice, on which the age depends."""
    ages: dict[str, int]
    """The age for each of its words; a word left out gives no date."""
    day: str
    """The day of the year: the first such day after the birthday at that age."""


@term
class EventDate:
    """One date an event carries besides `on`."""

    meaning: str
    """What happened, or is planned, on that day."""
    planned: bool = False
    """Whether it is known before it comes, as a hearing is; such a date is not hidden by `as_of`."""
    not_before: Literal["on"] | None = None
    """A date it cannot come before."""
    not_after: Literal["on"] | None = None
    """A date it cannot come after."""
    taken_from: TakenFrom | None = table(TakenFrom)
    """Where it is not recorded: an event whose day it is."""
    by_age: ByAge | None = table(ByAge)
    """Where it is not recorded: the age from which it can be worked out."""
    deemed_by: str | None = None
    """Where it is not recorded: the instrument whose rules of deemed service give it, from the event's `method`."""
    otherwise: Literal["on"] | None = None
    """Where it is neither recorded nor found: the day it is."""
    run: str | None = None
    """Where it is not recorded: the measure, over an unbroken run, whose first day it is."""


@term
class Attribute:
    """Something else an event carries, or a fact about the case."""

    type: ValueType
    """What kind of value it is."""
    meaning: str
    """What it says."""
    values: list[str] = words()
    """The words allowed, for a choice."""
    names: Literal["exception", "rule", "act", "calendar"] | None = None
    """What the value must be the name of."""
    required: bool = False
    """Whether the event says nothing without it."""
    shown_by: str | None = None
    """For yes or no, where it is not recorded: the event's date that shows a yes."""


@term
class Replaces:
    """How an event fixes the date of an act, in place of the usual one."""

    act: str
    """The attribute that names the act."""
    due: str
    """The date of the event by which the act must be done."""
    counting: str | None = None
    """The way of counting that says whether a last day that is not a working day moves."""


@term
class KindOf:
    """How one kind of an event is told from the others."""

    event: str
    """The event that a case records."""
    where: dict[str, list[str]]
    """The attributes it must carry, each with the values that will do."""


@term
class ShownBy:
    """How another event shows that this one happened on the same day, where it is not recorded by itself."""

    event: str
    """The event that shows it."""
    after: str
    """An event that must have come before: what is shown belongs to the last of them."""
    within: str
    """How long before, at the most."""
    unless: list[str] = words()
    """Events any of which, since then, leaves nothing to be shown; the event itself is always one."""


@term
class ShownAfter:
    """How a day that has gone shows that an event happened on the day after it, where it is not recorded."""

    event: str
    """The event that carries the day."""
    date: str
    """Which of its dates it is."""
    unless: list[str] = words()
    """Events about the same thing any of which, since, leaves nothing to be shown."""


@term
class TimeAfter:
    """Some time after another event."""

    after: str
    """The event."""
    period: str
    """How long after it; the corresponding day itself is after that time."""


@term
class Event:
    """Something that happens in a case, on a day. One name, however many rules use it."""

    id: str
    """Its name, understood without its process."""
    meaning: str
    """What happened."""
    on: str
    """What its `on` day is: happened, sent, received, served."""
    dates: dict[str, EventDate] = named_tables(EventDate)
    """The other dates it can carry."""
    about: str | None = None
    """What kind of thing it concerns when there can be several, such as "advice body"."""
    attributes: dict[str, Attribute] = named_tables(Attribute)
    """What else it can carry."""
    follows: list[str] = words()
    """Events one of which must come first, if any of them is recorded."""
    or_follows: list[str] = words()
    """Events that can stand in the place of those, where they come first; nothing is said where they come later."""
    comes_after: list[str] = words()
    """Events it cannot come before; nothing is said where none of them is recorded."""
    once_after: list[str] = words()
    """Events after each of which it can happen only once."""
    one_about: list[str] = words()
    """This and other events of which only one can be about one thing, since each is a thing of its own."""
    no_later: TimeAfter | None = table(TimeAfter)
    """How long after which event it can no longer happen."""
    no_sooner: TimeAfter | None = table(TimeAfter)
    """How long after which event it can first happen."""
    keeps_breaches: bool = False
    """Whether a limit that was missed before it, and that it ends, stays broken: a meeting held without notice."""
    replaces: Replaces | None = table(Replaces)
    """For a direction: which act's date it fixes."""
    shown_by: ShownBy | None = table(ShownBy)
    """Where it is not recorded: another event that shows it."""
    shown_after: ShownAfter | None = table(ShownAfter)
    """Where it is not recorded: the day that shows it once it has gone, as the last day of a spell shows its end."""
    kind_of: KindOf | None = table(KindOf)
    """For a kind of another event: which. A case records the other event; rules can name either."""


@term
class Fact:
    """Something true of the case as a whole, with no day of its own."""

    id: str
    """Its name."""
    type: ValueType
    """What kind of value it is."""
    meaning: str
    """What it says."""
    values: list[str] = words()
    """The words allowed, for a choice."""


@term
class AroundClosure:
    """A stretch of time round a long closure of a setting."""

    event: str
    """The event that records a closure, with `on` its first day and `until` its last."""
    calendars: list[str] = words()
    """The case's calendars in which closures are also looked for."""
    at_least: str
    """How long the closure must last without a break."""
    opens: str
    """How long before the first closed day the stretch begins."""
    ends: str
    """How long before the day of re-opening the stretch ends."""


@term
class FactTest:
    """The half of an exception that can be tested: exactly one of `spell`, `happened` and `recorded`."""

    spell: str | None = None
    """An event with `on` and `until`: it lasts."""
    at_least: str | None = None
    """How long the spell must last, without a break, inside the limit's own period; left out: it need only touch it."""
    happened: str | None = None
    """An event that falls in the limit's own period, or round a closure."""
    where: dict[str, list[str]] = field(default_factory=dict)
    """Attributes the event must carry, each with the values that will do."""
    around_closure: AroundClosure | None = table(AroundClosure)
    """The stretch in which the event must fall, in place of the limit's own period."""
    same_about: bool = False
    """Whether the event must concern the same thing as the deadline."""
    recorded: str | None = None
    """An event that need only be recorded, touching the limit's own period."""


@term
class Judgement:
    """The half of an exception that only the person bound can make, and must record."""

    event: str
    """The event that records it. Its attribute `exception` names the exception, `limit` the rule."""
    says: str
    """What it says, as it follows after "recorded": "that ..."."""


@term
class ExceptionTerm:
    """What lifts a limit: a fact and a judgement. It never adds days."""

    id: str
    """Its name."""
    title: str
    """Its name in a sentence."""
    fact: FactTest = field(metadata={"of": FactTest})
    """What must have happened."""
    judgement: Judgement = field(metadata={"of": Judgement})
    """What must have been decided because of it."""
    doubts: list[str] = words()
    """What is not certain about it."""


@term
class SpellDays:
    """How the school days of one spell are counted, in the school's own calendar."""

    first: str
    """The event's date on which the spell begins; `on`, where that is not recorded."""
    last: str
    """The event's date on which it ends."""
    half: str | None = None
    """An attribute, yes or no: where it is yes, each of its days counts as half a day, and none is part of a run."""
    stopped_by: list[str] = words()
    """Events about the same thing after whose day none of its days counts."""
    calendar: str | None = None
    """An attribute that names the calendar, where the spell was at another school than the case's own."""


@term
class Joined:
    """How terms are joined, for a school that has more of them in a school year than a number."""

    more_than: int
    """The number."""
    between: list[str] = words()
    """The days between which all is one term, such as "31 December", or "Easter Monday"."""


@term
class Measure:
    """A running total over the events of a case, or the whole years since one of them."""

    id: str
    """Its name."""
    title: str
    """What it measures, in a sentence."""
    sum: str | None = None
    """For a total: the number each event carries."""
    of: str | None = None
    """For a total: the events added up."""
    over: Literal["school term", "school year", "unbroken run", "everything"] | None = None
    """For a total: the stretch in which they are added up, the one that holds the starting event; or, where that is a
    spell, the one of those it touches in which the total is the highest."""
    days: SpellDays | None = table(SpellDays)
    """For a total of school days: how those of each event are counted. A number it carries stands for the whole of it,
    where its days are not known, or part of one is meant."""
    joined: Joined | None = table(Joined)
    """For a total over the school term: how terms are joined."""
    years_since: str | None = None
    """For an age, in place of a total: the first such event, whose whole years up to the starting event are counted."""
    unit: str
    """What the total is counted in."""


@term
class Reading:
    """One way of reading disputed words."""

    id: str
    """Its name."""
    says: str
    """What it says."""
    authority: str
    """Who reads it so."""
    cautious: bool = False
    """Whether it is the one that cannot give a date too late; exactly one is, and rules are written in it."""


@term
class Dispute:
    """Words of the law that bear two readings."""

    id: str
    """Its name; a council chooses a reading by it."""
    question: str
    """What is disputed."""
    readings: list[Reading] = tables(Reading)
    """The readings."""

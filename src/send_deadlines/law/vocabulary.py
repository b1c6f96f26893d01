"""The vocabulary of a rule file: instruments and how they count, actors, facts, exceptions, measures, disputes."""

from __future__ import annotations

from dataclasses import field
from datetime import date, time
from typing import Literal

from send_deadlines.law.event_terms import ValueType
from send_deadlines.law.terms import table, tables, term, words

Strength = Literal["statutory", "guidance", "directed", "usual", "good_practice"]
Confidence = Literal["text", "guidance", "secondary"]
LastDay = Literal["stands", "next working day", "previous working day"]
SelectedBy = Literal["start", "due", "any overlap"]
IsSchool = Literal["always", "sometimes", "where named"]


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
    """What its time limits are: statutory, guidance, directed, usual (what is mostly directed, and binds nobody
    until it is) or good practice."""
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
    is_school: IsSchool | None = None
    """Whether it is the child's own school, that is its head or those who govern it: always; sometimes, as its title
    then says; or where it is named, that is where what the event is about has the name of that school. Left out:
    never, or as `is_school_where` says."""
    is_school_where: dict[str, list[str]] = field(default_factory=dict)
    """Attributes of the event that started the clock, or facts of the case, each with the values that tell that it is
    the child's own school. Where one of them is recorded with another value, it is not; where it is not recorded,
    `is_school` says."""


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

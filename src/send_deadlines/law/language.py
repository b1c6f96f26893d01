"""The small language the law is written in: every word a rule file may use, and nothing else.

A rule file is TOML. Each class below is one kind of table in it and each field one key; the text under a field
says what the key means and becomes the description in the published JSON Schema. The classes are plain data:
they know no particular rule, do no counting, and import nothing heavy. :mod:`send_deadlines.law.check` decides
whether a file uses them rightly.

References to events are written ``"draft_plan_sent"`` (its ``on`` day) or ``"draft_plan_sent.served"`` (another
of its dates). Periods are written ``"20 weeks"``, days of the year ``"15 February"``, stretches of the year
``"1 August to 31 August"``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, ClassVar, Literal, TypeVar, dataclass_transform

Kind = Literal["limit", "right", "wait", "cap", "duty"]
Strength = Literal["statutory", "guidance", "directed", "good_practice"]
Confidence = Literal["text", "guidance", "secondary"]
ValueType = Literal["text", "choice", "number", "yes_no", "date"]
FirstDay = Literal["counted", "not counted"]
LastDay = Literal["stands", "next working day", "previous working day"]
Again = Literal["supersedes", "runs beside"]
LapseFrom = Literal["before any move", "after any move"]
SelectedBy = Literal["start", "due", "any overlap"]

T = TypeVar("T")


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def term(cls: type[T]) -> type[T]:
    """Make a class one kind of table: keyword-only, unchangeable, refusing keys it does not know."""
    made = dataclass(kw_only=True, frozen=True, slots=True)(cls)
    made.__pydantic_config__ = {"extra": "forbid", "use_attribute_docstrings": True}  # type: ignore[attr-defined]
    return made


def table(of: type[Any]) -> Any:
    """An optional table of the given kind."""
    return field(default=None, metadata={"of": of})


def tables(of: type[Any]) -> Any:
    """A list of tables of the given kind, empty when left out."""
    return field(default_factory=list, metadata={"of": of})


def named_tables(of: type[Any]) -> Any:
    """A table of named tables of the given kind, empty when left out."""
    return field(default_factory=dict, metadata={"of": of})


def words() -> Any:
    """A list of words, empty when left out."""
    return field(default_factory=list)


@term
class InForce:
    """The days on which something is law, both included."""

    since: date
    """The first day it is in force."""
    until: date | None = None
    """The last day it is in force; left out while it still is."""
    selected_by: SelectedBy = "start"
    """Which of a deadline's dates decides whether this version governs it."""


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
class EventDate:
    """One date an event carries besides `on`."""

    meaning: str
    """What happened, or is planned, on that day."""
    planned: bool = False
    """Whether it is known before it comes, as a hearing is; such a date is not hidden by `as_of`."""
    not_before: Literal["on"] | None = None
    """A date it cannot come before."""


@term
class Attribute:
    """Something else an event carries, or a fact about the case."""

    type: ValueType
    """What kind of value it is."""
    meaning: str
    """What it says."""
    values: list[str] = words()
    """The words allowed, for a choice."""
    names: Literal["exception", "rule", "act"] | None = None
    """What the value must be the name of."""


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
    replaces: Replaces | None = table(Replaces)
    """For a direction: which act's date it fixes."""


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
class Measure:
    """A running total over the events of a case."""

    id: str
    """Its name."""
    title: str
    """What it measures, in a sentence."""
    sum: str
    """The number each event carries."""
    of: str
    """The events added up."""
    over: Literal["school term", "school year", "everything"]
    """The stretch in which they are added up: the one that holds the starting event."""
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


@term
class DayOfYear:
    """A fixed day in the year of a date."""

    day: str
    """The day, such as "15 February"."""
    in_time: Literal["before", "on"]
    """Whether the day itself is still in time."""


@term
class Condition:
    """A test that must hold: one of `fact`, `attribute`, `measure`, `happened`, `not_happened`, and what it must be."""

    fact: str | None = None
    """A fact of the case."""
    attribute: str | None = None
    """An attribute of the event that started the clock."""
    measure: str | None = None
    """A measure, as at the event that started the clock."""
    happened: str | None = None
    """An event that has happened."""
    not_happened: str | None = None
    """An event that had not happened by the day the clock started."""
    equals: str | bool | None = None
    """The value it must have."""
    one_of: list[str] = words()
    """The values that will do."""
    over: float | None = None
    """More than this."""
    at_least: float | None = None
    """This or more."""
    under: float | None = None
    """Less than this."""
    at_most: float | None = None
    """This or less."""


@term
class Unless:
    """An exception a provision gives to its own limit."""

    exception: str
    """Its name."""
    provision: str
    """Where the provision gives it, to the sub-paragraph."""


@term
class Spell:
    """A stretch of a case between two of its events."""

    start: list[str]
    """The events that open it."""
    end: list[str]
    """The events that close it."""
    provision: str
    """The provision, to the sub-paragraph."""


@term
class Extension:
    """Notice that makes a period longer, given while it still runs."""

    event: str
    """The notice."""
    to: str
    """The whole length the period then has, from the same start."""
    provision: str
    """The provision, to the sub-paragraph."""


@term
class Revival:
    """What brings an ended deadline back, with its first date."""

    by: str
    """The event that does."""
    after: list[str]
    """The endings that it undoes; no other."""


@term
class Limb:
    """One of several dates of which the later or the earlier decides."""

    says: str
    """What it is, in a few words."""
    starts: list[str]
    """The events that start it."""
    within: str | None = None
    """A period forward."""
    before: str | None = None
    """A period back from a planned date."""
    first_day: FirstDay | None = None
    """Whether the day of the start is day 1."""
    clear_days: bool | None = None
    """For a period back: whether both end days are left out."""
    by: DayOfYear | None = table(DayOfYear)
    """A fixed day of the year."""
    same_day: bool = False
    """The day of the start itself."""
    day_before: bool = False
    """The day before the start."""
    if_missing: Literal["left out", "unknown"]
    """What follows while its start has not happened. A limb that can be left out counts only from a start that follows
    that of the rule; one that cannot may be older."""


@term
class AtMost:
    """What a cap allows."""

    measure: str
    """What is measured."""
    amount: float
    """The most there may be."""


@term
class Reworded:
    """The words of a rule that a reading or an amendment puts in place of its own."""

    within: str | None = None
    """See the rule."""
    before: str | None = None
    """See the rule."""
    first_day: FirstDay | None = None
    """See the rule."""
    clear_days: bool | None = None
    """See the rule."""
    by: DayOfYear | None = table(DayOfYear)
    """See the rule."""
    counting: str | None = None
    """See the rule."""


@term
class Example:
    """A case worked by hand from the words of the provision. Never a copy of what the engine said."""

    why: str
    """Which situation it shows."""
    rule: str | None = None
    """For an amendment's example: the rule it is about."""
    given: dict[str, Any]
    """The events: a date, a table with `on` and more, or a list of such tables."""
    facts: dict[str, Any] = field(default_factory=dict)
    """Facts of the case."""
    calendars: dict[str, str] = field(default_factory=dict)
    """The case's calendars, by the names of example calendars."""
    as_of: date | None = None
    """The day it is looked at; left out: the last day given that is not a planned one."""
    about: str | None = None
    """Which of several things the answer is about."""
    reading: str | None = None
    """The reading chosen; left out: the cautious one."""
    due: date | None = None
    """The date it must give."""
    due_from: date | None = None
    """The earliest date it can be, where the date is not known."""
    state: str | None = None
    """The state it must have."""
    no_deadline: bool = False
    """It must give no deadline at all."""


@term
class ExampleCalendar:
    """A school's dates, made up for examples."""

    id: str
    """Its name."""
    terms: list[dict[str, Any]]
    """Each with `name`, `first` and `last`."""
    half_terms: list[dict[str, Any]] = field(default_factory=list)
    """Each with `first` and `last`."""
    inset_days: list[date] = field(default_factory=list)
    """Days on which only staff come in."""
    closures: list[dict[str, Any]] = field(default_factory=list)
    """Each with `first` and `last`."""


@term
class Rule:
    """One time limit in the law."""

    id: str
    """Its name: the process, a dot, the act. Others' scripts use it, so it does not change."""
    kind: Kind
    """limit: must be done by. right: may be done until. wait: may not be done before. cap: no more than.
    duty: must be done, with no number."""
    who: str
    """The actor who must or may act."""
    must: str
    """What must, may or may not be done, in our own words, as it follows after "must", "may" or "may not"."""
    as_soon_as: str | None = None
    """The other half of a two-part duty, which no exception lifts, such as "as soon as practicable"."""
    instrument: str
    """The instrument."""
    provision: str
    """The provision, to the sub-paragraph."""
    url: str
    """Where the provision can be read."""
    in_force: InForce = field(metadata={"of": InForce})
    """When this version is law."""
    strength: Strength | None = None
    """Left out: the instrument's."""
    confidence: Confidence
    """text: the provision itself was read. guidance: official guidance was. secondary: somebody's summary was."""
    checked: date
    """The day it was last checked."""
    doubts: list[str] = words()
    """What is not certain, shown beside the date."""

    starts: list[str] = words()
    """The events that start the clock."""
    starts_when_lapsed: list[str] = words()
    """Rules whose last day, gone by unused, starts the clock."""
    lapse_from: LapseFrom | None = None
    """For a rule that starts when another lapses: whether it counts from that rule's last day before or after any move
    for a day that is not a working day. It must say."""
    again: Again | None = None
    """What a second start about the same thing does: it supersedes the first, or runs beside it."""
    within: str | None = None
    """A period forward from the start."""
    before: str | None = None
    """A period back from the start, which is then a planned date."""
    by: DayOfYear | None = table(DayOfYear)
    """A fixed day in the year of the start, which is then a planned date."""
    same_day: bool = False
    """The day of the start itself."""
    later_of: list[Limb] = tables(Limb)
    """Several dates, the first of which starts the rule; the latest decides."""
    earlier_of: list[Limb] = tables(Limb)
    """Several dates, the first of which starts the rule; the earliest decides."""
    first_day: FirstDay | None = None
    """Whether the day of the start is day 1. Every period forward must say."""
    clear_days: bool | None = None
    """For a period back: whether both end days are left out. Every period back must say."""
    counting: str = "ordinary"
    """The instrument's way of counting."""
    condition: list[Condition] = tables(Condition)
    """Tests that must all hold for the rule to bind."""

    done_by: list[str] = words()
    """The events that are the act."""
    implied_by: list[str] = words()
    """Events that show the act was done, but not when."""
    ended_by: list[str] = words()
    """Events after which the act is no longer required."""
    revived_by: list[Revival] = tables(Revival)
    """What brings an ended deadline back, with its first date."""
    binds: Literal["always", "only if done"] = "always"
    """only if done: the provision limits when the act may be done, and does not require it."""
    guards: list[str] = words()
    """For a wait: the acts that may not be done before it ends."""
    held_open_by: list[Spell] = tables(Spell)
    """For a wait: stretches during which it cannot end."""
    unless: list[Unless] = tables(Unless)
    """The exceptions the provision gives to this limit. No others apply."""
    extended_by: list[Extension] = tables(Extension)
    """Notices that make the period longer."""
    paused_by: list[Spell] = tables(Spell)
    """Stretches whose days, both ends included, are not counted."""
    at_most: AtMost | None = table(AtMost)
    """For a cap: what it allows."""
    act: str | None = None
    """The act, where several limits run to it (the earliest governs) or a direction can name it."""
    readings: dict[str, dict[str, Reworded]] = field(default_factory=dict)
    """For disputed words: the dispute, then each reading that is not the cautious one, with its own words."""
    example: list[Example] = tables(Example)
    """At least three."""


@term
class Change:
    """What an amendment does to named rules."""

    rules: list[str]
    """The rules changed."""
    provision: str
    """Where the amending instrument does it, and what it inserts."""
    unless: list[Unless] = tables(Unless)
    """Exceptions it adds."""
    replace: Reworded | None = table(Reworded)
    """Words it puts in place of the rule's own."""
    adds: str | None = None
    """A period it adds to the rule's own."""


@term
class Amendment:
    """A dated instrument that changes named rules while it is in force."""

    id: str
    """Its name."""
    title: str
    """Its title."""
    instrument: str
    """The amending instrument."""
    in_force: InForce = field(metadata={"of": InForce})
    """When the change is law, and which of a deadline's dates selects it."""
    change: list[Change] = tables(Change)
    """The changes."""
    confidence: Confidence
    """How well it is known."""
    checked: date
    """The day it was last checked."""
    doubts: list[str] = words()
    """What is not certain."""
    example: list[Example] = tables(Example)
    """Worked by hand; each names its rule."""


@term
class NotExpressed:
    """A provision that the language cannot say, and why. It is never approximated."""

    provision: str
    """The provision."""
    instrument: str
    """The instrument."""
    about: str
    """What it is about."""
    reason: str
    """Why it is not a rule."""


@term
class RuleFile:
    """A rule file: any of these tables, in any order."""

    process: list[Process] = tables(Process)
    """Procedures."""
    instrument: list[Instrument] = tables(Instrument)
    """Instruments."""
    actor: list[Actor] = tables(Actor)
    """Who acts."""
    event: list[Event] = tables(Event)
    """The vocabulary of events."""
    fact: list[Fact] = tables(Fact)
    """The vocabulary of facts."""
    exception: list[ExceptionTerm] = tables(ExceptionTerm)
    """The exceptions."""
    measure: list[Measure] = tables(Measure)
    """The measures."""
    dispute: list[Dispute] = tables(Dispute)
    """Disputed words."""
    rule: list[Rule] = tables(Rule)
    """The rules."""
    amendment: list[Amendment] = tables(Amendment)
    """Dated changes."""
    not_expressed: list[NotExpressed] = tables(NotExpressed)
    """What could not be said."""
    example_calendar: list[ExampleCalendar] = tables(ExampleCalendar)
    """School dates made up for examples."""

    SECTIONS: ClassVar[tuple[str, ...]] = (
        "process", "instrument", "actor", "event", "fact", "exception", "measure", "dispute", "rule", "amendment",
        "not_expressed", "example_calendar",
    )  # fmt: skip

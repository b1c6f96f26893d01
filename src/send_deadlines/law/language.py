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

from dataclasses import field
from datetime import date
from typing import Any, ClassVar, Literal

from send_deadlines.law.course_terms import Course
from send_deadlines.law.event_terms import Event
from send_deadlines.law.terms import table, tables, term, words
from send_deadlines.law.vocabulary import (
    Actor,
    Confidence,
    Dispute,
    ExceptionTerm,
    Fact,
    InForce,
    Instrument,
    Measure,
    Process,
    Strength,
)

Kind = Literal["limit", "right", "wait", "cap", "duty"]
FirstDay = Literal["counted", "not counted"]
Again = Literal["supersedes", "moves", "runs beside"]
LapseFrom = Literal["before any move", "after any move"]


@term
class DayOfYear:
    """A fixed day in the year of a date."""

    day: str
    """The day, such as "15 February"."""
    in_time: Literal["before", "on"]
    """Whether the day itself is still in time."""
    which: Literal["in the year", "on or after"] = "in the year"
    """Which such day: the one in the calendar year of the start, or the first on or after the start."""


@term
class Condition:
    """A test that must hold: one of `fact`, `attribute`, `measure`, `happened`, `not_happened`, `not_happened_before`;
    and what it must be."""

    fact: str | None = None
    """A fact of the case."""
    attribute: str | None = None
    """An attribute of the event that started the clock, or of the one that `of` names."""
    of: str | None = None
    """For an attribute: the event that carries it, the last about the same thing."""
    measure: str | None = None
    """A measure, as at the event that started the clock."""
    happened: str | None = None
    """An event that has happened."""
    not_happened: str | None = None
    """An event that had not happened by the day the clock started."""
    not_happened_before: str | None = None
    """An event that had not happened before the day the clock started; on that day it may have."""
    started_by: list[str] = words()
    """The test is made only where one of these events started the clock; left out: whichever did."""
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
    last_day: Literal["the day it closes", "the day before"] = "the day it closes"
    """For what holds a wait open: whether it lasts until the end of the day on which it closes."""
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
    once_past: Literal["stands", "not known"] = "stands"
    """What becomes of the first date where it had not gone when the deadline was ended, and has gone when it is brought
    back: it stands, or it is not known how much time is left."""


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

    starts: list[str] = words()
    """For a reading: see the rule."""
    done_by: list[str] = words()
    """For a reading: see the rule."""

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
class Where:
    """The same limit as it stands elsewhere, for one kind of case: another provision of the instrument, to the same
    effect."""

    fact: str
    """The fact that tells the kind."""
    equals: str
    """What it must be."""
    provision: str
    """The provision, to the sub-paragraph."""
    url: str
    """Where it can be read."""
    who: str | None = None
    """Who must or may act, if that differs."""


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
    asks_of_school: str | None = None
    """What it asks of the child's own school by its day, though somebody else is bound, or may be; as it follows after
    "asked to". Left out: nothing, unless the actor is the school."""
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
    """What a second start about the same thing does: it supersedes the first; or moves its date, so that what was done
    before still counts; or runs beside it."""
    within: str | None = None
    """A period forward from the start."""
    before: str | None = None
    """A period back from the start, which is then a planned date."""
    by: DayOfYear | None = table(DayOfYear)
    """A fixed day in the year of the start, which is then a planned date."""
    same_day: bool = False
    """The day of the start itself."""
    as_directed: bool = False
    """There is no usual date: a direction that names the act starts the rule, and fixes its date."""
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
    spares: list[str] = words()
    """For a wait: limits to the same acts that it does not hold back, because what commands them is above it."""
    held_open_by: list[Spell] = tables(Spell)
    """For a wait: stretches during which it cannot end."""
    unless: list[Unless] = tables(Unless)
    """The exceptions the provision gives to this limit. No others apply."""
    time_for: list[str] = words()
    """For a limit that ends a chain of steps: the rules that lead to it, the last first. From its last day are counted
    back the latest days on which each of them can start, if each is to have the whole of its time."""
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
    where: list[Where] = tables(Where)
    """The same limit for each kind of case, where each has a provision of its own. `provision` then names them all."""
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
    extended_by: list[Extension] = tables(Extension)
    """Notices that make the period longer."""
    as_soon_as: str | None = None
    """The duty that stays where an exception it adds lifts the limit, in place of the rule's own."""
    where_decides: str | None = None
    """For a rule of several dates: the change is made only where this one, by what it `says`, decides."""


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
    process: str | None = None
    """The procedure it belongs to; left out: several."""
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
    course: list[Course] = tables(Course)
    """The events of procedures in their order."""
    example_calendar: list[ExampleCalendar] = tables(ExampleCalendar)
    """School dates made up for examples."""

    SECTIONS: ClassVar[tuple[str, ...]] = (
        "process", "instrument", "actor", "event", "fact", "exception", "measure", "dispute", "rule", "amendment",
        "not_expressed", "course", "example_calendar",
    )  # fmt: skip

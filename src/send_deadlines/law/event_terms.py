"""What a rule file says of events: their dates, what else they carry, in which order they come, what shows them."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from send_deadlines.law.terms import named_tables, table, term, words

ValueType = Literal["text", "choice", "number", "yes_no", "date", "directed_acts"]


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
    """How an event fixes the dates of acts, in place of the usual ones."""

    act: str
    """The attribute that names the act."""
    due: str
    """The date of the event by which the act must be done."""
    acts: str | None = None
    """The attribute that holds any number of acts, each with its day, or so much time before or after another day."""
    processes: list[str] = words()
    """The processes whose acts it can be about; the acts of all of them, where none is named."""
    counting: str | None = None
    """The way of counting that says whether a day it fixes, and that is not a working day, moves."""
    offset_counting: str | None = None
    """The way of counting of so much time before or after another day."""
    measured_from: dict[str, str] = field(default_factory=dict)
    """The other days from which it can count time, by the names a case gives them."""
    lost_by: dict[str, list[str]] = field(default_factory=dict)
    """For such a day: the events by which it is lost, until it is given anew."""


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
class TooLate:
    """When something can no longer happen."""

    after: list[str] = words()
    """Events about the same thing, once one of which has come it can happen no more."""
    unless: list[str] = words()
    """Events about the same thing any of which, since then, makes it possible again."""


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
    expected_after: list[str] = words()
    """For an act that another can take the place of, such as the draft of one road or of another: the events after
    which it is this one. Where a limit could wait for several, the latest day is given for the one whose events came
    last."""
    once_after: list[str] = words()
    """Events after each of which it can happen only once."""
    one_about: list[str] = words()
    """This and other events of which only one can be about one thing, since each is a thing of its own."""
    too_late: TooLate | None = table(TooLate)
    """After which events it can no longer happen."""
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

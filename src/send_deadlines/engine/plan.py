"""A rule made ready to run: names resolved, periods read, ways of counting built."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from send_deadlines.calendars import (
    Counting,
    DayCalendar,
    Days,
    Months,
    Period,
    SchoolDays,
    Weeks,
    Years,
    parse_period,
    parse_window,
    working_day_calendar,
)
from send_deadlines.engine.exceptions import ExceptionPlan
from send_deadlines.law.library import Data, Law

__all__ = ["FAR", "AmendedPlan", "Limb", "Plan", "Ref", "Time", "counting_of", "split"]

FAR = 10**9
"""Later than any day: the end of what has none."""

Ref = tuple[str, str, bool]
"""An event, one of its dates, and whether it must be about the same thing as the deadline."""


def split(text: str) -> tuple[str, str]:
    """Read a reference: ``"draft_plan_sent.served"`` is the event and the date, which is ``on`` if not said."""
    event, _, key = text.partition(".")
    return event, key or "on"


def ordinal(text: str | date | None, default: int) -> int:
    if text is None:
        return default
    return (text if isinstance(text, date) else date.fromisoformat(text)).toordinal()


class Time:
    """How one date is counted: the words of a rule, a limb, a reading or an amendment."""

    __slots__ = (
        "clear", "counting", "day", "first_counted", "in_time", "mode", "month", "next_such", "open_days", "period",
        "quick", "quick_months", "way",
    )  # fmt: skip

    def __init__(self, words: Data, counting: Counting, way: Data) -> None:
        self.counting = counting
        self.way = way
        self.period: Period | None = None
        self.first_counted = words.get("first_day") == "counted"
        self.clear = bool(words.get("clear_days"))
        self.month = self.day = 0
        self.in_time = ""
        self.next_such = False
        """Whether a fixed day is the first on or after the start, not the one in its year."""
        self.quick: int | None = None
        """Days to add to the start, where nothing can be left out."""
        self.quick_months: int | None = None
        """Months to add to it, likewise."""
        self.open_days: DayCalendar | None = None
        """Where an end can move: the days on which it does not."""
        if words.get("within"):
            self.mode = "within"
            self.period = parse_period(words["within"])
            plain = not counting.left_out
            if plain and (counting.last_day != "stands" or counting.ends_in):
                self.open_days = working_day_calendar(counting.working_days)
            if plain and isinstance(self.period, Days | Weeks):
                days = self.period.n * (7 if isinstance(self.period, Weeks) else 1)
                self.quick = days - 1 if self.first_counted else days
            elif plain and isinstance(self.period, Months | Years):
                self.quick_months = self.period.n * (12 if isinstance(self.period, Years) else 1)
        elif words.get("before"):
            self.mode = "before"
            self.period = parse_period(words["before"])
        elif words.get("by"):
            self.mode = "by"
            day = words["by"]["day"]
            self.month, self.day = parse_window(f"{day} to {day}").first
            self.in_time = words["by"]["in_time"]
            self.next_such = words["by"].get("which") == "on or after"
        elif words.get("same_day"):
            self.mode = "same day"
        elif words.get("day_before"):
            self.mode = "day before"
        else:
            self.mode = "none"

    @property
    def needs_school(self) -> bool:
        """Whether it is counted in school days."""
        return isinstance(self.period, SchoolDays)


class Limb:
    """One of several dates of which the later or the earlier decides."""

    __slots__ = ("events", "if_missing", "says", "starts", "time")

    def __init__(self, data: Data, time: Time) -> None:
        self.says: str = data["says"]
        self.starts = [split(text) for text in data["starts"]]
        self.events = frozenset(event for event, _ in self.starts)
        self.if_missing: str = data["if_missing"]
        self.time = time


class AmendedPlan:
    """What one amendment does to one rule."""

    __slots__ = (
        "adds", "amendment", "change", "day_of", "extended", "selected_by", "since", "time", "unless", "until"
    )  # fmt: skip

    def __init__(
        self,
        amendment: Data,
        change: Data,
        time: Time | None,
        unless: list[ExceptionPlan],
        day_of: list[Ref],
        extended: list[tuple[list[Ref], Data, Time]],
    ) -> None:
        self.amendment = amendment
        self.change = change
        self.time = time
        self.adds = parse_period(change["adds"]) if change.get("adds") else None
        self.unless = unless
        self.day_of = day_of
        self.extended = extended
        """Notices that make the period longer, each with the longer one."""
        self.since = ordinal(amendment["in_force"]["since"], 0)
        self.until = ordinal(amendment["in_force"].get("until"), FAR)
        self.selected_by: str = amendment["in_force"].get("selected_by", "start")


_NAMING = ("happened", "not_happened", "not_happened_before", "of")
"""The words of a condition that name an event."""


class Plan:
    """A rule made ready to run."""

    __slots__ = (
        "about_kind", "act", "amendments", "as_directed", "at_most", "binds_only_if_done", "conditions", "dated_acts",
        "day_of", "dispute", "done", "done_events", "doubts", "ended", "ended_events", "exception_events", "extended",
        "guards", "has_date", "held_open", "id", "implied", "in_force", "instrument", "is_quick", "kind", "law",
        "limbs", "looks_in_calendars", "moves", "needs_school", "order", "original", "paused", "reading", "readings",
        "rereads_events", "revived", "revived_events", "rule", "spares", "starts", "starts_when_lapsed", "strength",
        "supersedes", "takes_later", "time", "touching", "undated", "unless", "where",
    )  # fmt: skip

    def __init__(self, law: Law, rule: Data, order: int, original: Plan | None = None, reading: str = "") -> None:
        instrument = law.instruments[rule["instrument"]]
        ways = {way["id"]: way for way in instrument["counting"]}

        def make(words: Data) -> Time:
            way = ways[words.get("counting") or rule.get("counting", "ordinary")]
            return Time(words, counting_of(way), way)

        self.law = law
        self.rule = rule
        self.order = order
        self.id: str = rule["id"]
        self.kind: str = rule["kind"]
        self.instrument = instrument
        self.strength = law.strength(rule)
        self.act: str | None = rule.get("act")
        self.as_directed = bool(rule.get("as_directed"))
        """Whether only a direction can start it."""
        self.moves = rule.get("again") == "moves"
        self.supersedes = self.moves or rule.get("again") == "supersedes"
        self.binds_only_if_done = rule.get("binds") == "only if done"
        force = rule["in_force"]
        self.in_force = ordinal(force["since"], 0), ordinal(force.get("until"), FAR), force.get("selected_by", "start")
        self.time = make(rule)
        limbs = rule.get("later_of") or rule.get("earlier_of") or []
        self.limbs = [Limb(limb, make(limb)) for limb in limbs]
        self.takes_later = not rule.get("earlier_of")
        self.starts = self.limbs[0].starts if self.limbs else [split(text) for text in rule.get("starts", [])]
        self.starts_when_lapsed: list[str] = rule.get("starts_when_lapsed", [])
        self.about_kind = _about_kind(law, rule)
        self.day_of = self.refs(force.get("day_of", []))
        """The events whose day, in place of the start's, decides whether this version governs."""
        self.conditions = [
            (words, self.refs([each for key in _NAMING if (each := words.get(key))]))
            for words in rule.get("condition", [])
        ]
        """The tests that must hold, each with the event that must have happened, or not, or that carries what is
        tested."""
        self.done = self.refs(rule.get("done_by", []))
        self.dated_acts = [ref for ref in self.done if ref[1] != "on"]
        """The acts whose day is another than that of their event, such as when a document counts as served."""
        self.implied = self.refs(rule.get("implied_by", []))
        self.ended = self.refs(rule.get("ended_by", []))
        self.revived = [(self.refs([each["by"]])[0], frozenset(each["after"])) for each in rule.get("revived_by", [])]
        """What brings it back, each with the endings it undoes."""
        self.undated = frozenset(
            each["by"] for each in rule.get("revived_by", []) if each.get("once_past") == "not known"
        )
        """What brings it back without its first date, where that has gone meanwhile."""
        self.guards = self.refs(rule.get("guards", []))
        self.spares = frozenset(rule.get("spares", ()))
        self.held_open = self._spells(rule.get("held_open_by", []))
        self.paused = self._spells(rule.get("paused_by", []))

        def longer(words: Data) -> list[tuple[list[Ref], Data, Time]]:
            return [
                (self.refs([each["event"]]), each, make({**rule, "within": each["to"]}))
                for each in words.get("extended_by", [])
            ]

        self.extended = longer(rule)
        self.unless = _exceptions(law, rule)
        self.at_most: Data | None = rule.get("at_most")
        self.dispute: str | None
        self.dispute, readings = next(iter(rule.get("readings", {}).items()), (None, {}))
        self.original = original or self
        """The rule in the cautious reading, in which it is written."""
        self.reading = reading or _cautious(law, self.dispute)
        """The reading of the dispute in which it is made."""
        self.readings: dict[str, Plan] = {}
        """The rule as each reading has it."""
        if original is None and self.dispute is not None:
            others = {name: Plan(law, {**rule, **words}, order, self, name) for name, words in readings.items()}
            self.readings = {self.reading: self, **others}
        self.where: dict[str, Plan] = {}
        """The rule as it stands for each kind of case that has been met."""
        self.rereads_events = any("starts" in words or "done_by" in words for words in readings.values())
        """Whether a reading has other starts, or another act."""
        self.amendments = [
            AmendedPlan(
                amendment,
                change,
                make({**rule, **change["replace"]}) if change.get("replace") else None,
                _exceptions(law, change, ordinal(amendment["in_force"]["since"], 0)),
                self.refs(amendment["in_force"].get("day_of", [])),
                longer(change),
            )
            for amendment in law.amendments
            for change in amendment["change"]
            if rule["id"] in change["rules"]
        ]
        self.doubts: tuple[str, ...] = tuple(rule.get("doubts", ()))
        self.needs_school = any(time.needs_school for time in (self.time, *(limb.time for limb in self.limbs)))
        """Whether a date of it is counted in school days."""
        self.has_date = self.time.mode != "none" or bool(self.limbs) or self.as_directed
        quick = self.time.quick is not None or self.time.quick_months is not None
        self.is_quick = quick and not (self.limbs or self.paused or self.extended)
        """Whether a plain number of days or months from the start decides the date, if no amendment governs."""
        self.done_events = frozenset(event for event, _, _ in self.done)
        self.revived_events = frozenset(ref[0] for ref, _ in self.revived)
        self.ended_events = frozenset(event for event, _, _ in self.ended)
        every = [*self.unless, *(each for amended in self.amendments for each in amended.unless)]
        self.exception_events = frozenset[str]().union(*(each.events for each in every))
        self.touching = self.done_events | self.ended_events | self.exception_events
        """Every event that can change where a deadline of it stands."""
        self.looks_in_calendars = any(each.looks_in_calendars for each in every)

    def for_case(self, facts: Mapping[str, Any]) -> Plan:
        """The rule as it stands for the kind of case that a fact tells; itself where none does."""
        for each in self.rule.get("where", ()):
            value = each["equals"]
            if facts.get(each["fact"]) == value:
                if value not in self.where:
                    own = {key: each[key] for key in ("provision", "url", "who") if key in each}
                    self.where[value] = Plan(self.law, {**self.rule, **own, "where": []}, self.order)
                return self.where[value]
        return self

    def _spells(self, given: list[Data]) -> list[tuple[list[Ref], list[Ref], Data]]:
        return [(self.refs(each["start"]), self.refs(each["end"]), each) for each in given]

    @property
    def working_days(self) -> DayCalendar:
        """The working days by which ``act_by`` is found."""
        return working_day_calendar(self.time.counting.working_days)

    def refs(self, texts: list[str]) -> list[Ref]:
        """Read references to events, noting which must be about the same thing as the deadline."""
        found = []
        for text in texts:
            event, key = split(text)
            kind = _about_of(self.law, event)
            found.append((event, key, kind is not None and kind == self.about_kind))
        return found


def _cautious(law: Law, dispute: str | None) -> str:
    """The cautious reading of a dispute, if there is one."""
    readings = law.disputes[dispute]["readings"] if dispute is not None else []
    return next((str(each["id"]) for each in readings if each.get("cautious")), "")


def _about_of(law: Law, event: str) -> str | None:
    """The kind of thing an event can be about."""
    about: str | None = law.events[law.recorded(event)].get("about")
    return about


def _about_kind(law: Law, rule: Data) -> str | None:
    """The kind of thing a rule's deadlines are about: that of its starts, or of the rules whose lapse starts it; or of
    the directions that can name its act, if only they start it."""
    limbs = rule.get("later_of") or rule.get("earlier_of") or []
    starts = limbs[0]["starts"] if limbs else rule.get("starts", [])
    kinds = {_about_of(law, split(text)[0]) for text in starts}
    if rule.get("as_directed"):
        kinds |= {event.get("about") for event in law.events.values() if event.get("replaces")}
    kinds |= {_about_kind(law, each) for each in law.rules if each["id"] in rule.get("starts_when_lapsed", [])}
    kinds.discard(None)
    return kinds.pop() if len(kinds) == 1 else None


def _exceptions(law: Law, words: Data, since: int = 0) -> list[ExceptionPlan]:
    given = words.get("unless", [])
    return [ExceptionPlan(law.exceptions[each["exception"]], each["provision"], since) for each in given]


def counting_of(way: Data) -> Counting:
    """Build an instrument's way of counting."""
    hour = way.get("by_hour")
    return Counting(
        name=way["id"],
        working_days=way["working_day"],
        last_day=way["last_day"],
        left_out=tuple(parse_window(text) for text in way.get("left_out", [])),
        ends_in=tuple(parse_window(text) for text in way.get("ends_in", [])),
        by_hour=time.fromisoformat(hour) if isinstance(hour, str) else hour,
    )

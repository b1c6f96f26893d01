"""Cross-checks of courses: every step falls on a day that a rule gives, and that something before it has started."""

from __future__ import annotations

from typing import Any

from send_deadlines.errors import did_you_mean
from send_deadlines.law.course_terms import Course, CourseExample, CourseStart, CourseStep
from send_deadlines.law.cross_examples import check_surroundings, check_value
from send_deadlines.law.grammar import UNKNOWN, Entry, Loc
from send_deadlines.law.language import Rule
from send_deadlines.law.names import Names

__all__ = ["check_course", "check_course_example"]

_WAYS = ("by", "in_time_for", "not_before", "same_day_as")
_DOING = {"by": "falls by", "in_time_for": "is in time for", "not_before": "is not before"}


def check_course(names: Names, entry: Entry) -> None:
    """Everything about one course but its examples."""
    course: Course = entry.term
    names.refer(entry, ("process",), "process", course.process, "belongs to")
    if entry.whole and not course.step:
        names.tell(entry, (), "has no step", "begin each one with [[course.step]]")
    start = _start(names, entry, course.start)
    before = [start]
    known = start in names.section("event")  # what comes after an unknown event cannot be judged
    for i, step in enumerate(course.step):
        of: Loc = ("step", i)
        known = names.refer(entry, ("event",), "event", step.event, "is", of=of) is not None and known
        if step.event in before and step.event != UNKNOWN:
            what = f"is '{step.event}', which is in the course already"
            names.tell(entry, ("event",), what, "leave one out", of=of)
        _carried(names, entry, step, [*before, step.event], of)
        if entry.whole and known:
            _day(names, entry, step, before, of)
        before.append(step.event)


def _start(names: Names, entry: Entry, start: CourseStart) -> str:
    """The name of the event a course starts with."""
    of: Loc = ("start",)
    name, _, day = start.event.partition(".")
    event = names.event(entry, ("event",), start.event, "is", of=of)
    if event is not None and event.whole and day in event.term.dates and not event.term.dates[day].planned:
        what = f"is '{name}' by its '{day}' day, which is not planned"
        names.tell(entry, ("event",), what, f'write event = "{name}"', of=of)
    _carried(names, entry, start, [name], of, event=name)
    return name


def _carried(
    names: Names, entry: Entry, step: CourseStart | CourseStep, known: list[str], of: Loc, event: str | None = None
) -> None:
    """The dates and attributes of a step are those of its event, and each date is the day of one that has come."""
    own = event or step.event
    found = names.section("event").get(own)
    if not found or not found[-1].whole:
        return
    term = found[-1].term
    if term.kind_of is not None:
        what = f"is '{own}', a kind of '{term.kind_of.event}'"
        names.tell(
            entry, ("event",), what, "name the event that a case records, with the attributes that tell it", of=of
        )
        return
    for key, whose in step.dates.items():
        doing = f"gives the event '{own}' the unknown date"
        if names.among(entry, ("dates", key), term.dates, key, doing, of=of) and whose not in known:
            what = f"gives '{key}' the day of '{whose}', which does not come before it"
            names.tell(entry, ("dates", key), what, did_you_mean(whose, known), of=of)
    for key, value in step.attributes.items():
        if names.among(entry, ("attributes", key), term.attributes, key, f"gives the event '{own}' the unknown", of=of):
            thing = f"'{key}' of the event '{own}'"
            check_value(names, entry, ("attributes", key), thing, term.attributes[key], value, of)
    if step.about is not None and term.about is None:
        what = f"gives the event '{own}' an 'about', but it concerns nothing in particular"
        names.tell(entry, ("about",), what, "leave it out", of=of)
    if own in step.dates.values() and step.assuming is None:
        key = next(key for key, whose in step.dates.items() if whose == own)
        what = f"gives '{key}' the day of the event itself and does not say that this is taken for granted"
        names.tell(entry, ("dates", key), what, 'write assuming = "It is served on the day it is sent."', of=of)


def _day(names: Names, entry: Entry, step: CourseStep, before: list[str], of: Loc) -> None:
    """A step falls on one day, which something before it gives."""
    given = [key for key in _WAYS if getattr(step, key) is not None]
    if len(given) != 1:
        what = f"has both '{given[0]}' and '{given[1]}'" if given else "does not say on which day it falls"
        mend = "give exactly one of by, in_time_for, not_before and same_day_as"
        names.tell(entry, (given[1],) if given else (), what, mend, of=of)
        return
    way, name = given[0], str(getattr(step, given[0]))
    if way == "same_day_as":
        if name not in before:
            what = f"is on the same day as '{name}', which does not come before it"
            names.tell(entry, (way,), what, did_you_mean(name, before), of=of)
        if step.assuming is None:
            what = "is on the same day as another and does not say that this is taken for granted"
            names.tell(entry, (way,), what, 'write assuming = "..."', of=of)
        return
    if names.refer(entry, (way,), "rule", name, _DOING[way], of=of) is None:
        return
    versions = [each.term for each in names.section("rule")[name] if each.whole]
    if versions and _fits(names, entry, step, way, versions, of):
        starts = _starts(names, versions)
        if starts.isdisjoint(_recorded(names, event) for event in before):
            what = f"{_DOING[way]} the rule '{name}', which nothing before it starts"
            mend = f"it starts with {' or '.join(sorted(starts))}" if starts else "only a direction starts it"
            names.tell(entry, (way,), what, mend, of=of)


def _fits(names: Names, entry: Entry, step: CourseStep, way: str, versions: list[Rule], of: Loc) -> bool:
    """Whether a rule can give a step its day in this way; if not, that is told."""
    rule = versions[-1]
    kinds = {"by": ("limit", "right"), "in_time_for": ("limit",), "not_before": ("wait",)}[way]
    if rule.kind not in kinds:
        what = f"{_DOING[way]} the rule '{rule.id}', which is a {rule.kind}"
        names.tell(entry, (way,), what, f"name a {' or a '.join(kinds)}", of=of)
        return False
    event = _recorded(names, step.event)
    acts = {_recorded(names, each) for one in versions for each in (one.guards if way == "not_before" else one.done_by)}
    if way == "in_time_for":
        leading = [
            each.term
            for each in names.all("rule")
            if each.whole
            and (
                each.id in rule.time_for
                or (each.term.kind == "wait" and any(_recorded(names, act) in acts for act in each.term.guards))
            )
        ]
        fits = any(event in _starts(names, [each]) for each in leading)
        what = f"is in time for the rule '{rule.id}', to which '{step.event}' does not lead"
        mend = "name a limit whose act must wait for what it starts, or that leaves time for it"
    else:
        fits = event in acts
        verb = "does not forbid" if way == "not_before" else "is not done by"
        what = f"{_DOING[way]} the rule '{rule.id}', which {verb} '{step.event}'"
        mend = did_you_mean(event, acts)
    if not fits:
        names.tell(entry, (way,), what, mend, of=of)
    return fits


def _starts(names: Names, versions: list[Rule], seen: tuple[str, ...] = ()) -> set[str]:
    """The events that start a rule, or a rule whose lapse does."""
    found: set[str] = set()
    for rule in versions:
        texts = [*rule.starts, *(text for limb in (rule.later_of or rule.earlier_of)[:1] for text in limb.starts)]
        texts += [text for reworded in rule.readings.values() for each in reworded.values() for text in each.starts]
        found.update(_recorded(names, text) for text in texts)
        for name in rule.starts_when_lapsed:
            others = [each.term for each in names.section("rule").get(name, ()) if each.whole]
            if name not in seen:
                found |= _starts(names, others, (*seen, name))
    return found


def _recorded(names: Names, reference: str) -> str:
    """The event a case records, of a reference to it or to a kind of it."""
    name = reference.partition(".")[0]
    found = names.section("event").get(name)
    return names.recorded(found[-1]).id if found and found[-1].whole else name


def check_course_example(names: Names, entry: Entry, index: int) -> None:
    """One example of a course says the day of every step, or that it cannot be known."""
    course: Course = entry.term
    example: CourseExample = course.example[index]
    of: Loc = ("example", index)
    check_surroundings(names, entry, example, of)
    for rule in example.beside:
        names.refer(entry, ("beside", rule), "rule", rule, "gives", of=of)
    if not entry.whole:
        return
    steps = [step.event for step in course.step]
    said: list[tuple[str, Any]] = [("days", name) for name in example.days]
    said += [("not_known", name) for name in example.not_known]
    for key, name in said:
        names.among(entry, (key,), steps, name, "gives a day to the unknown step", of=of)
    for name in steps:
        times = [each for _, each in said].count(name)
        if times != 1 and name != UNKNOWN:
            what = f"says twice what becomes of '{name}'" if times else f"does not say the day of '{name}'"
            names.tell(entry, ("days",), what, "give it in 'days' or, if it cannot be known, in 'not_known'", of=of)

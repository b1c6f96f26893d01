"""Run the examples written beside the rules, and say where one disagrees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from send_deadlines.calendars import SchoolCalendar
from send_deadlines.case import Case, Event, as_day
from send_deadlines.engine.courses import plan_from
from send_deadlines.engine.evaluate import evaluate
from send_deadlines.errors import Problem, SendDeadlinesError
from send_deadlines.law.course_terms import CourseExample
from send_deadlines.law.language import Example, ExampleCalendar, RuleFile
from send_deadlines.law.library import Law

__all__ = [
    "check_examples",
    "example_calendars",
    "example_case",
    "examples_of",
    "run_course_example",
    "run_example",
]


def check_examples(rules: RuleFile, law: Law) -> list[Problem]:
    """Every example of the rules, amendments and courses that the engine answers otherwise; empty when all agree."""
    calendars = example_calendars(rules)
    problems = []
    for name, example in examples_of(rules):
        for what in run_example(law, name, example, calendars):
            mend = "work it again by hand; if the example is right, the rule is wrong"
            problems.append(Problem(f"rule '{name}', example '{example.why}'", what, mend))
    for course in rules.course:
        for each in course.example:
            for what in run_course_example(law, course.id, each, calendars):
                mend = "work it again by hand; if the example is right, the course or a rule is wrong"
                problems.append(Problem(f"course '{course.id}', example '{each.why}'", what, mend))
    return problems


def examples_of(rules: RuleFile) -> Iterator[tuple[str, Example]]:
    """Every example with the name of its rule; an amendment's example counts for each rule it names."""
    for rule in rules.rule:
        for example in rule.example:
            yield rule.id, example
    for amendment in rules.amendment:
        for example in amendment.example:
            yield example.rule or amendment.id, example


def example_calendars(rules: RuleFile) -> dict[str, SchoolCalendar]:
    """The school calendars made up for examples, by name."""
    return {each.id: _calendar(each) for each in rules.example_calendar}


def _calendar(words: ExampleCalendar) -> SchoolCalendar:
    def plain(value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value

    def tables(given: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{key: plain(value) for key, value in each.items()} for each in given]

    content: dict[str, Any] = {"name": words.id, "terms": tables(words.terms)}
    if words.half_terms:
        content["half_terms"] = tables(words.half_terms)
    if words.closures:
        content["closures"] = tables(words.closures)
    if words.inset_days:
        content["inset_days"] = [plain(day) for day in words.inset_days]
    return SchoolCalendar.from_dict(content)


def example_case(example: Example) -> Case:
    """The case of an example."""
    events = []
    for name, given in example.given.items():
        for each in given if isinstance(given, list) else [given]:
            if isinstance(each, Mapping):
                events.append(Event(name, **dict(each)))
            else:
                events.append(Event(name, on=each))
    return Case(id="example", events=events, facts=example.facts, calendars=example.calendars)


def _days_known(event: Event, law: Law) -> Iterator[date]:
    """The days of an event by which it is wholly known; a planned day is known beforehand."""
    yield event.on
    for key, words in law.events.get(event.event, {}).get("dates", {}).items():
        if key in event.more and not words.get("planned"):
            yield as_day(event.more[key])


def seen_on(law: Law, example: Example, case: Case) -> date | None:
    """The day on which the case of an example is looked at; None where it does not say and has no events.

    >>> from send_deadlines.law.library import load_law
    >>> example = Example(why="a Monday", given={"assessment_request_received": date(2026, 1, 5)})
    >>> seen_on(load_law(), example, example_case(example))
    datetime.date(2026, 1, 5)
    """
    if example.as_of:
        return as_day(example.as_of)
    return max((day for event in case.events for day in _days_known(event, law)), default=None)


def run_example(law: Law, rule: str, example: Example, calendars: Mapping[str, SchoolCalendar]) -> list[str]:
    """Where the engine disagrees with an example, each as a sentence; empty when it agrees."""
    try:
        case = example_case(example)
        as_of = seen_on(law, example, case)
        if as_of is None:
            return ["it has no events and does not say as_of"]
        disputes = [name for each in law.rules if each["id"] == rule for name in each.get("readings", {})]
        readings = {disputes[0]: example.reading} if example.reading else {}
        result = evaluate(case, as_of, law=law, calendars=calendars, readings=readings)
    except (SendDeadlinesError, ValueError) as error:
        return [f"it cannot be evaluated: {error}"]
    found = result.all(rule, example.about)
    if example.no_deadline:
        return [f"it should give no deadline, but gives {found[-1]!r}"] if found else []
    if not found:
        return ["it gives no deadline"]
    made = found[-1]
    wrong = []
    if example.due is not None and made.due != as_day(example.due):
        wrong.append(f"it should be due {example.due}, but is due {made.due} ({made.state.value})")
    if example.due_from is not None and made.earliest != as_day(example.due_from):
        wrong.append(f"it should be due {example.due_from} at the earliest, but is {made.earliest}")
    if example.state is not None and made.state.value != example.state:
        wrong.append(f"it should be {example.state} on {as_of}, but is {made.state.value}")
    return wrong


def run_course_example(
    law: Law, course: str, example: CourseExample, calendars: Mapping[str, SchoolCalendar]
) -> list[str]:
    """Where the plan of a course disagrees with an example, each as a sentence; empty when it agrees."""
    roles = {role: calendars[name] for role, name in example.calendars.items()}
    try:
        plan = plan_from(course, as_day(example.on), facts=example.facts, calendars=roles, law=law)
    except (SendDeadlinesError, ValueError) as error:
        return [f"it cannot be planned: {error}"]
    wrong = []
    for event, day in example.days.items():
        made = plan[event]
        if made.on != as_day(day):
            settled = f" ({made.settled_by})" if made.on is None else ""
            wrong.append(f"{event} should be on {day}, but is on {made.on or 'no known day'}{settled}")
    wrong += [
        f"the day of {event} should not be known, but is {plan[event].on}"
        for event in example.not_known
        if plan[event].on is not None
    ]
    for rule, day in example.beside.items():
        found = sorted(each.due.isoformat() for each in plan.beside if each.rule == rule and each.due is not None)
        if as_day(day).isoformat() not in found:
            wrong.append(f"{rule} should have the last day {day}, but has {' and '.join(found) or 'none'}")
    return wrong

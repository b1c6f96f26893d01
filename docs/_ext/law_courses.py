"""The page of the courses: procedures in their order, which can be planned from their first day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from law_examples import Examples
from law_markdown import entry, headed, items, link, table

from send_deadlines import Law
from send_deadlines.law.course_terms import CourseExample
from send_deadlines.law.library import Data
from send_deadlines.report.law_names import marked
from send_deadlines.report.page import Cell, Group, Table
from send_deadlines.report.page_html import table_as_html
from send_deadlines.report.page_markdown import escaped
from send_deadlines.report.rule_words import begun, value_said
from send_deadlines.said import said_day


def courses_page(law: Law, examples: Examples | None = None) -> list[str]:
    """Every course, step by step."""
    lead = "Procedures whose days can be planned from the first. A course adds no law: each day is given by a rule."
    lines = headed(law, "Courses", lead)
    for each in law.courses.values():
        start = [_event(each["start"]), "the day that is planned from", each["start"].get("assuming", "")]
        steps = [start, *([_event(step), _falls(step), step.get("assuming", "")] for step in each["step"])]
        lines += entry(
            each["id"],
            [f"{escaped(begun(each['title']))} ({link('process', each['process'])}).", ""],
            items("Taken for granted", each.get("assuming", [])),
            table(["Step", "Event", "Its day", "Taken for granted"], ([str(n), *s] for n, s in enumerate(steps, 1))),
            _worked(each["id"], examples.courses[each["id"]]) if examples else [],
        )
    return lines


def _event(step: Data) -> str:
    """The event of a step, with what it carries in this course."""
    carried = [f"{key.replace('_', ' ')} {value_said(value)}" for key, value in step.get("attributes", {}).items()]
    carried += [f"{key} the day of {marked('event', other)}" for key, other in step.get("dates", {}).items()]
    carried += [f"about {step['about']}"] if step.get("about") else []
    return marked("event", step["event"]) + (f": {'; '.join(carried)}" if carried else "")


def _falls(step: Data) -> str:
    """By what a step of a course has its day."""
    if step.get("by"):
        return f"the last day of {marked('rule', step['by'])}"
    if step.get("in_time_for"):
        return f"the latest safe day for {marked('rule', step['in_time_for'])}"
    if step.get("not_before"):
        return f"the first day on which {marked('rule', step['not_before'])} no longer forbids it"
    return f"taken to be that of {marked('event', step['same_day_as'])}"


def _worked(name: str, worked: list[tuple[CourseExample, str]]) -> list[str]:
    rows: list[tuple[str | Cell, ...]] = [
        (example.why, said_day(example.on), "; ".join(_days(example)), working) for example, working in worked
    ]
    head = ("Example", "Planned from", "Days", "Working")
    return ["", table_as_html(Table(f"Examples of {name}, worked by hand", head, (Group("", tuple(rows)),))), ""]


def _days(example: CourseExample) -> Iterator[str]:
    yield from (f"{key.replace('_', ' ')} {_value(value)}" for key, value in example.facts.items())
    yield from (f"calendar {role}: {calendar}" for role, calendar in example.calendars.items())
    yield from (f"{event}: {said_day(day)}" for event, day in example.days.items())
    yield from (f"{event}: not known" for event in example.not_known)
    yield from (f"{rule}, beside them: {said_day(day)}" for rule, day in example.beside.items())


def _value(value: object) -> str:
    return said_day(value) if isinstance(value, date) else value_said(value)

"""The words of a course: the events of a procedure in their order, each on the day that a rule gives for it.

A course introduces no law. It says which events follow one another, and by which rule each has its last day, so that
the days of a whole procedure can be planned from its first.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from typing import Any

from send_deadlines.law.terms import tables, term, words

__all__ = ["Course", "CourseExample", "CourseStart", "CourseStep"]


@term
class CourseStart:
    """The event with which a course starts."""

    event: str
    """The event. The day that is planned from is its `on` day or, for a day that is planned long before, the date named
    after a dot, such as "phase_transfer_expected.transfer"."""
    dates: dict[str, str] = field(default_factory=dict)
    """Its other dates, each with the event whose day it is: the event itself."""
    attributes: dict[str, Any] = field(default_factory=dict)
    """What else it carries in this course."""
    about: str | None = None
    """What it concerns, where there can be several."""
    assuming: str | None = None
    """What is taken for granted about it, as a sentence."""


@term
class CourseStep:
    """One event of a course. Exactly one of `by`, `in_time_for`, `not_before` and `same_day_as` gives its day."""

    event: str
    """The event."""
    by: str | None = None
    """The rule on whose last day it falls. Where an earlier limit to the same act governs, on the last day of that."""
    in_time_for: str | None = None
    """The later limit for which it falls on the latest safe day."""
    not_before: str | None = None
    """The wait after whose last day it falls, on the first day on which it may be done."""
    same_day_as: str | None = None
    """The event of the course on whose day it is taken to fall, where no rule gives it a last day."""
    dates: dict[str, str] = field(default_factory=dict)
    """Its other dates, each with the event of the course whose day it is: an earlier one, or the event itself."""
    attributes: dict[str, Any] = field(default_factory=dict)
    """What else it carries in this course."""
    about: str | None = None
    """What it concerns, where there can be several."""
    assuming: str | None = None
    """What is taken for granted about it, as a sentence. A step that is on the same day as another, or that is served
    on its own day, must say so."""


@term
class CourseExample:
    """A course worked by hand from one day. Never a copy of what the engine said."""

    why: str
    """Which situation it shows."""
    on: date
    """The day it is planned from."""
    facts: dict[str, Any] = field(default_factory=dict)
    """Facts of the case."""
    calendars: dict[str, str] = field(default_factory=dict)
    """The calendars, by the names of example calendars."""
    days: dict[str, date] = field(default_factory=dict)
    """The day of each step, by its event."""
    not_known: list[str] = words()
    """The steps whose day cannot be known."""
    beside: dict[str, date] = field(default_factory=dict)
    """The last days of other rules that run beside the steps; of a wait, the last day on which it forbids."""


@term
class Course:
    """The events of a procedure in their order, from which its days can be planned before any of them has happened."""

    id: str
    """Its name."""
    process: str
    """The procedure it belongs to."""
    title: str
    """What it is, as a heading."""
    start: CourseStart = field(metadata={"of": CourseStart})
    """The event it starts with."""
    assuming: list[str] = words()
    """What else is taken for granted, each as a sentence."""
    step: list[CourseStep] = tables(CourseStep)
    """The steps, in their order. Another turn that the procedure can take is a course of its own."""
    example: list[CourseExample] = tables(CourseExample)
    """At least three."""

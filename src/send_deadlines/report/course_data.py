"""A planned course as machines read it: plain data for JSON, rows for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from send_deadlines.engine.courses import CoursePlan, PlannedStep
from send_deadlines.law.library import Law
from send_deadlines.outcomes import Deadline
from send_deadlines.report.tabular import protect
from send_deadlines.report.words import iso
from send_deadlines.said import said_hour

__all__ = ["COURSE_COLUMNS", "course_as_data", "course_as_rows", "courses_as_data"]

COURSE_COLUMNS = (
    "course", "from", "part", "on", "day_is", "act_by", "event", "rule", "kind", "who", "must", "about", "strength",
    "provision", "url", "certainty", "earliest", "latest", "settled_by", "assuming", "because", "doubts",
    "provisional", "by_hour", "binding", "readings",
)  # fmt: skip
"""The header. A column is only ever added at the end."""


def course_as_data(plan: CoursePlan) -> dict[str, Any]:
    """A plan, as JSON has it: days are ISO text, and what there is not is None.

    >>> from send_deadlines.engine.courses import plan_from
    >>> data = course_as_data(plan_from("assessment_to_plan", "2026-01-05"))
    >>> [(each["event"], each["on"]) for each in data["steps"]][-1]
    ('final_plan_sent', '2026-05-25')
    """
    return {
        "course": plan.course,
        "title": plan.title,
        "from": plan.on.isoformat(),
        "starts_with": plan.starts_with,
        "assumptions": list(plan.assumptions),
        "steps": [_step(each) for each in plan],
        "beside": [_beside(plan, each) for each in plan.beside],
        "undated": [_beside(plan, each) for each in plan.undated],
        "case": plan.case.to_dict(),
        "receipt": plan.evaluation.receipt,
    }


def _step(step: PlannedStep) -> dict[str, Any]:
    return {
        "event": step.event,
        "meaning": step.meaning,
        "on": iso(step.on),
        "day_is": step.way,
        "act_by": iso(step.act_by),
        "named": step.named or None,
        "because": step.because or None,
        "settled_by": step.settled_by or None,
        "assuming": step.assuming or None,
        "provisional": step.is_provisional,
        **({} if step.deadline is None else _deadline(step.deadline, step.way)),
    }


def _beside(plan: CoursePlan, each: Deadline) -> dict[str, Any]:
    """Of a wait, the day is the first on which it lets its act be done; of a limit or a right, the last in time."""
    due = each.due
    day = due + timedelta(days=1) if due is not None and each.kind == "wait" else due
    way = None if each.kind == "duty" else "earliest day" if each.kind == "wait" else "last day"
    return {
        "on": iso(day),
        "day_is": way,
        "act_by": None if each.kind == "wait" else iso(each.act_by),
        "since": each.started_on.isoformat(),
        "settled_by": each.settled_by or None,
        "provisional": plan.is_provisional(each),
        **_deadline(each, way),
    }


def _deadline(each: Deadline, way: str | None) -> dict[str, Any]:
    """What gives a day. Between which days it lies is told of one that is not known, or that can be argued about; the
    hour and other readings are those of a last day, not of one that is counted back from it."""
    last = way == "last day"
    earliest, latest = _between(each) if last or way == "earliest day" else (None, None)
    return {
        "rule": each.rule,
        "kind": each.kind,
        "who": each.who,
        "must": each.must,
        "as_soon_as": each.as_soon_as or None,
        "binding": each._plan.rule["binds"] != "only if done",
        "about": each.about,
        "strength": each.strength,
        "by_hour": said_hour(each.by_hour) if last and each.by_hour is not None else None,
        "cites": [cite._asdict() for cite in each.cites],
        "certainty": each.certainty,
        "earliest": iso(earliest),
        "latest": iso(latest),
        "alternatives": [{**other._asdict(), "due": iso(other.due)} for other in each.alternatives if last],
        "doubts": list(each.doubts),
        "explanation": [{"text": text, "cite": cite or None} for text, cite in each.explain().sentences],
    }


def _between(each: Deadline) -> tuple[date | None, date | None]:
    """The first and the last that a day can be, where it is not known; of a wait, for the day after it."""
    if each.due is not None:
        return None, each.latest if each.kind != "wait" and each.latest != each.due else None
    more = timedelta(days=1 if each.kind == "wait" else 0)
    return each.earliest and each.earliest + more, each.latest and each.latest + more


def course_as_rows(plan: CoursePlan) -> Iterator[list[str]]:
    """One row for each thing that is taken for granted, each step, and each deadline beside them.

    The columns are those of :data:`COURSE_COLUMNS`.

    >>> from send_deadlines.engine.courses import plan_from
    >>> [row[3] for row in course_as_rows(plan_from("assessment_to_plan", "2026-01-05")) if row[6] == "final_plan_sent"]
    ['2026-05-25']
    """
    data = course_as_data(plan)
    start = [data["course"], data["from"]]
    granted = [{"assuming": each} for each in data["assumptions"]]
    for part, rows in (
        ("taken for granted", granted),
        ("step", data["steps"]),
        ("beside", data["beside"]),
        ("no fixed day", data["undated"]),
    ):
        for row in rows:
            cites = row.get("cites", [])
            flat = {
                **row,
                "provision": "; ".join(f"{cite['citation']} {cite['provision']}" for cite in cites),
                "url": cites[0]["url"] if cites else None,
                "doubts": "; ".join(row.get("doubts", ())),
                "readings": "; ".join(map(_reading, row.get("alternatives", ()))),
            }
            values = [*start, part, *(flat.get(column) for column in COURSE_COLUMNS[3:])]
            yield ["" if value is None else protect(str(value)) for value in values]


def _reading(each: dict[str, Any]) -> str:
    """The last day that another reading of disputed words gives."""
    return f"{each['dispute']}={each['reading']}: {each['due'] or 'no day yet'}"


def courses_as_data(law: Law) -> list[dict[str, Any]]:
    """The courses of a law, as JSON has them.

    >>> from send_deadlines import load_law
    >>> courses_as_data(load_law())[0]["course"]
    'assessment_to_plan'
    """
    return [
        {
            "course": each["id"],
            "process": each["process"],
            "title": each["title"],
            "starts_with": each["start"]["event"],
            "steps": [step["event"] for step in each["step"]],
        }
        for each in law.courses.values()
    ]

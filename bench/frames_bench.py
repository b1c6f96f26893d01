"""Measure tables of 10,000 cases against the plain loop over evaluate that reads what the CSV form has, in one run.

Times differ from machine to machine, so they are told as ratios to that loop, timed just before each. A table
may cost as much again as the loop: it is read row by row, and what it gives has more columns, each with its type. One
row a case tells of a few rules only.

Run: python bench/frames_bench.py (exit code 1 when a goal is missed). Needs polars, pandas and pyarrow.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa

from send_deadlines import Case, Event, evaluate, frames, load_law
from send_deadlines.report.tabular import as_values

CASES = 10_000
GOAL = 2.0
AS_OF = date(2026, 6, 1)
FIRST = date(2025, 9, 1)
AFTER = {
    "assessment_request_received": 0,
    "assessment_agreed": 38,
    "draft_plan_sent": 100,
    "final_plan_sent": 138,
}
RULES = {"ehc_assessment.decision": "decision", "ehc_assessment.final_plan": "plan"}


def days(number: int) -> dict[str, date]:
    """What has happened in a case by the day of the evaluation."""
    begun = FIRST + timedelta(days=number % 270)
    found = {event: begun + timedelta(days=after) for event, after in AFTER.items()}
    return {event: day for event, day in found.items() if day <= AS_OF}


def by_events() -> dict[str, list[Any]]:
    """One row an event, in the order of their days."""
    rows = sorted((day, f"EHC-{n}", event) for n in range(CASES) for event, day in days(n).items())
    on, case, event = (list(column) for column in zip(*rows, strict=True))
    return {"case": case, "event": event, "on": on}


def by_cases() -> dict[str, list[Any]]:
    """One row a case."""
    every = [days(number) for number in range(CASES)]
    dated = {event: [each.get(event) for each in every] for event in AFTER}
    return {"Ref": [f"EHC-{number}" for number in range(CASES)], **dated}


def loop() -> int:
    """The same without tables."""
    rows = 0
    for number in range(CASES):
        case = Case(f"EHC-{number}", [Event(event, on=day) for event, day in days(number).items()])
        rows += sum(1 for _ in as_values(evaluate(case, AS_OF)))
    return rows


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()  # of the processor, so that what else the machine does is not measured
    work()
    return time.process_time() - start


def main() -> int:
    """Print each ratio beside the goal; 1 if one is missed."""
    load_law()
    makers: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
        "polars": pl.DataFrame,
        "pandas": pd.DataFrame,
        "pyarrow": pa.table,
    }
    events, cases = by_events(), by_cases()
    recorded: dict[str, frames.Recorded] = {event: event for event in AFTER}
    works: dict[str, Callable[[], object]] = {}
    for name, make in makers.items():
        works[f"{name}, one row an event"] = partial(frames.deadlines, make(events), AS_OF)
        works[f"{name}, one row a case"] = partial(
            frames.add_deadlines, make(cases), AS_OF, recorded, RULES, case="Ref"
        )
    missed = False
    for name, work in works.items():
        plain = seconds(loop)  # anew before each, since a busy machine is not equally busy all the time
        ratio = seconds(work) / plain
        missed |= ratio > GOAL
        print(f"{name:<52} {ratio:8.2f} loops  goal {GOAL:7.2f}  {'MISSED' if ratio > GOAL else 'met'}")
    print(f"{f'(the loop, of {CASES:,} cases)':<52} {plain:8.2f} seconds of the processor")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())

"""Measure the engine and the start-up, against goals, in one run.

Times differ from machine to machine, so the engine's are told as ratios to a fixed loop in plain Python: adding fifteen
working days to a date, a day at a time. On the machine where the goals were set that loop takes 1.583 microseconds, a
deadline may take 5 and a case of twenty deadlines 100. Start-up is told in milliseconds over a bare interpreter, and
beside the import of pydantic, which the engine does not need.

Run: python bench/engine_bench.py (exit code 1 when a goal is missed).
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import timeit
from collections.abc import Callable
from datetime import date, timedelta

from send_deadlines import Case, Event, evaluate, load_law

LOOP_MICROSECONDS = 1.583
DEADLINE_GOAL = 5 / LOOP_MICROSECONDS
CASE_GOAL = 100 / LOOP_MICROSECONDS
IMPORT_GOAL = 60.0
FIRST_GOAL = 150.0

HOLIDAYS = {date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25)}
ONE_DAY = timedelta(days=1)


def plain_loop() -> date:
    """Fifteen working days after a day, a day at a time."""
    day, left = date(2026, 3, 2), 15
    while left:
        day += ONE_DAY
        if day.weekday() < 5 and day not in HOLIDAYS:
            left -= 1
    return day


def loops(work: Callable[[], object], number: int) -> float:
    """How many plain loops one call costs: the median over rounds in which both are timed, one after the other."""
    work()
    rounds = []
    for _ in range(25):
        loop = timeit.timeit(plain_loop, number=300) / 300
        rounds.append(timeit.timeit(work, number=number) / number / loop)
    return statistics.median(rounds)


BUSY = Case(
    "BUSY",
    [
        Event("assessment_request_received", on="2026-01-05"),
        Event("assessment_agreed", on="2026-02-12"),
        *(
            Event("advice_requested", on="2026-02-13", about=body, body_kind=kind)
            for body, kind in (
                ("head teacher", "school"),
                ("psychologist", "educational_psychologist"),
                ("social care", "social_care"),
                ("teacher of the deaf", "other"),
            )
        ),
        Event("draft_plan_sent", on="2026-05-06", served="2026-05-08"),
        Event("final_plan_sent", on="2026-05-24"),
    ],
)


def start_up(code: str) -> float:
    """Milliseconds of a fresh interpreter that runs the code, the least of several."""
    command = f"import time; t = time.perf_counter(); {code}; print((time.perf_counter() - t) * 1000)"
    runs = [
        float(subprocess.run([sys.executable, "-c", command], check=True, capture_output=True, text=True).stdout)
        for _ in range(9)
    ]
    return statistics.median(runs)


FIRST = (
    "from send_deadlines import Case, Event, evaluate; "
    "evaluate(Case('A', [Event('assessment_request_received', on='2026-01-05')]), '2026-03-01')"
)


def main() -> int:
    """Print each figure beside its goal; 1 if one is missed."""
    load_law()
    one = Case("ONE", [Event("assessment_request_received", on="2026-01-05")])
    busy = len(evaluate(BUSY, "2026-06-01"))
    each = loops(lambda: evaluate(BUSY, "2026-06-01"), 20) / busy
    missed = False
    for name, got, goal, unit in (
        (f"a deadline, of {busy} in one case, steps kept", each, DEADLINE_GOAL, "loops"),
        ("twenty deadlines", each * 20, CASE_GOAL, "loops"),
        ("import send_deadlines, over a bare interpreter", start_up("import send_deadlines"), IMPORT_GOAL, "ms"),
        ("import and first evaluation, fresh process", start_up(FIRST), FIRST_GOAL, "ms"),
    ):
        missed |= got > goal
        print(f"{name:<52} {got:8.2f} {unit:<6} goal {goal:7.2f}  {'MISSED' if got > goal else 'met'}")
    loop = min(timeit.repeat(plain_loop, number=1_000, repeat=7)) * 1_000
    small = loops(lambda: evaluate(one, "2026-06-01"), 40)
    print(f"{'(the loop)':<52} {loop:8.2f} microseconds")
    print(f"{'(a case of one event)':<52} {small:8.2f} loops")
    print(f"{'(import pydantic, for comparison)':<52} {start_up('import pydantic'):8.2f} ms")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())

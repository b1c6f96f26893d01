"""How fast the working-day arithmetic is and how much a school calendar weighs, against goals.

Everything is measured in one run, so that the ratios hold on any machine. Exit code 1 if a goal is missed.
"""

import sys
import timeit
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from statistics import median

import holidays
import numpy as np

from send_deadlines.calendars import SchoolCalendar, bank_holidays, working_day_calendar

START = date(2025, 11, 11)
ROUNDS = 25
SCHOOLS = 20_000


def nanoseconds(asked: dict[str, tuple[Callable[[], object], int]]) -> dict[str, list[float]]:
    """The time of one call, round by round. All are measured in each round, so that a busy machine is fair to all."""
    times: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(ROUNDS):
        for name, (ask, number) in asked.items():
            times[name].append(timeit.timeit(ask, number=number) / number * 1e9)
    return times


def ratio(one: list[float], other: list[float]) -> float:
    return median(a / b for a, b in zip(one, other, strict=True))


def school(number: int) -> SchoolCalendar:
    """One school's dates for two years, none of them shared with another school."""
    shift = timedelta(number % 3)
    terms = [
        ("2025-09-02", "2025-12-19", "2025-10-27"),
        ("2026-01-05", "2026-03-27", "2026-02-16"),
        ("2026-04-13", "2026-07-17", "2026-05-26"),
        ("2026-09-02", "2026-12-18", "2026-10-26"),
        ("2027-01-04", "2027-03-25", "2027-02-15"),
        ("2027-04-12", "2027-07-20", "2027-06-01"),
    ]
    inset = [date(2025, 9, 2), date(2026, 1, 5), date(2026, 6, 29), date(2026, 9, 2), date(2027, 1, 4)]
    return SchoolCalendar.from_dict(
        {
            "name": f"School {100_000 + number}",
            "terms": [{"name": f"Term {i}", "first": first, "last": last} for i, (first, last, _) in enumerate(terms)],
            "half_terms": [
                {"first": half, "last": str(date.fromisoformat(half) + timedelta(3))} for _, _, half in terms
            ],
            "inset_days": [str(day + shift) for day in inset],
            "closures": [{"first": "2026-03-11", "last": "2026-03-12", "why": "burst pipe"}],
        }
    )


def main() -> int:
    england = working_day_calendar("england")
    closed = np.array([h.day for h in bank_holidays() if h.place == "england"], dtype="datetime64[D]")
    busday = np.busdaycalendar(holidays=closed)
    start = np.datetime64(START)
    package = holidays.country_holidays("GB", subdiv="ENG", years=range(2010, 2029))
    assert str(np.busday_offset(start, 15, busdaycal=busday)) == str(england.add(START, 15))
    assert package.get_nth_working_day(START, 15) == england.add(START, 15)

    times = nanoseconds(
        {
            "add 1": (partial(england.add, START, 1), 10_000),
            "add 15": (partial(england.add, START, 15), 10_000),
            "add 250": (partial(england.add, START, 250), 10_000),
            "numpy 15": (partial(np.busday_offset, start, 15, busdaycal=busday), 2_000),
            "holidays 15": (partial(package.get_nth_working_day, START, 15), 200),
        }
    )
    flat = ratio(times["add 250"], times["add 1"])
    numpy_15 = ratio(times["numpy 15"], times["add 15"])
    holidays_15 = ratio(times["holidays 15"], times["add 15"])

    schools = [school(0)]
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    schools = [school(number) for number in range(SCHOOLS)]
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    weight = (after - before) / len(schools)

    for name, found in times.items():
        print(f"{name:12} {median(found):8.0f} ns")
    print(f"{SCHOOLS} school calendars of two years: {(after - before) / 1e6:.0f} MB together")
    goals = [
        ("250 days cost as much as 1 (ratio at most 1.25)", flat, flat <= 1.25),
        ("times faster than numpy at 15 (at least 8)", numpy_15, numpy_15 >= 8),
        ("times faster than holidays at 15 (at least 100)", holidays_15, holidays_15 >= 100),
        ("bytes a school calendar (below 2048)", weight, weight < 2048),
    ]
    for goal, figure, met in goals:
        print(f"{'met   ' if met else 'MISSED'} {figure:8.1f}  {goal}")
    return 0 if all(met for _, _, met in goals) else 1


if __name__ == "__main__":
    sys.exit(main())

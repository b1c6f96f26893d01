"""Measure a year of one county's suspensions and permanent exclusions, against the same number of EHC deadlines.

A made-up county, the same on every run: 300 schools with calendars of their own over one of the council's, 5,700
suspensions and 120 permanent exclusions in a school year, each with the telling of the board where it must be told, the
running totals of each pupil kept. The cost of a deadline is told as a ratio to that of a deadline of an EHC needs
assessment, both timed in one run, turn by turn.

Run: python bench/exclusions_bench.py (exit code 1 when the goal is missed).
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from datetime import date, timedelta

from send_deadlines import Case, Event, SchoolCalendar, evaluate, load_law
from send_deadlines.calendars import Closure

GOAL = 10.0
SCHOOLS, SUSPENSIONS, PERMANENT = 300, 5_700, 120
AS_OF = date(2026, 7, 31)

COUNTY = SchoolCalendar.from_dict(
    {
        "name": "The county",
        "terms": {
            "Autumn 2025": ["2025-09-02", "2025-12-19"],
            "Spring 2026": ["2026-01-05", "2026-03-27"],
            "Summer 2026": ["2026-04-13", "2026-07-21"],
            "Autumn 2026": ["2026-09-02", "2026-12-18"],
        },
        "half_terms": [
            ["2025-10-27", "2025-10-31"],
            ["2026-02-16", "2026-02-20"],
            ["2026-05-25", "2026-05-29"],
            ["2026-10-26", "2026-10-30"],
        ],
    }
)
STAFF_DAYS = [date(2025, 9, 2), date(2025, 11, 24), date(2026, 1, 5), date(2026, 4, 13), date(2026, 7, 20),
              date(2026, 7, 21)]  # fmt: skip
SNOW = Closure(date(2026, 1, 8), date(2026, 1, 9), "snow")


def calendars(chance: random.Random) -> list[SchoolCalendar]:
    """The schools' calendars: the council's terms, with staff days and closures of each school's own."""
    return [
        COUNTY.with_school(
            f"School {number}",
            inset_days=sorted(chance.sample(STAFF_DAYS, 5)),
            closures=[] if number % 4 else [SNOW],
        )
        for number in range(SCHOOLS)
    ]


def pupils(chance: random.Random, schools: list[SchoolCalendar]) -> list[Case]:
    """One case a pupil: mostly one or two suspensions in the year, some pupils many, as in life."""
    left, cases = SUSPENSIONS, []
    days = [date(2025, 9, 8) + timedelta(days=n) for n in range(310)]
    while left:
        number = min(left, chance.choices([1, 2, 3, 5, 8], [60, 18, 10, 8, 4])[0])
        left -= number
        school = chance.choice(schools)
        open_days = [day for day in days if school.is_school_day(day)]
        events = []
        for decided in sorted(chance.sample(open_days[::4], number)):
            length = chance.choices([1, 2, 3, 5, 8], [45, 25, 15, 10, 5])[0]
            first = date.fromordinal(school.shift(decided.toordinal(), 1))
            last = date.fromordinal(school.shift(decided.toordinal(), length))
            name = f"of {decided}"
            events.append(
                Event("pupil_suspended", on=decided, about=name, first=first, last=last, misses_examination=False,
                      compulsory_school_age=True)
            )  # fmt: skip
            events.append(Event("exclusion_notified_to_board", on=decided, about=name))
        if len(cases) < PERMANENT:
            decided = open_days[-20]
            events.append(
                Event("pupil_permanently_excluded", on=decided, about="permanent", took_place=decided,
                      misses_examination=False, compulsory_school_age=True)
            )  # fmt: skip
            events.append(Event("exclusion_notified_to_board", on=decided, about="permanent"))
        facts = {"school_kind": "academy", "has_social_worker": False, "has_virtual_school_head": False}
        cases.append(Case(f"P{len(cases)}", events, facts=facts, calendars={"school": school}))
    return cases


def assessment(number: int) -> Case:
    """A case of an EHC needs assessment."""
    start = date(2026, 1, 5) + timedelta(days=number % 60)
    after = timedelta(days=38)
    return Case(
        f"A{number}",
        [
            Event("assessment_request_received", on=start),
            Event("assessment_agreed", on=start + after),
            Event("advice_requested", on=start + after, about="psychologist", body_kind="educational_psychologist"),
            Event("advice_requested", on=start + after, about="head teacher", body_kind="school"),
            Event("draft_plan_sent", on=start + 3 * after, served=start + 3 * after),
        ],
    )


def deadlines(cases: list[Case], *, totals: bool = False) -> tuple[int, float]:
    """How many deadlines some cases have, and the seconds it takes to work them out."""
    found = 0
    began = time.perf_counter()
    for case in cases:
        made = evaluate(case, AS_OF)
        found += len(made)
        if totals:
            assert made.running_totals[0].amount is not None, case
    return found, time.perf_counter() - began


def main() -> int:
    """Print the cost beside the goal; 1 if it is missed."""
    load_law()
    chance = random.Random(2026)
    county = pupils(chance, calendars(chance))
    plans = [assessment(number) for number in range(1_000)]
    deadlines(county[:50], totals=True)
    deadlines(plans[:50])
    ratios, found, seconds, share = [], 0, 0.0, len(county) // 5
    for turn in range(5):
        part = county[turn * share : (turn + 1) * share] if turn < 4 else county[turn * share :]
        number, took = deadlines(part, totals=True)
        other, other_took = deadlines(plans[turn * 200 : (turn + 1) * 200])
        ratios.append((took / number) / (other_took / other))
        found, seconds = found + number, seconds + took
    ratio = statistics.median(ratios)
    print(f"{SUSPENSIONS:,} suspensions, {PERMANENT} permanent exclusions, {SCHOOLS} schools, {len(county):,} pupils")
    print(f"{found:,} deadlines and the running totals of every pupil in {seconds:.2f} seconds")
    print(
        f"{'a deadline, in deadlines of an EHC needs assessment':<52} {ratio:8.2f} times  goal {GOAL:7.2f}  "
        f"{'MISSED' if ratio > GOAL else 'met'}"
    )
    return int(ratio > GOAL)


if __name__ == "__main__":
    sys.exit(main())

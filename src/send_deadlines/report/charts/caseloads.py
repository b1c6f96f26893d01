"""Pictures of many cases: what falls due, what is overdue, and what share was done in time."""

from __future__ import annotations

from collections import Counter
from datetime import date

from send_deadlines.caseload import Caseload
from send_deadlines.errors import NotThereError, Problem, SendDeadlinesError, did_you_mean
from send_deadlines.law.library import load_law
from send_deadlines.report.charts import look
from send_deadlines.report.charts.columns import Series, columns, shares
from send_deadlines.report.charts.counts import Age, Month, ages, months, weeks
from send_deadlines.report.charts.look import Chart, altair, finished, message, percent
from send_deadlines.report.rule_words import duty
from send_deadlines.report.words import days, listed
from send_deadlines.said import MONTHS, said_day

__all__ = ["due_by_week", "overdue_by_age", "share_in_time_by_month"]

_MOST = 120
"""Columns in one picture."""

_LIMITS_ONLY = "Only limits are counted: not rights, waits, caps, or duties without a day."


def due_by_week(caseload: Caseload, *, weeks_shown: int = 12) -> Chart:
    """How many limits of all cases fall due in each week, Monday to Sunday, from the week of the caseload's day on.

    Counted are the open limits whose last day has not gone, by that last day. Limits of a statute or a direction stand
    apart from times of guidance and good practice and from what is usually directed. The subtitle says how many open
    limits are not counted, and why: overdue, due later than the weeks shown, lifted, with a last day that is not known,
    or after an earlier limit to the same act.

    Raises :class:`~send_deadlines.errors.SendDeadlinesError` unless ``weeks_shown`` is from 1 to 120, or where the
    extra ``charts`` is not installed.

    >>> from send_deadlines import Case, Event, evaluate_all
    >>> request = Case("A1", [Event("assessment_request_received", on="2026-01-05")])
    >>> print(due_by_week(evaluate_all([request], "2026-05-18"), weeks_shown=2).description.splitlines()[-1])
    Week of Monday 25 May 2026: 1 of a statute or a direction, 0 weaker.
    """
    _check("weeks_shown", weeks_shown)
    made, left_out = weeks(caseload, weeks_shown)
    law = Series("of a statute or a direction", look.BLUE, tuple(week.law for week in made))
    weaker = Series("of guidance or good practice, or usual", look.PALE, tuple(week.weaker for week in made))
    total = sum(week.law + week.weaker for week in made)
    told = [f"{days(total, 'limit')} shown, each in the week of its last day. {_LIMITS_ONLY}"]
    said = [f"Week of {said_day(w.first)}: {w.law} of a statute or a direction, {w.weaker} weaker." for w in made]
    chart = columns([(_day_month(week.first), str(week.first.year)) for week in made], [law, weaker])
    return _finished(chart, caseload, "Limits by the week they fall due", told, left_out, said)


def overdue_by_age(caseload: Caseload) -> Chart:
    """How many limits of all cases are overdue, by the calendar days that they have been so.

    Breaches stand apart from what is late only on the cautious reading of disputed words, and from what is no breach:
    times of guidance and good practice, and what was asked for after its last day.

    Raises :class:`~send_deadlines.errors.SendDeadlinesError` where the extra ``charts`` is not installed.

    >>> from send_deadlines import Case, Event, evaluate_all
    >>> request = Case("A1", [Event("assessment_request_received", on="2026-01-05")])
    >>> print(overdue_by_age(evaluate_all([request], "2026-06-01")).description.splitlines()[3])
    1 to 7 days: 1 in breach, 0 in breach on one reading only, 0 no breach.
    """
    made, left_out = ages(caseload)
    series = [
        Series("in breach", look.VERMILION, tuple(age.breach for age in made)),
        Series("in breach on one reading only", look.ORANGE, tuple(age.doubtful for age in made)),
        Series("no breach", look.PALE, tuple(age.weaker for age in made)),
    ]
    total = sum(age.breach + age.doubtful + age.weaker for age in made)
    told = [f"{days(total, 'limit')} overdue. {_LIMITS_ONLY}"]
    said = [
        f"{_span(age)} days: " + ", ".join(f"{one.numbers[place]} {one.name}" for one in series) + "."
        for place, age in enumerate(made)
    ]
    chart = columns([_age(age) for age in made], series)
    return _finished(chart, caseload, "Overdue limits by days overdue", told, left_out, said)


def share_in_time_by_month(caseload: Caseload, *, rule: str, months_shown: int = 24) -> Chart:
    """Which share of the limits of one rule were met in time, by the month of their last day.

    Of the limits of the rule whose last day lies in the month and before the caseload's day, the share is::

        met in time / (met in time + done late + still overdue + missed, and no longer due since)

    It is in whole per cent, and 100% only where all were in time; the numbers stand beneath. Late is late on the
    cautious reading of disputed words; the subtitle says how many of those are in time on another. A month in which no
    last day lies has no share. Not counted, and said, are limits that were lifted, whose last day is not known or has
    not gone by, that ended or were started afresh without having been missed in breach, that bind nobody, or that were
    asked for only after their last day. The last ``months_shown`` months are shown. The month of the caseload's day is
    so far only.

    Raises :class:`~send_deadlines.errors.NotThereError` for a rule that the law does not have, and
    :class:`~send_deadlines.errors.SendDeadlinesError` for one that is no limit, unless ``months_shown`` is from 1 to
    120, or where the extra ``charts`` is not installed.

    >>> from send_deadlines import Case, Event, evaluate_all
    >>> request = Event("assessment_request_received", on="2026-01-05")
    >>> cases = [Case("A1", [request]), Case("A2", [request, Event("final_plan_sent", on="2026-05-20")])]
    >>> chart = share_in_time_by_month(evaluate_all(cases, "2026-06-01"), rule="ehc_assessment.final_plan")
    >>> print(chart.description.splitlines()[-1])
    May 2026: 50% in time (1 of 2); 0 done late, 1 still overdue, 0 missed and no longer due.
    """
    _check("months_shown", months_shown)
    limit = _limit(caseload, rule)
    every, left_out = months(caseload, rule)
    made = every[-months_shown:]
    earlier = sum(month.whole for month in every[:-months_shown])
    if earlier:
        left_out[f"in months before {_month(made[0])}"] = earlier
    total, in_time = sum(month.whole for month in made), sum(month.in_time for month in made)
    all_of_them = f": {percent(in_time, total)} in time ({in_time:,} of {total:,})" if total else ""
    told = [limit, f"{days(total, 'limit')} whose last day had gone by{all_of_them}."]
    doubtful = sum(month.doubtful for month in made)
    if doubtful:
        told.append(f"{doubtful} of those not in time are in time on another reading of disputed words.")
    said = [_said(month) for month in made]
    if not made:
        chart = message("No last day of this limit had gone by.")
    else:
        series = [
            Series("met in time", look.PALE, tuple(month.in_time for month in made)),
            Series("done late", look.ORANGE, tuple(month.late for month in made)),
            Series("still overdue", look.VERMILION, tuple(month.overdue for month in made)),
            Series("missed, and no longer due since", look.DARK, tuple(month.missed for month in made)),
        ]
        labels = [_label(month, caseload) for month in made]
        given = [(month.in_time, month.whole) for month in made]
        share = [percent(*each) if each[1] else "none" for each in given]
        chart = altair().vconcat(
            shares(given), columns(labels, series, [("share in time", share)]), spacing=20, bounds="flush"
        )
    return _finished(chart, caseload, f"Share in time of {rule}", told, left_out, said)


def _check(name: str, count: int) -> None:
    if type(count) is not int or not 1 <= count <= _MOST:
        told = Problem(name, f"a picture cannot show {count!r}", f"give a whole number from 1 to {_MOST}")
        raise SendDeadlinesError(str(told))


def _limit(caseload: Caseload, rule: str) -> str:
    """What the limit is, in words."""
    law = next((evaluation.law for evaluation in caseload), None) or load_law()
    versions = [each for each in law.rules if each["id"] == rule]
    if not versions:
        raise NotThereError(str(Problem("", f"no rule is called '{rule}'", did_you_mean(rule, law.rule_ids))))
    latest = versions[-1]
    if latest["kind"] != "limit":
        what = f"the rule '{rule}' is a {latest['kind']}, and only a limit is met in time or not"
        raise SendDeadlinesError(str(Problem("", what, "choose a limit")))
    return duty(law.actors[latest["who"]]["title"], latest)


def _finished(
    chart: Chart, caseload: Caseload, title: str, told: list[str], left_out: Counter[str], said: list[str]
) -> Chart:
    """The picture with what it could not count first, and the same in words."""
    head = f"{title}: {days(len(caseload), 'case')} as at {said_day(caseload.as_of)}"
    if not len(caseload):
        chart, told, said = message("There are no cases."), [], ["There are no cases."]
    if left_out:
        counted = listed((f"{count:,} {why}" for why, count in sorted(left_out.items())), "and")
        told = [*told, f"Not counted: {counted}."]
    if caseload.refused:
        found = days(len(caseload.refused), "problem")
        told = [f"Not all cases are here: some could not be evaluated ({found}).", *told]
    return finished(chart, head, told, "\n".join([f"{head}.", *told, *said]))


def _day_month(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _span(age: Age) -> str:
    return f"{age.least} to {age.most}" if age.most is not None else f"{age.least} or more"


def _age(age: Age) -> tuple[str, str]:
    return (f"{age.least} to", f"{age.most} days") if age.most is not None else (f"{age.least} days", "or more")


def _month(month: Month) -> str:
    return f"{MONTHS[month.first.month - 1]} {month.first.year}"


def _label(month: Month, caseload: Caseload) -> tuple[str, ...]:
    label = (MONTHS[month.first.month - 1][:3], str(month.first.year))
    is_last = caseload.as_of.replace(day=1) == month.first
    return (*label, "so far") if is_last else label


def _said(month: Month) -> str:
    if not month.whole:
        return f"{_month(month)}: no last day."
    return (
        f"{_month(month)}: {percent(month.in_time, month.whole)} in time ({month.in_time} of {month.whole}); "
        f"{month.late} done late, {month.overdue} still overdue, {month.missed} missed and no longer due."
    )

"""The timeline of one case: each clock from its start to its last day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from send_deadlines.case import as_day
from send_deadlines.errors import NotThereError, Problem, SendDeadlinesError, did_you_mean
from send_deadlines.evaluation import Evaluation
from send_deadlines.outcomes import Deadline
from send_deadlines.report.charts.bars import Bar, bar_of
from send_deadlines.report.charts.look import Chart, finished, message
from send_deadlines.report.charts.timeline_drawing import drawn
from send_deadlines.report.rule_words import begun
from send_deadlines.report.words import days, listed, plain
from send_deadlines.said import said_day
from send_deadlines.states import State

__all__ = ["timeline"]

_MOST = 300
"""Deadlines in one picture: beyond them nobody can read it, and few programs can draw it."""

_OVER = frozenset({State.ENDED, State.SUPERSEDED})

_LEFT_OUT = {
    State.RUNNING: "running",
    State.DUE_TODAY: "due today",
    State.OVERDUE: "overdue",
    State.MET: "done in time",
    State.MET_LATE: "done late",
    State.LIFTED: "with the limit lifted",
    State.ENDED: "no longer due",
    State.SUPERSEDED: "started afresh",
    State.LAPSED: "not used in time",
    State.WAITING: "not yet allowed",
    State.BROKEN: "done too soon",
    State.OUTSTANDING: "with no fixed day",
    State.UNKNOWN: "not known",
}


def timeline(
    evaluation: Evaluation,
    *,
    process: str | Collection[str] = (),
    rules: str | Collection[str] = (),
    open_only: bool = False,
    ended: bool = False,
    since: str | date | None = None,
    until: str | date | None = None,
) -> Chart:
    """The timeline of a case: a row for each deadline, by process, from the day its clock started to its last day.

    ``process`` and ``rules`` choose by name, one or several; ``open_only`` leaves out what needs nothing more. What has
    ended or been started afresh is left out unless ``ended`` is set, or it is a breach. ``since`` and ``until`` show
    only those days, and the deadlines that touch them. The subtitle says how many are left out, and why.

    Where the law gives no day there is none: a duty without a number is a line that goes on, and an unknown day a
    dashed stretch between the days that bound it. Days that a count passes over stand out in its row; at the head are
    bank holidays, and where the case has a school's calendar the days that the school is closed.

    Raises :class:`~send_deadlines.errors.NotThereError` for a process or rule the law does not have, and
    :class:`~send_deadlines.errors.SendDeadlinesError` where there are more than 300 deadlines to show, ``until`` comes
    before ``since``, or the extra ``charts`` is not installed.

    >>> from send_deadlines import Case, Event, evaluate
    >>> case = Case("EHC-1042", [Event("assessment_request_received", on="2026-01-05")])
    >>> chart = timeline(evaluate(case, "2026-03-01"), rules="ehc_assessment.final_plan")
    >>> print(chart.description.splitlines()[-1])
    Final plan (local authority): Mon 25 May 2026 *, running. It started on Monday 5 January 2026.
    """
    choice = _Choice(
        evaluation,
        _named(process, evaluation.law.processes, "process"),
        _named(rules, evaluation.law.rule_ids, "rule"),
        open_only,
        ended,
        None if since is None else as_day(since, "since"),
        None if until is None else as_day(until, "until"),
    )
    return choice.chart()


def _named(given: str | Collection[str], known: Collection[str], what: str) -> frozenset[str]:
    names = frozenset({given} if isinstance(given, str) else given)
    for name in sorted(names - set(known)):
        raise NotThereError(str(Problem("", f"no {what} is called '{name}'", did_you_mean(name, known))))
    return names


class _Choice(NamedTuple):
    """What of an evaluation is shown."""

    evaluation: Evaluation
    processes: frozenset[str]
    rules: frozenset[str]
    open_only: bool
    ended: bool
    since: date | None
    until: date | None

    def chart(self) -> Chart:
        if self.since is not None and self.until is not None and self.until < self.since:
            wrong = Problem("until", f"{self.until} comes before {self.since}, the first day to show", "swap the two")
            raise SendDeadlinesError(str(wrong))
        bars, left_out = self.bars()
        if len(bars) > _MOST:
            what = f"there are {len(bars):,} deadlines to show, and a picture holds {_MOST}"
            mend = "choose some of them, by process, by rule or only those that are open"
            raise SendDeadlinesError(str(Problem(f"case {plain(self.evaluation.case_id)}", what, mend)))
        as_of = self.evaluation.as_of
        title = f"{plain(self.evaluation.case_id)} as at {said_day(as_of)}"
        told = self.told(len(bars), left_out)
        shaded = ""
        if bars:
            chart, shaded = drawn(bars, self.evaluation, self.since, self.until)
        else:
            chart = message(_nothing(self.evaluation))
        return finished(chart, title, told, "\n".join([f"Timeline of {title}.", *told, *self.words(bars, shaded)]))

    def bars(self) -> tuple[list[Bar], Counter[str]]:
        """The bars in the order of the evaluation, process by process, and how many deadlines are left out and why."""
        left_out: Counter[str] = Counter()
        by_process: dict[str, list[Bar]] = {}
        for each in self.evaluation.deadlines:
            why = self.why_not(each)
            if not why:
                bar = bar_of(each, self.evaluation.as_of, self.evaluation.calendars)
                why = self.outside(bar)
            if why:
                left_out[why] += 1
            else:
                by_process.setdefault(each.rule.partition(".")[0], []).append(bar)
        return [bar for bars in by_process.values() for bar in bars], left_out

    def why_not(self, each: Deadline) -> str:
        """Why a deadline is left out; nothing where it is shown."""
        if self.processes and each.rule.partition(".")[0] not in self.processes:
            return "of other processes"
        if self.rules and each.rule not in self.rules:
            return "of other rules"
        broken = each.is_breach or each.is_doubtful_breach
        if (self.open_only and not each.is_open) or (each.state in _OVER and not self.ended and not broken):
            late = " (in breach)" if each.is_breach else " (arguably in breach)" if broken else ""
            return _LEFT_OUT[each.state] + (late or (" (but missed)" if each.was_missed else ""))
        return ""

    def outside(self, bar: Bar) -> str:
        """Why a bar is left out that lies wholly outside the days to show."""
        goes_on = any(part.last is None for part in bar.parts)
        if self.since is not None and not goes_on and max(bar.days) < self.since:
            return f"over before {said_day(self.since)}"
        if self.until is not None and min(bar.days) > self.until:
            return f"beginning after {said_day(self.until)}"
        return ""

    def told(self, shown: int, left_out: Counter[str]) -> list[str]:
        """What the picture shows, what it leaves out, and what stands beside it."""
        total = len(self.evaluation)
        told = [f"{shown} of {days(total, 'deadline')} shown."] if total else []
        if left_out:
            told.append(f"Left out: {listed((f'{count} {why}' for why, count in sorted(left_out.items())), 'and')}.")
        if self.rules - {each.rule for each in self.evaluation.deadlines}:
            missing = sorted(self.rules - {each.rule for each in self.evaluation.deadlines})
            told.append(f"Nothing in this case has started {listed(missing)}.")
        if self.evaluation.problems:
            found = days(len(self.evaluation.problems), "thing")
            told.append(f"{found} in this case cannot be right: the evaluation says what.")
        return told

    def words(self, bars: list[Bar], shaded: str) -> list[str]:
        """The same in words, a line for each row."""
        lines, process = [], ""
        for bar in bars:
            each = bar.deadline
            if each.rule.partition(".")[0] != process:
                process = each.rule.partition(".")[0]
                lines.append(f"{begun(self.evaluation.law.processes[process]['title'])}:")
            done = f" It was done on {said_day(each.done_on)}." if each.done_on is not None else ""
            lines.append(f"{bar.label}: {bar.due}, {bar.state}. It started on {said_day(each.started_on)}.{done}")
        if shaded:
            lines.insert(0, f"{begun(shaded)}.")
        if not bars:
            lines.append(_nothing(self.evaluation))
        elif any(bar.notes for bar in bars):
            lines.insert(0, "A star marks a date that is not certain: the evaluation says why.")
        return lines


def _nothing(evaluation: Evaluation) -> str:
    if evaluation.deadlines:
        return "Nothing is left to show: every deadline has been left out."
    return f"Nothing in this case has started a time limit by {said_day(evaluation.as_of)}."

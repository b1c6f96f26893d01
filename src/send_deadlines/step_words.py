"""Each kind of step to a date, made into sentences with their provisions.

The engine keeps steps as small plain data (a word, then what it needs); this is the only place that knows how each
word is said.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from send_deadlines.exception_words import Sentence, cited, said_exception
from send_deadlines.outcomes import Deadline, Finding, Step
from send_deadlines.said import said_day, said_hour

__all__ = ["cite_of", "said_step"]


def cite_of(deadline: Deadline) -> str:
    """The rule's own provision, as it is cited."""
    return str(deadline.cites[0])


def _event(deadline: Deadline, name: str, key: str = "on") -> str:
    words = deadline._plan.law.events.get(name)
    if words is None:
        return name
    return str(words["on"] if key == "on" else words["dates"][key]["meaning"])


def _name(number: float) -> str:
    return f"{number:g}"


def _started(deadline: Deadline, step: Step) -> list[Sentence]:
    _, event, key, day, start = step
    words = deadline._plan.law.events.get(event)
    if words is None:
        return [Sentence(f"The clock starts on {said_day(day)}: {event}.", cite_of(deadline))]
    cite = cite_of(deadline)
    if key == "on":
        return [Sentence(f"The clock starts on {said_day(day)}, {words['on']} ({event}).", cite)]
    meaning = words["dates"][key]["meaning"]
    if start is None:
        return [Sentence(f"The clock starts on {meaning} ({event}.{key}), which is not recorded.", cite)]
    return [Sentence(f"The clock starts from {said_day(start)}, {meaning} ({event}.{key}).", cite)]


def _date(deadline: Deadline, event: str, key: str) -> str:
    """What one of an event's dates is, as a sentence begins with it."""
    meaning: str = deadline._plan.law.events[event]["dates"][key]["meaning"]
    return meaning[0].upper() + meaning[1:]


def _taken_from(deadline: Deadline, step: Step) -> list[Sentence]:
    _, event, key, words, day = step
    said = f"{_date(deadline, event, key)} is not recorded with it; the last {words['event']} before it"
    return [Sentence(f"{said} is taken, of {said_day(day)}.")]


def _shown_by(deadline: Deadline, step: Step) -> list[Sentence]:
    _, name, event, day = step
    meaning = _meaning(deadline._plan.law, name)
    return [Sentence(f"The {event} of {said_day(day)} is taken to show, where no other is recorded: {meaning}.")]


def _otherwise(deadline: Deadline, step: Step) -> list[Sentence]:
    _, event, key, day = step
    return [Sentence(f"{_date(deadline, event, key)} is not recorded; it is taken to be {said_day(day)} itself.")]


def _run(deadline: Deadline, step: Step) -> list[Sentence]:
    _, event, key, day, spells = step
    joined = "one by itself" if spells == 1 else f"{spells} that follow on one another"
    return [Sentence(f"{_date(deadline, event, key)} is found from the days of each: {said_day(day)}, {joined}.")]


def _by_age(deadline: Deadline, step: Step) -> list[Sentence]:
    _, event, key, words, age, born, day = step
    said = f"{_date(deadline, event, key)} is not recorded; it is worked out from the date of birth, "
    return [
        Sentence(f"{said}{said_day(born)}: the first {words['day']} after the age of {age}, {said_day(day)}."),
        Sentence("Doubt: whoever is taught outside their age group moves in another year than the usual one."),
    ]


def _condition(deadline: Deadline, step: Step) -> list[Sentence]:
    _, words, holds, needed, value = step
    law, cite = deadline._plan.law, cite_of(deadline)
    if words.get("happened"):
        return [Sentence(f"It applies because this has happened: {_meaning(law, words['happened'])}.", cite)]
    before = words.get("not_happened") or words.get("not_happened_before")
    if before:
        return [Sentence(f"It applies because this had not happened before: {_meaning(law, before)}.", cite)]
    if holds is None:
        return [Sentence(f"Whether it applies is not known: {needed} would settle it.", cite)]
    if words.get("measure"):
        measure = law.measures[words["measure"]]
        subject, said = measure["title"], f"{_name(value.amount)} {measure['unit']}"
    else:
        subject = (words.get("fact") or words["attribute"]).replace("_", " ")
        said = _value(value)
    tests = {"over": "over", "at_least": "at least", "under": "under", "at_most": "at most"}
    limits = " and ".join(f"{word} {_value(words[key])}" for key, word in tests.items() if key in words)
    made_of = _made_of(value) if words.get("measure") else ""
    which = f", which is {limits}" if limits else ""
    return [Sentence(f"It applies because of {subject}: {said}{which}{made_of}.", cite)]


def _made_of(total: Any) -> str:
    """What a running total is made of, where that is more than one thing."""
    if len(total.parts) < 2:
        return ""
    said = [f"{_name(amount)} of {each.about or said_day(each.day)}" for each, amount in total.parts]
    return f" ({', '.join(said)})"


def _meaning(law: Any, event: str) -> str:
    return str(law.events[event]["meaning"]).rstrip(".")


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return _name(value) if isinstance(value, float) else str(value).replace("_", " ")


def _deemed(deadline: Deadline, step: Step) -> list[Sentence]:
    _, words, sent, served, citation = step
    how = f"{words['after']} after it was sent" if words.get("after") else "the day it was sent"
    text = (
        f"It was sent ({words['method'].replace('_', ' ')}) on {said_day(sent)} and counts as served {how}: "
        f"{said_day(served)}."
    )
    return [Sentence(text, cited(citation, words["provision"]))]


def _counted(deadline: Deadline, step: Step) -> list[Sentence]:
    _, period, counted, first, end = step
    day = "the day of the start is day 1" if counted else "the day of the start is not counted"
    text = f"The period is {period}; {day}, so day 1 is {said_day(first)} "
    return [Sentence(f"{text}and the last day is {said_day(end)}.", cite_of(deadline))]


def _counted_back(deadline: Deadline, step: Step) -> list[Sentence]:
    _, period, clear, event, end = step
    ends = "both end days are left out" if clear else "that day itself is not counted"
    text = f"Counting back {period} from {said_day(event)}, {ends}: the last day is "
    return [Sentence(f"{text}{said_day(end)}.", cite_of(deadline))]


def _left_out(deadline: Deadline, step: Step) -> list[Sentence]:
    _, days, windows, spells = step
    what = " and ".join([*(str(window) for window in windows), *(["the days of the pause"] if spells else [])])
    return [Sentence(f"Days not counted: {days} ({what}).", cite_of(deadline))]


def _moved(deadline: Deadline, step: Step) -> list[Sentence]:
    _, end, due, why, way = step
    text = f"{said_day(end)} {'is ' if why.startswith('not') else ''}{why}, so the last day becomes {said_day(due)}."
    return [Sentence(text, cited(deadline.cites[0].citation, way["provision"]))]


def _month_end(deadline: Deadline, step: Step) -> list[Sentence]:
    _, due, latest = step
    return [
        Sentence(
            f"The month has no such day, and whether the period ends on {said_day(due)} or {said_day(latest)} is "
            "doubtful; the earlier is taken."
        )
    ]


def _short_month(deadline: Deadline, step: Step) -> list[Sentence]:
    _, start, end = step
    number = date.fromordinal(start).day
    return [Sentence(f"That month has no day {number}, so its last day is taken: {said_day(end)}.")]


def _moved_twice(deadline: Deadline, step: Step) -> list[Sentence]:
    _, due, latest = step
    text = f"Whether it can be as late as {said_day(latest)} is doubtful; {said_day(due)} is taken."
    return [Sentence(text)]


def _had_gone(deadline: Deadline, step: Step) -> list[Sentence]:
    return [Sentence(f"Its last day, {said_day(step[1])}, had gone by then.")]


def _fixed_day(deadline: Deadline, step: Step) -> list[Sentence]:
    _, day, in_time, due = step
    if in_time == "before":
        return [
            Sentence(f"It must be done before {said_day(day)}: the last day is {said_day(due)}.", cite_of(deadline))
        ]
    return [Sentence(f"It must be done by {said_day(due)}, that day included.", cite_of(deadline))]


def _same_day(deadline: Deadline, step: Step) -> list[Sentence]:
    verb = {"wait": "may not", "right": "may"}.get(deadline.kind, "must")
    return [Sentence(f"It {verb} be done on the day itself: {said_day(step[1])}.", cite_of(deadline))]


def _day_before(deadline: Deadline, step: Step) -> list[Sentence]:
    return [Sentence(f"It must be done before that day: the last day is {said_day(step[1])}.", cite_of(deadline))]


def _of_several(deadline: Deadline, step: Step) -> list[Sentence]:
    word, dates, chosen = step
    listed = "; ".join(f"{says}: {said_day(day)}" for says, day in dates)
    listed = listed[:1].upper() + listed[1:]
    which = word.split()[0]
    if len(dates) == 1:
        return [Sentence(f"Only one of the dates is there: {listed}.", cite_of(deadline))]
    count = "two" if len(dates) == 2 else "several"
    return [Sentence(f"Of {count} dates the {which} decides. {listed}. The {which} is {chosen}.", cite_of(deadline))]


def _directed(deadline: Deadline, step: Step) -> list[Sentence]:
    _, given, due, usual = step
    text = f"A direction of {said_day(given)} fixes the day: {said_day(due)}."
    if usual is not None:
        which = f"the {deadline.usual_kind} last day"
        same = usual == due
        text += f" That is {which} too." if same else f" It takes the place of {which}, {said_day(usual)}."
    return [Sentence(text)]


def _measured_from(deadline: Deadline, step: Step) -> list[Sentence]:
    _, event, key, day, _ = step
    return [Sentence(f"It is counted from {_event(deadline, event, key)}: {said_day(day)}.")]


def _clear_or_not(deadline: Deadline, step: Step) -> list[Sentence]:
    _, due, later = step
    text = f"The direction does not say whether it means clear days; if not, the last day is {said_day(later)}."
    return [Sentence(text)] if later != due else []


def _extended(deadline: Deadline, step: Step) -> list[Sentence]:
    _, words, day = step
    text = f"Notice given on {said_day(day)}, while the period ran, makes it {words['to']} in all."
    return [Sentence(text, cited(deadline.cites[0].citation, words["provision"]))]


def _paused(deadline: Deadline, step: Step) -> list[Sentence]:
    _, first, last, words = step
    cite = cited(deadline.cites[0].citation, words["provision"])
    if last is None:
        return [Sentence(f"The clock has stood still since {said_day(first)}.", cite)]
    text = f"The clock stood still from {said_day(first)} to {said_day(last)}, both days left out."
    return [Sentence(text, cite)]


def _reading(deadline: Deadline, step: Step) -> list[Sentence]:
    _, dispute, chosen, dates = step
    known = {each["id"]: each for each in dispute["readings"]}
    listed = []
    for name, day in dates:
        said = said_day(day) if day is not None else "not known"
        listed.append(f"{known[name]['says']} ({known[name]['authority']}): {said}")
    question = dispute["question"].rstrip(".?")
    all_of = "; ".join(listed)
    cautious = " the cautious one," if known[chosen].get("cautious") else ""
    return [
        Sentence(
            f"The words bear more than one reading: {question}. {all_of[:1].upper()}{all_of[1:]}.", cite_of(deadline)
        ),
        Sentence(f"The reading taken is{cautious} '{chosen}'."),
    ]


def _in_time_by(deadline: Deadline, step: Step) -> list[Sentence]:
    said = []
    names = [name for name in step[1] if name != "later_day"]
    if names:
        read = " and ".join(f"'{name}'" for name in names)
        said.append(f"It is late by the cautious reading. Read as {read}, it is in time, and so no breach.")
    if "later_day" in step[1] and deadline.latest is not None:
        said.append(f"If the last day is {said_day(deadline.latest)}, it is in time, and so no breach.")
    return [Sentence(text) for text in said]


def _gone(deadline: Deadline, step: Step) -> list[Sentence]:
    return [Sentence(f"Whatever the day is, it was no later than {said_day(step[1])}, and has gone.")]


def _amended(deadline: Deadline, step: Step) -> list[Sentence]:
    _, amendment, change = step
    instrument = deadline._plan.law.instruments[amendment["instrument"]]
    text = f"This limit was changed while it was in force by: {amendment['title']}."
    doubts = [Sentence(f"Doubt: {doubt}") for doubt in amendment.get("doubts", [])]
    return [Sentence(text, cited(instrument["citation"], change["provision"])), *doubts]


def _exception(deadline: Deadline, step: Step) -> list[Sentence]:
    finding: Finding = step[1]
    said = [said_exception(deadline, finding)]
    if finding.lifts and deadline.as_soon_as:
        softer = deadline.as_soon_as != deadline._plan.rule.get("as_soon_as", "")
        cite = said[0].cite if softer else cite_of(deadline)
        said.append(Sentence(f"The duty to act {deadline.as_soon_as} stays.", cite))
    return said + [Sentence(f"Doubt: {doubt}") for doubt in finding.exception.get("doubts", [])]


def _done(deadline: Deadline, step: Step) -> list[Sentence]:
    _, event, day, hour = step
    at = f" at {said_hour(hour)}" if hour is not None else ""
    return [Sentence(f"It was done{at} on {said_day(day)}, {_event(deadline, event)} ({event}).")]


def _after_the_hour(deadline: Deadline, step: Step) -> list[Sentence]:
    _, hour, by_hour = step
    text = f"{said_hour(hour)} is after {said_hour(by_hour)}, so it was done too late on its last day."
    return [Sentence(text, cited(deadline.cites[0].citation, deadline._counted_by["provision"]))]


def _ended(deadline: Deadline, step: Step) -> list[Sentence]:
    _, event, day = step
    return [Sentence(f"It is no longer required since {said_day(day)}, {_event(deadline, event)} ({event}).")]


def _revived(deadline: Deadline, step: Step) -> list[Sentence]:
    _, ended, ended_on, revived, revived_on = step
    text = (
        f"{ended} on {said_day(ended_on)} ended it; {revived} on {said_day(revived_on)} brought it back with its "
        "first date."
    )
    return [Sentence(text, cite_of(deadline))]


def _superseded(deadline: Deadline, step: Step) -> list[Sentence]:
    return [Sentence(f"It was started afresh on {said_day(step[1])}.")]


def _implied(deadline: Deadline, step: Step) -> list[Sentence]:
    _, event, day = step
    return [Sentence(f"{event} on {said_day(day)} shows that it was done, but not when.")]


def _implied_in_time(deadline: Deadline, step: Step) -> list[Sentence]:
    _, event, day = step
    return [Sentence(f"{event} on {said_day(day)} shows that it had been done by then, and so in time.")]


def _unknown(deadline: Deadline, step: Step) -> list[Sentence]:
    return [Sentence(f"The date is not known: {step[1]}.")]


def _guarded(deadline: Deadline, step: Step) -> list[Sentence]:
    _, event, day = step
    meaning = _meaning(deadline._plan.law, event)
    return [Sentence(f"This came on {said_day(day)}, before the wait was over: {meaning}.", cite_of(deadline))]


def _run_out(deadline: Deadline, step: Step) -> list[Sentence]:
    return [Sentence(f"The wait ran out at the end of {said_day(step[1])}.")]


def _held_open(deadline: Deadline, step: Step) -> list[Sentence]:
    _, first, last, words = step
    cite = cited(deadline.cites[0].citation, words["provision"])
    if last is None:
        return [Sentence(f"It has been held open since {said_day(first)} and cannot end yet.", cite)]
    if words.get("last_day") == "the day before":
        return [Sentence(f"It was held open from {said_day(first)} until {said_day(last)}, that day left out.", cite)]
    return [Sentence(f"It was held open from {said_day(first)} to {said_day(last)}.", cite)]


def _measured(deadline: Deadline, step: Step) -> list[Sentence]:
    _, words, total, amount = step
    said = f"{_name(total.amount)} {words['unit']}{_made_of(total)}"
    text = f"{words['title'].capitalize()}: {said}; the most allowed is {_name(amount)}."
    return [Sentence(text, cite_of(deadline))]


def _in_time_whatever(deadline: Deadline, step: Step) -> list[Sentence]:
    text = f"The last day is not known, but it cannot be before {said_day(step[1])}: it was done in time."
    return [Sentence(text, cite_of(deadline))]


_SAYINGS: dict[str, Callable[[Deadline, Step], list[Sentence]]] = {
    "started": _started,
    "taken from": _taken_from,
    "by age": _by_age,
    "run": _run,
    "otherwise": _otherwise,
    "shown by": _shown_by,
    "condition": _condition,
    "deemed": _deemed,
    "counted": _counted,
    "counted back": _counted_back,
    "left out": _left_out,
    "moved": _moved,
    "month end": _month_end,
    "short month": _short_month,
    "moved twice": _moved_twice,
    "had gone": _had_gone,
    "fixed day": _fixed_day,
    "same day": _same_day,
    "day before": _day_before,
    "later of": _of_several,
    "earlier of": _of_several,
    "directed": _directed,
    "measured from": _measured_from,
    "clear days or not": _clear_or_not,
    "after the hour": _after_the_hour,
    "extended": _extended,
    "paused": _paused,
    "reading": _reading,
    "in time by": _in_time_by,
    "gone whatever the day": _gone,
    "amended": _amended,
    "exception": _exception,
    "done": _done,
    "ended": _ended,
    "revived": _revived,
    "superseded": _superseded,
    "implied": _implied,
    "implied in time": _implied_in_time,
    "unknown": _unknown,
    "guarded": _guarded,
    "in time whatever the day": _in_time_whatever,
    "run out": _run_out,
    "held open": _held_open,
    "measured": _measured,
}


def said_step(deadline: Deadline, step: Step) -> list[Sentence]:
    """One step, in sentences."""
    return _SAYINGS[step[0]](deadline, step)

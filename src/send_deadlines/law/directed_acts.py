"""What a direction may say of the acts it lists, as a case and as an example writes them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from send_deadlines.calendars import parse_period
from send_deadlines.case import as_day
from send_deadlines.errors import CaseError, PeriodError, did_you_mean
from send_deadlines.said import shown

__all__ = ["acts_of", "faults_of_acts"]

_WAYS = ("due", "before", "within", "not_required")
"""The ways in which a direction can speak of an act; one of them at the most."""

_KEYS = ("act", "who", *_WAYS, "of", "clear_days", "again")


def acts_of(rules: Iterable[tuple[str, str | None, str]], processes: Collection[str]) -> dict[str, set[str]]:
    """The acts that can be directed, each with those who can be told to do it.

    ``rules`` are given by their id, their act and who is bound; ``processes`` are those whose acts can be directed, all
    of them if none is named.

    >>> acts_of([("appeal.reply", "reply", "authority"), ("exclusion.decide", "decide", "board")], ["appeal"])
    {'reply': {'authority'}}
    """
    found: dict[str, set[str]] = {}
    for rule, act, who in rules:
        if act is not None and (not processes or rule.partition(".")[0] in processes):
            found.setdefault(act, set()).add(who)
    return found


def faults_of_acts(
    value: object, measured_from: Collection[str], acts: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, str]]:
    """What is wrong with the acts that an event lists, each with how to mend it.

    ``measured_from`` are the days from which time can be counted, by name; ``acts`` the acts that can be directed, each
    with those who can be told to do it.

    >>> list(faults_of_acts([{"act": "send", "before": "10 days"}], ["hearing"], {"send": ["family"]}))
    [('act 1 of `acts`: it does not say of what day `before` is counted', 'add "of": one of hearing')]
    """
    if not isinstance(value, list):
        yield f"`acts` is {shown(value)}, not a list", 'write it as [{"act": "...", "due": "2026-01-05"}]'
        return
    if not value:
        yield "`acts` is empty", 'write [{"act": "...", "due": "2026-01-05"}] with what was directed, or leave it out'
    for number, each in enumerate(value, 1):
        for what, mend in _faults_of_act(each, measured_from, acts):
            yield f"act {number} of `acts`: {what}", mend


def _faults_of_act(
    value: object, names: Collection[str], acts: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, str]]:
    if not isinstance(value, Mapping):
        yield f"it is {shown(value)}, not an object", 'write it as {"act": "...", "due": "2026-01-05"}'
        return
    for key in value:
        if key not in _KEYS:
            yield f"unknown key '{key}'", did_you_mean(str(key), _KEYS)
    act = value.get("act")
    if not isinstance(act, str):
        yield "it does not say which act", 'add "act": "...", by the name a rule gives its act'
    elif act not in acts:
        yield f"`act` is {shown(act)}, which is no act that can be directed here", did_you_mean(act, acts)
    elif "who" in value and value["who"] not in acts[act]:
        mend = f"give one of {', '.join(sorted(acts[act]))}"
        yield f"`who` is {shown(value['who'])}, who cannot be told to do that", mend
    ways = [key for key in _WAYS if key in value]
    if len(ways) > 1:
        yield f"it says both `{ways[0]}` and `{ways[1]}`", "keep one"
        return
    if "due" in value:
        try:
            as_day(value["due"])
        except CaseError as error:
            yield from ((f"its `due`: {each.what}", each.mend) for each in error.problems)
    for key in ("not_required", "again"):
        if key in value and value[key] is not True:
            yield f"`{key}` is {shown(value[key])}", "give true, or leave it out"
    if "again" in value and "not_required" in value:
        yield "it says both `again` and `not_required`", "keep one"
    counts = [key for key in ("within", "before") if key in value]
    for key in counts:
        try:
            parse_period(value[key])
        except PeriodError as error:
            if "unknown unit" in str(error):
                what, _, mend = str(error).rpartition("; ")
            else:
                what, mend = f"{shown(value[key])} is no length of time", 'write it as "10 working days"'
            yield f"its `{key}`: {what}", mend
    if counts and "of" not in value:
        yield f"it does not say of what day `{counts[0]}` is counted", f'add "of": one of {", ".join(sorted(names))}'
    elif "of" in value and not counts:
        yield "it has `of` without `within` or `before`", "say how much time, or leave it out"
    elif counts and (not isinstance(value["of"], str) or value["of"] not in names):
        yield f"`of` is {shown(value['of'])}, which is not known", did_you_mean(str(value["of"]), names)
    if "clear_days" in value and (counts != ["before"] or not isinstance(value["clear_days"], bool)):
        yield "`clear_days` is true or false, and only for `before`", "leave it out, or give one of the two"

"""Cross-checks of the shape of a rule: which of its words can stand together, and which its kind asks for."""

from __future__ import annotations

from typing import Any

from send_deadlines.law.grammar import UNKNOWN, Entry, Loc
from send_deadlines.law.language import Condition, Limb, Reworded, Rule
from send_deadlines.law.names import Names

__all__ = ["HAPPENINGS", "PERIODS", "check_condition_shape", "check_reworded", "check_shape"]

PERIODS = ("within", "before", "by", "same_day", "later_of", "earlier_of", "as_directed")
"""The words that say how long a rule gives; a limit, a right and a wait have exactly one."""

HAPPENINGS = ("happened", "not_happened", "not_happened_before")
"""The tests of a condition that name what has happened, or has not."""

_LIMB_PERIODS = ("within", "before", "by", "same_day", "day_before")
_SUBJECTS = ("fact", "attribute", "measure", *HAPPENINGS)
_TESTS = ("equals", "one_of", "over", "at_least", "under", "at_most")


def check_shape(names: Names, entry: Entry, rule: Rule) -> None:
    """The words a rule has are those of its kind, and none lacks another that it needs."""
    _check_period(names, entry, rule)
    _check_ends(names, entry, rule)
    _check_start(names, entry, rule)
    _check_kind(names, entry, rule)
    _check_text(names, entry, rule)


def _given(words: Any, keys: tuple[str, ...]) -> list[str]:
    return [key for key in keys if getattr(words, key) not in (None, False, [])]


def _one_of(keys: tuple[str, ...]) -> str:
    return ", ".join(keys[:-1]) + " and " + keys[-1]


def _check_period(names: Names, entry: Entry, rule: Rule) -> None:
    given = _given(rule, PERIODS)
    if rule.kind in ("duty", "cap"):
        for key in given:
            mend = "make it a limit, or leave that out" if rule.kind == "duty" else "its number stands in at_most"
            names.tell(entry, (key,), f"is a {rule.kind}, which has no '{key}'", mend)
    elif not given:
        names.tell(entry, (), f"is a {rule.kind} without a time", f"give one of {_one_of(PERIODS)}")
    elif len(given) > 1:
        names.tell(entry, (given[1],), f"has both '{given[0]}' and '{given[1]}'", "keep one")
    for key in ("later_of", "earlier_of"):
        limbs: list[Limb] = getattr(rule, key)
        if len(limbs) == 1:
            names.tell(entry, (key,), f"has only one date in '{key}'", "add another, or write the rule without it")
        for i, limb in enumerate(limbs):
            _check_limb(names, entry, limb, (key, i))


def _check_limb(names: Names, entry: Entry, limb: Limb, of: Loc) -> None:
    given = _given(limb, _LIMB_PERIODS)
    if len(given) != 1:
        what = f"has both '{given[0]}' and '{given[1]}'" if given else "has no time"
        names.tell(entry, (given[1],) if given else (), what, f"give exactly one of {_one_of(_LIMB_PERIODS)}", of=of)
    if not limb.starts:
        names.tell(entry, ("starts",), "has no start", 'write starts = ["..."]', of=of)
    _check_ends(names, entry, limb, of)


def _check_ends(names: Names, entry: Entry, words: Rule | Limb, of: Loc = ()) -> None:
    """A period says how its end days are counted, and nothing else does."""
    if words.within is not None and words.first_day is None:
        mend = 'write first_day = "counted" or "not counted"'
        names.tell(entry, ("within",), "does not say whether the first day is counted", mend, of=of)
    if words.within is None and words.first_day is not None:
        names.tell(entry, ("first_day",), "has 'first_day' without 'within'", "leave it out", of=of)
    if words.before is not None and words.clear_days is None:
        mend = "write clear_days = true or false"
        names.tell(entry, ("before",), "counts back without saying whether the days are clear days", mend, of=of)
    if words.before is None and words.clear_days is not None:
        names.tell(entry, ("clear_days",), "has 'clear_days' without 'before'", "leave it out", of=of)


def _check_start(names: Names, entry: Entry, rule: Rule) -> None:
    limbs = bool(rule.later_of or rule.earlier_of)
    if rule.as_directed:
        _check_as_directed(names, entry, rule)
        return
    if limbs and rule.starts:
        names.tell(entry, ("starts",), "has 'starts' besides dates with starts of their own", "leave it out")
    if not limbs and not rule.starts and not rule.starts_when_lapsed:
        names.tell(entry, (), "has no start", 'write starts = ["..."], or starts_when_lapsed')
    if rule.starts_when_lapsed and rule.lapse_from is None:
        mend = 'write lapse_from = "before any move" or "after any move"'
        names.tell(entry, ("starts_when_lapsed",), "does not say from which last day a lapse counts", mend)
    if rule.lapse_from is not None and not rule.starts_when_lapsed:
        names.tell(entry, ("lapse_from",), "has 'lapse_from' without 'starts_when_lapsed'", "leave it out")
    if rule.again is None:
        mend = 'write again = "supersedes" or "runs beside"'
        names.tell(entry, (), "does not say what a second start does", mend)


def _check_as_directed(names: Names, entry: Entry, rule: Rule) -> None:
    """What only a direction starts has no other start, and an act that a direction can name."""
    for key in ("starts", "starts_when_lapsed", "again", "time_for"):
        if getattr(rule, key):
            what = f"has '{key}', though only a direction starts it"
            names.tell(entry, (key,), what, "leave it out, or give the usual time")
    if rule.act is None:
        names.tell(entry, (), "is as directed, but no direction can name it", 'write act = "..."')


def _check_kind(names: Names, entry: Entry, rule: Rule) -> None:
    if rule.kind == "cap" and rule.at_most is None:
        names.tell(entry, (), "is a cap without 'at_most'", "say what is measured and how much is allowed")
    if rule.kind == "wait" and not rule.guards:
        names.tell(entry, (), "is a wait that guards nothing", 'write guards = ["..."]: what may not be done')
    for key, kind in (
        ("at_most", "cap"),
        ("guards", "wait"),
        ("held_open_by", "wait"),
        ("spares", "wait"),
        ("time_for", "limit"),
    ):
        if rule.kind != kind and getattr(rule, key):
            names.tell(entry, (key,), f"is a {rule.kind}, but '{key}' is only for a {kind}", "leave it out")
    for key in ("act", "unless"):
        if rule.kind not in ("limit", "right") and getattr(rule, key):
            what = f"is a {rule.kind}, but '{key}' is only for a limit or a right"
            names.tell(entry, (key,), what, "leave it out")
    if rule.binds == "only if done" and not rule.done_by:
        names.tell(entry, ("binds",), "binds only if done, but does not say by what", 'write done_by = ["..."]')
    if rule.revived_by and not rule.ended_by:
        names.tell(entry, ("revived_by",), "can be revived but never ended", 'write ended_by = ["..."]')
    if rule.extended_by and rule.within is None:
        names.tell(entry, ("extended_by",), "has 'extended_by' without 'within'", "only a period can be made longer")
    if rule.paused_by and rule.within is None:
        names.tell(entry, ("paused_by",), "has 'paused_by' without 'within'", "only a period forward can be paused")
    for one, other in (("done_by", "ended_by"), ("done_by", "implied_by"), ("implied_by", "ended_by")):
        for i, event in enumerate(getattr(rule, other)):
            if event in getattr(rule, one):
                names.tell(entry, (other, i), f"has '{event}' both in '{one}' and in '{other}'", "keep one")


def _check_text(names: Names, entry: Entry, rule: Rule) -> None:
    first, _, rest = rule.must.strip().partition(" ")
    if first.lower() in ("must", "may") and rule.must != UNKNOWN:
        mend = f"write what follows it: '{rest.removeprefix('not ')}'"
        names.tell(entry, ("must",), f"begins 'must' with the word '{first}', which is put before it", mend)


def check_reworded(names: Names, entry: Entry, rule: Rule, reworded: Reworded, of: Loc) -> None:
    """New words take the place of words that are there."""
    given = _given(reworded, ("within", "before", "by", "counting", "starts", "done_by"))
    given += [key for key in ("first_day", "clear_days") if getattr(reworded, key) is not None]
    if not given:
        names.tell(entry, (), "rewords nothing", "give the words it changes, or leave it out", of=of)
    if set(given) - {"done_by"} and (rule.later_of or rule.earlier_of):
        what = f"rewords rule '{rule.id}', whose dates have words of their own"
        names.tell(entry, (), what, "say it in 'doubts'", of=of)
        return
    for key in given:
        if getattr(rule, key) in (None, []):
            what = f"rewords '{key}', which rule '{rule.id}' does not have"
            names.tell(entry, (key,), what, "leave it out", of=of)
        elif getattr(rule, key) == getattr(reworded, key):
            what = f"rewords '{key}' to what rule '{rule.id}' says already"
            names.tell(entry, (key,), what, "leave it out", of=of)


def check_condition_shape(names: Names, entry: Entry, condition: Condition, of: Loc) -> None:
    """It puts one test to one thing."""
    subjects, tests = _given(condition, _SUBJECTS), [k for k in _TESTS if getattr(condition, k) not in (None, [])]
    if len(subjects) != 1:
        what = f"tests both '{subjects[0]}' and '{subjects[1]}'" if subjects else "tests nothing"
        names.tell(entry, (), what, f"give exactly one of {_one_of(_SUBJECTS)}", of=of)
    elif condition.of is not None and condition.attribute is None:
        what = f"has 'of' besides '{subjects[0]}'"
        names.tell(entry, ("of",), what, "only an attribute is that of an event: leave it out", of=of)
    elif subjects[0] in HAPPENINGS:
        if tests:
            what = f"has '{tests[0]}' besides '{subjects[0]}'"
            names.tell(entry, (tests[0],), what, f"'{subjects[0]}' is a test by itself", of=of)
    elif len(tests) != 1:
        what = f"has both '{tests[0]}' and '{tests[1]}'" if tests else f"does not say what '{subjects[0]}' must be"
        names.tell(entry, (), what, f"give exactly one of {_one_of(_TESTS)}", of=of)

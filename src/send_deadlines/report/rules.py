"""The rules themselves as text, plain data and Markdown: who must do what, from when, how soon, how sure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from send_deadlines.errors import CaseError, Problem, did_you_mean
from send_deadlines.exception_words import cited
from send_deadlines.law.library import Data, Law
from send_deadlines.report.law_names import names_in, unmarked
from send_deadlines.report.page_markdown import escaped
from send_deadlines.report.rule_account import account
from send_deadlines.report.rule_words import begun, conditions, duty, period, starts
from send_deadlines.report.words import heading, wrap

__all__ = ["markdown_of", "rule_as_markdown", "rules_as_data", "rules_as_markdown", "rules_as_text"]


def rules_as_data(law: Law, process: str | None = None) -> Data:
    """The rules of the law, or of one process, grouped by process, and what no rule could say.

    Raises :class:`~send_deadlines.errors.CaseError` for a process the law does not know.

    >>> from send_deadlines import load_law
    >>> [each["process"] for each in rules_as_data(load_law(), "ehc_assessment")["processes"]]
    ['ehc_assessment']
    """
    if process is not None and process not in law.processes:
        mend = did_you_mean(process, law.processes)
        raise CaseError([Problem("--process", f"unknown process '{process}'", mend)])
    groups: dict[str, list[Data]] = {}
    for rule in law.rules:
        groups.setdefault(rule["id"].partition(".")[0], []).append(_rule(law, rule))
    return {
        "law": law.hash,
        "processes": [
            {"process": name, "title": law.processes[name]["title"], "rules": rules}
            for name, rules in groups.items()
            if process in (None, name)
        ],
        "not_expressed": [
            {**each, "instrument": _instrument(law, each["instrument"])}
            for each in law.not_expressed
            if process is None or each.get("process", process) == process
        ],
    }


def _rule(law: Law, rule: Data) -> Data:
    return {
        "rule": rule["id"],
        "kind": rule["kind"],
        "who": rule["who"],
        "actor": law.actors[rule["who"]]["title"],
        "must": rule["must"],
        "as_soon_as": rule.get("as_soon_as"),
        "starts": unmarked(starts(law, rule)),
        "period": unmarked(period(rule)),
        "act": rule.get("act"),
        "conditions": [unmarked(each) for each in conditions(law, rule)],
        "binds": rule.get("binds", "always"),
        "instrument": _instrument(law, rule["instrument"]),
        "provision": rule["provision"],
        "url": rule["url"],
        "in_force": {"since": rule["in_force"]["since"], "until": rule["in_force"].get("until")},
        "exceptions": [
            {**each, "title": law.exceptions[each["exception"]]["title"]} for each in rule.get("unless", [])
        ],
        "amended_by": [
            {"amendment": amendment["id"], "title": amendment["title"], "provision": change["provision"]}
            for amendment in law.amendments
            for change in amendment["change"]
            if rule["id"] in change["rules"]
        ],
        "disputes": list(rule.get("readings", {})),
        "strength": law.strength(rule),
        "confidence": rule["confidence"],
        "checked": rule["checked"],
        "doubts": rule.get("doubts", []),
        "account": [
            {"label": point.label, "says": [unmarked(each) for each in point.sentences]} for point in account(law, rule)
        ],
    }


def _instrument(law: Law, name: str) -> Data:
    return {"id": name, **{key: law.instruments[name][key] for key in ("title", "citation", "url")}}


def rules_as_text(law: Law, process: str | None = None) -> str:
    """The rules grouped by process, for a terminal. Raises as :func:`rules_as_data` does.

    >>> from send_deadlines import load_law
    >>> "reg 13" in rules_as_text(load_law(), "ehc_assessment")
    True
    """
    data = rules_as_data(law, process)
    lines: list[str] = []
    for group in data["processes"]:
        lines += heading(f"{group['title']} ({group['process']})", "=")
        for rule in group["rules"]:
            lines += ["", rule["rule"], *wrap(duty(rule["actor"], rule), "    ")]
            for point in rule["account"]:
                lines += wrap(f"{point['label']}: {_joined(point['says'])}", "    ", "      ")
    if data["not_expressed"]:
        lines += heading("Not expressed as rules", "=")
        for each in data["not_expressed"]:
            lines += wrap(f"{_cite(law, each)}: {each['about']}. {_sentence(each['reason'])}", "  ", "      ")
    return "\n".join(lines[1:] if lines[:1] == [""] else lines) + "\n"


def _joined(sentences: list[str]) -> str:
    """Sentences on one line; the stops between them would stand beside the semicolons."""
    return "; ".join([*(each.rstrip(".") for each in sentences[:-1]), sentences[-1]])


def rules_as_markdown(law: Law, process: str | None = None) -> str:
    """The rules as a Markdown page, a section for each. Raises as :func:`rules_as_data` does.

    >>> from send_deadlines import load_law
    >>> rules_as_markdown(load_law(), "ehc_assessment").startswith("# ")
    True
    """
    data = rules_as_data(law, process)
    lines: list[str] = []
    for group in data["processes"]:
        lines += [f"# {escaped(group['title'])}", ""]
        for rule in law.rules:
            if rule["id"].partition(".")[0] == group["process"]:
                lines += [f"## `{rule['id']}`", "", *rule_as_markdown(law, rule), ""]
    if data["not_expressed"]:
        lines += ["# Not expressed as rules", "", "| Provision | About | Why not |", "|---|---|---|"]
        for each in data["not_expressed"]:
            lines.append(f"| {escaped(_cite(law, each))} | {escaped(each['about'])} | {escaped(each['reason'])} |")
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _code(kind: str, name: str) -> str:
    return f"`{name}`"


Linked: TypeAlias = Callable[[str, str], str]
"""How a name is shown in Markdown, given its kind and the name."""


def rule_as_markdown(law: Law, rule: Data, linked: Linked = _code) -> Iterator[str]:
    """The lines of one version of a rule, without its heading.

    >>> from send_deadlines import load_law
    >>> law = load_law()
    >>> next(rule_as_markdown(law, law.rules[0])).startswith("The")
    True
    """
    yield markdown_of(duty(law.actors[rule["who"]]["title"], rule), linked)
    yield ""
    for point in account(law, rule):
        said = [markdown_of(each, linked) for each in point.sentences]
        if point.url:
            said[0] = f"[{said[0]}](<{point.url}>)"
        if len(said) == 1:
            yield f"- **{escaped(point.label)}**: {said[0]}"
        else:
            yield f"- **{escaped(point.label)}**:"
            yield from (f"  - {each}" for each in said)


def markdown_of(text: str, linked: Linked = _code) -> str:
    """A text with its names marked, in Markdown.

    >>> markdown_of("Ends with {event:plan_ceased}.")
    'Ends with `plan_ceased`.'
    """
    return names_in(escaped(text), linked)


def _cite(law: Law, each: Data) -> str:
    return cited(each["instrument"]["citation"], each["provision"], law)


def _sentence(text: Any) -> str:
    said = begun(str(text).strip())
    return said if said.endswith(".") else f"{said}."

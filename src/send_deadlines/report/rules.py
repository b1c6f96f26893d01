"""The rules themselves as text, plain data and Markdown: who must do what, from when, how soon, how sure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from send_deadlines.errors import CaseError, Problem, did_you_mean
from send_deadlines.law.library import Data, Law
from send_deadlines.report.rule_words import binding, conditions, duty, force, period, starts
from send_deadlines.report.words import heading, listed, wrap

__all__ = ["rules_as_data", "rules_as_markdown", "rules_as_text"]


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
        "starts": starts(law, rule),
        "period": period(rule),
        "act": rule.get("act"),
        "conditions": conditions(law, rule),
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
            lines += ["", *_as_lines(rule)]
    if data["not_expressed"]:
        lines += heading("Not expressed as rules", "=")
        for each in data["not_expressed"]:
            cite = f"{each['instrument']['citation']} {each['provision']}"
            lines += wrap(f"{cite}: {each['about']}. {_sentence(each['reason'])}", "  ", "      ")
    return "\n".join(lines[1:] if lines[:1] == [""] else lines) + "\n"


def _as_lines(rule: Data) -> Iterator[str]:
    yield rule["rule"]
    yield from wrap(duty(rule["actor"], rule), "    ")
    for label, text in _details(rule):
        yield from wrap(f"{label}: {text}", "    ", "      ")


def _details(rule: Data) -> Iterator[tuple[str, str]]:
    """What there is to say of a rule, each with its label."""
    yield "Starts", rule["starts"]
    if rule["conditions"]:
        yield "Only if", listed(rule["conditions"], "and")
    yield "Time", rule["period"] + binding(rule)
    if rule["act"]:
        yield "A direction names it", rule["act"]
    yield "Provision", f"{rule['instrument']['citation']} {rule['provision']}{force(rule)}"
    if rule["exceptions"]:
        yield "Lifted by", "; ".join(f"{each['title']} ({each['provision']})" for each in rule["exceptions"])
    for each in rule["amended_by"]:
        yield "Amended by", f"{each['title']} ({each['provision']})"
    if rule["disputes"]:
        yield "Disputed", ", ".join(rule["disputes"])
    yield "Strength", f"{rule['strength'].replace('_', ' ')}; known from {_KNOWN[rule['confidence']]}"
    for doubt in rule["doubts"]:
        yield "Doubt", doubt


_KNOWN = {
    "text": "the provision itself",
    "guidance": "official guidance",
    "secondary": "others' summaries",
}


def rules_as_markdown(law: Law, process: str | None = None) -> str:
    """The rules as a Markdown page, a section for each. Raises as :func:`rules_as_data` does.

    >>> from send_deadlines import load_law
    >>> rules_as_markdown(load_law(), "ehc_assessment").startswith("# ")
    True
    """
    data = rules_as_data(law, process)
    lines: list[str] = []
    for group in data["processes"]:
        lines += [f"# {_md(group['title'])}", ""]
        for rule in group["rules"]:
            lines += [f"## `{rule['rule']}`", "", _md(duty(rule["actor"], rule)), ""]
            for label, text in _details(rule):
                said = f"[{_md(text)}]({rule['url']})" if label == "Provision" else _md(text)
                lines.append(f"- **{label}**: {said}")
            lines.append("")
    if data["not_expressed"]:
        lines += ["# Not expressed as rules", "", "| Provision | About | Why not |", "|---|---|---|"]
        for each in data["not_expressed"]:
            cite = f"{each['instrument']['citation']} {each['provision']}"
            lines.append(f"| {_md(cite)} | {_md(each['about'])} | {_md(each['reason'])} |")
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _md(text: str) -> str:
    for mark in "\\`*[]<>|":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


def _sentence(text: Any) -> str:
    said = str(text).strip()
    return f"{said[:1].upper()}{said[1:]}" + ("" if said.endswith(".") else ".")

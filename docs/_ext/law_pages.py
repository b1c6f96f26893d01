"""The pages that state the law: one for each process, and what they share. They are made from the rule files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from law_events import events_page
from law_examples import Examples, Worked, examples_table
from law_markdown import headed, link, said, table
from law_vocabulary import not_expressed_table, vocabulary_pages, way_said

from send_deadlines import Law, load_law
from send_deadlines.exception_words import cited
from send_deadlines.law.library import Data
from send_deadlines.report.law_names import marked
from send_deadlines.report.page_markdown import escaped
from send_deadlines.report.rule_words import begun, in_force, period
from send_deadlines.report.rules import rule_as_markdown
from send_deadlines.report.words import days, listed

_SIGNATURE = [
    ":::{container} signature",
    "Read against the provisions and found right, but for what is noted on it:",
    "",
    "Name, office, day and signature:",
    ":::",
]


def law_pages() -> dict[str, str]:
    """Every page of the law, by its name."""
    law = load_law()
    examples = Examples()
    if [rule["id"] for rule in law.rules] != [name for name, _ in examples.rules]:
        raise ValueError("the rules with examples are not those of the law; build the pages from one set of rule files")
    worked = [each for _, each in examples.rules]
    pages = {name: process_page(law, name, worked) for name in law.processes}
    pages["events"] = events_page(law)
    pages |= vocabulary_pages(law, examples)
    pages["index"] = index_page(law, [name for name in pages if name not in law.processes])
    return {name: "\n".join(lines) + "\n" for name, lines in pages.items()}


def index_page(law: Law, others: list[str]) -> list[str]:
    """What there is, process by process, and who acts in it."""
    lines = headed(law, "The law", f"{len(law.rule_ids)} time limits in {len(law.processes)} processes of English law.")
    rows = []
    for name, process in law.processes.items():
        rules = dict.fromkeys(rule["id"] for rule in law.rules if rule["id"].startswith(f"{name}."))
        rows.append([f"{begun(process['title'])} ({marked('process', name)})", days(len(rules), "rule")])
    lines += table(["Process", "Rules"], rows)
    lines += ["## Who acts", "", "The names that rules and answers use for those who must or may act."]
    lines += actors_table(law)
    lines += [":::{toctree}", ":hidden:", *law.processes, *others, ":::"]
    return lines


def actors_table(law: Law) -> list[str]:
    """Who acts, and who of them is the child's own school."""
    rows = []
    for each in law.actors.values():
        school = [each["is_school"]] if each.get("is_school") else []
        school += [f"where {key} is {listed(values)}" for key, values in each.get("is_school_where", {}).items()]
        rows.append([each["id"], each["title"], "; ".join(school) or "never"])
    return table(["Name", "Who", "The child's own school"], rows)


def process_page(law: Law, name: str, worked: list[list[Worked]]) -> list[str]:
    """Every rule of a process, with its examples."""
    ours: dict[str, list[tuple[Data, list[Worked]]]] = {}
    for rule, examples in zip(law.rules, worked, strict=True):
        if rule["id"].startswith(f"{name}."):
            ours.setdefault(rule["id"], []).append((rule, examples))
    lead = (
        f"The process `{name}`: {days(len(ours), 'rule')}. [What the points of a rule mean](../how-to-read-a-rule.md)."
    )
    lines = headed(law, begun(law.processes[name]["title"]), lead)
    lines += ["## At a glance", *table(["Rule", "Who", "Time", "Provision"], _glance(law, ours.values()))]
    for rule_id, versions in ours.items():
        lines += [f"## `{rule_id}`", ""]
        for rule, examples in versions:
            if len(versions) > 1:
                lines += [f"### Version {escaped(in_force(rule['in_force']))}", ""]
            lines += rule_as_markdown(law, rule, link)
            version = f", {in_force(rule['in_force'])}" if len(versions) > 1 else ""
            lines += examples_table(law, f"Examples of {rule_id}{version}, worked by hand", examples)
    lines += _ways(law, ours.values())
    left_out = [each for each in law.not_expressed if each.get("process") == name]
    if left_out:
        lines += ["## Not expressed as rules", "", "Provisions of this process that the rule language cannot say."]
        lines += not_expressed_table(law, left_out)
    return lines + _SIGNATURE


Versions = Iterable[list[tuple[Data, list[Worked]]]]


def _glance(law: Law, ours: Versions) -> Iterator[list[str]]:
    for versions in ours:
        rule = versions[-1][0]
        who = begun(law.actors[rule["who"]]["title"])
        provision = cited(law.instruments[rule["instrument"]]["citation"], rule["provision"], law)
        yield [marked("rule", rule["id"]), who, begun(period(rule)), provision]


def _ways(law: Law, ours: Versions) -> Iterator[str]:
    """The ways of counting that the rules of a page use, whole, so that a printed page stands by itself."""
    used = dict.fromkeys(
        (rule["instrument"], rule.get("counting", "ordinary")) for versions in ours for rule, _ in versions
    )
    yield from ["## How these rules count days", ""]
    for instrument, name in used:
        way = next(each for each in law.instruments[instrument]["counting"] if each["id"] == name)
        yield said(f"{law.instruments[instrument]['title']}, {marked('counting', f'{instrument}.{name}')}:")
        yield ""
        yield from way_said(way)
        yield ""

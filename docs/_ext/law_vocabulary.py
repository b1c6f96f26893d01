"""The pages of what rules share: instruments, exceptions, disputes, measures, facts, amendments, doubts and gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from law_courses import courses_page
from law_examples import Examples, calendar_rows, examples_table
from law_markdown import entry, headed, items, table

from send_deadlines import Law
from send_deadlines.calendars.definitions import definition
from send_deadlines.exception_words import cited
from send_deadlines.law.library import Data
from send_deadlines.report.counting_words import counting_said, working_day_said
from send_deadlines.report.exception_account import fact_said
from send_deadlines.report.law_names import marked
from send_deadlines.report.page_markdown import escaped
from send_deadlines.report.rule_account import KNOWN, STRENGTHS, change_said, selected
from send_deadlines.report.rule_words import begun, events_named
from send_deadlines.report.words import listed
from send_deadlines.said import said_day


def vocabulary_pages(law: Law, examples: Examples) -> dict[str, list[str]]:
    """Each page by its name."""
    return {
        "instruments": instruments_page(law),
        "exceptions": exceptions_page(law),
        "disputes": disputes_page(law),
        "measures": measures_page(law),
        "facts": facts_page(law),
        "amendments": amendments_page(law, examples),
        "courses": courses_page(law, examples),
        "doubts": doubts_page(law),
        "not-expressed": not_expressed_page(law),
        "example-calendars": calendars_page(law, examples),
    }


def _rules(label: str, names: Iterable[str]) -> list[str]:
    found = [marked("rule", name) for name in dict.fromkeys(names)]
    return items(label, [listed(found, "and")] if found else [])


def _doubts(of: Data) -> list[str]:
    return [line for doubt in of.get("doubts", []) for line in items("Doubt", [doubt])]


def _checked(of: Data) -> list[str]:
    checked = said_day(date.fromisoformat(of["checked"]))
    return items("How sure", [f"Known from {KNOWN[of['confidence']]}, last checked on {checked}"])


def instruments_page(law: Law) -> list[str]:
    """The Acts, regulations, rules and guidance, each with its ways of counting."""
    lead = f"The {len(law.instruments)} Acts, regulations, rules and guidance, and how each counts its days."
    lines = headed(law, "Instruments", lead)
    for each in law.instruments.values():
        lines += entry(
            each["id"],
            [f"[{escaped(each['title'])}](<{each['url']}>), {escaped(each['citation'])}.", ""],
            items("Strength", [STRENGTHS[each["strength"]]]),
            items("In force", [begun(selected(each["in_force"]).removeprefix("in force "))]),
            _checked(each),
            _doubts(each),
            (line for deemed in each.get("deemed", []) for line in items("Deemed service", [_deemed(each, deemed)])),
            _rules("Its rules", (rule["id"] for rule in law.rules if rule["instrument"] == each["id"])),
        )
        for way in each["counting"]:
            lines += [f"### `{each['id']}.{way['id']}`", "", *way_said(way), ""]
    return lines


def _deemed(instrument: Data, words: Data) -> str:
    way = marked("counting", f"{instrument['id']}.{words['counting']}")
    after = f"{words['after']} after it was sent, counted by {way}" if words.get("after") else "on the same day"
    return f"What is sent as {words['method'].replace('_', ' ')} counts as served {after} ({words['provision']})"


def way_said(way: Data) -> Iterator[str]:
    """A way of counting, point by point."""
    working_day = definition(way["working_day"])
    yield from items("Working day", [f"{begun(working_day_said(working_day.name))} ({working_day.source})"])
    yield from items("Last day", counting_said(way))
    yield from items("Where it is said", [way["provision"]])
    yield from items("How sure", [f"Known from {KNOWN[way['confidence']]}"])
    yield from _doubts(way)
    if working_day.doubt:
        yield from items("Doubt", [working_day.doubt])


def exceptions_page(law: Law) -> list[str]:
    """What lifts a limit: each with its fact, its judgement and the limits it can lift."""
    lead = (
        "An exception lifts a limit; it never adds days. It needs a fact, which is tested, and a judgement, recorded."
    )
    lines = headed(law, "Exceptions", lead)
    for each in law.exceptions.values():
        judgement = each["judgement"]
        lines += entry(
            each["id"],
            [f"{escaped(begun(each['title']))}.", ""],
            items("Fact", [begun(fact_said(law, each["fact"]))]),
            items("Judgement", [f"Recorded {judgement['says']} ({marked('event', judgement['event'])})"]),
            _rules("Can lift", _lifted_by(law, each["id"])),
            _doubts(each),
        )
    return lines


def _lifted_by(law: Law, exception: str) -> Iterator[str]:
    for rule in law.rules:
        if any(each["exception"] == exception for each in rule.get("unless", [])):
            yield rule["id"]
    for amendment in law.amendments:
        for change in amendment["change"]:
            if any(each["exception"] == exception for each in change.get("unless", [])):
                yield from change["rules"]


def disputes_page(law: Law) -> list[str]:
    """Words that bear more than one reading."""
    lead = "Words of the law that bear more than one reading. Rules are written in the cautious one."
    lines = headed(law, "Disputed words", lead)
    for each in law.disputes.values():
        rows = [
            [reading["id"], reading["says"], reading["authority"], "yes" if reading.get("cautious") else "no"]
            for reading in each["readings"]
        ]
        lines += entry(
            each["id"],
            [escaped(each["question"])],
            table(["Reading", "What it says", "Who reads it so", "Cautious"], rows),
            _rules("Its rules", (rule["id"] for rule in law.rules if each["id"] in rule.get("readings", {}))),
        )
    return lines


def measures_page(law: Law) -> list[str]:
    """Running totals and ages, on which rules depend."""
    lines = headed(law, "Measures", "The running totals and ages that some rules depend on.")
    for each in law.measures.values():
        lines += entry(
            each["id"],
            [f"{escaped(begun(each['title']))}, in {escaped(each['unit'])}.", ""],
            items("Counted", list(_measured(each))),
            _rules("Its rules", (rule["id"] for rule in law.rules if _measures(rule, each["id"]))),
        )
    return lines


def _measures(rule: Data, measure: str) -> bool:
    tested = [each.get("measure") for each in rule.get("condition", [])]
    return measure in [*tested, rule.get("at_most", {}).get("measure")]


def _measured(words: Data) -> Iterator[str]:
    if words.get("years_since"):
        yield f"Whole years since the first {marked('event', words['years_since'])}"
        return
    of = marked("event", words["of"])
    yield f"The {words['sum'].replace('_', ' ')} of every {of}, added up over the {words['over']}"
    days = words.get("days")
    if days:
        yield f"Each from its {days['first']} to its {days['last']}, by the school's own calendar"
        if days.get("half"):
            yield f"Where {days['half'].replace('_', ' ')} is yes, each day counts as half"
        if days.get("stopped_by"):
            yield f"No day after {events_named(days['stopped_by'])} counts"
        if days.get("calendar"):
            yield f"Where it says another {days['calendar']}, by that one's calendar"
    if words.get("joined"):
        joined = words["joined"]
        between = listed(joined["between"], "and")
        yield f"Of more than {joined['more_than']} terms in a school year, those between {between} are joined"


def facts_page(law: Law) -> list[str]:
    """What is true of a case as a whole."""
    lines = headed(law, "Facts", "What can be said of a case as a whole, with no day of its own.")
    for each in law.facts.values():
        kind = listed(each["values"]) if each.get("values") else each["type"].replace("_", " or ")
        lines += entry(
            each["id"],
            [f"{escaped(begun(each['meaning']))}.", ""],
            items("Given as", [kind]),
            _rules("Its rules", (rule["id"] for rule in law.rules if _asks(rule, each["id"]))),
        )
    return lines


def _asks(rule: Data, fact: str) -> bool:
    return any(each.get("fact") == fact for each in [*rule.get("condition", []), *rule.get("where", [])])


def amendments_page(law: Law, examples: Examples) -> list[str]:
    """Dated instruments that change named rules."""
    lead = "Instruments that changed named rules while they were in force, such as those of the coronavirus."
    lines = headed(law, "Amendments", lead)
    for each in law.amendments:
        worked = examples.amendments[each["id"]]
        lines += entry(
            each["id"],
            [f"{escaped(begun(each['title']))}.", ""],
            items("Instrument", [marked("instrument", each["instrument"])]),
            items("In force", [begun(selected(each["in_force"]).removeprefix("in force "))]),
            _checked(each),
            _doubts(each),
            table(["Rules", "What changes", "Provision"], (_change(law, each, change) for change in each["change"])),
            examples_table(law, f"Examples of {each['id']}, worked by hand", worked, of_rules=True),
        )
    return lines


def _change(law: Law, amendment: Data, change: Data) -> list[str]:
    rules = listed([marked("rule", name) for name in change["rules"]], "and")
    citation = law.instruments[amendment["instrument"]]["citation"]
    return [rules, begun("; ".join(change_said(law, change))), cited(citation, change["provision"], law)]


def doubts_page(law: Law) -> list[str]:
    """Every doubt of the law, gathered."""
    lines = headed(law, "Doubts", "Everything that is not certain, as it is shown beside the dates it bears on.")
    sections: dict[str, list[tuple[str, Any]]] = {
        "Instruments": [(marked("instrument", name), each) for name, each in law.instruments.items()],
        "Ways of counting": [
            (marked("counting", f"{name}.{way['id']}"), way)
            for name, each in law.instruments.items()
            for way in each["counting"]
        ],
        "Exceptions": [(marked("exception", name), each) for name, each in law.exceptions.items()],
        "Amendments": [(marked("amendment", each["id"]), each) for each in law.amendments],
    }
    for name, process in law.processes.items():
        rules = [(marked("rule", rule["id"]), rule) for rule in law.rules if rule["id"].startswith(f"{name}.")]
        sections[begun(process["title"])] = rules
    for title, told in sections.items():
        rows = dict.fromkeys((mark, doubt) for mark, each in told for doubt in each.get("doubts", []))
        if rows:
            lines += [f"## {escaped(title)}", *table(["About", "Doubt"], rows)]
    return lines


def not_expressed_page(law: Law) -> list[str]:
    """What no rule says, and why."""
    lead = f"The {len(law.not_expressed)} provisions that the rule language cannot say. They are never approximated."
    lines = headed(law, "Not expressed as rules", lead)
    for name, process in law.processes.items():
        found = [each for each in law.not_expressed if each.get("process") == name]
        if found:
            lines += [f"## {escaped(begun(process['title']))}", *not_expressed_table(law, found)]
    several = [each for each in law.not_expressed if not each.get("process")]
    if several:
        lines += ["## Several processes", *not_expressed_table(law, several)]
    return lines


def not_expressed_table(law: Law, found: list[Data]) -> list[str]:
    """Provisions that no rule says."""
    rows = (
        [cited(law.instruments[each["instrument"]]["citation"], each["provision"], law), each["about"], each["reason"]]
        for each in found
    )
    return table(["Provision", "About", "Why not"], ([begun(cell) for cell in row] for row in rows))


def calendars_page(law: Law, examples: Examples) -> list[str]:
    """The school calendars that examples use."""
    lead = "School calendars made up for the examples. No school has them."
    lines = headed(law, "Calendars of the examples", lead)
    return lines + table(["Calendar", "Terms", "Closed"], calendar_rows(examples.calendars))

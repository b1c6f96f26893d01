"""How a sentence cites the law, and what was found about an exception, in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from send_deadlines.outcomes import Deadline, Finding
from send_deadlines.said import said_day

__all__ = ["Sentence", "cited", "said_exception"]


class Sentence(NamedTuple):
    """One step in words, and where the law says so (empty for a plain fact of the case)."""

    text: str
    cite: str = ""

    def __str__(self) -> str:
        return f"{self.text} [{self.cite}]" if self.cite else self.text


def cited(citation: str, provision: str, law: Any = None) -> str:
    """A provision with its instrument, which some provisions already name: that of the rule, or another of the law."""
    others = (words["citation"] for words in law.instruments.values()) if law is not None else ()
    named = any(provision.startswith(each) for each in (citation, *others))
    return provision if named else f"{citation} {provision}"


def said_exception(deadline: Deadline, finding: Finding) -> Sentence:
    """What was found about one exception, in a sentence."""
    title = finding.exception["title"]
    cite = cited(deadline.cites[0].citation, finding.provision, deadline._plan.law)
    fact = _FACTS[finding.why[0]](finding.why[1:]) if finding.why else "nothing recorded shows it"
    judgement = finding.exception["judgement"]
    says = judgement["says"]
    if finding.judged_on is None and finding.shown:
        text = (
            f"Exception open: {title}. The fact is shown ({fact}), but nobody has recorded {says} "
            f"({judgement['event']}). Until then the limit stands."
        )
    elif finding.judged_on is None:
        text = f"Exception not open: {title} ({fact})."
    elif finding.shown:
        text = (
            f"Exception: {title}. The fact is shown ({fact}), and on {said_day(finding.judged_on)} it was recorded "
            f"{says}. The limit is lifted; no days are added to it."
        )
    else:
        text = (
            f"Exception claimed, not shown: {title}. On {said_day(finding.judged_on)} it was recorded {says}, but "
            f"the fact is missing ({fact}). The limit stands."
        )
    return Sentence(text, cite)


_FACTS: dict[str, Callable[[Any], str]] = {
    "spell": lambda why: f"{why[0]} from {said_day(why[1])} to {said_day(why[2])}",
    "too short": lambda why: f"{why[0]} covers {why[1]} days of the period, and {why[2]} are needed",
    "recorded": lambda why: f"{why[0]} on {said_day(why[1])}",
    "happened": lambda why: f"{why[0]} on {said_day(why[1])}",
    "outside": lambda why: f"{why[0]} on {said_day(why[1])} lies outside the period",
    "missing": lambda why: f"{why[0]} does not say its `{why[1]}`",
    "calendar ends": lambda why: (
        f"{why[0]} on {said_day(why[1])} cannot be tested: the calendar '{why[2]}' ends on {said_day(why[3])}; add the "
        "next term"
    ),
    "closure": lambda why: (
        f"{why[0]} on {said_day(why[1])}, and the setting closed on {said_day(why[2])} and re-opened on "
        f"{said_day(why[3])}"
    ),
}

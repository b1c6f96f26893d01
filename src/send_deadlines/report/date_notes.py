"""What stands beside a date: where it comes from, how it binds, and what is not certain about it."""

from __future__ import annotations

from send_deadlines.outcomes import Deadline
from send_deadlines.said import said_day

__all__ = ["STRENGTHS", "notes_to", "origin_of"]

STRENGTHS = {
    "guidance": "guidance, not law",
    "good_practice": "good practice, not law",
    "usual": "what is usually directed, and binds nobody until it is",
}
"""How what is weaker than a statute or a direction binds."""


def notes_to(each: Deadline) -> list[str]:
    """What is not certain about a date, or makes another one decide; a sentence each.

    >>> from send_deadlines import Case, Event, evaluate
    >>> held = [Event("review_meeting_held", on="2025-10-06"), Event("decision_to_keep_plan_sent", on="2025-10-27")]
    >>> notes_to(evaluate(Case("A6", held), "2026-01-12")["ehc_review.review"])[0]
    "Read as 'decision' (when_reviewed), the words give Monday 26 October 2026."
    """
    found = []
    if each.governed_by is not None:
        found.append(f"An earlier limit to the same act decides: {each.governed_by}.")
    if each.provisional:
        found.append(f"Provisional: {each.provisional}.")
    if each.due is not None and each.latest is not None and each.latest != each.due:
        found.append(f"It is arguable that the last day is {said_day(each.latest)}; the earlier is taken.")
    for dispute, reading, due in each.alternatives:
        if due != each.due:
            other = said_day(due) if due is not None else "no day yet"
            found.append(f"Read as '{reading}' ({dispute}), the words give {other}.")
    return list(dict.fromkeys([*found, *(f"Doubt: {doubt}" for doubt in each.doubts)]))


def origin_of(each: Deadline) -> str:
    """Where a date comes from that is not the rule's own, or that depends on another day to come; or nothing."""
    said = []
    if each.directed_on is not None:
        usual = ""
        if each.usual_due not in (None, each.due):
            usual = f" in place of the {each.usual_kind} day, {said_day(each.usual_due)}"
        said.append(f"directed on {said_day(each.directed_on)}{usual}")
    if each.counted_back_from is not None:
        said.append(f"counted back from {said_day(each.counted_back_from)}")
    return ", ".join(said)

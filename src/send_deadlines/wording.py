"""How a date came about and where it stands, in sentences with provisions: what an officer puts before a judge."""

from __future__ import annotations

from collections.abc import Iterator

from send_deadlines.exception_words import Sentence, cited
from send_deadlines.outcomes import Deadline
from send_deadlines.said import said_day, said_hour
from send_deadlines.states import State
from send_deadlines.step_words import cite_of, said_step

__all__ = ["Explanation", "Sentence", "explain"]


class Explanation:
    """The steps to a date, as sentences. ``str()`` numbers them."""

    def __init__(self, title: str, sentences: tuple[Sentence, ...]) -> None:
        self.title = title
        self.sentences = sentences

    def __iter__(self) -> Iterator[Sentence]:
        return iter(self.sentences)

    def __len__(self) -> int:
        return len(self.sentences)

    def __str__(self) -> str:
        lines = [self.title, *(f"{number}. {sentence}" for number, sentence in enumerate(self.sentences, 1))]
        return "\n".join(lines)


def explain(deadline: Deadline) -> Explanation:
    """The steps that led to a deadline, in sentences."""
    said: list[Sentence] = []
    for step in deadline.steps:
        said += said_step(deadline, step)
    said += _standing(deadline)
    said += [Sentence(f"Doubt: {doubt}") for doubt in deadline.doubts]
    verb = {"right": "may", "wait": "may not"}.get(deadline.kind, "must")
    about = f" ({deadline.about})" if deadline.about is not None else ""
    title = f"{deadline.rule}{about}: {deadline.actor} {verb} {deadline.must}"
    return Explanation(title, tuple(said))


def _standing(deadline: Deadline) -> list[Sentence]:
    """How the last day stands to working days, and what is not certain about it."""
    said = []
    due, act_by, way = deadline.due, deadline.act_by, deadline._counted_by
    if due is not None and act_by is not None and act_by != due and deadline.kind in ("limit", "right"):
        text = f"{said_day(due)} is not a working day, and nothing moves it; the last working day before it is "
        said.append(Sentence(f"{text}{said_day(act_by)}.", cited(deadline.cites[0].citation, way["provision"])))
        said += [Sentence(f"Doubt: {doubt}") for doubt in way.get("doubts", [])]
    hour = deadline.by_hour
    if hour is not None and due is not None and deadline.kind in ("limit", "right"):
        cite = cited(deadline.cites[0].citation, way["provision"])
        said.append(Sentence(f"It must be done by {said_hour(hour)} on the last day.", cite))
    if deadline.strength == "usual":
        said.append(Sentence("This is only the usual time, until a direction says otherwise. It binds nobody."))
    if deadline.kind == "wait" and due is not None and deadline.state is State.WAITING:
        said.append(Sentence(f"It may be done from {said_day(due.toordinal() + 1)}."))
    first = deadline.governor
    if first is not None and first.due is not None:
        text = f"An earlier limit to the same act governs: {first.rule}, started on {said_day(first.started_on)}, "
        said.append(Sentence(f"{text}whose last day is {said_day(first.due)}."))
    if deadline.state is State.UNKNOWN:
        if deadline.earliest is not None and due is None:
            said.append(Sentence(f"It is {said_day(deadline.earliest)} at the earliest."))
        if deadline.latest is not None and due is None and deadline.latest != deadline.earliest:
            said.append(Sentence(f"It is {said_day(deadline.latest)} at the latest."))
        if deadline.settled_by:
            said.append(Sentence(f"What would settle it: {deadline.settled_by_in_words}."))
    if due is not None and deadline.kind in ("limit", "right"):
        if deadline.act_by_is_provisional:
            text = "Provisional: the last working day before it rests on bank holidays that have not been announced."
            said.append(Sentence(text))
        if act_by is None:
            text = "No bank holidays are known for that year, so the last working day before it is not given."
            said.append(Sentence(text))
    if deadline.provisional:
        said.append(Sentence(f"Provisional: {deadline.provisional}."))
    if deadline._plan.rule.get("binds") == "only if done" and deadline.done_on is None:
        said.append(Sentence("It limits when this may be done; nobody is bound to do it.", cite_of(deadline)))
    return said

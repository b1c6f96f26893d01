"""The names a set of rule files declares, and the problems found when tables refer to them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from send_deadlines.calendars import Period, parse_period, parse_window
from send_deadlines.errors import CalendarError, PeriodError, did_you_mean
from send_deadlines.law.grammar import UNKNOWN, Entry, Loc, Placed, Source, placed

__all__ = ["Names", "is_snake"]

_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_MONTHS = {
    "January": 31, "February": 28, "March": 31, "April": 30, "May": 31, "June": 30,
    "July": 31, "August": 31, "September": 30, "October": 31, "November": 30, "December": 31,
}  # fmt: skip


def is_snake(name: str) -> bool:
    """Whether a name is made of lower-case words joined by underscores.

    >>> is_snake("final_plan"), is_snake("FinalPlan")
    (True, False)
    """
    return _SNAKE.fullmatch(name) is not None


class Names:
    """Every table by section and name. The checks look names up here, and tell what is wrong here."""

    def __init__(self, sources: Iterable[Source]) -> None:
        sources = tuple(sources)
        self.problems: list[Placed] = []
        self.blind = not all(source.readable for source in sources)
        self.loose = {name for source in sources for name in source.loose}
        self.entries = [entry for source in sources for entry in source.entries()]
        self._by: dict[str, dict[str, list[Entry]]] = {}
        for entry in self.entries:
            self._by.setdefault(entry.section, {}).setdefault(entry.id, []).append(entry)

    def section(self, name: str) -> Mapping[str, list[Entry]]:
        """The tables of a section by their names."""
        return self._by.get(name, {})

    def all(self, name: str) -> list[Entry]:
        """The tables of a section."""
        return [entry for entry in self.entries if entry.section == name]

    def tell(self, entry: Entry, path: Loc, what: str, mend: str = "", *, of: Loc = ()) -> None:
        """Keep a problem: `what` follows the name of the entry, or of the table inside it at `of`."""
        whole = f"{entry.called(of)} {what}"
        self.problems.append(placed(entry.source.name, entry.line((*of, *path)), whole, mend))

    def refer(
        self, entry: Entry, path: Loc, section: str, name: str | None, doing: str, *, of: Loc = ()
    ) -> Entry | None:
        """The table a name stands for. If there is none, that is told, as what the entry is `doing`."""
        if name is None or _silent(name):
            return None
        found = self.section(section).get(name)
        if found:
            return found[-1]
        if not self.blind and name not in self.loose:
            known = [each for each in self.section(section) if each != UNKNOWN]
            noun = section.replace("_", " ")
            self.tell(entry, path, f"{doing} the unknown {noun} '{name}'", did_you_mean(name, known), of=of)
        return None

    def among(self, entry: Entry, path: Loc, known: Collection[str], name: str, doing: str, *, of: Loc = ()) -> bool:
        """Whether a name is one of those known; if not, that is told. `doing` ends with what kind of name it is."""
        if name in known or _silent(name) or UNKNOWN in known:
            return True
        self.tell(entry, path, f"{doing} '{name}'", did_you_mean(name, known), of=of)
        return False

    def event(self, entry: Entry, path: Loc, reference: str | None, doing: str, *, of: Loc = ()) -> Entry | None:
        """The event a reference names, once its date is known to be one of the event's."""
        if reference is None:
            return None
        name, dot, day = reference.partition(".")
        event = self.refer(entry, path, "event", name, doing, of=of)
        if event is not None and dot and event.whole:
            known = ["on", *self.recorded(event).term.dates]
            self.among(entry, path, known, day, f"{doing} the event '{name}' with the unknown date", of=of)
        return event

    def recorded(self, event: Entry) -> Entry:
        """The event that a case records: another one, if this is a kind of it."""
        kind = event.term.kind_of
        base = self.section("event").get(kind.event) if kind is not None else None
        return base[-1] if base and base[-1].whole else event

    def events(self, entry: Entry, key: str, doing: str, *, of: Loc = (), within: Any = None) -> list[Entry]:
        """The events that a list of references names."""
        references: list[str] = getattr(entry.term if within is None else within, key)
        self.unrepeated(entry, (key,), references, of=of)
        found = [self.event(entry, (key, i), each, doing, of=of) for i, each in enumerate(references)]
        return [each for each in found if each is not None]

    def unrepeated(self, entry: Entry, path: Loc, names: list[str], *, of: Loc = ()) -> None:
        """Tell of names that stand twice in one list."""
        for i, name in enumerate(names):
            if name in names[:i]:
                self.tell(entry, (*path, i), f"names '{name}' twice in '{path[0]}'", "leave one out", of=of)

    def period(self, entry: Entry, path: Loc, text: str | None, *, of: Loc = ()) -> Period | None:
        """The period a text writes, if it writes one."""
        if text is None or _silent(text):
            return None
        try:
            return parse_period(text)
        except PeriodError as error:
            unit = "unknown unit" in str(error)
            mend = str(error).partition("; ")[2] if unit else 'write it as "20 weeks"'
            self.tell(entry, path, f"has {_key(path)} = '{text}', which is no length of time", mend, of=of)
        return None

    def windows(self, entry: Entry, path: Loc, texts: list[str], *, of: Loc = ()) -> None:
        """Tell of texts that are not stretches of the year."""
        for i, text in enumerate(texts):
            try:
                parse_window(text)
            except CalendarError:
                what = f"has '{text}' in '{_key(path)}', which is no stretch of the year"
                self.tell(entry, (*path, i), what, 'write it as "1 August to 31 August"', of=of)

    def day_of_year(
        self, entry: Entry, path: Loc, text: str, *, of: Loc = (), mend: str = 'write day = "15 February"'
    ) -> None:
        """Tell if a text is not a day that every year has."""
        shape = re.fullmatch(r"([1-9][0-9]?) (\w+)", text)
        no_day = f"has the day '{text}', which is no day of the year"
        if _silent(text):
            return
        if shape is None:
            self.tell(entry, path, no_day, mend, of=of)
        elif shape[2] not in _MONTHS:
            self.among(entry, path, _MONTHS, shape[2], f"has the day '{text}' in the unknown month", of=of)
        elif text == "29 February":
            what = f"has the day '{text}', which is not in every year"
            self.tell(entry, path, what, "choose a day that every year has", of=of)
        elif int(shape[1]) > _MONTHS[shape[2]]:
            self.tell(entry, path, no_day, f"{shape[2]} has {_MONTHS[shape[2]]} days", of=of)


def _silent(name: str) -> bool:
    """Whether a name is missing or empty, which is told elsewhere."""
    return name == UNKNOWN or not name.strip()


def _key(path: Loc) -> str:
    return str(path[-1])

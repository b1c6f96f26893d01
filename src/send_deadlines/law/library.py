"""Load the law, in the form the engine reads: plain checked data, indexed by name.

The law in the package is compiled once, when the wheel is built, so that nothing is parsed or validated when it is
used. The compiled copy is believed only while the hash of the rule files beside it agrees; after an edit the files
are checked and read afresh. Other rule files are always checked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from send_deadlines.law import compiled

__all__ = ["ENGLAND", "Law", "load_law", "rule_files"]

ENGLAND = Path(__file__).parent / "england"
"""Where the rule files of the package lie."""

Data = dict[str, Any]
T = TypeVar("T")


class Law:
    """The law as the engine reads it. Made by :func:`load_law`.

    ``hash`` identifies the exact rule files. ``rules`` are in the order of the files; the same id stands more than
    once when it has several versions. ``events``, ``exceptions``, ``instruments``, ``actors``, ``facts``,
    ``measures``, ``disputes``, ``processes`` and ``courses`` are by name; ``amendments`` and ``not_expressed`` are
    lists.
    """

    def __init__(self, data: Data, law_hash: str) -> None:
        self.hash = law_hash
        self.rules: list[Data] = data.get("rule", [])
        self.amendments: list[Data] = data.get("amendment", [])
        self.not_expressed: list[Data] = data.get("not_expressed", [])
        self.processes = _by_id(data, "process")
        self.instruments = _by_id(data, "instrument")
        self.actors = _by_id(data, "actor")
        self.events = _by_id(data, "event")
        self.facts = _by_id(data, "fact")
        self.exceptions = _by_id(data, "exception")
        self.measures = _by_id(data, "measure")
        self.disputes = _by_id(data, "dispute")
        self.courses = _by_id(data, "course")
        self._kept: dict[str, Any] = {}

    def kept(self, name: str, make: Callable[[Law], T]) -> T:
        """What has been worked out from this law under a name: made the first time it is asked for, then kept."""
        if name not in self._kept:
            self._kept[name] = make(self)
        found: T = self._kept[name]
        return found

    @property
    def rule_ids(self) -> list[str]:
        """The names of the rules, each once, in the order of the files."""
        return list(dict.fromkeys(rule["id"] for rule in self.rules))

    def recorded(self, event: str) -> str:
        """The event that a case records: another one, where this is a kind of it."""
        return str(self.events[event].get("kind_of", {}).get("event", event))

    def strength(self, rule: Data) -> str:
        """What a rule's limit is: statutory, guidance, directed or good practice."""
        return str(rule.get("strength") or self.instruments[rule["instrument"]]["strength"])

    def __repr__(self) -> str:
        return f"Law({len(self.rules)} rules, hash {self.hash[:12]})"


def _by_id(data: Data, section: str) -> dict[str, Data]:
    return {each["id"]: each for each in data.get(section, [])}


def rule_files(folder: Path = ENGLAND) -> list[Path]:
    """The rule files of a folder, in the order of their names."""
    return sorted(folder.glob("*.toml"))


def load_law(*paths: str | Path, packaged: bool = True) -> Law:
    """Load the law: that in the package, and any further rule files.

    With ``packaged=False`` only the files named are read; they must then declare everything they use.
    Raises :class:`~send_deadlines.errors.LawError` with everything that is wrong in the files.

    >>> "ehc_assessment.final_plan" in load_law().rule_ids
    True
    """
    if not paths and packaged:
        return _packaged()
    given = [Path(path) for path in paths]
    base: Sequence[Path] = rule_files() if packaged else ()
    data = compiled.compile_law(given, base=base)
    return Law(data["law"], data["hash"])


@cache
def _packaged() -> Law:
    files = rule_files()
    kept = Path(__file__).parent / "_compiled.json"
    if kept.exists():
        data = json.loads(kept.read_text(encoding="utf-8"))
        if data["hash"] == compiled.source_hash(files):
            return Law(data["law"], data["hash"])
    data = compiled.compile_law(files)
    return Law(data["law"], data["hash"])

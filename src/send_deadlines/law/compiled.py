"""The law checked once and kept as plain data, so that nothing is parsed or validated when it is used."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections.abc import Iterable
from datetime import date, time
from pathlib import Path
from typing import Any

__all__ = ["compile_law", "source_hash", "write"]

FileName = str | os.PathLike[str]


def source_hash(paths: Iterable[FileName]) -> str:
    """What identifies a set of rule files: the SHA-256 of their contents, in the order of their names.

    >>> source_hash([])[:12]
    'e3b0c44298fc'
    """
    digest = hashlib.sha256()
    for path in _by_name(paths):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))  # the same on every machine
    return digest.hexdigest()


def compile_law(paths: Iterable[FileName], base: Iterable[FileName] = ()) -> dict[str, Any]:
    """Check rule files, with those of `base`, and give their law as plain data, under the hash of the files.

    Examples are left out, and so is what is empty. Raises :class:`~send_deadlines.errors.LawError` with everything
    that is wrong.

    >>> compile_law([])["law"]
    {}
    """
    from send_deadlines.law.check import read_law

    given = list(paths)
    # A file takes the place of the one of its name, so that an edited copy of a rule file can be tried.
    replaced = {Path(path).name for path in given}
    files = _by_name([*given, *(path for path in base if Path(path).name not in replaced)])
    law = _data(read_law(files))
    return {"hash": source_hash(files), "law": law}


def write(package_dir: Path) -> Path:
    """Check the rule files of the package and write ``law/_compiled.json`` beside them.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     Path(folder, "law", "england").mkdir(parents=True)
    ...     write(Path(folder)).name
    '_compiled.json'
    """
    folder = Path(package_dir) / "law"
    target = folder / "_compiled.json"
    made = compile_law((folder / "england").glob("*.toml"))
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    target.write_text(text + "\n", encoding="utf-8", newline="\n")
    return target


def _by_name(paths: Iterable[FileName]) -> list[Path]:
    return sorted((Path(path) for path in paths), key=lambda path: (path.name, str(path)))


def _data(law: Any) -> dict[str, Any]:
    """A rule file as plain data, without its examples."""
    data: dict[str, Any] = _small(dataclasses.asdict(law))
    data.pop("example_calendar", None)
    for section in ("rule", "amendment", "course"):
        for each in data.get(section, ()):
            each.pop("example", None)
    return data


def _small(value: Any) -> Any:
    """A value as JSON has it, without keys that say nothing."""
    if isinstance(value, dict):
        small = {key: _small(inner) for key, inner in value.items()}
        return {key: inner for key, inner in small.items() if inner is not None and inner != [] and inner != {}}
    if isinstance(value, list):
        return [_small(each) for each in value]
    return value.isoformat() if isinstance(value, date | time) else value

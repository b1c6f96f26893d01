"""Check rule files: whether they are written in the language, and whether what they say holds together.

Everything wrong with all files is told at once, each problem with its file and line and with how to mend it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from send_deadlines.errors import LawError, Problem
from send_deadlines.law.cross_check import cross_check
from send_deadlines.law.grammar import Placed, Source, read_source
from send_deadlines.law.language import RuleFile

__all__ = ["check_files", "read_law"]

FileName = str | os.PathLike[str]


def check_files(paths: Iterable[FileName], *, base: Iterable[FileName] = ()) -> tuple[RuleFile, list[Problem]]:
    """Check rule files, and merge them with those of `base`, to whose names they may refer.

    A file that is also in `base` is read once. Where there are problems, the tables that have none in how they are
    written are returned all the same.

    >>> law, problems = check_files(["missing.toml"])
    >>> print(problems[0])
    missing.toml: the file cannot be read (No such file or directory); give the path of a rule file
    """
    sources: list[Source] = []
    problems: list[Placed] = []
    for path in _once(base, paths):
        source, told = read_source(path)
        sources.append(source)
        problems += told
    problems += cross_check(sources)
    problems.sort(key=lambda each: each[:2])
    return _merged(sources), list(dict.fromkeys(problem for _, _, problem in problems))


def read_law(paths: Iterable[FileName], *, base: Iterable[FileName] = ()) -> RuleFile:
    """Read rule files that must be right; otherwise :class:`~send_deadlines.errors.LawError` holds every problem.

    >>> read_law(["missing.toml"])
    Traceback (most recent call last):
    ...
    send_deadlines.errors.LawError: missing.toml: the file cannot be read (No such file or directory); give the path \
of a rule file
    """
    law, problems = check_files(paths, base=base)
    if problems:
        raise LawError(problems)
    return law


def _once(base: Iterable[FileName], paths: Iterable[FileName]) -> list[Path]:
    """Each file once; one that is checked takes the place of the one of its name in the base."""
    given = [Path(path) for path in paths]
    names = {path.name for path in given}
    return list(dict.fromkeys([*(Path(path) for path in base if Path(path).name not in names), *given]))


def _merged(sources: Iterable[Source]) -> RuleFile:
    tables: dict[str, list[object]] = {section: [] for section in RuleFile.SECTIONS}
    for source in sources:
        for entry in source.entries():
            if entry.whole:
                tables[entry.section].append(entry.term)
    return RuleFile(**tables)  # type: ignore[arg-type]

"""JSON Lines worked through one case at a time, however many there are."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

import click

from send_deadlines.cli.inputs import complain
from send_deadlines.errors import Problem
from send_deadlines.sources import CaseFile, Entry

__all__ = ["Run"]

T = TypeVar("T")


class Run(Generic[T]):
    """What is made of the cases of JSON Lines, one at a time; what is wrong is told as it is met.

    ``make`` gives what is made of a case, which is no tuple, or all that is wrong with it.
    """

    def __init__(self, found: CaseFile, make: Callable[[Entry], T | tuple[Problem, ...]]) -> None:
        self._found = found
        self._make = make
        self._bar: Any = None
        self.wrong = False

    @contextmanager
    def watched(self, output: str | None) -> Iterator[None]:
        """Show a progress bar, where one is seen and in nobody's way."""
        seen = sys.stderr.isatty() and (output not in (None, "-") or not sys.stdout.isatty())
        if not seen or not self._found.size:
            yield
            return
        with click.progressbar(length=self._found.size, file=sys.stderr, label="cases") as self._bar:
            yield

    def __iter__(self) -> Iterator[T]:
        before = 0
        for entry in self._found:
            made = self._make(entry)
            if isinstance(made, tuple):
                self.wrong = True
                if self._bar is not None:
                    click.echo("\r\x1b[K", nl=False, err=True)  # the bar is drawn again below
                complain(made)
            else:
                yield made
            if self._bar is not None:
                self._bar.update(self._found.taken - before)
                before = self._found.taken

"""Evaluations as a parquet file: the deadlines, one a row, each column with its type."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import IO, Any

from send_deadlines.cli.inputs import refuse
from send_deadlines.errors import Problem, SendDeadlinesError
from send_deadlines.evaluation import Evaluation

__all__ = ["refuse_terminal", "write_parquet"]


def refuse_terminal(output: str | None) -> None:
    """End the program where bytes would be shown to somebody as text."""
    if _is_shown(output):
        what = "it is for programs, and cannot be shown"
        refuse([Problem("--format parquet", what, "name a file with --output")])


def _is_shown(output: str | None) -> bool:
    return output in (None, "-") and sys.stdout.isatty()


def write_parquet(evaluations: Iterable[Evaluation], out: IO[str]) -> None:
    """Write the deadlines to the bytes beneath a text file."""
    from send_deadlines import frames

    beneath: Any = out
    try:
        frames.write_parquet(frames.as_table(evaluations, "pyarrow"), beneath.buffer)
    except SendDeadlinesError as error:
        refuse([Problem("--format parquet", str(error))])

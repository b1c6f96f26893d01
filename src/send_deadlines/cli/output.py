"""Where and in which form evaluations are written: as they come, and never by halves."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from send_deadlines.cli.inputs import refuse
from send_deadlines.errors import Problem
from send_deadlines.evaluation import Evaluation
from send_deadlines.report import COLUMNS, as_data, as_rows, as_text

__all__ = ["FORMATS", "dumps", "say", "wants_colour", "write", "written"]

Evaluations = Iterable[Evaluation]


@contextmanager
def written(output: str | None) -> Iterator[IO[str]]:
    """Standard output, or a file that takes its name only when all of it is written."""
    if output is None or output == "-":
        yield stdout()
        return
    path = Path(output)
    try:
        if path.exists() and not path.is_file() and not path.is_dir():  # such as /dev/null: nothing to rename
            with path.open("w", encoding="utf-8", newline="\n") as direct:
                yield direct
            return
        path = path.resolve()
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        if path.is_dir():
            raise IsADirectoryError(0, "it is a folder")
        file = beside.open("x", encoding="utf-8", newline="\n", errors="backslashreplace")
    except OSError as error:
        refuse([Problem(output, f"it cannot be written ({error.strerror})", "give the path of a file that can be")])
    try:
        with file:
            yield file
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def stdout() -> IO[str]:
    """Standard output; what its encoding cannot say is written out, so that no answer is lost to one letter."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    return sys.stdout


def say(text: str) -> None:
    """Print a text that ends with its own line end."""
    out = stdout()
    out.write(text)
    out.flush()


def dumps(data: Any, *, indent: int | None = 2) -> str:
    """JSON in letters every machine reads."""
    return json.dumps(data, indent=indent, allow_nan=False)


def write(form: str, evaluations: Evaluations, out: IO[str], *, one: bool, colour: bool = False) -> None:
    """Write evaluations in one of the forms; ``one`` when the input was one case and not a list."""
    if form == "text":
        _text(evaluations, out, colour)
    else:
        FORMATS[form](evaluations, out, one)


def _text(evaluations: Evaluations, out: IO[str], colour: bool) -> None:
    between = ""
    for evaluation in evaluations:
        out.write(between + as_text(evaluation, colour=colour))
        between = "\n\n"


def _json(evaluations: Evaluations, out: IO[str], one: bool) -> None:
    if one:
        for evaluation in evaluations:
            out.write(dumps(as_data(evaluation)) + "\n")
        return
    before = "["
    for evaluation in evaluations:
        out.write(before + "\n" + dumps(as_data(evaluation)))
        before = ","
    out.write("\n]\n" if before == "," else "[]\n")


def _jsonl(evaluations: Evaluations, out: IO[str], one: bool) -> None:
    for evaluation in evaluations:
        out.write(dumps(as_data(evaluation), indent=None) + "\n")


def _csv(evaluations: Evaluations, out: IO[str], one: bool) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for evaluation in evaluations:
        writer.writerows(as_rows(evaluation))


FORMATS: dict[str, Callable[[Evaluations, IO[str], bool], None]] = {"json": _json, "jsonl": _jsonl, "csv": _csv}


def wants_colour(output: str | None) -> bool:
    """Whether somebody looks at it on a terminal and has not said no (no-color.org)."""
    return output in (None, "-") and sys.stdout.isatty() and not os.environ.get("NO_COLOR")

"""Where and in which form answers are written: as they come, and never by halves."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeVar

import click

from send_deadlines.cli.inputs import refuse
from send_deadlines.errors import Problem
from send_deadlines.report import COLUMNS, as_data, as_rows, as_text
from send_deadlines.report.page import Page
from send_deadlines.report.page_html import html_document, page_as_html
from send_deadlines.report.page_markdown import page_as_markdown
from send_deadlines.report.page_text import page_as_text
from send_deadlines.report.shown import page_of
from send_deadlines.report.words import days

__all__ = [
    "FORMATS",
    "PAGES",
    "Report",
    "Said",
    "dumps",
    "form_option",
    "form_option_with",
    "of_evaluations",
    "output_option",
    "say",
    "wants_colour",
    "write",
    "write_report",
    "written",
]


F = TypeVar("F", bound=Callable[..., Any])


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


class Said(NamedTuple):
    """How one kind of answer is said in each of the forms."""

    text: Callable[[Any], str]
    data: Callable[[Any], Any]
    columns: Sequence[str]
    rows: Callable[[Any], Iterable[Sequence[str]]]
    page: Callable[[Any], Page]


def of_evaluations(*, colour: bool = False) -> Said:
    """How evaluations are said."""
    return Said(partial(as_text, colour=colour), as_data, COLUMNS, as_rows, page_of)


def write(form: str, said: Said, made: Iterable[Any], out: IO[str], *, one: bool) -> None:
    """Write answers in one of the forms, as they come; ``one`` when the input was one case and not a list."""
    FORMATS[form](said, made, out, one)


def _text(said: Said, made: Iterable[Any], out: IO[str], one: bool) -> None:
    between = ""
    for each in made:
        out.write(between + said.text(each))
        between = "\n\n"


def _json(said: Said, made: Iterable[Any], out: IO[str], one: bool) -> None:
    if one:
        for each in made:
            out.write(dumps(said.data(each)) + "\n")
        return
    before = "["
    for each in made:
        out.write(before + "\n" + dumps(said.data(each)))
        before = ","
    out.write("\n]\n" if before == "," else "[]\n")


def _jsonl(said: Said, made: Iterable[Any], out: IO[str], one: bool) -> None:
    for each in made:
        out.write(dumps(said.data(each), indent=None) + "\n")


def _csv(said: Said, made: Iterable[Any], out: IO[str], one: bool) -> None:
    _table(said.columns, chain.from_iterable(map(said.rows, made)), out)


def _markdown(said: Said, made: Iterable[Any], out: IO[str], one: bool) -> None:
    between = ""
    for each in made:
        out.write(between + page_as_markdown(said.page(each)))
        between = "\n"


def _html(said: Said, made: Iterable[Any], out: IO[str], one: bool) -> None:
    # One document for all of them: it is whole only when the last case is in it.
    pages = [said.page(each) for each in made]
    title = pages[0].title if len(pages) == 1 else f"{days(len(pages), 'case')}"
    out.write(html_document(title, pages))


PAGES: dict[str, Callable[[Page], str]] = {
    "text": page_as_text,
    "html": page_as_html,
    "markdown": page_as_markdown,
}
"""How a page is laid out in each of the forms for people."""


class Report(NamedTuple):
    """One answer over many cases, in each of its forms; only the form that is wanted is made."""

    title: str
    pages: Callable[..., Sequence[Page]]
    """Its pages; without ``tables`` for text, whose lines are too short for them."""
    data: Callable[[], Any]
    columns: Sequence[str]
    rows: Callable[[], Iterable[Sequence[str]]]


def write_report(form: str, report: Report, out: IO[str], *, colour: bool) -> None:
    """Write one answer over many cases in one of its forms."""
    if form == "json":
        out.write(dumps(report.data()) + "\n")
    elif form == "csv":
        _table(report.columns, report.rows(), out)
    elif form == "html":
        out.write(html_document(report.title, report.pages()))
    elif form == "markdown":
        out.write("\n".join(map(page_as_markdown, report.pages())))
    else:
        out.write("\n\n".join(page_as_text(page, colour=colour) for page in report.pages(tables=False)))


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]], out: IO[str]) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)


FORMATS: dict[str, Callable[[Said, Iterable[Any], IO[str], bool], None]] = {
    "text": _text,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "markdown": _markdown,
    "html": _html,
}


def form_option_with(*more: str) -> Callable[[F], F]:
    """The option that chooses among the forms, and others that one command writes by itself."""
    forms = click.Choice([*FORMATS, *more])
    return click.option(
        "--format", "form", type=forms, default="text", help="The form of the answer; text if not given."
    )


form_option = form_option_with()

output_option = click.option("--output", metavar="FILE", help="Write to a file, which is there only once it is whole.")


def wants_colour(output: str | None) -> bool:
    """Whether somebody looks at it on a terminal and has not said no (no-color.org)."""
    return output in (None, "-") and sys.stdout.isatty() and not os.environ.get("NO_COLOR")

"""Write a table to a file that is there only once it is whole."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from send_deadlines.errors import SendDeadlinesError, did_you_mean
from send_deadlines.frames.tables import Table
from send_deadlines.report.tabular import protect

if TYPE_CHECKING:
    import narwhals as nw

__all__ = ["write", "write_parquet"]


def write(table: Any, path: str | os.PathLike[str]) -> None:
    """Write a table of pandas, polars or pyarrow to a ``.csv`` or a ``.parquet`` file.

    In CSV, days are ISO text, yes and no are words, what there is not is empty, and an apostrophe stands before a text
    that a spreadsheet would take for a formula. Parquet keeps the types of the columns. An index of pandas that says
    more than the number of the row is written as columns before the others.

    Raises :class:`~send_deadlines.SendDeadlinesError` for another kind of file, and where it cannot be written. An
    older file of that name stays as it was until the new one is whole.

    >>> import tempfile
    >>> import polars
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write(polars.DataFrame({"case": ["=1+1"], "done": [True]}), f"{folder}/due.csv")
    ...     Path(folder, "due.csv").read_text().split()
    ['case,done', "'=1+1,yes"]
    """
    file = Path(path)
    ways: dict[str, Callable[[nw.DataFrame[Any], Path], None]] = {".csv": _csv, ".parquet": _parquet}
    way = ways.get(file.suffix.lower())
    if way is None:
        what = f"{file}: no table is written as '{file.suffix}'"
        raise SendDeadlinesError(f"{what}; {did_you_mean(file.suffix, ways)}")
    frame = Table(_with_index(table)).frame
    with _beside(file) as part:
        try:
            way(frame, part)
        except ImportError as error:
            raise SendDeadlinesError(f"{file}: {error}; pip install pyarrow") from None
        except (TypeError, ValueError) as error:
            what = f"{file}: a column is not of one kind ({' '.join(str(error).split())})"
            raise SendDeadlinesError(f"{what}; make it so, or write CSV") from None


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """A file that takes the name of another when all of it is written."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(file)
    except OSError as error:
        mend = "give the path of a file that can be"
        raise SendDeadlinesError(f"{file}: it cannot be written ({error.strerror or error}); {mend}") from None
    finally:
        part.unlink(missing_ok=True)


def _with_index(table: Any) -> Any:
    opened = Table(table)
    if opened.labels is None:
        return table
    try:
        return opened.frame.to_native().reset_index()
    except ValueError as error:
        raise SendDeadlinesError(f"the index cannot be written as columns ({error}); rename it") from None


def _csv(frame: nw.DataFrame[Any], file: Path) -> None:
    columns = [frame.get_column(each) for each in frame.columns]
    cells = [
        ["" if empty else _cell(each) for each, empty in zip(one.to_list(), one.is_null().to_list(), strict=True)]
        for one in columns
    ]
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([protect(str(each)) for each in frame.columns])
        writer.writerows(zip(*cells, strict=True))


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        whole = value.tzinfo is None and value.time() == time(0)
        return value.date().isoformat() if whole else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return "" if value != value else str(value)
    return protect(str(value))


def _parquet(frame: nw.DataFrame[Any], file: Path) -> None:
    frame.write_parquet(file)


def write_parquet(table: Any, out: BinaryIO) -> None:
    """Write a table as parquet to a stream of bytes that is open.

    >>> import io, polars
    >>> out = io.BytesIO()
    >>> write_parquet(polars.DataFrame({"case": ["A1"]}), out)
    >>> out.getvalue()[:4]
    b'PAR1'
    """
    whole = io.BytesIO()  # some libraries close what they write to
    Table(table).frame.write_parquet(whole)
    out.write(whole.getvalue())

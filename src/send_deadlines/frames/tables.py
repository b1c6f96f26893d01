"""A caller's table, whichever library made it: its cells as plain values, places in it, and new columns beside it.

narwhals reads and makes tables of pandas, polars and pyarrow alike. Only what it leaves to the library itself stands
here: pandas has an index, and several ways of keeping a column in which something is not recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from send_deadlines.errors import CaseError, Problem, SendDeadlinesError, did_you_mean
from send_deadlines.report.words import listed

if TYPE_CHECKING:
    import narwhals as nw

__all__ = ["Columns", "Fault", "Kind", "Table", "library"]

Kind = Literal["text", "day", "whole", "number", "yes_no"]
"""What a column holds."""

_NARWHALS = {"text": "String", "day": "Date", "whole": "Int64", "number": "Float64", "yes_no": "Boolean"}
# Those of pandas that can say of a cell that there is nothing in it. It has no days: a day is its midnight.
_PANDAS = {"text": "string", "day": "datetime64[us]", "whole": "Int64", "number": "Float64", "yes_no": "boolean"}
_MOST_TOLD = 5


def library() -> Any:
    """narwhals, or what to install."""
    try:
        import narwhals
    except ImportError:
        mend = 'install what reads it: pip install "send-deadlines[frames]"'
        raise SendDeadlinesError(f"a table of pandas, polars or pyarrow was given; {mend}") from None
    return narwhals


class Fault(NamedTuple):
    """What is wrong with a cell, and how to mend it."""

    what: str
    mend: str


class Table:
    """A table of pandas, polars or pyarrow, read only. ``name`` is what problems call it, where there are several.

    Raises :class:`~send_deadlines.errors.SendDeadlinesError` for anything else, and for a table whose columns cannot be
    told apart.
    """

    def __init__(self, native: Any, name: str = "") -> None:
        self.name = name
        self.frame = _opened(native, name)
        self.headings: list[Any] = list(self.frame.columns)
        self.labels = _labels(self.frame)

    def __len__(self) -> int:
        return len(self.frame)

    def place(self, rows: int | Sequence[int], heading: object = None) -> str:
        """Where in the table: rows counted from 0, with their labels in the index where there is one."""
        numbers = [rows] if isinstance(rows, int) else rows
        told = [self._row(each) for each in numbers[:_MOST_TOLD]]
        if len(numbers) > _MOST_TOLD:
            told.append(f"{len(numbers) - _MOST_TOLD:,} more")
        where = f"{'row' if len(numbers) == 1 else 'rows'} {listed(told, 'and')}"
        return ", ".join([*filter(None, [self.name]), where, *([f"column {heading}"] if heading is not None else [])])

    def _row(self, number: int) -> str:
        return str(number) if self.labels is None else f"{number} (index {self.labels[number]!r})"

    def lacks(self, heading: object, use: str) -> Problem | None:
        """What is wrong where there is no such column."""
        if heading in self.headings:
            return None
        what = f"there is no column {heading!r}, wanted for {use}"
        return Problem(self.name, what, did_you_mean(str(heading), map(str, self.headings)))

    def cells(self, heading: object) -> list[Any]:
        """What stands in each row of a column: a plain value, None where nothing is recorded, or a fault.

        An empty text is nothing recorded. A date and time is a day where the time is midnight and there is no zone.
        """
        column = self.frame.get_column(heading)  # type: ignore[arg-type]  # pandas has headings that are not text
        return [
            None if empty else _value(value)
            for value, empty in zip(column.to_list(), column.is_null().to_list(), strict=True)
        ]


def _opened(native: Any, name: str) -> nw.DataFrame[Any]:
    narwhals = library()
    what = name or "the table"
    try:
        frame = narwhals.from_native(native)
    except TypeError:
        mend = "give a table of pandas, polars or pyarrow"
        raise SendDeadlinesError(f"{what} is a {type(native).__name__}; {mend}") from None
    except narwhals.exceptions.DuplicateError:
        raise CaseError(_twice(native, what)) from None
    if isinstance(frame, narwhals.LazyFrame):
        raise SendDeadlinesError(
            f"{what} is a {type(native).__name__}, which has not been worked out; call .collect() on it first"
        )
    made_by = frame.implementation
    if not (made_by.is_pandas() or made_by.is_polars() or made_by.is_pyarrow()):
        raise SendDeadlinesError(f"{what} is a table of {made_by.value}; make one of pandas, polars or pyarrow of it")
    if any(isinstance(heading, tuple) for heading in frame.columns):
        raise SendDeadlinesError(
            f"{what} has columns with several headings one over another; give each column one heading"
        )
    return frame  # type: ignore[no-any-return]


def _twice(native: Any, what: str) -> list[Problem]:
    headings = list(getattr(native, "column_names", None) or native.columns)
    twice = dict.fromkeys(each for each in headings if headings.count(each) > 1)
    return [Problem(what, f"several columns are called {each!r}", "give each a heading of its own") for each in twice]


def _labels(frame: nw.DataFrame[Any]) -> list[Any] | None:
    """The labels of an index that says more than the number of the row."""
    if not frame.implementation.is_pandas():
        return None
    index = frame.to_native().index
    labels = index.tolist()
    return None if index.name is None and labels == list(range(len(labels))) else labels


def _value(value: Any) -> Any:
    """A cell as a plain value."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, datetime):
        said = value.isoformat(" ")
        if value.tzinfo is not None:
            return Fault(f"{said} has a time zone, on which its day depends", "give the day alone")
        if value.time() != time(0):
            return Fault(
                f"{said} is a date and time, not a day", "give the day alone, and the hour in a column of its own"
            )
        return value.date()
    if isinstance(value, float):
        return None if value != value else value
    if isinstance(value, Mapping):  # a polars struct has every key, with nothing in those not recorded
        return {key: _inner(each) for key, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [_inner(each) for each in value]
    if type(value).__module__ == "numpy":
        return _value(value.tolist())
    return value


def _inner(value: Any) -> Any:
    """A value inside a cell; what is wrong with it is for whoever reads the whole to say."""
    read = _value(value)
    return value if isinstance(read, Fault) else read


def _made(kinds: Mapping[str, Kind], columns: Mapping[str, list[Any]], like: nw.DataFrame[Any]) -> nw.DataFrame[Any]:
    if not like.implementation.is_pandas():
        return _of(kinds, columns, like.implementation)
    narwhals = library()
    pandas = like.implementation.to_native_namespace()
    if any(isinstance(dtype, pandas.ArrowDtype) for dtype in like.to_native().dtypes):
        table = _of(kinds, columns, narwhals.Implementation.PYARROW).to_native()
        return narwhals.from_native(table.to_pandas(types_mapper=pandas.ArrowDtype))  # type: ignore[no-any-return]
    series = {name: pandas.Series(columns[name], dtype=_PANDAS[kind]) for name, kind in kinds.items()}
    return narwhals.from_native(pandas.DataFrame(series))  # type: ignore[no-any-return]


def _of(kinds: Mapping[str, Kind], columns: Mapping[str, list[Any]], implementation: Any) -> nw.DataFrame[Any]:
    narwhals = library()
    schema = {name: getattr(narwhals, _NARWHALS[kind]) for name, kind in kinds.items()}
    return narwhals.from_dict(  # type: ignore[no-any-return]
        {name: columns[name] for name in kinds}, schema, backend=implementation
    )


class Columns:
    """Columns that grow by rows. The rows themselves are not kept: thousands of them slow Python's housekeeping."""

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self.kinds = kinds
        self.values: dict[str, list[Any]] = {name: [] for name in kinds}

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Put rows at the end."""
        there = list(rows)
        for column, cells in zip(self.values.values(), zip(*there, strict=True), strict=True) if there else ():
            column.extend(cells)

    def like(self, frame: nw.DataFrame[Any]) -> nw.DataFrame[Any]:
        """The columns in a table of the library, and with the types, of another.

        In pandas a day is its midnight, unless the other table keeps its columns by pyarrow, which has days.
        """
        return _made(self.kinds, self.values, frame)

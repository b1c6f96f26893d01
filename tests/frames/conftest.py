"""Tables of each kind, and rows as plain values."""

import datetime as dt

import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

MAKERS = {
    "pandas": lambda data: pd.DataFrame(data),
    "pandas by pyarrow": lambda data: pa.table(data).to_pandas(types_mapper=pd.ArrowDtype),
    "polars": lambda data: pl.DataFrame(data),
    "pyarrow": lambda data: pa.table(data),
}


@pytest.fixture(params=list(MAKERS))
def make(request):
    """Make a table of each kind of columns by their headings."""
    return MAKERS[request.param]


@pytest.fixture(scope="session")
def rows():
    """The rows of a table of any kind: days as dates, and None where there is nothing."""

    def plain(value, empty):
        if empty:
            return None
        if isinstance(value, dt.datetime):
            assert value.time() == dt.time(0)
            return value.date()
        return value

    def rows(table):
        frame = nw.from_native(table, eager_only=True)
        columns = [frame.get_column(name) for name in frame.columns]
        cells = [[plain(*each) for each in zip(one.to_list(), one.is_null().to_list(), strict=True)] for one in columns]
        return [dict(zip(frame.columns, row, strict=True)) for row in zip(*cells, strict=True)]

    return rows

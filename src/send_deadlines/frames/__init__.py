"""Tables of pandas, polars or pyarrow: events in, deadlines out, in a table of the same library.

:func:`deadlines` takes one row an event, :func:`add_deadlines` one row a case. ``pip install "send-deadlines[frames]"``
installs what reads the tables, beside the library that makes them.
"""

from send_deadlines.frames.long import as_table, deadlines, read_cases
from send_deadlines.frames.wide import Recorded, add_deadlines
from send_deadlines.frames.writing import write, write_parquet

__all__ = ["Recorded", "add_deadlines", "as_table", "deadlines", "read_cases", "write", "write_parquet"]

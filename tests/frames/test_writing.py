"""Tables as files."""

import csv
from datetime import date, datetime, time

import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from send_deadlines import SendDeadlinesError, frames

TWO = {
    "case": ["=cmd()", "+A"],
    "event": ["assessment_request_received"] * 2,
    "on": ["2026-01-05", "2026-01-06"],
}


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_csv(make, rows, tmp_path):
    due = frames.deadlines(make(TWO), "2026-05-26")
    frames.write(due, tmp_path / "due.csv")
    written = read(tmp_path / "due.csv")
    plan = next(row for row in written if row["rule"] == "ehc_assessment.final_plan")
    assert (plan["case"], plan["due"], plan["days_late"], plan["breach"]) == ("'=cmd()", "2026-05-25", "1", "yes")
    assert {row["case"] for row in written} == {"'=cmd()", "'+A"}
    assert (plan["done_on"], plan["left"], plan["about"], plan["missed"]) == ("", "", "", "no")
    assert len(written) == len(rows(due))


def test_parquet(make, rows, tmp_path):
    due = frames.deadlines(make(TWO), "2026-05-26")
    frames.write(due, str(tmp_path / "due.parquet"))
    back = pq.read_table(tmp_path / "due.parquet")
    assert rows(back) == rows(due)
    types = {name: back.schema.field(name).type for name in ("due", "days_late", "breach")}
    assert pa.types.is_date32(types["due"]) or (pa.types.is_timestamp(types["due"]) and isinstance(due, pd.DataFrame))
    assert (types["days_late"], types["breach"]) == (pa.int64(), pa.bool_())


@pytest.mark.parametrize("name", ["none.csv", "none.parquet"])
def test_an_empty_table_has_its_headings(make, name, tmp_path):
    due = frames.deadlines(make({each: pa.array([], pa.string()) for each in TWO}), "2026-05-26")
    frames.write(due, tmp_path / name)
    if name.endswith("csv"):
        assert (tmp_path / name).read_text().splitlines() == [",".join(nw.from_native(due).columns)]
    else:
        assert pq.read_table(tmp_path / name).column_names == nw.from_native(due).columns


def test_every_kind_of_cell(tmp_path):
    table = pl.DataFrame(
        {
            "=heading": ["-1", "a\tb"],
            "number": [-1, None],
            "share": [-0.5, float("nan")],
            "day": [date(2026, 1, 5), None],
            "midnight": [datetime(2026, 1, 5), None],
            "moment": [datetime(2026, 1, 5, 9, 30), None],
            "hour": [time(9, 30), None],
            "sure": [True, False],
        }
    )
    frames.write(table, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text().splitlines() == [
        "'=heading,number,share,day,midnight,moment,hour,sure",
        "'-1,-1,-0.5,2026-01-05,2026-01-05,2026-01-05 09:30:00,09:30:00,yes",
        "a\tb,,,,,,,no",
    ]


def test_an_index_that_says_something_is_written(tmp_path):
    table = pd.DataFrame({"a": [1, 2]}, index=pd.Index(["=x", "y"], name="Ref"))
    frames.write(table, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text().splitlines() == ["Ref,a", "'=x,1", "y,2"]
    frames.write(table, tmp_path / "t.parquet")
    assert pq.read_table(tmp_path / "t.parquet").column_names[:2] == ["Ref", "a"]
    frames.write(table.reset_index(drop=True), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text().splitlines() == ["a", "1", "2"]
    with pytest.raises(SendDeadlinesError, match=r"the index cannot be written as columns .* rename it"):
        frames.write(table.rename(columns={"a": "Ref"}), tmp_path / "t.csv")


def test_another_kind_of_file(tmp_path):
    with pytest.raises(
        SendDeadlinesError, match=r"due\.xlsx: no table is written as '\.xlsx'; known: \.csv, \.parquet"
    ):
        frames.write(pl.DataFrame(TWO), tmp_path / "due.xlsx")


@pytest.mark.parametrize("name", ["due.csv", "due.parquet"])
def test_where_it_cannot_be_written(make, name, tmp_path):
    with pytest.raises(SendDeadlinesError, match=rf"{name}: it cannot be written \(.*\); give the path of a file"):
        frames.write(make(TWO), tmp_path / "nowhere" / name)
    (tmp_path / name).mkdir()
    with pytest.raises(SendDeadlinesError, match=rf"{name}: it cannot be written"):
        frames.write(make(TWO), tmp_path / name)
    assert sorted(each.name for each in tmp_path.iterdir()) == [name]


def test_an_older_file_stays_until_the_new_one_is_whole(tmp_path):
    file = tmp_path / "due.parquet"
    file.write_text("old")
    mixed = pd.DataFrame({"a": pd.Series([1, "x"], dtype=object)})
    with pytest.raises(SendDeadlinesError, match=r"due\.parquet: a column is not of one kind .* or write CSV"):
        frames.write(mixed, file)
    assert file.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["due.parquet"]

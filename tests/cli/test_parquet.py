"""``evaluate --format parquet``: a table for data tools."""

import sys
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq

CASE = {"id": "=A1", "events": [{"event": "assessment_request_received", "on": "2026-01-05"}]}


def test_a_file(run, put, tmp_path):
    cases = put("cases.json", [CASE, {**CASE, "id": "B"}])
    done = run("evaluate", cases, "--as-of", "2026-03-01", "--format", "parquet", "--output", "due.parquet")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    table = pq.read_table(tmp_path / "due.parquet")
    assert table.schema.field("due").type == pa.date32()
    rows = {row["case"]: row for row in table.to_pylist() if row["rule"] == "ehc_assessment.final_plan"}
    # Monday 5 January 2026 + 140 days is Monday 25 May 2026.
    assert {case: row["due"] for case, row in rows.items()} == {"=A1": date(2026, 5, 25), "B": date(2026, 5, 25)}


def test_lines_of_which_one_is_wrong(run, put, tmp_path):
    lines = '{"id": "A", "events": [{"event": "assessment_request_received", "on": "2026-01-05"}]}\n{"id": "B"}\n'
    done = run(
        "evaluate", put("c.jsonl", lines), "--as-of", "2026-03-01", "--format", "parquet", "--output", "o.parquet"
    )
    assert done.exit_code == 2
    assert "case B: it has no events" in done.stderr
    assert set(pq.read_table(tmp_path / "o.parquet")["case"].to_pylist()) == {"A"}


def test_no_case_that_could_be_evaluated(run, put, tmp_path):
    cases = put("c.jsonl", '{"id": "B"}\n')
    done = run("evaluate", cases, "--as-of", "2026-03-01", "--format", "parquet", "--output", "o.parquet")
    assert done.exit_code == 2
    table = pq.read_table(tmp_path / "o.parquet")
    assert (len(table), table.schema.field("due").type) == (0, pa.date32())


def test_standard_output(run, put):
    done = run("evaluate", put("c.json", CASE), "--as-of", "2026-03-01", "--format", "parquet")
    assert done.stdout_bytes[:4] == done.stdout_bytes[-4:] == b"PAR1"


def test_without_what_writes_it(run, put, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "narwhals", None)
    done = run("evaluate", put("c.json", CASE), "--as-of", "2026-03-01", "--format", "parquet", "--output", "o.parquet")
    assert done.exit_code == 2
    assert 'pip install "send-deadlines[frames]"' in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["c.json"]


def test_not_on_a_terminal(run, put, monkeypatch):
    monkeypatch.setattr("send_deadlines.cli.parquet._is_shown", lambda output: True)
    done = run("evaluate", put("c.json", CASE), "--as-of", "2026-03-01", "--format", "parquet")
    assert done.exit_code == 2
    assert done.stderr == "--format parquet: it is for programs, and cannot be shown; name a file with --output\n"


def test_other_commands_do_not_write_it(run, put):
    case = put("c.json", CASE)
    done = run("diff", case, "--from", "2026-01-06", "--to", "2026-03-01", "--format", "parquet")
    assert done.exit_code == 2

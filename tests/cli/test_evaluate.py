"""The command that matters: what it writes, where, in which form, and how it ends."""

import csv
import io
import json
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from send_deadlines import Case, evaluate
from send_deadlines.cli.evaluate import _Run
from send_deadlines.cli.inputs import Setup
from send_deadlines.report import as_data
from send_deadlines.sources import read_cases

GOOD = {"id": "A1", "events": [{"event": "assessment_request_received", "on": "2026-01-05"}]}
LATE = {"id": "A2", "events": [{"event": "assessment_request_received", "on": "2025-01-06"}]}
AS_OF = ("--as-of", "2026-02-01")

SCHOOL = """
name = "Oak School"
[[terms]]
name = "Spring 2026"
first = 2026-01-05
last = 2026-03-27
"""


def test_json_on_one_case_is_an_object(run, put):
    result = run("evaluate", put("a.json", GOOD), *AS_OF, "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == as_data(evaluate(Case.from_dict(GOOD), "2026-02-01"))


@pytest.mark.parametrize(("name", "content"), [("a.json", [GOOD]), ("a.jsonl", json.dumps(GOOD))])
def test_json_on_several_is_a_list(name, content, run, put):
    result = run("evaluate", put(name, content), *AS_OF, "--format", "json")
    assert [each["case"] for each in json.loads(result.stdout)] == ["A1"]


def test_jsonl_is_an_object_a_line(run, put):
    result = run("evaluate", put("a.json", [GOOD, LATE]), *AS_OF, "--format", "jsonl")
    assert [json.loads(line)["case"] for line in result.stdout.splitlines()] == ["A1", "A2"]


def test_csv_has_a_row_for_each_deadline(run, put):
    result = run("evaluate", put("a.json", [{**GOOD, "id": "=cmd()"}, LATE]), *AS_OF, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {row["case"] for row in rows} == {"'=cmd()", "A2"}
    assert [row["due"] for row in rows if row["rule"] == "ehc_assessment.final_plan"] == ["2026-05-25", "2025-05-26"]


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv"])
def test_standard_input_is_read_for_a_dash(form, run, put):
    lines = f"{json.dumps(GOOD)}\n{json.dumps(LATE)}\n"
    assert run("evaluate", "-", *AS_OF, "--format", form, stdin=lines).stdout == (
        run("evaluate", put("a.jsonl", lines), *AS_OF, "--format", form).stdout
    )


def test_text_needs_no_colour(run, put):
    assert "\x1b" not in run("evaluate", put("a.json", LATE), *AS_OF).stdout


@pytest.mark.parametrize(
    ("cases", "flags", "code"),
    [
        (GOOD, ["--fail-on-breach"], 0),
        (LATE, [], 0),
        (LATE, ["--fail-on-breach"], 1),
        ([GOOD, LATE], ["--fail-on-breach"], 1),
        ({"id": "A1"}, ["--fail-on-breach"], 2),
    ],
)
@pytest.mark.parametrize("lines", [False, True])
def test_exit_codes(cases, flags, code, lines, run, put):
    if lines:
        name = put("a.jsonl", "\n".join(json.dumps(each) for each in (cases if isinstance(cases, list) else [cases])))
    else:
        name = put("a.json", cases)
    assert run("evaluate", name, *AS_OF, *flags).exit_code == code


def test_everything_wrong_is_told_at_once(run, put):
    put("oak.toml", SCHOOL.replace("last = 2026-03-27", "lost = 2026-03-27"))
    put("rules.toml", "[[rule]]\nid = 7\n")
    put("a.json", [{"id": "B1", "events": [{"event": "plan_refused"}]}, {"id": "B2", "event": []}])
    options = ["--calendar", "oak.toml", "--calendar", "none.toml", "--law", "rules.toml", "--reading", "sense"]
    result = run("evaluate", "a.json", *AS_OF, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert [line for line in lines if not line.startswith("rules.toml:")] == [
        "oak.toml:6: terms[0]: unknown key 'lost'; did you mean 'last'?",
        "none.toml: cannot be read: No such file or directory; check the path",
        "--reading: 'sense' does not say which reading of what; write it as DISPUTE=READING",
        'a.json:1: case B1, event 1 (plan_refused): it has no day; add "on": "2026-01-05"; '
        "a missing day is never filled in",
        "a.json:1: case B2: unknown key 'event'; did you mean 'events'?",
        'a.json:1: case B2: it has no events; give a list, empty if nothing happened: "events": []',
    ]
    assert any(line.startswith("rules.toml:") for line in lines)


@pytest.mark.parametrize(
    ("case", "options", "told"),
    [
        (
            {"id": "A1", "events": [{"event": "final_plan_snt", "on": "2026-01-05"}]},
            [],
            ["a.json: case A1: unknown event 'final_plan_snt'; did you mean 'final_plan_sent'?"],
        ),
        (
            {"id": "A1", "events": [{"event": "final_plan_sent", "on": "2026-01-05", "servd": "2026-01-06"}]},
            [],
            ["a.json: case A1, final_plan_sent on 2026-01-05: unknown key 'servd'; final_plan_sent has only `on` *"],
        ),
        (
            {"id": "A1", "calendars": {"school": "Oak"}, "events": [{"event": "x", "on": "2026-01-05"}]},
            ["--calendar", "oak.toml"],
            [
                "a.json: case A1: its school calendar is 'Oak', which was not given; known: Oak School",
                "a.json: case A1: unknown event 'x'; *",
            ],
        ),
        ({**GOOD, "calendars": {"school": 5}}, [], ["a.json: case A1: its school calendar is 5, *"]),
        (GOOD, ["--law", "none.toml"], ["none.toml: the file cannot be read (No such file or directory); *"]),
        (GOOD, ["--reading", "a=b"], ["--reading: unknown dispute 'a'; *"]),
        (
            GOOD,
            ["--reading", "a=b", "--reading", "a=c"],
            ["--reading: 'a' is read in two ways*", "--reading: unknown*"],
        ),
        (
            GOOD,
            ["--calendar", "oak.toml", "--calendar", "oak.toml"],
            ["oak.toml: a second calendar has the name 'Oak School'; leave one out, or correct its name"],
        ),
        (GOOD, ["--calendar", "oak.json"], ["oak.json: cannot be read*"]),
    ],
)
def test_what_is_wrong_is_told_in_a_line(case, options, told, run, put):
    put("oak.toml", SCHOOL)
    result = run("evaluate", put("a.json", case), *AS_OF, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert len(lines) == len(told), lines
    for line, wanted in zip(lines, told, strict=True):
        start, star, _ = wanted.partition("*")
        assert line.startswith(start) if star else line == wanted


def test_a_hostile_name_cannot_move_the_cursor(run, put):
    put("a.json", {"id": "A\x1b[2J\n", "events": [{"event": "\x1b", "on": "2026-01-05"}]})
    result = run("evaluate", "a.json", *AS_OF)
    assert len(result.stderr.splitlines()) == 1
    assert "\x1b" not in result.stderr
    assert "\\x1b[2J\\n" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["evaluate", "a.json"], "Say as at which day, such as 2026-03-01. There is no default day, ever."),
        (["evaluate", "a.json", "--as-of", "1 March"], "'1 March' is not a day; write it as year-month-day"),
        (["evaluate", "a.json", "--as-of", "2026-02-29"], "'2026-02-29' is not a day"),
        (["evaluate", "a.json", *AS_OF, "--format", "htm"], "'htm' is not one of 'text', 'json', 'jsonl', 'csv'"),
    ],
)
def test_wrong_usage(arguments, told, run):
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())


# JSON Lines.


def test_a_bad_line_does_not_stop_the_others(run, put):
    lines = [json.dumps(GOOD), '{"id": ', json.dumps({"id": "B", "events": [{"event": "x", "on": "2026-01-01"}]})]
    put("a.jsonl", "\n".join([*lines, json.dumps(LATE)]))
    result = run("evaluate", "a.jsonl", *AS_OF, "--format", "jsonl", "--output", "out.jsonl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.split("; ")[0] for line in result.stderr.splitlines()] == [
        "a.jsonl:2: it is not JSON: a value is expected at column 8",
        "a.jsonl:3: case B: unknown event 'x'",
    ]
    lines = Path("out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["case"] for line in lines] == ["A1", "A2"]


def test_when_every_line_is_bad_json_is_an_empty_list(run, put):
    result = run("evaluate", put("a.jsonl", "7\n8\n"), *AS_OF, "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (2, [])


def test_lines_are_worked_through_one_at_a_time():
    """What is kept does not grow with the number of cases, but for their ids."""
    setup = Setup(GOOD_DAY, (), (), ())

    class Lines(io.RawIOBase):
        def __init__(self, count):
            self.left = count

        def readable(self):
            return True

        def readinto(self, buffer):
            line = json.dumps({**GOOD, "id": f"A{self.left}"}).encode() + b"\n" if self.left > 0 else b""
            self.left -= 1
            buffer[: len(line)] = line
            return len(line)

    def peak(count):
        tracemalloc.start()
        found = read_cases(io.BufferedReader(Lines(count)), name="x")
        assert sum(1 for _ in _Run(setup, found)) == count
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(50)
    assert peak(3_000) < peak(300) * 1.5 + 100_000 + 2_700 * 250


GOOD_DAY = evaluate(Case("A1"), "2026-02-01").as_of


# Files.


def test_output_is_whole_or_not_there(run, put, tmp_path):
    assert run("evaluate", put("a.json", GOOD), *AS_OF, "--output", "out.txt").stdout == ""
    before = (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert before.startswith("A1 as at Sunday 1 February 2026\n")
    assert run("evaluate", put("b.json", [GOOD, {"id": "B"}]), *AS_OF, "--output", "out.txt").exit_code == 2
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.json", "out.txt"]


def test_an_accident_half_way_leaves_nothing(run, put, tmp_path, monkeypatch):
    (tmp_path / "out.jsonl").write_text("kept", encoding="utf-8")
    monkeypatch.setattr("send_deadlines.cli.output.as_data", lambda evaluation: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("evaluate", put("a.jsonl", json.dumps(GOOD)), *AS_OF, "--format", "jsonl", "--output", "out.jsonl")
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "out.jsonl"]


@pytest.mark.parametrize("output", ["none/out.txt", "."])
def test_an_output_that_cannot_be(output, run, put):
    result = run("evaluate", put("a.json", GOOD), *AS_OF, "--output", output)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{output}: it cannot be written (")


def test_output_follows_a_link(run, put, tmp_path):
    (tmp_path / "real.txt").write_text("old", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("real.txt")
    run("evaluate", put("a.json", GOOD), *AS_OF, "--output", "link.txt")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text(encoding="utf-8").startswith("A1 as at")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="there is no such device")
def test_output_to_a_device_is_not_renamed_over_it(run, put):
    assert run("evaluate", put("a.json", GOOD), *AS_OF, "--output", "/dev/null").exit_code == 0
    assert not Path("/dev/null").is_file()


def test_a_school_calendar_is_named_by_its_own_name(run, put):
    put("oak.toml", SCHOOL)
    case = {**GOOD, "calendars": {"school": "Oak School"}}
    result = run("evaluate", put("a.json", case), *AS_OF, "--calendar", "oak.toml", "--format", "json")
    assert json.loads(result.stdout)["receipt"]["calendars"]["school"]["name"] == "Oak School"


# As a user runs it.


def shell(*arguments, **more):
    command = [sys.executable, "-W", "error", "-m", "send_deadlines.cli", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", **more)


def test_in_a_process_of_its_own(put, tmp_path):
    put("a.json", LATE)
    done = shell("evaluate", "a.json", *AS_OF, "--fail-on-breach", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("A2 as at Sunday 1 February 2026\n")


def test_where_the_output_knows_few_letters(put, tmp_path):
    put("a.json", {**GOOD, "id": "Zoë-名"})
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = shell("evaluate", "a.json", *AS_OF, cwd=tmp_path, env=env)
    assert done.returncode == 0
    assert done.stdout.startswith("Zo\\xeb-\\u540d as at")


def test_many_lines_from_a_pipe():
    lines = "".join(json.dumps({**GOOD, "id": f"A{number}"}) + "\n" for number in range(300))
    done = shell("evaluate", "-", *AS_OF, "--format", "csv", input=lines)
    assert (done.returncode, done.stderr) == (0, "")
    assert {row["case"] for row in csv.DictReader(io.StringIO(done.stdout))} == {f"A{number}" for number in range(300)}


def test_a_progress_bar_is_shown_on_a_terminal_and_nowhere_else(put, tmp_path):
    pty = pytest.importorskip("pty")
    put("a.jsonl", f"{json.dumps(GOOD)}\n{{\n")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "send_deadlines.cli", "evaluate", "a.jsonl", *AS_OF, "--format", "jsonl"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, cwd=tmp_path, encoding="utf-8")
    os.close(theirs)
    seen = os.read(ours, 100_000).decode()
    os.close(ours)
    assert done.returncode == 2
    assert json.loads(done.stdout)["case"] == "A1"
    assert "100%" in seen
    assert "a.jsonl:2: it is not JSON" in seen
    assert shell("evaluate", "a.jsonl", *AS_OF, cwd=tmp_path).stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "text", "there"),
    [
        ("twins.json", json.dumps([GOOD, LATE, GOOD]), "twins.json:1"),
        ("twins.json", "[\n" + ",\n".join(map(json.dumps, [GOOD, LATE, GOOD])) + "\n]", "twins.json:2"),
        ("twins.jsonl", "\n".join(map(json.dumps, [GOOD, LATE, GOOD])), "twins.jsonl:1"),
    ],
)
def test_two_cases_of_one_id_are_told(name, text, there, run, put):
    result = run("evaluate", put(name, text), *AS_OF, "--format", "jsonl")
    assert result.exit_code == 2
    place = there.rpartition(":")[0] + {"twins.json:1": ":1", "twins.json:2": ":4", "twins.jsonl:1": ":3"}[there]
    assert result.stderr == (
        f"{place}: case A1: the case at {there} has this id too, and which of the two is meant cannot be known; "
        "give each its own id, or leave one out\n"
    )
    # A list is all or nothing; what comes line by line has been written before the second is met.
    assert [json.loads(line)["case"] for line in result.stdout.splitlines()] == (
        ["A1", "A2"] if name.endswith("l") else []
    )


@pytest.mark.parametrize("form", ["csv", "ics", "parquet"])
def test_what_cannot_be_right_is_told_where_the_form_has_no_place_for_it(form, run, put):
    answered = {"event": "advice_received", "on": "2026-03-20", "about": "Dr Lee"}
    file = put("a.json", {"id": "A1", "events": [answered]})
    result = run("evaluate", file, "--as-of", "2026-04-01", "--format", form, "--output", f"out.{form}")
    assert result.exit_code == 0
    assert result.stderr.startswith("case A1: advice_received on 2026-03-20 has nothing recorded before it about")
    assert run("evaluate", file, "--as-of", "2026-04-01", "--format", "json").stderr == ""

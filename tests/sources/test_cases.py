"""Cases from files and streams: every shape, and every way in which one can be wrong."""

import io
import json
import tracemalloc

import pytest

from send_deadlines.sources import read_cases

GOOD = {"id": "A1", "events": [{"event": "assessment_request_received", "on": "2026-01-05"}]}
LINE = json.dumps(GOOD)


def read(content, tmp_path, name="cases.json"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_cases(path, name=name)


def problems(content, tmp_path, name="cases.json"):
    return [str(problem) for entry in read(content, tmp_path, name) for problem in entry.problems]


@pytest.mark.parametrize(
    ("content", "name", "shape", "ids"),
    [
        (LINE, "one.json", "one", ["A1"]),
        (json.dumps(GOOD, indent=2), "one.json", "one", ["A1"]),
        (f"[{LINE}]", "list.json", "list", ["A1"]),
        (json.dumps([GOOD, {"id": "A2", "events": []}], indent=1), "list.json", "list", ["A1", "A2"]),
        (f'{LINE}\n\n{{"id": "A2", "events": []}}\n', "lines.jsonl", "lines", ["A1", "A2"]),
        (f"{LINE}\r\n{LINE.replace('A1', 'A2')}", "lines.NDJSON", "lines", ["A1", "A2"]),
        (LINE, "lines.jsonl", "lines", ["A1"]),
        (b"\xef\xbb\xbf" + LINE.encode(), "one.json", "one", ["A1"]),
        (b"\xef\xbb\xbf" + LINE.encode(), "lines.jsonl", "lines", ["A1"]),
    ],
)
def test_the_shapes_of_a_file(content, name, shape, ids, tmp_path):
    found = read(content, tmp_path, name)
    assert found.shape == shape
    assert [entry.case.id for entry in found] == ids


@pytest.mark.parametrize(
    ("content", "shape", "count"),
    [
        (LINE, "one", 1),
        (f"\n{LINE}\n\n", "one", 1),
        (json.dumps(GOOD, indent=2), "one", 1),
        (f"[{LINE},\n{LINE}]", "list", 2),
        (f"{LINE}\n{LINE}\n", "lines", 2),
        (f"\ufeff{LINE}\n\n{LINE}\n", "lines", 2),
        (f'{{"id": }}\n{LINE}\n', "lines", 2),
    ],
)
def test_a_stream_is_lines_when_its_first_line_is_a_whole_object_and_more_follow(content, shape, count):
    found = read_cases(io.BytesIO(content.encode()), name="standard input")
    assert found.shape == shape
    assert len(list(found)) == count


def test_a_case_knows_the_line_it_begins_on(tmp_path):
    assert [entry.where for entry in read(f"{LINE}\n\n{LINE}\n", tmp_path, "a.jsonl")] == ["a.jsonl:1", "a.jsonl:3"]
    assert [entry.where for entry in read(f"[\n{LINE},\n\n{LINE}]", tmp_path)] == ["cases.json:2", "cases.json:4"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", ['cases.json: it is empty; write a case in it: {"id": "EHC-1042", "events": []}']),
        (b" \n\xc2\xa0"[:2], ['cases.json: it is empty; write a case in it: {"id": "EHC-1042", "events": []}']),
        (b"\xef\xbb\xbf", ['cases.json: it is empty; write a case in it: {"id": "EHC-1042", "events": []}']),
        (b"[]", ["cases.json: the list has no cases in it; put at least one case in it"]),
        (b'{"id": "A\xe9"}', ["cases.json: it is not UTF-8 text: byte 10 is 0xe9; save it as UTF-8"]),
        (b'\xef\xbb\xbf{"id": "A\xe9"}', ["cases.json: it is not UTF-8 text: byte 13 is 0xe9; save it as UTF-8"]),
        (b'{\n"id": ', ["cases.json:2: it is not JSON: a value is expected at column 7; correct it there"]),
        (
            f"{LINE}\n{LINE}".encode(),
            [
                "cases.json:2: it is not JSON: there is more after the end of the value at column 1; "
                "write several cases as a list, or one a line in a file ending in .jsonl"
            ],
        ),
        (b"7", ['cases.json: case: a case is a number, not an object; write it as {"id": "...", "events": [...]}']),
        (
            b'{"events": []}',
            ['cases.json: case: it has no id; give the council\'s own reference: "id": "EHC-1042"'],
        ),
        (
            b'{"id": "A1", "events": [], "facts": {"a": NaN, "a": 1}}',
            ["cases.json: case A1, facts: the key 'a' stands twice in it; leave one out"],
        ),
        (
            b'{"id": "A1", "events": [{"event": "e", "on": NaN}]}',
            ["cases.json: case A1, event 1: `on` is NaN, which is not a number; give a number, or leave it out"],
        ),
        (
            b'[{"id": "A1", "event": []},\n{"events": [{"on": "5 May"}]}]',
            [
                "cases.json:1: case A1: unknown key 'event'; did you mean 'events'?",
                'cases.json:1: case A1: it has no events; give a list, empty if nothing happened: "events": []',
                'cases.json:2: case number 2: it has no id; give the council\'s own reference: "id": "EHC-1042"',
                "cases.json:2: case number 2, event 1: it does not say which event it is; "
                'add its name, such as "event": "final_plan_sent"',
            ],
        ),
        (
            b'{"id": "A1", "events": [{"event": "plan_refused", "on": "2026-02-30"}, {"event": "plan_refused"}]}',
            [
                "cases.json: case A1, event 1 (plan_refused): '2026-02-30' is not a day; "
                "write it as year-month-day, such as 2026-01-05",
                "cases.json: case A1, event 2 (plan_refused): it has no day; "
                'add "on": "2026-01-05"; a missing day is never filled in',
            ],
        ),
    ],
)
def test_what_is_wrong_with_a_file(content, told, tmp_path):
    assert problems(content, tmp_path) == told


def test_what_is_wrong_with_a_line_hides_no_other(tmp_path):
    good = [LINE.replace("A1", name) for name in ("A1", "A2", "A3")]
    lines = [good[0], '{"id": }', "[]", good[1], '{"id": "A\xff"}', '{"id": "B1", "id": "B1", "events": []}', good[2]]
    content = "\n".join(lines).encode("latin-1")
    place = content.index(b"\xff") + 1
    found = list(read(content, tmp_path, "a.jsonl"))
    assert [entry.case is not None for entry in found] == [True, False, False, True, False, False, True]
    assert [str(problem) for entry in found for problem in entry.problems] == [
        "a.jsonl:2: it is not JSON: a value is expected at column 8; correct it there",
        "a.jsonl:3: it is a list; in JSON Lines each line is one case",
        f"a.jsonl:5: it is not UTF-8 text: byte {place} is 0xff; save it as UTF-8",
        "a.jsonl:6: case B1: the key 'id' stands twice in it; leave one out",
    ]


@pytest.mark.parametrize("name", ["none.json", "none.jsonl"])
def test_a_missing_file(name, tmp_path):
    (entry,) = read_cases(tmp_path / name, name=name)
    expected = f"{name}: it cannot be read (No such file or directory); give the path of a file that can be"
    assert str(entry.problems[0]) == expected


@pytest.mark.parametrize("name", ["empty.jsonl", "folder.json", "folder.jsonl"])
def test_nothing_to_read(name, tmp_path):
    path = tmp_path / name
    if name.startswith("folder"):
        path.mkdir()
    else:
        path.write_text("\n \n")
    (entry,) = read_cases(path)
    assert "it is empty" in str(entry.problems[0]) or "cannot be read" in str(entry.problems[0])


def test_lines_are_not_kept(tmp_path):
    """Ten times the lines take no more memory than the ids of their cases, which tell whether one comes twice."""

    class Endless(io.RawIOBase):
        def __init__(self, count):
            self.left = count

        def readable(self):
            return True

        def readinto(self, buffer):
            line = (LINE.replace("A1", f"A{self.left}") + "\n").encode() if self.left > 0 else b""
            self.left -= 1
            buffer[: len(line)] = line
            return len(line)

    def peak(count):
        tracemalloc.start()
        number = sum(1 for entry in read_cases(io.BufferedReader(Endless(count)), name="x") if entry.case)
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert number == count
        return top

    peak(10)
    assert peak(5_000) < peak(500) * 1.5 + 100_000 + 4_500 * 250

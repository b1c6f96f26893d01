"""On which line a key stands."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_deadlines.toml_lines import Lines

TEXT = '''\
# a comment with [[rule]] in it
top = 1

[[rule]]
id = "a.b"     # id = "c.d"
must = """
[[rule]]
id = "no \\""" rule"
"""
starts = [
    "one",  # "not two"
    # "nor three"
    "two", "three",
]

[rule.in_force]
since = 2014-09-01

[[rule.example]]
given = { "quoted \\u0041" = 2026-01-05, b.c = [1, {d = 2}] }

[[rule.example]]
why = \'\'\'
]] "
\'\'\'\'
due = 2026-01-05

[[rule]]
unless = [
    { exception = "a", provision = "]" },
    { exception = "b" },
]
by.day = "15 February"
[[rule.example]]
why = ""

["a key"]
'it' = 12:00:00
'''
LINES = Lines(TEXT)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("rule",), 4),
        (("rule", 0), 4),
        (("rule", 0, "id"), 5),
        (("rule", 0, "must"), 6),
        (("rule", 0, "starts"), 10),
        (("rule", 0, "starts", 0), 11),
        (("rule", 0, "starts", 1), 13),
        (("rule", 0, "starts", 2), 13),
        (("rule", 0, "in_force"), 16),
        (("rule", 0, "in_force", "since"), 17),
        (("rule", 0, "example", 0), 19),
        (("rule", 0, "example", 0, "given", "quoted A"), 20),
        (("rule", 0, "example", 0, "given", "b", "c", 1, "d"), 20),
        (("rule", 0, "example", 1), 22),
        (("rule", 0, "example", 1, "due"), 26),
        (("rule", 1), 28),
        (("rule", 1, "unless", 0, "exception"), 30),
        (("rule", 1, "unless", 1, "exception"), 31),
        (("rule", 1, "by", "day"), 33),
        (("rule", 1, "example", 0, "why"), 35),
        (("a key", "it"), 38),
    ],
)
def test_where_a_thing_stands(path, line):
    assert LINES.of(path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("none",), 1),
        (("rule", 0, "within"), 4),
        (("rule", 1, "unless", 1, "provision"), 31),
        (("rule", 1, "unless", 7), 29),
        (("rule", 9, "id"), 4),
    ],
)
def test_where_the_nearest_thing_round_it_stands(path, line):
    assert LINES.of(path) == line


def test_every_path_of_the_text_is_found():
    def paths(value, path=()):
        yield path
        if isinstance(value, dict | list):
            for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
                yield from paths(inner, (*path, key))

    for path in paths(tomllib.loads(TEXT)):
        parent = LINES.of(path[:-1])
        assert parent <= LINES.of(path)


def test_windows_line_ends():
    assert Lines("a = 1\r\nb = 2\r\n").of(("b",)) == 2


def test_repr():
    assert repr(Lines("a = 1")) == "Lines('a = 1')"
    assert repr(LINES).endswith("...)")


NAMES = st.from_regex(r"[a-z_]{1,6}|[A-Z][0-9-]", fullmatch=True)
TEXTS = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=12)


@st.composite
def values(draw, depth=2):
    """A value as TOML, on one line or several, with what it is in Python."""
    kind = draw(
        st.sampled_from(["number", "text", "literal", "long", "list", "table"] if depth else ["number", "text"])
    )
    if kind == "number":
        return str(draw(st.integers(-9, 9)))
    text = draw(TEXTS)
    if kind == "text":
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if kind == "literal":
        return "'" + text.replace("'", "") + "'"
    if kind == "long":
        return '"""\n[[x]]\n' + text.replace("\\", "").replace('"', "") + '\n  a = """'
    if kind == "list":
        gap = draw(st.sampled_from([" ", "\n", " # ] = [\n"]))
        return "[" + "".join(gap + item + "," for item in draw(st.lists(values(depth=depth - 1), max_size=3))) + "\n]"
    keys = draw(st.lists(NAMES, max_size=3, unique=True))
    return "{" + ", ".join(f"{key} = {draw(values(depth=0))}" for key in keys) + "}"


@st.composite
def documents(draw):
    """A TOML text, and the line of each of its tables and keys."""
    lines: list[str] = []
    where: dict[tuple[str | int, ...], int] = {}
    for section in draw(st.lists(NAMES, max_size=3, unique=True)):
        for index in range(draw(st.integers(1, 3))):
            tables: list[tuple[tuple[str | int, ...], str]] = [((section, index), f"[[{section}]]")]
            tables += [((section, index, "sub", i), f"[[{section}.sub]]") for i in range(draw(st.integers(0, 2)))]
            for path, header in tables:
                lines += draw(st.lists(st.sampled_from(["", "# [[x]]", "  # a = 1"]), max_size=2))
                lines += header.split("\n")
                where[path] = len(lines)
                for key in draw(st.lists(NAMES.filter(lambda name: name != "sub"), max_size=3, unique=True)):
                    where[(*path, key)] = len(lines) + 1
                    lines += f"{key} = {draw(values())}".split("\n")
    return "\n".join(lines), where


@given(documents())
def test_every_table_and_key_is_found_on_its_line(document):
    text, where = document
    tomllib.loads(text)
    lines = Lines(text)
    assert {path: lines.of(path) for path in where} == where


@given(st.text(st.sampled_from("ab.=[]{}'\"#\\\n ,1")), st.lists(st.sampled_from(["a", "b", 0, 1])))
def test_any_text_can_be_asked(text, path):
    assert 1 <= Lines(text).of(tuple(path)) <= text.count("\n") + 1

"""JSON read strictly: nothing is passed over in silence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_deadlines.sources.strict_json import BadJson, faults, items, parse

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_what_json_writes_is_read(value):
    assert parse(json.dumps(value)) == value
    assert list(faults(parse(json.dumps(value)))) == []


@given(st.lists(values, max_size=5), st.sampled_from([None, 1]))
def test_a_list_is_read_item_by_item(made, indent):
    text = json.dumps(made, indent=indent)
    assert [value for _, value in items(text)] == made


def test_items_know_their_lines():
    assert [line for line, _ in items('\n[\n{"a":\n1},\n\n{}]\n')] == [3, 6]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('{"id": ', 1, "it is not JSON: a value is expected at column 8"),
        ('{"id": "A",\n "events" []}', 2, "it is not JSON: a colon is expected at column 11"),
        ('{"id": "A"\n "events": []}', 2, "it is not JSON: a comma, or the end of the object or list, is expected"),
        ("{'id': 1}", 1, "it is not JSON: a key in double quotes is expected at column 2"),
        ("{} {}", 1, "it is not JSON: there is more after the end of the value at column 4"),
        ("1" * 5000, 1, "it is not JSON: a number in it has too many digits"),
    ],
)
def test_what_is_no_json_is_told_with_its_place(text, line, what):
    with pytest.raises(BadJson) as caught:
        parse(text)
    assert caught.value.line == line
    assert what in str(caught.value)


@pytest.mark.parametrize("text", ["[1 2]", "[1,", "[1] 2", "[,]", "["])
def test_a_broken_list_is_told_when_it_is_reached(text):
    with pytest.raises(BadJson):
        list(items(text))


def test_an_empty_list_has_no_items():
    assert list(items(" [ ] ")) == []


def test_every_fault_is_found_with_its_place():
    text = '{"id": "A", "id": "B", "events": [{"on": NaN}, {"on": 1, "on": 2}, -Infinity], "facts": {"size": 1e999}}'
    assert [(fault.place, fault.what) for fault in faults(parse(text))] == [
        ((), "the key 'id' stands twice in it"),
        (("events", 0), "`on` is NaN, which is not a number"),
        (("events", 1), "the key 'on' stands twice in it"),
        (("events",), "a value is -Infinity, which is not a number"),
        (("facts",), "`size` is 1e999, which is not a number"),
    ]


@pytest.mark.parametrize("depth", [100, 100_000])
def test_nesting_has_an_end(depth):
    text = "[" * depth + "]" * depth
    try:
        found = [fault.what for fault in faults(parse(text))]
    except BadJson as error:
        found = [error.what]
    assert "nested too deeply" in found[0]

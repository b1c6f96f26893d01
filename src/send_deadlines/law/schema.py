"""The JSON Schema of a rule file, for editors that complete and check TOML as it is typed.

It is made from the language; after a change to that, ``python -m send_deadlines.law.schema`` writes it afresh.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from send_deadlines.law.language import RuleFile

__all__ = ["SCHEMA_FILE", "json_schema", "schema_text"]

SCHEMA_FILE = Path(__file__).parent / "schema" / "rules-1.json"
"""Where the schema is kept."""

_NOT_FOR_EDITORS = ("default", "title")


def json_schema() -> dict[str, Any]:
    """The schema of a rule file.

    A date is text in the format "date", which is how editors of TOML see one.

    >>> json_schema()["$id"]
    'send-deadlines/rules-1.json'
    """
    from pydantic import TypeAdapter

    made: dict[str, Any] = _plain(TypeAdapter(RuleFile).json_schema())
    head = {
        "$schema": "http://json-schema.org/draft-07/schema#",  # the draft that editors of TOML know
        "$id": "send-deadlines/rules-1.json",
        "title": "A rule file of send-deadlines",
    }
    return head | made


def schema_text() -> str:
    """The schema as it is written to its file.

    >>> SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()
    True
    """
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _plain(schema: Any) -> Any:
    """Without what only a program needs: defaults, titles made from names, and null, which TOML has not."""
    if isinstance(schema, list):
        return [_plain(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made: dict[str, Any] = {}
    for key, value in schema.items():
        if key in ("properties", "$defs"):
            made[key] = {name: _plain(each) for name, each in value.items()}
        elif key == "anyOf":
            kinds = [_plain(each) for each in value if each != {"type": "null"}]
            made |= kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
        elif key == "description":
            made[key] = " ".join(value.split())
        elif key not in _NOT_FOR_EDITORS:
            made[key] = _plain(value)
    return _beside_description(made)


def _beside_description(schema: dict[str, Any]) -> dict[str, Any]:
    """A description beside a reference would be passed over; inside an `allOf` the reference leaves it standing."""
    if "$ref" in schema and len(schema) > 1:
        reference = {"$ref": schema.pop("$ref")}
        return {"allOf": [reference], **schema}
    return schema


def main() -> None:
    """Write the schema to its file."""
    SCHEMA_FILE.parent.mkdir(exist_ok=True)
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

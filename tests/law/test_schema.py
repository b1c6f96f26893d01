"""The schema for editors says what the language says."""

from dataclasses import fields, is_dataclass

from send_deadlines.law import language, schema, vocabulary


def test_the_file_is_not_stale():
    kept = schema.SCHEMA_FILE.read_text(encoding="utf-8")
    assert kept == schema.schema_text(), "run: python -m send_deadlines.law.schema"


def test_every_word_is_in_it_and_says_what_it_means():
    made = schema.json_schema()
    tables = {"RuleFile": made, **made["$defs"]}
    for name, term in {**vars(vocabulary), **vars(language)}.items():
        if isinstance(term, type) and is_dataclass(term):
            table = tables[name]
            assert list(table["properties"]) == [field.name for field in fields(term)]
            assert table["additionalProperties"] is False
            assert all(each["description"] for each in table["properties"].values())


def test_dates_are_as_editors_of_toml_see_them():
    rule = schema.json_schema()["$defs"]["Rule"]
    assert rule["properties"]["checked"]["type"] == "string"
    assert rule["properties"]["checked"]["format"] == "date"
    assert "checked" in rule["required"]


def test_there_is_no_null():
    assert '"null"' not in schema.schema_text()
    assert "default" not in schema.schema_text()


def test_it_is_written_afresh(tmp_path, monkeypatch):
    file = tmp_path / "schema" / "rules-1.json"
    monkeypatch.setattr(schema, "SCHEMA_FILE", file)
    schema.main()
    assert file.read_text(encoding="utf-8") == schema.schema_text()

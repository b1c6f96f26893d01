"""How the command line is run in these tests."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from send_deadlines.cli.program import program

HERE = Path(__file__).parent


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in a folder of its own; an accident is not taken for an answer."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
        try:
            runner = CliRunner(mix_stderr=False)  # type: ignore[call-arg]  # before click 8.2
        except TypeError:
            runner = CliRunner()
        result = runner.invoke(program, list(arguments), input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def put(tmp_path):
    """Put a file into that folder: text, or what is written as JSON."""

    def put(name: str, content: object) -> str:
        text = content if isinstance(content, str) else json.dumps(content)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return put

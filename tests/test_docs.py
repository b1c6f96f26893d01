"""What the pages show is what happens: their examples are executed, and so are those of the docstrings."""

import ast
import doctest
import importlib
import io
import os
import pkgutil
import re
import shutil
import subprocess
import sysconfig
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from sybil import Document, Example
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

import send_deadlines

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
MODULES = [module.name for module in pkgutil.walk_packages(send_deadlines.__path__, "send_deadlines.")]


def agrees(shown: str, got: str) -> bool:
    return doctest.OutputChecker().check_output(shown.strip() + "\n", got.strip() + "\n", doctest.ELLIPSIS)


def run_python(example: Example) -> None:
    """Run a block; where a comment follows an expression, beside or right beneath it, it must be what that gives."""
    source = str(example.parsed)
    comments = {
        token.start[0]: token.string.removeprefix("#").strip()
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    alone = {number for number, line in enumerate(source.splitlines(), 1) if line.startswith("#")}
    for statement in ast.parse(source).body:
        ast.increment_lineno(statement, example.line)
        if isinstance(statement, ast.Expr):
            code = compile(ast.Expression(statement.value), example.path, "eval")
            value = eval(code, example.namespace)
            end = (statement.end_lineno or 0) - example.line
            shown = comments.get(end, comments[end + 1] if end + 1 in alone else None)
            if shown is not None:
                assert agrees(shown, repr(value)), f"{example.path}: shows {shown}, gives {value!r}"
        else:
            exec(compile(ast.Module([statement], []), example.path, "exec"), example.namespace)


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a block with the output shown beneath it."""
    block = re.sub(r"\\\n(?:> )?", "", block)
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def run_commands(example: Example) -> None:
    """Run the ``send-deadlines`` commands of a block, and compare what is shown beneath each."""
    env = dict(os.environ, PATH=sysconfig.get_path("scripts") + os.pathsep + os.environ["PATH"])
    for command, output in commands(str(example.parsed)):
        if not command.startswith("send-deadlines"):
            continue
        done = subprocess.run(
            command, shell=True, env=env, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        exits = re.search(r"# exits (\d+)$", command)
        assert done.returncode == int(exits[1] if exits else 0), f"{example.path}: {command}\n{done.stdout}"
        if output.strip():
            assert agrees(output, done.stdout), f"{example.path}: {command}\nshown:\n{output}\ngiven:\n{done.stdout}"


def examples(page: Path) -> list[Example]:
    python = PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS)
    python.codeblock_parser = CodeBlockParser("python", run_python)
    shells = [CodeBlockParser(language, run_commands) for language in ("console", "shell")]
    return list(Document.parse(str(page), python, *shells))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_page(page, tmp_path, monkeypatch):
    if (ROOT / "examples").is_dir():
        shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    for example in examples(page):
        example.evaluate()


def test_there_are_examples():
    """The parsers have not gone blind."""
    kinds = [example.region.evaluator for example in examples(ROOT / "README.md")]
    assert run_python in kinds
    assert run_commands in kinds


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_block_has_a_known_kind(page):
    """So that none escapes by being called ``py`` or ``bash``, or nothing at all."""
    fences = re.findall(r"^\s*```(.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(fences[::2]) <= {"python", "console", "shell", "toml", "json", "csv", "text", "mermaid"}


@pytest.mark.parametrize(
    "text",
    [
        "```python\n1 + 1  # 3\n```\n",
        "```python\n1 + 1\n# 3\n```\n",
        "```console\n$ send-deadlines --no-such-option\n```\n",
        "```console\n$ send-deadlines --help\nNothing.\n```\n",
    ],
)
def test_a_wrong_example_fails(text, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    (example,) = examples(page)
    with pytest.raises(AssertionError):
        example.evaluate()


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name):
    failed, _ = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert not failed

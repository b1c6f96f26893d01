"""The package as installed: what is in it, and what importing it costs."""

import importlib.metadata
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import send_deadlines

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "send_deadlines"
INSTALLED = Path(send_deadlines.__file__).resolve().parent


def installed() -> set[str]:
    """Every file of the wheel, by its path in the package."""
    files = importlib.metadata.files("send-deadlines") or []
    return {str(Path(*file.parts[1:])) for file in files if file.parts[0] == "send_deadlines"}


def test_the_installed_wheel_is_what_is_tested():
    assert not INSTALLED.is_relative_to(ROOT / "src")
    assert str(ROOT / "src") not in sys.path


def test_the_wheel_is_the_source_tree():
    """Nothing was left out of the wheel, and it is not an old one."""
    ours = [file for file in SOURCE.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
    assert ours
    for file in ours:
        name = str(file.relative_to(SOURCE))
        assert name in installed()
        if file.name != "_compiled.json":
            assert (INSTALLED / name).read_bytes() == file.read_bytes(), name


def test_the_wheel_has_its_data():
    law = {f"law/england/{name}.toml" for name in ("instruments", "events", "exceptions")}
    assert installed() >= law | {"law/_compiled.json", "py.typed"}


def test_the_data_can_be_read():
    names = installed()
    rules = [name for name in names if name.startswith("law/england/") and name.endswith(".toml")]
    schemas = [name for name in names if name.startswith("law/") and name.endswith(".json") and "_compiled" not in name]
    assert len(rules) > 3
    assert schemas
    for name in rules:
        tomllib.loads((INSTALLED / name).read_text(encoding="utf-8"))
    for name in schemas:
        assert "$schema" in json.loads((INSTALLED / name).read_text(encoding="utf-8"))


def test_one_version():
    assert importlib.metadata.version("send-deadlines") == send_deadlines.__version__


def test_the_licences_are_in_the_wheel():
    files = {file.name for file in importlib.metadata.files("send-deadlines") or []}
    assert {"LICENSE", "LICENSE-LAW.md"} <= files


@pytest.mark.parametrize("package", ["click", "holidays", "numpy", "pydantic"])
def test_import_is_light(package):
    code = f"import send_deadlines, sys; sys.exit({package!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-I", "-c", code]).returncode == 0


def test_imports_run_one_way():
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_public_name_is_there_and_no_other() -> None:
    """Names are brought in when first asked for; the list, the table and what type checkers see must agree."""
    for name in send_deadlines.__all__:
        assert getattr(send_deadlines, name) is not None
    assert set(send_deadlines.__all__) == {*send_deadlines._HOME, "__version__"}
    assert dir(send_deadlines) == sorted(send_deadlines.__all__)
    with pytest.raises(AttributeError, match="module 'send_deadlines' has no attribute 'evluate'"):
        send_deadlines.evluate  # noqa: B018

"""The law as plain data."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from send_deadlines.errors import LawError
from send_deadlines.law.compiled import compile_law, source_hash, write

GOOD = Path(__file__).parent / "broken" / "_good.toml"


@pytest.fixture
def package(tmp_path):
    england = tmp_path / "law" / "england"
    england.mkdir(parents=True)
    shutil.copy(GOOD, england / "good.toml")
    return tmp_path


def test_what_is_written(package):
    made = json.loads(write(package).read_text(encoding="utf-8"))
    assert made == compile_law([GOOD])
    assert set(made) == {"hash", "law"}
    assert "example_calendar" not in made["law"]
    (rule,) = made["law"]["rule"]
    assert "example" not in rule
    assert "before" not in rule
    assert "implied_by" not in rule
    assert rule["checked"] == "2026-01-31"
    assert rule["in_force"] == {"since": "2014-09-01", "selected_by": "start"}


def test_the_same_is_written_again(package):
    target = write(package)
    first = target.read_bytes()
    assert write(package).read_bytes() == first
    assert target == package / "law" / "_compiled.json"


def test_law_that_is_wrong_is_not_written(package):
    (package / "law" / "england" / "bad.toml").write_text('[[actor]]\nid = "a"\n', encoding="utf-8")
    with pytest.raises(LawError, match="lacks 'title'"):
        write(package)
    assert not (package / "law" / "_compiled.json").exists()


def test_the_hash_is_of_the_contents_in_the_order_of_the_names(tmp_path):
    a, b = tmp_path / "a.toml", tmp_path / "b.toml"
    a.write_bytes(b"x = 1\n")
    b.write_bytes(b"y = 2\r\n")
    assert source_hash([b, a]) == hashlib.sha256(b"x = 1\ny = 2\n").hexdigest()


def test_further_files_refer_to_the_base(tmp_path):
    more = tmp_path / "more.toml"
    more.write_text('[[not_expressed]]\nprovision = "reg 2"\ninstrument = "regs"\nabout = "fees"\nreason = "none"\n')
    made = compile_law([more], base=[GOOD])
    assert made["hash"] == source_hash([more, GOOD])
    assert made["law"]["not_expressed"][0]["about"] == "fees"
    assert compile_law([more, GOOD], base=[GOOD]) == made

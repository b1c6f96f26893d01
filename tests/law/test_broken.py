"""One broken file for each mistake an author can make; its first line is the sentence that author is told."""

from pathlib import Path

import pytest

from send_deadlines.law.check import check_files

BROKEN = Path(__file__).parent / "broken"
FILES = sorted(path.name for path in BROKEN.glob("[!_]*.toml"))


def test_what_they_refer_to_is_right(monkeypatch):
    monkeypatch.chdir(BROKEN)
    law, problems = check_files(["_good.toml"])
    assert problems == []
    assert [rule.id for rule in law.rule] == ["ehc.plan"]


def test_there_is_one_for_every_kind_of_mistake():
    assert len(FILES) > 150


@pytest.mark.parametrize("name", FILES)
def test_says(name, monkeypatch):
    monkeypatch.chdir(BROKEN)
    first = Path(name).read_text(encoding="utf-8").splitlines()[0]
    _, problems = check_files([name], base=["_good.toml"])
    assert [str(problem) for problem in problems] == [first.removeprefix("# says: ")]

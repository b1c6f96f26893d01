"""Messages are part of the interface: each says how to mend what it tells of, and each is met by a test.

The first half reads the source, so that a message nobody thought of here is found. What is an exception to a check
stands in a list with its reason, and a reason that no longer holds is a failure too.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import send_deadlines

SOURCE = Path(send_deadlines.__file__).parent
TESTS = Path(__file__).parent

TEXT = {
    "CalendarError": (0, None), "LawError": (0, None), "NotThereError": (0, None), "PeriodError": (0, None),
    "SendDeadlinesError": (0, None), "UsageError": (0, None), "ValueError": (0, None), "KeyError": (0, None),
    "LookupError": (0, None), "TypeError": (0, None),
    "BadJson": (0, 1), "CoverageError": (None, 4), "Problem": (1, 2), "placed": (2, 3), "tell": (2, 3),
}  # fmt: skip
"""What makes a message: which of its arguments says what is wrong, and which how to mend it, where that is apart."""


class Site(NamedTuple):
    """A place in the source where a message is made."""

    file: str
    line: int
    what: ast.expr | None
    mend: ast.expr | None
    inside: ast.AST
    """The function it is made in."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"

    @property
    def own(self) -> list[str]:
        """The words that it is given on the spot."""
        return [each for part in (self.what, self.mend) if part is not None for each in constants(part)]

    @property
    def passes_on(self) -> bool:
        """Whether it only hands on what was made elsewhere, and so is told of there."""
        parts = [part for part in (self.what, self.mend) if part is not None]
        return not any(re.search("[A-Za-z]{3}", each) for each in self.own) and all(
            hands_on(part, self.inside) for part in parts
        )


def called(node: ast.AST) -> str:
    function = getattr(node, "func", None)
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def constants(part: ast.AST) -> list[str]:
    return [node.value for node in ast.walk(part) if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def hands_on(part: ast.expr, inside: ast.AST) -> bool:
    """Whether an expression is an error's text, its parts, what was found before, or what the function was given."""
    if isinstance(part, ast.Call) and called(part) in ("str", "join", "removeprefix"):
        return True
    given = {each.arg for each in ast.walk(inside) if isinstance(each, ast.arg)}
    known = {"wrong", "problems", "line", *given}
    return isinstance(part, ast.Starred | ast.Attribute) or getattr(part, "id", "") in known


def sites_in(file: str, tree: ast.Module) -> Iterator[Site]:
    owner: dict[ast.AST, ast.AST] = {}
    for outer in ast.walk(tree):  # breadth first, so that the innermost function comes last
        if isinstance(outer, ast.FunctionDef | ast.Module):
            owner.update(dict.fromkeys(ast.walk(outer), outer))
    for node in ast.walk(tree):
        name = called(node)
        if isinstance(node, ast.Call) and name in TEXT and (name != "tell" or file.startswith("law/")):
            given = {each.arg: each.value for each in node.keywords}
            parts: list[ast.expr | None] = []
            for place, key in zip(TEXT[name], ("what", "mend"), strict=True):
                there = place is not None and len(node.args) > place
                parts.append(node.args[place] if there and place is not None else given.get(key))
            for each in node.args:
                if isinstance(each, ast.Starred):
                    parts = [each, each]
            if isinstance(parts[0], ast.Call) and called(parts[0]) == "Problem":
                continue  # it is looked at by itself
            if any(parts):
                yield Site(file, node.lineno, parts[0], parts[1], owner[node])
        texts: list[ast.expr] = []
        if name == "append" and isinstance(node, ast.Call) and ast.unparse(node.func).endswith("wrong.append"):
            texts = node.args
        elif isinstance(node, ast.Yield) and node.value is not None and file == "calendars/terms.py":
            texts = [node.value]
        for text in texts:
            if isinstance(text, ast.JoinedStr | ast.Constant):
                yield Site(file, text.lineno, text, None, owner[node])


@cache
def trees() -> dict[str, ast.Module]:
    return {
        path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
    }


@cache
def sites() -> list[Site]:
    return [site for file, tree in trees().items() for site in sites_in(file, tree)]


@cache
def set_in(scope: ast.AST) -> dict[str, list[ast.expr]]:
    """What each name in a function or a module is set to."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign | ast.AugAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                for each in ast.walk(target):
                    if isinstance(each, ast.Name):
                        found.setdefault(each.id, []).append(node.value)
    return found


def words_of(site: Site, part: ast.AST | None, depth: int = 0) -> Iterator[str]:
    """The fixed words of an expression, and of what the names in it stand for, in its function or its module."""
    for node in ast.walk(part) if part is not None else ():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif called(node) == "did_you_mean":
            yield "; did you mean"
        elif isinstance(node, ast.Name) and depth < 3:
            for value in set_in(site.inside).get(node.id) or set_in(trees()[site.file]).get(node.id) or ():
                yield from words_of(site, value, depth + 1)


NEEDS_NO_MEND = {
    "engine/examples.py": "the mend is put to it where the problem is made: the example is to be worked again",
    "cli/inputs.py: str(error).removeprefix(f'case {entry.case.id}: ')": "it hands on an error",
    "calendars/school_files.py: f'{file}:{error}'": "it hands on an error, with the file before it",
    "calendars/school_files.py: '\\n'.join((f'council: {line}' for line in str(error).splitlines()))": (
        "it hands on an error, with the key before it"
    ),
}
"""Messages that do not say by themselves how to mend what they tell of: by their file, or by their text too."""

HAS_MEND = re.compile(r"; |^; ?")


def name_of(site: Site) -> str:
    return f"{site.file}: {ast.unparse(site.what)}" if site.what is not None else site.file


def is_excused(site: Site) -> bool:
    return site.file in NEEDS_NO_MEND or name_of(site) in NEEDS_NO_MEND


def says_how_to_mend(site: Site) -> bool:
    if site.mend is not None:
        return not (isinstance(site.mend, ast.Constant) and not site.mend.value)
    # A problem made into a text brings its own mend.
    made_of_problem = any(called(node) == "Problem" for node in ast.walk(site.what or site.inside))
    return made_of_problem or any(HAS_MEND.search(words) for words in words_of(site, site.what))


MADE = [site for site in sites() if not site.passes_on]


def test_the_source_is_read():
    """The checks below have not gone blind."""
    assert len(MADE) > 350
    assert {"case.py", "engine/intake.py", "law/cross_rules.py", "calendars/terms.py", "cli/inputs.py"} <= {
        site.file for site in MADE
    }


def test_every_message_says_how_to_mend_it():
    assert [str(site) for site in MADE if not (says_how_to_mend(site) or is_excused(site))] == []


@pytest.mark.parametrize("name", NEEDS_NO_MEND)
def test_every_excuse_still_holds(name):
    excused = [site for site in MADE if name in (site.file, name_of(site))]
    assert excused
    assert not any(says_how_to_mend(site) for site in excused) or name.endswith(".py")


# Every message is met by a test: the longest of its fixed words, or others of them, stand in one.


@cache
def texts_of_tests() -> str:
    """Every text in the tests, with what is escaped for a pattern as it was."""
    found: list[str] = []
    for path in sorted(TESTS.rglob("*")):
        if path.suffix == ".py" and path != Path(__file__):
            found += constants(ast.parse(path.read_text(encoding="utf-8")))
        elif path.suffix in (".toml", ".txt", ".json", ".md"):
            found.append(path.read_text(encoding="utf-8"))
    for path in sorted(SOURCE.rglob("*.py")):  # the examples in docstrings are tests too
        found += re.findall(r"(?<=Error: ).+(?:\\\n.+)?", path.read_text(encoding="utf-8"))
    return " ".join("\n".join(found).replace("\\", "").split())


def fragments(site: Site) -> list[str]:
    """The fixed words of a message that are long enough to know it by; the longest if none is."""
    found = [" ".join(each.split()) for part in (site.what, site.mend) for each in words_of(site, part)]
    found = [each for each in found if re.search("[a-z]{3}", each) and each != "; did you mean"]
    return [each for each in found if len(each) >= 10] or sorted(found, key=len)[-1:]


MET_BY_NONE = {
    "frames/tables.py: f'{what} is a table of {made_by.value}; make one of pandas, polars or pyarrow of it'": (
        "it needs a further library of tables, which the tests do not install"
    ),
}
"""Messages that no test can meet, with the reason."""


def is_met(site: Site) -> bool:
    words = fragments(site)
    return not words or any(each in texts_of_tests() for each in words)


def test_every_message_is_met_by_a_test():
    """Where this fails: add what brings the message about to tests/test_bad_files.py, or to the tests of its module."""
    assert [
        f"{site}: {fragments(site)}" for site in MADE if not is_met(site) and name_of(site) not in MET_BY_NONE
    ] == []


@pytest.mark.parametrize("name", MET_BY_NONE)
def test_every_message_that_no_test_meets_is_there(name):
    assert [is_met(site) for site in MADE if name_of(site) == name] == [False]


# The checks can fail.


@pytest.mark.parametrize(
    ("source", "mends"),
    [
        ('Problem("case A1", "it has no day")', False),
        ('Problem("case A1", "it has no day", "")', False),
        ('Problem("case A1", "it has no day", "add one")', True),
        ('Problem("case A1", f"unknown key {key}", did_you_mean(key, known))', True),
        ('raise CalendarError("the calendar is empty")', False),
        ('raise CalendarError("the calendar is empty; add a term")', True),
        ('raise CalendarError(f"{what}: {_NEEDED}")\n_NEEDED = "a period is needed; write one"', True),
        ('wrong.append(f"{where}: no first day")', False),
        ('names.tell(entry, (), "says nothing")', None),
    ],
)
def test_a_message_without_a_mend_is_found(source, mends, monkeypatch):
    tree = ast.parse(source)
    monkeypatch.setitem(trees(), "made.py", tree)
    found = [site for site in sites_in("made.py", tree) if not site.passes_on]
    assert [says_how_to_mend(site) for site in found] == ([] if mends is None else [mends])


def test_a_message_that_no_test_meets_is_found():
    (site,) = sites_in(
        "made.py", ast.parse('Problem("case A1", "the moon is made of green " + "cheese", "eat it up all")')
    )
    assert fragments(site)
    assert not is_met(site)

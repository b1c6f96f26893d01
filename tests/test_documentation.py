"""The documentation site: it builds without a warning, says everything there is, and all can read it, offline too."""

from __future__ import annotations

import copy
import doctest
import fcntl
import importlib
import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest
from tests.browser import WIDTHS, faults, open_page, scrolls_sideways
from tests.built_site import Read, build, dead_links, from_elsewhere, lacking, read, spaced, unsaid

import send_deadlines
from send_deadlines import Case, Law, State, errors, evaluate, load_law, load_school_calendar
from send_deadlines.cli.program import program
from send_deadlines.law.check import read_law
from send_deadlines.law.language import RuleFile
from send_deadlines.law.library import rule_files
from send_deadlines.report import CHANGE_COLUMNS, COLUMNS, as_data

ROOT = Path(__file__).resolve().parents[1]
EXTENSIONS = ROOT / "docs" / "_ext"
LAW = "reference/law"


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> tuple[Path, int, str]:
    """The site, built once however many processes test it: its folder, the exit code, and what the build said."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    site, told = shared / "site", shared / "site.json"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            told.write_text(json.dumps(build(ROOT / "docs" / "build.py", site)), encoding="utf-8")
    code, said = json.loads(told.read_text(encoding="utf-8"))
    return site, code, said


@pytest.fixture(scope="session")
def pages(built) -> dict[str, Read]:
    site, _, _ = built
    return {
        page.relative_to(site).as_posix().removesuffix(".html"): read(page.read_text(encoding="utf-8"))
        for page in sorted(site.rglob("*.html"))
        if "_static" not in page.parts
    }


@pytest.fixture(scope="session")
def rules() -> RuleFile:
    return read_law(rule_files())


def test_the_site_builds_without_a_warning(built):
    _, code, said = built
    assert code == 0, said
    assert "WARNING" not in said.replace("[IPKernelApp] WARNING", "")


def test_a_page_that_is_wrong_stops_the_build(tmp_path):
    """A link that leads nowhere, in a copy with that page alone."""
    (tmp_path / "conf.py").write_text((ROOT / "docs" / "conf.py").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "_static").mkdir()
    (tmp_path / "index.md").write_text("# A page\n\n[Nowhere](nowhere.md)\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", tmp_path, tmp_path / "out"],
        env={**os.environ, "PYTHONPATH": f"{EXTENSIONS}{os.pathsep}{Path(send_deadlines.__file__).parents[1]}"},
        encoding="utf-8", capture_output=True,
    )  # fmt: skip
    assert done.returncode != 0
    assert "nowhere.md" in done.stderr


# What the pages must say: for each kind of thing, where each of its kind stands.


def of_module(name: str) -> list[tuple[str, str]]:
    page = f"reference/python/{name}"
    return [(page, f"{name}.{each}") for each in importlib.import_module(name).__all__ if each != "__version__"]


def error_classes() -> list[tuple[str, str]]:
    names = [name for name in errors.__all__ if inspect.isclass(getattr(errors, name))]
    return [("reference/python/send_deadlines", f"send_deadlines.{name}") for name in names if name in PUBLIC]


PUBLIC = send_deadlines.__all__
EXPECTED: dict[str, Callable[[Law], list[tuple[str, str]]]] = {
    "rule": lambda law: [(f"{LAW}/{rule.partition('.')[0]}", rule) for rule in law.rule_ids],
    "event": lambda law: [(f"{LAW}/events", name) for name in law.events],
    "exception": lambda law: [(f"{LAW}/exceptions", name) for name in law.exceptions],
    "instrument": lambda law: [(f"{LAW}/instruments", name) for name in law.instruments],
    "way of counting": lambda law: [
        (f"{LAW}/instruments", f"{name}.{way['id']}".replace(" ", "-"))
        for name, each in law.instruments.items()
        for way in each["counting"]
    ],
    "measure": lambda law: [(f"{LAW}/measures", name) for name in law.measures],
    "dispute": lambda law: [(f"{LAW}/disputes", name) for name in law.disputes],
    "fact": lambda law: [(f"{LAW}/facts", name) for name in law.facts],
    "amendment": lambda law: [(f"{LAW}/amendments", each["id"]) for each in law.amendments],
    "course": lambda law: [(f"{LAW}/courses", name) for name in law.courses],
    "error": lambda law: error_classes(),
    "public name": lambda law: of_module("send_deadlines"),
    "name of report": lambda law: of_module("send_deadlines.report"),
    "name of report.charts": lambda law: of_module("send_deadlines.report.charts"),
    "name of frames": lambda law: of_module("send_deadlines.frames"),
}
"""For each kind of thing, the page and the anchor of each."""


@pytest.mark.parametrize("kind", EXPECTED)
def test_everything_has_its_place(kind, pages):
    wanted = EXPECTED[kind](load_law())
    assert wanted
    assert lacking(pages, wanted) == []


@pytest.mark.parametrize("kind", EXPECTED)
def test_what_has_no_place_is_found(kind, pages):
    wanted = EXPECTED[kind](load_law())
    page, anchor = wanted[0]
    without = {**pages, page: replace(pages[page], ids=pages[page].ids - {anchor})}
    assert lacking(without, wanted) == [anchor]


def command_words(command: click.Command, name: str) -> Iterator[str]:
    yield name
    for each in command.params:
        if isinstance(each, click.Option) and not each.hidden:
            yield from each.opts
    if isinstance(command, click.Group):
        for sub, inner in command.commands.items():
            yield from command_words(inner, f"{name} {sub}")


def page_of(rule: str) -> str:
    return f"{LAW}/{rule.partition('.')[0]}"


SAID: dict[str, Callable[[RuleFile], list[tuple[str, str]]]] = {
    "what must be done": lambda law: [(page_of(rule.id), rule.must) for rule in law.rule],
    "provision": lambda law: [(page_of(rule.id), rule.provision) for rule in law.rule],
    "doubt of a rule": lambda law: [(page_of(rule.id), doubt) for rule in law.rule for doubt in rule.doubts],
    "doubt gathered": lambda law: [(f"{LAW}/doubts", doubt) for rule in law.rule for doubt in rule.doubts],
    "example": lambda law: [(page_of(rule.id), each.why) for rule in law.rule for each in rule.example],
    "example of an amendment": lambda law: [
        (f"{LAW}/amendments", each.why) for amendment in law.amendment for each in amendment.example
    ],
    "example of a course": lambda law: [
        (f"{LAW}/courses", each.why) for course in law.course for each in course.example
    ],
    "not expressed": lambda law: [(f"{LAW}/not-expressed", each.reason[1:]) for each in law.not_expressed],
    "meaning of an event": lambda law: [(f"{LAW}/events", each.meaning[1:].rstrip(".")) for each in law.event],
    "actor": lambda law: [(f"{LAW}/index", actor.title) for actor in law.actor],
    "state": lambda law: [("reference/states", state.value) for state in State],
    "command or option": lambda law: [
        ("reference/commands", name) for name in command_words(program, "send-deadlines")
    ],
    "column": lambda law: [("reference/csv", column) for column in (*COLUMNS, *CHANGE_COLUMNS)],
}
"""For each kind of thing that is said, the page and the words."""


@pytest.mark.parametrize("kind", SAID)
def test_everything_is_said(kind, pages, rules):
    wanted = SAID[kind](rules)
    assert wanted
    assert unsaid(pages, wanted) == []


@pytest.mark.parametrize("kind", SAID)
def test_what_is_not_said_is_found(kind, pages, rules):
    wanted = SAID[kind](rules)
    page, text = wanted[0]
    without = {**pages, page: replace(pages[page], text=pages[page].text.replace(spaced(text), "..."))}
    assert text in unsaid(without, wanted)


def test_every_name_is_shown_as_one(pages):
    """The marks that stand round names while the pages are made are gone."""
    for name, page in pages.items():
        assert re.findall(r"\{(?:event|rule|counting|exception|instrument|process|fact):[^{}]+\}", page.text) == [], (
            name
        )


def words_in(told: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where each word of a part of the law stands in it, if it says something."""
    for step, inner in told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ():
        if inner and isinstance(step, str):
            yield (*path, step)
        yield from words_in(inner, (*path, step))


def without_word(told: Any, path: tuple[Any, ...]) -> Any:
    left = copy.deepcopy(told)
    inner = left
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    return left


def untold(page: Callable[[Law], list[str]], law: Law, section: str) -> set[str]:
    """The words of a section of the law that nobody would miss on its page: taking them away changes nothing there."""
    everything, whole = getattr(law, section), page(law)
    places: dict[str, list[tuple[str, tuple[Any, ...]]]] = {}
    for name, told in everything.items():
        for path in words_in(told):
            word = re.sub(r"(dates|attributes)\.\w+", r"\1", ".".join(step for step in path if isinstance(step, str)))
            places.setdefault(word, []).append((name, path))

    def misses(name: str, path: tuple[Any, ...]) -> bool:
        kept = everything[name]
        everything[name] = without_word(kept, path)
        try:
            return page(law) != whole
        except (KeyError, ValueError):  # the page asks for it
            return True
        finally:
            everything[name] = kept

    return {word for word, found in places.items() if not any(misses(*place) for place in found[:40])}


WORDS = {
    "events": ("law_events", "events_page"),
    "instruments": ("law_vocabulary", "instruments_page"),
    "exceptions": ("law_vocabulary", "exceptions_page"),
    "disputes": ("law_vocabulary", "disputes_page"),
    "measures": ("law_vocabulary", "measures_page"),
    "facts": ("law_vocabulary", "facts_page"),
    "courses": ("law_courses", "courses_page"),
    "actors": ("law_pages", "actors_table"),
}


@pytest.mark.parametrize("section", WORDS)
def test_every_word_of_the_law_is_told(section, monkeypatch):
    monkeypatch.syspath_prepend(str(EXTENSIONS))
    module, page = WORDS[section]
    # The id is the name by which it is told already; which day selects an instrument is said by its rules.
    makes = getattr(importlib.import_module(module), page)
    assert untold(makes, load_law(*rule_files()), section) - {"id", "in_force.selected_by"} == set()


def test_a_word_that_is_not_told_is_found():
    law = load_law(*rule_files())
    assert "meaning" in untold(lambda law: list(law.facts), law, "facts")


def test_every_process_page_can_be_signed(pages):
    law = load_law()
    for process in law.processes:
        assert law.hash in pages[f"{LAW}/{process}"].text
        assert "Name, office, day and signature" in pages[f"{LAW}/{process}"].text


def keys_of(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, inner in data.items():
            yield key
            if key not in ("calendars", "working_days", "readings"):  # their keys are names
                yield from keys_of(inner)
    elif isinstance(data, list):
        for each in data:
            yield from keys_of(each)


def test_every_key_of_the_json_is_explained_and_no_other(pages):
    school = load_school_calendar(ROOT / "examples" / "ashdown_academy.toml")
    oak = load_school_calendar(ROOT / "tests" / "cli" / "golden" / "oak_school.toml")
    keys: set[str] = set()
    files = [*(ROOT / "examples").glob("*.json"), *(ROOT / "tests" / "cli" / "golden").glob("*.json")]
    for file in files:
        told = json.loads(file.read_text(encoding="utf-8"))
        for each in told if isinstance(told, list) else [told]:
            calendars = {name: oak if name == oak.name else school for name in each.get("calendars", {}).values()}
            keys.update(keys_of(as_data(evaluate(Case.from_dict(each), "2026-11-20", calendars=calendars))))
    page = (ROOT / "docs" / "reference" / "json.md").read_text(encoding="utf-8")
    rows = [row.split("|")[1:-1] for row in page.splitlines() if row.startswith("| `")]
    listed = {word for row in rows for word in re.findall(r"`(\w+)`", row[0] if len(row) == 2 else "".join(row[:2]))}
    listed |= {word for row in rows if len(row) == 3 for word in re.findall(r"`(\w+)`", row[2]) if word in keys}
    assert keys - listed == set()
    rare = {"limit", "wait", "may_from"}  # of a conflict, which none of these cases has
    assert listed - keys - rare == set()


# What every page must be.


def test_every_link_leads_somewhere(pages, built):
    files = {path.relative_to(built[0]).as_posix() for path in built[0].rglob("*") if path.is_file()}
    assert sum(len(page.links) for page in pages.values()) > 10_000
    assert dead_links(pages, files) == []


@pytest.mark.parametrize("link", ["nowhere.html", "#nothing", "b.html#nothing", "../a.html", "b.txt"])
def test_a_dead_link_is_found(link):
    pages = {
        "a": Read(frozenset({"top"}), "", links=(link, "b.html#there", "#top")),
        "b": Read(frozenset({"there"}), ""),
    }
    assert dead_links(pages, set()) == [f"a: {link}"]


def test_nothing_is_loaded_from_elsewhere(pages, built):
    assert from_elsewhere(pages) == []
    for style in built[0].rglob("*.css"):
        assert not re.search(r"(?:url\(|@import )\s*['\"]?(?:https?:)?//", style.read_text(encoding="utf-8")), style


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://example.org/a.js"></script>',
        '<link rel="stylesheet" href="//example.org/a.css">',
        '<img src="http://example.org/a.png">',
        "<style>@import 'https://example.org/a.css';</style>",
        '<p style="background: url(https://example.org/a.png)">',
    ],
)
def test_what_is_loaded_from_elsewhere_is_found(html):
    assert len(from_elsewhere({"a": read(html)})) == 1


def test_every_page_has_one_heading_a_title_and_a_language(pages):
    assert {name: page.headings for name, page in pages.items() if page.headings != 1} == {}
    assert {name for name, page in pages.items() if not page.title or page.lang != "en-GB"} == set()


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        ("<html lang='en-GB'><title>A</title><h1>A</h1><h1>B</h1>", ("headings", 2)),
        ("<html lang='en-GB'><title>A</title>", ("headings", 0)),
        ("<html><title>A</title><h1>A</h1>", ("lang", "")),
        ("<html lang='en-GB'><h1>A</h1>", ("title", "")),
    ],
)
def test_a_page_without_them_is_found(html, wrong):
    assert getattr(read(html), wrong[0]) == wrong[1]


LOOKED_AT = [
    "index",
    "how-to/exceptions",
    "notebooks/one_case",
    "reference/commands",
    "reference/states",
    f"{LAW}/index",
    f"{LAW}/phase_transfer",
    f"{LAW}/disputes",
    "reference/python/send_deadlines.frames",
]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_page_is_accessible(name, width, built, browser):
    page = open_page(browser, built[0] / f"{name}.html", width)
    try:
        assert not scrolls_sideways(page)
        assert faults(page) == []
    finally:
        page.close()


@pytest.mark.parametrize("name", [f"{LAW}/events", f"{LAW}/ehc_assessment", f"{LAW}/amendments"])
def test_a_long_page_does_not_scroll_sideways(name, built, browser):
    """Axe takes minutes for these; they are made of what the pages above are made of."""
    page = open_page(browser, built[0] / f"{name}.html", 375)
    try:
        assert not scrolls_sideways(page)
    finally:
        page.close()


@pytest.mark.parametrize("name", sorted(path.stem for path in EXTENSIONS.glob("*.py")))
def test_examples_of_what_builds_the_site(name, monkeypatch):
    monkeypatch.syspath_prepend(str(EXTENSIONS))
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert not failed

"""A site that has been built, page by page: what each holds, and what it links to and loads."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import send_deadlines


@dataclass(frozen=True)
class Read:
    """What a page of the site holds."""

    ids: frozenset[str]
    text: str
    codes: frozenset[str] = frozenset()
    links: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()
    headings: int = 1
    title: str = "A page"
    lang: str = "en-GB"


@dataclass
class Reader(HTMLParser):
    """Reads a page."""

    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    headings: int = 0
    title: str = ""
    lang: str = ""
    within: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.within.append(tag)
        self.ids.update(given[key] for key in ("id",) if key in given)
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "link" and given.get("rel") not in ("index", "search", "next", "prev", "canonical"):
            self.loads.append(given["href"])
        self.loads += [given[key] for key in ("src", "data", "poster", "srcset") if key in given]
        self.loads += re.findall(r"url\(['\"]?([^'\")]+)", given.get("style", ""))
        self.headings += tag == "h1"
        self.lang = given.get("lang", self.lang) if tag == "html" else self.lang
        if tag == "code":
            self.codes.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.within:
            while self.within.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        inside = self.within[-1] if self.within else ""
        if inside == "title" and not self.title:
            self.title = data.strip()
        elif inside == "style":
            self.loads += re.findall(r"(?:url\(|@import )['\"]?([^'\")]+)", data)
        elif inside != "script":
            self.text.append(data)
            if "code" in self.within:
                self.codes[-1] += data


def read(html: str) -> Read:
    reader = Reader()
    reader.feed(html)
    return Read(
        frozenset(reader.ids), spaced("".join(reader.text)), frozenset(reader.codes), tuple(reader.links),
        tuple(reader.loads), reader.headings, reader.title, reader.lang,
    )  # fmt: skip


def spaced(text: str) -> str:
    return " ".join(text.split())


def dead_links(pages: dict[str, Read], files: set[str]) -> list[str]:
    dead = []
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            path = os.path.normpath(os.path.join(os.path.dirname(name), unquote(parts.path)))  # noqa: PTH118, PTH120
            there = name if not parts.path else path.removesuffix(".html")
            anchor = unquote(parts.fragment)
            if there in pages:
                if anchor and anchor not in pages[there].ids:
                    dead.append(f"{name}: {link}")
            elif path not in files:
                dead.append(f"{name}: {link}")
    return dead


def from_elsewhere(pages: dict[str, Read]) -> list[str]:
    return [
        f"{name}: {url}"
        for name, page in pages.items()
        for url in page.loads
        if re.match(r"(?:[a-z][a-z0-9+.-]*:)?//", url, re.IGNORECASE)
    ]


def lacking(pages: dict[str, Read], wanted: list[tuple[str, str]]) -> list[str]:
    return [anchor for page, anchor in wanted if page not in pages or anchor not in pages[page].ids]


def unsaid(pages: dict[str, Read], wanted: list[tuple[str, str]]) -> list[str]:
    return [text for page, text in wanted if page not in pages or spaced(text) not in pages[page].text]


def build(script: Path, site: Path) -> tuple[int, str]:
    own = {name: str(site.with_name(name.lower())) for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR")}
    package = str(Path(send_deadlines.__file__).parents[1])  # a notebook runs in a folder of its own
    env = {**os.environ, **own, "PYTHONPATH": package}
    done = subprocess.run(
        [sys.executable, script, site], env=env, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return done.returncode, done.stdout

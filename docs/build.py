"""Build the documentation site: ``python docs/build.py build/docs``.

The pages are put together in a folder beside the site: those in ``docs/``, those made from the law and from the code,
and the project's own, such as the changelog. Sphinx then builds the site from there. Nothing is loaded from a network.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path

from sphinx.cmd.build import main as sphinx_build

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
sys.path.insert(0, str(DOCS / "_ext"))

from law_pages import law_pages  # noqa: E402  # it stands in the folder that has just been put on the path
from python_pages import python_pages  # noqa: E402

PROJECT = {
    "README.md": "index.md",
    "CHANGELOG.md": "project/changelog.md",
    "CONTRIBUTING.md": "project/contributing.md",
    "LICENSE-LAW.md": "project/licence-of-the-law.md",
}
"""The pages outside ``docs/``, and where they stand in the site. The README is what the first page says already."""

_LINK = re.compile(r"(?<=\]\()(?!https?:|mailto:|#|/)([^)\s#]+)(?=[)#])")
_KEPT = (".md", ".ipynb", ".py", ".css", ".svg", ".png", ".toml", ".json", ".csv")


def stage(folder: Path) -> Path:
    """Put the pages together in a folder that mirrors the project, and return that of the pages.

    Only what changed is written, so that Sphinx reads no page twice.
    """
    pages = folder / "docs"
    content: dict[Path, bytes] = {}
    for path in sorted(DOCS.rglob("*")):
        if path.is_file() and path.suffix in _KEPT and "__pycache__" not in path.parts:
            content[pages / path.relative_to(DOCS)] = _moved(path, path.relative_to(DOCS), pages, content)
    for source, target in PROJECT.items():
        if source != "README.md":
            content[pages / target] = _moved(ROOT / source, Path(target), pages, content)
    for name, text in law_pages().items():
        content[pages / "reference" / "law" / f"{name}.md"] = text.encode()
    for name, text in python_pages().items():
        content[pages / "reference" / f"{name}.md"] = text.encode()
    for path in sorted((ROOT / "examples").rglob("*")):  # the notebooks read them
        if path.is_file():
            content[folder / path.relative_to(ROOT)] = path.read_bytes()
    for path, data in content.items():
        if not path.exists() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    for path in folder.rglob("*"):
        if path.is_file() and path not in content and ".doctrees" not in path.parts:
            path.unlink()
    return pages


def _moved(path: Path, target: Path, pages: Path, content: dict[Path, bytes]) -> bytes:
    """A page with its links to files outside ``docs/`` led to where those stand in the site."""
    if path.suffix != ".md":
        return path.read_bytes()

    def led(link: re.Match[str]) -> str:
        there = Path(os.path.normpath(path.parent / link[1]))
        if not there.is_file() or not there.is_relative_to(ROOT):
            return link[0]  # Sphinx tells of it
        name = there.relative_to(ROOT).as_posix()
        if there.is_relative_to(DOCS):
            site = there.relative_to(DOCS).as_posix()
        else:
            site = PROJECT.get(name, f"files/{name}")
            if name not in PROJECT:
                content[pages / site] = there.read_bytes()
        return Path(os.path.relpath(site, target.parent)).as_posix()

    return _LINK.sub(led, path.read_text(encoding="utf-8")).encode()


def build(out: Path, work: Path) -> int:
    """Build the site into a folder. A warning is an error, and every one is told."""
    pages = stage(work)
    doctrees = work / ".doctrees"
    return sphinx_build(
        ["-W", "--keep-going", "-n", "-q", "-b", "html", "-d", str(doctrees), str(pages), str(out)]
    )  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Build the documentation site.")
    parser.add_argument("out", type=Path, help="the folder of the site")
    chosen: Path = parser.parse_args().out.resolve()
    result = build(chosen, chosen.with_name(f"{chosen.name}-source"))
    if result == 0:
        print(f"the site is in {chosen}: open {chosen / 'index.html'}")
    sys.exit(result)

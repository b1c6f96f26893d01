"""Reads the tables that lie beside the code."""

from __future__ import annotations

from typing import Any


def read_table(name: str) -> dict[str, Any]:
    """The content of a TOML file in ``data/``."""
    # Imported here, since a program that only asks for --help needs no tables. Not importlib.resources, which takes
    # longer to import than the rest of this package.
    import tomllib
    from pathlib import Path

    return tomllib.loads((Path(__file__).parent / "data" / name).read_text(encoding="utf-8"))

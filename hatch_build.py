"""Compile the law into the package whenever a wheel is built."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileLaw(BuildHookInterface):
    """Write ``law/_compiled.json``, for an ordinary and for an editable wheel alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        source = Path(self.root, "src")
        sys.path.insert(0, str(source))
        sys.dont_write_bytecode = True
        from send_deadlines.law.compiled import write

        write(source / "send_deadlines")

"""The command line, ``send-deadlines``. It needs click, which the extra ``cli`` installs."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; ``send-deadlines`` on the shell is this function."""
    try:
        import click  # noqa: F401  (only to say clearly that it is missing)
    except ModuleNotFoundError:
        print("the command line needs click: pip install 'send-deadlines[cli]'", file=sys.stderr)
        raise SystemExit(2) from None
    from send_deadlines.cli.program import program

    program(prog_name="send-deadlines")

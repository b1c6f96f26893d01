"""On which line of a TOML file a key stands, which the standard library's reader does not tell."""

from __future__ import annotations

import re
import tomllib

__all__ = ["Lines"]

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)+")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""")
_TEXT = re.compile(
    r'"""(?:\\[\s\S]|[^\\])*?"""(?:"{0,2})'  # two more quotes may stand before the closing three
    r"|'''[\s\S]*?'''(?:'{0,2})"
    r"""|"(?:\\.|[^"\\\n])*"|'[^'\n]*'"""
)
_PLAIN = re.compile(r"[^,\]}\n#]+")


class Lines:
    """The lines of a TOML text, asked for by path.

    >>> lines = Lines('[[rule]]\\nid = "a.b"\\n\\n[[rule]]\\nunless = [\\n  { exception = "ill" },\\n]\\n')
    >>> lines.of(("rule", 1, "unless", 0, "exception"))
    6

    A path that is not there gives the line of the nearest thing round it that is.

    >>> lines.of(("rule", 1, "within"))
    4
    """

    def __init__(self, text: str) -> None:
        self._text = text.replace("\r\n", "\n")
        self._at = 0
        self._counted_to = 0
        self._line = 1
        self._marks: dict[Path, int] = {(): 1}
        self._last: dict[Path, int] = {}
        self._read()

    def of(self, path: Path) -> int:
        """The line, from 1, where the thing at `path` begins."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._marks:
                return self._marks[path[:length]]
        return 1

    def __repr__(self) -> str:
        return f"Lines({self._text[:40]!r}...)" if len(self._text) > 40 else f"Lines({self._text!r})"

    def _mark(self, path: Path) -> None:
        self._line += self._text.count("\n", self._counted_to, self._at)
        self._counted_to = self._at
        self._marks.setdefault(path, self._line)

    def _skip(self, what: re.Pattern[str]) -> str:
        found = what.match(self._text, self._at)
        if found is None:
            return ""
        self._at = found.end()
        return found[0]

    def _next_is(self, mark: str) -> bool:
        if not self._text.startswith(mark, self._at):
            return False
        self._at += len(mark)
        return True

    def _read(self) -> None:
        """Go through the statements. The text is TOML that has been read, so what is not known here is passed over."""
        table: Path = ()
        while True:
            self._skip(_BLANK)
            if self._at >= len(self._text):
                return
            before = self._at
            if self._next_is("[["):
                table = self._header(many=True)
            elif self._next_is("["):
                table = self._header(many=False)
            else:
                self._statement(table)
            self._at = max(self._at, before + 1)

    def _header(self, *, many: bool) -> Path:
        start = self._at
        names = self._names()
        end, self._at = self._at, start
        path: Path = ()
        for name in names[:-1]:
            path = self._inside((*path, name))
        path = (*path, *names[-1:])
        if many:
            self._mark(path)
            self._last[path] = self._last.get(path, -1) + 1
            path = (*path, self._last[path])
        self._mark(path)
        self._at = end
        self._skip(re.compile(r"[ \t]*\]+"))
        return path

    def _inside(self, path: Path) -> Path:
        return (*path, self._last[path]) if path in self._last else path

    def _names(self) -> list[str]:
        """The parts of a dotted key."""
        found: list[str] = []
        while True:
            self._skip(_BLANK)
            part = self._skip(_KEY)
            if not part:
                return found
            found.append(part if part[0] not in "\"'" else _plain(part))
            self._skip(_BLANK)
            if not self._next_is("."):
                return found

    def _statement(self, table: Path) -> None:
        start = self._at
        names = self._names()
        end, self._at = self._at, start
        for length in range(1, len(names) + 1):
            self._mark((*table, *names[:length]))
        self._at = end
        if names and self._next_is("="):
            self._value((*table, *names))

    def _value(self, path: Path) -> None:
        self._skip(_BLANK)
        if self._next_is("["):
            number = 0
            while self._more("]"):
                before = self._at
                self._mark((*path, number))
                self._value((*path, number))
                self._at = max(self._at, before + 1)
                number += 1
        elif self._next_is("{"):
            while self._more("}"):
                before = self._at
                self._statement(path)
                self._at = max(self._at, before + 1)
        else:
            self._skip(_TEXT) or self._skip(_PLAIN)

    def _more(self, closing: str) -> bool:
        """Whether another item follows before the list or table is closed."""
        self._skip(_BLANK)
        while self._next_is(","):
            self._skip(_BLANK)
        return self._at < len(self._text) and not self._next_is(closing)


def _plain(quoted: str) -> str:
    try:
        key: str = next(iter(tomllib.loads(f"{quoted} = 0")))
    except tomllib.TOMLDecodeError:
        return quoted
    return key

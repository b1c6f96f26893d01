"""The TOML and JSON files that hold school calendars."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Any

from send_deadlines.calendars.school_days import SchoolCalendar
from send_deadlines.errors import CalendarError, CoverageError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["load_school_calendar"]

_UNREADABLE = "is nested too deeply, or has a number too long, to be a calendar; write it again"


def load_school_calendar(path: str | PathLike[str]) -> SchoolCalendar:
    """Read a school's calendar from a ``.toml`` or ``.json`` file of the shape of `SchoolCalendar.to_dict`.

    In TOML a day may be written with or without quotes. Raises `CalendarError` naming the file and the key for what
    cannot be read, and `CoverageError` when a term lies where no bank holidays are known.
    """
    # Imported here, because most programs read no school file and start sooner without.
    from pathlib import Path

    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CalendarError(f"{file}: cannot be read: {error.strerror}; check the path") from None
    except UnicodeDecodeError:
        raise CalendarError(f"{file}: is not UTF-8 text; save it as UTF-8") from None
    try:
        return SchoolCalendar.from_dict(_parse(file, text))
    except CoverageError as error:
        error.args = (f"{file}: {error}",)
        raise
    except CalendarError as error:
        raise CalendarError("\n".join(f"{file}: {line}" for line in str(error).splitlines())) from None


def _parse(file: Path, text: str) -> Any:
    kind = file.suffix.lower()
    if kind == ".json":
        import json

        try:
            return json.loads(text, object_pairs_hook=_no_doubles)
        except json.JSONDecodeError as error:
            raise CalendarError(f"is not JSON: {error}") from None
        except CalendarError:
            raise
        except (RecursionError, ValueError):
            raise CalendarError(_UNREADABLE) from None
    if kind == ".toml":
        import tomllib

        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise CalendarError(f"is not TOML: {error}") from None
        except (RecursionError, ValueError):
            raise CalendarError(_UNREADABLE) from None
    raise CalendarError(f"cannot tell what kind of file '{kind}' is; name it .toml or .json")


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # JSON readers keep the last of two equal keys and say nothing: half of a school's dates would be gone.
    content = dict(pairs)
    if len(content) < len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise CalendarError(f"the key '{double}' is there twice; join the two")
    return content

"""Days and words as people write them in tables: read one way or refused, never guessed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from send_deadlines.said import WEEKDAYS

__all__ = ["DayStyle", "decoded", "simple"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?", re.ASCII)
_FIGURES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{2,4})(?: 00:00(?::00)?)?", re.ASCII)
_WORDS = re.compile(r"(?:([A-Za-z]+),? +)?(\d{1,2})(?:st|nd|rd|th)?[ -]+([A-Za-z]+)\.?,?[ -]+(\d{4})", re.ASCII)
_STYLES = {"iso": "year-month-day", "figures": "day/month/year", "words": "day, month in words, year"}


def simple(text: str) -> str:
    r"""Words without case, accents, marks and kinds of dash, with single spaces.

    >>> simple("Half\u2011Term \u2013 INSET's")
    'half term insets'
    """
    plain = unicodedata.normalize("NFKD", text.replace("\u00ad", "")).casefold()
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    plain = re.sub(r"['\u2018\u2019\u02bc`]", "", plain)
    return " ".join(re.sub(r"[^\w?:.&/+]|_", " ", plain).split())


def decoded(data: bytes, kind: str) -> str:
    """The text of a file in UTF-8; another encoding is not guessed. Raises `ValueError` with line and remedy."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        mend = "in Excel, save it as 'CSV UTF-8 (Comma delimited)'" if kind == ".csv" else "save it as UTF-8"
        raise ValueError(f"{line}: is not UTF-8 text; {mend}") from None


class DayStyle:
    """Reads the days of one file, which must all be written in one way.

    >>> style = DayStyle()
    >>> style.read("02/09/2026")
    datetime.date(2026, 9, 2)
    >>> style.read("09/13/2026")
    Traceback (most recent call last):
        ...
    ValueError: '09/13/2026' has no month 13: days are read day/month/year; correct it, or write 2026-09-13
    """

    def __init__(self) -> None:
        self._style = ""
        self._example = ""

    def read(self, text: str) -> date:
        """The day. Raises `ValueError` saying what is wrong and how to mend it."""
        text = " ".join(text.split())
        style, day = self._read(text)
        if not self._style:
            self._style, self._example = style, text
        elif style != self._style:
            raise ValueError(
                f"'{text}' is written {_STYLES[style]}, and '{self._example}' above it {_STYLES[self._style]}; "
                "write all days of a file in one way"
            )
        return day

    @staticmethod
    def _read(text: str) -> tuple[str, date]:
        if found := _ISO.fullmatch(text):
            return "iso", _day(text, *found.groups())
        if found := _FIGURES.fullmatch(text):
            day, _, month, year = found.groups()
            if len(year) != 4:
                raise ValueError(f"'{text}' has a year of {len(year)} figures; write all four")
            if int(month) > 12:
                iso = f", or write {year}-{int(day):02}-{int(month):02}" if int(day) <= 12 else ""
                raise ValueError(f"'{text}' has no month {month}: days are read day/month/year; correct it{iso}")
            return "figures", _day(text, year, month, day)
        if found := _WORDS.fullmatch(text):
            weekday, day, name, year = found.groups()
            month = _month(name)
            if month:
                read = _day(text, year, str(month), day)
                _check_weekday(text, weekday, read)
                return "words", read
        raise ValueError(f"'{text}' is no day; write it 2026-09-02, 02/09/2026 or 2 September 2026")


def _month(name: str) -> int:
    low = name.casefold()
    for number, (short, full) in enumerate(zip(_MONTHS, _FULL, strict=True), start=1):
        if low in (short, full) or (low == "sept" and short == "sep"):
            return number
    return 0


def _check_weekday(text: str, weekday: str | None, read: date) -> None:
    if weekday is None:
        return
    told = [name for name in _WEEKDAYS if len(weekday) >= 3 and name.startswith(weekday.casefold())]
    if not told:
        raise ValueError(f"'{text}' is no day; write it 2026-09-02, 02/09/2026 or 2 September 2026")
    if told[0] != _WEEKDAYS[read.weekday()]:
        raise ValueError(f"'{text}' is a {WEEKDAYS[read.weekday()]}; correct the day, or its name")


def _day(text: str, year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"there is no day '{text}'; correct it") from None

"""The stretches of days a school's calendar is kept as, and how many school days lie before each."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

from send_deadlines.calendars.protocol import DayCalendar

__all__ = ["counted", "pairs", "term_stretches", "with_extra"]

Stretch = tuple[int, int]


def pairs(days: array[int]) -> list[Stretch]:
    """First and last days, kept one after another.

    >>> pairs(array("i", [1, 5, 8, 9]))
    [(1, 5), (8, 9)]
    """
    return list(zip(days[::2], days[1::2], strict=True))


def term_stretches(terms: Iterable[Stretch], closed: Iterable[Stretch]) -> Iterator[Stretch]:
    """The terms, cut at everything that is closed inside them; some may be empty.

    >>> list(term_stretches([(1, 9)], [(4, 5)]))
    [(1, 3), (6, 9)]
    """
    shut = sorted(closed)
    for first, last in terms:
        start = first
        for shut_first, shut_last in shut:
            if first <= shut_first <= last:
                yield start, shut_first - 1
                start = shut_last + 1
        yield start, last


def with_extra(stretches: Iterable[Stretch], extra: Sequence[int]) -> list[Stretch]:
    """The stretches with each extra day as one of its own, cut out of the stretch it lies in, if any.

    >>> with_extra([(1, 9)], [4])
    [(1, 3), (4, 4), (5, 9)]
    """
    found = [(day, day) for day in extra]
    for first, last in stretches:
        for day in extra:
            if first <= day <= last:
                found.append((first, day - 1))
                first = day + 1
        found.append((first, last))
    return sorted(found)


def counted(
    stretches: Iterable[Stretch], extra: Sequence[int], base: DayCalendar
) -> tuple[array[int], array[int], array[int]]:
    """First and last days of the stretches that have school days; how many lie before each, and in the end in all."""
    starts, ends, before = array("i"), array("i"), array("i", [0])
    for first, last in stretches:
        if first > last:
            continue
        days = 1 if first == last and first in extra else base.is_open(first) + base.between(first, last)
        if days:
            starts.append(first)
            ends.append(last)
            before.append(before[-1] + days)
    # Made anew, since an array that grew keeps room to grow further.
    return array("i", starts.tobytes()), array("i", ends.tobytes()), array("i", before.tobytes())

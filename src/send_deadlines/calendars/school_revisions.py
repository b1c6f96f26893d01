"""Entries of an iCalendar file that share a UID: which of them replaces which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from send_deadlines.calendars.school_text import simple

__all__ = ["replaced"]

_NEVER = datetime.min.replace(tzinfo=UTC)


def replaced(events: Iterable[Any]) -> tuple[list[tuple[Any, Any]], list[tuple[Any, Any]]]:
    """The entries that a later revision replaces, each with that one; and the pairs of which that cannot be told.

    An entry replaces those of its UID, and of its day in a series, that have a lower SEQUENCE or, that being the same,
    an earlier LAST-MODIFIED or else DTSTAMP (RFC 5545, 3.8.7.4). Some exporters give all entries one UID: those that
    are all of one revision replace nothing.

    >>> replaced([])
    ([], [])
    """
    groups: dict[tuple[str, str], list[Any]] = {}
    for event in events:
        if uid := str(event.get("UID", "")):
            groups.setdefault((uid, _instance(event)), []).append(event)
    old: list[tuple[Any, Any]] = []
    unclear: list[tuple[Any, Any]] = []
    for (_, instance), group in groups.items():
        stamps = _stamps(group)
        versions = [(_sequence(event), stamp or _NEVER) for event, stamp in zip(group, stamps, strict=True)]
        if len(set(versions)) == 1:
            # Two entries cannot both be what one day of a series is moved to.
            unclear += [(each, group[0]) for each in group[1:] if instance and _says(each) != _says(group[0])]
        elif pair := _not_revisions(group, stamps):
            unclear.append(pair)
        else:
            newest = group[versions.index(max(versions))]
            old += [(each, newest) for each, one in zip(group, versions, strict=True) if one < max(versions)]
    return old, unclear


def _instance(event: Any) -> str:
    return str(event["RECURRENCE-ID"]) if "RECURRENCE-ID" in event else ""


def _says(event: Any) -> tuple[str, ...]:
    return tuple(str(event.get(key, "")) for key in ("SUMMARY", "DTSTART", "DTEND", "DURATION", "STATUS"))


def _sequence(event: Any) -> int:
    told = event.get("SEQUENCE", 0)
    return int(told) if isinstance(told, int) else 0


def _stamps(group: Sequence[Any]) -> list[datetime | None]:
    """When each was last changed, told by the key that all have, or else by the one that some have."""
    both = [[_moment(event, key) for event in group] for key in ("LAST-MODIFIED", "DTSTAMP")]
    return min(both, key=lambda stamps: stamps.count(None))


def _moment(event: Any, key: str) -> datetime | None:
    if key not in event or any(key == faulty for faulty, _ in event.errors):
        return None
    told = getattr(event[key], "dt", None)
    if not isinstance(told, date):
        return None
    moment = told if isinstance(told, datetime) else datetime.combine(told, time())
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _not_revisions(group: Sequence[Any], stamps: Sequence[datetime | None]) -> tuple[Any, Any] | None:
    """Two of one SEQUENCE that may well be two different entries, or of which neither is known to be the later."""
    told = list(zip(group, stamps, strict=True))
    for place, (one, stamp) in enumerate(told):
        for other, before in told[:place]:
            if _sequence(one) != _sequence(other):
                continue
            words = simple(str(one.get("SUMMARY", ""))) != simple(str(other.get("SUMMARY", "")))
            if words or (stamp is None) is not (before is None):
                return one, other
    return None

"""What a kind of table in a rule file is made of: plain classes whose fields are its keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar, dataclass_transform

__all__ = ["named_tables", "table", "tables", "term", "words"]

T = TypeVar("T")


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def term(cls: type[T]) -> type[T]:
    """Make a class one kind of table: keyword-only, unchangeable, refusing keys it does not know."""
    made = dataclass(kw_only=True, frozen=True, slots=True)(cls)
    made.__pydantic_config__ = {"extra": "forbid", "use_attribute_docstrings": True}  # type: ignore[attr-defined]
    return made


def table(of: type[Any]) -> Any:
    """An optional table of the given kind."""
    return field(default=None, metadata={"of": of})


def tables(of: type[Any]) -> Any:
    """A list of tables of the given kind, empty when left out."""
    return field(default_factory=list, metadata={"of": of})


def named_tables(of: type[Any]) -> Any:
    """A table of named tables of the given kind, empty when left out."""
    return field(default_factory=dict, metadata={"of": of})


def words() -> Any:
    """A list of words, empty when left out."""
    return field(default_factory=list)

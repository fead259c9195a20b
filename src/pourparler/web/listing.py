"""Long lists in pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

Item = TypeVar("Item")

PAGE: Final = 40


@dataclass(frozen=True, slots=True)
class Listed(Generic[Item]):
    """One page of a list: its items, its number, how many pages, how many items in all."""

    items: tuple[Item, ...]
    page: int
    pages: int
    total: int


def pages_of(items: Sequence[Item], page: int, *, size: int = PAGE) -> Listed[Item]:
    """Return a page of a list, the last one where there are fewer.

    Examples
    --------
    >>> pages_of("abcde", 2, size=2)
    Listed(items=('c', 'd'), page=2, pages=3, total=5)
    """
    pages = max(-(-len(items) // size), 1)
    page = min(page, pages)
    return Listed(tuple(items[(page - 1) * size : page * size]), page, pages, len(items))

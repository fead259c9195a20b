"""A bounded store of results that are dear to make: the least recently used go first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock, RLock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Lru(Generic[Key, Value]):
    """Results by key; two who ask for the same at once wait for one making of it.

    Parameters
    ----------
    most : int
        How many results are kept.

    Examples
    --------
    >>> squares = Lru[int, int](2)
    >>> [squares.get(n, lambda n=n: n * n) for n in (2, 3, 2, 4)], squares.keys()
    ([4, 9, 4, 16], (2, 4))
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._making: dict[Key, RLock] = {}
        self._lock = Lock()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return the result of that key, made now if it is not kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            making = self._making.setdefault(key, RLock())
        with making:
            with self._lock:
                if key in self._kept:
                    return self._kept[key]
            try:
                value = make()
            finally:
                with self._lock:
                    self._making.pop(key, None)
            with self._lock:
                self._kept[key] = value
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
            return value

    def find(self, key: Key) -> Value | None:
        """Return the result of that key if it is kept."""
        with self._lock:
            return self._kept.get(key)

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of what is kept, the least recently used first."""
        with self._lock:
            return tuple(self._kept)

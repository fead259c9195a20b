"""The case by the name that was typed, in the commands that messages propose."""

from __future__ import annotations

import re
import shlex
from typing import Final

_PROPOSED: Final = re.compile(r"(`pourparler [a-z-]+(?: [a-z]+)?) CASE\b")
_typed: list[str] = []


def remember_case(name: str) -> None:
    """Keep the name of the case that this command line is about."""
    _typed[:] = [name]


def forget_case() -> None:
    """Begin a command line anew."""
    _typed.clear()


def named(text: str) -> str:
    """Return a text whose proposed commands name the case of this command line.

    Examples
    --------
    >>> remember_case("my talks")
    >>> named("To take it back: `pourparler undo CASE 01M8`.")
    "To take it back: `pourparler undo 'my talks' 01M8`."
    >>> forget_case()
    """
    if not _typed:
        return text
    name = shlex.quote(_typed[0])
    return _PROPOSED.sub(lambda found: f"{found[1]} {name}", text)

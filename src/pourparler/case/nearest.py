"""The nearest known name, for messages about unknown ones."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the known name that looks most like ``name``, or None if none does.

    Examples
    --------
    >>> nearest("ukrane", ["ukraine", "russia"])
    'ukraine'
    """
    by_folded = {known.casefold(): known for known in names}
    found = difflib.get_close_matches(name.casefold(), list(by_folded), n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def unknown(name: str, names: Iterable[str]) -> str:
    """Return a sentence that says a name is unknown and which one was likely meant.

    Examples
    --------
    >>> unknown("rusia", ["ukraine", "russia"])
    "'rusia' is unknown; did you mean 'russia'?"
    """
    known = list(names)
    guess = nearest(name, known)
    if guess:
        return f"'{name}' is unknown; did you mean '{guess}'?"
    return f"'{name}' is unknown; there are: {', '.join(known) or 'none'}"

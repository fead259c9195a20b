"""What the reader was measured to reach before it shipped, as data with the command of each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The scores of one reader on one gold. Frozen.

    Attributes
    ----------
    gold, texts : str
        Whose marks, and what texts they are on.
    marked : int or None
        How many statements are marked in them, where known.
    reader : str
        Its version: rules and weights, or weights alone.
    measured_on : date or None
    command : str
        Prints the figures.
    scores : tuple of (name, value, low, high)
        In percent, with the 95 % interval; names as `reader score` prints them.
    """

    gold: str
    texts: str
    marked: int | None
    reader: str
    measured_on: date | None
    command: str
    scores: tuple[tuple[str, float, float, float], ...]


def published_scores() -> tuple[Measured, ...]:
    """Return the figures that ship with the program.

    Examples
    --------
    >>> [one.gold for one in published_scores()]
    ['its own marked reports', 'PolNeAR 1.0, development part']
    """
    text = resources.files("pourparler.data").joinpath("reader-scores.json").read_text("utf-8")
    return tuple(
        Measured(
            gold=one["gold"],
            texts=one["texts"],
            marked=one["marked"],
            reader=one["reader"],
            measured_on=date.fromisoformat(one["measured_on"]) if one["measured_on"] else None,
            command=one["command"],
            scores=tuple((name, *values) for name, values in one["scores"].items()),
        )
        for one in json.loads(text)
    )

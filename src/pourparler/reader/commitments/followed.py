"""A commitment whose fate is looked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from pourparler.case.commitments import CommitmentMention
from pourparler.reader.lexicon import words
from pourparler.reader.similarity import stems

FOLLOWED_FOR: Final = timedelta(days=180)
"""How long after it was last made a commitment can still meet its fate."""


@dataclass(frozen=True, slots=True)
class Followed:
    """The tellings of a commitment, with the stems of what was to be done and on what condition.

    ``negated``: it is about what will not be done, so that doing it breaks it.
    """

    mentions: tuple[CommitmentMention, ...]
    what: frozenset[str]
    condition: frozenset[str]
    negated: bool = False

    @property
    def latest(self) -> date:
        """The latest day on which it can have been made."""
        return max(mention.told_last for mention in self.mentions)

    def is_of(self, actors: Iterable[str]) -> bool:
        """Say whether it is a commitment of one of the actors."""
        return not set(self.mentions[0].actors).isdisjoint(actors)

    def is_open_on(self, day: date) -> bool:
        """Say whether it can have been made before a day, and not too long before it."""
        made = min(m.told_first or m.told_last for m in self.mentions)
        return made <= day and day - self.latest <= FOLLOWED_FOR


@cache
def generic_stems() -> frozenset[str]:
    """Return the stems that say nothing about which commitment is meant."""
    return frozenset(stem for word in words("generic") for stem in stems(word))

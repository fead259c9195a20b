"""Who is to have a thing: "controls the dam", "will never hand it over", "is handed over to X".

Who will not part with a thing keeps it. That one side hands it over is for the option by which
the other has it, and against the one by which it stays where it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pourparler.case.issues import Issue
from pourparler.case.records import Modality
from pourparler.reader.conditions import is_under_condition
from pourparler.reader.feelings import takes_against
from pourparler.reader.force import count_turns
from pourparler.reader.holding_rules import (
    ActorsIn,
    Holding,
    clause_on_holding,
    find_holding,
    words_before,
)
from pourparler.reader.lexicon import is_negative
from pourparler.reader.reading import Draft

_NO_SIDE: Final = frozenset({"ambiguous", "declined"})


@dataclass(frozen=True, slots=True)
class Held:
    """What a statement says of who has a thing, and whether it denies it."""

    holding: Holding
    denied: bool

    def compare_options(self, issue: Issue, actors_in: ActorsIn) -> list[int]:
        """Return for each option 1 where it wants the same, -1 for the contrary, else 0."""
        return [self._bears_on(option.words, actors_in) for option in issue.options]

    def _bears_on(self, words: str, actors_in: ActorsIn) -> int:
        other = find_holding(words, actors_in)
        if other is None:
            return 0
        bearing = self.holding.bears_on(other, denied=self.denied)
        return -bearing if is_negative(clause_on_holding(words)) else bearing


def find_held(draft: Draft, cue: str, content: str, actors_in: ActorsIn) -> Held | None:
    """Return what a statement says of who has a thing; refusals and negations are counted."""
    holding = find_holding(content, actors_in, draft)
    if holding is None:
        return None
    clause = clause_on_holding(content)
    turns = takes_against(cue) + is_negative(clause) + count_turns(words_before(clause))
    return Held(holding, turns % 2 == 1)


def side_by_holding(
    read: tuple[Modality, str], draft: Draft, said: tuple[str, str], phrase: str, bearing: int
) -> tuple[Modality, str]:
    """Return for or against as the same is to have the thing by the option, and why.

    ``read`` is what was read without that, kept where no side is taken; ``said`` is cue and
    content, ``bearing`` 1 or -1.
    """
    if read[0] in _NO_SIDE:
        return read
    if bearing > 0 and is_under_condition(draft, *said, phrase):
        return "conditional", "under a condition"
    return ("supports" if bearing > 0 else "opposes"), "by who is to have it"

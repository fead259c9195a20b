"""Positions and what they rest on, in the few words that a table has room for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pourparler.case.issues import Issue
    from pourparler.models.positions.summary import Summary
    from pourparler.workbench.evidence import Testimony
    from pourparler.workbench.positions import Position

_QUOTE_LENGTH: Final = 120
_MOST_ODDS: Final = 1000


def place_words(summary: Summary, issue: Issue) -> str:
    """Name the likeliest option with its share, and the next where it is nearly as likely."""
    from pourparler.models.positions.summary import printable

    pairs = zip(issue.options, printable(summary.shares).tolist(), strict=True)
    (first, share), *others = sorted(pairs, key=lambda pair: -pair[1])
    named = f"{first.words} ({share:.2f})"
    if others[0][1] > share / 2:
        named += f"; {others[0][0].words} ({others[0][1]:.2f})"
    return named


def stance_words(position: Position) -> str:
    """Name where an actor says it stands, or what it said last where that has faded away."""
    from pourparler.models.positions.summary import can_be_placed

    if can_be_placed(position.summary):
        return place_words(position.summary, position.issue)
    if position.held is not None and can_be_placed(position.held):
        return f"stale; last said: {place_words(position.held, position.issue)}"
    return "nothing that can be placed"


def odds_words(odds: float) -> str:
    """Return odds with as many digits as mean something."""
    if odds >= _MOST_ODDS:
        return f"over {_MOST_ODDS:,}"
    return f"{odds:.1f}" if odds < 10 else f"{odds:.0f}"


def quotes(testimonies: Iterable[Testimony]) -> str:
    """Return what was said and how, each once, with the day it was said."""
    said = {
        (t.statement.said_on, " ".join(f"{t.statement.cue} {t.statement.content}".split())): None
        for t in testimonies
    }
    return "\n".join(f"{day}: {_short(words)}" for day, words in said)


def _short(words: str) -> str:
    return words if len(words) <= _QUOTE_LENGTH else words[: _QUOTE_LENGTH - 1] + "…"

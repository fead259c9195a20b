"""The record of a commitment: where a report tells of a threat or promise, or of its fate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from pourparler.case.records import Span

CommitmentKind = Literal["threat", "promise"]
Telling = Literal["made", "carried_out", "dropped", "on_hold", "lapsed"]
Fate = Literal["open", "carried_out", "dropped", "on_hold", "lapsed"]

COMMITMENT_KINDS: tuple[str, ...] = get_args(CommitmentKind)
TELLINGS: tuple[str, ...] = get_args(Telling)
FATES: tuple[str, ...] = get_args(Fate)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentMention:
    """A place in a report that tells of a commitment; several may tell of the same one.

    ``telling`` says what is told: that it was ``made`` (or made again), or what became of
    it. ``what`` and ``condition`` are spans of the report's text, so that no words of a
    report are kept twice. ``deadline`` is EDTF, and ``deadline_last`` the last day it
    allows; ``told_on`` is when it was made or met its fate. ``statement`` is the statement
    that tells it, None where the report does so itself.
    """

    report: str
    statement: str | None
    start: int
    end: int
    telling: Telling
    kind: CommitmentKind
    actors: tuple[str, ...]
    what: tuple[Span, ...]
    condition: tuple[Span, ...] = ()
    deadline: str | None = None
    deadline_last: date | None = None
    told_on: str
    told_first: date | None
    told_last: date
    rule: str

"""Which statements report one occasion of saying something: evidence counts once.

Two statements are of one utterance when the same actors speak, no two different people
are named, they can have been said on the same day, and they say nearly the same. The
rule looks at statements alone, so that the order in which reports came in is no matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pourparler.case.records import Statement
from pourparler.reader.similarity import stems

ALIKE: Final = 0.6
"""Share of the shorter content's stems that the longer one has, from which they say the same."""
_FEWEST_STEMS: Final = 2


@dataclass(slots=True)
class _Group:
    """Statements taken for one utterance so far, and what all of them allow."""

    first: date
    last: date
    speaker: str | None
    contents: list[frozenset[str]]
    members: list[str] = field(default_factory=list)


def join_statements(statements: Iterable[Statement]) -> tuple[tuple[str, ...], ...]:
    """Return the utterances that two or more of the statements report.

    Parameters
    ----------
    statements : iterable of Statement
        In any order. Statements without an actor or without content join nothing.

    Returns
    -------
    tuple of tuple of str
        Statement ids, sorted within an utterance; utterances by their first id. No
        statement is in two.

    Notes
    -----
    Statements with the narrowest dates come first and others join the utterance they
    are most like. All of an utterance's dates share at least one day, and each member
    is like every other. Cost grows with the statements of one actor, squared.
    """
    by_actors: dict[tuple[str, ...], list[_Group]] = {}
    for statement in sorted(statements, key=_precision):
        words = frozenset(stems(statement.content))
        if not statement.actors or len(words) < _FEWEST_STEMS:
            continue
        groups = by_actors.setdefault(tuple(sorted(statement.actors)), [])
        first = statement.said_first or date.min
        fitting = [
            (_likeness(words, group), -number)
            for number, group in enumerate(groups)
            if _may_join(statement, first, group)
        ]
        best = max(fitting, default=(0.0, 0))
        if best[0] < ALIKE:
            groups.append(_Group(first, statement.said_last, statement.speaker, [words]))
            groups[-1].members.append(statement.id)
            continue
        group = groups[-best[1]]
        group.first = max(group.first, first)
        group.last = min(group.last, statement.said_last)
        group.speaker = group.speaker or statement.speaker
        group.contents.append(words)
        group.members.append(statement.id)
    joined = [
        tuple(sorted(group.members))
        for groups in by_actors.values()
        for group in groups
        if len(group.members) > 1
    ]
    return tuple(sorted(joined))


def _precision(statement: Statement) -> tuple[int, date, str]:
    """Order by how narrowly the day is known, then by day, then by id."""
    first = statement.said_first or date.min
    return (statement.said_last - first).days, statement.said_last, statement.id


def _may_join(statement: Statement, first: date, group: _Group) -> bool:
    if first > group.last or statement.said_last < group.first:
        return False
    return not (statement.speaker and group.speaker and statement.speaker != group.speaker)


def _likeness(words: frozenset[str], group: _Group) -> float:
    """Return the least share of shared stems with any member, in [0, 1]."""
    return min(len(words & other) / min(len(words), len(other)) for other in group.contents)

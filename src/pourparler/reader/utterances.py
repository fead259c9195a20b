"""Which statements report one occasion of saying something: evidence counts once.

Two statements are of one utterance when the same actors speak, no two different people
are named, they can have been said on the same day, and they say nearly the same, or were
said on one occasion: in one speech, or one after the other without a break. What "has
repeatedly" been said, on whatever days, is one. The rule looks at statements alone, so that
the order in which reports came in is no matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from pourparler.case.records import Statement
from pourparler.reader.same_occasion import find_links, is_iterated
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
    members: list[str]
    into: _Group | None = None

    @classmethod
    def of(cls, statement: Statement, words: frozenset[str], iterated: bool) -> _Group:
        """Return the utterance of one statement; what was said many times has any day."""
        first = statement.said_first or date.min
        first, last = (date.min, date.max) if iterated else (first, statement.said_last)
        contents = [words] if len(words) >= _FEWEST_STEMS else []
        return cls(first, last, statement.speaker, contents, [statement.id])

    def whole(self) -> _Group:
        """Return the utterance that this one has become part of."""
        return self.into.whole() if self.into else self

    def agrees_with(self, other: _Group) -> bool:
        """Say whether both can be one: on one day, by no two different people."""
        if self.first > other.last or self.last < other.first:
            return False
        return not (self.speaker and other.speaker and self.speaker != other.speaker)

    def join(self, other: _Group) -> None:
        """Become part of another."""
        self.into = other
        other.first, other.last = max(self.first, other.first), min(self.last, other.last)
        other.speaker = other.speaker or self.speaker
        other.contents += self.contents
        other.members += self.members


def join_statements(statements: Iterable[Statement]) -> tuple[tuple[str, ...], ...]:
    """Return the utterances that two or more of the statements report.

    Parameters
    ----------
    statements : iterable of Statement
        In any order. Statements without an actor join nothing.

    Returns
    -------
    tuple of tuple of str
        Statement ids, sorted within an utterance; utterances by their first id. No
        statement is in two.

    Notes
    -----
    Statements with the narrowest dates come first and others join the utterance they
    are most like: like each of those in it. All of an utterance's dates share at least one
    day. Then what was said on one occasion is put together. Cost grows with the statements of
    one actor, squared.
    """
    ordered = sorted(statements, key=_precision)
    by_actors: dict[tuple[tuple[str, ...], bool], list[_Group]] = {}
    for statement in ordered:
        if statement.actors:
            _place(statement, by_actors)
    groups = [group for found in by_actors.values() for group in found]
    home = {name: group for group in groups for name in group.members}
    for one, other in sorted(find_links(ordered)):
        first, second = home[one].whole(), home[other].whole()
        if first is not second and first.agrees_with(second):
            second.join(first)
    wholes = {id(group.whole()): group.whole() for group in home.values()}
    joined = [tuple(sorted(g.members)) for g in wholes.values() if len(g.members) > 1]
    return tuple(sorted(joined))


def _place(
    statement: Statement, by_actors: dict[tuple[tuple[str, ...], bool], list[_Group]]
) -> None:
    """Put a statement into the utterance of its actors that it is most like, or a new one."""
    words = frozenset(stems(statement.content))
    iterated = is_iterated(statement)
    groups = by_actors.setdefault((tuple(sorted(statement.actors)), iterated), [])
    own = _Group.of(statement, words, iterated)
    fitting = [
        (_likeness(words, group), -number)
        for number, group in enumerate(groups)
        if len(words) >= _FEWEST_STEMS and own.agrees_with(group)
    ]
    best = max(fitting, default=(0.0, 0))
    if best[0] < ALIKE:
        groups.append(own)
    else:
        own.join(groups[-best[1]])


def _precision(statement: Statement) -> tuple[int, date, str]:
    """Order by how narrowly the day is known, then by day, then by id."""
    first = statement.said_first or date.min
    return (statement.said_last - first).days, statement.said_last, statement.id


def _likeness(words: frozenset[str], group: _Group) -> float:
    """Return the least share of shared stems with any member, in [0, 1]; 0 without any."""
    shares = (len(words & other) / min(len(words), len(other)) for other in group.contents)
    return min(shares, default=0.0)

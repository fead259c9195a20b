"""What changes of actors and issues do to a statement and its codings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pourparler.case.records import Coding, Statement, statement_id


def with_actor(statement: Statement, old: str, new: str) -> Statement:
    """Return the statement with an actor in another's place, its codings about it too."""
    actors = tuple(dict.fromkeys(new if actor == old else actor for actor in statement.actors))
    codings = tuple(
        replace(coding, about=new) if coding.about == old else coding
        for coding in statement.codings
    )
    return replace(
        statement,
        id=statement_id(statement.report, statement.spans, actors),
        actors=actors,
        codings=codings,
    )


def without_issue(statement: Statement, issue: str) -> Statement:
    """Return the statement without its codings on an issue."""
    return replace(statement, codings=tuple(c for c in statement.codings if c.issue != issue))


def with_split_issue(
    statement: Statement, issue: str, new: str, options: Sequence[str]
) -> Statement:
    """Return the statement whose codings on options that moved are on the new issue.

    A coding that lies between options of both becomes one on each: each issue keeps its
    end. A coding that names no option stays.
    """
    codings = (one for c in statement.codings for one in _split(c, issue, new, options))
    return replace(statement, codings=tuple(codings))


def _split(coding: Coding, issue: str, new: str, options: Sequence[str]) -> Iterable[Coding]:
    ends = [end for end in (coding.from_option, coding.to_option) if end is not None]
    moved = [end for end in ends if end in options]
    stay = [end for end in ends if end not in options]
    if coding.issue != issue or not moved:
        yield coding
        return
    if stay:
        yield replace(coding, from_option=stay[0], to_option=stay[-1])
    yield replace(coding, issue=new, from_option=moved[0], to_option=moved[-1])

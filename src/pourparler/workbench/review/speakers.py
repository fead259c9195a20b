"""Saying who unmatched sources are for reports to come too, or that they count for nobody."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Any, Final

from pourparler.case.case import Case
from pourparler.case.edits.actors import add_alias, add_entry
from pourparler.case.folder import CaseFolder
from pourparler.case.records import Statement, statement_id
from pourparler.errors import UnknownNameError
from pourparler.ledger.decide import Change
from pourparler.ledger.query import StatementQuery
from pourparler.workbench.review.actors import NewActor, require_actor
from pourparler.workbench.review.case_change import CaseChange, Move, change_case
from pourparler.workbench.review.deciding import By, decide
from pourparler.workbench.review.outcome import Decided
from pourparler.workbench.review.sources import find_person
from pourparler.workbench.statements import IGNORED, fold_source
from pourparler.workbench.view import open_ledger

_NO_NAMES: Final = frozenset(
    "he she it they we i you who that this these those one some others his her their".split()
)


def name_source(
    folder: CaseFolder,
    source: str,
    *,
    actor: str | None = None,
    person: str | None = None,
    by: By,
    read: bool = True,
) -> Decided:
    """Let a source be a further name of an actor or a person, in every report to come too.

    Parameters
    ----------
    source : str
        The words that name who speaks, as `find_unmatched` gives them.
    actor : str, optional
        Id of the actor.
    person : str, optional
        Full name of a person of the case.

    Raises
    ------
    UnknownNameError
        No unmatched statement has that source, it is no name, or there is no such actor or
        person.
    CaseError
        The name is another's.
    """
    if (actor is None) == (person is None):
        raise UnknownNameError("name either an actor or a person")
    _require_name(source)
    if actor is not None:
        require_actor(folder.case, actor)
    kind, entry = ("actors", actor) if actor is not None else ("people", _full(folder.case, person))
    change = CaseChange(
        name="source_alias",
        text=add_alias(folder.text, kind, str(entry), [source]),
        move=_given(source, actor=actor, person=person),
        arguments={"of": entry},
    )
    _require_source(folder, source)
    return change_case(folder, by, change, read=read)


def add_person(
    folder: CaseFolder,
    source: str,
    *,
    name: str,
    actor: str,
    role: str,
    by: By,
    read: bool = True,
) -> Decided:
    """Let a source be a new person of the case, who speaks for an actor.

    Raises
    ------
    UnknownNameError
        No unmatched statement has that source, or there is no such actor.
    CaseError
        A name is missing or another's.
    """
    require_actor(folder.case, actor)
    _require_source(folder, source)
    entry: dict[str, Any] = {"name": name, "actor": actor, "role": role}
    change = CaseChange(
        name="person_add",
        text=add_entry(folder.text, "people", entry | _aliases(source, name)),
        move=_given(source, person=name),
        arguments={"of": actor},
    )
    return change_case(folder, by, change, read=read)


def add_actor(
    folder: CaseFolder, source: str, actor: NewActor, *, by: By, read: bool = True
) -> Decided:
    """Let a source be a new actor of the case.

    Raises
    ------
    UnknownNameError
        No unmatched statement has that source.
    CaseError
        The id or a name is another's, or not of the form of one.
    """
    _require_source(folder, source)
    change = CaseChange(
        name="actor_add",
        text=add_entry(folder.text, "actors", actor.entry() | _aliases(source, actor.name)),
        move=_given(source, actor=actor.id),
        arguments={"new": actor.id},
        made={"actors": [actor.id]},
    )
    return change_case(folder, by, change, read=read)


def ignore(
    folder: CaseFolder, source: str, *, coder: str, reason: str | None = None, dry_run: bool = False
) -> Decided:
    """Say that a source is nobody whose position counts; it is listed no more.

    Its statements stay as they are, and later ones of the same source are not listed either.

    Raises
    ------
    UnknownNameError
        No unmatched statement has that source.
    """
    found = _require_source(folder, source)
    with open_ledger(folder) as ledger:
        versions = ledger.versions(s.id for s in found)
        changes = [
            Change(s.id, replace(s, rules=_with_rule(s)))
            for s in found
            if dict(s.rules).get("actors") != IGNORED
        ]
        by = By(coder=coder, reason=reason, dry_run=dry_run)
        decision = by.decision(
            "ignore", changes, expected={id_: v.command for id_, v in versions.items()}
        )
        return decide(folder, ledger, by, decision)


def suggest_id(name: str) -> str:
    """Return a short id that a name suggests.

    Examples
    --------
    >>> suggest_id("The Côte d'Or Assembly")
    'cote-d-or-assembly'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"^(?:the|an?)\s+", "", plain))
    return "-".join(words).lstrip("0123456789-")[:40].rstrip("-")


def _require_name(source: str) -> None:
    if fold_source(source) in _NO_NAMES:
        raise UnknownNameError(
            f"'{source}' is no name: it would stand for whoever is meant by it anywhere",
            hint="Say who it is in these reports only.",
        )


def _require_source(folder: CaseFolder, source: str) -> list[Statement]:
    with open_ledger(folder) as ledger:
        found = [s for s in ledger.find_statements(StatementQuery()) if _is_of(s, source)]
    if not found or not source.strip():
        raise UnknownNameError(
            f"no statement without an actor has the source '{source}'",
            hint="`pourparler speakers CASE` lists the sources without an actor.",
        )
    return found


def _is_of(statement: Statement, source: str) -> bool:
    return not statement.actors and fold_source(statement.source) == fold_source(source)


def _full(case: Case, person: str | None) -> str:
    """Return the full name of a person whom the case knows by some name."""
    folded = (person or "").casefold()
    names = [p.name for p in case.people if folded in [n.casefold() for n in p.names()]]
    if not names:
        raise UnknownNameError(f"person '{person}' is not in the case")
    return names[0]


def _aliases(source: str, name: str) -> dict[str, Any]:
    words = " ".join(source.split())
    is_other = fold_source(words) not in (fold_source(name), *_NO_NAMES)
    return {"aliases": [words]} if is_other else {}


def _given(source: str, *, actor: str | None = None, person: str | None = None) -> Move:
    """Return what gives the statements of a source to an actor or a person."""

    def move(case: Case, statement: Statement) -> Statement:
        if not _is_of(statement, source):
            return statement
        owner, speaker = actor or "", statement.speaker
        if person is not None:
            owner, speaker = find_person(case, person, statement.reported_on)
        id_ = statement_id(statement.report, statement.spans, (owner,))
        return replace(statement, id=id_, actors=(owner,), speaker=speaker)

    return move


def _with_rule(statement: Statement) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((dict(statement.rules) | {"actors": IGNORED}).items()))

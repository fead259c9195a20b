"""Actors merged, renamed and split: in the case file and in every statement, as one command."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pourparler.case.actors import ActorKind
from pourparler.case.case import Case
from pourparler.case.edits.actors import merge_actors, rename_actor, split_actor
from pourparler.case.folder import CaseFolder
from pourparler.case.nearest import unknown
from pourparler.case.records import Statement
from pourparler.errors import UnknownNameError
from pourparler.workbench.review.case_change import CaseChange, change_case
from pourparler.workbench.review.deciding import By
from pourparler.workbench.review.moving import with_actor
from pourparler.workbench.review.outcome import Decided


@dataclass(frozen=True, slots=True, kw_only=True)
class NewActor:
    """An actor that takes part of what another was taken to say.

    Attributes
    ----------
    id, name, kind
        As in the case file.
    aliases, adjectives : tuple of str
        Its other names; taken from the actor that is split where that has them.
    people : tuple of str
        Full names of people of the case who speak for it.
    statements : tuple of str
        Ids of further statements that are its.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()

    def entry(self) -> dict[str, Any]:
        """Return it as an entry of the case file."""
        words: dict[str, Any] = {"id": self.id, "name": self.name, "kind": self.kind}
        lists = {"aliases": list(self.aliases), "adjectives": list(self.adjectives)}
        return words | {key: value for key, value in lists.items() if value}


def merge(folder: CaseFolder, actor: str, into: str, *, by: By, read: bool = True) -> Decided:
    """Let one actor be another: its names, people, members and statements go over.

    The former id goes on counting as the other's (``renamed_from``).

    Raises
    ------
    UnknownNameError
        The case has no such actor, or both are the same.
    CaseError
        Both have numbers of a settlement of their own, or are its two sides.
    """
    require_actor(folder.case, actor)
    require_actor(folder.case, into)
    if actor == into:
        raise UnknownNameError(f"'{actor}' cannot be merged into itself", hint="Name two actors.")
    change = CaseChange(
        name="actor_merge",
        text=merge_actors(folder.text, actor, into),
        move=lambda _, statement: with_actor(statement, actor, into),
        arguments={"actor": actor, "into": into},
    )
    return change_case(folder, by, change, read=read)


def rename(
    folder: CaseFolder,
    actor: str,
    *,
    new_id: str | None = None,
    name: str | None = None,
    by: By,
    read: bool = True,
) -> Decided:
    """Give an actor another id, another name, or both; the former ones go on counting.

    Raises
    ------
    UnknownNameError
        The case has no such actor, or neither id nor name is given.
    CaseError
        The id or name is another's, or not of the form of one.
    """
    require_actor(folder.case, actor)
    if new_id is None and name is None:
        raise UnknownNameError("no new id or name is given", hint="Use --id ID or --name NAME.")
    now = new_id or actor
    change = CaseChange(
        name="actor_rename",
        text=rename_actor(folder.text, actor, new_id=new_id, name=name),
        move=lambda _, statement: with_actor(statement, actor, now),
        arguments={"actor": actor} | ({"into": now} if now != actor else {}),
        made={"actors": [now]} if now != actor else {},
    )
    return change_case(folder, by, change, read=read)


def split(folder: CaseFolder, actor: str, new: NewActor, *, by: By, read: bool = True) -> Decided:
    """Let a new actor take the names, people and statements that are its from another.

    Statements go over where one of its people speaks, where their source holds one of its
    names, and where they are named.

    Raises
    ------
    UnknownNameError
        The case has no such actor or person of that actor.
    CaseError
        The id or a name is another's, or not of the form of one.
    """
    require_actor(folder.case, actor)
    theirs = {person.name for person in folder.case.people if person.actor == actor}
    for person in new.people:
        if person not in theirs:
            raise UnknownNameError(f"person of '{actor}' {unknown(person, sorted(theirs))}")
    names = _pattern((new.name, *new.aliases))

    def move(_: Case, statement: Statement) -> Statement:
        is_its = (
            statement.id in new.statements
            or statement.speaker in new.people
            or bool(names.search(statement.source))
        )
        return with_actor(statement, actor, new.id) if is_its else statement

    change = CaseChange(
        name="actor_split",
        text=split_actor(folder.text, actor, new.entry(), new.people),
        move=move,
        arguments={"actor": actor, "new": new.id},
        made={"actors": [new.id]},
    )
    return change_case(folder, by, change, read=read)


def require_actor(case: Case, name: str) -> None:
    """Refuse the id of an actor that the case does not have.

    Raises
    ------
    UnknownNameError
        There is none with that id.
    """
    ids = [actor.id for actor in case.actors]
    if name not in ids:
        raise UnknownNameError(f"actor {unknown(name, ids)}")


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the names as whole words."""
    words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)

"""Checks across a case: every id that is used exists, and no name has two owners."""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.case.case import Case
from pourparler.case.nearest import unknown

Place = tuple[str | int, ...]
Problem = tuple[Place, str]


def find_problems(case: Case) -> Iterator[Problem]:
    """Yield every broken reference of a case with its place."""
    yield from _repeated_ids(case)
    actors = [actor.id for actor in case.actors]
    for place, name in _actor_references(case):
        if name not in actors:
            yield place, unknown(name, actors)
    groups = [group.id for group in case.guarantors]
    for i, design in enumerate(case.settlement.designs if case.settlement else []):
        for j, component in enumerate(design.components):
            if component not in groups:
                yield ("settlement", "designs", i, "components", j), unknown(component, groups)
    yield from _shared_names(case)


def _repeated_ids(case: Case) -> Iterator[Problem]:
    for key in ("actors", "issues", "guarantors"):
        seen: set[str] = set()
        for i, entry in enumerate(getattr(case, key)):
            if entry.id in seen:
                yield (key, i, "id"), f"'{entry.id}' is used twice; ids must differ"
            seen.add(entry.id)


def _actor_references(case: Case) -> Iterator[tuple[Place, str]]:
    for i, actor in enumerate(case.actors):
        yield from ((("actors", i, "members", j), m) for j, m in enumerate(actor.members))
    yield from ((("people", i, "actor"), person.actor) for i, person in enumerate(case.people))
    yield from ((("parties", i), party) for i, party in enumerate(case.parties))
    for i, group in enumerate(case.guarantors):
        yield from ((("guarantors", i, "actors", j), a) for j, a in enumerate(group.actors))
    if not case.settlement:
        return
    for key in ("advancing", "other"):
        if side := getattr(case.settlement, key):
            yield ("settlement", key), side
    for i, design in enumerate(case.settlement.designs):
        if design.refused_by:
            yield ("settlement", "designs", i, "refused_by"), design.refused_by


def _shared_names(case: Case) -> Iterator[Problem]:
    """Refuse a name that could stand for two owners: attribution never guesses.

    One person may be listed several times, for several roles in time.
    """
    owners: dict[str, str] = {}
    entries: list[tuple[Place, str, str]] = [
        (("actors", i), f"actor '{actor.id}'", name)
        for i, actor in enumerate(case.actors)
        for name in actor.names()
    ]
    entries += [
        (("people", i), f"person '{person.name}'", name)
        for i, person in enumerate(case.people)
        for name in person.names()
    ]
    for place, owner, name in entries:
        first = owners.setdefault(name.casefold(), owner)
        if first != owner:
            yield place, f"'{name}' stands for both {first} and {owner}"

"""The case: actors, people, issues, guarantors and settlement inputs, checked together."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Self

from pydantic import Field, model_validator

from pourparler.case.actors import Actor, Identifier, Person
from pourparler.case.issues import Issue
from pourparler.case.quantity import Entry, Quantity, Words
from pourparler.case.settlement import Guarantor, Settlement


class Case(Entry):
    """One negotiation, as its folder describes it.

    Raises
    ------
    pydantic.ValidationError
        Turned by ``case.load`` into a ``CaseError`` with the line.
    """

    title: Words
    language: str = Field("en", pattern=r"^[a-z]{2,3}$", description="Language of the case")
    notice: Words | None = Field(None, description="Printed on every page, e.g. on its texts")
    actors: list[Actor] = Field(min_length=1)
    people: list[Person] = Field(default=[], description="Who speaks for whom, when")
    parties: list[Identifier] = Field(default=[], description="Actors who have to sign")
    issues: list[Issue] = Field(min_length=1)
    guarantors: list[Guarantor] = Field(default=[], description="Who would back a settlement")
    settlement: Settlement | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        for key, ids in (
            ("actors", [a.id for a in self.actors]),
            ("issues", [i.id for i in self.issues]),
            ("guarantors", [g.id for g in self.guarantors]),
        ):
            twice = sorted({i for i in ids if ids.count(i) > 1})
            if twice:
                raise ValueError(f"{key}: ids must differ; twice: {', '.join(twice)}")
        actors = [a.id for a in self.actors]
        for place, name in self._actor_references():
            _known(place, name, actors)
        groups = [g.id for g in self.guarantors]
        for design in self.settlement.designs if self.settlement else []:
            for component in design.components:
                _known(f"settlement.designs.{design.id}.components", component, groups)
        self._check_names()
        return self

    def _actor_references(self) -> Iterator[tuple[str, str]]:
        for actor in self.actors:
            yield from ((f"actors.{actor.id}.members", m) for m in actor.members)
        yield from ((f"people.{person.name}.actor", person.actor) for person in self.people)
        yield from (("parties", party) for party in self.parties)
        for group in self.guarantors:
            yield from ((f"guarantors.{group.id}.actors", a) for a in group.actors)
        if self.settlement:
            for key in ("advancing", "other"):
                if side := getattr(self.settlement, key):
                    yield f"settlement.{key}", side
            for design in self.settlement.designs:
                if design.refused_by:
                    yield f"settlement.designs.{design.id}.refused_by", design.refused_by

    def _check_names(self) -> None:
        """Refuse a name that could stand for two actors: attribution never guesses."""
        owner: dict[str, str] = {}
        entries = [(a.id, name) for a in self.actors for name in a.names()]
        people = [(p.actor, p.name, name) for p in self.people for name in p.names()]
        entries += [(f"{actor}/{person}", name) for actor, person, name in people]
        for holder, name in entries:
            first = owner.setdefault(name.casefold(), holder)
            if first != holder and first.partition("/")[2] != holder.partition("/")[2]:
                raise ValueError(f"'{name}' stands for both '{first}' and '{holder}'")
            if first != holder and "/" not in holder:
                raise ValueError(f"'{name}' stands for both '{first}' and '{holder}'")

    def actor(self, actor_id: str) -> Actor:
        """Return the actor with that id; KeyError when there is none."""
        for actor in self.actors:
            if actor.id == actor_id:
                return actor
        raise KeyError(actor_id)

    def issue(self, issue_id: str) -> Issue:
        """Return the issue with that id; KeyError when there is none."""
        for issue in self.issues:
            if issue.id == issue_id:
                return issue
        raise KeyError(issue_id)

    def quantities(self) -> Iterator[tuple[str, Quantity]]:
        """Yield every settlement number with its place in the case file."""
        for group in self.guarantors:
            for key in Guarantor.model_fields:
                number = getattr(group, key)
                if isinstance(number, Quantity):
                    yield f"guarantors.{group.id}.{key}", number
        if self.settlement:
            for name, number in self.settlement.inputs.items():
                yield f"settlement.{name}", number
            for design in self.settlement.designs:
                if design.refusal_cost:
                    yield f"settlement.designs.{design.id}.refusal_cost", design.refusal_cost


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the known name that looks most like ``name``, or None if none does.

    Examples
    --------
    >>> nearest("ukrane", ["ukraine", "russia"])
    'ukraine'
    """
    found = difflib.get_close_matches(name, list(names), n=1, cutoff=0.6)
    return found[0] if found else None


def _known(place: str, name: str, names: list[str]) -> None:
    if name in names:
        return
    guess = nearest(name, names)
    tail = f"; did you mean '{guess}'?" if guess else f"; there are: {', '.join(names)}"
    raise ValueError(f"{place}: '{name}' is unknown{tail}")

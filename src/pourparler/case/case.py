"""The case: actors, people, issues, guarantors and settlement inputs, checked together."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from pourparler.case.actors import Actor, Identifier, Person
from pourparler.case.issues import Issue
from pourparler.case.quantity import Entry, Quantity, Words
from pourparler.case.settlement import Guarantor, Settlement


class Case(Entry):
    """One negotiation, as its case file describes it.

    Each part is checked on its own here; that the parts fit together (every id that is
    used exists, no name has two owners) is checked by ``case.references``.
    """

    title: Words = Field(description="What the talks are about")
    language: str = Field("en", pattern=r"^[a-z]{2,3}$", description="Language of the case")
    notice: Words | None = Field(None, description="Printed on every page, e.g. on its texts")
    actors: list[Actor] = Field(min_length=1, description="Who holds positions")
    people: list[Person] = Field(default=[], description="Who speaks for whom, when")
    parties: list[Identifier] = Field(default=[], description="Actors who have to sign")
    issues: list[Issue] = Field(min_length=1, description="What is negotiated")
    guarantors: list[Guarantor] = Field(default=[], description="Who would back a settlement")
    settlement: Settlement | None = Field(None, description="What an agreement would need")

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
        """Yield every number somebody answers for, with its place in the case file."""
        for actor in self.actors:
            if actor.influence:
                yield f"actors.{actor.id}.influence", actor.influence
        for group in self.guarantors:
            for key in Guarantor.model_fields:
                number = getattr(group, key)
                if isinstance(number, Quantity):
                    yield f"guarantors.{group.id}.{key}", number
        if self.settlement:
            yield from self.settlement.quantities()

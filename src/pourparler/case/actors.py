"""Actors and the people listed under them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from pourparler.case.quantity import Entry, Quantity, Words

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,59}$")]
"""A short name for files, tables and commands: small letters, digits, ``_`` and ``-``."""

ActorKind = Literal["state", "organisation", "movement", "coalition"]
Pronoun = Literal["he", "she", "they"]


class Actor(Entry):
    """A state, organisation, movement or coalition that holds positions."""

    id: Identifier = Field(description="Short name for tables and commands")
    name: Words = Field(description="As pages print it")
    kind: ActorKind = Field(description="What it is")
    aliases: list[Words] = Field(default=[], description="Other names reports use")
    adjectives: list[Words] = Field(default=[], description="As in 'the Russian leader'")
    size: int | None = Field(None, ge=1, description="Number of members of a coalition")
    members: list[Identifier] = Field(default=[], description="Actors; nothing is inherited")
    renamed_from: list[Identifier] = Field(default=[], description="Earlier ids of this actor")
    influence: Quantity | None = Field(None, description="Weight in outcomes, up to 100")

    @model_validator(mode="after")
    def _check_influence(self) -> Self:
        if self.influence and not 0 < self.influence.bounds[0] <= self.influence.bounds[1] <= 100:
            raise ValueError("influence must lie above 0 and at most at 100")
        return self

    def names(self) -> list[str]:
        """Return every name that stands for this actor, its own first."""
        return [self.name, *self.aliases]


class Person(Entry):
    """Somebody who speaks for an actor, in a role, between two dates."""

    name: Words = Field(description="Full name")
    actor: Identifier = Field(description="Whom the person speaks for")
    role: Words = Field(description="As reports put it: president, foreign minister")
    aliases: list[Words] = Field(default=[], description="Other spellings and titles")
    from_: date | None = Field(None, alias="from", description="First day in the role")
    to: date | None = Field(None, description="Last day in the role")
    pronoun: Pronoun | None = Field(None, description="Helps to tell who 'she' is")

    @model_validator(mode="after")
    def _check_dates(self) -> Self:
        if self.from_ and self.to and self.from_ > self.to:
            raise ValueError(f"from {self.from_} is after to {self.to}")
        return self

    def holds_role_on(self, day: date) -> bool:
        """Say whether the person was in the role on ``day``."""
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)

    def names(self) -> list[str]:
        """Return the full name, then the aliases."""
        return [self.name, *self.aliases]

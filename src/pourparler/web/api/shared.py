"""What every answer to a program has: the stamp, and nothing that is not documented."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[float, Field(gt=0, lt=1)]
"""Of draws, or a probability: never 0 and never 1."""


class Shape(BaseModel):
    """A JSON object with the names of docs/reference/json.md.

    A name that is not described yet is passed on all the same; the tests ask for its line.
    """

    model_config = ConfigDict(extra="allow", populate_by_name=True)


class Stamped(Shape):
    """An answer, with what it can be rebuilt from."""

    case: str = Field(description="Digest of the case file, 12 hex digits")
    ledger: str = Field(description="Mark of the ledger: the last command that changed it")
    version: str = Field(description="Version of pourparler")
    seed: int | None = Field(description="Seed of the random numbers, where there are any")


class Failed(Shape):
    """What every mistake is answered with."""

    ok: bool = Field(description="Always false")
    error: str = Field(description="What is wrong, with the value and the place")
    errors: list[str] = Field(description="All that is wrong")
    status: int = Field(description="HTTP status")
    code: str = Field(description="Code of docs/reference/errors.md, or empty")
    hint: str = Field(description="What to do about it")

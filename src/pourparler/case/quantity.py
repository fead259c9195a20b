"""A number with a pedigree: a value or a range that is cited or signed for."""

from __future__ import annotations

import math
from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A text that says something: at least one character that is not a space."""


class Entry(BaseModel):
    """Base of everything in a case file: frozen, and unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class Assumption(Entry):
    """Who signs for a number that no document gives, and why."""

    author: Words = Field(description="Who signs for it")
    reason: Words = Field(description="Why this range")
    known_on: date | None = Field(None, description="First day on which it could be used")


class Quantity(Entry):
    """One settlement input: ``value``, or ``low`` and ``high`` as its 5 % and 95 % points.

    It is either ``cited`` (a document gives it) or an ``assumption`` (somebody signs for
    it), and ``known_on`` says since when it could have been used. ``unit`` may be left
    out: the key's own unit then holds, as listed in ``docs/reference/case.md``.
    """

    value: float | None = Field(None, description="One number, where no range is needed")
    low: float | None = Field(None, description="5 % point of the range")
    high: float | None = Field(None, description="95 % point of the range")
    unit: Words | None = Field(None, description="Unit; must equal the unit of the key")
    cited: Words | None = Field(None, description="Document that gives the number")
    assumption: Assumption | None = Field(None, description="Who signs for it, and why")
    known_on: date | None = Field(None, description="First day on which it could be used")

    @model_validator(mode="after")
    def _check(self) -> Self:
        self._check_numbers()
        if (self.cited is None) == (self.assumption is None):
            raise ValueError("give exactly one of 'cited' and 'assumption'")
        if self.available_on is None:
            raise ValueError("say since when it was known: 'known_on: YYYY-MM-DD'")
        return self

    def _check_numbers(self) -> None:
        numbers = [n for n in (self.value, self.low, self.high) if n is not None]
        if not all(math.isfinite(n) for n in numbers):
            raise ValueError("numbers must be finite")
        if (self.value is None) == (self.low is None or self.high is None):
            raise ValueError("give either 'value', or 'low' and 'high'")
        if self.value is not None and len(numbers) > 1:
            raise ValueError("give either 'value', or 'low' and 'high', not both")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low:g} is above high {self.high:g}")

    @property
    def available_on(self) -> date | None:
        """The first day on which this number could have been used."""
        if self.known_on is not None:
            return self.known_on
        return self.assumption.known_on if self.assumption else None

    @property
    def bounds(self) -> tuple[float, float]:
        """The range as (low, high); a single value is both."""
        if self.value is not None:
            return self.value, self.value
        low, high = self.low, self.high
        if low is None or high is None:  # pragma: no cover - _check_numbers forbids it
            raise ValueError("give either 'value', or 'low' and 'high'")
        return low, high

"""Issues: questions with worded options on a scale."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from pourparler.case.actors import Identifier
from pourparler.case.quantity import Entry, Words
from pourparler.case.records import text_digest

Scale = Literal["interval", "ordered", "unordered"]


class Option(Entry):
    """A worded answer. On an interval or ordered scale it stands at a point in [0, 100]."""

    id: Identifier = Field(description="What codings point to")
    words: Words = Field(description="The answer, as a person would say it")
    at: float | None = Field(None, ge=0, le=100, description="Point on the scale, 0 to 100")
    examples: list[Words] = Field(default=[], description="Phrases that mean this option")
    renamed_from: list[Identifier] = Field(default=[], description="Earlier ids of this option")


class Issue(Entry):
    """A question on which actors take positions."""

    id: Identifier = Field(description="Short name for tables and commands")
    question: Words = Field(description="What is asked")
    scale: Scale = Field(description="Whether options have places, an order, or neither")
    options: list[Option] = Field(min_length=2, description="Worded answers, by rising `at`")
    name: Words | None = Field(None, description="Short label for tables; the id if left out")
    examples: list[Words] = Field(default=[], description="Phrases that are about this issue")
    renamed_from: list[Identifier] = Field(default=[], description="Earlier ids of this issue")

    @model_validator(mode="after")
    def _check_options(self) -> Self:
        ids = [option.id for option in self.options]
        twice = sorted({i for i in ids if ids.count(i) > 1})
        if twice:
            raise ValueError(f"option ids must differ; twice: {', '.join(twice)}")
        points = [option.at for option in self.options]
        if self.scale == "unordered":
            if any(point is not None for point in points):
                raise ValueError("options of an unordered issue have no 'at'")
        elif None in points:
            missing = ids[points.index(None)]
            raise ValueError(f"option '{missing}' needs 'at', a point from 0 to 100")
        elif points != sorted(set(points), key=lambda p: p or 0.0):
            raise ValueError("options must be listed by rising 'at', no two at one point")
        return self

    @property
    def label(self) -> str:
        """The short name for tables."""
        return self.name or self.id.replace("_", " ").replace("-", " ").capitalize()

    @property
    def wording(self) -> str:
        """A digest (12 hex digits) of the words a coder sees; codings keep it."""
        words = [self.question, *(f"{o.id}: {o.words}" for o in self.options)]
        return text_digest("\n".join(words))[:12]

    def option(self, option_id: str) -> Option:
        """Return the option with that id.

        Raises
        ------
        KeyError
            No option has it.
        """
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)

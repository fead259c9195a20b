"""The case as the interface gives it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pourparler.web.api.shared import Shape, Stamped


class Actor(Shape):
    """Who holds positions."""

    id: str
    name: str
    kind: str
    is_party: bool
    members: list[str]


class Option(Shape):
    """A worded answer; ``at`` is null on an unordered scale."""

    id: str
    words: str
    at: float | None


class Issue(Shape):
    """A question with its options."""

    id: str
    label: str
    question: str
    scale: Literal["interval", "ordered", "unordered"]
    options: list[Option]


class CaseDescription(Stamped):
    """What the case file names."""

    title: str
    language: str
    notice: str | None
    parties: list[str]
    actors: list[Actor]
    issues: list[Issue]
    days: list[str] = Field(description="Days on which something was reported")

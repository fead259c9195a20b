"""The records that are compared: a text, and the statements marked in it by man or machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from pourparler.case.records import Spans

FIELDS: Final = (
    "speaker",
    "actors",
    "attribution",
    "force",
    "audience",
    "said_on",
    "issue",
    "options",
    "modality",
    "about",
    "hedged",
    "negated",
    "conditional",
)
"""What can be compared beside the spans. A field's value is text, empty for none."""

_NO_SPANS: Final = Spans()
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedStatement:
    """A statement as it was marked.

    ``fields`` holds what was said of it beside the spans, by the names of ``FIELDS``; what
    is absent is not compared. ``confidence`` (that it is a statement) and ``probability``
    (that issue and options are right) are in [0, 1] and mean something for the reader's only.
    """

    spans: Spans
    fields: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    confidence: float = 1.0
    probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """A text with its statements; ``name`` tells it from the others.

    ``loose`` holds pieces that are marked and belong to no statement, such as a source whose
    cue was missed; they count where spans are compared.
    """

    name: str
    text: str
    statements: tuple[MarkedStatement, ...]
    loose: Spans = _NO_SPANS

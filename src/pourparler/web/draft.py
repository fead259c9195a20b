"""A statement as a form holds it: filled from one that holds, or as a person typed it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pourparler.case.records import Report, Span, Statement
from pourparler.report.marked import same_length
from pourparler.web.sent import Sent
from pourparler.workbench.review import CodingChoice, NewStatement
from pourparler.workbench.review.fields import Piece

PARTS: Final = ("source", "cue", "content")
_FLAGS: Final = ("hedged", "negated", "conditional")
_OFFSETS: Final = re.compile(r"\d{1,9}-\d{1,9}(?:[,;\s]+\d{1,9}-\d{1,9})*")
_ONE: Final = re.compile(r"(\d+)-(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The fields of a form about a statement, all as text.

    ``source``, ``cue`` and ``content`` are offsets (``12-40, 45-51``) or words of the report.
    """

    source: str = ""
    cue: str = ""
    content: str = ""
    actors: tuple[str, ...] = ()
    speaker: str = ""
    attribution: str = "indirect"
    force: str = "description"
    said_on: str = ""
    audience: str = ""
    flags: frozenset[str] = frozenset()
    issue: str = ""
    option: str = ""
    modality: str = "supports"
    shown: dict[str, str] = field(default_factory=dict)

    def changes(self, statement: Statement) -> dict[str, Any]:
        """Return the fields that are not as the statement has them, for `review.correct`."""
        held = draft_of(statement)
        changed: dict[str, Any] = {}
        for part in PARTS:
            if getattr(self, part) != getattr(held, part):
                changed[part] = read_pieces(getattr(self, part))
        if self.actors != held.actors:
            changed["actors"] = list(self.actors)
        for name in ("speaker", "audience"):
            if getattr(self, name) != getattr(held, name):
                changed[name] = getattr(self, name) or None
        for name in ("attribution", "force", "said_on"):
            if getattr(self, name) != getattr(held, name):
                changed[name] = getattr(self, name)
        for name in _FLAGS:
            if (name in self.flags) != (name in held.flags):
                changed[name] = name in self.flags
        return changed

    def new_statement(self) -> NewStatement:
        """Return the statement to be added."""
        option = self.option or None
        coding = CodingChoice(
            issue=self.issue,
            from_option=option,
            to_option=option,
            modality=self.modality,
        )
        return NewStatement(
            source=read_pieces(self.source),
            cue=read_pieces(self.cue),
            content=read_pieces(self.content),
            actors=self.actors,
            speaker=self.speaker or None,
            attribution=self.attribution,
            force=self.force,
            said_on=self.said_on or None,
            audience=self.audience or None,
            hedged="hedged" in self.flags,
            negated="negated" in self.flags,
            conditional="conditional" in self.flags,
            codings=(coding,) if self.issue else (),
        )


def draft_of(statement: Statement) -> Draft:
    """Return a statement as a form holds it."""
    return Draft(
        source=write_pieces(statement.spans.source),
        cue=write_pieces(statement.spans.cue),
        content=write_pieces(statement.spans.content),
        actors=statement.actors,
        speaker=statement.speaker or "",
        attribution=statement.attribution,
        force=statement.force,
        said_on=statement.said_on,
        audience=statement.audience or "",
        flags=frozenset(name for name in _FLAGS if getattr(statement, name)),
    )


def read_draft(sent: Sent) -> Draft:
    """Return a form as a person typed it."""
    issue, _, option = sent.text("reading").partition(":")
    return Draft(
        source=sent.text("source"),
        cue=sent.text("cue"),
        content=sent.text("content"),
        actors=tuple(dict.fromkeys(sent.texts("actor"))),
        speaker=sent.text("speaker"),
        attribution=sent.text("attribution") or "indirect",
        force=sent.text("force") or "description",
        said_on=sent.text("said_on"),
        audience=sent.text("audience"),
        flags=frozenset(name for name in _FLAGS if sent.text(name)),
        issue=issue,
        option=option,
        modality=sent.text("modality") or "supports",
    )


def with_words(draft: Draft, report: Report) -> Draft:
    """Return a form with the words that its offsets stand for, as far as they are in the text."""
    shown = {}
    for part in PARTS:
        pieces = read_pieces(getattr(draft, part))
        spans = [p for p in pieces if not isinstance(p, str) and 0 <= p[0] < p[1]]
        words = (" ".join(report.text[slice(*span)].split()) for span in spans)
        shown[part] = " … ".join(same_length(text) for text in words)
    return replace(draft, shown=shown)


def read_pieces(text: str) -> tuple[Piece, ...]:
    """Read offsets, or words as they stand in the report.

    Examples
    --------
    >>> read_pieces("12-40, 45-51"), read_pieces("a truce first"), read_pieces("")
    (((12, 40), (45, 51)), ('a truce first',), ())
    """
    text = text.strip()
    if not text:
        return ()
    if not _OFFSETS.fullmatch(text):
        return (text,)
    return tuple((int(a), int(b)) for a, b in _ONE.findall(text))


def write_pieces(spans: tuple[Span, ...]) -> str:
    """Write spans as a form has them.

    Examples
    --------
    >>> write_pieces(((12, 40), (45, 51)))
    '12-40, 45-51'
    """
    return ", ".join(f"{start}-{end}" for start, end in spans)

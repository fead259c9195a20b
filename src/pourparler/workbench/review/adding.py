"""Adding a statement by hand: from a span of a report, or from a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pourparler.case.folder import CaseFolder
from pourparler.case.records import (
    HANDLINGS,
    Handling,
    Report,
    Spans,
    Statement,
    report_id,
    statement_id,
)
from pourparler.errors import RecordError
from pourparler.ledger.decide import Change
from pourparler.workbench.review.deciding import CERTAIN, RULE, By, decide
from pourparler.workbench.review.fields import (
    Piece,
    correct_fields,
    read_said_on,
    read_spans,
    words_of,
)
from pourparler.workbench.review.outcome import Decided
from pourparler.workbench.review.readings import CodingChoice, make_codings
from pourparler.workbench.view import open_ledger

_TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something an analyst knows that no report says: a report of the kind ``note``.

    It lies in the ledger alone. Unless ``handling`` says otherwise, only views up to
    ``internal`` show it.
    """

    text: str
    written_on: date
    title: str | None = None
    author: str | None = None
    handling: Handling = "internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStatement:
    """A statement as a person makes it.

    Pieces are offsets, code points of the report's text, or words that stand in it once.

    ``content`` may be left empty for a note: then it is the whole of it. ``said_on`` is EDTF;
    the date of the report when left out. ``attribution`` and ``force`` are words as they
    were typed.
    """

    content: tuple[Piece, ...] = ()
    source: tuple[Piece, ...] = ()
    cue: tuple[Piece, ...] = ()
    actors: tuple[str, ...] = ()
    speaker: str | None = None
    attribution: str = "indirect"
    force: str = "description"
    said_on: str | None = None
    audience: str | None = None
    hedged: bool = False
    negated: bool = False
    conditional: bool = False
    codings: tuple[CodingChoice, ...] = ()


def add(
    folder: CaseFolder,
    report: str | Note,
    statement: NewStatement,
    *,
    coder: str,
    reason: str | None = None,
    dry_run: bool = False,
) -> Decided:
    """Add a statement that no reader found, reviewed and with a person's codings.

    Parameters
    ----------
    report : str or Note
        Id of a report in the ledger, or a note that is added with it.

    Raises
    ------
    UnknownNameError
        The report is not in the ledger, or there is no such actor, issue, option or word.
    RecordError
        There is no content, a span is not in the report, said_on is after its date, or
        the same words by the same actors are a statement already.
    DateFormError
        said_on is not in a form of EDTF that is taken here.
    """
    with open_ledger(folder) as ledger:
        noted = [make_note(report)] if isinstance(report, Note) else []
        given = noted[0] if noted else ledger.report(str(report))
        new = make_statement(folder, given, statement, coder)
        by = By(coder=coder, reason=reason, dry_run=dry_run)
        decision = by.decision(
            "add",
            [Change(None, new)],
            arguments={"report": given.id},
            reports=tuple(noted),
        )
        return replace(decide(folder, ledger, by, decision), cautions=tuple(_cautions(new)))


def _cautions(new: Statement) -> Iterator[str]:
    """Say why a statement will be nobody's position, and how to mend it."""
    if not new.actors:
        yield (
            "it has no actor, so it counts for nobody: `pourparler correct CASE "
            f"{new.id} --actor ACTOR` says whose it is."
        )
    if not new.codings:
        yield (
            "it is on no issue, so it counts for no position: `pourparler recode CASE "
            f"{new.id} --coding ISSUE=OPTION` says what it means."
        )


def make_note(note: Note) -> Report:
    """Return a note as a report.

    Raises
    ------
    RecordError
        It has no words, or there is no such handling.
    """
    text = note.text.strip()
    if not text:
        raise RecordError("the note is empty", hint="Write what is known, and how.")
    if note.handling not in HANDLINGS:
        raise RecordError(
            f"handling is {note.handling!r}", hint=f"Allowed: {', '.join(HANDLINGS)}."
        )
    first_line = " ".join(text.splitlines()[0].split())
    title = first_line[:_TITLE_LENGTH] + ("…" if len(first_line) > _TITLE_LENGTH else "")
    return Report(
        id=report_id(text),
        text=text,
        raw=text.encode("utf-8", "surrogatepass"),
        encoding="utf-8",
        reported_on=note.written_on,
        title=note.title or title,
        author=note.author,
        kind="note",
        handling=note.handling,
    )


def make_statement(
    folder: CaseFolder, report: Report, given: NewStatement, coder: str
) -> Statement:
    """Return the statement that a person describes.

    Raises
    ------
    As `add`.
    """
    content: tuple[Piece, ...] = given.content
    if not content and report.kind == "note":
        content = ((report.body_start, len(report.text)),)
    spans = Spans(
        source=read_spans("source", given.source, report),
        cue=read_spans("cue", given.cue, report),
        content=read_spans("content", content, report),
    )
    words: dict[str, Any] = words_of(spans, report, folder.case)
    values = words | read_said_on(given.said_on or str(report.reported_on), report.reported_on)
    bare = Statement(
        id=statement_id(report.id, spans, ()),
        report=report.id,
        actors=(),
        speaker=None,
        attribution="indirect",
        force="description",
        confidence=CERTAIN,
        reported_on=report.reported_on,
        language=report.language,
        handling=report.handling,
        reviewed=True,
        rules=tuple((name, RULE) for name in ("content", "cue", "said_on", "source")),
        codings=make_codings(folder.case, given.codings, coder),
        **values,
    )
    names = (
        "actors", "speaker", "attribution", "force", "audience",
        "hedged", "negated", "conditional",
    )  # fmt: skip
    chosen = {name: getattr(given, name) for name in names}
    return correct_fields(bare, chosen, case=folder.case, report=report)

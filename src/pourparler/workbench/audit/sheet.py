"""The file that a person judges: one row each, CSV, safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Final

from pourparler.errors import AuditError
from pourparler.report.tables.table import safe_cell
from pourparler.workbench.audit.sampling import PARAGRAPH, STATEMENT, Sample, Sampled

JUDGED: Final = ("is_statement", "right_actor", "right_date", "right_reading", "missed")
"""The columns that a person fills: y or n, and how many statements the paragraph has besides."""

COLUMNS: Final = (
    "kind", "id", *JUDGED, "note", "text", "source", "cue", "content", "actors", "speaker",
    "said_on", "reading", "report", "reported_on", "title", "stratum", "stratum_size",
    "statements_in_paragraph", "sample",
)  # fmt: skip
_YES: Final = frozenset("y yes 1 true right x".split())
_NO: Final = frozenset("n no 0 false wrong".split())
_LARGEST: Final = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A row as a person judged it; None where nothing was filled in."""

    kind: str
    id: str
    stratum: str
    size: int
    found: int
    is_statement: bool | None
    right_actor: bool | None
    right_date: bool | None
    right_reading: bool | None
    missed: int | None


@dataclass(frozen=True, slots=True)
class JudgedSheet:
    """The rows of a judged file, and the name of the sample they are from."""

    rows: tuple[Judgement, ...]
    sample: str


def sheet_bytes(sample: Sample) -> bytes:
    """Return the file as bytes in UTF-8 with a mark that spreadsheets know it by."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in sample.rows:
        writer.writerow({key: safe_cell(value) for key, value in _cells(row, sample).items()})
    return out.getvalue().encode("utf-8-sig")


def _cells(row: Sampled, sample: Sample) -> dict[str, str | int]:
    cells: dict[str, str | int] = {
        "kind": row.kind,
        "id": row.id,
        "text": row.text,
        "report": row.report.id,
        "reported_on": row.report.reported_on.isoformat(),
        "title": row.report.title,
        "stratum": row.stratum,
        "stratum_size": row.size,
        "statements_in_paragraph": row.found,
        "sample": sample.mark,
    }
    if row.statement:
        statement, coding = row.statement, row.coding
        cells |= {
            "source": statement.source,
            "cue": statement.cue,
            "content": statement.content,
            "actors": ", ".join(statement.actors),
            "speaker": statement.speaker or "",
            "said_on": statement.said_on,
        }
        if coding:
            options = dict.fromkeys(o for o in (coding.from_option, coding.to_option) if o)
            meant = " to ".join(options) or "no option"
            cells["reading"] = f"{coding.issue}: {coding.modality} {meant}"
    return cells


def read_sheet(raw: bytes, *, name: str) -> JudgedSheet:
    """Read a judged file back, with commas, semicolons or tabs between cells.

    Raises
    ------
    AuditError
        It is not such a file, a row is there twice, or a cell says what is not allowed.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AuditError(f"{name} is not in UTF-8", hint="Save it as CSV in UTF-8.") from error
    header = text.split("\n", 1)[0]
    mark = max(",;\t", key=header.count)
    rows = list(csv.DictReader(io.StringIO(text), delimiter=mark))
    if not rows or not set(JUDGED) <= rows[0].keys() or "stratum_size" not in rows[0]:
        raise AuditError(f"{name} is no file of `pourparler audit`: columns are missing")
    judged = [_judgement(row, f"{name}, row {n}") for n, row in enumerate(rows, start=2)]
    ids = [row.id for row in judged]
    for row, id_ in zip(judged, ids, strict=True):
        if ids.count(id_) > 1:
            raise AuditError(f"{name}: {row.kind} {id_} is there twice")
    samples = {(row.get("sample") or "").strip() for row in rows}
    if len(samples) != 1:
        raise AuditError(f"{name} holds rows of {len(samples)} samples, expected one")
    _require_sizes(judged, name)
    return JudgedSheet(tuple(judged), samples.pop())


def _judgement(row: dict[str, str | None], place: str) -> Judgement:
    kind = (row.get("kind") or "").strip()
    if kind not in (STATEMENT, PARAGRAPH):
        raise AuditError(f"{place}: kind is {kind!r}, expected {STATEMENT} or {PARAGRAPH}")
    is_statement, actor, date, reading = (
        _answer(row.get(name), f"{place}: {name}") for name in JUDGED[:4]
    )
    return Judgement(
        kind=kind,
        id=(row.get("id") or "").strip(),
        stratum=(row.get("stratum") or "").strip(),
        size=_number(row.get("stratum_size"), f"{place}: stratum_size") or 0,
        found=_number(row.get("statements_in_paragraph"), f"{place}: statements_in_paragraph") or 0,
        is_statement=is_statement,
        right_actor=actor,
        right_date=date,
        right_reading=reading,
        missed=_number(row.get("missed"), f"{place}: missed"),
    )


def _answer(cell: str | None, place: str) -> bool | None:
    word = (cell or "").strip().lower()
    if not word:
        return None
    if word in _YES | _NO:
        return word in _YES
    raise AuditError(f"{place} is {word!r}", hint="Write y or n, or leave the cell empty.")


def _number(cell: str | None, place: str) -> int | None:
    word = (cell or "").strip()
    if not word:
        return None
    if not (word.isascii() and word.isdecimal()) or len(word) > 8 or int(word) > _LARGEST:
        raise AuditError(f"{place} is {word!r}", hint="Write a whole number, 0 or more.")
    return int(word)


def _require_sizes(rows: list[Judgement], name: str) -> None:
    """Refuse strata whose size differs from row to row, or is less than what was drawn."""
    for stratum in {row.stratum for row in rows}:
        own = [row for row in rows if row.stratum == stratum]
        sizes = {row.size for row in own}
        if len(sizes) != 1 or sizes.pop() < len(own):
            raise AuditError(
                f"{name}: stratum {stratum!r} has sizes that do not agree",
                hint="Do not change the columns stratum and stratum_size.",
            )

"""A case without the texts it rests on: what others need to check it with texts of their own.

A replication file is a bundle in which the text of reports is left out and words of
statements are places in that text. Whoever has the same reports puts the texts back, each
held to its digest; the case that comes of it has the same bundle, byte for byte.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pourparler.case.folder import CaseFolder
from pourparler.case.records import Handling, text_digest
from pourparler.errors import BundleError
from pourparler.ledger.admit import Rows, leave_out
from pourparler.ledger.row_models import bundled_tables
from pourparler.workbench.bundle import FORMAT as BUNDLE
from pourparler.workbench.bundle import Line, bundle_lines, encode_lines, read_lines, row_lines

FORMAT: Final = "pourparler-replication"
QUOTED_WORDS: Final = 12
"""So many words of a statement are quoted, for people to see which it is."""

_GAP: Final = " … "
_WORDS: Final = ("source", "cue", "content", "context")
_TEXTS: Final = ("text", "raw")


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a report, and the bytes that it was read from."""

    text: str
    raw: bytes = field(repr=False)


def export_replication(folder: CaseFolder, *, ceiling: Handling = "public") -> str:
    """Return a case as JSONL with offsets, digests, addresses and short quotes, without texts.

    Raises
    ------
    CaseError
        A file of the case is not UTF-8.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    lines = bundle_lines(folder, ceiling=ceiling)
    texts = {line["row"]["id"]: line["row"]["text"] for line in lines if _is_of(line, "report")}
    lines[0] |= {"bundle": FORMAT}
    return encode_lines([_without_text(line, texts) for line in lines])


def _is_of(line: Line, table: str) -> bool:
    return line.get("table") == table


def _without_text(line: Line, texts: Mapping[str, str]) -> Line:
    """Return a line with digests for texts, and places for words."""
    if _is_of(line, "report"):
        row = {key: value for key, value in line["row"].items() if key not in _TEXTS}
        return line | {"row": row | {"text_sha256": text_digest(line["row"]["text"])}}
    if _is_of(line, "statement"):
        row = line["row"]
        text = texts[row["report"]]
        words = {name: place_words(row[name], text, row["start"]) for name in _WORDS}
        return line | {"row": row | words | {"quote": _quote(row["content"])}}
    return line


def place_words(words: str, text: str, near: int) -> list[Any] | str:
    """Return words as pieces of a text, or as they are where the text does not have them.

    A piece is a pair of offsets; pieces stand for what ellipses join. Of several places
    that nearest to ``near`` is taken.

    Examples
    --------
    >>> place_words("they talk … of peace", "Today they talk at length of peace", 0)
    [[6, 15], [26, 34]]
    >>> place_words("a note of our own", "Today they talk", 0)
    'a note of our own'
    """
    pieces = []
    for piece in words.split(_GAP) if words else []:
        starts = list(_find_all(piece, text)) if piece else []
        if not starts:
            return words
        start = min(starts, key=lambda found: abs(found - near))
        pieces.append([start, start + len(piece)])
    return pieces


def _find_all(piece: str, text: str) -> Iterator[int]:
    start = text.find(piece)
    while start >= 0:
        yield start
        start = text.find(piece, start + 1)


def _quote(content: str) -> str:
    words = content.split()
    return " ".join(words[:QUOTED_WORDS]) + (" …" if len(words) > QUOTED_WORDS else "")


def wanted_reports(content: bytes, *, name: str) -> dict[str, Line]:
    """Return the reports that a replication file rests on: the last row of each, by id.

    Raises
    ------
    BundleError
        It is no replication file.
    """
    header, *rest = read_lines(content, name=name)
    if header.get("bundle") != FORMAT:
        raise BundleError(
            f"{name}, line 1: bundle is {header.get('bundle')!r}, expected {FORMAT!r}",
            hint="`pourparler export CASE replication` writes one; a bundle is imported.",
        )
    found = {}
    for number, line in enumerate(rest, start=2):
        if _is_of(line, "report"):
            row = line.get("row")
            if not isinstance(row, dict) or not isinstance(row.get("id"), str):
                raise BundleError(f"{name}, line {number}: report.id is missing")
            found[row["id"]] = row
    return found


def put_texts_back(content: bytes, texts: Mapping[str, Text], *, name: str) -> bytes:
    """Return the bundle that a replication file was made from, as far as there are texts.

    Reports without a text are left out, with all that hangs on them.

    Parameters
    ----------
    content : bytes
        The replication file.
    texts : mapping
        The text of each report that there is one for, by the report's id. They are held to
        their digests when the bundle is read.
    name : str
        Where the file comes from, for messages.

    Raises
    ------
    BundleError
        A row of a report or a statement is not as an export writes it.
    """
    header, *rest = read_lines(content, name=name)
    files = [line for line in rest if "table" not in line]
    rows: Rows = {table.name: [] for table in bundled_tables()}
    missing = wanted_reports(content, name=name).keys() - texts.keys()
    for number, line in enumerate(rest, start=2):
        if "table" not in line:
            continue
        try:
            rows[line["table"]].append(_with_text(line, texts))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            place = f"{name}, line {number}: {line.get('table')}"
            raise BundleError(f"{place} is not as an export writes it: {error!r}") from error
    kept = leave_out(rows, missing) if missing else rows
    counts = {table: len(found) for table, found in kept.items()}
    header = header | {"bundle": BUNDLE, "rows": counts}
    return encode_lines([header, *files, *row_lines(kept)]).encode()


def _with_text(line: Line, texts: Mapping[str, Text]) -> dict[str, Any]:
    """Return the row of a line with what was left out of it, where its text is known."""
    row: dict[str, Any] = line["row"]
    if _is_of(line, "report"):
        found = texts.get(row["id"], Text("", b""))
        raw = base64.b64encode(found.raw).decode("ascii")
        sha256 = hashlib.sha256(found.raw).hexdigest()
        row = {key: value for key, value in row.items() if key != "text_sha256"}
        return row | {"sha256": sha256, "text": found.text, "raw": raw}
    if _is_of(line, "statement"):
        text = texts.get(row["report"], Text("", b"")).text
        words = {name: _words_at(row[name], text) for name in _WORDS}
        return {key: value for key, value in row.items() if key != "quote"} | words
    return row


def _words_at(places: list[list[int]] | str, text: str) -> str:
    if isinstance(places, str):
        return places
    return _GAP.join(text[start:end] for start, end in places)

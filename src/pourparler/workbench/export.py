"""A case for other programs: one function for each format, from a case and a view to bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from pourparler.case.folder import CaseFolder
from pourparler.case.nearest import unknown
from pourparler.errors import ExportError, UnknownNameError
from pourparler.ledger.query import StatementQuery
from pourparler.workbench.bundle import export_bundle
from pourparler.workbench.shapes import statement_json
from pourparler.workbench.statements import find_statements
from pourparler.workbench.view import Stamp, View, open_ledger, stamp

_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
COLUMNS: Final = (
    "id", "report", "utterance", "reported_on", "said_on", "said_rule", "actor", "actors",
    "speaker", "attribution", "force", "audience", "source", "cue", "content",
    "context", "start", "end", "hedged", "negated", "conditional", "confidence",
    "reviewed", "language", "handling",
    "issue", "from_option", "to_option", "low", "high", "modality", "about", "probability",
    "coder", "report_title", "publisher", "url",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export gave: the bytes of the file, how many things it lists, and its stamp."""

    content: bytes
    count: int
    stamp: Stamp


def export(format_name: str, folder: CaseFolder, view: View) -> Exported:
    """Return a case as seen through a view in the named format.

    Raises
    ------
    UnknownNameError
        The format is not one of ``FORMATS``.
    ExportError
        The format cannot be had of such a view.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    if format_name not in FORMATS:
        raise UnknownNameError(
            f"format {unknown(format_name, FORMATS)}", hint=f"Formats: {', '.join(FORMATS)}."
        )
    return FORMATS[format_name](folder, view)


def export_jsonl(folder: CaseFolder, view: View) -> Exported:
    """Return one JSON object a line: a statement with the names of ``statements --json``."""
    found = find_statements(folder, StatementQuery(), view=view)
    text = "".join(
        json.dumps(
            statement_json(s, folder.case, found.utterances, found.commitments),
            ensure_ascii=False,
        )
        + "\n"
        for s in found.statements
    )
    return Exported(content=text.encode(), count=len(found.statements), stamp=found.stamp)


def export_csv(folder: CaseFolder, view: View) -> Exported:
    """Return one row per coding, or one without an issue for a statement that has none.

    Cells that a spreadsheet would run as a formula are given a leading apostrophe.
    """
    found = find_statements(folder, StatementQuery(), view=view)
    reports = {report.id: report for report in found.reports}
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for statement in found.statements:
        row = statement_json(statement, folder.case, found.utterances, found.commitments)
        row["actors"] = ";".join(row["actors"])
        if report := reports.get(statement.report):
            row |= {
                "report_title": report.title,
                "publisher": report.publisher,
                "url": report.url,
            }
        for coding in row["codings"] or [{}]:
            writer.writerow({key: _cell(value) for key, value in (row | coding).items()})
    text = out.getvalue()
    return Exported(content=text.encode(), count=len(found.statements), stamp=found.stamp)


def export_whole(folder: CaseFolder, view: View) -> Exported:
    """Return the case with its whole ledger as a bundle, see `bundle`."""
    if view.as_of or view.known_at or view.recorded_at:
        raise ExportError(
            "a bundle holds the whole ledger, not the ledger at a date",
            hint="Leave out --as-of and --known-at; `jsonl` has statements as of a date.",
        )
    content = export_bundle(folder, ceiling=view.ceiling).encode()
    with open_ledger(folder) as ledger:
        return Exported(content=content, count=content.count(b"\n"), stamp=stamp(folder, ledger))


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        flat = " ".join(value.split())
        return f"'{flat}" if value.startswith(_DANGEROUS) else flat
    return value


FORMATS: Final[dict[str, Callable[[CaseFolder, View], Exported]]] = {
    "csv": export_csv,
    "jsonl": export_jsonl,
    "bundle": export_whole,
}

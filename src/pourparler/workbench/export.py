"""Statements for other programs: CSV for tables, JSONL for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any, Final

from pourparler.case.case import Case
from pourparler.case.nearest import unknown
from pourparler.errors import UnknownNameError
from pourparler.workbench.shapes import statement_json
from pourparler.workbench.statements import FoundStatements

_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
COLUMNS: Final = (
    "id", "report", "utterance", "reported_on", "said_on", "said_rule", "actor", "actors",
    "speaker", "attribution", "force", "audience", "source", "cue", "content",
    "context", "start", "end", "hedged", "negated", "conditional", "confidence",
    "reviewed", "language", "handling",
    "issue", "from_option", "to_option", "low", "high", "modality", "about", "probability",
    "coder", "report_title", "publisher", "url",
)  # fmt: skip


def export(format_name: str, found: FoundStatements, case: Case) -> str:
    """Return the statements in the named format.

    Raises
    ------
    UnknownNameError
        The format is not one of ``FORMATS``.
    """
    if format_name not in FORMATS:
        raise UnknownNameError(
            f"format {unknown(format_name, FORMATS)}", hint=f"Formats: {', '.join(FORMATS)}."
        )
    return FORMATS[format_name](found, case)


def export_jsonl(found: FoundStatements, case: Case) -> str:
    """Return one JSON object a line: a statement with the names of ``statements --json``."""
    return "".join(
        json.dumps(statement_json(statement, case, found.utterances), ensure_ascii=False) + "\n"
        for statement in found.statements
    )


def export_csv(found: FoundStatements, case: Case) -> str:
    """Return one row per coding, or one without an issue for a statement that has none.

    Cells that a spreadsheet would run as a formula are given a leading apostrophe.
    """
    reports = {report.id: report for report in found.reports}
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for statement in found.statements:
        row = statement_json(statement, case, found.utterances)
        row["actors"] = ";".join(row["actors"])
        if report := reports.get(statement.report):
            row |= {
                "report_title": report.title,
                "publisher": report.publisher,
                "url": report.url,
            }
        for coding in row["codings"] or [{}]:
            writer.writerow({key: _cell(value) for key, value in (row | coding).items()})
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        flat = " ".join(value.split())
        return f"'{flat}" if value.startswith(_DANGEROUS) else flat
    return value


FORMATS: Final[dict[str, Callable[[FoundStatements, Case], str]]] = {
    "csv": export_csv,
    "jsonl": export_jsonl,
}

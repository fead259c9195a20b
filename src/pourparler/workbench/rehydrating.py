"""Finding the texts that a replication file rests on, and making the case from both."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pourparler.case.records import Report
from pourparler.errors import ReportError
from pourparler.reader.sources.found import Found, Taken
from pourparler.reader.sources.locate import locate
from pourparler.workbench.bundle import Imported, import_bundle, read_bundle
from pourparler.workbench.replication import Text, put_texts_back, wanted_reports


@dataclass(frozen=True, slots=True)
class Missing:
    """A report whose text was not among what was given, and where it may be had."""

    report: str
    reported_on: str
    title: str
    publisher: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Rehydrated:
    """The case that was made, how many reports have their text, and which have none."""

    imported: Imported
    found: int
    missing: tuple[Missing, ...]


def rehydrate(path: Path, content: bytes, targets: Iterable[str], *, name: str) -> Rehydrated:
    """Make a case from a replication file and the texts of its reports.

    Parameters
    ----------
    path : Path
        Folder of the new case.
    content : bytes
        The replication file.
    targets : iterable of str
        Files and folders among which the texts are. What else lies there is passed over. A
        text is taken when its digest is the report's; the name of a file does not matter.
    name : str
        Where the replication file comes from, for messages.

    Raises
    ------
    BundleError
        It is no replication file, does not hold together, or the folder is not free.
    ReportError
        A target does not exist.
    """
    wanted = wanted_reports(content, name=name)
    texts = _find_texts(wanted, targets)
    bundle = read_bundle(put_texts_back(content, texts, name=name), name=name)
    imported = import_bundle(path, bundle)
    missing = [_missing(row) for id_, row in wanted.items() if id_ not in texts]
    return Rehydrated(imported, len(texts), tuple(missing))


def _find_texts(wanted: Mapping[str, Mapping[str, Any]], targets: Iterable[str]) -> dict[str, Text]:
    by_bytes = {row.get("sha256"): row for row in wanted.values()}
    texts: dict[str, Text] = {}
    for entry in locate(targets):
        if isinstance(entry, ReportError):
            raise entry
        if not isinstance(entry, Found):
            raise ReportError(
                f"{entry.name} is an address", hint="Fetch it with `pourparler read` first."
            )
        for report in _read(entry, by_bytes):
            is_same_copy = report.sha256 == wanted.get(report.id, {}).get("sha256")
            if report.id in wanted and (is_same_copy or report.id not in texts):
                texts[report.id] = Text(report.text, report.raw)
    return texts


def _read(entry: Found, by_bytes: Mapping[Any, Mapping[str, Any]]) -> Iterator[Report]:
    """Yield what can be read of a file, dated as in the replication file if it is the same."""
    try:
        raw = entry.read_bytes()
        row = by_bytes.get(hashlib.sha256(raw).hexdigest(), {})
        day = _day(row.get("reported_on"))
        for taken in entry.take(raw, today=datetime.now(UTC).date(), reported_on=day):
            if isinstance(taken, Taken):
                yield taken.report
    except ReportError:
        return  # not among what is sought, or not readable here: it will be named as missing


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def _missing(row: Mapping[str, Any]) -> Missing:
    return Missing(
        report=str(row["id"]),
        reported_on=str(row.get("reported_on")),
        title=str(row.get("title")),
        publisher=row.get("publisher"),
        url=row.get("url"),
    )

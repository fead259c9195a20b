"""Tables in a case folder that hold a purged report as one of their rows.

A table in CSV or JSONL is written anew without the row, its other rows byte for byte as they
were. A workbook is not taken apart, because what else it holds would be lost: it is removed.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pourparler.case.records import Report
from pourparler.errors import ReportError
from pourparler.reader.sources.csv_rows import csv_delimiter
from pourparler.reader.sources.encoding import decode
from pourparler.reader.sources.formats import TABLES
from pourparler.reader.sources.rows import Row, read_rows
from pourparler.workbench.traces import Passages

Pieces = Iterator[tuple[str, str]]
"""The rows of a table as they are written, each with what it says without escapes."""


@dataclass(frozen=True, slots=True)
class TableOut:
    """What becomes of a table of reports. Frozen.

    Attributes
    ----------
    path : Path
    rows : int
        Its rows that go.
    left : int
        Its other rows.
    content : bytes or None
        The table without the rows that go; None where the file goes as a whole.
    """

    path: Path
    rows: int
    left: int
    content: bytes | None


def find_table(path: Path, gone: Collection[Report], passages: Passages) -> TableOut | None:
    """Return what becomes of a file that is a table with purged reports among its rows.

    Parameters
    ----------
    path : Path
    gone : collection of Report
        Purged; a row is one of them when its text reads as the same report.
    passages : Passages
        Words of them; a row that holds some in a column that is not read goes, too.

    Returns
    -------
    TableOut or None
        None where the file is no table, or none of its rows is one of the reports.
    """
    read = TABLES.get(path.suffix.lower())
    if read is None:
        return None
    raw = path.read_bytes()
    try:
        rows = [row for row in read(raw, path.name) if not isinstance(row, ReportError)]
    except ReportError:
        return None
    out = {row[0] for row in rows if _is_gone(row, gone)}
    if not out:
        return None
    out |= {number for number, values in rows if passages.are_in(_joined(values))}
    return TableOut(path, len(out), len(rows) - len(out), _without(raw, path, out, passages))


def _is_gone(row: Row, gone: Collection[Report]) -> bool:
    """Say whether a row reads as one of the reports, dated as that one where it has no date."""
    words = str(row[1].get("text", "")).split()
    for report in gone:
        if words and report.text.split()[-len(words) :] == words:
            read = read_rows(
                [row], name="row", today=report.reported_on, reported_on=report.reported_on
            )
            if any(isinstance(one, Report) and one.id == report.id for one in read):
                return True
    return False


def _without(raw: bytes, path: Path, numbers: Collection[int], passages: Passages) -> bytes | None:
    """Return a table without rows; None where that cannot be done, or words would be left."""
    cut = _CUTS.get(path.suffix.lower())
    if cut is None:
        return None
    text, encoding = decode(raw, name=path.name)
    try:
        kept = [piece for number, piece in enumerate(cut(text), 1) if number not in numbers]
    except csv.Error:
        return None
    if any(passages.are_in(said) for _, said in kept):
        return None
    return "".join(written for written, _ in kept).encode(encoding)


def _cut_csv(text: str) -> Pieces:
    """Yield the rows of a CSV table; a cell with line ends keeps its row together."""
    lines = list(io.StringIO(text, newline=""))
    rows = csv.reader(lines, delimiter=csv_delimiter(text), strict=True)
    start = 0
    for cells in rows:
        yield "".join(lines[start : rows.line_num]), " ".join(cells)
        start = rows.line_num


def _cut_jsonl(text: str) -> Pieces:
    for line in io.StringIO(text, newline="\n"):
        yield line, _words_of(line)


def _words_of(line: str) -> str:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return line
    return _joined(values) if isinstance(values, Mapping) else line


def _joined(values: Mapping[str, object]) -> str:
    return " ".join(map(str, values.values()))


_CUTS: Final[dict[str, Callable[[str], Pieces]]] = {".csv": _cut_csv, ".jsonl": _cut_jsonl}

"""Tables of a case for spreadsheets, statistics and papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from pourparler.case.folder import CaseFolder
from pourparler.case.nearest import unknown
from pourparler.case.records import Report
from pourparler.errors import UnknownNameError
from pourparler.ledger.query import StatementQuery
from pourparler.models.positions.summary import can_be_placed
from pourparler.report.tables.table import Cell, Column, Kind, Table
from pourparler.workbench.position_shapes import position_json, shift_json
from pourparler.workbench.positions import find_positions
from pourparler.workbench.shapes import statement_json
from pourparler.workbench.shifts import find_shifts
from pourparler.workbench.statements import find_statements
from pourparler.workbench.view import Stamp, View

Cells = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class MadeTable:
    """A table with what it was made from, and how many things it lists."""

    table: Table
    count: int
    stamp: Stamp


def make_table(name: str, folder: CaseFolder, view: View) -> MadeTable:
    """Return a table of a case as seen through a view.

    Raises
    ------
    UnknownNameError
        The name is not one of ``TABLES``.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    if name not in TABLES:
        raise UnknownNameError(
            f"table {unknown(name, TABLES)}", hint=f"Tables: {', '.join(TABLES)}."
        )
    return TABLES[name](folder, view)


def _statements(folder: CaseFolder, view: View) -> MadeTable:
    """Make a row per coding, or one without an issue for a statement that has none."""
    found = find_statements(folder, StatementQuery(), view=view)
    reports = {report.id: report for report in found.reports}
    rows: list[Cells] = []
    for statement in found.statements:
        row = statement_json(statement, folder.case, found.utterances, found.commitments)
        row["actors"] = ";".join(row["actors"])
        if report := reports.get(statement.report):
            row |= {"report_title": report.title, "publisher": report.publisher, "url": report.url}
        row |= {"reported_on": statement.reported_on}
        rows += [row | coding for coding in row["codings"] or [{}]]
    title = "Statements, a row for each coding"
    return _made("statements", title, STATEMENTS, (rows, len(found.statements), found.stamp))


def _reports(folder: CaseFolder, view: View) -> MadeTable:
    found = find_statements(folder, StatementQuery(), view=view)
    counts: dict[str, int] = {}
    for statement in found.statements:
        counts[statement.report] = counts.get(statement.report, 0) + 1
    known = {report.id for report in found.reports}
    rows: list[Cells] = [
        _report_row(report, counts.get(report.id, 0))
        | {"duplicate_of": report.duplicate_of if report.duplicate_of in known else None}
        for report in found.reports
    ]
    return _made("reports", "Reports", REPORTS, (rows, len(rows), found.stamp))


def _report_row(report: Report, statements: int) -> dict[str, Cell]:
    names = [column.name for column in REPORTS if column.name not in ("statements", "retrieved_at")]
    row: dict[str, Cell] = {name: getattr(report, name) for name in names}
    retrieved = report.retrieved_at.isoformat() if report.retrieved_at else None
    return row | {"statements": statements, "retrieved_at": retrieved}


def _positions(folder: CaseFolder, view: View) -> MadeTable:
    """Make a row per actor and issue, with the option that comes first if any can be placed."""
    found = find_positions(folder, view=view)
    rows: list[Cells] = []
    for position in found.positions:
        row: dict[str, Any] = position_json(position) | {"date": position.date}
        first = max(row["options"], key=lambda option: option["share"])
        intervals = ["-".join(f"{end:.0f}" for end in pair) for pair in row["intervals"]]
        row |= {**first, "intervals": ";".join(intervals)}
        rows.append(row if can_be_placed(position.summary) else row | _NOWHERE)
    day = f" on {found.heard.day}" if found.heard.day else ""
    title = f"Stated positions{day}; the central 80 %"
    return _made("positions", title, POSITIONS, (rows, len(rows), found.heard.stamp))


def _shifts(folder: CaseFolder, view: View) -> MadeTable:
    found = find_shifts(folder, view=view)
    rows: list[Cells] = [
        dict(_shift_cells(shift_json(shift))) | {"from": shift.first, "to": shift.last}
        for shift in found.shifts
    ]
    title = "Shifts of stated positions"
    return _made("shifts", title, SHIFTS, (rows, len(rows), found.heard.stamp))


def _shift_cells(shift: Mapping[str, Any]) -> Iterator[tuple[str, Cell]]:
    for name, value in shift.items():
        if name in ("before", "after"):
            yield f"median_{name}", value["median"]
            yield f"option_{name}", max(value["options"], key=lambda o: o["share"])["option"]
        else:
            yield name, ";".join(value) if isinstance(value, list) else value


def _made(
    name: str, title: str, columns: tuple[Column, ...], found: tuple[list[Cells], int, Stamp]
) -> MadeTable:
    rows, count, stamp = found
    return MadeTable(Table(name, title, columns, tuple(rows), (stamp.as_text(),)), count, stamp)


def _columns(words: str) -> tuple[Column, ...]:
    """Read columns from words: ``name``, ``name:kind``, and a star where it is for print."""
    columns = []
    for word in words.split():
        name, _, kind = word.rstrip("*").partition(":")
        columns.append(Column(name, cast(Kind, kind or "text"), word.endswith("*")))
    return tuple(columns)


STATEMENTS: Final = _columns(
    "id report utterance reported_on:date said_on* said_rule actor* actors speaker attribution* "
    "force audience source cue content* context start:whole end:whole hedged:yes negated:yes "
    "conditional:yes confidence:number reviewed:yes language handling issue* from_option* "
    "to_option low:number high:number modality* about probability:number coder commitment "
    "report_title publisher url"
)
REPORTS: Final = _columns(
    "id* reported_on:date* title* publisher* author url language translation kind licence "
    "handling path retrieved_at duplicate_of sha256 statements:whole*"
)
POSITIONS: Final = _columns(
    "actor* issue* date:date option* share:number median:number* low:number high:number "
    "intervals* certainty:number* reviewed_share:number reports:whole* days_since_last:whole "
    "stale:yes*"
)
SHIFTS: Final = _columns(
    "actor* issue* from:date* to:date* option_before* median_before:number option_after* "
    "median_after:number odds:number* change_probability:number statements_before "
    "statements_after"
)
_NOWHERE: Final = dict.fromkeys(("option", "share", "median", "low", "high", "intervals"))
TABLES: Final[dict[str, Callable[[CaseFolder, View], MadeTable]]] = {
    "statements": _statements,
    "reports": _reports,
    "positions": _positions,
    "shifts": _shifts,
}

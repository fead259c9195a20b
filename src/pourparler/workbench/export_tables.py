"""Tables of a case for spreadsheets, statistics and papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

from pourparler.case.folder import CaseFolder
from pourparler.case.nearest import unknown
from pourparler.case.records import Report
from pourparler.errors import UnknownNameError
from pourparler.ledger.query import StatementQuery
from pourparler.models.positions.summary import can_be_placed
from pourparler.report.tables.table import Cell
from pourparler.report.words import ATTRIBUTION_WORDS, speaker_words
from pourparler.workbench.export_dealings import make_commitments, make_events, make_settlement
from pourparler.workbench.made_table import (
    ISSUE,
    CaseWords,
    Cells,
    Form,
    MadeTable,
    cited,
    columns,
    made,
    paper,
    place_words,
)
from pourparler.workbench.position_shapes import place_json, position_json, shift_json
from pourparler.workbench.positions import Position, find_positions
from pourparler.workbench.shapes import statement_json
from pourparler.workbench.shifts import Shift, find_shifts
from pourparler.workbench.statements import find_statements
from pourparler.workbench.view import View


def make_table(name: str, folder: CaseFolder, view: View) -> MadeTable:
    """Return a table of a case as seen through a view.

    Raises
    ------
    UnknownNameError
        The name is neither one of ``TABLES`` nor ``SETTLEMENT``.
    SettlementError, RangeError
        The settlement is asked for, and cannot be computed.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    if name == SETTLEMENT:
        return make_settlement(folder, view)
    if name not in TABLES:
        raise UnknownNameError(
            f"table {unknown(name, TABLES)}", hint=f"Tables: {', '.join(TABLES)}."
        )
    return TABLES[name](folder, view)


def _statements(folder: CaseFolder, view: View) -> MadeTable:
    """Make a row per coding, or one without an issue for a statement that has none."""
    found = find_statements(folder, StatementQuery(), view=view)
    reports = {report.id: report for report in found.reports}
    words = CaseWords(folder.case)
    rows: list[Cells] = []
    for statement in found.statements:
        row = statement_json(statement, folder.case, found.utterances, found.commitments)
        row["actors"] = ";".join(row["actors"])
        if report := reports.get(statement.report):
            row |= {"report_title": report.title, "publisher": report.publisher, "url": report.url}
        row |= {"reported_on": statement.reported_on}
        row |= {
            "who": speaker_words(folder.case, statement),
            "how": ATTRIBUTION_WORDS[statement.attribution],
            "cited": cited([statement.report]),
        }
        read = [
            coding | {ISSUE: words.issue(one.issue), "stance": words.stance(one)}
            for coding, one in zip(row["codings"], statement.codings, strict=True)
        ]
        rows += [row | coding for coding in read or [{}]]
    title = "Statements, a row for each coding"
    return made(STATEMENTS, title, rows, len(found.statements), found.stamp)


def _reports(folder: CaseFolder, view: View) -> MadeTable:
    found = find_statements(folder, StatementQuery(), view=view)
    counts: dict[str, int] = {}
    for statement in found.statements:
        counts[statement.report] = counts.get(statement.report, 0) + 1
    known = {report.id for report in found.reports}
    rows: list[Cells] = [
        _report_row(report, counts.get(report.id, 0))
        | {"duplicate_of": report.duplicate_of if report.duplicate_of in known else None}
        | {"cited": cited([report.id])}
        for report in found.reports
    ]
    return made(REPORTS, "Reports", rows, len(rows), found.stamp)


def _report_row(report: Report, statements: int) -> dict[str, Cell]:
    names = [
        column.name
        for column in REPORTS.columns
        if column.name not in ("statements", "retrieved_at")
    ]
    row: dict[str, Cell] = {name: getattr(report, name) for name in names}
    retrieved = report.retrieved_at.isoformat() if report.retrieved_at else None
    return row | {"statements": statements, "retrieved_at": retrieved}


def _positions(folder: CaseFolder, view: View) -> MadeTable:
    """Make a row per actor and issue, with the option that comes first if any can be placed."""
    found = find_positions(folder, view=view)
    words = CaseWords(folder.case)
    rows: list[Cells] = []
    for position in found.positions:
        row: dict[str, Any] = position_json(position) | {"date": position.date}
        first = max(row["options"], key=lambda option: option["share"])
        intervals = ["-".join(f"{end:.0f}" for end in pair) for pair in row["intervals"]]
        row |= {**first, "intervals": ";".join(intervals)}
        row |= {
            "who": words.actors([position.actor]),
            ISSUE: words.issue(position.issue.id),
            "answer": words.option(position.issue.id, first["option"]),
            "place": place_words(row),
            "last": _last(position),
        }
        rows.append(row if can_be_placed(position.summary) else row | _NOWHERE)
    day = f" on {found.heard.day}" if found.heard.day else ""
    title = f"Stated positions{day}; the central 80 %"
    return made(POSITIONS, title, rows, len(rows), found.heard.stamp)


def _last(position: Position) -> str:
    """Return when the actor spoke on the issue last, and whether that is long ago."""
    days = position.basis.days_since_last
    if days is None:
        return ""
    last = position.date - timedelta(days=int(days))
    return f"{last} (stale)" if position.basis.stale else str(last)


def _shifts(folder: CaseFolder, view: View) -> MadeTable:
    found = find_shifts(folder, view=view)
    words = CaseWords(folder.case)
    rows: list[Cells] = [
        dict(_shift_cells(shift_json(shift)))
        | {"from": shift.first, "to": shift.last}
        | dict(_shift_words(shift, words))
        for shift in found.shifts
    ]
    title = "Shifts of stated positions; in brackets the median on the scale and the central 80 %"
    return made(SHIFTS, title, rows, len(rows), found.heard.stamp)


def _shift_words(shift: Shift, words: CaseWords) -> Iterator[tuple[str, Cell]]:
    """Yield what a shift has on paper."""
    yield "who", words.actors([shift.actor])
    yield ISSUE, words.issue(shift.issue.id)
    yield "between", f"{shift.first} and {shift.last}"
    for name, summary in (("was", shift.before), ("is", shift.after)):
        place = place_json(summary, shift.issue)
        first = max(place["options"], key=lambda option: option["share"])["option"]
        where = f" ({place_words(place)})" if place["median"] is not None else ""
        yield name, f"{words.option(shift.issue.id, first)}{where}"
    yield "cited", cited(t.statement.report for t in (*shift.said_before, *shift.said_after))


def _shift_cells(shift: Mapping[str, Any]) -> Iterator[tuple[str, Cell]]:
    for name, value in shift.items():
        if name in ("before", "after"):
            yield f"median_{name}", value["median"]
            yield f"option_{name}", max(value["options"], key=lambda o: o["share"])["option"]
        else:
            yield name, ";".join(value) if isinstance(value, list) else value


STATEMENTS: Final = Form(
    "statements",
    columns(
        "id report utterance reported_on:date said_on said_rule actor actors speaker attribution "
        "force audience source cue content context start:whole end:whole hedged:yes negated:yes "
        "conditional:yes confidence:number reviewed:yes language handling issue from_option "
        "to_option low:number high:number modality about probability:number coder commitment "
        "report_title publisher url"
    ),
    paper(
        ("said_on", "said on", "date", 17),
        ("who", "who", "text", 15),
        ("content", "what", "text", 30),
        ("how", "how reported", "text", 10),
        (ISSUE, "issue", "text", 14),
        ("stance", "position", "text", 16),
        ("cited", "report", "cite", 9),
    ),
)
REPORTS: Final = Form(
    "reports",
    columns(
        "id reported_on:date title publisher author url language translation kind licence "
        "handling path retrieved_at duplicate_of sha256 statements:whole"
    ),
    paper(
        ("reported_on", "date", "date", 14),
        ("title", "title", "text", 45),
        ("publisher", "publisher", "text", 20),
        ("statements", "statements", "figure", 12),
        ("cited", "report", "cite", 11),
    ),
)
POSITIONS: Final = Form(
    "positions",
    columns(
        "actor issue date:date option share:number median:number low:number high:number "
        "intervals certainty:number reviewed_share:number reports:whole days_since_last:whole "
        "stale:yes"
    ),
    paper(
        ("who", "actor", "text", 14),
        (ISSUE, "issue", "text", 16),
        ("answer", "answer that comes first", "text", 26),
        ("share", "its share", "figure", 8),
        ("place", "median (80 %)", "figure", 14),
        ("certainty", "certainty", "figure", 10),
        ("reports", "reports", "figure", 8),
        ("last", "last said", "date", 16),
    ),
)
SHIFTS: Final = Form(
    "shifts",
    columns(
        "actor issue from:date to:date option_before median_before:number option_after "
        "median_after:number odds:number change_probability:number statements_before "
        "statements_after"
    ),
    paper(
        ("who", "actor", "text", 14),
        (ISSUE, "issue", "text", 16),
        ("between", "between", "date", 17),
        ("was", "from", "text", 21),
        ("is", "to", "text", 21),
        ("odds", "odds", "figure", 8),
        ("cited", "reports", "cite", 11),
    ),
)
_NOWHERE: Final = dict.fromkeys(
    ("option", "share", "median", "low", "high", "intervals", "answer", "place")
)
TABLES: Final[dict[str, Callable[[CaseFolder, View], MadeTable]]] = {
    "statements": _statements,
    "reports": _reports,
    "positions": _positions,
    "shifts": _shifts,
    "commitments": make_commitments,
    "events": make_events,
}
"""Tables that every case has."""

SETTLEMENT: Final = "settlement"
"""The table of a case that describes a settlement."""

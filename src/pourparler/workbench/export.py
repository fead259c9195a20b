"""A case for other programs: one function for each format, from a case and a view to bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from pourparler.case.folder import CaseFolder
from pourparler.case.nearest import unknown
from pourparler.errors import ExportError, RangeError, SettlementError, UnknownNameError
from pourparler.ledger.query import StatementQuery
from pourparler.workbench.bundle import export_bundle
from pourparler.workbench.export_tables import SETTLEMENT, TABLES, make_table
from pourparler.workbench.made_table import MadeTable
from pourparler.workbench.shapes import statement_json
from pourparler.workbench.statements import FoundStatements, find_statements
from pourparler.workbench.view import Stamp, View, open_ledger, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export gave: the bytes of the file, how many things it lists, and its stamp.

    ``is_text`` says whether the bytes are a text in UTF-8.
    """

    content: bytes
    count: int
    stamp: Stamp
    is_text: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: how it is made, and which parts of a case it can hold one of.

    ``parts`` are names of tables or networks, the one taken when none is named first; empty
    where the format has no choice.
    """

    make: Callable[[CaseFolder, View, str], Exported]
    parts: tuple[str, ...] = ()


def export(
    format_name: str, folder: CaseFolder, view: View, *, part: str | None = None
) -> Exported:
    """Return a case as seen through a view in the named format.

    Parameters
    ----------
    format_name : str
        One of ``FORMATS``.
    folder : CaseFolder
    view : View
    part : str, optional
        Which table or network, in a format that holds one.

    Raises
    ------
    UnknownNameError
        There is no such format or part.
    ExportError
        The format cannot be had of such a view, or holds no one part.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    if format_name not in FORMATS:
        raise UnknownNameError(
            f"format {unknown(format_name, FORMATS)}", hint=f"Formats: {', '.join(FORMATS)}."
        )
    chosen = FORMATS[format_name]
    if part is not None and not chosen.parts:
        some = [name for name, format_ in FORMATS.items() if part in format_.parts]
        raise ExportError(
            f"{format_name} does not hold one part of a case: leave out '{part}'",
            hint=f"These hold it: {', '.join(some)}." if some else None,
        )
    if part is not None and part not in chosen.parts:
        raise UnknownNameError(
            f"part {unknown(part, chosen.parts)}",
            hint=f"{format_name} holds one of: {', '.join(chosen.parts)}.",
        )
    return chosen.make(folder, view, part or next(iter(chosen.parts), ""))


def _jsonl(folder: CaseFolder, view: View, _: str) -> Exported:
    """Make one JSON object a line: a statement with the names of ``statements --json``."""
    found = find_statements(folder, StatementQuery(), view=view)
    text = "".join(
        json.dumps(
            statement_json(s, folder.case, found.utterances, found.commitments), ensure_ascii=False
        )
        + "\n"
        for s in found.statements
    )
    return Exported(content=text.encode(), count=len(found.statements), stamp=found.stamp)


def _bundle(folder: CaseFolder, view: View, _: str) -> Exported:
    """Make the case with its whole ledger, see `bundle`."""
    return _of_ledger(folder, view, export_bundle)


def _replication(folder: CaseFolder, view: View, _: str) -> Exported:
    """Make the case without texts, see `replication`."""
    from pourparler.workbench.replication import export_replication

    return _of_ledger(folder, view, export_replication)


def _of_ledger(folder: CaseFolder, view: View, render: Callable[..., str]) -> Exported:
    if view.as_of or view.known_at or view.recorded_at:
        raise ExportError(
            "this holds the whole ledger, not the ledger at a date",
            hint="Leave out --as-of and --known-at; `jsonl` has statements as of a date.",
        )
    content = render(folder, ceiling=view.ceiling).encode()
    with open_ledger(folder) as ledger:
        return Exported(
            content=content, count=content.count(b"\n"), stamp=stamp(folder, ledger, view.ceiling)
        )


def _csv(folder: CaseFolder, view: View, table: str) -> Exported:
    from pourparler.report.tables.separated import render_csv

    made = make_table(table, folder, view)
    return _of_table(made, render_csv(made.table).encode())


def _latex(folder: CaseFolder, view: View, table: str) -> Exported:
    from pourparler.report.tables.paper import render_latex

    made = make_table(table, folder, view)
    return _of_table(made, render_latex(made.table).encode())


def _parquet(folder: CaseFolder, view: View, table: str) -> Exported:
    from pourparler.report.tables.parquet import render_parquet

    made = make_table(table, folder, view)
    return _of_table(made, render_parquet(made.table), is_text=False)


def _xlsx(folder: CaseFolder, view: View, _: str) -> Exported:
    """Make a workbook with a sheet for each table."""
    from pourparler.report.tables.workbook import render_xlsx

    made = [make_table(name, folder, view) for name in TABLES]
    tables = [one.table for one in made]
    settlement = folder.case.settlement
    if settlement is not None and settlement.designs:
        try:
            tables.append(make_table(SETTLEMENT, folder, view).table)
        except (RangeError, SettlementError) as error:
            missing = (*tables[0].notes, f"The settlement cannot be computed: {error}")
            tables[0] = replace(tables[0], notes=missing)
    return _of_table(made[0], render_xlsx(tables), is_text=False)


def _of_table(made: MadeTable, content: bytes, *, is_text: bool = True) -> Exported:
    return Exported(content=content, count=made.count, stamp=made.stamp, is_text=is_text)


def _csl(folder: CaseFolder, view: View, _: str) -> Exported:
    from pourparler.report.citations import render_csl

    found = find_statements(folder, StatementQuery(), view=view)
    return _of_reports(found, render_csl(found.reports))


def _bibtex(folder: CaseFolder, view: View, _: str) -> Exported:
    from pourparler.report.citations import render_bibtex

    found = find_statements(folder, StatementQuery(), view=view)
    return _of_reports(found, render_bibtex(found.reports))


def _of_reports(found: FoundStatements, text: str) -> Exported:
    return Exported(content=text.encode(), count=len(found.reports), stamp=found.stamp)


def _annotations(folder: CaseFolder, view: View, _: str) -> Exported:
    from pourparler.report.annotations import Annotated, render_annotations

    found = find_statements(folder, StatementQuery(), view=view)
    annotated = Annotated(
        case=folder.case,
        reports=found.reports,
        statements=found.statements,
        digest=found.stamp.digest,
        version=found.stamp.version,
    )
    text = render_annotations(annotated)
    return Exported(content=text.encode(), count=len(found.statements), stamp=found.stamp)


def _graphml(folder: CaseFolder, view: View, network: str) -> Exported:
    from pourparler.workbench.networks import make_network, render_graphml

    made = make_network(network, folder, view)
    text = render_graphml(made)
    return Exported(content=text.encode(), count=len(made.graph), stamp=made.stamp)


def _gexf(folder: CaseFolder, view: View, network: str) -> Exported:
    from pourparler.workbench.networks import make_network, render_gexf

    made = make_network(network, folder, view)
    text = render_gexf(made)
    return Exported(content=text.encode(), count=len(made.graph), stamp=made.stamp)


def _docx(folder: CaseFolder, view: View, _: str) -> Exported:
    """Make the brief as a Word file."""
    from pourparler.report.word import render_docx
    from pourparler.workbench.brief import gather_brief

    content = gather_brief(folder, view=view)
    with open_ledger(folder) as ledger:
        made_from = stamp(folder, ledger, view.ceiling)
    count = len(content.statements)
    return Exported(content=render_docx(content), count=count, stamp=made_from, is_text=False)


_TABLES: Final = (*TABLES, SETTLEMENT)
_NETWORKS: Final = ("agreement", "stances")
FORMATS: Final[dict[str, Format]] = {
    "csv": Format(make=_csv, parts=_TABLES),
    "xlsx": Format(make=_xlsx),
    "parquet": Format(make=_parquet, parts=_TABLES),
    "latex": Format(make=_latex, parts=_TABLES),
    "jsonl": Format(make=_jsonl),
    "csl-json": Format(make=_csl),
    "bibtex": Format(make=_bibtex),
    "annotations": Format(make=_annotations),
    "graphml": Format(make=_graphml, parts=_NETWORKS),
    "gexf": Format(make=_gexf, parts=_NETWORKS),
    "docx": Format(make=_docx),
    "bundle": Format(make=_bundle),
    "replication": Format(make=_replication),
}

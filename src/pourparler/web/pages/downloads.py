"""Downloads: the tables behind every page as CSV and xlsx, its drawings as SVG and PNG."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final

from fastapi import APIRouter
from starlette.responses import Response

from pourparler.case.nearest import unknown
from pourparler.errors import UnknownNameError
from pourparler.report.settlement_part import chart_of
from pourparler.report.tables.separated import render_csv
from pourparler.report.tables.table import Cell, Column, Table
from pourparler.report.tables.workbook import render_xlsx
from pourparler.web.dependencies import Asked, Question
from pourparler.web.drawings import draw_lines, draw_matrix
from pourparler.web.pages.issues import find_issue, lines_of
from pourparler.web.pages.settlement import solve
from pourparler.workbench.export_tables import TABLES, make_table

router = APIRouter(include_in_schema=False)

_KINDS: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "png": "image/png",
}
_SCALE: Final = 2.0


@router.get("/download/{name}.{form}")
def download_table(asked: Asked, name: str, form: str) -> Response:
    """Send a table of the case, or the drawing of the matrix.

    ``actor`` and ``issue`` in the address keep the rows of one.
    """
    if name == "matrix" and form in ("svg", "png"):
        found = asked.desk.overview(asked.view)
        return _drawing(draw_matrix(asked.request, found), f"matrix.{form}")
    if name not in TABLES:
        raise UnknownNameError(f"table {unknown(name, TABLES)}")
    made: Table = asked.desk.keep(
        ("table", name, asked.view),
        lambda: make_table(name, asked.desk.folder, asked.view).table,
    )
    return _table(_only(made, asked), form)


@router.get("/download/lines/{name}.{form}")
def download_lines(asked: Asked, name: str, form: str) -> Response:
    """Send the lines of an issue through time."""
    found = asked.desk.overview(asked.view)
    issue = find_issue(found, name)
    lines = lines_of(asked, found, issue)
    if lines is None:
        raise UnknownNameError(f"nobody was heard on '{name}' by then")
    return _drawing(draw_lines(asked.request, lines, issue), f"{name}.{form}")


@router.get("/download/settlement/{name}.{form}")
def download_chart(asked: Asked, name: str, form: str) -> Response:
    """Send a chart of the settlement, or the rows it is drawn from."""
    from pourparler.report.chart_file import render_chart

    chart = chart_of(solve(asked), name)
    if form in ("svg", "png"):
        content = render_chart(chart.drawn, suffix=f".{form}")
        return _file(content, f"{name}.{form}")
    return _table(_rows_of(chart.drawn, name, chart.title), form)


def _only(table: Table, asked: Question) -> Table:
    """Keep the rows of the actor and the issue that are asked for."""
    for column in ("actor", "issue"):
        wanted = asked.chosen(column)
        if wanted:
            rows = tuple(row for row in table.rows if row.get(column) == wanted)
            table = replace(table, rows=rows)
    return table


def _rows_of(chart: Any, name: str, title: str) -> Table:
    """Return the rows that a chart is drawn from, each once."""
    rows: list[dict[str, Cell]] = []
    for data in chart.to_dict().get("datasets", {}).values():
        rows += [row for row in data if row not in rows]
    names = dict.fromkeys(key for row in rows for key in row)
    return Table(name, title, tuple(Column(key) for key in names), tuple(rows))


def _table(table: Table, form: str) -> Response:
    writers: dict[str, Callable[[], bytes]] = {
        "csv": lambda: render_csv(table).encode("utf-8", "replace"),
        "xlsx": lambda: render_xlsx([table]),
    }
    return _file(_chosen(form, writers)(), f"{table.name}.{form}")


def _drawing(svg: str, name: str) -> Response:
    writers: dict[str, Callable[[], bytes]] = {
        "svg": svg.encode,
        "png": lambda: _png(svg),
    }
    return _file(_chosen(name.rpartition(".")[2], writers)(), name)


def _png(svg: str) -> bytes:
    import vl_convert

    return bytes(vl_convert.svg_to_png(svg, scale=_SCALE))


def _chosen(form: str, writers: dict[str, Callable[[], bytes]]) -> Callable[[], bytes]:
    if form not in writers:
        raise UnknownNameError(f"form {unknown(form, writers)}")
    return writers[form]


def _file(content: bytes, name: str) -> Response:
    kind = _KINDS[name.rpartition(".")[2]]
    headers = {"content-disposition": f'attachment; filename="{_safe(name)}"'}
    return Response(content, media_type=kind, headers=headers)


def _safe(name: Iterable[str]) -> str:
    return "".join(c for c in name if c.isascii() and (c.isalnum() or c in "._-"))

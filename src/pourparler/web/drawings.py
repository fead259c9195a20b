"""Drawings as files of their own: the matrix of strips, and lines through time, on white."""

from __future__ import annotations

from typing import Any, Final

from starlette.requests import Request

from pourparler.case.issues import Issue
from pourparler.report.estimates import IssueLines
from pourparler.report.palette import ISSUES_LIGHT, issue_colour
from pourparler.web.rendering import render_part
from pourparler.workbench.overview import Overview

_CELL: Final = (150, 62)
_NAME: Final = 170
_HEAD: Final = 54
_COLUMNS: Final = 3


def draw_matrix(request: Request, found: Overview) -> str:
    """Return the matrix as an SVG document: a strip and a few words for each position."""
    width, height = _CELL
    matrix = found.matrix
    values: dict[str, Any] = {
        "overview": found,
        "matrix": matrix,
        "cell": _CELL,
        "name": _NAME,
        "head": _HEAD,
        "size": (
            _NAME + width * len(matrix.issues) + 16,
            _HEAD + height * max(len(matrix.rows), 1) + 40,
        ),
        "colours": [issue_colour(n) for n in range(len(matrix.issues))],
    }
    return str(render_part(request, "drawings/matrix.svg", values))


def draw_lines(request: Request, lines: IssueLines, issue: Issue) -> str:
    """Return the lines of an issue through time as an SVG document."""
    rows = -(-len(lines.lines) // _COLUMNS)
    values: dict[str, Any] = {
        "lines": lines,
        "issue": issue,
        "columns": _COLUMNS,
        "step": (lines.width + 40, lines.height + 74),
        "size": (_COLUMNS * (lines.width + 40) + 20, 60 + max(rows, 1) * (lines.height + 74)),
        "colour": ISSUES_LIGHT[0],
    }
    return str(render_part(request, "drawings/lines.svg", values))

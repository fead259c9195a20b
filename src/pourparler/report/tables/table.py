"""A table as it is handed to the writers: columns with their kind, and rows of cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from pourparler.report.plain import plain_text

Kind = Literal["text", "number", "whole", "yes", "date"]
PaperKind = Literal["text", "figure", "date", "cite"]
Cell = str | float | int | bool | date | None

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\N{FULLWIDTH EQUALS SIGN}",
                   "\N{FULLWIDTH PLUS SIGN}", "\N{FULLWIDTH HYPHEN-MINUS}",
                   "\N{FULLWIDTH COMMERCIAL AT}")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and what its cells are."""

    name: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column on paper: whose cells, under which heading, how many parts of the width.

    The cells of kind ``cite`` are keys of a bibliography, parted by commas.
    """

    name: str
    heading: str
    kind: PaperKind = "text"
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a name, and a title for people. Cells may be None.

    ``notes`` say what the table was made from, and go where the format has room. Rows may
    have cells that only ``paper`` names: words for a person in the place of ids.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...]
    notes: tuple[str, ...] = ()
    paper: tuple[PaperColumn, ...] = ()

    def cells(self, row: Mapping[str, Cell]) -> list[Cell]:
        """Return the cells of a row in the order of the columns."""
        return [row.get(column.name) for column in self.columns]


def safe_cell(cell: Cell) -> Cell:
    r"""Return a cell that no spreadsheet takes for a formula, on one line.

    A text that begins like one is given a leading apostrophe.

    Examples
    --------
    >>> safe_cell("=1+1"), safe_cell(" @SUM(A1)"), safe_cell(-1.5), safe_cell("a b\nc")
    ("'=1+1", "'@SUM(A1)", -1.5, 'a b c')
    """
    if not isinstance(cell, str):
        return cell
    flat = " ".join(plain_text(cell).split())
    return f"'{flat}" if flat.startswith(_FORMULA) or cell.startswith(_FORMULA) else flat

"""A table for a paper: LaTeX with booktabs, over several pages where need be."""

from __future__ import annotations

from typing import Final

from pourparler.report.plain import plain_text, shorten
from pourparler.report.tables.table import Cell, Table

_LONGEST: Final = 400
_SPECIAL: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}", "[": "{[}", "]": "{]}", "-": "{-}", "'": "{'}",
}  # fmt: skip
_ONE_DIGIT: Final = ".1f"


def escape_latex(text: str) -> str:
    r"""Return a text so that LaTeX prints it as it is, on one line.

    Brackets and hyphens are wrapped, so that no row begins with an option of ``\\`` and
    nothing becomes a dash. Letters stay as they are: compile as UTF-8, with T1 fonts.

    Examples
    --------
    >>> print(escape_latex(r"50 % of \input{x} & [so]"))
    50 \% of \textbackslash{}input\{x\} \& {[}so{]}
    """
    flat = " ".join(plain_text(text).split())
    return "".join(_SPECIAL.get(letter, letter) for letter in flat)


def render_latex(table: Table) -> str:
    """Return the columns of a table that are for print as a ``longtable``.

    Long texts are shortened. The packages that are needed are named in the first line.
    """
    printed = [column for column in table.columns if column.is_printed]
    width = 0.94 / max(1, sum(column.kind == "text" for column in printed))
    specs = [rf"p{{{width:.3f}\linewidth}}" if column.kind == "text" else "r" for column in printed]
    head = " & ".join(escape_latex(column.name.replace("_", " ")) for column in printed)
    rows = [
        " & ".join(_cell(row.get(column.name)) for column in printed) + r" \\" for row in table.rows
    ]
    return "\n".join(
        [
            r"% \usepackage{booktabs,longtable} \usepackage[T1]{fontenc} \usepackage{textcomp}",
            *(f"% {_comment(note)}" for note in table.notes),
            r"\begin{longtable}{@{}" + "".join(specs) + "@{}}",
            rf"\caption{{{escape_latex(table.title)}}}\label{{tab:{table.name}}}\\",
            r"\toprule",
            rf"{head} \\",
            r"\midrule",
            r"\endhead",
            *rows,
            r"\bottomrule",
            r"\end{longtable}",
            "",
        ]
    )


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return escape_latex(format(cell, ".2f" if abs(cell) < 1 else _ONE_DIGIT))
    return escape_latex(shorten(str(cell), _LONGEST))


def _comment(note: str) -> str:
    return " ".join(plain_text(note).split())

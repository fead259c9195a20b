"""A table for a paper: LaTeX with booktabs, over several pages where need be.

Columns share the width of the line, so that no table runs off the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from pourparler.report.plain import plain_text, shorten
from pourparler.report.tables.table import Cell, PaperColumn, Table

_LONGEST: Final = 400
_SPECIAL: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}", "[": "{[}", "]": "{]}", "-": "{-}", "'": "{'}",
    "\N{MINUS SIGN}": r"\textminus{}", "\N{MULTIPLICATION SIGN}": r"\texttimes{}",
    "\N{NON-BREAKING HYPHEN}": "{-}", "\N{RIGHTWARDS ARROW}": r"\textrightarrow{}",
    "\N{LEFTWARDS ARROW}": r"\textleftarrow{}", "\N{ALMOST EQUAL TO}": r"\ensuremath{\approx}",
    "\N{REPLACEMENT CHARACTER}": r"\textquestiondown{}",
    "\N{LESS-THAN OR EQUAL TO}": r"\ensuremath{\leq}",
    "\N{GREATER-THAN OR EQUAL TO}": r"\ensuremath{\geq}",
}  # fmt: skip
_KNOWN: Final = frozenset("–—‘’‚“”„†‡•…‰‹›€™‐") | frozenset(_SPECIAL)
"""What pdflatex sets besides Latin letters."""
_LAST_LATIN: Final = "\u017f"
_COMMAS: Final = re.compile(",(?=,)")
_KEY: Final = re.compile(r"[0-9A-Za-z]+")
_PACKAGES: Final = r"% \usepackage[T1]{fontenc} \usepackage{array,booktabs,longtable,textcomp}"
_OTHER_LETTERS: Final = (
    r"% Has letters or signs that pdflatex does not know: compile with lualatex, and with "
    r"\usepackage{fontspec} in the place of fontenc."
)
_MANY: Final = 8
"""Columns from which on the letters are smaller."""
_ONE_DIGIT: Final = ".1f"


def escape_latex(text: str) -> str:
    r"""Return a text so that LaTeX prints it as it is, on one line.

    Brackets and hyphens are wrapped, so that no row begins with an option of ``\\`` and
    nothing becomes a dash. Letters stay as they are: compile as UTF-8, with T1 fonts; the first
    lines of a table say so where it has letters that need another engine.

    Examples
    --------
    >>> print(escape_latex(r"50 % of \input{x} & [so]"))
    50 \% of \textbackslash{}input\{x\} \& {[}so{]}
    """
    flat = " ".join(plain_text(text).split())
    # Two commas would become a quotation mark.
    return _COMMAS.sub("{,}", "".join(_SPECIAL.get(letter, letter) for letter in flat))


def render_latex(table: Table) -> str:
    """Return what a table has on paper as a ``longtable``, its notes below it.

    Headings, words and widths are those of ``table.paper``, names of cells those of its rows.
    Long texts are shortened. Reports are cited by the keys of the bibliography. The packages
    that are needed are named in the first line.
    """
    parts = sum(column.parts for column in table.paper) or 1
    size = "scriptsize" if len(table.paper) > _MANY else "footnotesize"
    specs = "".join(_spec(column, parts) for column in table.paper)
    head = " & ".join(escape_latex(column.heading) for column in table.paper)
    rows = [
        " & ".join(_cell(row.get(column.name), column.kind) for column in table.paper) + r" \\"
        for row in table.rows
    ]
    return "\n".join(
        [
            _PACKAGES,
            *([_OTHER_LETTERS] if _has_other_letters(_texts(table)) else []),
            rf"\begingroup\{size}\setlength{{\tabcolsep}}{{3pt}}\setlength{{\LTcapwidth}}{{\linewidth}}",
            rf"\begin{{longtable}}{{@{{}}{specs}@{{}}}}",
            rf"\caption{{{escape_latex(table.title)}}}\label{{tab:{table.name}}}\\",
            *(r"\toprule", rf"{head} \\", r"\midrule", r"\endfirsthead"),
            *(r"\toprule", rf"{head} \\", r"\midrule", r"\endhead"),
            *(r"\midrule", r"\endfoot", r"\bottomrule", r"\endlastfoot"),
            *(rows or [rf"\multicolumn{{{len(table.paper)}}}{{@{{}}l@{{}}}}{{None.}} \\"]),
            r"\end{longtable}",
            *(rf"\par\noindent {escape_latex(note)}" for note in table.notes),
            r"\par\endgroup",
            "",
        ]
    )


def _spec(column: PaperColumn, parts: int) -> str:
    """Return the width of a column, the room between columns included."""
    side = r"\raggedleft" if column.kind == "figure" else r"\raggedright"
    breaks = r"\hspace{0pt}" if column.kind in ("text", "figure") else ""  # a first word, too
    width = column.parts / parts
    return (
        rf">{{{side}\arraybackslash{breaks}}}"
        rf"p{{\dimexpr {width:.4f}\linewidth-2\tabcolsep\relax}}"
    )


def _cell(cell: Cell, kind: str) -> str:
    if cell is None or cell == "":
        return ""
    if kind == "cite":
        keys = [key for key in str(cell).split(",") if _KEY.fullmatch(key)]
        return rf"\cite{{{','.join(keys)}}}" if keys else ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return escape_latex(format(cell, ".2f" if abs(cell) < 1 else _ONE_DIGIT))
    if kind == "date" or isinstance(cell, date):
        return " ".join(map(_unbroken, str(cell).split()))
    return escape_latex(shorten(str(cell), _LONGEST))


def _unbroken(word: str) -> str:
    """Return a date so that no line ends within it; a span of days may break at its stroke."""
    return r"/\allowbreak{}".join(rf"\mbox{{{escape_latex(day)}}}" for day in word.split("/"))


def _texts(table: Table) -> Iterator[str]:
    yield table.title
    yield from table.notes
    for column in table.paper:
        yield column.heading
        for row in table.rows:
            yield shorten(str(row.get(column.name) or ""), _LONGEST)


def _has_other_letters(texts: Iterable[str]) -> bool:
    return any(
        letter > _LAST_LATIN and letter not in _KNOWN
        for text in texts
        for letter in plain_text(text)
    )

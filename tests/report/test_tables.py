"""Tables as files: typed, escaped for what will open them, and equal bytes for equal tables."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from pourparler.report.plain import plain_text
from pourparler.report.tables.paper import escape_latex, render_latex
from pourparler.report.tables.parquet import render_parquet
from pourparler.report.tables.separated import render_csv
from pourparler.report.tables.table import Column, PaperColumn, Table, safe_cell
from pourparler.report.tables.workbook import render_xlsx

COLUMNS = (
    Column("who"), Column("share", "number"), Column("times", "whole"),
    Column("seen", "yes"), Column("day", "date"),
)  # fmt: skip
PAPER = (
    PaperColumn("who", "who & whom", parts=3), PaperColumn("share", "share", "figure"),
    PaperColumn("seen", "seen"), PaperColumn("day", "day", "date"),
    PaperColumn("cited", "told by", "cite"),
)  # fmt: skip
HOSTILE = [
    '=HYPERLINK("http://x.example")', "+1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1",
    " =1+1", "\n=1", "\u200b=1", "＝1+1", "\x1b[31mred",
]  # fmt: skip


def table(*names: str) -> Table:
    rows = tuple(
        {
            "who": name,
            "share": 0.25,
            "times": 3,
            "seen": True,
            "day": date(2025, 8, 19),
            "cited": "pp1f,pp2e",
        }
        for name in names
    )
    return Table(
        "actors", "Actors & 50 %", COLUMNS, (*rows, {"who": None}), ("Case abc_d.",), PAPER
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_spreadsheet_is_a_formula(text):
    rows = list(csv.reader(io.StringIO(render_csv(table(text)))))
    assert not rows[1][0].startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx([table(text)])))
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)
    assert not book["actors"]["A2"].value.startswith(("=", "+", "-", "@", "＝"))


@given(st.text(max_size=30))
def test_a_safe_cell_keeps_the_words_and_is_safe_once_and_for_all(text):
    safe = safe_cell(text)
    assert safe_cell(safe) == safe
    assert not str(safe).startswith(("=", "+", "-", "@"))


def test_cells_keep_their_types():
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx([table("Norland")])))
    values = [cell.value for cell in book["actors"][2]]
    assert values[:4] == ["Norland", 0.25, 3, True]
    assert values[4].date() == date(2025, 8, 19)
    assert book.sheetnames == ["about", "actors"]
    assert [cell.value for cell in book["about"][1]] == ["Actors & 50 %", "Case abc_d."]
    found = parquet.read_table(io.BytesIO(render_parquet(table("Norland"))))
    assert found.to_pylist()[0] == {
        "who": "Norland", "share": 0.25, "times": 3, "seen": True, "day": date(2025, 8, 19)
    }  # fmt: skip
    assert found.to_pylist()[1]["share"] is None
    assert found.schema.metadata[b"notes"] == b"Case abc_d."


def test_parquet_keeps_texts_as_they_are():
    found = parquet.read_table(io.BytesIO(render_parquet(table(*HOSTILE))))
    assert found.column("who").to_pylist()[:-1] == HOSTILE


def test_equal_tables_are_equal_bytes():
    first = render_xlsx([table("Norland")])
    assert first == render_xlsx([table("Norland")])
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert render_parquet(table("Norland")) == render_parquet(table("Norland"))


def read_latex(text: str) -> str:
    """Read a line as LaTeX would, and refuse any character that it would act upon."""
    commands = {
        "textbackslash": "\\", "textasciicircum": "^", "textasciitilde": "~", "textless": "<",
        "textgreater": ">", "textbar": "|", "textquotedbl": '"', "textasciigrave": "`",
        "textminus": "−", "texttimes": "×", "textrightarrow": "→", "textleftarrow": "←",
        "textquestiondown": "�",
        "ensuremath\\approx": "≈", "ensuremath\\leq": "≤", "ensuremath\\geq": "≥",
    }  # fmt: skip
    token = re.compile(
        r"\\(ensuremath)\{(\\[a-z]+)\}|\\([a-z]+)\{\}|\\([{}$&#%_])|\{([-\[\]',])\}"
        r"|([^\\{}$&#%_^~<>|\"`\[\]'-])"
    )
    read, place = "", 0
    while place < len(text):
        found = token.match(text, place)
        assert found, text[place:]
        command = found[1] + found[2] if found[1] else found[3]
        read += commands[command] if command else found[4] or found[5] or found[6]
        place = found.end()
    assert ",," not in text  # a ligature of T1 fonts
    return read


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=30))
@settings(max_examples=200)
@example("a,,b,,,c −1 × 2 → 3 ≤ 4 ≥ 3 ≈ 3‑1")
def test_latex_prints_every_text_as_it_is(text):
    shown = " ".join(plain_text(text).split())  # what is never seen is not printed either
    assert read_latex(escape_latex(text)) == shown.replace("‑", "-")


def test_a_latex_table_has_its_columns_for_paper_only():
    text = render_latex(table("\\input{secret} & more", "[x] % done"))
    assert text.count(r"\\") == 6
    assert "times" not in text
    row = (
        r"\textbackslash{}input\{secret\} \& more & 0.25 & yes & \mbox{2025{-}08{-}19} & "
        r"\cite{pp1f,pp2e} \\"
    )
    assert row in text
    assert r"\caption{Actors \& 50 \%}" in text
    assert r"\par\noindent Case abc\_d." in text
    assert text.count(r"who \& whom & share") == 2  # on the first page, and on the others
    widths = [float(one) for one in re.findall(r"dimexpr ([\d.]+)\\linewidth", text)]
    assert sum(widths) == pytest.approx(1, abs=0.001)
    assert widths[0] == pytest.approx(3 / 7, abs=0.001)
    assert "lualatex" not in text
    assert "lualatex" in render_latex(table("Київ")).splitlines()[1]


def test_a_citation_can_smuggle_nothing_in():
    rows = ({"cited": "pp1f,x}\\input{secret,pp2e"},)
    text = render_latex(Table("a", "A", COLUMNS, rows, paper=PAPER))
    assert r"\cite{pp1f,pp2e}" in text
    assert "secret" not in text
    assert "None." in render_latex(Table("a", "A", COLUMNS, (), paper=PAPER))


@pytest.mark.parametrize(
    "texts", [HOSTILE, ["\\end{longtable}", "%$&#_{}~^\\", "Zürich,, „so“ −1 → 2"]]
)
def test_pdflatex_sets_what_is_hostile(texts, tmp_path):
    if not shutil.which("pdflatex"):
        pytest.skip(
            "NOT CHECKED: install LaTeX (Debian: texlive-latex-base texlive-latex-recommended)"
        )
    printable = [text.replace("＝", "=").replace("\u200b", "") for text in texts]
    rendered = render_latex(table(*printable))
    packages = rendered.splitlines()[0].removeprefix("% ")
    document = "\n".join(
        [r"\documentclass{article}", packages, r"\begin{document}", rendered, r"\end{document}"]
    )
    (tmp_path / "table.tex").write_text(document, "utf-8")
    done = subprocess.run(
        ["pdflatex", "-no-shell-escape", "-halt-on-error", "-interaction=nonstopmode", "table.tex"],
        cwd=tmp_path, capture_output=True, text=True, timeout=60, errors="replace",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]
    assert (tmp_path / "table.pdf").stat().st_size > 1000


def test_a_workbook_takes_long_and_odd_texts():
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx([table("x" * 50_000, "a\x00b\ud800c")])))
    assert len(book["actors"]["A2"].value) == 32_000
    assert book["actors"]["A3"].value == "a�b�c"

"""The brief as a Word file says what the Markdown says, and nothing in it runs or is fetched."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile

import pytest
from docx import Document

from pourparler.report.markdown import render_markdown
from pourparler.report.word import render_docx
from report.valley import valley_content


@pytest.fixture(scope="module")
def brief():
    return valley_content()


@pytest.fixture(scope="module")
def document(brief):
    return Document(io.BytesIO(render_docx(brief)))


def words_of(document) -> str:
    cells = (cell.text for t in document.tables for row in t.rows for cell in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_every_heading_and_table_of_the_markdown_is_there(brief, document):
    markdown = render_markdown(brief)
    headings = re.findall(r"^#+ (.+)$", markdown, re.MULTILINE)
    found = [p.text for p in document.paragraphs if p.style.name.startswith(("Heading", "Title"))]
    assert len(found) == len(headings) > 3
    assert found[0] == brief.case.title
    assert len(document.tables) == len(re.findall(r"^\| ?-", markdown, re.MULTILINE)) > 0


def test_every_quote_and_report_is_there(brief, document):
    words = " ".join(words_of(document).split())
    for statement in brief.statements:
        if statement.actors:
            assert " ".join(statement.content.split())[:30] in words
    for report in brief.reports:
        assert report.title in words
        assert report.id in words


def test_footnotes_are_numbers_and_marks_are_gone(document):
    words = words_of(document)
    assert "[^" not in words
    assert "**" not in words
    raised = [r for p in document.paragraphs for r in p.runs if r.font.superscript]
    assert raised
    assert all(run.text.isdigit() for run in raised)


def test_equal_briefs_are_equal_bytes(brief):
    assert render_docx(brief) == render_docx(brief)


def test_nothing_in_it_leads_outside(brief):
    with zipfile.ZipFile(io.BytesIO(render_docx(brief))) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8", "replace")
            assert 'TargetMode="External"' not in text
            assert "fldSimple" not in text
            is_foot = name.startswith("word/footer")
            assert re.findall(r"<w:instrText[^>]*>([^<]*)<", text) == ["PAGE"] * is_foot


def test_tables_stay_readable_over_pages(document):
    width = sum(
        getattr(document.sections[0], name) * sign
        for name, sign in (("page_width", 1), ("left_margin", -1), ("right_margin", -1))
    )
    assert document.tables
    for table in document.tables:
        head = table.rows[0]
        assert head._tr.xpath("./w:trPr/w:tblHeader")
        assert all(run.bold for cell in head.cells for run in cell.paragraphs[0].runs)
        asked = [column.width for column in table.columns]
        assert sum(asked) == pytest.approx(width, rel=0.01)
        assert min(asked) > width / 40
        assert [cell.width for cell in head.cells] == asked
        sizes = {r.font.size for row in table.rows for c in row.cells for r in c.paragraphs[0].runs}
        assert len(sizes) == 1


def test_every_page_says_what_it_is_of_and_its_number(document, brief):
    section = document.sections[0]
    assert section.header.paragraphs[0].text == brief.case.title
    assert section.footer.paragraphs[0]._p.xpath(".//w:instrText[text()='PAGE']")


def test_libreoffice_opens_it(brief, tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("NOT CHECKED: install LibreOffice (Debian: libreoffice-writer-nogui)")
    (tmp_path / "brief.docx").write_bytes(render_docx(brief))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    done = subprocess.run(
        ["soffice", "--headless", home, "--convert-to", "txt:Text", "brief.docx"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "brief.txt").read_text("utf-8")
    assert brief.case.title in text
    assert all(report.title in text for report in brief.reports)

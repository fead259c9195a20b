"""The brief as a Word file says what the Markdown says, and nothing in it runs or is fetched."""

from __future__ import annotations

import io
import re
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
            assert "instrText" not in text
            assert "fldSimple" not in text

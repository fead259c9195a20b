"""The brief as a Word file: plain headings, lists and tables that a ministry can edit.

It is made from the Markdown of the brief, so that both say the same.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pourparler.errors import OutputError
from pourparler.report.brief_content import BriefContent
from pourparler.report.markdown import render_markdown
from pourparler.report.tables.archive import settle_archive
from pourparler.report.word_layout import dress_table, lay_out

if TYPE_CHECKING:
    from docx.document import Document

_NOTE: Final = re.compile(r"\[\^(\d+)\](:?)")
_DEEPEST_LIST: Final = 3
_MARKS: Final = {"strong_open": "bold", "em_open": "italic"}
_ENDS: Final = {"strong_close": "bold", "em_close": "italic"}
_TAGS: Final = {"<strong>": ("bold", True), "</strong>": ("bold", False)}


def render_docx(content: BriefContent) -> bytes:
    """Render a brief as a Word file. Equal contents give equal bytes.

    Nothing in it is fetched or run: addresses stand as words, and the only fields are the
    numbers of pages.

    Raises
    ------
    OutputError
        python-docx is not installed.
    """
    try:
        from docx import Document
    except ImportError as error:
        raise OutputError(
            "python-docx is not installed", hint="Run `pip install 'pourparler[export]'`."
        ) from error
    document = Document()
    document.core_properties.title = content.case.title
    document.core_properties.author = f"pourparler {content.version}"
    document.core_properties.comments = ""
    lay_out(document, content.case.title)
    # Without definitions of links: a footnote of one word would be taken for one.
    parser = MarkdownIt("commonmark").enable("table").disable("reference")
    _Writer(document).write(parser.parse(render_markdown(content)))
    out = io.BytesIO()
    document.save(out)
    return settle_archive(out.getvalue())


class _Writer:
    """Writes the blocks of a parsed text into a document, one after the other."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lists = 0
        self._quoted = False

    def write(self, tokens: Sequence[Token]) -> None:
        """Write all blocks."""
        place = 0
        while place < len(tokens):
            token = tokens[place]
            if token.type == "table_open":
                end = _find_end(tokens, place)
                self._write_table(tokens[place:end])
                place = end
            else:
                self._write_block(token, tokens[place + 1 : place + 2])
            place += 1

    def _write_block(self, token: Token, following: Sequence[Token]) -> None:
        self._lists += {"bullet_list_open": 1, "bullet_list_close": -1}.get(token.type, 0)
        if token.type in ("blockquote_open", "blockquote_close"):
            self._quoted = token.type == "blockquote_open"
        elif token.type == "heading_open":
            level = int(token.tag[1])
            paragraph = self._document.add_heading(level=0 if level == 1 else level - 1)
            _write_line(paragraph, following[0].children or [])
        elif token.type == "paragraph_open":
            paragraph = self._document.add_paragraph(style=self._style())
            _write_line(paragraph, following[0].children or [])
        elif token.type == "html_block" and (
            words := re.sub(r"<[^>]*>", "", token.content).strip()
        ):
            self._document.add_paragraph(words)

    def _style(self) -> str:
        if self._quoted:
            return "Intense Quote"
        depth = min(self._lists, _DEEPEST_LIST)
        return {0: "Normal", 1: "List Bullet"}.get(depth, f"List Bullet {depth}")

    def _write_table(self, tokens: Sequence[Token]) -> None:
        rows = list(_read_rows(tokens))
        table = self._document.add_table(rows=len(rows), cols=max(map(len, rows)))
        for row, written in zip(rows, table.rows, strict=True):
            for children, cell in zip(row, written.cells, strict=False):
                _write_line(cell.paragraphs[0], children)
        dress_table(table, self._document.sections[0])
        self._document.add_paragraph()


def _find_end(tokens: Sequence[Token], place: int) -> int:
    return next(n for n in range(place, len(tokens)) if tokens[n].type == "table_close")


def _read_rows(tokens: Sequence[Token]) -> Iterator[list[list[Token]]]:
    row: list[list[Token]] = []
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "inline":
            row.append(token.children or [])
        elif token.type == "tr_close":
            yield row


def _write_line(paragraph: Any, children: Sequence[Token]) -> None:
    """Write the words of a block, with what is strong, slanted, code or a footnote's number."""
    marks = {"bold": False, "italic": False}
    address = ""
    for child in children:
        if child.type in _MARKS:
            marks[_MARKS[child.type]] = True
        elif child.type in _ENDS:
            marks[_ENDS[child.type]] = False
        elif child.type == "link_open":
            address = str(child.attrs["href"])
        elif child.type == "link_close":
            paragraph.add_run(f" ({address})")
        elif child.content in _TAGS:
            mark, is_on = _TAGS[child.content]
            marks[mark] = is_on
        else:
            _write_words(paragraph, child, marks)


def _write_words(paragraph: Any, child: Token, marks: dict[str, bool]) -> None:
    if child.type in ("html_inline", "hardbreak"):
        paragraph.add_run().add_break()
        return
    words = " " if child.type == "softbreak" else child.content
    place = 0
    for note in _NOTE.finditer(words):
        _add_run(paragraph, words[place : note.start()], child, marks)
        run = paragraph.add_run(f"{note[1]}." if note[2] else note[1])
        run.font.superscript = not note[2]
        place = note.end()
    _add_run(paragraph, words[place:], child, marks)


def _add_run(paragraph: Any, words: str, child: Token, marks: dict[str, bool]) -> None:
    if not words:
        return
    run = paragraph.add_run(words)
    run.bold, run.italic = marks["bold"] or None, marks["italic"] or None
    if child.type == "code_inline":
        run.font.name = "Consolas"

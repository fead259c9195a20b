"""How a Word file looks: the page, its head and foot, letters, and tables that stay readable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.table import Table

_MARGIN_CM: Final = 1.8
_BODY_POINTS: Final = 10
_TABLE_POINTS: Final = 8
_LETTERS: Final = 150
"""How many letters of a table stand beside each other on the page."""
_LONGEST_WORD: Final = 24
_EDGE: Final = 4
_HEAD_FILL: Final = "E7ECEF"
_LINE: Final = "B8C0C6"
_MOST_UNBROKEN: Final = 600
"""Letters up to which the words of a row stay on one page."""


def lay_out(document: Document, title: str) -> None:
    """Turn the page on its side, because the matrix is wide; title above, page number below.

    Parameters
    ----------
    document : Document
        Of python-docx, still without a text.
    title : str
        Stands above every page.
    """
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(_MARGIN_CM))
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(_BODY_POINTS)
    normal.paragraph_format.space_after = Pt(4)
    for part, words in ((section.header, title), (section.footer, "")):
        line = part.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.add_run(words).font.size = Pt(_TABLE_POINTS)
    _add_page_number(section.footer.paragraphs[0])


def _add_page_number(paragraph: Any) -> None:
    """Add the only field there is: the number of the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run()
    run.font.size = Pt(_TABLE_POINTS)
    for kind in ("begin", "end"):
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)
        if kind == "begin":
            code = OxmlElement("w:instrText")
            code.text = "PAGE"
            run._r.append(code)


def dress_table(table: Table, section: Section) -> None:
    """Make a table readable: small letters, widths by what stands there, head on every page.

    Parameters
    ----------
    table : Table
        With its words.
    section : Section
        Whose width it takes.
    """
    from docx.shared import Emu, Pt

    table.style = "Table Grid"
    table.autofit = False
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    cells = [row.cells for row in table.rows]
    shares = _share_out([[row[n].text for row in cells] for n in range(len(cells[0]))])
    widths = [Emu(int(width * share)) for share in shares]
    for asked, column in zip(widths, table.columns, strict=True):
        column.width = asked  # LibreOffice goes by the columns, Word by the cells
    for row in cells:
        for asked, cell in zip(widths, row, strict=True):
            cell.width = asked
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(1)
                for run in paragraph.runs:
                    run.font.size = Pt(_TABLE_POINTS)
    for written, row in zip(table.rows, cells, strict=True):
        if sum(len(cell.text) for cell in row) <= _MOST_UNBROKEN:
            _set(written._tr.get_or_add_trPr(), "w:cantSplit")
    _set(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    for cell in cells[0]:
        _set(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=_HEAD_FILL)
        for run in cell.paragraphs[0].runs:
            run.bold = True
    _draw_lines(table)


def _share_out(columns: Sequence[Sequence[str]]) -> list[float]:
    """Return the share of the width of each column, by the texts of its cells.

    First each has room for its longest word, then the rest goes by the root of their length.
    """
    words = [max((len(w) for text in texts for w in text.split()), default=0) for texts in columns]
    least = [min(longest, _LONGEST_WORD) + _EDGE for longest in words]
    wanted = [sum(map(len, texts)) ** 0.5 for texts in columns]
    rest = max(0.0, _LETTERS - sum(least))
    asked = [
        room + rest * want / (sum(wanted) or 1) for room, want in zip(least, wanted, strict=True)
    ]
    return [one / sum(asked) for one in asked]


def _draw_lines(table: Table) -> None:
    """Draw thin grey lines in the place of black ones."""
    from docx.oxml import OxmlElement

    lines = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _set(lines, f"w:{side}", val="single", sz="4", space="0", color=_LINE)
    table._tbl.tblPr.append(lines)


def _set(parent: Any, name: str, **values: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    parent.append(made)

"""The brief on a terminal: the matrix, the open questions, what is newest.

It shows less than the page does and says where the rest is. Whatever a report says is
printed as plain text: it can neither colour nor steer the terminal.
"""

from __future__ import annotations

import os
import sys
from itertools import pairwise
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pourparler.case.case import Case
from pourparler.report.brief_content import BriefContent
from pourparler.report.dates import day_words, edtf_words
from pourparler.report.entries import Source
from pourparler.report.matrix import Cell, Matrix, Row
from pourparler.report.page import BriefPage, arrange
from pourparler.report.plain import plain_text, shorten
from pourparler.report.readings import Reading
from pourparler.report.words import (
    ATTRIBUTION_WORDS,
    LOW_CONFIDENCE,
    MODALITY_WORDS,
    actor_name,
    speaker_words,
    stance_words,
    told_words,
)

_PIPED_WIDTH: Final = 100
_WIDEST: Final = 160
_NAME_WIDTH: Final = 16
_CELL_WIDTH: Final = 19
_NEWEST: Final = 8
_OPEN: Final = 5
_SIGNS: Final = {
    "supports": "●", "opposes": "✕", "conditional": "◇", "ambiguous": "○", "declined": "–",
}  # fmt: skip
_COLOURS: Final = ("blue", "yellow", "green", "magenta", "cyan", "red", "bright_blue", "bright_red")


def print_brief(content: BriefContent) -> None:
    """Print a brief for people, as wide as the terminal, at most 160 columns.

    Colours and bold type appear on a terminal only, and not where NO_COLOR is set; into a
    file or another program it is 100 columns wide unless COLUMNS says otherwise.

    Parameters
    ----------
    content : BriefContent
        What to show.
    """
    page = arrange(content)
    console = _console()
    _print_head(console, page)
    _print_matrix(console, page)
    _print_parts(console, page)
    _print_open(console, page)
    _print_newest(console, page)
    _print_foot(console, page)


def _console() -> Console:
    console = Console(highlight=False, markup=False, emoji=False)
    known = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit()
    console.width = min(console.width, _WIDEST) if known else _PIPED_WIDTH
    return console


def _print_head(console: Console, page: BriefPage) -> None:
    console.print()
    console.print(_text(page.content.case.title, "bold"))
    for notice in (page.caution, page.content.case.notice):
        if notice:
            console.print(_text(notice, "bold yellow"))
    console.print(_text(" · ".join(f"{label}: {value}" for label, value in page.facts), "dim"))


def _print_newest(console: Console, page: BriefPage) -> None:
    """List what was said last, the newest first, with the numbers of the reports."""
    told = [(day.words, read) for day in reversed(page.chronology) for read in day.entries[::-1]]
    if not told:
        return
    _print_title(console, "Newest statements")
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for when, read in told[:_NEWEST]:
        statement = read.entry.statement
        who, cue = told_words(page.content.case, statement)
        said = _text(who, "bold")
        said.append(f"{'' if cue == ':' else ' '}{plain_text(cue)} ", style="dim")
        said.append(shorten(plain_text(statement.content), 180))
        said.append(_notes(read.entry.notes), style="dim")
        table.add_row(_text(when), said)
    console.print(table)


def _print_matrix(console: Console, page: BriefPage) -> None:
    matrix = page.matrix
    if not matrix.rows:
        return
    _print_title(console, "Where actors say they stand: the latest statement on each issue")
    signs = "   ".join(f"{_SIGNS[m]} {words}" for m, words in MODALITY_WORDS.items())
    console.print(_text(signs, "dim"))
    for band in _bands(console.width, len(matrix.issues)):
        rows = [row for row in matrix.rows if row.is_party or any(row.cells[n] for n in band)]
        console.print(_band_table(page.content.case, matrix, rows, band))
    if matrix.silent:
        silent = ", ".join(matrix.silent)
        console.print(_text(f"No position on any issue in these reports: {silent}.", "dim"))


def _bands(width: int, issues: int) -> list[range]:
    """Split the issues into tables of alike width that the terminal has room for."""
    most = max(1, (width - _NAME_WIDTH) // _CELL_WIDTH)
    tables = -(-issues // most)
    edges = [round(issues * n / tables) for n in range(tables + 1)]
    return [range(a, b) for a, b in pairwise(edges)]


def _band_table(case: Case, matrix: Matrix, rows: list[Row], band: range) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=False, expand=True)
    table.add_column("", width=_NAME_WIDTH - 1)
    for n in band:
        label = _text(matrix.issues[n].label, f"bold {_COLOURS[n % len(_COLOURS)]}")
        table.add_column(label, ratio=1, vertical="top")
    for place, row in enumerate(rows):
        if place:
            table.add_row()
        name = _text(row.name, "bold")
        if row.is_party:
            name.append("\nparty", style="dim")
        table.add_row(name, *(_cell(case, row.cells[n]) for n in band))
    return table


def _cell(case: Case, cell: Cell | None) -> Text:
    if cell is None:
        return Text("")
    statement = cell.latest.entry.statement
    text = _stance(cell.latest, 60)
    facts = [edtf_words(statement.said_on), ATTRIBUTION_WORDS[statement.attribution]]
    if cell.latest.told_by:
        facts.append(f"told by {actor_name(case, cell.latest.told_by)}")
    if statement.reviewed:
        facts.append("reviewed")
    elif cell.latest.coding.probability < LOW_CONFIDENCE:
        facts.append("low confidence")
    text.append(f"\n{', '.join(facts)}{_notes(cell.latest.entry.notes)}", style="dim")
    for aside in cell.asides:
        text.append(f"\n{aside.why}: ", style="dim")
        text.append(_stance(aside.reading, 60))
    return text


def _stance(reading: Reading, limit: int) -> Text:
    words = stance_words(reading.issue, reading.coding, limit)
    return _text(f"{_SIGNS[reading.coding.modality]} {words}")


def _print_parts(console: Console, page: BriefPage) -> None:
    """Print what sections of other modules have for a terminal."""
    for section in page.outline:
        if section.lines:
            _print_title(console, section.title)
            for line in section.lines:
                console.print(_text(line))


def _print_open(console: Console, page: BriefPage) -> None:
    _print_title(console, "Open questions")
    questions = page.questions
    for title, readings in (
        ("Called unclear", questions.unclear),
        ("Declined to say", questions.declined),
    ):
        for reading in readings[:_OPEN]:
            console.print(_open_line(page.content.case, title, reading))
        if len(readings) > _OPEN:
            console.print(_text(f"  and {len(readings) - _OPEN} more", "dim"))
    for party, issues in questions.unheard:
        line = _text("Not heard · ", "dim")
        line.append(plain_text(f"{party} on {', '.join(issue.label for issue in issues)}"))
        console.print(line)
    if not (questions.unclear or questions.declined or questions.unheard):
        console.print(_text("None in these reports."))


def _open_line(case: Case, title: str, reading: Reading) -> Text:
    statement = reading.entry.statement
    line = _text(f"{title} · ", "dim")
    line.append(plain_text(reading.issue.label), style="bold")
    line.append(f": {shorten(plain_text(statement.content), 160)}")
    who = plain_text(speaker_words(case, statement))
    line.append(f" · {who}, {edtf_words(statement.said_on)}{_notes(reading.entry.notes)}", "dim")
    return line


def _print_foot(console: Console, page: BriefPage) -> None:
    _print_title(console, "Reports")
    for source in page.sources:
        console.print(_text(_report_line(source)))
    console.print()
    console.print(
        _text(
            "Found and read by a program; only what is marked reviewed was checked by a person. "
            "The page that `pourparler brief CASE -o brief.html` writes has every quote.",
            "dim",
        )
    )
    stamp = ", ".join(f"{label.lower()} {value}" for label, value in page.rebuild[:3])
    console.print(_text(stamp[:1].upper() + stamp[1:] + ".", "dim"))


def _report_line(source: Source) -> str:
    report = source.report
    copy = f", near copy of {source.copy_of}" if source.copy_of else ""
    by = f", {report.publisher}" if report.publisher else ""
    return f"[{source.number}] {report.title}{by}, {day_words(report.reported_on)}{copy}"


def _print_title(console: Console, title: str) -> None:
    console.print()
    console.print(_text(title, "bold underline"))


def _notes(notes: tuple[int, ...]) -> str:
    return f" [{', '.join(map(str, notes))}]" if notes else ""


def _text(words: str, style: str = "") -> Text:
    return Text(plain_text(words), style=style)

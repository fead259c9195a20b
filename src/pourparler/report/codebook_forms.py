"""A codebook as plain text, Markdown, a page, LaTeX, or a table for spreadsheets."""

from __future__ import annotations

import base64
import hashlib
import textwrap
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from typing import Final

from markupsafe import Markup

from pourparler.report.codebook import Codebook, Example, IssueCodes
from pourparler.report.markdown import escape_markdown
from pourparler.report.plain import plain_text
from pourparler.report.tables.paper import escape_latex
from pourparler.report.tables.separated import render_csv
from pourparler.report.tables.table import Cell, Column, Table
from pourparler.report.templating import harmless, template_environment
from pourparler.report.words import SCALE_WORDS, count_words

_WIDTH: Final = 100


def render_codebook(book: Codebook, form: str) -> str:
    """Return a codebook in one of ``CODEBOOK_FORMS``, ending in a line break."""
    return CODEBOOK_FORMS[form](book)


def _markdown(book: Codebook) -> str:
    return _MARKDOWN.get_template("codebook.md").render(book=book, tell=_tell)


def _latex(book: Codebook) -> str:
    return _LATEX.get_template("codebook.tex").render(book=book, tell=_tell)


def _html(book: Codebook) -> str:
    style = (files("pourparler.report") / "templates" / "codebook.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _HTML.get_template("codebook.html").render(
        book=book,
        tell=_tell,
        style=Markup(style),  # noqa: S704 - our own file
        style_digest=digest,
    )


def _text(book: Codebook) -> str:
    return "\n".join(_fold(line) for line in _lines(book)) + "\n"


def _fold(line: str) -> str:
    flat = plain_text(line)
    indent = " " * (len(flat) - len(flat.lstrip()) + 2)
    return textwrap.fill(flat, _WIDTH, subsequent_indent=indent) if flat.strip() else ""


def _lines(book: Codebook) -> Iterator[str]:
    yield f"Codebook: {book.title}"
    yield _tell.scope(book)
    for one in book.issues:
        yield from ("", f"{one.issue.label} ({one.issue.id}): {one.issue.question}")
        yield f"  {_tell.scale(one)}"
        for codes in one.options:
            yield f"  {_tell.place(codes.option.at)}{codes.option.id}: {codes.option.words}"
            if codes.option.examples:
                yield f"      said as: {'; '.join(codes.option.examples)}"
            yield f"      {_tell.codings(codes.codings, codes.by_people)}"
            if codes.example:
                yield f"      {_tell.example(codes.example)}"
    for name, codes_ in book.vocabulary.items():
        yield from ("", name.capitalize())
        for code in codes_:
            yield f"  {code.code} ({code.count:,}): {code.meaning}"
    yield from ("", "Rules")
    yield from (f"  {number}. {rule}" for number, rule in enumerate(book.rules, start=1))
    yield from ("", _tell.agreement(book), book.stamp)


class _Tell:
    """The sentences that all forms share."""

    def scope(self, book: Codebook) -> str:
        return (
            f"{count_words(book.statements, 'statement')} in "
            f"{count_words(book.reports, 'report')}. Counts leave out codings by the machine that "
            "are likelier wrong than right."
        )

    def scale(self, one: IssueCodes) -> str:
        words = f"{SCALE_WORDS[one.issue.scale].capitalize()}. {count_words(one.count, 'coding')}"
        words += f", {one.by_people:,} made or confirmed by people"
        if one.between:
            words += f"; {one.between:,} over several options"
        if one.without_option:
            words += f"; {one.without_option:,} without an option"
        if one.weak:
            words += f"; {one.weak:,} more likelier wrong than right"
        if one.agreement is not None and one.agreement.alpha is not None:
            words += (
                f". Krippendorff's alpha of the option {one.agreement.alpha:.2f} "
                f"({one.agreement.level}, {count_words(one.agreement.units, 'unit')})"
            )
        return words + "."

    def codings(self, codings: Mapping[str, int], by_people: int) -> str:
        said = ", ".join(f"{name} {count:,}" for name, count in codings.items() if count)
        return f"{said}; by people {by_people:,}" if said else "not coded yet"

    def example(self, example: Example | None) -> str:
        if example is None:
            return ""
        looked_at = "" if example.reviewed else ", not reviewed"
        return f"{example.who}, {example.said_on}{looked_at}: “{example.words}”"

    def place(self, at: float | None) -> str:
        return "" if at is None else f"{at:>3g}  "

    def agreement(self, book: Codebook) -> str:
        if book.agreement is None:
            return "No report was coded a second time yet, so nothing is known of agreement."
        listed = "; ".join(
            f"{one.what} {one.alpha:.2f} ({one.level}, {count_words(one.units, 'unit')})"
            for one in book.agreement.measures
            if one.alpha is not None
        )
        return (
            f"{count_words(book.agreement.reports, 'report')} coded by "
            f"{count_words(book.agreement.coders, 'coder')} independently. Krippendorff's alpha: "
            f"{listed or 'too few units'}."
        )


_tell: Final = _Tell()
_COLUMNS: Final = (
    Column("field"), Column("issue"), Column("code"), Column("words"), Column("at", "number"),
    Column("said_as"), Column("count", "whole"), Column("supports", "whole"),
    Column("opposes", "whole"), Column("conditional", "whole"), Column("ambiguous", "whole"),
    Column("declined", "whole"), Column("by_people", "whole"), Column("alpha", "number"),
    Column("example"), Column("example_statement"),
)  # fmt: skip


def _csv(book: Codebook) -> str:
    rows = tuple(_rows(book))
    return render_csv(Table("codebook", f"Codebook: {book.title}", _COLUMNS, rows))


def _rows(book: Codebook) -> Iterator[Mapping[str, Cell]]:
    """Yield a row for each issue, option and word of the vocabulary."""
    for one in book.issues:
        yield {
            "field": "issue",
            "issue": one.issue.id,
            "code": one.issue.id,
            "words": one.issue.question,
            "said_as": "; ".join(one.issue.examples),
            "count": one.count,
            "by_people": one.by_people,
            "alpha": one.agreement.alpha if one.agreement else None,
        }
        for codes in one.options:
            yield {
                "field": "option",
                "issue": one.issue.id,
                "code": codes.option.id,
                "words": codes.option.words,
                "at": codes.option.at,
                "said_as": "; ".join(codes.option.examples),
                "count": codes.count,
                "by_people": codes.by_people,
                "example": codes.example.words if codes.example else None,
                "example_statement": codes.example.statement if codes.example else None,
                **codes.codings,
            }
    for name, vocabulary in book.vocabulary.items():
        for code in vocabulary:
            yield {"field": name, "code": code.code, "words": code.meaning, "count": code.count}


def _escaped(escape: Callable[[str], str]) -> Callable[[object], object]:
    def finalize(value: object) -> object:
        if isinstance(value, Markup):
            return value
        return Markup(escape(str(value)))  # noqa: S704 - escaped for its own language

    return finalize


_MARKDOWN: Final = template_environment(_escaped(escape_markdown))
_LATEX: Final = template_environment(_escaped(escape_latex))
_HTML: Final = template_environment(harmless)
CODEBOOK_FORMS: Final[dict[str, Callable[[Codebook], str]]] = {
    "text": _text,
    "md": _markdown,
    "html": _html,
    "latex": _latex,
    "csv": _csv,
}

"""The brief as GitHub-flavoured Markdown, with a footnote for each report."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from pourparler.report.brief_content import BriefContent
from pourparler.report.chronology import ReadEntry
from pourparler.report.page import arrange
from pourparler.report.plain import plain_text, safe_url
from pourparler.report.quotes import Piece, quote_pieces
from pourparler.report.templating import template_environment

_SPECIAL: Final = re.compile(r"[\\`*_\[\]|~$#]")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_AUTOLINK: Final = re.compile(r"(?i):(?=//)|\bwww(?=\.)")
_BLOCK: Final = re.compile(r"^(\d{1,9})(?=[.)])|^(?=[-+=])")
_URL_SAFE: Final = "/:?#@!$&+,;=%~.-_"


def render_markdown(content: BriefContent) -> str:
    """Render a brief as one Markdown text.

    Report texts are stripped of controls and their Markdown is escaped, so that nothing a
    report says can become markup, a link or HTML.

    Parameters
    ----------
    content : BriefContent
        What to show.

    Returns
    -------
    str
        The text, ending in a line break. The chart is left out: Markdown has no room for
        it. Equal contents give equal strings.
    """
    page = arrange(content)
    numbers = {source.report.id: source.number for source in page.sources}
    return _ENVIRONMENT.get_template("brief.md").render(
        page=page, case=content.case, content=content, numbers=numbers
    )


def escape_markdown(text: str) -> str:
    r"""Escape a text so that GitHub-flavoured Markdown shows it as it is, on one line.

    Examples
    --------
    >>> print(escape_markdown("*no* <b>troops</b> | http://x.example"))
    \*no\* &lt;b&gt;troops&lt;/b&gt; \| http:\//x.example
    """
    text = " ".join(plain_text(text).split())
    text = _SPECIAL.sub(lambda found: "\\" + found[0], text)
    text = re.sub("[&<>]", lambda found: _ENTITIES[found[0]], text)
    text = _AUTOLINK.sub(lambda found: found[0] + "\\", text)
    return _BLOCK.sub(lambda found: (found[1] or "") + "\\", text)


def _safe(markdown: str) -> Markup:
    """Mark a text as Markdown that is escaped already."""
    return Markup(markdown)  # noqa: S704 - every caller escapes the words it was given


def _link(label: str, url: str | None) -> Markup:
    """Return a Markdown link, or the words alone where the address is not safe to link."""
    target = safe_url(url)
    if target is None:
        return _safe(escape_markdown(label))
    return _safe(f"[{escape_markdown(label)}](<{quote(target, safe=_URL_SAFE)}>)")


def _code(text: str) -> Markup:
    """Return a text as inline code; its own backticks become apostrophes."""
    return _safe("`" + plain_text(text).replace("`", "'") + "`")


def _quote(read: ReadEntry) -> Markup:
    """Return the sentence of a statement, its content set strong."""
    pieces = quote_pieces(read.entry.statement, read.entry.report)
    return _safe("".join(_piece(piece) for piece in pieces))


def _piece(piece: Piece) -> str:
    words_ = plain_text(piece.text)
    inner = words_.strip()
    if not inner:
        return " " if words_ else ""
    before = " " if words_[0] == " " else ""
    after = " " if words_[-1] == " " else ""
    escaped = escape_markdown(inner)
    if piece.role == "content":
        # Stars beside punctuation do not always open and close, so a tag stands in for them.
        plain_ends = inner[0].isalnum() and inner[-1].isalnum()
        escaped = f"**{escaped}**" if plain_ends else f"<strong>{escaped}</strong>"
    return before + escaped + after


def _finalize(value: object) -> object:
    return value if isinstance(value, Markup) else _safe(escape_markdown(str(value)))


_ENVIRONMENT: Final = template_environment(_finalize)
_ENVIRONMENT.globals.update(code=_code, link=_link, quoted=_quote)

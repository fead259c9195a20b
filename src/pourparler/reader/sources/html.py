"""Web pages: the article without menus, scripts and hidden text; dated by its own metadata."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from pourparler.case.records import Report
from pourparler.errors import ReportError
from pourparler.reader.sources.converted import (
    Extracted,
    first_day,
    load_library,
    make_report,
    one_line,
)
from pourparler.reader.sources.encoding import decode

_STATED: Final = (
    ("article:published_time", "//meta[@property='article:published_time']/@content"),
    ("datePublished", "//*[@itemprop='datePublished']/@*[name()='content' or name()='datetime']"),
    ("JSON-LD datePublished", ""),
    ("DC.date.issued", "//meta[@name='DC.date.issued' or @name='dcterms.issued']/@content"),
    ("time pubdate", "//time[@pubdate]/@datetime"),
)
_HIDDEN: Final = (
    "//script | //style | //template | //noscript | //*[@hidden] | //*[@aria-hidden='true']"
    " | //*[contains(translate(@style, ' ', ''), 'display:none')]"
    " | //*[contains(translate(@style, ' ', ''), 'visibility:hidden')]"
)
_BLOCKS: Final = (
    "p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "section", "article",
    "header", "footer", "blockquote", "pre", "hr", "h1", "h2", "h3", "h4", "h5", "h6",
)  # fmt: skip
_BREAK: Final = "\x00"
_DECLARED = re.compile(rb"charset\s*=|<\?xml[^>]*encoding", re.IGNORECASE)
_HEAD_BYTES: Final = 4_096
MAX_ELEMENTS: Final = 50_000
MAX_ATTRIBUTES: Final = 1_000
_LONG_RUN = re.compile(rb"<[A-Za-z][^<]{10000,}")
_TAG = re.compile(rb"""<(?:[^"'>]++|"[^"]*+"|'[^']*+')*+""")
_QUOTED = re.compile(rb""""[^"]*+"|'[^']*+'""")
_BROKEN: Final = "Open the page in a browser and save it again, or save its text."


def read_html_report(
    raw: bytes, *, name: str, today: date, reported_on: date | None = None
) -> Report:
    """Make a report of a saved web page.

    A date is taken only where the page states when it was published, never guessed
    from its address or its text; the place is named in the header of the report.

    Raises
    ------
    UndatedReportError
        Neither the page nor the user nor the file name gives a date.
    ReportError
        The page holds no article, or is not one.
    """
    trafilatura = load_library("trafilatura", name=name)
    lxml_html = load_library("lxml.html", name=name)
    tree = _parse(lxml_html, raw, name)
    places = list(_stated_dates(tree))
    dated_by, day = places[0] if places else ("", None)
    _drop_hidden(tree)
    found = trafilatura.bare_extraction(
        tree, include_comments=False, with_metadata=True, favor_precision=False
    )
    if found is None or not found.text:
        raise ReportError(f"{name} holds no article", hint=_BROKEN)
    extracted = Extracted(
        body="\n\n".join(found.text.splitlines()),
        title=found.title or "",
        reported_on=day,
        dated_by=dated_by,
        fields={"publisher": one_line(found.sitename), "author": one_line(found.author)},
        suggested_on=first_day(found.date),
        suggested_by="what stands on the page or in its address",
    )
    return make_report(extracted, raw, name=name, today=today, reported_on=reported_on)


def visible_text(page: str, *, name: str) -> str:
    """Return all text of a page that a reader would see, such as that of an HTML mail.

    Raises
    ------
    ReportError
        It is not a page, or the library that reads it is not installed.
    """
    whole = f"<html><body>{page}</body></html>".encode("utf-8", "replace")
    tree = _parse(load_library("lxml.html", name=name), b"\xef\xbb\xbf" + whole, name)
    _drop_hidden(tree)
    etree = load_library("lxml.etree", name=name)
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        pieces.append(_BREAK if element.tag in _BLOCKS else "")
        said = element.text if event == "start" else element.tail
        pieces.append(said or "")
    parts = (" ".join(part.split()) for part in "".join(pieces).split(_BREAK))
    return "\n\n".join(filter(None, parts))


def _drop_hidden(tree: Any) -> None:
    for element in tree.xpath(_HIDDEN):
        if element.getparent() is not None:
            element.drop_tree()


def _parse(lxml_html: Any, raw: bytes, name: str) -> Any:
    """Parse without network and without entities; the bytes' own declaration counts.

    Where they declare nothing, the encoding is found as that of a text file is.
    """
    if not raw.strip():
        raise ReportError(f"{name} is empty", hint="Give a page with text in it.")
    if _has_endless_tag(raw):
        raise ReportError(f"{name} has a tag of over {MAX_ATTRIBUTES:,} attributes", hint=_BROKEN)
    if not _DECLARED.search(raw[:_HEAD_BYTES]) and not raw.startswith(codecs.BOM_UTF8):
        text, _ = decode(raw, name=name)
        raw = codecs.BOM_UTF8 + text.encode("utf-8", "replace")
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(raw, parser=parser)
        if tree.find("body") is None:
            raise ValueError(name)
    except ValueError as error:
        raise ReportError(f"{name} is not a web page", hint=_BROKEN) from error
    _check_size(tree, name)
    if "\ufffd" in tree.text_content():
        text, _ = decode(raw, name=name)
        tree = lxml_html.document_fromstring(
            text.encode(),
            parser=lxml_html.HTMLParser(
                encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
            ),
        )
    return tree


def _has_endless_tag(raw: bytes) -> bool:
    """Say whether a tag has more attributes than can be parsed in good time."""
    for run in _LONG_RUN.finditer(raw):
        tag = _TAG.match(run[0])
        if tag and len(_QUOTED.sub(b"", tag[0]).split()) > MAX_ATTRIBUTES:
            return True
    return False


def _check_size(tree: Any, name: str) -> None:
    """Refuse a page of more elements than an article has: the cost grows with their square."""
    for number, _ in enumerate(tree.iter()):
        if number >= MAX_ELEMENTS:
            raise ReportError(
                f"{name} has more than {MAX_ELEMENTS:,} elements, the most that are read",
                hint=_BROKEN,
            )


def _stated_dates(tree: Any) -> Iterator[tuple[str, date]]:
    """Yield where the page says when it was published, in the order they are trusted."""
    for place, path in _STATED:
        for value in tree.xpath(path) if path else _linked_data(tree):
            if day := first_day(value):
                yield place, day


def _linked_data(tree: Any) -> Iterator[object]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        graph = data.get("@graph", data) if isinstance(data, dict) else data
        for node in graph if isinstance(graph, list) else [graph]:
            if isinstance(node, dict):
                yield node.get("datePublished")

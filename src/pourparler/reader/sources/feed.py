"""RSS and Atom: one report an entry, dated by the entry; nothing it links to is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any, Final

from pourparler.errors import ReportError
from pourparler.reader.sources.converted import first_day, load_library, one_line
from pourparler.reader.sources.header import DATED_BY, is_language
from pourparler.reader.sources.html import visible_text
from pourparler.reader.sources.rows import Row

MAX_ENTRIES: Final = 10_000
_HINT: Final = "Give the address of the feed itself, or of one of its articles."
_ROOTS: Final = ("rss", "feed", "RDF")
_DATES: Final = (("published", first_day), ("issued", first_day), ("pubDate", None),
                 ("date", first_day), ("updated", first_day))  # fmt: skip
_TEXTS: Final = ("encoded", "content", "description", "summary")


def read_feed_rows(raw: bytes, name: str) -> Iterator[Row | ReportError]:
    """Yield the entries of a feed as rows, numbered from 1 in the order of the feed.

    The text is the fullest that the entry itself holds. Its date is the one it states for
    itself, as printed; ``dated_by`` says which.

    Raises
    ------
    ReportError
        It is not a feed, declares entities, or has more than 10,000 entries.
    """
    root = _parse(raw, name)
    local = [child for child in root.iter() if isinstance(child.tag, str)]
    entries = [child for child in local if _kind(child) in ("item", "entry")]
    if len(entries) > MAX_ENTRIES:
        raise ReportError(
            f"{name} has {len(entries):,} entries; at most {MAX_ENTRIES:,} are read", hint=_HINT
        )
    head = next((child for child in local if _kind(child) == "channel"), root)
    shared = {"publisher": _text(head, "title"), "language": _language(root, head)}
    for number, entry in enumerate(entries, start=1):
        yield number, shared | _values(entry, name)


def _parse(raw: bytes, name: str) -> Any:
    """Parse without network, without a document type and without entities."""
    etree = load_library("lxml.etree", name=name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReportError(f"{name} is not XML: {one_line(error)}", hint=_HINT) from error
    document = root.getroottree().docinfo
    if document.internalDTD is not None and any(document.internalDTD.iterentities()):
        raise ReportError(f"{name} declares entities, which are not read", hint=_HINT)
    if _kind(root) not in _ROOTS:
        raise ReportError(f"{name} is XML, but neither RSS nor Atom", hint=_HINT)
    return root


def _values(entry: Any, name: str) -> dict[str, object]:
    dated_by, day = _date(entry)
    return {
        "date": day.isoformat() if day else "",
        DATED_BY: f"{dated_by} of the feed's entry",
        "title": _shown(_text(entry, "title"), name),
        "text": _body(entry, name),
        "url": _link(entry),
        "author": _text(entry, "creator") or _author(entry),
    }


def _date(entry: Any) -> tuple[str, date | None]:
    for key, read in _DATES:
        value = _text(entry, key)
        if day := read(value) if read else _mail_day(value):
            return key, day
    return "", None


def _mail_day(value: str) -> date | None:
    """Return the day of a time as mail writes it, as printed: in the feed's own time zone."""
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return first_day(value)


def _body(entry: Any, name: str) -> str:
    """Return the first text that is there, the fullest kind first."""
    for key in _TEXTS:
        for child in entry:
            if _kind(child) != key:
                continue
            if child.get("type") == "xhtml":
                etree = load_library("lxml.etree", name=name)
                markup = etree.tostring(child, encoding="unicode", with_tail=False)
            else:
                markup = child.text or ""
            if child.get("type") == "text":
                return str(markup)
            if shown := _shown(markup, name):
                return shown
    return ""


def _shown(markup: str, name: str) -> str:
    return visible_text(markup, name=name) if "<" in markup or "&" in markup else markup


def _link(entry: Any) -> str:
    links = [child for child in entry if _kind(child) == "link"]
    for child in links:
        if child.get("href") and child.get("rel", "alternate") == "alternate":
            return str(child.get("href"))
    return next((child.text.strip() for child in links if child.text), "")


def _author(entry: Any) -> str:
    for child in entry:
        if _kind(child) == "author":
            return _text(child, "name") or one_line(child.text)
    return ""


def _language(root: Any, head: Any) -> str:
    stated = root.get("{http://www.w3.org/XML/1998/namespace}lang") or _text(head, "language")
    language, _, region = one_line(stated).replace("_", "-").partition("-")
    code = f"{language.lower()}-{region}" if region else language.lower()
    return code if is_language(code) else ""


def _text(parent: Any, key: str) -> str:
    """Return the text of the first child of that name, whatever its namespace."""
    for child in parent:
        if _kind(child) == key and child.text:
            return str(child.text).strip()
    return ""


def _kind(element: Any) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""

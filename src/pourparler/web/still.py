"""A page without what needs a server: no form, no script, no button, links that were chosen."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from typing import Final

Relink = Callable[[str], str | None]
"""From a link of the page to that of the site; None where the words stay without a link."""

POLICY: Final = (
    "script-src 'none'; object-src 'none'; frame-src 'none'; form-action 'none'; base-uri 'none'"
)
_LEFT_OUT: Final = frozenset(
    {"form", "script", "button", "input", "select", "textarea", "iframe", "object", "embed"}
)
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
_KEPT_OUT: Final = ("hx-", "on", "data-key", "aria-keyshortcuts", "accesskey")
_LIVE: Final = frozenset({"me", "add", "change", "toast", "waiting", "keys"})
"""Classes of what only a server can answer."""


def still(text: str, relink: Relink) -> str:
    """Return a page of the workbench as a page that stands by itself.

    Parameters
    ----------
    text : str
        HTML as our templates write it.
    relink : callable

    Examples
    --------
    >>> still('<p><a href="/x">See</a><form><button>Go</button></form> there</p>', lambda _: None)
    '<p><a>See</a> there</p>'
    """
    parser = _Still(relink)
    parser.feed(text)
    parser.close()
    return "".join(parser.written)


class _Still(HTMLParser):
    def __init__(self, relink: Relink) -> None:
        super().__init__(convert_charrefs=False)
        self.written: list[str] = []
        self._relink = relink
        self._skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open(tag, attrs, closed=False)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open(tag, attrs, closed=True)

    def handle_endtag(self, tag: str) -> None:
        if not self._skipped:
            self.written.append(f"</{tag}>")
        elif tag in self._skipped:
            while self._skipped.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._write(data)

    def handle_entityref(self, name: str) -> None:
        self._write(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._write(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self._write(f"<!{decl}>")

    def _open(self, tag: str, attrs: list[tuple[str, str | None]], *, closed: bool) -> None:
        is_void = closed or tag in _VOID
        if self._skipped or self._is_live(tag, attrs):
            if not is_void:
                self._skipped.append(tag)
            return
        kept = [self._attribute(name, value) for name, value in attrs]
        inside = "".join(f" {one}" for one in kept if one)
        self.written.append(f"<{tag}{inside}{'/' if closed else ''}>")
        if tag == "head":
            self.written.append(
                f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
            )

    def _is_live(self, tag: str, attrs: list[tuple[str, str | None]]) -> bool:
        given = dict(attrs)
        if tag in _LEFT_OUT or "data-needs-script" in given or "data-live" in given:
            return True
        if tag == "meta" and given.get("name") == "htmx-config":
            return True
        if tag == "a" and "data-key" in given:
            return True
        return bool(_LIVE & set((given.get("class") or "").split()))

    def _attribute(self, name: str, value: str | None) -> str:
        if name.startswith(_KEPT_OUT):
            return ""
        if name in ("href", "src", "xlink:href"):
            link = self._relink(value or "")
            return f'{name}="{escape(link)}"' if link is not None else ""
        return name if value is None else f'{name}="{escape(value)}"'

    def _write(self, text: str) -> None:
        if not self._skipped:
            self.written.append(text)

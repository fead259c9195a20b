"""The links, forms and assets of a page."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit


class Page(HTMLParser):
    """What a page refers to, and every attribute that must not be there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.inline: list[str] = []
        self.forms: list[dict[str, str]] = []
        self.fields: list[dict[str, str]] = []
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.links += [given[name] for name in ("href", "src") if name in given]
        self.ids |= {given["id"]} if "id" in given else set()
        self.inline += [f"{tag} {name}" for name in given if name.startswith("on")]
        self.inline += [f"{tag} style"] if "style" in given else []
        self.inline += [tag] if tag == "style" or (tag == "script" and "src" not in given) else []
        if tag == "form":
            self.forms.append(given)
        if tag == "input":
            self.fields.append(given)

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def own_links(self, base: str) -> set[str]:
        """Return the addresses on this server, without their anchors."""
        full = [urljoin(base, link) for link in self.links if link]
        host = urlsplit(base).netloc
        return {url.partition("#")[0] for url in full if urlsplit(url).netloc == host}

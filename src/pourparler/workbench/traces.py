"""Whether words of a text are in a file, in whatever form they are written there.

Runs of words are compared, not bytes, so that a quotation is found as well as a copy: as
UTF-8, UTF-16 or the encoding of the report, in base64, with HTML or JSON escapes, in
quoted-printable, and within zip and gzip files such as docx and xlsx.
"""

from __future__ import annotations

import base64
import gzip
import html
import io
import quopri
import re
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

RUN: Final = 6
"""Words in a row that are looked for; a text with fewer is looked for as a whole."""

OPAQUE: Final = frozenset(
    {".pdf", ".parquet", ".png", ".jpg", ".jpeg", ".gif", ".7z", ".xz", ".zst"}
)
"""Forms of file whose words cannot be looked for."""

_WORD: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]|[^\\W_]+"
)
_BASE64: Final = re.compile(rb"(?:[A-Za-z0-9+/_-]{4,}(?:\\?[rn]|\s){0,2}){6,}")
_BREAKS: Final = re.compile(rb"\\[rn]|\s")
_ESCAPED: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_PIECE: Final = 8 * 2**20
_OVERLAP: Final = 2**14
_MOST_UNPACKED: Final = 256 * 2**20
_MOST_DEEP: Final = 3


@dataclass(frozen=True, slots=True)
class Passages:
    """The runs of words that tell a text, and the encodings it may be written in."""

    runs: frozenset[tuple[str, ...]]
    encodings: tuple[str, ...] = ()

    def are_in(self, text: str) -> bool:
        """Say whether any of the runs is in a text.

        Examples
        --------
        >>> passages = find_passages(["We shall sign on the first of May."])
        >>> passages.are_in('He said: "we shall sign on the first of May" at last')
        True
        >>> passages.are_in("We shall not sign on the second of May.")
        False
        """
        return any(
            not self.runs.isdisjoint(_runs(text, n)) for n in {len(run) for run in self.runs}
        )

    def are_in_bytes(self, content: bytes, *, depth: int = 0) -> bool:
        """Say whether any of the runs is in the content of a file, in any form that is known."""
        for start in range(0, max(len(content), 1), _PIECE):
            piece = content[max(start - _OVERLAP, 0) : start + _PIECE]
            if any(self.are_in(text) for text in self._read(piece)):
                return True
            if depth < _MOST_DEEP and any(
                self.are_in_bytes(inner, depth=depth + 1) for inner in _from_base64(piece)
            ):
                return True
        return depth < _MOST_DEEP and any(
            self.are_in_bytes(inner, depth=depth + 1) for inner in _unpacked(content)
        )

    def are_in_file(self, path: Path) -> bool:
        """Say whether any of the runs is in a file."""
        return self.are_in_bytes(path.read_bytes())

    def _read(self, content: bytes) -> Iterator[str]:
        plain = content.decode("utf-8", "replace")
        yield plain
        if "&" in plain:
            yield html.unescape(plain)
        if "\\" in plain:
            yield _ESCAPED.sub(lambda found: chr(int(found[1], 16)), plain).replace("\\n", " ")
        if b"=\n" in content or b"=\r\n" in content:
            yield quopri.decodestring(content).decode("utf-8", "replace")
        if b"\x00" in content:
            for name in ("utf-16-le", "utf-16-be"):
                for shift in (0, 1):
                    yield content[shift:].decode(name, "replace")
        for name in self.encodings:
            yield content.decode(name, "replace")


def find_passages(
    texts: Iterable[str], *, besides: Iterable[str] = (), encodings: Collection[str] = ()
) -> Passages:
    """Return the runs of words of texts that stand in none of some other texts.

    Parameters
    ----------
    texts : iterable of str
    besides : iterable of str
        Texts that may stay; what stands in them, too, is no trace.
    encodings : collection of str
        In which the texts may be written besides UTF-8 and UTF-16.
    """
    runs: set[tuple[str, ...]] = set()
    for text in texts:
        count = sum(1 for _ in _WORD.finditer(text))
        if count:
            runs |= set(_runs(text, min(count, RUN)))
    longest = max((len(run) for run in runs), default=0)
    # A title of few words is a trace only where nothing longer is known.
    runs = {run for run in runs if len(run) == longest}
    for text in besides:
        runs.difference_update(_runs(text, longest))
    plain = {"ascii", "utf-8", "utf8", "utf_8", "utf-16", "utf_16"}
    return Passages(frozenset(runs), tuple(sorted({e.lower() for e in encodings} - plain)))


def _runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return zip(*(words[n:] for n in range(length)), strict=False)


def _from_base64(content: bytes) -> Iterator[bytes]:
    """Yield what long runs of letters and digits may stand for, wherever their groups begin."""
    for found in _BASE64.finditer(content):
        run = _BREAKS.sub(b"", found[0]).translate(bytes.maketrans(b"-_", b"+/"))
        for shift in range(4):
            groups = run[shift : shift + (len(run) - shift) // 4 * 4]
            yield base64.b64decode(groups)
        if len(run) % 4 in (2, 3):
            yield base64.b64decode(run + b"=" * (4 - len(run) % 4))


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Yield what is packed in a zip or gzip file, up to a size."""
    left = _MOST_UNPACKED
    try:
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for part in archive.infolist():
                    with archive.open(part) as file:
                        inner = file.read(left)
                    left -= len(inner)
                    yield inner
                    yield _without_marks(inner)
        elif content.startswith(b"\x1f\x8b"):
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
                yield file.read(left)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, zlib.error, NotImplementedError):
        return


def _without_marks(content: bytes) -> bytes:
    """Return the words of a part of an Office file, which cuts them up with marks."""
    return re.sub(rb"<[^<>]{0,4096}>", b"", content)

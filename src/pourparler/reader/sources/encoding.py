"""Bytes to text: the encoding is detected, and a file that is no text is refused."""

from __future__ import annotations

import codecs
from typing import Final

import charset_normalizer

from pourparler.errors import ReportError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NARROW: Final = (
    "cp1252", "cp1251", "cp1250", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256",
)  # fmt: skip
_ASIAN: Final = ("gb18030", "shift_jis", "euc_jp", "euc_kr", "big5")
_SAMPLE_BYTES: Final = 200_000
_WIDE_SHARE: Final = 0.05


def decode(raw: bytes, *, name: str) -> tuple[str, str]:
    """Return the text of ``raw`` and the name of its encoding.

    A byte order mark decides; then UTF-16 by its zeros; then strict UTF-8; then what
    charset-normalizer finds most likely. Line ends are left as they are, so that offsets stay true.

    Raises
    ------
    ReportError
        The bytes are empty or are not text.

    Examples
    --------
    >>> decode("café".encode("cp1252"), name="x")[0]
    'café'
    """
    if not raw.strip(b"\x00 \t\r\n"):
        raise ReportError(f"{name} is empty", hint="Give a report with text in it.")
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decode(raw, encoding, name), encoding
    encoding = _wide(raw) or ("utf-8" if _decodes(raw, "utf-8") else _guess(raw, name))
    text = _decode(raw, encoding, name)
    if "\x00" in text:
        raise _not_text(name)
    return text, encoding


def _wide(raw: bytes) -> str | None:
    """Recognise UTF-16 without a mark: Latin letters leave every other byte zero."""
    even, odd = raw[0:_SAMPLE_BYTES:2].count(0), raw[1:_SAMPLE_BYTES:2].count(0)
    least = _WIDE_SHARE * min(len(raw), _SAMPLE_BYTES) / 2
    if min(even, odd) > 0 or max(even, odd) < least or len(raw) % 2:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    return encoding if _decodes(raw, encoding) else None


def _guess(raw: bytes, name: str) -> str:
    """Try the encodings of one byte a letter first: news copy is seldom in others."""
    if b"\x00" in raw:
        raise _not_text(name)
    for encodings in (_NARROW, _ASIAN):
        found = charset_normalizer.from_bytes(raw[:_SAMPLE_BYTES], cp_isolation=list(encodings))
        if best := min(found, key=lambda match: _rank(match, encodings), default=None):
            return _first_of(best, encodings)
    raise _not_text(name)


def _rank(match: charset_normalizer.CharsetMatch, encodings: tuple[str, ...]) -> tuple[float, int]:
    """Order by mess; of those that fit alike, the one news copy is more often in."""
    return match.chaos, encodings.index(_first_of(match, encodings))


def _first_of(match: charset_normalizer.CharsetMatch, encodings: tuple[str, ...]) -> str:
    names = {match.encoding, *match.could_be_from_charset}
    return next((encoding for encoding in encodings if encoding in names), match.encoding)


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _decode(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReportError(
            f"{name}: byte {error.start} is not valid {encoding}", hint="Save the file as UTF-8."
        ) from error


def _not_text(name: str) -> ReportError:
    return ReportError(
        f"{name} is not a text file", hint="Give .txt or .md; save other formats as text first."
    )

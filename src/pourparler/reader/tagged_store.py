"""What the tagger said of a paragraph, kept so that no paragraph is read twice.

A paragraph is known by a digest of its words and of the weights; what is kept are labels and
log probabilities, never text. A file of it is a convenience: one that is damaged, or is from
elsewhere, is read as far as it makes sense, and nothing is lost when it is deleted.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import numpy as np

from pourparler.reader.labelling import LABEL_COUNT, SIDES, Labelling

KEPT_BYTES: Final = 32 * 2**20
"""Above this the paragraphs that were kept first are let go of."""
_MAGIC: Final = b"pourparler tagged paragraphs 1\n"
_RECORD: Final = struct.Struct("<16sII")  # key, length of the rest, its checksum
_WORD: Final = 5  # bytes of a label and of a log probability
_SIDE: Final = 4 * SIDES
_MOST_WORDS: Final = 4096  # far above what fits the network


class TaggedStore:
    """Labellings by paragraph; safe to use from several threads.

    Parameters
    ----------
    path : Path, optional
        A file to begin with and to save to. Without one everything is in memory.

    Examples
    --------
    >>> store = TaggedStore()
    >>> store.find(store.key_of("weights", ["No", "."])) is None
    True
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._size = 0
        self._fresh: list[bytes] = []
        self._is_whole = False
        if path is not None:
            records, self._is_whole = _read(path)
            for key, packed in records:
                self._keep(key, packed)

    def __len__(self) -> int:
        """Return how many paragraphs are kept."""
        return len(self._kept)

    @staticmethod
    def key_of(version: str, words: Sequence[str]) -> bytes:
        """Return the digest of the words of a paragraph as weights of that version read them."""
        whole = "\x1f".join((version, *words)).encode("utf-8", "surrogatepass")
        return hashlib.sha256(whole).digest()[:16]

    def find(self, key: bytes) -> Labelling | None:
        """Return what was kept under a key, or None."""
        packed = self._kept.get(key)
        return None if packed is None else _unpack(packed)

    def keep(self, key: bytes, labelling: Labelling) -> Labelling:
        """Keep what the tagger said and return it as it will be found again."""
        packed = _pack(labelling)
        self._keep(key, packed)
        self._fresh.append(key)
        return _unpack(packed)

    def save(self) -> None:
        """Add what is new to the file; a folder that cannot be written to is left as it is."""
        if self._path is None or not self._fresh:
            return
        fresh = [(key, self._kept[key]) for key in self._fresh if key in self._kept]
        self._fresh = []
        with suppress(OSError):
            if self._is_whole and self._path.stat().st_size < KEPT_BYTES:
                _write(self._path, "ab", b"", fresh)
            else:
                _write(self._path, "wb", _MAGIC, self._kept.items())
            self._is_whole = True

    def _keep(self, key: bytes, packed: bytes) -> None:
        self._size += len(packed) - len(self._kept.pop(key, b""))
        self._kept[key] = packed
        while self._size > KEPT_BYTES:
            self._size -= len(self._kept.popitem(last=False)[1])


def _pack(labelling: Labelling) -> bytes:
    parts = [
        labelling.labels.astype(np.uint8).tobytes(),
        labelling.log_probs.astype("<f4").tobytes(),
    ]
    if labelling.sides is not None:
        parts.append(labelling.sides.astype("<f4").tobytes())
    return struct.pack("<I", len(labelling.labels)) + zlib.compress(b"".join(parts), 1)


def _unpack(packed: bytes) -> Labelling:
    (count,) = struct.unpack_from("<I", packed)
    if not 0 < count <= _MOST_WORDS:
        raise ValueError(f"{count} words")
    raw = zlib.decompressobj().decompress(packed[4:], count * (_WORD + _SIDE) + 1)
    if len(raw) not in (count * _WORD, count * (_WORD + _SIDE)):
        raise ValueError(f"{len(raw)} bytes for {count} words")
    sides = np.frombuffer(raw, "<f4", offset=count * _WORD).astype(np.float64)
    return Labelling(
        np.frombuffer(raw, np.uint8, count).astype(np.int64),
        np.frombuffer(raw, "<f4", count, offset=count).astype(np.float64),
        sides.reshape(count, SIDES) if len(sides) else None,
    )


def _read(path: Path) -> tuple[list[tuple[bytes, bytes]], bool]:
    """Return what a file holds, up to the first record that is damaged, and whether none is."""
    records: list[tuple[bytes, bytes]] = []
    try:
        if path.stat().st_size > 2 * KEPT_BYTES:
            return records, False
        raw = path.read_bytes()
    except OSError:
        return records, False
    if not raw.startswith(_MAGIC):
        return records, False
    at = len(_MAGIC)
    while at + _RECORD.size <= len(raw):
        key, length, checksum = _RECORD.unpack_from(raw, at)
        packed = raw[at + _RECORD.size : at + _RECORD.size + length]
        if zlib.crc32(key + packed) != checksum or not _makes_sense(packed):
            break
        records.append((key, packed))
        at += _RECORD.size + length
    return records, at == len(raw)


def _makes_sense(packed: bytes) -> bool:
    try:
        labels = _unpack(packed).labels
    except (ValueError, struct.error, zlib.error):
        return False
    return int(labels.max()) < LABEL_COUNT


def _write(path: Path, mode: str, head: bytes, records: Iterable[tuple[bytes, bytes]]) -> None:
    parts = [head]
    for key, packed in records:
        parts += [_RECORD.pack(key, len(packed), zlib.crc32(key + packed)), packed]
    with path.open(mode) as file:
        file.write(b"".join(parts))

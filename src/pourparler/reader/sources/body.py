"""Bodies of answers, taken in no further than allowed, packed or unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

_MAX_MEMBERS: Final = 100
_GZIP_OR_ZLIB: Final = 47


class TooLargeError(Exception):
    """More than ``limit`` bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


def bounded(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    """Yield the chunks while they are not more than ``limit`` bytes in all.

    Raises
    ------
    TooLargeError
        There are more.

    Examples
    --------
    >>> b"".join(bounded([b"ab", b"c"], 3))
    b'abc'
    """
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise TooLargeError(limit)
        yield chunk


def unpacked(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    """Yield what chunks packed as gzip or deflate hold, at most ``limit`` bytes in all.

    No more than that is ever unpacked, however small what was sent.

    Raises
    ------
    TooLargeError
        There is more.
    zlib.error
        It is not so packed, ends too early, or is in more than a hundred pieces.

    Examples
    --------
    >>> b"".join(unpacked([zlib.compress(b"abc")], 3))
    b'abc'
    """
    size, members = 0, 1
    packer = zlib.decompressobj(_GZIP_OR_ZLIB)
    for chunk in chunks:
        rest = chunk
        while rest:
            if packer.eof:
                rest = rest.lstrip(b"\x00")
                if not rest:
                    break
                packer, members = zlib.decompressobj(_GZIP_OR_ZLIB), members + 1
                if members > _MAX_MEMBERS:
                    raise zlib.error("too many pieces")
            out = packer.decompress(rest, limit - size + 1)
            size += len(out)
            if size > limit:
                raise TooLargeError(limit)
            yield out
            rest = packer.unused_data if packer.eof else packer.unconsumed_tail
    if not packer.eof:
        raise zlib.error("it ends too early")

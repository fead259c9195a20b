"""Office files are zip archives: their size is known before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from pourparler.errors import ReportError
from pourparler.reader.sources.converted import MALFORMED

MAX_UNPACKED_BYTES: Final = 100_000_000
MAX_PARTS: Final = 10_000
_HEAD_BYTES: Final = 4_096
_ENTRY_MARK: Final = b"PK\x01\x02"


def check_archive(raw: bytes, *, name: str, max_xml_bytes: int = MAX_UNPACKED_BYTES) -> None:
    """Refuse what is no archive, unpacks too large, or could expand while it is parsed.

    Parameters
    ----------
    raw : bytes
        The file.
    name : str
        What to call it in messages.
    max_xml_bytes : int
        How much markup may be in it, which is what is parsed.

    Raises
    ------
    ReportError
        It is not a zip archive; has more than 10,000 parts; unpacks to more than 100 MB (the
        sizes in its directory bind: no more than that is ever unpacked of a part); is
        encrypted; or one of its parts declares a document type, which such files may not.
    """
    if raw.count(_ENTRY_MARK) > MAX_PARTS:
        raise _too_large(name, f"has more than {MAX_PARTS:,} parts, the most that are read")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            for what, limit in (("", MAX_UNPACKED_BYTES), (" of markup", max_xml_bytes)):
                size = sum(part.file_size for part in parts if not what or _is_markup(part))
                if size > limit:
                    why = f"unpacks to {size:,} bytes{what}; at most {limit:,} are read"
                    raise _too_large(name, why)
            declares = any(_declares_a_type(archive, part) for part in parts)
    except ReportError:
        raise
    except MALFORMED as error:
        raise _damaged(name) from error
    if declares:
        raise _damaged(name)


def _is_markup(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def _declares_a_type(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    if not _is_markup(part):
        return False
    with archive.open(part) as file:
        head = file.read(_HEAD_BYTES)
    return b"<!DOCTYPE" in head.replace(b"\x00", b"")


def _too_large(name: str, why: str) -> ReportError:
    return ReportError(f"{name} {why}", hint="Save its text and give that.")


def _damaged(name: str) -> ReportError:
    return ReportError(
        f"{name} is damaged, locked or not in the format its name says",
        hint="Open it in the program it comes from and save it anew, without a password.",
    )

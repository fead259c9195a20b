"""Removing files of a case folder for good, and writing what is left of others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from pourparler.errors import PurgeError


def rewrite_files(contents: Mapping[Path, bytes]) -> None:
    """Put what is left of files in their place, each whole or not at all.

    Raises
    ------
    PurgeError
        One cannot be written.
    """
    for path, content in contents.items():
        part = path.with_name(f".{path.name}.part")
        try:
            part.write_bytes(content)
            part.replace(path)
        except OSError as error:
            raise PurgeError(
                f"{path} cannot be written: {error.strerror}",
                hint="Close what uses it and purge again; the ledger is as it was.",
            ) from error


def remove_files(files: Collection[Path]) -> None:
    """Remove files; one that is gone already is no matter.

    Raises
    ------
    PurgeError
        One cannot be removed.
    """
    for path in files:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise PurgeError(
                f"{path} cannot be removed: {error.strerror}",
                hint="Close what uses it and purge again; the ledger is as it was.",
            ) from error

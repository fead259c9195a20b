"""Finding what to read: files, folders, addresses and standard input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pourparler.errors import ReportError
from pourparler.reader.sources.about import ABOUT_SUFFIX
from pourparler.reader.sources.address import is_address
from pourparler.reader.sources.found import PIPED, Address, Found

STANDARD_INPUT: Final = "-"


def locate(targets: Iterable[str]) -> Iterator[Found | Address | ReportError]:
    """Yield what each target holds; a folder yields its files, sorted, at any depth.

    A target that is not there or a folder that cannot be opened comes out as the error
    that says so, so that the rest can still be read.
    """
    for target in targets:
        path = Path(target)
        if target == STANDARD_INPUT:
            yield Found(PIPED)
        elif is_address(target):
            yield Address(target)
        elif path.is_dir():
            yield from _files_in(path)
        elif path.exists():
            yield Found(target, path)
        else:
            yield ReportError(
                f"{target} does not exist", hint="Name a file, a folder, an address or '-'."
            )


def _files_in(folder: Path) -> Iterator[Found | ReportError]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield ReportError(
            f"{folder} cannot be opened: {error.strerror}", hint="Check that you may read it."
        )
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith(ABOUT_SUFFIX):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _files_in(entry)
        else:
            yield Found(str(entry), entry)

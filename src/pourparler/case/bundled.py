"""The cases that come with the package, opened as a copy that the user owns."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from pourparler.case.folder import CASE_FILE
from pourparler.case.nearest import unknown
from pourparler.errors import CaseExistsError, CaseNotFoundError, OutputError

_CASES = files("pourparler") / "data" / "cases"


def bundled_names() -> tuple[str, ...]:
    """Return the names of the bundled cases, in the order of the alphabet."""
    folders = (entry for entry in _CASES.iterdir() if (entry / CASE_FILE).is_file())
    return tuple(sorted(folder.name for folder in folders))


def copy_bundled(name: str, parent: Path) -> Path:
    """Copy a bundled case into ``parent`` and return the new folder.

    Raises
    ------
    CaseNotFoundError
        No bundled case has that name.
    CaseExistsError
        Something of that name is already there.
    OutputError
        The copy cannot be written.
    """
    if name not in bundled_names():
        raise CaseNotFoundError(f"bundled case {unknown(name, bundled_names())}")
    target = parent / name
    if target.exists():
        raise CaseExistsError(f"{target} is already there")
    try:
        with as_file(_CASES / name) as source:
            shutil.copytree(source, target)
    except OSError as error:
        raise OutputError(f"{target} cannot be written: {error.strerror or error}") from error
    return target

"""Opening a case by folder or by the name of a bundled case."""

from __future__ import annotations

from pathlib import Path

from pourparler.case.bundled import bundled_names, copy_bundled
from pourparler.case.folder import CASE_FILE, CaseFolder, open_case_folder
from pourparler.case.nearest import nearest
from pourparler.errors import CaseNotFoundError

FIRST_CASE = "ukraine-2025"


def open_case(name: str, *, here: Path | None = None) -> CaseFolder:
    """Open the case in the folder ``name``, or a copy of the bundled case of that name.

    Parameters
    ----------
    name : str
        A folder, or the name of a bundled case; of that a copy is made in ``here``
        (the current folder), unless it is already there.
    here : Path, optional
        Where copies go.

    Raises
    ------
    CaseNotFoundError
        There is neither such a folder nor such a bundled case.
    CaseError
        The case file has problems.
    """
    path = Path(name)
    if path.name == CASE_FILE and path.is_file():
        path = path.parent
    if not path.exists() and name in bundled_names():
        path = (here or Path()) / name
        if not path.exists():
            copy_bundled(name, path.parent)
    if not path.exists():
        guess = nearest(name, _candidates(here or Path()))
        raise CaseNotFoundError(
            f"there is no case '{name}'" + (f"; did you mean '{guess}'?" if guess else ""),
            hint=f"Name a folder that holds {CASE_FILE}, or one of the bundled cases: "
            f"{', '.join(bundled_names())}.",
        )
    return open_case_folder(path)


def _candidates(here: Path) -> list[str]:
    folders = [entry.name for entry in here.iterdir() if (entry / CASE_FILE).is_file()]
    return [*folders, *bundled_names()]

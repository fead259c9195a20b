"""Bundled cases, copied and read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pourparler.case.bundled import copy_bundled
from pourparler.case.folder import CaseFolder, open_case_folder
from pourparler.workbench.reading import read_reports


def read_copy(name: str, folder: Path) -> CaseFolder:
    """Copy a bundled case into a folder and read its reports."""
    found = open_case_folder(copy_bundled(name, folder))
    read_reports(found, today=date(2025, 8, 20))
    return found

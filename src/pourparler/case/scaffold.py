"""A new case folder: a commented case file that validates as it stands, and its schema."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Final

from pourparler.case.folder import CASE_FILE, REPORTS_FOLDER
from pourparler.case.schema import case_schema
from pourparler.errors import CaseExistsError, OutputError

SCHEMA_FILE: Final = "case.schema.json"
"""What explains every key of ``case.yaml``, beside it."""

_TEMPLATE = files("pourparler") / "data" / "new-case.yaml"


def make_case_folder(path: Path) -> Path:
    """Make a case folder with a commented ``case.yaml`` and the schema of it, and return it.

    Editors that know JSON Schema show from it what each key means.

    Raises
    ------
    CaseExistsError
        The folder exists and is not empty.
    OutputError
        It cannot be written.
    """
    try:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise CaseExistsError(f"{path} is already there and not empty")
        (path / REPORTS_FOLDER).mkdir(parents=True, exist_ok=True)
        title = path.resolve().name.replace("-", " ").replace("_", " ").strip() or "Talks"
        text = _TEMPLATE.read_text("utf-8").replace("TITLE", f'"{title.capitalize()}"')
        (path / CASE_FILE).write_text(text, "utf-8")
        schema = json.dumps(case_schema(), ensure_ascii=False, indent=1)
        (path / SCHEMA_FILE).write_text(schema + "\n", "utf-8")
    except OSError as error:
        if isinstance(error, CaseExistsError):
            raise
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error
    return path

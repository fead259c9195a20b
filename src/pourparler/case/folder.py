"""The case folder: ``case.yaml``, ``reports/`` and the ledger beside them."""

from __future__ import annotations

import codecs
import os
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import NamedTemporaryFile

from pydantic import ValidationError

from pourparler.case.case import Case
from pourparler.case.explain import Problem, explain
from pourparler.case.records import text_digest
from pourparler.case.references import find_problems
from pourparler.case.yaml_source import YamlSource, read_yaml
from pourparler.errors import CaseError, CaseNotFoundError

CASE_FILE = "case.yaml"
LEDGER_FILE = "ledger.db"
TAGGED_FILE = "tagged.cache"
REPORTS_FOLDER = "reports"


class InvalidCaseError(CaseError):
    """A case file with problems, all of which are listed in ``problems``."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        more = len(problems) - 1
        tail = f" (and {more} more)" if more else ""
        super().__init__(f"{name} {problems[0]}{tail}")


@dataclass(frozen=True, slots=True)
class CaseFolder:
    """An opened case: its folder, the text of its case file, and what that says."""

    path: Path
    text: str = field(repr=False)
    case: Case = field(repr=False)

    @property
    def digest(self) -> str:
        """12 hex digits that change whenever the case file changes."""
        return text_digest(self.text)[:12]

    @property
    def reports_path(self) -> Path:
        """Where the reports of the case lie, as given."""
        return self.path / REPORTS_FOLDER

    @property
    def ledger_path(self) -> Path:
        """Where the ledger lies."""
        return self.path / LEDGER_FILE


def open_case_folder(path: Path) -> CaseFolder:
    """Open and validate the case in a folder.

    Raises
    ------
    CaseNotFoundError
        The folder or its ``case.yaml`` does not exist.
    InvalidCaseError
        The case file has problems; each names its line, the value and what is allowed.
    """
    file = path / CASE_FILE
    if not file.is_file():
        raise CaseNotFoundError(f"there is no {CASE_FILE} in {path}")
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CaseError(
            f"{file} line {line}: byte {error.start} is not UTF-8", hint="Save the file as UTF-8."
        ) from error
    except OSError as error:
        raise CaseError(f"{file} cannot be read: {error.strerror}") from error
    return CaseFolder(path, text, parse_case(text, name=str(file)))


def replace_case(folder: CaseFolder, text: str) -> CaseFolder:
    """Write another text into the case file, at one stroke, and return the case as it then is.

    Raises
    ------
    CaseError
        The text is not a case, the file is no longer as it was opened, or cannot be written.
    """
    case = parse_case(text, name=str(folder.path / CASE_FILE))
    file = folder.path / CASE_FILE
    try:
        raw = file.read_bytes()
        mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
        if raw != mark + folder.text.encode():
            raise CaseError(
                f"{file} was changed since it was opened", hint="Open the case again, then decide."
            )
        _replace_file(file, mark + text.encode())
    except OSError as error:
        raise CaseError(
            f"{file} cannot be written: {error.strerror}",
            hint="Check that the case folder is writable and the disk is not full.",
        ) from error
    return replace(folder, text=text, case=case)


def _replace_file(file: Path, content: bytes) -> None:
    """Put content in the place of a file's; whoever reads it sees either all of it or none."""
    with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as new:
        try:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
            shutil.copymode(file, new.name)
            os.replace(new.name, file)
        except BaseException:
            Path(new.name).unlink(missing_ok=True)
            raise


def parse_case(text: str, *, name: str = CASE_FILE) -> Case:
    """Read a case from the text of a case file.

    Raises
    ------
    CaseError
        The text is not the kind of YAML that is allowed.
    InvalidCaseError
        It is, but what it says is not a case.

    Examples
    --------
    >>> parse_case("title: Talks")
    Traceback (most recent call last):
    ...
    pourparler.case.folder.InvalidCaseError: [PP201] case.yaml line 1: actors: this key is missing (and 1 more)
    """  # noqa: E501  (the message as it is printed)
    source = read_yaml(text, name=name)
    try:
        case = Case.model_validate(source.data)
    except ValidationError as error:
        raise InvalidCaseError(name, explain(error, source)) from error
    problems = tuple(_broken_references(case, source))
    if problems:
        raise InvalidCaseError(name, problems)
    return case


def _broken_references(case: Case, source: YamlSource) -> list[Problem]:
    found = find_problems(case)
    return [Problem(source.line(place), place, message) for place, message in found]

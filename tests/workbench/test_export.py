"""Every export: what is above the ceiling is in none of its bytes, and it is the same twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from pourparler.case.folder import CaseFolder
from pourparler.errors import ExportError, UnknownNameError
from pourparler.workbench.export import FORMATS, export
from pourparler.workbench.view import View
from workbench.restricted import SECRET, in_base64, make_restricted, unpacked

WAYS = [
    (name, part)
    for name, format_ in FORMATS.items()
    for part in format_.parts or [None]
    if part != "settlement"  # the case has none
]
WITHOUT_WORDS = {"positions", "shifts", "agreement", "stances", "commitments", "events"}
"""What names actors and figures alone, or is empty for this case."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> CaseFolder:
    return make_restricted(tmp_path_factory.mktemp("restricted") / "talks")


@pytest.mark.parametrize(("name", "part"), WAYS)
def test_what_is_above_the_ceiling_is_in_no_byte(folder, name, part):
    found = unpacked(export(name, folder, View(), part=part).content)
    whole = unpacked(export(name, folder, View(ceiling="confidential"), part=part).content)
    for word in (SECRET, SECRET.lower(), *in_base64(SECRET), *_closed_ids(folder)):
        assert word.encode() not in found
    if part not in WITHOUT_WORDS:
        assert SECRET.encode() in whole


def _closed_ids(folder: CaseFolder) -> list[str]:
    from pourparler.ledger import Ledger, ReportQuery

    with Ledger.open(folder.ledger_path) as ledger:
        return [r.id for r in ledger.find_reports(ReportQuery()) if r.handling == "confidential"]


def test_positions_are_estimated_again_below_the_ceiling(folder):
    text = export("csv", folder, View(), part="positions").content.decode()
    assert "westland" not in text
    whole = export("csv", folder, View(ceiling="internal"), part="positions").content.decode()
    assert whole == text
    above = export("csv", folder, View(ceiling="confidential"), part="positions").content.decode()
    assert "westland" in above


@pytest.mark.parametrize(("name", "part"), WAYS)
def test_an_export_is_the_same_twice(folder, name, part):
    first, second = (export(name, folder, View(), part=part).content for _ in range(2))
    assert first == second


@pytest.mark.parametrize(("name", "part"), WAYS)
def test_a_case_in_which_nothing_was_said_is_exported(tmp_path, name, part):
    from pourparler.ledger import Ledger

    folder = make_restricted(tmp_path / "talks")
    (tmp_path / "talks" / "ledger.db").unlink()
    Ledger.open(folder.ledger_path).close()
    assert export(name, folder, View(), part=part).content is not None


def test_formats_and_tables_are_named_when_mistyped(folder: CaseFolder, tmp_path: Path):
    with pytest.raises(UnknownNameError, match="did you mean 'xlsx'"):
        export("xslx", folder, View())
    with pytest.raises(UnknownNameError, match="did you mean 'positions'"):
        export("csv", folder, View(), part="position")
    with pytest.raises(ExportError, match="does not hold one part"):
        export("jsonl", folder, View(), part="positions")

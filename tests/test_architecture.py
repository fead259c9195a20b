"""The package loads light, and the text of the project speaks of the product alone."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"numpy", "scipy", "onnxruntime", "tokenizers", "sqlalchemy", "pydantic", "altair"}


@pytest.mark.parametrize(
    ("statement", "allowed"),
    [
        ("import pourparler", set()),
        ("import pourparler.cli.app", set()),
        ("import pourparler.case.folder", {"pydantic"}),
        ("import pourparler.ledger.ledger", {"sqlalchemy", "pydantic"}),
    ],
)
def test_importing_loads_nothing_heavy(statement, allowed):
    script = f"{statement}\nimport sys\nprint(*(set({sorted(HEAVY)}) & sys.modules.keys()))"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert set(loaded.stdout.split()) <= allowed

"""The bundled cases, read once for each module that looks at them."""

from __future__ import annotations

import pytest

from pourparler.case.folder import CaseFolder
from pourparler.workbench.opening import FIRST_CASE
from workbench.cases import read_copy


@pytest.fixture(scope="module")
def first_case(tmp_path_factory: pytest.TempPathFactory) -> CaseFolder:
    """The first case; do not change it."""
    return read_copy(FIRST_CASE, tmp_path_factory.mktemp("first"))


@pytest.fixture(scope="module")
def valley(tmp_path_factory: pytest.TempPathFactory) -> CaseFolder:
    """The fictional case; do not change it."""
    return read_copy("sarn-valley", tmp_path_factory.mktemp("valley"))

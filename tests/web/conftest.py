"""The workbench over the first case, asked without a network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from pourparler.case.folder import CaseFolder
from pourparler.web.app import create_app
from pourparler.web.settings import Settings
from pourparler.workbench.opening import FIRST_CASE
from workbench.cases import read_copy


def open_client(folder: CaseFolder, **settings: object) -> TestClient:
    """Return a browser of sorts that has the case open."""
    app = create_app(Settings(path=folder.path, **settings))
    return TestClient(app, base_url="http://127.0.0.1:8713", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def first_case(tmp_path_factory: pytest.TempPathFactory) -> CaseFolder:
    """The first case; do not change it."""
    return read_copy(FIRST_CASE, tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="session")
def client(first_case: CaseFolder) -> Iterator[TestClient]:
    """The first case in a browser on this machine."""
    with open_client(first_case) as client:
        yield client


@pytest.fixture(scope="session")
def valley(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The fictional case in a browser on this machine; its settlement is quick."""
    with open_client(read_copy("sarn-valley", tmp_path_factory.mktemp("valley"))) as client:
        yield client

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.samples import Clock
from pourparler.ledger import Ledger


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def ledger(path: Path, clock: Clock) -> Iterator[Ledger]:
    with Ledger.open(path, now=clock) as opened:
        yield opened

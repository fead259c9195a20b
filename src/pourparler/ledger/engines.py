"""Engines that are lent to one open ledger at a time, so that SQL is compiled but once.

What SQLAlchemy compiles is kept with an engine and does not depend on the file. An engine
that was given back holds no connection and no file: it can be lent again for another file,
in another thread, or in a process that was forked meanwhile.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from pourparler.errors import LedgerError
from pourparler.ledger import dialect

_MOST_IDLE: Final = 4
_AIM: Final = "aim"
_idle: Final[deque[Engine]] = deque(maxlen=_MOST_IDLE)  # its ends are safe between threads


@dataclass(slots=True)
class _Aim:
    """The file that an engine's next connections are made to, None while it is idle."""

    path: Path | None = None
    is_read_only: bool = True

    def connect(self) -> sqlite3.Connection:
        if self.path is None:
            raise LedgerError("a ledger was used after it was closed", hint="Open it again.")
        return dialect.connect(self.path, is_read_only=self.is_read_only)


def lend_engine(path: Path, *, is_read_only: bool) -> Engine:
    """Return an engine for a file that nobody else uses until it is given back.

    Parameters
    ----------
    path : Path
        The file of a ledger.
    is_read_only : bool
        Nothing is to be written, neither to the file nor beside it.
    """
    try:
        engine = _idle.pop()
    except IndexError:
        aim = _Aim()
        engine = dialect.make_engine(aim.connect).execution_options(**{_AIM: aim})
    aim = engine.get_execution_options()[_AIM]
    aim.path, aim.is_read_only = path.absolute(), is_read_only
    return engine


def give_back(engine: Engine) -> None:
    """Close the engine's connections and let the next one have it."""
    engine.dispose()
    engine.get_execution_options()[_AIM].path = None
    _idle.append(engine)

"""The file of a ledger while it is open: brought to this version, read, written, let go of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, RLock
from types import TracebackType
from typing import Final, Self

from sqlalchemy import Connection, Engine

from pourparler.errors import LedgerError, LedgerVersionError
from pourparler.ledger import (
    dialect,
    engines,
    migrations,
)
from pourparler.ledger.log import (
    Clock,
    utc_now,
)


class OpenLedger:
    """An open ledger's file; close it, or use it in a ``with`` statement.

    Attributes
    ----------
    path : Path
        The file.
    is_read_only : bool
        The file or its folder cannot be written to; reading works, recording raises.
    """

    def __init__(self, path: Path, engine: Engine, *, now: Clock, is_read_only: bool) -> None:
        self.path = path
        self.is_read_only = is_read_only
        self._engine = engine
        self._now = now
        self._is_open = True

    @classmethod
    def open(cls, path: Path, *, create: bool = True, now: Clock = utc_now) -> Self:
        """Open a ledger, bring it to this program's version, and make it if need be.

        Parameters
        ----------
        path : Path
            The file, ``ledger.db`` in the case folder.
        create : bool
            Make the file when there is none.
        now : callable
            Returns the present instant, aware of its offset from UTC.

        Raises
        ------
        LedgerVersionError
            The file is from a newer version of the program.
        LedgerError
            There is no file, or it is not a ledger, or it cannot be opened.
        """
        is_read_only = not dialect.is_writable(path)
        if not path.exists() and (is_read_only or not create):
            raise LedgerError(
                f"{path}: there is no ledger and none was made",
                hint="`pourparler read CASE` makes the ledger; the folder has to be writable.",
            )
        engine = engines.lend_engine(path, is_read_only=is_read_only)
        try:
            with dialect.explained(path):
                _prepare(path, engine, is_read_only=is_read_only)
        except BaseException:
            engines.give_back(engine)
            raise
        return cls(path, engine, now=now, is_read_only=is_read_only)

    def close(self) -> None:
        """Fold the log into the file, so that it can be copied, and let go of it."""
        if not self._is_open:
            return
        self._is_open = False
        try:
            if not self.is_read_only:
                self._fold_in()
        finally:
            engines.give_back(self._engine)

    def _fold_in(self) -> None:
        # What is in the log is safe there; folding it in can wait for the next time, and
        # must not hold the file while another thread has its turn.
        turn = _turn(self.path)
        if turn.acquire(blocking=False):
            try:
                with suppress(LedgerError), dialect.explained(self.path):
                    dialect.checkpoint(self._engine)
            finally:
                turn.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def copy_to(self, path: Path) -> None:
        """Write a copy of the ledger into a new file, as it is now."""
        self._require_open()
        with dialect.explained(self.path):
            dialect.copy(self._engine, path)

    def compact(self) -> None:
        """Write the file anew, without what was deleted; needs twice its room on the disk."""
        self._require_open()
        with dialect.explained(self.path):
            dialect.compact(self._engine)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        self._require_open()
        with dialect.explained(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        self._require_open()
        if self.is_read_only:
            raise LedgerError(
                f"{self.path} was opened for reading only, because it cannot be written to",
                hint="Copy the case to a folder you may write to.",
            )
        writer = dialect.writing(self._engine)
        # Threads of one program take turns: SQLite has whoever waits try again, in no order.
        with _turn(self.path), dialect.explained(self.path), writer.begin() as connection:
            yield connection

    def _require_open(self) -> None:
        if not self._is_open:
            raise LedgerError(f"{self.path} was closed", hint="Open the ledger again.")


_TURNS: Final[dict[Path, RLock]] = {}
_TAKING: Final = Lock()


def _turn(path: Path) -> RLock:
    """Return the lock that threads which write to a file take, one after another."""
    with _TAKING:
        return _TURNS.setdefault(path.resolve(), RLock())


def _prepare(path: Path, engine: Engine, *, is_read_only: bool) -> None:
    """Check that the file is a ledger and bring it to the latest version."""
    with engine.connect() as connection:
        is_new = dialect.is_empty(connection)
        owner = dialect.application_id(connection)
        version = dialect.version(connection)
    if owner != dialect.APPLICATION_ID and not is_new:
        raise LedgerError(
            f"{path} is an SQLite file of another program",
            hint="Move it away; `pourparler read CASE` makes a ledger from the reports.",
        )
    if version > migrations.latest():
        raise LedgerVersionError(
            f"{path} has version {version}; this program knows versions up to {migrations.latest()}"
        )
    if is_read_only:
        if version < migrations.latest():
            raise LedgerError(
                f"{path} has version {version} and cannot be brought to {migrations.latest()}",
                hint="Copy the case to a folder you may write to.",
            )
        return
    dialect.set_journal(engine)
    if version < migrations.latest():
        with dialect.writing(engine).begin() as connection:
            migrations.migrate(connection)

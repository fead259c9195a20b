"""The case that is served: opened anew when it changes, its results kept while it does not."""

from __future__ import annotations

from datetime import date, datetime
from threading import Lock
from typing import Any, Final

from pourparler.case.folder import CASE_FILE, CaseFolder, open_case_folder
from pourparler.ledger.query import StatementQuery
from pourparler.web.lru import Lru
from pourparler.web.settings import Settings
from pourparler.workbench.overview import Overview, look_over
from pourparler.workbench.statements import FoundStatements, find_statements
from pourparler.workbench.view import View, open_ledger

KEPT_VIEWS: Final = 12
"""Views of a case whose results are kept: a replay back and forth, several people at once."""

_KEPT_OTHERS: Final = 40


class Desk:
    """One case on the desk, for any number of visitors.

    What is kept is kept by the digest of the case, the mark of the ledger and the view, so
    that a result is never older than what it was made from.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._opened: tuple[object, CaseFolder] | None = None
        self._marked: tuple[object, str] | None = None
        self._found: Lru[object, FoundStatements] = Lru(1)
        self._overviews: Lru[tuple[str, str, View], Overview] = Lru(KEPT_VIEWS)
        self._others: Lru[object, Any] = Lru(_KEPT_OTHERS)

    @property
    def folder(self) -> CaseFolder:
        """The case as its file says now.

        Raises
        ------
        CaseError
            Somebody is in the middle of changing it.
        """
        file = (self._settings.path / CASE_FILE).stat()
        state = file.st_mtime_ns, file.st_size, file.st_ino
        with self._lock:
            if self._opened is None or self._opened[0] != state:
                self._opened = state, open_case_folder(self._settings.path)
            return self._opened[1]

    def state(self) -> tuple[str, str]:
        """Return digest and last command: whatever is made from the same is the same.

        Raises
        ------
        LedgerError
            Nothing has been read into the case.
        """
        folder = self.folder
        with open_ledger(folder) as ledger:
            return folder.digest, ledger.last_command() or ""

    def mark(self) -> str:
        """Return the mark of the ledger as it is now, counting what the server may show."""

        def make() -> str:
            with open_ledger(self.folder) as ledger:
                return str(ledger.mark(ceiling=self._settings.ceiling))

        return str(self.keep("mark", make))

    def waiting(self) -> int:
        """Return how many statements that the server may show nobody has reviewed yet."""

        def count() -> int:
            with open_ledger(self.folder) as ledger:
                return ledger.count_waiting(ceiling=self._settings.ceiling)

        return int(self.keep("waiting", count))

    def found(self) -> FoundStatements:
        """Return all statements and reports that the server may show."""
        folder = self.folder
        view = View(ceiling=self._settings.ceiling)
        return self._found.get(
            self.state(),
            lambda: find_statements(folder, StatementQuery(), view=view),
        )

    def overview(self, view: View) -> Overview:
        """Return the case as seen through a view."""
        found, folder = self.found(), self.folder
        key = folder.digest, found.stamp.mark, view
        return self._overviews.get(
            key,
            lambda: look_over(folder.case, found, view=view, before=self._before(*key)),
        )

    def _before(self, digest: str, mark: str, view: View) -> Overview | None:
        """Return the last look through the same view at an earlier state of the ledger."""
        for other in reversed(self._overviews.keys()):
            if (other[0], other[2]) == (digest, view) and other[1] != mark:
                return self._overviews.find(other)
        return None

    def keep(self, name: object, make: Any) -> Any:
        """Return a result that depends on the case and its ledger alone, made once.

        Parameters
        ----------
        name : hashable
            Which result.
        make : callable
            Makes it.
        """
        return self._others.get((name, *self.state()), make)

    def find(self, name: object) -> Any:
        """Return a result that `keep` made from the case as it is, None where it did not."""
        return self._others.find((name, *self.state()))

    def days(self) -> tuple[date, ...]:
        """Return the days on which something was reported, in order."""
        return tuple(sorted({report.reported_on for report in self.found().reports}))

    def view(
        self,
        *,
        as_of: date | None = None,
        known_at: date | None = None,
        recorded_at: datetime | None = None,
    ) -> View:
        """Return a view as the server's ceiling admits it."""
        return View(
            as_of=as_of,
            known_at=known_at,
            recorded_at=recorded_at,
            ceiling=self._settings.ceiling,
        )

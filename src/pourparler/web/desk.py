"""The case that is served: opened anew when it changes, its results kept while it does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from threading import Lock
from typing import Any, Final

from pourparler.case.folder import CASE_FILE, CaseFolder, open_case_folder
from pourparler.web.lru import Lru
from pourparler.web.settings import Settings
from pourparler.workbench.following import Followed, follow
from pourparler.workbench.overview import Overview, look_over
from pourparler.workbench.statements import FoundStatements
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
        self._followed: Lru[tuple[str, str], Followed] = Lru(1)
        self._overviews: Lru[tuple[str, str, View], Overview] = Lru(KEPT_VIEWS)
        self._others: Lru[tuple[Any, str, str], Any] = Lru(_KEPT_OTHERS)

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

    @property
    def has_ledger(self) -> bool:
        """Whether anything was read into the case."""
        return self.folder.ledger_path.exists()

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
        folder, key = self.folder, self.state()

        def make() -> Followed:
            last = next((k for k in reversed(self._followed.keys()) if k[0] == key[0]), None)
            before = self._followed.find(last) if last else None
            return follow(folder, ceiling=self._settings.ceiling, before=before)

        return self._followed.get(key, make).found

    def overview(self, view: View) -> Overview:
        """Return the case as seen through a view."""
        found, folder = self.found(), self.folder
        key = folder.digest, found.stamp.mark, view
        return self._overviews.get(
            key,
            lambda: look_over(folder.case, found, view=view, before=self._before(*key)),
        )

    def _before(self, digest: str, mark: str, view: View) -> Overview | None:
        """Return an earlier look at the case, if there is one through the same view."""
        others = [key for key in reversed(self._overviews.keys()) if key[0] == digest]
        same = [key for key in others if key[2] == view and key[1] != mark]
        return self._overviews.find((same or others)[0]) if others else None

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

    def follow(self, name: object, make: Callable[[Any], Any]) -> Any:
        """Return a result as `keep` does; ``make`` gets the last one made for that name, or None.

        What it was made from may have changed since: ``make`` has to look what still holds.
        """
        state = self.state()

        def follow_on() -> Any:
            known = self._others.keys()
            earlier = [key for key in known if key[:2] == (name, state[0])]
            return make(self._others.find(earlier[-1]) if earlier else None)

        return self._others.get((name, *state), follow_on)

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

"""What is looked at: which dates, which past state of the ledger, up to which handling."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pourparler import __version__
from pourparler.case.folder import CaseFolder
from pourparler.case.records import Handling
from pourparler.errors import LedgerError
from pourparler.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The window through which a case is seen.

    ``known_at`` admits only reports dated on or before that day; ``recorded_at`` replays
    the ledger as it was at that instant; ``ceiling`` is the highest handling admitted.
    """

    as_of: date | None = None
    known_at: date | None = None
    recorded_at: datetime | None = None
    ceiling: Handling = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a result is made from; the same stamp gives the same result."""

    digest: str
    mark: str
    version: str = __version__
    seed: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the stamp under the names every JSON output has."""
        return {
            "case": self.digest,
            "ledger": self.mark,
            "version": self.version,
            "seed": self.seed,
        }

    def as_text(self) -> str:
        """Return the stamp as one line for people."""
        return f"Case {self.digest}, ledger {self.mark}, pourparler {self.version}."


@contextmanager
def open_ledger(folder: CaseFolder) -> Iterator[Ledger]:
    """Open the ledger of a case for looking.

    Raises
    ------
    LedgerError
        Nothing has been read into the case yet, or the file cannot be opened.
    """
    if not folder.ledger_path.exists():
        raise LedgerError(
            f"{folder.path} has no ledger yet",
            hint=f"Read the reports first: `pourparler read {folder.path}`.",
        )
    with Ledger.open(folder.ledger_path, create=False) as ledger:
        yield ledger


def stamp(folder: CaseFolder, ledger: Ledger, ceiling: Handling | None = None) -> Stamp:
    """Return what the next result will be made from; above a ceiling nothing is counted."""
    return Stamp(digest=folder.digest, mark=str(ledger.mark(ceiling=ceiling)))

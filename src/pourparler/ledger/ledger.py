"""One case's ledger: a file that statements are appended to and never removed from.

Writers take turns and each call is one transaction; readers see what was last written
and wait for nobody. Instants come from one clock, given at `Ledger.open`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from sqlalchemy.exc import IntegrityError

from pourparler.errors import BundleError
from pourparler.ledger import (
    find,
    outputs,
)
from pourparler.ledger.checks import (
    check_person,
)
from pourparler.ledger.deciding import Deciding, Written
from pourparler.ledger.entries import Entry
from pourparler.ledger.merging import Merged, Merging, merge
from pourparler.ledger.outputs import Output
from pourparler.ledger.purge import Erased, Purging, erase
from pourparler.ledger.recording import Recording
from pourparler.ledger.replay import replay
from pourparler.ledger.tombstones import lift

__all__ = ["Ledger", "Written"]


class Ledger(Recording, Deciding):
    """The open ledger of a case; close it, or use it in a ``with`` statement.

    Attributes
    ----------
    path : Path
        The file.
    is_read_only : bool
        The file or its folder cannot be written to; reading works, recording raises.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from pourparler.ledger import StatementQuery
    >>> with TemporaryDirectory() as folder, Ledger.open(Path(folder, "ledger.db")) as ledger:
    ...     digest = ledger.record_case("title: Talks")
    ...     print(ledger.case_version(digest), ledger.find_statements(StatementQuery()))
    title: Talks []
    """

    def merge(
        self, merging: Merging, *, dry_run: bool = False, also: Callable[[], None] | None = None
    ) -> tuple[Written, Merged]:
        """Take in all that another copy of this ledger has, as one command.

        Its commands come along, and all rows, also those that it took back. Where only one
        copy went on, that one stands; where both did, see `merge_plan`. The same copy twice
        changes nothing.

        Parameters
        ----------
        merging : Merging
            Rows of the other copy, checked by `entries.check_entries`.
        dry_run : bool
            Write nothing.
        also : callable, optional
            As in `record_decision`.

        Raises
        ------
        RecordError
            The coder is a machine.
        BundleError
            The other copy holds the same twice; nothing of it is kept.
        """
        check_person(merging.coder)
        with self._trying(dry_run, also) as (connection, written):
            try:
                merged = merge(connection, self._now, merging)
            except IntegrityError as error:
                raise BundleError(f"the other copy does not hold together: {error.orig}") from error
            written.command = merged.command
        return written, merged

    def replay(self, entries: Sequence[Entry]) -> None:
        """Write the rows of a bundle into this ledger, which has to be empty.

        Raises
        ------
        BundleError
            The ledger is not empty, or a row is wrong; nothing of the bundle is kept.
        """
        with self._writing() as connection:
            if find.find_mark(connection).command is not None:
                raise BundleError(
                    f"{self.path} is not empty", hint="Take the bundle into a new case."
                )
            replay(connection, entries, self._now())

    def purge(self, purging: Purging, *, dry_run: bool = False) -> Erased:
        """Erase reports for good, with all that hangs on them, and write the file anew.

        Rows are deleted, retracted ones too; the log keeps that something was purged, how
        much, by whom, and names under random ids what it named before. It cannot be undone.

        Parameters
        ----------
        purging : Purging
        dry_run : bool
            Write nothing; the command that is returned is empty.

        Raises
        ------
        RecordError
            The coder is a machine.
        UnknownNameError
            A report is not in the ledger, not even taken back.
        """
        check_person(purging.coder)
        with self._writing() as connection:
            erased = erase(connection, self._now, purging)
            if dry_run:
                connection.rollback()
                return Erased("", erased.rows)
        return erased

    def lift_purge(
        self, tombstones: Collection[str], *, coder: str, reason: str | None = None
    ) -> str:
        """Let reports in again that were purged under these ids; return the command's id.

        Nothing comes back by itself: who has a report can read it again, or merge a copy.

        Raises
        ------
        RecordError
            The coder is a machine.
        UnknownNameError
            Nothing is purged under an id, or it was lifted before.
        """
        check_person(coder)
        with self._writing() as connection:
            return lift(connection, self._now, tombstones, coder=coder, reason=reason)

    def record_output(self, output: Output, *, coder: str) -> str | None:
        """Note in the log what was written to a file; the ledger's mark stays as it is.

        Returns
        -------
        str or None
            Id of the command; None when the same was written to the same file last.

        Raises
        ------
        RecordError
            The coder is a machine.
        """
        check_person(coder)
        with self._writing() as connection:
            return outputs.record_output(connection, self._now, output, coder=coder)

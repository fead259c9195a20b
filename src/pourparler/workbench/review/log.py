"""The log of decisions: what was done, undoing it and doing it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pourparler.case.folder import CaseFolder
from pourparler.ledger.history import Logged, LogQuery
from pourparler.ledger.owners import REDO, UNDO
from pourparler.ledger.undo import JOINS, Undone
from pourparler.workbench.review.case_change import read_again, restore_case
from pourparler.workbench.review.deciding import By, moves, outcome, rejoin
from pourparler.workbench.review.outcome import Decided
from pourparler.workbench.view import Stamp, open_ledger, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One command of the log. Frozen.

    Attributes
    ----------
    command : str
        Its id.
    at : datetime
    coder, name : str
        Who did what.
    reason : str or None
    statements : int
        How many statements it was about.
    fields : tuple of str
        Of a correction: what was corrected; of a change of handling the level.
    of : str or None
        Of an undo or redo: id of the command that it undid or did again.
    is_undone, can_be_undone : bool
    touched : tuple of str
        Ids of the statements, before and after.
    """

    command: str
    at: datetime
    coder: str
    name: str
    reason: str | None
    statements: int
    fields: tuple[str, ...]
    of: str | None
    is_undone: bool
    can_be_undone: bool
    touched: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the entry under the names of ``--json``."""
        return {
            "command": self.command,
            "at": self.at.isoformat(),
            "coder": self.coder,
            "name": self.name,
            "reason": self.reason,
            "statements": self.statements,
            "fields": list(self.fields),
            "of": self.of,
            "is_undone": self.is_undone,
            "can_be_undone": self.can_be_undone,
        }


@dataclass(frozen=True, slots=True)
class History:
    """Commands of the log, the latest first."""

    entries: tuple[Entry, ...]
    stamp: Stamp

    def as_json(self) -> dict[str, Any]:
        """Return the history under the names of ``--json``."""
        return {"history": [entry.as_json() for entry in self.entries]} | self.stamp.as_json()


def history(folder: CaseFolder, query: LogQuery | None = None) -> History:
    """Return what people did, or the commands that a query asks for.

    Raises
    ------
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    with open_ledger(folder) as ledger:
        found = ledger.find_commands(query or LogQuery(people_only=True))
        return History(tuple(make_entry(one) for one in found), stamp(folder, ledger))


def make_entry(logged: Logged) -> Entry:
    """Return a command of the log as it is shown."""
    said = logged.arguments
    statements = said.get("statements", [said["statement"]] if "statement" in said else [])
    return Entry(
        command=logged.id,
        at=logged.at,
        coder=logged.coder,
        name=logged.name,
        reason=said.get("reason"),
        statements=said.get("count", len(statements)),
        fields=tuple(said.get("fields", [said["to"]] if "to" in said else ())),
        of=said.get("command") if logged.name in (UNDO, REDO) else None,
        is_undone=logged.is_undone,
        can_be_undone=logged.can_be_undone,
        touched=tuple(statements),
    )


def undo(
    folder: CaseFolder,
    command: str | None = None,
    *,
    coder: str,
    reason: str | None = None,
    dry_run: bool = False,
    read: bool = True,
) -> Decided:
    """Undo a decision by a further command; the last one of this coder if none is named.

    Where that gives back the case file, the stored reports are read anew (``read``).

    Raises
    ------
    UndoError
        There is nothing to undo, or later decisions rest on it.
    UnknownNameError
        There is no such command.
    """
    return _turn(
        folder, command, By(coder=coder, reason=reason, dry_run=dry_run), again=False, read=read
    )


def redo(
    folder: CaseFolder,
    command: str | None = None,
    *,
    coder: str,
    reason: str | None = None,
    dry_run: bool = False,
    read: bool = True,
) -> Decided:
    """Do again what was undone; what this coder undid last if no command is named.

    Where that changes the case file, the stored reports are read anew (``read``).

    Raises
    ------
    UndoError
        There is nothing to do again, or later decisions rest on what is there now.
    UnknownNameError
        There is no such command.
    """
    return _turn(
        folder, command, By(coder=coder, reason=reason, dry_run=dry_run), again=True, read=read
    )


def _turn(folder: CaseFolder, command: str | None, by: By, *, again: bool, read: bool) -> Decided:
    now = folder
    with open_ledger(folder) as ledger:

        def restore(done: Undone) -> None:
            nonlocal now
            now = restore_case(folder, ledger, done, again=again)

        written = ledger.undo(
            command,
            coder=by.coder,
            again=again,
            reason=by.reason,
            dry_run=by.dry_run,
            also=restore,
        )
        changed = written.undone.changed if written.undone else ()
        if moves(changed) or (written.undone and written.undone.name in JOINS):
            rejoin(now, ledger, written)
    if now is not folder and read and written.undone:
        read_again(now, written.undone.arguments.get("coded") if again else None)
    with open_ledger(now) as ledger:
        if now is not folder:
            written.after = ledger.counts()
        return outcome(now, ledger, by, REDO if again else UNDO, changed, written)

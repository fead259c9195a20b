"""What a decision came to, for people and programs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from pourparler.ledger.history import Counts
from pourparler.workbench.view import Stamp

Changed = tuple[tuple[str | None, str | None], ...]
"""Statements that were touched: id before and id now; None where it did not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision that was written, or would be. Frozen.

    Attributes
    ----------
    name : str
        ``accept``, ``reject``, ``recode``, ``correct``, ``add``, ``assign``, ``undo``, ...
    command : str or None
        Id of the command in the log, to undo it by. None when it was a trial, or when
        exactly this held already.
    coder : str
        Who decided.
    reason : str or None
    dry_run : bool
        Nothing was written.
    changed : Changed
    undone : tuple of str or None
        Of an undo or redo: id and name of the command that it undid or did again.
    before, after : Counts
        How much held.
    words : str
        What it came to, where statements do not tell it.
    cautions : tuple of str
        What the decision does not do, though one might think so, and the way out.
    stamp : Stamp
        What the next result is made from.
    """

    name: str
    command: str | None
    coder: str
    reason: str | None
    dry_run: bool
    changed: Changed
    undone: tuple[str, str] | None
    before: Counts
    after: Counts
    stamp: Stamp
    words: str = ""
    cautions: tuple[str, ...] = ()

    @property
    def statement(self) -> str | None:
        """The id of the one statement that was decided on, as it is now."""
        return self.changed[0][1] if len(self.changed) == 1 else None

    def as_json(self) -> dict[str, Any]:
        """Return the decision under the names of ``--json``."""
        undone = dict(zip(("command", "name"), self.undone, strict=True)) if self.undone else None
        return {
            "decision": {
                "name": self.name,
                "command": self.command,
                "coder": self.coder,
                "reason": self.reason,
                "dry_run": self.dry_run,
                "changed": [{"before": old, "after": new} for old, new in self.changed],
                "undone": undone,
                "cautions": list(self.cautions),
                "before": asdict(self.before),
                "after": asdict(self.after),
            }
        } | self.stamp.as_json()

"""Letting in again what was purged."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from pourparler.case.folder import CaseFolder
from pourparler.errors import PurgeError
from pourparler.workbench.review.deciding import By
from pourparler.workbench.view import Stamp, open_ledger, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifted:
    """What may come in again: the command, and the tombstones that were lifted. Frozen."""

    command: str
    tombstones: tuple[str, ...]
    stamp: Stamp

    def as_json(self) -> dict[str, Any]:
        """Return it under the names of ``--json``."""
        lifted = {"command": self.command, "tombstones": list(self.tombstones)}
        return {"lift": lifted} | self.stamp.as_json()


def lift_purge(folder: CaseFolder, tombstones: Collection[str], by: By) -> Lifted:
    """Let reports in again that were purged under these ids. Nothing comes back by itself.

    Raises
    ------
    PurgeError
        It was asked for as a trial.
    UnknownNameError
        Nothing is purged under an id.
    RecordError
        The coder is a machine.
    """
    if by.dry_run:
        raise PurgeError("--lift has no trial", hint="It removes nothing; leave out --dry-run.")
    with open_ledger(folder) as ledger:
        command = ledger.lift_purge(tombstones, coder=by.coder, reason=by.reason)
        return Lifted(
            command=command,
            tombstones=tuple(sorted(set(tombstones))),
            stamp=stamp(folder, ledger),
        )

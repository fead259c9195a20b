"""What all decisions share: who, why, on which version, and what holds before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pourparler.case.folder import CaseFolder
from pourparler.case.records import BY_HAND, Statement
from pourparler.errors import RecordError
from pourparler.ledger.decide import Change, Decision
from pourparler.ledger.ledger import Ledger, Written
from pourparler.workbench.joining import join_reports
from pourparler.workbench.review.outcome import Changed, Decided
from pourparler.workbench.view import stamp

CERTAIN: Final = 0.98
"""Probability of a coding, and confidence of a statement, that a person made or confirmed."""

RULE: Final = BY_HAND

MOST_REASON: Final = 1000
"""Characters a reason may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who decides, why, and whether it is only tried. Frozen."""

    coder: str
    reason: str | None = None
    dry_run: bool = False

    def __post_init__(self) -> None:
        if not self.coder.strip():
            raise RecordError("coder is empty", hint="Say who decides, for example --coder anna.")
        if self.reason is not None and len(self.reason) > MOST_REASON:
            raise RecordError(
                f"the reason has {len(self.reason):,} characters; at most {MOST_REASON:,} are kept",
                hint="Write a note for what takes more words.",
            )

    def decision(self, name: str, changes: Sequence[Change], **more: Any) -> Decision:
        """Return the decision; ``more`` are its other attributes."""
        arguments = dict(more.pop("arguments", {}))
        if self.reason:
            arguments["reason"] = self.reason
        return Decision(
            name=name, coder=self.coder, changes=tuple(changes), arguments=arguments, **more
        )


def decide(folder: CaseFolder, ledger: Ledger, by: By, decision: Decision) -> Decided:
    """Write one decision and say what it came to.

    When it changed what statements are joined by, machines join them anew.
    """
    written = ledger.record_decision(decision, dry_run=by.dry_run)
    changed = tuple((c.old, c.new.id if c.new else None) for c in decision.changes)
    if moves(changed) or "said_on" in decision.arguments.get("fields", ()):
        rejoin(folder, ledger, written)
    return outcome(folder, ledger, by, decision.name, changed, written)


def outcome(
    folder: CaseFolder,
    ledger: Ledger,
    by: By,
    name: str,
    changed: Changed,
    written: Written,
) -> Decided:
    """Return the frozen result of what was written."""
    undone = written.undone
    return Decided(
        name=name,
        command=written.command,
        coder=by.coder,
        reason=by.reason,
        dry_run=by.dry_run,
        changed=changed,
        undone=(undone.of, undone.name) if undone else None,
        before=written.before,
        after=written.after,
        stamp=stamp(folder, ledger),
    )


def read_version(
    ledger: Ledger, statement_id: str, expected: str | None
) -> tuple[Statement, dict[str, str]]:
    """Return a statement, and the version it must still have when the decision is written.

    Raises
    ------
    UnknownNameError
        No such statement holds.
    """
    versions = ledger.versions([statement_id])  # before the statement: never newer than that
    statement = ledger.statement(statement_id)
    return statement, {v: expected or versions[v].command for v in versions}


def moves(changed: Changed) -> bool:
    """Say whether statements are new or have another id, so that they may join others."""
    return any(old != new and new is not None for old, new in changed)


def rejoin(folder: CaseFolder, ledger: Ledger, written: Written) -> None:
    """Let the machine join anew what tells of one thing, if anything was written."""
    if written.command is not None:
        join_reports(folder.case, ledger)

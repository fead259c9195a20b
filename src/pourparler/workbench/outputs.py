"""What was written to files: recorded when it is written, and looked at again by ``check``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Final

from pourparler.case.folder import CaseFolder
from pourparler.case.records import HANDLINGS, Statement
from pourparler.ledger.history import LogQuery
from pourparler.ledger.ledger import Ledger
from pourparler.ledger.outputs import DIGEST, Output, WrittenOutput
from pourparler.ledger.query import StatementQuery
from pourparler.workbench.statements import find_statements
from pourparler.workbench.view import View, open_ledger

UNNAMED: Final = "unnamed"
"""Who wrote a file, when nobody says so."""

_SILENT: Final = frozenset({"reviewed", "confidence", "rules", "said_order"})
"""Fields whose change makes nothing wrong that was written."""


@dataclass(frozen=True, slots=True)
class Affected:
    """A statement that was used and is no longer what it was. Frozen.

    ``how`` says what became of it, ``coder`` and ``at`` who did it and when, where known.
    """

    statement: str
    how: str
    coder: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class AffectedOutput:
    """A file that was written, with what it used that has changed since. Frozen."""

    output: WrittenOutput
    affected: tuple[Affected, ...]


def record_output(
    folder: CaseFolder, path: Path, content: bytes, *, kind: str, view: View, coder: str | None
) -> str | None:
    """Note in the log what was written to a file, and from which statements.

    Nothing is noted where the ledger cannot be written to.

    Returns
    -------
    str or None
        Id of the command.
    """
    found = find_statements(folder, StatementQuery(), view=view)
    with open_ledger(folder) as ledger:
        if ledger.is_read_only:
            return None
        stored = ledger.find_statements(
            StatementQuery(
                known_at=view.known_at, recorded_at=view.recorded_at, ceiling=view.ceiling
            )
        )
        used = {one.id for one in found.statements}
        output = Output(
            file=_name(folder, path),
            kind=kind,
            sha256=hashlib.sha256(content).hexdigest(),
            case=folder.digest,
            ledger=ledger.mark().command or "",
            statements={one.id: digest_statement(one) for one in stored if one.id in used},
        )
        return ledger.record_output(output, coder=coder or UNNAMED)


def digest_statement(statement: Statement) -> str:
    """Return 12 hex digits that change whenever what a statement says, or its codings, do."""
    said = {name: value for name, value in asdict(statement).items() if name not in _SILENT}
    said["codings"] = [_read(coding) for coding in said["codings"]]
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[
        :DIGEST
    ]


def _read(coding: dict[str, object]) -> list[object]:
    """Return what a coding says, whoever made it and however sure."""
    return [coding[name] for name in ("issue", "from_option", "to_option", "modality", "about")]


def find_affected(ledger: Ledger) -> tuple[AffectedOutput, ...]:
    """Return the files that used a statement which was retracted, rejected or corrected since.

    The cost grows with the ledger and with the files that are affected.
    """
    outputs = ledger.find_outputs()
    if not outputs:
        return ()
    now = {one.id: one for one in ledger.find_statements(StatementQuery())}
    digests = {id_: digest_statement(one) for id_, one in now.items()}
    found = []
    for output in outputs:
        changed = [id_ for id_, was in output.statements.items() if digests.get(id_) != was]
        affected = tuple(_affect(ledger, output, changed, now)) if changed else ()
        if affected:
            found.append(AffectedOutput(output, affected))
    return tuple(found)


def _affect(
    ledger: Ledger, output: WrittenOutput, changed: Iterable[str], now: dict[str, Statement]
) -> Iterator[Affected]:
    before = {one.id: one for one in ledger.find_statements(StatementQuery(recorded_at=output.at))}
    for id_ in changed:
        commands = ledger.find_commands(LogQuery(statement=id_))
        last = next((one for one in commands if one.id > output.command), None)
        if id_ in now:
            how = _differences(before.get(id_), now[id_])
        elif last is not None:
            how = _GONE.get(last.name, "no longer holds")
        else:
            how = "gone with its report" if commands else "purged"
        if how:
            yield Affected(id_, how, last.coder if last else None, last.at if last else None)


_GONE: Final = {
    "reject": "rejected",
    "retract_statement": "retracted",
    "retract_report": "its report was retracted",
    "correct": "corrected: now another statement",
    "assign": "corrected: another speaker",
    "actor_merge": "corrected: its actor was merged",
    "actor_split": "corrected: its actor was split",
    "actor_rename": "its actor has another id",
    "record_reading": "no longer read so",
    "undo": "undone",
    "redo": "done again otherwise",
    "merge": "gave way when copies were merged",
}


def _differences(old: Statement | None, new: Statement) -> str:
    """Say in what a statement differs; empty where it may now be seen by more."""
    if old is None:
        return "changed"
    names = [
        field.name
        for field in fields(Statement)
        if field.name not in _SILENT and getattr(old, field.name) != getattr(new, field.name)
    ]
    if "handling" in names and HANDLINGS.index(new.handling) > HANDLINGS.index(old.handling):
        return f"now {new.handling}"
    if names == ["codings"]:
        return "coded otherwise"
    plain = [name for name in names if name != "handling"]
    return f"corrected: {', '.join(plain)}" if plain else ""


def outputs_json(outputs: Iterable[AffectedOutput]) -> list[dict[str, object]]:
    """Return affected files under the names of ``check --json``."""
    return [
        {
            "file": one.output.file,
            "kind": one.output.kind,
            "sha256": one.output.sha256,
            "written_at": one.output.at.isoformat(),
            "coder": one.output.coder,
            "case": one.output.case,
            "ledger": one.output.ledger,
            "used": len(one.output.statements),
            "affected": [
                {
                    "statement": a.statement,
                    "how": a.how,
                    "coder": a.coder,
                    "at": a.at.isoformat() if a.at else None,
                }
                for a in one.affected
            ],
        }
        for one in outputs
    ]


def _name(folder: CaseFolder, path: Path) -> str:
    """Return the path in the case folder; of a file elsewhere its name alone."""
    whole, root = path.resolve(), folder.path.resolve()
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else whole.name

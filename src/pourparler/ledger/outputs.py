"""What was written to files, as the log has it: which statements were used, when, by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, select

from pourparler.ledger import tables
from pourparler.ledger.find import RECORD_OUTPUT
from pourparler.ledger.log import Clock, Command, append_command

DIGEST: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file that was written, ready to be recorded. Frozen.

    Attributes
    ----------
    file : str
        Its path in the case folder, or its name where it lies elsewhere.
    kind : str
        ``brief``, or the format of an export.
    sha256 : str
        Of its content.
    case, ledger : str
        Digest of the case file, and the last command of the ledger, that it was made from.
    statements : mapping of str to str
        Digest of each statement with its codings, as it was used, by id.
    """

    file: str
    kind: str
    sha256: str
    case: str
    ledger: str
    statements: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenOutput(Output):
    """A file that was recorded: by whom and when. Frozen."""

    command: str
    at: datetime
    coder: str


def record_output(
    connection: Connection, clock: Clock, output: Output, *, coder: str
) -> str | None:
    """Append what was written to the log, unless the same was written to the same file last."""
    last = [one for one in find_outputs(connection) if one.file == output.file][-1:]
    if last and last[0].sha256 == output.sha256 and last[0].coder == coder:
        return None
    arguments: dict[str, Any] = {
        "file": output.file,
        "kind": output.kind,
        "sha256": output.sha256,
        "case": output.case,
        "ledger": output.ledger,
        "used": dict(output.statements),
    }
    command = Command(name=RECORD_OUTPUT, coder=coder, arguments=arguments)
    return append_command(connection, clock, command).command


def find_outputs(connection: Connection) -> list[WrittenOutput]:
    """Return what was written to files, in the order of the log."""
    log = tables.command.c
    found = connection.execute(
        select(log.id, log.recorded_at, log.coder, log.arguments)
        .where(log.name == RECORD_OUTPUT)
        .order_by(log.id)
    )
    return [
        WrittenOutput(
            command=id_,
            at=at,
            coder=coder,
            file=said["file"],
            kind=said["kind"],
            sha256=said["sha256"],
            case=said["case"],
            ledger=said["ledger"],
            statements=said["used"],
        )
        for id_, at, coder, said in found
    ]

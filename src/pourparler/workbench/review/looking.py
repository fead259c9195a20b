"""One statement with everything behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pourparler.case.folder import CaseFolder
from pourparler.case.records import Report, Statement
from pourparler.ledger.decide import Version
from pourparler.ledger.history import LogQuery
from pourparler.workbench.review.log import Entry, make_entry
from pourparler.workbench.shapes import statement_json
from pourparler.workbench.view import Stamp, open_ledger, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A statement, its report, who tells of the same occasion, and what was decided. Frozen.

    Attributes
    ----------
    statement : Statement
        With its codings, and the rule that filled each field.
    report : Report
    version : Version
        What changed it last; give ``version.command`` as ``expected`` when deciding.
    together : tuple of str
        Other statements that report the same utterance.
    decisions : tuple of Entry
        Every command that touched it, the latest first.
    json : dict
        The statement under the names of ``statements --json``.
    stamp : Stamp
    """

    statement: Statement
    report: Report
    version: Version
    together: tuple[str, ...]
    decisions: tuple[Entry, ...]
    json: dict[str, Any]
    stamp: Stamp

    def as_json(self) -> dict[str, Any]:
        """Return it all under the names of ``--json``."""
        report = self.report
        return {
            "statement": self.json,
            "statement_version": self.version.command,
            "report": {
                "id": report.id,
                "title": report.title,
                "reported_on": report.reported_on.isoformat(),
                "publisher": report.publisher,
                "url": report.url,
                "path": report.path,
                "kind": report.kind,
            },
            "together": list(self.together),
            "decisions": [entry.as_json() for entry in self.decisions],
        } | self.stamp.as_json()


def show(folder: CaseFolder, statement_id: str) -> Shown:
    """Return a statement with its quote, report, rules, codings and decisions.

    Raises
    ------
    UnknownNameError
        No such statement holds.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    with open_ledger(folder) as ledger:
        statement = ledger.statement(statement_id)
        utterances = ledger.find_utterances()
        shared = utterances.get(statement.id)
        log = ledger.find_commands(LogQuery(statement=statement.id))
        return Shown(
            statement=statement,
            report=ledger.report(statement.report),
            version=ledger.versions([statement.id])[statement.id],
            together=tuple(
                sorted(
                    name
                    for name, id_ in utterances.items()
                    if id_ == shared and name != statement.id
                )
            )
            if shared
            else (),
            decisions=tuple(make_entry(one) for one in log),
            json=statement_json(statement, folder.case, utterances),
            stamp=stamp(folder, ledger),
        )


def versions(folder: CaseFolder, statement_ids: Iterable[str]) -> dict[str, str]:
    """Return the version of each statement that holds, to be given as ``expected``.

    Raises
    ------
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    with open_ledger(folder) as ledger:
        found = ledger.versions(statement_ids)
        return {id_: version.command for id_, version in found.items()}

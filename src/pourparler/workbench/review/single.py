"""Decisions on one statement: accept, reject, recode, correct."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pourparler.case.folder import CaseFolder
from pourparler.ledger.decide import Change
from pourparler.workbench.review.deciding import By, decide, read_version
from pourparler.workbench.review.fields import correct_fields
from pourparler.workbench.review.outcome import Decided
from pourparler.workbench.review.readings import CodingChoice, confirm, make_codings
from pourparler.workbench.view import open_ledger


def accept(
    folder: CaseFolder,
    statement_id: str,
    *,
    coder: str,
    reason: str | None = None,
    expected: str | None = None,
    dry_run: bool = False,
) -> Decided:
    """Confirm a statement with its codings, under today's wording of their issues.

    Raises
    ------
    UnknownNameError
        No such statement holds, or a coding points to what the case no longer has.
    StaleDecisionError
        The statement has changed since ``expected``.
    """
    with open_ledger(folder) as ledger:
        old, version = read_version(ledger, statement_id, expected)
        codings = confirm(folder.case, old.codings, coder)
        new = replace(old, reviewed=True, codings=codings)
        by = By(coder=coder, reason=reason, dry_run=dry_run)
        decision = by.decision("accept", [Change(old.id, new)], expected=version)
        return decide(folder, ledger, by, decision)


def reject(
    folder: CaseFolder,
    statement_id: str,
    *,
    coder: str,
    reason: str | None = None,
    expected: str | None = None,
    dry_run: bool = False,
) -> Decided:
    """Take a statement back with its codings; readings do not bring it back.

    Raises
    ------
    UnknownNameError
        No such statement holds.
    StaleDecisionError
        The statement has changed since ``expected``.
    """
    with open_ledger(folder) as ledger:
        old, version = read_version(ledger, statement_id, expected)
        by = By(coder=coder, reason=reason, dry_run=dry_run)
        decision = by.decision("reject", [Change(old.id, None)], expected=version)
        return decide(folder, ledger, by, decision)


def recode(
    folder: CaseFolder,
    statement_id: str,
    codings: Sequence[CodingChoice],
    *,
    coder: str,
    reason: str | None = None,
    expected: str | None = None,
    dry_run: bool = False,
) -> Decided:
    """Put a person's codings in the place of all that a statement has, and confirm it.

    No codings say that it bears on no issue of the case.

    Raises
    ------
    UnknownNameError
        No such statement holds, or the case has no such issue, option or actor.
    StaleDecisionError
        The statement has changed since ``expected``.
    """
    with open_ledger(folder) as ledger:
        old, version = read_version(ledger, statement_id, expected)
        new = replace(old, reviewed=True, codings=make_codings(folder.case, codings, coder))
        by = By(coder=coder, reason=reason, dry_run=dry_run)
        decision = by.decision("recode", [Change(old.id, new)], expected=version)
        return decide(folder, ledger, by, decision)


def correct(
    folder: CaseFolder,
    statement_id: str,
    changes: Mapping[str, Any],
    *,
    coder: str,
    reason: str | None = None,
    expected: str | None = None,
    dry_run: bool = False,
) -> Decided:
    """Correct fields of a statement; see `fields.correct_fields` for their names and values.

    Another actor or other spans make it another statement, with an id of its own. A
    correction does not confirm the rest: `accept` does.

    Raises
    ------
    UnknownNameError
        No such statement holds, or there is no such field, word or actor.
    RecordError
        A span is not in the report, said_on is after its date, or the same words by the
        same actors are a statement already.
    DateFormError
        said_on is not in a form of EDTF that is taken here.
    StaleDecisionError
        The statement has changed since ``expected``.
    """
    with open_ledger(folder) as ledger:
        old, version = read_version(ledger, statement_id, expected)
        report = ledger.report(old.report)
        new = correct_fields(old, changes, case=folder.case, report=report)
        by = By(coder=coder, reason=reason, dry_run=dry_run)
        decision = by.decision(
            "correct",
            [Change(old.id, new)],
            arguments={"fields": sorted(changes)},
            expected=version,
        )
        return decide(folder, ledger, by, decision)

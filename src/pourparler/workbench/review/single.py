"""Decisions on statements: accept and reject, of several at once too; recode, correct."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pourparler.case.folder import CaseFolder
from pourparler.case.records import Statement
from pourparler.errors import RecordError
from pourparler.ledger.decide import Change
from pourparler.workbench.review.deciding import By, decide, read_version
from pourparler.workbench.review.fields import correct_fields
from pourparler.workbench.review.outcome import Decided
from pourparler.workbench.review.readings import CodingChoice, confirm, make_codings
from pourparler.workbench.view import open_ledger


def accept(
    folder: CaseFolder,
    *statement_ids: str,
    coder: str,
    reason: str | None = None,
    expected: str | None = None,
    dry_run: bool = False,
) -> Decided:
    """Confirm statements with their codings, under today's wording of their issues.

    Several are one decision: all of them or none, and one undo. ``expected`` is for one.

    Raises
    ------
    UnknownNameError
        One of them does not hold, or a coding points to what the case no longer has.
    StaleDecisionError
        The statement has changed since ``expected``.
    RecordError
        None is named, or a version for several.
    """

    def confirmed(old: Statement) -> Change:
        codings = confirm(folder.case, old.codings, coder)
        return Change(old.id, replace(old, reviewed=True, codings=codings))

    by = By(coder=coder, reason=reason, dry_run=dry_run)
    return _decide_all(folder, "accept", statement_ids, by, (expected, confirmed))


def reject(
    folder: CaseFolder,
    *statement_ids: str,
    coder: str,
    reason: str | None = None,
    expected: str | None = None,
    dry_run: bool = False,
) -> Decided:
    """Take statements back with their codings; readings do not bring them back.

    Several are one decision: all of them or none, and one undo. ``expected`` is for one.

    Raises
    ------
    UnknownNameError
        One of them does not hold.
    StaleDecisionError
        The statement has changed since ``expected``.
    RecordError
        None is named, or a version for several.
    """
    by = By(coder=coder, reason=reason, dry_run=dry_run)
    how = (expected, lambda old: Change(old.id, None))
    return _decide_all(folder, "reject", statement_ids, by, how)


def _decide_all(
    folder: CaseFolder,
    name: str,
    statement_ids: Sequence[str],
    by: By,
    how: tuple[str | None, Callable[[Statement], Change]],
) -> Decided:
    """Write one decision on several statements; ``how`` is their version, and what it changes."""
    ids, (expected, change) = list(dict.fromkeys(statement_ids)), how
    if not ids:
        raise RecordError("no statement is named", hint="`pourparler statements CASE` lists ids.")
    if expected and len(ids) > 1:
        raise RecordError("a version is of one statement", hint="Name one, or leave it out.")
    changes: list[Change] = []
    versions: dict[str, str] = {}
    with open_ledger(folder) as ledger:
        for id_ in ids:
            old, version = read_version(ledger, id_, expected)
            changes.append(change(old))
            versions |= version
        return decide(folder, ledger, by, by.decision(name, changes, expected=versions))


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

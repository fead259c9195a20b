"""Saying who a source is that the reader matched with nobody: all its statements at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pourparler.case.case import Case
from pourparler.case.folder import CaseFolder
from pourparler.case.nearest import unknown
from pourparler.case.records import Statement, statement_id
from pourparler.errors import UnknownNameError
from pourparler.ledger.decide import Change
from pourparler.ledger.query import StatementQuery
from pourparler.workbench.review.deciding import RULE, By, decide
from pourparler.workbench.review.outcome import Decided
from pourparler.workbench.review.readings import find_actor
from pourparler.workbench.statements import fold_source
from pourparler.workbench.view import open_ledger


def assign(
    folder: CaseFolder,
    source: str,
    *,
    actor: str | None = None,
    person: str | None = None,
    coder: str,
    reason: str | None = None,
    dry_run: bool = False,
) -> Decided:
    """Say which actor or person an unmatched source is, for all its statements at once.

    Parameters
    ----------
    source : str
        The words that name who speaks, as `pourparler speakers` prints them.
    actor : str, optional
        Id of the actor. The speaker stays what it was.
    person : str, optional
        Full name of a person of the case; the actor is the one that the person spoke for
        on the report's date.

    Raises
    ------
    UnknownNameError
        No statement without an actor has that source, the case has no such actor or
        person, or neither of them is named.
    """
    if (actor is None) == (person is None):
        raise UnknownNameError(
            "name either an actor or a person", hint="Use --actor ID or --person NAME."
        )
    with open_ledger(folder) as ledger:
        statements = ledger.find_statements(StatementQuery())
        found = [
            s for s in statements if not s.actors and fold_source(s.source) == fold_source(source)
        ]
        if not source.strip() or not found:
            waiting = dict.fromkeys(
                " ".join(s.source.split()) for s in statements if s.source and not s.actors
            )
            raise UnknownNameError(
                f"source {unknown(source, waiting)}",
                hint="`pourparler speakers CASE` lists the sources without an actor.",
            )
        versions = ledger.versions(s.id for s in found)
        taken = {s.id for s in statements}
        by = By(coder=coder, reason=reason, dry_run=dry_run)
        decision = by.decision(
            "assign",
            [_change(s, *_find(folder.case, actor, person, s), taken) for s in found],
            expected={s.id: versions[s.id].command for s in found if s.id in versions},
        )
        return decide(folder, ledger, by, decision)


def _change(statement: Statement, actor: str, speaker: str | None, taken: set[str]) -> Change:
    """Return the statement with its actor; it gives way where that one is there already."""
    new = replace(
        statement,
        id=statement_id(statement.report, statement.spans, (actor,)),
        actors=(actor,),
        speaker=speaker or statement.speaker,
        rules=tuple(sorted((dict(statement.rules) | {"actors": RULE}).items())),
    )
    return Change(statement.id, None if new.id in taken else new)


def _find(
    case: Case, actor: str | None, person: str | None, statement: Statement
) -> tuple[str, str | None]:
    """Return the actor, and the person if one is named."""
    if person is None:
        return find_actor(case, actor or ""), None
    return find_person(case, person, statement.reported_on)


def find_person(case: Case, name: str, day: date) -> tuple[str, str]:
    """Return the actor a person spoke for on a day, and the person's full name.

    Raises
    ------
    UnknownNameError
        The case has no such person.
    """
    folded = name.casefold()
    theirs = [p for p in case.people if folded in [n.casefold() for n in p.names()]]
    if not theirs:
        raise UnknownNameError(
            f"person {unknown(name, dict.fromkeys(p.name for p in case.people))}"
        )
    then = next((p for p in theirs if p.holds_role_on(day)), theirs[0])
    return then.actor, then.name

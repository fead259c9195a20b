"""What people decided on in a case, learned from, and applied to what they have not seen yet.

The ledger keeps what the machine said; the layer is learned anew for each view, from the
decisions that the view admits, so that taking a decision back takes its effect back too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from pourparler.case.folder import CaseFolder
from pourparler.case.records import Coding, Handling, Statement
from pourparler.errors import UnknownNameError
from pourparler.ledger import Ledger, StatementQuery, is_machine
from pourparler.reader.case_learning import CaseLayer, Judgement, learn_case
from pourparler.workbench.view import open_ledger


@dataclass(frozen=True, slots=True)
class Learned:
    """One reading by the machine with what the case's decisions made of it.

    ``words`` are those that moved it, with their weight in log odds, most first; the issue
    as such goes by its id.
    """

    coding: Coding
    before: float
    after: float
    words: tuple[tuple[str, float], ...]


def learn(
    ledger: Ledger, *, recorded_at: datetime | None = None, ceiling: Handling | None = None
) -> CaseLayer:
    """Return what decisions teach; without any, a layer that changes nothing."""
    return learn_case(
        Judgement(f"{one.cue} {one.content}", one.coding.issue, one.coding.probability, one.kept)
        for one in ledger.find_judged(recorded_at=recorded_at, ceiling=ceiling)
    )


def apply_learned(layer: CaseLayer, statements: Iterable[Statement]) -> list[Statement]:
    """Return the statements with the probabilities of the machine's readings after the layer.

    What a person has reviewed stays as it is.
    """
    if not layer.weights:
        return list(statements)
    return [one if one.reviewed else _apply(layer, one) for one in statements]


def explain(
    folder: CaseFolder, statement_id: str, *, ceiling: Handling | None = None
) -> tuple[Learned, ...]:
    """Return what the case's decisions made of each of the machine's readings of a statement.

    Of what lies above the ceiling nothing is learned.

    Raises
    ------
    UnknownNameError
        No such statement holds.
    LedgerError
        Nothing has been read yet.
    """
    with open_ledger(folder) as ledger:
        found = ledger.find_statements(StatementQuery(id=statement_id))
        if not found:
            raise UnknownNameError(f"statement {statement_id!r} is not in the ledger")
        layer = learn(ledger, ceiling=ceiling)
    words = _words(found[0])
    return tuple(
        Learned(
            coding,
            coding.probability,
            round(layer.share(words, coding.issue, coding.probability), 3),
            layer.explain(words, coding.issue),
        )
        for coding in found[0].codings
        if is_machine(coding.coder)
    )


def _apply(layer: CaseLayer, statement: Statement) -> Statement:
    words = _words(statement)
    codings = tuple(
        replace(c, probability=round(layer.share(words, c.issue, c.probability), 3))
        if is_machine(c.coder)
        else c
        for c in statement.codings
    )
    return replace(statement, codings=codings)


def _words(statement: Statement) -> str:
    return f"{statement.cue} {statement.content}"

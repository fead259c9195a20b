"""What a reading changes, decided before anything is written.

A living statement belongs to whoever appended its row. A reading changes only rows of
its own coder that no person has worked on: a person who works on a statement appends it
anew, so the row itself says whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from itertools import takewhile

from pourparler.case.records import Coding, Statement
from pourparler.ledger.checks import is_machine


@dataclass(frozen=True, slots=True)
class Living:
    """A statement that holds, whose it is, and what it takes to retract it."""

    serial: int
    coder: str
    statement: Statement
    coding_ids: tuple[str, ...]

    def is_free_for(self, coder: str) -> bool:
        """Say whether it is this machine's own, and no person has worked on it."""
        coders = (self.coder, *(c.coder for c in self.statement.codings))
        untouched = not self.statement.reviewed and all(map(is_machine, coders))
        return untouched and self.coder == coder

    @property
    def is_machines(self) -> bool:
        """Whether it is a machine's, and no person has worked on it."""
        return self.is_free_for(self.coder)


@dataclass(slots=True)
class Changes:
    """Rows to append and rows to retract."""

    statements: list[Statement] = field(default_factory=list)
    codings: list[tuple[str, Coding]] = field(default_factory=list)
    retracted_statements: list[int] = field(default_factory=list)
    retracted_codings: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Say whether there is anything to write."""
        return bool(
            self.statements or self.codings or self.retracted_statements or self.retracted_codings
        )

    def append(self, statement: Statement) -> None:
        """Append a statement that does not hold yet, with its codings."""
        self.statements.append(statement)
        self._append_codings(statement.id, statement.codings)

    def retract(self, old: Living) -> None:
        """Retract a statement with its codings."""
        self.retracted_statements.append(old.serial)
        self.retracted_codings.extend(old.coding_ids)

    def replace(self, old: Living, new: Statement, *, row: bool) -> None:
        """Put a statement in the place of one with its id; codings that stay are kept.

        ``row`` says whether the statement's own row is appended anew, or only codings.
        Codings stand in the order of their ids, so those after the first that differs
        are appended anew too.
        """
        if row:
            self.retracted_statements.append(old.serial)
            self.statements.append(new)
        pairs = zip(old.statement.codings, new.codings, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        self.retracted_codings.extend(old.coding_ids[same:])
        self._append_codings(new.id, new.codings[same:])

    def _append_codings(self, statement_id: str, codings: Iterable[Coding]) -> None:
        self.codings.extend((statement_id, coding) for coding in codings)


def plan_reading(
    living: Mapping[str, Living],
    statements: Iterable[Statement],
    *,
    coder: str,
    rejected: Set[str],
) -> Changes:
    """Plan what turns the living statements of a report into those just read.

    Parameters
    ----------
    living : mapping
        What holds of the report, by statement id.
    statements : iterable of Statement
        What was read, no id twice.
    coder : str
        The machine that read. Statements of others stay as they are.
    rejected : set of str
        Ids that a person took back; they do not return.
    """
    changes = Changes()
    gone = {id_: old for id_, old in living.items() if old.is_free_for(coder)}
    for statement in statements:
        old = gone.pop(statement.id, None)
        if old is not None:
            changes.replace(old, statement, row=_differs(old.statement, statement))
        elif statement.id not in living and statement.id not in rejected:
            changes.append(statement)
    for old in gone.values():
        changes.retract(old)
    return changes


def _differs(old: Statement, new: Statement) -> bool:
    return replace(old, codings=()) != replace(new, codings=())

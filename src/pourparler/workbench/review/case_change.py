"""Decisions that change the case file: written with their statements, undone byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pourparler.case.case import Case
from pourparler.case.folder import CASE_FILE, TAGGED_FILE, CaseFolder, parse_case, replace_case
from pourparler.case.records import Statement, text_digest
from pourparler.errors import UndoError, UnknownNameError
from pourparler.ledger import is_machine
from pourparler.ledger.decide import Change
from pourparler.ledger.ledger import Ledger
from pourparler.ledger.query import StatementQuery
from pourparler.ledger.undo import Undone
from pourparler.workbench.reading import read_stored
from pourparler.workbench.review.deciding import RULE, By, outcome, rejoin
from pourparler.workbench.review.later import code_later
from pourparler.workbench.review.outcome import Decided
from pourparler.workbench.review.readings import confirm, find_actor
from pourparler.workbench.view import open_ledger, stamp

Move = Callable[[Case, Statement], Statement]
"""What becomes of a statement in the case as it will be; the same one where nothing does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChange:
    """Another text of the case file, and what it does to statements. Frozen.

    Attributes
    ----------
    name : str
        Name of the command.
    text : str
        The case file as it will be.
    move : callable
    arguments : mapping
        Ids, for the log.
    made, gone : mapping of str to list of str
        ``actors`` and ``issues`` that only the new, or only the old, case has.
    coded : str or None
        Id of the issue that is new: statements that people reviewed are coded on it too.
    """

    name: str
    text: str
    move: Move
    arguments: Mapping[str, Any] = field(default_factory=dict)
    made: Mapping[str, list[str]] = field(default_factory=dict)
    gone: Mapping[str, list[str]] = field(default_factory=dict)
    coded: str | None = None


def change_case(folder: CaseFolder, by: By, change: CaseChange, *, read: bool) -> Decided:
    """Write a change of the case file with all that it does to statements, as one command.

    Parameters
    ----------
    read : bool
        Read the stored reports anew afterwards, as machines do with a changed case.

    Raises
    ------
    CaseError
        The new text is no case, or the file was changed since it was opened.
    LedgerError
        Nothing has been read yet, or the ledger cannot be written.
    """
    case = parse_case(change.text, name=f"{folder.path / CASE_FILE}, changed,")
    if by.dry_run:
        return _try_on_a_copy(folder, by, change, read=read)
    with open_ledger(folder) as ledger:
        statements = ledger.find_statements(StatementQuery())
        decision = by.decision(
            change.name,
            settle(statements, case, change.move, ledger),
            arguments={
                **change.arguments,
                **({"coded": change.coded} if change.coded else {}),
                "case": {"before": text_digest(folder.text), "after": text_digest(change.text)},
                "made": dict(change.made),
                "gone": dict(change.gone),
            },
            case_texts=(folder.text, change.text),
        )

        def write_file() -> None:
            replace_case(folder, change.text)

        written = ledger.record_decision(decision, also=write_file)
        now = replace(folder, text=change.text, case=case)
        if not read:
            rejoin(now, ledger, written)
    if read:
        read_again(now, change.coded)
    with open_ledger(now) as ledger:
        written.after = ledger.counts()
        changed = tuple((c.old, c.new.id if c.new else None) for c in decision.changes)
        return outcome(now, ledger, by, change.name, changed, written)


def read_again(folder: CaseFolder, coded: str | None = None) -> None:
    """Read the stored reports under a changed case, and code reviewed statements on a new issue.

    Raises
    ------
    LedgerError
        The ledger cannot be written.
    """
    read_stored(folder)
    if coded is not None:
        code_later(folder, coded)


def _try_on_a_copy(folder: CaseFolder, by: By, change: CaseChange, *, read: bool) -> Decided:
    """Do it to a copy of the case, and say what it came to."""
    with TemporaryDirectory() as place, open_ledger(folder) as ledger:
        copy = replace(folder, path=Path(place))
        (copy.path / CASE_FILE).write_bytes((folder.path / CASE_FILE).read_bytes())
        ledger.copy_to(copy.ledger_path)
        if (tagged := folder.path / TAGGED_FILE).exists():
            (copy.path / TAGGED_FILE).write_bytes(tagged.read_bytes())
        tried = change_case(copy, replace(by, dry_run=False), change, read=read)
        return replace(tried, command=None, dry_run=True, stamp=stamp(folder, ledger))


def settle(statements: Sequence[Statement], case: Case, move: Move, ledger: Ledger) -> list[Change]:
    """Return the changes that a move comes to.

    Where two statements become one, a person's is kept before a machine's, and of two
    people's the codings of both.
    """
    moved = [(s, m) for s in statements if (m := move(case, s)) != s]
    if not moved:
        return []
    free = ledger.machines_own([s.id for s in statements])
    moving = {old.id for old, _ in moved}
    standing = {s.id: s for s in statements if s.id not in moving}
    places: dict[str, Change] = {}
    dropped: list[Change] = []
    for old, new in sorted(moved, key=lambda pair: (pair[0].id in free, pair[0].id)):
        rival = standing.get(new.id)
        if new.id in places:
            dropped.append(Change(old.id, None))
            if old.id not in free and (kept := places[new.id].new) is not None:
                places[new.id] = replace(places[new.id], new=_with_codings(kept, new))
        elif rival is None or (old.id not in free and rival.id in free):
            dropped += [Change(rival.id, None)] if rival else []
            places[new.id] = Change(old.id, new, keeps_owner=True)
        else:
            dropped.append(Change(old.id, None))
            if old.id not in free:
                places[new.id] = Change(rival.id, _with_codings(rival, new))
    return [*places.values(), *dropped]


def _with_codings(kept: Statement, other: Statement) -> Statement:
    """Return a statement with what people coded of the same words elsewhere."""
    known = [replace(coding, coder="", rule="") for coding in kept.codings]
    more = [
        coding
        for coding in other.codings
        if not is_machine(coding.coder) and replace(coding, coder="", rule="") not in known
    ]
    return replace(kept, codings=(*kept.codings, *more))


def restore_case(folder: CaseFolder, ledger: Ledger, done: Undone, *, again: bool) -> CaseFolder:
    """Write the text that the case file had before a command, or after it, and return the case.

    Raises
    ------
    UndoError
        The file was changed since then.
    """
    said = done.arguments.get("case")
    if said is None:
        if done.is_behind:
            _require_known(folder.case, done.restored)
        return folder
    start, goal = (said["before"], said["after"]) if again else (said["after"], said["before"])
    if text_digest(folder.text) != start:
        raise UndoError(
            f"{folder.path / CASE_FILE} was changed since then",
            hint="Undo the later changes of the case first, or make this one by hand.",
        )
    return replace_case(folder, ledger.case_version(goal))


def _require_known(case: Case, restored: Sequence[Statement]) -> None:
    """Refuse statements that name what a later change took out of the case."""
    for statement in restored:
        try:
            confirm(case, statement.codings, RULE)
            for actor in statement.actors:
                find_actor(case, actor)
        except UnknownNameError as error:
            raise UndoError(
                f"statement {statement.id} would name what the case no longer has: {error.args[0]}"
            ) from error

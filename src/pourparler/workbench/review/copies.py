"""Two copies of a case made one: statements, decisions, the log and the case file."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pourparler.case.edits.join import CaseConflict, join_cases
from pourparler.case.folder import (
    CASE_FILE,
    CaseFolder,
    open_case_folder,
    parse_case,
    replace_case,
)
from pourparler.case.records import text_digest
from pourparler.errors import BundleError
from pourparler.ledger.admit import Rows
from pourparler.ledger.bundle import to_json
from pourparler.ledger.entries import check_entries
from pourparler.ledger.merge_plan import Conflict
from pourparler.ledger.merging import Merging, RefusedReport
from pourparler.ledger.owners import MERGE
from pourparler.ledger.row_models import bundled_tables
from pourparler.workbench.bundle import Bundle, export_bundle, read_bundle
from pourparler.workbench.review.case_change import read_again
from pourparler.workbench.review.deciding import By, outcome, rejoin
from pourparler.workbench.review.outcome import Decided
from pourparler.workbench.view import open_ledger

_NO_COPY: Final = "Merging joins copies of one case; for another case, read its reports."


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What merging came to. Frozen.

    Attributes
    ----------
    decided : Decided
        The command, and how much held before and after.
    commands : int
        How many commands of the other copy's log were new.
    conflicts : tuple of Conflict
        What people decided differently in the two copies.
    case_conflicts : tuple of CaseConflict
        What the two case files word differently; ours stays.
    refused : tuple of RefusedReport
        Reports of the other copy that were purged here: they were left out.
    purged_there : tuple of RefusedReport
        Reports that hold here and were purged in the other copy.
    """

    decided: Decided
    commands: int
    conflicts: tuple[Conflict, ...]
    case_conflicts: tuple[CaseConflict, ...]
    refused: tuple[RefusedReport, ...] = ()
    purged_there: tuple[RefusedReport, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the result under the names of ``--json``."""
        return {
            "commands": self.commands,
            "conflicts": [asdict(conflict) for conflict in self.conflicts],
            "case_conflicts": [asdict(conflict) for conflict in self.case_conflicts],
            "refused": [one.as_json() for one in self.refused],
            "purged_there": [one.as_json() for one in self.purged_there],
        } | self.decided.as_json()


def join_copy(folder: CaseFolder, other: Path, *, by: By, read: bool = True) -> Joined:
    """Take all that another copy of a case has into this one, by one command.

    Parameters
    ----------
    folder : CaseFolder
    other : Path
        Folder of the other copy, or a bundle of it.
    by : By
        Who merges.
    read : bool
        Where the case file changes, read the stored reports anew.

    Raises
    ------
    BundleError
        The other copy does not hold together, or is of another case.
    CaseError
        The two case files make no valid case together.
    LedgerError
        Nothing has been read yet, or the ledger cannot be written.
    """
    bundle = _open_copy(other)
    check_entries(bundle.entries, datetime.now(UTC))
    _require_kin(folder, bundle, other)
    text, case_conflicts = _join_files(folder, bundle)
    now = replace(folder, text=text, case=parse_case(text, name=f"{CASE_FILE}, joined,"))
    is_changed = text != folder.text
    case = {"before": text_digest(folder.text), "after": text_digest(text)}
    arguments: dict[str, Any] = {"case": case} if is_changed else {}
    arguments |= {"reason": by.reason} if by.reason else {}
    merging = Merging(
        theirs=_rows_of(bundle),
        coder=by.coder,
        arguments=arguments,
        case_texts=(folder.text, text) if is_changed else (),
    )

    def write_file() -> None:
        if is_changed:
            replace_case(folder, text)

    with open_ledger(folder) as ledger:
        written, merged = ledger.merge(merging, dry_run=by.dry_run, also=write_file)
        reads = is_changed and read and written.command is not None
        if not reads:
            rejoin(folder if by.dry_run else now, ledger, written)
    if reads:
        read_again(now)
    with open_ledger(folder) as ledger:
        if written.command is not None:
            written.after = ledger.counts()
        changed = tuple((id_, id_) for id_ in merged.statements)
        decided = outcome(folder if by.dry_run else now, ledger, by, MERGE, changed, written)
    return Joined(
        decided=decided,
        commands=merged.commands,
        conflicts=merged.conflicts,
        case_conflicts=case_conflicts,
        refused=merged.refused,
        purged_there=merged.purged_there,
    )


def _open_copy(other: Path) -> Bundle:
    """Return the other copy with every row checked, from its folder or from a bundle."""
    if other.is_dir():
        text = export_bundle(open_case_folder(other), ceiling="confidential")
        return read_bundle(text.encode(), name=str(other))
    try:
        return read_bundle(other.read_bytes(), name=str(other))
    except OSError as error:
        raise BundleError(
            f"{other} cannot be read: {error.strerror}",
            hint="Name the folder of the other copy, or a bundle of it.",
        ) from error


def _require_kin(folder: CaseFolder, bundle: Bundle, other: Path) -> None:
    ours = {actor.id for actor in folder.case.actors}
    theirs = {actor.id for actor in parse_case(bundle.files[CASE_FILE]).actors}
    if not ours & theirs:
        raise BundleError(f"{other} has no actor in common with {folder.path}", hint=_NO_COPY)


def _join_files(folder: CaseFolder, bundle: Bundle) -> tuple[str, tuple[CaseConflict, ...]]:
    """Return the case file as it will be: the newer one where one comes from the other."""
    theirs = bundle.files[CASE_FILE]
    known = {entry.values["digest"] for entry in bundle.entries if entry.table == "case_version"}
    with open_ledger(folder) as ledger:
        if ledger.has_case_version(text_digest(theirs)):
            return folder.text, ()
    if text_digest(folder.text) in known:
        return theirs, ()
    return join_cases(folder.text, theirs)


def _rows_of(bundle: Bundle) -> Rows:
    rows: Rows = {table.name: [] for table in bundled_tables()}
    for entry in bundle.entries:
        rows[entry.table].append({name: to_json(value) for name, value in entry.values.items()})
    return rows

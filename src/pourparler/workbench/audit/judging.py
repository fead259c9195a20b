"""From a judged file to precision and recall, kept in the log of the case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from pourparler.case.counting import count_words
from pourparler.case.folder import CaseFolder
from pourparler.errors import AuditError
from pourparler.models.scoring.audit import (
    Estimate,
    Judged,
    Missed,
    estimate_precision,
    estimate_recall,
)
from pourparler.workbench.audit.results import AuditResult, Figure, record_audit
from pourparler.workbench.audit.sampling import PARAGRAPH, STATEMENT
from pourparler.workbench.audit.sheet import Judgement, read_sheet
from pourparler.workbench.view import open_ledger

_FEWEST: Final = 4
_SEED: Final = 1
_LARGEST: Final = 64 * 1024 * 1024


def judge(folder: CaseFolder, path: Path, *, coder: str) -> AuditResult:
    """Read a judged file, estimate precision and recall, and keep the result in the log.

    Parameters
    ----------
    folder : CaseFolder
        The case the sample was drawn from.
    path : Path
        The file; rows that were not judged are left out.
    coder : str
        Who judged.

    Raises
    ------
    AuditError
        The file cannot be read, is no audit file, or too little of it was judged.
    RecordError
        The coder is a machine.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise AuditError(f"{path} is too large for an audit file")
        raw = path.read_bytes()
    except OSError as error:
        raise AuditError(f"{path} cannot be read: {error.strerror}") from error
    sheet = read_sheet(raw, name=path.name)
    result = estimate(sheet.rows, sample=sheet.sample)
    with open_ledger(folder) as ledger:
        return record_audit(ledger, result, coder=coder)


def estimate(rows: Sequence[Judgement], *, sample: str) -> AuditResult:
    """Return what judged rows tell; see ``models.scoring.audit`` for the estimators.

    Raises
    ------
    AuditError
        Fewer than four statements were judged.
    """
    statements = [row for row in rows if row.kind == STATEMENT and row.is_statement is not None]
    if len(statements) < _FEWEST:
        raise AuditError(
            f"{count_words(len(statements), 'statement')} judged, expected at least {_FEWEST}",
            hint="Fill the column is_statement with y or n.",
        )
    strata = {row.stratum for row in rows if row.kind == STATEMENT}
    if unseen := strata - {row.stratum for row in statements}:
        raise AuditError(
            f"no statement of the stratum {min(unseen)!r} was judged",
            hint="Judge at least one row of each stratum; two or more are better.",
        )
    found = _judged(statements, lambda row: row.is_statement)
    precision = estimate_precision(found, seed=_SEED)
    true = [row for row in statements if row.is_statement]
    looked = [row for row in rows if row.missed is not None]
    recall = None
    if {row.stratum for row in looked} == {row.stratum for row in rows}:
        recall = _figure(estimate_recall(found, _missed(looked), seed=_SEED))
    return AuditResult(
        sample=sample,
        statements=len(statements),
        paragraphs=sum(row.kind == PARAGRAPH for row in looked),
        precision=_figure(precision),
        recall=recall,
        actor=_share(true, lambda row: row.right_actor),
        said_on=_share(true, lambda row: row.right_date),
        reading=_share(true, lambda row: row.right_reading),
        unjudged=sum(row.is_statement is None and row.missed is None for row in rows),
    )


def _judged(rows: Sequence[Judgement], answer: Callable[[Judgement], bool | None]) -> Judged:
    strata = sorted({row.stratum for row in rows})
    own = [[row for row in rows if row.stratum == stratum] for stratum in strata]
    return Judged(
        sizes=tuple(members[0].size for members in own),
        judged=tuple(len(members) for members in own),
        right=tuple(sum(bool(answer(row)) for row in members) for members in own),
    )


def _missed(rows: Sequence[Judgement]) -> Missed:
    """Count what was missed: a statement stands for its share of what its paragraph misses."""
    strata = sorted({row.stratum for row in rows})
    own = [[row for row in rows if row.stratum == stratum] for stratum in strata]
    return Missed(
        sizes=tuple(members[0].size for members in own),
        looked_at=tuple(len(members) for members in own),
        missed=tuple(
            sum((row.missed or 0) / max(row.found, 1) for row in members) for members in own
        ),
    )


def _share(rows: Sequence[Judgement], answer: Callable[[Judgement], bool | None]) -> Figure | None:
    told = [row for row in rows if answer(row) is not None]
    if len(told) < _FEWEST:
        return None
    return _figure(estimate_precision(_judged(told, answer), seed=_SEED))


def _figure(found: Estimate) -> Figure:
    return Figure(low=round(found.low, 3), median=round(found.median, 3), high=round(found.high, 3))

"""Sealed forecasts held to what came: Brier, log score, CRPS, coverage, reliability."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any, Final

import numpy as np

from pourparler.case.case import Case
from pourparler.case.folder import CaseFolder
from pourparler.case.issues import Issue
from pourparler.errors import SealError
from pourparler.models.scoring.amounts import count_coverage, score_crps_draws
from pourparler.models.scoring.events import (
    Brier,
    ReliabilityBin,
    score_brier,
    score_log_loss,
    tabulate_reliability,
)
from pourparler.models.sensitivity.shares import Share
from pourparler.workbench.forecasts import QUANTILES
from pourparler.workbench.outcomes import Outcome, read_outcomes
from pourparler.workbench.seals import Seal, SealedIssue, SealedModel, find_seals, read_seal

ENOUGH: Final = 20
"""Chances below which a table of reliability says nothing."""

EVEN: Final = "even chances"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelScore:
    """How one model's sealed forecasts did. Frozen.

    Attributes
    ----------
    model : str
    forecasts : int
        How many were scored; several of one issue are not independent.
    brier : Brier
        Over the options of all issues, each an event that came or did not.
    log_score : float
        Mean of -log of the chance given to the option that came.
    crps : float
        Mean, in points of the scale.
    coverage : Share
        How often the interval of 80 % held what came.
    reliability : tuple of ReliabilityBin
        Empty below 20 chances.
    """

    model: str
    forecasts: int
    brier: Brier
    log_score: float
    crps: float
    coverage: Share
    reliability: tuple[ReliabilityBin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredSeals:
    """What came of sealed forecasts. Frozen.

    Attributes
    ----------
    scores : tuple of ModelScore
        By rising log score, ``even chances`` for comparison among them.
    seals : tuple of (name, sha256)
        That are as they were sealed.
    refused : tuple of str
        What is wrong with those that are not.
    notes : tuple of str
        Forecasts that could not be scored, and why.
    """

    scores: tuple[ModelScore, ...]
    seals: tuple[tuple[str, str], ...]
    refused: tuple[str, ...]
    notes: tuple[str, ...]


def score_seals(folder: CaseFolder, paths: Sequence[Path] = ()) -> ScoredSeals:
    """Score the sealed forecasts of a case whose outcome is known.

    Parameters
    ----------
    folder : CaseFolder
    paths : sequence of Path
        Seals; all in the case's ``seals`` folder if left out.

    Raises
    ------
    CaseError
        ``outcomes.yaml`` says something that is not allowed.

    Notes
    -----
    A forecast counts only when it was sealed before the day on which its issue was decided
    began, in the time zone of the seal.
    """
    outcomes = {outcome.issue: outcome for outcome in read_outcomes(folder)}
    seals, refused = _read(paths or find_seals(folder))
    notes: list[str] = []
    held: dict[str, list[_Held]] = defaultdict(list)
    for seal in seals:
        for sealed in seal.issues:
            issue = _find_issue(folder.case, sealed.issue)
            outcome = outcomes.get(issue.id) if issue else None
            problem = _why_not(seal, sealed, issue, outcome)
            if problem:
                notes.append(f"{seal.name}, {sealed.issue}: {problem}")
            if issue is None or outcome is None or problem:
                continue
            for model in (*sealed.models, _even(sealed)):
                held[model.model].append(_Held(model, issue, outcome))
    scores = sorted((_score(name, of) for name, of in held.items()), key=lambda s: s.log_score)
    return ScoredSeals(
        scores=tuple(scores),
        seals=tuple((seal.name, seal.sha256) for seal in seals),
        refused=tuple(refused),
        notes=tuple(notes),
    )


def score_seal_json(found: ScoredSeals) -> dict[str, Any]:
    """Return scores under the names that other programs rely on."""
    return {
        "scores": [_score_json(score) for score in found.scores],
        "seals": [{"file": name, "sha256": digest} for name, digest in found.seals],
        "refused": list(found.refused),
        "notes": list(found.notes),
    }


def _score_json(score: ModelScore) -> dict[str, Any]:
    return {
        "model": score.model,
        "forecasts": score.forecasts,
        "brier": round(score.brier.score, 4),
        "reliability": round(score.brier.reliability, 4),
        "resolution": round(score.brier.resolution, 4),
        "uncertainty": round(score.brier.uncertainty, 4),
        "log_score": round(score.log_score, 4),
        "crps": round(score.crps, 2),
        "coverage": {"held": score.coverage.count, "of": score.coverage.draws},
        "reliability_table": [
            {
                "low": row.low,
                "high": row.high,
                "mean": round(row.mean, 4),
                "came": row.happened.count,
                "of": row.happened.draws,
            }
            for row in score.reliability
        ],
    }


@dataclass(frozen=True, slots=True)
class _Held:
    """One model's forecast of one issue, and what came."""

    model: SealedModel
    issue: Issue
    outcome: Outcome

    @property
    def chances(self) -> tuple[tuple[float, bool], ...]:
        """The chance of each option, and whether it came."""
        came = self.outcome.option
        return tuple((share, option == came) for option, share in self.model.shares.items())

    @property
    def at(self) -> float:
        """Where on the scale the outcome lies."""
        at = self.outcome.at
        return (self.issue.option(self.outcome.option).at or 0.0) if at is None else at


def _read(paths: Sequence[Path]) -> tuple[list[Seal], list[str]]:
    seals: list[Seal] = []
    refused: list[str] = []
    for path in paths:
        try:
            seals.append(read_seal(path))
        except SealError as error:
            refused.append(str(error))
    return seals, refused


def _find_issue(case: Case, name: str) -> Issue | None:
    return next((i for i in case.issues if i.id == name or name in i.renamed_from), None)


def _why_not(seal: Seal, sealed: SealedIssue, issue: Issue | None, outcome: Outcome | None) -> str:
    if issue is None:
        return "the case has no such issue any more"
    if outcome is None:
        return "no outcome yet"
    if seal.sealed_at >= datetime.combine(outcome.on, time(), seal.sealed_at.tzinfo):
        return f"sealed on {seal.sealed_at:%Y-%m-%d}, not before the outcome of {outcome.on}"
    if not sealed.models:
        return "no model had an outcome"
    if sealed.wording != issue.wording:
        return "the wording of the issue has changed since"
    if any(outcome.option not in model.shares for model in sealed.models):
        return f"it gives no chance to '{outcome.option}'"
    return ""


def _even(sealed: SealedIssue) -> SealedModel:
    """Return the forecast of one who knows nothing: every option alike, anywhere on the scale."""
    options: Mapping[str, float] = sealed.models[0].shares if sealed.models else {}
    return SealedModel(
        model=EVEN,
        low=10.0,
        high=90.0,
        shares=dict.fromkeys(options, 1 / max(1, len(options))),
        quantiles=tuple(float(100 * share) for share in QUANTILES),
    )


def _score(name: str, held: Sequence[_Held]) -> ModelScore:
    chances = [pair for one in held for pair in one.chances]
    given = np.array([chance for chance, _ in chances])
    came = np.array([happened for _, happened in chances])
    at = np.array([one.at for one in held])
    crps = [float(score_crps_draws(one.model.quantiles, one.at)) for one in held]
    return ModelScore(
        model=name,
        forecasts=len(held),
        brier=score_brier(given, came),
        log_score=float(score_log_loss(given[came], came[came]).mean()),
        crps=float(np.mean(crps)),
        coverage=count_coverage(
            at, [one.model.low for one in held], [one.model.high for one in held]
        ),
        reliability=tabulate_reliability(given, came) if len(chances) >= ENOUGH else (),
    )

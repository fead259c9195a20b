"""How fast positions move, by the likelihood of what was said: only on request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from scipy.optimize import minimize

from pourparler.errors import ShapeError
from pourparler.models.positions.evidence import Evidence
from pourparler.models.positions.passes import run_passes
from pourparler.models.positions.schedule import Schedule, build_schedule
from pourparler.models.positions.spaces import Floats, Grid, OptionSet

WALKS = (1e-3, 10.0)
JUMP_RATES = (1e-4, 0.1)
"""Where to look: jumps from one in 27 years to one in ten days."""

_GRAIN = 0.01
"""Rates are found to one per cent, far finer than any evidence tells them apart."""

_AT_BOUND = 0.05

Outcome = Literal["found", "at_bound", "flat", "not_converged"]


@dataclass(frozen=True, slots=True)
class Fit:
    """Rates under which what was said is likeliest.

    Attributes
    ----------
    space : Grid or OptionSet
        The space with the rates that were found.
    log_evidence : float
        Natural logarithm of the likelihood at these rates, all series together.
    gain : float
        By how much that is more than at the rates that were given. Below about 2 the
        defaults are as good.
    outcome : str
        ``found``; ``at_bound``: a rate is at the end of where it was looked for; ``flat``: the
        evidence does not tell rates apart, and those that were given are kept;
        ``not_converged``: the search ended early.
    """

    space: Grid | OptionSet
    log_evidence: float
    gain: float
    outcome: Outcome


def fit_motion(space: Grid | OptionSet, series: Sequence[Evidence]) -> Fit:
    """Find the walk and the jump rate by marginal likelihood.

    The defaults were set on simulations and serve most cases; few cases hold enough
    utterances to say better. A fit is reported with the result that used it, and is never
    repeated until a wished-for shift appears.

    Parameters
    ----------
    space : Grid or OptionSet
        Its rates are where the search begins. On an option set only jumps are fitted.
    series : sequence of Evidence
        All that move at the same rates, such as all actors on one issue.

    Raises
    ------
    ShapeError
        There are no series, or they are not about this space.

    Notes
    -----
    Nelder-Mead on the logarithms of the rates, between 1e-3 and 10 squared points a day for
    the walk and 1e-4 and 0.1 a day for jumps. Each trial is one forward pass.

    Examples
    --------
    >>> days = np.arange(12.0) * 30
    >>> said = Evidence(
    ...     first_day=days, last_day=days, modality=[0] * 12, utterance=range(12),
    ...     misread=[0.05] * 12, not_meant=[0.0] * 12, options=np.eye(3, dtype=bool)[[0, 1] * 6],
    ... )
    >>> fit = fit_motion(OptionSet(3), [said])
    >>> fit.space.jump_rate > 0.02, fit.gain > 2
    (True, True)
    """
    if not series:
        raise ShapeError("0 series; at least one is needed to fit how positions move")
    loss = weigh_rates(space, series)
    bounds = np.log([WALKS, JUMP_RATES] if isinstance(space, Grid) else [JUMP_RATES])
    start = np.clip(_logs(space), bounds[:, 0], bounds[:, 1])

    given = -loss(_logs(space))
    found = minimize(
        loss, start, method="Nelder-Mead", bounds=bounds,
        options={"xatol": _GRAIN, "fatol": 1e-3, "initial_simplex": _corners(start, bounds)},
    )  # fmt: skip
    gain = -float(found.fun) - given
    spread = max(loss(end) for end in bounds.T) - float(found.fun)
    if max(gain, spread) < _GRAIN:
        return Fit(space, given, 0.0, "flat")
    near = (np.abs(bounds - found.x[:, None]) < _AT_BOUND).any()
    outcome: Outcome = "not_converged" if not found.success else "at_bound" if near else "found"
    return Fit(_at(space, found.x), -float(found.fun), gain, outcome)


def weigh_rates(space: Grid | OptionSet, series: Sequence[Evidence]) -> Callable[[Floats], float]:
    """Return what tells how unlikely rates make what was said.

    Parameters
    ----------
    space : Grid or OptionSet
    series : sequence of Evidence

    Returns
    -------
    callable
        Of the logarithms of the rates, shape (2,) for walk and jump rate on a grid, (1,) for
        the jump rate on an option set: minus the logarithm of the likelihood of all series.
    """
    blocks = _group([build_schedule(evidence, space) for evidence in series])
    return lambda logs: -_log_evidence(_at(space, logs), blocks)


def _group(schedules: Sequence[Schedule]) -> list[list[Schedule]]:
    """Put together what runs together: as many states."""
    groups: dict[int, list[Schedule]] = {}
    for schedule in schedules:
        groups.setdefault(schedule.states, []).append(schedule)
    return list(groups.values())


def _log_evidence(space: Grid | OptionSet, blocks: Sequence[Sequence[Schedule]]) -> float:
    return float(
        sum(run_passes(space, block, backward=False).log_evidence.sum() for block in blocks)
    )


def _logs(space: Grid | OptionSet) -> Floats:
    rates = [space.walk, space.jump_rate] if isinstance(space, Grid) else [space.jump_rate]
    return np.log(np.maximum(rates, np.finfo(np.float64).tiny))


def _at(space: Grid | OptionSet, logs: Floats) -> Grid | OptionSet:
    rates = [float(rate) for rate in np.exp(logs)]
    if isinstance(space, Grid):
        return replace(space, walk=rates[0], jump_rate=rates[1])
    return replace(space, jump_rate=rates[0])


def _corners(start: Floats, bounds: Floats) -> Floats:
    """Return a first simplex wide enough to leave a flat place: a quarter of the range."""
    steps = np.diag((bounds[:, 1] - bounds[:, 0]) / 4)
    steps[np.diag(start > bounds.mean(axis=1))] *= -1
    return np.concatenate((start[None], start + steps))

"""How well what was said tells the rates of motion apart: intervals by profile likelihood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.stats import chi2

from pourparler.models.positions.evidence import Evidence
from pourparler.models.positions.fitting import JUMP_RATES, WALKS, Fit, weigh_rates
from pourparler.models.positions.spaces import Floats, Grid

HELD: Final = 0.95
"""The share of intervals that hold the rate under which the evidence came about."""

_DROP: Final = float(chi2.ppf(HELD, 1)) / 2
"""By how much the logarithm of the likelihood may be below its maximum inside an interval."""

_STEPS: Final = 12
"""Places, evenly spaced in logarithms, between which the ends of an interval are looked for."""

_GRAIN: Final = 0.02


@dataclass(frozen=True, slots=True)
class RateInterval:
    """A rate with the interval that the evidence leaves it.

    Attributes
    ----------
    value : float
        The likeliest rate.
    low, high : float
        Ends of the interval.
    is_low_open, is_high_open : bool
        Whether the interval goes on beyond where it was looked for: the evidence sets no
        bound on that side.
    """

    value: float
    low: float
    high: float
    is_low_open: bool
    is_high_open: bool


def find_rate_intervals(fit: Fit, series: Sequence[Evidence]) -> dict[str, RateInterval]:
    """Return an interval for each rate of a fit, the other rate at its best for each value.

    Parameters
    ----------
    fit : Fit
        Of these series.
    series : sequence of Evidence

    Returns
    -------
    dict
        ``jump_rate``, and ``walk`` on a grid. Where the evidence tells no rates apart the
        interval is all that was looked at, open at both ends.

    Notes
    -----
    Profile likelihood: the rates at which twice the logarithm of the likelihood ratio to the
    best is within the 95 % point of chi-squared with one degree of freedom (Wilks 1938). For
    little evidence, and at the end of a range, that is a rough guide. If the likelihood has
    several humps, the interval is that around the likeliest rate.

    Examples
    --------
    >>> from pourparler.models.positions.fitting import fit_motion
    >>> from pourparler.models.positions.spaces import OptionSet
    >>> days = np.arange(12.0) * 30
    >>> said = Evidence(
    ...     first_day=days, last_day=days, modality=[0] * 12, utterance=range(12),
    ...     misread=[0.05] * 12, not_meant=[0.0] * 12, options=np.eye(3, dtype=bool)[[0, 1] * 6],
    ... )
    >>> found = find_rate_intervals(fit_motion(OptionSet(3), [said]), [said])["jump_rate"]
    >>> found.low < found.value <= found.high, found.is_low_open, found.is_high_open
    (True, False, True)
    """
    space = fit.space
    names = ("walk", "jump_rate") if isinstance(space, Grid) else ("jump_rate",)
    ranges = {"walk": WALKS, "jump_rate": JUMP_RATES}
    bounds = np.log([ranges[name] for name in names])
    best = np.clip(np.log([max(getattr(space, n), 1e-300) for n in names]), *bounds.T)
    loss = weigh_rates(space, series)
    found = {}
    for place, name in enumerate(names):
        profile = _profile(loss, bounds, best, place)
        low, high = _ends(profile, bounds[place], float(best[place]), loss(best))
        found[name] = RateInterval(
            value=float(np.exp(best[place])),
            low=float(np.exp(bounds[place, 0] if low is None else low)),
            high=float(np.exp(bounds[place, 1] if high is None else high)),
            is_low_open=low is None,
            is_high_open=high is None,
        )
    return found


def _profile(
    loss: Callable[[Floats], float], bounds: Floats, best: Floats, place: int
) -> Callable[[float], float]:
    """Return the least loss at a value of one rate, over the other where there is one."""

    def profile(value: float) -> float:
        at = best.copy()
        at[place] = value
        if len(best) == 1:
            return loss(at)
        other = 1 - place

        def along(logarithm: float) -> float:
            at[other] = logarithm
            return loss(at)

        here = along(float(best[other]))
        found = minimize_scalar(
            along, bounds=tuple(bounds[other]), method="bounded", options={"xatol": 5 * _GRAIN}
        )
        return min(here, float(found.fun))

    return profile


def _ends(
    profile: Callable[[float], float], bounds: Floats, best: float, least: float
) -> tuple[float | None, float | None]:
    """Return where the profile rises too far above its least, None where it never does."""

    def above(value: float) -> float:
        return profile(value) - least - _DROP

    ends: list[float | None] = []
    for bound in (float(bounds[0]), float(bounds[1])):
        inside, end = best, None
        if abs(bound - best) < _GRAIN:
            ends.append(None)
            continue
        for outside in np.linspace(best, bound, _STEPS + 1)[1:]:
            if above(float(outside)) > 0:
                end = float(brentq(above, inside, float(outside), xtol=_GRAIN))
                break
            inside = float(outside)
        ends.append(end)
    return ends[0], ends[1]

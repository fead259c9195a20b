"""Success of an attack as a sum of waves in the force that arrives.

The chance of success is a smooth curve in the force G that arrives, between 0 and the most S
that could. Fitted there by waves, f(G) = Re sum_q c_q e^{i pi q G / S}, its expectation needs
only E[e^{i pi q G / S}], which is a product over guarantors. So no distribution is formed,
contributions need not be whole numbers, and time grows linearly in guarantors. As G never
leaves [0, S], the error is at most the largest gap between curve and waves, which is
measured between the nodes of the fit, in every draw.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pourparler.models.arguments import Floats
from pourparler.models.guarantees.contest import Contest
from pourparler.models.guarantees.transform import Turn

Complex = NDArray[np.complex128]

WAVES: Final = (16, 32, 64, 128, 256)
"""Numbers of waves that are tried, one after the other, until the error is small enough."""

_RCOND = 1e-14  # waves on half their period are nearly dependent; smaller directions are noise
_ROUNDING = 2e-16  # of one multiplication, relative


@dataclass(frozen=True, slots=True)
class Fit:
    """Waves fitted to the chance of success.

    Attributes
    ----------
    weights : complex, shape (n, Q + 1) or (n, P, Q + 1)
    error : shape (n,) or (n, P), largest gap between curve and waves
    """

    weights: Complex
    error: Floats

    def part(self, rows: NDArray[np.bool_]) -> Fit:
        """Return the fit in some draws."""
        return Fit(self.weights[rows], self.error[rows])


def fit_waves(contest: Contest, span: Floats, waves: int) -> Fit:
    """Fit the chance of success against forces from 0 to ``span``, shape (n,)."""
    basis = _basis(waves)
    curve = contest.success(span[:, None] * basis.nodes)
    found = (curve[..., ::2] @ basis.analysis) @ basis.synthesis
    gap = np.abs(found @ basis.waves - curve).max(axis=-1)
    weights = found[..., : waves + 1].astype(np.complex128)
    weights[..., 1:] -= 1j * found[..., waves + 1 :]
    return Fit(weights, gap + _ROUNDING * waves * np.abs(found).sum(axis=-1))


def turn_on(span: Floats, waves: int) -> Turn:
    """Return the turn e^{i pi q g / S} of a contribution at q = 0 .. Q, shape (Q + 1, n)."""

    def turn(contribution: Floats) -> Complex:
        turned = np.empty((waves + 1, contribution.size), dtype=np.complex128)
        turned[0] = 1.0
        turned[1:] = np.exp(1j * np.pi * contribution / span)
        return np.multiply.accumulate(turned, axis=0)

    return turn


@dataclass(frozen=True, slots=True)
class _Basis:
    """Least squares on the unit interval: every other node fits, all of them check."""

    nodes: Floats
    waves: Floats
    analysis: Floats
    synthesis: Floats


@cache
def _basis(waves: int) -> _Basis:
    # Nodes lie closer together at both ends, where waves would otherwise run free.
    angles = np.linspace(0.0, np.pi, 6 * waves + 9)
    nodes = (1.0 - np.cos(angles)) / 2.0
    turns = np.pi * np.arange(waves + 1)[:, None] * nodes
    table = np.vstack([np.cos(turns), np.sin(turns[1:])])
    left, sizes, right = np.linalg.svd(table[:, ::2].T, full_matrices=False)
    kept = sizes > _RCOND * sizes[0]
    # The two factors are kept apart: multiplied, rounding would grow by 1 / _RCOND.
    return _Basis(nodes, table, left[:, kept], right[kept] / sizes[kept, None])

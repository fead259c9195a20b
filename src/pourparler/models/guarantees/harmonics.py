"""The chance of success as a sum of waves in the force that arrives.

Given the state of the lead, the force G that arrives lies between L and L + W, but for a
chance too small to matter. There the chance of success is a smooth curve. Fitted by waves,
f(G) = Re sum_q c_q e^{i pi q (G - L) / W}, its expectation needs only the transform of G,
which is a product over guarantors. So no distribution is formed, contributions need not be
whole numbers, and time grows linearly in guarantors. The error is at most the largest gap
between curve and waves, which is measured between the nodes of the fit, in every draw.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pourparler.models.arguments import Floats
from pourparler.models.guarantees.contest import Contest
from pourparler.models.guarantees.pledges import Pledges, blocks
from pourparler.models.guarantees.transform import Complex

Rows = NDArray[np.intp]

WAVES: Final = (12, 16, 24, 32, 64, 128)
"""Numbers of waves that are tried, one after the other, until the error is small enough."""

_RCOND = 1e-14  # waves on half their period are nearly dependent; smaller directions are noise
_ROUNDING = 2e-16  # of one multiplication, relative
_OUTSIDE = 1e-15  # chance that what arrives lies outside of the stretch that is fitted
_ONE_THREAD = 1 << 18  # multiplications up to which OpenBLAS does not share a product
_BLOCK = 1 << 13  # waves times draws that are held at a time; more would leave the cache


@dataclass(frozen=True, slots=True)
class Fit:
    """Waves fitted to the chance of success, given a state of the lead, in n draws.

    Attributes
    ----------
    weights : complex, shape (n, Q + 1) or (n, P, Q + 1), P packages
    error : shape (n,) or (n, P), how far an expectation may be off
    low, width : shape (n,), the stretch of forces that is fitted
    """

    weights: Complex
    error: Floats
    low: Floats
    width: Floats

    def turn(self, contribution: Floats) -> Complex:
        """Return e^{i pi q g / W} of a contribution at q = 0 .. Q, shape (Q + 1, n)."""
        frequencies, known = self.weights.shape[-1], 1
        turned = np.empty((frequencies, contribution.size), dtype=np.complex128)
        angle = np.pi * contribution / self.width
        step = np.cos(angle) + 1j * np.sin(angle)
        turned[0] = 1.0
        while known < frequencies:  # twice as many each time: z^(q + known) = z^q z^known
            more = min(known, frequencies - known)
            np.multiply(turned[:more], step, out=turned[known : known + more])
            known, step = known + more, step * step
        return turned

    def expect(self, transformed: Complex) -> Floats:
        """Return the expected chance of success from the transform of what arrives.

        From shape (Q + 1, n) to (n,), or (n, P).
        """
        moved = transformed * self.turn(-self.low)
        spec = "npq,qn->np" if self.weights.ndim == 3 else "nq,qn->n"
        expected: Floats = np.einsum(spec, self.weights, moved).real
        return expected

    def part(self, rows: NDArray[np.bool_]) -> Fit:
        """Return the fit in some draws."""
        return Fit(self.weights[rows], self.error[rows], self.low[rows], self.width[rows])


def fit_success(
    pledges: Pledges,
    contest: Contest,
    state: int,
    tolerance: float,
    *,
    thinned: bool = False,
    held: int = 1,
) -> Iterator[tuple[Rows, Fit]]:
    """Yield draws with the waves that fit the chance of success in them.

    Every draw comes once, with as few waves as ``tolerance`` allows. ``thinned`` if some
    guarantors may not have pledged at all; ``held`` is how many transforms of a draw the
    caller keeps at a time.
    """
    waiting = np.arange(contest.strength.shape[0])
    for waves in WAVES:
        left = [waiting[:0]]
        for rows in blocks(waiting.size, _BLOCK // (waves * held)):
            some = waiting[rows]
            stretch = _stretch(pledges.part(some), state, thinned)
            fit = _fit(contest.part(some), stretch, waves)
            good = fit.error.reshape(some.size, -1).max(axis=1) <= tolerance
            good |= waves == WAVES[-1]
            left.append(some[~good])
            if good.any():
                yield some[good], fit.part(good)
        waiting = np.concatenate(left)


def _fit(contest: Contest, stretch: tuple[Floats, Floats], waves: int) -> Fit:
    basis = _basis(waves)
    low, width = stretch
    curve = contest.success(low[:, None] + width[:, None] * basis.nodes)
    found = _multiply(_multiply(curve[..., ::2], basis.analysis), basis.synthesis)
    gap = np.abs(_multiply(found, basis.waves) - curve).max(axis=-1)
    weights = found[..., : waves + 1].astype(np.complex128)
    weights[..., 1:] -= 1j * found[..., waves + 1 :]
    beyond = (_OUTSIDE + _ROUNDING * waves) * (1.0 + np.abs(found).sum(axis=-1))
    return Fit(weights, gap + beyond, low, width)


def _stretch(pledges: Pledges, state: int, thinned: bool) -> tuple[Floats, Floats]:
    """Return the least force that matters and the width from it to the most."""
    # Hoeffding (1963): a sum of independent parts strays by t with chance 2 e^{-2 t^2 / sum g^2}.
    lead, each = pledges.lead_contributions[:, state], pledges.contributions
    mean = (each * pledges.reliabilities[:, :, state]) @ pledges.counts
    stray = np.sqrt(np.log(2.0 / _OUTSIDE) / 2.0 * (each**2 @ pledges.counts))
    low = np.zeros_like(mean) if thinned else np.maximum(mean - stray, 0.0)
    high = np.minimum(mean + stray, each @ pledges.counts)
    return lead + low, np.maximum(high - low, 1.0)


def _multiply(rows: Floats, matrix: Floats) -> Floats:
    """Return rows @ matrix, a few rows at a time.

    Larger products are shared among threads that wait for each other: on a machine with other
    work to do that took ten times as long.
    """
    flat, few = rows.reshape(-1, rows.shape[-1]), max(1, _ONE_THREAD // matrix.size)
    product = np.empty((flat.shape[0], matrix.shape[1]))
    for some in blocks(flat.shape[0], few):
        np.matmul(flat[some], matrix, out=product[some])
    return product.reshape(*rows.shape[:-1], -1)


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

"""Exchange of positions: two actors each give way on the issue that matters less to them.

The equal gain variant of the position exchange model (Stokman and Van Oosten 1994; Dijkstra,
Van Assen and Stokman 2008): of all exchanges that two actors could make, the one is realised in
which both gain alike and most, again and again, until none is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError, ShapeError
from pourparler.models.bargaining.standings import SCALE_LENGTH, Floats

Sides = Literal["current", "start"]

LEAST_GAIN: Final = 1e-10
"""In points of the scale times salience: below it an exchange is rounding."""

_SAME_GAIN: Final = 1e-9
"""Gains this near to the best count as ties, which the order of actors and issues breaks."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One exchange. Frozen.

    ``demander`` wants issue ``wanted`` and gives way on issue ``given``; ``supplier`` the
    reverse. The moves are from and to on the scale. Both have the same ``gain``: points of
    the outcomes' approach, weighted by salience.
    """

    demander: int
    supplier: int
    wanted: int
    given: int
    supplier_move: tuple[float, float]
    demander_move: tuple[float, float]
    gain: float


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What exchanging leads to. Frozen.

    Attributes
    ----------
    exchanges : tuple of Exchange
        In the order in which they were made.
    voting : shape (A, I)
        Positions that actors vote for after all exchanges.
    outcomes : shape (I,)
        Means of the voting positions, weighted by influence times salience.
    before : shape (I,)
        The same of the positions before any exchange.
    """

    exchanges: tuple[Exchange, ...]
    voting: Floats
    outcomes: Floats
    before: Floats


def solve_exchange(
    positions: ArrayLike,
    saliences: ArrayLike,
    influences: ArrayLike,
    *,
    sides: Sides = "current",
) -> Exchanged:
    """Let actors exchange positions until nobody gains any more.

    Parameters
    ----------
    positions : shape (A, I), in [0, 100]
        Of A actors on I issues; NaN where an actor takes no part in an issue.
    saliences : shape (A, I), in [0, 1]
    influences : shape (A, I) or (A,), at or above 0
    sides : {"current", "start"}
        Which outcome two actors have to stand on opposite sides of: the one expected now, so
        that every exchange is worth what it says to both, or the one before any exchange, as
        in programs of the model's authors.

    Returns
    -------
    Exchanged

    Raises
    ------
    ShapeError
        The shapes do not fit each other.
    RangeError
        A number is outside its range, or an issue has nobody with weight on it.

    Notes
    -----
    Two actors can exchange on issues on both of which they stand on opposite sides of the
    expected outcome. The one to whom an issue matters more, relative to the other issue,
    demands it. The supplier moves to the demander's position, the demander as far as makes
    gains equal, or the reverse where that is too far; no move takes an outcome past the
    position for whose sake it is made. Ties are broken by the order of actors, then issues:
    the same input gives the same result. Time is O(A^2 I^2) an exchange.
    """
    market = _open_market(positions, saliences, influences)
    if sides == "current":
        market.start = None
    before = market.outcomes()
    made: list[Exchange] = []
    while (best := market.best()) is not None:
        market.make(best)
        made.append(best)
    voting = np.where(market.shares > 0, market.voting, np.asarray(positions, dtype=np.float64))
    return Exchanged(tuple(made), voting, market.outcomes(), before)


def _open_market(positions: ArrayLike, saliences: ArrayLike, influences: ArrayLike) -> _Market:
    wanted = np.array(positions, dtype=np.float64)
    cares, power = np.asarray(saliences, np.float64), np.asarray(influences, np.float64)
    if power.ndim == 1:
        power = power[:, None]
    if wanted.ndim != 2 or cares.shape != wanted.shape or power.shape[0] != wanted.shape[0]:
        raise ShapeError(
            f"positions {wanted.shape}, saliences {cares.shape}, influences {power.shape}; "
            "(A, I) each is needed, (A,) for influences"
        )
    absent = np.isnan(wanted)
    cares = np.where(absent, 0.0, cares)
    power = np.where(absent, 0.0, np.broadcast_to(power, wanted.shape))
    wanted = np.where(absent, 0.0, wanted)
    for name, table, most in (
        ("positions", wanted, SCALE_LENGTH),
        ("saliences", cares, 1.0),
        ("influences", power, np.inf),
    ):
        if not ((table >= 0) & (table <= most)).all():
            raise RangeError(f"{name} has a value outside 0 to {most:g}")
    totals = (cares * power).sum(axis=0)
    if not (totals > 0).all():
        issue = int(np.argmin(totals))
        raise RangeError(f"nobody has salience and influence on issue {issue}")
    shares = power * cares / totals
    start = (shares * wanted).sum(axis=0)
    return _Market(wanted, cares, shares, wanted.copy(), start)


@dataclass(slots=True)
class _Market:
    """Who could exchange what; ``voting`` changes with every exchange.

    ``shares`` are influence times salience over the issue's total, (A, I); ``start`` are the
    outcomes that decide on sides, the present ones when None.
    """

    wanted: Floats
    cares: Floats
    shares: Floats
    voting: Floats
    start: Floats | None

    def outcomes(self) -> Floats:
        """Return the expected outcome of each issue, shape (I,)."""
        expected: Floats = (self.shares * self.voting).sum(axis=0)
        return expected

    def best(self) -> Exchange | None:
        """Return the exchange with the largest gain, None when there is none."""
        one, other = np.triu_indices(len(self.wanted), 1)
        shift = self._shifts()
        to_one, to_other = shift[other, one], shift[one, other]
        cares, both = self.cares[one], self.cares[one] + self.cares[other]
        rate = both[:, :, None] / np.where(both > 0, both, np.inf)[:, None, :]
        with np.errstate(divide="ignore", invalid="ignore"):
            limit = to_other[:, None, :] / rate
        approach = np.minimum(to_one[:, :, None], np.where(rate > 0, limit, 0.0))
        gain = approach * (cares[:, :, None] - rate * cares[:, None, :])
        if not gain.size or not gain.max() > LEAST_GAIN:
            return None
        first = int(np.argmax(gain >= gain.max() - _SAME_GAIN))
        pair, p, q = np.unravel_index(first, gain.shape)
        place = (int(one[pair]), int(other[pair]), int(p), int(q))
        found = float(approach[pair, p, q])
        return self._exchange(
            place, (found, found * float(rate[pair, p, q])), float(gain[pair, p, q])
        )

    def make(self, exchange: Exchange) -> None:
        """Move both actors."""
        self.voting[exchange.supplier, exchange.wanted] = exchange.supplier_move[1]
        self.voting[exchange.demander, exchange.given] = exchange.demander_move[1]

    def _shifts(self) -> Floats:
        """Return how far a supplier can move an outcome towards a demander: (A, A, I).

        0 where they do not stand on opposite sides, or where the move would lead away.
        """
        outcomes = self.outcomes()
        left = self.wanted <= (outcomes if self.start is None else self.start)
        way = self.wanted[None, :, :] - self.voting[:, None, :]
        ahead = (self.wanted - outcomes)[None, :, :]
        apart = self.wanted[None, :, :] - self.wanted[:, None, :]  # no way back home
        useful = (left[:, None, :] != left[None, :, :]) & (way * ahead > 0) & (way * apart > 0)
        furthest = np.minimum(np.abs(way) * self.shares[:, None, :], np.abs(ahead))
        return np.where(useful, furthest, 0.0)

    def _exchange(
        self, place: tuple[int, int, int, int], shifts: tuple[float, float], gain: float
    ) -> Exchange:
        demander, supplier, wanted, given = place
        return Exchange(
            demander=demander,
            supplier=supplier,
            wanted=wanted,
            given=given,
            supplier_move=self._move(supplier, demander, wanted, shifts[0]),
            demander_move=self._move(demander, supplier, given, shifts[1]),
            gain=gain,
        )

    def _move(self, mover: int, towards: int, issue: int, shift: float) -> tuple[float, float]:
        start, goal = self.voting[mover, issue], self.wanted[towards, issue]
        step = min(shift / self.shares[mover, issue], abs(goal - start))
        return float(start), float(start + np.sign(goal - start) * step)


def next_positions(positions: ArrayLike, voting: ArrayLike, saliences: ArrayLike) -> Floats:
    """Return where actors start the next round, shape (A, I).

    The less an issue matters to an actor, the more of its vote becomes its position:
    (1 - k) position + k vote, with k = 0.1 + 0.4 (1 - salience).

    Examples
    --------
    >>> next_positions([[0.0, 0.0]], [[100.0, 100.0]], [[1.0, 0.0]])
    array([[10., 50.]])
    """
    adopted = 0.1 + 0.4 * (1.0 - np.asarray(saliences, dtype=np.float64))
    start = np.asarray(positions, dtype=np.float64)
    moved: Floats = (1.0 - adopted) * start + adopted * np.asarray(voting, dtype=np.float64)
    return moved

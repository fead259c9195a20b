"""The challenge model: actors who expect to win make others move.

Bueno de Mesquita's expected utility model as Scholz, Calbert and Smith (2011) spelled it out.
The formula printed there and the one that reproduces its results differ, so the variants are
named, and no exact replication of the papers is claimed. The model is historical: on decisions
of the European Union it has erred more than a simple mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np

from pourparler.errors import RangeError
from pourparler.models.bargaining.forecast import Forecast
from pourparler.models.bargaining.means import solve_median
from pourparler.models.bargaining.offers import choose_moves
from pourparler.models.bargaining.standings import Floats, Standings

Denominator = Literal["all_triples", "pair"]
Compromise = Literal["smallest", "least_movement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """How the challenge model is read. Frozen.

    Attributes
    ----------
    denominator : {"all_triples", "pair"}
        What votes for a challenger are divided by: all votes on all pairs, as the results in
        print need, or those on the pair, as the formula in print says.
    compromise : {"smallest", "least_movement"}
        Which of several compromises an actor takes: the one lowest on the scale, as in the
        program behind the results, or the nearest, as the paper's words have it. Only the
        second treats both directions of the scale alike.
    risk_votes : bool
        Whether third parties vote with their own attitude to risk, or without any.
    status_quo : float, in [0, 1]
        Chance that nothing happens to who does not challenge.
    """

    denominator: Denominator = "all_triples"
    compromise: Compromise = "least_movement"
    risk_votes: bool = True
    status_quo: float = 1.0

    def __post_init__(self) -> None:
        """Refuse a chance outside [0, 1]."""
        if not 0 <= self.status_quo <= 1:
            raise RangeError(f"status_quo is {self.status_quo}; a chance from 0 to 1 is needed")


AS_CODED = Variant(compromise="smallest")
"""Reproduces seven of eight medians of the paper's example."""

AS_PRINTED = Variant(denominator="pair")


@dataclass(frozen=True, slots=True)
class Round:
    """One round of challenges. Frozen.

    Attributes
    ----------
    positions : shape (D, A)
        After the round.
    risks : shape (D, A), in [1/2, 2]
        Exponent of each actor: above 1 averse to risk.
    expected : shape (D, A, A)
        ``expected[d, i, j]`` is what i expects of challenging j.
    """

    positions: Floats
    risks: Floats
    expected: Floats


def play_challenges(
    standings: Standings, *, rounds: int = 10, variant: Variant | None = None
) -> tuple[Round, ...]:
    """Let actors challenge each other for some rounds.

    Parameters
    ----------
    standings : Standings
        D draws of A actors; influence is the model's capability.
    rounds : int, at least 1
        Most rounds that are played; fewer when nobody moves any more in any draw.
    variant : Variant, optional
        The defaults of ``Variant`` when left out.

    Returns
    -------
    tuple of Round
        Positions that have come together stay: nobody is left to challenge.

    Raises
    ------
    RangeError
        No round is asked for.

    Notes
    -----
    Time and memory are O(D A^3) a round. Formulas: vote_k(i, j) = c_k s_k ((d_kj / R)^r_k -
    (d_ki / R)^r_k), R the range of positions at the start; P(i, j) the votes for i over the
    denominator; U_s = 2 - 4 (1/2 - d_ij / 2R)^r, U_f the same with plus, U_q = 2 - 4 (1/2)^r;
    E(i, j) = s_j (P U_s + (1 - P) U_f) + (1 - s_j) U_s - q U_q. Risk comes from how what others
    expect of challenging an actor compares with what it could be.
    """
    if rounds < 1:
        raise RangeError(f"{rounds} rounds: at least 1 is needed")
    variant = variant or Variant()
    positions, spans = standings.positions, _spans(standings)
    played: list[Round] = []
    for _ in range(rounds):
        contest = _Contest(standings, positions, spans, variant)
        risks = contest.risks()
        own, others = contest.expect(risks)
        moved = choose_moves(positions, own, others, lowest=variant.compromise == "smallest")
        played.append(Round(moved, risks, own))
        if np.array_equal(moved, positions):
            break
        positions = moved
    return tuple(played)


def solve_challenge(
    standings: Standings, *, rounds: int = 10, variant: Variant | None = None
) -> Forecast:
    """Forecast the weighted median of where actors stand when the challenges are over.

    Parameters and errors as for ``play_challenges``. Between several medians the middle.
    """
    variant = variant or Variant()
    last = play_challenges(standings, rounds=rounds, variant=variant)[-1]
    settled = Standings(last.positions, standings.saliences, standings.influences)
    return Forecast(
        model=f"challenge, {variant.denominator} denominator, {variant.compromise} compromise",
        outcomes=solve_median(settled).outcomes,
        agreed=np.ones(standings.draws, dtype=bool),
        standings_sha256=standings.sha256,
        parameters=MappingProxyType({"rounds": rounds, "variant": variant}),
    )


def winning_chances(standings: Standings, *, variant: Variant | None = None) -> Floats:
    """Return each actor's chance to win against each other one, shape (D, A, A).

    Before anybody has moved, and with third parties that are neutral to risk. With the
    denominator of all pairs the two chances of a pair do not add up to 1, and an ally of the
    challenger can lower its chance: read them as that variant's numbers, not as chances.
    """
    contest = _Contest(standings, standings.positions, _spans(standings), variant or Variant())
    return contest.chances(np.ones_like(standings.positions))


def _spans(standings: Standings) -> Floats:
    """Return the range of positions in each draw; 1 where all stand at one point."""
    spans = np.ptp(standings.positions, axis=1)
    return np.where(spans > 0, spans, 1.0)


@dataclass(frozen=True, slots=True)
class _Contest:
    """All pairs of actors at their present positions."""

    standings: Standings
    positions: Floats
    spans: Floats
    variant: Variant

    def expect(self, risks: Floats) -> tuple[Floats, Floats]:
        """Return what i expects of challenging j, and of j's challenge, both seen by i."""
        votes = risks if self.variant.risk_votes else np.ones_like(risks)
        wins = self.chances(votes)
        exponents = risks[:, :, None]
        apart = np.minimum(self._distances() / self.spans[:, None, None], 1.0)  # rounding
        gain = 2.0 - 4.0 * (0.5 - 0.5 * apart) ** exponents
        loss = 2.0 - 4.0 * (0.5 + 0.5 * apart) ** exponents
        nothing = self.variant.status_quo * (2.0 - 4.0 * 0.5**exponents)
        cares = self.standings.saliences
        return (
            _weigh(cares[:, None, :], wins, gain, loss) - nothing,
            _weigh(cares[:, :, None], wins.swapaxes(1, 2), gain, loss) - nothing,
        )

    def risks(self) -> Floats:
        """Return each actor's exponent from how exposed it is, shape (D, A)."""
        _, others = self.expect(np.ones_like(self.positions))
        exposed = others.sum(axis=2) - np.diagonal(others, axis1=1, axis2=2)
        least, most = exposed.min(axis=1, keepdims=True), exposed.max(axis=1, keepdims=True)
        spread = np.where(most > least, most - least, 1.0)
        relative = np.where(most > least, (2 * exposed - most - least) / spread, 0.0)
        exponents: Floats = (1 - relative / 3) / (1 + relative / 3)
        return exponents

    def _distances(self) -> Floats:
        return np.abs(self.positions[:, :, None] - self.positions[:, None, :])

    def chances(self, exponents: Floats) -> Floats:
        """Return the chance that i wins against j, shape (D, A, A)."""
        nearness = (self._distances() / self.spans[:, None, None]) ** exponents[:, :, None]
        strength = self.standings.weights[:, :, None, None]
        votes = strength * (nearness[:, :, None, :] - nearness[:, :, :, None])  # (D, k, i, j)
        won = np.maximum(votes, 0.0).sum(axis=1)
        cast = np.abs(votes).sum(axis=1)
        if self.variant.denominator == "all_triples":
            cast = np.broadcast_to(cast.sum(axis=(1, 2), keepdims=True), won.shape)
        chances: Floats = np.divide(won, cast, out=np.full_like(won, 0.5), where=cast > 0)
        return chances


def _weigh(cares: Floats, wins: Floats, gain: Floats, loss: Floats) -> Floats:
    """Return the worth of a challenge to somebody who resists as far as it cares."""
    worth: Floats = cares * (wins * gain + (1.0 - wins) * loss) + (1.0 - cares) * gain
    return worth

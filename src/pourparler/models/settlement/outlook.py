"""What follows a signature: who joins the guarantee, how likely peace breaks, how long it holds.

Everything is an array over draws, shape (N,), so that a design is looked at in all draws at
once; packages are looked at one after the other.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from pourparler.errors import RangeError
from pourparler.models.durability.attack import attack_benefit, keep_inside, solve_durability
from pourparler.models.durability.costs import LogisticCost
from pourparler.models.guarantees.contest import Contest
from pourparler.models.guarantees.participation import Terms, solve_participation
from pourparler.models.guarantees.pledges import Pledges
from pourparler.models.guarantees.success import solve_success
from pourparler.models.settlement.values import Peace

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.intp]
_Record = TypeVar("_Record", bound="Attack | Motives | Guarantee")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """What a renewed attack means to the advancing side, one value a draw: shape (N,).

    Attributes
    ----------
    gain, loss : u, of an attack that succeeds and of one that fails
    cost_mean, cost_spread : u, centre and spread of its private cost (logistic)
    opportunities, accidents : 1/year, openings for an attack; breakdowns nobody chose
    discount : 1/year, above 0
    strength, own_army : force units of the attacker, and of the side attacked
    decisiveness : exponent of the contest
    fortification : force units that the other side loses with 1,000 km2 ceded
    snapback_share : share of the relief that ends with the peace, in [0, 1]
    breakdown_base, breakdown_slope : u, loss of the other side from a breakdown, and what
        is added to it in proportion to the attack's chance of success
    """

    gain: Floats
    loss: Floats
    cost_mean: Floats
    cost_spread: Floats
    opportunities: Floats
    accidents: Floats
    discount: Floats
    strength: Floats
    own_army: Floats
    decisiveness: Floats
    fortification: Floats
    snapback_share: Floats
    breakdown_base: Floats
    breakdown_slope: Floats

    def __post_init__(self) -> None:
        """Refuse numbers that have no meaning."""
        most = float(np.max(self.snapback_share))
        if most > 1 or float(np.min(self.snapback_share)) < 0:
            raise RangeError(f"snapback_share reaches {most:g}; it has to lie between 0 and 1")

    @property
    def cost(self) -> LogisticCost:
        """The private cost of an attack, as a distribution."""
        return LogisticCost(self.cost_mean, self.cost_spread)

    def part(self, rows: Rows) -> Attack:
        """Return the attack in some of the draws."""
        return _part(self, rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Motives:
    """What guarantors weigh before they join: shape (N, M) for M groups, (N,) for the lead.

    ``benefit`` u of a lasting peace, ``deploy`` u a year of keeping the pledge, ``fight`` u
    of honouring it. A group whose numbers are not given joins: leave them at 0.
    """

    benefit: Floats
    deploy: Floats
    fight: Floats
    lead_benefit: Floats
    lead_deploy: Floats
    lead_fight: Floats

    def terms(self, pledges: Pledges, invoked: Floats) -> Terms:
        """Return what joining means to each group and, in the last column, to the lead."""
        honours = np.einsum("nms,ns->nm", pledges.reliabilities, pledges.lead_shares)
        lead = 1.0 - pledges.lead_shares[:, -1:]
        return Terms(
            benefit=np.column_stack([self.benefit, self.lead_benefit]),
            deployment=np.column_stack([self.deploy, self.lead_deploy]),
            fighting=np.column_stack([self.fight, self.lead_fight]),
            reliability=np.hstack([honours, lead]) * invoked[:, None],
        )

    def part(self, rows: Rows) -> Motives:
        """Return the motives in some of the draws."""
        return _part(self, rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee:
    """A guarantee design over draws.

    Attributes
    ----------
    pledges : Pledges, optional
        Who would come, given the lead; None when nobody has pledged anything.
    motives : Motives, optional
        Why they would join; None takes it that all do.
    required : tuple of int
        Groups without which the design cannot be signed.
    lead_required : bool
    invoked : array, shape (N,), in [0, 1]
        Share of attacks in which the pledge is invoked at all.
    punishment : array, shape (N,)
        u that an attacker loses when the lead honours its pledge.
    snapback : array, shape (N,)
        u that an attacker loses in any case.
    army : array, shape (N,)
        Force units added to the army of the side attacked.
    prevented : array, shape (N,), in [0, 1]
        Share of accidents that monitoring prevents.
    status_cost, status_cost_other : array, shape (N,)
        u that the design costs each side as such, apart from what it deters.
    """

    pledges: Pledges | None
    motives: Motives | None
    required: tuple[int, ...] = ()
    lead_required: bool = False
    invoked: Floats
    punishment: Floats
    snapback: Floats
    army: Floats
    prevented: Floats
    status_cost: Floats
    status_cost_other: Floats

    def everybody_joins(self) -> Guarantee:
        """Return the same guarantee with all pledges kept as given."""
        return replace(self, motives=None)

    def part(self, rows: Rows) -> Guarantee:
        """Return the guarantee in some of the draws."""
        return _part(self, rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What follows a signature in each draw: arrays of shape (N,).

    Attributes
    ----------
    success : chance that a renewed attack succeeds
    benefit : u, of an attack against peace for good, before its private cost
    hazard : 1/year, rate at which peace breaks down; never 0 unless accidents are
    option_value : u, worth of being able to attack later
    breakdown_loss : u, loss of the other side from a breakdown
    joins : (N, M), whether each group joins; lead_joins : (N,)
    complete : whether all guarantors that the design requires join
    """

    success: Floats
    benefit: Floats
    hazard: Floats
    option_value: Floats
    breakdown_loss: Floats
    joins: Flags
    lead_joins: Flags
    complete: Flags

    def survival(self, years: float) -> Floats:
        """Return the chance that peace holds for so many years, inside (0, 1)."""
        return keep_inside(np.exp(-years * self.hazard))

    @property
    def peace(self) -> Peace:
        """What the values of both sides need of it."""
        return Peace(
            option_value=self.option_value,
            hazard=self.hazard,
            breakdown_loss=self.breakdown_loss,
        )


def foresee(
    attack: Attack,
    guarantee: Guarantee,
    *,
    land: float | Floats = 0.0,
    relief: float | Floats = 0.0,
) -> Outlook:
    """Return what follows when a package is signed under a guarantee.

    Parameters
    ----------
    attack : Attack
    guarantee : Guarantee
    land : float or array, shape (N,)
        1,000 km2 handed to the advancing side; ceding land also costs fortified ground.
    relief : float or array, shape (N,)
        u granted to the advancing side, part of which ends with the peace.

    Notes
    -----
    Guarantors whose benefit does not cover what the pledge costs them drop out, and the
    guarantee is computed again until nobody else does:
    b (h_0/(r+h_0) - h/(r+h)) >= deploy/r + q fight h/(r+h), where h_0 is the hazard
    without any guarantor and q how often it honours. The attack is worth
    X = p gain - (1-p) loss - a relief - K; the threshold y solves
    r (X - y) = pi E[(y - c)+], the option is worth X - y and h = accidents + pi F(y).
    """
    draws = attack.discount.shape[0]
    package = tuple(
        np.broadcast_to(np.asarray(part, dtype=np.float64), (draws,)) for part in (land, relief)
    )
    groups = guarantee.pledges.counts.size if guarantee.pledges else 0
    everybody = np.ones((draws, groups + 1), dtype=bool)
    if guarantee.pledges is None or guarantee.motives is None:
        return _once(attack, guarantee, package, everybody)
    alone = _once(attack, replace(guarantee, pledges=None), package, everybody)
    found: dict[str, NDArray[Any]] = {}

    def hazard(rows: Rows, joins: Flags) -> Floats:
        part = tuple(array[rows] for array in package)
        again = _once(attack.part(rows), guarantee.part(rows), part, joins)
        for field in fields(Outlook):
            values = getattr(again, field.name)
            found.setdefault(field.name, np.empty((draws, *values.shape[1:]), values.dtype))
            found[field.name][rows] = values
        return again.hazard

    solve_participation(
        hazard,
        guarantee.motives.terms(guarantee.pledges, guarantee.invoked),
        hazard_without=alone.hazard,
        discount=attack.discount,
        groups=groups + 1,
    )
    return Outlook(**found)


def _once(
    attack: Attack,
    guarantee: Guarantee,
    package: tuple[Floats, ...],
    members: Flags,
) -> Outlook:
    """Look once, with these members; the last column of ``members`` is the lead."""
    land, relief = package
    joins, lead_joins = members[:, :-1], members[:, -1]
    army = np.maximum(
        attack.own_army + guarantee.army - attack.fortification * np.maximum(land, 0.0), 0.0
    )
    contest = Contest(strength=attack.strength, own_army=army, decisiveness=attack.decisiveness)
    complete = np.ones(land.shape, dtype=bool)
    lead_honours = np.zeros(land.shape)
    if guarantee.pledges is None:
        success = contest.success(np.zeros(1))[:, 0]
    else:
        pledges = guarantee.pledges.keep(joins, lead_joins)
        success = solve_success(pledges, contest, invoked=guarantee.invoked).success
        lead_honours = (1.0 - pledges.lead_shares[:, -1]) * guarantee.invoked
        for group in guarantee.required:
            complete &= joins[:, group]
        if guarantee.lead_required:
            complete &= lead_joins
    benefit = attack_benefit(
        success,
        gain=attack.gain,
        loss=attack.loss,
        forfeited=attack.snapback_share * relief,
        punishment=guarantee.punishment * lead_honours + guarantee.snapback,
    )
    lasting = solve_durability(
        benefit,
        attack.cost,
        opportunities=attack.opportunities,
        discount=attack.discount,
        accident=attack.accidents * (1.0 - guarantee.prevented),
    )
    return Outlook(
        success=success,
        benefit=benefit,
        hazard=lasting.hazard,
        option_value=lasting.option_value,
        breakdown_loss=attack.breakdown_base + attack.breakdown_slope * success,
        joins=joins,
        lead_joins=lead_joins,
        complete=complete,
    )


def _part(record: _Record, rows: Rows) -> _Record:
    """Return a record of the chosen draws; what is not an array over draws stays."""
    changed: dict[str, Any] = {
        field.name: value[rows] if isinstance(value, np.ndarray) else value.part(rows)
        for field in fields(record)
        for value in (getattr(record, field.name),)
        if isinstance(value, np.ndarray | Pledges | Motives)
    }
    part: _Record = replace(record, **changed)
    return part

"""The worked example as the models take it, over any number of draws."""

from __future__ import annotations

import numpy as np

from models.settlement import worked_example as example
from pourparler.models.guarantees.pledges import pledge_with_lead
from pourparler.models.settlement.outlook import Attack, Guarantee
from pourparler.models.settlement.values import Stakes


def attack_of(draws: int = 1, **changed: object) -> Attack:
    """Return the attack of the worked example."""
    plain = {
        "gain": example.GAIN,
        "loss": example.LOSS,
        "cost_mean": example.COST_MEAN,
        "cost_spread": example.COST_SPREAD,
        "opportunities": example.OPPORTUNITIES,
        "accidents": example.ACCIDENT,
        "discount": example.DISCOUNT,
        "strength": example.STRENGTH,
        "own_army": example.OWN_ARMY,
        "decisiveness": 1.0,
        "fortification": example.FORTIFIED,
        "snapback_share": example.SNAPBACK,
        "breakdown_base": example.LOSS_BASE,
        "breakdown_slope": example.LOSS_SLOPE,
    }
    return Attack(**{k: np.broadcast_to(v, (draws,)) + 0.0 for k, v in (plain | changed).items()})


def guarantee_of(plain: example.Guarantee, draws: int = 1, **changed: object) -> Guarantee:
    """Return a guarantee of the worked example; ``lead`` may be an array over draws."""
    lead = np.broadcast_to(changed.pop("lead", plain.lead), (draws,)) + 0.0
    numbers = {
        "invoked": 1.0,
        "punishment": example.PUNISHMENT,
        "snapback": 0.0,
        "army": 0.0,
        "prevented": 0.0,
        "status_cost": plain.status_cost,
        "status_cost_other": 0.0,
    }
    pledges = None
    if plain.with_lead:
        pledges = pledge_with_lead(
            counts=[1] * len(example.CONTRIBUTIONS),
            contributions=example.CONTRIBUTIONS,
            with_lead=plain.with_lead,
            without_lead=plain.without_lead,
            lead_contribution=np.full(draws, float(example.LEAD_CONTRIBUTION)),
            lead_reliability=lead,
        )
    arrays = {k: np.broadcast_to(v, (draws,)) + 0.0 for k, v in (numbers | changed).items()}
    return Guarantee(pledges=pledges, motives=None, **arrays)


def stakes_of(draws: int = 1, **changed: object) -> Stakes:
    """Return the stakes of the worked example."""
    plain = {
        "drift": example.DRIFT,
        "signature": example.SIGNATURE,
        "discount": example.DISCOUNT,
        "cost_advancing": example.COST_ADVANCING,
        "cost_other": example.COST_OTHER,
        "land_value_other": example.LAND_VALUE_OTHER,
        "sovereignty_cost": example.SOVEREIGNTY,
        "relief_cost_other": example.RELIEF_COST,
    }
    return Stakes(**{k: np.broadcast_to(v, (draws,)) + 0.0 for k, v in (plain | changed).items()})

"""The worked Monte Carlo: sixteen uncertain inputs, four guarantees, relief 0 and 8.

The figures were computed by an independent program with its own random numbers, 2,048 draws
each; ours have to lie within four standard errors of the difference.
"""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

from models.settlement import worked_example as example
from models.settlement.examples import attack_of, guarantee_of, stakes_of
from pourparler.models.sensitivity.draws import draw_design
from pourparler.models.sensitivity.drivers import find_drivers
from pourparler.models.sensitivity.ranges import Range, elicit_beta, elicit_lognormal
from pourparler.models.settlement.package import Assessment, assess_package

DRAWS = 2048

PRIORS = {
    "drift": Range("normal", 4.0, 2.0),
    "signature": elicit_lognormal(0.25, 2),
    "cost_advancing": elicit_lognormal(2, 8),
    "cost_other": elicit_lognormal(3, 12),
    "land_value_other": elicit_lognormal(0.8, 3),
    "discount": elicit_lognormal(0.04, 0.16),
    "lead": elicit_beta(0.2, 0.75),
    "gain": elicit_lognormal(15, 60),
    "loss": elicit_lognormal(10, 40),
    "cost_mean": Range("normal", 12.0, 5.0),
    "cost_spread": elicit_lognormal(3, 12),
    "opportunities": elicit_lognormal(0.25, 1),
    "own_army": elicit_lognormal(40, 90),
    "dislike": elicit_lognormal(0.5, 2),
    "punishment": elicit_lognormal(3, 15),
    "accidents": elicit_lognormal(0.003, 0.03),
}

# design, relief, share of draws in which: the advancing side signs, the other signs, it is
# durable, all three
SHARES = (
    (0, 0, 0.6519, 0.9883, 0.0366, 0.0190),
    (1, 0, 0.1597, 0.9995, 0.1069, 0.0254),
    (2, 0, 0.0576, 1.0, 0.2720, 0.0249),
    (3, 0, 0.0093, 1.0, 0.5381, 0.0063),
    (0, 8, 0.9702, 0.9849, 0.0742, 0.0718),
    (1, 8, 0.7070, 0.9995, 0.1807, 0.1636),
    (2, 8, 0.3774, 1.0, 0.3730, 0.2031),
    (3, 8, 0.0410, 1.0, 0.6309, 0.0317),
)

DESIGN = draw_design(PRIORS, DRAWS, seed=1)


def assess(values: dict[str, np.ndarray], design: int, relief: float) -> Assessment:
    draws = values["drift"].size
    attack_names = {f.name for f in dataclasses.fields(attack_of())}
    stakes_names = {f.name for f in dataclasses.fields(stakes_of())}
    plain = example.GUARANTEES[design]
    lead = values["lead"] if plain.name == "with the lead" else plain.lead
    return assess_package(
        attack_of(draws, **{n: v for n, v in values.items() if n in attack_names}),
        guarantee_of(
            plain,
            draws,
            lead=lead,
            punishment=values["punishment"],
            status_cost=plain.status_cost * values["dislike"],
        ),
        stakes=stakes_of(draws, **{n: v for n, v in values.items() if n in stakes_names}),
        relief=relief,
    )


@pytest.mark.parametrize("row", SHARES)
def test_shares_of_the_worked_monte_carlo(row):
    design, relief, *shares = row
    found = assess(DESIGN.base(), design, relief)
    durable = found.durable(years=10, bar=0.8)
    ours = [found.signs_advancing, found.signs_other, durable, found.signable & durable]
    for flags, theirs in zip(ours, shares, strict=True):
        error = math.sqrt(2 * max(theirs * (1 - theirs), 1 / DRAWS) / DRAWS)
        assert flags.mean() == pytest.approx(theirs, abs=4 * error)


def test_what_the_advancing_side_wants_dominates_who_guarantees():
    design = draw_design(PRIORS, 512, seed=2)
    found = assess(design.columns(), 2, 8.0)
    holds = dict(find_drivers(design, found.outlook.survival(10)).ranked())
    gains = dict(find_drivers(design, found.gain_advancing).ranked())
    for name, effect in (("gain", 0.2841), ("cost_spread", 0.238), ("cost_mean", 0.1712),
                         ("loss", 0.1582), ("accidents", 0.1079), ("lead", 0.064)):  # fmt: skip
        assert holds[name] == pytest.approx(effect, abs=0.07)
    for name, effect in (("drift", 0.2641), ("cost_advancing", 0.2499), ("gain", 0.2333)):
        assert gains[name] == pytest.approx(effect, abs=0.12)
    assert holds["lead"] < holds["gain"] / 2


def test_bands_of_the_worked_monte_carlo():
    found = assess(DESIGN.base(), 2, 8.0)
    band = np.quantile(found.outlook.survival(10), [0.05, 0.5, 0.95])
    assert band == pytest.approx([0.3367, 0.7369, 0.9382], abs=0.03)
    gain = np.quantile(found.gain_advancing, [0.05, 0.5, 0.95])
    assert gain == pytest.approx([-12.7, -1.641, 7.849], abs=1.0)

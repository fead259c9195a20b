"""The worked example: four guarantees, land and relief, computed the plain way.

Thirty guarantors and a lead; every figure below was computed with an independent program.
Nothing here uses the package, so that the package can be compared with it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from scipy.optimize import brentq

DISCOUNT, DRIFT, SIGNATURE = 0.08, 5.6, 0.5
COST_ADVANCING, COST_OTHER = 4.6, 6.0
LAND_VALUE_OTHER, SOVEREIGNTY, RELIEF_COST = 1.5, 5.0, 0.3
GAIN, LOSS, PUNISHMENT, SNAPBACK = 30.0, 20.0, 8.0, 0.5
COST_MEAN, COST_SPREAD, OPPORTUNITIES, ACCIDENT = 12.0, 6.0, 0.5, 0.01
STRENGTH, OWN_ARMY, FORTIFIED = 100.0, 60.0, 3.0
LOSS_BASE, LOSS_SLOPE = 20.0, 80.0
FIGHTING_ADVANCING, FIGHTING_OTHER = 8.558729, -59.117020

CONTRIBUTIONS = [1 + (7 * i) % 11 for i in range(1, 31)]
WITH_LEAD = [0.5 + 0.4 * ((3 * i % 10) / 10) for i in range(1, 31)]
WITHOUT_LEAD = [0.35 * r for r in WITH_LEAD]
LEAD_CONTRIBUTION = 40


@dataclass(frozen=True)
class Guarantee:
    """Reliabilities of a design, and what it costs the advancing side as such."""

    name: str
    lead: float
    with_lead: tuple[float, ...]
    without_lead: tuple[float, ...]
    status_cost: float


GUARANTEES = (
    Guarantee("none", 0.0, (), (), 0.0),
    Guarantee("European force", 0.0, tuple(WITH_LEAD), tuple(WITHOUT_LEAD), 2.0),
    Guarantee("with the lead", 0.6, tuple(WITH_LEAD), tuple(WITHOUT_LEAD), 4.0),
    Guarantee("collective defence", 0.95, (0.95,) * 30, (0.95,) * 30, 15.0),
)


@dataclass(frozen=True)
class Outcome:
    """What a package comes to, the plain way."""

    success: float
    hazard: float
    survival: float
    option: float
    advancing: float
    other: float


@cache
def attack_success(guarantee: Guarantee, land: float) -> float:
    """Convolve the guarantors one by one on whole force units."""
    army = OWN_ARMY - FORTIFIED * max(land, 0.0)
    total = 0.0
    for share, reliabilities, base in (
        (guarantee.lead, guarantee.with_lead, LEAD_CONTRIBUTION),
        (1 - guarantee.lead, guarantee.without_lead, 0),
    ):
        weights = [1.0]
        for contribution, r in zip(CONTRIBUTIONS, reliabilities, strict=False):
            longer = [(1 - r) * w for w in weights] + [0.0] * contribution
            for force, weight in enumerate(weights):
                longer[force + contribution] += r * weight
            weights = longer
        total += share * sum(
            weight * STRENGTH / (STRENGTH + army + base + force)
            for force, weight in enumerate(weights)
        )
    return total


def outcome(guarantee: Guarantee, land: float, relief: float) -> Outcome:
    """Value one package for both sides."""
    p = attack_success(guarantee, land)
    benefit = p * GAIN - (1 - p) * LOSS - SNAPBACK * relief - PUNISHMENT * guarantee.lead

    def expected(y: float) -> float:
        return COST_SPREAD * math.log1p(math.exp((y - COST_MEAN) / COST_SPREAD))

    threshold = brentq(
        lambda y: DISCOUNT * (benefit - y) - OPPORTUNITIES * expected(y), benefit - 500, benefit
    )
    option = benefit - threshold
    chance = 1 / (1 + math.exp(-(threshold - COST_MEAN) / COST_SPREAD))
    hazard = ACCIDENT + OPPORTUNITIES * chance
    broken = hazard / (DISCOUNT + hazard) * (LOSS_BASE + LOSS_SLOPE * p)
    return Outcome(
        p,
        hazard,
        math.exp(-10 * hazard),
        option,
        land + relief - guarantee.status_cost + option,
        -LAND_VALUE_OTHER * land - SOVEREIGNTY * (land > 0) - RELIEF_COST * relief - broken,
    )


# design, land, relief, attack success, hazard, survival 10, option value, value to each side
PACKAGES = (
    (0, -2, 0, 0.625, 0.105282, 0.348954, 7.928126, 5.928126, -36.775743),
    (0, -2, 4, 0.625, 0.093728, 0.391692, 6.872594, 8.872594, -35.9657),
    (0, -2, 8, 0.625, 0.082618, 0.43772, 5.884833, 11.884833, -34.963378),
    (0, 0, 0, 0.625, 0.105282, 0.348954, 7.928126, 7.928126, -39.775743),
    (0, 0, 4, 0.625, 0.093728, 0.391692, 6.872594, 10.872594, -38.9657),
    (0, 0, 8, 0.625, 0.082618, 0.43772, 5.884833, 13.884833, -37.963378),
    (0, 3, 0, 0.662252, 0.116332, 0.312448, 8.966243, 11.966243, -52.742673),
    (0, 3, 4, 0.662252, 0.104476, 0.351775, 7.853571, 14.853571, -52.03155),
    (0, 3, 8, 0.662252, 0.092949, 0.394755, 6.802481, 17.802481, -51.122136),
    (0, 6, 0, 0.704225, 0.129003, 0.275262, 10.193124, 16.193124, -61.118151),
    (0, 6, 4, 0.704225, 0.116923, 0.310605, 9.022625, 19.022625, -60.52574),
    (0, 6, 8, 0.704225, 0.105054, 0.349747, 7.907082, 21.907082, -59.736705),
    (1, -2, 0, 0.493516, 0.069181, 0.500669, 4.724009, 0.724009, -24.583755),
    (1, -2, 4, 0.493516, 0.059577, 0.551139, 3.915776, 3.915776, -23.588939),
    (1, -2, 8, 0.493516, 0.050835, 0.601485, 3.194969, 7.194969, -22.511111),
    (1, 0, 0, 0.493516, 0.069181, 0.500669, 4.724009, 2.724009, -27.583755),
    (1, 0, 4, 0.493516, 0.059577, 0.551139, 3.915776, 5.915776, -26.588939),
    (1, 0, 8, 0.493516, 0.050835, 0.601485, 3.194969, 9.194969, -25.511111),
    (1, 3, 0, 0.516608, 0.075072, 0.472027, 5.228533, 6.228533, -39.18985),
    (1, 3, 4, 0.516608, 0.065023, 0.521924, 4.371991, 9.371991, -38.19762),
    (1, 3, 8, 0.516608, 0.05577, 0.572522, 3.600201, 12.600201, -37.091977),
    (1, 6, 0, 0.541984, 0.081802, 0.441307, 5.813299, 9.813299, -46.032095),
    (1, 6, 4, 0.541984, 0.071314, 0.490104, 4.90589, 12.90589, -45.060808),
    (1, 6, 8, 0.541984, 0.061542, 0.540414, 4.079732, 16.079732, -43.948151),
    (2, -2, 0, 0.38233, 0.029629, 0.743573, 1.501843, -4.498157, -10.671752),
    (2, -2, 4, 0.38233, 0.025063, 0.778309, 1.147104, -0.852896, -10.267551),
    (2, -2, 8, 0.38233, 0.021399, 0.807359, 0.864797, 2.864797, -10.075508),
    (2, 0, 0, 0.38233, 0.029629, 0.743573, 1.501843, -2.498157, -13.671752),
    (2, 0, 4, 0.38233, 0.025063, 0.778309, 1.147104, 1.147104, -13.267551),
    (2, 0, 8, 0.38233, 0.021399, 0.807359, 0.864797, 4.864797, -13.075508),
    (2, 3, 0, 0.396858, 0.031528, 0.729585, 1.650387, 0.650387, -24.128884),
    (2, 3, 4, 0.396858, 0.026612, 0.766347, 1.267069, 4.267069, -23.617275),
    (2, 3, 8, 0.396858, 0.022632, 0.797462, 0.959581, 7.959581, -23.311449),
    (2, 6, 0, 0.412613, 0.033738, 0.713638, 1.823995, 3.823995, -29.723997),
    (2, 6, 4, 0.412613, 0.028432, 0.752528, 1.408499, 7.408499, -29.099398),
    (2, 6, 8, 0.412613, 0.024094, 0.785889, 1.072233, 11.072233, -28.669668),
    (3, -2, 0, 0.269223, 0.015884, 0.853129, 0.443948, -16.556052, -3.881246),
    (3, -2, 4, 0.269223, 0.014314, 0.866629, 0.324988, -12.675012, -4.504355),
    (3, -2, 8, 0.269223, 0.013145, 0.876826, 0.236599, -8.763401, -5.261886),
    (3, 0, 0, 0.269223, 0.015884, 0.853129, 0.443948, -14.556052, -6.881246),
    (3, 0, 4, 0.269223, 0.014314, 0.866629, 0.324988, -10.675012, -7.504355),
    (3, 0, 8, 0.269223, 0.013145, 0.876826, 0.236599, -6.763401, -8.261886),
    (3, 3, 0, 0.275917, 0.016194, 0.850494, 0.467434, -11.532566, -16.582854),
    (3, 3, 4, 0.275917, 0.014546, 0.86462, 0.342547, -7.657453, -17.173215),
    (3, 3, 8, 0.275917, 0.013317, 0.875318, 0.249587, -3.750413, -17.904083),
    (3, 6, 0, 0.282952, 0.016535, 0.847598, 0.493352, -8.506648, -21.302918),
    (3, 6, 4, 0.282952, 0.014803, 0.862406, 0.361963, -4.638037, -21.857404),
    (3, 6, 8, 0.282952, 0.013507, 0.873652, 0.263973, -0.736027, -22.55887),
)

# design, land, least relief for the advancing side, value to the other side there, survival 10
PRICES = (
    (0, 0, 0.863998, -39.617062, 0.357883),
    (0, 3, 0.0, -52.742673, 0.312448),
    (0, 6, 0.0, -61.118151, 0.275262),
    (1, 0, 7.232389, -25.721789, 0.591904),
    (1, 3, 2.975148, -38.464307, 0.509019),
    (1, 6, 0.0, -46.032095, 0.441307),
    (2, 0, 11.909665, -13.107123, 0.830442),
    (2, 3, 8.642084, -23.283434, 0.801927),
    (2, 6, 5.264716, -28.94041, 0.763691),
    (3, 0, 23.491647, -12.025817, 0.896788),
    (3, 3, 20.467862, -20.811343, 0.893954),
    (3, 6, 17.435397, -24.646918, 0.890104),
)

# lead reliability, value to each side and hazard of the European force at no status cost
LEAD_STEPS = (
    (0.0, 4.724009, -27.583755, 0.069181),
    (0.25, 3.089189, -21.329613, 0.049538),
    (0.5, 1.87309, -15.64468, 0.034361),
    (0.75, 1.056757, -11.122454, 0.023893),
    (1.0, 0.562583, -7.994634, 0.017445),
)

"""How fast a settlement is reckoned: `python benchmarks/settle.py`.

Four designs, thirty guarantors and a lead, sixteen uncertain inputs in a full Sobol design of
2,048 base draws: 18 x 2,048 draws of each design, with the price of each guarantee on the base
draws. Printed are draws per second, the ratio to a plain loop over draws that convolves the
guarantors one by one, the ratio to what the machine's memory would allow, and how time grows
with guarantors and with draws.
"""

from __future__ import annotations

import dataclasses
import math
import os
import resource
import time
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from pourparler.models.guarantees.pledges import pledge_with_lead
from pourparler.models.sensitivity.draws import Design, draw_design
from pourparler.models.sensitivity.drivers import find_drivers
from pourparler.models.sensitivity.ranges import Range, elicit_beta, elicit_lognormal
from pourparler.models.settlement.outlook import Attack, Guarantee, foresee
from pourparler.models.settlement.package import assess_package, no_guarantee
from pourparler.models.settlement.price import price_guarantee
from pourparler.models.settlement.values import Stakes
from pourparler.workbench.sweep import sweep

Floats = NDArray[np.float64]
Values = Mapping[str, Floats]

BASE, ROWS, RELIEF = 2048, 4096, 8.0
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
# name, reliability of the lead (None: drawn), of the others with it, cost to one side as such
DESIGNS: tuple[tuple[str, float | None, float | None, float], ...] = (
    ("none", 0.0, None, 0.0),
    ("european", 0.0, 0.7, 2.0),
    ("backstop", None, 0.7, 4.0),
    ("collective", 0.95, 0.95, 15.0),
)


def guarantors(count: int) -> tuple[Floats, Floats]:
    """Return contributions and reliabilities of so many different guarantors."""
    number = np.arange(1, count + 1)
    contributions = 1.0 + (7 * number) % 11
    shares: Floats = 0.5 + 0.4 * ((3 * number % 10) / 10)
    return np.asarray(contributions * (30 / count), dtype=np.float64), shares


def attack_of(values: Values) -> Attack:
    """Return what a renewed attack means in these draws."""
    same = np.ones_like(values["drift"])
    return Attack(
        gain=values["gain"],
        loss=values["loss"],
        cost_mean=values["cost_mean"],
        cost_spread=values["cost_spread"],
        opportunities=values["opportunities"],
        accidents=values["accidents"],
        discount=values["discount"],
        strength=100 * same,
        own_army=values["own_army"],
        decisiveness=same,
        fortification=3 * same,
        snapback_share=0.5 * same,
        breakdown_base=20 * same,
        breakdown_slope=80 * same,
    )


def stakes_of(values: Values) -> Stakes:
    """Return what the two sides gain and lose in these draws."""
    same = np.ones_like(values["drift"])
    names = ("drift", "signature", "discount", "cost_advancing", "cost_other", "land_value_other")
    return Stakes(
        **{name: values[name] for name in names},
        sovereignty_cost=5 * same,
        relief_cost_other=0.3 * same,
    )


def guarantee_of(values: Values, design: int, count: int) -> Guarantee:
    """Return a design with so many guarantors in these draws."""
    _, lead, reliable, dislike = DESIGNS[design]
    draws = values["drift"].size
    bare = no_guarantee(draws)
    if reliable is None:
        return bare
    contributions, own = guarantors(count)
    others = own if reliable < 0.9 else np.full(count, reliable)
    pledges = pledge_with_lead(
        counts=np.ones(count, dtype=np.int64),
        contributions=contributions,
        with_lead=others,
        without_lead=others if reliable >= 0.9 else 0.35 * others,
        lead_contribution=np.full(draws, 40.0),
        lead_reliability=values["lead"] if lead is None else np.full(draws, lead),
    )
    return dataclasses.replace(
        bare,
        pledges=pledges,
        punishment=values["punishment"],
        status_cost=dislike * values["dislike"],
    )


def reckon(task: tuple[Values, bool, int]) -> dict[str, tuple[Floats, Floats]]:
    """Reckon survival and what the advancing side gains, for every design."""
    values, priced, count = task
    attack, stakes = attack_of(values), stakes_of(values)
    reference = foresee(attack, no_guarantee(attack.gain.size)).peace
    found = {}
    for number, (name, *_) in enumerate(DESIGNS):
        guarantee = guarantee_of(values, number, count)
        common: dict[str, Any] = {"stakes": stakes, "reference": reference}
        one = assess_package(attack, guarantee, relief=RELIEF, **common)
        found[name] = (one.outlook.survival(10.0), one.gain_advancing)
        if priced and one.values is not None:
            wanted = one.values.fighting_advancing + guarantee.status_cost
            price = price_guarantee(attack, one.outlook, relief=RELIEF, wanted=wanted)
            assess_package(attack, guarantee, relief=price, **common)
    return found


def settle(design: Design, *, count: int = 30) -> dict[str, tuple[Floats, Floats]]:
    """Reckon all blocks of a Sobol design, on all cores, and the drivers of both outcomes."""
    blocks = (design.block(number) for number in range(design.blocks))
    tasks = [(block, number == 0, count) for number, block in enumerate(blocks)]
    parts: dict[str, list[tuple[Floats, Floats]]] = {name: [] for name, *_ in DESIGNS}
    for found in sweep(reckon, tasks):
        for name, pair in found.items():
            parts[name].append(pair)
    whole: dict[str, tuple[Floats, Floats]] = {}
    for name, pairs in parts.items():
        survival, gain = (np.concatenate(side) for side in zip(*pairs, strict=True))
        for outcomes in (survival, gain):
            find_drivers(design, outcomes)
        whole[name] = survival, gain
    return whole


def plain_draw(values: Values, row: int, design: int) -> tuple[float, float]:
    """Reckon one draw of one design in a plain loop: the definition, no arrays.

    Returns survival and what the advancing side gains over fighting on.
    """
    one = {name: float(array[row]) for name, array in values.items()}
    _, lead, reliable, dislike = DESIGNS[design]
    honours = (one["lead"] if lead is None else lead) if reliable is not None else 0.0
    success = plain_success(one, honours, reliable)
    forfeited = 0.5 * RELIEF + one["punishment"] * honours
    hazard, option = plain_attack(one, success, forfeited)
    _, later = plain_attack(one, plain_success(one, 0.0, None), 0.0)
    rate, r = one["signature"], one["discount"]
    fighting = (one["drift"] - one["cost_advancing"]) / (r + rate) + rate / (r + rate) * later
    gain = RELIEF - dislike * one["dislike"] + option - fighting
    return math.exp(-10 * hazard), gain


def plain_success(one: Mapping[str, float], honours: float, reliable: float | None) -> float:
    """Convolve the guarantors one by one on whole force units."""
    contributions, own = guarantors(30)
    success = 0.0
    for share, factor, base in ((honours, 1.0, 40.0), (1 - honours, 0.35, 0.0)):
        weights = [1.0]
        if reliable is not None:
            for contribution, r in zip(contributions, own, strict=True):
                r = reliable if reliable >= 0.9 else factor * r
                step = int(contribution)
                longer = [(1 - r) * w for w in weights] + [0.0] * step
                for force, weight in enumerate(weights):
                    longer[force + step] += r * weight
                weights = longer
        army = one["own_army"] + base
        success += share * sum(w * 100 / (100 + army + force) for force, w in enumerate(weights))
    return success


def plain_attack(one: Mapping[str, float], success: float, forfeited: float) -> tuple[float, float]:
    """Solve for the attacker's threshold; returns hazard and the worth of the option."""
    benefit = success * one["gain"] - (1 - success) * one["loss"] - forfeited
    spread, mean = one["cost_spread"], one["cost_mean"]

    def gap(y: float) -> float:
        excess = spread * np.logaddexp(0.0, (y - mean) / spread)
        return float(one["discount"] * (benefit - y) - one["opportunities"] * excess)

    y = brentq(gap, benefit - 1e4, benefit)
    hazard = one["accidents"] + one["opportunities"] / (1 + math.exp(-(y - mean) / spread))
    return hazard, benefit - y


def main() -> None:
    """Print every figure."""
    design = draw_design(PRIORS, BASE, seed=1)
    total = design.blocks * BASE * len(DESIGNS)
    start, worked = time.perf_counter(), time.process_time()
    found = settle(design)
    took, worked = time.perf_counter() - start, time.process_time() - worked
    print(f"4 designs, 30 guarantors, 16 inputs, {BASE} base draws: {took:.1f} s")
    print(
        f"  {worked:.1f} s of processor time, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    print(f"  {total / took:,.0f} draws of a design a second")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {memory:,.0f} MiB at most")

    base, rows = design.base(), 12
    start = time.process_time()
    plain = [[plain_draw(base, row, d) for row in range(rows)] for d in range(len(DESIGNS))]
    loop = (time.process_time() - start) / (rows * len(DESIGNS))
    worst = max(
        abs(theirs - float(ours[row]))
        for d, (name, *_) in enumerate(DESIGNS)
        for row in range(rows)
        for theirs, ours in zip(plain[d][row], found[name], strict=True)
    )
    print(f"  {loop * total / worked:,.0f} times a plain loop, in processor time")
    print(f"  ({1e3 * loop:.2f} ms a draw of a design in the loop)")
    print(f"  largest difference from it: {worst:.1e}")

    numbers = np.ones(1 << 24)
    start = time.perf_counter()
    np.add(numbers, 1.0, out=numbers)
    bytes_per_second = 2 * numbers.nbytes / (time.perf_counter() - start)
    bound = total * len(PRIORS) * 8 / bytes_per_second
    print(f"  {took / bound:,.0f} times as long as reading the inputs from memory takes")

    print("growth in guarantors (256 base draws)")
    few = draw_design(PRIORS, 256, seed=1)
    for count in (10, 30, 100, 300, 1000):
        start = time.perf_counter()
        settle(few, count=count)
        print(f"  {count:5d}: {time.perf_counter() - start:6.2f} s")
    print("growth in base draws (30 guarantors)")
    for draws in (256, 512, 1024, 2048):
        start = time.perf_counter()
        settle(draw_design(PRIORS, draws, seed=1))
        print(f"  {draws:5d}: {time.perf_counter() - start:6.2f} s")


if __name__ == "__main__":
    main()

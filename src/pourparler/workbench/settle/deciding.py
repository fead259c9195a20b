"""Which inputs decide, which design beats which, and what would turn an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pourparler.models.sensitivity.break_even import find_break_evens
from pourparler.models.sensitivity.draws import Design as DrawDesign
from pourparler.models.sensitivity.drivers import find_drivers, total_effect_errors
from pourparler.models.sensitivity.shares import share_better
from pourparler.models.settlement.solution import Driver, Order, Private, Turn
from pourparler.workbench.settle.draws import GAIN_ADVANCING, GAIN_OTHER, SURVIVAL, Drawn
from pourparler.workbench.settle.evaluate import Evaluated, evaluate_block, set_up
from pourparler.workbench.settle.plan import Plan
from pourparler.workbench.settle.sample import terms_of, weight_of
from pourparler.workbench.settle.summary import priced_sign

Floats = NDArray[np.float64]
Values = Mapping[str, Floats]

TOLD: Final = 12
"""Drivers told of each outcome; the rest are smaller."""

TURNED: Final = 8
"""Of how many of the largest drivers it is asked where they would turn an answer."""

_RESAMPLES: Final = 60


def find_all_drivers(plan: Plan, drawn: Drawn) -> tuple[Driver, ...]:
    """Return the largest total effects on each outcome of the design in focus."""
    drivers: list[Driver] = []
    for outcome, values in drawn.outcomes.items():
        found = find_drivers(drawn.few, values)
        errors = total_effect_errors(
            drawn.few, values, seed=plan.options.seed, resamples=_RESAMPLES
        )
        sizes = dict(zip(found.names, errors, strict=True))
        drivers += [
            Driver(name, f"{outcome}:{plan.focus.id}", effect, float(sizes[name]))
            for name, effect in found.ranked()[:TOLD]
        ]
    return tuple(drivers)


def order_designs(
    plan: Plan, points: DrawDesign, drawn: Drawn, drivers: tuple[Driver, ...]
) -> tuple[Order, ...]:
    """Return which design beats which in the same draw, and what alone would turn that.

    A design does better in a draw when all sign it, with as much relief as is asked up to
    the cap, and it then holds longer; one that is not signed holds for nobody. Without two
    sides only how long it holds counts.
    """
    cap = cap_of(plan, points.base())
    scores = {design: score(plan, found, cap) for design, found in drawn.base.items()}
    orders = []
    for one, other in combinations(scores, 2):
        first, second = (
            share_better(scores[one], scores[other]),
            share_better(scores[other], scores[one]),
        )
        if second.count > first.count:
            one, other, first = other, one, second
        orders.append(Order(design=one, beats=other, share=first))
    if not orders:
        return ()
    return tuple(_with_reversals(plan, order, drivers) for order in orders)


def _with_reversals(plan: Plan, order: Order, drivers: tuple[Driver, ...]) -> Order:
    def margin(values: Values) -> Floats:
        found = _evaluate(plan, values, (order.design, order.beats), priced=True)
        cap = cap_of(plan, values)
        return score(plan, found[order.design], cap) - score(plan, found[order.beats], cap)

    turns = _turns(plan, _largest(drivers), margin)
    return Order(
        design=order.design,
        beats=order.beats,
        share=order.share,
        reversed_by=tuple((name, at) for name, at, *_ in turns if at is not None),
    )


def find_turns(plan: Plan, drivers: tuple[Driver, ...]) -> tuple[Turn, ...]:
    """Return where the largest drivers would turn who signs, and whether the design holds."""
    design = plan.focus.id
    answers: dict[str, Callable[[Evaluated], Floats]] = {
        SURVIVAL: lambda found: np.exp(-plan.horizon * found.hazard) - plan.bar
    }
    if plan.inputs.has_sides:
        answers[GAIN_ADVANCING] = lambda found: found.gain_advancing
        answers[GAIN_OTHER] = lambda found: found.gain_other
    turns = []
    for answer, margin in answers.items():
        names = [d.input for d in drivers if d.output == f"{answer}:{design}"][:TURNED]

        def outcome(values: Values, margin: Callable[[Evaluated], Floats] = margin) -> Floats:
            return margin(_evaluate(plan, values, (design,), priced=False)[design])

        turns += [
            Turn(input=name, design=design, answer=answer, at=at, median=median, low=low, high=high)
            for name, at, median, low, high in _turns(plan, names, outcome)
        ]
    return tuple(turns)


def find_private(plan: Plan) -> tuple[Private, ...]:
    """Return how far each party's lines would have to lie from those it states.

    At the medians of all inputs, all issues of the package moved alike and away from what
    the package says (or towards it, for a party that does not sign).
    """
    settlement, terms = plan.settlement, terms_of(plan.settlement, plan.focus)
    if not plan.inputs.has_sides or not terms:
        return ()
    values = {name: np.array([part.median]) for name, part in plan.uncertain.items()}
    design = plan.focus.id
    found = _evaluate(plan, values, (design,), priced=False)[design]
    sample = set_up(plan.block(values, 1)).sample
    told = []
    for party, gain in (
        (str(settlement.advancing), float(found.gain_advancing[0])),
        (str(settlement.other), float(found.gain_other[0])),
    ):
        stated = [t.issue for t in terms if sample.has(f"position.{party}.{t.issue}")]
        worth = sum(float(weight_of(sample, party, issue)[0]) for issue in stated)
        points = 100 * abs(gain) / worth if worth > 0 else np.inf
        told.append(
            Private(
                party=party,
                design=design,
                signs=gain >= 0,
                points=points if points <= 100 else None,
                issues=tuple(stated),
            )
        )
    return tuple(told)


def score(plan: Plan, found: Evaluated, cap: Floats | None) -> Floats:
    """Return how well a design does in every draw: how long it holds if it is signed, else 0.

    It is signed at its price, within the cap; without two sides nobody has to sign.
    """
    if not plan.inputs.has_sides:
        return np.exp(-plan.horizon * found.hazard)
    held = np.exp(-plan.horizon * np.nan_to_num(found.price_hazard, nan=np.inf))
    return np.where(priced_sign(found, cap), held, 0.0)


def cap_of(plan: Plan, values: Values) -> Floats | None:
    """Return the most relief that can be granted, shape (N,); None where no cap is given."""
    if "relief_cap" in values:
        return values["relief_cap"]
    constant = plan.constants.get("relief_cap")
    return None if constant is None else np.full(next(iter(values.values())).shape, constant)


def _evaluate(
    plan: Plan, values: Values, designs: tuple[str, ...], *, priced: bool
) -> dict[str, Evaluated]:
    draws = next(iter(values.values())).size
    return evaluate_block(plan.block(values, draws, priced=priced, designs=designs))


def _largest(drivers: tuple[Driver, ...]) -> list[str]:
    effects: dict[str, float] = {}
    for driver in drivers:
        effects[driver.input] = max(effects.get(driver.input, 0.0), driver.total_effect)
    return sorted(effects, key=lambda name: -effects[name])[:TURNED]


def _turns(
    plan: Plan, names: list[str], outcome: Callable[[Values], Floats]
) -> list[tuple[str, float | None, float, float, float]]:
    medians = {name: part.median for name, part in plan.uncertain.items()}

    def with_medians(values: Values) -> Floats:
        size = next(iter(values.values())).size
        full = {name: np.full(size, middle) for name, middle in medians.items()}
        return outcome({**full, **values})

    if not names:
        return []
    found = find_break_evens({name: plan.uncertain[name] for name in names}, with_medians)
    return [(turn.name, turn.at, turn.median, turn.low, turn.high) for turn in found]

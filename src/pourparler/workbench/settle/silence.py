"""The settlement once more, with positions that are long unsaid as they were last stated."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pourparler.models.sensitivity.shares import count_share
from pourparler.models.settlement.solution import Held, HeldDesign
from pourparler.workbench.settle.draws import draw_points
from pourparler.workbench.settle.evaluate import evaluate_block
from pourparler.workbench.settle.plan import Plan


def settle_held(plan: Plan) -> Held | None:
    """Return what designs come to if nobody moved during a long silence.

    The draws are the same, so that what differs is due to what the silence is taken for. None
    where no position that is used is stale.
    """
    if not plan.held:
        return None
    again = replace(plan, uncertain={**plan.uncertain, **plan.held})
    points = draw_points(again)
    found = evaluate_block(again.block(points.base(), points.draws))
    designs = []
    for design in plan.designs:
        one = found[design.id]
        signed = one.signs_advancing & one.signs_other & one.complete
        holds = np.exp(-plan.horizon * one.hazard) >= plan.bar
        designs.append(
            HeldDesign(
                design=design.id,
                signable=count_share(signed),
                durable=count_share(holds),
                both=count_share(signed & holds),
            )
        )
    names = [name.split(".")[1:] for name in plan.held]
    return Held(positions=tuple((party, issue) for party, issue in names), designs=tuple(designs))

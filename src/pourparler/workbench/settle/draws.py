"""All draws through all designs, block by block, with the outcomes kept that are needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pourparler.models.sensitivity.draws import Design as DrawDesign
from pourparler.models.sensitivity.draws import draw_design
from pourparler.workbench.settle.evaluate import Block, Evaluated, evaluate_block
from pourparler.workbench.settle.plan import Plan
from pourparler.workbench.sweep import sweep

Floats = NDArray[np.float64]

ROWS = 4096
"""Most draws in one block: what bounds memory, and one task of a cluster."""

GAIN_ADVANCING, GAIN_OTHER, SURVIVAL = "gain_advancing", "gain_other", "survival"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came out.

    Attributes
    ----------
    base : mapping of design to Evaluated
        Over the N base draws.
    outcomes : mapping of outcome to array, shape ((D + 2) n,)
        Of the design in focus, over the blocks of ``few``, for Sobol indices: survival to the
        horizon, and gains where there are two sides.
    few : Design
        The first n of the draws, in Saltelli's arrangement.
    """

    base: dict[str, Evaluated]
    outcomes: dict[str, Floats]
    few: DrawDesign


def draw_points(plan: Plan) -> DrawDesign:
    """Return the draws of a case: the same ones for every output with so many draws and that seed.

    Each input has its place among all that the case could use, so that a scenario with other
    components, and a constant that is made a range, are looked at in the same draws.
    """
    options = plan.options
    return draw_design(plan.uncertain, options.draws, seed=options.seed, among=plan.axes)


def draw_all(
    plan: Plan,
    points: DrawDesign,
    *,
    client: Any = None,
    rows: int = ROWS,
    progress: Callable[[int, int], None] | None = None,
) -> Drawn:
    """Evaluate every design in every base draw, and the one in focus in all blocks.

    Parameters
    ----------
    plan : Plan
    points : Design
        Draws of the uncertain inputs; the first ``driver_draws`` of them in Saltelli's
        arrangement.
    client : distributed.Client, optional
        Spreads blocks over a cluster; the answer is the same.
    rows : int
        Most draws in a block.
    """
    few = points.leading(min(plan.options.driver_draws, points.draws))
    tasks = _Tasks(plan, points, few, rows)
    base: dict[str, list[Evaluated]] = {design.id: [] for design in plan.designs}
    rest: dict[str, list[Floats]] = {}
    for number, found in enumerate(sweep(evaluate_block, tasks, client=client, progress=progress)):
        for design, evaluated in found.items():
            if number < tasks.of_base:
                base[design].append(evaluated)
                continue
            for name, values in _outcomes(plan, evaluated):
                rest.setdefault(name, []).append(values)
    joined = {design: _join(parts) for design, parts in base.items()}
    outcomes = {
        name: np.concatenate([values[: few.draws], *rest[name]])
        for name, values in _outcomes(plan, joined[plan.focus.id])
    }
    return Drawn(joined, outcomes, few)


class _Tasks(Sequence[Block]):
    """Pieces of the draws in order, base draws first, made when they are asked for.

    A piece is part of one of Saltelli's blocks, or several whole ones where they are small.
    """

    def __init__(self, plan: Plan, points: DrawDesign, few: DrawDesign, rows: int) -> None:
        self._plan = plan
        together = max(1, rows // few.draws)
        rest = range(1, few.blocks)
        groups = [rest[start : start + together] for start in range(0, len(rest), together)]
        self._pieces = [(points, range(1), cut) for cut in _cuts(points.draws, rows)]
        self.of_base = len(self._pieces)
        self._pieces += [(few, group, cut) for group in groups for cut in _cuts(few.draws, rows)]

    def __len__(self) -> int:
        return len(self._pieces)

    def __getitem__(self, place: Any) -> Any:
        points, blocks, (start, stop) = self._pieces[place]
        tables = [points.block(number) for number in blocks]
        drawn = {
            name: np.concatenate([table[name][start:stop] for table in tables])
            for name in points.names
        }
        draws = (stop - start) * len(blocks)
        if place < self.of_base:
            return self._plan.block(drawn, draws, priced=True)
        return self._plan.block(drawn, draws, designs=(self._plan.focus.id,))


def _cuts(draws: int, rows: int) -> list[tuple[int, int]]:
    parts = -(-draws // rows)
    return list(pairwise(draws * part // parts for part in range(parts + 1)))


def _outcomes(plan: Plan, found: Evaluated) -> Iterator[tuple[str, Floats]]:
    yield SURVIVAL, np.exp(-plan.horizon * found.hazard)
    if plan.inputs.has_sides:
        yield GAIN_ADVANCING, found.gain_advancing
        yield GAIN_OTHER, found.gain_other


def _join(parts: list[Evaluated]) -> Evaluated:
    return Evaluated(
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in parts])
            for field in fields(Evaluated)
        }
    )

"""Pledges of the worked example, and of any other shape, for the package."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from models.guarantees import plain
from pourparler.models.guarantees.contest import Contest
from pourparler.models.guarantees.pledges import Pledges, pledge_with_lead

CONTEST = Contest(strength=plain.STRENGTH, own_army=plain.OWN_ARMY)


def example(players: int = 30, lead: float = plain.LEAD_RELIABILITY) -> Pledges:
    """Return the first guarantors of the worked example, with their lead."""
    return pledge_with_lead(
        counts=np.ones(players, dtype=int),
        contributions=plain.CONTRIBUTIONS[:players],
        with_lead=plain.WITH_LEAD[:players],
        without_lead=plain.WITHOUT_LEAD[:players],
        lead_contribution=plain.LEAD_CONTRIBUTION,
        lead_reliability=lead,
    )


probabilities = st.integers(0, 20).map(lambda n: n / 20)


@st.composite
def several(draw: st.DrawFn, *, whole: bool = False, draws: int = 2, most: int = 3) -> Pledges:
    """Return pledges of a few groups that hang on a lead with two or three states."""
    groups, states = draw(st.integers(1, 3)), draw(st.integers(2, 3))
    force = st.integers(0, 30).map(float) if whole else st.floats(0, 30, width=32)
    counts = draw(st.lists(st.integers(0, most), min_size=groups, max_size=groups))

    def table(element: st.SearchStrategy[float], *shape: int) -> np.ndarray:
        size = int(np.prod(shape))
        return np.array(draw(st.lists(element, min_size=size, max_size=size))).reshape(shape)

    weights = table(st.integers(1, 9).map(float), draws, states)
    leads = table(force, draws, states)
    leads[:, -1] = 0.0
    return Pledges(
        counts=np.array(counts),
        contributions=table(force, draws, groups),
        reliabilities=table(probabilities, draws, groups, states),
        lead_shares=weights / weights.sum(axis=1, keepdims=True),
        lead_contributions=leads,
    )


def one_by_one(pledges: Pledges, row: int) -> plain.Plain:
    """Return a draw of pledges in the plain form."""
    each = np.repeat(np.arange(pledges.counts.size), pledges.counts)
    return plain.Plain(
        pledges.contributions[row, each].tolist(),
        pledges.reliabilities[row, each].tolist(),
        pledges.lead_shares[row].tolist(),
        pledges.lead_contributions[row].tolist(),
    )

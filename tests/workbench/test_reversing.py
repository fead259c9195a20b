"""An order that is the other way round in a few draws may be so by chance, and is told as such."""

from __future__ import annotations

import pytest

from pourparler.models.sensitivity.shares import Share
from pourparler.models.settlement.comparison import Decider, Thirds

DRAWS = 170


def decider(better: tuple[int, int], worse: tuple[int, int]) -> Decider:
    def thirds(counts: tuple[int, int]) -> Thirds:
        low, high = (Share(count, DRAWS) for count in counts)
        return Thirds(low=low, high=high)

    even = thirds((40, 40))
    return Decider(
        input="attack_loss", signed=even, holds=even, both=even,
        better=thirds(better), worse=thirds(worse), turns_at=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("better", "worse", "reverses", "is_clear"),
    [
        ((14, 14), (5, 17), "high", False),
        ((60, 10), (5, 50), "high", True),
        ((10, 60), (50, 5), "low", True),
        ((60, 50), (5, 20), "", False),
    ],
)
def test_a_reversal_is_clear_beyond_chance_only(better, worse, reverses, is_clear):
    told = decider(better, worse)
    assert (told.reverses, told.is_reversal_clear) == (reverses, is_clear)

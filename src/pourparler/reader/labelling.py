"""What the network says of the words of a paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

SIDES: Final = 3
"""Where the source of a cue stands: on its left, on its right, or there is none."""
LABEL_COUNT: Final = 7


@dataclass(frozen=True, slots=True)
class Labelling:
    """What the network says of W words: best legal label, log probability of the best, sides.

    ``labels`` is (W,) int64, ``log_probs`` (W,) float64, ``sides`` (W, 3) float64 or None.
    """

    labels: NDArray[np.int64]
    log_probs: NDArray[np.float64]
    sides: NDArray[np.float64] | None

"""Step: the tagger's confidence becomes the share of such statements that are right.

The table was made on articles that the tagger did not learn from; it lies beside the weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pourparler.errors import TaggerError
from pourparler.reader.reading import Reading

FILE: Final = "calibration.csv"


@dataclass(frozen=True, slots=True)
class Calibration:
    """A table of confidences and of how often statements of that confidence were right.

    Both columns are (K,) float64 in [0, 1] and never fall; between two rows the line that
    joins them holds, outside the table its first and last row.
    """

    confidences: NDArray[np.float64]
    shares: NDArray[np.float64]

    def share(self, confidence: float) -> float:
        """Return the share that is right, for a confidence in [0, 1].

        Examples
        --------
        >>> table = Calibration(np.array([0.5, 0.9]), np.array([0.4, 0.8]))
        >>> [round(table.share(confidence), 2) for confidence in (0.1, 0.7, 0.99)]
        [0.4, 0.6, 0.8]
        """
        return float(np.interp(confidence, self.confidences, self.shares))


def load_calibration(folder: Path) -> Calibration:
    """Read the table of a tagger's folder; without one, confidences stay as they are.

    Raises
    ------
    TaggerError
        The file does not hold two rising columns of numbers from 0 to 1.
    """
    path = folder / FILE
    if not path.is_file():
        return Calibration(np.array([0.0, 1.0]), np.array([0.0, 1.0]))
    try:
        table = np.loadtxt(path, delimiter=",", ndmin=2)
    except ValueError as error:
        raise TaggerError(f"{path} is not a table of numbers: {error}") from error
    if table.ndim != 2 or table.shape[1] != 2 or not ((table >= 0) & (table <= 1)).all():
        raise TaggerError(f"{path} does not hold two columns of numbers from 0 to 1")
    if (np.diff(table, axis=0) < 0).any():
        raise TaggerError(f"{path} has a column that falls")
    return Calibration(table[:, 0].copy(), table[:, 1].copy())


def calibrate_confidence(reading: Reading, calibration: Calibration) -> None:
    """Replace the confidence of every draft by the share that is right."""
    for draft in reading.drafts:
        draft.confidence = calibration.share(draft.confidence)

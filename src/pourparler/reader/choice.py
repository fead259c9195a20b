"""A choice among candidates, or none of them, from a few named numbers of each.

A conditional logit: the score of a candidate is the weighted sum of its features, that of
"none" a weighted sum of what is known of the occasion, and probabilities are their softmax.
The same weights serve any number of candidates, so that they hold for cases never seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ChoiceModel:
    """The weights of a choice, by the name of the feature, in the order of the features."""

    candidate: Mapping[str, float]
    none: Mapping[str, float]

    def probabilities(self, features: Floats, occasion: Floats) -> Floats:
        """Return the probability of every candidate and, last, of none of them.

        Parameters
        ----------
        features : (K, F) float64
            A row per candidate, a column per name in ``candidate``.
        occasion : (G,) float64
            A number per name in ``none``.

        Returns
        -------
        (K + 1,) float64
            Above 0, with sum 1.

        Examples
        --------
        >>> model = ChoiceModel({"likeness": 2.0}, {"always": 0.5})
        >>> model.probabilities(np.array([[1.0], [0.0]]), np.array([1.0])).round(2)
        array([0.74, 0.1 , 0.16])
        """
        scores = np.append(
            features @ np.array(list(self.candidate.values())),
            occasion @ np.array(list(self.none.values())),
        )
        odds = np.exp(scores - scores.max())
        shares: Floats = odds / odds.sum()
        return shares

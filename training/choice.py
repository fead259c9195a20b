"""Learn the weights of a choice among candidates, or none, by penalised likelihood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from pourparler.reader.choice import ChoiceModel

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One occasion to choose.

    ``features`` is (K, F), a row per candidate; ``occasion`` (G,), of which the first is
    always 1; ``right`` the row that is right, or K for none.
    """

    features: Floats
    occasion: Floats
    right: int


def fit_choice(
    examples: Sequence[Example], names: Sequence[str], none: Sequence[str], penalty: float
) -> ChoiceModel:
    """Return the weights of highest likelihood less ``penalty`` times half their squares.

    The penalty is on weights of features with mean 0 and deviation 1, so that no feature is
    favoured for its unit. The same examples give the same weights.
    """
    rows = np.vstack([example.features for example in examples])
    occasions = np.vstack([example.occasion for example in examples])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    middle, width = occasions.mean(axis=0), occasions.std(axis=0) + 1e-6
    middle[0], width[0] = 0.0, 1.0
    scaled = [
        Example((e.features - mean) / spread, (e.occasion - middle) / width, e.right)
        for e in examples
    ]
    count = len(names)

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = penalty * float(weights @ weights) / 2, penalty * weights
        for example in scaled:
            scores = np.append(
                example.features @ weights[:count], example.occasion @ weights[count:]
            )
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            total -= float(np.log(shares[example.right]))
            shares[example.right] -= 1
            slope[:count] += example.features.T @ shares[:-1]
            slope[count:] += example.occasion * shares[-1]
        return total, slope

    start = np.zeros(count + len(none))
    found = minimize(loss, start, jac=True, method="L-BFGS-B").x
    of_candidate, of_none = found[:count] / spread, found[count:] / width
    of_none[0] += float(mean @ of_candidate - middle[1:] @ of_none[1:])
    return ChoiceModel(
        dict(zip(names, of_candidate.tolist(), strict=True)),
        dict(zip(none, of_none.tolist(), strict=True)),
    )

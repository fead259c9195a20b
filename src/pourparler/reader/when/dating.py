"""Choosing when a statement was made that has no date in its own sentence, or about the report's.

A conditional logit over the times that the text has told (``candidates``), with "none of them" as
about the report's day. Its weights were learned from statements that were dated by hand;
``python -m training.dating`` makes the file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from pourparler.errors import TaggerError
from pourparler.reader.choice import ChoiceModel, Floats
from pourparler.reader.when.candidates import Candidate
from pourparler.reader.when.scope import Pick

BUNDLED: Final = Path(__file__).parents[2] / "data" / "dating" / "weights.json"
ALWAYS: Final = "always"


@cache
def load_dating_weights(path: Path = BUNDLED) -> ChoiceModel:
    """Read the weights, which are read once.

    Raises
    ------
    TaggerError
        The file is missing, or does not hold numbers by name.
    """
    try:
        found = json.loads(path.read_text("utf-8"))
        model = ChoiceModel(
            {str(name): float(weight) for name, weight in found["candidate"].items()},
            {str(name): float(weight) for name, weight in found["none"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise TaggerError(f"{path} holds no weights of dating: {error!r}") from error
    if next(iter(model.none), None) != ALWAYS:
        raise TaggerError(f"{path} holds no weights of dating: 'none' begins with {ALWAYS!r}")
    return model


def choose(
    model: ChoiceModel, candidates: Sequence[Candidate], occasion: frozenset[str]
) -> Pick | None:
    """Return the likeliest of the times, or None where that is about the report's day."""
    shares = model.probabilities(
        rows([one.features for one in candidates], tuple(model.candidate)),
        rows([occasion | {ALWAYS}], tuple(model.none))[0],
    )
    best = int(shares.argmax())
    if best == len(candidates):
        return None
    return Pick(candidates[best].value, candidates[best].rule)


def rows(features: Sequence[frozenset[str]], names: Sequence[str]) -> Floats:
    """Return (K, F) numbers: 1 where a candidate has the feature of that name, else 0."""
    made: Floats = np.array(
        [[name in one for name in names] for one in features], dtype=np.float64
    ).reshape(len(features), len(names))
    return made

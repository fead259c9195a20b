"""The weights that coding was taught, from the file that ships with the package.

``python -m training.coding`` makes the file; without these weights nothing can be coded.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pourparler.errors import TaggerError
from pourparler.reader.choice import ChoiceModel
from pourparler.reader.surroundings import (
    ISSUE_FEATURES,
    NO_ISSUE_FEATURES,
    NO_OPTION_FEATURES,
    OPTION_FEATURES,
)

BUNDLED: Final = Path(__file__).parent.parent / "data" / "coding" / "weights.json"
_EDGE: Final = 0.005  # nobody is surer than that, either way


@dataclass(frozen=True, slots=True)
class Squeeze:
    """The straight line, on the scale of log odds, from a probability to the share right.

    A slope below 1 takes back what was claimed too much, on both sides of one half.
    """

    slope: float = 1.0
    shift: float = 0.0

    def share(self, probability: float) -> float:
        """Return the share of such codings that were right, above 0 and below 1.

        Examples
        --------
        >>> round(Squeeze(0.5, 0.0).share(0.9), 2)
        0.75
        """
        near = min(max(probability, _EDGE), 1 - _EDGE)
        odds = self.slope * math.log(near / (1 - near)) + self.shift
        return min(max(1 / (1 + math.exp(-odds)), _EDGE), 1 - _EDGE)


@dataclass(frozen=True, slots=True)
class CodingWeights:
    """Which issue, which option, and how often a coding of that probability was right."""

    issue: ChoiceModel
    option: ChoiceModel
    calibration: Squeeze = Squeeze()


def load_coding_weights(path: Path = BUNDLED) -> CodingWeights:
    """Read the weights.

    Raises
    ------
    TaggerError
        The file is missing, or does not hold a number for every feature.
    """
    try:
        found = json.loads(path.read_text("utf-8"))
        return CodingWeights(
            _choice(found["issue"], ISSUE_FEATURES, NO_ISSUE_FEATURES),
            _choice(found["option"], OPTION_FEATURES, NO_OPTION_FEATURES),
            Squeeze(float(found["calibration"]["slope"]), float(found["calibration"]["shift"])),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise TaggerError(f"{path} holds no weights of coding: {error!r}") from error


def _choice(
    found: Mapping[str, Any], candidate: tuple[str, ...], none: tuple[str, ...]
) -> ChoiceModel:
    return ChoiceModel(
        {name: float(found["candidate"][name]) for name in candidate},
        {name: float(found["none"][name]) for name in none},
    )

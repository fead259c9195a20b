"""Past decisions with positions and outcomes, to hold models to: the table of DEU III.

The file is not part of the product: Arregui and Perarnaud 2021, doi 10.34810/data53, CC BY 4.0.
"""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from pourparler.errors import ReportError
from pourparler.models.bargaining.standings import SCALE_LENGTH, Floats

LEAST_ACTORS: Final = 3
"""Issues on which fewer took a position are left out: a mean of two says little."""

_NEEDED: Final = ("prnr", "isnr", "rp", "out")


@dataclass(frozen=True, slots=True)
class Decision:
    """One issue that was decided, and where A actors had stood. Frozen.

    Attributes
    ----------
    issue, proposal : str
        Its number, and that of the proposal it belongs to.
    actors : tuple of str
    positions : shape (A,), in [0, 100]
    saliences : shape (A,), in [0, 1]; NaN where unknown
    influences : shape (A,)
        The weights in the file's first row (gross domestic products); NaN where it has none.
    reference : float or None
        What there would be without a decision.
    outcome : float, in [0, 100]
    """

    issue: str
    proposal: str
    actors: tuple[str, ...]
    positions: Floats
    saliences: Floats
    influences: Floats
    reference: float | None
    outcome: float


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Read the tab-separated table of DEU III.

    Issues without an outcome on the scale, or with fewer than three positions, are left out.

    Raises
    ------
    ReportError
        The file cannot be read, a column is missing, or a number is outside its range.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReportError(f"{path} cannot be read: {error}", hint=_HINT) from error
    rows = list(csv.DictReader(io.StringIO(text), delimiter="\t"))
    columns = list(rows[0]) if rows else []
    actors = tuple(c[1:] for c in columns if c[:1] == "p" and f"s{c[1:]}" in columns and c[1:])
    missing = [name for name in _NEEDED if name not in columns]
    if missing or not actors:
        lacks = ", ".join(missing) or "pairs of p... and s... columns"
        raise ReportError(f"{path} lacks {lacks}", hint=_HINT)
    weights = {a: _number(path, 2, f"p{a}", rows[0][f"p{a}"]) for a in actors}
    found = (
        _decision(path, line, row, weights) for line, row in enumerate(rows, start=2) if row["isnr"]
    )
    return tuple(d for d in found if d is not None and len(d.actors) >= LEAST_ACTORS)


_HINT: Final = "Bring the file deu3.csv of doi 10.34810/data53, tab-separated."


def _decision(
    path: Path, line: int, row: dict[str, str], weights: dict[str, float]
) -> Decision | None:
    outcome = _number(path, line, "out", row["out"])
    if not 0 <= outcome <= SCALE_LENGTH:
        return None
    stands = {a: _on_scale(path, line, f"p{a}", row[f"p{a}"]) for a in weights}
    actors = tuple(actor for actor, position in stands.items() if not math.isnan(position))
    reference = _number(path, line, "rp", row["rp"])
    return Decision(
        issue=row["isnr"],
        proposal=row["prnr"],
        actors=actors,
        positions=np.array([stands[actor] for actor in actors]),
        saliences=np.array([_on_scale(path, line, f"s{a}", row[f"s{a}"]) for a in actors])
        / SCALE_LENGTH,
        influences=np.array([weights[actor] for actor in actors]),
        reference=reference if 0 <= reference <= SCALE_LENGTH else None,
        outcome=outcome,
    )


def _on_scale(path: Path, line: int, column: str, text: str) -> float:
    value = _number(path, line, column, text)
    if value < 0 or value > SCALE_LENGTH:
        raise ReportError(
            f"{path}, line {line}: {column} is {value:g}; 0 to 100 is allowed", hint=_HINT
        )
    return value


def _number(path: Path, line: int, column: str, text: str) -> float:
    """Return a cell as a number, NaN where it is empty."""
    if not text.strip():
        return math.nan
    try:
        return float(text)
    except ValueError as error:
        raise ReportError(
            f"{path}, line {line}: {column} is '{text}', not a number", hint=_HINT
        ) from error

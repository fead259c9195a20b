"""Inputs estimated from the front as it was known at a date, and how such fits did before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pourparler.case.folder import CaseFolder
from pourparler.case.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Fitted:
    """Inputs by name, the backtest in label and words, and what could not be fitted."""

    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    backtest: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def read_fitted(folder: CaseFolder, known_at: date | None) -> Fitted:
    """Return what ``front.csv`` says about drift and diffusion, as known at a date."""
    del folder, known_at
    return Fitted()

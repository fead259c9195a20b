"""A slope in a cell of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pourparler.models.sensitivity.slopes import Slope

_LEAST = 5e-4


def slope_cell(slope: Slope) -> str:
    """Return a slope with its 90 % interval, marked where it comes from small changes.

    Examples
    --------
    >>> from pourparler.models.sensitivity.slopes import Slope
    >>> slope_cell(Slope(0.25, 0.01, False))
    '+0.25 (+0.23 to +0.27) *'
    """
    low, high = slope.interval
    mark = "" if slope.is_exact else " *"
    return f"{_number(slope.mean)} ({_number(low)} to {_number(high)}){mark}"


def _number(value: float) -> str:
    return "0" if abs(value) < _LEAST else f"{value:+.2g}"

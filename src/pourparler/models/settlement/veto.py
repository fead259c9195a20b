"""Why the advancing side objects to a guarantee: two reasons that need to be kept apart.

A guarantee takes away the option to attack again, which can be paid for because the
other side gains more; and it may be disliked as such, which can destroy the gain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pourparler.models.settlement.values import Values

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Veto:
    """What a guarantee changes, against having none; arrays of shape (N,), in u.

    Attributes
    ----------
    option_loss : what the advancing side loses because attacking again pays less
    status_loss : what the guarantee costs it as such
    other_gain : what the other side gains
    """

    option_loss: Floats
    status_loss: Floats
    other_gain: Floats

    @property
    def joint_gain(self) -> Floats:
        """What both gain together; above 0 the objection can be paid for."""
        return self.other_gain - self.option_loss - self.status_loss

    @property
    def status_decides(self) -> NDArray[np.bool_]:
        """Whether the guarantee would pay for both but for what it costs as such."""
        return (self.joint_gain < 0) & (self.joint_gain + self.status_loss >= 0)


def decompose_veto(without: Values, with_guarantee: Values, status_cost: float | Floats) -> Veto:
    """Return what a guarantee takes from one side and gives to the other.

    Parameters
    ----------
    without, with_guarantee : Values
        The same land and relief without and with the guarantee, over the same draws.
    status_cost : float or array
        u that ``with_guarantee`` charges the advancing side as such.
    """
    status = np.broadcast_to(np.asarray(status_cost, dtype=np.float64), without.advancing.shape)
    return Veto(
        option_loss=without.advancing - with_guarantee.advancing - status,
        status_loss=status,
        other_gain=with_guarantee.other - without.other,
    )

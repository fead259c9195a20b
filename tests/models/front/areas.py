"""Land held every 30 days from 2023-01-02 to 2026-08-14, in km2.

ISW, as published by The Economist (CC BY 4.0), rounded to 0.01 km2.
"""

from __future__ import annotations

import numpy as np

from pourparler.models.front.series import DatedFront

AREAS = [
    111344.85, 111634.73, 111904.55, 112195.55, 112213.72, 112168.04, 111771.13, 111514.82,
    111519.08, 111520.22, 111564.40, 111600.72, 111733.02, 111798.24, 111951.16, 112039.73,
    112136.75, 112488.81, 112680.00, 112864.43, 113107.23, 113581.77, 114023.65, 114678.75,
    115233.31, 115706.64, 116167.25, 116382.39, 116604.27, 117015.04, 117592.21, 117987.29,
    118615.04, 118934.27, 119288.49, 119515.97, 120336.47, 120567.68, 120950.03, 120880.37,
    120881.63, 120692.79, 120531.59, 120546.14, 120558.23,
]  # fmt: skip


def front_by_30_days() -> DatedFront:
    days = np.datetime64("2023-01-02") + 30 * np.arange(len(AREAS))
    return DatedFront(days, np.array(AREAS), days)

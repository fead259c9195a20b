"""Evidence in few words."""

from __future__ import annotations

import numpy as np

from pourparler.models.positions.evidence import SUPPORTS, Evidence


def heard(days, places, *, spread=8.0, misread=0.05, not_meant=0.05, **more):
    """One statement a day at single points of the scale; each its own utterance."""
    n = len(days)
    fields = {
        "first_day": days,
        "last_day": days,
        "modality": np.full(n, SUPPORTS),
        "utterance": np.arange(n),
        "misread": np.full(n, misread),
        "not_meant": np.full(n, not_meant),
        "low": places,
        "high": places,
        "spread": np.full(n, spread),
    }
    return Evidence(**(fields | more))


def chose(days, options, count, *, misread=0.05, not_meant=0.05, **more):
    """One statement a day naming one of ``count`` options without order."""
    named = np.eye(count, dtype=bool)[list(options)]
    plain = heard(days, np.zeros(len(days)), misread=misread, not_meant=not_meant)
    fields = {
        name: getattr(plain, name)
        for name in ("first_day", "last_day", "modality", "utterance", "misread", "not_meant")
    }
    return Evidence(**(fields | {"options": named} | more))

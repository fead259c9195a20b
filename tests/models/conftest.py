"""Properties are checked without a time limit: the machine that checks them may be slow."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("models", deadline=None)
settings.load_profile("models")

"""The browser of the system: where it is, and how it is started."""

from __future__ import annotations

import os
import shutil
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
OPTIONS: Final = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
MISSING: Final = (
    f"no browser found: none of {', '.join(NAMES)} is on the PATH, nor does POURPARLER_CHROMIUM "
    "name one. On Debian: apt-get install chromium"
)


def find_chromium() -> str | None:
    """Return the path of a browser that speaks the protocol of Chromium, None without one."""
    named = os.environ.get("POURPARLER_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for name in NAMES if (path := shutil.which(name))), None)

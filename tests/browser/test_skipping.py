"""Without a browser the tests do not pass in silence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_run_without_a_browser_says_so_and_why() -> None:
    words = ["-q", "-p", "no:cacheprovider", "tests/browser/test_every_page.py", "-k", "light"]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        cwd=ROOT,
        env={**os.environ, "POURPARLER_CHROMIUM": "/nowhere/chromium"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "NOT TESTED IN A REAL BROWSER" in ran.stdout
    assert "apt-get install chromium" in ran.stdout
    assert "1 skipped" in ran.stdout

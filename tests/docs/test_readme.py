"""What the README tells a newcomer to type does what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def test_the_five_lines_run(tmp_path):
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    ran = subprocess.run(
        [sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    assert len(lines) == 5
    assert all(re.match(r"[\d/.~-]+ [A-Z]", line) for line in lines), lines


def test_every_command_that_is_shown_exists():
    from pourparler.cli.app import app

    known = {command.callback.__name__ for command in app.registered_commands if command.callback}
    blocks = "".join(re.findall(r"^```\w*\n(.*?)^```", README, re.DOTALL | re.MULTILINE))
    shown = set(re.findall(r"^pourparler (\w+)", blocks, re.MULTILINE))
    assert shown
    assert shown <= known

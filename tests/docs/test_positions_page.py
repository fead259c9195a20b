"""The page on stated positions: its example runs, and its pencil sums are right."""

from __future__ import annotations

import doctest
import math
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "positions.md"


def test_the_example_runs():
    found = doctest.testfile(str(PAGE), module_relative=False)
    assert (found.failed, found.attempted) == (0, 12)


def test_the_pencil_sums_are_right():
    stays = math.exp(-0.3)
    a, b = 0.9 + 0.1 / 3, 0.1 / 3
    later = [stays * x + (1 - stays) / 3 for x in (a, b, b)]
    heard = [x * y for x, y in zip(later, (b, a, b), strict=True)]
    stayed = 2 * a * b + b * b
    jumped = (1 - stays) / 3
    same = stayed * (stays + (1 - stays) / 3) / sum(heard)
    expected = {
        "0.741": stays, "0.933": a, "0.033": b, "0.778": later[0], "0.111": later[1],
        "0.0259": heard[0], "0.1037": heard[1], "0.0037": heard[2], "0.1333": sum(heard),
        "0.194": heard[0] / sum(heard), "0.028": heard[2] / sum(heard), "0.0633": stayed,
        "0.648": jumped / (jumped + stays * stayed), "0.607": 1 - same, "5.3": 1 / 3 / stayed,
    }  # fmt: skip
    sums = PAGE.read_text("utf-8").split("## An example by hand")[1].split("```")[0]
    for written, value in expected.items():
        assert re.search(rf"(?<![\d.]){re.escape(written)}(?!\d)", sums), written
        digits = len(written.partition(".")[2])
        assert value == pytest.approx(float(written), abs=0.5001 * 10**-digits)

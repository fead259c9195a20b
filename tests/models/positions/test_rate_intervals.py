"""Intervals of rates: by the definition, by a plain scan, on simulated talks, on nothing."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.models.positions.estimate import estimate_position
from pourparler.models.positions.fitting import JUMP_RATES, WALKS, fit_motion
from pourparler.models.positions.rate_intervals import find_rate_intervals
from pourparler.models.positions.simulate import (
    draw_paths,
    draw_statements,
    hear_statements,
    make_repertoire,
)
from pourparler.models.positions.spaces import Grid, OptionSet

DROP = 1.9207294  # half of the 95 % point of chi-squared with one degree of freedom


def talks(space, *, series=20, utterances=60, seed=6):
    rng = np.random.default_rng(seed)
    days = np.sort(rng.choice(2000, utterances, replace=False)).astype(float)
    repertoire = make_repertoire(space)
    paths = draw_paths(space, days, series, rng)
    return hear_statements(
        repertoire, draw_statements(repertoire, paths, 0.1, rng), days, error=0.1
    )


def log_evidence(space, series):
    return sum(estimate_position(space, one, [0.0]).log_evidence for one in series)


def test_the_truth_of_simulated_talks_is_held_and_the_ends_are_where_they_should_be():
    truth = OptionSet(4, 0.02)
    series = talks(truth)
    fit = fit_motion(OptionSet(4), series)
    found = find_rate_intervals(fit, series)["jump_rate"]
    assert found.low < truth.jump_rate < found.high
    assert not found.is_low_open
    assert not found.is_high_open
    for end in (found.low, found.high):
        below = fit.log_evidence - log_evidence(OptionSet(4, end), series)
        assert below == pytest.approx(DROP, abs=0.15)


def test_on_a_scale_the_other_rate_is_at_its_best():
    truth = Grid(21, 1.0, 0.02)
    series = talks(truth, series=6, utterances=30)
    fit = fit_motion(replace(truth, walk=0.1, jump_rate=0.005), series)
    found = find_rate_intervals(fit, series)
    assert found["jump_rate"].low < truth.jump_rate < found["jump_rate"].high
    assert found["walk"].low < truth.walk < found["walk"].high
    for name, other, ends in (("walk", "jump_rate", JUMP_RATES), ("jump_rate", "walk", WALKS)):
        value = found[name].high
        tried = np.geomspace(*ends, 9)
        best = max(
            log_evidence(replace(truth, **{name: value, other: rate}), series) for rate in tried
        )
        assert fit.log_evidence - best == pytest.approx(DROP, abs=0.6)


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.002, 0.05))
def test_a_plain_scan_finds_the_same_ends(seed, jump_rate):
    series = talks(OptionSet(3, jump_rate), series=3, utterances=20, seed=seed)
    fit = fit_motion(OptionSet(3), series)
    found = find_rate_intervals(fit, series)["jump_rate"]
    rates = np.geomspace(*JUMP_RATES, 60)
    scanned = [log_evidence(OptionSet(3, rate), series) for rate in rates]
    inside = [r for r, e in zip(rates, scanned, strict=True) if fit.log_evidence - e <= DROP]
    step = math.log(rates[1] / rates[0])
    if not found.is_low_open:
        assert math.log(found.low) >= math.log(inside[0]) - 2 * step
    if not found.is_high_open:
        assert math.log(found.high) <= math.log(inside[-1]) + 2 * step
    assert found.is_low_open or found.low > rates[0]
    assert found.low <= found.value <= found.high


def test_one_statement_leaves_every_rate_open():
    series = talks(OptionSet(3), series=1, utterances=1)
    found = find_rate_intervals(fit_motion(OptionSet(3), series), series)["jump_rate"]
    assert (found.is_low_open, found.is_high_open) == (True, True)
    assert (found.low, found.high) == pytest.approx(JUMP_RATES)

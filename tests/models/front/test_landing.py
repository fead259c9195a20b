"""Land at signature: the values of the specification, the definition, a plain twin."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import RangeError
from pourparler.models.front.landing import land_at_signature, mean_land_with_lasting_drift

DRIFTS = st.floats(-20.0, 20.0)
RATES = st.floats(0.05, 10.0)

# drift, diffusion, rate: theta_plus, theta_minus, mean, sd, chance of loss
MOMENTS = [
    ((5.6, 0.9, 1.0), (0.17632297, 14.00348346, 5.6, 5.67186036, 0.01243479)),
    ((5.6, 0.9, 4.0), (0.68076864, 14.50792914, 1.4, 1.47054412, 0.04482074)),
    ((0.0, 1.0, 0.5), (1.0, 1.0, 0.0, 1.41421356, 0.5)),
    ((-1.0, 1.0, 0.5), (2.41421356, 0.41421356, -2.0, 2.44948974, 0.85355339)),
]
SHARES = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]
QUANTILES = [
    (0.21994038, 0.5265778, 1.56059825, 3.86015745, 7.79127985, 12.98794101, 16.91906342),
    (0.00798663, 0.08740748, 0.35522468, 0.95082366, 1.96900684, 3.3149718, 4.33315498),
    (-2.30258509, -1.60943791, -0.69314718, 0.0, 0.69314718, 1.60943791, 2.30258509),
    (-6.85005357, -5.17664824, -2.96452673, -1.29112141, -0.31224204, 0.15801864, 0.4451296),
]
CROSSINGS = [
    {1: 0.83834718, 3: 0.58921219, 6.7: 0.30685993, 10: 0.17149011},
    {1: 0.50622774, 3: 0.12972922, 6.7: 0.01045004},
    {1: 0.36787944, 2: 0.13533528},
    {1: 0.08943765},
]


@pytest.mark.parametrize(("motion", "expected"), MOMENTS)
def test_scales_and_moments(motion, expected):
    found = land_at_signature(*motion)
    assert (
        1 / found.gain_scale_km2,
        1 / found.loss_scale_km2,
        found.mean_km2,
        found.sd_km2,
        found.chance_of_loss,
    ) == pytest.approx(expected, abs=5e-9)


def test_quantiles_and_crossings_of_all_rows_at_once():
    drift, diffusion, rate = np.array([motion for motion, _ in MOMENTS]).T
    found = land_at_signature(drift, diffusion, rate)
    quantiles = found.quantile_km2(np.array(SHARES)[:, None])
    np.testing.assert_allclose(quantiles.T, QUANTILES, rtol=0, atol=5e-9)
    for row, lines in enumerate(CROSSINGS):
        for ahead, chance in lines.items():
            assert found.chance_crossed(ahead)[row] == pytest.approx(chance, abs=5e-9)


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        (0.5, (11176.2, 554.98142299, 7740.84933364, 33519.41465469, 0.91455132, 0.58512478)),
        (1.0, (5588.1, 268.39711965, 3867.50010819, 16778.91354372, 0.83666027, 0.3430006)),
        (2.0, (2794.05, 125.17535329, 1930.86448129, 8408.58933161, 0.70084957, 0.11850833)),
        (4.0, (1397.025, 53.70104797, 962.62190749, 4223.2824206, 0.49353013, 0.01445047)),
    ],
)
def test_the_illustration_of_august_2025(rate, expected):
    found = land_at_signature(5588.1, 464.7, rate)
    figures = (found.mean_km2, *found.quantile_km2([0.05, 0.5, 0.95]))
    assert figures == pytest.approx(expected[:4], abs=5e-9)
    assert found.chance_crossed([1000.0, 6000.0]) == pytest.approx(expected[4:], abs=5e-9)


@given(DRIFTS, st.floats(0.05, 10.0), RATES, st.floats(0.001, 0.999))
def test_the_twin_agrees(drift, diffusion, rate, share):
    root = math.sqrt(drift**2 + 2 * rate * diffusion**2)
    up, down = (root - drift) / diffusion**2, (root + drift) / diffusion**2
    loss = up / (up + down)
    if share < loss:
        plain = math.log(share / loss) / down
    else:
        plain = -math.log((1 - share) * (up + down) / down) / up
    found = land_at_signature(drift, diffusion, rate)
    # the textbook form loses digits where drift^2 is far above rate * diffusion^2
    slack = 1e-15 * (root / diffusion) ** 2 / rate + 1e-10
    assert found.quantile_km2(share) == pytest.approx(plain, rel=slack, abs=1e-10 * (1 + root))
    assert found.chance_crossed(1.0) == pytest.approx(math.exp(-up), rel=1e-8, abs=1e-12)


def test_draws_of_motion_and_signature_agree():
    rng = np.random.default_rng(5)
    times = rng.exponential(1 / 1.5, 200_000)
    land = 2.0 * times + 1.5 * np.sqrt(times) * rng.standard_normal(times.size)
    found = land_at_signature(2.0, 1.5, 1.5)
    assert land.mean() == pytest.approx(found.mean_km2, abs=4 * found.sd_km2 / 200_000**0.5)
    for share in (0.05, 0.3, 0.9):
        below = (land < found.quantile_km2(share)).mean()
        assert below == pytest.approx(share, abs=4 * (share * (1 - share) / 200_000) ** 0.5)


@given(st.floats(0.1, 20.0), RATES, st.floats(0.1, 20.0))
def test_without_diffusion_only_the_signature_is_uncertain(drift, rate, ahead):
    found = land_at_signature([drift, -drift], 0.0, rate)
    assert found.chance_crossed(ahead) == pytest.approx([math.exp(-rate * ahead / drift), 0.0])
    assert found.chance_of_loss.tolist() == [0.0, 1.0]
    assert found.quantile_km2(0.5) == pytest.approx(np.array([drift, -drift]) * math.log(2) / rate)
    small = land_at_signature(drift, 1e-7 * drift, rate)
    assert small.chance_crossed(ahead) == pytest.approx(found.chance_crossed(ahead)[0], rel=1e-6)


@given(DRIFTS, st.floats(0.0, 10.0), st.floats(0.01, 0.99))
def test_land_vanishes_as_the_signature_comes_at_once(drift, diffusion, share):
    found = land_at_signature(drift, diffusion, 1e14)
    assert abs(found.quantile_km2(share)) < 1e-5
    assert abs(found.mean_km2) < 1e-12


@given(DRIFTS, st.floats(0.05, 10.0), RATES, st.floats(0.01, 0.98), st.floats(0.0, 9.0))
def test_quantiles_rise_and_lines_further_off_are_reached_less(
    drift, diffusion, rate, share, ahead
):
    found = land_at_signature(drift, diffusion, rate)
    assert found.quantile_km2(share) < found.quantile_km2(share + 0.01)
    assert 0 <= found.chance_crossed(ahead + 1) <= found.chance_crossed(ahead) <= 1
    mirror = land_at_signature(-drift, diffusion, rate)
    assert mirror.chance_crossed(-ahead) == pytest.approx(found.chance_crossed(ahead))
    assert mirror.quantile_km2(1 - share) == pytest.approx(-found.quantile_km2(share), abs=1e-9)


def test_a_front_that_stands_still():
    still = land_at_signature(0.0, 0.0, 1.0)
    assert still.quantile_km2([0.1, 0.9]).tolist() == [0.0, 0.0]
    assert still.chance_crossed([0.0, 1.0, -1.0]).tolist() == [1.0, 0.0, 0.0]


def test_a_drift_that_falls_back():
    found = mean_land_with_lasting_drift(7.5, 3.3, reversion_per_year=2.0, signature_per_year=1.0)
    assert found == pytest.approx(4.7, abs=1e-12)
    rng = np.random.default_rng(3)
    times = rng.exponential(1.0, 400_000)
    land = 3.3 * times + (7.5 - 3.3) * (1 - np.exp(-2.0 * times)) / 2.0
    assert land.mean() == pytest.approx(found, abs=4 * land.std() / 400_000**0.5)


@pytest.mark.parametrize("motion", [(math.nan, 1, 1), (1, -1, 1), (1, 1, 0)])
def test_motions_without_meaning_are_refused(motion):
    with pytest.raises(RangeError, match="needed"):
        land_at_signature(*motion)
    with pytest.raises(RangeError, match="share"):
        land_at_signature(1, 1, 1).quantile_km2([0.5, 1.0])

"""Shifts of power, pledges that are tested, and what others have published."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from pourparler.errors import RangeError, UnknownNameError
from pourparler.models.guarantees.power import critical_shift, judge_shift
from pourparler.models.guarantees.published import PUBLISHED, find_published
from pourparler.models.guarantees.selection import select_tested

# win, destroyed, patience, critical shift; then shift, rise, saved
SHIFTS = (
    (0.6, 0.1, 0.95, 0.1380116959,
     ((0.1, 1.35, 2.0), (0.2, 3.06, 2.0), (0.3, 4.77, 2.0), (0.5, 8.19, 2.0))),
    (0.6, 0.2, 0.9, 0.3222222222,
     ((0.1, 0.4, 2.0), (0.2, 1.12, 2.0), (0.3, 1.84, 2.0), (0.5, 3.28, 2.0))),
    (0.7, 0.15, 0.99, 0.1812834225,
     ((0.1, 8.16, 15.0), (0.2, 16.575, 15.0), (0.3, 24.99, 15.0), (0.5, 41.82, 15.0))),
)  # fmt: skip


@pytest.mark.parametrize("row", SHIFTS)
def test_shifts_too_fast_for_a_bargain(row):
    win, destroyed, patience, critical, steps = row
    found = critical_shift(win, destroyed=destroyed, patience=patience)
    assert found == pytest.approx(critical, abs=5.1e-11)
    for shift, rise, saved in steps:
        judged = judge_shift(shift, win=win, destroyed=destroyed, patience=patience)
        assert judged.rise == pytest.approx(rise, abs=1e-10)
        assert judged.saved == pytest.approx(saved, abs=1e-10)
        assert judged.breaks_down == (shift > critical)


@pytest.mark.parametrize(("destroyed", "limit"), [(0.1, 0.1111), (0.2, 0.25), (0.15, 0.17647)])
def test_the_most_patient(destroyed, limit):
    found = critical_shift(0.6, destroyed=destroyed, patience=1 - 1e-12)
    assert found == pytest.approx(limit, abs=1e-4)


hundredths = st.integers(1, 99).map(lambda n: n / 100)


@given(hundredths, hundredths, hundredths, hundredths)
def test_a_bargain_breaks_down_just_beyond_the_critical_shift(win, destroyed, patience, part):
    critical = float(critical_shift(win, destroyed=destroyed, patience=patience))
    for shift in (part * min(critical, win), min(critical * (1 + part), win)):
        judged = judge_shift(shift, win=win, destroyed=destroyed, patience=patience)
        if abs(shift - critical) > 1e-9:
            assert judged.breaks_down == (shift > critical)


def test_shifts_without_meaning_are_refused():
    with pytest.raises(RangeError, match=r"a shift of 0\.7 from a chance to win of 0\.6"):
        judge_shift(0.7, win=0.6, destroyed=0.1, patience=0.9)
    with pytest.raises(RangeError, match="1 - patience is 0"):
        critical_shift(0.5, destroyed=0.1, patience=1.0)
    with pytest.raises(RangeError, match="1 - destroyed is 0"):
        critical_shift(0.5, destroyed=1.0, patience=0.9)


# a, b, tested below, mean, mean when tested, share tested
TESTED = (
    (3.0, 1.0, 0.7, 0.75, 0.525, 0.343),
    (4.0, 2.0, 0.6, 0.6666666667, 0.4615384615, 0.33696),
    (2.0, 2.0, 0.5, 0.5, 0.3125, 0.5),
    (9.0, 1.0, 0.8, 0.9, 0.72, 0.134217728),
)


@pytest.mark.parametrize("row", TESTED)
def test_pledges_that_are_tested_look_worse(row):
    a, b, below, *expected = row
    found = select_tested(a, b, tested_below=below)
    figures = [found.reliability, found.when_tested, found.share_tested]
    assert figures == pytest.approx(expected, abs=5.1e-11)


@settings(max_examples=40)
@given(st.floats(0.5, 20), st.floats(0.5, 20), st.floats(0.01, 1))
def test_the_tested_are_an_average_over_the_weak(a, b, below):
    found = select_tested(a, b, tested_below=below)
    density = stats.beta(a, b)
    share = density.cdf(below)
    if share > 1e-6:
        drawn = integrate.quad(lambda u: density.ppf(u), 0, share, epsabs=1e-12)[0] / share
        assert found.when_tested == pytest.approx(drawn, rel=1e-5)
    assert 0 < found.when_tested <= min(below, found.reliability) * (1 + 1e-12)


def test_pledges_that_are_hardly_ever_tested_still_have_an_average():
    found = select_tested([900.0, 2.0], [1.0, 1.0], tested_below=[0.3, 1e-3])
    assert found.when_tested == pytest.approx([0.3 * 900 / 901, 1e-3 * 2 / 3])
    with pytest.raises(RangeError, match=r"tested_below is 1\.5"):
        select_tested(1.0, 1.0, tested_below=1.5)
    with pytest.raises(RangeError, match="a is 0"):
        select_tested(0.0, 1.0, tested_below=0.5)


def test_published_findings_have_a_source_each_and_an_id_of_their_own():
    assert len({published.id for published in PUBLISHED}) == len(PUBLISHED)
    for published in PUBLISHED:
        assert all((published.claim, published.value, published.source))
        assert re.search(r"\b(19|20)\d\d\b|working paper|UCDP", published.source)
    names = ("1816-1944", "1816-2003", "before-1945", "1945-2003", "defence")
    values = [find_published(f"honoured-{name}").value for name in names]
    assert values == ["74.5 %", "50 %", "66 %", "22 %", "41 %"]
    with pytest.raises(UnknownNameError, match="'nothing' is not the id"):
        find_published("nothing")


def test_arrays_go_in_and_come_out():
    shifts = judge_shift(np.array([0.1, 0.5]), win=0.6, destroyed=0.1, patience=0.95)
    assert shifts.breaks_down.tolist() == [False, True]
    assert shifts.saved.shape == (2,)

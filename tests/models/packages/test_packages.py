"""Frontier, named points and zones against their definitions and plain loops."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import RangeError, ShapeError
from pourparler.models.packages.additive import AdditiveWorth, additive_frontier
from pourparler.models.packages.coalitions import minimal_winning_coalitions
from pourparler.models.packages.frontier import find_frontier
from pourparler.models.packages.programs import solve_best
from pourparler.models.packages.robust import share_accepting
from pourparler.models.packages.solutions import (
    agreement_zone,
    find_kalai_smorodinsky,
    find_maximin,
    find_nash,
    find_opening,
    find_utilitarian,
    named_points,
    who_blocks,
)
from pourparler.models.packages.streaming import stream_frontier
from pourparler.models.packages.trades import find_trades


def plain_frontier(utilities) -> list[int]:
    """Every package against every other."""
    return [
        i
        for i, own in enumerate(utilities)
        if not any((other >= own).all() and (other > own).any() for other in utilities)
    ]


@st.composite
def tables(draw, *, most: int = 40) -> np.ndarray:
    """Utilities in eighths, so that ties are common and sums exact."""
    parties = draw(st.integers(1, 4))
    rows = draw(st.integers(1, most))
    cells = st.lists(st.integers(0, 8), min_size=rows * parties, max_size=rows * parties)
    return np.array(draw(cells), dtype=float).reshape(rows, parties) / 8


@st.composite
def worths(draw) -> AdditiveWorth:
    parties = draw(st.integers(2, 3))
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    return AdditiveWorth(
        [
            np.array(
                draw(st.lists(st.integers(0, 16), min_size=k * parties, max_size=k * parties)),
                dtype=float,
            ).reshape(k, parties)
            / 16
            for k in sizes
        ]
    )


def everything(worth: AdditiveWorth) -> np.ndarray:
    return np.array(list(product(*(range(k) for k in worth.sizes))))


@given(tables())
def test_the_frontier_equals_every_package_against_every_other(utilities):
    assert find_frontier(utilities).tolist() == plain_frontier(utilities)


@pytest.mark.parametrize("parties", [2, 3, 4])
def test_the_frontier_of_many_packages(parties):
    utilities = np.random.default_rng(parties).random((6000, parties)).round(2)
    found = find_frontier(utilities)
    kept = utilities[found]
    for start in range(0, len(utilities), 500):
        block = utilities[start : start + 500]
        as_good = (kept[None] >= block[:, None]).all(axis=2)
        better = as_good & (kept[None] > block[:, None]).any(axis=2)
        on = np.isin(np.arange(start, start + len(block)), found)
        assert (better.any(axis=1) == ~on).all()


@given(worths())
def test_the_additive_frontier_equals_the_frontier_of_all_packages(worth):
    packages = everything(worth)
    expected = packages[find_frontier(worth.of(packages))]
    found = additive_frontier(worth)
    assert found.count == len(packages)
    assert sorted(found.packages.tolist()) == sorted(expected.tolist())
    assert found.utilities == pytest.approx(worth.of(found.packages))


@given(worths(), st.integers(1, 9))
def test_streaming_does_not_depend_on_the_block(worth, block):
    whole = stream_frontier(worth.of, worth.sizes)
    parts = stream_frontier(worth.of, worth.sizes, block=block)
    assert sorted(whole.packages.tolist()) == sorted(parts.packages.tolist())
    assert sorted(whole.packages.tolist()) == sorted(additive_frontier(worth).packages.tolist())


def test_a_package_is_found_again_by_its_number():
    worth = AdditiveWorth([np.zeros((3, 2)), np.zeros((4, 2)), np.zeros((2, 2))])
    assert (worth.package(np.arange(24)) == everything(worth)).all()


@given(tables(), st.integers(0, 6))
def test_nash_has_the_largest_product_and_is_on_the_frontier(utilities, reserve):
    least = np.full(utilities.shape[1], reserve / 8)
    found = find_nash(utilities, least)
    gains = utilities - least
    possible = [i for i in range(len(gains)) if (gains[i] > 0).all()]
    if found is None:
        assert not possible
        return
    assert gains[found].prod() >= max(gains[i].prod() for i in possible) - 1e-12
    assert found in find_frontier(utilities)


@given(tables(), st.integers(0, 4), st.integers(1, 5), st.integers(-3, 3))
def test_nash_does_not_depend_on_the_parties_scales(utilities, reserve, factor, shift):
    least = np.full(utilities.shape[1], reserve / 8)
    scale = np.linspace(1.0, float(factor), utilities.shape[1])
    found, scaled = (
        find_nash(utilities, least),
        find_nash(utilities * scale + shift, least * scale + shift),
    )
    if found is None or scaled is None:
        assert found is scaled is None
        return
    gains = utilities - least
    assert gains[scaled].prod() == pytest.approx(gains[found].prod())


@given(tables(), st.integers(0, 4))
def test_nash_treats_parties_alike_and_ignores_packages_it_did_not_choose(utilities, reserve):
    least = np.full(utilities.shape[1], reserve / 8)
    found = find_nash(utilities, least)
    if found is None:
        return
    turned = find_nash(utilities[:, ::-1], least)
    gains = utilities - least
    assert gains[turned].prod() == pytest.approx(gains[found].prod())
    keep = np.arange(len(utilities)) % 2 == found % 2
    fewer = np.flatnonzero(keep)[find_nash(utilities[keep], least)]
    assert gains[fewer].prod() == pytest.approx(gains[found].prod())


def test_two_losses_make_no_product():
    """A program in use multiplies them and calls the package best."""
    assert find_nash([[0.1, 0.1], [0.55, 0.55]], [0.5, 0.5]) == 1
    assert find_nash([[0.1, 0.1]], [0.5, 0.5]) is None


@given(tables(), st.integers(0, 4))
def test_kalai_smorodinsky_has_the_largest_smallest_share(utilities, reserve):
    least = np.full(utilities.shape[1], reserve / 8)
    found = find_kalai_smorodinsky(utilities, least)
    gains = utilities - least
    zone = gains[(gains >= 0).all(axis=1)]
    if found is None:
        assert not len(zone) or not (zone.max(axis=0) > 0).all()
        return
    shares = gains[found] / zone.max(axis=0)
    assert shares.min() >= (zone / zone.max(axis=0)).min(axis=1).max() - 1e-12


@given(tables(), st.integers(0, 8))
def test_the_zone_is_where_nobody_blocks_and_shrinks_with_demands(utilities, reserve):
    least = np.full(utilities.shape[1], reserve / 8)
    zone = agreement_zone(utilities, least)
    assert (zone == ~who_blocks(utilities, least).any(axis=1)).all()
    assert not (agreement_zone(utilities, least + 0.125) & ~zone).any()


@given(tables(), st.integers(0, 10))
def test_the_opening_opens_and_less_does_not(utilities, reserve):
    least = np.full(utilities.shape[1], reserve / 8)
    found = find_opening(utilities, least)
    assert agreement_zone(utilities, least - found.concession - 1e-9)[found.package]
    assert not agreement_zone(utilities, least - found.concession + 1e-6).any()
    gains = utilities - least
    payable = [i for i in range(len(gains)) if gains[i].sum() >= 0]
    if found.side_payment is None:
        assert not payable
    else:
        losses = [np.maximum(-gains[i], 0).sum() for i in payable]
        assert found.side_payment == pytest.approx(min(losses), abs=1e-9)


@given(worths(), st.integers(0, 12))
def test_integer_programs_agree_with_listing_everything(worth, reserve):
    utilities = worth.of(everything(worth))
    least = np.full(worth.parties, reserve / 16)
    for aim, plain, height in (
        ("utilitarian", find_utilitarian, lambda u: u.sum()),
        ("maximin", find_maximin, lambda u: (u - least).min()),
    ):
        listed = plain(utilities, least)
        found = solve_best(worth, least, aim=aim)
        assert (found.outcome == "empty zone") == (listed is None)
        if listed is not None:
            assert height(found.utilities) == pytest.approx(height(utilities[listed]), abs=1e-6)


def test_an_integer_program_where_nothing_could_be_listed():
    rng = np.random.default_rng(3)
    worth = AdditiveWorth([rng.random((8, 4)) for _ in range(30)])
    found = solve_best(worth, np.full(4, 12.0))
    assert worth.count == 8**30
    assert found.outcome == "found"
    assert (found.utilities >= 12).all()


@given(worths())
def test_trades_hurt_nobody_and_none_is_left_out(worth):
    start = np.zeros(len(worth.sizes), dtype=int)
    before = worth.of(start[None])[0]
    found = {(t.issues, t.options): t.gains for t in find_trades(worth, start)}
    for one, other in combinations(range(len(worth.sizes)), 2):
        for a, b in product(range(worth.sizes[one]), range(worth.sizes[other])):
            changed = start.copy()
            changed[[one, other]] = a, b
            gains = worth.of(changed[None])[0] - before
            alone = [worth.tables[one][a] - worth.tables[one][0]]
            alone.append(worth.tables[other][b] - worth.tables[other][0])
            trade = (gains >= 0).all() and (gains > 0).any() and all((c < 0).any() for c in alone)
            assert (((one, other), (a, b)) in found) == trade


@given(st.lists(st.integers(0, 6), min_size=1, max_size=7), st.integers(1, 12))
def test_minimal_winning_coalitions_win_and_spare_nobody(weights, quota):
    found = minimal_winning_coalitions(weights, quota)

    def total(members):
        return sum(weights[m] for m in members)

    winning = [
        set(c)
        for size in range(len(weights) + 1)
        for c in combinations(range(len(weights)), size)
        if total(c) >= quota
    ]
    minimal = [c for c in winning if all(total(c - {m}) < quota for m in c)]
    assert sorted(map(sorted, minimal)) == sorted(map(list, found))


def test_shares_of_draws_are_never_nought_or_one():
    utilities = np.array([[[1.0, 0.0]], [[1.0, 1.0]], [[1.0, 0.4]]])
    each, together = share_accepting(utilities, np.full((3, 2), 0.5))
    assert each.tolist() == [[3.5 / 4, 1.5 / 4]]
    assert together.tolist() == [1.5 / 4]


def test_named_points_of_a_small_space():
    utilities = [[1.0, 0.0], [0.8, 0.5], [0.6, 0.6], [0.0, 1.0], [0.5, 0.5]]
    points = named_points(utilities, [0.1, 0.1])
    assert points == {"nash": 1, "kalai_smorodinsky": 1, "maximin": 2, "utilitarian": 1}


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: find_frontier([[0.1, np.nan]]), RangeError, r"utilities\[0, 1\] is nan"),
        (lambda: find_frontier([1.0, 2.0]), ShapeError, r"\(N, P\) is needed"),
        (lambda: agreement_zone([[1, 2]], [1]), ShapeError, r"reservations are \(1,\)"),
        (lambda: find_nash([[1, 2]], [0, 0], [1, 0]), RangeError, "weights"),
        (lambda: AdditiveWorth([]), ShapeError, "no issues"),
        (lambda: AdditiveWorth([[[1, 2]], [[1]]]), ShapeError, "issue 1 is about 1 parties"),
        (lambda: AdditiveWorth([[[1, 2]]]).of([[1]]), RangeError, "not there"),
        (lambda: solve_best(AdditiveWorth([[[1, 2]]]), [1]), ShapeError, r"\(2,\) is needed"),
        (lambda: minimal_winning_coalitions([1, -1], 1), RangeError, "at or above 0"),
        (lambda: minimal_winning_coalitions([1] * 26, 1), RangeError, "at most 25"),
        (lambda: stream_frontier(lambda p: p, ()), ShapeError, "at least one issue"),
        (lambda: share_accepting([[1.0]], [[1.0]]), ShapeError, r"\(D, N, P\)"),
    ],
)
def test_bad_input_is_named(call, error, words):
    with pytest.raises(error, match=words):
        call()

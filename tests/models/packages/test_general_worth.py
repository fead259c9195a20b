"""Worth that does not add up: everything against a plain list of all packages."""

from __future__ import annotations

import tracemalloc
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.errors import RangeError, ShapeError
from pourparler.models.packages import survey as survey_module
from pourparler.models.packages.additive import AdditiveWorth
from pourparler.models.packages.coalitions import minimal_winning_coalitions, who_carries
from pourparler.models.packages.joining import group_issues, join_linked
from pourparler.models.packages.programs import solve_best
from pourparler.models.packages.robust import share_accepting
from pourparler.models.packages.solutions import find_opening, named_points, who_blocks
from pourparler.models.packages.survey import find_space_frontier, survey_packages
from pourparler.models.packages.trades import find_trades
from pourparler.models.packages.worth import (
    ComputedWorth,
    Link,
    LinkedWorth,
    ListedWorth,
    count_packages,
    number_packages,
)


@st.composite
def linked_worths(draw):
    """Worth in sixteenths, so that ties are common and sums exact, with up to three links."""
    parties = draw(st.integers(2, 3))
    sizes = draw(st.lists(st.integers(1, 4), min_size=2, max_size=4))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))

    def table(*shape):
        return rng.integers(-8, 9, (*shape, parties)) / 16

    pairs = draw(st.lists(st.sampled_from(list(combinations(range(len(sizes)), 2))), max_size=3))
    turned = draw(st.booleans())
    pairs = [pair[::-1] if turned else pair for pair in pairs]
    links = [Link((a, b), table(sizes[a], sizes[b])) for a, b in pairs]
    return LinkedWorth(AdditiveWorth([table(k) for k in sizes]), links)


def everything(worth):
    return np.array(list(product(*(range(k) for k in worth.sizes))))


def plain_worth(worth, package):
    """One package of a linked worth, party by party."""
    return [
        sum(worth.additive.tables[issue][option][party] for issue, option in enumerate(package))
        + sum(
            link.table[package[link.issues[0]], package[link.issues[1]]][party]
            for link in worth.links
        )
        for party in range(worth.parties)
    ]


def forms(worth):
    """The same worth listed, computed, and with links."""
    listed = ListedWorth(worth.of(everything(worth)).reshape(*worth.sizes, worth.parties))
    return worth, listed, ComputedWorth(listed.of, worth.sizes, worth.parties)


def plain_frontier(utilities):
    return [
        i
        for i, own in enumerate(utilities)
        if not any((other >= own).all() and (other > own).any() for other in utilities)
    ]


@given(linked_worths())
def test_links_add_to_what_options_are_worth_alone(worth):
    packages = everything(worth)
    assert worth.of(packages).tolist() == [plain_worth(worth, package) for package in packages]


@given(linked_worths(), st.integers(1, 9))
@settings(max_examples=60)
def test_the_frontier_of_every_form_equals_every_package_against_every_other(worth, block):
    packages = everything(worth)
    expected = sorted(packages[plain_frontier(worth.of(packages))].tolist())
    for form in forms(worth):
        found = find_space_frontier(form, block=block)
        assert sorted(found.packages.tolist()) == expected
        assert found.utilities == pytest.approx(form.of(found.packages))
        assert found.count == len(packages)


@given(linked_worths(), st.integers(-8, 8))
@settings(max_examples=60)
def test_the_survey_equals_a_list_of_all_packages(worth, reserve):
    packages, least = everything(worth), np.full(worth.parties, reserve / 16)
    utilities = worth.of(packages)
    blocks = who_blocks(utilities, least)
    listed = named_points(utilities, least)
    opening = find_opening(utilities, least)
    for form in forms(worth):
        found = survey_packages(form, least, block=7)
        assert found.in_zone == (~blocks.any(axis=1)).sum()
        assert found.blocked.tolist() == blocks.sum(axis=0).tolist()
        assert found.opening.concession == pytest.approx(opening.concession)
        assert found.opening.side_payment == pytest.approx(opening.side_payment)
        for name, at in listed.items():
            place = found.named[name]
            assert (place is None) == (at is None), name
            if at is not None and place is not None:
                assert _score(name, found.frontier.utilities[place], least) == pytest.approx(
                    _score(name, utilities[at], least)
                ), name


def _score(name, worth, least):
    gains = worth - least
    return {"nash": gains.prod(), "maximin": gains.min(), "utilitarian": worth.sum()}.get(name, 0)


@given(linked_worths(), st.integers(-8, 4))
@settings(max_examples=30, deadline=None)
def test_integer_programs_take_links_once_they_are_made_to_add_up(worth, reserve):
    least = np.full(worth.parties, reserve / 16)
    joined = join_linked(worth)
    found = solve_best(joined.worth, least)
    utilities = worth.of(everything(worth))
    inside = utilities[(utilities >= least).all(axis=1)]
    if not len(inside):
        assert found.outcome == "empty zone"
        return
    assert found.package is not None
    package = joined.apart(found.package[None])
    assert worth.of(package).sum() == pytest.approx(inside.sum(axis=1).max())


@given(linked_worths())
@settings(max_examples=40)
def test_trades_hurt_nobody_and_none_is_left_out(worth):
    start = np.zeros(len(worth.sizes), dtype=np.int64)
    base = worth.of(start[None])[0]
    for form in forms(worth):
        found = {(t.issues, t.options) for t in find_trades(form, start)}
        for one, other in combinations(range(len(worth.sizes)), 2):
            for a, b in product(range(worth.sizes[one]), range(worth.sizes[other])):
                both, first, second = start.copy(), start.copy(), start.copy()
                both[[one, other]], first[one], second[other] = (a, b), a, b
                gains, alone, apart = (worth.of(p[None])[0] - base for p in (both, first, second))
                is_trade = (
                    (gains >= 0).all() and (gains > 0).any() and (alone < 0).any()
                    and (apart < 0).any()
                )  # fmt: skip
                assert (((one, other), (a, b)) in found) == is_trade


def test_links_that_hang_together_are_joined_and_others_stay_apart():
    alone = AdditiveWorth([np.zeros((2, 2))] * 5)
    links = [Link(pair, np.zeros((2, 2, 2))) for pair in ((3, 1), (1, 4))]
    assert group_issues(LinkedWorth(alone, links)) == ((0,), (1, 3, 4), (2,))


def test_links_too_large_to_join_are_streamed(monkeypatch):
    rng = np.random.default_rng(5)
    alone = AdditiveWorth([rng.integers(0, 9, (3, 2)) for _ in range(4)])
    links = [Link((a, a + 1), rng.integers(0, 9, (3, 3, 2))) for a in range(3)]
    worth = LinkedWorth(alone, links)
    joined = find_space_frontier(worth)
    monkeypatch.setattr(survey_module, "MOST_JOINED", 80)
    streamed = find_space_frontier(worth, block=10)
    assert sorted(streamed.packages.tolist()) == sorted(joined.packages.tolist())


def test_memory_does_not_grow_with_packages():
    def worth(packages):
        one, other = packages[:, 0] / 999, packages[:, 1] / 999
        return np.stack((one - one * other, other), axis=1)

    space = ComputedWorth(worth, (1000, 1000), 2)
    tracemalloc.start()
    found = survey_packages(space, [0.2, 0.2], block=1 << 12)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count_packages(space) == 10**6
    assert found.in_zone > 0
    assert peak < 8e6  # a list of all would be 16 MB for the utilities alone


def test_a_quota_is_met_by_those_who_would_have_the_package():
    worth = ListedWorth([[[3, 0, 2]], [[0, 3, 2]], [[0, 0, 3]]])
    blocks = who_blocks(worth.of(number_packages(worth, [0, 1, 2])), [1, 1, 1])
    coalitions = minimal_winning_coalitions([3, 2, 2], 4)
    carried = who_carries(blocks, coalitions)
    assert carried.tolist() == [[False, True, False], [False, False, True], [False] * 3]


def test_shares_of_draws_take_any_worth():
    spaces = [ListedWorth([[[a, 1.0]], [[0.4, 0.0]]]) for a in (0.2, 0.8)]
    packages = number_packages(spaces[0], [0, 1])
    each, together = share_accepting([s.of(packages) for s in spaces], [[0.5, 0.5]] * 2)
    assert each.tolist() == [[0.5, pytest.approx(5 / 6)], [pytest.approx(1 / 6)] * 2]
    assert together.tolist() == [0.5, pytest.approx(1 / 6)]


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: ListedWorth([1.0, 2.0]), ShapeError, r"\(K_1, \.\.\., K_I, P\)"),
        (lambda: ListedWorth([[[np.nan]]]), RangeError, "finite"),
        (lambda: ComputedWorth(lambda p: p, (), 2), ShapeError, "at least one"),
        (lambda: ComputedWorth(lambda p: p, (2, 2), 3).of([[0, 0]]), ShapeError, "to 3 parties"),
        (lambda: ListedWorth([[[1.0]]]).of([[0, 1]]), RangeError, "not there"),
        (lambda: who_carries([[True]], ((0, 1),)), ShapeError, "not among 1"),
        (
            lambda: LinkedWorth(AdditiveWorth([[[1.0]]]), [Link((0, 0), np.zeros((1, 1, 1)))]),
            RangeError,
            "joins issues 0 and 0",
        ),
        (
            lambda: LinkedWorth(
                AdditiveWorth([[[1.0]], [[1.0]]]), [Link((0, 1), np.zeros((1, 2, 1)))]
            ),
            ShapeError,
            r"\(1, 1, 1\) is needed",
        ),
        (lambda: survey_packages(ListedWorth([[[1.0]]]), [1, 2, 3]), ShapeError, "is needed"),
    ],
)
def test_bad_input_is_named(call, error, words):
    with pytest.raises(error, match=words):
        call()

"""Invoking a guarantee: computed answers, and the plain count of votes."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.guarantees import plain, samples
from pourparler.errors import RangeError
from pourparler.models.guarantees.triggers import agree, agree_among, invoked


def test_all_of_thirty_two():
    assert agree(0.98, members=32) == pytest.approx(0.5238831403, abs=5.1e-11)
    assert invoked(0.5, agree(0.98, members=32)) == pytest.approx(0.7619415702, abs=5.1e-11)


def test_enough_of_the_thirty_of_the_worked_example():
    given_lead = plain.WITH_LEAD
    assert agree_among(given_lead, needed=15) == pytest.approx(0.9898347487, abs=5.1e-11)
    assert agree_among(given_lead, needed=20) == pytest.approx(0.6485685792, abs=5.1e-11)
    assert agree_among(given_lead) == pytest.approx(6.0868e-06, abs=5.1e-11)


@given(st.lists(samples.probabilities, min_size=1, max_size=6), st.integers(0, 6))
def test_votes_are_counted_one_by_one(votes, needed):
    needed = min(needed, len(votes))
    expected = 0.0
    for come in itertools.product((0, 1), repeat=len(votes)):
        if sum(come) >= needed:
            expected += math.prod(q if c else 1 - q for q, c in zip(votes, come, strict=True))
    assert agree_among(votes, needed=needed) == pytest.approx(expected, abs=1e-12)


@given(samples.probabilities, st.integers(1, 40), st.integers(0, 40))
def test_alike_members_are_a_case_of_different_ones(vote, members, needed):
    needed = min(needed, members)
    alike = agree(vote, members=members, needed=needed)
    assert alike == pytest.approx(agree_among(np.full(members, vote), needed=needed), abs=1e-12)


@given(samples.probabilities, samples.probabilities)
def test_an_automatic_guarantee_needs_no_vote(automatic, agreed):
    assert invoked(1.0, agreed) == 1
    assert invoked(0.0, agreed) == agreed
    assert invoked(automatic, agreed) >= agreed - 1e-15


def test_votes_without_meaning_are_refused():
    with pytest.raises(RangeError, match="5 of 4 votes needed"):
        agree(0.5, members=4, needed=5)
    with pytest.raises(RangeError, match="-1 of 2 votes needed"):
        agree_among([0.5, 0.5], needed=-1)
    with pytest.raises(RangeError, match="votes is 2"):
        agree_among([0.5, 2.0])
    with pytest.raises(RangeError, match="automatic is -1"):
        invoked(-1.0, 0.5)

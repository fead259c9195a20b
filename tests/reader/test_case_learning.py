"""A case teaches by its decisions, a little each, the same way every time, and says how."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.reader.case_learning import CaseLayer, Judgement, learn_case

WRONG = Judgement("spoke of the bridge over the ford", "truce", 0.7, right=False)
RIGHT = Judgement("demanded a halt to the guns", "truce", 0.5, right=True)


def test_without_decisions_nothing_moves():
    layer = learn_case([])
    assert layer.share("spoke of the bridge", "truce", 0.7) == 0.7
    assert layer.explain("spoke of the bridge", "truce") == ()


def test_words_of_rejected_readings_lower_and_of_kept_ones_raise():
    layer = learn_case([WRONG, RIGHT] * 3)
    assert layer.share("asked for the bridge at the ford", "truce", 0.6) < 0.55
    assert layer.share("wants a halt to guns", "truce", 0.6) > 0.65


def test_what_is_learned_of_one_issue_stays_there():
    layer = learn_case([WRONG] * 5)
    assert layer.share("the bridge over the ford", "bridge", 0.6) == 0.6


def test_the_words_that_moved_a_reading_are_told():
    moved = dict(learn_case([WRONG] * 3).explain("He saw the bridge, and lunch", "truce"))
    assert moved["bridge"] < 0
    assert moved["truce"] < 0
    assert "lunch" not in moved


def test_one_decision_moves_less_than_many():
    shares = [learn_case([WRONG] * n).share(WRONG.words, "truce", 0.7) for n in (0, 1, 3, 9)]
    assert shares == sorted(shares, reverse=True)
    assert shares[1] > 0.4


def test_the_explanation_adds_up_to_what_moved():
    from math import log

    layer = learn_case([WRONG, RIGHT])
    after = layer.share(WRONG.words, "truce", 0.7)
    moved = sum(weight for _, weight in layer.explain(WRONG.words, "truce"))
    assert log(after / (1 - after)) - log(0.7 / 0.3) == pytest.approx(moved, abs=1e-9)


JUDGED = st.builds(
    Judgement,
    st.lists(st.sampled_from("guns bridge ford halt never talk".split()), max_size=5).map(" ".join),
    st.sampled_from(["truce", "bridge"]),
    st.floats(0, 1),
    st.booleans(),
)


@given(st.lists(JUDGED, max_size=12), st.floats(0, 1))
def test_nothing_is_ever_certain_and_learning_is_repeatable(judged, probability):
    layer = learn_case(judged)
    assert learn_case(judged) == layer
    if any(layer.weights.values()):
        share = layer.share("guns at the bridge", "truce", min(max(probability, 0.01), 0.99))
        assert 0 < share < 1


def test_weights_are_those_of_the_penalised_likelihood():
    """At the maximum, the slope of the likelihood is the weight itself (penalty 1)."""
    judged = [WRONG, RIGHT, Judgement("the guns over the bridge", "truce", 0.6, right=True)]
    layer = learn_case(judged)
    slope = sum(
        (one.right - layer.share(one.words, "truce", one.probability)) / 2 for one in judged
    )
    assert layer.weights["truce", ""] == pytest.approx(slope, abs=1e-6)
    assert isinstance(layer, CaseLayer)

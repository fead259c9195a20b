"""Weights are learned that choose what was chosen, and the same ones every time."""

from __future__ import annotations

import numpy as np
import pytest

from training.choice import Example, fit_choice

CHANCE = np.random.default_rng(1)


def make_examples(count):
    """The right one has the higher first number; with none above one half there is none."""
    examples = []
    for _ in range(count):
        features = CHANCE.random((3, 2))
        best = int(features[:, 0].argmax())
        right = best if features[best, 0] > 0.5 else 3
        examples.append(Example(features, np.array([1.0, CHANCE.random()]), right))
    return examples


@pytest.fixture(scope="module")
def model():
    return fit_choice(make_examples(200), ["tells", "noise"], ["always", "also noise"], 1.0)


def test_what_tells_gets_the_weight(model):
    assert model.candidate["tells"] > 5 * abs(model.candidate["noise"])


def test_new_examples_are_mostly_right(model):
    examples = make_examples(200)
    chosen = [int(model.probabilities(e.features, e.occasion).argmax()) for e in examples]
    right = [one == e.right for one, e in zip(chosen, examples, strict=True)]
    assert np.mean(right) > 0.8


def test_the_same_examples_give_the_same_weights():
    examples = make_examples(30)
    fits = [fit_choice(examples, ["a", "b"], ["c", "d"], 2.0) for _ in range(2)]
    assert fits[0] == fits[1]


def test_a_feature_in_other_units_changes_nothing():
    examples = make_examples(60)
    scaled = [Example(e.features * [1, 1000], e.occasion, e.right) for e in examples]
    names, none = ["a", "b"], ["c", "d"]
    one, other = (fit_choice(given, names, none, 2.0) for given in (examples, scaled))
    for example, big in zip(examples, scaled, strict=True):
        assert one.probabilities(example.features, example.occasion) == pytest.approx(
            other.probabilities(big.features, big.occasion), abs=1e-3
        )

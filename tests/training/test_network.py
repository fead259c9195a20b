"""What needs torch: losses, batches and the rates. Skipped where it is not installed."""

from __future__ import annotations

import itertools

import pytest

torch = pytest.importorskip("torch")

from training.batches import IGNORED, Encoded, collate, plan_batches  # noqa: E402 - they need torch
from training.network import sequence_loss, teacher_loss  # noqa: E402 - they need torch
from training.recipe import Recipe  # noqa: E402 - they need torch
from training.train import rate_at  # noqa: E402 - they need torch


def plain_sequence_loss(scores, labels, transitions):
    def total(path):
        inside = sum(scores[w, label] for w, label in enumerate(path))
        first = transitions[0, path[0]] if transitions[0, path[0]] < -1e3 else 0.0
        return inside + first + sum(transitions[a, b] for a, b in itertools.pairwise(path))

    paths = itertools.product(range(7), repeat=len(labels))
    return torch.logsumexp(torch.stack([total(path) for path in paths]), 0) - total(labels)


def test_the_sequence_loss_is_that_of_all_paths_added_up():
    torch.manual_seed(3)
    scores, transitions = torch.randn(2, 4, 7), torch.randn(7, 7)
    transitions[0, 2] = transitions[1, 4] = -1e4
    labels = torch.tensor([[1, 2, 0, 3], [5, 6, IGNORED, IGNORED]])
    losses = sequence_loss(scores, labels, transitions)
    for row, words in enumerate((4, 2)):
        plain = plain_sequence_loss(scores[row, :words], labels[row, :words].tolist(), transitions)
        assert losses[row].item() == pytest.approx(plain.item(), abs=1e-4)


def unit(length: int) -> Encoded:
    return Encoded(tuple(range(length)), (1,), (0,), ())


def test_every_unit_is_in_every_epoch_once_and_no_batch_is_too_large():
    recipe = Recipe(epochs=2, batch_pieces=64)
    units = [unit(3 + number % 30) for number in range(100)]
    plan = plan_batches(units, recipe)
    assert sorted(itertools.chain.from_iterable(plan)) == sorted([*range(100)] * 2)
    assert all(len(b) * max(len(units[n].ids) for n in b) <= 64 for b in plan)
    assert plan == plan_batches(units, recipe)


def test_padding_is_attended_to_by_nobody_and_labelled_nothing():
    batch = collate([unit(3), Encoded((7, 8), (0, 1), (1, 2), ((1, 2),))])
    assert batch.attended.tolist() == [[1, 1, 1], [1, 1, 0]]
    assert batch.labels.tolist() == [[0, IGNORED], [1, 2]]
    assert batch.sides.tolist() == [[IGNORED, IGNORED], [IGNORED, 2]]


def test_the_rate_rises_in_a_line_and_falls_to_its_last_share():
    recipe = Recipe(warm_up=0.1, last_rate=0.02)
    rates = [rate_at(step, 100, recipe) for step in range(101)]
    assert rates[9] == max(rates) == 1
    assert rates[:10] == sorted(rates[:10])
    assert rates[10:] == sorted(rates[10:], reverse=True)
    assert rates[100] == pytest.approx(0.02)


def test_the_loss_of_one_word_needs_no_neighbours():
    scores = torch.tensor([[[2.0, 0, 0, 0, 0, 0, 0]]])
    value = sequence_loss(scores, torch.tensor([[0]]), torch.zeros(7, 7)).item()
    assert value == pytest.approx(-scores[0, 0].log_softmax(0)[0].item())


@pytest.mark.parametrize("words", [2, 3, 5, 8])
def test_joining_two_by_two_gives_what_going_word_by_word_gives(words):
    torch.manual_seed(words)
    scores, transitions = torch.randn(1, words, 7), torch.randn(7, 7)
    labels = torch.randint(0, 7, (1, words))
    total = scores[0, 0]
    for word in range(1, words):
        total = (total[:, None] + transitions).logsumexp(0) + scores[0, word]
    path = labels[0].tolist()
    gold = sum(scores[0, w, label] for w, label in enumerate(path))
    gold += sum(transitions[a, b] for a, b in itertools.pairwise(path))
    value = sequence_loss(scores, labels, transitions).item()
    assert value == pytest.approx((total.logsumexp(0) - gold).item(), abs=1e-4)


def test_a_student_loses_least_where_it_says_what_its_teachers_say():
    torch.manual_seed(5)
    scores, labels = torch.randn(1, 3, 7), torch.tensor([[1, 2, IGNORED]])
    taught = scores.softmax(-1)
    entropy = -(taught * taught.log()).sum(-1)[0, :2].mean().item()
    assert teacher_loss(scores, taught, labels).item() == pytest.approx(entropy, abs=1e-5)
    assert teacher_loss(torch.randn(1, 3, 7), taught, labels).item() > entropy

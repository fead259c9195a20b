"""The encoder with its two heads, and the losses they learn from."""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from pourparler.reader.tagger import LABELS, legal_transitions
from training.batches import IGNORED, Batch
from training.encoder import WIDTH, Encoder
from training.recipe import Recipe

SIDES: Final = 3

_NEVER: Final = -1e9


class Network(nn.Module):
    """Scores of seven labels and of three sides at every piece.

    ``transitions`` is added where a label follows another (row to column); what is illegal
    is kept out by the tagger's own table, so that training and decoding agree.
    """

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.labels = nn.Linear(WIDTH, len(LABELS))
        self.sides = nn.Linear(WIDTH, SIDES)
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.register_buffer("illegal", torch.tensor(legal_transitions().clip(-1e4)).float())
        for head in (self.labels, self.sides):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)

    def forward(self, ids: Tensor, attended: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return label scores (B, N, 7), side scores (B, N, 3) and hidden states (B, N, 384)."""
        hidden = self.encoder(ids, attended)
        return self.labels(hidden), self.sides(hidden), hidden

    def allowed(self) -> Tensor:
        """Return (7, 7): the transitions, with what is illegal far below zero."""
        illegal: Tensor = self.illegal  # type: ignore[assignment]  # torch: a tensor or a module
        return self.transitions + illegal


def loss(network: Network, batch: Batch, recipe: Recipe) -> Tensor:
    """Return the mean loss per word of a batch."""
    scores, sides, _ = network(batch.ids, batch.attended)
    words = at_words(scores.float(), batch.first)
    by_word = functional.cross_entropy(
        words.flatten(0, 1),
        batch.labels.flatten(),
        ignore_index=IGNORED,
        label_smoothing=recipe.smoothing,
    )
    if recipe.teacher_weight:
        learned = teacher_loss(words, batch.taught, batch.labels)
        by_word = (1 - recipe.teacher_weight) * by_word + recipe.teacher_weight * learned
    total = by_word
    if recipe.sequence_weight:
        present = (batch.labels != IGNORED).sum()
        sequences = sequence_loss(words, batch.labels, network.allowed())
        total = total + recipe.sequence_weight * sequences.sum() / present
    if (batch.sides != IGNORED).any():
        by_side = functional.cross_entropy(
            at_words(sides.float(), batch.first).flatten(0, 1),
            batch.sides.flatten(),
            ignore_index=IGNORED,
        )
        total = total + recipe.side_weight * by_side
    return total


def sequence_loss(scores: Tensor, labels: Tensor, transitions: Tensor) -> Tensor:
    """Return minus the log probability of each label sequence (a linear-chain CRF).

    Parameters
    ----------
    scores : (B, W, 7) float32
        Of each label at each word.
    labels : (B, W) int64
        -100 behind the last word of a row.
    transitions : (7, 7) float32
        Added where the column's label follows the row's; a first label that is an inside
        label is as illegal as it is after no part.

    Returns
    -------
    (B,) float32
        At least 0. Time is O(W), and O(log W) where there are cores enough.
    """
    present = labels != IGNORED
    known = labels.clamp(min=0)
    picked = scores.gather(2, known[..., None])[..., 0]
    steps = transitions[known[:, :-1], known[:, 1:]]
    gold = (picked * present).sum(1) + (steps * present[:, 1:]).sum(1)
    first = scores[:, 0] + transitions[0].clamp(max=0).where(transitions[0] < -1e3, 0.0)
    nothing = transitions.new_full(transitions.shape, _NEVER).fill_diagonal_(0.0)
    tables = (transitions + scores[:, 1:, None]).where(present[:, 1:, None, None], nothing)
    while tables.shape[1] > 1:  # neighbours are joined two by two: O(log W) steps in a row
        if tables.shape[1] % 2:
            tables = torch.cat([tables, nothing.expand(len(tables), 1, -1, -1)], 1)
        tables = (tables[:, ::2, :, :, None] + tables[:, 1::2, None]).logsumexp(3)
    ends = (first[:, :, None] + tables[:, 0]).logsumexp(1) if tables.shape[1] else first
    return ends.logsumexp(1) - gold


def teacher_loss(scores: Tensor, taught: Tensor, labels: Tensor) -> Tensor:
    """Return the mean cross-entropy per word against the teachers' probabilities.

    Parameters
    ----------
    scores : (B, W, 7) float32
        Of each label at each word.
    taught : (B, W, 7) float, rows adding up to 1
        What the teachers say of each word.
    labels : (B, W) int64
        -100 behind the last word of a row; what stands there counts for nothing.

    Returns
    -------
    () float32
        At least the teachers' own mean entropy.
    """
    present = labels != IGNORED
    by_word = -(taught * scores.log_softmax(-1)).sum(-1)
    return (by_word * present).sum() / present.sum()


def at_words(scores: Tensor, first: Tensor) -> Tensor:
    """Return the scores (B, W, K) of each word's first piece, from those of pieces (B, N, K)."""
    return scores.gather(1, first[..., None].expand(-1, -1, scores.shape[-1]))

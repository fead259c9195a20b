"""Paragraphs of like length go together; the order depends on seed and epoch only."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

import torch
from tokenizers import Tokenizer
from torch import Tensor

from pourparler.reader.tagger import LABELS
from training.recipe import Recipe
from training.units import TrainingUnit

LONGEST_PIECES: Final = 256
IGNORED: Final = -100
MASK: Final = 103
SPECIAL: Final = (0, 101, 102)  # padding, beginning and end

_JITTER: Final = 0.1  # share of its length by which a paragraph may move among the others
_STRAIGHT: Final = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A paragraph in word pieces; ``first`` is the place of each word's first piece.

    ``taught`` (W, 7) is what teachers say of each word; None where nobody taught.
    """

    ids: tuple[int, ...]
    first: tuple[int, ...]
    labels: tuple[int, ...]
    sides: tuple[tuple[int, int], ...]
    article: str = ""
    taught: Tensor | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of B paragraphs, N pieces, W words; labels and sides hold -100 where none is.

    ``taught`` (B, W, 7) holds the teachers' probabilities, and zeros where nobody taught.
    """

    ids: Tensor
    attended: Tensor
    first: Tensor
    labels: Tensor
    sides: Tensor
    taught: Tensor

    def to(self, device: torch.device) -> Batch:
        """Return the same batch on another device."""
        return Batch(*(getattr(self, field.name).to(device) for field in fields(self)))

    def mask(self, share: float) -> Batch:
        """Return the batch with about a share of its pieces hidden, drawn by torch's generator."""
        drawn = torch.rand(self.ids.shape) < share
        plain = ~torch.isin(self.ids, torch.tensor(SPECIAL))
        return replace(self, ids=self.ids.masked_fill(drawn & plain, MASK))


def encode(unit: TrainingUnit, tokenizer: Tokenizer) -> Encoded:
    """Cut the words into pieces; words beyond 256 pieces are dropped."""
    encoding = tokenizer.encode(list(unit.words), is_pretokenized=True)
    places: dict[int, int] = {}
    for piece, word in enumerate(encoding.word_ids):
        if word is not None:
            places.setdefault(word, piece)
    kept = [word for word in range(len(unit.words)) if word in places]
    renumbered = {word: number for number, word in enumerate(kept)}
    return Encoded(
        tuple(encoding.ids),
        tuple(places[word] for word in kept),
        tuple(unit.labels[word] for word in kept),
        tuple((renumbered[word], side) for word, side in unit.sides if word in renumbered),
        unit.article,
    )


def encode_units(
    units: Sequence[TrainingUnit], tokenizer: Tokenizer, recipe: Recipe
) -> list[Encoded]:
    """Encode all units, a share of them with straight quotation marks; drop empty ones."""
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST_PIECES)
    chance = random.Random(recipe.seed)
    encoded = []
    for unit in units:
        if chance.random() < recipe.straight_share:
            words = tuple(word.translate(_STRAIGHT) for word in unit.words)
            unit = replace(unit, words=words)
        encoded.append(encode(unit, tokenizer))
    return [unit for unit in encoded if unit.first]


def plan_batches(units: Sequence[Encoded], recipe: Recipe) -> list[list[int]]:
    """Return the batches of all epochs in their order, as indices of units."""
    chance = random.Random(recipe.seed)
    planned: list[list[int]] = []
    for _ in range(recipe.epochs):
        epoch = list(_one_epoch(units, recipe.batch_pieces, chance))
        chance.shuffle(epoch)
        planned += epoch
    return planned


def _one_epoch(
    units: Sequence[Encoded], batch_pieces: int, chance: random.Random
) -> Iterator[list[int]]:
    lengths = [len(unit.ids) * (1 + _JITTER * chance.random()) for unit in units]
    batch: list[int] = []
    longest = 0
    for number in sorted(range(len(units)), key=lambda unit: (lengths[unit], unit)):
        longest = max(longest, len(units[number].ids))
        if batch and (len(batch) + 1) * longest > batch_pieces:
            yield batch
            batch, longest = [], len(units[number].ids)
        batch.append(number)
    yield batch


def collate(units: Sequence[Encoded]) -> Batch:
    """Pad units to one length."""
    pieces = max(len(unit.ids) for unit in units)
    words = max(len(unit.first) for unit in units)
    ids = torch.zeros(len(units), pieces, dtype=torch.long)
    attended = torch.zeros(len(units), pieces, dtype=torch.long)
    first = torch.zeros(len(units), words, dtype=torch.long)
    labels = torch.full((len(units), words), IGNORED)
    sides = torch.full((len(units), words), IGNORED)
    taught = torch.zeros(len(units), words, len(LABELS))
    for row, unit in enumerate(units):
        ids[row, : len(unit.ids)] = torch.tensor(unit.ids)
        attended[row, : len(unit.ids)] = 1
        first[row, : len(unit.first)] = torch.tensor(unit.first)
        labels[row, : len(unit.labels)] = torch.tensor(unit.labels)
        for word, side in unit.sides:
            sides[row, word] = side
        if unit.taught is not None:
            taught[row, : len(unit.first)] = unit.taught
    return Batch(ids, attended, first, labels, sides, taught)

"""Every choice of a training run in one record; it is stored beside what it made."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What is trained on what, how long and how fast.

    ``held_tenth`` is the seed that draws the tenth of the articles on which choices are
    made. ``batch_pieces`` counts word pieces with their padding. Rates rise over the share
    ``warm_up`` of the steps and fall in a line to ``last_rate`` of themselves.
    ``sequence_weight`` weighs the loss of the whole label sequence beside that of each word,
    ``side_weight`` the loss of the side on which a cue has its source. ``average`` is the
    decay per step of the running mean of the weights, which is what gets exported.
    ``straight_share`` of the paragraphs are shown with straight quotation marks, and
    ``mask_share`` of the pieces are hidden, anew at every step. ``teacher_weight`` is the
    part of the loss per word that follows the teachers in place of the labels. With
    ``folds`` above 0 the articles are dealt into so many parts, and part ``left_out`` is not
    learned from, so that the run can teach what it has not seen. ``learn_held`` 1 learns from
    the held tenth as well, once everything has been chosen. ``polnear_share`` of PolNeAR's
    paragraphs are learned from, drawn with the seed. ``own_repeat`` says how often an epoch
    shows each paragraph of our own gold: of ``own_parts``, without the negotiations
    ``own_left_out`` (names with blanks between them). ``started_from`` is the fingerprint of
    the weights a run went on from, and ``averaged_seeds`` are those of the runs whose mean
    this is.
    """

    seed: int = 2
    held_tenth: int = 7
    epochs: int = 3
    batch_pieces: int = 2048
    encoder_rate: float = 5e-4
    head_rate: float = 1e-3
    weight_decay: float = 0.01
    warm_up: float = 0.1
    last_rate: float = 0.02
    dropout: float = 0.1
    clip: float = 1.0
    sequence_weight: float = 0.5
    side_weight: float = 0.2
    smoothing: float = 0.0
    average: float = 0.998
    straight_share: float = 0.1
    mask_share: float = 0.15
    teacher_weight: float = 0.0
    folds: int = 0
    left_out: int = 0
    learn_held: int = 0
    shortest_empty: int = 6
    polnear_share: float = 1.0
    own_repeat: int = 0
    own_parts: str = "tune fresh"
    own_left_out: str = ""
    started_from: str = ""
    averaged_seeds: str = ""

    def save(self, path: Path) -> None:
        """Write the recipe as JSON."""
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", "utf-8")


def load_recipe(path: Path) -> Recipe:
    """Read a recipe that ``Recipe.save`` wrote."""
    return Recipe(**json.loads(path.read_text("utf-8")))

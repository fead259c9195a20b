"""A finished run is a folder with its recipe and its weights."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import torch

from training.encoder import load_encoder
from training.network import Network
from training.recipe import load_recipe

FINISHED: Final = "tagger.pt"


def load_run(encoder: Path, run: Path) -> Network:
    """Return the network that a run ended with, ready to be asked rather than trained."""
    recipe = load_recipe(run / "recipe.json")
    network = Network(load_encoder(encoder, recipe.dropout))
    network.load_state_dict(torch.load(run / FINISHED, weights_only=True))
    return network.eval()

"""The encoder of all-MiniLM-L6-v2 in plain torch: six layers, 384 wide.

Its weights are read from the published ``model.safetensors``; the word and position
embeddings stay as they are, everything else learns.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from pourparler.errors import TaggerError

WIDTH: Final = 384
LAYERS: Final = 6
HEADS: Final = 12
PUBLISHED_SHA256: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

_VOCABULARY: Final = 30_522
_POSITIONS: Final = 512
_EPSILON: Final = 1e-12


class Embeddings(nn.Module):
    """Word, position and type embeddings, added and normalised."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.word = nn.Embedding(_VOCABULARY, WIDTH)
        self.position = nn.Embedding(_POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor) -> Tensor:
        """Return (B, N, 384) from piece ids (B, N)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        summed = self.word(ids) + self.position(places)[None] + self.kind
        embedded: Tensor = self.dropout(self.norm(summed))
        return embedded


class Layer(nn.Module):
    """Self-attention and a feed-forward part, each added to its input and normalised."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm_output = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Return (B, N, 384); ``mask`` (B, 1, 1, N) is added to the attention scores."""
        batch, length = hidden.shape[0], hidden.shape[1]
        parts = self.qkv(hidden).view(batch, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        # Written out: torch's fused attention is five times slower backward on a processor.
        scores = (query @ key.transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5 + mask
        mixed = scores.softmax(-1).to(value.dtype) @ value
        joined = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        hidden = self.norm_attention(hidden + self.dropout(self.out(joined)))
        wide = functional.gelu(self.up(hidden))
        normed: Tensor = self.norm_output(hidden + self.dropout(self.down(wide)))
        return normed


class Encoder(nn.Module):
    """Embeddings and six layers.

    Parameters
    ----------
    dropout : float, in [0, 1)
        Applied after the embeddings and after both parts of each layer.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.embeddings = Embeddings(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.embeddings.word.weight.requires_grad_(False)
        self.embeddings.position.weight.requires_grad_(False)

    def forward(self, ids: Tensor, attended: Tensor) -> Tensor:
        """Return the hidden states.

        Parameters
        ----------
        ids : (B, N) int64
            Piece ids.
        attended : (B, N) int64, 0 or 1
            0 where a position is padding.

        Returns
        -------
        (B, N, 384) float32
        """
        hidden: Tensor = self.embeddings(ids)
        mask = (1.0 - attended[:, None, None, :].to(hidden.dtype)) * -1e4
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return hidden


def load_encoder(folder: Path, dropout: float = 0.1) -> Encoder:
    """Return the encoder with the published weights of ``folder / "model.safetensors"``.

    Raises
    ------
    TaggerError
        The file is not the published one.
    """
    path = folder / "model.safetensors"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != PUBLISHED_SHA256:
        raise TaggerError(f"{path} has sha256 {digest}, expected {PUBLISHED_SHA256}")
    encoder = Encoder(dropout)
    encoder.load_state_dict(rename(load_file(path)))
    return encoder


def rename(published: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the published tensors under the names used here, with q, k and v in one."""
    named = {
        "embeddings.word.weight": published["embeddings.word_embeddings.weight"],
        "embeddings.position.weight": published["embeddings.position_embeddings.weight"],
        "embeddings.kind": published["embeddings.token_type_embeddings.weight"][0],
    }
    pairs = [("embeddings.norm", "embeddings.LayerNorm")]
    for number in range(LAYERS):
        new, old = f"layers.{number}", f"encoder.layer.{number}"
        pairs += [
            (f"{new}.out", f"{old}.attention.output.dense"),
            (f"{new}.norm_attention", f"{old}.attention.output.LayerNorm"),
            (f"{new}.up", f"{old}.intermediate.dense"),
            (f"{new}.down", f"{old}.output.dense"),
            (f"{new}.norm_output", f"{old}.output.LayerNorm"),
        ]
        for part in ("weight", "bias"):
            names = [f"{old}.attention.self.{role}.{part}" for role in ("query", "key", "value")]
            named[f"{new}.qkv.{part}"] = torch.cat([published[name] for name in names])
    for new, old in pairs:
        for part in ("weight", "bias"):
            named[f"{new}.{part}"] = published[f"{old}.{part}"]
    return named

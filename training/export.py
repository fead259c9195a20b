"""Turn a trained tagger into the folder the reader opens.

Usage: python -m training.export --encoder FOLDER --run FOLDER --out FOLDER

Writes ``attribution-fp32.onnx`` (to compare with), ``attribution-int8.onnx``,
``tokenizer.json`` and ``label_bigrams.csv``. The network has three outputs: ``lab`` (scores of
the labels), ``side`` (scores of where a cue has its source) and ``hid`` (hidden states, so
that coding can share the encoder).
"""

from __future__ import annotations

import argparse
import shutil
import warnings
from pathlib import Path
from typing import Final

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from pourparler.reader.tagger import BIGRAM_WEIGHT, FILES
from training.network import Network
from training.runs import load_run

FULL: Final = "attribution-fp32.onnx"
OPSET: Final = 17

_HEADER: Final = (
    "Scores learned in training for a label (row) followed by another (column), over "
    f"{BIGRAM_WEIGHT:g}, by which the tagger multiplies them."
)


class _Outputs(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, am: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        labels, sides, hidden = self.network(ids, am)
        return labels, sides, hidden


def export(encoder: Path, run: Path, out: Path) -> None:
    """Write the folder, from ``run / "tagger.pt"``."""
    out.mkdir(parents=True, exist_ok=True)
    network = load_run(encoder, run)
    example = torch.ones(2, 9, dtype=torch.long)
    sizes = {0: "batch", 1: "pieces"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter that needs no further package is the old one
        torch.onnx.export(
            _Outputs(network),
            (example, example),
            str(out / FULL),
            input_names=["ids", "am"],
            output_names=["lab", "side", "hid"],
            dynamic_axes={name: sizes for name in ("ids", "am", "lab", "side", "hid")},
            opset_version=OPSET,
            dynamo=False,
        )
    quantise(out / FULL, out / FILES[0])
    shutil.copy(encoder / FILES[1], out / FILES[1])
    write_transitions(network.transitions.detach().numpy(), out / FILES[2])
    shutil.copy(run / "recipe.json", out / "recipe.json")


def quantise(source: Path, target: Path) -> None:
    """Write the network with int8 weights: per channel, and in a reduced range.

    On processors with AVX2 and no VNNI a full range overflows, and one scale per tensor loses
    several points of F1.
    """
    quantize_dynamic(
        source,
        target,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
    )


def write_transitions(transitions: np.ndarray, path: Path) -> None:
    """Write the learned transitions in the form the tagger reads."""
    np.savetxt(path, transitions / BIGRAM_WEIGHT, delimiter=",", fmt="%.4f", header=_HEADER)


def main() -> None:
    """Read the arguments and export."""
    parser = argparse.ArgumentParser(description="Export a trained tagger for the reader.")
    parser.add_argument("--encoder", type=Path, required=True, help="all-MiniLM-L6-v2's folder")
    parser.add_argument("--run", type=Path, required=True, help="folder that training filled")
    parser.add_argument("--out", type=Path, required=True, help="folder for the tagger")
    given = parser.parse_args()
    export(given.encoder, given.run, given.out)


if __name__ == "__main__":
    main()

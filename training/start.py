"""Go on from finished weights: from a run's folder, or from a tagger that ships.

A tagger's folder holds int8 weights only. They are multiplied out again, which gives the
network it was made from up to rounding; training goes on from there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from pourparler.reader.tagger import BIGRAM_WEIGHT, FILES
from training.encoder import load_encoder
from training.network import Network
from training.recipe import Recipe
from training.runs import FINISHED, load_run

Floats = NDArray[np.float32]

_NAMES: Final = "network."  # what the export puts before the names used here
_WHOLE: Final = "_quantized"
_PRODUCT: Final = re.compile(r"/network/(?P<layer>.+)/MatMul_output_0_output_quantized")


def load_start(encoder: Path, place: Path, recipe: Recipe) -> Network:
    """Return the network to go on from, with the recipe's dropout.

    Parameters
    ----------
    encoder : Path
        Folder of the published encoder, whose word and position embeddings never change.
    place : Path
        A run's folder, with ``tagger.pt``, or a tagger's, with ``attribution-int8.onnx``.
    recipe : Recipe
        Of the run that begins.
    """
    network = Network(load_encoder(encoder, recipe.dropout))
    if (place / FINISHED).is_file():
        network.load_state_dict(load_run(encoder, place).state_dict())
    else:
        adopt(network, place, {n for n, p in network.named_parameters() if not p.requires_grad})
    return network


def adopt(network: Network, tagger: Path, keep: Collection[str] = ()) -> None:
    """Give a network the weights of a tagger's folder, but for the parameters to keep."""
    known = network.state_dict()
    for name, weights in dequantise(tagger / FILES[0]):
        if name not in keep:
            known[name] = torch.from_numpy(weights.copy())
    bigrams = np.loadtxt(tagger / FILES[2], delimiter=",")
    known["transitions"] = torch.from_numpy(bigrams * BIGRAM_WEIGHT).float()
    network.load_state_dict(known)


def fingerprint(place: Path) -> str:
    """Return the first twelve digits of the sha256 of the weights that a run starts from."""
    finished = place / FINISHED
    weights = finished if finished.is_file() else place / FILES[0]
    return hashlib.sha256(weights.read_bytes()).hexdigest()[:12]


def dequantise(path: Path) -> Iterator[tuple[str, Floats]]:
    """Yield the name and the weights of every parameter of an exported network.

    Weights of products are stored transposed under a number; the product's own name tells
    whose they are. Names are those of ``Network``.
    """
    graph = onnx.load(path).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    for name in stored:
        if name.startswith(_NAMES) and name.endswith(_WHOLE):
            yield name.removeprefix(_NAMES).removesuffix(_WHOLE), _multiply_out(stored, name)
        elif name.startswith(_NAMES) and f"{_plain(name)}{_WHOLE}" not in stored:
            yield name.removeprefix(_NAMES), stored[name].astype(np.float32)
    for node in graph.node:
        product = _PRODUCT.fullmatch(node.output[0])
        if node.op_type == "MatMulInteger" and product:
            layer = product["layer"].replace("/", ".")
            yield f"{layer}.weight", _multiply_out(stored, node.input[1]).T


def _plain(name: str) -> str:
    return name.removesuffix("_scale").removesuffix("_zero_point")


def _multiply_out(stored: Mapping[str, NDArray[np.generic]], name: str) -> Floats:
    plain = name.removesuffix(_WHOLE)
    numbers = (
        stored[f"{plain}{end}"].astype(np.float32) for end in (_WHOLE, "_zero_point", "_scale")
    )
    whole, zero, scale = numbers
    floats: Floats = (whole - zero) * scale
    return floats

"""Weights that ship can be learned on, and runs averaged. Skipped where torch is not installed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx")
torch = pytest.importorskip("torch")

from pourparler.reader.tagger import LABELS, best_path, legal_transitions, open_tagger  # noqa: E402
from training.average import average  # noqa: E402 - they need torch
from training.encoder import Encoder  # noqa: E402 - they need torch
from training.network import Network  # noqa: E402 - they need torch
from training.recipe import Recipe, load_recipe  # noqa: E402 - they need torch
from training.runs import FINISHED  # noqa: E402 - they need torch
from training.start import adopt, dequantise, fingerprint  # noqa: E402 - they need torch

BUNDLED = Path(__file__).parents[2] / "src" / "pourparler" / "data" / "tagger"
SENTENCES = (
    "The minister said on Monday that Norland would not accept the line .",
    "“ We will sign , ” Ms Weld told the envoys , who had asked for an answer .",
    "According to two officials , Sudland wants guarantees before any ceasefire .",
    "The road over the pass was closed by snow for the third day .",
)


@pytest.fixture(scope="module")
def network() -> Network:
    made = Network(Encoder())
    adopt(made, BUNDLED)
    return made.eval()


def test_every_parameter_of_the_network_is_found_again(network: Network):
    found = [name for name, _ in dequantise(BUNDLED / "attribution-int8.onnx")]
    assert len(found) == len(set(found))
    assert set(found) | {"transitions"} == {name for name, _ in network.named_parameters()}


def test_the_network_says_what_the_tagger_it_comes_from_says(network: Network):
    tagger = open_tagger(BUNDLED)
    transitions = network.transitions.detach().numpy() + legal_transitions()
    for sentence in SENTENCES:
        words = sentence.split()
        encoding = tagger._tokenizer.encode(words, is_pretokenized=True)
        first = [encoding.word_ids.index(word) for word in range(len(words))]
        with torch.inference_mode():
            ids = torch.tensor([encoding.ids])
            scores, _, _ = network(ids, torch.ones_like(ids))
        mine = best_path(scores[0, first].log_softmax(-1).double().numpy(), transitions)
        labelling = tagger.label(words)
        assert labelling is not None
        assert [LABELS[n] for n in mine] == [LABELS[n] for n in labelling.labels]


def test_what_is_to_be_kept_is_kept():
    network = Network(Encoder())
    before = network.encoder.embeddings.word.weight.detach().clone()
    adopt(network, BUNDLED, keep={"encoder.embeddings.word.weight"})
    assert torch.equal(network.encoder.embeddings.word.weight, before)


def test_a_start_is_known_by_its_weights():
    assert fingerprint(BUNDLED) == open_tagger(BUNDLED).version


def write_run(folder: Path, recipe: Recipe, value: float) -> Path:
    folder.mkdir()
    recipe.save(folder / "recipe.json")
    torch.save({"a": torch.full((2, 3), value)}, folder / FINISHED)
    return folder


def test_the_mean_of_two_runs_is_a_run(tmp_path: Path):
    recipe = Recipe(seed=1, own_repeat=2)
    runs = [
        write_run(tmp_path / "one", recipe, 1.0),
        write_run(tmp_path / "two", replace(recipe, seed=2), 4.0),
    ]
    average(runs, tmp_path / "mean")
    mean = torch.load(tmp_path / "mean" / FINISHED, weights_only=True)
    assert np.allclose(mean["a"], 2.5)
    assert load_recipe(tmp_path / "mean" / "recipe.json") == replace(recipe, averaged_seeds="1 2")


def test_runs_of_two_recipes_have_no_mean(tmp_path: Path):
    runs = [
        write_run(tmp_path / "one", Recipe(seed=1), 1.0),
        write_run(tmp_path / "two", Recipe(seed=2, mask_share=0.2), 4.0),
    ]
    with pytest.raises(ValueError, match="of one recipe"):
        average(runs, tmp_path / "mean")

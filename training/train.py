"""Train the tagger on PolNeAR. Usage: python -m training.train --help.

The number of steps follows from the recipe alone, never from the clock. A run that was
stopped goes on from its last checkpoint and ends as it would have without the stop.
"""

from __future__ import annotations

import argparse
import os
import time
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from pourparler.reader.scoring.own_gold import LEARNED_FROM
from training.batches import Encoded, collate, encode_units, plan_batches
from training.encoder import load_encoder
from training.network import Network, loss
from training.own import make_own_units
from training.recipe import Recipe
from training.runs import FINISHED
from training.start import fingerprint, load_start
from training.teachers import as_taught, say, teach
from training.units import draw, is_left_out, make_units, split_articles

CHECKPOINT = "checkpoint.pt"


@dataclass(frozen=True, slots=True)
class Places:
    """Folders: PolNeAR's data, the published encoder, and ``out`` for what is made.

    ``teachers`` are finished runs; ``start`` a run or a tagger whose weights to go on from;
    ``own`` our own gold.
    """

    data: Path
    encoder: Path
    out: Path
    teachers: tuple[Path, ...] = ()
    start: Path | None = None
    own: Path | None = None


class Run:
    """A training run: network, optimiser, running mean and the step they are at."""

    def __init__(self, network: Network, recipe: Recipe, steps: int) -> None:
        heads = [network.labels.weight, network.labels.bias, network.sides.weight]
        heads += [network.sides.bias, network.transitions]
        encoder = [p for p in network.encoder.parameters() if p.requires_grad]
        groups = [
            {"params": encoder, "lr": recipe.encoder_rate},
            {"params": heads, "lr": recipe.head_rate},
        ]
        self.network, self.recipe, self.step = network, recipe, 0
        self.learned = [*encoder, *heads]
        self.mean = [p.detach().clone() for p in self.learned]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=recipe.weight_decay, fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda step: rate_at(step, steps, recipe)
        )

    def learn(self, batch: list[Encoded]) -> float:
        """Take one step and return its loss."""
        device = self.learned[0].device
        with torch.autocast(device.type, dtype=torch.bfloat16):
            shown = collate(batch).mask(self.recipe.mask_share).to(device)
            value = loss(self.network, shown, self.recipe)
        value.backward()
        torch.nn.utils.clip_grad_norm_(self.learned, self.recipe.clip)
        self.optimiser.step()
        self.schedule.step()
        self.optimiser.zero_grad()
        self.step += 1
        decay = min(self.recipe.average, (1 + self.step) / (10 + self.step))
        torch._foreach_lerp_(self.mean, [p.detach() for p in self.learned], 1 - decay)
        return value.item()

    def save(self, path: Path) -> None:
        """Write everything that going on needs, and replace the older file at once."""
        state: dict[str, Any] = {
            "step": self.step,
            "network": self.network.state_dict(),
            "mean": self.mean,
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
            "random": torch.get_rng_state(),
        }
        torch.save(state, path.with_suffix(".part"))
        os.replace(path.with_suffix(".part"), path)

    def load(self, path: Path) -> None:
        """Go on from a file that ``save`` wrote."""
        state = torch.load(path, weights_only=True)
        self.step = state["step"]
        self.network.load_state_dict(state["network"])
        for mean, saved in zip(self.mean, state["mean"], strict=True):
            mean.copy_(saved)
        self.optimiser.load_state_dict(state["optimiser"])
        self.schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["random"])

    def average(self) -> dict[str, torch.Tensor]:
        """Return the network's state with the running mean in the place of the weights."""
        with torch.no_grad():
            for weight, mean in zip(self.learned, self.mean, strict=True):
                weight.copy_(mean)
        return self.network.state_dict()


def rate_at(step: int, steps: int, recipe: Recipe) -> float:
    """Return the share of the full rate at a step: up in a line, then down in a line."""
    rising = max(1, round(recipe.warm_up * steps))
    if step < rising:
        return (step + 1) / rising
    left = (steps - step) / max(1, steps - rising)
    return recipe.last_rate + (1 - recipe.last_rate) * left


def train(places: Places, recipe: Recipe, every: int = 100) -> None:
    """Train and leave ``recipe.json``, ``tagger.pt`` and ``log.txt`` in the folder ``out``.

    The recipe's ``teacher_weight`` says how much of the loss per word follows the teachers;
    where there are none, the weights that the run goes on from teach what they say themselves.
    What people marked in our own gold is taught as it is.
    """
    if bool(places.teachers or places.start) < (recipe.teacher_weight > 0):
        raise ValueError("a --teacher-weight above 0 needs --teachers, or --start to teach itself")
    if places.teachers and not recipe.teacher_weight:
        raise ValueError("--teachers are of no use without a --teacher-weight above 0")
    if (places.own is None) != (recipe.own_repeat == 0):
        raise ValueError("give --own and an --own-repeat above 0 together, or neither")
    out = places.out
    out.mkdir(parents=True, exist_ok=True)
    recipe = replace(recipe, started_from=fingerprint(places.start) if places.start else "")
    recipe.save(out / "recipe.json")
    torch.manual_seed(recipe.seed)
    torch.use_deterministic_algorithms(True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = _begin(places, recipe).to(device)
    encoded = _encode(places, recipe, network)
    plan = plan_batches(encoded, recipe)
    run = Run(network.train(), recipe, len(plan))
    if (out / CHECKPOINT).exists():
        run.load(out / CHECKPOINT)
    total, since, began = 0.0, 0, time.monotonic()
    with (out / "log.txt").open("a", encoding="utf-8") as log:
        for batch in plan[run.step :]:
            total, since = total + run.learn([encoded[number] for number in batch]), since + 1
            if run.step % every == 0 or run.step == len(plan):
                run.save(out / CHECKPOINT)
                pace = (time.monotonic() - began) / since
                line = f"step {run.step} of {len(plan)}: loss {total / since:.4f}"
                print(f"{line}, {pace:.2f} s a step", file=log, flush=True)
                total, since, began = 0.0, 0, time.monotonic()
    torch.save(run.average(), out / FINISHED)


def _begin(places: Places, recipe: Recipe) -> Network:
    if places.start:
        return load_start(places.encoder, places.start, recipe)
    return Network(load_encoder(places.encoder, recipe.dropout))


def _encode(places: Places, recipe: Recipe, network: Network) -> list[Encoded]:
    """Return every paragraph to learn from, with what its teachers say of it."""
    learn_from, held = split_articles(places.data / "train", recipe.held_tenth)
    learn_from += held if recipe.learn_held else []
    learn_from = [article for article in learn_from if not is_left_out(article.name, recipe)]
    units = draw(make_units(learn_from, recipe.shortest_empty), recipe.polnear_share, recipe.seed)
    own = make_own_units(places.own, recipe) if places.own else []
    tokenizer = Tokenizer.from_file(str(places.encoder / "tokenizer.json"))
    encoded = encode_units(units, tokenizer, recipe)
    of_own = encode_units(own, tokenizer, recipe)
    device = network.transitions.device
    if places.teachers:
        encoded = teach(encoded, places.encoder, places.teachers, device)
    elif recipe.teacher_weight:
        said = say(encoded, network.eval(), device)
        encoded = [replace(unit, taught=row) for unit, row in zip(encoded, said, strict=True)]
    if recipe.teacher_weight:
        of_own = [replace(unit, taught=as_taught(unit.labels)) for unit in of_own]
    return encoded + of_own


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description="Train the attribution tagger on PolNeAR.")
    parser.add_argument("--data", type=Path, required=True, help="folder with train and dev")
    parser.add_argument("--encoder", type=Path, required=True, help="all-MiniLM-L6-v2's folder")
    parser.add_argument("--out", type=Path, required=True, help="folder for what is made")
    parser.add_argument("--threads", type=int, default=1, help="of the processor (1)")
    parser.add_argument("--teachers", type=Path, nargs="+", default=[], help="finished runs")
    parser.add_argument("--start", type=Path, help="a run or a tagger to go on from")
    parser.add_argument("--own", type=Path, help="our own gold, to learn from as well")
    own_parts = Recipe().own_parts.split()
    parser.add_argument("--own-part", nargs="+", choices=LEARNED_FROM, default=own_parts)
    parser.add_argument("--own-left-out", nargs="+", default=[], help="negotiations")
    for choice in fields(Recipe):
        if not isinstance(choice.default, str):
            name = f"--{choice.name.replace('_', '-')}"
            parser.add_argument(name, type=type(choice.default), default=choice.default)
    given = parser.parse_args()
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # for the same file every time
    torch.set_num_threads(given.threads)
    numbers = {c.name: getattr(given, c.name) for c in fields(Recipe) if hasattr(given, c.name)}
    numbers["own_left_out"] = " ".join(given.own_left_out)
    recipe = Recipe(**numbers, own_parts=" ".join(given.own_part))
    teachers = tuple(given.teachers)
    train(Places(given.data, given.encoder, given.out, teachers, given.start, given.own), recipe)


if __name__ == "__main__":
    main()

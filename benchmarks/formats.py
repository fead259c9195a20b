"""Round trips of package files through the programs whose formats they are.

Usage: python benchmarks/formats.py [FOLDER]

Needs NegMAS and pygambit beside pourparler (neither is a dependency; pygambit is GPL and is only
run beside ours): `pip install negmas pygambit`. What is not installed is skipped, and said so.
Random spaces are written by ours and read by the other, and the other way round; every worth of
every package, Nash point and reservation value is compared. With FOLDER, what the others wrote is
kept there: the files in tests/workbench/exchange/written_by were made that way.
"""

from __future__ import annotations

import json
import sys
import tempfile
from itertools import product
from pathlib import Path
from types import ModuleType

import numpy as np

from pourparler.models.packages.additive import AdditiveWorth
from pourparler.models.packages.solutions import find_nash
from pourparler.models.packages.worth import number_packages
from pourparler.workbench.exchange.agreement import agreement_game
from pourparler.workbench.exchange.files import read_files, write_files
from pourparler.workbench.exchange.nfg import Game, read_nfg, write_nfg
from pourparler.workbench.exchange.space import NamedIssue, PackageSpace

SEED = 8
SPACES = 20
KEPT = 4


def draw_space(number: int) -> PackageSpace:
    rng = np.random.default_rng((SEED, number))
    parties, sizes = 2 + number % 2, rng.integers(1, 5, 2 + number % 3)
    return PackageSpace(
        name=f"space {number}",
        issues=tuple(
            NamedIssue(name=f"issue {n}", options=tuple(f"option {k}" for k in range(size)))
            for n, size in enumerate(sizes)
        ),
        parties=tuple("abc"[:parties]),
        worth=AdditiveWorth([rng.random((size, parties)) for size in sizes]),
        reservations=rng.random(parties),
    )


def all_packages(space: PackageSpace) -> np.ndarray:
    return number_packages(space.worth, np.arange(int(np.prod(space.worth.sizes))))


def check_negmas(keep: Path | None) -> str:
    try:
        import negmas
        from negmas.inout import load_genius_domain
        from negmas.preferences.ops import nash_points
    except ImportError:
        return "NegMAS is not installed: domain and profiles were NOT checked against it"
    worst, points = 0.0, 0
    for number in range(SPACES):
        space = draw_space(number)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_files(space, folder)
            ours = read_files(folder)
            profiles = [folder / f"{party}.xml" for party in space.parties]
            theirs = load_genius_domain(folder / "domain.xml", profiles)
            packages = all_packages(space)
            named = [tuple(space.options_of(p).values()) for p in packages]
            worth = np.array([[float(u(one)) for u in theirs.ufuns] for one in named])
            worst = max(worst, float(np.abs(worth - ours.worth.of(packages)).max()))
            kept = np.array([u.reserved_value for u in theirs.ufuns])
            worst = max(worst, float(np.abs(kept - ours.reservations).max()))
            # NegMAS takes the worst package where that is better than no agreement.
            mine = find_nash(worth, np.maximum(kept, worth.min(axis=0)))
            frontier = [tuple(row) for row in worth[(worth > kept).all(axis=1)]]
            found = nash_points(theirs.ufuns, frontier, outcome_space=theirs.outcome_space)
            if mine is not None and found:
                points += 1
                worst = max(worst, float(np.abs(np.array(found[0][0]) - worth[mine]).max()))
            back = folder / "back"
            theirs.to_genius_folder(back)
            again = read_files(back)
            order = [again.parties.index(party) for party in space.parties]
            worst = max(worst, float(np.abs(again.worth.of(packages)[:, order] - worth).max()))
            if keep is not None and number == KEPT:
                theirs.to_genius_folder(keep / "negmas")
                told = {
                    "written_by": f"negmas {negmas.__version__}",
                    "parties": list(space.parties),
                    "reservations": kept.tolist(),
                    "packages": [list(one) for one in named],
                    "worth": worth.tolist(),
                }
                (keep / "negmas.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    return (
        f"NegMAS {negmas.__version__}: {SPACES} spaces to it and back, {points} Nash points; "
        f"largest difference {worst:.1e}"
    )


def check_gambit(keep: Path | None) -> str:
    try:
        import pygambit
    except ImportError:
        return "pygambit is not installed: .nfg was NOT checked against it"
    worst, equilibria = 0.0, 0
    for number in range(SPACES):
        space = draw_space(number)
        for game in (agreement_game(space), draw_game(number)):
            with tempfile.TemporaryDirectory() as name:
                file = Path(name) / "game.nfg"
                file.write_text(write_nfg(game), "utf-8")
                theirs = pygambit.read_nfg(str(file))
                text = theirs.to_nfg()
            payoffs = np.zeros_like(game.payoffs)
            for profile in product(*(range(len(s)) for s in game.strategies)):
                cell = theirs[profile]
                payoffs[profile] = [float(cell[player]) for player in theirs.players]
            again = read_nfg(text, name="theirs")
            worst = max(worst, float(np.abs(payoffs - game.payoffs).max()))
            worst = max(worst, float(np.abs(again.payoffs - game.payoffs).max()))
            if again.strategies != game.strategies or again.players != game.players:
                return f"pygambit: names of game {number} did not survive"
            if keep is not None and number == KEPT:
                kind = "agreement" if "agreed" in game.title else "random"
                (keep / f"gambit-{kind}.nfg").write_text(text, "utf-8")
        equilibria += check_equilibria(space, pygambit)
    return (
        f"pygambit {pygambit.__version__}: {2 * SPACES} games to it and back; largest difference "
        f"{worst:.1e}; {equilibria} agreements are pure equilibria there as well"
    )


def check_equilibria(space: PackageSpace, pygambit: ModuleType) -> int:
    """Count the agreements that all gain by; each has to be an equilibrium of the game."""
    game = agreement_game(space)
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "game.nfg"
        file.write_text(write_nfg(game), "utf-8")
        theirs = pygambit.read_nfg(str(file))
    found = pygambit.nash.enumpure_solve(theirs).equilibria
    played = set()
    for mixed in found:
        chosen = [
            [float(mixed[strategy]) for strategy in player.strategies].index(1.0)
            for player in theirs.players
        ]
        played.add(tuple(chosen))
    parties, gained = len(space.parties), 0
    for place in range(len(game.strategies[0]) - 1):
        if (game.payoffs[(place,) * parties] > space.reservations).all():
            assert (place,) * parties in played, (space.name, place)
            gained += 1
    return gained


def draw_game(number: int) -> Game:
    rng = np.random.default_rng((SEED, number, 1))
    sizes = rng.integers(1, 4, 2 + number % 2)
    return Game(
        title=f'game "{number}"',
        players=tuple(f"player {n}" for n in range(len(sizes))),
        strategies=tuple(tuple(f"move {k}" for k in range(size)) for size in sizes),
        payoffs=rng.normal(size=(*sizes, len(sizes))).round(3),
    )


def main() -> None:
    keep = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
    print(check_negmas(keep))
    print(check_gambit(keep))


if __name__ == "__main__":
    main()

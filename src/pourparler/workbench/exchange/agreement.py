"""Packages as a strategic game: each party names one, and what all name is agreed."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from pourparler.models.packages.survey import find_space_frontier
from pourparler.workbench.exchange.nfg import Game
from pourparler.workbench.exchange.space import PackageSpace

NO_AGREEMENT: Final = "no agreement"
MOST_PROFILES: Final = 50_000


def agreement_game(space: PackageSpace) -> Game:
    """Return the game in which all have to name the same package of the frontier.

    Each party names a package or walks away. Where all name the same it is agreed; else every
    party has what it has without an agreement. Packages are those of the frontier whose
    smallest gain is largest, as many as make no more than 50,000 profiles.
    """
    frontier = find_space_frontier(space.worth)
    gains = frontier.utilities - space.reservations
    parties = len(space.parties)
    most = max(1, math.floor(MOST_PROFILES ** (1 / parties) + 1e-9) - 1)
    kept = np.argsort(-gains.min(axis=1), kind="stable")[:most]
    names = [" / ".join(space.options_of(package).values()) for package in frontier.packages[kept]]
    shape = (len(kept) + 1,) * parties
    payoffs = np.broadcast_to(space.reservations, (*shape, parties)).copy()
    for place, worth in enumerate(frontier.utilities[kept]):
        payoffs[(place,) * parties] = worth
    return Game(
        title=f"{space.name}: each party names a package; what all name is agreed",
        players=space.parties,
        strategies=((*names, NO_AGREEMENT),) * parties,
        payoffs=payoffs,
    )

"""How far the actors of a case say they stand from each other, now and through time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from pourparler.case.folder import CaseFolder
from pourparler.errors import RangeError
from pourparler.models.positions.actor_map import ActorMap, keep_comparable, map_actors
from pourparler.models.positions.alignment import Alignment, align_positions
from pourparler.models.positions.defaults import ALIGNMENT_DRAWS
from pourparler.models.positions.silence import Twin
from pourparler.models.positions.spaces import Floats
from pourparler.workbench.agreement import Agreement, build_network, follow_agreement
from pourparler.workbench.evidence import Series
from pourparler.workbench.series import Heard, PositionQuery, estimate_series_twice, hear, space_of
from pourparler.workbench.view import Stamp, View

DATES: Final = 6
"""On how many dates, evenly from the first word to the date described, networks are built."""

LEAST_ON_MAP: Final = 3
"""Two actors are always on one line: a map begins with three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAlignment:
    """Who stands how far from whom, on the date described and on dates before it. Frozen.

    Attributes
    ----------
    actors : tuple of str
        Those who have said where they stand on some issue by the date, in the case's order.
    alignment : Alignment or None
        Of these, on the date; None where nobody has spoken.
    history : tuple of Agreement
        The network on each date, the date described last.
    map : ActorMap or None
        From the medians; None where fewer than three actors share issues with each other.
    on_map : tuple of str
        The actors on the map, in its order.
    turned_by_silence : tuple of pairs of str
        Who agree only if stale positions have drifted, or only if they are as last stated.
    draws, seed : int
    heard : Heard
    """

    actors: tuple[str, ...]
    alignment: Alignment | None
    history: tuple[Agreement, ...]
    map: ActorMap | None
    on_map: tuple[str, ...]
    turned_by_silence: tuple[tuple[str, str], ...]
    draws: int
    seed: int
    heard: Heard

    @property
    def stamp(self) -> Stamp:
        """What it was made from, the seed with it."""
        return replace(self.heard.stamp, seed=self.seed)


def find_alignment(
    folder: CaseFolder,
    *,
    view: View | None = None,
    query: PositionQuery | None = None,
    draws: int = ALIGNMENT_DRAWS,
    seed: int = 0,
) -> FoundAlignment:
    """Measure how far the actors of a case stand from each other, and who agrees with whom.

    Parameters
    ----------
    folder : CaseFolder
    view : View, optional
        As for ``positions.find_positions``. Networks of earlier dates, too, use all that the
        view admits.
    query : PositionQuery, optional
        Which issue, and which statements. Every actor is compared with every other.
    draws : int, at least 1
    seed : int
        The same on every date, so that what changes between dates is not chance.

    Raises
    ------
    RangeError
        There are no draws.
    UnknownNameError
        The query names an issue that the case does not have.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    if draws < 1:
        raise RangeError(f"{draws} draws; at least 1 is needed")
    heard = hear(folder, view=view, query=query)
    days = _choose_dates(heard)
    twins = estimate_series_twice(heard.series, [days] * len(heard.series))
    spoke = _find_spoken(heard, twins, len(days) - 1)
    if not days or not spoke:
        return FoundAlignment(
            actors=(), alignment=None, history=(), map=None, on_map=(), turned_by_silence=(),
            draws=draws, seed=seed, heard=heard,
        )  # fmt: skip
    tables = [_Table(heard, twins, spoke, at) for at in range(len(days))]
    found = [table.align(draws, seed) for table in tables]
    mapped, on_map = _draw_up_map(spoke, found[-1])
    return FoundAlignment(
        actors=spoke,
        alignment=found[-1],
        history=tuple(follow_agreement(spoke, days, found)),
        map=mapped,
        on_map=on_map,
        turned_by_silence=_compare_networks(
            spoke, found[-1], tables[-1].align(draws, seed, held=True)
        ),
        draws=draws,
        seed=seed,
        heard=heard,
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """Positions of actors by issue on one of the dates."""

    heard: Heard
    twins: Sequence[Twin]
    actors: tuple[str, ...]
    at: int

    def align(self, draws: int, seed: int, *, held: bool = False) -> Alignment:
        """Align the actors; ``held`` takes every position as last stated."""
        issues = list({one.issue.id: one.issue for one in self.heard.series}.values())
        spaces = [space_of(issue) for issue in issues]
        shape = len(self.actors)
        densities: list[Floats] = [
            np.full((shape, space.size), 1.0 / space.size) for space in spaces
        ]
        known: NDArray[np.bool_] = np.zeros((shape, len(issues)), dtype=bool)
        places = {issue.id: place for place, issue in enumerate(issues)}
        for one, twin in zip(self.heard.series, self.twins, strict=True):
            if one.actor in self.actors and not np.isnan(twin.last_said[self.at]):
                row, column = self.actors.index(one.actor), places[one.issue.id]
                known[row, column] = True
                densities[column][row] = (twin.held if held else twin.drifted.density)[self.at]
        return align_positions(
            spaces, densities, known, rng=np.random.default_rng(seed), draws=draws
        )


def _choose_dates(heard: Heard) -> list[date]:
    """Return dates evenly from the first informative word to the date described, rising."""
    if heard.day is None:
        return []
    last = heard.day.toordinal()
    first = min((_first_day(one) for one in heard.series), default=last)
    days = np.unique(np.linspace(min(first, last), last, DATES).round().astype(int))
    return [date.fromordinal(day) for day in days.tolist()]


def _first_day(series: Series) -> int:
    evidence = series.evidence
    return int(evidence.last_day[evidence.informative].min(initial=date.max.toordinal()))


def _find_spoken(heard: Heard, twins: Sequence[Twin], at: int) -> tuple[str, ...]:
    """Return who has said where it stands on anything, in the case's order."""
    spoke = {
        one.actor
        for one, twin in zip(heard.series, twins, strict=True)
        if not np.isnan(twin.last_said[at])
    }
    return tuple(actor.id for actor in heard.case.actors if actor.id in spoke)


def _draw_up_map(
    actors: tuple[str, ...], alignment: Alignment
) -> tuple[ActorMap | None, tuple[str, ...]]:
    kept = keep_comparable(alignment.median)
    if len(kept) < LEAST_ON_MAP:
        return None, ()
    mapped = map_actors(alignment.median[np.ix_(kept, kept)])
    return mapped, tuple(actors[place] for place in kept.tolist())


def _compare_networks(
    actors: tuple[str, ...], drifted: Alignment, held: Alignment
) -> tuple[tuple[str, str], ...]:
    """Return the pairs that agree in one network and not in the other."""
    one, other = (_edges(build_network(actors, found)) for found in (drifted, held))
    return tuple(sorted(one ^ other))


def _edges(graph: nx.Graph) -> set[tuple[str, str]]:
    return {(min(pair), max(pair)) for pair in graph.edges}

"""Packages across the issues of a case: the frontier, who blocks, trades, what stays acceptable.

Everything follows from what parties say, weighed as the case says or wide open. It is a point
of reference: nobody has shown that talks end at such points, and no record of it exists.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pourparler.case.folder import CaseFolder
from pourparler.models.bargaining.standings import Floats
from pourparler.models.packages.additive import AdditiveWorth, Frontier
from pourparler.models.packages.robust import share_accepting
from pourparler.models.packages.solutions import agreement_zone, find_opening, named_points
from pourparler.models.packages.survey import find_space_frontier
from pourparler.models.packages.trades import find_trades
from pourparler.models.packages.worth import PackageWorth
from pourparler.models.sensitivity.shares import Share
from pourparler.workbench.draws import DRAWS, SEED
from pourparler.workbench.stated_worth import StatedWorth, as_last_stated, find_stated_worth
from pourparler.workbench.view import View
from pourparler.workbench.weights import as_known

LISTED: Final = 20_000
"""Up to so many packages all are tried in every draw; of more, those on the frontier."""

ROBUST: Final = 5
TRADES: Final = 5
_CHUNK: Final = 4_000_000

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One option per issue, and what the parties make of it. Frozen.

    Attributes
    ----------
    options : tuple of option ids, in the order of issues
    worth : tuple of float, in [0, 1], in the order of parties
        At the medians.
    blocks : tuple of actor ids
        Who would rather have no agreement, at the medians.
    accepts : tuple of Share, in the order of parties
        In how many draws each party values it at least as highly as no agreement.
    together : Share
        In how many draws every party does.
    """

    options: tuple[str, ...]
    worth: tuple[float, ...]
    blocks: tuple[str, ...]
    accepts: tuple[Share, ...]
    together: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeFound:
    """Two issues on which nobody loses and somebody gains by moving together. Frozen."""

    issues: tuple[str, str]
    old: tuple[str, str]
    new: tuple[str, str]
    gains: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningFound:
    """What would open an empty zone at the medians, in worth of 1. Frozen.

    ``concession`` is what every party's reservation value would have to fall by at ``package``;
    ``side_payment`` what those who gain would pay those who lose at ``paid``, None where gains
    do not cover losses anywhere. It takes worth of one party for worth of another.
    """

    package: Package
    concession: float
    side_payment: float | None
    paid: Package | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPackages:
    """What comes out with stale positions as last stated, as if nothing had moved. Frozen.

    Attributes
    ----------
    silent : tuple of (actor id, issue id)
        Whose position is stale, on what.
    zone : Share
        In how many draws some package that was tried suits every party.
    turned : dict of name to Package or None
        The named points that are then another package; worth and shares as last stated.
    """

    silent: tuple[tuple[str, str], ...]
    zone: Share
    turned: dict[str, Package | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPackages:
    """What can be said about packages in a case. Frozen.

    Attributes
    ----------
    stated : StatedWorth
        What it all rests on, with the assumptions.
    count : int
        Number of packages; 0 when no issue can be used.
    frontier : tuple of Package
        At the medians, by falling worth to the first party.
    named : dict of name to Package or None
        ``nash``, ``kalai_smorodinsky``, ``maximin``, ``utilitarian``; None without a zone.
    opening : OpeningFound or None
        None where the zone is open.
    zone : Share or None
        In how many draws some package that was tried suits every party.
    singly : Package or None
        Every issue settled for itself, where its largest loss is least: trades start there.
    trades : tuple of TradeFound
    robust : tuple of Package
        Those that every party accepts in most draws, the best first.
    tried : int
        How many packages were tried in every draw.
    held : HeldPackages or None
        None where no position is stale.
    """

    stated: StatedWorth
    count: int
    frontier: tuple[Package, ...]
    named: dict[str, Package | None]
    opening: OpeningFound | None
    zone: Share | None
    singly: Package | None
    trades: tuple[TradeFound, ...]
    robust: tuple[Package, ...]
    tried: int
    draws: int
    seed: int
    held: HeldPackages | None = None


def find_packages(
    folder: CaseFolder, *, view: View | None = None, draws: int = DRAWS, seed: int = SEED
) -> FoundPackages:
    """Return what parties make of packages across issues, by what they say.

    Parameters
    ----------
    folder : CaseFolder
    view : View, optional
    draws : int, a power of two
        Over positions, saliences and what parties keep without an agreement.
    seed : int
        The same seed gives the same numbers on any machine.

    Raises
    ------
    CaseError, RangeError, LedgerError
        As for ``find_stated_worth``.

    Notes
    -----
    Frontier and named points are those at the medians of all inputs; shares are over draws.
    """
    stated = find_stated_worth(folder, view=view, draws=draws, seed=seed)
    if stated.central is None or stated.alone is None:
        return FoundPackages(
            stated=stated, count=0, frontier=(), named={}, opening=None, zone=None, singly=None,
            trades=(), robust=(), tried=0, draws=draws, seed=seed,
        )  # fmt: skip
    found = _Search(stated, stated.central, stated.alone).found(draws, seed)
    return replace(found, held=_held(folder, view, found))


def _held(folder: CaseFolder, view: View | None, found: FoundPackages) -> HeldPackages | None:
    silent = tuple((p.actor, p.issue.id) for p in found.stated.positions if p.basis.stale)
    if not silent:
        return None
    case = as_known(folder.case, view.known_at if view else None)
    stated = as_last_stated(case, found.stated, draws=found.draws, seed=found.seed)
    if (
        stated.central is None or stated.alone is None
    ):  # pragma: no cover - the issues are those of found, which has both
        return None
    named, zone = _Search(stated, stated.central, stated.alone).answer()
    before = {name: package and package.options for name, package in found.named.items()}
    turned = {
        name: package
        for name, package in named.items()
        if (package and package.options) != before[name]
    }
    return HeldPackages(silent=silent, zone=zone, turned=turned)


class _Search:
    """Packages of one case: those at the medians, and those that last over draws."""

    def __init__(self, stated: StatedWorth, central: PackageWorth, alone: AdditiveWorth) -> None:
        self.stated, self.central, self.alone = stated, central, alone
        self.frontier: Frontier = find_space_frontier(central)

    def answer(self) -> tuple[dict[str, Package | None], Share]:
        """Return the named points, and in how many draws the zone is open."""
        return self._named(), self._try(self._candidates())[1]

    def _named(self) -> dict[str, Package | None]:
        points = named_points(self.frontier.utilities, self.stated.central_reservations)
        return {
            name: None if at is None else self._one(self.frontier.packages[at])
            for name, at in points.items()
        }

    def found(self, draws: int, seed: int) -> FoundPackages:
        """Return all that is reported."""
        least = self.stated.central_reservations
        tried = self._candidates()
        together, zone = self._try(tried)
        best = np.lexsort((-self.central.of(tried).min(axis=1), -together))[:ROBUST]
        order = np.argsort(-self.frontier.utilities[:, 0], kind="stable")
        single = self._singly()
        opened = agreement_zone(self.frontier.utilities, least).any()
        return FoundPackages(
            stated=self.stated,
            count=self.alone.count,
            frontier=self._packages(self.frontier.packages[order]),
            named=self._named(),
            opening=None if opened else self._opening(),
            zone=zone,
            singly=self._one(single),
            trades=self._trades(single),
            robust=self._packages(tried[best]),
            tried=len(tried),
            draws=draws,
            seed=seed,
        )

    def _candidates(self) -> Integers:
        if self.alone.count > LISTED:
            return self.frontier.packages
        return self.alone.package(np.arange(self.alone.count))

    def _worth(self, packages: Integers) -> Floats:
        """Return worth over draws, (D, N, P)."""
        total = np.zeros((len(self.stated.reservations), len(packages), self.central.parties))
        for n, table in enumerate(self.stated.tables):
            total += table[:, packages[:, n]]
        for link in self.stated.links:
            total[:, link.holds(packages), link.party] += link.drawn[:, None]
        return total

    def _try(self, packages: Integers) -> tuple[Floats, Share]:
        """Return each package's share of draws in which all accept, and that of an open zone."""
        draws, parties = self.stated.reservations.shape
        step = max(1, _CHUNK // (draws * parties))
        shares, opened = [], np.zeros(draws, dtype=np.bool_)
        for start in range(0, len(packages), step):
            worth = self._worth(packages[start : start + step])
            accepted: Flags = worth >= self.stated.reservations[:, None]
            shares.append(share_accepting(worth, self.stated.reservations)[1])
            opened |= np.any(accepted.all(axis=2), axis=1)
        return np.concatenate(shares), Share(int(opened.sum()), draws)

    def _packages(self, chosen: Integers) -> tuple[Package, ...]:
        draws, parties = self.stated.reservations.shape
        step = max(1, _CHUNK // (draws * parties))
        return tuple(
            package
            for start in range(0, len(chosen), step)
            for package in self._describe(chosen[start : start + step])
        )

    def _one(self, package: Integers) -> Package:
        return self._describe(package[None])[0]

    def _describe(self, chosen: Integers) -> list[Package]:
        stated, draws = self.stated, len(self.stated.reservations)
        each, together = share_accepting(self._worth(chosen), stated.reservations)
        worth = self.central.of(chosen)
        return [
            Package(
                options=tuple(
                    issue.options[k].id for issue, k in zip(stated.issues, row, strict=True)
                ),
                worth=tuple(float(w) for w in worth[n]),
                blocks=tuple(
                    party
                    for party, has, least in zip(
                        stated.parties, worth[n], stated.central_reservations, strict=True
                    )
                    if has < least
                ),
                accepts=tuple(_share(s, draws) for s in each[n]),
                together=_share(together[n], draws),
            )
            for n, row in enumerate(chosen)
        ]

    def _opening(self) -> OpeningFound:
        found = find_opening(self.frontier.utilities, self.stated.central_reservations)
        at = self.frontier.packages
        return OpeningFound(
            package=self._one(at[found.package]),
            concession=found.concession,
            side_payment=found.side_payment,
            paid=None if found.paid_package is None else self._one(at[found.paid_package]),
        )

    def _singly(self) -> Integers:
        """Return the package that settles each issue where its largest loss is least."""
        places = []
        for table in self.alone.tables:
            losses = table.max(axis=0) - table
            stakes = np.where(np.ptp(table, axis=0) > 0, np.ptp(table, axis=0), 1.0)
            parts = losses / stakes
            places.append(int(np.lexsort((parts.sum(axis=1), parts.max(axis=1)))[0]))
        return np.array(places, dtype=np.int64)

    def _trades(self, start: Integers) -> tuple[TradeFound, ...]:
        issues = self.stated.issues
        return tuple(
            TradeFound(
                issues=(issues[a].id, issues[b].id),
                old=(issues[a].options[start[a]].id, issues[b].options[start[b]].id),
                new=(issues[a].options[new_a].id, issues[b].options[new_b].id),
                gains=trade.gains,
            )
            for trade in find_trades(self.central, start)[:TRADES]
            for (a, b), (new_a, new_b) in [(trade.issues, trade.options)]
        )


def _share(share: float, draws: int) -> Share:
    return Share(round(float(share) * (draws + 1) - 0.5), draws)

"""What packages are worth to the parties, as far as their stated positions tell.

Worth adds up over issues, but for options that the case says hang together. On a scale a party
loses in proportion to how far an option is from what it says; without order it loses all unless
the option is what it says. Each issue counts by its salience; 1 is everything the party says it
wants, 0 the opposite on every issue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from pourparler.case.case import Case
from pourparler.case.folder import CaseFolder
from pourparler.case.issues import Issue
from pourparler.errors import CaseError
from pourparler.models.bargaining.standings import SCALE_LENGTH, Floats
from pourparler.models.packages.additive import AdditiveWorth
from pourparler.models.packages.worth import LinkedWorth
from pourparler.models.sensitivity.ranges import elicit_beta
from pourparler.workbench.draws import (
    DRAWS,
    SEED,
    check_draws,
    draw_cells,
    draw_points,
    draw_weights,
    find_otherwise,
)
from pourparler.workbench.positions import Position, find_positions
from pourparler.workbench.series import Heard
from pourparler.workbench.view import View
from pourparler.workbench.weights import Weight, as_known, find_salience, known_later_words
from pourparler.workbench.worth_links import DrawnLink, find_links, link_worth

KEPT: Final = (0.1, 0.9)
"""5 % and 95 % points of what a party keeps, without an agreement, of what is at stake for it."""

LEAST_PARTIES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedWorth:
    """What options are worth to P parties over D draws. Frozen.

    Attributes
    ----------
    parties : tuple of actor ids
    issues : tuple of Issue
        On which at least two parties have said where they stand; may be empty.
    tables : tuple of arrays, one an issue, shape (D, K, P)
        What each option adds to each party's worth.
    alone : AdditiveWorth or None
        The same at the medians of positions and saliences; None without issues.
    links : tuple of DrawnLink
        What pairs of options add where a package has both.
    central : AdditiveWorth, LinkedWorth or None
        ``alone`` with the links.
    reservations : shape (D, P)
        Worth to each party of having no agreement.
    central_reservations : shape (P,)
    otherwise : tuple of option ids or None
        By issue: what holds without an agreement, where the case says so.
    positions : tuple of Position
        What it rests on.
    weights : tuple of Weight
        Saliences, and what parties keep without an agreement where the case is silent.
    notes : tuple of str
        What was left out or assumed.
    """

    parties: tuple[str, ...]
    issues: tuple[Issue, ...]
    tables: tuple[Floats, ...]
    alone: AdditiveWorth | None
    links: tuple[DrawnLink, ...]
    central: AdditiveWorth | LinkedWorth | None
    reservations: Floats
    central_reservations: Floats
    otherwise: tuple[str | None, ...]
    positions: tuple[Position, ...]
    weights: tuple[Weight, ...]
    notes: tuple[str, ...]
    heard: Heard


def find_stated_worth(
    folder: CaseFolder, *, view: View | None = None, draws: int = DRAWS, seed: int = SEED
) -> StatedWorth:
    """Return what options are worth to the parties of a case, by what they say.

    A party that has said nothing on an issue is drawn from anywhere on it, which ``notes`` says.

    Raises
    ------
    CaseError
        The case names fewer than two parties.
    RangeError
        ``draws`` is not a power of two.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    check_draws(draws)
    known_at = view.known_at if view else None
    case = as_known(folder.case, known_at)
    if len(case.parties) < LEAST_PARTIES:
        raise CaseError(
            f"{folder.path} names {len(case.parties)} parties; packages need at least two",
            hint="List under `parties` the actors who have to sign.",
        )
    found = find_positions(folder, view=view)
    stated = {
        (p.actor, p.issue.id): p
        for p in found.positions
        if p.actor in case.parties and p.basis.days_since_last is not None
    }
    issues, notes = _choose_issues(case, stated)
    draft = _Draft(case, issues, stated, draws, seed)
    return StatedWorth(
        parties=tuple(case.parties),
        issues=issues,
        tables=draft.tables,
        alone=draft.alone,
        links=draft.links,
        central=draft.worth,
        reservations=draft.reservations,
        central_reservations=draft.central_reservations,
        otherwise=draft.otherwise,
        positions=tuple(
            stated[p, i.id] for i in issues for p in case.parties if (p, i.id) in stated
        ),
        weights=draft.weights,
        notes=(*known_later_words(folder.case, known_at), *notes, *draft.notes),
        heard=found.heard,
    )


def as_last_stated(case: Case, stated: StatedWorth, *, draws: int, seed: int) -> StatedWorth:
    """Return the same worth with stale positions as last stated; the same draws otherwise.

    Parameters
    ----------
    case : Case
        As known at the date: see ``weights.as_known``.
    stated : StatedWorth
        Found with the same ``draws`` and ``seed``.
    """
    held = tuple(position.as_last_stated() for position in stated.positions)
    places = {(p.actor, p.issue.id): p for p in held}
    draft = _Draft(case, stated.issues, places, draws, seed)
    return replace(
        stated,
        tables=draft.tables,
        alone=draft.alone,
        links=draft.links,
        central=draft.worth,
        reservations=draft.reservations,
        central_reservations=draft.central_reservations,
        positions=held,
    )


Stated = dict[tuple[str, str], Position]


def _choose_issues(case: Case, stated: Stated) -> tuple[tuple[Issue, ...], list[str]]:
    chosen: list[Issue] = []
    notes: list[str] = []
    for issue in case.issues:
        silent = [p for p in case.parties if (p, issue.id) not in stated]
        if len(case.parties) - len(silent) < LEAST_PARTIES:
            notes.append(f"{issue.label}: left out, fewer than two parties say where they stand.")
            continue
        chosen.append(issue)
        if silent:
            notes.append(
                f"{issue.label}: nothing said by {', '.join(silent)}; drawn from anywhere."
            )
    return tuple(chosen), notes


class _Draft:
    """The worth of options on the way: one pass over issues, then reservation values."""

    def __init__(
        self, case: Case, issues: tuple[Issue, ...], stated: Stated, draws: int, seed: int
    ) -> None:
        self._case, self._issues, self._stated = case, issues, stated
        parties, count = case.parties, len(case.parties) * len(issues)
        drafts, self._link_notes = find_links(case, issues)
        axes = 2 * count + len(parties) + len(drafts)
        points = draw_points(np.random.default_rng(seed), draws, axes)
        saliences = [find_salience(case, p, i.id) for i in issues for p in parties]
        keeps = [_kept(p) for p in parties]
        shape = (draws, len(issues), len(parties))
        drawn, middle = _share_out(saliences, points[:, :count], shape)
        losses = self._losses(points[:, count : 2 * count].reshape(shape))
        self.tables = tuple((1 - loss) * drawn[:, n, None, :] for n, (loss, _) in enumerate(losses))
        self.central = tuple((1 - loss) * middle[0, n] for n, (_, loss) in enumerate(losses))
        self.otherwise = tuple(find_otherwise(case, issue.id) for issue in issues)
        ends = 2 * count + len(parties)
        self.links = tuple(
            draft.draw(points[:, ends + place]) for place, draft in enumerate(drafts)
        )
        self.alone = AdditiveWorth(self.central) if issues else None
        self.worth = None if self.alone is None else link_worth(self.alone, self.links)
        kept = draw_weights(keeps, points[:, 2 * count : ends])
        self.reservations = self._reserve(self.tables, kept)
        halves = np.array([[float(k.range.quantile(0.5)) for k in keeps]])
        central = tuple(table[None] for table in self.central)
        self.central_reservations = self._reserve(central, halves)[0]
        self._add_links_kept()
        links = [draft.weight for draft in drafts]
        self.weights = (*saliences, *(keeps if None in self.otherwise else []), *links)

    @property
    def notes(self) -> list[str]:
        """What is assumed about having no agreement."""
        open_issues = [
            i.label for i, o in zip(self._issues, self.otherwise, strict=True) if o is None
        ]
        if not open_issues:
            return self._link_notes
        return [
            *self._link_notes,
            f"The case does not say what holds without an agreement on {', '.join(open_issues)}: "
            "there a party keeps anything from nearly nothing to nearly all.",
        ]

    def _losses(self, shares: Floats) -> list[tuple[Floats, Floats]]:
        """Return for each issue the loss by option: over draws (D, K, P), and central (K, P)."""
        found = []
        for n, issue in enumerate(self._issues):
            pairs = [
                _lose(issue, self._stated.get((party, issue.id)), shares[:, n, p])
                for p, party in enumerate(self._case.parties)
            ]
            drawn = np.stack([pair[0] for pair in pairs], axis=2)
            found.append((drawn, np.stack([pair[1] for pair in pairs], axis=1)))
        return found

    def _add_links_kept(self) -> None:
        """Add the links that hold without an agreement to what parties then have."""
        for link in self.links:
            held = [
                self.otherwise[issue] == self._issues[issue].options[option].id
                for issue, option in zip(link.issues, link.options, strict=True)
            ]
            if all(held):
                self.reservations[:, link.party] += link.drawn
                self.central_reservations[link.party] += link.central

    def _reserve(self, tables: Sequence[Floats], kept: Floats) -> Floats:
        """Return what no agreement is worth, (D, P), from tables (D, K, P)."""
        total = np.zeros(kept.shape)
        for issue, table, otherwise in zip(self._issues, tables, self.otherwise, strict=True):
            if otherwise is not None:
                total += table[:, [o.id for o in issue.options].index(otherwise)]
            else:
                worst, best = table.min(axis=1), table.max(axis=1)
                total += worst + kept * (best - worst)
        return total


def _lose(issue: Issue, position: Position | None, shares: Floats) -> tuple[Floats, Floats]:
    """Return what each option loses a party: over draws (D, K), and at its median (K,)."""
    options = len(issue.options)
    if issue.scale == "unordered":
        density = np.ones(options) / options if position is None else position.density
        cells = draw_cells(density, shares)
        return (cells[:, None] != np.arange(options)).astype(np.float64), 1 - density
    at = np.array([option.at or 0.0 for option in issue.options])
    density = np.ones(101) if position is None else position.density
    step = SCALE_LENGTH / (len(density) - 1)
    places = draw_cells(density, shares) * step
    median = float(draw_cells(density, np.array([0.5]))[0]) * step
    return np.abs(places[:, None] - at) / SCALE_LENGTH, np.abs(median - at) / SCALE_LENGTH


def _share_out(
    saliences: Sequence[Weight], shares: Floats, shape: tuple[int, int, int]
) -> tuple[Floats, Floats]:
    """Return each issue's part of a party's worth, summing to 1: drawn (D, I, P), middle."""
    if not saliences:
        return np.zeros(shape), np.zeros((1, *shape[1:]))
    drawn = draw_weights(saliences, shares).reshape(shape)
    halves = np.full((1, len(saliences)), 0.5)
    middle = draw_weights(saliences, halves).reshape(1, *shape[1:])
    return _to_one(drawn), _to_one(middle)


def _to_one(saliences: Floats) -> Floats:
    """Scale over issues to a sum of 1; a party to which nothing matters weighs all alike."""
    total = saliences.sum(axis=1, keepdims=True)
    even = np.full_like(saliences, 1 / saliences.shape[1])
    parts: Floats = np.divide(saliences, total, out=even, where=total > 0)
    return parts


def _kept(party: str) -> Weight:
    return Weight(
        name=f"{party}.kept_without_agreement",
        range=elicit_beta(*KEPT),
        low=KEPT[0],
        high=KEPT[1],
        author="pourparler",
        reason="The case does not say what holds without an agreement: left wide open on purpose",
    )

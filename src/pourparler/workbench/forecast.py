"""What the field's models make of stated positions, issue by issue, over draws.

A forecast is printed with the model's record and with the statements it rests on. It is a
point of reference; nobody has shown that peace talks end where such models say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from pourparler.case.case import Case
from pourparler.case.folder import CaseFolder
from pourparler.case.issues import Issue
from pourparler.models.bargaining.challenge import solve_challenge
from pourparler.models.bargaining.forecast import Forecast
from pourparler.models.bargaining.levers import Levers, compromise_levers
from pourparler.models.bargaining.means import solve_compromise, solve_mean, solve_median
from pourparler.models.bargaining.nash import solve_nash
from pourparler.models.bargaining.standings import SCALE_LENGTH, Floats, Standings
from pourparler.models.positions.respacing import draw_spacings
from pourparler.models.sensitivity.shares import count_share
from pourparler.workbench.draws import (
    DRAWS,
    SEED,
    check_draws,
    draw_cells,
    draw_points,
    draw_weights,
    find_otherwise,
)
from pourparler.workbench.forecast_actors import leave_out_doubles
from pourparler.workbench.forecast_levers import ModelLevers, find_model_levers
from pourparler.workbench.forecasts import (
    QUANTILES,
    FoundForecasts,
    IssueForecast,
    ModelForecast,
    Participant,
)
from pourparler.workbench.positions import Position, find_positions
from pourparler.workbench.series import PositionQuery
from pourparler.workbench.view import View
from pourparler.workbench.weights import (
    Weight,
    as_known,
    find_influence,
    find_salience,
    known_later_words,
)

LEAST_ACTORS: Final = 2
RESPACINGS: Final = 50
FEW: Final = 128
"""Draws for each re-spacing, a balanced part of the sequence: a median needs no more."""


def forecast_issues(
    folder: CaseFolder,
    *,
    view: View | None = None,
    issue: str | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
    respacings: int = RESPACINGS,
    levers: bool = False,
) -> FoundForecasts:
    """Forecast every issue with a scale from the positions that actors state.

    Parameters
    ----------
    folder : CaseFolder
    view : View, optional
    issue : str, optional
        Only this one.
    draws : int, a power of two
        Over positions, saliences and influences.
    seed : int
        The same seed gives the same numbers on any machine.
    respacings : int, at least 1
        How many random re-spacings of the options are tried.
    levers : bool
        Find what each actor's position and salience do in every model, which takes time.

    Raises
    ------
    RangeError
        ``draws`` is not a power of two.
    UnknownNameError
        The case has no such issue.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.

    Notes
    -----
    An unordered issue has no forecast: its options have no order to average over. A
    coalition is left out where members state positions of their own: they would count twice.
    """
    check_draws(draws)
    found = find_positions(folder, view=view, query=PositionQuery(issue=issue))
    case = as_known(found.heard.case, view.known_at if view else None)
    groups = _by_issue(found.positions)
    forecasts: list[IssueForecast] = []
    assumptions: dict[str, Weight] = {}
    notes = list(known_later_words(found.heard.case, view.known_at if view else None))
    for one in case.issues:
        if issue is not None and one.id != issue:
            continue
        positions, doubled = leave_out_doubles(case, groups.get(one.id, []))
        if doubled:
            notes.append(f"{one.label}: {doubled}")
        problem = _why_not(one, positions)
        if problem:
            notes.append(problem)
            continue
        draft = _Draft(case, one, positions, (draws, seed, respacings))
        assumptions |= {weight.name: weight for weight in draft.weights}
        forecast = draft.forecast(draft.as_last_stated())
        forecasts.append(replace(forecast, levers=draft.levers()) if levers else forecast)
    return FoundForecasts(
        forecasts=tuple(forecasts),
        assumptions=tuple(assumptions.values()),
        notes=tuple(notes),
        heard=found.heard,
        draws=draws,
        seed=seed,
    )


def _by_issue(positions: Sequence[Position]) -> Mapping[str, list[Position]]:
    groups: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        if position.basis.days_since_last is not None:
            groups[position.issue.id].append(position)
    return groups


def _why_not(issue: Issue, positions: Sequence[Position]) -> str:
    if issue.scale == "unordered":
        return f"{issue.label}: its options have no order, so there is no point to forecast."
    if len(positions) < LEAST_ACTORS:
        return f"{issue.label}: fewer than two actors have said where they stand."
    return ""


class _Draft:
    """One issue on the way to its forecast."""

    def __init__(
        self,
        case: Case,
        issue: Issue,
        positions: Sequence[Position],
        numbers: tuple[int, int, int],
    ) -> None:
        draws, seed, self._respacings = numbers
        self._case, self._numbers = case, numbers
        self.issue, self.positions = issue, positions
        self._saliences = [find_salience(case, p.actor, issue.id) for p in positions]
        self._influences = [find_influence(case, p.actor) for p in positions]
        self.reference = _reference(case, issue)
        place = case.issues.index(issue)
        self._rng = np.random.default_rng((seed, place))
        count = len(positions)
        points = draw_points(self._rng, draws, 3 * count)
        self.standings = Standings(
            np.stack([_places(p.density, points[:, n]) for n, p in enumerate(positions)], axis=1),
            draw_weights(self._saliences, points[:, count : 2 * count]),
            draw_weights(self._influences, points[:, 2 * count :]),
        )

    @property
    def weights(self) -> list[Weight]:
        """What the forecast assumes."""
        return [*self._saliences, *self._influences]

    def as_last_stated(self) -> dict[str, float]:
        """Return each model's median outcome with stale positions as last stated.

        Empty where none is stale. The draws are the same, so that only silence differs.
        """
        if not any(position.basis.stale for position in self.positions):
            return {}
        held = [position.as_last_stated() for position in self.positions]
        again = _Draft(self._case, self.issue, held, self._numbers)
        return {
            name: solve(again.standings, self.reference).interval()[1]
            for name, solve in self._models().items()
        }

    def levers(self) -> tuple[ModelLevers, ...]:
        """Return what each actor's position and salience do in every model."""
        actors = [position.actor for position in self.positions]
        return tuple(
            find_model_levers(name, actors, self.standings, partial(_solve_at, solve, self))
            for name, solve in self._models().items()
        )

    def forecast(self, held: Mapping[str, float]) -> IssueForecast:
        """Return what every model makes of the draws, and of stale positions as last stated."""
        levers = compromise_levers(self.standings)
        at = np.array([option.at or 0.0 for option in self.issue.options])
        spacings = draw_spacings(at, self._respacings, self._rng)
        models = tuple(
            _beside_held(self._solve(name, solve, at, spacings), held.get(name), at)
            for name, solve in self._models().items()
        )
        return IssueForecast(
            issue=self.issue,
            participants=tuple(self._participant(n, levers) for n in range(len(self.positions))),
            models=models,
            reference=self.reference,
        )

    def _models(self) -> dict[str, Callable[[Standings, Reference], Forecast]]:
        models: dict[str, Callable[[Standings, Reference], Forecast]] = {
            "mean": lambda standings, _: solve_mean(standings),
            "compromise": lambda standings, _: solve_compromise(standings),
            "median": lambda standings, _: solve_median(standings),
            "challenge": lambda standings, _: solve_challenge(standings),
        }
        if self.reference is not None:
            models["nash"] = solve_nash
        return models

    def _solve(
        self,
        name: str,
        solve: Callable[[Standings, Reference], Forecast],
        at: Floats,
        spacings: Floats,
    ) -> ModelForecast:
        solved = solve(self.standings, self.reference)
        low, median, high = solved.interval()
        nearest = _nearest(solved.outcomes, at)
        kept = int(_nearest(np.array([median]), at)[0])
        if self.issue.scale == "interval":
            survives = np.ones(len(spacings), dtype=bool)
        else:
            survives = self._respaced(solve, at, spacings) == kept
        return ModelForecast(
            model=name,
            low=low,
            median=median,
            high=high,
            shares=tuple(
                (option.id, count_share(nearest == place))
                for place, option in enumerate(self.issue.options)
            ),
            agreed=count_share(solved.agreed),
            survives=count_share(survives),
            quantiles=tuple(map(float, np.nanquantile(solved.outcomes, QUANTILES))),
        )

    def _respaced(
        self, solve: Callable[[Standings, Reference], Forecast], at: Floats, spacings: Floats
    ) -> Floats:
        """Return, for each re-spacing, the option nearest to the median outcome under it."""
        old_ends = np.concatenate(([0.0], at, [SCALE_LENGTH]))
        few = slice(0, FEW)
        ends = [np.concatenate(([0.0], new, [SCALE_LENGTH])) for new in spacings]
        kept = self.standings.positions[few]
        moved = Standings(
            np.concatenate([np.interp(kept, old_ends, new) for new in ends]),
            np.tile(self.standings.saliences[few], (len(spacings), 1)),
            np.tile(self.standings.influences[few], (len(spacings), 1)),
        )
        reference: Reference = None
        if self.reference is not None:
            points = [float(np.interp(self.reference, old_ends, new)) for new in ends]
            reference = np.repeat(points, len(kept))
        outcomes = solve(moved, reference).outcomes.reshape(len(spacings), -1)
        medians = np.nanmedian(outcomes, axis=1)
        nearest: Floats = np.abs(medians[:, None] - spacings).argmin(axis=1)
        return nearest

    def _participant(self, place: int, levers: Levers) -> Participant:
        return Participant(
            actor=self.positions[place].actor,
            position=self.positions[place],
            salience=float(np.median(self.standings.saliences[:, place])),
            influence=float(np.median(self.standings.influences[:, place])),
            lever_position=float(np.median(levers.position[:, place])),
            lever_salience=float(np.median(levers.salience[:, place])),
        )


Reference = float | Floats | None


def _solve_at(
    solve: Callable[[Standings, Reference], Forecast], draft: _Draft, standings: Standings
) -> Forecast:
    return solve(standings, draft.reference)


def _beside_held(model: ModelForecast, held: float | None, at: Floats) -> ModelForecast:
    if held is None:
        return model
    one, other = (int(_nearest(np.array([m]), at)[0]) for m in (model.median, held))
    return replace(model, held=held, survives_silence=one == other)


def _reference(case: Case, issue: Issue) -> float | None:
    """Return where the issue stands without an agreement, where the settlement says so."""
    option = find_otherwise(case, issue.id)
    return None if option is None else issue.option(option).at


def _places(density: Floats, shares: Floats) -> Floats:
    """Return points of the scale at quantiles of a density on an even grid."""
    cells = draw_cells(density, shares).astype(np.float64)
    return cells * (SCALE_LENGTH / (len(density) - 1))


def _nearest(outcomes: ArrayLike, at: Floats) -> Floats:
    places: Floats = np.abs(np.asarray(outcomes)[:, None] - at).argmin(axis=1)
    return places

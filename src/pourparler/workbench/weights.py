"""How much issues matter to actors, and what actors weigh: as the case says, or wide open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from pourparler.case.case import Case
from pourparler.case.quantity import Quantity
from pourparler.case.settlement import Together
from pourparler.models.sensitivity.ranges import (
    Range,
    elicit_beta,
    elicit_constant,
    elicit_lognormal,
    elicit_normal,
)

ANY_SALIENCE: Final = (0.1, 0.9)
ANY_INFLUENCE: Final = (10.0, 90.0)
"""5 % and 95 % points where the case says nothing: nearly anything, and the same for all."""

_NO_WORD: Final = "No report says it and the case gives no range: left wide open on purpose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """One number of an actor, as it is drawn, and who answers for it. Frozen.

    ``name`` is "ACTOR.influence" or "ACTOR.salience.ISSUE"; ``low`` and ``high`` are 5 % and
    95 % points.
    """

    name: str
    range: Range
    low: float
    high: float
    author: str
    reason: str


def find_salience(case: Case, actor: str, issue: str) -> Weight:
    """Return how much an issue matters to an actor, 0 to 1.

    What ``settlement.salience`` says for a party; else a wide assumption.

    Raises
    ------
    RangeError
        No distribution on (0, 1) has the points that the case gives.
    """
    given = case.settlement.salience.get(actor, {}).get(issue) if case.settlement else None
    name = f"{actor}.salience.{issue}"
    if given is None:
        return _assumed(name, elicit_beta(*ANY_SALIENCE), ANY_SALIENCE)
    low, high = given.bounds
    spread = elicit_constant(low) if low == high else elicit_beta(low, high)
    return _given(name, spread, given)


def find_together(link: Together) -> Weight:
    """Return what two options are worth to a party only together, as the case says."""
    low, high = link.worth.bounds
    spread = elicit_constant(low) if low == high else elicit_normal(low, high)
    return _given(link.name, spread, link.worth)


def find_influence(case: Case, actor: str) -> Weight:
    """Return what an actor weighs in outcomes; only ratios count.

    What the actor's ``influence`` says; else a wide assumption, the same for all.

    Raises
    ------
    RangeError
        No distribution has the points that the case gives.
    """
    given = case.actor(actor).influence
    name = f"{actor}.influence"
    if given is None:
        return _assumed(name, elicit_lognormal(*ANY_INFLUENCE), ANY_INFLUENCE)
    return _given(name, elicit_lognormal(*given.bounds), given)


def as_known(case: Case, known_at: date | None) -> Case:
    """Return the case without saliences and influences that were known only later.

    What is left out then counts as any number that the case does not give. None keeps all.
    """
    if known_at is None:
        return case
    actors = [
        actor
        if actor.influence is None or _known(actor.influence, known_at)
        else actor.model_copy(update={"influence": None})
        for actor in case.actors
    ]
    settlement = case.settlement
    if settlement is not None:
        salience = {
            party: {issue: q for issue, q in given.items() if _known(q, known_at)}
            for party, given in settlement.salience.items()
        }
        together = [link for link in settlement.together if _known(link.worth, known_at)]
        settlement = settlement.model_copy(update={"salience": salience, "together": together})
    return case.model_copy(update={"actors": actors, "settlement": settlement})


def known_later_words(case: Case, known_at: date | None) -> tuple[str, ...]:
    """Name the weights that ``as_known`` leaves out, in a sentence or none."""
    if known_at is None:
        return ()
    given = [(f"{a.id}.influence", a.influence) for a in case.actors if a.influence is not None]
    if case.settlement is not None:
        given += [
            (f"{party}.salience.{issue}", quantity)
            for party, issues in case.settlement.salience.items()
            for issue, quantity in issues.items()
        ]
        given += [(link.name, link.worth) for link in case.settlement.together]
    late = [name for name, quantity in given if not _known(quantity, known_at)]
    if not late:
        return ()
    return (f"Known only after {known_at}, and taken as not given: {', '.join(late)}.",)


def _known(quantity: Quantity, day: date) -> bool:
    return quantity.available_on is None or quantity.available_on <= day


def _assumed(name: str, spread: Range, points: tuple[float, float]) -> Weight:
    low, high = points
    return Weight(name=name, range=spread, low=low, high=high, author="pourparler", reason=_NO_WORD)


def _given(name: str, spread: Range, quantity: Quantity) -> Weight:
    low, high = quantity.bounds
    signed = quantity.assumption
    return Weight(
        name=name,
        range=spread,
        low=low,
        high=high,
        author=signed.author if signed else "",
        reason=signed.reason if signed else quantity.cited or "",
    )

"""Draws of the inputs as the models take them: sides, attack, guarantees, other issues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pourparler.case.case import Case
from pourparler.case.settlement import Design, Guarantor, Settlement, Term, Trigger
from pourparler.models.guarantees.pledges import (
    Pledges,
    arriving,
    pledge_with_lead,
    with_tripwire,
)
from pourparler.models.guarantees.triggers import agree, invoked
from pourparler.models.settlement.outlook import Attack, Guarantee, Motives
from pourparler.models.settlement.package import Terms
from pourparler.models.settlement.values import Stakes
from pourparler.workbench.settle.inputs import is_at_or_above_zero, lead_of

Floats = NDArray[np.float64]

THOUSAND_KM2 = 1000.0


@dataclass(frozen=True, slots=True)
class Sample:
    """Values of every input: those drawn, shape (N,), and the constants."""

    drawn: Mapping[str, Floats]
    constants: Mapping[str, float]
    draws: int

    def has(self, name: str) -> bool:
        """Say whether the case gives an input."""
        return name in self.drawn or name in self.constants

    def of(self, name: str, default: float = 0.0) -> Floats:
        """Return an input in every draw, shape (N,); a default where the case gives none."""
        if name in self.drawn:
            values = self.drawn[name]
            return np.maximum(values, 0.0) if is_at_or_above_zero(name) else values
        return np.full(self.draws, self.constants.get(name, default))


def build_attack(sample: Sample) -> Attack:
    """Return what a renewed attack means, from the inputs by name."""
    return Attack(
        gain=sample.of("attack_gain"),
        loss=sample.of("attack_loss"),
        cost_mean=sample.of("attack_cost_mean"),
        cost_spread=sample.of("attack_cost_spread"),
        opportunities=sample.of("opportunities_per_year"),
        accidents=sample.of("accident_per_year"),
        discount=sample.of("discount_per_year"),
        strength=sample.of("attacker_strength"),
        own_army=sample.of("own_army"),
        decisiveness=sample.of("decisiveness"),
        fortification=sample.of("fortification"),
        snapback_share=sample.of("relief_snapback_share"),
        breakdown_base=sample.of("breakdown_loss_base"),
        breakdown_slope=sample.of("breakdown_loss_slope"),
    )


def build_stakes(sample: Sample) -> Stakes:
    """Return what the two sides of a front gain and lose, from the inputs by name."""
    return Stakes(
        drift=sample.of("drift_km2_per_year") / THOUSAND_KM2,
        signature=sample.of("signature_per_year"),
        discount=sample.of("discount_per_year"),
        cost_advancing=sample.of("cost_advancing_per_year"),
        cost_other=sample.of("cost_other_per_year"),
        land_value_other=sample.of("land_value_other"),
        sovereignty_cost=sample.of("sovereignty_cost"),
        relief_cost_other=sample.of("relief_cost_other"),
    )


def build_guarantee(
    case: Case, design: Design, sample: Sample, *, only: Sequence[str] | None = None
) -> Guarantee:
    """Return a design in every draw.

    Parameters
    ----------
    only : sequence of str, optional
        Leave out all components but these; for telling what each of them adds.
    """
    chosen = [name for name in design.components if only is None or name in only]
    settlement = _settlement(case)
    lead = lead_of(case, design)
    groups = [group for group in case.guarantors if group.id in chosen and group.id != lead]
    amounts = _measures(settlement, chosen, sample)
    leads = [group for group in case.guarantors if group.id == lead and group.id in chosen]
    status = sample.of(f"{design.id}.refusal_cost")
    on_other = design.refused_by is not None and design.refused_by == settlement.other
    return Guarantee(
        pledges=_pledges(groups, leads, sample, amounts["tripwire"]) if groups or leads else None,
        motives=_motives(groups, leads, sample) if groups or leads else None,
        required=tuple(n for n, group in enumerate(groups) if group.id in design.required),
        lead_required=bool(leads) and lead in design.required,
        invoked=_invoked(design, sample),
        punishment=sample.of("punishment"),
        snapback=amounts["snapback"],
        army=amounts["army"],
        prevented=np.minimum(amounts["monitoring"], 1.0),
        status_cost=np.zeros(sample.draws) if on_other else status,
        status_cost_other=status if on_other else np.zeros(sample.draws),
    )


def group_names(case: Case, design: Design) -> tuple[list[str], str | None]:
    """Return the groups of a design in the order of its pledges, and its lead or None."""
    lead = lead_of(case, design)
    members = [g.id for g in case.guarantors if g.id in design.components and g.id != lead]
    return members, lead


def terms_of(settlement: Settlement, design: Design) -> list[Term]:
    """Return what a design's package says on other issues; its own terms take precedence."""
    own = [term.issue for term in design.terms]
    return [*design.terms, *(term for term in settlement.terms if term.issue not in own)]


def build_terms(case: Case, design: Design, sample: Sample) -> Terms:
    """Return what the package says on other issues, as a loss of each side.

    The loss of a side is its exchange rate times the salience-weighted distance, as a share
    of the scale, between its stated position and what the package says; less the same
    distance to what holds while fighting goes on, where the case says what that is. A red
    line rules the package out where it was read right and the party keeps to it.
    """
    settlement = _settlement(case)
    losses, blocked = [], []
    for party in (settlement.advancing, settlement.other):
        loss, never = np.zeros(sample.draws), np.zeros(sample.draws, dtype=bool)
        for term in terms_of(settlement, design):
            loss += weight_of(sample, str(party), term.issue) * _moved(case, term, party, sample)
            never |= _crossed(sample, str(party), term)
        losses.append(loss)
        blocked.append(never)
    return Terms(
        loss_advancing=losses[0],
        loss_other=losses[1],
        blocked_advancing=blocked[0],
        blocked_other=blocked[1],
    )


def weight_of(sample: Sample, party: str, issue: str) -> Floats:
    """Return what the whole scale of an issue is worth to a party, shape (N,), in u."""
    salience = np.minimum(sample.of(f"salience.{party}.{issue}", 1.0), 1.0)
    worth: Floats = sample.of(f"exchange.{party}") * salience
    return worth


def _moved(case: Case, term: Term, party: str | None, sample: Sample) -> Floats:
    position, issue = f"position.{party}.{term.issue}", case.issue(term.issue)
    if not sample.has(position):
        return np.zeros(sample.draws)
    stands = sample.of(position)
    away = _distance(stands, issue.option(term.option).at)
    if term.otherwise is None:
        return away
    return away - _distance(stands, issue.option(term.otherwise).at)


def _crossed(sample: Sample, party: str, term: Term) -> NDArray[np.bool_]:
    drawn = f"red_line.{party}.{term.issue}"
    if not sample.has(drawn):
        return np.zeros(sample.draws, dtype=bool)
    read_right = sample.of(f"red_line_read.{party}.{term.issue}.{term.option}")
    kept = np.minimum(sample.of("red_line_kept_share", 1.0), 1.0)
    return sample.of(drawn) < read_right * kept


def _distance(stands: Floats, at: float | None) -> Floats:
    gap: Floats = np.abs(stands - (at or 0.0)) / 100.0
    return gap


def _settlement(case: Case) -> Settlement:
    if case.settlement is None:  # pragma: no cover - gather_inputs refuses such a case
        raise ValueError("the case describes no settlement")
    return case.settlement


def _measures(settlement: Settlement, chosen: Sequence[str], sample: Sample) -> dict[str, Floats]:
    """Add up the measures of each kind; shares of what is left add up as such."""
    amounts = {
        kind: np.zeros(sample.draws) for kind in ("army", "snapback", "monitoring", "tripwire")
    }
    for measure in settlement.measures:
        if measure.id in chosen:
            amount, have = sample.of(f"{measure.id}.amount"), amounts[measure.kind]
            shares = measure.kind in ("monitoring", "tripwire")
            amounts[measure.kind] = 1 - (1 - have) * (1 - amount) if shares else have + amount
    return amounts


def _pledges(
    groups: Sequence[Guarantor], leads: Sequence[Guarantor], sample: Sample, tripwire: Floats
) -> Pledges:
    def effective(group: Guarantor) -> Floats:
        return arriving(
            sample.of(f"{group.id}.contribution"),
            delay=sample.of(f"{group.id}.delay_months"),
            decided=sample.of("arrival_decides_per_month"),
        )

    def reliable(group: Guarantor, key: str) -> Floats:
        name = f"{group.id}.{key}"
        fallback = f"{group.id}.reliability"
        shares = np.clip(sample.of(name if sample.has(name) else fallback), 0.0, 1.0)
        return with_tripwire(shares, tripwire)

    def table(columns: list[Floats]) -> Floats:
        return np.stack(columns, axis=1) if columns else np.zeros((sample.draws, 0))

    nothing = np.zeros(sample.draws)
    lead = leads[0] if leads else None
    return pledge_with_lead(
        counts=np.array([group.count for group in groups], dtype=np.int64),
        contributions=table([effective(group) for group in groups]),
        with_lead=table([reliable(group, "reliability_with_lead") for group in groups]),
        without_lead=table([reliable(group, "reliability_without_lead") for group in groups]),
        lead_contribution=effective(lead) if lead else nothing,
        lead_reliability=reliable(lead, "reliability") if lead else nothing,
    )


def _motives(groups: Sequence[Guarantor], leads: Sequence[Guarantor], sample: Sample) -> Motives:
    def table(key: str) -> Floats:
        columns = [sample.of(f"{group.id}.{key}") for group in groups]
        return np.stack(columns, axis=1) if columns else np.zeros((sample.draws, 0))

    def of_lead(key: str) -> Floats:
        return sample.of(f"{leads[0].id}.{key}") if leads else np.zeros(sample.draws)

    return Motives(
        benefit=table("benefit"),
        deploy=table("deploy_cost_per_year"),
        fight=table("fight_cost"),
        lead_benefit=of_lead("benefit"),
        lead_deploy=of_lead("deploy_cost_per_year"),
        lead_fight=of_lead("fight_cost"),
    )


def _invoked(design: Design, sample: Sample) -> Floats:
    """Return in what share of attacks the pledge is invoked: by itself or by a vote."""
    trigger: Trigger | None = design.trigger
    if trigger is None:
        return np.ones(sample.draws)
    automatic = sample.of(f"{design.id}.trigger.automatic")
    agrees = np.clip(sample.of(f"{design.id}.trigger.agrees"), 0.0, 1.0)
    voted = agree(agrees, members=trigger.members, needed=trigger.needed)
    return invoked(np.minimum(automatic, 1.0), voted)

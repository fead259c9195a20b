"""The settlement part of a case: sides, guarantors, designs and uncertain inputs.

``INPUTS`` is the one table of input names with their units; the schema, the checks and
the documentation read it. One *u* is the present value, to the advancing side, of
1,000 km2 of land.
"""

from __future__ import annotations

from typing import Final, Self

from pydantic import Field, model_validator

from pourparler.case.actors import Identifier
from pourparler.case.quantity import Entry, Quantity, Words

INPUTS: Final[dict[str, tuple[str, str]]] = {
    "drift_km2_per_year": ("km2/year", "Land the advancing side gains in a year of fighting"),
    "diffusion_km2_per_root_year": ("km2/year^0.5", "How unsteadily the front moves"),
    "discount_per_year": ("1/year", "How much less the parties value what comes a year later"),
    "signature_per_year": ("1/year", "Rate at which fighting ends by a signature"),
    "cost_advancing_per_year": ("u/year", "Cost of fighting to the advancing side"),
    "cost_other_per_year": ("u/year", "Cost of fighting to the other side"),
    "land_value_other": ("u/1000 km2", "Worth of land to the other side"),
    "sovereignty_cost": ("u", "Cost to the other side of ceding any land at all"),
    "relief_cost_other": ("u/u", "Cost to the other side of each unit of relief granted"),
    "attack_gain": ("u", "Gain of the advancing side from a renewed attack that succeeds"),
    "attack_loss": ("u", "Loss of the advancing side from a renewed attack that fails"),
    "attack_cost_mean": ("u", "Centre of the private cost of a renewed attack"),
    "attack_cost_spread": ("u", "Spread of the private cost of a renewed attack"),
    "opportunities_per_year": ("1/year", "Crises or openings a year after the signature"),
    "accident_per_year": ("1/year", "Breakdowns a year that nobody chose"),
    "attacker_strength": ("force units", "Strength of the advancing side's army"),
    "own_army": ("force units", "Strength of the other side's own army"),
    "decisiveness": ("1", "Exponent of the contest: how much strength decides"),
    "punishment": ("u", "Cost to the attacker when the lead guarantor honours its pledge"),
    "relief_snapback_share": ("share", "Share of relief that ends when peace is broken"),
    "breakdown_loss_base": ("u", "Loss of the other side from any breakdown"),
    "breakdown_loss_slope": ("u", "Further loss, times the attack's chance of success"),
    "ceasefire_per_year": ("1/year", "Rate at which a ceasefire is reached"),
    "ceasefire_breakdown_per_year": ("1/year", "Rate at which a ceasefire breaks down"),
    "ceasefire_pressure": ("1", "Signature rate under a ceasefire, against under fire"),
}


class Guarantor(Entry):
    """A group of alike guarantors; ``count`` of them, one of whom may be the lead."""

    id: Identifier = Field(description="What designs list as a component")
    name: Words = Field(description="As pages print it")
    actors: list[Identifier] = Field(default=[], description="Actors of the case it stands for")
    count: int = Field(1, ge=1, le=1000, description="Number of guarantors in the group")
    lead: bool = Field(False, description="The one on whom the others depend")
    contribution: Quantity | None = Field(None, description="Force units each, if honoured")
    reliability: Quantity | None = Field(None, description="Lead: share of times it honours")
    reliability_with_lead: Quantity | None = Field(None, description="Given the lead honours")
    reliability_without_lead: Quantity | None = Field(None, description="Given it does not")
    delay_months: Quantity | None = Field(None, description="Until its force arrives")
    benefit: Quantity | None = Field(None, description="Worth of lasting peace to it, in u")
    deploy_cost_per_year: Quantity | None = Field(None, description="Of keeping it there, u")
    fight_cost: Quantity | None = Field(None, description="Of honouring the pledge, u")

    @model_validator(mode="after")
    def _check_shares(self) -> Self:
        for name in ("reliability", "reliability_with_lead", "reliability_without_lead"):
            quantity: Quantity | None = getattr(self, name)
            if quantity and not 0 <= quantity.bounds[0] <= quantity.bounds[1] <= 1:
                raise ValueError(f"{name} must lie between 0 and 1")
        if self.lead and self.count != 1:
            raise ValueError("the lead is one guarantor: count must be 1")
        return self


class Design(Entry):
    """A guarantee design: a named list of components."""

    id: Identifier = Field(description="Short name for tables and commands")
    name: Words = Field(description="As pages print it")
    components: list[Identifier] = Field(default=[], description="Ids of guarantor groups")
    refused_by: Identifier | None = Field(None, description="Party that objects to it as such")
    refusal_cost: Quantity | None = Field(None, description="Cost of it to that party, in u")


class Settlement(Entry):
    """Sides, designs, horizon and bar, and the uncertain inputs by name."""

    advancing: Identifier | None = Field(None, description="Side whose land grows")
    other: Identifier | None = Field(None, description="Side whose land shrinks")
    horizon_years: float = Field(10, gt=0, le=100, description="How long it has to hold")
    bar: float = Field(0.8, gt=0, lt=1, description="Survival needed to be called durable")
    designs: list[Design] = Field(default=[], description="Guarantee designs to compare")
    inputs: dict[str, Quantity] = Field(default={}, description="By name, see INPUTS")

    @model_validator(mode="before")
    @classmethod
    def _gather_inputs(cls, entries: object) -> object:
        """Let the inputs stand beside the other keys, as people write them."""
        if not isinstance(entries, dict):
            return entries
        gathered = {k: v for k, v in entries.items() if k in INPUTS}
        kept = {k: v for k, v in entries.items() if k not in INPUTS}
        if gathered and not isinstance(kept.get("inputs", {}), dict):
            return entries
        return kept | {"inputs": {**kept.get("inputs", {}), **gathered}} if gathered else kept

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.advancing is None) != (self.other is None):
            raise ValueError("name both sides of the front, 'advancing' and 'other', or neither")
        for name, quantity in self.inputs.items():
            if name not in INPUTS:
                raise ValueError(f"unknown input '{name}'")
            unit = INPUTS[name][0]
            if quantity.unit is not None and quantity.unit != unit:
                raise ValueError(f"{name} is in {unit}, not in {quantity.unit}")
        return self

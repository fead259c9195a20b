"""The settlement part of a case: sides, guarantors, designs and uncertain inputs.

``INPUTS`` is the one table of input names with their units; the schema, the checks and
the documentation read it. One *u* is the present value, to the advancing side, of
1,000 km2 of land.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from pourparler.case.actors import Identifier
from pourparler.case.quantity import Entry, Quantity, Words

INPUTS: Final[dict[str, tuple[str, str]]] = {
    "drift_km2_per_year": ("km2/year", "Land the advancing side gains in a year of fighting"),
    "diffusion_km2_per_root_year": ("km2/year^0.5", "How unsteadily the front moves"),
    "land_ahead_km2": ("km2", "Land the other side holds, the most that can be taken"),
    "land_behind_km2": ("km2", "Land the advancing side holds, the most that it can lose"),
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
    "fortification": ("force units/1000 km2", "Strength the other side loses with ceded land"),
    "arrival_decides_per_month": ("1/month", "How fast an attack is decided before help comes"),
    "relief_cap": ("u", "Most relief that could be granted"),
    "red_line_kept_share": ("share", "Share of stated red lines that a party would keep to"),
    "ceasefire_per_year": ("1/year", "Rate at which a ceasefire is reached"),
    "ceasefire_breakdown_per_year": ("1/year", "Rate at which a ceasefire breaks down"),
    "ceasefire_pressure": ("1", "Signature rate under a ceasefire, against under fire"),
}

MAY_BE_NEGATIVE: Final = ("drift_km2_per_year", "attack_cost_mean")
"""A front may retreat, and an attack may be wanted for its own sake."""

MeasureKind = Literal["army", "snapback", "monitoring", "tripwire"]


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
            if quantity:
                _check_share(name, quantity)
        if self.lead and self.count != 1:
            raise ValueError("the lead is one guarantor: count must be 1")
        return self


class Measure(Entry):
    """A component that is no guarantor: what it is, and how much of it."""

    id: Identifier = Field(description="What designs list as a component")
    name: Words = Field(description="As pages print it")
    kind: MeasureKind = Field(
        description="`army`: force units for the other side; `snapback`: u lost by an attacker; "
        "`monitoring`: share of accidents prevented; `tripwire`: share of broken pledges mended"
    )
    amount: Quantity = Field(description="In the unit of its kind")

    @model_validator(mode="after")
    def _check_amount(self) -> Self:
        low, high = self.amount.bounds
        if self.kind in ("monitoring", "tripwire") and not 0 <= low <= high <= 1:
            raise ValueError(f"the amount of a {self.kind} is a share: between 0 and 1")
        if low < 0:
            raise ValueError("amount must not be below 0")
        return self


class Trigger(Entry):
    """How a pledge is invoked: by itself, or by a decision of its members."""

    automatic: Quantity = Field(description="Share of cases in which it needs no decision")
    agrees: Quantity = Field(description="Share of times that one member votes for it")
    members: int = Field(ge=1, le=1000, description="Who decides")
    needed: int | None = Field(None, ge=1, description="Votes needed; all when left out")

    @model_validator(mode="after")
    def _check(self) -> Self:
        for name in ("automatic", "agrees"):
            _check_share(name, getattr(self, name))
        if self.needed is not None and self.needed > self.members:
            raise ValueError(f"needed {self.needed} is more than the {self.members} members")
        return self


class Term(Entry):
    """What a package says on an issue other than land, relief and guarantees."""

    issue: Identifier = Field(description="Id of the issue")
    option: Identifier = Field(description="What the package says")
    otherwise: Identifier | None = Field(
        None, description="What holds while fighting goes on; none of the loss if left out"
    )


class Together(Entry):
    """What two options of different issues are worth to a party only together."""

    party: Identifier = Field(description="To whom")
    options: dict[Identifier, Identifier] = Field(
        description="Two issues, each with the option that is meant"
    )
    worth: Quantity = Field(
        description="Beyond what each is worth alone, of 1 for all that the party says it wants; "
        "below 0 where they spoil each other"
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        if len(self.options) != 2:
            raise ValueError(f"'options' names {len(self.options)} issues; two are needed")
        low, high = self.worth.bounds
        if not -1 <= low <= high <= 1:
            raise ValueError(f"worth must lie between -1 and 1, not from {low:g} to {high:g}")
        return self

    @property
    def name(self) -> str:
        """What tables call its number: ``PARTY.together.ISSUE=OPTION+ISSUE=OPTION``."""
        pairs = "+".join(f"{issue}={option}" for issue, option in self.options.items())
        return f"{self.party}.together.{pairs}"


class Design(Entry):
    """A guarantee design: a named list of components."""

    id: Identifier = Field(description="Short name for tables and commands")
    name: Words = Field(description="As pages print it")
    components: list[Identifier] = Field(
        default=[], description="Ids of guarantor groups and measures"
    )
    lead: Identifier | None = Field(
        None, description="On whom the others depend; the component marked `lead` if left out"
    )
    required: list[Identifier] = Field(
        default=[], description="Guarantor groups without which it cannot be signed"
    )
    trigger: Trigger | None = Field(None, description="How it is invoked; always if left out")
    terms: list[Term] = Field(default=[], description="What it says on issues; see `terms`")
    refused_by: Identifier | None = Field(None, description="Party that objects to it as such")
    refusal_cost: Quantity | None = Field(None, description="Cost of it to that party, in u")

    @model_validator(mode="after")
    def _check_members(self) -> Self:
        if self.lead is not None and self.lead not in self.components:
            raise ValueError(f"lead '{self.lead}' is not among the components")
        for group in self.required:
            if group not in self.components:
                raise ValueError(f"required '{group}' is not among the components")
        if (self.refused_by is None) != (self.refusal_cost is None):
            raise ValueError("give both 'refused_by' and 'refusal_cost', or neither")
        return self


class SavedScenario(Entry):
    """Choices that somebody kept: what differs from the case, and why it was looked at."""

    id: Identifier = Field(description="Short name for addresses")
    name: Words = Field(description="As pages print it")
    author: Words = Field(description="Who kept it")
    reason: Words = Field(description="What it is for")
    made_on: date = Field(description="When it was kept")
    design: Identifier = Field(description="The design in focus")
    against: Identifier = Field(description="The design it is held against")
    components: list[Identifier] | None = Field(None, description="Of the design in focus")
    territory_km2: float | None = Field(None, description="Land handed over, km2")
    relief: float | None = Field(None, ge=0, description="Relief granted, u")
    horizon_years: float | None = Field(None, gt=0, le=100, description="How long it has to hold")
    bar: float | None = Field(None, gt=0, lt=1, description="Survival that is called durable")
    inputs: dict[str, list[float]] = Field(
        default={}, description="By name: low and high of an input with another range"
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        for name, ends in self.inputs.items():
            if len(ends) != 2 or not ends[0] <= ends[1]:
                raise ValueError(f"{name}: give two numbers, low and high, the lower one first")
        return self


class Package(Entry):
    """The land and the relief that tables and shares are about."""

    territory_km2: float = Field(0.0, description="Land handed to the advancing side, km2")
    relief: float = Field(0.0, ge=0, description="Relief granted to the advancing side, u")


class Settlement(Entry):
    """Sides, designs, horizon and bar, and the uncertain inputs by name."""

    advancing: Identifier | None = Field(None, description="Side whose land grows")
    other: Identifier | None = Field(None, description="Side whose land shrinks")
    horizon_years: float = Field(10, gt=0, le=100, description="How long it has to hold")
    bar: float = Field(0.8, gt=0, lt=1, description="Survival needed to be called durable")
    package: Package = Field(default=Package(), description="Land and relief of the tables")
    territory_km2: list[float] = Field(
        default=[0.0], min_length=1, description="Land on the map of packages, km2"
    )
    relief: list[float] = Field(
        default=[0.0], min_length=1, description="Relief on the map of packages, u"
    )
    designs: list[Design] = Field(default=[], description="Guarantee designs to compare")
    measures: list[Measure] = Field(default=[], description="Components that are no guarantors")
    terms: list[Term] = Field(default=[], description="What a package says on other issues")
    salience: dict[Identifier, dict[Identifier, Quantity]] = Field(
        default={}, description="By party and issue: how much it matters, 0 to 1; 1 if left out"
    )
    exchange: dict[Identifier, Quantity] = Field(
        default={}, description="By party: u that one issue is worth, from end to end of it"
    )
    together: list[Together] = Field(
        default=[], description="Options that hang together in `packages`; see `packages`"
    )
    inputs: dict[str, Quantity] = Field(default={}, description="By name, see INPUTS")
    scenarios: list[SavedScenario] = Field(
        default=[], description="Choices kept on the settlement page; nothing is reckoned from them"
    )

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
        if any(relief < 0 for relief in self.relief):
            raise ValueError("relief must not be below 0")
        for party, issues in self.salience.items():
            for issue, quantity in issues.items():
                _check_share(f"salience of {issue} to {party}", quantity)
        for name, quantity in self.inputs.items():
            if name not in INPUTS:
                raise ValueError(f"unknown input '{name}'")
            unit = INPUTS[name][0]
            if quantity.unit is not None and quantity.unit != unit:
                raise ValueError(f"{name} is in {unit}, not in {quantity.unit}")
            if unit == "share":
                _check_share(name, quantity)
            elif name not in MAY_BE_NEGATIVE and quantity.bounds[0] < 0:
                raise ValueError(f"{name} must not be below 0, not {quantity.bounds[0]:g}")
        return self

    @model_validator(mode="after")
    def _check_scenarios(self) -> Self:
        kept = [scenario.id for scenario in self.scenarios]
        if len(set(kept)) < len(kept):
            raise ValueError("two scenarios have the same id")
        return self

    def quantities(self) -> Iterator[tuple[str, Quantity]]:
        """Yield every number with its place in the case file."""
        for name, number in self.inputs.items():
            yield f"settlement.{name}", number
        for measure in self.measures:
            yield f"settlement.measures.{measure.id}.amount", measure.amount
        for design in self.designs:
            place = f"settlement.designs.{design.id}"
            if design.trigger:
                yield f"{place}.trigger.automatic", design.trigger.automatic
                yield f"{place}.trigger.agrees", design.trigger.agrees
            if design.refusal_cost:
                yield f"{place}.refusal_cost", design.refusal_cost
        for party, issues in self.salience.items():
            for issue, number in issues.items():
                yield f"settlement.salience.{party}.{issue}", number
        for party, number in self.exchange.items():
            yield f"settlement.exchange.{party}", number
        for link in self.together:
            yield f"settlement.together.{link.name}", link.worth


def _check_share(name: str, quantity: Quantity) -> None:
    low, high = quantity.bounds
    if not 0 <= low <= high <= 1:
        raise ValueError(f"{name} must lie between 0 and 1, not from {low:g} to {high:g}")

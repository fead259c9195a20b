"""The settlement as its page shows it: shares with their intervals, marks, inputs in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pourparler.case.settlement import INPUTS
from pourparler.models.settlement.comparison import Decider, Thirds
from pourparler.models.settlement.solution import Assumed
from pourparler.report.comparison_words import (
    Row,
    better_words,
    comparison_rows,
    per_hundred,
    turning_words,
)
from pourparler.report.delay_words import land_end_words
from pourparler.report.driver_words import silence_words
from pourparler.report.figure_words import band_words, input_words, number_words
from pourparler.workbench.settle.scenario import components_of
from pourparler.workbench.settle.surface import Answer, Surface

__all__ = ["Shown", "per_hundred"]

UNITS: Final = {
    "contribution": "force units each",
    "reliability": "share",
    "reliability_with_lead": "share",
    "reliability_without_lead": "share",
    "delay_months": "months",
    "benefit": "u",
    "deploy_cost_per_year": "u/year",
    "fight_cost": "u",
    "refusal_cost": "u",
}
_KINDS: Final = {
    "army": "force units",
    "snapback": "u",
    "monitoring": "share of accidents prevented",
    "tripwire": "share of broken pledges mended",
}


@dataclass(frozen=True, slots=True)
class Field:
    """An input with two boxes; ``is_changed`` where it differs from the case."""

    name: str
    words: str
    unit: str
    low: str
    high: str
    case_low: str
    case_high: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A component with its box, and the inputs that say how much of it there is."""

    id: str
    name: str
    is_chosen: bool
    is_required: bool
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A decider in words.

    ``who`` answers for it; ``at`` is where it alone turns the order, in words, ``turning``
    the same and in which third of draws; ``anchor`` leads to it on the page of assumptions,
    where the case file gives it.
    """

    decider: Decider
    words: str
    range: str
    who: str
    reason: str
    at: str
    anchor: str

    @property
    def turning(self) -> str:
        """Where it turns the order of the two, by itself or in a third of draws."""
        return turning_words(self.decider)


class Shown:
    """What the template sees of an answer.

    Parameters
    ----------
    surface : Surface
    answer : Answer
    places : mapping of input to str
        Where in the case file it stands.
    """

    def __init__(self, surface: Surface, answer: Answer, places: Mapping[str, str]) -> None:
        self.surface, self.answer, self._places = surface, answer, places
        self.scenario = answer.scenario
        self.sided = surface.plan.inputs.has_sides
        self._ranges = {entry.input: entry for entry in answer.assumptions}

    @property
    def focus_name(self) -> str:
        """Name of the design in focus."""
        return self.answer.names[self.scenario.design]

    @property
    def against_name(self) -> str:
        """Name of the design that it is held against."""
        return self.answer.names[self.scenario.against]

    @property
    def package(self) -> tuple[str, str]:
        """Land and relief of the package, as boxes have them."""
        package = self.surface.plan.settlement.package
        land, relief = self.scenario.territory_km2, self.scenario.relief
        return (
            f"{package.territory_km2 if land is None else land:g}",
            f"{package.relief if relief is None else relief:g}",
        )

    @property
    def parts(self) -> tuple[Part, ...]:
        """All components of the case, those of the design in focus ticked."""
        plan = self.surface.plan
        design = next(d for d in plan.designs if d.id == self.scenario.design)
        chosen = self.scenario.components
        chosen = tuple(design.components) if chosen is None else chosen
        return tuple(
            Part(
                id=name,
                name=self._name(name),
                is_chosen=name in chosen,
                is_required=name in design.required,
                fields=tuple(self.field(n) for n in self._ranges if n.startswith(f"{name}.")),
            )
            for name in components_of(plan.case)
        )

    @property
    def groups(self) -> tuple[tuple[str, tuple[Field, ...]], ...]:
        """All other inputs with boxes, grouped by what they are about."""
        parts = set(components_of(self.surface.plan.case))
        groups: dict[str, list[Field]] = defaultdict(list)
        for name in self._ranges:
            owner = name.partition(".")[0]
            if owner in parts:
                continue
            title = "Fighting, attack and signature" if name in INPUTS else "Parties and designs"
            groups[title].append(self.field(name))
        return tuple((title, tuple(fields)) for title, fields in groups.items())

    def field(self, name: str) -> Field:
        """Return an input with its boxes."""
        now, own = self._ranges[name], self.surface.inputs[name]
        return Field(
            name=name,
            words=self._words(name),
            unit=self._unit(name),
            low=f"{now.low:.6g}",
            high=f"{now.high:.6g}",
            case_low=number_words(own.low),
            case_high=number_words(own.high),
            is_changed=(now.low, now.high) != (own.low, own.high),
        )

    @property
    def deciders(self) -> tuple[Told, ...]:
        """The inputs that the answer hangs on."""
        return tuple(self._told(decider) for decider in self.answer.deciders)

    @property
    def assumed(self) -> tuple[tuple[str, str, str, str], ...]:
        """Every input: words, range, author or document, reason."""
        return tuple(
            (self._words(e.input), _range(e, self._unit(e.input)), self._who(e), e.reason)
            for e in self.answer.assumptions
        )

    @property
    def reversing(self) -> tuple[Told, ...]:
        """Those that turn the order of the two designs, by draws or by themselves."""
        return tuple(told for told in self.deciders if told.turning)

    @property
    def better_words(self) -> str:
        """What it is to do better."""
        return better_words(sided=self.sided)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The two designs held against each other, draw by draw."""
        return comparison_rows(self.answer.comparison, dict(self.answer.names))

    @property
    def delay(self) -> tuple[tuple[str, str, str], ...]:
        """What delay costs: name of a figure, deal first, ceasefire first."""
        delay = self.answer.delay
        if delay is None:
            return ()
        first, second = delay.deal_first, delay.ceasefire_first
        rows = (
            ("Land lost until a signature, km2", "land_at_signature_km2", 0),
            ("Years of fighting", "years_fighting", 1),
            ("Years until the deal", "years_to_deal", 1),
        )
        return tuple(
            (
                words,
                band_words(getattr(first, name), digits=digits),
                band_words(getattr(second, name), digits=digits),
            )
            for words, name, digits in rows
        )

    @property
    def silence(self) -> tuple[str, ...]:
        """Which positions are long unsaid, and what the case comes to as they were last stated."""
        answer = self.surface.answer(self.surface.start)
        return silence_words(answer.held, answer.designs, answer.names)

    @property
    def land_end(self) -> str:
        """How much land there is to lose, and how often all of it goes."""
        other = self.surface.plan.settlement.other or ""
        delay = self.answer.delay
        return " ".join(land_end_words(delay, self.answer.names.get(other, other)) if delay else ())

    def clear(self, thirds: Thirds) -> bool:
        """Say whether a difference is more than chance."""
        return thirds.is_clear

    def _told(self, decider: Decider) -> Told:
        entry = self._ranges.get(decider.input)
        at = decider.turns_at
        turned = f"{number_words(at[0])} and {number_words(at[1])}" if at else ""
        if entry is None:
            return Told(decider, self._words(decider.input), "", "from the reports", "", turned, "")
        return Told(
            decider,
            self._words(decider.input),
            _range(entry, self._unit(entry.input)),
            self._who(entry),
            entry.reason,
            turned,
            self._places.get(decider.input, ""),
        )

    def _who(self, entry: Assumed) -> str:
        if (entry.low, entry.high) != _bounds(self.surface.inputs[entry.input]):
            return "changed here"
        return entry.cited or f"assumption of {entry.author}"

    def _words(self, name: str) -> str:
        return input_words(name, dict(self.answer.names) | self._component_names())

    def _name(self, component: str) -> str:
        return self._component_names().get(component, component)

    def _component_names(self) -> dict[str, str]:
        plan = self.surface.plan
        names = {group.id: group.name for group in plan.case.guarantors}
        return names | {measure.id: measure.name for measure in plan.settlement.measures}

    def _unit(self, name: str) -> str:
        if name in INPUTS:
            unit = INPUTS[name][0]
            return "" if unit == "1" else unit
        owner, _, rest = name.partition(".")
        kinds = {m.id: _KINDS[m.kind] for m in self.surface.plan.settlement.measures}
        if owner in kinds:
            return kinds[owner]
        return UNITS.get(rest, "u" if owner == "exchange" else "share")


def _bounds(entry: Assumed) -> tuple[float, float]:
    return entry.low, entry.high


def _range(entry: Assumed, unit: str) -> str:
    low, high = number_words(entry.low), number_words(entry.high)
    told = low if entry.low == entry.high else f"{low} to {high}"
    return f"{told} {unit}".strip()

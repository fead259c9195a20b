"""A scenario: what somebody asks of a settlement beside what the case says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pourparler.case.case import Case
from pourparler.case.nearest import unknown
from pourparler.case.settlement import Design, Settlement
from pourparler.errors import SettlementError, UnknownNameError

Inputs = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What is changed; None and nothing where the case's own holds. Frozen.

    Attributes
    ----------
    design : str
        Id of the design in focus, whose components may be changed.
    against : str
        Id of the design that it is held against.
    components : tuple of str or None
        Those that the design in focus has.
    territory_km2, relief : float or None
        Of the package; relief at least 0.
    horizon_years, bar : float or None
        Above 0 and at most 100; inside (0, 1).
    inputs : tuple of (name, low, high)
        Inputs with another range: their 5 % and 95 % points; a number if they are equal.
    """

    design: str
    against: str
    components: tuple[str, ...] | None = None
    territory_km2: float | None = None
    relief: float | None = None
    horizon_years: float | None = None
    bar: float | None = None
    inputs: tuple[tuple[str, float, float], ...] = field(default=())

    @property
    def changes(self) -> int:
        """How many things differ from the case."""
        single = (
            self.components,
            self.territory_km2,
            self.relief,
            self.horizon_years,
            self.bar,
        )
        return sum(value is not None for value in single) + len(self.inputs)


def components_of(case: Case) -> tuple[str, ...]:
    """Return what designs of a case can be made of: guarantor groups, then measures."""
    measures = case.settlement.measures if case.settlement else []
    return (*(group.id for group in case.guarantors), *(measure.id for measure in measures))


def check_scenario(case: Case, settlement: Settlement, scenario: Scenario) -> Scenario:
    """Return a scenario without what changes nothing.

    Raises
    ------
    UnknownNameError
        It names a design or a component that the case does not have.
    SettlementError
        A number is out of range.
    """
    designs = [design.id for design in settlement.designs]
    for name in (scenario.design, scenario.against):
        if name not in designs:
            raise UnknownNameError(f"design {unknown(name, designs)}")
    known = components_of(case)
    for part in scenario.components or ():
        if part not in known:
            raise UnknownNameError(f"component {unknown(part, known)}")
    package = settlement.package
    _within("relief", scenario.relief, 0, None)
    _within("horizon in years", scenario.horizon_years, 0.1, 100)
    _within("bar", scenario.bar, 0.01, 0.99)
    own = next(d for d in settlement.designs if d.id == scenario.design).components
    chosen = scenario.components
    parts = None if chosen is None else tuple(part for part in known if part in chosen)
    return replace(
        scenario,
        components=None if parts is None or set(parts) == set(own) else parts,
        territory_km2=_other(scenario.territory_km2, package.territory_km2),
        relief=_other(scenario.relief, package.relief),
        horizon_years=_other(scenario.horizon_years, settlement.horizon_years),
        bar=_other(scenario.bar, settlement.bar),
    )


def apply_components(case: Case, scenario: Scenario) -> Case:
    """Return the case with the components of the design in focus changed.

    A guarantor that the design needs is needed as long as it is among them; one that is
    added is not needed.
    """
    settlement, chosen = case.settlement, scenario.components
    if settlement is None or chosen is None:
        return case

    def changed(design: Design) -> Design:
        if design.id != scenario.design:
            return design
        return design.model_copy(
            update={
                "components": list(chosen),
                "required": [name for name in design.required if name in chosen],
                "lead": design.lead if design.lead in chosen else None,
            }
        )

    designs = [changed(design) for design in settlement.designs]
    other = settlement.model_copy(update={"designs": designs})
    return case.model_copy(update={"settlement": other})


def with_everything(case: Case) -> Case:
    """Return the case with one more design, of all components, so that all inputs are used."""
    if case.settlement is None:
        return case
    taken = {design.id for design in case.settlement.designs}
    name = "everything"
    while name in taken:
        name += "_"
    whole = Design(id=name, name=name, components=list(components_of(case)))
    other = case.settlement.model_copy(update={"designs": [*case.settlement.designs, whole]})
    return case.model_copy(update={"settlement": other})


def _other(value: float | None, own: float) -> float | None:
    return None if value is None or value == own else value


def _within(what: str, value: float | None, least: float, most: float | None) -> None:
    if value is None:
        return
    if value < least or (most is not None and value > most):
        allowed = f"at least {least:g}" if most is None else f"from {least:g} to {most:g}"
        raise SettlementError(f"{what} is {value:g}", hint=f"It has to be {allowed}.")

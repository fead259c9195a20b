"""What a settlement is asked for, in the address: every view of it can be linked."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Final

from starlette.datastructures import QueryParams

from pourparler.errors import AddressError
from pourparler.workbench.settle.scenario import Scenario

_NUMBERS: Final = {
    "land": "territory_km2",
    "relief": "relief",
    "horizon": "horizon_years",
    "bar": "bar",
}
_LOW, _HIGH = "low.", "high."
_MOST_INPUTS: Final = 500

Sent = Mapping[str, str] | QueryParams


def read_scenario(
    sent: Sent, start: Scenario, ranges: Mapping[str, tuple[float, float]]
) -> Scenario:
    """Read a scenario from an address or a form; what is not given is as in the case.

    Parameters
    ----------
    sent : mapping
    start : Scenario
        The case as it is.
    ranges : mapping of input to (low, high)
        As in the case: where one end is given, the other is taken from here.

    Raises
    ------
    AddressError
        A number is none.
    """
    design = sent.get("design", "").strip() or start.design
    numbers = {to: read_number(sent, name) for name, to in _NUMBERS.items()}
    return Scenario(
        design=design,
        against=sent.get("against", "").strip() or start.against,
        components=_components(sent, design),
        inputs=tuple(_inputs(sent, ranges)),
        **numbers,
    )


def write_scenario(scenario: Scenario, start: Scenario) -> dict[str, str]:
    """Return a scenario as parameters of an address: only what differs from the case."""
    written: dict[str, str] = {}
    if (scenario.design, scenario.against) != (start.design, start.against):
        written |= {"design": scenario.design, "against": scenario.against}
    if scenario.components is not None:
        written["parts"] = ",".join(scenario.components) or "-"
    for name, attribute in _NUMBERS.items():
        value = getattr(scenario, attribute)
        if value is not None:
            written[name] = f"{value:.10g}"
    for name, low, high in scenario.inputs:
        written[_LOW + name] = f"{low:.10g}"
        written[_HIGH + name] = f"{high:.10g}"
    return written


def read_number(sent: Sent, name: str) -> float | None:
    """Read a number; None where none is given.

    Raises
    ------
    AddressError
        It is not a finite number.
    """
    value = sent.get(name, "").strip()
    if not value:
        return None
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise AddressError(
            f"{name} is '{value[:40]}', which is not a number", hint="Write it as 12.5."
        )
    return number


def _components(sent: Sent, design: str) -> tuple[str, ...] | None:
    """Return the components: of a link (``parts``), or of a form that shows those of a design.

    A form sends only boxes that are ticked, and says of which design they are: when another
    design is chosen, its own components hold.
    """
    if "parts" in sent:
        return tuple(p for part in sent["parts"].split(",") if (p := part.strip()) not in ("", "-"))
    if sent.get("parts_of") != design:
        return None
    return tuple(sent.getlist("part")) if isinstance(sent, QueryParams) else ()


def _inputs(
    sent: Sent, ranges: Mapping[str, tuple[float, float]]
) -> Iterator[tuple[str, float, float]]:
    names = dict.fromkeys(
        key.removeprefix(start)
        for key in sent
        for start in (_LOW, _HIGH)
        if key.startswith(start) and sent[key].strip()
    )
    for name in list(names)[:_MOST_INPUTS]:
        low, high = read_number(sent, _LOW + name), read_number(sent, _HIGH + name)
        given = ranges.get(name, (math.nan, math.nan))
        yield (
            name,
            given[0] if low is None else low,
            given[1] if high is None else high,
        )

"""Numbers and scenarios of a settlement, changed in the case file: logged, and undone like all."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from pourparler.case.case import Case
from pourparler.case.edits.settlement import add_scenario, drop_scenario, set_number
from pourparler.case.folder import CaseFolder
from pourparler.case.nearest import unknown
from pourparler.case.records import Statement
from pourparler.case.settlement import SavedScenario
from pourparler.errors import RecordError, UnknownNameError
from pourparler.workbench.review.case_change import CaseChange, change_case
from pourparler.workbench.review.deciding import By
from pourparler.workbench.review.outcome import Decided
from pourparler.workbench.settle.scenario import Scenario

_MOST_NAME = 120


def change_number(
    folder: CaseFolder,
    place: str,
    ends: tuple[float, float],
    *,
    author: str,
    known_on: date,
    by: By,
) -> Decided:
    """Give a number of the case another range, with who signs for it and why.

    Parameters
    ----------
    place : str
        As `check` prints it.
    ends : tuple of float
        5 % and 95 % points; one number where they are equal.
    author : str
        Who signs for it; the reason is that of ``by``.
    known_on : date
        First day on which it could be used.

    Raises
    ------
    UnknownNameError
        The case has no number there.
    RecordError
        Author or reason are missing.
    CaseError
        The number is out of range, or the file was changed since it was opened.
    """
    places = [name for name, _ in folder.case.quantities()]
    if place not in places:
        raise UnknownNameError(f"number {unknown(place, places)}")
    _require("author", author)
    reason = _require("reason", by.reason)
    change = CaseChange(
        name="number_change",
        text=set_number(
            folder.text, place, ends, author=author.strip(), reason=reason, known_on=known_on
        ),
        move=_same,
        arguments={"number": place, "low": ends[0], "high": ends[1]},
    )
    return change_case(folder, by, change, read=False)


def keep_scenario(
    folder: CaseFolder, scenario: Scenario, *, name: str, author: str, made_on: date, by: By
) -> Decided:
    """Keep a scenario in the case under a name, with author and reason.

    Raises
    ------
    RecordError
        Name, author or reason are missing or too long.
    CaseError
        The file was changed since it was opened.
    """
    name = _require("name", name)
    if len(name) > _MOST_NAME:
        raise RecordError(f"the name has {len(name)} characters; at most {_MOST_NAME} are kept")
    taken = {kept.id for kept in scenarios_of(folder.case)}
    entry: dict[str, Any] = {
        "id": _free_id(name, taken),
        "name": name,
        "author": _require("author", author),
        "reason": _require("reason", by.reason),
        "made_on": made_on,
        "design": scenario.design,
        "against": scenario.against,
    }
    if scenario.components is not None:
        entry["components"] = list(scenario.components)
    for key in ("territory_km2", "relief", "horizon_years", "bar"):
        if (value := getattr(scenario, key)) is not None:
            entry[key] = value
    if scenario.inputs:
        entry["inputs"] = {name: [low, high] for name, low, high in scenario.inputs}
    change = CaseChange(
        name="scenario_keep",
        text=add_scenario(folder.text, entry),
        move=_same,
        arguments={"scenario": entry["id"]},
    )
    return change_case(folder, by, change, read=False)


def remove_scenario(folder: CaseFolder, name: str, *, by: By) -> Decided:
    """Take a scenario out of the case; undoing that brings it back.

    Raises
    ------
    UnknownNameError
        The case has no such scenario.
    """
    kept = [scenario.id for scenario in scenarios_of(folder.case)]
    if name not in kept:
        raise UnknownNameError(f"scenario {unknown(name, kept)}")
    change = CaseChange(
        name="scenario_remove",
        text=drop_scenario(folder.text, name),
        move=_same,
        arguments={"scenario": name},
    )
    return change_case(folder, by, change, read=False)


def scenarios_of(case: Case) -> tuple[SavedScenario, ...]:
    """Return the scenarios of a case in order."""
    return tuple(case.settlement.scenarios) if case.settlement else ()


def as_scenario(kept: SavedScenario) -> Scenario:
    """Return a kept scenario as it is asked."""
    return Scenario(
        design=kept.design,
        against=kept.against,
        components=None if kept.components is None else tuple(kept.components),
        territory_km2=kept.territory_km2,
        relief=kept.relief,
        horizon_years=kept.horizon_years,
        bar=kept.bar,
        inputs=tuple((name, low, high) for name, (low, high) in kept.inputs.items()),
    )


def _require(what: str, words: str | None) -> str:
    """Return words without blanks around them, on one line."""
    said = " ".join((words or "").split())
    if not said:
        raise RecordError(f"{what} is empty", hint="Say who answers for it, and why.")
    if not said.isprintable():
        raise RecordError(f"{what} holds characters that cannot be printed")
    return said


def _free_id(name: str, taken: set[str]) -> str:
    start = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")[:40].strip("_") or "scenario"
    start = start if start[0].isalpha() else f"s_{start}"
    numbers = (f"{start}_{n}" for n in range(2, len(taken) + 3))
    return next(free for free in (start, *numbers) if free not in taken)


def _same(case: Case, statement: Statement) -> Statement:
    del case
    return statement

"""Edits of the settlement part of a case file: a number with its pedigree, scenarios."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pourparler.case.edits.text import edit, insert_entry, remove_entry
from pourparler.case.yaml_source import read_yaml
from pourparler.errors import CaseError

_SCENARIOS = ("settlement", "scenarios")


def set_number(
    text: str, place: str, ends: tuple[float, float], *, author: str, reason: str, known_on: date
) -> str:
    """Return the text in which a number has another range and somebody who signs for it.

    Parameters
    ----------
    text : str
    place : str
        Where it stands, as `check` prints it: ``settlement.attack_gain``.
    ends : tuple of float
        Its 5 % and 95 % points; one number where they are equal.
    author, reason : str
    known_on : date
        First day on which it could be used.

    Raises
    ------
    CaseError
        There is no such number in the text.
    """

    def change(case: Any) -> None:
        number = _find(case, place)
        for key in ("value", "low", "high", "cited", "known_on", "assumption"):
            number.pop(key, None)
        low, high = (_plain(end) for end in ends)
        number.update({"value": low} if low == high else {"low": low, "high": high})
        number["assumption"] = {"author": author, "reason": reason, "known_on": known_on}

    return edit(text, change)


def add_scenario(text: str, entry: Mapping[str, Any]) -> str:
    """Return the text with one more scenario."""
    return insert_entry(text, _SCENARIOS, entry)


def drop_scenario(text: str, name: str) -> str:
    """Return the text without a scenario.

    Raises
    ------
    CaseError
        There is none with that id.
    """
    data = read_yaml(text, name="case.yaml").data
    kept = [entry["id"] for entry in (data.get("settlement") or {}).get("scenarios") or ()]
    if name not in kept:
        raise CaseError(f"there is no scenario '{name}'")
    return remove_entry(text, (*_SCENARIOS, kept.index(name)))


def _find(case: Any, place: str) -> Any:
    """Return the mapping of a number: by key in mappings, by id in lists."""
    found = case
    for key in place.split("."):
        if isinstance(found, list):
            found = next((entry for entry in found if entry.get("id") == key), None)
        elif key not in found and key in (found.get("inputs") or {}):
            found = found["inputs"][key]
        else:
            found = found.get(key)
        if found is None:
            break
    if not isinstance(found, dict):
        raise CaseError(
            f"case.yaml has no number at {place}",
            hint="`pourparler check CASE` lists every number; change others in the file itself.",
        )
    return found


def _plain(number: float) -> float:
    return int(number) if number.is_integer() and abs(number) < 1e15 else number

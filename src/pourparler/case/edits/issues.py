"""Edits of the issues of a case file: retire, reword, split. Adding is ``actors.add_entry``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pourparler.case.edits.text import edit, insert_entry, remove_entry
from pourparler.case.yaml_source import read_yaml
from pourparler.errors import CaseError


def retire_issue(text: str, issue: str) -> str:
    """Return the text without an issue.

    Raises
    ------
    CaseError
        The settlement rests on it, or it is the only one.
    """
    data = read_yaml(text, name="case.yaml").data
    places = [place for place, named, _ in _uses(data) if named == issue]
    if places:
        raise CaseError(
            f"issue '{issue}' is used in {', '.join(places)}",
            hint="Take it out there first: a settlement cannot rest on a retired issue.",
        )
    ids = [entry["id"] for entry in data["issues"]]
    if len(ids) == 1:
        raise CaseError(
            f"'{issue}' is the only issue", hint="Add another one first: a case needs an issue."
        )
    return remove_entry(text, ("issues", ids.index(issue)))


def reword_issue(
    text: str,
    issue: str,
    *,
    question: str | None = None,
    name: str | None = None,
    options: Mapping[str, str] | None = None,
) -> str:
    """Return the text with other words for an issue: its question, label, or options by id."""

    def change(case: Any) -> None:
        entry = next(e for e in case["issues"] if e["id"] == issue)
        if question is not None:
            entry["question"] = question
        if name is not None:
            entry["name"] = name
        for option in entry["options"]:
            if option["id"] in (options or {}):
                option["words"] = (options or {})[option["id"]]

    return edit(text, change)


def split_issue(text: str, issue: str, entry: Mapping[str, Any], options: Sequence[str]) -> str:
    """Return the text with a new issue that takes options from another.

    Parameters
    ----------
    text : str
    issue : str
        Id of the one that gives.
    entry : mapping
        The new issue without options.
    options : sequence of str
        Ids of the options that move, with their words, points and examples.

    Raises
    ------
    CaseError
        Either would have fewer than two options, or the settlement rests on one that moves.
    """
    data = read_yaml(text, name="case.yaml").data
    number = next(i for i, one in enumerate(data["issues"]) if one["id"] == issue)
    old = data["issues"][number]
    moved = [option for option in old["options"] if option["id"] in options]
    left = len(old["options"]) - len(moved)
    if len(moved) < 2 or left < 2:
        raise CaseError(
            f"'{entry['id']}' would have {len(moved)} options and '{issue}' {left}",
            hint="Either needs at least two. Name the options that move.",
        )
    places = [place for place, named, option in _uses(data) if named == issue and option in options]
    if places:
        raise CaseError(
            f"an option that moves is used in {', '.join(places)}",
            hint="Correct the settlement first.",
        )
    for i in reversed(range(len(old["options"]))):
        if old["options"][i]["id"] in options:
            text = remove_entry(text, ("issues", number, "options", i))
    return insert_entry(text, ("issues",), {**entry, "options": moved})


def _uses(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str | None]]:
    """Yield where the settlement names an issue: place, issue, and option if it names one."""
    settlement = data.get("settlement") or {}
    lists = [("settlement.terms", settlement.get("terms") or ())]
    for design in settlement.get("designs") or ():
        lists.append((f"settlement.designs.{design['id']}.terms", design.get("terms") or ()))
    for place, terms in lists:
        for term in terms:
            yield place, term["issue"], term["option"]
            yield place, term["issue"], term.get("otherwise")
    for party, saliences in (settlement.get("salience") or {}).items():
        yield from ((f"settlement.salience.{party}", issue, None) for issue in saliences)

"""Edits of the actors and people of a case file: merge, rename, split, further names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pourparler.case.edits.text import edit, extend, insert_entry, remove_entry, rename_key
from pourparler.case.yaml_source import read_yaml
from pourparler.errors import CaseError


def merge_actors(text: str, gone: str, kept: str) -> str:
    """Return the text in which one actor is another: names and references go over.

    The former id is kept in ``renamed_from``.

    Raises
    ------
    CaseError
        Both have numbers of a settlement of their own, or are its two sides.
    """
    data = read_yaml(text, name="case.yaml").data
    _require_mergeable(data, gone, kept)
    entries = data["actors"]
    number = _number(entries, gone)
    old = entries[number]
    for path, one in reversed(list(_lists_of_actors(data))):
        if gone in one and kept in one:
            text = remove_entry(text, (*path, one.index(gone)))
    text = remove_entry(text, ("actors", number))

    def change(case: Any) -> None:
        new = case["actors"][_number(case["actors"], kept)]
        extend(new, "renamed_from", [gone, *old.get("renamed_from", [])], after="id")
        names = [n for n in (old["name"], *old.get("aliases", [])) if n != new["name"]]
        extend(new, "aliases", names, after="name")
        extend(new, "adjectives", old.get("adjectives", []), after="aliases")
        _point(case, gone, kept)
        if kept in new.get("members", ()):
            new["members"].remove(kept)

    return edit(text, change)


def rename_actor(text: str, actor: str, *, new_id: str | None, name: str | None) -> str:
    """Return the text in which an actor has another id or name.

    The former id is kept in ``renamed_from``, the former name among the aliases.
    """

    def change(case: Any) -> None:
        entry = case["actors"][_number(case["actors"], actor)]
        if name is not None and name != entry["name"]:
            if name in entry.get("aliases", ()):
                entry["aliases"].remove(name)
            extend(entry, "aliases", [entry["name"]], after="name")
            entry["name"] = name
        if new_id is not None and new_id != actor:
            entry["id"] = new_id
            if new_id in entry.get("renamed_from", ()):
                entry["renamed_from"].remove(new_id)
            extend(entry, "renamed_from", [actor], after="id")
            _point(case, actor, new_id)

    return edit(text, change)


def split_actor(text: str, actor: str, entry: Mapping[str, Any], people: Sequence[str]) -> str:
    """Return the text with a new actor that takes names and people from another.

    Parameters
    ----------
    text : str
    actor : str
        Id of the one that gives.
    entry : mapping
        The new actor; its names are taken from the other's aliases.
    people : sequence of str
        Full names of those who speak for the new one.
    """
    names = {n.casefold() for n in (entry["name"], *entry.get("aliases", ()))}

    def change(case: Any) -> None:
        old = case["actors"][_number(case["actors"], actor)]
        for key in ("aliases", "adjectives"):
            taken = names if key == "aliases" else set(entry.get("adjectives", ()))
            for word in [w for w in old.get(key, ()) if w in taken or w.casefold() in taken]:
                old[key].remove(word)
        for person in case.get("people", ()):
            if person["actor"] == actor and person["name"] in people:
                person["actor"] = entry["id"]

    return edit(insert_entry(text, ("actors",), entry), change)


def add_alias(text: str, kind: str, name: str, aliases: Iterable[str]) -> str:
    """Return the text with further names of an actor (by id) or a person (by full name)."""
    key = "id" if kind == "actors" else "name"

    def change(case: Any) -> None:
        for entry in case[kind]:
            if entry[key] == name:
                extend(entry, "aliases", list(aliases), after="name")
                return

    return edit(text, change)


def add_entry(text: str, kind: str, entry: Mapping[str, Any]) -> str:
    """Return the text with one more of ``actors``, ``people`` or ``issues``."""
    return insert_entry(text, (kind,), entry)


def _require_mergeable(data: Mapping[str, Any], gone: str, kept: str) -> None:
    settlement = data.get("settlement") or {}
    if {settlement.get("advancing"), settlement.get("other")} == {gone, kept}:
        raise CaseError(
            f"'{gone}' and '{kept}' are the two sides of the settlement and cannot be one",
            hint="Correct `settlement.advancing` and `settlement.other` first.",
        )
    for key in ("salience", "exchange"):
        if {gone, kept} <= set(settlement.get(key) or ()):
            raise CaseError(
                f"settlement.{key} has numbers for '{gone}' and for '{kept}'",
                hint="Keep those of one of them in case.yaml, then merge.",
            )


def _lists_of_actors(data: Any) -> Iterator[tuple[tuple[str | int, ...], list[str]]]:
    """Yield every list of actor ids with its place."""
    for i, actor in enumerate(data["actors"]):
        if actor.get("members"):
            yield ("actors", i, "members"), actor["members"]
    if data.get("parties"):
        yield ("parties",), data["parties"]
    for i, group in enumerate(data.get("guarantors") or ()):
        if group.get("actors"):
            yield ("guarantors", i, "actors"), group["actors"]


def _point(case: Any, old: str, new: str) -> None:
    """Let every reference to an actor point to another id."""
    for _, one in _lists_of_actors(case):
        for i, name in enumerate(one):
            if name == old:
                one[i] = new
    for person in case.get("people") or ():
        if person["actor"] == old:
            person["actor"] = new
    if settlement := case.get("settlement"):
        _point_settlement(settlement, old, new)


def _point_settlement(settlement: Any, old: str, new: str) -> None:
    for key in ("advancing", "other"):
        if settlement.get(key) == old:
            settlement[key] = new
    for design in settlement.get("designs") or ():
        if design.get("refused_by") == old:
            design["refused_by"] = new
    for key in ("salience", "exchange"):
        if old in (settlement.get(key) or ()):
            rename_key(settlement[key], old, new)


def _number(entries: Sequence[Mapping[str, Any]], id_: str) -> int:
    return next(i for i, entry in enumerate(entries) if entry["id"] == id_)

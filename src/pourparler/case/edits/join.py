"""Two versions of a case file joined: what only one has is taken over, the rest stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pourparler.case.edits.text import edit, insert_entry
from pourparler.case.yaml_source import read_yaml

_LISTS: Final = {"actors": "id", "people": "name", "issues": "id", "guarantors": "id"}
"""Lists whose entries are joined one by one, each with the key that names an entry."""

_COLLECTED: Final = ("parties",)
"""Lists of ids: which are in either is for people to say."""


@dataclass(frozen=True, slots=True)
class CaseConflict:
    """An entry or a key that two versions of a case file word differently. Frozen.

    Attributes
    ----------
    place : str
        ``issues``, ``actors``, ... or another key of the case file.
    id : str
        Of the entry; empty for a key.
    fields : tuple of str
        What differs.
    """

    place: str
    id: str
    fields: tuple[str, ...]


def join_cases(ours: str, theirs: str) -> tuple[str, tuple[CaseConflict, ...]]:
    r"""Return our text with what only theirs has, and what the two word differently.

    Where both have an entry, ours stays. Comments and layout of ours stay, too.

    Raises
    ------
    CaseError
        One of the texts is not YAML.

    Examples
    --------
    >>> one = "title: Talks\nactors:\n  - {id: a, name: A}\n"
    >>> text, conflicts = join_cases(one, one.replace("{id: a, name: A}", "{id: b, name: B}"))
    >>> print(text)
    title: Talks
    actors:
      - {id: a, name: A}
      - id: b
        name: B
    <BLANKLINE>
    >>> join_cases(one, one.replace("name: A", "name: B"))[1]
    (CaseConflict(place='actors', id='a', fields=('name',)),)
    """
    first = read_yaml(ours, name="our case.yaml").data
    second = read_yaml(theirs, name="their case.yaml").data
    text, conflicts = ours, []
    for place, name in _LISTS.items():
        known = {entry[name]: entry for entry in first.get(place) or ()}
        for entry in second.get(place) or ():
            if entry[name] not in known:
                text = insert_entry(text, (place,), entry)
            elif entry not in (first.get(place) or ()):
                fields = tuple(_differing(known[entry[name]], entry))
                conflicts.append(CaseConflict(place, str(entry[name]), fields))
    for key, value in second.items():
        if key in _LISTS or first.get(key) == value:
            continue
        if key in first:
            is_same = key in _COLLECTED and set(first[key] or ()) == set(value or ())
            fields = tuple(_differing(first[key], value))
            conflicts += [] if is_same else [CaseConflict(key, "", fields)]
        else:
            text = _with_key(text, key, value)
    return text, tuple(conflicts)


def _with_key(text: str, key: str, value: Any) -> str:
    def change(data: Any) -> None:
        data[key] = value

    return edit(text, change)


def _differing(one: Any, other: Any) -> Iterator[str]:
    """Yield the keys in which two mappings differ; of anything else, nothing."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for key in dict.fromkeys([*one, *other]):
            if one.get(key) != other.get(key):
                yield str(key)

"""One of two copies of a ledger: its rows in groups, and what is new in it to the other."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Final

from pourparler.case.records import HANDLINGS
from pourparler.ledger.admit import Row, Rows
from pourparler.ledger.checks import is_machine
from pourparler.ledger.row_models import shapes

Group = tuple[str, str]
"""A table, and what its rows have in common that hold or give way together."""

Place = tuple[str, int]
"""A table, and the number of a row there."""

_STAMPS: Final = ("command", "recorded_at", "retracted_at", "retracted_by")
_DRAWN: Final = {
    "coding": ("id",),
    "report": ("raw", "sha256", "encoding", "url", "retrieved_at", "path"),
}
"""Columns in which two copies may differ and still say the same."""


def identity(row: Row) -> str:
    """Return what tells a row from every other one, whether it was retracted or not."""
    return json.dumps({k: v for k, v in row.items() if not k.startswith("retracted_")})


@dataclass(slots=True)
class Side:
    """One copy.

    Attributes
    ----------
    rows : Rows
        All its rows by table.
    log : mapping
        Its commands by id.
    new : set of str
        Ids of commands that the other copy does not have.
    """

    rows: Rows
    log: Mapping[str, Row]
    new: Set[str]
    groups: dict[Group, list[Place]] = field(init=False)

    def __post_init__(self) -> None:
        """Sort the rows into groups."""
        self.groups = defaultdict(list)
        for table, found in self.rows.items():
            if table not in ("command", "case_version"):
                for number, row in enumerate(found):
                    self.groups[_group(table, row)].append((table, number))

    def row(self, place: Place) -> Row:
        """Return a row."""
        return self.rows[place[0]][place[1]]

    def places(self, group: Group) -> list[Place]:
        """Return the places of all rows of a group."""
        return self.groups.get(group, [])

    def living(self, group: Group) -> list[Place]:
        """Return the places of the rows of a group that hold."""
        return [p for p in self.places(group) if self.row(p)["retracted_at"] is None]

    def news(self, group: Group) -> list[str]:
        """Return the commands on a group that the other copy does not have, in order."""
        rows = [self.row(place) for place in self.places(group)]
        return sorted({row[key] for row in rows for key in ("command", "retracted_by")} & self.new)

    def contents(self, group: Group) -> list[str]:
        """Return what the rows that hold say, whoever wrote them when."""
        return [_content(place[0], self.row(place)) for place in self.living(group)]

    def first_command(self, group: Group) -> str:
        """Return the first command that rows that hold are from; empty if none hold."""
        return min((self.row(place)["command"] for place in self.living(group)), default="")

    def rank(self, group: Group) -> tuple[int, bool, str]:
        """Return what decides between two copies that both went on; the greater one stays.

        The stricter handling comes first, then that a person decided, then the last command.
        """
        news = self.news(group)
        by_person = [id_ for id_ in news if not is_machine(self.log[id_]["coder"])]
        levels = [self.row(p).get("handling", HANDLINGS[0]) for p in self.living(group)]
        level = max(map(HANDLINGS.index, levels), default=0)
        return level, bool(by_person), (by_person or news)[-1]

    def decider(self, group: Group) -> str:
        """Return who decided last on a group."""
        return str(self.log[self.rank(group)[2]]["coder"])


def _group(table: str, row: Row) -> Group:
    """Return what a row holds or gives way with: what can hold but once, else itself."""
    if table == "coding":
        return "statement", row["statement"]
    once = shapes()[table].once
    return table, "\n".join(str(row[name]) for name in once) if once else identity(row)


def _content(table: str, row: Row) -> str:
    left_out = (*_STAMPS, *_DRAWN.get(table, ()))
    return table + json.dumps({k: v for k, v in row.items() if k not in left_out})


def contrast(one: Side, other: Side, group: Group) -> Iterator[str]:
    """Yield the names of the fields in which a group differs between two copies."""
    living = [[(p[0], side.row(p)) for p in side.living(group)] for side in (one, other)]
    if not all(living):
        yield "held"
        return
    for table in dict.fromkeys(table for rows in living for table, _ in rows):
        first, second = ([row for name, row in rows if name == table] for rows in living)
        left_out = {*_STAMPS, *_DRAWN.get(table, ())}
        for name in sorted({n for row in (*first, *second) for n in row} - left_out):
            if [row.get(name) for row in first] != [row.get(name) for row in second]:
                yield name if table == group[0] else f"{table}.{name}"

"""How two ledgers of one case become one, decided before anything is written.

Rows are compared in groups that hold or give way together: a statement with its codings, a
report, the place a person gave a statement. A group that only one copy went on with is taken
from there. Where both went on, a person is before a machine and the later command before
the earlier, in both directions alike; what people decided otherwise is listed as a conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from pourparler.ledger.admit import Row, Rows
from pourparler.ledger.checks import is_machine
from pourparler.ledger.merge_side import Group, Place, Side, contrast, identity

READ: Final = ("report", "statement", "coding")
"""Tables that hold what was read. What machines made in others is made anew after merging."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two copies decided differently. Frozen.

    Attributes
    ----------
    kind : str
        ``statement``, ``report``, ``utterance`` or the name of another table.
    id : str
        Of the statement or report; for an utterance that of the statement.
    fields : tuple of str
        What differs; ``held`` where one copy took it back.
    ours, theirs : str
        Who decided in either copy.
    kept : str
        ``ours`` or ``theirs``.
    """

    kind: str
    id: str
    fields: tuple[str, ...]
    ours: str
    theirs: str
    kept: str


@dataclass(slots=True)
class Plan:
    """What merging comes to.

    Attributes
    ----------
    commands : list of Row
        Commands of theirs that are new here, in order.
    inserted : dict of list of (Row, bool)
        Rows of theirs by table; True where the command that merges retracts the row at once.
    retracted : dict of list of (int, str or None)
        Rows of ours by table, each by its place there, with the command that retracts it;
        None for the command that merges.
    revived : dict of list of Row
        Rows that hold in theirs and were retracted here: they are appended anew.
    conflicts : list of Conflict
    """

    commands: list[Row] = field(default_factory=list)
    inserted: dict[str, list[tuple[Row, bool]]] = field(default_factory=lambda: defaultdict(list))
    retracted: dict[str, list[tuple[int, str | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    revived: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    conflicts: list[Conflict] = field(default_factory=list)

    def touched(self, ours: Rows) -> list[str]:
        """Return the ids of the statements that merging touches, sorted."""
        ids = set()
        for table, key in (("statement", "id"), ("coding", "statement")):
            rows = [row for row, _ in self.inserted.get(table, [])] + self.revived.get(table, [])
            rows += [ours[table][place] for place, _ in self.retracted.get(table, [])]
            ids |= {row[key] for row in rows}
        return sorted(ids)


def plan_merge(ours: Rows, theirs: Rows) -> Plan:
    """Plan what makes a ledger hold the union of itself and another copy.

    Parameters
    ----------
    ours, theirs : dict
        All rows of each copy by table, as `bundle.dump` gives them.
    """
    logs = [{row["id"]: row for row in side["command"]} for side in (ours, theirs)]
    one = Side(ours, logs[0], logs[0].keys() - logs[1].keys())
    other = Side(theirs, logs[1], logs[1].keys() - logs[0].keys())
    plan = Plan(commands=[logs[1][id_] for id_ in sorted(other.new)])
    digests = {row["digest"] for row in ours["case_version"]}
    plan.inserted["case_version"] = [
        (row, False) for row in theirs["case_version"] if row["digest"] not in digests
    ]
    chosen = {g: _choose(plan, one, other, g) for g in list(other.groups) if other.news(g)}
    held = _find_held(one, other, chosen)
    for group, side in chosen.items():
        if side == "theirs":
            _give_way(plan, one, other, group)
            _revive(plan, one, other, group, held)
        _bring(plan, one, other, group, stays=side == "theirs", held=held)
    _drop_orphans(plan, one, chosen, held)
    plan.conflicts = [_as_it_came(conflict, one, held) for conflict in plan.conflicts]
    return plan


def _choose(plan: Plan, one: Side, other: Side, group: Group) -> str:
    """Return whose group stays, and list a conflict where people differ."""
    if not one.news(group):
        return "theirs"
    if one.contents(group) == other.contents(group):
        return "ours" if one.first_command(group) <= other.first_command(group) else "theirs"
    kept = "ours" if one.rank(group) > other.rank(group) else "theirs"
    deciders = (one.decider(group), other.decider(group))
    if not any(map(is_machine, deciders)):
        fields = tuple(contrast(one, other, group))
        plan.conflicts.append(Conflict(*group, fields, *deciders, kept))
    return kept


def _find_held(one: Side, other: Side, chosen: Mapping[Group, str]) -> set[Group]:
    """Return the reports, and the statements of those, that hold when all is merged."""

    def living(group: Group) -> list[Row]:
        side = other if chosen.get(group) == "theirs" else one
        return [side.row(place) for place in side.living(group) if place[0] == group[0]]

    groups = {*one.groups, *other.groups}
    held = {group for group in groups if group[0] == "report" and living(group)}
    return held | {
        group
        for group in groups
        if group[0] == "statement"
        and any(("report", row["report"]) in held for row in living(group))
    }


def _give_way(plan: Plan, one: Side, other: Side, group: Group) -> None:
    """Plan which rows of ours are retracted where theirs stay."""
    gone = {identity(r): r["retracted_by"] for r in map(other.row, other.places(group))}
    for place in one.living(group):
        name = identity(one.row(place))
        if name not in gone or gone[name] is not None:
            plan.retracted[place[0]].append((place[1], gone.get(name)))


def _revive(plan: Plan, one: Side, other: Side, group: Group, held: set[Group]) -> None:
    """Plan which rows that hold in theirs are appended anew, because they were retracted here.

    Codings stand in the order of their ids: where one is appended anew, all are.
    """
    standing = {identity(one.row(place)): place for place in one.living(group)}
    dead = {identity(one.row(place)) for place in one.places(group)} - standing.keys()
    living = [place for place in other.living(group) if _may_hold(other, place, held)]
    revived = [place for place in living if identity(other.row(place)) in dead]
    if any(table == "coding" for table, _ in revived):
        revived = [place for place in living if place in revived or place[0] == "coding"]
    for place in revived:
        row = other.row(place)
        plan.revived[place[0]].append(row)
        if ours := standing.get(identity(row)):
            plan.retracted[ours[0]].append((ours[1], None))


def _bring(
    plan: Plan, one: Side, other: Side, group: Group, *, stays: bool, held: set[Group]
) -> None:
    """Plan which rows of theirs are new here, and which of them hold."""
    known = {identity(one.row(place)) for place in one.places(group)}
    anew = {id(row) for rows in plan.revived.values() for row in rows}
    for place in other.places(group):
        row = other.row(place)
        if identity(row) not in known:
            lives = stays and _may_hold(other, place, held) and id(row) not in anew
            plan.inserted[place[0]].append((row, row["retracted_at"] is None and not lives))


def _may_hold(side: Side, place: Place, held: set[Group]) -> bool:
    """Say whether a row can hold: what it hangs on does, and no machine makes it anew."""
    table, row = place[0], side.row(place)
    if table not in READ and is_machine(side.log[row["command"]]["coder"]):
        return False
    if table == "statement":
        return ("statement", row["id"]) in held
    parents = [("report", row.get("report")), ("statement", row.get("statement"))]
    return all(id_ is None or (kind, id_) in held for kind, id_ in parents)


def _drop_orphans(plan: Plan, one: Side, chosen: Mapping[Group, str], held: set[Group]) -> None:
    """Plan to retract statements of ours whose report holds no longer."""
    for group in list(one.groups):
        if group[0] == "statement" and group not in held and chosen.get(group) != "theirs":
            for table, place in one.living(group):
                plan.retracted[table].append((place, None))


def _as_it_came(conflict: Conflict, one: Side, held: set[Group]) -> Conflict:
    """Return a conflict with what was kept, also where a report took its statements along."""
    group = (conflict.kind, conflict.id)
    if conflict.kind != "statement" or group in held:
        return conflict
    return replace(conflict, kept="theirs" if one.living(group) else "ours")

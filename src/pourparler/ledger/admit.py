"""Which rows may leave a ledger below a ceiling of handling.

A report above the ceiling takes with it whatever hangs on it, through any table: a row
that names something that was left out is left out. Of the log, commands stay that rows
refer to, and those that name nothing that was left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any, Final

from pourparler.case.records import HANDLINGS, Handling

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""The rows of each table by column, as JSON has them."""

_WORD: Final = re.compile(r"[0-9A-Za-z]{12,}")
_ALWAYS: Final = ("command", "case_version")
_OWN_TEXTS: Final = frozenset({"text", "raw", "title"})
"""Of a report: what may say anything."""
_GONE: Final = object()


def admit(rows: Rows, ceiling: Handling) -> Rows:
    """Return the rows that are admitted below the ceiling.

    Parameters
    ----------
    rows : dict
        All rows of a ledger by table, as JSON has them.
    ceiling : Handling
        A report is admitted when its row that holds is; where none holds, when all its
        rows are. What a person set on it stands before that, and on a statement or remark
        counts for all its rows. Rows of other tables, and commands, with a ``handling`` of
        their own are held to it, too.
    """
    allowed = set(HANDLINGS[: HANDLINGS.index(ceiling) + 1])
    levels = _Levels(rows)
    gone = _closed_reports(rows.get("report", []), allowed, levels)
    gone |= {row["id"] for row in rows.get("statement", []) if not levels.on(row) <= allowed}
    gone |= {row["id"] for row in rows["command"] if levels.of_remark(row) not in allowed}
    return _leave_out(rows, gone, allowed, levels)


def leave_out(rows: Rows, reports: Set[str]) -> Rows:
    """Return the rows without some reports, by id, and without what hangs on them."""
    return _leave_out(rows, set(reports), set(HANDLINGS), _Levels(rows))


class _Levels:
    """The levels that people set and that hold, from the rows that say so."""

    def __init__(self, rows: Rows) -> None:
        holding = [row for row in rows.get("handling", []) if row["retracted_at"] is None]
        self.targets = {r["target"]: r["handling"] for r in holding if r["start"] is None}
        self._spans = [row for row in holding if row["start"] is not None]

    def on(self, statement: Row) -> set[str]:
        """Return the levels that were set on a statement, or on what it overlaps."""
        return {
            row["handling"]
            for row in self._spans
            if row["report"] == statement["report"]
            and row["start"] < statement["end"]
            and statement["start"] < row["end"]
        }

    def of_remark(self, command: Row) -> str:
        """Return the level of a command: what was set on it, or what it came with."""
        own: str = command["arguments"].get("handling", HANDLINGS[0])
        return str(self.targets.get(command["id"], own))


def _leave_out(rows: Rows, gone: set[str], allowed: Set[str], levels: _Levels) -> Rows:
    kept = {name: list(found) for name, found in rows.items()}
    is_stable = False
    while not is_stable:
        is_stable = True
        for name in kept.keys() - set(_ALWAYS):
            before = kept[name]
            found = [_unlinked(row, gone) for row in before]
            if name == "statement":
                found = _of_their_time(found, kept.get("report", []))
            kept[name] = [
                row for row in found if _is_admitted(name, row, allowed, gone, levels.targets)
            ]
            gone |= _ids(before) - _ids(kept[name])
            is_stable &= len(before) == len(kept[name])
    kept["command"] = _admit_commands(rows, kept, gone)
    return kept


def _of_their_time(statements: Iterable[Row], reports: Iterable[Row]) -> list[Row]:
    """Return the statements that were appended while a row of their report held.

    A report whose handling was lowered is admitted as it is now, and not as it was; what
    was read in it then goes with what it was.
    """
    held: dict[str, list[tuple[str, str | None]]] = {}
    for row in reports:
        held.setdefault(row["id"], []).append((row["command"], row["retracted_by"]))
    return [
        row
        for row in statements
        if any(
            first <= row["command"] and (last is None or row["command"] < last)
            for first, last in held.get(row["report"], ())
        )
    ]


def _closed_reports(reports: Sequence[Row], allowed: Set[str], levels_set: _Levels) -> set[str]:
    """Return the reports that may not leave: as was set, by the row that holds, else by any."""
    levels: dict[str, set[str]] = {}
    for row in reports:
        levels.setdefault(row["id"], set()).add(row["handling"])
    levels |= {row["id"]: {row["handling"]} for row in reports if row["retracted_at"] is None}
    levels |= {id_: {level} for id_, level in levels_set.targets.items() if id_ in levels}
    return {id_ for id_, found in levels.items() if not found <= allowed}


def _admit_commands(rows: Rows, kept: Rows, gone: Set[str]) -> list[Row]:
    """Return the commands that rows refer to, and those that neither had rows nor name any."""
    had, have = _used(rows), _used(kept)
    left_out = set(gone)
    admitted = []
    for row in rows["command"]:
        if row["id"] in gone:
            continue
        is_silent = row["id"] not in had and not _names(row["arguments"], left_out)
        if row["id"] in have or is_silent:
            admitted.append(row | {"arguments": _scrub(row["arguments"], left_out)})
        else:
            left_out.add(row["id"])
    return admitted


def _is_admitted(
    table: str, row: Row, allowed: Set[str], gone: Set[str], levels: Mapping[str, str]
) -> bool:
    level = row.get("handling", "public")
    if (levels.get(row["id"], level) if table == "report" else level) not in allowed:
        return False
    untouched = _OWN_TEXTS if table == "report" else frozenset()
    return not any(_names(value, gone) for key, value in row.items() if key not in untouched)


def _unlinked(row: Row, gone: Set[str]) -> Row:
    """Return the row without the note that it nearly copies a report that was left out."""
    return row | {"duplicate_of": None} if row.get("duplicate_of") in gone else row


def _ids(rows: Iterable[Row]) -> set[str]:
    return {row["id"] for row in rows if "id" in row}


def _used(rows: Rows) -> set[str]:
    """Return the commands that rows were appended or retracted by."""
    keys = ("command", "retracted_by")
    return {
        row[key]
        for name, found in rows.items()
        if name != "command"
        for row in found
        for key in keys
        if row.get(key)
    }


def _names(value: Any, gone: Set[str]) -> bool:
    """Say whether a value, however deep, names something that was left out."""
    if not gone:
        return False
    if isinstance(value, str):
        return not gone.isdisjoint(_WORD.findall(value))
    if isinstance(value, dict):
        return any(_names(part, gone) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(_names(part, gone) for part in value)


def _scrub(value: Any, gone: Set[str]) -> Any:
    """Return the arguments of a command without what names something that was left out."""
    if isinstance(value, dict):
        kept = {key: _scrub(part, gone) for key, part in value.items() if not _names(key, gone)}
        return {key: part for key, part in kept.items() if part is not _GONE}
    if isinstance(value, list):
        return [part for part in (_scrub(one, gone) for one in value) if part is not _GONE]
    return _GONE if _names(value, gone) else value

"""Erasing reports for good: the one place where rows are deleted and changed.

What is left is a command that says how much went, under an id drawn at random: ids of reports
and statements come from their words, so that who guesses the words could confirm them.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    String,
    Table,
    delete,
    false,
    func,
    or_,
    select,
    type_coerce,
    update,
)

from pourparler.case.records import HANDLINGS
from pourparler.ledger import dialect, tables
from pourparler.ledger.append import unknown
from pourparler.ledger.log import Clock, Command, append_command
from pourparler.ledger.tables import holds
from pourparler.ledger.tombstones import PURGE, as_arguments, bury, find_tombstones

_WORDS: Final = ("reason", "text")
"""Arguments of commands that hold words of people."""

_WORD: Final = re.compile(r"[0-9A-Za-z]{12,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Purging:
    """What is to be erased, by whom and why.

    Attributes
    ----------
    reports : collection of str
        Ids, also of reports that were taken back.
    coder : str
    reason : str, optional
        For the log; without words of the reports.
    is_told : callable
        Says whether a text holds words of the reports: of the log, reasons that do are
        erased too, and so are former versions of the case file.
    """

    reports: Collection[str]
    coder: str
    is_told: Callable[[str], bool]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased: the command, and how many rows of each table, retracted ones included.

    ``tombstones`` are the ids under which the reports are refused from now on.
    """

    command: str
    rows: Mapping[str, int]
    tombstones: tuple[str, ...] = ()


def erase(connection: Connection, clock: Clock, purging: Purging) -> Erased:
    """Delete all rows of reports and what hangs on them; see `Ledger.purge`.

    Raises
    ------
    UnknownNameError
        A report is not in the ledger, not even taken back.
    """
    for id_ in purging.reports:
        _require_any(connection, id_)
    statement = tables.statement
    said = select(statement.c.id).where(dialect.one_of(statement.c.report, purging.reports))
    ids = {*purging.reports, *connection.execute(said).scalars()}
    names = {id_: secrets.token_hex(6) for id_ in sorted(ids)}
    salt = find_tombstones(connection).salt()
    level, versions = _find_versions(connection, purging.reports)
    stones = {names[id_]: bury(versions[id_], salt) for id_ in purging.reports}
    dialect.overwrite_deleted(connection)
    with dialect.unwatched(connection, dialect.trigger_names(connection)):
        _find_other_originals(connection, purging.reports)
        rows = {table.name: _delete(connection, table, ids) for table in _by_need()}
        rows["case_version"] = _delete_told_cases(connection, purging)
        _scrub_log(connection, names, purging)
        for table in tables.metadata.sorted_tables:
            for column in table.c:
                if isinstance(column.type, JSON):
                    _rename(connection, table, column.name, names)
        dialect.rebuild_search(connection, (tables.report, tables.statement))
    found = {name: count for name, count in rows.items() if count}
    arguments: dict[str, Any] = {
        "purged": sorted(names[id_] for id_ in purging.reports),
        "rows": found,
        "tombstones": as_arguments(stones, salt),
    }
    arguments |= {"handling": level} if level != HANDLINGS[0] else {}
    arguments |= {"reason": purging.reason} if purging.reason else {}
    command = Command(name=PURGE, coder=purging.coder, arguments=arguments)
    written = append_command(connection, clock, command).command
    return Erased(written, found, tuple(arguments["purged"]))


def _require_any(connection: Connection, report_id: str) -> None:
    report = tables.report
    if not connection.execute(
        select(func.count()).select_from(report).where(report.c.id == report_id)
    ).scalar_one():
        raise unknown("report", report_id)


def _find_versions(
    connection: Connection, ids: Collection[str]
) -> tuple[str, dict[str, list[tuple[str, bytes]]]]:
    """Return the strictest handling of reports, and the texts and bytes of each by its id."""
    report = tables.report.c
    found = connection.execute(
        select(report.id, report.text, report.raw, report.handling).where(
            dialect.one_of(report.id, ids)
        )
    ).all()
    table = tables.handling
    was_set = connection.execute(
        select(table.c.handling).where(dialect.one_of(table.c.report, ids))
    ).scalars()
    levels = [*(row.handling for row in found), *was_set]
    level = max(levels, key=HANDLINGS.index, default=HANDLINGS[0])
    versions: dict[str, list[tuple[str, bytes]]] = {id_: [] for id_ in ids}
    for row in found:
        versions[row.id].append((row.text, row.raw))
    return level, versions


def _by_need() -> list[Table]:
    """Return the tables that may name a report or statement, those others need last."""
    last = (tables.statement, tables.report)
    left = (*last, tables.command, tables.case_version)
    return [*(t for t in tables.metadata.sorted_tables if t not in left), *last]


def _delete(connection: Connection, table: Table, ids: Collection[str]) -> int:
    """Delete the rows that are of a report or statement, and return how many."""
    if table is tables.statement_actor:
        serials = select(tables.statement.c.serial).where(
            dialect.one_of(tables.statement.c.id, ids)
        )
        where: ColumnElement[bool] = table.c.statement_serial.in_(serials)
    else:
        keys = [name for name in ("report", "statement") if name in table.c]
        keys += ["id"] if table is tables.report else []
        where = or_(false(), *(dialect.one_of(table.c[name], ids) for name in keys))
    return connection.execute(delete(table).where(where)).rowcount


def _find_other_originals(connection: Connection, gone: Collection[str]) -> None:
    """Let near copies of what goes be copies of the first of them that stays."""
    report = tables.report.c
    for id_ in gone:
        copies = connection.execute(
            select(report.id)
            .where(report.duplicate_of == id_, report.id.not_in(list(gone)))
            .order_by(holds(tables.report).desc(), report.reported_on, report.serial)
        ).scalars()
        first = next(iter(copies.all()), None)
        of_it = update(tables.report).where(report.duplicate_of == id_)
        connection.execute(of_it.where(report.id == first).values(duplicate_of=None))
        connection.execute(of_it.values(duplicate_of=first))


def _delete_told_cases(connection: Connection, purging: Purging) -> int:
    """Delete former versions of the case file that hold words of the reports."""
    version = tables.case_version
    found = connection.execute(select(version.c.digest, version.c.text)).all()
    told = [digest for digest, text in found if purging.is_told(text)]
    return connection.execute(
        delete(version).where(dialect.one_of(version.c.digest, told))
    ).rowcount


def _scrub_log(connection: Connection, names: Mapping[str, str], purging: Purging) -> None:
    """Erase reasons and notes of people on the reports, or that quote them."""
    log = tables.command
    for id_, said in connection.execute(select(log.c.id, log.c.arguments)).all():
        words = [said[key] for key in _WORDS if key in said]
        if not words:
            continue
        named = not names.keys().isdisjoint(_WORD.findall(json.dumps(said)))
        if named or any(purging.is_told(str(one)) for one in words):
            kept = {key: value for key, value in said.items() if key not in _WORDS}
            connection.execute(update(log).where(log.c.id == id_).values(arguments=kept))


def _rename(connection: Connection, table: Table, column: str, names: Mapping[str, str]) -> None:
    """Put random ids in the place of ids, wherever a column of JSON names them."""
    raw = type_coerce(table.c[column], String)
    for text in connection.execute(select(raw).distinct()).scalars().all():
        if text is None:
            continue
        new = _WORD.sub(lambda found: names.get(found[0], found[0]), text)
        if new != text:
            connection.execute(
                update(table).where(raw == text).values({column: type_coerce(new, String)})
            )

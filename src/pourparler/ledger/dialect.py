"""Everything that is peculiar to SQLite: files, pragmas, locks, search, error codes."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    Table,
    and_,
    column,
    create_engine,
    event,
    false,
    func,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError
from sqlalchemy.pool import QueuePool

from pourparler.errors import LedgerError
from pourparler.ledger.search import Term

APPLICATION_ID: Final = 0x706F7572  # "pour"; migration 1 writes it into the file
BUSY_SECONDS: Final = 30.0  # a writer holds the lock for one report, far less than this
CACHE_KILOBYTES: Final = 65_536  # the indexes of 100,000 statements; taken only as needed

_HINTS: Final = {
    "SQLITE_FULL": ("is full", "Make room on the disk and run the command again."),
    "SQLITE_READONLY": ("cannot be written to", "Copy the case to a folder you may write to."),
    "SQLITE_BUSY": (
        "is being written to by another program",
        "Wait until the other program is done, or close it.",
    ),
    "SQLITE_NOTADB": (
        "is not an SQLite file",
        "Move the file away; `pourparler read CASE` makes a new ledger from the reports.",
    ),
    "SQLITE_CORRUPT": (
        "is damaged",
        "Bring back a copy, or move it away and read the reports again.",
    ),
    "SQLITE_CANTOPEN": ("cannot be opened", "Check that the folder exists and may be read."),
    "SQLITE_IOERR": (
        "cannot be read from or written to the disk",
        "If the disk is full, make room and run the command again; else check the disk.",
    ),
}


def is_writable(path: Path) -> bool:
    """Say whether the file, or the folder it is to be made in, may be written to."""
    existing = [p for p in (path, path.parent) if p.exists()]
    return all(os.access(p, os.W_OK) for p in existing)


def make_engine(creator: Callable[[], sqlite3.Connection]) -> Engine:
    """Return an engine whose transactions are deferred, or immediate after `writing`."""
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=creator,
        poolclass=QueuePool,
        json_serializer=lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
    )
    event.listen(engine, "begin", _begin)
    return engine


def writing(engine: Engine) -> Engine:
    """Return a view of the engine whose transactions take the write lock at once."""
    return engine.execution_options(writes=True)


def connect(path: Path, *, is_read_only: bool) -> sqlite3.Connection:
    """Return a new connection to a file.

    A file that cannot be written to is opened without the files that WAL would make
    beside it, unless a log is there that may hold what the file does not.
    """
    uri = path.absolute().as_uri()
    if not is_read_only:
        uri += "?mode=rwc"
    elif path.with_name(path.name + "-wal").exists():
        uri += "?mode=ro"
    else:
        uri += "?mode=ro&immutable=1"
    connection = sqlite3.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES:d}")
        if is_read_only:
            connection.execute("PRAGMA query_only = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def set_journal(engine: Engine) -> None:
    """Switch the file to WAL, which readers and the one writer share without waiting."""
    with raw(engine) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


def checkpoint(engine: Engine) -> None:
    """Move the log into the file, so that the file alone can be copied.

    Another program that has the file open will do it instead; nobody waits for it.
    """
    with raw(engine) as connection:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def copy(engine: Engine, path: Path) -> None:
    """Copy the file as it is now, what lies in its log included."""
    with raw(engine) as connection, closing(sqlite3.connect(path)) as target:
        connection.backup(target)


@contextmanager
def raw(engine: Engine) -> Iterator[sqlite3.Connection]:
    """Lend the driver's connection, for what must be said outside a transaction."""
    pooled = engine.raw_connection()
    try:
        connection = pooled.driver_connection
        assert isinstance(connection, sqlite3.Connection)  # noqa: S101 - tells the type
        yield connection
    finally:
        pooled.close()


def application_id(connection: Connection) -> int:
    """Return the number that says which program's file this is; 0 if none."""
    return int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())


def version(connection: Connection) -> int:
    """Return the number of the last migration that the file went through; 0 if new."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def set_version(connection: Connection, number: int) -> None:
    """Note in the file that it went through migration ``number``."""
    connection.exec_driver_sql(f"PRAGMA user_version = {number:d}")


def is_empty(connection: Connection) -> bool:
    """Say whether the file holds nothing at all."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()) == 0


def once_among_living(connection: Connection, name: str) -> tuple[str, ...]:
    """Return the columns whose values stand but once among the rows of a table that hold."""
    indexes = connection.exec_driver_sql(f"PRAGMA index_list({name})").all()
    partial = [row.name for row in indexes if row.unique and row.partial]
    return tuple(
        row.name
        for index in partial
        for row in connection.exec_driver_sql(f"PRAGMA index_info({index})")
    )


@contextmanager
def unwatched(connection: Connection, names: Iterable[str]) -> Iterator[None]:
    """Append to tables without the triggers of these names, inside a write transaction.

    They are there again, as they were, before anybody else can see the file.
    """
    kept = {
        name: connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", (name,)
        ).scalar()
        for name in names
    }
    found = {name: sql for name, sql in kept.items() if sql}
    for name in found:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for sql in found.values():
        connection.exec_driver_sql(sql)


def trigger_names(connection: Connection) -> list[str]:
    """Return the names of all triggers."""
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return list(found.scalars())


def overwrite_deleted(connection: Connection) -> None:
    """Let what this connection deletes be overwritten with zeros in the file."""
    connection.exec_driver_sql("PRAGMA secure_delete = ON")


def rebuild_search(connection: Connection, searched: Iterable[Table]) -> None:
    """Make the full-text indexes of tables anew, so that words of deleted rows leave them."""
    for one in searched:
        name = f"{one.name}_search"
        connection.exec_driver_sql(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")  # noqa: S608 - names of ours


def compact(engine: Engine) -> None:
    """Write the file anew without what was deleted, and empty its log.

    A program that reads at this moment keeps the log from being emptied until it is done.
    """
    with raw(engine) as connection:
        connection.execute("PRAGMA busy_timeout = 1000")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000):d}")


def is_complete(statement: str) -> bool:
    """Say whether the text ends a statement, not merely a line of a trigger."""
    return sqlite3.complete_statement(statement)


def one_of(column: ColumnElement[Any], values: Iterable[str | int]) -> ColumnElement[bool]:
    """Return the condition that the column is among any number of values.

    One bound parameter, so the statement is prepared once whatever the number.
    """
    listed = func.json_each(json.dumps(list(values))).table_valued("value")
    return column.in_(select(listed.c.value))


def matches(
    searched: Table, columns: Sequence[Column[str]], terms: Sequence[Term]
) -> ColumnElement[bool]:
    """Return the condition that all terms are found in the columns of a row.

    Words come from the full-text index of the table, which folds case, accents and
    English endings. Words in scripts without spaces are sought in the text itself,
    because the index sees a whole clause as one word.
    """
    found = [
        or_(*(func.instr(c, term.words) > 0 for c in columns)) for term in terms if term.is_unspaced
    ]
    spaced = [term for term in terms if not term.is_unspaced]
    if spaced:
        name = f"{searched.name}_search"
        hit = literal_column(name).op("MATCH")(" ".join(map(_quote, spaced)))
        hits = select(column("rowid", Integer)).select_from(table(name)).where(hit)
        found.append(searched.c.serial.in_(hits))
    return and_(*found) if found else false()


def _quote(term: Term) -> str:
    """Write a term as an FTS5 string, inside which only the quotation mark is special."""
    words = term.words.replace('"', '""')
    return f'"{words}"*' if term.is_prefix else f'"{words}"'


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the driver says about the file into a `LedgerError` with a way out.

    A broken constraint is a mistake in this package and keeps its traceback.
    """
    try:
        yield
    except IntegrityError:
        raise
    except (DatabaseError, sqlite3.DatabaseError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        name = getattr(cause, "sqlite_errorname", "")
        for code, (what, hint) in _HINTS.items():
            if name.startswith(code):
                raise LedgerError(f"{path} {what} ({cause})", hint=hint) from error
        raise LedgerError(f"{path}: {cause}") from error

"""The tables as queries see them; what they are made of is told in ``migrations``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Date,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    or_,
)


class Instant(TypeDecorator[datetime]):
    """An instant in UTC, kept as text of one width so that it sorts.

    Examples
    --------
    >>> Instant().process_bind_param(datetime(2025, 8, 19, 12, tzinfo=UTC), None)
    '2025-08-19T12:00:00.000000Z'
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:
        """Write an aware instant as text."""
        if value is None:
            return None
        return value.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"

    def process_result_value(self, value: str | None, dialect: Any) -> datetime | None:
        """Read the text back as an instant in UTC."""
        return None if value is None else datetime.fromisoformat(value)


metadata = MetaData()


def _stamps() -> list[Column[Any]]:
    """Return the columns of every row that can be retracted."""
    return [
        Column("command", String),
        Column("recorded_at", Instant),
        Column("retracted_at", Instant),
        Column("retracted_by", String),
    ]


command = Table(
    "command",
    metadata,
    Column("id", String),
    Column("recorded_at", Instant),
    Column("coder", String),
    Column("name", String),
    Column("arguments", JSON),
    Column("reader_version", String),
)

case_version = Table(
    "case_version",
    metadata,
    Column("digest", String),
    Column("text", String),
    Column("command", String),
    Column("recorded_at", Instant),
)

report = Table(
    "report",
    metadata,
    Column("serial", Integer),
    Column("id", String),
    Column("sha256", String),
    Column("encoding", String),
    Column("reported_on", Date),
    Column("title", String),
    Column("body_start", Integer),
    Column("publisher", String),
    Column("author", String),
    Column("url", String),
    Column("retrieved_at", Instant),
    Column("language", String),
    Column("translation", String),
    Column("kind", String),
    Column("licence", String),
    Column("handling", String),
    Column("path", String),
    Column("duplicate_of", String),
    *_stamps(),
    Column("text", String),
    Column("raw", LargeBinary),
)

statement = Table(
    "statement",
    metadata,
    Column("serial", Integer),
    Column("id", String),
    Column("report", String),
    Column("start", Integer),
    Column("end", Integer),
    Column("spans", JSON),
    Column("source", String),
    Column("cue", String),
    Column("content", String),
    Column("context", String),
    Column("actors", JSON),
    Column("speaker", String),
    Column("attribution", String),
    Column("force", String),
    Column("said_on", String),
    Column("said_first", Date),
    Column("said_last", Date),
    Column("said_rule", String),
    Column("audience", String),
    Column("hedged", Boolean),
    Column("negated", Boolean),
    Column("conditional", Boolean),
    Column("language", String),
    Column("confidence", Float),
    Column("reviewed", Boolean),
    Column("rules", JSON),
    *_stamps(),
)

statement_actor = Table(
    "statement_actor",
    metadata,
    Column("actor", String),
    Column("statement_serial", Integer),
)

coding = Table(
    "coding",
    metadata,
    Column("id", String),
    Column("statement", String),
    Column("issue", String),
    Column("from_option", String),
    Column("to_option", String),
    Column("modality", String),
    Column("about", String),
    Column("probability", Float),
    Column("coder", String),
    Column("wording", String),
    Column("rule", String),
    *_stamps(),
)

utterance = Table(
    "utterance",
    metadata,
    Column("serial", Integer, primary_key=True),
    Column("id", String),
    Column("statement", String),
    *_stamps(),
)

commitment = Table(
    "commitment",
    metadata,
    Column("serial", Integer, primary_key=True),
    Column("id", String),
    Column("report", String),
    Column("statement", String),
    Column("start", Integer),
    Column("end", Integer),
    Column("telling", String),
    Column("kind", String),
    Column("actors", JSON),
    Column("what", JSON),
    Column("condition", JSON),
    Column("deadline", String),
    Column("deadline_last", Date),
    Column("told_on", String),
    Column("told_first", Date),
    Column("told_last", Date),
    Column("rule", String),
    *_stamps(),
)

event = Table(
    "event",
    metadata,
    Column("serial", Integer, primary_key=True),
    Column("id", String),
    Column("report", String),
    Column("start", Integer),
    Column("end", Integer),
    Column("kind", String),
    Column("status", String),
    Column("actors", JSON),
    Column("people", JSON),
    Column("place", JSON),
    Column("held_on", String),
    Column("held_first", Date),
    Column("held_last", Date),
    Column("statements", JSON),
    Column("rule", String),
    *_stamps(),
)


handling = Table(
    "handling",
    metadata,
    Column("serial", Integer, primary_key=True),
    Column("target", String),
    Column("report", String),
    Column("start", Integer),
    Column("end", Integer),
    Column("handling", String),
    *_stamps(),
)


def holds(table: Table, at: datetime | None = None) -> ColumnElement[bool]:
    """Return the condition that a row holds now, or held at the instant ``at``."""
    if at is None:
        return table.c.retracted_at.is_(None)
    not_yet = or_(table.c.retracted_at.is_(None), table.c.retracted_at > at)
    return (table.c.recorded_at <= at) & not_yet

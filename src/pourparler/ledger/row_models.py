"""What one row of a bundle may hold, derived from the tables: a model for each of them.

The models check rows that come from elsewhere, and the published JSON Schema is theirs.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, create_model
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    Integer,
    LargeBinary,
    Table,
    create_engine,
    inspect,
)

from pourparler.case import records
from pourparler.case.commitments import CommitmentKind, Telling
from pourparler.case.events import EventKind, EventStatus, SaidWhen
from pourparler.ledger import dialect, migrations, tables

DERIVED: Final = frozenset({"statement_actor"})
"""Tables that repeat what others say; they are made again rather than carried."""

_DAY: Final = r"^\d{4}-\d{2}-\d{2}$"
_INSTANT: Final = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$"
_ULID: Final = r"^[0-7][0-9A-HJKMNP-TV-Z]{25}$"
_HEX12: Final = r"^[0-9a-f]{12}$"
_HEX64: Final = r"^[0-9a-f]{64}$"
_PATTERNS: Final = {
    "command.id": _ULID,
    "coding.id": _ULID,
    "utterance.id": _ULID,
    "report.id": _HEX12,
    "report.sha256": _HEX64,
    "statement.id": _HEX12,
    "statement.report": _HEX12,
    "coding.statement": _HEX12,
    "utterance.statement": _HEX12,
    "commitment.id": _ULID,
    "commitment.report": _HEX12,
    "commitment.statement": _HEX12,
    "event.id": _ULID,
    "event.report": _HEX12,
    "case_version.digest": _HEX64,
}
_STAMP_PATTERNS: Final = {"command": _ULID, "retracted_by": _ULID}
_SHARES: Final = frozenset({"statement.confidence", "coding.probability"})
_SPANS: Final = list[tuple[int, int]]
_KINDS: Final[dict[str, Any]] = {
    "report.handling": records.Handling,
    "report.kind": records.ReportKind,
    "report.translation": records.Translation,
    "statement.attribution": records.Attribution,
    "statement.force": records.Force,
    "coding.modality": records.Modality,
    "command.arguments": dict[str, JsonValue],
    "statement.actors": list[str],
    "statement.rules": list[tuple[str, str]],
    "commitment.kind": CommitmentKind,
    "commitment.telling": Telling,
    "commitment.actors": Annotated[list[str], Field(min_length=1)],
    "commitment.what": _SPANS,
    "commitment.condition": _SPANS,
    "event.kind": EventKind,
    "event.status": EventStatus,
    "event.actors": list[str],
    "event.people": list[str],
    "event.place": _SPANS,
    "event.statements": list[tuple[Annotated[str, Field(pattern=_HEX12)], SaidWhen]],
    "statement.spans": dict[Literal["source", "cue", "content"], list[tuple[int, int]]],
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What the file itself says of a table.

    ``needed`` are the columns that are never empty, ``key`` those that name a row, and
    ``once`` those whose values stand but once among the rows that hold; empty if none do.
    """

    needed: frozenset[str]
    key: tuple[str, ...]
    once: tuple[str, ...]


@cache
def shapes() -> dict[str, Shape]:
    """Return the shape of every table, as the migrations make it."""
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            migrations.migrate(connection)
            found = inspect(connection)
            return {
                name: Shape(
                    frozenset(c["name"] for c in found.get_columns(name) if not c["nullable"]),
                    tuple(found.get_pk_constraint(name)["constrained_columns"]),
                    dialect.once_among_living(connection, name),
                )
                for name in tables.metadata.tables
            }
    finally:
        engine.dispose()


def bundled_tables() -> tuple[Table, ...]:
    """Return the tables that a bundle carries, each after those it refers to."""
    return tuple(t for t in tables.metadata.tables.values() if t.name not in DERIVED)


def bundled_columns(table: Table) -> tuple[Column[Any], ...]:
    """Return the columns that a bundle carries; ``serial`` means nothing elsewhere."""
    return tuple(column for column in table.c if column.name != "serial")


@cache
def row_model(name: str) -> type[BaseModel]:
    """Return the model of the rows of a table; a valid row dumps to values for its columns."""
    table, shape = tables.metadata.tables[name], shapes()[name]
    fields: dict[str, Any] = {}
    for column in bundled_columns(table):
        kind = _kind(table.name, column)
        fields[column.name] = (kind if column.name in shape.needed else kind | None, ...)
    return create_model(f"{name}_row", __config__=ConfigDict(extra="forbid", strict=True), **fields)


def _kind(table: str, column: Column[Any]) -> Any:
    place = f"{table}.{column.name}"
    if place in _KINDS:
        return _KINDS[place]
    if column.name == "handling":
        return records.Handling
    if place in _SHARES:
        return Annotated[float, Field(gt=0, lt=1)]
    for type_, kind in _BY_TYPE:
        if isinstance(column.type, type_):
            return kind
    pattern = _PATTERNS.get(place, _STAMP_PATTERNS.get(column.name))
    return Annotated[str, Field(pattern=pattern)] if pattern else str


def _reading(read: Callable[[str], Any], expected: str) -> AfterValidator:
    """Return a validator that reads a text and says what was expected if it cannot."""

    def validate(text: str) -> Any:
        try:
            return read(text)
        except (ValueError, binascii.Error) as error:
            raise ValueError(f"expected {expected}") from error

    return AfterValidator(validate)


def _day(text: str) -> date:
    if not re.match(_DAY, text):
        raise ValueError
    return date.fromisoformat(text)


def _instant(text: str) -> datetime:
    if not re.match(_INSTANT, text):
        raise ValueError
    return datetime.fromisoformat(text)


_BY_TYPE: Final[tuple[tuple[type, Any], ...]] = (
    (Boolean, bool),
    (Integer, Annotated[int, Field(ge=-(2**63), lt=2**63)]),
    (Float, Annotated[float, Field(allow_inf_nan=False)]),
    (JSON, JsonValue),
    (
        Date,
        Annotated[
            str,
            _reading(_day, "a date YYYY-MM-DD"),
            Field(json_schema_extra={"format": "date", "pattern": _DAY}),
        ],
    ),
    (
        tables.Instant,
        Annotated[
            str,
            _reading(_instant, "an instant such as 2025-08-19T12:00:00.000000Z"),
            Field(json_schema_extra={"format": "date-time", "pattern": _INSTANT}),
        ],
    ),
    (
        LargeBinary,
        Annotated[
            str,
            _reading(lambda text: base64.b64decode(text, validate=True), "bytes in base64"),
            Field(json_schema_extra={"contentEncoding": "base64"}),
        ],
    ),
)

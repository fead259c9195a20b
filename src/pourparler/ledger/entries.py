"""Rows that come from a bundle, checked one by one and against each other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any, Final

from pydantic import ValidationError
from ulid import ULID

from pourparler.case.nearest import unknown
from pourparler.case.records import Report, Spans, Statement, text_digest
from pourparler.errors import BundleError, RecordError
from pourparler.ledger import rows
from pourparler.ledger.checks import check_report, check_statement, check_texts
from pourparler.ledger.row_models import bundled_tables, row_model

_AHEAD: Final = timedelta(days=1)
_ID_SLACK: Final = timedelta(seconds=1)
_LONGEST: Final = 60
_ULID_LENGTH: Final = 26


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a bundle: where it stands, its table, and its values by column."""

    place: str
    table: str
    values: Mapping[str, Any]

    def extended(self, **values: Any) -> Entry:
        """Return the row with more values."""
        return replace(self, values={**self.values, **values})

    def error(self, column: str, problem: str) -> BundleError:
        """Return the error that a column has a problem."""
        return BundleError(f"{self.place}: {self.table}.{column} {problem}")


def read_entry(place: str, table: object, row: object) -> Entry:
    """Return a row of a bundle, checked against the table's model.

    Raises
    ------
    BundleError
        There is no such table, or a field is missing, unknown or not what is allowed.
    """
    names = [known.name for known in bundled_tables()]
    if table not in names:
        raise BundleError(f"{place}: table {unknown(str(table), names)}")
    name = str(table)
    try:
        check_texts(place, _texts(name, row))
        model = row_model(name).model_validate_json(json.dumps(row))  # a list may be a pair
    except RecordError as error:
        raise BundleError(str(error.args[0])) from error
    except ValidationError as error:
        raise BundleError(f"{place}: {_explain(name, error)}") from error
    return Entry(place, name, {key: getattr(model, key) for key in type(model).model_fields})


def _explain(table: str, error: ValidationError) -> str:
    detail = error.errors(include_url=False)[0]
    field = ".".join(map(str, (table, *detail["loc"])))
    if detail["type"] == "missing":
        return f"{field} is missing"
    if detail["type"] == "extra_forbidden":
        allowed = list(row_model(table).model_fields)
        return f"{field} is not a field; allowed: {', '.join(allowed)}"
    shown = repr(detail["input"])
    shown = shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 3]}..."
    message = detail["msg"].removeprefix("Value error, ")
    return f"{field} is {shown}; {message[:1].lower()}{message[1:]}"


def _texts(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield every text in a value with the name of its field."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield name, str(key)
            yield from _texts(f"{name}.{key}", part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(name, part)


def check_entries(entries: Sequence[Entry], now: datetime) -> None:
    """Refuse rows that disagree with each other: times, ids, texts and what was said in them.

    Parameters
    ----------
    entries : sequence of Entry
    now : datetime
        Aware; instants a day after it are refused.

    Raises
    ------
    BundleError
        Naming the first row and field that is wrong.
    """
    commands = _check_log([e for e in entries if e.table == "command"], now)
    reports: dict[str, Report] = {}
    for entry in entries:
        if entry.table != "command":
            _check_stamps(entry, commands)
        if entry.table == "report":
            report = _make(Report, rows.REPORT_FIELDS, entry)
            _checked(entry, lambda report=report: check_report(report))
            _check_same(entry, "sha256", report.sha256)
            reports[report.id] = report
        elif entry.table == "case_version":
            _check_same(entry, "digest", text_digest(entry.values["text"]))
    for entry in entries:
        if entry.table == "statement":
            _check_statement(entry, reports)


def _check_log(commands: Iterable[Entry], now: datetime) -> dict[str, Entry]:
    """Return the log by id, when ids rise, instants never fall and none is from the future."""
    found: dict[str, Entry] = {}
    last: Entry | None = None
    for entry in commands:
        id_, at = entry.values["id"], entry.values["recorded_at"]
        if last is not None and id_ <= last.values["id"]:
            raise entry.error("id", f"is {id_}, expected one after {last.values['id']}")
        if last is not None and at < last.values["recorded_at"]:
            raise entry.error("recorded_at", f"is {at}, before the command above it")
        if at > now + _AHEAD:
            raise entry.error("recorded_at", f"is {at}, after tomorrow")
        _check_id(entry, at)
        found[id_] = last = entry
    return found


def _check_id(entry: Entry, at: datetime) -> None:
    """Refuse an id drawn after its command: the next one could not come after it."""
    id_ = entry.values.get("id")
    if isinstance(id_, str) and len(id_) == _ULID_LENGTH:
        drawn = ULID.from_str(id_).milliseconds / 1000
        if drawn > (at + _ID_SLACK).timestamp():
            raise entry.error("id", f"is {id_}, drawn after {at}")


def _check_stamps(entry: Entry, commands: Mapping[str, Entry]) -> None:
    """Refuse a row whose times are not those of the commands it names."""
    values = entry.values
    retracted = (values.get("retracted_by"), values.get("retracted_at"))
    if (retracted[0] is None) != (retracted[1] is None):
        raise entry.error("retracted_at", "and retracted_by are given together or not at all")
    for name, at in (("command", "recorded_at"), ("retracted_by", "retracted_at")):
        if (id_ := values.get(name)) is None:
            continue
        if id_ not in commands:
            raise entry.error(name, f"is {id_}, which is not in the log")
        _check_same(entry, at, commands[id_].values["recorded_at"])
    if retracted[0] is not None and retracted[0] <= values["command"]:
        raise entry.error("retracted_by", f"is {retracted[0]}, not after {values['command']}")
    _check_id(entry, values["recorded_at"])


def _check_statement(entry: Entry, reports: Mapping[str, Report]) -> None:
    report = reports.get(entry.values["report"])
    if report is None:
        raise entry.error("report", f"is {entry.values['report']}, which is not in the bundle")
    values = {name: entry.values[name] for name in rows.STATEMENT_FIELDS}
    values |= {name: getattr(report, name) for name in rows.INHERITED_FIELDS}
    pieces = {part: tuple(found) for part, found in entry.values["spans"].items()}
    values |= {"spans": Spans(**pieces), "actors": tuple(entry.values["actors"])}
    statement = Statement(**values)
    _checked(entry, lambda: check_statement(report, statement))
    start, end = statement.spans.extent()
    _check_same(entry, "start", start)
    _check_same(entry, "end", end)


def _make(kind: type[Report], names: Sequence[str], entry: Entry) -> Report:
    known = {field.name for field in fields(kind)}
    return kind(**{name: entry.values[name] for name in names if name in known})


def _checked(entry: Entry, check: Any) -> None:
    try:
        check()
    except RecordError as error:
        raise BundleError(f"{entry.place}: {error.args[0]}") from error


def _check_same(entry: Entry, column: str, expected: object) -> None:
    if entry.values[column] != expected:
        raise entry.error(column, f"is {entry.values[column]}, expected {expected}")

"""What a record must satisfy before it is kept: a ledger cannot be corrected afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from pourparler.case import records
from pourparler.case.records import Coding, Report, Statement
from pourparler.errors import RecordError

MACHINE: Final = "machine"
"""The coder of what a program read; ``machine:NAME`` tells several apart."""

LATER_MACHINE: Final = "machine:later"
"""The coder of what a program coded on a new issue after a person had reviewed the statement."""

_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "attribution": records.ATTRIBUTIONS,
    "force": records.FORCES,
    "handling": records.HANDLINGS,
    "kind": records.REPORT_KINDS,
    "modality": records.MODALITIES,
    "translation": records.TRANSLATIONS,
}


def is_machine(coder: str) -> bool:
    """Say whether a coder is a program; every other coder is a person.

    Examples
    --------
    >>> is_machine("machine"), is_machine("machine:second"), is_machine("anna")
    (True, True, False)
    """
    return coder == MACHINE or coder.startswith(f"{MACHINE}:")


def check_machine(coder: str, statements: Sequence[Statement]) -> None:
    """Refuse a reading in the name of a person, or with a person's coding in it."""
    for name in (coder, *(c.coder for s in statements for c in s.codings)):
        if not is_machine(name):
            raise RecordError(
                f"coder is {name!r}, expected {MACHINE!r} or '{MACHINE}:NAME' in a reading",
                hint="Record what a person decides with record_statement.",
            )


def check_person(coder: str) -> None:
    """Refuse a machine where a person decides."""
    if is_machine(coder):
        raise RecordError(
            f"coder is {coder!r}, expected a person",
            hint="Record what a machine reads with record_reading.",
        )


def check_instant(instant: datetime, place: str) -> None:
    """Refuse an instant that does not say its offset from UTC."""
    if instant.utcoffset() is None:
        raise RecordError(
            f"{place} is {instant.isoformat()}, without an offset from UTC",
            hint="Give instants such as 2025-08-19T12:00:00+00:00.",
        )


def check_texts(place: str, texts: Iterable[tuple[str, str]]) -> None:
    """Refuse text that no database keeps: NUL, and halves of surrogate pairs.

    ``texts`` are the texts with the names of their fields.
    """
    for name, text in texts:
        if found := _UNSTORABLE.search(text):
            raise RecordError(
                f"{place}: {name} holds U+{ord(found.group()):04X} at offset {found.start()}",
                hint="Decode the report again; neither U+0000 nor lone surrogates are text.",
            )


def check_report(report: Report) -> None:
    """Refuse a report whose identity is not that of its text, or that cannot be stored."""
    place = f"report {report.id}"
    check_texts(place, _texts(report))
    _check_words(place, report)
    expected = records.report_id(report.text)
    _check_equal(place, "id", report.id, expected)
    if report.retrieved_at is not None:
        check_instant(report.retrieved_at, f"{place}: retrieved_at")


def check_statements(report: Report, statements: Sequence[Statement]) -> None:
    """Refuse statements that are not of this report, twice the same, or out of range."""
    seen: set[str] = set()
    for statement in statements:
        check_statement(report, statement)
        if statement.id in seen:
            raise RecordError(f"report {report.id}: statement {statement.id} is there twice")
        seen.add(statement.id)


def check_statement(report: Report, statement: Statement) -> None:
    """Refuse a statement that disagrees with its report or with itself."""
    place = f"report {report.id}, statement {statement.id}"
    check_texts(place, _texts(statement))
    _check_words(place, statement)
    _check_equal(place, "report", statement.report, report.id)
    _check_equal(place, "reported_on", statement.reported_on, report.reported_on)
    _check_equal(place, "handling", statement.handling, report.handling)
    expected = records.statement_id(statement.report, statement.spans, statement.actors)
    _check_equal(place, "id", statement.id, expected)
    _check_spans(place, statement, len(report.text))
    first, last = statement.said_first, statement.said_last
    if first is not None and first > last:
        raise RecordError(f"{place}: said_first {first} is after said_last {last}")
    _check_share(place, "confidence", statement.confidence)
    for coding in statement.codings:
        _check_coding(place, coding)


def _check_coding(place: str, coding: Coding) -> None:
    place = f"{place}, coding {coding.issue}"
    check_texts(place, _texts(coding))
    _check_words(place, coding)
    _check_share(place, "probability", coding.probability)


def _check_spans(place: str, statement: Statement, length: int) -> None:
    spans = statement.spans
    pieces = spans.source + spans.cue + spans.content
    if not pieces:
        raise RecordError(f"{place}: has no spans; expected at least one piece")
    for start, end in pieces:
        if not 0 <= start <= end <= length:
            raise RecordError(f"{place}: span {start} to {end} is not within 0 to {length}")


def _check_equal(place: str, name: str, value: object, expected: object) -> None:
    if value != expected:
        raise RecordError(f"{place}: {name} is {value}, expected {expected}")


def _check_share(place: str, name: str, value: float) -> None:
    if not 0 < value < 1:
        raise RecordError(f"{place}: {name} is {value}, expected more than 0 and less than 1")


def _check_words(place: str, record: object) -> None:
    for name, allowed in _WORDS.items():
        value = getattr(record, name, allowed[0])
        if value not in allowed:
            raise RecordError(f"{place}: {name} is {value!r}, expected {', '.join(allowed)}")


def _texts(record: Any) -> Iterator[tuple[str, str]]:
    """Yield every text in a record with the name of its field."""
    for name in record.__dataclass_fields__:
        value = getattr(record, name)
        if isinstance(value, str):
            yield name, value
        elif name == "actors":
            yield from (("actors", actor) for actor in value)
        elif name == "rules":
            yield from (("rules", text) for rule in value for text in rule)

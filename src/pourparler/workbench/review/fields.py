"""Corrections of a statement's fields, from plain values to a statement that fits together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from pourparler.case.case import Case
from pourparler.case.nearest import unknown
from pourparler.case.records import (
    ATTRIBUTIONS,
    FORCES,
    Report,
    Span,
    Spans,
    Statement,
    statement_id,
)
from pourparler.errors import RecordError, UnknownNameError
from pourparler.reader.reading import Reading
from pourparler.reader.sentences import split_sentences
from pourparler.reader.when.edtf import parse_edtf
from pourparler.workbench.review.deciding import RULE
from pourparler.workbench.review.readings import find_actor

PARTS: Final = ("source", "cue", "content")
FIELDS: Final = (
    "actors", "speaker", "attribution", "force", "said_on", "audience",
    "hedged", "negated", "conditional", *PARTS,
)  # fmt: skip
"""Fields that can be corrected; codings are recoded."""

Piece = Span | str
"""A piece of a part: offsets, or words that stand in the report once."""


def correct_fields(
    statement: Statement, changes: Mapping[str, Any], *, case: Case, report: Report
) -> Statement:
    """Return a statement with fields as a person gives them; each names its rule.

    Parameters
    ----------
    statement : Statement
    changes : mapping
        Fields of `FIELDS`, as JSON has them: ``actors`` a list of ids; ``speaker`` and
        ``audience`` text or None; ``attribution`` and ``force`` a word; ``said_on`` EDTF;
        ``hedged``, ``negated``, ``conditional`` a truth value; ``source``, ``cue`` and
        ``content`` lists of [start, end], code points of the report's text, or of words that
        stand in it once.
    case : Case
    report : Report
        The one it stands in.

    Raises
    ------
    UnknownNameError
        A field, word or actor that there is not.
    RecordError
        A span is not in the report, or said_on is after its date.
    DateFormError
        said_on is not in a form of EDTF that is taken here.
    """
    for name in changes:
        if name not in FIELDS:
            raise UnknownNameError(
                f"field {unknown(name, FIELDS)}", hint=f"Fields: {', '.join(FIELDS)}."
            )
    values: dict[str, Any] = {}
    for name, value in changes.items():
        if name in PARTS:
            continue
        if name == "said_on":
            values |= read_said_on(value, report.reported_on)
        elif name == "actors":
            values["actors"] = tuple(dict.fromkeys(find_actor(case, actor) for actor in value))
        else:
            values[name] = _READERS[name](name, value)
    parts = {name: read_spans(name, changes[name], report) for name in PARTS if name in changes}
    if parts:
        values |= words_of(replace(statement.spans, **parts), report, case)
    rules = dict(statement.rules) | dict.fromkeys(changes, RULE)
    changed = replace(statement, **values, rules=tuple(sorted(rules.items())))
    return replace(changed, id=statement_id(changed.report, changed.spans, changed.actors))


def words_of(spans: Spans, report: Report, case: Case) -> dict[str, Any]:
    """Return spans with the words that stand there, and the sentences around them.

    Raises
    ------
    RecordError
        There are no spans.
    """
    if not any(getattr(spans, part) for part in PARTS):
        raise RecordError(
            "a statement needs at least one span", hint="Give the content as START-END."
        )
    reading = Reading(report, case)
    split_sentences(reading)
    start, end = spans.extent()
    first, last = reading.sentence_at(start), reading.sentence_at(max(start, end - 1))
    around = (first.start, last.end) if first and last else (start, end)
    words = {part: reading.text_of(getattr(spans, part)) for part in PARTS}
    return words | {"spans": spans, "context": report.text[slice(*around)]}


def read_spans(name: str, value: Iterable[Piece], report: Report) -> tuple[Span, ...]:
    """Return the spans of a part.

    Parameters
    ----------
    name : str
        Of the part, for messages.
    value : iterable
        Offsets ``(start, end)``, or words that stand in the report exactly once.
    report : Report

    Raises
    ------
    RecordError
        A span is not in the report or empty, or words stand in it never or several times.
    """
    spans = []
    for piece in value:
        start, end = find_words(name, piece, report) if isinstance(piece, str) else piece
        if not 0 <= start < end <= len(report.text):
            raise RecordError(
                f"{name} {start}-{end} is not in report {report.id}",
                hint=f"Offsets go from 0 to {len(report.text)}, the start below the end.",
            )
        spans.append((start, end))
    return tuple(sorted(spans))


def find_words(name: str, words: str, report: Report) -> Span:
    """Return where words stand in a report, however its lines are broken.

    Raises
    ------
    RecordError
        They stand there never, or several times.
    """
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [match.span() for match in re.finditer(pattern, report.text)] if pattern else []
    if len(found) == 1:
        return found[0]
    short = " ".join(words.split())[:60]
    if not found:
        raise RecordError(
            f"{name} '{short}' does not stand in report {report.id}",
            hint="Copy the words as the report prints them, or give offsets as START-END.",
        )
    places = ", ".join(f"{start}-{end}" for start, end in found[:5])
    raise RecordError(
        f"{name} '{short}' stands {len(found)} times in report {report.id}",
        hint=f"Say which: {places}.",
    )


def read_said_on(text: str, reported_on: date) -> dict[str, Any]:
    """Return the date a person gives, with its bounds.

    Raises
    ------
    DateFormError
        The text is no form of EDTF that is taken here.
    RecordError
        It is later than the report.
    """
    when = parse_edtf(text).until(reported_on)
    if when is None:
        raise RecordError(
            f"said_on {text} is after the report, which is dated {reported_on}",
            hint="What a report tells was said by its date.",
        )
    return {
        "said_on": str(when),
        "said_first": when.first,
        "said_last": when.last,
        "said_rule": RULE,
    }


def _word(allowed: tuple[str, ...]) -> Callable[[str, Any], str]:
    def read(name: str, value: Any) -> str:
        if value not in allowed:
            raise UnknownNameError(
                f"{name} {unknown(str(value), allowed)}", hint=f"Allowed: {', '.join(allowed)}."
            )
        return str(value)

    return read


def _truth(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise RecordError(
            f"{name} is {value!r}; true or false is allowed", hint="Write true or false."
        )
    return value


def _text(name: str, value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise RecordError(f"{name} is {value!r}, not text", hint="Write words, or leave it empty.")
    return (value or "").strip() or None


_READERS: Final[dict[str, Callable[[str, Any], Any]]] = {
    "speaker": _text,
    "audience": _text,
    "attribution": _word(ATTRIBUTIONS),
    "force": _word(FORCES),
    "hedged": _truth,
    "negated": _truth,
    "conditional": _truth,
}

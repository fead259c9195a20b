"""Meetings and commitments of our own gold, and what the reader made of the same reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from pourparler.case.commitments import COMMITMENT_KINDS, FATES, CommitmentMention
from pourparler.case.events import EVENT_KINDS, EVENT_STATUSES, EventMention
from pourparler.case.records import Span, Spans, Statement
from pourparler.errors import DateFormError, GoldError
from pourparler.reader.commitments import find_commitments
from pourparler.reader.commitments.standing import told_end
from pourparler.reader.events import find_events
from pourparler.reader.events.telling import summarise
from pourparler.reader.outline import Outline, outline_reports
from pourparler.reader.scoring.dealings import MarkedEvent
from pourparler.reader.scoring.marked import MarkedStatement, MarkedText
from pourparler.reader.scoring.own_gold import GOLD_FILE, GoldCase, read_lines
from pourparler.reader.utterances import join_statements
from pourparler.reader.when.edtf import EdtfDate, parse_edtf

EVENTS_FILE: Final = "events.jsonl"
COMMITMENTS_FILE: Final = "commitments.jsonl"


@dataclass(frozen=True, slots=True)
class Dealings:
    """Of each text of a negotiation, in order, its meetings and its commitments.

    None stands for gold in which these are not marked.
    """

    events: tuple[tuple[MarkedEvent, ...], ...] | None
    commitments: tuple[MarkedText, ...] | None

    @property
    def marks(self) -> tuple[tuple[object, ...], ...]:
        """What is said of each, in an order that does not change; for a digest."""
        events = tuple(
            (
                *sorted(event.sentences),
                *(event.kind, event.status, event.held_on, event.place),
                *sorted(event.actors),
            )
            for text in self.events or ()
            for event in text
        )
        commitments = tuple(
            (text.name, one.spans, *sorted(one.fields.items()))
            for text in self.commitments or ()
            for one in text.statements
        )
        return events + commitments


def compare_dealings_of(
    gold: GoldCase, read: Sequence[Sequence[Statement]]
) -> tuple[Dealings, Dealings]:
    """Return the meetings and commitments of a negotiation as marked, and as found.

    Parameters
    ----------
    gold : GoldCase
        With ``events.jsonl`` or ``commitments.jsonl`` in its folder, or neither.
    read : sequence of sequences of Statement
        What the reader found in each report, in the order of the gold.

    Raises
    ------
    GoldError
        A line is not JSON, lacks a key, holds a value that is not allowed, or names no report
        or statement.
    """
    told = [statement for statements in read for statement in statements]
    by_id = {o.report.id: o for o in outline_reports(gold.reports, gold.folder.case, told)}
    outlines = [by_id[report.id] for report in gold.reports]
    events, commitments = _marked_events(gold, outlines), _marked_commitments(gold)
    return Dealings(events, commitments), Dealings(
        None if events is None else _found_events(outlines),
        None if commitments is None else _found_commitments(gold, outlines, told),
    )


def _marked_events(
    gold: GoldCase, outlines: Sequence[Outline]
) -> tuple[tuple[MarkedEvent, ...], ...] | None:
    lines = _by_report(gold, EVENTS_FILE)
    if lines is None:
        return None
    return tuple(
        tuple(_marked_event(line, outline, place) for place, line in lines[number])
        for number, outline in enumerate(outlines)
    )


def _marked_event(line: Mapping[str, Any], outline: Outline, place: str) -> MarkedEvent:
    value = _date(line, "held_on", place)
    return MarkedEvent(
        sentences=_sentences(outline, [_span(line, "span", len(outline.text), place)]),
        kind=_one_of(line, "kind", EVENT_KINDS, place),
        status=_one_of(line, "status", EVENT_STATUSES, place),
        held_on=str(value or ""),
        first=value.first if value else None,
        last=value.last if value else None,
        place=str(_value(line, "place", place) or ""),
        actors=frozenset(_value(line, "actors", place)),
    )


def _found_events(outlines: Sequence[Outline]) -> tuple[tuple[MarkedEvent, ...], ...]:
    groups = find_events(outlines)
    return tuple(
        tuple(
            _found_event(told, outline)
            for group in groups
            if (told := [m for m in group if m.report == outline.report.id])
        )
        for outline in outlines
    )


def _found_event(told: Sequence[EventMention], outline: Outline) -> MarkedEvent:
    event = summarise(told)
    return MarkedEvent(
        sentences=_sentences(outline, [(mention.start, mention.end) for mention in told]),
        kind=event.kind,
        status=event.status,
        held_on=event.narrowest.held_on,
        first=event.narrowest.held_first,
        last=None if event.narrowest.held_last == date.max else event.narrowest.held_last,
        place=outline.words(event.placed.place) if event.placed else "",
        actors=frozenset(event.actors),
    )


def _marked_commitments(gold: GoldCase) -> tuple[MarkedText, ...] | None:
    lines = _by_report(gold, COMMITMENTS_FILE)
    if lines is None:
        return None
    return tuple(
        MarkedText(
            name=text.name,
            text=text.text,
            statements=tuple(_marked_commitment(line, text, place) for place, line in told),
        )
        for text, told in zip(gold.texts, lines, strict=True)
    )


def _marked_commitment(line: Mapping[str, Any], text: MarkedText, place: str) -> MarkedStatement:
    cue = _span(line, "cue", len(text.text), place)
    spans = [one.spans for one in text.statements if cue in one.spans.cue]
    if not spans:
        raise GoldError(f"{place}: no statement of {text.name} in {GOLD_FILE} has the cue {cue}")
    return _commitment(
        spans[0],
        kind=_one_of(line, "kind", COMMITMENT_KINDS, place),
        condition=bool(_value(line, "condition", place)),
        deadline=str(_date(line, "deadline", place) or ""),
        fate=_one_of(line, "fate", FATES, place),
    )


def _found_commitments(
    gold: GoldCase, outlines: Sequence[Outline], told: Iterable[Statement]
) -> tuple[MarkedText, ...]:
    by_id = {statement.id: statement for statement in told}
    utterances = {name: group[0] for group in join_statements(by_id.values()) for name in group}
    made: dict[str, list[tuple[CommitmentMention, str]]] = {o.report.id: [] for o in outlines}
    in_order = sorted(outlines, key=lambda o: (o.report.reported_on, o.report.id))
    for group in find_commitments(in_order, utterances):
        end = told_end(group)
        for mention in group:
            if mention.telling == "made" and mention.statement:
                made[mention.report].append((mention, end.telling if end else "open"))
    return tuple(
        MarkedText(
            name=text.name,
            text=text.text,
            statements=tuple(
                _commitment(
                    by_id[mention.statement or ""].spans,
                    kind=mention.kind,
                    condition=bool(mention.condition),
                    deadline=mention.deadline or "",
                    fate=fate,
                )
                for mention, fate in made[report.id]
            ),
        )
        for report, text in zip(gold.reports, gold.texts, strict=True)
    )


def _commitment(
    spans: Spans, *, kind: str, condition: bool, deadline: str, fate: str
) -> MarkedStatement:
    has = "yes" if condition else "no"
    fields = {"kind": kind, "condition": has, "deadline": deadline, "fate": fate}
    return MarkedStatement(spans=spans, fields=fields)


def _sentences(outline: Outline, spans: Iterable[Span]) -> frozenset[int]:
    """Return the numbers of the sentences that hold an end of a span."""
    ends = [offset for start, end in spans for offset in (start, end - 1)]
    numbers = (outline.reading.sentence_number(offset) for offset in ends)
    return frozenset(number for number in numbers if number is not None)


def _by_report(gold: GoldCase, name: str) -> list[list[tuple[str, dict[str, Any]]]] | None:
    """Return the lines of a file by text, each with its place; None without the file."""
    file = gold.folder.path / name
    if not file.is_file():
        return None
    numbers = {Path(text.name).name: number for number, text in enumerate(gold.texts)}
    lines: list[list[tuple[str, dict[str, Any]]]] = [[] for _ in gold.texts]
    for line_number, line in read_lines(file):
        place = f"{file} line {line_number}"
        report = str(_value(line, "report", place))
        if report in numbers:
            lines[numbers[report]].append((place, line))
        elif not (gold.folder.reports_path / report).is_file():
            raise GoldError(f"{place} names {report!r}, which is no report there")
    return lines


def _value(line: Mapping[str, Any], key: str, place: str) -> Any:
    if key not in line:
        raise GoldError(f"{place} has no key {key!r}")
    return line[key]


def _one_of(line: Mapping[str, Any], key: str, allowed: Sequence[str], place: str) -> str:
    value = _value(line, key, place)
    if value not in allowed:
        raise GoldError(f"{place}: {key} is {value!r}; allowed are {', '.join(allowed)}")
    return str(value)


def _date(line: Mapping[str, Any], key: str, place: str) -> EdtfDate | None:
    value = _value(line, key, place)
    try:
        return parse_edtf(value) if value else None
    except (DateFormError, TypeError) as error:
        raise GoldError(f"{place}: {key}: {error}") from error


def _span(line: Mapping[str, Any], key: str, length: int, place: str) -> Span:
    value = _value(line, key, place)
    try:
        start, end = (int(offset) for offset in value)
    except (TypeError, ValueError) as error:
        raise GoldError(f"{place}: {key} is {value!r}; [start, end] is allowed") from error
    if not 0 <= start < end <= length:
        raise GoldError(f"{place}: {key} [{start}, {end}] is outside the {length} code points")
    return start, end

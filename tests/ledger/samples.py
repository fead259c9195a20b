"""Fictional reports and statements: Norland and Sudland talk about a truce on the Long River."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from pourparler.case.commitments import CommitmentMention
from pourparler.case.events import EventMention
from pourparler.case.records import (
    ATTRIBUTIONS,
    FORCES,
    HANDLINGS,
    MODALITIES,
    REPORT_KINDS,
    TRANSLATIONS,
    Coding,
    Report,
    Spans,
    Statement,
    report_id,
    statement_id,
)


class Clock:
    """A clock that moves one second each time somebody looks."""

    def __init__(self) -> None:
        self.instant = datetime(2031, 5, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.instant += timedelta(seconds=1)
        return self.instant


def make_report(text: str = "Norland wants a truce on the Long River.", **fields: Any) -> Report:
    values = {
        "raw": text.encode("utf-8", "surrogatepass"),
        "encoding": "utf-8",
        "reported_on": date(2031, 4, 30),
        "title": "Talks on the Long River",
    }
    return Report(id=report_id(text), text=text, **(values | fields))


def make_statement(report: Report, start: int = 0, **fields: Any) -> Statement:
    """Return a statement of the report; ``start`` tells several apart."""
    spans = fields.pop("spans", Spans(source=((start, start + 1),), content=((start, start + 3),)))
    actors = fields.pop("actors", ("norland",))
    values: dict[str, Any] = {
        "source": "Norland",
        "cue": "wants",
        "content": "a truce on the Long River",
        "context": "Talks",
        "speaker": None,
        "attribution": "indirect",
        "force": "demand",
        "said_on": report.reported_on.isoformat(),
        "said_first": report.reported_on,
        "said_last": report.reported_on,
        "said_rule": "report_date",
        "confidence": 0.75,
        "codings": (make_coding(),),
    }
    return Statement(
        id=statement_id(report.id, spans, actors),
        report=report.id,
        spans=spans,
        actors=actors,
        reported_on=report.reported_on,
        handling=report.handling,
        **(values | fields),
    )


def make_commitment(statement: Statement, start: int = 0, **fields: Any) -> CommitmentMention:
    """Return where a statement makes a promise; ``start`` tells several apart."""
    values: dict[str, Any] = {
        "telling": "made",
        "kind": "promise",
        "actors": ("norland",),
        "what": ((start, start + 5),),
        "condition": ((start + 6, start + 9),),
        "deadline": "2031-05-10",
        "deadline_last": date(2031, 5, 10),
        "told_on": "2031-04-30",
        "told_first": date(2031, 4, 30),
        "told_last": date(2031, 4, 30),
        "rule": "promises: pledge",
    }
    return CommitmentMention(
        report=statement.report,
        statement=statement.id,
        start=start,
        end=start + 9,
        **(values | fields),
    )


def make_event(statement: Statement, start: int = 0, **fields: Any) -> EventMention:
    """Return where a report tells of a meeting at which a statement was made."""
    values: dict[str, Any] = {
        "kind": "meeting",
        "status": "held",
        "actors": ("norland", "sudland"),
        "people": ("Ida Berg",),
        "place": ((start, start + 4),),
        "held_on": "2031-04-29",
        "held_first": date(2031, 4, 29),
        "held_last": date(2031, 4, 29),
        "statements": ((statement.id, "at"),),
        "rule": "met",
    }
    return EventMention(report=statement.report, start=start, end=start + 9, **(values | fields))


def make_coding(issue: str = "truce", **fields: Any) -> Coding:
    values: dict[str, Any] = {
        "from_option": "now",
        "to_option": "now",
        "modality": "supports",
        "probability": 0.75,
        "coder": "machine",
        "wording": "0123456789ab",
    }
    return Coding(issue=issue, **(values | fields))


def reviewed(statement: Statement, coder: str = "anna") -> Statement:
    """Return the statement as a person leaves it who has coded it."""
    codings = tuple(replace(c, coder=coder, probability=0.99) for c in statement.codings)
    return replace(statement, reviewed=True, codings=codings)


# Anything that UTF-8 can hold, apart from U+0000.
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
names = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)
days = st.dates()
shares = st.floats(0, 1, exclude_min=True, exclude_max=True)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    return make_report(
        draw(texts),
        raw=draw(st.binary(max_size=40)),
        encoding=draw(texts),
        reported_on=draw(days),
        title=draw(texts),
        body_start=draw(st.integers(0, 1000)),
        publisher=draw(st.none() | texts),
        author=draw(st.none() | texts),
        url=draw(st.none() | texts),
        retrieved_at=draw(
            st.none()
            | st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.timezones())
        ),
        language=draw(texts),
        translation=draw(st.sampled_from(TRANSLATIONS)),
        kind=draw(st.sampled_from(REPORT_KINDS)),
        licence=draw(st.none() | texts),
        handling=draw(st.sampled_from(HANDLINGS)),
        path=draw(st.none() | texts),
        duplicate_of=draw(st.none() | names),
    )


codings = st.builds(
    Coding,
    issue=names,
    from_option=st.none() | names,
    to_option=st.none() | names,
    modality=st.sampled_from(MODALITIES),
    probability=shares,
    coder=st.sampled_from(["machine", "machine:second"]),
    wording=texts,
    about=st.none() | names,
    rule=texts,
)


@st.composite
def statements(draw: st.DrawFn, report: Report) -> Statement:
    point = st.integers(0, len(report.text))
    piece = st.tuples(point, point).map(lambda ends: (min(ends), max(ends)))
    pieces = st.lists(piece, max_size=3).map(tuple)
    content = st.lists(piece, min_size=1, max_size=3).map(tuple)
    spans = Spans(source=draw(pieces), cue=draw(pieces), content=draw(content))
    last = draw(days)
    return make_statement(
        report,
        spans=spans,
        actors=tuple(draw(st.lists(names, max_size=3))),
        source=draw(texts),
        cue=draw(texts),
        content=draw(texts),
        context=draw(texts),
        speaker=draw(st.none() | texts),
        attribution=draw(st.sampled_from(ATTRIBUTIONS)),
        force=draw(st.sampled_from(FORCES)),
        said_on=draw(texts),
        said_first=draw(st.none() | st.dates(max_value=last)),
        said_last=last,
        said_rule=draw(texts),
        confidence=draw(shares),
        audience=draw(st.none() | texts),
        hedged=draw(st.booleans()),
        negated=draw(st.booleans()),
        conditional=draw(st.booleans()),
        language=draw(texts),
        reviewed=draw(st.booleans()),
        rules=tuple(draw(st.lists(st.tuples(names, texts), max_size=3))),
        codings=tuple(draw(st.lists(codings, max_size=4))),
    )


@st.composite
def readings(draw: st.DrawFn) -> tuple[Report, list[Statement]]:
    report = draw(reports())
    read = draw(st.lists(statements(report), max_size=4, unique_by=lambda s: s.id))
    return report, read

"""A small case and statements to put into it, for what the workbench makes of a ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pourparler.case.case import Case
from pourparler.case.folder import CaseFolder, open_case_folder, parse_case
from pourparler.case.records import Coding, Report, Spans, Statement, report_id, statement_id
from pourparler.ledger import MACHINE, Ledger

CASE = """\
title: River talks
actors:
  - {id: north, name: Northland, kind: state, renamed_from: [norland]}
  - {id: front, name: River Front, kind: movement}
  - {id: band, name: Band of Two, kind: coalition, members: [north, front]}
parties: [north, front]
issues:
  - id: truce
    question: When does the fighting stop?
    scale: ordered
    renamed_from: [ceasefire]
    options:
      - {id: first, at: 0, words: A truce before talks}
      - {id: alongside, at: 50, words: A truce during talks, renamed_from: [meanwhile]}
      - {id: after, at: 100, words: A truce with a treaty only}
  - id: bridge
    question: Who holds the bridge?
    scale: unordered
    options:
      - {id: north, words: Northland holds it}
      - {id: front, words: The Front holds it}
      - {id: trust, words: A trust holds it}
"""
TALKS: Case = parse_case(CASE)


def make_report(day: str, publisher: str = "Post", **fields: Any) -> Report:
    """Return a report of its own text on a day."""
    text = f" date {day} {publisher}\n\nWhat was said. {fields.pop('words', '')} {'.' * 100}\n"
    known: dict[str, Any] = {
        "id": report_id(text),
        "text": text,
        "raw": text.encode(),
        "encoding": "utf-8",
        "reported_on": date.fromisoformat(day),
        "title": f"{publisher}, {day}",
        "publisher": publisher,
    }
    return Report(**known | fields)


def make_coding(issue: str, option: str | None, **fields: Any) -> Coding:
    """Return a coding of one option, by a machine that is rather sure."""
    known: dict[str, Any] = {
        "issue": issue,
        "from_option": option,
        "to_option": option,
        "modality": "supports",
        "probability": 0.9,
        "coder": MACHINE,
        "wording": "0" * 12,
    }
    return Coding(**known | fields)


def make_statement(
    report: Report, actors: str | tuple[str, ...], *codings: Coding, **fields: Any
) -> Statement:
    """Return a demand in a report, made on its day unless said otherwise."""
    place = fields.pop("place", 0)
    names = (actors,) if isinstance(actors, str) else actors
    spans = Spans(source=((place, place + 1),), content=((place + 1, place + 9),))
    known: dict[str, Any] = {
        "id": statement_id(report.id, spans, names),
        "report": report.id,
        "spans": spans,
        "source": report.text[place : place + 1],
        "cue": "",
        "content": report.text[place + 1 : place + 9],
        "context": report.text.strip(),
        "actors": names,
        "speaker": None,
        "attribution": "direct",
        "force": "demand",
        "said_on": report.reported_on.isoformat(),
        "said_first": report.reported_on,
        "said_last": report.reported_on,
        "said_rule": "weekday",
        "confidence": 0.9,
        "reported_on": report.reported_on,
        "handling": report.handling,
        "codings": codings,
    }
    return Statement(**known | fields)


def make_folder(
    path: Path, told: list[tuple[Report, list[Statement]]], case: str = CASE
) -> CaseFolder:
    """Return a case folder whose ledger holds these reports and statements."""
    path.mkdir(exist_ok=True)
    (path / "case.yaml").write_text(case, "utf-8")
    with Ledger.open(path / "ledger.db") as ledger:
        ledger.record_case(case)
        for report, statements in told:
            read = [_as_read(s) for s in statements]
            ledger.record_reading(report, read, reader_version="1")
            for statement in statements:
                if statement.reviewed:
                    ledger.record_statement(statement, coder="anna")
    return open_case_folder(path)


def _as_read(statement: Statement) -> Statement:
    """Return a statement as a machine had read it before a person came to it."""
    codings = tuple(replace(coding, coder=MACHINE) for coding in statement.codings)
    return replace(statement, reviewed=False, codings=codings)

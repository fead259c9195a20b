"""What people and readers did to a ledger, drawn at random, and done again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from ledger.samples import Clock, readings, reviewed
from pourparler.ledger import Ledger, StatementQuery


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[str, Any]]:
    """Return what people and readers did, to be done to a ledger one after the other."""
    done: list[tuple[str, Any]] = [
        ("read", draw(readings())) for _ in range(draw(st.integers(1, 3)))
    ]
    kinds = st.sampled_from(["read again", "decide", "take back", "join", "part", "drop", "place"])
    done += [(draw(kinds), draw(st.integers(0, 99))) for _ in range(draw(st.integers(0, 6)))]
    return done


def play(ledger: Ledger, history: list[tuple[str, Any]]) -> None:
    for number, (kind, what) in enumerate(history):
        living = ledger.find_statements(StatementQuery())
        if kind == "read":
            report, statements = what
            ledger.record_reading(report, statements, reader_version=f"{number}")
        elif living:
            _act(ledger, kind, living, what % len(living), number)


def _act(ledger: Ledger, kind: str, living: list[Any], place: int, number: int) -> None:
    chosen = living[place]
    if kind == "read again":
        report = ledger.report(chosen.report)
        ledger.record_reading(report, [], reader_version=f"{number}")
    elif kind == "decide":
        ledger.record_statement(reviewed(chosen), coder="anna")
    elif kind == "take back":
        ledger.retract_statement(chosen.id, coder="böll")
    elif kind == "join" and len(living) > 1:
        ledger.join_statements([chosen.id, living[place - 1].id], coder="anna")
    elif kind == "part":
        ledger.part_statement(chosen.id, coder="anna")
    elif kind == "drop":
        ledger.retract_report(chosen.report, coder="anna")
    elif kind == "place":
        ledger.record_utterances([[s.id for s in living]])


def make_ledger(path: Path, history: list[tuple[str, Any]], clock: Clock) -> Path:
    with Ledger.open(path, now=clock) as ledger:
        play(ledger, history)
    return path

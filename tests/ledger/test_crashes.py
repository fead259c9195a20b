"""A program that is killed loses nothing it acknowledged and leaves nothing half-written."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ledger.crashing import record
from pourparler.ledger import Ledger

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")

KILLS = 60
KILLS_WHILE_MAKING = 12
SEED = 20310501
TURNS = 800_000  # of an empty loop: a few times as long as recording a reading takes

Marks = dict[int, str]
"""The mark of the last reading of each report, by the report's number."""


class Writer:
    """The program in `crashing.py`, and what it acknowledged."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kept: Marks = {}
        self._program = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("crashing.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def close(self) -> None:
        with self._program:
            assert self._program.stdin is not None
            self._program.stdin.close()

    def write_until_killed(self, seed: int, *, readings: int, turns: int) -> None:
        """Kill the writer a little after it acknowledged so many readings."""
        self._order("write", seed)
        pid = int(self._hear().split()[1])
        for _ in range(readings):
            self._note(self._hear())
        for _ in range(turns):
            pass
        os.kill(pid, signal.SIGKILL)
        self._hear_the_rest()

    def read_until(self, seed: int, step: int) -> bool:
        """Read report 0 anew up to a step of SQL, and say whether that was acknowledged."""
        self._order("stop", seed, step)
        return self._hear_the_rest() > 0

    def _order(self, *words: object) -> None:
        assert self._program.stdin is not None
        order, *numbers = words
        print(order, self.path, *numbers, file=self._program.stdin, flush=True)

    def _hear(self) -> str:
        assert self._program.stdout is not None
        line = self._program.stdout.readline()
        assert line, "the writer ended by itself"
        return line

    def _hear_the_rest(self) -> int:
        heard = 0
        while (line := self._hear()) != "gone\n":
            self._note(line)
            heard += 1
        return heard

    def _note(self, line: str) -> None:
        _, number, mark = line.split()
        self.kept[int(number)] = mark


@pytest.fixture
def writer(path: Path) -> Iterator[Writer]:
    with closing(Writer(path)) as running:
        yield running


def whole(path: Path) -> Marks:
    """Return the marks of the readings that hold, after checking that each is whole."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        check_file(file)
        marks: Marks = {}
        for id_, text in file.execute("SELECT id, text FROM report WHERE retracted_at IS NULL"):
            words = text.split()
            statements = file.execute(
                "SELECT id, said_rule FROM statement WHERE report = ? AND retracted_at IS NULL",
                (id_,),
            ).fetchall()
            codings = file.execute(
                "SELECT coding.rule FROM coding JOIN statement ON statement.id = coding.statement"
                " WHERE report = ? AND coding.retracted_at IS NULL"
                " AND statement.retracted_at IS NULL",
                (id_,),
            ).fetchall()
            assert len(statements) == int(words[3])
            assert len(codings) == 2 * len(statements)
            (mark,) = {mark for _, mark in statements} | {mark for (mark,) in codings}
            marks[int(words[1])] = mark
    return marks


def check_file(file: sqlite3.Connection) -> None:
    """Check the tables, what points from one to another, and the full-text indexes."""
    assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    for name in ("report_search", "statement_search"):
        file.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
    (links,) = file.execute(
        "SELECT (SELECT count(*) FROM statement) = (SELECT count(*) FROM statement_actor)"
    ).fetchone()
    assert links


def check_after_kill(writer: Writer) -> None:
    """Check that nothing acknowledged is lost, and at most the last reading is more."""
    found = whole(writer.path)
    assert writer.kept.keys() <= found.keys()
    more = {number for number, mark in found.items() if writer.kept.get(number) != mark}
    assert len(more) <= 1
    for number in more & writer.kept.keys():
        assert order(found[number]) > order(writer.kept[number])
    writer.kept = found


def order(mark: str) -> list[int]:
    return [int(part) for part in mark.split(".")]


def test_a_killed_writer_loses_nothing_and_leaves_nothing_half_written(writer):
    Ledger.open(writer.path).close()
    chance = random.Random(SEED)
    for seed in range(KILLS):
        readings, turns = chance.randrange(6), chance.randrange(TURNS)
        writer.write_until_killed(seed, readings=readings, turns=turns)
        check_after_kill(writer)
    assert len(writer.kept) > KILLS


def test_a_reading_that_dies_at_any_step_is_there_as_a_whole_or_not_at_all(writer):
    assert writer.read_until(0, 999)
    seed, step = 1, 0
    while not writer.read_until(seed, step):
        assert whole(writer.path) == {0: "0.0"}
        seed, step = seed + 1, step + 1
    assert step >= 8
    assert whole(writer.path) == {0: f"{seed}.0"}


def test_a_ledger_whose_making_was_killed_can_be_made(writer, tmp_path):
    chance = random.Random(SEED)
    for seed in range(KILLS_WHILE_MAKING):
        writer.path, writer.kept = tmp_path / f"{seed}.db", {}
        writer.write_until_killed(seed, readings=0, turns=chance.randrange(TURNS))
        with Ledger.open(writer.path) as ledger:
            record(ledger, 99, "99.0")
        assert whole(writer.path).items() >= (writer.kept | {99: "99.0"}).items()

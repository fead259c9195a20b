"""Runs the program in `crashing.py`, hears what it acknowledges, and checks what is left."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

Marks = dict[int, str]
"""The mark of the last reading of each report, by the report's number."""


class Writer:
    """The program in `crashing.py`, what it acknowledged, and what else it said."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kept: Marks = {}
        self.said: list[str] = []
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

    def order(self, what: str, *numbers: int) -> None:
        """Have a child do something to the ledger."""
        assert self._program.stdin is not None
        print(what, self.path, *numbers, file=self._program.stdin, flush=True)

    def hear(self) -> str:
        """Return the next thing that is said, and note it."""
        assert self._program.stdout is not None
        line = self._program.stdout.readline().rstrip("\n")
        assert line, "the writer ended by itself"
        if line.startswith("kept "):
            _, number, mark = line.split()
            self.kept[int(number)] = mark
        else:
            self.said.append(line)
        return line

    def hear_the_rest(self) -> int:
        """Wait until the child is gone, and return how many readings it acknowledged."""
        heard = 0
        while (line := self.hear()) != "gone":
            heard += line.startswith("kept ")
        return heard


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

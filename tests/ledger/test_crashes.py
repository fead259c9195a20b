"""A program that is killed loses nothing it acknowledged and leaves nothing half-written."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ledger.crashing import record
from ledger.writer import Writer, whole
from pourparler.ledger import Ledger

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")

KILLS = 60
KILLS_WHILE_MAKING = 12
SEED = 20310501
TURNS = 800_000  # of an empty loop: a few times as long as recording a reading takes


@pytest.fixture
def writer(path: Path) -> Iterator[Writer]:
    with closing(Writer(path)) as running:
        yield running


def write_until_killed(writer: Writer, seed: int, *, readings: int, turns: int) -> None:
    """Kill the writer a little after it acknowledged so many readings."""
    writer.order("write", seed)
    pid = int(writer.hear().split()[1])
    for _ in range(readings):
        writer.hear()
    for _ in range(turns):
        pass
    os.kill(pid, signal.SIGKILL)
    writer.hear_the_rest()


def read_until(writer: Writer, seed: int, step: int) -> bool:
    """Read report 0 anew up to a step of SQL, and say whether that was acknowledged."""
    writer.order("stop", seed, step)
    return writer.hear_the_rest() > 0


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
        write_until_killed(writer, seed, readings=readings, turns=turns)
        check_after_kill(writer)
    assert len(writer.kept) > KILLS


def test_a_reading_that_dies_at_any_step_is_there_as_a_whole_or_not_at_all(writer):
    assert read_until(writer, 0, 999)
    seed, step = 1, 0
    while not read_until(writer, seed, step):
        assert whole(writer.path) == {0: "0.0"}
        seed, step = seed + 1, step + 1
    assert step >= 8
    assert whole(writer.path) == {0: f"{seed}.0"}


def test_a_ledger_whose_making_was_killed_can_be_made(writer, tmp_path):
    chance = random.Random(SEED)
    for seed in range(KILLS_WHILE_MAKING):
        writer.path, writer.kept = tmp_path / f"{seed}.db", {}
        write_until_killed(writer, seed, readings=0, turns=chance.randrange(TURNS))
        with Ledger.open(writer.path) as ledger:
            record(ledger, 99, "99.0")
        assert whole(writer.path).items() >= (writer.kept | {99: "99.0"}).items()

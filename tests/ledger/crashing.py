"""A program that writes to a ledger until it is killed; `writer.py` runs and kills it.

It imports everything once, then makes a child by ``fork`` for each line on its standard input:

``write LEDGER SEED``    the child says ``pid N``, then reads reports and says ``kept REPORT MARK``
                         after each transaction, without end;
``stop LEDGER SEED N``   the child reads report 0 and kills itself at its N-th step of SQL;
``some LEDGER SEED N``   the child reads N new reports, numbered from a thousand times SEED;
``fill LEDGER SEED N``   the child reads new reports until no file may grow above N bytes, says
                         ``error TEXT`` and ``hint TEXT``, and after the limit is lifted reads on.

When the child is gone it says ``gone``. MARK is ``SEED.STEP`` and stands in every row of a
reading; the text of a report says how many statements it has. A half-written reading shows.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlalchemy import event

from ledger.samples import make_coding, make_report, make_statement
from pourparler.case.records import Report, Statement
from pourparler.errors import LedgerError
from pourparler.ledger import Ledger


def make_reading(number: int, mark: str) -> tuple[Report, list[Statement]]:
    """Return report ``number`` as it is read, with 1 to 7 statements that carry the mark."""
    statements = 1 + number % 7
    report = make_report(f"Report {number} with {statements} statements. {'war ' * (number % 999)}")
    codings = (make_coding(rule=mark), make_coding("aid", rule=mark))
    return report, [
        make_statement(report, start, said_rule=mark, codings=codings)
        for start in range(statements)
    ]


def record(ledger: Ledger, number: int, mark: str) -> None:
    report, statements = make_reading(number, mark)
    ledger.record_reading(report, statements, reader_version=mark)


def write(path: Path, seed: int) -> None:
    """Read new reports and old ones anew, in turn, and acknowledge each."""
    say(f"pid {os.getpid()}")
    chance = random.Random(seed)
    ledger = Ledger.open(path)
    reports = ledger.mark().reports
    for step in count():
        number = reports if step % 2 == 0 else chance.randrange(reports)
        reports += step % 2 == 0
        mark = f"{seed}.{step}"
        record(ledger, number, mark)
        say(f"kept {number} {mark}")


def stop(path: Path, seed: int, steps: int) -> None:
    """Read report 0 anew and die before the given step of SQL, or acknowledge it."""
    ledger = Ledger.open(path)
    left = iter(range(steps))

    def die(*_: object) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(ledger._engine, "before_cursor_execute", die)
    event.listen(ledger._engine, "commit", die)
    record(ledger, 0, f"{seed}.0")
    say(f"kept 0 {seed}.0")


def some(path: Path, seed: int, readings: int) -> None:
    """Read new reports that no other seed reads, and acknowledge each."""
    with Ledger.open(path) as ledger:
        for number in range(1000 * seed, 1000 * seed + readings):
            record(ledger, number, f"{seed}.0")
            say(f"kept {number} {seed}.0")


def fill(path: Path, seed: int, size: int) -> None:
    """Read new reports until there is no room, then make room and read one more."""
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Ledger.open(path) as ledger:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
        for number in count():
            try:
                record(ledger, number, f"{seed}.0")
            except LedgerError as error:
                say(f"error {error}")
                say(f"hint {error.hint}")
                break
            say(f"kept {number} {seed}.0")
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        record(ledger, number, f"{seed}.1")
        say(f"kept {number} {seed}.1")


ORDERS = {"write": write, "stop": stop, "some": some, "fill": fill}


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())  # one write, so that a kill cannot cut it in two


def main() -> None:
    for line in sys.stdin:
        order, path, *numbers = line.split()
        child = os.fork()
        if not child:
            ORDERS[order](Path(path), *map(int, numbers))
            os._exit(0)
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()

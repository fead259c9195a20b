"""Makes the ledger file that `test_migrations.py` keeps opening in every later version.

Usage: python tests/ledger/stored/make.py     (writes vN.db beside this script)

Run it once, with the last program that writes version N, before migration N + 1 is added, and
commit the file. What it holds: a case file, a public report with a statement that a reader
dropped and one that a person reviewed, an internal report, a report that was taken back, and,
since version 3, an utterance that two statements report, since version 4 a promise and a meeting.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from ledger.samples import (  # noqa: E402 - found by the line above
    Clock,
    make_coding,
    make_commitment,
    make_event,
    make_report,
    make_statement,
    reviewed,
)
from pourparler.ledger import Ledger, migrations  # noqa: E402 - found by the line above


def fill(ledger: Ledger) -> None:
    """Do a little of everything that appends or retracts."""
    ledger.record_case("title: Talks on the Long River\n")
    public = make_report(publisher="Long River Gazette", url="https://gazette.test/1")
    kept, dropped = make_statement(public, 0), make_statement(public, 5, actors=("sudland",))
    ledger.record_reading(public, [kept, dropped], reader_version="1-a")
    ledger.record_reading(public, [kept], reader_version="2-a")
    ledger.record_statement(reviewed(kept), coder="anna")
    internal = make_report("Sudland says: \u2018no\u2019 to zones.", handling="internal")
    codings = (make_coding("zones"), make_coding("aid", about="norland", rule="by hand"))
    refusal = make_statement(internal, actors=("sudland", "norland"), codings=codings)
    ledger.record_reading(internal, [refusal], reader_version="2-a")
    gone = make_report("Nothing is left of this.")
    ledger.record_reading(gone, [make_statement(gone)], reader_version="2-a")
    ledger.record_utterances([[kept.id, refusal.id]])
    ledger.record_commitments([[make_commitment(kept)], [make_commitment(refusal)]])
    ledger.record_events([[make_event(kept)]])
    ledger.retract_report(gone.id, coder="boris")


def main() -> None:
    path = HERE / f"v{migrations.latest()}.db"
    path.unlink(missing_ok=True)
    with Ledger.open(path, now=Clock()) as ledger:
        fill(ledger)
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA journal_mode = DELETE")
        file.execute("VACUUM")


if __name__ == "__main__":
    main()

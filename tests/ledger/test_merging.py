"""Two copies of a ledger become one: a union, in both directions alike, and back again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from ledger.histories import histories, make_ledger, play
from ledger.samples import Clock, make_coding, make_report, make_statement, reviewed
from pourparler.errors import UndoError
from pourparler.ledger import Ledger, ReportQuery, StatementQuery
from pourparler.ledger.merging import Merging


def copy(path: Path, name: str) -> Path:
    target = path.with_name(name)
    shutil.copyfile(path, target)
    return target


def clock(second: int) -> Clock:
    made = Clock()
    made.instant = made.instant.replace(year=2025, minute=second // 60, second=second % 60)
    return made


def rows(path: Path):
    with Ledger.open(path) as ledger:
        return ledger.dump(ceiling="confidential")


def merge(path: Path, other: Path, **more: Any):
    with Ledger.open(path, now=clock(1800)) as ledger:
        return ledger.merge(Merging(theirs=rows(other), coder="chris"), **more)[1]


def visible(path: Path):
    with Ledger.open(path) as ledger:
        return ledger.find_reports(ReportQuery()), ledger.find_statements(StatementQuery())


ways = settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@given(common=histories(), left=histories(), right=histories())
@ways
def test_merging_is_commutative_idempotent_and_undone(common, left, right):
    with TemporaryDirectory() as folder:
        base = make_ledger(Path(folder, "base.db"), common, clock(0))
        one, other = copy(base, "one.db"), copy(base, "other.db")
        for path, history, start in ((one, left, 600), (other, right, 601)):
            with Ledger.open(path, now=clock(start)) as ledger:
                play(ledger, history)
        before = visible(one)
        forth, back = copy(one, "forth.db"), copy(other, "back.db")
        tried = merge(forth, other, dry_run=True)
        assert visible(forth) == before
        merged = merge(forth, other)
        assert merged.conflicts == tried.conflicts
        turned = merge(back, one)
        assert without_copies(visible(forth)) == without_copies(visible(back))
        assert len(merged.conflicts) == len(turned.conflicts)
        assert {(c.id, c.fields, c.ours, c.theirs) for c in merged.conflicts} == {
            (c.id, c.fields, c.theirs, c.ours) for c in turned.conflicts
        }
        state = visible(forth)
        assert merge(forth, other).command is None
        assert merge(forth, one).command is None
        assert visible(forth) == state
        if merged.command is None:
            assert state == before
            return
        with Ledger.open(forth, now=clock(2400)) as ledger:
            for again, goal in ((False, before), (True, state), (False, before), (True, state)):
                ledger.undo(merged.command, coder="chris", again=again)
                found = ledger.find_reports(ReportQuery()), ledger.find_statements(StatementQuery())
                assert found == goal


def without_copies(found):
    """Leave out what tells one copy of a text from another."""
    same = {"raw": b"", "encoding": "", "url": None, "retrieved_at": None, "path": None}
    return [replace(report, **same) for report in found[0]], found[1]


@pytest.fixture
def base(tmp_path: Path):
    report = make_report("Norland wants a truce. Sudland does not, and said so twice.")
    statements = [make_statement(report, n) for n in range(4)]
    path = tmp_path / "base.db"
    with Ledger.open(path, now=clock(0)) as ledger:
        ledger.record_reading(report, statements, reader_version="1")
    return path


def work(path: Path, start: int, act) -> Path:
    with Ledger.open(path, now=clock(start)) as ledger:
        act(ledger, ledger.find_statements(StatementQuery()))
    return path


def confirm(coder: str):
    return lambda book, statements: book.record_statement(reviewed(statements[0]), coder=coder)


def reject(coder: str, number: int):
    return lambda book, statements: book.retract_statement(statements[number].id, coder=coder)


def test_what_only_one_copy_decided_stands(base):
    one = work(copy(base, "one.db"), 10, confirm("anna"))
    other = work(copy(base, "two.db"), 20, reject("ben", 1))
    merged = merge(one, other)
    assert merged.conflicts == ()
    (_, statements) = visible(one)
    assert [s.reviewed for s in statements] == [True, False, False]
    with Ledger.open(one) as ledger:
        names = {(c.coder, c.name) for c in ledger.find_commands(all_commands())}
    assert {("anna", "record_statement"), ("ben", "retract_statement"), ("chris", "merge")} <= names


def all_commands():
    from pourparler.ledger.history import LogQuery

    return LogQuery()


def test_what_two_people_decided_differently_is_listed_and_the_later_stands(base):
    def code(ledger, statements, option, coder):
        coding = make_coding(from_option=option, to_option=option, coder=coder)
        ledger.record_statement(
            replace(statements[0], reviewed=True, codings=(coding,)), coder=coder
        )

    one = work(copy(base, "one.db"), 10, lambda book, s: code(book, s, "now", "anna"))
    other = work(copy(base, "two.db"), 20, lambda book, s: code(book, s, "later", "ben"))
    (conflict,) = merge(one, other).conflicts
    assert (conflict.kind, conflict.ours, conflict.theirs, conflict.kept) == (
        "statement", "anna", "ben", "theirs"
    )  # fmt: skip
    assert {"coding.coder", "coding.from_option"} <= set(conflict.fields)
    (statement, *_) = visible(one)[1]
    assert [c.coder for c in statement.codings] == ["ben"]


def test_a_person_stands_before_a_later_machine(base):
    def read(ledger, statements):
        report = ledger.report(statements[0].report)
        read = [replace(s, content="read anew") for s in statements[:2]]
        ledger.record_reading(report, read, reader_version="2")

    one = work(copy(base, "one.db"), 10, confirm("anna"))
    other = work(copy(base, "two.db"), 20, read)
    for path, rest in ((copy(one, "forth.db"), other), (copy(other, "back.db"), one)):
        assert merge(path, rest).conflicts == ()
        found = visible(path)[1]
        assert [(s.reviewed, s.content == "read anew") for s in found] == [
            (True, False),
            (False, True),
        ]


def test_what_one_took_back_and_another_decided_is_a_conflict(base):
    one = work(copy(base, "one.db"), 30, reject("anna", 0))
    other = work(copy(base, "two.db"), 20, confirm("ben"))
    (conflict,) = merge(one, other).conflicts
    assert (conflict.fields, conflict.kept) == (("held",), "ours")
    assert len(visible(one)[1]) == 3


def test_a_report_taken_back_takes_later_statements_along(base):
    report_id = rows(base)["report"][0]["id"]
    one = work(
        copy(base, "one.db"), 10, lambda book, _: book.retract_report(report_id, coder="anna")
    )
    other = work(copy(base, "two.db"), 20, confirm("ben"))
    (conflict,) = merge(one, other).conflicts
    assert conflict.kept == "ours"
    assert visible(one) == ([], [])


def test_the_stricter_handling_stands(base):
    def close(ledger, statements):
        report = replace(ledger.report(statements[0].report), handling="confidential")
        closed = [replace(s, handling="confidential") for s in statements]
        ledger.record_reading(report, closed, reader_version="2")

    def retitle(ledger, statements):
        report = replace(ledger.report(statements[0].report), title="Another title")
        ledger.record_reading(report, statements, reader_version="3")

    one = work(copy(base, "one.db"), 10, close)
    other = work(copy(base, "two.db"), 20, retitle)
    for path, rest in ((copy(one, "forth.db"), other), (copy(other, "back.db"), one)):
        merge(path, rest)
        assert [r.handling for r in visible(path)[0]] == ["confidential"]


def test_the_same_reports_read_apart_are_the_same(tmp_path):
    report = make_report("Read in two places.")
    statements = [make_statement(report, n) for n in range(3)]
    paths = [tmp_path / "one.db", tmp_path / "two.db"]
    for number, path in enumerate(paths):
        with Ledger.open(path, now=clock(number * 10)) as ledger:
            ledger.record_reading(
                replace(report, path=f"reports/{number}.txt"), statements, reader_version="1"
            )
    assert merge(*paths).conflicts == ()
    assert visible(paths[0])[1] == statements


def test_undoing_is_refused_when_a_person_went_on(base):
    one = work(copy(base, "one.db"), 10, lambda book, _: None)
    other = work(copy(base, "two.db"), 20, confirm("ben"))
    merged = merge(one, other)
    with Ledger.open(one, now=clock(2000)) as ledger:
        ledger.retract_statement(ledger.find_statements(StatementQuery())[0].id, coder="anna")
        with pytest.raises(UndoError, match="decided on again by anna"):
            ledger.undo(merged.command, coder="chris")


def test_the_file_keeps_its_rules_after_merging(base):
    import sqlite3
    from contextlib import closing

    def rules(path):
        with closing(sqlite3.connect(path)) as file:
            return dict(file.execute("SELECT name, sql FROM sqlite_master"))

    one = work(copy(base, "one.db"), 10, reject("anna", 0))
    other = work(copy(base, "two.db"), 20, confirm("ben"))
    before = rules(one)
    merge(one, other)
    assert rules(one) == before
    with closing(sqlite3.connect(one)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []

from __future__ import annotations

from pathlib import Path

import pytest

from pourparler.case.folder import open_case_folder
from pourparler.ledger import Ledger
from pourparler.reader.pipeline import Reader
from pourparler.workbench.reading import UNFINISHED_FILE, ReadSummary, read_reports

CASE = """\
title: River talks
actors:
  - {id: north, name: Northland, kind: state}
  - {id: south, name: Southland, kind: state}
parties: [north, south]
issues:
  - id: truce
    question: When does the fighting stop?
    scale: ordered
    options:
      - {id: first, at: 0, words: A full truce before talks}
      - {id: after, at: 100, words: A truce only with a signed treaty}
settlement:
  bar: 0.8
  discount_per_year:
    {low: 0.03, high: 0.15, assumption: {author: test, reason: wide, known_on: 2024-01-01}}
"""
FIRST = " date 2024-05-02 The north speaks\n\nNorthland said a full truce must come before talks.\n"
SECOND = " date 2024-05-10 The south answers\n\nSouthland said it rejects a full truce.\n"
FRENCH = " date 2024-05-11 Le sud refuse\nlanguage: fr\n\nLe Sud a dit mardi qu'il refuse.\n"


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    (tmp_path / "case.yaml").write_text(CASE, "utf-8")
    for name, text in {"first": FIRST, "second": SECOND, "third": FRENCH}.items():
        (tmp_path / "reports" / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def texts_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the reports that the reader was given, in order."""
    given: list[str] = []
    read = Reader.read
    monkeypatch.setattr(
        Reader, "read", lambda self, report: (given.append(report.id), read(self, report))[1]
    )
    return given


def read(folder: Path) -> ReadSummary:
    return read_reports(open_case_folder(folder))


def mark(folder: Path) -> str:
    with Ledger.open(folder / "ledger.db") as ledger:
        return str(ledger.mark())


def test_reading_again_reads_nothing_and_adds_nothing(talks, texts_read):
    first = read(talks)
    assert (first.new_reports, first.unchanged_reports) == (3, 0)
    assert first.added >= 2
    before, given = mark(talks), len(texts_read)
    again = read(talks)
    assert (again.reports, again.new_reports, again.unchanged_reports) == (3, 0, 3)
    assert (again.added, again.retracted) == (0, 0)
    assert len(texts_read) == given
    assert mark(talks) == before


def test_what_two_reports_tell_of_one_occasion_is_joined(talks):
    read(talks)
    again = FIRST.replace("The north speaks", "More from the north")
    (talks / "reports" / "again.txt").write_text(again, "utf-8")
    read(talks)
    with Ledger.open(talks / "ledger.db") as ledger:
        utterances = ledger.find_utterances()
        reports = {ledger.statement(id_).report for id_ in utterances}
    assert len(set(utterances.values())) == 1
    assert len(reports) == 2


def test_what_a_stopped_run_left_unjoined_is_joined_by_the_next_one(talks, monkeypatch):
    again = FIRST.replace("The north speaks", "More from the north")
    (talks / "reports" / "again.txt").write_text(again, "utf-8")

    def stopped(case, ledger):
        raise KeyboardInterrupt

    joining = "pourparler.workbench.reading.join_reports"
    with monkeypatch.context() as patched:
        patched.setattr(joining, stopped)
        with pytest.raises(KeyboardInterrupt):
            read(talks)
    assert read(talks).unchanged_reports == 4
    with Ledger.open(talks / "ledger.db") as ledger:
        assert len(set(ledger.find_utterances().values())) == 1
    assert not (talks / UNFINISHED_FILE).exists()
    with monkeypatch.context() as patched:
        patched.setattr(joining, stopped)
        assert read(talks).unchanged_reports == 4  # nothing new, nothing to join


def test_a_report_in_an_unknown_language_is_named_each_time(talks):
    assert read(talks).unread == ["Le sud refuse"]
    assert read(talks).unread == ["Le sud refuse"]


def test_a_report_that_lies_there_twice_is_read_once(talks, texts_read):
    (talks / "reports" / "copy.txt").write_text(FIRST, "utf-8")
    summary = read(talks)
    assert (summary.reports, summary.new_reports, summary.unchanged_reports) == (4, 3, 1)
    assert len(texts_read) == len(set(texts_read)) == 3


def test_a_changed_case_is_read_anew_once(talks, texts_read):
    read(talks)
    path = talks / "case.yaml"
    path.write_text(CASE.replace("River talks", "Lake talks"), "utf-8")
    assert read(talks).unchanged_reports == 0
    assert len(texts_read) == 6
    assert read(talks).unchanged_reports == 3


def test_another_version_of_the_reader_reads_anew_once(talks, monkeypatch):
    read(talks)
    monkeypatch.setattr(Reader, "version", property(lambda self: "another"))
    again = read(talks)
    assert (again.unchanged_reports, again.added, again.retracted) == (0, 0, 0)
    assert read(talks).unchanged_reports == 3


def test_a_report_that_was_taken_back_is_read_anew(talks, texts_read):
    read(talks)
    with Ledger.open(talks / "ledger.db") as ledger:
        ledger.retract_report(texts_read[0], coder="anna")
    again = read(talks)
    assert (again.new_reports, again.unchanged_reports) == (1, 2)

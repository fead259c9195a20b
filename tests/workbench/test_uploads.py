"""An upload is read and kept as a file would be, and its name can do no harm."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from pourparler.case.folder import CaseFolder, open_case_folder
from pourparler.errors import ReportError
from pourparler.ledger import Ledger
from pourparler.ledger.query import ReportQuery
from pourparler.reader.sources import formats
from pourparler.workbench.reading import read_reports, read_uploaded
from workbench.test_reading import CASE, FIRST

TODAY = date(2024, 6, 1)
KEPT_IN_CASE = {"case.yaml", "reports", "ledger.db", "tagged.cache"}
PAGE = b"""<html><head><title>Talks</title></head><body><article><p>Northland said a full truce
must come before all other talks, and that it would wait for an answer.</p></article></body></html>
"""


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    (tmp_path / "case.yaml").write_text(CASE, "utf-8")
    return open_case_folder(tmp_path)


def upload(case, name, content, **options):
    return read_uploaded(case, name, content, today=TODAY, **options)


def test_an_upload_is_read_and_a_copy_kept_that_reads_the_same(case):
    summary = upload(case, "talks.html", PAGE, reported_on=date(2024, 5, 1))
    assert (summary.new_reports, summary.skipped) == (1, [])
    assert (case.reports_path / "2024-05-01-talks.html").read_bytes() == PAGE
    assert read_reports(case, today=TODAY).unchanged_reports == 1
    again = upload(case, "other name.html", PAGE, reported_on=date(2024, 5, 1))
    assert (again.new_reports, again.unchanged_reports) == (0, 1)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\in\\..\\x.txt", "x.txt"),
        ("a\x00\n\u202eb.txt", "ab.txt"),
        ("..hidden.txt", "hidden.txt"),
        ("x" * 500 + ".txt", "x" * 116 + ".txt"),
        ("ї" * 110 + ".txt", "ї" * 80 + ".txt"),
    ],
)
def test_a_name_leads_nowhere_but_into_reports(case, name, kept):
    assert upload(case, name, FIRST.encode()).new_reports == 1
    assert [file.name for file in case.reports_path.iterdir()] == [f"2024-05-02-{kept}"]
    assert {file.name for file in case.path.iterdir()} <= KEPT_IN_CASE


@pytest.mark.parametrize("name", ["", "...", "/", "\x00"])
def test_an_upload_without_a_name_is_refused(case, name):
    with pytest.raises(ReportError, match="no file name"):
        upload(case, name, b"x")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("talks.exe", b"MZ", r"talks\.exe: '\.exe' is not a format"),
        ("talks", b"x", "'no suffix' is not a format"),
        ("talks.txt", b"", r"talks\.txt is empty"),
        ("talks.txt", b"Said.", r"talks\.txt has no date"),
    ],
)
def test_what_cannot_be_read_is_named_and_leaves_nothing(case, name, content, reason):
    (skipped,) = upload(case, name, content).skipped
    assert re.search(reason, skipped.reason)
    assert skipped.hint
    assert not case.reports_path.exists()


def test_a_file_that_is_too_large_is_named(case, monkeypatch):
    monkeypatch.setitem(formats._LIMITS, ".pdf", 10)
    (skipped,) = upload(case, "talks.pdf", b"%PDF-1.4 more").skipped
    assert "more than 10 bytes" in skipped.reason


def test_a_name_that_is_taken_by_other_bytes_stays_what_it_was(case):
    upload(case, "a.txt", FIRST.encode())
    upload(case, "a.txt", FIRST.replace("must", "should").encode())
    names = sorted(file.name for file in case.reports_path.iterdir())
    assert names[1] == "2024-05-02-a.txt"
    assert names[0].startswith("2024-05-02-a-")
    with Ledger.open(case.ledger_path) as ledger:
        paths = {report.path for report in ledger.find_reports(ReportQuery())}
    assert paths == {f"reports/{name}" for name in names}


def test_who_is_killed_while_copying_leaves_no_half_report(case, monkeypatch):
    def killed(self, target):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        upload(case, "a.txt", FIRST.encode())
    assert list(case.reports_path.iterdir()) == []

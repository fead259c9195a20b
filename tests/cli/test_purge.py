"""Purging on the command line: afterwards no file of the case holds the words."""

from __future__ import annotations

import base64
import gzip
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pourparler.ledger import Ledger
from pourparler.ledger.history import LogQuery

ME = ("--coder", "anna")
SECRET = """\
 date 2024-05-11 Whispers at the ferry
publisher: River Post

President Ana Torvald said on Friday that an immediate truce could begin at the copper mill.

The River Front said it would accept a truce only with a signed treaty and with the ferry open.

On the gate of the ferry one could read: «Наша мельница давно закрыта и пуста».
"""
WORDS = ("copper mill", "could begin at the copper", "Whispers at the ferry", "мельница давно")


def written(words: str) -> Iterator[bytes]:
    """Yield the bytes that words are written as, told apart from the code that looks for them."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        plain = words.encode(encoding)
        yield plain
        for shift in range(3):
            coded = base64.b64encode(b"\0" * shift + plain)
            yield coded[4 if shift else 0 : len(coded) // 4 * 4 - 4]
    yield json.dumps(words)[1:-1].encode()


def holding(folder: Path, words: str) -> set[str]:
    """Return the files of a folder that hold words, byte by byte."""
    forms = list(written(words))
    found = set()
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            packed = []
            if content.startswith(b"PK"):
                with zipfile.ZipFile(path) as archive:
                    packed = [archive.read(name) for name in archive.namelist()]
            if any(form in part for form in forms for part in (content, *packed)):
                found.add(str(path.relative_to(folder)))
    return found


def report_of(run, folder: Path, title: str) -> str:
    listed = run("reports", folder, "--ceiling", "confidential", "--json").json["reports"]
    return next(one["id"] for one in listed if one["title"] == title)


@pytest.fixture
def told(run, read_talks):
    """A case that holds a report to be purged, in many forms, and people's work on it."""
    folder = read_talks
    path = folder / "reports" / "whispers.txt"
    path.write_text(SECRET, "utf-8")
    assert run("read", folder).code == 0
    listed = run("statements", folder, "--json").json["statements"]
    said = next(one for one in listed if "copper mill" in one["content"])
    run("correct", folder, said["id"], *ME, "--force", "offer")
    run("accept", folder, said["id"], *ME, "--reason", "the copper mill is meant")
    return folder, report_of(run, folder, "Whispers at the ferry")


@pytest.fixture
def spread(run, told):
    """The same, written out in many forms."""
    folder, _ = told
    for name in ("brief.html", "brief.md", "brief.docx"):
        assert run("brief", folder, "-o", folder / name).code == 0
    assert run("export", folder, "bundle", "-o", folder / "out.jsonl").code == 0
    assert run("export", folder, "xlsx", "-o", folder / "out.xlsx").code == 0
    (folder / "sub").mkdir()
    (folder / "sub" / "wide.txt").write_bytes(SECRET.encode("utf-16"))
    (folder / "sub" / "mail.eml").write_bytes(base64.encodebytes(SECRET.encode()))
    (folder / "sub" / "ascii.json").write_text(json.dumps({"text": SECRET}), "ascii")
    (folder / "sub" / "packed.gz").write_bytes(gzip.compress(SECRET.encode()))
    (folder / "sub" / "mine.txt").write_text("Ana Torvald is president of Northland.", "utf-8")
    return told


def test_afterwards_the_words_are_in_no_file(run, spread):
    folder, report = spread
    assert {"ledger.db", "out.jsonl", "brief.docx", "sub/wide.txt", "sub/mail.eml"} <= holding(
        folder, WORDS[0]
    )
    done = run("purge", folder, report, *ME, "--yes", "--reason", "court order", "--json")
    assert done.code == 0, done.err
    assert done.json["purge"]["remaining"] == []
    for words in WORDS:
        assert holding(folder, words) == set()
    for name in ("tagged.cache", "sub/packed.gz", "reports/whispers.txt", "brief.html"):
        assert not (folder / name).exists()
    assert (folder / "sub" / "mine.txt").exists()
    assert (folder / "reports" / "first.txt").exists()


def test_nothing_tells_what_it_was_and_the_rest_goes_on(run, told):
    folder, report = told
    before = run("statements", folder, "--json").json["statements"]
    ids = {one["id"] for one in before if one["report"] == report}
    assert ids
    run("purge", folder, report, *ME, "--yes")
    content = (folder / "ledger.db").read_bytes()
    assert all(id_.encode() not in content for id_ in (report, *ids))
    after = run("statements", folder, "--json").json["statements"]
    left = [(one["id"], one["content"]) for one in before if one["report"] != report]
    assert [(one["id"], one["content"]) for one in after] == left
    assert run("read", folder).code == 0
    assert run("export", folder, "bundle", "-o", folder.parent / "out.jsonl").code == 0
    taken = run("import", folder.parent / "again", folder.parent / "out.jsonl")
    assert taken.code == 0, taken.err
    assert run("statements", folder.parent / "again", "--json").json["statements"] == after
    with closing(sqlite3.connect(folder / "ledger.db")) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
            file.execute("DELETE FROM report")


def test_what_decisions_taught_goes_too(run, told):
    folder, report = told
    with Ledger.open(folder / "ledger.db") as ledger:
        assert any("copper" in one.content for one in ledger.find_judged())
    run("purge", folder, report, *ME, "--yes")
    with Ledger.open(folder / "ledger.db") as ledger:
        assert not any("copper" in one.content for one in ledger.find_judged())


def test_the_log_keeps_who_purged_and_there_is_no_way_back(run, told):
    folder, report = told
    run("purge", folder, report, *ME, "--yes", "--reason", "court order")
    with Ledger.open(folder / "ledger.db") as ledger:
        last, *earlier = ledger.find_commands(LogQuery(people_only=True))
    assert (last.name, last.coder, last.arguments["reason"]) == ("purge", "anna", "court order")
    assert last.arguments["rows"]["report"] == 1
    assert not last.can_be_undone
    assert all("reason" not in one.arguments for one in earlier)
    refused = run("undo", folder, last.id, *ME)
    assert refused.code == 2
    assert run("show", folder, report).code == 2


def test_a_trial_counts_and_removes_nothing(run, spread):
    folder, report = spread
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    tried = run("purge", folder, report, *ME, "--dry-run", "--json")
    assert tried.code == 0
    said = tried.json["purge"]
    assert said["dry_run"]
    assert said["command"] is None
    assert said["rows"]["report"] == 1
    assert said["rows"]["statement"] >= 2
    assert {"reports/whispers.txt", "brief.docx", "out.xlsx"} <= set(said["files"])
    assert {p: p.read_bytes() for p in before} == before


def test_it_asks_first(run, told, monkeypatch):
    folder, report = told
    monkeypatch.setattr("typer.confirm", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    asked = run("purge", folder, report, *ME)
    assert asked.code == 130
    assert "File: reports/whispers.txt" in asked.err
    assert report_of(run, folder, "Whispers at the ferry") == report


def test_what_was_taken_back_is_purged_as_well(run, told):
    folder, report = told
    with Ledger.open(folder / "ledger.db") as ledger:
        ledger.retract_report(report, coder="anna")
    assert run("purge", folder, report, *ME, "--yes").code == 0
    assert holding(folder, WORDS[0]) == set()


def test_what_a_near_copy_says_stays_and_is_named(run, read_talks):
    folder = read_talks
    text = SECRET + "".join(f"The ferry number {n} was late on that day.\n" for n in range(30))
    (folder / "reports" / "2024-05-11-a.txt").write_text(text, "utf-8")
    (folder / "reports" / "2024-05-12-b.txt").write_text(
        text.replace("2024-05-11", "2024-05-12").replace("River Post", "Hill Gazette"), "utf-8"
    )
    run("read", folder)
    listed = run("reports", folder, "--json").json["reports"]
    first, copy = (
        next(r for r in listed if r["path"] == f"reports/{name}.txt")
        for name in ("2024-05-11-a", "2024-05-12-b")
    )
    assert copy["duplicate_of"] == first["id"]
    done = run("purge", folder, first["id"], *ME, "--yes", "--json").json["purge"]
    assert [one["report"] for one in done["copies"]] == [copy["id"]]
    (left,) = [r for r in run("reports", folder, "--json").json["reports"] if r["id"] == copy["id"]]
    assert left["duplicate_of"] is None
    both = run("purge", folder, copy["id"], *ME, "--yes", "--json").json["purge"]
    assert both["copies"] == []
    assert holding(folder, WORDS[0]) == set()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nosuchreport",), "not in the ledger"),
        (("STATEMENT",), "is a statement"),
        (("REPORT", "--reason", "could begin at the copper mill"), "the reason quotes"),
    ],
)
def test_what_cannot_be_purged_is_refused_with_the_way_out(run, told, words, says):
    folder, report = told
    said = run("statements", folder, "--json").json["statements"]
    statement = next(one["id"] for one in said if one["report"] == report)
    given = [{"STATEMENT": statement, "REPORT": report}.get(word, word) for word in words]
    refused = run("purge", folder, *given, *ME, "--yes")
    assert refused.code == 2
    assert says in refused.err
    assert holding(folder, WORDS[0]) >= {"ledger.db", "reports/whispers.txt"}


def test_a_case_file_that_quotes_the_report_is_to_be_reworded_first(run, told):
    folder, report = told
    file = folder / "case.yaml"
    plain = file.read_text("utf-8")
    file.write_text(plain + "# as said: could begin at the copper mill\n", "utf-8")
    run("read", folder)
    refused = run("purge", folder, report, *ME, "--yes")
    assert refused.code == 2
    assert f"line {len(plain.splitlines()) + 1} holds" in refused.err
    file.write_text(plain, "utf-8")
    assert run("purge", folder, report, *ME, "--yes").code == 0
    assert holding(folder, WORDS[0]) == set()


def test_a_reader_that_keeps_the_log_is_named(run, told):
    folder, report = told
    with closing(sqlite3.connect(folder / "ledger.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM report").fetchone()
        done = run("purge", folder, report, *ME, "--yes")
        assert done.code == 1
        assert "Still holds words of it: ledger.db" in done.out
        reader.execute("COMMIT")
    run("statements", folder)
    assert holding(folder, WORDS[0]) == set()

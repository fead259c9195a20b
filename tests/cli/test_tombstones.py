"""What was purged does not come in again unnoticed: by reading, merging, a bundle or a table."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

ME = ("--coder", "anna")
SECRET = """\
 date 2024-05-11 Whispers at the ferry
publisher: River Post

President Ana Torvald said on Friday that an immediate truce could begin at the copper mill.
"""
WORDS = b"copper mill"


def holding(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if WORDS in path.read_bytes()]


def titles(run, folder: Path) -> set[str]:
    listed = run("reports", folder, "--ceiling", "confidential", "--json").json["reports"]
    return {one["title"] for one in listed}


def report_of(run, folder: Path, title: str) -> str:
    listed = run("reports", folder, "--ceiling", "confidential", "--json").json["reports"]
    return next(one["id"] for one in listed if one["title"] == title)


@pytest.fixture
def copies(run, read_talks):
    """Two copies of a case; in the first, a report was purged that the second goes on with."""
    folder, other = read_talks, read_talks.with_name("other")
    (folder / "reports" / "whispers.txt").write_text(SECRET, "utf-8")
    assert run("read", folder).code == 0
    shutil.copytree(folder, other)
    listed = run("statements", other, "--json").json["statements"]
    said = {one["report"]: one["id"] for one in listed}
    report = report_of(run, other, "Whispers at the ferry")
    for id_ in (said.pop(report), *said.values()):
        assert run("accept", other, id_, "--coder", "ben").code == 0
    done = run("purge", folder, report, *ME, "--yes", "--json").json["purge"]
    return folder, other, done["tombstones"][0]


def test_a_merge_leaves_out_what_was_purged_here_and_says_so(run, copies):
    folder, other, stone = copies
    told = run("merge", folder, other, *ME)
    assert told.code == 0, told.err
    assert "Left out, because it was purged here by anna" in told.out
    assert f"purge {folder} {stone} --lift" in told.out
    assert holding(folder) == []
    reviewed = [s["reviewed"] for s in run("statements", folder, "--json").json["statements"]]
    assert any(reviewed)  # the rest of ben's work has come
    again = run("merge", folder, other, *ME, "--json").json
    assert [one["tombstone"] for one in again["refused"]] == [stone]


def test_the_other_copy_is_told_and_can_purge_it_too(run, copies):
    folder, other, stone = copies
    assert run("check", other, "--json").json["purged"] == []
    told = run("merge", other, folder, *ME)
    assert "in the other copy, and still here" in told.out
    (listed,) = run("check", other, "--json").json["purged"]
    assert (listed["tombstone"], listed["coder"]) == (stone, "anna")
    assert "Purged in another copy" in run("check", other).out
    assert run("purge", other, listed["report"], *ME, "--yes").code == 0
    assert run("check", other, "--json").json["purged"] == []
    assert holding(other) == []


@pytest.mark.parametrize("name", ["again.txt", "again.md"])
def test_reading_the_same_again_is_refused_with_the_way_back(run, copies, tmp_path, name):
    folder, _, stone = copies
    (tmp_path / name).write_text(SECRET, "utf-8")
    (tmp_path / "new.txt").write_text(SECRET.replace("copper", "silver"), "utf-8")
    refused = run("read", folder, tmp_path / name, tmp_path / "new.txt", "--json")
    assert refused.code != 0
    (skipped,) = refused.json["skipped"]
    assert "was purged by anna on" in skipped["reason"]
    assert f"pourparler purge CASE {stone} --lift" in skipped["hint"]
    assert holding(folder) == []
    assert len(list((folder / "reports").glob("*new.txt"))) == 1  # the other one went in


def test_it_comes_back_on_purpose(run, copies, tmp_path):
    folder, other, stone = copies
    wrong = run("purge", folder, "nosuchstone", "--lift", *ME)
    assert (wrong.code, f"Purged here: {stone}." in wrong.err) == (2, True)
    lifted = run("purge", folder, stone, "--lift", *ME, "--reason", "cleared", "--json")
    assert lifted.json["lift"]["tombstones"] == [stone]
    done = run("merge", folder, other, *ME, "--json").json
    assert done["refused"] == []
    (tmp_path / "again.txt").write_text(SECRET, "utf-8")
    assert run("read", folder, tmp_path / "again.txt").code == 0
    assert "Whispers at the ferry" in titles(run, folder)
    assert run("purge", folder, stone, "--lift", *ME).code == 2  # once is enough


def test_a_bundle_keeps_refusing_and_one_below_its_level_does_not_tell(run, copies, tmp_path):
    folder, _, stone = copies
    bundle = tmp_path / "out.jsonl"
    assert run("export", folder, "bundle", "-o", bundle).code == 0
    assert stone in bundle.read_text("utf-8")
    assert run("import", tmp_path / "again", bundle).code == 0
    (tmp_path / "again.txt").write_text(SECRET, "utf-8")
    refused = run("read", tmp_path / "again", tmp_path / "again.txt")
    assert "was purged by anna" in refused.err
    closed = SECRET.replace("publisher", "handling: confidential\npublisher").replace("11", "12")
    (tmp_path / "closed.txt").write_text(closed, "utf-8")
    assert run("read", folder, tmp_path / "closed.txt").code == 0
    assert (
        run("purge", folder, report_of(run, folder, "Whispers at the ferry"), *ME, "--yes").code
        == 0
    )
    for ceiling, count in (("public", 1), ("confidential", 2)):
        assert run("export", folder, "bundle", "-o", bundle, "--ceiling", ceiling).code == 0
        assert bundle.read_text("utf-8").count('"digests"') == count


ROWS = [
    {"date": "2024-05-11", "title": "Whispers", "text": "The copper mill.", "mine": "x"},
    {"date": "2024-05-12", "title": "A calm day", "text": "The river\nwas calm, so.", "mine": "y"},
    {"date": "2024-05-13", "title": "Rain", "text": "It rained.", "mine": "="},
]  # fmt: skip


def write_table(path: Path) -> None:
    if path.suffix == ".csv":
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, list(ROWS[0]), delimiter=";", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(ROWS)
        path.write_bytes(out.getvalue().encode("utf-16"))
    elif path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    else:
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        for row in ([*ROWS[0]], *([*row.values()] for row in ROWS)):
            book.active.append(row)
        book.save(path)


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".xlsx"])
def test_the_row_of_a_table_goes_even_a_short_one(run, read_talks, suffix):
    folder = read_talks
    table = folder / "reports" / f"many{suffix}"
    write_table(table)
    read = run("read", folder)
    assert read.code == 0, read.err
    assert {"Whispers", "Rain"} <= titles(run, folder)
    report = report_of(run, folder, "Whispers")
    tried = run("purge", folder, report, *ME, "--dry-run")
    assert f"reports/many{suffix}" in tried.out
    done = run("purge", folder, report, *ME, "--yes", "--json").json["purge"]
    (said,) = done["tables"]
    assert said == {
        "file": f"reports/many{suffix}", "rows": 1, "left": 2, "removed": suffix == ".xlsx"
    }  # fmt: skip
    assert table.exists() == (suffix != ".xlsx")
    if suffix == ".csv":
        text = table.read_bytes().decode("utf-16")
        assert [row["mine"] for row in csv.DictReader(io.StringIO(text), delimiter=";")] == [
            "y",
            "=",
        ]
        assert text.startswith("date;title;text;mine\r\n")
    elif suffix == ".jsonl":
        assert table.read_text("utf-8") == "".join(json.dumps(row) + "\n" for row in ROWS[1:])
    assert holding(folder) == []
    assert b"copper".decode().encode("utf-16-le") not in b"".join(
        path.read_bytes() for path in folder.rglob("*") if path.is_file()
    )
    assert {"A calm day", "Rain"} <= titles(run, folder)
    write_table(folder.parent / f"again{suffix}")
    again = run("read", folder, folder.parent / f"again{suffix}", "--json")
    (skipped,) = again.json["skipped"]
    assert "'Whispers', was purged by anna" in skipped["reason"]


def test_a_note_in_the_same_words_is_refused(run, read_talks):
    folder = read_talks
    note = ("--note", "President Ana Torvald wants an immediate truce at the copper mill.")
    given = ("add", folder, *note, "--actor", "north", "--date", "2024-05-11", *ME)
    added = run(*given)
    assert added.code == 0, added.err
    (report,) = {
        s["report"]
        for s in run("statements", folder, "--ceiling", "confidential", "--json").json["statements"]
        if "copper" in s["content"]
    }
    assert run("purge", folder, report, *ME, "--yes").code == 0
    refused = run(*given)
    assert refused.code == 2
    assert "was purged by anna" in refused.err

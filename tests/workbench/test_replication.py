"""A case without texts: no text of a report is in it, and with the texts it is whole again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pourparler.case.folder import open_case_folder
from pourparler.errors import BundleError, ReportError
from pourparler.ledger import Ledger, ReportQuery, StatementQuery
from pourparler.workbench.bundle import export_bundle
from pourparler.workbench.rehydrating import rehydrate
from pourparler.workbench.replication import QUOTED_WORDS, export_replication, place_words
from workbench.restricted import SECRET, in_base64, make_restricted

NAME = "talks.jsonl"


@pytest.fixture(scope="module")
def decided(valley, tmp_path_factory):
    """The fictional case, with what people decided on and took back."""
    path = tmp_path_factory.mktemp("decided") / "valley"
    shutil.copytree(valley.path, path)
    with Ledger.open(path / "ledger.db") as ledger:
        first, second, third, *_ = ledger.find_statements(StatementQuery())
        ledger.retract_statement(first.id, coder="anna")
        ledger.join_statements([second.id, third.id], coder="anna")
    return open_case_folder(path)


@pytest.fixture(scope="module")
def content(decided) -> bytes:
    return export_replication(decided).encode()


def reports_of(folder):
    with Ledger.open(folder.ledger_path) as ledger:
        return ledger.find_reports(ReportQuery())


def test_no_text_of_a_report_is_in_it(decided, content):
    shown = content.decode()
    rows = [json.loads(line).get("row", {}) for line in shown.splitlines()]
    for report in reports_of(decided):
        words = report.text[report.body_start :].split()
        runs = {" ".join(words[n : n + QUOTED_WORDS + 1]) for n in range(len(words) - QUOTED_WORDS)}
        assert not [run for run in runs if run in " ".join(shown.split())]
        assert in_base64(report.text[40:80])[0] not in shown
    assert all("text" not in row and "raw" not in row for row in rows if "body_start" in row)
    quotes = [row["quote"] for row in rows if "quote" in row]
    assert len(quotes) > 50
    assert max(len(quote.split()) for quote in quotes) == QUOTED_WORDS + 1


def test_with_all_texts_it_is_the_case_again(decided, content, tmp_path):
    made = rehydrate(tmp_path / "again", content, [str(decided.reports_path)], name=NAME)
    assert made.missing == ()
    again = open_case_folder(made.imported.folder)
    assert export_bundle(again) == export_bundle(decided)


def test_names_of_files_do_not_matter_and_strangers_are_passed_over(decided, content, tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    for number, report in enumerate(sorted(decided.reports_path.iterdir())):
        shutil.copyfile(report, texts / f"{number}.txt")
    (texts / "stranger.txt").write_text(" date 2025-01-01 Another\n\nSomething else.\n", "utf-8")
    (texts / "broken.pdf").write_bytes(b"%PDF-1.7 no")
    made = rehydrate(tmp_path / "again", content, [str(texts)], name=NAME)
    assert (made.missing, made.found) == ((), len(reports_of(decided)))


def test_what_has_no_text_is_named_and_left_out(decided, content, tmp_path):
    texts = tmp_path / "texts"
    shutil.copytree(decided.reports_path, texts)
    gone, changed, *kept = reports_of(decided)
    (texts / Path(gone.path).name).unlink()
    other = texts / Path(changed.path).name
    other.write_bytes(other.read_bytes().replace(b"e", b"a", 1))
    made = rehydrate(tmp_path / "again", content, [str(texts)], name=NAME)
    assert {m.report for m in made.missing} == {gone.id, changed.id}
    again = open_case_folder(made.imported.folder)
    assert {r.id for r in reports_of(again)} == {r.id for r in kept}
    with Ledger.open(again.ledger_path) as ledger, Ledger.open(decided.ledger_path) as whole:
        found = ledger.find_statements(StatementQuery())
        assert found == [
            s for s in whole.find_statements(StatementQuery()) if s.report in {r.id for r in kept}
        ]
    assert gone.text[200:240] not in export_bundle(again)


def test_a_place_that_was_moved_is_refused_by_its_line(decided, content, tmp_path):
    lines = [json.loads(line) for line in content.decode().splitlines()]
    row = next(line["row"] for line in lines if line.get("table") == "statement")
    row["spans"]["content"][0][1] += 1
    moved = "".join(json.dumps(line) + "\n" for line in lines).encode()
    with pytest.raises(BundleError, match=rf"line \d+: .*statement {row['id']}: id is"):
        rehydrate(tmp_path / "again", moved, [str(decided.reports_path)], name=NAME)
    row["content"] = {"from": 3}
    broken = "".join(json.dumps(line) + "\n" for line in lines).encode()
    with pytest.raises(BundleError, match=r"line \d+: statement is not as an export writes it"):
        rehydrate(tmp_path / "again", broken, [str(decided.reports_path)], name=NAME)
    assert not (tmp_path / "again").exists()


def test_what_is_no_replication_file_or_no_folder_is_said(decided, content, tmp_path):
    whole = export_bundle(decided).encode()
    with pytest.raises(BundleError, match="expected 'pourparler-replication'"):
        rehydrate(tmp_path / "again", whole, [str(decided.reports_path)], name=NAME)
    with pytest.raises(ReportError, match="nowhere does not exist"):
        rehydrate(tmp_path / "again", content, ["nowhere"], name=NAME)


def test_what_is_above_the_ceiling_leaves_no_trace(tmp_path):
    folder = make_restricted(tmp_path / "talks")
    assert SECRET not in export_replication(folder)
    assert SECRET in export_replication(folder, ceiling="confidential")


def test_words_that_stand_twice_are_taken_where_the_statement_is():
    assert place_words("a truce", "a truce, then a truce", 14) == [[14, 21]]
    assert place_words("", "a truce", 0) == []

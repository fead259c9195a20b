"""An audit: drawn, judged in a file, read back, and told in the brief."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from pourparler.errors import AuditError, RecordError
from pourparler.workbench.audit import draw_sample, find_audit, judge, sheet_bytes
from pourparler.workbench.audit.judging import estimate
from pourparler.workbench.audit.results import audit_words
from pourparler.workbench.audit.sheet import COLUMNS, read_sheet
from pourparler.workbench.brief import gather_brief
from pourparler.workbench.view import open_ledger
from workbench.cases import read_copy

Row = dict[str, str]


@pytest.fixture(scope="module")
def sample(first_case):
    return draw_sample(first_case, size=24, seed=5)


def table(raw: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))


def written(rows: list[Row], *, delimiter: str = ",", bom: bool = True) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8")


def filled(sample, *, wrong: int = 2) -> list[Row]:
    """Judge everything right but a few statements, and one miss where nothing was found."""
    rows = table(sheet_bytes(sample))
    for row in rows:
        row["missed"] = "0"
        if row["kind"] == "statement":
            wrong -= 1
            row["is_statement"] = "n" if wrong >= 0 else "y"
            row["right_actor"] = row["right_date"] = "y"
            row["right_reading"] = "y" if row["reading"] else ""
    next((row for row in rows if row["kind"] == "paragraph"), rows[-1])["missed"] = "1"
    return rows


def test_a_sample_is_stratified_and_can_be_drawn_again(first_case, sample):
    again = draw_sample(first_case, size=24, seed=5)
    assert [row.id for row in again.rows] == [row.id for row in sample.rows]
    other = draw_sample(first_case, size=24, seed=6)
    assert {row.id for row in other.rows} != {row.id for row in sample.rows}
    statements = [row for row in sample.rows if row.statement]
    assert len(statements) == 24
    assert len({row.id for row in sample.rows}) == len(sample.rows)
    for row in statements:
        assert row.size >= sum(other.stratum == row.stratum for other in statements)
        assert row.found >= 1
    empty = [row for row in sample.rows if row.statement is None]
    assert empty
    assert all(row.found == 0 for row in empty)


def test_the_file_is_what_was_drawn(sample):
    rows = table(sheet_bytes(sample))
    assert [row["id"] for row in rows] == [row.id for row in sample.rows]
    assert all(row["is_statement"] == "" for row in rows)
    sheet = read_sheet(sheet_bytes(sample), name="a.csv")
    assert sheet.sample == sample.mark
    assert all(row.is_statement is None for row in sheet.rows)


def test_what_a_spreadsheet_would_run_is_text(tmp_path):
    folder = read_copy("sarn-valley", tmp_path)
    (folder.path / "reports" / "2024-05-22-hostile.txt").write_text(
        ' date 2024-05-22 =HYPERLINK("x")\n\n=1+1 is what Helene Brandt said "@SUM(A1)".\n',
        "utf-8",
    )
    from pourparler.workbench.reading import read_reports

    read_reports(folder)
    sample = draw_sample(folder, size=500, seed=1)
    cells = [cell for row in table(sheet_bytes(sample)) for cell in row.values()]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_judged_file_tells_precision_and_recall(sample, delimiter):
    raw = written(filled(sample), delimiter=delimiter, bom=delimiter == ",")
    sheet = read_sheet(raw, name="judged.csv")
    found = estimate(sheet.rows, sample=sheet.sample)
    assert (found.statements, found.unjudged) == (24, 0)
    assert 0.6 < found.precision.low < found.precision.median < found.precision.high < 1
    assert found.recall
    assert 0.5 < found.recall.low < found.recall.high < 1
    assert found.actor
    assert found.actor.median > 0.9


def test_more_that_is_missed_lowers_recall(sample):
    rows = filled(sample)
    before = estimate(read_sheet(written(rows), name="x").rows, sample="s").recall
    for row in rows:
        row["missed"] = "2"
    after = estimate(read_sheet(written(rows), name="x").rows, sample="s").recall
    assert after.high < before.low


def test_without_looking_for_misses_there_is_no_recall(sample):
    rows = filled(sample)
    for row in rows:
        row["missed"] = ""
    assert estimate(read_sheet(written(rows), name="x").rows, sample="s").recall is None


def test_the_result_is_kept_and_told_in_the_brief(tmp_path):
    folder = read_copy("sarn-valley", tmp_path)
    sample = draw_sample(folder, size=20, seed=1)
    path = tmp_path / "judged.csv"
    path.write_bytes(written(filled(sample)))
    with open_ledger(folder) as ledger:
        assert find_audit(ledger) is None
    assert gather_brief(folder).audit == ""
    result = judge(folder, path, coder="anna")
    with open_ledger(folder) as ledger:
        assert find_audit(ledger) == result
    content = gather_brief(folder)
    assert content.audit == audit_words(result)
    assert "anna judged" in content.audit
    from pourparler.report.markdown import render_markdown

    assert "anna judged" in " ".join(render_markdown(content).split())
    with pytest.raises(RecordError):
        judge(folder, path, coder="machine")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda rows: rows[0].update(kind="poem"), "kind is 'poem'"),
        (lambda rows: rows[0].update(is_statement="maybe"), "is_statement is 'maybe'"),
        (lambda rows: rows[0].update(missed="-1"), "missed is '-1'"),
        (lambda rows: rows[0].update(missed="1e9"), "missed is '1e9'"),
        (lambda rows: rows[0].update(stratum_size="1"), "sizes that do not agree"),
        (lambda rows: rows.append(rows[0]), "is there twice"),
        (lambda rows: rows[0].update(sample="another"), "of 2 samples"),
    ],
)
def test_a_file_that_was_spoiled_is_refused(sample, change, message):
    rows = filled(sample)
    change(rows)
    with pytest.raises(AuditError, match=message):
        read_sheet(written(rows), name="judged.csv")


@pytest.mark.parametrize("raw", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b"kind\nstatement\n"])
def test_another_file_is_refused(raw):
    with pytest.raises(AuditError):
        read_sheet(raw, name="other.csv")


def test_too_little_judged_is_refused(first_case, sample, tmp_path):
    with pytest.raises(AuditError):
        estimate(read_sheet(sheet_bytes(sample), name="x").rows, sample="s")
    with pytest.raises(AuditError, match="cannot be read"):
        judge(first_case, Path(tmp_path / "none.csv"), coder="anna")
    with pytest.raises(AuditError, match="at least 4"):
        draw_sample(first_case, size=3)

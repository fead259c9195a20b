"""The command that holds models to past decisions."""

from __future__ import annotations

from workbench.test_backtest import write


def test_backtest_for_people_and_for_programs(run, tmp_path):
    path = write(tmp_path)
    printed = run("backtest", path)
    assert printed.code == 0
    assert "compromise" in printed.out
    assert "need not do well there" in " ".join(printed.out.split())
    rows = run("backtest", path, "--json").json["backtest"]
    assert [row["mean_error"] for row in rows] == sorted(row["mean_error"] for row in rows)
    assert {"model", "decisions", "near", "difference", "low", "high"} < set(rows[0])


def test_a_file_that_is_not_there_is_answered_in_two_lines(run):
    failed = run("backtest", "nothing.csv")
    assert failed.code == 2
    assert "nothing.csv cannot be read" in failed.err
    assert "hint: Bring the file deu3.csv" in failed.err

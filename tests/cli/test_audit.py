"""``pourparler audit`` from the sample to the method note."""

from __future__ import annotations

import csv
from pathlib import Path


def test_from_the_sample_to_the_result(run, read_talks):
    ran = run("audit", read_talks, "-n", "4", "-o", "a.csv")
    assert ran.code == 0, ran.err
    assert "--judged a.csv" in ran.out
    with Path("a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["missed"] = "0"
        if row["kind"] == "statement":
            row["is_statement"] = "y"
    with Path("a.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    statements = sum(row["kind"] == "statement" for row in rows)
    judged = run("audit", read_talks, "--judged", "a.csv", "--coder", "anna", "--json")
    if statements < 4:
        assert (judged.code, "PP505" in judged.err) == (2, True)
        return
    found = judged.json["audit"]
    assert (found["coder"], found["statements"]) == ("anna", statements)
    assert found["precision"]["low"] < found["precision"]["high"] < 1


def test_who_judged_has_to_be_named(run, read_talks):
    Path("a.csv").write_text("kind\n", "utf-8")
    ran = run("audit", read_talks, "--judged", "a.csv")
    assert (ran.code, "--coder" in ran.err) == (2, True)

"""``codebook``: in the form that the file's name says, with counts that are the ledger's."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("c.txt", "Codebook: River talks"),
        ("c.md", "# Codebook: River talks"),
        ("c.html", "<!doctype html>"),
        ("c.tex", "% "),
        ("c.csv", "field,issue,code"),
    ],
)
def test_it_is_written_in_the_form_of_the_file(run, read_talks, name, begins):
    assert run("codebook", read_talks, "-o", name, "--coder", "anna").code == 0
    assert (read_talks.parent / name).read_text("utf-8").startswith(begins)


def test_the_counts_are_those_of_the_statements(run, read_talks):
    told = run("statements", read_talks, "--json").json["statements"]
    said = run("codebook", read_talks, "--json").json
    counted = sum(i["codings"] + i["weak"] for i in said["codebook"]["issues"])
    assert counted == sum(len(one["codings"]) for one in told) > 0
    assert sum(code["count"] for code in said["codebook"]["force"]) == len(told)
    assert said["case"]
    assert "When does the fighting stop?" in run("codebook", read_talks).out

"""``method``: printed, written in the form that the file's name says, and noted as an output."""

from __future__ import annotations

import pytest

from pourparler.ledger import Ledger

ME = ("--coder", "anna")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("m.txt", "The data are 2 reports"),
        ("m.md", "## Methods and data"),
        ("m.tex", r"% \usepackage"),
    ],
)
def test_it_is_written_in_the_form_of_the_file(run, read_talks, name, begins):
    done = run("method", read_talks, "-o", name, *ME)
    assert done.out == f"Wrote {name}.\n"
    assert (read_talks.parent / name).read_text("utf-8").startswith(begins)
    with Ledger.open(read_talks / "ledger.db", create=False) as ledger:
        (noted,) = ledger.find_outputs()
    assert (noted.file, noted.kind, noted.coder) == (name, "method", "anna")


def test_it_is_printed_and_its_figures_are_those_of_the_ledger(run, read_talks):
    counted = run("statements", read_talks, "--json").json["statements"]
    said = run("method", read_talks, "--json").json
    assert said["method"]["statements"]["by_machine"] == len(counted)
    assert said["file"] is None
    assert said["ledger"]
    printed = run("method", read_talks).out
    assert printed.strip().split("\n\n") == said["method"]["paragraphs"]
    latex = run("method", read_talks, "--format", "latex").out
    assert r"\section*{Methods and data}" in latex


def test_the_brief_says_what_was_read_and_by_whom(run, read_talks):
    run("brief", read_talks, "-o", "b.md")
    text = (read_talks.parent / "b.md").read_text("utf-8")
    assert "The data are 2 reports dated 2 May 2024 to 10 May 2024" in text
    assert "people added 0 more" in text


def test_a_form_that_there_is_not_is_refused(run, read_talks):
    answered = run("method", read_talks, "--format", "latx")
    assert answered.code == 2
    assert "did you mean 'latex'?" in answered.err

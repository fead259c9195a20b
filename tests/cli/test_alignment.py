"""``alignment``: tables for people, names for programs, a picture of the map."""

from __future__ import annotations

STAMP = {"case", "ledger", "version", "seed"}


def test_alignment_for_people_and_for_programs(run):
    assert run("read", "sarn-valley").code == 0
    shown = run("alignment", "sarn-valley")
    assert shown.code == 0
    for words in ("How far apart", "Who agrees with whom", "stress", "seed 0"):
        assert words in shown.out
    data = run("alignment", "sarn-valley", "--json").json
    assert set(data) == STAMP | {
        "date", "actors", "pairs", "network", "map", "turned_by_silence", "draws",
    }  # fmt: skip
    assert all(0 < pair["agree"] < 1 for pair in data["pairs"])
    assert {place["actor"] for place in data["map"]["actors"]} <= set(data["actors"])
    table = run("alignment", "sarn-valley", "--actor", "assembly").out.split("Who agrees")[0]
    rows = [line for line in table.splitlines() if " of 100 " in line]
    assert len(rows) == sum("assembly" in pair["actors"] for pair in data["pairs"]) > 1
    assert all("assembly" in row for row in rows)


def test_two_actors_make_no_map(run, read_talks):
    shown = run("alignment", read_talks)
    assert "north" in shown.out
    assert "No map" in shown.out
    assert run("alignment", read_talks, "--json").json["map"] is None
    alone = run("alignment", read_talks, "--known-at", "2024-05-05")
    assert "No two actors share an issue" in alone.out


def test_wrong_names_are_answered_in_two_lines(run, read_talks):
    for words in (("--actor", "nort"), ("--issue", "truse"), ("--as-of", "May")):
        ran = run("alignment", read_talks, *words)
        assert (ran.code, len(ran.err.splitlines())) == (2, 2)
        assert words[1] in ran.err

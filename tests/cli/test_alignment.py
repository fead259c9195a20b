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


def test_the_map_is_drawn_into_a_file(run, tmp_path):
    assert run("read", "sarn-valley").code == 0
    svg, png = tmp_path / "map.svg", tmp_path / "map.png"
    assert "Wrote" in run("alignment", "sarn-valley", "-o", svg).out
    drawn = svg.read_text("utf-8")
    for words in ("Lorvia", "Upper Sarn Assembly", "Stress 0.", "a tenth of the scale"):
        assert words in drawn
    assert "Haldane" not in drawn  # not heard, so not on the map
    shown = run("alignment", "sarn-valley", "-o", png, "--json")
    assert shown.json["map"]["stress"] < 1
    assert png.read_bytes().startswith(b"\x89PNG")


def test_a_map_that_cannot_be_drawn_is_answered_in_two_lines(run, read_talks, tmp_path):
    for name, words in (("map.bmp", ".bmp"), ("map.svg", "no map")):
        ran = run("alignment", read_talks, "-o", tmp_path / name)
        assert (ran.code, len(ran.err.splitlines())) == (1, 2)
        assert words in ran.err
        assert not (tmp_path / name).exists()

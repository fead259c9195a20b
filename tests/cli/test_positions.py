"""The commands about stated positions: tables for people, names for programs, exit codes."""

from __future__ import annotations

import time

STAMP = {"case", "ledger", "version", "seed"}


def test_positions_for_people_and_for_programs(run, read_talks):
    shown = run("positions", read_talks)
    assert shown.code == 0
    for words in ("north", "A full truce before talks", "What actors say is estimated"):
        assert words in shown.out
    data = run("positions", read_talks, "--json").json
    assert set(data) == {"positions", "coalitions", "assessments"} | STAMP
    assert {(p["actor"], p["issue"]) for p in data["positions"]} == {
        ("north", "truce"),
        ("front", "truce"),
    }


def test_positions_of_one_actor_as_known_then(run, read_talks):
    words = ("--actor", "front", "--known-at", "2024-05-05", "--json")
    assert run("positions", read_talks, *words).json["positions"] == []
    (front,) = run("positions", read_talks, "--actor", "front", "--json").json["positions"]
    assert (front["date"], front["median"] > 80) == ("2024-05-10", True)
    (later,) = run(
        "positions", read_talks, "--actor", "front", "--as-of", "2025-05-10", "--json"
    ).json["positions"]
    assert later["stale"]
    assert later["certainty"] < front["certainty"]


def test_a_place_that_faded_away_is_told_as_last_said(run, read_talks):
    words = ("positions", read_talks, "--actor", "front", "--as-of", "2064-05-10")
    shown = run(*words).out
    (later,) = run(*words, "--json").json["positions"]
    assert later["certainty"] < 0.005
    (row,) = (line for line in shown.splitlines() if line.strip().startswith("front"))
    assert "stale; last said: A truce only with a signed treaty" in row
    assert "50" not in row.split("treaty")[1]


def test_what_hangs_on_where_ordered_options_were_put(run):
    assert run("read", "sarn-valley").code == 0
    words = ("positions", "sarn-valley", "--respace")
    shown = run(*words)
    assert "Ordered scales with options put elsewhere, 50 times" in shown.out
    data = run(*words, "--json").json
    assert data["respaced"] == run(*words, "--json").json["respaced"]
    placed = {(p["actor"], p["issue"]): p for p in data["positions"]}
    for one in data["respaced"]:
        assert 0 < one["same_option"] < 1
        assert (one["lowest"] == one["highest"]) == (one["same_option"] > 50 / 51)
        assert placed[one["actor"], one["issue"]]["median"] is not None
    unordered = {p["issue"] for p in data["positions"] if p["median"] is None}
    assert unordered.isdisjoint(one["issue"] for one in data["respaced"])
    assert "respaced" not in run("positions", "sarn-valley", "--json").json


def test_nothing_is_reviewed_yet(run, read_talks):
    assert run("positions", read_talks, "--reviewed-only", "--json").json["positions"] == []


def test_shifts_for_people_and_for_programs(run):
    assert run("read", "sarn-valley").code == 0
    shown = run("shifts", "sarn-valley")
    assert "Shifts: odds of a jump" in shown.out
    assert "disarmament" in shown.out
    data = run("shifts", "sarn-valley", "--json").json
    assert set(data) == {"shifts", "contradictions", "taken_back"} | STAMP
    moved = {(shift["actor"], shift["issue"]): shift for shift in data["shifts"]}
    shift = moved["assembly", "disarmament"]
    known = {s["id"] for s in run("statements", "sarn-valley", "--json").json["statements"]}
    assert set(shift["statements_before"] + shift["statements_after"]) <= known


def test_names_and_dates_that_are_wrong_are_answered_in_two_lines(run, read_talks):
    for command in ("positions", "shifts"):
        for words in (("--actor", "nort"), ("--issue", "truse"), ("--as-of", "May")):
            ran = run(command, read_talks, *words)
            assert ran.code == 2
            assert len(ran.err.splitlines()) == 2
            assert words[1] in ran.err


def test_positions_are_there_at_once(run, read_talks):
    run("positions", read_talks, "--json")  # what has to be imported is imported
    began = time.perf_counter()
    run("positions", read_talks, "--json")
    assert time.perf_counter() - began < 2


def test_diff_of_two_dates_and_of_two_versions(run, read_talks):
    shown = run("diff", read_talks, "2024-05-03", "2024-05-10", "--as-known")
    assert shown.code == 0
    assert "not heard" in shown.out
    data = run("diff", read_talks, "2024-05-03", "2024-05-10", "--as-known", "--json").json
    assert set(data) >= {"changes", "shifts", "before", "after"} | STAMP
    assert {c["actor"] for c in data["changes"] if c["moved"]} == {"front"}
    digest = data["case"]
    same = run("diff", read_talks, digest, digest, "--json").json
    assert not any(change["moved"] for change in same["changes"])
    wrong = run("diff", read_talks, digest, "tomorrow")
    assert (wrong.code, len(wrong.err.splitlines())) == (2, 2)


def test_watch_exits_10_when_there_is_something(run, read_talks):
    assert run("watch", read_talks, "--since", "2024-05-03").code == 10
    told = run("watch", read_talks, "--since", "2024-05-03", "--json")
    assert told.code == 10
    assert told.json["reports"]
    quiet = run("watch", read_talks, "--since", "2024-05-10")
    assert (quiet.code, "Nothing new" in quiet.out) == (0, True)


def test_coalitions_and_silence_are_told_where_there_is_something_to_tell(run, read_talks):
    shown = run("positions", read_talks, "--as-of", "2026-05-10")
    assert "Coalitions" not in shown.out  # the case has none
    assert "stale" in shown.out
    listed = run("positions", read_talks, "--as-of", "2026-05-10", "--json").json["positions"]
    assert all(set(p["held"]) >= {"median", "low", "high", "same_option"} for p in listed)
    turned = [p for p in listed if not p["held"]["same_option"]]
    assert ("As last stated" in shown.out) == bool(turned)
    assert run("read", "sarn-valley").code == 0
    shown = run("positions", "sarn-valley")
    assert "Coalitions beside their members" in shown.out
    lines = run("positions", "sarn-valley", "--json").json["coalitions"]
    assert {line["coalition"] for line in lines} == {"contact_group"}
    assert all(line["members"] for line in lines)


def test_rates_are_fitted_on_request_with_intervals(run):
    run("read", "sarn-valley")
    plain = run("positions", "sarn-valley", "--json").json
    data = run("positions", "sarn-valley", "--fit", "--json").json
    assert "fitted" not in plain
    assert plain["positions"] == data["positions"]
    by_scale = {tuple(sorted(one["rates"])): one for one in data["fitted"]}
    scales = by_scale["jump_rate", "walk"]
    assert scales["gain"] >= 0
    assert (scales["rates"]["walk"]["given"], scales["rates"]["jump_rate"]["given"]) == (0.1, 0.005)
    for rate in scales["rates"].values():
        assert rate["low"] is None or rate["low"] <= rate["fitted"]
        assert rate["high"] is None or rate["fitted"] <= rate["high"]
    shown = run("positions", "sarn-valley", "--fit").out
    assert "How fast positions move" in shown
    assert "95 % interval" in shown
    assert "All other figures use the rates used." in shown
    assert "How fast" not in run("positions", "sarn-valley").out

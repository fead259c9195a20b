"""`pourparler reader score` on both forms of gold, as a person would run it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture
def gold(talks: Path) -> Path:
    """The talks, with what the president says in the first report marked."""
    text = (talks / "reports" / "first.txt").read_text("utf-8")
    spans = {
        role: [[text.index(words), text.index(words) + len(words)]]
        for role, words in {
            "source": "President Ana Torvald",
            "cue": "said",
            "content": 'that "an immediate truce" must come before any talks',
        }.items()
    }
    line = {
        "report": "first.txt", "part": "tune", "spans": spans, "actors": ["north"],
        "said_on": "2024-05-01", "issue": "truce",
    }  # fmt: skip
    (talks / "gold.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    return talks


def test_the_whole_reader_is_scored_on_own_gold(run, gold):
    shown = run("reader", "score", gold)
    assert shown.code == 0
    assert "relation.overlap" in shown.out
    assert "The whole reader on 2 texts: 1 statement marked" in shown.out
    scores = run("reader", "score", gold, "--part", "tune", "--json").json
    assert scores["statement.recall"] == scores["actor.accuracy"] == scores["issue.top1"] == 1
    assert 0 < scores["relation.overlap.precision"] < 1, "the others speak too"
    low, high = scores["intervals"]["statement.precision"]
    assert low <= scores["statement.precision"] <= high
    assert scores["steps"] == "reader"


def test_meetings_and_fates_are_scored_where_they_are_marked(run, gold):
    assert "fates" in run("reader", "score", gold, "--json").json
    cue = json.loads((gold / "gold.jsonl").read_text("utf-8"))["spans"]["cue"][0]
    commitment = {
        "report": "first.txt", "cue": cue, "kind": "threat", "condition": None, "deadline": None,
        "fate": "dropped",
    }  # fmt: skip
    event = {
        "report": "first.txt", "span": cue, "kind": "talks", "status": "planned",
        "held_on": "2023-01-01", "place": None, "actors": [],
    }  # fmt: skip
    (gold / "commitments.jsonl").write_text(json.dumps(commitment), "utf-8")
    (gold / "events.jsonl").write_text(json.dumps(event), "utf-8")
    scores = run("reader", "score", gold, "--json").json
    assert scores["event.recall"] == scores["commitment.recall"] == 0
    assert scores["counts"]["event.recall"] == scores["counts"]["commitment.outcome.recall"] == 1
    assert scores["fates"] == {"dropped": {"missed": 1}}
    shown = run("reader", "score", gold).out
    assert "fate as marked" in shown
    assert "commitment.outcome" in shown


def test_the_tagger_is_scored_on_standoff(run, tmp_path):
    text = "Ana Torvald said that the war must end."
    (tmp_path / "dev" / "text").mkdir(parents=True)
    (tmp_path / "dev" / "attributions").mkdir()
    (tmp_path / "dev" / "text" / "one.txt").write_text(text, "utf-8")
    (tmp_path / "dev" / "attributions" / "one_0000.ann").write_text(
        "T1\tSource 0 11\tAna Torvald\nT2\tCue 12 16\tsaid\n"
        "T3\tContent 17 38\tthat the war must end\n"
        "T4\tAttribution 12 16\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n",
        "utf-8",
    )
    scores = run("reader", "score", tmp_path / "dev", "--json").json
    assert scores["relation.overlap.f1"] == scores["source.exact.f1"] == 1
    assert scores["steps"] == "tagger"
    assert "actor.accuracy" not in scores


def test_what_holds_no_gold_is_refused(run, tmp_path):
    for place in (tmp_path, tmp_path / "nowhere"):
        ran = run("reader", "score", place)
        assert ran.code == 2
        assert ran.err.startswith("error: [PP305]")
        assert len(ran.err.splitlines()) == 2

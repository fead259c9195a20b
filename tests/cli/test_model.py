"""``--reader llm``: only when asked for, only for public reports, and scored as any reader."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.llm.stub import Stub, answer, place

TRUCE = place(
    "President Ana Torvald", "said on Wednesday", '"an immediate truce" must come before any talks'
)


@pytest.fixture
def stub() -> Iterator[Stub]:
    server = Stub()
    server.respond = lambda n, text: answer(*([TRUCE] if "Torvald" in text else []))
    yield server
    server.close()


@pytest.fixture
def asked(stub: Stub) -> list[str]:
    return ["--reader", "llm", "--endpoint", stub.endpoint, "--model", "m-1"]


def test_it_is_never_asked_unless_named(run, talks, stub, monkeypatch):
    monkeypatch.setenv("POURPARLER_LLM_ENDPOINT", stub.endpoint)
    monkeypatch.setenv("POURPARLER_LLM_MODEL", "m-1")
    assert run("read", talks).code == 0
    assert stub.requests == []


def test_it_reads_when_asked_to(run, talks, stub, asked):
    ran = run("read", talks, *asked)
    assert ran.code == 0, ran.err
    assert "Language model: 2 requests" in ran.out
    listed = run("statements", talks, "--json").json["statements"]
    (said,) = [s for s in listed if s["rules"].get("content") == "language model m-1"]
    assert (said["actor"], said["speaker"]) == ("north", "Ana Torvald")
    sent = len(stub.requests)
    counts = run("read", talks, *asked, "--json").json
    assert counts["unchanged_reports"] == 2
    assert len(stub.requests) == sent


def test_what_is_not_public_is_skipped_and_said_so(run, talks, stub, asked):
    internal = Path(talks, "reports", "third.txt")
    internal.write_text(
        " date 2024-05-12 Secret\nhandling: internal\n\nPresident Ana Torvald said no.\n", "utf-8"
    )
    ran = run("read", talks, *asked)
    assert ran.code == 2
    assert "it is not sent to a language model" in ran.err
    assert not any("said no" in json.dumps(request) for request in stub.requests)
    assert len(run("reports", talks, "--json").json["reports"]) == 2


def test_an_endpoint_has_to_be_named(run, talks):
    ran = run("read", talks, "--reader", "llm")
    assert (ran.code, "--endpoint" in ran.err) == (2, True)
    ran = run(
        "read", talks, "--reader", "llm", "--endpoint", "http://models.example/v1", "--model", "m"
    )
    assert (ran.code, "PP307" in ran.err) == (1, True)


def test_it_is_measured_by_the_same_scorer(run, talks, stub, asked, tmp_path):
    gold = tmp_path / "gold"
    (gold / "reports").mkdir(parents=True)
    (gold / "case.yaml").write_bytes((talks / "case.yaml").read_bytes())
    text = (talks / "reports" / "first.txt").read_text("utf-8")
    (gold / "reports" / "first.txt").write_text(text, "utf-8")
    spans = {}
    for role, words in (
        ("source", TRUCE["source"]),
        ("cue", TRUCE["cue"]),
        ("content", TRUCE["content"][0]),
    ):
        start = text.index(words)
        spans[role] = [[start, start + len(words)]]
    line = {"report": "first.txt", "spans": spans, "actors": ["north"], "part": "tune"}
    (gold / "gold.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    found = run("reader", "score", gold, *asked, "--json").json
    assert found["relation.exact.recall"] == 1.0
    assert "llm-" in found["reader"]

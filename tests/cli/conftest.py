"""A small case in an empty folder, and the command line run as a person would."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pourparler.cli import main

CASE = """\
title: River talks
actors:
  - {id: north, name: Northland, kind: state, aliases: [Norburg], adjectives: [Northlander]}
  - {id: front, name: River Front, kind: movement, aliases: [the Front]}
people:
  - {name: Ana Torvald, actor: north, role: president, pronoun: she, from: 2020-01-01}
parties: [north, front]
issues:
  - id: truce
    question: When does the fighting stop?
    scale: ordered
    options:
      - {id: first, at: 0, words: A full truce before talks, examples: [an immediate truce]}
      - {id: after, at: 100, words: A truce only with a signed treaty, examples: [treaty first]}
settlement:
  bar: 0.8
  discount_per_year:
    {low: 0.03, high: 0.15, assumption: {author: test, reason: wide, known_on: 2024-01-01}}
"""
FIRST = """\
 date 2024-05-02 The president speaks
publisher: River Post

President Ana Torvald said on Wednesday that "an immediate truce" must come before any talks.

A Coast Guard officer said the river was calm.
"""
SECOND = """\
 date 2024-05-10 The Front answers
publisher: River Post

The River Front said it would accept a truce only with a signed treaty.
"""


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Run ``pourparler`` with the given words in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*words: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["pourparler", *map(str, words)])
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsysbinary.readouterr()
        code = stopped.value.code
        return Ran(code if isinstance(code, int) else 0, out.decode(), err.decode())

    return call


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A case with two reports that has not been read yet."""
    folder = tmp_path / "talks"
    (folder / "reports").mkdir(parents=True)
    (folder / "case.yaml").write_text(CASE, "utf-8")
    (folder / "reports" / "first.txt").write_text(FIRST, "utf-8")
    (folder / "reports" / "second.txt").write_text(SECOND, "utf-8")
    return folder


@pytest.fixture
def read_talks(run: Run, talks: Path) -> Path:
    """The same case, read."""
    assert run("read", talks).code == 0
    return talks

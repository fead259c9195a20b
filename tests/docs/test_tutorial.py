"""The tutorial is typed line by line in an empty folder, and what it shows is what is printed."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pourparler.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "tutorial" / "the-first-hour.md"
_BLOCK = re.compile(
    r"^(?:<!-- (?P<note>[^\n]+) -->\n)?```(?P<kind>text)?\n(?P<body>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
TOLERANT = "figures may differ"


@dataclass
class Step:
    """Lines to be typed, files to be saved before, and the lines that are shown below them."""

    typed: list[str]
    files: dict[str, str] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)
    is_tolerant: bool = False


def read_steps(text: str) -> list[Step]:
    steps: list[Step] = []
    files: dict[str, str] = {}
    for block in _BLOCK.finditer(text):
        note, body = block["note"] or "", block["body"]
        if note.startswith("file: "):
            files[note.removeprefix("file: ")] = body
        elif block["kind"] is None:
            steps.append(Step(body.splitlines(), files))
            files = {}
        else:
            assert not steps[-1].shown, "two outputs of one step"
            steps[-1].shown = body.splitlines()
            steps[-1].is_tolerant = note == TOLERANT
    return steps


def flat(line: str, *, is_tolerant: bool) -> str:
    joined = " ".join(line.split())
    return _NUMBER.sub("#", joined) if is_tolerant else joined


def find_missing(step: Step, printed: str) -> str | None:
    """Return the first shown line that is not printed after the ones before it."""
    lines = [flat(line, is_tolerant=step.is_tolerant) for line in printed.splitlines()]
    place = 0
    for shown in step.shown:
        parts = flat(shown, is_tolerant=step.is_tolerant).split("…")
        pattern = re.compile(".*".join(re.escape(part.strip()) for part in parts))
        found = next((n for n in range(place, len(lines)) if pattern.search(lines[n])), None)
        if found is None:
            return shown
        place = found
    return None


def type_line(line: str, monkeypatch, capsysbinary) -> str:
    """Run a line as typed, and return what it printed."""
    words = shlex.split(line)
    assert words[0] == "pourparler", line
    if words[1] == "serve":
        return serve(words[1:])
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as stopped:
        main()
    out, err = (part.decode() for part in capsysbinary.readouterr())
    assert stopped.value.code in (0, None), f"{line}\n{err}"
    return out + err


def serve(words: list[str]) -> str:
    """Serve as typed but on a free port and without a browser, look at the first page, stop."""
    command = [sys.executable, "-m", "pourparler", *words, "--no-browser", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as server:
        assert server.stdout is not None
        printed = ""
        try:
            while not (address := _ADDRESS.search(printed)):
                line = server.stdout.readline().decode()
                assert line, f"it stopped: {printed}"
                printed += line
            with urllib.request.urlopen(address[0], timeout=60) as page:
                assert page.status == 200
                assert b"Peace talks over Ukraine" in page.read()
        finally:
            server.terminate()
    return printed


def test_every_line_of_the_tutorial_does_what_it_shows(tmp_path, monkeypatch, capsysbinary):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("POURPARLER_CODER", raising=False)
    steps = read_steps(PAGE.read_text("utf-8"))
    assert len(steps) > 15
    for step in steps:
        for name, text in step.files.items():
            (tmp_path / name).write_text(text, "utf-8")
        printed = "".join(type_line(line, monkeypatch, capsysbinary) for line in step.typed)
        missing = find_missing(step, printed)
        assert missing is None, f"{step.typed} does not print {missing!r} but\n{printed}"
        assert step.shown
    for name in ("brief.html", "since-anchorage.html", "positions.csv", "commitments.tex"):
        assert (tmp_path / name).stat().st_size > 100


def test_an_output_that_is_not_printed_is_found():
    step = Step(["pourparler demo"], shown=["Read 3 …", "b  c"])
    assert find_missing(step, "x\nRead 3 reports\na b c d") is None
    assert find_missing(step, "a b c d\nRead 3 reports") == "b  c"
    assert find_missing(step, "Read 4 reports\nb c") == "Read 3 …"
    step.is_tolerant = True
    assert find_missing(step, "Read 4 reports\nb c") is None

"""``serve`` starts a server that a browser reaches, and says no in two lines where it cannot."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from cli.conftest import Run


def test_serve_reads_a_new_case_and_answers(talks: Path) -> None:
    words = ["serve", str(talks), "--no-browser", "--port", "0", "--json"]
    command = [sys.executable, "-m", "pourparler", *words]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        said = json.loads("".join(server.stdout.readline() for _ in range(3)))
        with urlopen(said["address"]) as answer:
            assert "River talks" in answer.read().decode()
    finally:
        server.terminate()
        server.wait(10)
        server.stdout.close()


def test_other_machines_need_a_token(run: Run, talks: Path) -> None:
    ran = run("serve", talks, "--host", "0.0.0.0", "--no-browser")
    assert ran.code == 2
    assert "PP701" in ran.err
    assert "--token" in ran.err
    assert not (talks / "ledger.db").exists()


def test_what_is_not_installed_is_named(
    run: Run, talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "pourparler.web.serving", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    ran = run("serve", talks, "--no-browser")
    assert ran.code == 2
    assert "pourparler[web]" in ran.err

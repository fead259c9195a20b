"""Whatever is wrong with the input gets two lines: what and where, and the way out."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SENTENCE = "Ana Torvald said that an immediate truce must come before any talks."


def refused(ran, *words: str) -> None:
    """Exit 2, an error in two lines, and every word in them."""
    assert ran.code == 2
    assert "Traceback" not in ran.err
    lines = [line for line in ran.err.splitlines() if not line.startswith("also: ")]
    assert len(lines) == 2, ran.err
    for word in words:
        assert word in ran.err, ran.err


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", ["is empty"]),
        (bytes(range(256)) * 20, ["not a text file"]),
        (SENTENCE.encode(), ["has no date", "three ways"]),
        (b" date 2099-01-01 Later\n\n" + SENTENCE.encode(), ["2099-01-01", "future"]),
        (b" date 2024-13-01 Never\n\n" + SENTENCE.encode(), ["2024-13-01"]),
        (b" date 2024-05-01 Title\n", ["no text"]),
    ],
    ids=["empty", "binary", "no date", "future", "no such day", "header alone"],
)
def test_a_bad_report_is_named_and_the_rest_goes_in(run, talks, raw, words):
    bad = talks / "reports" / "bad.txt"
    bad.write_bytes(raw)
    ran = run("read", talks)
    refused(ran, "bad.txt", *words)
    assert "Read 2 reports: 2 new" in ran.out


def test_a_line_of_200_megabytes_is_refused_without_being_read_whole(run, talks, tmp_path):
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:  # sparse: 200 MB that take no room on the disk
        file.write(b" date 2024-05-01 Long\n\n")
        file.seek(200_000_000)
        file.write(b"x")
    refused(run("read", talks, huge), "huge.txt", "more than 5,000,000")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1251"])
def test_five_encodings_give_the_same_speaker(run, talks, tmp_path, encoding):
    word = "перемирие" if encoding == "cp1251" else "trêve"
    text = (
        f" date 2024-05-04 Words\n\nAna Torvald said that a “{word}” must come before any talks.\n"
    )
    path = tmp_path / "encoded.txt"
    path.write_bytes(text.encode(encoding))
    assert run("read", talks, path).code == 0
    found = run("statements", talks, "--actor", "north", "--text", word, "--json").json
    assert any(word in statement["context"] for statement in found["statements"])


def test_script_and_control_characters_do_no_harm(run, talks):
    hostile = (
        " date 2024-05-05 <script>alert(1)</script>\x1b[31m\n\n"
        "Ana Torvald said \x1b[2J<img src=x onerror=alert(1)> an immediate truce came first.\n"
    )
    (talks / "reports" / "hostile.txt").write_text(hostile, "utf-8")
    assert run("read", talks).code == 0
    run("brief", talks, "-o", "brief.html")
    page = Path("brief.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    for command in ("statements", "brief", "speakers"):
        assert "\x1b[2J" not in run(command, talks).out


def test_a_duplicate_adds_nothing_and_a_near_copy_is_marked(run, talks, tmp_path):
    run("read", talks)
    same = tmp_path / "same.txt"
    same.write_bytes((talks / "reports" / "first.txt").read_bytes())
    assert run("read", talks, same, "--json").json["new_reports"] == 0


def test_a_folder_that_is_no_case(run, tmp_path):
    (tmp_path / "empty").mkdir()
    refused(run("read", tmp_path / "empty"), "case.yaml")
    refused(run("statements", "sarn-vally"), "sarn-valley")


def test_names_that_the_case_does_not_have(run, read_talks):
    refused(run("statements", read_talks, "--issue", "truse"), "truse", "truce")
    refused(run("statements", read_talks, "--actor", "nort"), "nort", "north")
    refused(run("statements", read_talks, "--attribution", "quoted"), "quoted", "direct")
    refused(run("statements", read_talks, "--since", "May"), "May", "YYYY-MM-DD")
    refused(run("export", read_talks, "xml"), "xml", "csv")
    refused(run("export", read_talks, "bundle", "--as-of", "2024-05-03"), "whole ledger")
    refused(run("import", "copy", "nowhere.jsonl"), "nowhere.jsonl cannot be read")
    refused(run("rehydrate", "copy", "nowhere.jsonl", "."), "nowhere.jsonl cannot be read")
    refused(run("brief", read_talks, "-o", "brief.pdf"), ".pdf", ".html")


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        (("statements", "--until", "2024-05-01"), "--until 2024-05-01"),
        (("statements", "--known-at", "2024-05-01"), "--known-at 2024-05-01"),
        (("events", "--until", "2024-05-01"), "--until 2024-05-01"),
        (("reports", "--until", "2024-05-01"), "--until 2024-05-01"),
        (("brief", "--as-of", "2024-05-01"), "--as-of 2024-05-01"),
        (("watch", "--known-at", "2024-05-01"), "--known-at 2024-05-01"),
    ],
)
def test_a_span_that_ends_before_it_begins(run, read_talks, words, ends):
    command, *options = words
    found = run(command, read_talks, *options, "--since", "2024-05-03")
    refused(found, f"--since 2024-05-03 lies after {ends}", "Swap the two: --since 2024-05-01")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("statements", "--known-at", "2024-01-01"), "2024-05-10: none by --known-at 2024-01-01."),
        (("positions", "--known-at", "2024-01-01"), "2024-05-10: none by --known-at 2024-01-01."),
        (("statements", "--text", "xylophone"), "Leave out --text to see more."),
        (("events", "--kind", "summit", "--until", "2024-04-01"), "--kind or --until to see"),
        (("reports", "--since", "2024-06-01"), "dated 2024-05-02 to 2024-05-10. Leave out --since"),
    ],
)
def test_an_empty_table_says_why(run, read_talks, words, why):
    command, *options = words
    found = run(command, read_talks, *options)
    assert found.code == 0
    assert why in found.out


def test_nothing_read_yet(run, talks):
    ran = run("statements", talks)
    assert ran.code == 1
    assert "pourparler read" in ran.err


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("title: River talks", "titel: River talks", ["line 1", "titel", "title"]),
        ("scale: ordered", "scale: sorted", ["line 11", "sorted", "ordered"]),
        ("bar: 0.8", "bar: high", ["bar", "number"]),
        ("title: River talks", "title: !!python/object/apply:os.system [x]", ["line 1"]),
        ("aliases: [the Front]", "aliases: [Norburg]", ["Norburg"]),
        ("parties: [north, front]", "parties: [north, frnt]", ["frnt", "front"]),
    ],
    ids=["unknown key", "wrong word", "wrong type", "tag", "shared alias", "unknown id"],
)
def test_a_case_file_with_a_mistake(run, talks, old, new, words):
    path = talks / "case.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    ran = run("check", talks)
    refused(ran, *words)
    assert run("check", talks, "--json").json["valid"] is False


def test_an_alias_bomb(run, talks):
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(9)
    )
    (talks / "case.yaml").write_text(bomb, "utf-8")
    assert run("check", talks).code == 2


def test_standard_input_needs_a_date(run, talks, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SENTENCE.encode())))
    refused(run("read", talks, "-"), "standard input", "--date")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SENTENCE.encode())))
    assert run("read", talks, "-", "--date", "2024-05-06").code == 0
    assert run("statements", talks, "--json").json["statements"][0]["reported_on"] == "2024-05-06"


needs_no_root = pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")


@needs_no_root
def test_a_folder_that_may_not_be_opened(run, talks, tmp_path):  # pragma: no cover
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o000)
    refused(run("read", talks, closed), "closed", "cannot be opened")


def test_a_file_that_may_not_be_opened_as_somebody_else(talks, tmp_path):
    """Run as nobody where the tests run as root, so that permissions bind."""
    if os.geteuid() != 0:
        pytest.skip("covered by the test above")
    script = (
        "import os, sys\n"
        "from pourparler.reader.sources.locate import locate\n"
        "from pourparler.errors import ReportError\n"
        "os.setuid(65534)\n"
        "(entry,) = locate([sys.argv[1]])\n"
        "assert isinstance(entry, ReportError), entry\n"
        "print(entry)\n"
    )
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    for parent in (tmp_path, *tmp_path.parents[:3]):
        parent.chmod(0o755) if parent.owner() == "root" else None
    ran = subprocess.run(
        [sys.executable, "-c", script, str(closed)], capture_output=True, text=True, check=False
    )
    assert "cannot be opened: Permission denied" in ran.stdout, ran.stderr


def test_a_place_that_cannot_be_written(run, read_talks):
    ran = run("brief", read_talks, "-o", "no/such/folder/brief.html")
    assert ran.code == 1
    assert "no/such/folder/brief.html" in ran.err
    assert len(ran.err.splitlines()) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("words", [["export", "talks", "csv"], ["brief", "talks"], ["--help"]])
def test_output_onto_a_full_disk(read_talks, words):
    ran = _alone(read_talks.parent, words, output="/dev/full")
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert "cannot be written" in ran.stderr


def test_a_terminal_without_our_letters(read_talks):
    ran = _alone(read_talks.parent, ["brief", "talks"], PYTHONIOENCODING="ascii")
    assert ran.returncode == 0, ran.stderr


def _alone(folder, words, output=None, **environment):
    """Run the command line in a process of its own."""
    with open(output or os.devnull, "wb") as sink:
        return subprocess.run(
            [sys.executable, "-m", "pourparler", *words],
            cwd=folder,
            env=os.environ | environment,
            stdout=sink,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )


def test_a_case_folder_that_may_not_be_written_is_named(run, talks):
    """As nobody where the tests run as root: everything is imported before the change."""
    assert run("read", talks).code == 0
    (talks / "ledger.db").unlink()
    script = (
        "import os, sys, shutil\n"
        "from pourparler.cli import main\n"
        "warm, closed = sys.argv[1:3]\n"
        "def call(*words):\n"
        "    sys.argv = ['pourparler', *words]\n"
        "    try:\n"
        "        main()\n"
        "    except SystemExit as stopped:\n"
        "        return stopped.code\n"
        "assert call('read', warm) == 0\n"
        "os.geteuid() or os.setuid(65534)\n"
        "sys.exit(call('read', closed))\n"
    )
    warm = talks.parent / "warm"
    shutil.copytree(talks, warm)
    talks.chmod(0o555)
    for parent in (talks.parent, *talks.parent.parents[:3]):
        parent.chmod(0o755) if parent.owner() == "root" and os.geteuid() == 0 else None
    ran = subprocess.run(
        [sys.executable, "-c", script, str(warm), str(talks)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    talks.chmod(0o755)
    assert ran.returncode in (1, 2), ran.stderr
    assert "Traceback" not in ran.stderr
    assert "error: " in ran.stderr
    assert "hint: " in ran.stderr

"""The brief on a terminal: everything it must say, at any width, with or without colour."""

from __future__ import annotations

import io
import re
import sys

import pytest

from pourparler.cli.terminal_brief import print_brief
from report.valley import make_report, make_statement, valley_case, valley_content


class Terminal(io.StringIO):
    """Standard output that takes itself for a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def shown(monkeypatch, capsys):
    """Print a brief as into a pipe and return what came out."""
    monkeypatch.delenv("COLUMNS", raising=False)

    def call(content):
        print_brief(content)
        return capsys.readouterr().out

    return call


def test_matrix_questions_newest_and_reports_in_this_order(shown):
    page = shown(valley_content())
    titles = ["Where actors say", "Open questions", "Newest statements", "\nReports\n"]
    places = [page.index(title) for title in titles]
    assert places == sorted(places)
    assert "4f1c0a9be2d7" in page
    assert "16 Apr 2031" in page


def test_newest_comes_first_among_the_newest(shown):
    content = valley_content()
    newest = max(content.statements, key=lambda s: s.said_last)
    listed = shown(content).split("Newest statements")[1]
    assert listed.split()[0:3] == newest.said_last.strftime("%d %b %Y").lstrip("0").split()


@pytest.mark.parametrize("width", [40, 80, 100, 158, 400])
def test_no_line_is_wider_than_the_terminal(monkeypatch, shown, width):
    monkeypatch.setenv("COLUMNS", str(width))
    print_width = min(width, 160)
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    print_brief(valley_content())
    lines = re.sub(r"\x1b\[[0-9;]*m", "", sys.stdout.getvalue()).splitlines()
    assert max(map(len, lines)) <= print_width


def test_every_issue_and_every_actor_with_a_statement_is_in_the_matrix(shown):
    content = valley_content()
    page = " ".join(shown(content).split())
    for issue in content.case.issues:
        assert issue.label.split()[0] in page


@pytest.mark.parametrize("no_color", [True, False])
def test_colour_only_on_a_terminal_that_wants_it(monkeypatch, no_color):
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.setenv("TERM", "xterm-256color")
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        monkeypatch.delenv("NO_COLOR", raising=False)
    print_brief(valley_content())
    coloured = bool(re.search(r"\x1b\[[0-9;]*3[0-9]", sys.stdout.getvalue()))
    assert coloured != no_color


def test_a_pipe_gets_no_escape_sequences(shown):
    assert "\x1b" not in shown(valley_content())


def test_a_report_cannot_steer_the_terminal_nor_write_markup(shown):
    words = "[bold red]\x1b[2Jpeace\u202e[/]"
    sentence = f"Norland said {words}."
    report = make_report(body=sentence, title="[blink]title\x1b[31m")
    told = ("A", "Norland", "said", words, sentence, {"actors": ["norland"]})
    statement = make_statement(report, told)
    page = shown(valley_content(reports=(report,), statements=(statement,)))
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "[bold red]" in page
    assert "[blink]title" in page


def test_a_case_without_statements_says_what_is_missing(shown):
    page = shown(valley_content(reports=(), statements=()))
    assert valley_case().title in page
    assert "Not heard" in page
    assert "Newest" not in page

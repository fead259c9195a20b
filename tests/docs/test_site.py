"""The site builds without a warning, and every command line that a page shows can be typed."""

from __future__ import annotations

import re
import shlex
import warnings
from html.parser import HTMLParser
from pathlib import Path

import pytest
import typer.main
from mkdocs.commands.build import build
from mkdocs.config import load_config

from pourparler.cli.app import app

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
_BLOCK = re.compile(r"^```(?:console|sh|bash)?\n(.*?)^```", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^(?:\$ )?pourparler\s+(.+?)(?:\s{2,}#.*|\s+#\s.*)?$", re.MULTILINE)
_INLINE = re.compile(r"`pourparler ([^`]+)`")
_STOPS = frozenset({"|", ">", ">>", "<", "&&", ";", "&"})


def shown() -> list[tuple[str, str]]:
    lines = []
    for page in PAGES:
        text = page.read_text("utf-8").replace("\\\n", " ")
        found = [line for block in _BLOCK.findall(text) for line in _COMMAND.findall(block)]
        found += _INLINE.findall(_BLOCK.sub("", text))
        lines += [(str(page.relative_to(ROOT)), " ".join(line.split())) for line in found]
    return lines


@pytest.mark.parametrize(("page", "line"), shown())
def test_a_command_line_that_is_shown_names_what_there_is(page: str, line: str) -> None:
    words = shlex.split(line.replace("…", "X").replace("...", "X"))
    words = words[: next((n for n, word in enumerate(words) if word in _STOPS), len(words))]
    command = typer.main.get_command(app)
    while words and hasattr(command, "commands") and words[0] in command.commands:
        command = command.commands[words.pop(0)]
    if hasattr(command, "commands") and words and not words[0].startswith("-"):
        alternatives = re.split(r"[|/]", words[0])
        assert all(word in command.commands for word in alternatives), f"{page}: {line}"
        return
    known = {"--help", "-h"} | {
        name
        for parameter in command.params
        for name in [*parameter.opts, *parameter.secondary_opts]
    }
    options = [word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)]
    assert set(options) <= known, f"{page}: {line}"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        warnings.simplefilter("ignore")
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)  # strict: a warning ends it
    return folder


def test_the_site_builds_without_a_warning_and_holds_every_page(site: Path) -> None:
    pages = {p.relative_to(ROOT / "docs").with_suffix("") for p in (ROOT / "docs").rglob("*.md")}
    assert pages <= {p.relative_to(site).with_suffix("") for p in site.rglob("*.html")}


class _Loaded(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "link", "img", "iframe", "source"}:
            self.addresses += [value or "" for name, value in attrs if name in {"src", "href"}]


def test_the_site_loads_nothing_from_elsewhere(site: Path) -> None:
    loaded = _Loaded()
    loaded.feed((site / "index.html").read_text("utf-8"))
    assert loaded.addresses
    assert [address for address in loaded.addresses if "//" in address] == []

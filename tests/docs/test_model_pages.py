"""Pages about models: their examples run, and each is linked from the index and the front page."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "reference" / "models").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_examples_print_what_the_page_says(page):
    failed, _ = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert failed == 0


def test_every_page_can_be_reached():
    index = (ROOT / "docs" / "reference" / "models" / "index.md").read_text(encoding="utf-8")
    front = (ROOT / "README.md").read_text(encoding="utf-8")
    for page in PAGES:
        assert page.stem == "index" or f"]({page.name})" in index
        assert f"docs/reference/models/{page.name})" in front


@pytest.mark.parametrize(
    "name", ["war", "front", "sequence", "settlement", "sensitivity", "scoring"]
)
def test_the_page_names_every_public_function(name):
    text = (ROOT / "docs" / "reference" / "models" / f"{name}.md").read_text(encoding="utf-8")
    assert "## When not to use it" in text
    for module in (ROOT / "src" / "pourparler" / "models" / name).glob("[a-z]*.py"):
        assert f"`{module.stem}." in text or f"`{module.stem}`" in text, module.stem

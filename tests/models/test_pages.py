"""The pages on models run as they are printed."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from pourparler.models.guarantees.published import PUBLISHED

MODELS = Path(__file__).parents[2] / "docs" / "reference" / "models"


@pytest.mark.parametrize("page", sorted(MODELS.glob("*.md")), ids=lambda page: page.name)
def test_the_examples_of_a_page_run(page):
    result = doctest.testfile(str(page), module_relative=False)
    assert result.failed == 0


def test_every_page_is_in_the_index():
    index = (MODELS / "index.md").read_text("utf-8")
    for page in MODELS.glob("*.md"):
        assert page.name == "index.md" or f"({page.name})" in index


def test_what_others_published_is_on_the_page_of_guarantees():
    page = (MODELS / "guarantees.md").read_text("utf-8")
    for item in PUBLISHED:
        assert f"| `{item.id}` | {item.claim} | {item.value} | {item.source} |" in page

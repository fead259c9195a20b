"""Terms of art stand behind plain words, and the glossary has every one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pourparler.models.packages.survey import survey_packages
from pourparler.models.packages.worth import ListedWorth
from pourparler.report.terms import MODELS, TERMS, explain, model_words, package_words
from pourparler.workbench.forecasts import RECORD

GLOSSARY = Path(__file__).parents[2] / "docs" / "reference" / "glossary.md"


@pytest.mark.parametrize("name", TERMS)
def test_the_glossary_has_every_term_with_what_outputs_call_it(name):
    term = TERMS[name]
    assert f"| **{term.term}** | {term.plain} | {term.meaning} |" in GLOSSARY.read_text("utf-8")
    assert term.words == f"{term.plain} ({term.term})"
    assert term.term.casefold() not in term.plain.casefold() or term.term == "mean"


def test_every_model_and_every_named_package_has_plain_words():
    assert set(MODELS) == set(RECORD)
    assert model_words("mean") == "plain mean of positions"
    assert model_words("challenge").endswith("(challenge)")
    worth = ListedWorth([[[1.0, 0.0], [0.6, 0.6], [0.0, 1.0]]])
    named = survey_packages(worth, [0.2, 0.2]).named
    assert all(package_words(name)[0].islower() for name in named)


def test_terms_are_explained_once_and_in_order():
    told = explain(["nash", "unit", "nash"])
    assert [term for term, _ in told] == ["Nash", "u"]

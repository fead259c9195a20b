"""Statements as Web Annotations: held to the rules of the W3C model, and to the reports."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pourparler.ledger.query import StatementQuery
from pourparler.workbench.export import export
from pourparler.workbench.statements import find_statements
from pourparler.workbench.view import View

MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing",
    "highlighting", "identifying", "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


@pytest.fixture(scope="module")
def collection(valley) -> dict[str, Any]:
    return json.loads(export("annotations", valley, View()).content)


def test_the_collection_is_one(collection):
    """Section 5 of the model: context, id, type, total, and a first page with its items."""
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    page = collection["first"]
    assert page["type"] == "AnnotationPage"
    assert ":" in collection["id"]
    assert ":" in page["id"]
    assert (page["startIndex"], collection["total"]) == (0, len(page["items"]))
    ids = [item["id"] for item in page["items"]]
    assert len(set(ids)) == len(ids) > 20


def test_every_annotation_follows_the_model(collection):
    """Sections 3 and 4: type, motivations of the list, bodies with values, sources."""
    for item in collection["first"]["items"]:
        assert item["type"] == "Annotation"
        assert ":" in item["id"]
        assert set(item["motivation"]) <= MOTIVATIONS
        assert item["target"]
        for body in item["body"]:
            assert body["type"] == "TextualBody"
            assert isinstance(body["value"], str)
            assert body["purpose"] in MOTIVATIONS
            assert body.get("creator", {"type": "Person"})["type"] in {"Person", "Software"}
        for target in item["target"]:
            assert target["type"] == "SpecificResource"
            assert ":" in target["source"]["id"]
            assert target["source"]["type"] == "Text"
            kinds = [selector["type"] for selector in target["selector"]]
            assert kinds == ["TextQuoteSelector", "TextPositionSelector"]


def test_both_selectors_lead_to_the_same_words_of_the_report(collection, valley):
    texts = {r.id: r.text for r in find_statements(valley, StatementQuery()).reports}
    for item in collection["first"]["items"]:
        for target in item["target"]:
            quote, position = target["selector"]
            text = texts[target["source"]["id"].rpartition(":")[2]]
            assert quote["exact"] == text[position["start"] : position["end"]] != ""
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            begin = position["start"] - len(quote["prefix"])
            assert text[begin : begin + len(around)] == around
            assert 0 <= position["start"] < position["end"]


def test_only_quotes_of_a_report_are_in_it(collection, valley):
    shown = json.dumps(collection, ensure_ascii=False)
    for report in find_statements(valley, StatementQuery()).reports:
        paragraphs = [p for p in report.text.split("\n") if len(p) > 400]
        assert not [p for p in paragraphs if p in shown]

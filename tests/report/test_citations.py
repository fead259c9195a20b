"""Reports as entries of a bibliography: fit for CSL, harmless for BibTeX, with lasting keys."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.samples import make_report, reports
from pourparler.case.records import REPORT_KINDS
from pourparler.report.citations import citation_key, csl_items, render_bibtex, render_csl

# What CSL-JSON allows of what is used here; anything else is refused by its schema.
TYPES = {"article-newspaper", "document", "interview", "speech"}
TEXTS = {"id", "type", "title", "container-title", "publisher", "URL", "language", "note"}
DATES = {"issued", "accessed"}

REPORT = make_report(
    title="Talks {on} 50 % of _it_ & \\more",
    publisher="River Post",
    author="A. Writer",
    url="https://example.org/a?b=c&d=%41_e",
    reported_on=date(2025, 8, 19),
    retrieved_at=datetime(2025, 8, 20, 7, tzinfo=UTC),
    translation="agency",
)


def check_csl(item: dict) -> None:
    assert {"id", "type"} <= item.keys() <= TEXTS | DATES | {"author"}
    assert item["type"] in TYPES
    assert all(isinstance(item[key], str) for key in TEXTS & item.keys())
    for key in DATES & item.keys():
        (parts,) = item[key]["date-parts"]
        assert len(parts) == 3
        assert all(isinstance(part, int) for part in parts)
    for name in item.get("author", []):
        assert name.keys() == {"literal"}


@given(st.lists(reports(), max_size=2))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_report_fits_csl_and_bibtex(found):
    items = json.loads(render_csl(found))
    assert len(items) == len(found)
    for item in items:
        check_csl(item)
    entries = read_bibtex(render_bibtex(found))
    assert [key for key, _ in entries] == [citation_key(report.id) for report in found]


def read_bibtex(text: str) -> list[tuple[str, dict[str, str]]]:
    """Read entries as BibTeX does: a value ends where its braces close."""
    entries, place = [], 0
    while found := re.compile(r"\s*@misc\{(\w+),").match(text, place):
        fields, place = {}, found.end()
        while field := re.compile(r"\s*(\w+) = (?:\{|(\w{3}),)").match(text, place):
            place = field.end()
            if field[2]:
                fields[field[1]] = field[2]
                continue
            start, depth = place, 1
            while depth:
                depth += {"{": 1, "}": -1}.get(text[place], 0)
                place += 1
            fields[field[1]] = text[start : place - 1]
            assert text[place] == ","
            place += 1
        assert re.compile(r"\s*\}\n").match(text, place)
        place = re.compile(r"\s*\}\n").match(text, place).end()
        entries.append((found[1], fields))
    assert not text[place:].strip()
    return entries


def test_a_report_with_everything():
    (item,) = csl_items([REPORT])
    assert item == {
        "id": f"pp{REPORT.id}",
        "type": "article-newspaper",
        "title": "Talks {on} 50 % of _it_ & \\more",
        "author": [{"literal": "A. Writer"}],
        "container-title": "River Post",
        "issued": {"date-parts": [[2025, 8, 19]]},
        "accessed": {"date-parts": [[2025, 8, 20]]},
        "URL": "https://example.org/a?b=c&d=%41_e",
        "language": "en",
        "note": f"pourparler report {REPORT.id}; translation by the agency",
    }
    ((key, fields),) = read_bibtex(render_bibtex([REPORT]))
    assert key == item["id"]
    assert fields["title"] == (
        r"{Talks {\textbraceleft}on{\textbraceright} 50 {\%} of {\_}it{\_} {\&} "
        r"{\textbackslash}more}"
    )
    assert fields["month"] == "aug"
    assert fields["url"] == "https://example.org/a?b=c&d=%41_e"


def test_a_key_outlasts_every_correction():
    corrected = replace(REPORT, title="Other", publisher=None, reported_on=date(2025, 1, 1))
    assert citation_key(corrected.id) == citation_key(REPORT.id)


@pytest.mark.parametrize("kind", REPORT_KINDS)
def test_every_kind_of_report_has_a_type(kind):
    check_csl(csl_items([replace(REPORT, kind=kind)])[0])


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "x", None])
def test_an_address_that_is_none_is_left_out(url):
    report = replace(REPORT, url=url)
    assert "URL" not in csl_items([report])[0]
    assert "url =" not in render_bibtex([report])

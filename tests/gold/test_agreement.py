"""What two further coders made of the same statements, and what is printed of it."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from pourparler.case.folder import open_case_folder
from pourparler.case.records import ATTRIBUTIONS, FORCES, MODALITIES
from pourparler.reader.when.edtf import parse_edtf

GOLD = Path(__file__).parent
AGREEMENT = runpy.run_path(str(GOLD / "agreement.py"))
PAGE = GOLD.parents[1] / "docs" / "explanation" / "gold.md"


@pytest.fixture(scope="module")
def codings():
    return AGREEMENT["read_codings"]()


def test_every_statement_has_three_codings_in_the_words_of_its_case(codings):
    assert len(codings) == 340
    cases = {name: open_case_folder(GOLD / name).case for name, _, _ in codings}
    for (name, _, _), of_coder in codings.items():
        assert set(of_coder) == {"first", "B", "C"}
        actors = {actor.id for actor in cases[name].actors}
        issues = {issue.id for issue in cases[name].issues}
        for one in of_coder.values():
            assert set(one["actors"]) <= actors
            assert one["issue"] in {*issues, None}
            assert one["force"] in FORCES
            assert one["attribution"] in ATTRIBUTIONS
            assert one["modality"] in {*MODALITIES, None}
            parse_edtf(one["said_on"])


def test_all_of_the_test_part_was_coded_again(codings):
    marked = sum(
        '"part": "test"' in line
        for path in GOLD.glob("*/gold.jsonl")
        for line in path.read_text("utf-8").splitlines()
    )
    assert marked == sum(one["first"]["part"] == "test" for one in codings.values())


def test_the_page_prints_what_is_computed(codings):
    test = [one for one in codings.values() if one["first"]["part"] == "test"]
    rows = dict(
        re.findall(r"^\| (\w+) \| (\S+ / \S+ / \S+ \| \S+ / \S+ / \S+) \|$", PAGE.read_text(), re.M)
    )
    assert len(rows) == 7
    for field, row in rows.items():
        both = [AGREEMENT["agreement"](some)[field] for some in (test, list(codings.values()))]
        printed = " | ".join(" / ".join(f"{100 * x:.1f}" for x in one.values()) for one in both)
        assert row == printed, field

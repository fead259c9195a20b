"""Our own gold is learned from in the parts meant for it, and never in the one that is scored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pourparler.reader.tagger import LABELS
from training.own import make_own_units, read_own
from training.recipe import Recipe

CASE = """title: {name}
actors: [{{id: norland, name: Norland, kind: state}}, {{id: sud, name: Sudland, kind: state}}]
issues:
  - id: station
    question: Who runs the station?
    scale: unordered
    options: [{{id: north, words: Norland}}, {{id: south, words: Sudland}}]
"""
TEXT = "Norland said {word} would not run the station.\n"


def make_gold(place: Path, marked: dict[str, list[str]]) -> Path:
    """Write negotiations with a report for each part named, one statement in each."""
    for name, parts in marked.items():
        (place / name / "reports").mkdir(parents=True)
        (place / name / "case.yaml").write_text(CASE.format(name=name), "utf-8")
        lines = []
        for day, part in enumerate(parts, start=1):
            text = TEXT.format(word=part)
            (place / name / "reports" / f"2025-01-0{day}-{part}.txt").write_text(text, "utf-8")
            if part != "empty":
                lines.append(json.dumps(statement(text, part, day)))
        (place / name / "gold.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return place


def statement(text: str, part: str, day: int) -> dict[str, Any]:
    def span(words: str) -> list[list[int]]:
        return [[text.index(words), text.index(words) + len(words)]]

    spans = {
        "source": span("Norland"),
        "cue": span("said"),
        "content": span(f"{part} would not run the station"),
    }
    return {"report": f"2025-01-0{day}-{part}.txt", "part": part, "spans": spans}


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    parts = {"hills": ["tune", "test"], "lakes": ["fresh", "test", "empty"], "vale": ["wire"]}
    return make_gold(tmp_path_factory.mktemp("gold"), parts)


def words_of(gold: Path, recipe: Recipe) -> list[str]:
    return [word for unit in make_own_units(gold, recipe) for word in unit.words]


def test_only_what_is_marked_in_the_parts_for_learning_is_learned(gold: Path):
    words = words_of(gold, Recipe(own_repeat=1))
    assert words.count("station") == 2
    assert {"tune", "fresh"} <= set(words)
    assert not {"test", "wire", "empty"} & set(words)
    assert "fresh" not in words_of(gold, Recipe(own_repeat=1, own_parts="tune"))


def test_spans_become_the_labels_that_polnear_s_do(gold: Path):
    (unit,) = make_own_units(gold, Recipe(own_repeat=1, own_parts="tune"))
    assert [LABELS[label] for label in unit.labels] == [
        "B-Source", "B-Cue", "B-Content", *["I-Content"] * 5, "O",
    ]  # fmt: skip
    assert unit.article == "hills/2025-01-01-tune.txt"


def test_paragraphs_come_as_often_as_asked_and_negotiations_can_be_left_out(gold: Path):
    assert words_of(gold, Recipe(own_repeat=3)).count("tune") == 3
    assert words_of(gold, Recipe(own_repeat=2, own_left_out="hills vale")).count("station") == 2
    assert make_own_units(gold, Recipe(own_repeat=0)) == []


@pytest.mark.parametrize("part", ["test", "all"])
def test_no_other_part_can_be_asked_for(gold: Path, part: str):
    with pytest.raises(ValueError, match=f"not from '{part}'"):
        make_own_units(gold, Recipe(own_repeat=1, own_parts=f"tune {part}"))


def test_a_negotiation_that_is_not_there_is_no_silent_nothing(gold: Path):
    with pytest.raises(ValueError, match="no negotiation 'velm'"):
        read_own(gold, ["tune"], without=["velm"])
    assert [case.folder.case.title for case in read_own(gold, ["tune"], only=["hills"])] == [
        "hills"
    ]

"""Articles become labelled paragraphs; the held-out tenth depends on its seed alone."""

from __future__ import annotations

from pathlib import Path

from pourparler.case.records import Spans
from pourparler.reader.scoring.marked import MarkedStatement, MarkedText
from pourparler.reader.tagger import LABELS
from training.recipe import Recipe, load_recipe
from training.units import LEFT, NONE, RIGHT, make_units, split_articles

TEXT = (
    "Polls\n“We go,” said Hale. It was denied.\nShe hopes so.\nNothing else happened on that day."
)


def span(words: str) -> tuple[tuple[int, int], ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


def statement(source: str, cue: str, content: str) -> MarkedStatement:
    return MarkedStatement(
        spans=Spans(source=span(source) if source else (), cue=span(cue), content=span(content))
    )


ARTICLE = MarkedText(
    name="one",
    text=TEXT,
    statements=(
        statement("Hale", "said", "“We go,”"),
        statement("", "was denied", "It"),
        statement("She", "hopes", "so"),
    ),
)


def test_words_get_labels_and_cues_the_side_of_their_source():
    first, second = make_units([ARTICLE], shortest_empty=8)
    assert [LABELS[label] for label in first.labels] == [
        "B-Content", "I-Content", "I-Content", "I-Content", "I-Content",
        "B-Cue", "B-Source", "O", "B-Content", "B-Cue", "I-Cue", "O",
    ]  # fmt: skip
    assert first.sides == ((5, RIGHT), (9, NONE))
    assert second.words == ("She", "hopes", "so", ".")
    assert second.sides == ((1, LEFT),)


def test_short_lines_without_a_statement_are_left_out():
    assert len(make_units([ARTICLE])) == 4
    assert len(make_units([ARTICLE], shortest_empty=7)) == 3


def test_where_parts_overlap_a_cue_goes_before_a_source_and_that_before_a_content():
    both = MarkedText(
        name="two", text="a b c", statements=(
            MarkedStatement(spans=Spans(source=((2, 5),), cue=((4, 5),), content=((0, 5),))),
        ),
    )  # fmt: skip
    (unit,) = make_units([both])
    assert [LABELS[label] for label in unit.labels] == ["B-Content", "B-Source", "B-Cue"]


def test_the_held_tenth_depends_on_the_seed_alone(tmp_path: Path):
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    for number in range(30):
        (tmp_path / "text" / f"a{number}.txt").write_text("Words.", "utf-8")
        (tmp_path / "attributions" / f"a{number}_0000.ann").write_text("", "utf-8")
    learn_from, held = split_articles(tmp_path, 7)
    assert (len(learn_from), len(held)) == (27, 3)
    assert not {a.name for a in learn_from} & {a.name for a in held}
    assert split_articles(tmp_path, 7) == (learn_from, held)
    assert split_articles(tmp_path, 8)[1] != held


def test_a_recipe_comes_back_from_its_file(tmp_path: Path):
    recipe = Recipe(seed=3, epochs=5)
    recipe.save(tmp_path / "recipe.json")
    assert load_recipe(tmp_path / "recipe.json") == recipe

"""Labelled words become relations: which cue takes which content and which source."""

from __future__ import annotations

import pytest

from pourparler.reader.reading import Draft
from pourparler.reader.relations import link_relations
from pourparler.reader.relative import mend_relative_source
from pourparler.reader.tagger import LABELS, WORD, Unit


def linked(reading, **marked: str):
    """Link the words of the body, labelled as told."""
    text = reading.report.text
    words = [m.span() for m in WORD.finditer(text, reading.sentences[0].start)]
    labels = [0] * len(words)
    for role, piece in marked.items():
        start = text.index(piece, words[0][0])
        inside = [n for n, (a, b) in enumerate(words) if start <= a and b <= start + len(piece)]
        for order, number in enumerate(inside):
            labels[number] = LABELS.index(f"{'I' if order else 'B'}-{role.capitalize()}")
    starts, ends = zip(*words, strict=True)
    link_relations(reading, [Unit(starts, ends, tuple(labels), (-0.1,) * len(words))])
    return reading.drafts


def test_a_quotation_before_its_cue_is_what_was_said(reading_of):
    reading = reading_of("A return to the old line was “a dream”, Anna Lind told them.")
    (draft,) = linked(reading, source="Anna Lind", cue="told")
    assert reading.text_of(draft.content) == "A return to the old line was “a dream”"
    assert draft.confidence < 0.7


@pytest.mark.parametrize(
    "body",
    [
        "A return to the old line was a dream, Anna Lind told them.",
        "“A dream” it was when Anna Lind told them.",
        "The line was “a dream”, Keld heard when Anna Lind met those who told them.",
    ],
)
def test_without_a_quotation_that_ends_there_a_cue_stays_alone(reading_of, body):
    assert linked(reading_of(body), source="Anna Lind", cue="told") == []


def test_a_clause_between_is_part_of_the_source(reading_of):
    text = "Northland, which hosts the talks, has proposed a joint board."
    reading = reading_of(text)
    start = reading.report.text.index(text)
    at = {word: start + text.index(word) for word in ("which", "has", "a joint")}
    draft = Draft(
        ((at["which"], at["has"] - 1),), ((at["has"], at["a joint"] - 1),),
        ((at["a joint"], start + len(text) - 1),), 0.9,
    )  # fmt: skip
    mend_relative_source(reading, draft)
    assert reading.text_of(draft.source) == "Northland, which hosts the talks,"

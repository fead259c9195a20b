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
            labels[number] = LABELS.index(
                f"{'I' if order else 'B'}-{role.strip('12').capitalize()}"
            )
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


def test_a_content_that_runs_on_to_the_next_cue_is_two(reading_of):
    reading = reading_of("Anna Lind wants “a quiet river”. The line would be moved, she said.")
    first, second = linked(
        reading, source1="Anna Lind", cue1="wants", source2="she", cue2="said",
        content="“a quiet river”. The line would be moved",
    )  # fmt: skip
    assert reading.text_of(first.content) == "“a quiet river”"
    assert reading.text_of(second.content) == "The line would be moved"
    assert [reading.text_of(draft.source) for draft in (first, second)] == ["Anna Lind", "she"]


def test_a_quotation_over_two_sentences_stays_whole(reading_of):
    reading = reading_of("Lind swore “it ends. It will be moved”, she said.")
    quotation = "“it ends. It will be moved”"
    (draft,) = linked(
        reading, source1="Lind", cue1="swore", content=quotation, source2="she", cue2="said"
    )
    assert reading.text_of(draft.content) == quotation


def test_a_content_over_two_sentences_stays_whole_without_a_cue_of_the_second(reading_of):
    reading = reading_of("Lind wants a truce. The line would be moved.")
    content = "a truce. The line would be moved"
    (draft,) = linked(reading, source="Lind", cue="wants", content=content)
    assert reading.text_of(draft.content) == content


def test_a_cue_between_a_main_clause_and_how_it_goes_on_has_both(reading_of):
    reading = reading_of("The line had to move, Anna Lind told them in Keld, or they would leave.")
    (draft,) = linked(reading, source="Anna Lind", cue="told")
    assert reading.text_of(draft.content) == "The line had to move … or they would leave"
    assert draft.confidence < 0.7


@pytest.mark.parametrize(
    "body",
    [
        "When the line had moved, Anna Lind told them, and she would leave.",
        "On Monday, Anna Lind told them, and they would leave.",
        "The line had moved, Anna Lind told them, and left.",
        "The line had moved, as Anna Lind told them, or they would leave.",
    ],
)
def test_without_a_main_clause_that_goes_on_a_cue_stays_alone(reading_of, body):
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

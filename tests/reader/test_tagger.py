"""The best legal label sequence, units that fit the network, and relations from labels."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pourparler.errors import TaggerError
from pourparler.reader.reading import Draft
from pourparler.reader.relations import link_relations
from pourparler.reader.tagger import (
    LABELS,
    Unit,
    best_path,
    legal_transitions,
    log_softmax,
    open_tagger,
    tag,
)

SCORES = arrays(np.float64, (4, 7), elements=st.integers(-40, 0).map(lambda n: n / 8))


def plain_best_score(scores, transitions):
    best = -np.inf
    for path in itertools.product(range(7), repeat=len(scores)):
        if path[0] in (2, 4, 6):
            continue
        total = sum(scores[w, label] for w, label in enumerate(path))
        total += sum(transitions[a, b] for a, b in itertools.pairwise(path))
        best = max(best, total)
    return best


def score_of(path, scores, transitions):
    total = sum(scores[w, label] for w, label in enumerate(path))
    return total + sum(transitions[a, b] for a, b in itertools.pairwise(path))


@settings(max_examples=25, deadline=None)
@given(SCORES)
def test_the_path_is_the_best_of_all_paths(scores):
    transitions = legal_transitions()
    path = best_path(scores, transitions)
    assert score_of(path, scores, transitions) == plain_best_score(scores, transitions)


@given(SCORES)
def test_the_path_is_legal(scores):
    path = [LABELS[label] for label in best_path(scores, legal_transitions())]
    for before, after in itertools.pairwise(["O", *path]):
        if after.startswith("I-"):
            assert before[2:] == after[2:]


@given(SCORES)
def test_log_probabilities_sum_to_one(scores):
    assert np.allclose(np.exp(log_softmax(scores)).sum(axis=1), 1.0, atol=1e-12)


def test_a_statement_is_found_in_plain_english(reading_of):
    reading = reading_of("The president said on Monday that the truce must come first.")
    link_relations(reading, tag(reading, open_tagger()))
    (draft,) = reading.drafts
    assert reading.text_of(draft.source) == "The president"
    assert reading.text_of(draft.cue) == "said"
    assert "the truce must come first" in reading.text_of(draft.content)
    assert 0.8 < draft.confidence < 1


def test_a_paragraph_of_any_length_is_labelled_word_by_word(reading_of):
    body = "zxqj" * 40 + " " + "He said no. " * 400 + "Ünpronounceâble" * 30
    reading = reading_of(body)
    units = tag(reading, open_tagger())
    spans = [span for unit in units for span in zip(unit.starts, unit.ends, strict=True)]
    assert spans == sorted(spans)
    assert max(len(unit.labels) for unit in units) <= 180
    assert spans[0][0] == reading.paragraphs[0].start
    assert spans[-1][1] == reading.paragraphs[0].end


def unit_of(reading, labels):
    """Label words of the body: text with one label index a word."""
    words = reading.report.text[reading.report.body_start :].split()
    starts, position = [], reading.report.body_start
    for word in words:
        position = reading.report.text.index(word, position)
        starts.append(position)
        position += len(word)
    ends = tuple(s + len(w) for s, w in zip(starts, words, strict=True))
    return Unit(tuple(starts), ends, tuple(labels), tuple(-0.1 for _ in words))


def test_split_contents_join_one_cue_and_keep_their_pieces(reading_of):
    reading = reading_of("Peace now she said or never")
    link_relations(reading, [unit_of(reading, [5, 6, 1, 3, 5, 6])])
    (draft,) = reading.drafts
    assert reading.text_of(draft.content) == "Peace now … or never"
    assert draft.confidence == pytest.approx(np.exp(-0.1))


def test_a_source_may_serve_two_cues_and_a_cue_without_content_is_dropped(reading_of):
    reading = reading_of("She said one and demanded two then spoke")
    link_relations(reading, [unit_of(reading, [1, 3, 5, 0, 3, 5, 0, 3])])
    found = [(reading.text_of(d.source), reading.text_of(d.content)) for d in reading.drafts]
    assert found == [("She", "one"), ("She", "two")]


def test_a_source_of_another_sentence_is_not_taken(reading_of):
    reading = reading_of("She left. Said it was over.")
    link_relations(reading, [unit_of(reading, [1, 0, 3, 5, 6, 6])])
    (draft,) = reading.drafts
    assert isinstance(draft, Draft)
    assert draft.source == ()


def test_a_content_that_begins_with_that_belongs_to_the_cue_before_it(reading_of):
    reading = reading_of("He told us today that it works but opposed it")
    link_relations(reading, [unit_of(reading, [1, 3, 0, 0, 5, 6, 6, 0, 3, 5])])
    found = [(reading.text_of(d.cue), reading.text_of(d.content)) for d in reading.drafts]
    assert found == [("told", "that it works"), ("opposed", "it")]


@pytest.mark.parametrize(
    ("body", "labels", "content"),
    [
        ("We undertake to keep it. He said no.", [0, 0, 0, 5, 6, 1, 3, 5], "no."),
        ("We keep it. He said no.", [5, 6, 6, 1, 3, 5], "We keep it. … no."),
        ("So “we keep it.” He said no.", [0, 5, 6, 6, 1, 3, 5], "“we keep it.” … no."),
    ],
)
def test_the_middle_of_another_sentence_is_left_unless_quoted(reading_of, body, labels, content):
    reading = reading_of(body)
    link_relations(reading, [unit_of(reading, labels)])
    (draft,) = reading.drafts
    assert reading.text_of(draft.content) == content


def test_a_folder_without_weights_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("POURPARLER_TAGGER", str(tmp_path))
    with pytest.raises(TaggerError, match=r"holds no attribution-int8.onnx"):
        open_tagger()


def test_weights_that_are_no_network_are_refused(tmp_path):
    for name in ("attribution-int8.onnx", "tokenizer.json", "label_bigrams.csv"):
        (tmp_path / name).write_text("not a network")
    with pytest.raises(TaggerError, match="cannot be loaded"):
        open_tagger(tmp_path)


def sided(unit, cue, *shares):
    """Say of one word how likely a cue there has its source left, right, or nowhere."""
    sides = [(-1.1, -1.1, -1.1)] * len(unit.labels)
    sides[cue] = tuple(np.log(shares))
    return replace(unit, sides=tuple(sides))


@pytest.mark.parametrize(
    ("shares", "source"),
    [
        ((0.7, 0.2, 0.1), "Hale"),
        ((0.2, 0.7, 0.1), "she"),
        ((0.2, 0.2, 0.6), ""),
        ((0.45, 0.05, 0.5), "Hale"),
    ],
)
def test_the_network_says_on_which_side_a_cue_has_its_source(reading_of, shares, source):
    reading = reading_of("Hale left it is expected she may win")
    unit = sided(unit_of(reading, [1, 0, 5, 0, 3, 1, 0, 0]), 4, *shares)
    link_relations(reading, [unit])
    (draft,) = reading.drafts
    assert reading.text_of(draft.source) == source


def test_a_source_on_the_unlikelier_side_is_better_than_none(reading_of):
    reading = reading_of("Hale said so")
    link_relations(reading, [sided(unit_of(reading, [1, 3, 5]), 1, 0.3, 0.6, 0.1)])
    (draft,) = reading.drafts
    assert reading.text_of(draft.source) == "Hale"

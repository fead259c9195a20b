"""Scores on cases small enough to count by hand, and what holds for any markings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.case.records import Spans
from pourparler.errors import GoldError
from pourparler.reader.scoring.compare import compare
from pourparler.reader.scoring.marked import MarkedStatement, MarkedText
from pourparler.reader.scoring.scores import add_up

TEXT = "Hale said there is no deal . Ruiz hopes for a truce soon , and nobody denied it"
WORDS = TEXT.split()


def parts(first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Return the span from one word to another, both included."""
    start = len(" ".join(WORDS[:first])) + (first > 0)
    return ((start, len(" ".join(WORDS[: last + 1]))),)


def statement(source=None, cue=None, content=None, confidence=1.0, **fields) -> MarkedStatement:
    spans = {"source": source, "cue": cue, "content": content}
    return MarkedStatement(
        spans=Spans(**{role: parts(*words) for role, words in spans.items() if words}),
        fields=fields,
        confidence=confidence,
    )


def text(*statements: MarkedStatement) -> MarkedText:
    return MarkedText(name="one", text=TEXT, statements=statements)


def score(gold: MarkedText, found: MarkedText) -> dict[str, float]:
    return {name: s.value for name, s in add_up([compare(gold, found)], draws=2).items()}


HALE = statement((0, 0), (1, 1), (2, 5))
RUIZ = statement((7, 7), (8, 8), (9, 12))


def test_a_boundary_that_is_one_word_off_is_an_overlap_and_not_exact():
    scores = score(text(HALE, RUIZ), text(statement((0, 0), (1, 1), (3, 5)), RUIZ))
    assert scores["content.token.precision"] == 1
    assert scores["content.token.recall"] == pytest.approx(7 / 8)
    assert scores["content.exact.f1"] == pytest.approx(1 / 2)
    assert scores["content.overlap.f1"] == 1
    assert scores["relation.overlap.f1"] == 1
    assert scores["relation.iou50.f1"] == 1
    assert scores["relation.exact.f1"] == pytest.approx(1 / 2)


def test_less_than_half_of_a_content_is_an_overlap_and_no_more():
    scores = score(text(HALE), text(statement((0, 0), (1, 1), (5, 5))))
    assert scores["relation.overlap.f1"] == 1
    assert scores["relation.iou50.f1"] == 0


@pytest.mark.parametrize(("gold_source", "found_source"), [(None, (7, 7)), ((0, 0), None)])
def test_a_source_on_one_side_only_breaks_the_relation(gold_source, found_source):
    gold, found = (
        statement(gold_source, (13, 15), (16, 16)),
        statement(found_source, (13, 15), (16, 16)),
    )
    scores = score(text(gold), text(found))
    assert scores["relation.cue_content.f1"] == 1
    assert scores["relation.overlap.f1"] == 0
    assert scores["statement.f1"] == 1


def test_a_relation_without_a_source_on_either_side_is_found():
    nobody = statement(None, (14, 15), (16, 16))
    assert score(text(nobody), text(nobody))["relation.overlap.f1"] == 1


def test_two_findings_of_one_statement_are_one_right_and_one_wrong():
    scores = score(text(HALE), text(HALE, statement((0, 0), (1, 1), (2, 4))))
    assert scores["relation.overlap.precision"] == pytest.approx(1 / 2)
    assert scores["relation.overlap.recall"] == 1


def test_a_source_that_two_statements_share_is_one_span():
    again = statement((0, 0), (8, 8), (9, 12))
    assert score(text(HALE, again), text(HALE))["source.exact.f1"] == 1


def test_loose_pieces_count_as_spans_and_make_no_statement():
    found = MarkedText(name="one", text=TEXT, statements=(), loose=HALE.spans)
    scores = score(text(HALE), found)
    assert scores["source.exact.f1"] == 1
    assert scores["relation.overlap.f1"] == 0


def test_fields_are_compared_on_the_statements_that_were_found():
    coded = {"issue": "truce", "options": "a to a", "modality": "supports", "actors": "north"}
    gold = text(
        statement((0, 0), (1, 1), (2, 5), **coded, speaker="Ana Hale"),
        statement((7, 7), (8, 8), (9, 12), **coded | {"modality": "opposes"}, speaker=""),
    )
    found = text(
        statement((0, 0), (1, 1), (2, 5), **coded, speaker="Ana Hale"),
        statement((7, 7), (8, 8), (9, 12), **coded | {"issue": "border"}, speaker="Ruiz"),
    )
    scores = score(gold, found)
    assert scores["actor.accuracy"] == 1
    assert scores["issue.top1"] == pytest.approx(1 / 2)
    assert scores["options.accuracy"] == pytest.approx(1 / 2)
    # supports: one right of one marked and two found; opposes: none of one
    assert scores["modality.macro_f1"] == pytest.approx((2 / 3 + 0) / 2)
    assert scores["speaker.accuracy"] == 1, "only Ana Hale is a person in the gold"


def test_calibration_compares_confidence_with_the_share_that_is_right():
    wrong = statement((0, 0), (14, 14), (15, 16), confidence=0.95)
    right = statement((0, 0), (1, 1), (2, 5), confidence=0.95)
    error = score(text(HALE), text(right, wrong))["confidence.calibration_error"]
    assert error == pytest.approx(0.95 - 0.5)


def test_another_text_is_refused():
    other = MarkedText(name="one", text="Another text", statements=())
    with pytest.raises(GoldError, match=r"\[PP305\] one: the text that was read"):
        compare(text(), other)


word_ranges = st.tuples(st.integers(0, len(WORDS) - 1), st.integers(0, 4)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], len(WORDS) - 1))
)
statements = st.builds(
    statement,
    st.none() | word_ranges,
    word_ranges,
    word_ranges,
    st.integers(0, 100).map(lambda n: n / 100),
    issue=st.sampled_from(["", "truce", "border"]),
    modality=st.sampled_from(["supports", "opposes"]),
)
texts = st.lists(statements, max_size=5).map(lambda some: text(*some))


@settings(deadline=None, max_examples=60)
@given(texts)
def test_finding_exactly_what_is_marked_is_perfect(gold):
    scores = score(gold, gold)
    scores.pop("issue.none_accuracy", None)
    scores = {name: value for name, value in scores.items() if ".calibration_" not in name}
    assert all(value == 1 for value in scores.values()), scores


@settings(deadline=None, max_examples=60)
@given(texts, texts)
def test_swapping_gold_and_found_swaps_precision_and_recall(gold, found):
    one, other = score(gold, found), score(found, gold)
    for name, value in one.items():
        if name.endswith(".precision"):
            recall = name.replace(".precision", ".recall")
            assert other[recall] == pytest.approx(value), name
        if name.endswith(".f1"):
            assert other[name] == pytest.approx(value), name


@settings(deadline=None, max_examples=60)
@given(texts, texts)
def test_scores_lie_between_0_and_1_and_strictness_never_helps(gold, found):
    scores = score(gold, found)
    assert all(0 <= value <= 1 for value in scores.values())
    if "relation.exact.f1" in scores:
        assert scores["relation.exact.f1"] <= scores["relation.overlap.f1"]
        assert scores["relation.overlap.f1"] <= scores["relation.cue_content.f1"] + 1e-9

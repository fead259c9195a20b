"""Cues of the lexicon, open questions, and what is no statement."""

import pytest

from pourparler.case.folder import parse_case
from pourparler.reader.calls import add_calls
from pourparler.reader.dismiss import dismiss_non_statements
from pourparler.reader.lexicon import cues, inflected, word_pattern, words
from pourparler.reader.mentions import find_mentions
from pourparler.reader.reading import Draft, Reading
from pourparler.reader.sentences import split_sentences
from pourparler.reader.unclear import add_open_questions, is_open_question


@pytest.mark.parametrize(
    ("body", "source", "cue", "content"),
    [
        ("Lind has balked at that prospect.", "Lind", "has balked at", "that prospect"),
        ("Norburg pulled out its divers.", "Norburg", "pulled out", "its divers"),
        ("Lind held that boats were no answer.", "Lind", "held that", "boats were no answer"),
        ("Norburg has floated a shorter toll.", "Norburg", "has floated", "a shorter toll"),
        ("Norburg rejected the plan, but talks go on.", "Norburg", "rejected", "the plan"),
        (
            "The Front, fearing an attack from Southmark, is keen to keep its boats.",
            "Front",
            "is keen to",
            "keep its boats",
        ),
        (
            "Northland and its Friends of the River have repeatedly called for a truce.",
            "Northland and its Friends of the River",
            "have repeatedly called for",
            "a truce",
        ),
        ("Talks stalled, with Norburg pressing for a truce.", "Norburg", "pressing for", "a truce"),
        ("Lind gave up its demand.", "Lind", "gave up", "its demand"),
        ("It was an approach that Lind has pushed for.", "Lind", "has pushed for", "an approach"),
    ],
)
def test_a_cue_with_a_subject_makes_a_statement(reading_of, body, source, cue, content):
    reading = reading_of(body)
    add_calls(reading)
    (draft,) = reading.drafts
    assert reading.text_of(draft.source) == source
    assert reading.text_of(draft.cue) == cue
    assert reading.text_of(draft.content) == content
    assert draft.rules["statement"].startswith("lexicon: ")


@pytest.mark.parametrize(
    "body",
    [
        "He was asked to reject the plan.",
        "Talks with Lind rejected nothing.",
        "The rejected plan of Lind was old.",
        "The plan, Lind rejected.",
        "Asked whether Norburg would accept a truce, he left.",
        "If Norburg accepts a truce, boats will come.",
        "Will Norburg accept a truce?",
    ],
)
def test_a_cue_without_a_subject_or_content_makes_none(reading_of, body):
    reading = reading_of(body)
    add_calls(reading)
    assert reading.drafts == []


def test_a_content_ends_where_the_next_statement_begins(reading_of):
    reading = reading_of("Lind rejected a truce Torvald praised boats.")
    start = reading.report.text.index("Torvald")
    tagged = Draft(
        ((start, start + 7),), ((start + 8, start + 15),), ((start + 16, start + 21),), 0.9
    )
    reading.drafts.append(tagged)
    add_calls(reading)
    assert reading.text_of(reading.drafts[1].content) == "a truce"


def test_what_the_tagger_found_is_left_alone(reading_of):
    reading = reading_of("Lind rejected the plan.")
    start = reading.report.text.index("rejected")
    tagged = Draft((), ((start, start + 8),), ((start + 9, start + 17),), 0.9)
    reading.drafts.append(tagged)
    add_calls(reading)
    assert reading.drafts == [tagged]


@pytest.mark.parametrize(
    ("body", "question"),
    [
        ("How that would work is not clear.", "How that would work"),
        ("It signed, although the role of Norburg is unclear.", "the role of Norburg"),
        ("It is unclear whether the boats will come.", "whether the boats will come"),
        ("Who pays remains unclear, officials aside.", "Who pays"),
    ],
)
def test_what_a_report_calls_unclear_is_an_open_question(reading_of, body, question):
    reading = reading_of(body)
    add_open_questions(reading)
    (draft,) = reading.drafts
    assert reading.text_of(draft.content) == question
    assert is_open_question(draft)


def draft_of(reading, source, cue, content):
    text = reading.report.text

    def span(words):
        start = text.index(words)
        return ((start, start + len(words)),)

    return Draft(span(source) if source else (), span(cue), span(content), 0.9)


@pytest.mark.parametrize(
    ("body", "parts", "kept"),
    [
        ("To agree to a deal, Northland wants boats.", ("Northland", "To agree to", "a deal"), 0),
        ("A pact, which sees war as shared, holds.", ("which", "sees", "war as shared"), 0),
        ("The Front, which sees war, left.", ("which", "sees", "war"), 1),
        ("Lind has little incentive to stop.", ("Lind", "has little incentive", "to stop"), 0),
        ("Lind refused to stop.", ("Lind", "refused", "to stop"), 1),
        ("Lind gave it days to agree to talks.", ("Lind", "to agree to", "talks"), 0),
    ],
)
def test_purposes_definitions_and_judgements_are_no_statements(reading_of, body, parts, kept):
    reading = reading_of(body)
    reading.drafts.append(draft_of(reading, *parts))
    dismiss_non_statements(reading)
    assert len(reading.drafts) == kept


def test_a_name_that_ends_like_an_adverb_is_a_name(report_of):
    case = parse_case(
        "{title: T, actors: [{id: italy, name: Italy, kind: state}], issues: [{id: i, "
        "question: Who?, scale: unordered, options: [{id: x, words: A}, {id: y, words: B}]}]}"
    )
    reading = Reading(report_of("Italy rejected the plan."), case)
    split_sentences(reading)
    find_mentions(reading)
    add_calls(reading)
    assert [reading.text_of(draft.source) for draft in reading.drafts] == ["Italy"]


def test_the_lexicon_is_well_formed():
    forces = {force for force, _, _ in cues()}
    assert "demand" in forces
    assert all(phrase for _, phrase, _ in cues())
    with pytest.raises(KeyError, match="no such list"):
        words("no such list")


@pytest.mark.parametrize("form", ["deny", "denies", "denied", "denying"])
def test_verbs_are_inflected(form):
    import re

    assert re.fullmatch(inflected("deny"), form)


def test_words_are_whole_words():
    assert word_pattern("negation").search("It is not so")
    assert not word_pattern("negation").search("a notable note")

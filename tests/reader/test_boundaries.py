"""Contents that the tagger cut in the wrong place, and questions put to a speaker."""

import pytest

from pourparler.reader.boundaries import mend_boundaries
from pourparler.reader.reading import Draft


def add(reading, cue, content):
    text = reading.report.text
    a = text.index(cue)
    b = text.index(content)
    draft = Draft((), ((a, a + len(cue)),), ((b, b + len(content)),), 0.9, {"statement": "tagger"})
    reading.drafts.append(draft)
    return draft


@pytest.mark.parametrize(
    ("body", "cut", "mended"),
    [
        ("He said they run the dam.", "they run the", "they run the dam"),
        ("He said they run the “dam”.", "they run the", "they run the"),
        ("He said a truce, but not, he added, now.", "a truce, but not", "a truce"),
        ("He said a truce, and left.", "a truce,", "a truce"),
        ("He said they run it.", "they run it", "they run it"),
        ("He said the", "the", "the"),
        ("He said a pact led by Norburg, he said.", "a pact led by", "a pact led by Norburg"),
        ("KELM, Keld (AP) — Boats said so.", "KELM, Keld (AP) — Boats", "Boats"),
        ("KELM - Boats said so.", "KELM - Boats", "Boats"),
        ("Boats - two of them said so.", "Boats - two of them", "Boats - two of them"),
        (
            "He said a return to Keld's old line is a dream, and left.",
            "a return to Keld",
            "a return to Keld's old line is a dream, and left.",
        ),
        (
            "He said it was no taboo, although he still opposed a vote.",
            "it was no taboo, although he still opposed a vote",
            "it was no taboo",
        ),
        (
            "He said it was “no taboo, however odd”.",
            "it was “no taboo, however odd”",
            "it was “no taboo, however odd”",
        ),
        (
            "If there is no deal, they will leave, he said.",
            "they will leave",
            "If there is no deal, they will leave",
        ),
        (
            "A return to the old line was “a dream”, she said.",
            "“a dream”",
            "A return to the old line was “a dream”",
        ),
        ("She said the line was “a dream”.", "“a dream”", "“a dream”"),
        ("He said if there is no deal, they will leave.", "they will leave", "they will leave"),
        ("Once there is a deal, they will leave, he said.", "they will leave", "they will leave"),
    ],
)
def test_a_content_ends_in_no_article_and_no_conjunction(reading_of, body, cut, mended):
    reading = reading_of(body)
    draft = add(reading, "said", cut)
    mend_boundaries(reading)
    assert reading.text_of(draft.content) == mended


def test_the_question_put_is_what_was_declined(reading_of):
    reading = reading_of("Asked about a truce, she declined to answer.")
    add(reading, "Asked about", "a truce")
    answer = add(reading, "declined", "to answer")
    mend_boundaries(reading)
    assert reading.drafts == [answer]
    assert reading.text_of(answer.content) == "a truce"
    assert reading.text_of(answer.cue) == "Asked about … declined to answer"


def test_a_question_that_was_answered_is_no_statement_of_who_answered(reading_of):
    reading = reading_of("Asked about a truce, she said no boat would leave.")
    add(reading, "Asked about", "a truce")
    answer = add(reading, "said", "no boat would leave")
    mend_boundaries(reading)
    assert reading.drafts == [answer]
    assert reading.text_of(answer.content) == "no boat would leave"


def test_who_asks_makes_a_statement(reading_of):
    reading = reading_of("Lind asked about a truce.")
    question = add(reading, "asked about", "a truce")
    mend_boundaries(reading)
    assert reading.drafts == [question]


@pytest.mark.parametrize(
    ("cue", "content", "taken"),
    [
        ("wants assurances", "that it is safe", ("wants", "assurances that it is safe")),
        ("wants firm guarantees", "that it is safe", ("wants", "firm guarantees that it is safe")),
        ("gave assurances", "that it is safe", ("gave assurances", "that it is safe")),
        ("ruled out a vote on", "independence", ("ruled out", "a vote on independence")),
        ("called for an early end to", "sieges", ("called for", "an early end to sieges")),
        ("said in an interview with", "us it ends", ("said in an interview with", "us it ends")),
        ("pledged not", "to attack", ("pledged", "not to attack")),
        ("said why not", "one of them came", ("said why not", "one of them came")),
    ],
)
def test_what_is_wanted_belongs_to_the_content(reading_of, cue, content, taken):
    reading = reading_of(f"Keld {cue} {content}.")
    draft = add(reading, cue, content)
    mend_boundaries(reading)
    assert (reading.text_of(draft.cue), reading.text_of(draft.content)) == taken

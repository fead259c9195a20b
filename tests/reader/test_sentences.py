"""Paragraphs, headings and sentences keep their offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.reader.sentences import find_sentences


def split(text):
    return [text[a:b] for a, b in find_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Gen. J. Hale met Dr. Lind. They spoke.", ["Gen. J. Hale met Dr. Lind.", "They spoke."]),
        ("The U.S. Senate met.", ["The U.S. Senate met."]),
        ("“It is over.” He left.", ["“It is over.”", "He left."]),
        ('"Never!" she said. "We stay."', ['"Never!" she said.', '"We stay."']),
        ("It cost 3.5 million. Too much.", ["It cost 3.5 million.", "Too much."]),
        ("In Sept. they met", ["In Sept. they met"]),
        ("no end mark", ["no end mark"]),
    ],
)
def test_sentences_end_where_a_person_would_say(text, sentences):
    assert split(text) == sentences


@given(st.text(alphabet='ab .!?"”A1', max_size=80))
def test_sentences_lie_in_order_and_lose_only_spaces(text):
    spans = list(find_sentences(text, 0, len(text)))
    position = 0
    for start, end in spans:
        assert text[position:start].strip() == ""
        assert position <= start < end
        position = end
    assert text[position:] == ""


def test_a_short_line_without_an_end_mark_is_a_heading_for_what_follows(reading_of):
    reading = reading_of("First.\n\nAgreeing on a truce\n\nSecond.\r\nThird.\n\n# Patrols\nFourth.")
    kinds = [(p.is_heading, p.heading) for p in reading.paragraphs]
    assert kinds == [
        (False, ""),
        (True, ""),
        (False, "Agreeing on a truce"),
        (False, "Agreeing on a truce"),
        (True, ""),
        (False, "Patrols"),
    ]


def test_every_offset_of_a_sentence_leads_to_it_and_none_between(reading_of):
    reading = reading_of("One here.   Two there.\n\nThree.")
    for sentence in reading.sentences:
        for offset in range(sentence.start, sentence.end):
            assert reading.sentence_at(offset) is sentence
    assert reading.sentence_at(reading.sentences[0].end) is None
    assert reading.sentence_at(len(reading.report.text) + 5) is None

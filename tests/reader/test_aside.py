"""What only speaks of a meeting or a feeling is no evidence of a stance."""

import pytest

from pourparler.case.folder import parse_case
from pourparler.reader.aside import Asides


@pytest.fixture
def asides(case):
    return Asides(case)


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("said", "Southmark should agree to the meeting immediately"),
        ("told", "he would speak with the Southmarker president this week"),
        ("said", "the talks would go on in May"),
        ("called", "the conversation a good one"),
        ("regretted", "the delay"),
        ("was disappointed", "by the late start"),
        ("said", "her government was disappointed"),
    ],
)
def test_it_has_no_word_of_the_issue(asides, case, cue, content):
    assert asides.is_aside(cue, content, case.issues[0])


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("proposed", "a meeting on a truce"),
        ("said", "there can be no talks while guns fire"),
        ("regretted", "the truce"),
        ("said", "that is acceptable"),
        ("accepted", "within hours"),
    ],
)
def test_it_has_one_or_speaks_of_no_meeting(asides, case, cue, content):
    assert not asides.is_aside(cue, content, case.issues[0])


def test_an_issue_on_the_talks_themselves_has_words_for_meetings():
    text = """\
title: Talks
actors: [{id: north, name: Northland, kind: state}]
issues:
  - id: seat
    question: Where do the talks take place?
    scale: unordered
    options: [{id: a, words: In Norburg}, {id: b, words: In Verin}]
"""
    case = parse_case(text)
    assert not Asides(case).is_aside("said", "the talks should be near the sea", case.issues[0])

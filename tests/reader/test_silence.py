"""Who declines to answer, who leaves it open, and who is against a thing by what they feel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.reader.feelings import takes_against
from pourparler.reader.modality import read_modality
from pourparler.reader.reading import Draft
from pourparler.reader.silence import declines, leaves_open


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("steered clear of", "the question of the dam"),
        ("shed no light on", "who would pay"),
        ("would not be pinned down on", "the number of boats"),
        ("was not in a position to say", "whether boats would come"),
        ("kept mum about", "the dam"),
        ("would not put a figure to", "the damage"),
        ("cannot comment on", "boats"),
        ("refused", "to be drawn on boats"),
        ("declined", "to give a date for the truce"),
        ("did not say", "who would pay"),
        ("made no mention of", "boats"),
        ("had nothing to say about", "the dam"),
        ("said", "he would not go into the details of a truce"),
        ("was reluctant to talk about", "the truce"),
        ("neither confirmed nor denied", "the offer of boats"),
        ("sidestepped", "a question on the dam"),
        ("remained silent on", "boats"),
        ("has never explained", "what would become of the dam"),
        ("prefers not to discuss", "boats"),
        ("left unsaid, and would not say", "what boats are for"),
    ],
)
def test_who_does_not_want_to_speak_declines(cue, content):
    assert declines(cue, content)
    draft = Draft((), (), (), 0.9, force="description", rules={"force": ""})
    assert read_modality(draft, cue, content, "boats")[0] == "declined"


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("would not accept", "boats"),
        ("did not say", "no to boats"),
        ("refused", "to sign"),
        ("said", "boats would not come"),
        ("answered", "that boats were welcome"),
        ("discussed", "a truce"),
        ("never confirmed that", "boats would come"),
        ("", ""),
    ],
)
def test_a_refusal_of_the_thing_is_no_refusal_to_speak(cue, content):
    assert not declines(cue, content)


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("neither backs nor rejects", "boats"),
        ("is weighing", "an offer of boats"),
        ("has not decided on", "boats"),
        ("said", "boats were neither good nor bad"),
        ("said", "it was still weighing an offer of boats"),
        ("said", "it had yet to decide on boats"),
        ("is keeping its options open on", "boats"),
        ("said", "it must first ask its president about boats"),
    ],
)
def test_who_has_not_decided_takes_no_side(cue, content):
    assert leaves_open(cue, content)
    draft = Draft((), (), (), 0.9, force="description", rules={"force": ""})
    assert read_modality(draft, cue, content, "boats")[0] == "ambiguous"


@pytest.mark.parametrize(
    ("cue", "content"),
    [("accepts", "neither soldiers nor police"), ("said", "boats will come"), ("wants", "boats")],
)
def test_who_takes_a_side_leaves_nothing_open(cue, content):
    assert not leaves_open(cue, content)


@pytest.mark.parametrize(
    ("cue", "against"),
    [
        ("cursed", True),
        ("laughed off", True),
        ("cannot stomach", True),
        ("has yet to be persuaded of", True),
        ("does not believe in", True),
        ("poured cold water on", True),
        ("rejected", True),
        ("hailed", False),
        ("does not mock", False),
        ("is happy with", False),
        ("believes in", False),
        ("said", False),
    ],
)
def test_feelings_take_a_side(cue, against):
    assert takes_against(cue) == against
    draft = Draft((), (), (), 0.9, force="description", rules={"force": ""})
    read = read_modality(draft, cue, "foreign boats", "foreign boats")[0]
    assert read == ("opposes" if against else "supports")


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_can_be_asked(cue, content):
    declines(cue, content)
    leaves_open(cue, content)
    takes_against(cue)

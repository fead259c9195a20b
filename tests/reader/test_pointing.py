"""What "that demand" points back to."""

import pytest

from pourparler.reader.pointing import find_antecedent, points_back, words_before
from pourparler.reader.reading import Draft


def drafts_of(reading, *told):
    """Add drafts given as (words of the sentence, force, actor); all but the last are coded."""
    for words, force, actor in told:
        start = reading.report.text.index(words)
        span = ((start, start + len(words)),)
        draft = Draft((), span, span, 0.9, force=force, actors=(actor,))
        draft.codings = ["coded"]
        reading.drafts.append(draft)
    return reading.drafts


BODY = "North wants boats. South offers a truce. The Front hopes. It answered that {noun}."


@pytest.mark.parametrize(
    ("noun", "force", "meant"),
    [
        ("demand", "refusal", 0),
        ("offer", "acceptance", 1),
        ("idea", "acceptance", 2),
        ("idea", "refusal", 2),
    ],
)
def test_the_noun_says_which(reading_of, noun, force, meant):
    reading = reading_of(BODY.format(noun=noun))
    drafts = drafts_of(
        reading,
        ("North wants boats", "demand", "north"),
        ("South offers a truce", "offer", "south"),
        ("The Front hopes", "wish", "other"),
        (f"that {noun}", force, "front"),
    )
    assert find_antecedent(reading, drafts[-1], 3) is drafts[meant]


@pytest.mark.parametrize(("force", "meant"), [("deed", 1), ("refusal", 0)])
def test_one_refuses_others_and_drops_ones_own(reading_of, force, meant):
    reading = reading_of("South asks. North asks. It left that.")
    drafts = drafts_of(
        reading,
        ("South asks", "demand", "south"),
        ("North asks", "demand", "north"),
        ("that", force, "north"),
    )
    assert find_antecedent(reading, drafts[-1], 2) is drafts[meant]


def test_it_looks_no_further_than_the_paragraph_before(reading_of):
    reading = reading_of("South asks.\n\nA.\n\nB.\n\nNorth rejects that.")
    drafts = drafts_of(reading, ("South asks", "demand", "south"), ("that", "refusal", "north"))
    assert find_antecedent(reading, drafts[-1], 1) is None


def test_words_before_are_the_heading_and_the_last_sentence(reading_of):
    reading = reading_of("Boats\n\nOne. Two came. It left that.")
    drafts = drafts_of(reading, ("that", "refusal", "north"))
    assert words_before(reading, drafts[0]) == "Boats Two came."


def test_only_a_bare_pointer_points_back():
    assert points_back("“the idea”")
    assert not points_back("the idea of a truce")
